"""Which sense of the lexicon a candidate has: the first whose conditions its arguments meet."""

from firsthand.extract.events import governed, nominal
from firsthand.extract.events.heads import labels
from firsthand.extract.events.page import Page
from firsthand.extract.events.words import Arguments, Candidate
from firsthand.extract.language.layer import Argument, Sentence
from firsthand.reference import lexicon
from firsthand.reference.lexicon import Sense


def chosen(page: Page, sentence: Sentence, c: Candidate) -> Sense | None:
    """The first sense that fits; `None` where none does or where that sense is no event."""
    for sense in lexicon.senses(c.lemma, c.pos):
        if fits(page, sentence, sense, c):
            return sense if sense.type else None
    return None


def fits(page: Page, sentence: Sentence, sense: Sense, c: Candidate) -> bool:
    for name, wanted in sense.needs.items():
        if not any(found & wanted for found in _labels_of(page, sentence, c, name)):
            return False
    if sense.near and not sense.near & {t.lemma.lower() for t in sentence.tokens}:
        return False
    for name, unwanted in sense.unless.items():
        if any(found & unwanted for found in _labels_of(page, sentence, c, name)):
            return False
    return True


def _labels_of(page: Page, sentence: Sentence, c: Candidate, name: str) -> list[frozenset[str]]:
    if name == "modifier":
        return [frozenset({m.lemma.lower(), m.text.lower()}) for m in c.modifiers]
    if name in c.extra:
        return [c.extra[name]]
    if name in ("verb", "result", "content", "predicate", "complement", "bidden"):
        return []
    arguments = c.arguments.get(name, ())
    if not arguments and c.pos == "VERB" and name in governed.TOWARDS:
        arguments = _in_object(page, c).get(name, ())
    return [labels(page, sentence, a) for a in arguments] or [frozenset({"@none"})]


def _in_object(page: Page, c: Candidate) -> dict[str, tuple[Argument, ...]]:
    """The prepositional phrases that the parser hung on the object: "extradited two suspects to Nepal"."""
    patient = next(iter(c.arguments.get("patient", ())), None)
    return behind(page, patient, c.arguments, of=False) if patient else {}


def behind(page: Page, patient: Argument, known: Arguments, *, of: bool = True) -> dict[str, tuple[Argument, ...]]:
    """Prepositional phrases inside the object: "took control of the town"."""
    sentence = page.sentence(patient.head.start)
    found = nominal.behind(page, sentence, patient.head.end) if sentence else {}
    if of and "of" in found:
        return {"patient": found["of"], **{k: v for k, v in found.items() if k not in known and k != "of"}}
    return {k: v for k, v in found.items() if k not in known}
