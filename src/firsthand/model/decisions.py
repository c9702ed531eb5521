"""What people decided: how claims sort into happenings, what a cell should say, which claims are none at all.

Every act is bound to its claims by their ids, and by anchors that find them again where a better reading names them
otherwise. `at` is an ISO 8601 instant; of two acts the later one counts.
"""

from dataclasses import dataclass
from typing import Literal

from firsthand.model.reading import Chain, Text, Toll
from firsthand.model.values import Count, Party, Span, When, Where

ClaimKind = Literal["event", "measure", "item"]
# What a corrected cell may hold: `None` is "the text does not tell", words are a code, a stance or a kind.
Value = When | Where | Count | Party | tuple[Party, ...] | tuple[Toll, ...] | Chain | Text | str | None


@dataclass(frozen=True, slots=True)
class Anchor:
    """Where a claim stood when a person acted on it. `type` is an event's type, a measure's or an item's kind."""

    claim: str
    document: str
    span: Span
    kind: ClaimKind
    type: str


@dataclass(frozen=True, slots=True)
class Decision:
    """A person's sorting of claims: each group is one happening, different groups are different ones."""

    id: str
    by: str
    at: str
    groups: tuple[tuple[str, ...], ...]
    note: str | None = None
    anchors: tuple[Anchor, ...] = ()


@dataclass(frozen=True, slots=True)
class Correction:
    """A person's value of one cell of a claim, beside what the program had read (`read`) when the person saw it.

    `span` is where in the document it says so; `None` where the person knows it from elsewhere.
    """

    id: str
    by: str
    at: str
    anchor: Anchor
    cell: str
    value: Value
    read: Value
    span: Span | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Rejection:
    """A person's word that a claim is none: no happening, or misread beyond correcting."""

    id: str
    by: str
    at: str
    anchor: Anchor
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Corrected:
    """A cell of a claim that a person corrected: who and when, what the program reads there, what stands instead."""

    id: str
    claim: str
    cell: str
    by: str
    at: str
    value: Value
    read: Value
    span: Span | None
    note: str | None
