"""What is computed across documents: copies, origins, links, incidents and grades."""

from dataclasses import dataclass, field
from typing import Literal

from firsthand.model.decisions import Corrected
from firsthand.model.documents import Document
from firsthand.model.reading import FLAT, Attribution, Claim, Stance
from firsthand.model.values import Party, PartyKind, Span, When, Where

SourceLetter = Literal["A", "B", "C", "D", "E", "F"]
CredibilityDigit = Literal["1", "2", "3", "4", "5", "6"]


@dataclass(frozen=True, slots=True)
class Read:
    """A document with what was read from it, as the ledger holds them: the input of everything in `resolve`.

    `sightings` are further places where the very same text was seen: the document with another outlet, url or date.
    """

    document: Document
    attributions: tuple[Attribution, ...]
    claims: tuple[Claim, ...]
    sightings: tuple[Document, ...] = ()


@dataclass(frozen=True, slots=True)
class Passage:
    """Words of one document that stand in an earlier one: `copy` in `document` repeats `source` in `earlier`."""

    document: str
    copy: Span
    earlier: str
    source: Span
    similarity: float  # share of the copy's words that the source contains, 0 to 1


@dataclass(frozen=True, slots=True)
class Origin:
    """The earliest independent utterance that claims can be traced to. `id` is "o1", "o2", … within an incident.

    Without claims: who is quoted on it in words that hold no happening of their own ("I saw it turn, like a bird").
    """

    id: str
    name: str
    kind: PartyKind | None
    said: When | None
    occasion: str | None
    claims: tuple[str, ...]
    documents: tuple[str, ...]
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Link:
    """Two claims that may be of one happening, with a score (0 to 1) and its reasons."""

    a: str
    b: str
    score: float
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Figure:
    """The bounds of a number; `None` is open."""

    low: float | None
    best: float | None
    high: float | None


@dataclass(frozen=True, slots=True)
class TollReading:
    """One reading of a toll cell, with its owner (an origin's id, `None` where unknown)."""

    figure: Figure = field(metadata=FLAT)
    who: Party | None
    stance: Stance
    origin: str | None
    claims: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CellReading:
    """One reading of any other cell: `value` is a When, Where, Party, words (a weapon) or a code (a type)."""

    value: When | Where | Party | str
    stance: Stance
    origin: str | None
    claims: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Dispute:
    """Origin `by` denies or contradicts what origin `of` says of a cell."""

    cell: str
    by: str | None
    of: str | None
    claims: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Grade:
    """NATO Admiralty code, with the reasons in words."""

    source: SourceLetter
    information: CredibilityDigit
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Position:
    """Where in the ledger something was computed: the last entry's number and the chain's head."""

    seq: int
    head: str


@dataclass(frozen=True, slots=True)
class Incident:
    """Claims of any documents about one happening, named by its first claim; cells keep every reading."""

    id: str
    type: str
    mode: str | None
    acled: str | None
    when: When | None
    where: Where | None
    cells: dict[str, tuple[TollReading | CellReading, ...]]
    summary: dict[str, Figure]
    origins: tuple[Origin, ...]
    unknown_origins: int
    documents: tuple[str, ...]
    copies: int
    claims: tuple[str, ...]
    disputed: tuple[Dispute, ...]
    grade: Grade
    decisions: tuple[str, ...] = ()
    superseded: tuple[str, ...] = ()
    corrections: tuple[Corrected, ...] = ()
    ledger: Position | None = None
