"""Those harmed whom the tree leaves out, or words only point to: "20 guards and a cook were hurt", "all of them"."""

import re
from collections.abc import Iterator

from firsthand.extract.events.figures import counts_people
from firsthand.extract.events.page import Page
from firsthand.extract.events.words import Trigger
from firsthand.extract.language.layer import Argument
from firsthand.model import Quantity, Span

BESIDE = re.compile(r"\s+(?:and|as well as|along with|together with|plus)\s+")
ALL = re.compile(r"all(?: of)?(?: them)?", re.IGNORECASE)


def with_joined(page: Page, trigger: Trigger, found: tuple[Argument, ...]) -> Iterator[Argument]:
    """Arguments and those joined to them that the tree leaves out: "20 guards and a cook were hurt", "seven miners as
    well as three guards"."""
    yield from found
    heads = [a.head for f in trigger.sentence.frames for a in (f.agent, f.patient) if a is not None]
    for phrase in trigger.sentence.noun_phrases if found else ():
        if any(phrase.span.overlaps(h) for h in heads) or any(a.span.overlaps(phrase.span) for a in found):
            continue
        if any(_stands_beside(page, phrase.span, a.span) for a in found):
            yield phrase


def _stands_beside(page: Page, one: Span, other: Span) -> bool:
    first, second = sorted((one, other))
    return BESIDE.fullmatch(page.text, first.end, second.start) is not None


def all_of_them(page: Page, trigger: Trigger, argument: Argument) -> list[Quantity]:
    """Those counted before: "fired on 14 miners, killing all of them"."""
    but = any(t.text.lower() == "but" for t in page.after(argument.span.end, 1))
    if but or not ALL.fullmatch(argument.span.of(page.text)):
        return []
    before = page.quantities_in(Span(trigger.sentence.span.start, trigger.span.start))
    return [q for q in before if q.concept is not None and counts_people(page, trigger, q)][-1:]
