"""Two dates that share their month, year or era: "3 and 5 May", "Oct. 18-22", "1995-96", "499-493 BC"."""

from collections.abc import Callable
from datetime import date

from firsthand.extract.phrases import Match
from firsthand.extract.when.context import Context, Meaning
from firsthand.extract.when.dates import day_number, day_without_year
from firsthand.reference import timewords

Piece = tuple[int, int, Meaning]


def pieces(m: Match, c: Context) -> list[Piece]:
    """The two mentions of a pair, each with its characters; [] where the figures make no dates."""
    meanings = PAIRS[m.rule](m, c)
    if meanings is None:
        return []
    start, end = m.chars()
    if m.rule == "pair.month_days":
        borders = (start, m.chars("first")[1], m.chars("second")[0], end)
    else:
        borders = (m.chars("first")[0], m.chars("first")[1], m.chars("second")[0], end)
    return [(borders[0], borders[1], meanings[0]), (borders[2], borders[3], meanings[1])]


def _days(m: Match, c: Context) -> tuple[Meaning, Meaning] | None:
    first, second = day_number(m.part("first")), day_number(m.part("second"))
    month = timewords.words().months[m.part("month")[0]]
    if first is None or second is None:
        return None
    if m.part("year"):
        days = [_exact(int(m.part("year")[0]), month, d) for d in (first, second)]
    else:
        days = [day_without_year(month, d, c, c.tense(m.chars()[0])) for d in (first, second)]
    return (days[0], days[1]) if days[0] and days[1] else None


def _exact(year: int, month: int, day: int) -> Meaning | None:
    try:
        return Meaning(date(year, month, day).isoformat())
    except ValueError:
        return None


def _months(m: Match, c: Context) -> tuple[Meaning, Meaning]:
    year, months = m.part("year")[0], timewords.words().months
    return Meaning(f"{year}-{months[m.part('first')[0]]:02}"), Meaning(f"{year}-{months[m.part('second')[0]]:02}")


def _years(m: Match, c: Context) -> tuple[Meaning, Meaning] | None:
    first, short = m.part("first")[0], m.part("second")[0]
    return (Meaning(first), Meaning(first[:2] + short)) if int(first[2:]) < int(short) else None


def _era(m: Match, c: Context) -> tuple[Meaning, Meaning]:
    before = m.part("era")[0].startswith("b")
    first, second = (f"{'BC' if before else ''}{int(m.part(name)[0]):04}" for name in ("first", "second"))
    return Meaning(first), Meaning(second)


PAIRS: dict[str, Callable[[Match, Context], tuple[Meaning, Meaning] | None]] = {
    "pair.years": _years,
    "pair.days": _days,
    "pair.month_days": _days,
    "pair.months": _months,
    "pair.era": _era,
}
