"""The values that a claim's cells hold, each beside the characters that it was read from.

Names and conventions are those of the reading format (docs/reading-format.md). Unknown is `None`.
"""

from dataclasses import dataclass, field
from typing import Literal

SPARE = {"spare": True}  # the JSON object has the field only where it is set

Precision = Literal["minute", "hour", "day", "week", "month", "season", "year", "decade", "unknown"]
Basis = Literal["explicit", "relative", "document", "inferred", "given", "metadata"]
PlacePrecision = Literal["site", "town", "district", "admin1", "country", "region", "unknown"]
PlaceUse = Literal["location", "demonym", "metonym", "part", "noun"]
PartyKind = Literal[
    "state-forces",
    "rebel-group",
    "militia",
    "coalition",
    "government",
    "intergovernmental",
    "civilians",
    "media",
    "ngo",
    "person",
    "document",
    "unnamed",
    "other",
]


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Characters `[start, end)` of a document's text, in Unicode code points."""

    start: int
    end: int

    def __len__(self) -> int:
        return self.end - self.start

    def overlaps(self, other: "Span") -> bool:
        return self.start < other.end and other.start < self.end

    def contains(self, other: "Span") -> bool:
        return self.start <= other.start and other.end <= self.end

    def of(self, text: str) -> str:
        return text[self.start : self.end]


@dataclass(frozen=True, slots=True)
class When:
    """The interval in which a thing happened: ISO 8601 dates, both ends inclusive; a bound not known is `None`.

    `text` and `span` are `None` where the value was read from no single passage (given, metadata, document).
    `anchor` is the ISO date that a relative expression was counted from; `evidence` the spans of an inferred one.
    """

    start: str | None
    end: str | None
    precision: Precision
    basis: Basis
    text: str | None = None
    span: Span | None = None
    anchor: str | None = None
    evidence: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Candidate:
    """A place that a name might mean as well, with the resolver's score for it (0 to 1)."""

    name: str
    geonameid: int | None
    country: str | None
    lat: float
    lon: float
    score: float


@dataclass(frozen=True, slots=True)
class Where:
    """A place: the mention (`text`, `span`) and what it resolves to; `name` is `None` where the resolver abstains.

    `country` is ISO 3166-1 alpha-2, `lat`/`lon` are WGS 84 degrees. `use` tells the place itself from an adjective or
    people ("Syrian"), from a government named by its seat ("Damascus said"), from a part of a name ("Boston
    Globe") and from a noun that stands for a place named before ("the village").
    """

    text: str
    span: Span
    name: str | None
    geonameid: int | None
    country: str | None
    admin1: str | None
    lat: float | None
    lon: float | None
    precision: PlacePrecision
    alternatives: tuple[Candidate, ...] = ()
    use: PlaceUse = "location"


@dataclass(frozen=True, slots=True)
class Si:
    """A count converted to SI: km² for areas, km for lengths, kg for masses."""

    low: float | None
    best: float | None
    high: float | None
    unit: str


@dataclass(frozen=True, slots=True)
class Count:
    """How many, as an interval; open bounds are `None`, and so is `best` where the text gives no single figure."""

    low: float | None
    best: float | None
    high: float | None
    text: str
    span: Span
    unit: str | None
    exact: bool
    si: Si | None = None


@dataclass(frozen=True, slots=True)
class Party:
    """Who: the mention, and the canonical `name` that makes ISIS, ISIL and Daesh one.

    Where a pronoun or common noun was resolved, `text`/`span` are the name that it stands for and `resolved_from` is
    the span of the mention itself. `id` is the dictionary's key, if any; `code` what a file of the user's own actors
    gives for the party.
    """

    text: str
    span: Span
    name: str
    kind: PartyKind
    id: str | None = None
    resolved_from: Span | None = None
    code: str | None = field(default=None, metadata=SPARE)
