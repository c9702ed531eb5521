"""What people said of incidents and claims: decisions, corrections, rejections, in lines and as data."""

from collections.abc import Collection, Iterator, Mapping
from functools import cached_property
from typing import Any

from firsthand.model import CellReading, Decision, Incident, TollReading, encode
from firsthand.workspace.actwords import corrected_words, signed
from firsthand.workspace.effects import overruled
from firsthand.workspace.views import View


class Said:
    """What people said of the claims of a view."""

    def __init__(self, view: View) -> None:
        self._settled = view.settled
        self._view = view

    @cached_property
    def _overruled(self) -> set[str]:
        return {a.id for a in overruled(self._view)} if self._settled.decisions else set()

    @cached_property
    def _decisions(self) -> Mapping[str, list[Decision]]:
        found: dict[str, list[Decision]] = {}
        for decision in self._settled.decisions:
            for claim in dict.fromkeys(c for g in decision.groups for c in g):
                found.setdefault(claim, []).append(decision)
        return found

    def decisions(self, claims: Collection[str]) -> tuple[Decision, ...]:
        """Decisions that name some of these claims, oldest first."""
        found = {d.id: d for c in claims for d in self._decisions.get(c, ())}
        return tuple(sorted(found.values(), key=lambda d: (d.at, d.id)))

    def lines(self, claims: Collection[str]) -> Iterator[str]:
        """What people said of some claims, one act a line, each with the first characters of its id."""
        for claim in claims:
            for made in self._settled.corrected.get(claim, ()):
                yield f"Corrected {claim[:8]}: {corrected_words(made)}  {made.id[:8]}"
            if claim in self._settled.rejected:
                act, _ = self._settled.rejected[claim]
                yield f"Rejected: {signed(act)}  {act.id[:8]}"
        for decision in self.decisions(claims):
            told = "Decided, overruled since" if decision.id in self._overruled else "Decided"
            yield f"{told}: {signed(decision)}  {decision.id[:8]}"

    def of_claim(self, claim: str) -> Mapping[str, Any]:
        """What people said of a claim, as data."""
        rejected = self._settled.rejected.get(claim)
        return {
            "corrections": encode(self._settled.corrected.get(claim, ())),
            "rejected": encode(rejected[0]) if rejected is not None else None,
            "decisions": [d.id for d in self.decisions((claim,))],
        }


def correctors(incident: Incident, cell: str, reading: TollReading | CellReading) -> tuple[str, ...]:
    """Who corrected a reading of a cell, each once."""
    found = (c.by for c in incident.corrections if c.cell == cell and c.claim in reading.claims)
    return tuple(dict.fromkeys(found))
