"""Redaction: what the law or a court makes us forget is deleted, the trace stays, and it can't come back."""

from collections.abc import Iterator

from firsthand.ledger.bodies import Entry
from firsthand.ledger.store import Store


def erase(store: Store, named: str, reason: str, by: str, at: str | None) -> tuple[Entry, ...]:
    """Delete all bodies that hold words of a document (or one body, by its digest), and record that it was done."""
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
    for entry in store.entries(("report", "claim", "correction")):
        if entry.subject in (reports | claims) and store.words(entry.digest) is not None:
            yield entry.digest
