"""Finds the numbers in a text: figures, number words, fractions and vague amounts, each with its interval."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from firsthand.extract.phrases import Grammar, Lexicon, Match, Tokens, longest
from firsthand.reference import numbers, units

FIGURES = (
    (re.compile(r"\d{1,3}(?:,\d{2,3})*,\d{3}(?:\.\d+)?|\d*\.\d+"), frozenset({"FIGURE"})),
    (re.compile(r"\d+"), frozenset({"FIGURE", "WHOLE"})),
)
MACROS = {
    "GROUP": "CARD (HY? CARD)?",
    "SCALED": "HY? (SCALE)+ (and? ({GROUP}))?",
    "NUM": "FIGURE SIGN? ({SCALED})*|({GROUP}) ({SCALED})*|(a|half a) SCALE (and? {GROUP})? ({SCALED})*|SIGN",
}
RULES = {
    "number": "{NUM}",
    "number.half": "({GROUP}|FIGURE) and a half (SCALE)?",
    "ratio": "(whole:WHOLE)? n:WHOLE slash:('/'|'⁄') m:WHOLE",
    "fraction": "(n:(CARD|a|an) HY?)? part:FRACTION",
    "vague": "many:({MANY}) (of)? scale:SCALE|amount:({VAGUE})",
}


VAGUE = {w for words in units.vague() for w in words.split()} - {"a", "of"}
STRONG = frozenset({"FIGURE", "CARD", "SCALE", "SIGN", "FRACTION"} | VAGUE)


@dataclass(frozen=True, slots=True)
class Numeral:
    """A number as read: the tokens that spell it and the interval of its value (equal ends for a plain figure)."""

    start: int
    end: int
    low: float
    high: float
    kind: str  # number, fraction, vague


@cache
def grammar() -> Grammar:
    """The rules for numerals, compiled once."""
    number = numbers.words()
    tables = {
        "CARD": list(number.cardinals),
        "SCALE": list(number.scales),
        "SIGN": list(number.signs),
        "FRACTION": list(number.fractions),
        "HY": ["-", "–", "—", "‑"],
    }
    words: dict[str, frozenset[str]] = {}
    for name, table in tables.items():
        for word in table:
            words[word] = words.get(word, frozenset()) | {name}
    shapes = (frozenset(), *(c for _, c in FIGURES))
    macros = MACROS | {
        "MANY": "|".join(f"(a)? {w}" for w in units.multiples()),
        "VAGUE": "|".join(sorted(units.vague(), key=len, reverse=True)),
    }
    return Grammar(Lexicon(words, _classify, shapes, STRONG), RULES, macros)


@cache
def _classify(raw: str) -> frozenset[str]:
    return next((classes for pattern, classes in FIGURES if pattern.fullmatch(raw)), frozenset())


def numerals(tokens: Tokens) -> Iterator[Numeral]:
    """All numerals in text order."""
    for m in longest(grammar().matches(tokens)):
        found = _read(m)
        if found is not None:
            yield found


def _read(m: Match) -> Numeral | None:
    if m.rule == "vague":
        return _vague(m)
    if m.rule == "fraction":
        return _fraction(m)
    if m.rule == "ratio":
        return _ratio(m)
    words = m.words
    if words[0] == "half":
        n = (numbers.value(words[2:]) or 0) / 2
    elif m.rule == "number.half":
        n = numbers.value(words[: words.index("and")])
        scale = numbers.value(words[words.index("half") + 1 :]) or 1
        n = None if n is None else (n + 0.5) * scale
    else:
        n = numbers.value(words)
    return None if n is None else Numeral(m.start, m.end, n, n, "number")


def _vague(m: Match) -> Numeral:
    if m.part("scale"):
        low, high = next(units.multiples()[w] for w in m.part("many") if w in units.multiples())
        scale = numbers.words().scales[m.part("scale")[0]]
        return Numeral(m.start, m.end, low * scale, high * scale, "vague")
    found = units.vague()[m.word("amount") or ""]
    return Numeral(m.start, m.end, found.low, found.high, "vague")


def _fraction(m: Match) -> Numeral | None:
    n = numbers.value(m.part("n")) if m.part("n") else None
    part = m.part("part")[0]
    if n is None and part not in ("half",) and m.part("n") not in (["a"], ["an"]):
        return None
    value = (n or 1.0) * numbers.words().fractions[part]
    return Numeral(m.start, m.end, value, value, "fraction")


def _ratio(m: Match) -> Numeral | None:
    """ "1/2", "7 3/4": common denominators only, so that neither "9/11" nor "24/7" is one."""
    over, under = (int(m.part(name)[0]) for name in ("n", "m"))
    if over >= under or under not in DENOMINATORS:
        return None
    n = over / under + (int(m.part("whole")[0]) if m.part("whole") else 0)
    return Numeral(m.start, m.end, n, n, "number")


DENOMINATORS = frozenset({2, 3, 4, 5, 6, 8, 10, 16, 32, 64, 100, 128})
