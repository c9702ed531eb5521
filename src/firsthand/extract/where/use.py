"""How a name of a place is used: for the place, for the people and state it belongs to, or for its government."""

from firsthand.extract.where.spots import Spot
from firsthand.extract.where.words import Word
from firsthand.model.values import PlaceUse
from firsthand.reference.places_context import context


def use_of(spot: Spot, row: tuple[Word, ...]) -> PlaceUse:
    """ "demonym" for "Syrian", "metonym" where the name itself speaks ("Damascus said"), else "location"."""
    if spot.places and all(p.match == "demonym" for p in spot.places):
        return "demonym"
    return "metonym" if _speaks(spot, row) else "location"


def _speaks(spot: Spot, row: tuple[Word, ...]) -> bool:
    before = row[spot.first - 1].lower if spot.first else ""
    if before in context().before or before in ("of", ","):
        return False
    at = spot.last + 1
    if at < len(row) and row[at].lower in ("has", "have", "had", "also", "later", "repeatedly"):
        at += 1
    return at < len(row) and row[at].lower in context().speech
