"""Results that a sentence only counts on: the wounded of "five were killed and 12 wounded", "one dead and six hurt"."""

import re
from dataclasses import replace

from firsthand.extract.events.page import Page
from firsthand.extract.events.words import Trigger
from firsthand.reference.tolls import status

DEAD = r"\b(?:dead|bodies|deaths|killed|slain|martyred|wounded|injured|hurt|missing)"
ABOUT = r"(?:(?:at least|no fewer than|about|some|around|nearly|almost|over|more than|up to|another|as many as)\s+)?"
STATE = re.compile(
    rf"{DEAD}(?:,| and|, and|, with|, while)\s+{ABOUT}[\w,-]+(?:\s+(?:others?|more|people|persons))?"
    r"\s+(?:(?:were|was|reported|left)\s+)?(?:\w+ly\s+)?$",
    re.IGNORECASE,
)

OF_THEM = re.compile(
    rf"\b(?:killed|died|dead|slain|executed)\b[^;:]*,\s+(?:and\s+)?{ABOUT}\w+\s+of\s+(?:them|whom)\s+(?:(?:had\s+been|were|was)\s+)?$",
    re.IGNORECASE,
)


def bare(page: Page, trigger: Trigger) -> Trigger:
    """The trigger without arguments where it is counted on: whom the parser takes for its doer was harmed himself."""
    apart = is_counted_on(page, trigger) or _is_of_number(page, trigger) or _is_of_them(page, trigger)
    return replace(trigger, arguments={}) if apart else trigger


def _is_of_number(page: Page, trigger: Trigger) -> bool:
    """ "The department confirmed 45 killed": of the number right before it, not of whom the parser takes it."""
    number = next(iter(page.before(trigger.span.start, 1)), None)
    if trigger.noun or number is None or number.pos != "NUM" or trigger.span.of(page.text).lower() not in status():
        return False
    holders = [a for name in ("agent", "patient") for a in trigger.arguments.get(name, ())]
    return bool(holders) and not any(a.span.contains(number.span) for a in holders)


def _is_of_them(page: Page, trigger: Trigger) -> bool:
    """ "Nine farmers were killed, some of them beheaded": how those died who are counted."""
    if trigger.noun or trigger.sense.toll in (None, "wounded", "hurt"):  # "nine died, some of them hurt earlier"
        return False
    before = page.text[trigger.sentence.span.start : trigger.span.start]
    return OF_THEM.search(before) is not None


def is_counted_on(page: Page, trigger: Trigger) -> bool:
    """Whether a number and the word stand right behind what befell others."""
    if trigger.noun or trigger.sense.tells != "harm" or trigger.span.of(page.text).lower() not in status():
        return False
    before = page.text[trigger.sentence.span.start : trigger.span.start]
    counted = any(t.pos == "NUM" for t in page.before(trigger.span.start, 4))
    return counted and STATE.search(before) is not None


def goes_on(page: Page, upper: Trigger, lower: Trigger) -> bool:
    """Whether the one tells the deed, or the harm, of which the other counts on."""
    if upper.span > lower.span or not (is_counted_on(page, lower) or _is_of_them(page, lower)):
        return False
    between = page.text[upper.span.start : lower.span.start]
    return ";" not in between and ":" not in between
