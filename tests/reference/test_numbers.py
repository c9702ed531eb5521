"""Number words."""

import pytest

from firsthand.reference import numbers


@pytest.mark.parametrize(
    ("words", "wanted"),
    [
        ("seven", 7),
        ("twenty - three", 23),
        ("one hundred and six", 106),
        ("a hundred thirty million", 130e6),
        ("two thousand five hundred", 2500),
        ("28 thousand", 28000),
        ("1.5 million", 1.5e6),
        ("15,000", 15000),
        ("two dozen", 24),
        ("three lakh", 300000),
        (".5", 0.5),
        ("½", 0.5),
        ("dozens", 12),
        ("and", None),
        ("bomb", None),
        ("", None),
        ("9" * 400, None),
    ],
)
def test_value(words: str, wanted: float | None) -> None:
    assert numbers.value(words.split()) == wanted


@pytest.mark.parametrize(
    ("words", "wanted"),
    [("first", 1), ("21st", 21), ("twenty - first", 21), ("thirtieth", 30), ("four", None), ("", None)],
)
def test_ordinal(words: str, wanted: int | None) -> None:
    assert numbers.ordinal(words.split()) == wanted
