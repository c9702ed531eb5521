"""Event verbs that the tagger took for nouns ("jets struck targets", "Japan lifts sanctions"), by form and place."""

from collections.abc import Iterator

from firsthand.extract.events import nominal
from firsthand.extract.events.page import Page
from firsthand.extract.language.layer import Argument, Sentence, Token
from firsthand.model import Span
from firsthand.reference import lexicon

IRREGULAR = {
    "shot": "shoot", "struck": "strike", "hit": "hit", "blew": "blow", "fought": "fight", "beat": "beat",
    "slain": "slay",
}  # fmt: skip
BLOWS = frozenset(
    "strike bomb shell raid ambush storm attack massacre kidnap abduct seize torch loot target blast pound kill".split()
)
SUBJECT = frozenset({"NOUN", "PROPN", "NUM", "PRON"})
OBJECT = frozenset({"NOUN", "PROPN", "NUM", "PRON", "DET", "ADJ"})
BEHIND = frozenset("dead at toward towards upon".split())
VERBAL = frozenset({"VERB", "AUX"})
FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})


def verbs(page: Page, sentence: Sentence) -> Iterator[tuple[Span, str, dict[str, tuple[Argument, ...]]]]:
    """The word, its lemma and its arguments, for each past form between two noun phrases that has no frame."""
    framed = [f.trigger for f in sentence.frames if f.pos == "VERB"]
    tokens = sentence.tokens
    found_in: set[int] = set()
    for before, token, after in zip(tokens, tokens[1:], tokens[2:], strict=False):
        clause = _clause(sentence, token)
        verbless = clause not in found_in and not any(
            t.tag in FINITE and _clause(sentence, t) == clause for t in tokens
        )
        lemma = _lemma(token) or (_present(page, before, token, after) if verbless else None)
        if lemma is None or any(span.overlaps(token.span) for span in framed):
            continue
        named = before.pos in SUBJECT or any(n.span.overlaps(before.span) for n in sentence.names)
        if named and (lemma == "slay" or after.pos in OBJECT or after.text.lower() in BEHIND or _to_death(page, after)):
            yield token.span, lemma, _arguments(page, sentence, before, token)
            found_in.add(clause)


def _clause(sentence: Sentence, token: Token) -> int:
    """The number of a headline's clause, each of which may have its own verb: "Rebels attack bus; two die"."""
    if sentence.block.kind != "headline":
        return 0
    return sum(t.text in (";", ",") for t in sentence.tokens if t.span.start < token.span.start)


def _to_death(page: Page, token: Token) -> bool:
    return token.text == "to" and any(t.text == "death" for t in page.after(token.span.end, 1))


def _lemma(token: Token) -> str | None:
    """The verb that the word is a past form of, if the lexicon knows it and the tagger took it for another thing."""
    word = token.text.lower()
    if token.pos in VERBAL or token.text.isupper() or not token.text.islower():
        return None
    if word in IRREGULAR:
        return IRREGULAR[word]
    stems = (word[:-1], word[:-2]) if word.endswith("ed") else ()
    return next((stem for stem in stems if any(s.type == "ASSAULT" for s in lexicon.senses(stem, "VERB"))), None)


def _present(page: Page, before: Token, token: Token, after: Token) -> str | None:
    """The verb of a headline that reads as a noun: "Japan lifts sanctions", "Houthis arrest 11 aid workers"."""
    word = token.text.lower()
    if not token.text.islower() or token.pos not in ("NOUN", "ADJ"):
        return None
    many = before.tag in ("NNS", "NNPS") or before.text.endswith("s") or _is_group(page, before)
    if word.endswith("s") and not many:
        stems: tuple[str, ...] = (word[:-1], word[:-2] if word.endswith("es") else word[:-1])
    else:
        behind = after.pos in ("NUM", "DET", "ADJ", "PROPN") or after.tag in ("NNS", "NNPS")
        stems = (word,) if many and (behind or (before.text.istitle() and word in BLOWS)) else ()
    return next((stem for stem in stems if any(s.type for s in lexicon.senses(stem, "VERB"))), None)


def _is_group(page: Page, token: Token) -> bool:
    """Whether a name is that of armed people, who are many: "Taliban strike consulate"."""
    named = (m.party for m in page.parties_at(token.span))
    return any(p.kind in ("rebel-group", "militia", "coalition") for p in named)


def _arguments(page: Page, sentence: Sentence, subject: Token, verb: Token) -> dict[str, tuple[Argument, ...]]:
    found: dict[str, tuple[Argument, ...]] = {"agent": (_subject(sentence, subject, verb),)}
    patient = _object(page, sentence, verb)
    if patient is None and (verb.text.lower() == "slain" or [t.text for t in page.after(verb.span.end, 1)] == ["dead"]):
        found = {"patient": found["agent"]}  # "Journalist shot dead in Haiti"
    if patient is not None:
        found["patient"] = (patient,)
    end = patient.span.end if patient else verb.span.end
    return found | {k: v for k, v in nominal.behind(page, sentence, end).items() if k not in found}


def _subject(sentence: Sentence, subject: Token, verb: Token) -> Argument:
    phrases = [n for n in sentence.noun_phrases if n.span.contains(subject.span)]
    start = min((n.span.start for n in phrases), default=subject.span.start)
    return Argument(Span(start, subject.span.end), subject.span)


def _object(page: Page, sentence: Sentence, verb: Token) -> Argument | None:
    """The noun phrase behind the verb, or what the parser made of it together with the subject."""
    holding = [n for n in sentence.noun_phrases if n.span.contains(verb.span) and n.head.start > verb.span.end]
    around = next(iter(holding), None)
    if around is not None:
        first = page.after(verb.span.end, 1)
        return Argument(Span(first[0].span.start, around.span.end), around.head) if first else None
    behind = next((n for n in sentence.noun_phrases if n.span.start >= verb.span.end), None)
    gap = page.within(Span(verb.span.end, behind.span.start)) if behind else []
    return behind if behind and all(t.text.lower() == "dead" for t in gap) else None
