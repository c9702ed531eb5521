"""What the ledger says today, or said at a point of its past: incidents, and anything by its id."""

import json
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from firsthand import __version__, resolve
from firsthand.export import EXPORTS, Manifest, Selection, manifest
from firsthand.ledger import Ledger
from firsthand.model import Claim, Document, Incident, Producer, Read
from firsthand.reference import sources as source_table
from firsthand.resolve.corrections import Act, Acts, Settled, marked, settle


class NotFoundError(LookupError):
    """No incident, claim or document has the id, or several have; the message says which."""


@dataclass(frozen=True, slots=True)
class View:
    """The incidents of a ledger (or of a prefix of it) with the readings that they rest on, by document id."""

    incidents: tuple[Incident, ...]
    reads: dict[str, Read]
    producers: tuple[Producer, ...]
    stamp: str | None
    sources: str | None = None  # the digest of the user's table of sources
    settled: Settled = field(default_factory=lambda: Settled(()))  # what people's acts did to the readings

    def selection(self) -> Selection:
        return Selection(self.incidents, self.reads, self.stamp)


def view(ledger: Ledger, sources: Path | None = None, as_of: str | int | None = None) -> View:
    """Compute everything that is derived, from the entries up to `as_of` (a date or a number, else all)."""
    settled = settle(ledger.reads(as_of), acts(ledger, as_of))
    reads = {r.document.id: r for r in settled.reads}
    grades = source_table.load(sources)
    position = ledger.position(as_of)
    found = marked(resolve.incidents(reads.values(), settled.decisions, grades, position), settled)
    digest = source_table.digest(sources)
    return View(found, reads, ledger.producers(as_of), ledger.stamp(as_of), digest, settled)


def acts(ledger: Ledger, as_of: str | int | None = None) -> Acts:
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
    return [Found("incident", i, None, None) for i in view.incidents if i.id.startswith(prefix)]


def _claims(view: View, prefix: str) -> list[Found]:
    owner = {c: i for i in view.incidents for c in i.claims}
    rejected = {a.anchor.document: [] for a, _ in view.settled.rejected.values()}
    for act, claim in view.settled.rejected.values():
        rejected[act.anchor.document].append(claim)
    return [
        Found("claim", owner.get(claim.id), claim, read)
        for read in view.reads.values()
        for claim in (*read.claims, *rejected.get(read.document.id, ()))
        if claim.id.startswith(prefix)
    ]


def _acts(view: View, prefix: str) -> list[Found]:
    made = view.settled.acts
    acts = (*made.decisions, *made.corrections, *made.rejections)
    return [Found("act", None, None, None, a) for a in acts if a.id.startswith(prefix)]


def _documents(view: View, ledger: Ledger, prefix: str) -> list[Found]:
    read = [r for r in view.reads.values() if r.document.id.removeprefix("sha256:").startswith(prefix)]
    unread = [
        Read(d, (), ())
        for d in ledger.documents()
        if d.id not in view.reads and d.id.removeprefix("sha256:").startswith(prefix)
    ]
    return [Found("document", None, None, r) for r in [*read, *unread]]


def export(view: View, ledger: Ledger, name: str, path: Path, as_of: str | int | None = None) -> Manifest:
    """Write the export `name` to `path`, and its manifest to `path` + ".manifest.json".

    As of an earlier point it gives the bytes that an export made then gave: nothing in it comes from the clock.
    """
    left_out = EXPORTS[name].write(view.selection(), path)
    made = Manifest(
        export=name,
        ledger=ledger.position(as_of),
        program=__version__,
        producers=view.producers,
        sources=view.sources,
        filters={},
        incidents=len(view.incidents) - len(left_out),
        left_out=tuple(left_out),
        sha256=manifest.digests(path),
    )
    manifest.write(made, path.with_name(path.name + ".manifest.json"))
    return made


def unread(ledger: Ledger) -> tuple[Document, ...]:
    """Documents that are kept but not yet read, because they are not in English."""
    return tuple(d for d in ledger.documents() if not d.readable)


def lines(incidents: tuple[Incident, ...]) -> list[str]:
    """Incidents as JSON Lines."""
    from firsthand.model import incident_object

    return [json.dumps(incident_object(i), ensure_ascii=False, separators=(",", ":")) for i in incidents]
