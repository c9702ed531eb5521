"""Several words of one sentence that tell of one happening: the blast and its dead, the attack and the killing."""

import re
from dataclasses import dataclass

from firsthand.extract.events import enumerated, told_by_order
from firsthand.extract.events.mended import intransitive
from firsthand.extract.events.page import Page
from firsthand.extract.events.words import Trigger
from firsthand.extract.language.layer import Frame
from firsthand.model import Span
from firsthand.reference.discourse import discourse

ACTS = frozenset({"attack", "blast", "clash", "gain"})
NOBODY = frozenset({"no", "nobody", "none"})
TOLD_IN = frozenset(
    {"agent", "in", "by", "during", "from", "of", "with", "when", "after", "amid", "as", "under", "due", ""}
)
BY_WORDS = re.compile(
    r"(?:[\s,]+(?:alive|dead|today|yesterday))?[\s,]+(?:in|by|during|due to|because of|as a result of|following)"
    r"(?:\s+[\w'’-]+){0,4}\s+"
)
AS_SOON = re.compile(r"[^.;]{0,60}\b(?:when|as|after)(?:\s+(?:the|a|an))?(?:\s+[\w'’-]+){1,8}\s+", re.IGNORECASE)
COUNTED = re.compile(r"\b(?:day|week|month|year|decade)s?\s+(?:after|before|since)\s+(?:[\w'’-]+\s+){0,4}$", re.I)
SO = re.compile(r"\s+(?:\w+ly\s+)?")
LATER = re.compile(r"\b(?:hour|day|week|fortnight|month|year)s?\s+after\b(?! being| they| he| she| it)", re.IGNORECASE)
FRONTED = re.compile(
    r"\b(?:and|but)\s+(?:(?:then|earlier|later|also)\s+)?(?:(?:in|on|at|by|during|early|late)\s+)*$", re.I
)
CONNECTED = re.compile(r"\bin (?:connection with|relation to|response to|retaliation for)\b[^,;.]*$", re.IGNORECASE)
RESULT_MARKERS = frozenset({None, "when", "as", "after", "while", "in", "by", "before", "where"})


@dataclass(frozen=True, slots=True)
class Happening:
    """One happening in one sentence: the word that leads, and the words that tell more of it."""

    lead: Trigger
    others: tuple[Trigger, ...] = ()

    @property
    def triggers(self) -> tuple[Trigger, ...]:
        return (self.lead, *self.others)

    @property
    def type(self) -> str:
        return self.lead.sense.type or ""


def happenings(page: Page, triggers: list[Trigger]) -> list[Happening]:
    """The sentence's triggers, those of one happening together; in text order of their leads."""
    triggers = [enumerated.bare(page, told_by_order.with_act(page, t, triggers)) for t in triggers]
    leader: dict[int, int] = {}
    for i, lower in enumerate(triggers):
        for j, upper in sorted(enumerate(triggers), key=lambda o: (_only_wrecks(o[1], lower), not _rules(o[1], lower))):
            if i != j and i not in leader and _root(leader, j) != i and _tells_of(page, upper, lower):
                leader[i] = j
    groups: dict[int, list[int]] = {}
    for i in range(len(triggers)):
        groups.setdefault(_root(leader, i), []).append(i)
    found = [_led_by_act(page, [triggers[r], *(triggers[i] for i in g if i != r)]) for r, g in groups.items()]
    return sorted(found, key=lambda h: h.lead.span)


def _laid(upper: Trigger, lower: Trigger) -> bool:
    """ "A mine planted by rebels exploded": one blast, and who laid it did it."""
    what = upper.argument("agent")
    blasts = upper.sense.tells == lower.sense.tells == "blast" and not upper.noun
    sent = upper.sense.tells in ("attack", "blast") and lower.lemma in ("fire", "launch", "fire off") and not upper.noun
    return (
        (blasts or sent) and what is not None and what.head.end <= lower.span.start and what.span.contains(lower.span)
    )


def _left_so(page: Page, upper: Trigger, lower: Trigger) -> bool:
    """ "Two were left badly wounded": one word for it, not two."""
    between = page.text[upper.span.end : max(upper.span.end, lower.span.start)]
    return upper.sense.toll == "left" and not lower.noun and SO.fullmatch(between) is not None


