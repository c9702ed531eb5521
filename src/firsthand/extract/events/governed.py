"""What a verb governs: "vowed to strike", "agreed to meet", "said that Israel must withdraw"."""

from collections.abc import Iterator
from dataclasses import replace

from firsthand.extract.events.page import Page
from firsthand.extract.language.layer import Argument, Frame, Sentence
from firsthand.model import Span

TOWARDS = frozenset("to with against on from for toward towards between".split())  # of those whom an act is towards
SPEAKER = frozenset("it they he she we i".split())
SERIES = 4  # verbs of a series
YEARS = frozenset({"year", "decade", "generation", "century"})
WILL = frozenset({"will", "would", "shall"})
OBLIGED = frozenset({"must", "have to", "should"})
BIDDING = {
    "warn": ("against", "about", "from"), "caution": ("against",), "discourage": ("from",), "bar": ("from",),
    "ban": ("from",), "prohibit": ("from",), "prevent": ("from",), "stop": ("from",), "dissuade": ("from",),
}  # fmt: skip
HELPS = frozenset("help assist aid support relieve".split())
SUMS = frozenset("$ € £ million billion dollars euros pounds".split())
NEIGHBOURS = frozenset({"neighbour", "neighbor"})
CHARGING = frozenset(
    (
        "accuse blame suspect convict charge criticize criticise condemn denounce arrest praise thank acquit sentence "
        "jail imprison execute hang fine detain punish try prosecute indict"
    ).split()
)


def as_meant(sentence: Sentence, frame: Frame) -> Frame:
    """The frame with the doer that the parser missed: of "has broken ties", and of what one is accused of doing."""
    frame = _with_sum(sentence, _with_neighbour(sentence, frame))
    frame = _gerund(sentence, frame)
    upper = next((f for f in sentence.frames if f.trigger == frame.governor), None)
    if upper is None:
        return frame
    upper = _with_neighbour(sentence, upper)
    return _perfect(upper, frame) or _charged(sentence, upper, frame) or _following(sentence, frame) or frame


def _with_neighbour(sentence: Sentence, frame: Frame) -> Frame:
    """ "accused neighbouring Chad of backing rebels", which parsers take for two or three clauses."""
    beside = {f.trigger: f for f in sentence.frames if f.lemma in NEIGHBOURS and f.patient is not None}
    if frame.governor in beside:
        above = next((f for f in sentence.frames if f.trigger == beside[frame.governor].governor), None)
        return replace(frame, governor=beside[frame.governor].governor if above else frame.governor)
    near = next((f for f in beside.values() if f.trigger.start == frame.trigger.end + 1), None)
    if near is None:
        return frame
    agent = frame.agent or (frame.patient if frame.voice == "passive" else None)
    return replace(frame, agent=agent, patient=near.patient, voice="active", relation=None)


def _gerund(sentence: Sentence, frame: Frame) -> Frame:
    """ "denied targeting civilians", which parsers take for civilians that target: they are the object."""
    noun = frame.agent
    inside = noun is not None and noun.span.start == frame.trigger.start and noun.head.start > frame.trigger.end
    if noun is None or not inside or frame.patient is not None or frame.voice != "active":
        return frame
    upper = next((f for f in sentence.frames if f.trigger == frame.governor), None)
    doer = upper.agent if upper is not None and upper.voice == "active" else None
    return replace(frame, agent=doer, patient=Argument(Span(frame.trigger.end + 1, noun.span.end), noun.head))


def _with_sum(sentence: Sentence, frame: Frame) -> Frame:
    """ "provided $400 million in aid", the sum read as an adverb: it is the object."""
    if frame.patient is not None or frame.voice != "active" or frame.pos != "VERB":
        return frame
    bare = next((o for o in frame.obliques if o.preposition is None and o.span.start == frame.trigger.end + 1), None)
    if bare is None or not any(t.text.lower() in SUMS for t in sentence.tokens if bare.span.contains(t.span)):
        return frame
    return replace(frame, patient=bare, obliques=tuple(o for o in frame.obliques if o is not bare))


def _perfect(upper: Frame, frame: Frame) -> Frame | None:
    """ "has broken ties", read as somebody who has broken ties."""
    one = upper.lemma == "have" and frame.trigger.start == upper.trigger.end + 1 and frame.agent is None
    if not one or frame.patient is None or upper.patient is None or frame.patient.head != upper.patient.head:
        return None
    return replace(
        frame, agent=upper.agent, voice="active", tense="past", relation=upper.relation, governor=upper.governor
    )


def _charged(sentence: Sentence, upper: Frame, frame: Frame) -> Frame | None:
    """ "accused Chad of shelling a village": it is the accused who is to have done it."""
    before = [t for t in sentence.tokens if t.span.end <= frame.trigger.start][-1:]
    links = BIDDING.get(upper.lemma) or (("of", "for") if upper.lemma in CHARGING else ())
    charged = upper.patient or upper.recipient
    if charged is None or not any(t.text.lower() in links for t in before):
        return None
    others = frame.agent is not None and (upper.agent is None or frame.agent.head != upper.agent.head)
    return None if others else replace(frame, agent=charged)


def _following(sentence: Sentence, frame: Frame) -> Frame | None:
    """ "attacked a base, killing ten and taking control": what follows a comma in -ing is done by who attacked."""
    if frame.agent is None or frame.voice != "active" or frame.pos != "VERB":
        return None
    first = _first_of_series(sentence, frame)
    before = [t for t in sentence.tokens if t.span.end <= first.trigger.start][-1:]
    opening = next((t for t in sentence.tokens if t.span.start == first.trigger.start), None)
    if opening is None or opening.tag != "VBG" or [t.text for t in before] != [","]:
        return None
    heads = (f for f in sentence.frames if f.pos == "VERB" and f.voice == "active" and f.trigger < first.trigger)
    main = next((f for f in heads if f.patient is not None and f.patient.head == frame.agent.head), None)
    return replace(frame, agent=main.agent) if main is not None and main.agent is not None else None


