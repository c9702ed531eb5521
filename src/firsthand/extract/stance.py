"""How sure whoever tells a claim is that it happened: asserted, hedged, denied, predicted, hypothetical or ordered.

A claim is asserted unless something makes it less: a negation or modal of its own clause, a word before its noun, the
verbs and nouns that govern it ("failed to", "plans for"), the condition that it stands in, or the cue by which it is
reported ("denied", "warned of"). The strongest reason decides, in the order of RANK.
"""

from collections.abc import Iterable, Iterator, Sequence

from firsthand.extract.language.layer import Frame, Sentence, Token
from firsthand.extract.stance_words import Context, Reason
from firsthand.extract.stance_words import reasons as by_words
from firsthand.model import Attribution, Claim, Document, Event, Item, Measure, Span, Stance
from firsthand.reference import stances as reference

RANK: tuple[Stance, ...] = ("denied", "hypothetical", "ordered", "predicted", "hedged")
MAX_DEPTH = 6  # governors above a clause that are looked at
# "sought shelter" happened, and so did the attack that a group claimed
NO_OBJECT = frozenset("agree tell allow help decide offer want need seek claim".split())
BIDDING = (None, "conjunct", "content")
INFINITE = ("purpose", "content")
LINKS = frozenset("of to for about against on at that over in".split())


def stances(
    document: Document,
    sentences: tuple[Sentence, ...],
    attributions: tuple[Attribution, ...],
    claims: tuple[Claim, ...],
) -> dict[str, tuple[Stance, tuple[Span, ...]]]:
    """The stance of each event and measure by its id, with the words that it was read from (none for asserted)."""
    out: dict[str, tuple[Stance, tuple[Span, ...]]] = {}
    for claim in claims:
        if isinstance(claim, Item):
            continue
        at = anchor(claim)
        sentence = next((s for s in sentences if s.span.start <= at.start < s.span.end), None)
        if sentence is not None:
            out[claim.id] = stance_at(document, sentence, attributions, at)
    return out


def anchor(claim: Event | Measure) -> Span:
    """The word that a claim hangs on: an event's trigger, a measure's figure."""
    return claim.trigger if isinstance(claim, Event) else claim.count.span


def stance_at(
    document: Document, sentence: Sentence, attributions: Iterable[Attribution], at: Span
) -> tuple[Stance, tuple[Span, ...]]:
    """The stance of what is told at the span, and its cues."""
    context = Context(document, sentence, {f.trigger: f for f in sentence.frames})
    reasons = [*_own(context, at), *_above(context, at), *_reported(context, attributions, at)]
    if not _opens_with_noun(context, at):  # "will not release", "decided to leave", but not "raids will continue"
        reasons = [r for r in reasons if r.cue == at or not at.contains(r.cue)]
    return decide(reasons or list(_to_do(context, at)))


def _opens_with_noun(context: Context, at: Span) -> bool:
    return any(t.span.start == at.start and t.pos == "NOUN" for t in context.sentence.tokens)


def decide(reasons: Sequence[Reason]) -> tuple[Stance, tuple[Span, ...]]:
    """The strongest stance among the reasons with all the words that make it; asserted where there are none."""
    for stance in RANK:
        cues = tuple(dict.fromkeys(r.cue for r in reasons if r.stance == stance))
        if cues:
            return stance, cues
    return "asserted", ()


def frame_of(context: Context, at: Span) -> Frame | None:
    """The predicate at a span, else the one of the smallest clause around it."""
    on = [f for f in context.sentence.frames if f.trigger.overlaps(at)]
    if on:
        return on[0]
    around = [f for f in context.sentence.frames if f.clause and f.clause.contains(at) and f.pos == "VERB"]
    return min(around, key=lambda f: len(f.clause or f.trigger), default=None)


# ---- the clause itself
def _own(context: Context, at: Span) -> Iterator[Reason]:
    frame = frame_of(context, at)
    if frame is not None:
        yield from _of_clause(context, frame, own=frame.trigger.overlaps(at))
        yield from _modal_of(context, frame)
        yield from _opening(context, frame)
        if _imperative(context, frame):
            yield Reason("ordered", frame.trigger)
    yield from by_words(context, at)


