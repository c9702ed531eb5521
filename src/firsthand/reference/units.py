"""Units of measure and money (units.toml), words that bound a number (bounds.toml), vague amounts (vague.toml)."""

import re
from dataclasses import dataclass
from functools import cache
from typing import Any

from firsthand.reference import shipped


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit: `factor` converts to `si`, `None` where it is not converted."""

    name: str
    si: str | None = None
    factor: float = 1.0
    money: bool = False


@dataclass(frozen=True, slots=True)
class Vague:
    """The interval that a vague word stands for, and who says so."""

    low: float
    high: float
    source: str


def _table(name: str) -> dict[str, Any]:
    return shipped.toml(f"{name}.toml")


MARKS = re.compile(r"\d+|(?:[a-z]\.){2,}|[^\W\d_]+|\S")


def _key(words: str) -> str:
    """Words and marks apart, as a text's tokens are ("km2" is "km 2", "us$" is "us $")."""
    return " ".join(MARKS.findall(words))


@cache
def units() -> dict[str, Unit]:
    """Units by the words that stand after a figure, in lower case, words and marks apart ("square miles", "km / h")."""
    table = _table("units")
    found = {w: Unit(u["name"], u.get("si"), u.get("factor", 1.0)) for u in table["unit"] for w in u["words"]}
    found = {_key(w): u for w, u in found.items()}
    return {_key(w): Unit(u["name"], money=True) for u in table["money"] for w in u["words"]} | found | _pounds(table)


def _pounds(table: dict[str, Any]) -> dict[str, Unit]:
    """ "Pounds" are a mass unless a currency sign or "sterling" says otherwise."""
    pound = next(u for u in table["unit"] if u["name"] == "pound")
    return {w: Unit("pound", pound["si"], pound["factor"]) for w in pound["words"]}


@cache
def glued() -> dict[str, Unit]:
    """Units that are read only where they stand at their figure without a blank ("50m", "30p")."""
    table = _table("units")
    found = {w: Unit(u["name"], u.get("si"), u.get("factor", 1.0)) for u in table["unit"] for w in u.get("glued", [])}
    return found | {w: Unit(u["name"], money=True) for u in table["money"] for w in u.get("glued", [])}


@cache
def money_signs() -> dict[str, Unit]:
    """Currencies by the signs that stand before a figure."""
    return {_key(s): Unit(u["name"], money=True) for u in _table("units")["money"] for s in u["signs"]}


@cache
def bounds(place: str) -> dict[str, str]:
    """Bounds by their words; `place` is "before", "after" or "change"."""
    return {w: bound for bound, words in _table("bounds")[place].items() for w in words}


@cache
def vague() -> dict[str, Vague]:
    """Vague amounts by their words ("dozens of")."""
    return {w: Vague(v["low"], v["high"], v["source"]) for v in _table("vague")["word"] for w in v["words"]}


@cache
def multiples() -> dict[str, tuple[int, int]]:
    """How many hundreds "a few hundred" may be."""
    return {w: (low, high) for w, (low, high) in _table("vague")["multiples"].items()}


@cache
def counted() -> frozenset[str]:
    """Nouns before which "several" and "a few" count."""
    return frozenset(_table("vague")["counted"]["nouns"])
