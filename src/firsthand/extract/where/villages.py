"""Villages and districts of the countries that a report tells of, for names that lists of towns lack.

Half a million villages share their names with towns, people and common words elsewhere. So they are asked for only
where the recogniser takes a name for a place, only in countries that the report names, and only where these have no
town so called.
"""

from collections.abc import Iterable
from dataclasses import replace

from firsthand.extract.where.spots import Spot
from firsthand.reference.gazetteer import Gazetteer, Place

NOUNS = frozenset({"centre", "center", "town", "village", "city"})
CITY = 100_000  # people; a city of this size says which country a report is about


def with_villages(found: list[Spot], hints: Iterable[str], gazetteer: Gazetteer) -> list[Spot]:
    """The spots, names of places with the villages that they may mean; `hints` are countries that are told of."""
    told = sorted({c for s in found for c in _told(s)} | set(hints))
    return [_with(s, told, gazetteer) if s.label == "PLACE" and s.parent is None else s for s in found]


def _told(spot: Spot) -> Iterable[str]:
    """The country that a name of a country, a province or a city stands for."""
    first = next(iter(spot.places), None)
    if first is None or first.country is None or first.match == "sound":
        return ()
    large = first.kind == "town" and first.population >= CITY and first.match == "name"
    return (first.country,) if large or first.kind in ("country", "admin1") else ()


def _with(spot: Spot, told: list[str], gazetteer: Gazetteer) -> Spot:
    known = {p.country for p in spot.places if p.match != "sound"}
    more: tuple[Place, ...] = ()
    for country in told:
        if country not in known:
            more += gazetteer.villages(spot.text, country)
    if not more and not spot.places:
        more = _plainer(spot.text, told, gazetteer)
    if any(p.match == "name" for p in more):  # what only sounds so is not meant
        return replace(spot, places=(*(p for p in spot.places if p.match != "sound"), *more))
    return replace(spot, places=(*spot.places, *more)) if more else spot


def _plainer(name: str, told: list[str], gazetteer: Gazetteer) -> tuple[Place, ...]:
    """The places of a name without a noun that belongs to it: "Masisi Centre", "Kangaba Town"."""
    first, _, last = name.rpartition(" ")
    if not first or last.lower() not in NOUNS:
        return ()
    towns = tuple(p for p in gazetteer.find(first) if p.country in told and p.match != "sound")
    return towns or tuple(p for country in told for p in gazetteer.villages(first, country))