def _rules(upper: Trigger, lower: Trigger) -> bool:
    """Whether what befell them stands right below it: "the assault lasted an hour; those sent were ambushed, losing
    15"."""
    return any(
        low.governor == up.trigger and low.relation == "adverbial" for low in lower.frames for up in upper.frames
    )


def _only_wrecks(upper: Trigger, lower: Trigger) -> bool:
    """Whether it is no deed that killed, nor governs what did: of "burned a hall and shot at a crowd, killing two" the
    fire, of "seized the town and attacked a base, killing nine" the seizure."""
    wrecks = upper.sense.mode in ("primitive", "destroy") or upper.sense.tells == "gain"
    return wrecks and not any(low.governor == up.trigger for low in lower.frames for up in upper.frames)


def _led_by_act(page: Page, found: list[Trigger]) -> Happening:
    """The triggers with the first for their lead; the act where it harmed nobody: "nobody died when rockets landed"."""
    patient = found[0].argument("patient") or found[0].argument("agent")
    first = next(iter(page.within(patient.span)), None) if patient and _harms(found[0]) else None
    if first is not None and first.text.lower() in NOBODY:
        found = sorted(found, key=lambda t: t.sense.tells not in ACTS)
    return Happening(found[0], tuple(found[1:]))


def _root(leader: dict[int, int], i: int) -> int:
    while i in leader:
        i = leader[i]
    return i


def _tells_of(page: Page, upper: Trigger, lower: Trigger) -> bool:
    """Whether `lower` tells more of what `upper` tells, which governs it."""
    if upper.sense.type != "ASSAULT" or lower.sense.type != "ASSAULT":
        return False
    if _laid(upper, lower) or _left_so(page, upper, lower):
        return True
    if not _joinable(upper, lower):
        return False
    if _follows(page, upper, lower):
        return False
    if told_by_order.is_doer(lower, upper) or enumerated.goes_on(page, upper, lower):
        return True
    if _dates(page, upper, lower):
        return False
    if (
        told_by_order.answers(page, upper, lower)
        or told_by_order.by_others(page, upper, lower)
        or told_by_order.is_sequel(page, upper, lower)
        or told_by_order.is_sequel(page, lower, upper)
    ):
        return False
    told = _in_argument(page, upper, lower) or _in_clause(page, upper, lower) or _relative(page, upper, lower)
    return told or _by_words(page, upper, lower) or told_by_order.tells(page, upper, lower)


def _dates(page: Page, upper: Trigger, lower: Trigger) -> bool:
    """Whether the time of a deed is only counted from the other: "two months after the massacre, gunmen attacked"."""
    deed = not _harms(upper) or bool(upper.arguments.get("agent"))  # not "died two days after the attack"
    if deed and not lower.noun and upper.span.end < lower.span.start:  # "the raid came a week after gangs fought"
        return LATER.search(page.text, upper.span.end, lower.span.start) is not None
    return deed and lower.noun and COUNTED.search(page.text, upper.sentence.span.start, lower.span.start) is not None


def _follows(page: Page, upper: Trigger, lower: Trigger) -> bool:
    """Whether the one is told to have come after the other: "the strike came after rebels killed two"."""
    first, second = sorted((upper, lower), key=lambda t: t.span)
    noun = next(iter(page.within(first.span)), None)  # of "the strike came" the strike
    start = noun.span.end if noun is not None else first.span.end
    return first.noun and discourse().followed.fullmatch(page.text, start, max(start, second.span.start)) is not None


def _joinable(upper: Trigger, lower: Trigger) -> bool:
    """A result and an act, or two results; two acts are two happenings unless one is a noun in the other's argument."""
    return _harms(upper) or _harms(lower) or lower.noun


def _harms(trigger: Trigger) -> bool:
    return trigger.sense.tells == "harm" or trigger.sense.toll in ("shot", "hurt")


