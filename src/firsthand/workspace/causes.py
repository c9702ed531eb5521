"""What came between two points of a ledger, and which claims and documents each of it touched."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal, cast

from firsthand.ledger import Entry, Ledger

PEOPLE = ("decision", "correction", "rejection")
Kind = Literal["document", "program", "decision", "correction", "rejection", "withdrawal", "redaction"]


@dataclass(frozen=True, slots=True)
class Cause:
    """An entry that changed what the ledger says: which, who recorded it, and what it is in words."""

    seq: int
    kind: Kind
    subject: str
    by: str
    at: str
    words: str


class Causes:
    """The entries after one point of a ledger and up to another, found by the claims and documents that they touch."""

    def __init__(self, ledger: Ledger, first: int, last: int) -> None:
        self._ledger, self._first, self._last = ledger, first, last
        self._documents: dict[str, list[Cause]] = defaultdict(list)
        self._claims: dict[str, list[Cause]] = defaultdict(list)
        for entry in ledger.entries(("document", "run", *PEOPLE, "withdrawal", "redaction"), last, first):
            self._take(entry)

    def of(self, claims: Collection[str], documents: Collection[str]) -> tuple[Cause, ...]:
        """Everything that touched some of these claims or documents, in order."""
        found = {c.seq: c for named in claims for c in self._claims.get(named, ())}
        found |= {c.seq: c for named in documents for c in self._documents.get(named, ())}
        return tuple(found[seq] for seq in sorted(found))

    def _take(self, entry: Entry) -> None:
        if entry.kind in ("document", "run", "redaction"):
            document = entry.subject.partition("/")[0]
            cause = self._of_document(entry, document)
            if cause is not None:
                self._documents[document].append(cause)
            return
        body = self._body(entry)
        cause = Cause(entry.seq, cast("Kind", entry.kind), entry.subject, entry.by, entry.at, _words(entry, body))
        for named in {entry.subject, *strings(body), *strings(self._withdrawn(entry))}:
            self._claims[named].append(cause)

    def _of_document(self, entry: Entry, document: str) -> Cause | None:
        """A new document or sighting, its erasure, or a reading of a document that had been read otherwise before."""
        if entry.kind == "run":
            before = self._ledger.latest("run", document, entry.seq - 1)
            if before is None:
                return None  # the document itself is the cause
            kind, words = "program", f"{_program(self._body(before))} → {_program(self._body(entry))}"
        elif entry.kind == "document":
            kind, words = "document", _document_words(self._body(entry))
        else:
            kind, words = "redaction", str(self._body(entry).get("reason") or "")
        return Cause(entry.seq, cast("Kind", kind), document, entry.by, entry.at, words)

    def _withdrawn(self, entry: Entry) -> object:
        """What a withdrawal takes back."""
        if entry.kind != "withdrawal":
            return None
        return [self._ledger.latest_body(kind, entry.subject, entry.seq) for kind in PEOPLE]

    def _body(self, entry: Entry) -> Mapping[str, Any]:
        return self._ledger.body(entry.digest) or {}


def strings(value: object) -> Iterator[str]:
    """Every text in JSON data: claim ids stand in decisions and corrections at several depths."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for inner in cast("dict[str, object]", value).values():
            yield from strings(inner)
    elif isinstance(value, list):
        for inner in cast("list[object]", value):
            yield from strings(inner)


def _words(entry: Entry, body: Mapping[str, Any]) -> str:
    """A person's act in words."""
    note = body.get("note") or body.get("reason") or ""
    if entry.kind == "decision":
        groups = body.get("groups", [])
        done = "the same" if len(groups) == 1 else f"{len(groups)} different ones"
        return f"{sum(map(len, groups))} claims are {done}" + (f": {note}" if note else "")
    told = str(body.get("cell") or "") if entry.kind == "correction" else ""
    return ": ".join(filter(None, (told, note)))


def _document_words(body: Mapping[str, Any]) -> str:
    published = (body.get("published") or {}).get("start")
    told = (body.get("outlet") or body.get("agency") or "unknown outlet", published, body.get("title"))
    return ", ".join(t for t in told if t)


def _program(run: Mapping[str, Any]) -> str:
    made = run.get("producer") or {}
    return " ".join(str(made.get(k, "?")) for k in ("firsthand", "model", "gazetteer"))