def _first_of_series(sentence: Sentence, frame: Frame) -> Frame:
    """The first of coordinated verbs."""
    for _ in range(SERIES):
        upper = next((f for f in sentence.frames if f.trigger == frame.governor), None)
        if frame.relation != "conjunct" or upper is None:
            break
        frame = upper
    return frame


def complements(sentence: Sentence, frame: Frame) -> list[Frame]:
    """The verbs that a verb governs: "vowed to strike", "agreed to meet and to sign"."""
    found = [
        f for f in sentence.frames if f.governor == frame.trigger and f.relation in ("content", "purpose")
        if f.pos == "VERB" and f.trigger.start > frame.trigger.start
        and (_same_doer(f, frame) or (f.modal in WILL and speaker(sentence, f, f.agent) is not None))
    ]  # fmt: skip
    triggers = {f.trigger for f in found}
    return found + [f for f in sentence.frames if f.relation == "conjunct" and f.governor in triggers]


def _same_doer(lower: Frame, upper: Frame) -> bool:
    if lower.voice == "passive" and lower.patient is not None:  # "agreed that disputes should be resolved"
        return upper.agent is not None and lower.patient.head == upper.agent.head
    return lower.agent is None or (upper.agent is not None and lower.agent.head == upper.agent.head)


def is_same_doer(page: Page, lower: Frame, upper: Frame) -> bool:
    """Whether the same one does both, a pronoun of what is said standing for who says it: "Iran said it would"."""
    said = lower.agent is not None and lower.agent.head.of(page.text).lower() in SPEAKER
    return _same_doer(lower, upper) or (said and upper.agent is not None)


def speaker(sentence: Sentence, frame: Frame | None, doer: Argument | None) -> Argument | None:
    """Who says it, for a pronoun that does what is said: "Iran denied that it had armed them"."""
    tokens = [t.text.lower() for t in sentence.tokens if doer is not None and doer.head.contains(t.span)]
    upper = next((f for f in sentence.frames if frame is not None and f.trigger == frame.governor), None)
    said = frame is not None and frame.relation == "content" and upper is not None and upper.voice == "active"
    return upper.agent if said and upper is not None and tokens and tokens[0] in SPEAKER else None


def bidden(sentence: Sentence, frame: Frame) -> list[Frame]:
    """The verbs that another is let or made do: "allowed the convoy to pass"."""
    others = [a.head for a in (frame.patient, frame.recipient) if a is not None]
    doers = others + ([frame.agent.head] if frame.agent else [])  # parsers give the doer of "let" to both
    return [
        f for f in sentence.frames if f.governor == frame.trigger and f.relation in ("content", "purpose")
        if f.tense == "none" and (not others or f.agent is None or f.agent.head in doers)
    ]  # fmt: skip


def is_of_doer(sentence: Sentence, frame: Frame) -> bool:
    """Whether the patient of a verb in the past form, with no "be" before it, is to do what the verb governs."""
    before = [t for t in sentence.tokens if t.span.end <= frame.trigger.start][-1:]
    if frame.patient is None or any(t.pos == "AUX" or t.lemma == "be" for t in before):
        return False
    heads = [
        f.agent.head for f in sentence.frames if f.governor == frame.trigger and f.relation == "content" and f.agent
    ]
    return frame.patient.head in heads


def only_dates(sentence: Sentence, frame: Frame) -> bool:
    """Whether a clause only says from when years are counted: "five years after crowds burned the embassy"."""
    before = [t for t in sentence.tokens if t.span.end <= frame.trigger.start]
    for at in range(len(before) - 1, 0, -1):
        if before[at].pos in ("VERB", "PUNCT"):
            return False
        if before[at].text.lower() in ("after", "since", "before"):
            return before[at - 1].lemma.lower() in YEARS
    return False


def told_of(sentence: Sentence, frame: Frame) -> Iterator[Argument]:
    """Who is told to be obliged: "said that Israel must withdraw", "demanded that it withdraw"."""
    for lower in sentence.frames:
        told = lower.governor == frame.trigger and lower.relation == "content" and lower.agent is not None
        if told and lower.agent and (lower.modal in OBLIGED or is_bidden(sentence, lower)):
            yield lower.agent


def is_bidden(sentence: Sentence, frame: Frame) -> bool:
    """Whether a clause with a subject of its own has its verb bare: "(demanded) that Iran release them"."""
    if frame.agent is None or frame.modal is not None or frame.agent.head.start > frame.trigger.start:
        return False
    between = [t for t in sentence.tokens if frame.agent.head.end <= t.span.start < frame.trigger.start]
    token = next((t for t in sentence.tokens if t.span == frame.trigger), None)
    return (
        token is not None
        and token.tag != "VBD"
        and token.text == token.lemma
        and not any(t.text.lower() == "to" for t in between)
    )


def of_complements(sentence: Sentence, frame: Frame, helping: bool = False) -> Iterator[Argument]:
    """Whom the governed verbs act on: "vowed to help Ukraine"; `helping`: whom they help: "sent aid to help Haiti"."""
    for lower in complements(sentence, frame):
        if helping and lower.lemma not in HELPS:
            continue
        yield from (a for a in (lower.patient, lower.recipient) if a is not None)
        yield from (o for o in lower.obliques if o.preposition in TOWARDS)
