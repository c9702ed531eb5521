"""Entries of a chronology: "May 9: Rebels shelled the port." happened on the day that the entry begins with."""

from dataclasses import replace

from firsthand.extract.events.page import Page
from firsthand.extract.events.refer import Told
from firsthand.extract.events.setting import inferred
from firsthand.extract.when.reading import LABEL
from firsthand.model import When


def dated(page: Page, told: list[Told]) -> list[Told]:
    """The happenings; those without a day of their own have that of the entry which they stand in."""
    days = _days(page)
    return [_with_day(t, days.get(t.happening.lead.sentence.block.span.start)) for t in told] if days else told


def _days(page: Page) -> dict[int, When]:
    """The day that a block begins with, by where the block starts."""
    starts = {s.block.span.start for s in page.sentences}
    opening = (t.when for t in page.times if t.when.span is not None and t.when.span.start in starts)
    labels = (w for w in opening if w.precision == "day" and w.span and LABEL.match(page.text, w.span.end))
    return {w.span.start: w for w in labels if w.span is not None}


def _with_day(one: Told, day: When | None) -> Told:
    if day is None or one.event.when is not None or one.event.background:
        return one
    return replace(one, event=replace(one.event, when=inferred(day)))