def _modal_of(context: Context, frame: Frame) -> Iterator[Reason]:
    """The modal before a verb that the parse gives none: "there may be 300 of them"."""
    before = [t for t in context.sentence.tokens if t.span.end <= frame.trigger.start]
    while before and (before[-1].pos in ("ADV", "PART") or before[-1].lemma in ("be", "have")):
        before.pop()
    if before and before[-1].tag == "MD" and frame.modal is None and frame.pos == "VERB":
        stance = _by_modal(context, before[-1].text.lower(), before[-1].span, frame)
        if stance:
            yield Reason(stance, before[-1].span)


def _by_modal(context: Context, modal: str, at: Span, frame: Frame) -> Stance | None:
    """What a modal makes of its verb, by whether "have" stands between the two."""
    between = (t for t in context.sentence.tokens if at.end <= t.span.start < frame.trigger.start)
    perfect = any(t.lemma == "have" for t in between)
    return reference.by_word("modals_of_the_past" if perfect else "modals").get(modal)


def _opening(context: Context, frame: Frame) -> Iterator[Reason]:
    """The adverb with which a clause or its subject begins: "Perhaps forty people were killed"."""
    spans = (frame.clause, frame.agent and frame.agent.span, frame.patient and frame.patient.span)
    starts = {s.start for s in spans if s}
    for token in context.sentence.tokens:
        stance = reference.by_word("adverbs").get(token.text.lower()) if token.span.start in starts else None
        if stance == "hedged":
            yield Reason(stance, token.span)


def _to_do(context: Context, at: Span) -> Iterator[Reason]:
    """A bare "to attack" that no verb of the sentence governs: "time to leave", "orders are to hold the bridge"."""
    frame = frame_of(context, at)
    if frame is None or frame.governor in context.frames or not frame.trigger.overlaps(at):
        return
    before = [t for t in context.sentence.tokens if t.span.end <= frame.trigger.start]
    to = before[-1] if before else None
    if to is None or to.text.lower() != "to" or to.tag not in ("TO", "IN") or len(before) < 2:
        return
    words = {before[-2].text.lower(), before[-2].lemma.lower()}
    done = before[-2].pos == "NUM" or words & (reference.done() | reference.done_after())
    if not done and next((t.tag for t in context.sentence.tokens if t.span.start == frame.trigger.start), "") == "VB":
        yield Reason("hypothetical", to.span)


def _imperative(context: Context, frame: Frame) -> bool:
    """Whether a clause is a bidding: a bare verb without a subject that opens its sentence or follows another such."""
    token = next((t for t in context.sentence.tokens if t.span == frame.trigger), None)
    if context.sentence.block.kind == "headline":
        return False  # "Bomb at checkpoint kills five": headlines bid nobody, and open with bare nouns
    if (
        token is None
        or token.tag != "VB"
        or (frame.agent and frame.agent.span.start < token.span.start)  # else whoever says it: "“Withdraw,” he said"
        or frame.modal
        or frame.relation not in (None, "conjunct", "content")
    ):
        return False
    before = [t for t in context.sentence.tokens if t.span.end <= token.span.start]
    verbal = [
        t for t in before[-3:] if t.pos in ("AUX", "PART", "PRON", "VERB") and t.text.lower() not in ("please", "not")
    ]
    return not verbal


def _of_clause(context: Context, frame: Frame, own: bool) -> Iterator[Reason]:
    """What negation, modal, hedges and tense of a clause say. Those of a clause further up hold only as far as `own`
    is false for its negation: "did not say that X fell" leaves open whether X fell."""
    if frame.negated and not _puts_aside(context, frame):
        yield Reason("denied" if own else "hypothetical", frame.negation or frame.trigger)
    spoken = frame.modal_span or frame.trigger
    modal = _by_modal(context, frame.modal, spoken, frame) if frame.modal else None
    if modal:
        yield Reason(modal, spoken)
    elif frame.tense == "future":
        yield Reason("predicted", frame.modal_span or frame.trigger)
    for hedge in frame.hedges:
        yield Reason("hedged", hedge)


def _puts_aside(context: Context, frame: Frame) -> bool:
    """Whether what is negated is a number: "nine and not seven were killed"; not "not one was killed"."""
    after = [t for t in context.sentence.tokens if frame.negation and t.span.start >= frame.negation.end][:1]
    return bool(after) and after[0].pos == "NUM" and after[0].text.lower() != "one"


