"""The days that time expressions cover: precision, parts, stretches and bounds."""

import re
from datetime import date

import pytest

from firsthand.extract import when
from firsthand.extract.language.layer import Sentence, Token
from firsthand.extract.when import calendar
from firsthand.model import Block, Document, Span, When, text_id

PUBLISHED = When("2019-03-13", "2019-03-13", "day", "given")  # a Wednesday


def read(text: str, published: When | None = PUBLISHED) -> list[When]:
    span = Span(0, len(text))
    block = Block(span, "paragraph")
    words = [Token(m[0], Span(*m.span()), m[0].lower(), "", "") for m in re.finditer(r"\w+|[^\w\s]", text)]
    sentences = (Sentence(span, block, tuple(words), (), (), ()),)
    document = Document(text_id(text), text, None, None, None, "en", published, (block,))
    return [t.when for t in when.times(document, sentences, published)]


@pytest.mark.parametrize(
    ("text", "start", "end", "precision", "basis"),
    [
        ("It fell on March 9, 2018.", "2018-03-09", "2018-03-09", "day", "explicit"),
        ("It fell on March 9.", "2019-03-09", "2019-03-09", "day", "relative"),
        ("It fell on Friday.", "2019-03-08", "2019-03-08", "day", "relative"),
        ("It fell this week.", "2019-03-11", "2019-03-13", "week", "relative"),
        ("It fell overnight.", "2019-03-12", "2019-03-13", "day", "relative"),
        ("It fell nine days later.", None, None, "unknown", "explicit"),
        ("It fell in the past 24 hours.", "2019-03-12", "2019-03-13", "hour", "relative"),
        ("It will fall this week.", "2019-03-11", "2019-03-17", "week", "relative"),
        ("It fell in May 2018.", "2018-05-01", "2018-05-31", "month", "explicit"),
        ("It fell in early May 2018.", "2018-05-01", "2018-05-10", "month", "explicit"),
        ("It fell in late May 2018.", "2018-05-21", "2018-05-31", "month", "explicit"),
        ("It fell in 2018.", "2018-01-01", "2018-12-31", "year", "explicit"),
        ("It fell in the summer of 2018.", "2018-06-01", "2018-08-31", "season", "explicit"),
        ("It fell in winter 2017.", "2017-12-01", "2018-02-28", "season", "explicit"),
        ("It fell in the 1990s.", "1990-01-01", "1999-12-31", "decade", "explicit"),
        ("It fell in the first half of 2018.", "2018-01-01", "2018-06-30", "season", "explicit"),
        ("It fell at 5 p.m. on Friday.", "2019-03-08", "2019-03-08", "minute", "relative"),
        ("It fell over the weekend.", "2019-03-09", "2019-03-10", "day", "relative"),
        ("It fell during Ramadan 2018.", "2018-05-16", "2018-06-14", "day", "explicit"),
        ("It has been quiet over the past three days.", "2019-03-10", "2019-03-13", "day", "relative"),
        ("It fell since 2014.", "2014-01-01", "2019-03-13", "year", "explicit"),
        ("It held until Friday.", None, "2019-03-15", "day", "relative"),
        ("It fell before March 9.", None, "2019-03-09", "day", "relative"),
        ("It fell after March 9.", "2019-03-09", None, "day", "relative"),
        ("It fell in 480 BC.", None, None, "unknown", "relative"),
        ("It lasted three days.", None, None, "unknown", "explicit"),
    ],
)
def test_interval(text: str, start: str | None, end: str | None, precision: str, basis: str) -> None:
    (found,) = read(text)
    assert (found.start, found.end, found.precision, found.basis) == (start, end, precision, basis)


@pytest.mark.parametrize(
    "text",
    [
        "It burned between 3 and 5 May 2018.",
        "It burned from 3 to 5 May 2018.",
        "It burned on May 3-5, 2018.",
        "It burned from May 3, 2018 until May 5, 2018.",
    ],
)
def test_both_ends_of_a_stretch_have_the_whole_of_it(text: str) -> None:
    first, second = read(text)
    assert (first.start, first.end) == (second.start, second.end) == ("2018-05-03", "2018-05-05")
    assert first.evidence[0].of(text).startswith(("between", "from", "May")) and first.evidence == second.evidence


def test_a_list_of_days_is_no_stretch() -> None:
    assert [w.start for w in read("It burned on May 3 and May 5, 2018.")] == ["2018-05-03", "2018-05-05"]


def test_nothing_to_count_from() -> None:
    (found,) = read("It fell on Friday.", None)
    assert (found.start, found.end, found.anchor) == (None, None, None)


def test_only_inferred_by_year_pins_no_weekday() -> None:
    coarse = When("2018-01-01", None, "year", "inferred")
    assert [w.start for w in read("It fell on Friday.", coarse)] == [None]


@pytest.mark.parametrize(
    ("timex", "start", "end"),
    [
        ("2019-03-08", date(2019, 3, 8), date(2019, 3, 8)),
        ("2019-W01", date(2018, 12, 31), date(2019, 1, 6)),
        ("2015-W53-WE", date(2016, 1, 2), date(2016, 1, 3)),
        ("2020-02", date(2020, 2, 1), date(2020, 2, 29)),
        ("2019-Q4", date(2019, 10, 1), date(2019, 12, 31)),
        ("2019-WI", date(2019, 12, 1), date(2020, 2, 29)),
        ("2019-03-08TNI", date(2019, 3, 8), date(2019, 3, 8)),
        ("19", date(1900, 1, 1), date(1999, 12, 31)),
        ("P3D", None, None),
        ("PRESENT_REF", None, None),
        ("XXXX-WXX-5", None, None),
        ("BC0480", None, None),
        ("2019-02-30", None, None),
        ("0000", None, None),
    ],
)
def test_days_of_a_value(timex: str, start: date | None, end: date | None) -> None:
    days = calendar.interval(timex)
    assert (days.start, days.end) == (start, end)


@pytest.mark.parametrize(
    ("day", "unit", "n", "wanted"),
    [
        (date(2019, 3, 31), "O", -1, date(2019, 2, 28)),
        (date(2020, 2, 29), "Y", 1, date(2021, 2, 28)),
        (date(2019, 1, 15), "O", -2, date(2018, 11, 15)),
        (date(2019, 1, 15), "W", 2, date(2019, 1, 29)),
        (date(2019, 1, 15), "Y", -5000, None),
        (date(9999, 12, 31), "D", 1, None),
    ],
)
def test_shift(day: date, unit: str, n: int, wanted: date | None) -> None:
    assert calendar.shift(day, unit, n) == wanted


@pytest.mark.parametrize(
    "text",
    [
        "It fell on 30 February 2018.",
        "It fell on the 31st of April.",
        "It fell 99999999 years ago.",
        "It fell in the 999th century.",
        "It fell on 2018-13-45.",
        "It will fall in 99999999999999999999 days.",
        "It fell in 9999 and will fall in the following year.",
        "It fell at 99:99 p.m. on Friday.",
        "١٢ May 2018 and ۲۰۱۸",
        "",
        "\n\n \n",
        "May may march in March.",
    ],
)
def test_impossible_dates_break_nothing(text: str) -> None:
    for w in read(text):
        assert w.span is not None and w.span.of(text) == w.text
