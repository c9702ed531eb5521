"""What the words beside a happening say of it, for parses that miss the verb which governs it.

Each rule looks at a few words before the happening (or right behind it), never at the tree.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from firsthand.extract.language.layer import Frame, Sentence, Token
from firsthand.model import Document, Span, Stance
from firsthand.reference import stances as reference
from firsthand.reference.cues import rejected

BEFORE_NOUN = frozenset("ADJ ADV NOUN PROPN NUM DET VERB PUNCT".split())
PHRASE = frozenset("ADJ NOUN PROPN NUM DET PUNCT".split())
DENIALS = frozenset("deny denies denied denying".split())
NOT = frozenset("not n't n’t never nor neither".split())
NEAR_DENIAL = 3  # words between a denial and its "that" or its object: "on Wednesday", "any role in the"
PARTICLES = frozenset("on up out off with ahead".split())
BETWEEN = frozenset("ADV AUX PART".split())
VERBS = frozenset("VERB AUX".split())
PAST = frozenset({"VBD", "VBN"})
REACH = 6  # words before a happening that are looked at


@dataclass(frozen=True, slots=True)
class Reason:
    """A stance and the words that make it."""

    stance: Stance
    cue: Span


@dataclass(slots=True)
class Context:
    """The sentence around a claim's anchor, with its frames by trigger."""

    document: Document
    sentence: Sentence
    frames: dict[Span, Frame]
    kept: dict[Span, list[Token]] = field(default_factory=dict[Span, list[Token]])

    def before(self, at: Span) -> list[Token]:
        """The sentence's words before a span."""
        if at not in self.kept:
            self.kept[at] = [t for t in self.sentence.tokens if t.span.end <= at.start]
        return self.kept[at]

    def is_verb(self, at: Span) -> bool:
        """Whether a verb stands at a span."""
        return any(t.span.overlaps(at) and t.pos in VERBS for t in self.sentence.tokens)


def reasons(context: Context, at: Span) -> Iterator[Reason]:
    """All reasons that words beside the happening give."""
    yield from _in_phrase(context, at)
    yield from _after_denial(context, at)
    yield from _by_verb_before(context, at)
    yield from _goes_on(context, at)
    yield from _said_to_show(context, at)
    yield from _told_by_noun(context, at)
    yield from _untrue(context, at)


def _in_phrase(context: Context, at: Span) -> Iterator[Reason]:
    """Words of the noun phrase before its noun: "no attack", "an alleged strike", "did not cause any deaths"."""
    before, verb = context.before(at), context.is_verb(at)
    for token in reversed(before[-REACH:]):
        word = token.text.lower()
        if token.pos not in BEFORE_NOUN and word not in reference.negations():
            return
        finite = token.tag in ("VBD", "VBZ", "VBP")  # "reported two men dead" is no "reported attack"
        stance = None if verb or finite else reference.by_word("adjectives").get(word)
        stance = stance or reference.by_word("adverbs").get(word)
        if word in reference.negations() and (not verb or word == "never"):
            stance = "denied"
        if word == "any" and not verb and (negation := _negation(before)):
            yield Reason("denied", negation.span)
        if stance:
            yield Reason(stance, token.span)
        if token.pos in ("DET", "VERB", "PUNCT") and not stance:
            return


def _negation(before: Sequence[Token]) -> Token | None:
    """The "not" of the clause that ends in these words: "was not aware of any"."""
    for token in reversed(before):
        if token.text in (",", ";", "that") or token.text.lower() in ("and", "but", "if"):
            return None
        if token.text.lower() in NOT:
            return token
    return None


def _after_denial(context: Context, at: Span) -> Iterator[Reason]:
    """ "denied that the army had shelled", "Army denies raids": by words alone, for parses that miss the verb."""
    before = context.before(at)
    denials = [i for i, t in enumerate(before) if t.text.lower() in DENIALS]
    if not denials:
        return
    last = denials[-1]
    if any(t.text.lower() in NOT for t in before[max(last - 3, 0) : last]):
        return
    between = before[last + 1 :]
    opens = next((i for i, t in enumerate(between) if t.text.lower() == "that"), None)
    rest = between if opens is None else between[opens + 1 :]
    if (opens is None and all(t.pos in BEFORE_NOUN - {"VERB", "PUNCT"} for t in rest) and len(rest) <= NEAR_DENIAL) or (
        opens is not None and opens <= NEAR_DENIAL and not any(t.pos in ("VERB", "PUNCT") for t in rest)
    ):
        yield Reason("denied", before[last].span)


