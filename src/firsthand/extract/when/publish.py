"""When a report was written, told from what it says itself where it bears no date.

A date in the dateline is the day. A date in a caption or headline, in the first paragraph, or told with its weekday is
as a rule the news itself: if it is the latest that the text tells as past, the report is of that day or soon after, and
of the weekdays named ("Reuters reported Wednesday") its own is most likely the first from then on. Any other date is
background: the report is no older, and nothing else is known, so that no weekday is counted from it. No year anywhere:
no date.
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
FORWARD_WORDS = frozenset({"by", "until", "till", "before", "due", "ending", "through", "to"})


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
    start = latest.meaning.interval.start
    if start is None or line:
        return _when(start, start, "day", [latest.span]) if start else None
    if not _is_news(latest, document):
        return _when(start, None, "unknown", [latest.span])
    return _by_weekday(*_pushed(start, [latest.span], clues), clues)


def _is_news(clue: Clue, document: Document) -> bool:
    """Whether a date is that of the news, and no background."""
    if clue.meaning.interval.precision != "day":
        return False
    told_with_weekday = any(w in timewords.words().weekdays for w in clue.match.words)
    lead = next((b for b in document.blocks if b.kind == "paragraph"), None)
    places = [b for b in document.blocks if b.kind in NEWS_BLOCKS] + ([lead] if lead else [])
    return told_with_weekday or any(b.span.contains(clue.span) for b in places)


NEWS_BLOCKS = frozenset({"caption", "headline", "byline"})


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


def _pushed(start: date, evidence: list[Span], clues: list[Clue]) -> tuple[date, list[Span]]:
    """Days without a year ("March 9") that lie soon after the latest full date: the report is no older than they."""
    for clue in clues:
        if not clue.meaning.timex.startswith("XXXX-") or clue.match.rule.partition(".")[0] != "date":
            continue
        day = _on_or_after(start, clue.meaning.timex[5:10])
        if day and day - start <= NEAR:
            start, evidence = day, [*evidence, clue.span]
    return start, evidence


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
