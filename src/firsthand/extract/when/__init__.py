"""When: time expressions with their interval, and the day on which a report was written."""

from collections.abc import Sequence
from datetime import date

from firsthand.extract.language.layer import Sentence
from firsthand.extract.phrases import Match
from firsthand.extract.when import publish, ranges, reading
from firsthand.extract.when.context import Context
from firsthand.extract.when.tense import reader
from firsthand.model import Document, TimeMention, When

__all__ = ["published", "times"]


def published(document: Document, sentences: Sequence[Sentence]) -> When | None:
    """When the report was written: as given, else inferred from what the text says, else `None`."""
    return document.published or publish.inferred(document, sentences)


def times(document: Document, sentences: Sequence[Sentence], published: When | None) -> tuple[TimeMention, ...]:
    """All time expressions of a document in text order. Relative ones are counted from `published` (news) or from the
    date mentioned last (narrative); with neither they have no interval."""
    found = reading.found(document, sentences)
    day = _anchor(published)
    context = Context(day, is_narrative(found, day), reader(sentences))
    mentions = tuple(reading.mentions(document, context, found))
    return ranges.stretched(document.text, mentions, published)


def _anchor(published: When | None) -> date | None:
    """The day that "yesterday" is counted from; `None` where the day of publication is known only by month or year."""
    if published is None or published.start is None:
        return None
    start = date.fromisoformat(published.start[:10])
    if published.basis != "inferred":
        return start
    return start if published.precision == "day" else None


def is_narrative(found: Sequence[Match], published: date | None) -> bool:
    """Whether the text tells a history: it names years gone by more often than days seen from the day of writing."""
    years = [y for m in found for y in m.part("year") if published is None or int(y) < published.year - 1]
    near = [m for m in found if m.rule.partition(".")[0] in NEAR]
    return len(years) >= MANY and len(years) > RATIO * len(near)


NEAR = frozenset({"weekday", "deictic"})
RATIO = 4
MANY = 5  # years of a text that is taken for a history; best on WikiWars (all are) and TimeBank (hardly any is)