def _by_verb_before(context: Context, at: Span) -> Iterator[Reason]:
    """What a verb says of the happening right behind it: "planning attacks", "will resume its raids", "would go on
    shelling"."""
    before = context.before(at)
    i = _phrase_start(before)
    if i and before[i - 1].text.lower() in PARTICLES:
        i -= 1
    verb = before[i - 1] if i else None
    if verb is None or not (verb.pos == "VERB" or verb.tag in ("VBG", "VB")):
        return
    stance = reference.by_word("governors").get(verb.lemma.lower())
    if stance and not context.is_verb(at) and verb.span not in context.frames:
        yield Reason(stance, verb.span)
    if verb.lemma.lower() in reference.lasting():
        yield from _ahead_of(before[: i - 1])


def _phrase_start(before: Sequence[Token]) -> int:
    """Where the noun phrase begins that the words before a noun belong to."""
    i = len(before)
    while i and (before[i - 1].pos in PHRASE or before[i - 1].tag == "PRP$") and before[i - 1].text != ",":
        i -= 1
    return i


def _ahead_of(before: Sequence[Token]) -> Iterator[Reason]:
    """What the modal before a verb makes of it."""
    i = len(before)
    while i and before[i - 1].pos in BETWEEN and before[i - 1].tag != "MD":
        i -= 1
    modal = before[i - 1] if i and before[i - 1].tag == "MD" else None
    stance = reference.by_word("modals").get(modal.text.lower()) if modal else None
    if modal and stance:
        yield Reason(stance, modal.span)


def _goes_on(context: Context, at: Span) -> Iterator[Reason]:
    """ "the strikes would continue": a happening that is yet to go on, which the words behind it say."""
    tokens = [t for t in context.sentence.tokens if t.span.end > at.start]
    noun = [t for t in tokens if t.span.start < at.end and t.pos == "NOUN"]
    if not noun:
        return
    rest = [t for t in tokens if t.span.start >= noun[-1].span.end]
    lasting = next((i for i, t in enumerate(rest[:4]) if t.lemma.lower() in reference.lasting()), None)
    if lasting and all(t.pos in BETWEEN for t in rest[:lasting]):
        yield from _ahead_of(rest[:lasting])


def _said_to_show(context: Context, at: Span) -> Iterator[Reason]:
    """ "appears to show men beating a prisoner", "a film purporting to show an execution"."""
    before = context.before(at)
    shown = [i for i, t in enumerate(before) if t.lemma.lower() in reference.showing() and i >= 2]
    if not shown or before[shown[-1] - 1].text.lower() != "to":
        return
    governor = before[shown[-1] - 2]
    if governor.lemma.lower() in reference.seeming() and not any(t.text in ",;" for t in before[shown[-1] :]):
        yield Reason("hedged", governor.span)


def _told_by_noun(context: Context, at: Span) -> Iterator[Reason]:
    """ "the claim that troops had burned it", "allegations that": what a noun says of the clause behind its "that"."""
    before = context.before(at)
    that = next((i for i in range(len(before) - 1, 0, -1) if before[i].text.lower() in ("that", ",", ";")), None)
    if that is None or before[that].text.lower() != "that":
        return
    noun, clause = before[that - 1], before[that + 1 :]
    stance = reference.by_word("nouns").get(noun.lemma.lower()) if noun.pos == "NOUN" else None
    finite = [t for t in clause if t.tag in ("VBD", "VBZ", "VBP", "MD")]
    subject = bool(clause) and clause[0].pos not in ("VERB", "AUX")
    if stance == "hedged" and subject and len(finite) <= 1:
        yield Reason(stance, noun.span)


def _untrue(context: Context, at: Span) -> Iterator[Reason]:
    """ "Claims that troops had shelled it were baseless": what is said behind it of the claims before it."""
    before, text = context.before(at), context.document.text
    found = reference.untrue_that().search(text, context.sentence.span.start, at.start)
    if any(t.lemma.lower() in rejected() and t.tag not in PAST for t in before):
        found = reference.untrue().search(text, at.end, context.sentence.span.end) or found
    if found is not None:
        yield Reason("denied", Span(*found.span()))
