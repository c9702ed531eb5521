"""What an act changed, in the words that a person is told at once: incidents merged and split, cells, other acts."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from firsthand.ledger import Ledger
from firsthand.model import Correction, Decision, Incident, Rejection, decode
from firsthand.resolve.corrections import Act
from firsthand.resolve.partition import by_people
from firsthand.workspace.facts import together
from firsthand.workspace.standing import incident_of
from firsthand.workspace.views import View
from firsthand.workspace.words import kind_words, place_words, when_words

Happened = Literal["new", "gone", "merged", "split", "regrouped", "changed"]
Status = Literal["stands", "overruled", "withdrawn", "claim gone"]
KINDS: Mapping[str, type[Act]] = {"decision": Decision, "correction": Correction, "rejection": Rejection}
CELLS_TOLD = 6  # cells of a change that one line names


@dataclass(frozen=True, slots=True)
class Change:
    """What became of incidents that share claims: ids before and after, and the cells that say another thing."""

    happened: Happened
    title: str
    before: tuple[str, ...]
    after: tuple[str, ...]
    cells: tuple[str, ...]
    claims: frozenset[str]


@dataclass(frozen=True, slots=True)
class Effects:
    """What became of the incidents, and the acts that no longer count."""

    changes: tuple[Change, ...]
    overruled: tuple[Act, ...]


def effects(before: View, after: View) -> Effects:
    """What came of the acts between two states of a ledger."""
    known = {a.id for a in overruled(before)}
    gone = tuple(a for a in overruled(after) if a.id not in known)
    was, now = ({hash(_content(line)) for line in lines} for lines in after.other_lines(before))
    old, new = after.other_lines(before)
    old = [incident_of(line) for line in old if hash(_content(line)) not in now]
    new = [incident_of(line) for line in new if hash(_content(line)) not in was]
    return Effects(tuple(_changes(old, new)), gone)


def _content(line: str) -> str:
    """What a line of JSON says of its incident, but for where the ledger stood."""
    return line.rpartition(',"ledger":')[0]


def _changes(old: Sequence[Incident], new: Sequence[Incident]) -> Iterator[Change]:
    """Incidents that are not as they were, those that share claims together, in the order of the incidents."""
    while old or new:
        one = (new or old)[0]
        claims = set(one.claims)
        while True:
            befores, afters = ([i for i in told if not claims.isdisjoint(i.claims)] for told in (old, new))
            wider = claims.union(*(i.claims for i in (*befores, *afters)))
            if wider == claims:
                break
            claims = wider
        change = _change(befores, afters, frozenset(claims))
        if change.cells or change.happened != "changed":
            yield change
        old, new = ([i for i in told if claims.isdisjoint(i.claims)] for told in (old, new))


def _change(before: Sequence[Incident], after: Sequence[Incident], claims: frozenset[str]) -> Change:
    shown = (after or before)[0]
    title = f"{when_words(shown.when)}, {place_words(shown.where)}: {kind_words(shown)}"
    one, other = together(before), together(after)
    cells = [c for c in dict.fromkeys((*one, *other)) if set(one.get(c, ())) != set(other.get(c, ()))]
    named = tuple(c for c in cells if c not in ("claims", "decisions"))
    was, now = (tuple(i.id for i in told) for told in (before, after))
    return Change(_happened(len(before), len(after)), title, was, now, named, claims)


def _happened(before: int, after: int) -> Happened:
    if not before or not after:
        return "gone" if before else "new"
    if before > 1 and after > 1:
        return "regrouped"
    return "merged" if before > 1 else "split" if after > 1 else "changed"


def overruled(view: View) -> tuple[Act, ...]:
    """Decisions and corrections that stand in the ledger and that newer ones overrule, oldest first."""
    decisions = view.settled.decisions
    lost = set(by_people(_named(view, decisions), decisions).overruled)
    found: list[Act] = [*(d for d in decisions if d.id in lost), *view.settled.overruled]
    return tuple(sorted(found, key=lambda a: (a.at, a.id)))


def _named(view: View, decisions: Sequence[Decision]) -> list[str]:
    """The claims of today that decisions name; only where one names no documents are all of them gone through."""
    claims = {c for d in decisions for g in d.groups for c in g}
    documents = {a.document for d in decisions for a in d.anchors}
    if any(not d.anchors for d in decisions):
        documents = set(view.reads)
    reads = (view.reads[d] for d in sorted(documents) if d in view.reads)
    return [c.id for r in reads for c in r.claims if c.id in claims]


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


def change_words(change: Change) -> str:
    """One line: "merged 3f2a0c11 + 77c1a2b3 → 3f2a0c11"; which cells say something else."""
    before, after = (" + ".join(i[:8] for i in ids) for ids in (change.before, change.after))
    named = f"{before} → {after}" if before and after and before != after else before or after
    cells = f" ({_cells(change.cells)})" if change.happened == "changed" else ""
    return f"{change.happened} {named}{cells}  {change.title}"


def _cells(cells: Sequence[str]) -> str:
    more = f" and {len(cells) - CELLS_TOLD} more" if len(cells) > CELLS_TOLD else ""
    return ", ".join(cells[:CELLS_TOLD]) + more
