"""The names of a text's places: the spots that are spelt alike, their candidates, and what stands beside them."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import dropwhile, pairwise

from firsthand.extract.where.evidence import within
from firsthand.extract.where.spots import Spot
from firsthand.extract.where.words import Word
from firsthand.reference.gazetteer import Place
from firsthand.reference.places_context import context

HAMLET = 0.005  # of the people of a place of the very name: a smaller one that is only also called so is not meant
FRONTED = 9  # words before the comma behind the land that a sentence begins with
LISTED = 8  # words of a list of names
CANDIDATES = 30  # of one name; the others are hamlets that no text has meant in the development data
_SMALL = frozenset("the a an in of northern southern eastern western central north south east west rural".split())


@dataclass(slots=True)
class Name:
    """All spots of one document that are spelt alike, and what is known of them together."""

    key: str
    spots: list[Spot]
    places: tuple[Place, ...]
    nouns: set[str] = field(default_factory=set)  # kinds that a noun beside the name says
    article: bool = False  # "the Sahel"
    outer: list[Spot] = field(default_factory=list)  # the names that contain it: "X, Y", "X in Y", "the Y city of X"
    inner: list[Spot] = field(default_factory=list)


def names(spots: list[Spot], words: list[tuple[Word, ...]]) -> list[Name]:
    """The spots grouped by key, with the nouns beside them and the names that contain them."""
    grouped: dict[str, Name] = {}
    for spot in spots:
        k = f"{spot.key}|{spot.parent or ''}"
        name = grouped.setdefault(k, Name(k, [], candidates(spot)))
        name.spots.append(spot)
        kind = noun_beside(spot, words[spot.sentence])
        if kind:
            name.nouns.add(kind)
        elif spot.first and words[spot.sentence][spot.first - 1].lower == "the" and not _followed(spot, words):
            name.article = True
    for a, b in _containments(spots, words):
        grouped[f"{a.key}|{a.parent or ''}"].outer.append(b)
        grouped[f"{b.key}|{b.parent or ''}"].inner.append(a)
    for wide, spot in _settings(spots, words):
        name = grouped[f"{spot.key}|{spot.parent or ''}"]
        if len(name.spots) == 1:
            name.places = tuple(p for p in name.places if p.country == wide.places[0].country)
    return list(grouped.values())


def _settings(spots: list[Spot], words: list[tuple[Word, ...]]) -> Iterator[tuple[Spot, Spot]]:
    """ "In Russia's Belgorod region, a drone hit the village of Petrovka": the land that a sentence begins with, and a
    town or village that it tells of."""
    for number, row in enumerate(words):
        comma = next((n for n, w in enumerate(row[:FRONTED]) if w.lower == ","), None)
        here = [s for s in spots if s.sentence == number]
        wide = next((s for s in reversed(here) if comma is not None and s.last < comma), None)
        if wide is None or comma is None or row[0].lower != "in" or not wide.places or not wide.places[0].country:
            continue
        for spot in (s for s in here if s.first > comma):
            before = [w.lower for w in row[max(spot.first - 2, 0) : spot.first]]
            if len(before) == 2 and before[1] == "of" and context().nouns.get(before[0]) == "town":
                yield wide, spot


def _followed(spot: Spot, words: list[tuple[Word, ...]]) -> bool:
    """Whether a word follows that "the" may belong to ("the Aleppo offensive")."""
    row = words[spot.sentence]
    return spot.last + 1 < len(row) and row[spot.last + 1].text[:1].isalpha()


def candidates(spot: Spot) -> tuple[Place, ...]:
    """What the name may mean, the most populous."""
    alike = tuple(p for p in spot.places if p.match == "sound")
    largest = max((p.population for p in spot.places if p.match == "name"), default=0)
    spelt = tuple(p for p in spot.places if p.match == "name" or p.population >= HAMLET * largest)
    return tuple(p for p in spelt if p.match != "sound")[: CANDIDATES - len(alike)] + alike[:CANDIDATES]


def noun_beside(spot: Spot, row: tuple[Word, ...]) -> str | None:
    nouns = context().nouns
    after = row[spot.last + 1].lower if spot.last + 1 < len(row) else ""
    if after in nouns:
        return None if _of_a_country(spot, row) else nouns[after]
    if shared := _shared_noun(row[spot.last + 1 : spot.last + 1 + LISTED]):
        return shared
    back = spot.first - 1
    if back >= 0 and row[back].lower == "the":
        back -= 1
    if back >= 1 and row[back].lower == "of" and row[back - 1].lower in nouns:
        return nouns[row[back - 1].lower]
    return nouns.get(row[back].lower) if back >= 0 and not row[back].capital else None


def _of_a_country(spot: Spot, row: tuple[Word, ...]) -> bool:
    """ "the northern Mexico state of Sinaloa": the noun is that of the name behind."""
    of = spot.last + 2 < len(row) and row[spot.last + 2].lower == "of"
    return of and bool(spot.places) and spot.places[0].kind == "country"


def _shared_noun(after: tuple[Word, ...]) -> str | None:
    """ "the X and Y regions", "X, Y and Z provinces": the noun in the plural behind the last of several names."""
    rest = dropwhile(lambda w: w.capital or w.lower in (",", "and", "or"), after)
    plural = next((w.lower for w in rest), "")
    single = plural.removesuffix("ies") + "y" if plural.endswith("ies") else plural.removesuffix("s")
    return context().nouns.get(single) if single != plural else None


def _containments(spots: list[Spot], words: list[tuple[Word, ...]]):
    """Pairs (inner, outer) that the text puts so: "X, Y", "X in Y", "X (Y)", "Y's X", "the Y-ish city of X"."""
    for a, b in pairwise(spots):
        if a.sentence != b.sentence:
            continue
        row = words[a.sentence]
        between = [w.lower for w in row[a.last + 1 : b.first]]
        if _forward(between) and within(a, b):
            yield a, b
        elif _backward(between, a) and within(b, a):
            yield b, a


def _forward(between: list[str]) -> bool:
    if between in ([","], ["("], [], [".", ","]):
        return bool(between)
    nouns = context().nouns
    words = [w for w in between if w not in _SMALL and w not in nouns and w != ","]
    return not words and ("in" in between or "," in between) and len(between) <= 7


def _backward(between: list[str], a: Spot) -> bool:
    if between and between[0] in ("'s", "’s"):
        return len(between) <= 4
    demonym = bool(a.places) and a.places[0].match == "demonym"
    nouns = context().nouns
    return demonym and len(between) <= 5 and any(w in nouns for w in between)
