"""Redaction: what the law or a court makes us forget is deleted, the trace stays, and it can't come back."""

from collections.abc import Iterator, Mapping
from typing import Any

from firsthand.ledger.bodies import Entry
from firsthand.ledger.store import Store

ACTS = ("decision", "correction", "rejection", "withdrawal")


def erase(store: Store, named: str, reason: str, by: str, at: str | None) -> tuple[Entry, ...]:
    """Delete all bodies that hold words of a document, of a person's act, or one body by its digest; record it."""
    gone = tuple(dict.fromkeys(_about(store, named)))
    with store.transaction():
        made = [
            store.append("redaction", subject, {"subject": subject, "reason": reason}, by, at)
            for subject in dict.fromkeys((named, *gone))
        ]
        for digest in gone:
            store.delete_body(digest)
    store.forget_log()
    return tuple(e for e in made if e is not None)


def _about(store: Store, named: str) -> Iterator[str]:
    if store.words(named) is not None:
        yield named
    reports: set[str] = set()
    claims: set[str] = set()
    for entry in store.entries(("document", "run")):
        if entry.subject.partition("/")[0] == named and (body := store.body(entry.digest)) is not None:
            yield entry.digest
            reports.add(body.get("report") or "")
            claims.update(body.get("claims", ()))
    for entry in store.entries(("report", "claim")):
        if entry.subject in (reports | claims) and store.words(entry.digest) is not None:
            yield entry.digest
    for entry in store.entries(ACTS):
        body = store.body(entry.digest)
        if body is not None and (entry.subject == named or _corrects(body, named)):
            yield entry.digest


def _corrects(body: Mapping[str, Any], document: str) -> bool:
    """Whether a correction holds words of a document, beside those of the person; other acts name places alone."""
    return "cell" in body and body["anchor"]["document"] == document
