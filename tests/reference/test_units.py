"""Units, bounds and vague amounts: the tables hold together."""

import pytest

from firsthand.reference import guards, timewords, units


@pytest.mark.parametrize(
    ("words", "si", "factor"),
    [
        ("km", "km", 1.0),
        ("square miles", "km²", 2.589988110336),
        ("km 2", "km²", 1.0),
        ("hectares", "km²", 0.01),
        ("pounds", "kg", 0.45359237),
        ("tonnes", "kg", 1000.0),
        ("km / h", None, 1.0),
    ],
)
def test_units(words: str, si: str | None, factor: float) -> None:
    unit = units.units()[words]
    assert (unit.si, unit.factor, unit.money) == (si, factor, False)


@pytest.mark.parametrize("sign", ["$", "us $", "$ us", "€", "£"])
def test_money(sign: str) -> None:
    assert units.money_signs()[sign].money


def test_bounds_are_known_ones() -> None:
    assert set(units.bounds("before").values()) == {">", "<", "~", "=", "near"}
    assert set(units.bounds("after").values()) <= {">", "<", "~"}
    assert set(units.bounds("change").values()) == {"up", "down"}


def test_vague_amounts_are_intervals_with_a_source() -> None:
    assert all(0 < v.low < v.high and v.source in ("CQE", "format", "usage") for v in units.vague().values())
    assert all(0 < low < high for low, high in units.multiples().values())
    assert "soldiers" in units.counted()


def test_parts_of_a_time_are_shares() -> None:
    assert all(0 <= first < last <= 1 for first, last in timewords.words().parts.values())
    assert all(low < high for low, high in timewords.words().vague.values())


@pytest.mark.parametrize(("word", "unit"), [("days", "D"), ("century", "CE"), ("centuries", "CE"), ("hrs", "H")])
def test_time_units(word: str, unit: str) -> None:
    assert timewords.unit(word) == unit


def test_guards() -> None:
    assert "soldiers" in guards.words("times", "amount_after")
    assert "." in guards.words("quantities", "one_after")
