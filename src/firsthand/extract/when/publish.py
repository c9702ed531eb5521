"""When a report was written, told from what it says itself where it bears no date.

Evidence, strongest first: a date in the dateline; the latest day that the text names as past; weekdays ("Reuters
reported Wednesday"), of which the report's own day is most likely one; a month or a year alone. The earliest day that
fits is the interval's start. No year anywhere: no date.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from firsthand.extract.language.layer import Sentence
from firsthand.extract.phrases import Match, whole
from firsthand.extract.when import guards, reading
from firsthand.extract.when.calendar import weekday_from
from firsthand.extract.when.context import Context, Meaning
from firsthand.extract.when.tense import reader
from firsthand.model import Document, Span, When
from firsthand.model.values import Precision
from firsthand.reference import timewords

WEEK = timedelta(days=6)  # a bare weekday reaches back less than a week
NEAR = timedelta(days=45)  # how far after a full date a day without a year may push the report
FORWARD_WORDS = frozenset({"by", "until", "till", "before"})


@dataclass(frozen=True, slots=True)
class Clue:
    """A date or a weekday that the text names, with what it means where no date is known yet."""

    match: Match
    meaning: Meaning

    @property
    def span(self) -> Span:
        return Span(*self.match.chars())


def inferred(document: Document, sentences: Sequence[Sentence]) -> When | None:
    """The interval in which a report was written, from its own evidence; `None` where no year is told."""
    clues = _clues(document, sentences)
    dated = [c for c in clues if c.meaning.timex[:4].isdigit() and c.meaning.interval.start]
    if not dated:
        return None
    line = _in_dateline(document, dated)
    latest = line or max(dated, key=lambda c: (c.meaning.interval.start, c.meaning.interval.precision == "day"))
    start, evidence = latest.meaning.interval.start, [latest.span]
    precision = latest.meaning.interval.precision
    if start is None:
        return None
    start, precision, evidence = _pushed(start, precision, evidence, clues)
    if line or precision != "day":
        return _when(start, start if line else None, precision, evidence)
    return _by_weekday(start, evidence, clues)


def _clues(document: Document, sentences: Sequence[Sentence]) -> list[Clue]:
    tense = reader(sentences)
    context = Context(None, False, tense)
    out: list[Clue] = []
    for m in reading.found(document, sentences):
        group = m.rule.partition(".")[0]
        if group not in ("iso", "date", "month", "year", "weekday", "feast"):
            continue
        if not whole(document.text, *m.chars()) or guards.before(m) in FORWARD_WORDS or tense(m.chars()[0]) == "future":
            continue
        meaning = reading.meant(m, context)
        if meaning is not None:
            out.append(Clue(m, meaning))
    return out


def _in_dateline(document: Document, clues: list[Clue]) -> Clue | None:
    lines = [b.span for b in document.blocks if b.kind == "dateline"]
    return next(
        (c for c in clues if c.meaning.interval.precision == "day" and any(b.contains(c.span) for b in lines)), None
    )


def _pushed(
    start: date, precision: Precision, evidence: list[Span], clues: list[Clue]
) -> tuple[date, Precision, list[Span]]:
    """Days without a year ("March 9") that lie soon after the latest full date: the report is no older than they."""
    reach = NEAR if precision == "day" else timedelta(days=300)
    for clue in clues:
        if not clue.meaning.timex.startswith("XXXX-") or clue.match.rule.partition(".")[0] != "date":
            continue
        day = _on_or_after(start, clue.meaning.timex[5:10])
        if day and day - start <= reach:
            start, precision, evidence = day, "day", [*evidence, clue.span]
    return start, precision, evidence


def _on_or_after(start: date, month_day: str) -> date | None:
    for year in (start.year, start.year + 1):
        try:
            day = date.fromisoformat(f"{year:04}-{month_day}")
        except ValueError:
            continue
        if day >= start:
            return day
    return None


def _by_weekday(start: date, evidence: list[Span], clues: list[Clue]) -> When:
    """The first of the weekdays told that falls on the latest date or after it; the next occurrence bounds the end."""
    weekdays = [c for c in clues if c.match.rule == "weekday" and not c.match.part("rel")]
    if not weekdays:
        return _when(start, None, "day", evidence)
    numbers = {timewords.words().weekdays[c.match.part("weekday")[0]]: c.span for c in reversed(weekdays)}
    before = start - timedelta(1)
    day, span = min((weekday_from(before, n, 1), span) for n, span in numbers.items())
    return _when(day, day + WEEK, "day", [*evidence, span])


def _when(start: date, end: date | None, precision: Precision, evidence: list[Span]) -> When:
    return When(
        start.isoformat(),
        end.isoformat() if end else None,
        precision,
        "inferred",
        evidence=tuple(sorted(set(evidence))),
    )
