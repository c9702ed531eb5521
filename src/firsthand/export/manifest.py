"""The manifest beside every export: what it was made from, so that anyone can tell two exports apart."""

import hashlib
import json
from dataclasses import dataclass
from pathlib import Path

from firsthand.model import Position, Producer, encode

FORMAT = "firsthand/manifest@1"


@dataclass(frozen=True, slots=True)
class Manifest:
    """An export's provenance: ledger position, versions, filters, and what the format could not hold.

    `program` computed it, `producers` read the documents; `sources` is the digest of the user's table of sources, which
    stands outside the ledger.
    """

    export: str
    ledger: Position
    program: str
    producers: tuple[Producer, ...]
    sources: str | None
    filters: dict[str, str]
    incidents: int
    left_out: tuple[str, ...]
    sha256: dict[str, str]  # of each file written


def write(manifest: Manifest, path: Path) -> None:
    """Write the manifest as JSON; the same ledger and filters give the same bytes."""
    path.write_text(json.dumps({"format": FORMAT, **encode(manifest)}, ensure_ascii=False, indent=1) + "\n", "utf-8")


def digests(path: Path) -> dict[str, str]:
    """The SHA-256 of each file of an export, by its name within the export."""
    files = sorted(path.iterdir()) if path.is_dir() else [path]
    return {f.name: hashlib.sha256(f.read_bytes()).hexdigest() for f in files}
