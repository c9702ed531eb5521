"""What becomes of an act that is not done but refused or promised: "will not release", "said it would send troops".

A refusal to cooperate is REJECT, a promise of it AGREE or CONCEDE, a promise of harm THREATEN (table `turned` of the
lexicon). What a verb demands, promises, threatens or refuses is told by that verb; its own verb tells no further event.
"""

from dataclasses import replace

from firsthand.extract.events import condemned
from firsthand.extract.events.governed import is_bidden, is_same_doer
from firsthand.extract.events.page import Page
from firsthand.extract.events.words import Arguments, Trigger
from firsthand.extract.language.layer import Frame, Sentence
from firsthand.model import Span
from firsthand.reference import lexicon

BIDS = frozenset({"REQUEST", "AGREE", "CONCEDE", "REJECT", "THREATEN"})  # types whose verbs tell what they govern
OBJECTS = ("patient", "with", "of", "against")  # arguments that may name the act
CHARGES = frozenset({"ACCUSE", "COERCE", "SANCTION"})  # types whose verbs name what somebody is charged with
DEALINGS = frozenset(
    {
        "AGREE",
        "CONSULT",
        "SUPPORT",
        "COOPERATE",
        "AID",
        "CONCEDE",
        "REQUEST",
        "MOBILIZE",
        "ACCUSE",
        "REJECT",
        "THREATEN",
    }
)
REACH = 60  # characters from "will" or "ready" to the end of the verb


def turned(page: Page, sentence: Sentence, found: list[Trigger]) -> list[Trigger]:
    """The triggers, acts that are refused or promised read as that, without what other triggers govern."""
    frames = {f.trigger: f for f in sentence.frames}
    told = [_turned(page, frames, t) for t in found]
    return [t for t in told if not any(_governs(frames, upper, t) for upper in told)]


def _turned(page: Page, frames: dict[Span, Frame], trigger: Trigger) -> Trigger:
    """The trigger as a refusal or a promise, its span from the word that makes it one: "will not release"."""
    frame = trigger.light or (trigger.frame if not trigger.noun else None)
    if frame is None:
        return trigger
    decided = _decided(frames, frame)
    if decided is not None:
        return _from(trigger, decided)
    told = _how(page, frames, frame)
    becomes = lexicon.turned().get((told[0], trigger.sense.type or "")) if told else None
    if told is None or becomes is None:
        return trigger
    roles = {k: "recipient" if v == "both" else v for k, v in trigger.sense.roles.items()} | {"agent": "actor"}
    sense = replace(trigger.sense, type=becomes[0], mode=becomes[1], tells=None, toll=None, acled=None, sure=True)
    sense = replace(sense, roles=roles, mutual=False)
    return _from(replace(trigger, sense=sense, arguments=_with_speaker(page, frames, frame, trigger)), told[1])


def _with_speaker(page: Page, frames: dict[Span, Frame], frame: Frame, trigger: Trigger) -> Arguments:
    """The arguments, who says it for the pronoun of what is said: "Iran said it would"."""
    opening = _heading(frames, frame)
    upper = frames.get(opening.governor) if opening.governor and opening.relation == "content" else None
    doer = trigger.argument("agent")
    if upper is None or upper.agent is None or doer is None or page.parties_in(doer.head):
        return trigger.arguments
    spoken = is_same_doer(page, opening, upper)
    return {**trigger.arguments, "agent": (upper.agent,)} if spoken else trigger.arguments


def _from(trigger: Trigger, first: Span) -> Trigger:
    """The trigger with its span from an earlier word on."""
    span = Span(min(first.start, trigger.span.start), trigger.span.end)
    return replace(trigger, span=span) if len(span) <= REACH else trigger


def _decided(frames: dict[Span, Frame], frame: Frame) -> Span | None:
    """The verb of "decided to suspend", "voted to withdraw": who decides by it has done it."""
    upper = frames.get(frame.governor) if frame.governor and frame.relation in ("content", "purpose") else None
    plain = upper is not None and not upper.negated and upper.modal is None and upper.tense == "past"
    return (
        upper.trigger
        if upper is not None and plain and upper.lemma in lexicon.turning("decisions") and frame.tense == "none"
        else None
    )


def _how(page: Page, frames: dict[Span, Frame], frame: Frame) -> tuple[str, Span] | None:
    """Whether the act is "refused", "promised" or "threatened", and the words that say it."""
    opening = _heading(frames, frame)
    if opening.relation in ("condition", "adverbial", "relative"):
        return None
    if frame.negated and frame.modal in lexicon.turning("will") and frame.modal_span is not None:
        return "refused", frame.modal_span
    upper = frames.get(opening.governor) if opening.governor and opening.relation == "content" else None
    if (
        upper is None
        or frame.negated
        or not (is_same_doer(page, opening, upper) or upper.lemma in lexicon.turning("prepared"))
    ):
        return None
    if upper.lemma == "be":
        return _being_ready(page, upper, frame)
    if upper.voice == "passive" and upper.lemma in lexicon.turning("prepared") and frame.tense == "none":
        return "refused" if upper.negated else "promised", upper.trigger
    if frame.modal in lexicon.turning("promises") and frame.modal_span is not None and upper.content is not None:
        return ("threatened" if upper.lemma in lexicon.turning("warnings") else "promised"), frame.modal_span
    return None


