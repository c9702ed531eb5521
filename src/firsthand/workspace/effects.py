"""What an act changed, in the words that a person is told at once: incidents merged and split, cells, other acts."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from firsthand.ledger import Ledger
from firsthand.model import Correction, Decision, Position, Rejection, decode
from firsthand.resolve.corrections import Act
from firsthand.resolve.partition import by_people
from firsthand.workspace.diff import Diff, IncidentChange, diff
from firsthand.workspace.views import View

Status = Literal["stands", "overruled", "withdrawn", "claim gone"]
KINDS: Mapping[str, type[Act]] = {"decision": Decision, "correction": Correction, "rejection": Rejection}
CELLS_TOLD = 6  # cells of a change that one line names


@dataclass(frozen=True, slots=True)
class Effects:
    """What became of the incidents, and the acts of others that no longer count."""

    changes: Diff
    overruled: tuple[Act, ...]


def effects(ledger: Ledger, before: View, after: View, between: tuple[Position, Position]) -> Effects:
    """What came of the acts between two states of a ledger."""
    known = {a.id for a in overruled(before)}
    return Effects(diff(ledger, before, after, between), tuple(a for a in overruled(after) if a.id not in known))


def overruled(view: View) -> tuple[Act, ...]:
    """Decisions and corrections that stand in the ledger and that newer ones overrule, oldest first."""
    decisions = view.settled.decisions
    named = {c for d in decisions for g in d.groups for c in g}
    there = [c.id for r in view.reads.values() for c in r.claims if c.id in named] if decisions else []
    lost = set(by_people(there, decisions).overruled)
    found: list[Act] = [*(d for d in decisions if d.id in lost), *view.settled.overruled]
    return tuple(sorted(found, key=lambda a: (a.at, a.id)))


@dataclass(frozen=True, slots=True)
class Listed:
    """An act with its entry's number and what became of it."""

    seq: int
    act: Act
    status: Status


def history(ledger: Ledger, view: View) -> tuple[Listed, ...]:
    """Everything that people decided, oldest first, and whether it still counts."""
    gone, lost = {a.id for a in overruled(view)}, {x.act.id for x in view.settled.lost}
    found: list[Listed] = []
    for kind, cls in KINDS.items():
        stands = ledger.standing(kind)
        for entry, body in ledger.newest(kind):
            status = "withdrawn" if entry.subject not in stands else _status(entry.subject, gone, lost)
            found.append(Listed(entry.seq, decode(cls, body), status))
    return tuple(sorted(found, key=lambda x: x.seq))


def _status(named: str, gone: set[str], lost: set[str]) -> Status:
    return "overruled" if named in gone else "claim gone" if named in lost else "stands"


def change_words(change: IncidentChange) -> str:
    """One line: "merged 3f2a0c11 + 77c1a2b3 → 3f2a0c11"; which cells say something else."""
    before, after = (" + ".join(i[:8] for i in ids) for ids in (change.before, change.after))
    named = f"{before} → {after}" if before and after and before != after else before or after
    cells = f" ({_cells([c.cell for c in change.cells])})" if change.happened == "changed" else ""
    return f"{change.happened} {named}{cells}  {change.title}"


def _cells(cells: Sequence[str]) -> str:
    more = f" and {len(cells) - CELLS_TOLD} more" if len(cells) > CELLS_TOLD else ""
    return ", ".join(cells[:CELLS_TOLD]) + more
