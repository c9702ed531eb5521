"""How a name of a place is used: for the place, its people, its government, or within another name."""

from firsthand.extract.where.spots import Spot
from firsthand.extract.where.words import Word
from firsthand.model.values import PlaceUse
from firsthand.reference.gazetteer import Place
from firsthand.reference.places_context import context

_AUXILIARIES = frozenset("has have had also later repeatedly".split())


def use_of(spot: Spot, row: tuple[Word, ...], meaning: Place | None) -> PlaceUse:
    """ "demonym" for "Syrian", "part" in "Boston Globe", "metonym" in "Damascus said", else "location"."""
    place = meaning or (spot.places[0] if spot.places else None)
    if place and place.match == "demonym":
        return "demonym"
    if _within_name(spot, row):
        return "part"
    return "metonym" if _speaks(spot, row) else "location"


def _within_name(spot: Spot, row: tuple[Word, ...]) -> bool:
    """Capitalised words follow that end an organisation's name, or one of its kind and "of" stand before."""
    lists, at = context(), spot.last + 1
    while at < len(row) and row[at].capital and row[at].lower not in lists.nouns:
        if row[at].lower in lists.organisations:
            return True
        at += 1
    of = spot.first >= 2 and row[spot.first - 1].lower == "of"
    return of and row[spot.first - 2].capital and row[spot.first - 2].lower in lists.organisations


def _speaks(spot: Spot, row: tuple[Word, ...]) -> bool:
    before = row[spot.first - 1].lower if spot.first else ""
    if before in context().before or before in ("of", ","):
        return False
    at = spot.last + 1
    if at < len(row) and row[at].lower in _AUXILIARIES:
        at += 1
    return at < len(row) and row[at].lower in context().speech
