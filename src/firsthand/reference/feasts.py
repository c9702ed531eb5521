"""Feasts and other named days (feasts.toml), and on which days of a year they fall."""

import re
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

from firsthand.reference import shipped

WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


@dataclass(frozen=True, slots=True)
class Feast:
    """A named day: `on` is the rule by which it falls (see feasts.toml)."""

    names: tuple[str, ...]
    on: str


@cache
def feasts() -> tuple[Feast, ...]:
    """All feasts, read once."""
    return tuple(Feast(tuple(f["names"]), f["on"]) for f in shipped.toml("feasts.toml")["feast"])


@cache
def by_name() -> dict[str, Feast]:
    """Feasts by name, in lower case, words and marks apart ("eid al - fitr", "new year ' s day")."""
    return {" ".join(_words(name)): feast for feast in feasts() for name in feast.names}


def _words(name: str) -> list[str]:
    return re.findall(r"\w+|[^\w\s]", name.lower())


def days(feast: Feast, year: int) -> tuple[date, date] | None:
    """The first and last day of a feast in a (Gregorian) year, `None` if it does not fall into it."""
    rule = feast.on
    if re.fullmatch(r"\d\d-\d\d", rule):
        day = date.fromisoformat(f"{year:04}-{rule}")
        return day, day
    if rule.startswith("hijri"):
        return _hijri_days(rule.removeprefix("hijri "), year)
    moving = re.fullmatch(r"(easter|orthodox)([+-]\d+)", rule)
    if moving:
        day = (easter if moving[1] == "easter" else orthodox_easter)(year) + timedelta(int(moving[2]))
        return day, day
    return _nth_weekday(rule, year)


def _nth_weekday(rule: str, year: int) -> tuple[date, date]:
    nth, weekday, month, *more = rule.split()
    n, wanted = int(nth), WEEKDAYS.index(weekday)
    if n > 0:
        first = date(year, int(month), 1)
        day = first + timedelta((wanted - first.weekday()) % 7 + 7 * (n - 1))
    else:
        last = date(year + int(month) // 12, int(month) % 12 + 1, 1) - timedelta(1)
        day = last - timedelta((last.weekday() - wanted) % 7)
    day += timedelta(int(more[0]) if more else 0)
    return day, day


def easter(year: int) -> date:
    """Easter Sunday of the Gregorian calendar (the anonymous algorithm, after Meeus)."""
    a, b, c = year % 19, year // 100, year % 100
    d, e = divmod(b, 4)
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    m = (32 + 2 * e + 2 * i - h - k) % 7
    n = (a + 11 * h + 22 * m) // 451
    month, day = divmod(h + m - 7 * n + 114, 31)
    return date(year, month, day + 1)


def orthodox_easter(year: int) -> date:
    """Easter Sunday of the Julian calendar, as a Gregorian date (right for 1900 to 2099)."""
    d = (19 * (year % 19) + 15) % 30
    e = (2 * (year % 4) + 4 * (year % 7) - d + 34) % 7
    month, day = divmod(d + e + 114, 31)
    return date(year, month, day + 1) + timedelta(13)


def _hijri_days(rule: str, year: int) -> tuple[date, date] | None:
    """The occurrence that begins in the year; the first, if two do."""
    first, _, last = rule.partition("..")
    for hijri in range(int((year - 622) * 33 / 32) - 1, int((year - 622) * 33 / 32) + 3):
        start = _from_hijri(hijri, first)
        if start.year == year:
            return start, _from_hijri(hijri, last or first)
    return None


def _from_hijri(year: int, month_day: str) -> date:
    """The civil (tabular) Islamic calendar, epoch 16 July 622 Julian."""
    month, day = map(int, month_day.split("-"))
    days = day + -(-59 * (month - 1) // 2) + (year - 1) * 354 + (3 + 11 * year) // 30
    return date.fromordinal(227014 + days)
