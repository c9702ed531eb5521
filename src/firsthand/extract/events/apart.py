"""The day of a happening by which another is dated: "killed a guard on Friday, two days after rebels burned shops"."""

import re
from datetime import date, timedelta

from firsthand.extract.events.page import Page
from firsthand.model import Span, TimeMention, When
from firsthand.reference import numbers

LENGTH = re.compile(
    r"\b(?P<n>a|an|one|\w+|\d+)\s+(?P<unit>day|week)s?\s+(?P<side>after|before)\s+(?P<rest>[^,;.]*)$", re.IGNORECASE
)


def day(page: Page, word: Span) -> When | None:
    """The day counted back or on from the one day that the sentence tells of the other; `None` where it tells none."""
    sentence = page.sentence(word.start)
    found = LENGTH.search(page.text, sentence.span.start, word.start) if sentence is not None else None
    if sentence is None or found is None or _between(page, Span(found.start("rest"), word.start)):
        return None
    number = found["n"].lower()
    count = 1.0 if number in ("a", "an") else numbers.value([number])
    told = [t for t in page.times_in(Span(sentence.span.start, found.start())) if _is_day(t)]
    if count is None or len(told) != 1 or told[0].when.start is None:
        return None
    length = timedelta(count * (7 if found["unit"].lower() == "week" else 1))
    back = date.fromisoformat(told[0].when.start) + (length if found["side"].lower() == "before" else -length)
    at = Span(found.start(), found.end("side"))
    return When(back.isoformat(), back.isoformat(), "day", "relative", at.of(page.text), at, told[0].when.start)


def _between(page: Page, span: Span) -> bool:
    """Whether another verb stands between: then the count is that verb's."""
    return any(t.pos == "VERB" for t in page.within(span))


def _is_day(time: TimeMention) -> bool:
    return time.type == "DATE" and time.when.precision == "day"