# ---- what governs the clause
def _above(context: Context, at: Span) -> Iterator[Reason]:
    """What the verbs and nouns say under which the clause stands, from the innermost out."""
    frame = frame_of(context, at)
    yield from _governing_noun(context, frame.trigger if frame and frame.pos == "NOUN" else at, frame)
    yield from _object_of(context, at)
    for depth in range(MAX_DEPTH):
        if frame is None:
            return
        governor = context.frames.get(frame.governor) if frame.governor else None
        yield from _relation(context, frame, governor)
        if governor is None or frame.relation in ("relative", "conjunct", "adverbial"):
            if frame.relation == "conjunct" and governor is not None and depth < MAX_DEPTH - 1:
                frame = governor
                continue
            return
        if frame.relation == "content" and governor.content and governor.lemma not in reference.done():
            return  # what is said stands by itself; its cue speaks through the attribution
        yield from _of_clause(context, governor, own=frame.relation in INFINITE and governor.lemma in reference.done())
        yield from _object_of(context, governor.trigger)
        frame = governor


def _relation(context: Context, frame: Frame, governor: Frame | None) -> Iterator[Reason]:
    if frame.relation == "condition":
        yield Reason("hypothetical", _marker(context, frame))
    marker = reference.markers().get((frame.marker or "").lower())
    if marker:
        yield Reason(marker, _marker(context, frame))
    if governor is None:
        return
    if frame.relation == "adverbial" and (opens := _on_condition(context, frame, governor)):
        yield Reason("hypothetical", opens)  # "when they clash, we shall shell the camp"
    if frame.marker == "from" and (governor.lemma == "keep" or _hinders(governor)):
        yield Reason("hypothetical", governor.trigger)
    if frame.relation not in INFINITE:
        return
    stance = reference.by_word("governors").get(governor.lemma)
    flat = stance == "hedged" and governor.lemma in reference.stating() and frame.tense != "none"
    if flat or (stance == "ordered" and _is_told(frame, governor)):
        return
    if stance and not (stance == "hypothetical" and governor.negated and governor.lemma == "fail"):
        yield Reason(stance, governor.trigger)
    elif frame.relation == "purpose" and governor.lemma not in reference.done() and frame.tense == "none":
        yield Reason("hypothetical", governor.trigger)


def _on_condition(context: Context, frame: Frame, governor: Frame) -> Span | None:
    """The "when" or "until" of what is yet to happen, by the tense of what depends on it."""
    upper = context.frames.get(governor.governor) if governor.governor and governor.relation == "content" else None
    if "future" not in (governor.tense, upper.tense if upper else None):
        return None
    awaited = (frame.marker or "").lower() in reference.awaiting()
    return _marker(context, frame) if awaited or frame.tense == "present" else None


def _is_told(frame: Frame, governor: Frame) -> bool:
    """Whether it is news, not a bidding: "told reporters that the town had fallen", "drones lit it, he told AP"."""
    if frame.trigger.end < governor.trigger.start:
        return True
    finite = frame.relation == "content" and frame.tense != "none"
    return finite and (governor.lemma == "tell" or frame.tense == "past")


def _hinders(governor: Frame) -> bool:
    return reference.by_word("governors").get(governor.lemma) == "hypothetical"


def _marker(context: Context, frame: Frame) -> Span:
    """The conjunction before a clause, else its verb."""
    wanted = (frame.marker or "if").lower().split()[0]
    for token in reversed([t for t in context.sentence.tokens if t.span.start <= frame.trigger.start]):
        if token.text.lower() == wanted:
            return token.span
    return frame.trigger


def _object_of(context: Context, at: Span) -> Iterator[Reason]:
    """What a verb says of a happening that is its object: "prevented an attack", "denied the shelling"."""
    for frame in context.sentence.frames:
        stance = reference.by_word("governors").get(frame.lemma)
        if frame.trigger.overlaps(at) or frame.lemma in NO_OBJECT:
            continue
        roles = [frame.patient, *(o for o in frame.obliques if o.preposition in ("for", "against", "on", "of", "from"))]
        held = next((a for a in roles if a and (a.head.overlaps(at) or _gerund(context, a.span, at))), None)
        if held is None or (frame.voice == "passive" and held is not frame.patient):
            continue
        with_preposition = reference.by_word("governors").get(f"{frame.lemma} {held.preposition}")
        if held is frame.patient and stance:
            yield Reason(stance, frame.trigger)
        elif with_preposition:
            yield Reason(with_preposition, frame.trigger)


