"""What the ledger says today, or said at a point of its past: incidents, and anything by its id."""

import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property, partial
from itertools import islice
from pathlib import Path
from tempfile import gettempdir
from typing import Literal, TypeVar, overload

from firsthand import __version__, resolve
from firsthand.export import EXPORTS, Manifest, Selection, manifest
from firsthand.ledger import Held, Ledger
from firsthand.model import Claim, Document, Incident, Position, Producer, Read
from firsthand.reference import sources as source_table
from firsthand.reference.sources import Sources
from firsthand.resolve.corrections import Act, Acts, Settled, anchors, marked, settle
from firsthand.resolve.incidents import by_date
from firsthand.workspace import standing
from firsthand.workspace.apart import in_turns
from firsthand.workspace.cycles import uncollected

T = TypeVar("T")
TURN = 10_000  # incidents that are worth a process of their own
READS = 5_000  # documents that are


class NotFoundError(LookupError):
    """No incident, claim or document has the id, or several have; the message says which."""


@dataclass(frozen=True)
class View:
    """The incidents of a ledger (or of a prefix of it) with the readings that they rest on, by document id."""

    incidents: tuple[Incident, ...]
    reads: Mapping[str, Read]
    producers: tuple[Producer, ...]
    stamp: str | None
    sources: str | None = None  # the digest of the user's table of sources
    settled: Settled = field(default_factory=lambda: Settled(()))  # what people's acts did to the readings

    def selection(self) -> Selection:
        return Selection(self.incidents, self.reads, self.stamp)

    def lines(self) -> Iterator[str]:
        """Incidents as JSON Lines."""
        return map(standing.line, self.incidents)

    def asking(self) -> Sequence[Incident]:
        """The incidents that a person may be asked about for what they tell, and others."""
        return self.incidents

    def other_lines(self, before: "View") -> tuple[Iterable[str], Iterable[str]]:
        """Lines of incidents of an earlier view and of this one: all that are not the same, and others."""
        return before.lines(), self.lines()

    def incidents_named(self, prefix: str) -> list[Incident]:
        """The incidents whose id starts so."""
        return [i for i in self.incidents if i.id.startswith(prefix)]

    def claims_named(self, prefix: str) -> list[tuple[Claim, Read, Incident | None]]:
        """The claims whose id starts so, with their document and, where they are part of one, their incident."""
        owner = {c: i for i in self.incidents for c in i.claims}
        found = ((c, r) for r in self.reads.values() for c in r.claims if c.id.startswith(prefix))
        return [(c, r, owner.get(c.id)) for c, r in found]


def view(ledger: Ledger, sources: Path | None = None, as_of: str | int | None = None) -> View:
    """What is derived from the entries up to `as_of` (a date or a number, else all): computed, or as it was kept."""
    grades, digest, position = source_table.load(sources), source_table.digest(sources), ledger.position(as_of)
    made = acts(ledger, position)
    if as_of is None and standing.is_large(ledger):
        return KeptView(ledger, standing.standing(ledger, position, made, grades, digest), digest, made)
    settled = settle(ledger.reads(position), made)
    reads = {r.document.id: r for r in settled.reads}
    found = marked(resolve.incidents(reads.values(), settled.decisions, grades, position), settled)
    return View(found, reads, ledger.producers(position), ledger.stamp(position), digest, settled)


