"""Documents with what was read from them, as the ledger holds them: runs, claims and sightings put together again."""

import json
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from typing import Any

from sqlalchemy import func, select

from firsthand.ledger import schema
from firsthand.ledger.bodies import Entry
from firsthand.ledger.store import Store
from firsthand.model import (
    Attribution,
    Block,
    Document,
    Event,
    Item,
    Measure,
    Producer,
    Read,
    Reading,
    Span,
    When,
    decode,
    encode,
)

DOCUMENTS = 200  # documents held at a time
FOUND = ("published", "agency", "blocks")  # what a reading may find out about its document
CLAIMS: Mapping[str, type[Event] | type[Measure] | type[Item]] = {"event": Event, "measure": Measure, "item": Item}


def run_body(reading: Reading, stored: Document | None) -> dict[str, Any]:
    """A run as a body: its producer, its attributions, its claims' ids, and what it found out about the document."""
    known: Mapping[str, Any] = encode(stored) if stored is not None else {}
    facts: Mapping[str, Any] = encode(reading.document)
    return {
        "document": reading.document.id,
        "producer": encode(reading.producer),
        "found": {k: facts[k] for k in FOUND if facts[k] != known.get(k)},
        "attributions": encode(reading.attributions),
        "claims": [c.id for c in reading.claims],
    }


@dataclass(frozen=True, slots=True)
class Run:
    """A document as its latest run found it, with its further sightings; claims still by their ids."""

    document: Document
    sightings: tuple[Document, ...]
    attributions: Sequence[Any]
    claims: Sequence[str]

    @property
    def bare(self) -> Read:
        """The document, of which nothing is told yet."""
        return Read(self.document, (), (), self.sightings)


@dataclass(frozen=True, slots=True)
class Held:
    """A run with its claims as the ledger stores them, to be read later, by whichever process asks."""

    run: Run
    claims: tuple[str, ...]

    def read(self) -> Read:
        """What the run told."""
        run, bodies = self.run, map(json.loads, self.claims)
        told = tuple(decode(CLAIMS[body["kind"]], body) for body in bodies)
        return Read(run.document, tuple(decode(Attribution, a) for a in run.attributions), told, run.sightings)


def read_documents(store: Store, upto: int, among: Collection[str] | None = None) -> Iterator[Read]:
    """Every document (or those named) with the attributions and claims of its latest run, by the age of that run."""
    return with_claims(store, runs(store, upto, among), upto)


def runs(store: Store, upto: int, among: Collection[str] | None = None) -> Iterator[Run]:
    """Every document (or those named) with its latest run, by the age of that."""
    bodies = (body for _, body in _newest_runs(store, upto, among))
    again = _seen_again(store, upto)
    while page := list(islice(bodies, DOCUMENTS)):
        documents = dict(_documents(store, [b["document"] for b in page], upto))
        for body in page:
            if body["document"] in documents:  # a redacted document is read no more
                document, found = documents[body["document"]], body["found"]
                others = sightings(store, document, upto) if document.id in again else ()
                others = tuple(_with(d, found) for d in others)
                yield Run(_with(document, found), others, body["attributions"], body["claims"])


def with_claims(store: Store, found: Iterable[Run], upto: int) -> Iterator[Read]:
    """What runs told."""
    return (one.read() for one in held(store, found, upto))


def held(store: Store, found: Iterable[Run], upto: int) -> Iterator[Held]:
    """What runs told, as it is stored."""
    left = iter(found)
    while page := list(islice(left, DOCUMENTS)):
        claims = dict(_claims(store, [c for run in page for c in run.claims], upto))
        for run in page:
            yield Held(run, tuple(claims[c] for c in run.claims if c in claims))


def evidence(store: Store, upto: int) -> Iterator[tuple[str, Span]]:
    """The words that each event was read from, by claim."""
    entry, told = schema.entry.c, schema.body.c.json
    latest = select(func.max(entry.seq)).where(entry.kind == "claim", entry.seq <= upto).group_by(entry.subject)
    start, end = (func.json_extract(told, f"$.evidence[{n}]") for n in (0, 1))
    chosen = (
        select(entry.subject, start.label("start"), end.label("end"))
        .join_from(schema.entry, schema.body, schema.body.c.digest == entry.digest)
        .where(entry.seq.in_(latest), func.json_extract(told, "$.kind") == "event")
    )
    return ((row["subject"], Span(row["start"], row["end"])) for row in store.rows(chosen))


def producers(store: Store, upto: int) -> list[Producer]:
    """Who made the latest runs, each once, by the oldest of these."""
    entry, body = schema.entry.c, schema.body.c
    latest = select(func.max(entry.seq)).where(entry.kind == "run", entry.seq <= upto).group_by(entry.subject)
    made = func.json_extract(body.json, "$.producer")
    chosen = (
        select(made.label("made"))
        .join_from(schema.entry, schema.body, body.digest == entry.digest)
        .where(entry.seq.in_(latest))
        .group_by(made)
        .order_by(func.min(entry.seq))
    )
    return [decode(Producer, json.loads(row["made"])) for row in store.rows(chosen)]


def _newest_runs(store: Store, upto: int, among: Collection[str] | None) -> Iterator[tuple[Entry, Any]]:
    if among is None:
        return store.newest("run", upto)
    named = sorted(among)
    pages = (named[at : at + DOCUMENTS] for at in range(0, len(named), DOCUMENTS))
    return (found for page in pages for found in store.newest("run", upto, among=page))


def sightings(store: Store, document: Document, upto: int) -> tuple[Document, ...]:
    """Where else the very same text was seen, one document for each place (outlet and address)."""
    seen = {_place(document)}
    found: list[Document] = []
    for _, facts in store.newest("document", upto, below=document.id + "/"):
        other = _seen(document, facts)
        if _place(other) not in seen:
            seen.add(_place(other))
            found.append(other)
    return tuple(found)


def _seen_again(store: Store, upto: int) -> set[str]:
    """The documents of which there are further sightings."""
    subject = schema.entry.c.subject
    chosen = select(subject).where(schema.entry.c.kind == "document", schema.entry.c.seq <= upto, subject.like("%/%"))
    return {row["subject"].partition("/")[0] for row in store.rows(chosen)}


def _place(document: Document) -> tuple[str | None, str | None]:
    return document.outlet, document.url or document.report


def _documents(store: Store, named: Iterable[str], upto: int) -> Iterator[tuple[str, Document]]:
    for entry, body in store.newest("document", upto, among=named):
        yield entry.subject, decode(Document, body)


def _claims(store: Store, named: Iterable[str], upto: int) -> Iterator[tuple[str, str]]:
    ids = iter(named)
    while page := list(islice(ids, DOCUMENTS)):
        yield from ((entry.subject, words) for entry, words in store.newest_words("claim", upto, among=page))


def _with(document: Document, found: Mapping[str, Any]) -> Document:
    """The document with what a run found out; what was given with it stands."""
    if "blocks" in found:
        document = replace(document, blocks=tuple(decode(Block, b) for b in found["blocks"]))
    if document.published is None and found.get("published") is not None:
        document = replace(document, published=decode(When, found["published"]))
    if document.agency is None and "agency" in found:
        document = replace(document, agency=found["agency"])
    return document


def _seen(document: Document, facts: Mapping[str, Any]) -> Document:
    published = decode(When, facts["published"]) if facts["published"] is not None else None
    return replace(document, **{**facts, "published": published})
