"""Sizes of states of affairs: strength of forces, territory held, people displaced or in need, aid."""

import re
from collections.abc import Iterator

from firsthand.extract.events import definite
from firsthand.extract.events.coordinated import OF_THEM
from firsthand.extract.events.page import Page, location
from firsthand.extract.language.layer import Frame, Sentence, Token
from firsthand.model import (
    Document,
    Event,
    Measure,
    Party,
    PartyMention,
    Quantity,
    Span,
    TimeMention,
    When,
    Where,
    claim_id,
)
from firsthand.model.reading import MeasureKind
from firsthand.reference import sizes

AFTER = 16  # tokens after a figure in which its people may be said to have left
LEFT = re.compile(
    r"\b(?:fled|flee|left|leave|abandon(?:ed)?|driven from|forced (?:from|out of))"
    r" (?:their|the) (?:homes?|villages?)\b"
)
BODIES = re.compile(r"\b(?:bodies|remains|corpses|deaths?|graves) of (?:the |some |about |at least )?$", re.IGNORECASE)
NEAR = 8  # tokens around a figure in which a word tells what it measures
HAPPENED = frozenset(
    ("kill wound injure die arrest detain kidnap abduct capture surrender execute shoot hurt rescue deploy").split()
)

TIME_UNITS = frozenset("second minute hour day night week weekend month year decade century".split())
LASTING = TIME_UNITS - {"second", "minute"}
FEW = 20  # people that one person may have of their own; fewer fighters are those of a scene, no strength
HAVING = frozenset("have has had number remain command lead muster consist be is are was were there".split())
SHARES = frozenset({"half", "third", "quarter", "fifth", "percent", "per cent", "%", "two-thirds", "three-quarters"})


def measures(
    document: Document,
    sentences: tuple[Sentence, ...],
    parties: tuple[PartyMention, ...],
    times: tuple[TimeMention, ...],
    places: tuple[Where, ...],
    quantities: tuple[Quantity, ...],
    events: tuple[Event, ...],
) -> tuple[Measure, ...]:
    """The document's measures in text order; a number that an event's toll counts is none."""
    page = Page(document, sentences, parties, times, places, quantities)
    page.places = definite.settled(page)
    tolls = {toll.count.span for event in events for toll in event.counts}
    return tuple(m for sentence in page.sentences for m in _of_sentence(page, sentence, tolls))


def _of_sentence(page: Page, sentence: Sentence, tolls: set[Span]) -> Iterator[Measure]:
    for quantity in page.quantities_in(sentence.span):
        kind = None if quantity.count.span in tolls else _kind(page, sentence, quantity)
        if kind is not None:
            yield _measure(page, sentence, quantity, kind)


def _kind(page: Page, sentence: Sentence, quantity: Quantity) -> MeasureKind | None:
    """What the quantity measures, by its unit, its noun and the words beside it."""
    known = sizes.kinds()
    unit = (quantity.count.unit or "").lower()
    if unit in known["territory"].units:
        return "territory"
    if _is_length(page, sentence, quantity):
        return "duration"
    if _is_share(page, quantity):
        return "territory"
    if BODIES.search(page.text, max(quantity.count.span.start - 30, 0), quantity.count.span.start):
        return None
    if _befell(page, sentence, quantity) or _lasts(unit, page, quantity) or _own(page, quantity):
        return None
    if OF_THEM.match(page.text, quantity.count.span.end):  # a part of those counted before it
        return None
    noun, beside = _noun(page, quantity), _beside(page, quantity)
    if _left_home(page, quantity) and (noun in known["population"].nouns or _is_nation(page, quantity)):
        return "displaced"
    if noun in known["fighters"].nouns or (noun == "man" and "number" in beside):
        few = (quantity.count.high or quantity.count.best or FEW) < FEW
        return None if few and not beside & HAVING else "fighters"
    if noun in known["displaced"].nouns or (noun in known["population"].nouns and beside & known["displaced"].beside):
        return "displaced"
    if (unit in known["aid"].units or noun in known["aid"].nouns) and beside & known["aid"].beside:
        return "aid"
    if noun in known["population"].nouns and beside & known["population"].beside:
        return "population"
    return None


def _left_home(page: Page, quantity: Quantity) -> bool:
    """ "Have had to leave their homes", "forced to flee their villages"."""
    after = " ".join(t.text.lower() for t in page.after(quantity.count.span.end, AFTER))
    return LEFT.search(after) is not None


def _is_nation(page: Page, quantity: Quantity) -> bool:
    """Whether people of a country are counted: "1.3 million Haitians"."""
    span = quantity.concept.span if quantity.concept else None
    return span is not None and any(location(m).overlaps(span) and m.party.kind != "state-forces" for m in page.parties)


def _is_length(page: Page, sentence: Sentence, quantity: Quantity) -> bool:
    """How long a siege or a truce lasts: "a 72-hour ceasefire", "a siege of 90 days", "the war has lasted a year"."""
    known, span = sizes.kinds()["duration"], quantity.count.span
    if (quantity.count.unit or "").lower().removesuffix("s") not in LASTING:
        return False
    before = [t.lemma.lower() for t in page.before(span.start, 2)]
    if _noun(page, quantity) in known.beside or (before[-1:] == ["of"] and set(before) & known.beside):
        return True
    frame = _frame(sentence, span)
    subject = page.token(frame.agent.head) if frame and frame.agent else None
    after = page.after(span.end, 1)
    told = not after or after[0].text.lower() not in ("after", "ago", "before", "earlier", "later", "-")
    lasts = frame is not None and frame.lemma.split(" ")[0] in known.verbs and told
    return lasts and subject is not None and subject.lemma.lower() in known.beside