class KeptView(View):
    """The same, of what is kept beside a large ledger: nothing is read before it is asked for."""

    _ledger: Ledger
    _now: standing.Standing
    _acts: Acts

    def __init__(self, ledger: Ledger, now: standing.Standing, sources: str | None, made: Acts) -> None:
        self.__dict__.update(_ledger=ledger, _now=now, _acts=made, sources=sources)  # frozen to all others

    @cached_property
    def incidents(self) -> tuple[Incident, ...]:  # pyright: ignore[reportIncompatibleVariableOverride]
        with uncollected():
            return tuple(map(standing.incident_of, self._now.lines()))

    @cached_property
    def reads(self) -> "Readings":  # pyright: ignore[reportIncompatibleVariableOverride]
        return Readings(self._ledger, self._now.position, self._acts)

    @cached_property
    def producers(self) -> tuple[Producer, ...]:  # pyright: ignore[reportIncompatibleVariableOverride]
        return self._ledger.producers(self._now.position)

    @cached_property
    def stamp(self) -> str | None:  # pyright: ignore[reportIncompatibleVariableOverride]
        return self._ledger.stamp(self._now.position)

    @cached_property
    def settled(self) -> Settled:  # pyright: ignore[reportIncompatibleVariableOverride]
        """What people's acts did: to be told from the documents that they name, unless one names bare claims."""
        made = (*self._acts.decisions, *self._acts.corrections, *self._acts.rejections)
        named = {a.document for act in made for a in anchors(act)}
        bare = any(not d.anchors for d in self._acts.decisions)
        return settle(self._ledger.reads(self._now.position, None if bare else named), self._acts)

    def selection(self) -> Selection:
        ledger, position = self._ledger, self._now.position
        return Selection(
            Incidents(self),
            Later(self.reads.load),
            self.stamp,
            Later(lambda: {r.document.id: r.document for r in ledger.runs(position)}),
            Later(lambda: dict(ledger.evidence(position))),
            self.lines,
            self._through,
            self.reads.through,
        )

    def _through(self, make: Callable[[Incident], T]) -> Iterator[T]:
        """What is made of every incident: by two processes in turns, where there are many."""

        def made(lines: Sequence[str]) -> Iterator[T]:
            return (make(standing.incident_of(line)) for line in lines)

        lines = iter(self.lines())
        turns = iter(lambda: list(islice(lines, TURN)), [])
        if self._now.count() <= TURN:
            return made(list(lines))
        return in_turns((partial(made, turn) for turn in turns), Path(gettempdir()))

    def lines(self) -> Iterator[str]:
        return self._now.lines()

    def asking(self) -> Sequence[Incident]:
        return self._now.asking()

    def other_lines(self, before: View) -> tuple[Iterable[str], Iterable[str]]:
        touched = self._now.touched(before._now.position) if isinstance(before, KeptView) else None
        if touched is None or not isinstance(before, KeptView):
            return super().other_lines(before)
        return before._now.of(touched), self._now.of(touched)

    def incidents_named(self, prefix: str) -> list[Incident]:
        return self._now.named(prefix)

    @property
    def now(self) -> standing.Standing:
        """The incidents where they are kept."""
        return self._now

    @property
    def ledger(self) -> Ledger:
        return self._ledger

    def states(self, ends: Sequence[Position], grades: Sources) -> list[list[Incident]] | None:
        """The incidents at some points, by date, without those that are at all of them what they are now.

        `None` where that is no less work than to compute each anew.
        """
        found: list[standing.Earlier] = []
        for position in ends:
            one = standing.earlier(self._ledger, self._now, position, acts(self._ledger, position), grades)
            if one is None:
                return None
            found.append(one)
        touched = {i for one in found for i in (*one.made, *one.gone)}
        now = {i.id: i for i in map(standing.incident_of, self._now.of(touched))}
        states = ({**{i: x for i, x in now.items() if i not in one.gone}, **one.made} for one in found)
        return [sorted(state.values(), key=by_date) for state in states]

    def claims_named(self, prefix: str) -> list[tuple[Claim, Read, Incident | None]]:
        if self._now.kept is None:
            return super().claims_named(prefix)
        found: list[tuple[Claim, Read, Incident | None]] = []
        for named, document, incident in self._now.kept.claims(prefix):
            read = self.reads[document]
            owner = self._now.named(incident)[0] if incident is not None else None
            found += [(c, read, owner) for c in read.claims if c.id == named]
        return found


class Incidents(Sequence[Incident]):
    """The incidents of a view, not made before one is looked at."""

    def __init__(self, view: KeptView) -> None:
        self._view = view

    @overload
    def __getitem__(self, at: int) -> Incident: ...
    @overload
    def __getitem__(self, at: slice) -> Sequence[Incident]: ...
    def __getitem__(self, at: int | slice) -> Incident | Sequence[Incident]:
        return self._view.incidents[at]

    def __iter__(self) -> Iterator[Incident]:
        """One at a time, none of them kept: what is let go at once costs half of what is held to the end."""
        return map(standing.incident_of, self._view.lines())

    def __len__(self) -> int:
        return self._view.now.count()


class Later(Mapping[str, T]):
    """What is made when it is first asked for, by the process that opened the ledger: SQLite lets no other read it.

    Another process that asks before ends there, and its work is done here.
    """

    def __init__(self, make: Callable[[], Mapping[str, T]]) -> None:
        self._make, self._process = make, os.getpid()

    @cached_property
    def _made(self) -> Mapping[str, T]:
        if os.getpid() != self._process:
            raise RuntimeError("not read before this process was forked")
        return self._make()

    def __getitem__(self, named: str) -> T:
        return self._made[named]

    def __iter__(self) -> Iterator[str]:
        return iter(self._made)

    def __len__(self) -> int:
        return len(self._made)


