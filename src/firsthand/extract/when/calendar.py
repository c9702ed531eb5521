"""The calendar behind TIMEX3 values: which days a value covers, and what lies some units before or after a day."""

import calendar
import re
from dataclasses import dataclass
from datetime import date, timedelta

from firsthand.model.values import Precision

SEASON_MONTHS = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}  # the first of three months, northern hemisphere
PRECISION: dict[str, Precision] = {
    "D": "day",
    "W": "week",
    "E": "day",
    "F": "week",
    "O": "month",
    "Q": "season",
    "Y": "year",
    "DE": "decade",
    "CE": "unknown",
    "ML": "unknown",
    "S4": "season",
    "H2": "season",
    "N": "day",
    "S": "minute",
    "M": "minute",
    "H": "hour",
}


@dataclass(frozen=True, slots=True)
class Interval:
    """Days from `start` to `end`, both included; `None` is open. `precision` is that of the words."""

    start: date | None
    end: date | None
    precision: Precision


UNKNOWN = Interval(None, None, "unknown")


def month_end(year: int, month: int) -> date:
    return date(year, month, calendar.monthrange(year, month)[1])


def value(day: date, unit: str) -> str:
    """The TIMEX3 value of the unit (a letter of timewords.toml) that `day` lies in."""
    iso = day.isocalendar()
    match unit:
        case "Y":
            return f"{day.year:04}"
        case "O":
            return f"{day.year:04}-{day.month:02}"
        case "W" | "F":
            return f"{iso.year:04}-W{iso.week:02}"
        case "E":
            return f"{iso.year:04}-W{iso.week:02}-WE"
        case "Q":
            return f"{day.year:04}-Q{(day.month + 2) // 3}"
        case "S4":
            return season_value(day)
        case "H2":
            return f"{day.year:04}-H{1 if day.month < 7 else 2}"
        case "DE":
            return f"{day.year // 10:03}"
        case "CE":
            return f"{day.year // 100:02}"
        case _:
            return day.isoformat()


def season_value(day: date) -> str:
    """The season that a day lies in; a winter has the year of its December."""
    for name, first in (("FA", 9), ("SU", 6), ("SP", 3)):
        if first <= day.month < first + 3:
            return f"{day.year:04}-{name}"
    return f"{day.year - (day.month < 3):04}-WI"


def shift(day: date, unit: str, n: int) -> date | None:
    """The day `n` units later (earlier if negative); at a month's end the last day that exists. `None` beyond the
    calendar."""
    months = {"O": 1, "Q": 3, "S4": 3, "H2": 6, "Y": 12, "DE": 120, "CE": 1200, "ML": 12000}
    days = {"W": 7, "F": 14, "E": 7}
    try:
        if unit not in months:
            return day + timedelta(days.get(unit, 1) * n)
        total = day.year * 12 + day.month - 1 + months[unit] * n
        year, month = divmod(total, 12)
        return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))
    except (ValueError, OverflowError):
        return None


def weekday_from(day: date, weekday: int, direction: int) -> date:
    """The nearest such weekday (Monday is 1) strictly before (-1) or after (+1) `day`."""
    if direction < 0:
        return day - timedelta((day.isoweekday() - weekday - 1) % 7 + 1)
    return day + timedelta((weekday - day.isoweekday() - 1) % 7 + 1)


YEAR = re.compile(r"\d{4}")
SHAPES = {
    "day": re.compile(r"(\d{4})-(\d\d)-(\d\d)"),
    "week": re.compile(r"(\d{4})-W(\d\d)(-WE)?"),
    "month": re.compile(r"(\d{4})-(\d\d)"),
    "quarter": re.compile(r"(\d{4})-Q([1-4])"),
    "half": re.compile(r"(\d{4})-H([12])"),
    "season": re.compile(r"(\d{4})-(SP|SU|FA|WI)"),
    "year": re.compile(r"(\d{4})"),
    "decade": re.compile(r"(\d{3})"),
    "century": re.compile(r"(\d\d)"),
}


def interval(timex: str) -> Interval:
    """The days that a TIMEX3 value covers; UNKNOWN for durations, sets, references and what lies before our era."""
    bare = timex.partition("T")[0] if timex[:1].isdigit() else timex
    for shape, pattern in SHAPES.items():
        m = pattern.fullmatch(bare)
        if m:
            try:
                return _covered(shape, m, "T" in timex and ":" in timex)
            except ValueError:
                return UNKNOWN
    return UNKNOWN


def _covered(shape: str, m: re.Match[str], clock: bool) -> Interval:
    year = int(m[1])
    match shape:
        case "day":
            day = date(year, int(m[2]), int(m[3]))
            return Interval(day, day, "minute" if clock else "day")
        case "week":
            monday = date.fromisocalendar(year, int(m[2]), 1)
            return Interval(monday + timedelta(5 if m[3] else 0), monday + timedelta(6), "day" if m[3] else "week")
        case "month":
            return Interval(date(year, int(m[2]), 1), month_end(year, int(m[2])), "month")
        case "quarter" | "half":
            length = 3 if shape == "quarter" else 6
            last = int(m[2]) * length
            return Interval(date(year, last - length + 1, 1), month_end(year, last), "season")
        case "season":
            first = date(year, SEASON_MONTHS[m[2]], 1)
            after = shift(first, "O", 3)
            return Interval(first, after - timedelta(1) if after else None, "season")
        case "year":
            return Interval(date(year, 1, 1), date(year, 12, 31), "year")
        case "decade":
            return Interval(date(year * 10, 1, 1), date(year * 10 + 9, 12, 31), "decade")
        case _:
            return Interval(date(year * 100, 1, 1), date(year * 100 + 99, 12, 31), "unknown")


def part_of(whole: Interval, share: tuple[float, float]) -> Interval:
    """The days from one share of an interval to another ("late": 0.66 to 1); a single day stays itself."""
    if whole.start is None or whole.end is None or whole.start == whole.end:
        return whole
    days = (whole.end - whole.start).days + 1
    first, last = int(days * share[0]), max(int(days * share[0]), round(days * share[1]) - 1)
    return Interval(whole.start + timedelta(first), whole.start + timedelta(min(last, days - 1)), whole.precision)
