"""The timeline: incidents a day, week or month, stacked by kind."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from firsthand.export import choose
from firsthand.model import Incident

MOST_BARS = 60  # what a page's width holds; a longer time is told in weeks, then months
TICKS = 7  # labels below them


@dataclass(frozen=True, slots=True)
class Bar:
    """One step of time: its first and last day, its label, and how many incidents of each kind, lowest first."""

    day: str
    last: str
    label: str
    stack: tuple[tuple[str, int], ...]
    total: int


def bars(incidents: Sequence[Incident], kind_of: dict[str, str], kinds: Sequence[str]) -> list[Bar]:
    """Bars from the first to the last dated incident, empty ones too; an incident counts where its interval starts."""
    days = [(days[0], kind_of[i.id]) for i in incidents if (days := choose.day_range(choose.when(i)))]
    if not days:
        return []
    step = _step(min(d for d, _ in days), max(d for d, _ in days))
    counts = Counter((_floor(d, step), kind) for d, kind in days)
    starts = _starts(min(d for d, _ in counts), max(d for d, _ in counts), step)
    return [_bar(start, step, counts, kinds) for start in starts]


def _bar(start: date, step: str, counts: Counter[tuple[date, str]], kinds: Sequence[str]) -> Bar:
    stack = tuple((k, counts[start, k]) for k in kinds if counts[start, k])
    label = f"{start:%Y-%m}" if step == "month" else start.isoformat()
    last = _after(start, step) - timedelta(days=1)
    return Bar(start.isoformat(), last.isoformat(), label, stack, sum(n for _, n in stack))


def ticks(found: Sequence[Bar]) -> list[Bar]:
    """The bars whose labels stand below them: the first, the last and some between, evenly apart."""
    most = min(TICKS, len(found))
    return [found[n * (len(found) - 1) // (most - 1)] for n in range(most)] if most > 1 else list(found)


def _step(first: date, last: date) -> str:
    days = (last - first).days + 1
    return "day" if days <= MOST_BARS else "week" if days <= 7 * MOST_BARS else "month"


def _floor(day: date, step: str) -> date:
    if step == "month":
        return day.replace(day=1)
    return day - timedelta(days=day.weekday()) if step == "week" else day


def _starts(first: date, last: date, step: str) -> list[date]:
    out = [first]
    while out[-1] < last:
        out.append(_after(out[-1], step))
    return out


def _after(start: date, step: str) -> date:
    return _floor(start + timedelta(days={"day": 1, "week": 7, "month": 31}[step]), step)
