"""The phrases that an event word's argument consists of: "12 soldiers and three civilians" are two."""

import re

from firsthand.extract.events.page import Page, base_phrase
from firsthand.extract.events.unhung import beside, headed, is_subject, leading, opening
from firsthand.extract.events.words import Trigger
from firsthand.extract.language.layer import Argument
from firsthand.model import Span

REFUSED = re.compile(r"(?:no|not)\s", re.IGNORECASE)  # "hit a workshop and no market"
COORDINATED = re.compile(
    r"(?:\s|,|\(|\)|&|\b(?:and|or|as well as|along with|together with|the|a|an|its|their|his|at least|some|other|both|"
    r"another|several|many|\d[\d,]*|one|two|three|four|five|six|seven|eight|nine|ten|dozens of|hundreds of)\b)*",
    re.IGNORECASE,
)
BELONGING = re.compile(r"\s+(?:of|in|from|at|near|for)\s+(?:the\s+|its\s+|his\s+|their\s+)?|\s*\[\s*", re.IGNORECASE)
NEXT = re.compile(r"\s*(?:,|:|-+|–|—)\s*(?:and\s+)?|\s+and\s+", re.IGNORECASE)
AND = re.compile(r"&|\b(?:and|or|as well as|with)\b", re.IGNORECASE)
OF_THEM = re.compile(r"\s+of\s+(?:them|whom|those|which)\b", re.IGNORECASE)


def phrases(page: Page, trigger: Trigger, argument: Argument) -> list[Argument]:
    """The argument's head phrase and those coordinated with it: "12 soldiers and three civilians"."""
    first = phrase_of(page, trigger, argument)
    if first is None:
        return [headed(page, trigger, argument)]
    found, joints, end, nested = [first], "", first.span.end, False
    inner = opening(page, trigger, first)
    before = [inner] if inner else leading(page, trigger, first) if _is_agent(trigger, argument) else []
    if before:
        found, joints = [*before, first], " and "
    for phrase in trigger.sentence.noun_phrases:
        if argument.span.contains(phrase.span) and phrase.span.start >= end and not _is_determiner(page, phrase):
            joint = page.text[end : phrase.span.start]
            if BELONGING.fullmatch(joint) or page.text.startswith("of ", phrase.span.start):
                end, nested = phrase.span.end, True
                continue
            if not COORDINATED.fullmatch(joint) or _is_part(page, phrase) or (nested and _may_belong(trigger, phrase)):
                break
            if "and" not in joint and phrase.span.start > trigger.span.end and is_subject(trigger, phrase):
                break
            if not joint.rstrip().endswith("not") and not REFUSED.match(page.text, phrase.span.start):
                found.append(phrase)
            end, nested = phrase.span.end, False
            joints += joint
    if _is_agent(trigger, argument):
        second = beside(page, trigger, max(end, argument.span.end))
        found, joints = [*found, *second], joints + " and " * len(second)
    named = _named_behind(page, trigger, found[-1], end)
    if named:
        return [*found, *named]
    if len(found) == 1:
        return [Argument(Span(min(first.span.start, argument.span.start), argument.span.end), argument.head)]
    return found if AND.search(joints) else [_best_known(page, trigger, found)]


def _is_agent(trigger: Trigger, argument: Argument) -> bool:
    return argument is trigger.argument("agent")


def _named_behind(page: Page, trigger: Trigger, phrase: Argument, end: int) -> list[Argument]:
    """The people whom a plural noun introduces: "two bodyguards, Ramon Ortiz and Pablo Diaz, were killed"."""
    head = page.token(phrase.head)
    if head is None or head.tag not in ("NNS", "CD"):
        return []
    found: list[Argument] = []
    for name in trigger.sentence.names:
        if name.span.start >= end and NEXT.fullmatch(page.text[end : name.span.start]) and name.label == "PERSON":
            found.append(Argument(name.span, name.span))
            end = name.span.end
    return found if len(found) > 1 else []


def _may_belong(trigger: Trigger, phrase: Argument) -> bool:
    """Whether a phrase behind "the army in Mali and" goes with the place rather than with the party."""
    return any(n.label in ("PLACE", "NORP", "ORG") and n.span.overlaps(phrase.head) for n in trigger.sentence.names)


def phrase_of(page: Page, trigger: Trigger, argument: Argument) -> Argument | None:
    """The base phrase that the argument heads; `None` for a word within the event word's own: "rebel attacks"."""
    found = base_phrase(trigger.sentence, argument.head)
    if found is None or found.span.overlaps(trigger.span):
        return None
    parted = found.head != argument.head and page.text[argument.head.end : found.span.end].startswith(",")
    return None if parted else found


def _is_determiner(page: Page, phrase: Argument) -> bool:
    """The "its" of "and its ally", which parsers take for a phrase."""
    token = page.token(phrase.head)
    return token is not None and token.tag == "PRP$"


def _is_part(page: Page, phrase: Argument) -> bool:
    """ "four policemen, two of them seriously": the two are not others."""
    return OF_THEM.match(page.text, phrase.span.end) is not None


def _best_known(page: Page, trigger: Trigger, found: list[Argument]) -> Argument:
    """Of "the mayor, Juan Perez", two phrases for one party, the name."""
    people = [n.span for n in trigger.sentence.names if n.label == "PERSON"]
    named = [f for f in found if any(f.span.overlaps(span) for span in people)]
    return next(iter(named), found[0])
