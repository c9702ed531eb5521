""" "The Syrian village", "the town", "there": words that stand for a place named before.

Only where the text settles it: what was introduced by that very noun ("the town of Kosti"), else the last place before
of the noun's kind, in the country that an adjective says.
"""

import re
from bisect import bisect_left
from dataclasses import replace

from firsthand.extract.where.words import Word
from firsthand.model import Span, Where
from firsthand.reference.places_context import context

# What a noun may stand for, by the precision of the place named before.
_FITS = {"town": ("town", "site"), "site": ("site",), "district": ("district",), "admin1": ("admin1",)}
_UNCLEAR = frozenset("capital port community country nation state region airport hospital base department".split())
_BEFORE = frozenset("the that this".split())
_HERE = ("town", "site", "district", "admin1")  # what "there" may stand for
_BEING = frozenset("is are was were be been has have had will would may might could should can s 's ’s seems".split())
MAX_BETWEEN = 2  # adjectives: "the besieged Syrian village"
REACH = 3000  # characters back; a place named farther off is mostly another one


def nouns(text: str, words: list[tuple[Word, ...]], named: tuple[Where, ...]) -> tuple[Where, ...]:
    """The noun phrases that stand for one of the places `named` (in text order), with its meaning."""
    starts = [w.span.start for w in named]
    out: list[Where] = []
    for row in words:
        for at, word in enumerate(row):
            if word.lower == "there" and not _exists(row, at) and (place := _last(word.start, named, starts)):
                out.append(replace(place, text=word.text, span=Span(word.start, word.end), use="noun"))
            kind = context().nouns.get(word.text)
            if kind not in _FITS or word.text in _UNCLEAR or _goes_on(row, at):
                continue
            if (first := _article(row, at)) is None:
                continue
            span = Span(row[first].start, word.end)
            before = named[: bisect_left(starts, span.start)]
            if place := introduced(text, word.lower, span, before) or _antecedent(span, kind, before, named, starts):
                out.append(replace(place, text=span.of(text), span=span, use="noun"))
    return tuple(out)


def _exists(row: tuple[Word, ...], at: int) -> bool:
    """ "There were clashes", "are there any": no place."""
    after = row[at + 1].lower if at + 1 < len(row) else ""
    before = row[at - 1].lower if at else ""
    return after in _BEING or (before in _BEING and after not in (",", ".")) or before in ("", ".", "”", '"')


def _last(start: int, named: tuple[Where, ...], starts: list[int]) -> Where | None:
    """The place told last, where "there" may be: a town, a province."""
    for place in reversed(named[: bisect_left(starts, start)]):
        if start - place.span.start > REACH:
            return None
        if place.use == "location" and place.name is not None:
            return place if place.precision in _HERE else None
    return None


def _article(row: tuple[Word, ...], at: int) -> int | None:
    """The word "the" of the noun's phrase, a word or two before it."""
    for back in range(1, MAX_BETWEEN + 2):
        i = at - back
        if i < 0 or not row[i].text[:1].isalpha():
            return None
        if row[i].lower in _BEFORE:
            return i
    return None


def _goes_on(row: tuple[Word, ...], at: int) -> bool:
    """A name follows ("the village of Baghouz"), or another noun ("the village elders")."""
    after = row[at + 1] if at + 1 < len(row) else None
    if after is None:
        return False
    return (
        after.lower in ("of", "'s", "’s", "called", "named", "-") or after.capital or after.lower in ("council", "hall")
    )


def introduced(text: str, noun: str, span: Span, before: tuple[Where, ...]) -> Where | None:
    """The last place that was called so: "the town of Kosti", "Bakin Dogo, a farming village"."""
    called = re.compile(rf"\b{re.escape(noun)}(?: of)?\s+$", re.IGNORECASE)
    told = re.compile(rf",\s+an? (?:[\w-]+ ){{0,3}}{re.escape(noun)}\b", re.IGNORECASE)
    for at, place in ((w.span, w) for w in reversed(before)):
        if span.start - at.start > REACH:
            return None
        so_called = told.match(text, at.end) or called.search(text, max(0, at.start - 40), at.start)
        if place.use == "location" and so_called:
            return place
    return None


def _antecedent(
    span: Span, kind: str, before: tuple[Where, ...], named: tuple[Where, ...], starts: list[int]
) -> Where | None:
    inside = [w for w in named[bisect_left(starts, span.start) :] if span.contains(w.span)]
    if any(w.use != "demonym" for w in inside):
        return None
    countries = {w.country for w in inside}
    for place in reversed(before):
        if span.start - place.span.start > REACH:
            return None
        fits = place.use == "location" and place.precision in _FITS[kind] and place.name
        if fits and (not countries or place.country in countries):
            return place
    return None
