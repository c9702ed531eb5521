"""Whether a sentence speaks of what was or of what is to come, around a given place in it."""

from bisect import bisect_right
from collections.abc import Callable, Sequence

from firsthand.extract.language.layer import Sentence, Token
from firsthand.extract.when.context import Tense

PAST_TAGS = {"VBD"}
PRESENT_TAGS = {"VBZ", "VBP"}
COMING = frozenset(
    "will 'll ’ll shall going expected scheduled due planned slated plans plan hopes intends would until till".split()
)
FORWARD = frozenset(
    "vow promise pledge plan threaten agree intend expect prepare decide undertake propose offer want hope urge demand "
    "swear schedule order instruct ask".split()
)  # what is to be done by them lies ahead
PAST_WORDS = frozenset("was were had did said told took came went began fell rose killed hit".split())


def reader(sentences: Sequence[Sentence]) -> Callable[[int], Tense]:
    """A function from a place in the document to the tense of the sentence around it: past, present, future or none.

    The nearest verb before the place decides, else the first after it; "will", "to be held" and "due" look forward.
    """
    starts = [s.span.start for s in sentences]

    def tense(at: int) -> Tense:
        i = bisect_right(starts, at) - 1
        if i < 0:
            return "none"
        return _of_clause(sentences[i], at) or _around(sentences[i].tokens, at)

    return tense


def _of_clause(sentence: Sentence, at: int) -> Tense | None:
    """The tense of the innermost verb whose clause holds the place, if it has one."""
    holding = [f for f in sentence.frames if f.pos == "VERB" and f.clause and f.clause.start <= at < f.clause.end]
    if not holding:
        return None
    frame = min(holding, key=lambda f: len(f.clause or f.trigger))
    if frame.modal in ("will", "shall", "would", "'ll", "’ll") or frame.tense == "future":
        return "future"
    if frame.tense == "none" and frame.relation in ("content", "purpose") and frame.governor is not None:
        above = next((f for f in sentence.frames if f.trigger == frame.governor), None)
        verb = next((t for t in sentence.tokens if t.span == frame.trigger), None)
        if above is not None and above.lemma in FORWARD and verb is not None and verb.tag == "VB":
            return "future"
    return frame.tense if frame.tense == "past" else None


def _around(tokens: Sequence[Token], at: int) -> Tense:
    before = [t for t in tokens if t.span.end <= at]
    after = [t for t in tokens if t.span.start >= at]
    for found in (_tense(t) for t in reversed(before)):
        if found:
            return found
    return next((found for found in (_tense(t) for t in after) if found), "none")


def _tense(token: Token) -> Tense | None:
    word = token.text.lower()
    if word in COMING:
        return "future"
    if token.tag in PAST_TAGS or (not token.tag and (word in PAST_WORDS or (word.endswith("ed") and len(word) > 4))):
        return "past"
    return "present" if token.tag in PRESENT_TAGS else None