def _heading(frames: dict[Span, Frame], frame: Frame) -> Frame:
    """The first of coordinated verbs, which says how they all are governed."""
    for _ in range(3):
        upper = frames.get(frame.governor) if frame.governor and frame.relation == "conjunct" else None
        if upper is None:
            return frame
        frame = upper
    return frame


def _being_ready(page: Page, being: Frame, frame: Frame) -> tuple[str, Span] | None:
    """ "is ready to send", "is not willing to talk"."""
    between = page.within(Span(being.trigger.end, frame.trigger.start)) if being.trigger < frame.trigger else []
    ready = next((t for t in between if t.text.lower() in lexicon.turning("ready")), None)
    if ready is None:
        return None
    return ("refused", being.negation or ready.span) if being.negated else ("promised", ready.span)


def _governs(frames: dict[Span, Frame], upper: Trigger, lower: Trigger) -> bool:
    """Whether `lower` is only what `upper` demands, promises, threatens or refuses to be done."""
    own = upper.frame if not upper.noun else None
    asks = upper.sense.type in BIDS or upper.lemma in lexicon.turning("calls")
    if own is not None and lower.noun and upper.sense.type in CHARGES and _is_charge(upper, lower):
        return True
    if upper.sense.tells == "arrest" and lower.noun and lower.lemma == "raid" and upper.span < lower.span:
        return True  # "arrested 12 in raids": the police's raids are the arrest
    if own is not None and lower.noun and (asks or _tells_same(upper, lower)) and _is_object(upper, lower):
        return True
    frame = lower.light or (lower.frame if not lower.noun else None)
    if own is None or upper is lower or frame is None or frame.trigger == own.trigger:
        return False
    if upper.sense.type in CHARGES and lower.sense.type in DEALINGS:
        return frame.governor == own.trigger and frame.tense == "none" and frame.relation != "conjunct"
    asked = "content" in upper.sense.roles and frame.governor == own.trigger and is_bidden(upper.sentence, frame)
    return upper.sense.type in BIDS and (asked or _under(frames, own, frame) or _is_warned_of(upper, lower, frame))


def _is_warned_of(upper: Trigger, lower: Trigger, frame: Frame) -> bool:
    """ "warned Chad against arming rebels": what another is not to do."""
    doer, other = lower.argument("agent"), upper.argument("patient") or upper.argument("recipient")
    own = upper.frame is not None and frame.governor == upper.frame.trigger and frame.tense == "none"
    return own and doer is not None and other is not None and doer.head == other.head


def _is_charge(upper: Trigger, lower: Trigger) -> bool:
    """Whether a noun says only what somebody is charged with: "charged them with murder", of nobody in particular;
    "blamed them for the attack" names one that happened."""
    if lower.determiner in condemned.DEFINITE:
        return False
    charged = any(a.head.overlaps(lower.span) for name in ("with", "of", "for") for a in upper.arguments.get(name, ()))
    return charged and not any(name in lower.arguments for name in ("of", "against"))


def _tells_same(upper: Trigger, lower: Trigger) -> bool:
    """Whether verb and noun tell one thing in words: "extended sanctions", "held a meeting"."""
    return upper.sense.type == lower.sense.type and upper.sense.type in (DEALINGS | CHARGES) - {"MOBILIZE", "COERCE"}


def _is_object(upper: Trigger, lower: Trigger) -> bool:
    """Whether a noun names what is demanded, promised or threatened: "threatened them with arrest"."""
    named = [a for name in OBJECTS for a in upper.arguments.get(name, ())]
    within = [a for a in upper.arguments.get("patient", ()) if a.span.contains(lower.span)]
    after = [t for t in lower.sentence.tokens if upper.span.end <= t.span.start < lower.span.start]
    links = [t.text.lower() for t in after if t.pos == "ADP"][-1:]
    threat = upper.sense.type == "THREATEN" and within and links in (["with"], ["of"], ["against"])
    return bool(threat) or any(a.head.overlaps(lower.span) for a in named)


def _under(frames: dict[Span, Frame], own: Frame, frame: Frame | None) -> bool:
    for _ in range(4):
        if frame is None or frame.governor is None or frame.relation not in ("content", "purpose", "conjunct"):
            return False
        if frame.relation != "conjunct" and frame.tense == "past":
            return False
        if frame.governor == own.trigger:
            return frame.relation != "conjunct" and (frame.tense == "none" or frame.modal in lexicon.turning("bidden"))
        frame = frames.get(frame.governor)
    return False