def _is_share(page: Page, quantity: Quantity) -> bool:
    """What share of a land somebody holds: "40 percent of the country"."""
    known = sizes.kinds()["territory"]
    words = set(quantity.count.text.lower().split()) | {(quantity.count.unit or "").lower()}
    return (
        bool(words & SHARES) and _noun(page, quantity) in known.nouns and bool(_beside(page, quantity) & known.beside)
    )


def _befell(page: Page, sentence: Sentence, quantity: Quantity) -> bool:
    """Whether the number is an argument of a verb of harm or capture: a toll, though no event took it."""
    for frame in sentence.frames:
        if frame.lemma in HAPPENED:
            arguments = [a for a in (frame.agent, frame.patient) if a is not None]
            if any(a.span.contains(quantity.count.span) for a in arguments):
                return True
    return False


def _lasts(unit: str, page: Page, quantity: Quantity) -> bool:
    """Whether time is counted ("two days after gunmen came"), which measures nobody's strength or plight."""
    token = page.token(quantity.concept.span) if quantity.concept else next(iter(_counted(page, quantity)), None)
    return bool({unit, unit.removesuffix("s"), token.lemma.lower() if token else ""} & TIME_UNITS)


def _counted(page: Page, quantity: Quantity) -> list[Token]:
    return page.after(quantity.count.span.end, 1)


def _own(page: Page, quantity: Quantity) -> bool:
    """Somebody's own few ("her four children"): no size of a state of affairs."""
    before = page.before(quantity.count.span.start, 1)
    few = (quantity.count.low or 0) < FEW
    return few and bool(before) and before[0].tag == "PRP$"


def _noun(page: Page, quantity: Quantity) -> str:
    token = page.token(quantity.concept.span) if quantity.concept else _following(page, quantity)
    return token.lemma.lower() if token else ""


def _following(page: Page, quantity: Quantity) -> Token | None:
    after = page.after(quantity.count.span.end, 3)
    return next((t for t in after if t.pos == "NOUN"), None)


def _beside(page: Page, quantity: Quantity) -> set[str]:
    span = quantity.count.span
    around = [*page.before(span.start, NEAR), *page.after(span.end, NEAR)]
    return {word for t in around for word in (t.text.lower(), t.lemma.lower())}


def _measure(page: Page, sentence: Sentence, quantity: Quantity, kind: MeasureKind) -> Measure:
    frame = _frame(sentence, quantity.count.span)
    return Measure(
        id=claim_id(page.document.id, quantity.count.span.start, "measure"),
        of=kind,
        who=_who(page, sentence, quantity, frame),
        count=quantity.count,
        where=definite.by_name(page, _where(page, sentence, quantity, frame)),
        when=_when(page, frame),
        evidence=sentence.span,
        stance="asserted",
        stance_cue=(),
        attribution=None,
        chain=(),
    )


def _frame(sentence: Sentence, span: Span) -> Frame | None:
    """The verb whose clause holds the figure, the innermost."""
    holding = [f for f in sentence.frames if f.pos == "VERB" and f.clause and f.clause.contains(span)]
    return min(holding, key=lambda f: len(f.clause or f.trigger), default=None)


def _who(page: Page, sentence: Sentence, quantity: Quantity, frame: Frame | None) -> Party | None:
    """Whose strength, land or plight: the party in the counted phrase, else the clause's subject."""
    count = quantity.count.span
    phrases = [n for n in sentence.noun_phrases if n.span.overlaps(count)]
    phrase = max(phrases, key=lambda n: len(n.span), default=None)
    end = phrase.span.end if phrase else count.end
    if quantity.concept:
        end = max(end, quantity.concept.span.end)
    near = Span(phrase.span.start if phrase else count.start, end)
    inside = [m for m in page.parties_in(near) if len(location(m))]
    if inside:
        return max(inside, key=lambda m: m.party.id is not None).party
    for argument in (frame.agent, frame.patient) if frame else ():
        found = [m for m in page.parties_in(argument.span) if argument] if argument else []
        if found:
            return found[0].party
    return None


def _where(page: Page, sentence: Sentence, quantity: Quantity, frame: Frame | None) -> Where | None:
    """The place that follows the figure in its clause, else one in the clause."""
    clause = frame.clause if frame and frame.clause else sentence.span
    mine = [w for w in page.places_in(clause) if not any(location(m).contains(w.span) for m in page.parties)]
    behind = [w for w in mine if w.span.start >= quantity.count.span.end]
    return next(iter(behind or mine), None)


def _when(page: Page, frame: Frame | None) -> When | None:
    """A time in the figure's own clause."""
    if frame is None or frame.clause is None:
        return None
    found = [t.when for t in page.times_in(frame.clause) if t.type in ("DATE", "TIME")]
    return found[0] if found else None
