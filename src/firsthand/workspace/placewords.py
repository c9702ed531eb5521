"""A place as a person writes it: a GeoNames id, a name of the gazetteer, or a name with coordinates of one's own."""

import re
from collections.abc import Callable, Sequence

from firsthand.model import Span, Where
from firsthand.model.values import PlacePrecision
from firsthand.reference import country_codes
from firsthand.reference.gazetteer import Gazetteer, Place

SHOWN = 8  # places of one name that a message lists
POINT = re.compile(r"(.+?)\s*@\s*(-?\d+(?:\.\d+)?)\s*,\s*(-?\d+(?:\.\d+)?)")
HOW = "give a GeoNames id, NAME, NAME, PROVINCE, NAME, COUNTRY (two letters), NAME, COUNTRY @ LAT,LON, or unknown"
# What a place of the gazetteer is known to.
PRECISION: dict[str, PlacePrecision] = {
    "country": "country",
    "admin1": "admin1",
    "district": "district",
    "town": "town",
    "site": "site",
    "region": "region",
    "continent": "region",
}


def where(words: str, text: str, span: Span, gazetteer: Callable[[], Gazetteer]) -> Where:
    """The place that `words` name, told of at `span`. Raises LookupError with the places that they may mean."""
    if (point := POINT.fullmatch(words)) is not None:
        return _own(point[1], float(point[2]), float(point[3]), text, span)
    found = _by_number(int(words), gazetteer()) if words.isdigit() else _by_name(words, gazetteer())
    precision = PRECISION[found.kind]
    return Where(text, span, found.name, found.geonameid, found.country, found.admin1, found.lat, found.lon, precision)


def _own(name: str, lat: float, lon: float, text: str, span: Span) -> Where:
    """A place that no gazetteer has, where the person says that it is."""
    name, _, code = (w.strip() for w in name.partition(","))
    if not (-90 <= lat <= 90 and -180 <= lon <= 180):
        raise LookupError(f"{lat},{lon} is no latitude and longitude")
    if code and country_codes.country(code.upper()) is None:
        raise LookupError(f"{code!r} is no country's two letters: {HOW}")
    return Where(text, span, name, None, code.upper() or None, None, lat, lon, "site")


def _by_number(number: int, gazetteer: Gazetteer) -> Place:
    found = gazetteer.numbered(number)
    if found is None:
        raise LookupError(f"no place of the gazetteer has the GeoNames id {number}: {HOW}")
    return found


def _by_name(words: str, gazetteer: Gazetteer) -> Place:
    name, *within = (w.strip() for w in words.split(","))
    named = [p for p in gazetteer.find(name) if p.match != "demonym"]
    found = [p for p in named if all(_within(p, w) for w in within)]
    if not found:
        named += gazetteer.villages(name)
        found = [p for p in named if all(_within(p, w) for w in within)]
    if not found:
        told = f"; it has {_listed(named)}" if named else ""
        raise LookupError(f"{words!r} is not in the gazetteer{told}: {HOW}")
    exact = [p for p in found if p.match == "name"] or found
    if len(exact) > 1:
        raise LookupError(f"{words!r} may be {_listed(exact)}: give a number, or province or country after a comma")
    return exact[0]


def _within(place: Place, words: str) -> bool:
    country = country_codes.country(place.country)
    names = (place.admin1 or "", place.country or "", country.name if country is not None else "", place.kind)
    return words.casefold() in (n.casefold() for n in names)


def _listed(places: Sequence[Place]) -> str:
    told = [f"{p.geonameid or '–'} {p.name} ({', '.join(filter(None, (p.kind, p.admin1, p.country)))})" for p in places]
    return "; ".join(told[:SHOWN]) + (f"; and {len(told) - SHOWN} more" if len(told) > SHOWN else "")
