"""Harm told beside the act that did it, by the order of words where the tree leaves them apart.

"The shelling of a camp in Zamzam killed eight", "fired on a truck carrying migrants, killing six", "the raid, in which
16 died, was …", "a bomb went off; 15 people were killed"; and harm that came after: "before he was shot dead".
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from firsthand.extract.events.page import Page, base_phrase
from firsthand.extract.events.words import Trigger
from firsthand.extract.language.layer import Argument, Token
from firsthand.model import Span
from firsthand.reference import actor_nouns, lexicon
from firsthand.reference.discourse import discourse

ACTS = frozenset({"attack", "blast", "clash"})
FINITE = frozenset({"VBD", "VBP", "VBZ", "MD"})
HAVING = frozenset({"has", "have", "had", "also"})
LINKS = frozenset({"and", "or"})
IN_WHICH = re.compile(r"[^.;,]*?,? (?:in|during) which\b(?:,[^.;,]*,)?[^.;,]*")
ALONE = re.compile(r"[^.;]*;\s+(?:(?:at least|nearly|some|about|around|more than) )?[^.;,]*")
IN_ACT = re.compile(r"[^.;,]*\b(?:in|during) (?:an? |the )?(?:[\w-]+ ){0,2}")
AND_SO_MANY = re.compile(r"[^.;,]*\band (?:[\w-]+ ){1,3}")
TRAILING = re.compile(r"[^.;]*,\s+(?:\w+ly\s+|at once\s+)?")
SEQUEL = re.compile(r"\b(?:before|until) (?:[\w-]+ ){1,3}$")
AFTER = frozenset({"before", "until"})


def with_act(page: Page, trigger: Trigger, others: Sequence[Trigger]) -> Trigger:
    """The harm with the act that stands as its subject for its doer: "a strike on a mosque in El Fasher killed 70"."""
    token = next(iter(page.within(trigger.span)), None)
    if not _harms(trigger) or token is None or trigger.noun or _is_passive(trigger):
        return trigger
    acts = [o for o in others if o.span.end < trigger.span.start and o.sense.tells in ACTS]
    act = acts[-1] if acts else None
    if act is not None and token.tag == "VBG" and _trails(page, act, trigger) and not is_answered(act, trigger):
        rest = {name: group for name, group in trigger.arguments.items() if name != "agent"}
        doer = act.argument("agent") if act.sense.roles.get("agent") != "none" else None  # "it blew up, killing six"
        return replace(trigger, arguments=rest | ({"agent": (doer,)} if doer else {}))
    if act is None or not _is_subject(page, act, token):
        return trigger
    doer = trigger.argument("agent")
    if doer is not None and (doer.span.contains(act.span) or doer.head.end <= act.span.start):
        return trigger
    return replace(trigger, arguments={**trigger.arguments, "agent": (Argument(act.span, act.span),)})


def is_answered(act: Trigger, harm: Trigger) -> bool:
    """Whether those who beat an attack off did the harm: "repelled the attack, killing 20"."""
    if act.light is None or act.light.lemma.lower() not in lexicon.beaten_off() or harm.sense.toll_of == "agent":
        return False
    doers = [f.agent for f in harm.frames if f.agent is not None]
    return not doers or any(d == act.light.agent for d in doers)


def is_doer(act: Trigger, harm: Trigger) -> bool:
    """Whether the harm was hung on the act."""
    doer = harm.argument("agent")
    return doer is not None and doer.span == act.span


def _harms(trigger: Trigger) -> bool:
    return trigger.sense.tells == "harm" and trigger.sense.toll_of == "patient"


def _is_passive(trigger: Trigger) -> bool:
    return trigger.frame is not None and trigger.frame.voice == "passive"


def _is_subject(page: Page, act: Trigger, verb: Token) -> bool:
    """Whether nothing but what is told of the act stands between it and the verb, which may have a "that" before it."""
    if page.within(act.span)[-1].tag in FINITE:  # "the shooting comes after a bomb killed two"
        return False
    between = page.within(Span(act.span.end, verb.span.start))
    while between and between[-1].text.lower() in HAVING:
        between.pop()
    relative = bool(between) and between[-1].tag == "WDT"
    between = between[:-1] if relative else between
    if any(t.tag in FINITE or t.text in ",;:" or t.tag in ("WDT", "WP", "WRB") for t in between):
        return False
    phrase = base_phrase(act.sentence, page.within(act.span)[-1].span)
    before = page.before(min(act.span.start, phrase.span.start if phrase else act.span.start), 1)
    led = bool(before) and before[0].pos in ("ADP", "SCONJ", "VERB")
    return (relative or not led) and _in_phrases(page, act, between)


def _in_phrases(page: Page, act: Trigger, between: list[Token]) -> bool:
    """Whether what stands between hangs on prepositions, so that it holds no subject of its own."""
    if not between:
        return True
    if between[0].pos != "ADP" and between[0].tag not in ("VBN", "VBD"):
        return False
    inside = Span(between[0].span.start, between[-1].span.end)
    return all(_hangs(page, act, p, inside) for p in act.sentence.noun_phrases if inside.contains(p.span))


def _hangs(page: Page, act: Trigger, phrase: Argument, inside: Span) -> bool:
    """Whether a phrase stands behind a preposition or beside another, or within a longer one."""
    first = next(iter(page.before(phrase.span.start, 1)), None)
    led = first is not None and (first.pos == "ADP" or first.text.lower() in LINKS)
    whole = any(n.span.contains(phrase.span) and n.span != phrase.span for n in act.sentence.noun_phrases)
    return led or whole or phrase.span.start <= inside.start


def answers(page: Page, upper: Trigger, lower: Trigger) -> bool:
    """Whether one was done for the other: "bombed the hotel in response to air strikes"."""
    low, high = sorted((upper.span, lower.span))
    return discourse().answered.search(page.text[low.end : high.start]) is not None


def tells(page: Page, upper: Trigger, lower: Trigger) -> bool:
    """Whether one is harm told behind the other, which did it, in words that leave no other doer."""
    act, harm = (upper, lower) if upper.span < lower.span else (lower, upper)
    if _harms(act) and harm.noun:
        return act is upper and _told_in(page, act, harm)
    if act.sense.tells not in ACTS or not (harm.sense.tells == "harm" or harm.sense.toll in ("shot", "hurt")):
        return False
    between = page.text[act.span.end : harm.span.start]
    suffered = _is_passive(harm) or harm.sense.toll_of == "agent"
    if act.noun and suffered and IN_WHICH.fullmatch(between) and not _other_act(act, harm):
        return True
    if harm is not lower:
        return False
    token = next(iter(page.within(harm.span)), None)
    if token is not None and token.tag == "VBG":
        return _trails(page, act, harm) and not is_answered(act, harm)
    if not harm.arguments and AND_SO_MANY.fullmatch(between):  # "the attack left 14 dead and 30 wounded"
        return True
    return _has_no_doer(harm) and ALONE.fullmatch(between) is not None


def _told_in(page: Page, harm: Trigger, act: Trigger) -> bool:
    """ "killed four members of the cartel in a shootout": the act follows, in one clause."""
    between = page.text[harm.span.end : act.span.start]
    gap = Span(harm.span.end, act.span.start)
    verbs = any(gap.contains(f.trigger) for f in harm.sentence.frames if f.pos == "VERB")
    return act.sense.tells in ACTS and IN_ACT.fullmatch(between) is not None and not verbs


def _other_act(act: Trigger, harm: Trigger) -> bool:
    """Whether another event noun stands between: "the attack on a base after a raid in which six died"."""
    gap = Span(act.span.end, harm.span.start)
    return any(f.pos == "NOUN" and gap.contains(f.trigger) for f in act.sentence.frames)


def _trails(page: Page, act: Trigger, harm: Trigger) -> bool:
    """ "opened fire as prisoners tried to flee, killing nine": the harm behind a comma, by no other."""
    return TRAILING.fullmatch(page.text[act.span.end : harm.span.start]) is not None and not _other_doer(act, harm)


def _other_doer(act: Trigger, harm: Trigger) -> bool:
    """Whether somebody else does something between them: "shelled the town, and then soldiers came, killing 45"."""
    gap = Span(act.span.end, harm.span.start)
    verbs = (f for f in act.sentence.frames if f.pos == "VERB" and f.relation in ("conjunct", None))
    return any(f.agent is not None and gap.contains(f.trigger) and gap.contains(f.agent.head) for f in verbs)


def _has_no_doer(harm: Trigger) -> bool:
    """ "15 people were killed", "three died", and nothing of how."""
    own = [n for n in ("by", "in", "when", "after", "during", "from") if n in harm.arguments]
    bare = harm.sense.toll_of == "agent" or (_is_passive(harm) and "agent" not in harm.arguments)
    return bare and not own and harm.sense.mode is None


def by_others(page: Page, one: Trigger, other: Trigger) -> bool:
    """Whether another did it: the army of "repelled an attack by militants and killed eight of them"."""
    if "clash" in (one.sense.tells, other.sense.tells):
        return False
    doers = [_doer(page, t) for t in (one, other)]
    return None not in doers and doers[0] != doers[1] and not _may_be_one(doers)


def _doer(page: Page, trigger: Trigger) -> tuple[str, bool] | None:
    """Who did it, and whether that is a state's force; `None` where nobody is told to have."""
    doer = trigger.argument("agent")
    if doer is None or trigger.sense.toll_of == "agent" or (_harms(trigger) and "patient" not in trigger.arguments):
        return None
    party = next((m.party for m in page.parties_at(doer.head)), None)
    token = page.token(doer.head)
    noun = actor_nouns.heads().get((token.text.lower(),)) if token else None
    state = noun is not None and noun.group in ("army", "police")
    if party is not None:
        return party.id or party.name, state or party.kind in ("state-forces", "government")
    return (token.lemma.lower(), state) if noun is not None and token is not None else None


def _may_be_one(doers: list[tuple[str, bool] | None]) -> bool:
    """Whether two names may be of one doer: both of a state, or both of none."""
    first, second = doers
    return first is not None and second is not None and first[1] == second[1]


def is_sequel(page: Page, upper: Trigger, lower: Trigger) -> bool:
    """Whether the one came after the other: "killed two before he was shot dead", "…; troops killed the attackers"."""
    frame = lower.frame
    if lower.noun or frame is None or frame.pos != "VERB" or lower.span.start < upper.span.end:
        return False
    between = page.text[upper.span.end : lower.span.start]
    if frame.voice == "passive":
        return frame.marker in AFTER or SEQUEL.search(between) is not None
    token = next(iter(page.within(lower.span)), None)
    return ";" in between and token is not None and token.tag in FINITE and lower.sense.toll_of != "agent"
