"""Number words: "twenty-three", "a hundred and thirty million", "1.5 million", "half a dozen"."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache

from firsthand.reference import shipped

FIGURE = re.compile(r"[+-]?\d[\d,]*(?:\.\d+)?|\.\d+")


LONGEST = 30  # characters of a figure; what is longer is no number that anyone counted


@dataclass(frozen=True, slots=True)
class NumberWords:
    """The tables of numbers.toml, each from word to value."""

    cardinals: dict[str, float]
    scales: dict[str, float]
    suffixes: dict[str, float]
    ordinals: dict[str, float]
    fractions: dict[str, float]
    signs: dict[str, float]


@cache
def words() -> NumberWords:
    """The number words, read once."""
    return NumberWords(
        **{k: {w: float(v) for w, v in table.items()} for k, table in shipped.toml("numbers.toml").items()}
    )


def figure(token: str) -> float | None:
    """The value of digits ("15,000", "0.1", ".534"), else `None`."""
    return float(token.replace(",", "")) if len(token) <= LONGEST and FIGURE.fullmatch(token) else None


def value(tokens: Iterable[str]) -> float | None:
    """The number that lower-case tokens spell ("two", "hundred", "and", "six" -> 206), `None` where they spell none.

    A scale multiplies what has been gathered since the last greater scale; "a" before a scale is one; a figure and a
    scale mix ("1.5", "million"); "dozen" may follow a number ("two dozen").
    """
    total, group, seen = 0.0, 0.0, False
    for token in tokens:
        if token in GLUE:
            continue
        step = _scale(token)
        if step is None:
            add = _unit(token)
            if add is None:
                return None
            group += add
        elif step >= 1000:
            total, group = total + (group if seen else 1.0) * step, 0.0
        else:
            group = (group or 1.0) * step
        seen = True
    return total + group if seen else None


GLUE = frozenset({"and", "-", "‑", "–", "a", "an"})


def _scale(token: str) -> float | None:
    return words().scales.get(token.removesuffix("s") if token.endswith(("ns", "ds", "hs", "es")) else token)


def _unit(token: str) -> float | None:
    table = words()
    if token in table.cardinals:
        return table.cardinals[token]
    return table.signs.get(token, figure(token))


def ordinal(tokens: Sequence[str]) -> int | None:
    """The number that an ordinal names ("21st", ("twenty", "-", "first")), else `None`."""
    if not tokens:
        return None
    last = tokens[-1]
    digits = re.fullmatch(r"(\d+)(?:st|nd|rd|th)", last)
    if digits:
        return int(digits[1])
    unit = words().ordinals.get(last)
    if unit is None:
        return None
    tens = value(tokens[:-1]) if len(tokens) > 1 else 0.0
    return None if tens is None else int(tens + unit)