def _gerund(context: Context, span: Span, at: Span) -> bool:
    """Whether the phrase begins with the word at `at`."""
    return span.start == at.start


def _governing_noun(context: Context, at: Span, frame: Frame | None) -> Iterator[Reason]:
    """What a noun says of what follows it: "plans to attack", "fears of an assault", "the threat of war"."""
    before = [t for t in context.sentence.tokens if t.span.end <= at.start]
    i = len(before) - 1
    while i >= 0 and before[i].pos in ("DET", "ADJ", "NOUN", "PROPN", "ADV", "NUM") and not _stands(before[i]):
        i -= 1
    if i >= 1 and (before[i].text.lower() in LINKS or before[i].pos == "PART"):
        i -= 1
    if _ahead(before, i):
        yield Reason("predicted", before[i].span)
    if i >= 0 and i < len(before) - 1 and _stands(before[i]) and before[i].pos in ("NOUN", "PROPN"):
        yield Reason(reference.by_word("nouns")[before[i].lemma.lower()], before[i].span)
        yield from (r for r in _object_of(context, before[i].span) if r.stance == "denied")


def _ahead(before: list[Token], i: int) -> bool:
    """ "ahead of an assault", one that is yet to come; "ahead of the assault" tells of a known one."""
    words = [t.text.lower() for t in before[i:]]
    return i >= 0 and words[:2] == ["ahead", "of"] and words[2:3] not in (["the"], ["that"], ["this"])


def _stands(token: Token) -> bool:
    return token.pos == "NOUN" and token.lemma.lower() in reference.by_word("nouns")


# ---- the cue by which it is reported
def _reported(context: Context, attributions: Iterable[Attribution], at: Span) -> Iterator[Reason]:
    """What the innermost attribution says of its content: its cue, its source, a "whether" that opens it."""
    around = [a for a in attributions if any(c.contains(at) for c in a.content)]
    inner = min(around, key=lambda a: sum(map(len, a.content)), default=None)
    if inner is None or not inner.cue:
        return
    if stance := _by_kind(context, inner, at):
        yield Reason(stance, inner.cue[0])
    yield from _by_source(inner)
    if context.document.text.startswith("whether ", inner.content[0].start):
        yield Reason("hypothetical", inner.cue[0])


def _by_kind(context: Context, said: Attribution, at: Span) -> Stance | None:
    """What the kind of an attribution makes of what is told in it."""
    text, start = context.document.text, said.content[0].start
    frame = frame_of(context, at)
    inside = frame is not None and any(c.contains(frame.trigger) for c in said.content)
    past = frame is not None and inside and frame.tense == "past"
    infinitive = text.startswith(("to ", "To "), start)
    if said.kind == "deny":
        return None if frame and frame.negated else "denied"
    if said.kind in ("ask", "order"):
        return "ordered" if not past and (infinitive or said.kind == "order" or _to_be_done(context, at)) else None
    if said.kind in ("predict", "warn"):
        return "predicted" if not past and (said.kind == "predict" or _no_clause(context, said)) else None
    if said.kind == "believe" and infinitive:
        return "hedged" if text.startswith("to have ", start) else "hypothetical"
    by_adverb = said.source is None and said.kind in ("claim", "report") and _is_adverb(context, said.cue[0])
    return "hedged" if by_adverb else None


def _by_source(inner: Attribution) -> Iterator[Reason]:
    """What is said of the word itself: "unconfirmed reports said"."""
    words = inner.source.text.split() if inner.source else []
    if words and reference.by_word("adjectives").get(words[0].lower()) == "hedged" and inner.source:
        yield Reason("hedged", Span(inner.source.span.start, inner.source.span.start + len(words[0])))


def _to_be_done(context: Context, at: Span) -> bool:
    """Whether a "to" leads to the happening: "called on the parties to cease fire"."""
    before = [t for t in context.before(at) if t.text.lower() not in ("immediately", "not")]
    return bool(before) and before[-1].text.lower() == "to"


def _no_clause(context: Context, attribution: Attribution) -> bool:
    """Whether the content is a noun phrase: "warned of an attack"."""
    return not any(
        f.pos == "VERB" and f.tense != "none" and any(c.contains(f.trigger) for c in attribution.content)
        for f in context.sentence.frames
    )


def _is_adverb(context: Context, cue: Span) -> bool:
    return reference.by_word("adverbs").get(cue.of(context.document.text).lower()) == "hedged"
