"""What people said of one incident or claim: decisions, corrections, rejections, in lines and as data."""

from collections.abc import Collection, Iterator, Mapping
from typing import Any

from firsthand.model import CellReading, Incident, Rejection, TollReading, encode
from firsthand.workspace.actwords import corrected_words, signed
from firsthand.workspace.effects import overruled
from firsthand.workspace.views import View


def lines(view: View, claims: Collection[str]) -> Iterator[str]:
    """What people said of some claims, one act a line, each with the first characters of its id."""
    for claim in claims:
        for made in view.settled.corrected.get(claim, ()):
            yield f"Corrected {claim[:8]}: {corrected_words(made)}  {made.id[:8]}"
        if claim in view.settled.rejected:
            act, _ = view.settled.rejected[claim]
            yield f"Rejected: {signed(act)}  {act.id[:8]}"
    gone = {a.id for a in overruled(view)}
    for decision in view.settled.decisions:
        if any(c in claims for g in decision.groups for c in g):
            told = "Decided, overruled since" if decision.id in gone else "Decided"
            yield f"{told}: {signed(decision)}  {decision.id[:8]}"


def correctors(incident: Incident, cell: str, reading: TollReading | CellReading) -> tuple[str, ...]:
    """Who corrected a reading of a cell, each once."""
    found = (c.by for c in incident.corrections if c.cell == cell and c.claim in reading.claims)
    return tuple(dict.fromkeys(found))


def of_claim(view: View, claim: str) -> Mapping[str, Any]:
    """What people said of a claim, as data."""
    rejected = view.settled.rejected.get(claim)
    named = [d.id for d in view.settled.decisions if any(claim in g for g in d.groups)]
    rejection: Rejection | None = rejected[0] if rejected is not None else None
    return {
        "corrections": encode(view.settled.corrected.get(claim, ())),
        "rejected": encode(rejection),
        "decisions": named,
    }
