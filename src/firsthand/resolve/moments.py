"""On which days a claim may have happened, as far as links need it: told, bounded, or taken from its sentence."""

import re
from collections.abc import Iterable
from functools import lru_cache

from firsthand.model import Document, Event, When
from firsthand.reference.discourse import discourse
from firsthand.reference.numbers import value
from firsthand.resolve.dates import Days, days

NEWS_LAG = 6  # days before publication in which an undated happening of a report is looked for
WORKED_OUT = frozenset({"inferred", "document"})  # dates that stand elsewhere in the report
UNITS = {"hour": 0, "day": 1, "week": 7, "fortnight": 14}  # days of what "two days after" counts by
NUMBER = re.compile(r"([\w-]+)\s$")
IT_CAME = re.compile(r"\b(?:it|this|that)\s(?:came|comes|happened|followed|took\splace|was)\b[^,;:]*$", re.I)
NIGHT = re.compile(r"\b(?:over)?night\b", re.I)
LAST_WEEK = re.compile(r"\blast week\b", re.I)


def told(claim: Event, document: Document) -> tuple[Days | None, bool]:
    """The days told of a claim, and whether they only bound it: "before dawn on Monday", "has died of his wounds"."""
    found, out = days(claim.when), days(document.published)
    if found is None or claim.background:
        return found, False
    if claim.when is not None and claim.when.start is None:
        return Days(found.last - NEWS_LAG, found.last), True
    recent = out is not None and found.last >= out.first - 1  # an older day is the happening's own
    passage = claim.evidence.of(document.text)
    if (claim.counts and recent and discourse().died_later.search(passage)) or _of_growth(claim, passage):
        return Days(found.first - NEWS_LAG, found.last), True
    if out is not None and LAST_WEEK.fullmatch((claim.when.text if claim.when else None) or ""):
        return Days(found.first, max(found.last, out.first)), False  # on a Sunday it is often the week that ends
    return found, False


def _of_growth(claim: Event, passage: str) -> bool:
    """Whether a date is that of later deaths or finds: "counts ten dead now, as a girl died on Saturday"."""
    span = claim.when.span if claim.when is not None else None
    by = _grown_by(passage) if span is not None else None
    return span is not None and by is not None and span.start >= claim.evidence.start + by


@lru_cache(maxsize=4096)  # the claims of a sentence ask one by one, and copies come one after the other
def _grown_by(passage: str) -> int | None:
    """Where a sentence begins to tell by what a number has grown."""
    grown = discourse().grown.search(passage)
    return grown.start("by") if grown is not None else None


def assumed(document: Document) -> Days | None:
    """The days in which what a report does not date is looked for."""
    out = days(document.published)
    return Days(out.first - NEWS_LAG, out.last) if out is not None else None


def vague(when: When | None) -> bool:
    """Whether a date may be one off: worked out from another one, or a night, which is of two days."""
    return when is not None and (when.basis in WORKED_OUT or NIGHT.search(when.text or "") is not None)


def after_another(claim: Event, events: Iterable[Event], text: str) -> bool:
    """Whether a claim is told as what came before another one of its sentence: "a day after the market was hit"."""
    lapse = discourse().time_after.search(text[claim.evidence.start : claim.trigger.start])
    if lapse is None:
        return False
    start = claim.evidence.start + lapse.start()
    before = any(e.evidence.overlaps(claim.evidence) and e.trigger.end <= start for e in events)
    return before or IT_CAME.search(lapse.string[: lapse.start()]) is not None


def undated(claim: Event, after: bool) -> bool:
    """Whether a claim has no day of its own; one told to be before that of its sentence has not that one."""
    return claim.when is None or (after and claim.when.basis in WORKED_OUT)


def of_sentence(claim: Event, events: Iterable[Event], text: str) -> Days | None:
    """The day of a claim without its own by the one that its sentence dates: the same, or so many days before it; none
    by the day on which others died or were found later."""
    if claim.counts and discourse().died_later.search(claim.evidence.of(text)):
        return None
    near = (e for e in events if e is not claim and e.evidence.overlaps(claim.evidence) and not e.background)
    dated = [(e, d) for e in near if (d := days(e.when)) is not None and e.when and e.when.basis not in WORKED_OUT]
    if not dated or claim.background:
        return None
    other, day = min(dated, key=lambda t: abs(t[0].trigger.start - claim.trigger.start))
    if other.trigger.start > claim.trigger.start:
        return day if discourse().time_after.search(text[claim.trigger.end : other.trigger.start]) is None else None
    lapse = discourse().time_after.search(text[other.trigger.end : claim.trigger.start])
    return day if lapse is None else _before(day, lapse)


def _before(day: Days, lapse: re.Match[str]) -> Days | None:
    """The day so long before: "three days after"; None where months lie between."""
    unit = next((n for u, n in UNITS.items() if lapse[0].casefold().startswith(u)), None)
    counted = NUMBER.search(lapse.string[: lapse.start()])
    many = value([counted[1].casefold()]) if counted is not None else None
    if unit is None:
        return None
    back = round((many if many is not None else 1.0) * unit)
    return Days(day.first - back, day.last - back)