def _in_argument(page: Page, upper: Trigger, lower: Trigger) -> bool:
    """ "the blast killed", "killed in an ambush", "hit by an air strike"."""
    if not lower.noun or _relative(page, lower, upper):
        return False
    if CONNECTED.search(page.text, upper.span.end, max(upper.span.end, lower.span.start)) is not None:
        return False
    inside = [a for group in upper.arguments.values() for a in group if a.span.contains(lower.span)]
    if not inside or (upper.noun and upper.sense.tells != "harm"):
        return False
    names = {n for n, group in upper.arguments.items() for a in group if a.span.contains(lower.span)}
    if names & {"patient", "recipient"} and not names & {"agent"}:
        return upper.sense.tells == "harm" and lower.sense.weak
    return bool(names & TOLD_IN)


def _in_clause(page: Page, upper: Trigger, lower: Trigger) -> bool:
    """ "attacked the town, killing five", "shot and killed", "were killed when a bomb exploded"."""
    for low in lower.frames:
        for up in upper.frames:
            if low.governor == up.trigger and low.relation in ("conjunct", "adverbial", "purpose", None):
                if told_by_order.is_answered(upper, lower):
                    return False
                if low.relation == "conjunct":
                    hurt = lower.sense.toll_of == "patient" and "patient" not in lower.arguments  # "and 20 others hurt"
                    return (
                        lower.sense.tells == "harm"
                        and not _at_another_time(page, low, up)
                        and (hurt or not _of_others(page, low, up))
                    )
                if low.marker == "while" and _of_others(page, low, up):
                    return False
                if low.marker in ("after", "as") and lower.sense.tells == "gain":  # "as rebels captured the city"
                    return False
                return low.relation != "adverbial" or low.marker in RESULT_MARKERS
    return False


def _at_another_time(page: Page, low: Frame, up: Frame) -> bool:
    """Whether a second clause begins with a time of its own: "killed nine on Monday, and in May it burned a bus"."""
    times = page.times_in(Span(up.trigger.end, max(up.trigger.end, low.trigger.start)))
    return any(
        t.when.span is not None and FRONTED.search(page.text, up.trigger.end, t.when.span.start) is not None
        for t in times
    )


def _of_others(page: Page, low: Frame, up: Frame) -> bool:
    """Whether a clause has its own doers, by a noun: "wounded a medic, and a landmine killed two"."""
    if low.agent is None or up.agent is None or low.agent.span == up.agent.span:
        return False
    head = page.token(low.agent.head)
    return up.trigger.end <= low.agent.span.start < low.trigger.start and head is not None and head.pos != "PRON"


def _by_words(page: Page, upper: Trigger, lower: Trigger) -> bool:
    """ "nine killed in police firing", "two died when guards opened fire", whatever the tree: harm without a doer."""
    harmed = _harms(upper) and not upper.arguments.get("agent" if upper.sense.toll_of != "agent" else "by")
    if not harmed or lower.sense.tells not in ACTS - {"gain"} or lower.span.start < upper.span.end:
        return False
    between = page.text[upper.span.end : lower.span.start]
    return (BY_WORDS if lower.noun else AS_SOON).fullmatch(between) is not None


def _relative(page: Page, upper: Trigger, lower: Trigger) -> bool:
    """ "an explosion that killed 12", "a raid in which two died"; not what those had done who were killed, nor another
    act: "hit a suburb, where the army has stepped up its shelling"."""
    between = page.text[upper.span.end : lower.span.start]
    if _by_victims(upper, lower) or (not _harms(lower) and " where " in between):
        return False
    return any(
        low.relation == "relative"
        and low.governor is not None
        and low.governor.overlaps(upper.span)
        and not (low.voice == "passive" and intransitive(low.lemma))  # a clause of its own, taken for a participle
        for low in lower.frames
    )


def _by_victims(upper: Trigger, lower: Trigger) -> bool:
    """ "killed three bandits who had attacked the market": the one did not happen by the other."""
    patient = upper.argument("patient")
    if upper.noun or patient is None or lower.sense.tells == "harm":
        return False
    return any(low.agent is not None and patient.span.contains(low.agent.head) for low in lower.frames)


def evidence(page: Page, happening: Happening) -> Span:
    """The passage: the sentence that tells of it."""
    return happening.lead.sentence.span
