"""Walk a ledger and name every entry that is not as it was written: the chain, each body, text, span and time stamp."""

import hashlib
import json
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, cast

from sqlalchemy import select

from firsthand.ledger import schema
from firsthand.ledger.bodies import Entry, chained, digest, unpacked
from firsthand.ledger.store import Store
from firsthand.ledger.timestamps import wrong
from firsthand.model import text_id

SPANS = frozenset({"span", "trigger", "evidence", "cue", "content", "stance_cue", "background", "resolved_from"})


@dataclass(frozen=True, slots=True)
class Problem:
    """An entry that is not sound, and why."""

    seq: int
    kind: str
    subject: str
    message: str

    def __str__(self) -> str:
        return f"entry {self.seq} ({self.kind} {self.subject}): {self.message}"


def problems(store: Store) -> Iterator[Problem]:
    """What is wrong with the ledger, in the order of its entries; nothing where it is sound."""
    redacted = {e.subject for e in store.entries(("redaction",))}
    previous, seq = schema.GENESIS, 0
    for entry in store.entries():
        seq += 1
        for message in (*_link(entry, seq, previous), *_body(store, entry, redacted)):
            yield Problem(entry.seq, entry.kind, entry.subject, message)
        previous, seq = entry.own, entry.seq
        if entry.kind == "run":
            yield from _claims(store, entry)
        elif entry.kind == "correction":
            yield from _correction(store, entry)
    named = select(schema.entry.c.digest)
    for row in store.rows(select(schema.body.c.digest).where(schema.body.c.digest.not_in(named))):
        yield Problem(0, "body", row["digest"], "no entry names it")


def _link(entry: Entry, seq: int, previous: str) -> Iterator[str]:
    """The chain: entries are numbered without gaps, each carries the digest of the one before it and its own."""
    if entry.seq != seq:
        yield f"entry {seq} is missing before it"
    if entry.previous != previous:
        yield "the entry before it is not the one that it was written after"
    made = chained(entry.seq, entry.at, entry.kind, entry.subject, entry.by, entry.digest, entry.previous)
    if entry.own != made:
        yield "it was changed after it was written"


def _body(store: Store, entry: Entry, redacted: set[str]) -> Iterator[str]:
    words = store.words(entry.digest)
    if words is None:
        if entry.digest not in redacted:
            yield "its body is missing and no redaction says why"
    elif digest(words) != entry.digest:
        yield "its body was changed after it was written"
    elif entry.kind == "document" and "/" not in entry.subject:
        yield from _document(json.loads(words))
    elif entry.kind == "report":
        yield from _report(json.loads(words), entry.subject)
    elif entry.kind == "timestamp":
        yield from wrong(store, json.loads(words))


def _document(body: Mapping[str, Any]) -> Iterator[str]:
    if text_id(body["text"]) != body["id"]:
        yield "the document's id is not the digest of its text"
    outside = (b["span"] for b in body["blocks"] if b["span"][1] > len(body["text"]))
    yield from (f"a block lies outside the text: {span}" for span in outside)


def _report(body: Mapping[str, Any], subject: str) -> Iterator[str]:
    try:
        found = "sha256:" + hashlib.sha256(unpacked(body)).hexdigest()
    except (zlib.error, ValueError) as error:
        yield f"the report's bytes can't be unpacked: {error}"
        return
    if found != subject:
        yield "the report's bytes are not those that it is named by"


def _claims(store: Store, run: Entry) -> Iterator[Problem]:
    """The spans of a run's attributions and claims stand in its document's text."""
    body, document = _sound(store, run), _sound(store, store.latest("document", run.subject, run.seq))
    if body is None or document is None:
        return
    for message in spans(body["attributions"], document["text"]):
        yield Problem(run.seq, run.kind, run.subject, message)
    for named in body["claims"]:
        entry = store.latest("claim", named, run.seq)
        if entry is None:
            yield Problem(run.seq, run.kind, run.subject, f"its claim {named} is missing")
        elif (claim := _sound(store, entry)) is not None:
            yield from (Problem(entry.seq, entry.kind, named, m) for m in spans(claim, document["text"]))


def _correction(store: Store, entry: Entry) -> Iterator[Problem]:
    """The words that a person's value was taken from, and those that it replaces, stand in the document's text."""
    body = _sound(store, entry)
    named = body["anchor"]["document"] if body is not None and "anchor" in body else None
    document = _sound(store, store.latest("document", named, entry.seq)) if named is not None else None
    if document is not None:
        yield from (Problem(entry.seq, entry.kind, entry.subject, m) for m in spans(body, document["text"]))


def _sound(store: Store, entry: Entry | None) -> Any:
    """The entry's body as JSON data; `None` where it was redacted or is not as it was written (told elsewhere)."""
    words = store.words(entry.digest) if entry is not None else None
    return json.loads(words) if entry is not None and words is not None and digest(words) == entry.digest else None


def spans(value: object, text: str) -> Iterator[str]:
    """What is wrong with the spans of a JSON value: outside the text, or not where their words stand."""
    if isinstance(value, list):
        for one in cast("list[object]", value):
            yield from spans(one, text)
    elif isinstance(value, dict):
        record = cast("dict[str, Any]", value)
        said, span = record.get("text"), record.get("span")
        if isinstance(said, str) and span is not None and text[span[0] : span[1]] != said:
            yield f"{said!r} does not stand at {span}"
        for key, inner in record.items():
            if key in SPANS:
                yield from (f"{key} {s} lies outside the text" for s in _pairs(inner) if not s[0] < s[1] <= len(text))
            else:
                yield from spans(inner, text)


def _pairs(value: Any) -> list[list[int]]:
    if not value:
        return []
    return [value] if isinstance(value[0], int) else value