class Readings(Mapping[str, Read]):
    """Readings by document as people corrected them: one at a time where one is asked for, all where all are."""

    def __init__(self, ledger: Ledger, position: Position, made: Acts) -> None:
        self._ledger = ledger
        self._position = position
        self._acts = Acts((), made.corrections, made.rejections)
        self._held: dict[str, Read | None] = {}
        self._all: dict[str, Read] | None = None

    def load(self) -> dict[str, Read]:
        """All of them."""
        if self._all is None:
            with uncollected():
                self._all = {r.document.id: r for r in settle(self._ledger.reads(self._position), self._acts).reads}
        return self._all

    def through(self, make: Callable[[Read], T]) -> Iterator[T]:
        """What is made of each of them: by two processes in turns, where there are many."""

        def made(some: Iterable[Held]) -> Iterator[T]:
            return map(make, settle((h.read() for h in some), self._acts).reads)

        stored = self._ledger.held(self._position)
        turns = iter(lambda: list(islice(stored, READS)), [])
        return in_turns((partial(made, turn) for turn in turns), Path(gettempdir()))

    def held(self) -> Callable[[Iterable[str]], dict[str, Read]]:
        """All of them as they are stored: what comes back reads those of some documents, in any process."""
        stored = {h.run.document.id: h for h in self._ledger.held(self._position)}

        def reads(documents: Iterable[str]) -> dict[str, Read]:
            found = (stored[d].read() for d in dict.fromkeys(documents) if d in stored)
            return {r.document.id: r for r in settle(found, self._acts).reads}

        return reads

    def __getitem__(self, document: str) -> Read:
        if self._all is not None:
            return self._all[document]
        if document not in self._held:
            found = settle(self._ledger.reads(self._position, [document]), self._acts).reads
            self._held[document] = found[0] if found else None
        read = self._held[document]
        if read is None:
            raise KeyError(document)
        return read

    def __iter__(self) -> Iterator[str]:
        return iter(self.load())

    def __len__(self) -> int:
        return len(self.load())


def acts(ledger: Ledger, as_of: Position | str | int | None = None) -> Acts:
    """What people decided and did not withdraw."""
    return Acts(ledger.decisions(as_of), ledger.corrections(as_of), ledger.rejections(as_of))


@dataclass(frozen=True, slots=True)
class Found:
    """What an id names, with what it stands in: a claim has its document and, where it is part of one, its incident."""

    kind: Literal["incident", "claim", "document", "act"]
    incident: Incident | None
    claim: Claim | None
    read: Read | None
    act: Act | None = None


def find(view: View, ledger: Ledger, named: str) -> Found:
    """The incident, claim, document or person's act whose id starts with `named`. Raises NotFoundError."""
    prefix = named.removeprefix("sha256:")
    hits = [*_incidents(view, prefix), *_claims(view, prefix), *_documents(view, ledger, prefix), *_acts(view, prefix)]
    by_id = {_id(h): h for h in reversed(hits)}  # an incident before its first claim, which has the same id
    if len(by_id) == 1:
        return next(iter(by_id.values()))
    if not by_id:
        raise NotFoundError(f"nothing has the id {named}: `firsthand incidents` lists them")
    raise NotFoundError(f"{named} may be any of {', '.join(sorted(by_id)[:5])}: give more of it")


def _id(found: Found) -> str:
    if found.incident is not None and found.kind == "incident":
        return found.incident.id
    if found.act is not None:
        return found.act.id
    return found.claim.id if found.claim else found.read.document.id if found.read else ""


def _incidents(view: View, prefix: str) -> list[Found]:
    return [Found("incident", i, None, None) for i in view.incidents_named(prefix)]


def _claims(view: View, prefix: str) -> list[Found]:
    found = [Found("claim", incident, claim, read) for claim, read, incident in view.claims_named(prefix)]
    rejected = ((a.anchor.document, c) for a, c in view.settled.rejected.values() if c.id.startswith(prefix))
    return [*found, *(Found("claim", None, c, view.reads[d]) for d, c in rejected if d in view.reads)]


def _acts(view: View, prefix: str) -> list[Found]:
    made = view.settled.acts
    acts = (*made.decisions, *made.corrections, *made.rejections)
    return [Found("act", None, None, None, a) for a in acts if a.id.startswith(prefix)]


def _documents(view: View, ledger: Ledger, prefix: str) -> list[Found]:
    named = [e.subject for e, _ in ledger.newest("document", below="sha256:" + prefix) if "/" not in e.subject]
    unread = {d: Read(document, (), ()) for d in named if d not in view.reads and (document := ledger.document(d))}
    return [Found("document", None, None, unread.get(d) or view.reads[d]) for d in named]


def export(view: View, ledger: Ledger, name: str, path: Path, as_of: str | int | None = None) -> Manifest:
    """Write the export `name` to `path`, and its manifest to `path` + ".manifest.json".

    As of an earlier point it gives the bytes that an export made then gave: nothing in it comes from the clock.
    """
    selection = view.selection()
    with uncollected():
        left_out = EXPORTS[name].write(selection, path)
    made = Manifest(
        export=name,
        ledger=ledger.position(as_of),
        program=__version__,
        producers=view.producers,
        sources=view.sources,
        filters={},
        incidents=len(selection.incidents) - len(left_out),
        left_out=tuple(left_out),
        sha256=manifest.digests(path),
    )
    manifest.write(made, path.with_name(path.name + ".manifest.json"))
    return made


def unread(ledger: Ledger) -> tuple[Document, ...]:
    """Documents that are kept but not yet read, because they are not in English."""
    return tuple(d for d in ledger.documents() if not d.readable)
