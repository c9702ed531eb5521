""" "The capital", "the Somali capital": a country's own, where the text leaves no doubt about the country."""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator

from firsthand.extract.where.words import Word
from firsthand.model import Span, Where
from firsthand.reference.gazetteer import Gazetteer, Place

OTHER = re.compile(
    r"\b(?:state|provincial|regional|county|district|department(?:al)?)(?:['’]s)?\s+capital\b", re.IGNORECASE
)
OWN = frozenset({"country", "nation", "'s", "’s"})  # "the country's capital"
ENOUGH = 0.6  # of the mentions of countries and of places in them
LONGEST = 4  # words from "the" to "capital"


def capitals(
    text: str, words: list[tuple[Word, ...]], named: tuple[Where, ...], gazetteer: Gazetteer
) -> tuple[Where, ...]:
    """The capitals that are told by no name, in text order."""
    spans = (
        (span, country)
        for row in words
        for at, word in enumerate(row)
        if word.lower == "capital" and not _goes_on(row, at)
        for span, country in _meant(text, row, at, named)
    )
    found = ((span, gazetteer.capital(country)) for span, country in spans)
    return tuple(_standing(text, span, place) for span, place in found if place is not None)


def _meant(text: str, row: tuple[Word, ...], at: int, named: tuple[Where, ...]) -> Iterator[tuple[Span, str]]:
    """The words that stand for a capital, and its country; nothing where the text leaves a doubt."""
    the = next((n for n in range(at - 1, max(at - LONGEST, -1), -1) if row[n].lower == "the"), None)
    if the is not None and _follows_name(row[:the]):
        return
    span = Span(row[at if the is None else the].start, row[at].end)
    country = _owner(row[:at], named)
    if country is None and the is not None:
        country = _told(text, row[the + 1 : at], span, named)
    if country is not None:
        yield span, country


def _goes_on(row: tuple[Word, ...], at: int) -> bool:
    """Its name follows, or it is another thing: "the capital, Kabul", "the capital of Kano", "the capital city"."""
    after = row[at + 1 : at + 3]
    if not after:
        return False
    if after[0].lower in (",", "(", "-", "–", "—"):
        return len(after) > 1 and after[1].capital
    return after[0].capital or after[0].lower in ("of", "city", "punishment", "crime", "letters", "region")


def _follows_name(before: tuple[Word, ...]) -> bool:
    """ "Bamako, the capital"."""
    return len(before) > 1 and before[-1].text == "," and (before[-2].capital or before[-2].lower in ("'s", "’s"))


def _owner(before: tuple[Word, ...], named: tuple[Where, ...]) -> str | None:
    """ "the Somali capital", "Somalia's capital": the country told right before."""
    owned = bool(before) and before[-1].lower in ("'s", "’s")
    end = before[-2 if owned else -1].end if len(before) > owned else -1
    country = next((w for w in named if w.span.end == end and w.precision == "country"), None)
    return country.country if country is not None and (owned or country.use == "demonym") else None


def _told(text: str, between: tuple[Word, ...], span: Span, named: tuple[Where, ...]) -> str | None:
    """The country that the text before is about, if it tells of no lesser capital."""
    if any(w.lower not in OWN for w in between) or OTHER.search(text):
        return None
    before = named[: bisect_left([w.span for w in named], span)]
    counted = Counter(w.country for w in before if w.country)
    country, times = counted.most_common(1)[0] if counted else (None, 0)
    return country if times >= ENOUGH * counted.total() else None


def _standing(text: str, span: Span, place: Place) -> Where:
    return Where(
        span.of(text), span, place.name, place.geonameid, place.country, place.admin1, place.lat, place.lon, "town",
        use="noun",
    )  # fmt: skip
