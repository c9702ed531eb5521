"""Dates as containers write them: ISO 8601, RFC 2822, written out in English, or seconds since 1970.

The day is taken as written, in the outlet's own time zone: a report of 23:30-05:00 is of that evening.
"""

import calendar
import re
from datetime import UTC, date, datetime, timedelta
from email.utils import parsedate_to_datetime

from firsthand.model import When
from firsthand.model.values import Basis, Precision

EARLIEST = 1900  # no news item in a machine-readable container is older; such dates are unset fields
WRITTEN = ("%B %d, %Y", "%d %B %Y", "%b %d, %Y", "%d %b %Y", "%b. %d, %Y", "%B %d %Y", "%Y/%m/%d")
_DAY = re.compile(r"(\d{4})-?(\d\d)-?(\d\d)(?:[T ].*)?", re.S)
_MONTH = re.compile(r"(\d{4})-(\d\d)")
_YEAR = re.compile(r"\d{4}")
_SECONDS = re.compile(r"\d{9,10}(?:\.\d+)?|\d{12,13}")


class BadDateError(ValueError):
    """A text is no date, an impossible one or one in the future; the message says which."""


def parse(value: str, basis: Basis, today: date) -> When:
    """The interval that `value` names, as a When. Raises BadDateError."""
    start, end, precision = _interval(value.strip())
    if start.year < EARLIEST:
        raise BadDateError(f"{value!r} is before {EARLIEST}")
    if start > today + timedelta(days=1):  # a day ahead is only another time zone
        raise BadDateError(f"{value!r} lies in the future")
    return When(start.isoformat(), end.isoformat(), precision, basis)


def _interval(text: str) -> tuple[date, date, Precision]:
    try:
        if m := _DAY.fullmatch(text):
            day = date(*map(int, m.groups()))
            return day, day, "day"
        if m := _MONTH.fullmatch(text):
            year, month = map(int, m.groups())
            return date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1]), "month"
        if _YEAR.fullmatch(text):
            return date(int(text), 1, 1), date(int(text), 12, 31), "year"
    except ValueError:
        raise BadDateError(f"{text!r} is an impossible date") from None
    day = _other(text)
    return day, day, "day"


def _other(text: str) -> date:
    if _SECONDS.fullmatch(text):
        seconds = float(text)
        return datetime.fromtimestamp(seconds / 1000 if seconds > 1e11 else seconds, UTC).date()
    for form in WRITTEN:
        try:
            return datetime.strptime(text, form).date()
        except ValueError:
            continue
    try:
        return parsedate_to_datetime(text).date()
    except (ValueError, TypeError, IndexError, OverflowError):
        raise BadDateError(f"{text!r} is no date") from None
