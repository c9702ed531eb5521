"""Feasts against the days on which they fell."""

from datetime import date

import pytest

from firsthand.reference import feasts


@pytest.mark.parametrize(
    ("name", "first", "last"),
    [
        ("christmas eve", date(2019, 12, 24), date(2019, 12, 24)),
        ("easter", date(2019, 4, 21), date(2019, 4, 21)),
        ("easter", date(2024, 3, 31), date(2024, 3, 31)),
        ("good friday", date(2016, 3, 25), date(2016, 3, 25)),
        ("orthodox easter", date(2019, 4, 28), date(2019, 4, 28)),
        ("orthodox easter", date(2023, 4, 16), date(2023, 4, 16)),
        ("thanksgiving", date(2018, 11, 22), date(2018, 11, 22)),
        ("memorial day", date(2020, 5, 25), date(2020, 5, 25)),
        ("labor day", date(2014, 9, 1), date(2014, 9, 1)),
        ("nowruz", date(2018, 3, 21), date(2018, 3, 21)),
    ],
)
def test_days(name: str, first: date, last: date) -> None:
    assert feasts.days(feasts.by_name()[name], first.year) == (first, last)


@pytest.mark.parametrize(
    ("name", "day"),
    [
        ("ramadan", date(2019, 5, 6)),
        ("ramadan", date(2023, 3, 23)),
        ("eid al - fitr", date(2018, 6, 15)),
        ("eid al - adha", date(2015, 9, 24)),
        ("ashura", date(2013, 11, 14)),
        ("islamic new year", date(2019, 8, 31)),
    ],
)
def test_islamic_days_are_near_what_was_kept(name: str, day: date) -> None:
    found = feasts.days(feasts.by_name()[name], day.year)
    assert found is not None
    assert abs((found[0] - day).days) <= 1


def test_every_rule_gives_days() -> None:
    assert all(feasts.days(f, year) for f in feasts.feasts() for year in (1995, 2011, 2024))
