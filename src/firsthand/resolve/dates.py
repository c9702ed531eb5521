"""Dates as whole numbers: an interval of days that can be compared quickly."""

from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from firsthand.model import Document, When

FIRST, LAST = date.min.toordinal(), date.max.toordinal()
UNDATED = "9999"  # sorts after every date


@dataclass(frozen=True, slots=True)
class Days:
    """The days `first` to `last`, both inclusive, as ordinals of the proleptic Gregorian calendar."""

    first: int
    last: int

    @property
    def width(self) -> int:
        return self.last - self.first + 1

    def overlaps(self, other: "Days", slack: int = 0) -> bool:
        return self.first <= other.last + slack and other.first <= self.last + slack

    def common(self, other: "Days") -> "Days":
        return Days(max(self.first, other.first), min(self.last, other.last))

    def hull(self, other: "Days") -> "Days":
        return Days(min(self.first, other.first), max(self.last, other.last))


def days(when: When | None) -> Days | None:
    """The days of a `when`; an open end reaches to the end of the calendar, no bound at all is `None`."""
    if when is None:
        return None
    first, last = ordinal(when.start), ordinal(when.end)
    if first is None and last is None:
        return None
    return Days(FIRST if first is None else first, LAST if last is None else last)


@lru_cache(maxsize=65536)
def ordinal(iso: str | None) -> int | None:
    """The day of an ISO 8601 date or instant; `None` where there is none or it is no date."""
    try:
        return date.fromisoformat(iso[:10]).toordinal() if iso else None
    except ValueError:
        return None


def published(document: Document) -> str:
    """When a document came out, as text that sorts; documents without a date sort last."""
    when = document.published
    return (when.start or when.end or UNDATED) if when is not None else UNDATED
