"""Places that tell of a way or lie far off: "the road from A to B", "a flight from A to B", "90 miles east of A"."""

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from firsthand.extract.events.page import Page
from firsthand.extract.events.whereabouts.candidates import Candidate
from firsthand.model import Span, Where

ENDS = re.compile(r"\s*(?:to|and|with|towards?)\s+(?:the\s+(?:\w+\s+){0,2}of\s+)?(?:nearby\s+)?", re.IGNORECASE)
OPENS = r"[^.;:]{0,30}\b(?:from|between|linking|links|connecting|connects|joining)\s+(?:the\s+(?:\w+\s+){0,2}of\s+)?$"
ROAD = re.compile(
    r"\b(?:roads?|highways?|routes?|motorway|railway|railroad|tracks?|stretch|corridor|way|travell?ing|driving|heading|"
    r"riding|moving|walking|returning|journey|sailing|en route)\b" + OPENS,
    re.IGNORECASE,
)
FLIGHT = re.compile(
    r"\b(?:flights?|airliners?|planes?|jets?|aircraft|helicopters?|flying|flew)\b" + OPENS, re.IGNORECASE
)
BEFORE = 60  # characters before a name to look for what kind of way it is
OFF = re.compile(
    r"(?P<n>\d[\d,.]*|hundreds of|dozens of)\s*(?P<sea>nautical\s+)?(?P<unit>miles?|mi|kilomet(?:er|re)s?|kms?)\s*"
    r"(?:\([^)]*\)\s*)?(?:off|(?:to\s+the\s+)?(?:(?:north|south|east|west)[\s-]?){1,2}(?:ern)?\s+(?:of|off|from)|from|"
    r"out of)\s+(?:(?:the|\w+)\s+){0,3}(?:of\s+)?$",
    re.IGNORECASE,
)
FAR, NEARBY = (
    100.0,
    30.0,
)  # kilometres: what lies farther off lies in the region of a town, what lies nearer in its area
MILE = 1.6


def afar(page: Page, place: Where) -> Where:
    """The place, less precise where the happening was so and so far from it, or at sea off it."""
    found = OFF.search(page.text, max(0, place.span.start - BEFORE), place.span.start)
    if found is None or place.precision not in ("site", "town"):
        return place
    number = found["n"].replace(",", "").rstrip(".")
    length = float(number) if number.replace(".", "", 1).isdigit() else FAR
    length *= 1.0 if found["unit"].startswith("k") else MILE
    if found["sea"] or length >= FAR:
        return replace(place, precision="region")
    return replace(place, precision="district") if length >= NEARBY else place


def along(page: Page, places: Sequence[Candidate], place: Where) -> Where:
    """The place, less precise where it is one end of the road or journey on which something happened."""
    if place.precision not in ("site", "town") or not any(place.span in ends for ends in _ways(page, places, ROAD)):
        return place
    return replace(place, precision="district")


def is_flown(page: Page, places: Sequence[Candidate], one: Candidate) -> bool:
    """Whether it is where a flight began or was to end: "a plane flying from A to B was hijacked"."""
    return any(one.place.span in ends for ends in _ways(page, places, FLIGHT))


def _ways(page: Page, places: Sequence[Candidate], kind: re.Pattern[str]) -> list[tuple[Span, Span]]:
    """The two ends of each way of a kind."""
    spans = [c.place.span for c in places]
    return [
        (a, b)
        for a, b in pairwise(spans)
        if ENDS.fullmatch(page.text, a.end, b.start) and kind.search(page.text, max(0, a.start - BEFORE), a.start)
    ]
