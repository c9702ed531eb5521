"""Bodies: canonical JSON and its digest, an entry's own digest, and a report's bytes as JSON."""

import base64
import hashlib
import json
import zlib
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from firsthand.model import Document, Report, encode

LEVEL = 6  # zlib's; fixed, so that equal bytes make equal bodies


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the ledger: `digest` names its body, `previous` is the `own` digest of the entry before it."""

    seq: int
    at: str
    kind: str
    subject: str
    by: str
    digest: str
    previous: str
    own: str


def canonical(body: object) -> str:
    """`body` as JSON: the same characters for equal values, whatever the order of its keys."""
    return json.dumps(encode(body), ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False)


def digest(words: str) -> str:
    """`sha256:` and the hex digest of the UTF-8 bytes."""
    return "sha256:" + hashlib.sha256(words.encode("utf-8")).hexdigest()


def chained(seq: int, at: str, kind: str, subject: str, by: str, body: str, previous: str) -> str:
    """An entry's own digest: over every other column, the digest of the entry before it among them."""
    return digest(_link_words(seq, at, kind, subject, by, body, previous))


def preimage(entry: Entry) -> bytes:
    """The bytes whose SHA-256 is an entry's own digest."""
    e = entry
    return _link_words(e.seq, e.at, e.kind, e.subject, e.by, e.digest, e.previous).encode("utf-8")


def _link_words(*columns: int | str) -> str:
    return json.dumps(columns, ensure_ascii=False, separators=(",", ":"))


def entry_of(row: Mapping[str, Any]) -> Entry:
    return Entry(*(row[name] for name in Entry.__slots__))


def packed(report: Report) -> dict[str, Any]:
    """A report as a body: what its container said of it, and its bytes compressed."""
    data = base64.b64encode(zlib.compress(report.body, LEVEL)).decode("ascii")
    facts = {k: v for k, v in asdict(report).items() if k not in ("body", "published")}
    return {**facts, "published": encode(report.published), "size": len(report.body), "data": data}


def unpacked(body: Mapping[str, Any]) -> bytes:
    """The bytes of a packed report."""
    return zlib.decompress(base64.b64decode(body["data"]))


def sighting(document: Document) -> dict[str, Any]:
    """Where and when a document was seen: everything but its text and what follows from that."""
    whole: dict[str, Any] = encode(document)
    return {k: v for k, v in whole.items() if k not in ("text", "blocks", "language")}


def sighting_subject(document: Document) -> str:
    """The subject of a further sighting: the document's id and a digest of where and when it was seen."""
    return f"{document.id}/{digest(canonical(sighting(document)))[7:23]}"
