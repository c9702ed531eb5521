"""Which entry changed which cell: an incident's documents alone, taken again entry by entry."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from firsthand import resolve
from firsthand.ledger import Ledger
from firsthand.model import Incident
from firsthand.reference.sources import Sources
from firsthand.resolve.corrections import marked, settle
from firsthand.workspace.causes import Cause
from firsthand.workspace.facts import Facts, together
from firsthand.workspace.views import acts

MOST = 100  # entries about one incident that are walked: of more, all are named for every cell


@dataclass(frozen=True, slots=True)
class Walk:
    """Computes an incident's documents anew after each entry that touched it, from one position to another."""

    ledger: Ledger
    sources: Sources
    first: int
    last: int

    def behind(self, incidents: Sequence[Incident], old: Facts, new: Facts, touching: Sequence[Cause]) -> "Behind":
        """For each cell the entries after which it read otherwise, where the walk leads from `old` to `new`."""
        if not 1 < len(touching) <= MOST:
            return {}
        documents = sorted({d for i in incidents for d in i.documents})
        claims = {c for i in incidents for c in i.claims}
        ends = [self.first, *(c.seq - 1 for c in touching[1:]), self.last]
        states = [self._at(seq, documents, claims) for seq in ends]
        cells = {c for c in (*old, *new) if _same(states[0], old, c) and _same(states[-1], new, c)}
        steps = list(zip(touching, states, states[1:], strict=False))
        return {cell: tuple(c for c, a, b in steps if not _same(a, b, cell)) for cell in cells}

    def _at(self, seq: int, documents: Sequence[str], claims: set[str]) -> Facts:
        settled = settle(self.ledger.reads(seq, documents), acts(self.ledger, seq))
        found = marked(resolve.incidents(settled.reads, settled.decisions, self.sources), settled)
        return together([i for i in found if not claims.isdisjoint(i.claims)])


Behind = Mapping[str, tuple[Cause, ...]]


def _same(a: Facts, b: Facts, cell: str) -> bool:
    return set(a.get(cell, ())) == set(b.get(cell, ()))
