"""What changed between two points of a ledger: incident by incident, cell by cell, each with what is behind it."""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal

from firsthand.ledger import Ledger
from firsthand.model import Incident, Position
from firsthand.reference import sources as source_table
from firsthand.reference.sources import Sources
from firsthand.workspace import views
from firsthand.workspace.causes import Cause, Causes
from firsthand.workspace.facts import together
from firsthand.workspace.standing import is_large
from firsthand.workspace.views import NotFoundError
from firsthand.workspace.walk import Walk
from firsthand.workspace.words import kind_words, place_words, when_words

Happened = Literal["new", "gone", "merged", "split", "regrouped", "changed"]


@dataclass(frozen=True, slots=True)
class CellChange:
    """What a cell said before and says after, in words, and the entries behind the change."""

    cell: str
    old: tuple[str, ...]
    new: tuple[str, ...]
    because: tuple[Cause, ...]


@dataclass(frozen=True, slots=True)
class IncidentChange:
    """What became of incidents: `before` and `after` are their ids. `because` is empty where no entry is about them:
    then other documents changed what its own are copies of."""

    happened: Happened
    title: str
    before: tuple[str, ...]
    after: tuple[str, ...]
    cells: tuple[CellChange, ...]
    because: tuple[Cause, ...]


@dataclass(frozen=True, slots=True)
class Diff:
    """All changes between two positions, in the order of the incidents."""

    first: Position
    last: Position
    changes: tuple[IncidentChange, ...]


def diff(ledger: Ledger, between: tuple[Position, Position], sources: Path | None = None) -> Diff:
    """Compare two states of a ledger, the earlier one first; `sources` is the table that both are graded by."""
    grades = source_table.load(sources)
    first, last = _states(ledger, between, sources, grades)
    ends = between[0].seq, between[1].seq
    causes, walk = Causes(ledger, *ends), Walk(ledger, grades, *ends)
    changes = (_change(before, after, causes, walk) for before, after in _groups(first, last))
    return Diff(*between, tuple(c for c in changes if c is not None))


def _states(
    ledger: Ledger, between: tuple[Position, Position], sources: Path | None, grades: Sources
) -> Sequence[Sequence[Incident]]:
    """The incidents at both points; of a large ledger only those that differ from what they are now at one of them."""
    if is_large(ledger):
        now = views.view(ledger, sources)
        states = now.states(between, grades) if isinstance(now, views.KeptView) else None
        if states is not None:
            return states
    return [views.view(ledger, sources, position.seq).incidents for position in between]


def only(found: Diff, named: str) -> Diff:
    """The changes of one incident, by its id or its first characters, before or after. Raises NotFoundError."""
    kept = tuple(c for c in found.changes if any(i.startswith(named) for i in (*c.before, *c.after)))
    if not kept:
        raise NotFoundError(f"nothing that changed has the id {named}: `firsthand diff` without --incident lists all")
    return replace(found, changes=kept)


def _groups(
    first: Sequence[Incident], last: Sequence[Incident]
) -> Iterator[tuple[tuple[Incident, ...], tuple[Incident, ...]]]:
    """Incidents before and after that share claims; where none is shared, those of a document and type (re-read)."""
    edges = [*_shared(first, last, lambda i: i.claims)]
    matched = {("a", a) for a, _ in edges} | {("b", b) for _, b in edges}
    left_a = [i for i in first if ("a", i.id) not in matched]
    left_b = [i for i in last if ("b", i.id) not in matched]
    edges += _shared(left_a, left_b, lambda i: tuple(f"{d} {i.type}" for d in i.documents))
    heads = _united(edges)
    together: dict[tuple[str, str], tuple[list[Incident], list[Incident]]] = defaultdict(lambda: ([], []))
    for side, incidents in enumerate((first, last)):
        for incident in incidents:
            node = ("ab"[side], incident.id)
            together[heads.get(node, node)][side].append(incident)
    yield from ((tuple(a), tuple(b)) for a, b in together.values())


def _shared(
    first: Sequence[Incident], last: Sequence[Incident], keys: Callable[[Incident], Sequence[str]]
) -> Iterator[tuple[str, str]]:
    """Pairs of an incident before and one after that have a key in common, each once."""
    owners: dict[str, list[str]] = defaultdict(list)
    for incident in first:
        for key in keys(incident):
            owners[key].append(incident.id)
    for incident in last:
        for owner in dict.fromkeys(o for key in keys(incident) for o in owners.get(key, ())):
            yield owner, incident.id


def _united(edges: Sequence[tuple[str, str]]) -> Mapping[tuple[str, str], tuple[str, str]]:
    """The head of each group of incidents that edges hold together."""
    parent: dict[tuple[str, str], tuple[str, str]] = {}

    def root(node: tuple[str, str]) -> tuple[str, str]:
        while parent.setdefault(node, node) != node:
            node = parent[node]
        return node

    for a, b in edges:
        parent[root(("b", b))] = root(("a", a))
    return {node: root(node) for node in list(parent)}


def _change(before: Sequence[Incident], after: Sequence[Incident], causes: Causes, walk: Walk) -> IncidentChange | None:
    """What became of a group of incidents; `None` where nothing did."""
    happened, both = _happened(len(before), len(after)), (*before, *after)
    old, new = together(before), together(after)
    changed = [c for c in dict.fromkeys((*new, *old)) if set(old.get(c, ())) != set(new.get(c, ()))]
    if happened == "changed" and not changed:
        return None
    touching = causes.of({c for i in both for c in i.claims}, {d for i in both for d in i.documents})
    behind = walk.behind(both, old, new, touching)
    cells = tuple(_cell(c, old.get(c, {}), new.get(c, {}), behind.get(c) or touching) for c in changed)
    shown = (after or before)[0]
    title = f"{when_words(shown.when)}, {place_words(shown.where)}: {kind_words(shown)}"
    return IncidentChange(happened, title, _ids(before), _ids(after), cells, touching)


def _cell(name: str, old: Collection[str], new: Collection[str], because: tuple[Cause, ...]) -> CellChange:
    return CellChange(name, tuple(old), tuple(new), because)


def _happened(before: int, after: int) -> Happened:
    table: Mapping[tuple[bool, bool], Happened] = {
        (True, False): "merged",
        (False, True): "split",
        (True, True): "regrouped",
    }
    if not before or not after:
        return "gone" if before else "new"
    return table.get((before > 1, after > 1), "changed")


def _ids(incidents: Sequence[Incident]) -> tuple[str, ...]:
    return tuple(i.id for i in incidents)
