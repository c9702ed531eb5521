"""Is an export what the ledger says, and does each of its cells lead back to its evidence?"""

import json
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from firsthand import __version__
from firsthand.export import EXPORTS, Manifest, manifest
from firsthand.export.provenance import PROVENANCE, Provenance
from firsthand.export.readback import ExportError, Row, rows
from firsthand.ledger import Ledger
from firsthand.model import FormatError, Incident, decode
from firsthand.workspace import views
from firsthand.workspace.evidence import Evidence, Lead

SHOWN = 60  # characters of a value in a message


@dataclass(frozen=True, slots=True)
class Mismatch:
    """A row or a cell (`column`) of an export that is not what the ledger says; "" where it is about the whole."""

    row: str
    column: str
    message: str

    def __str__(self) -> str:
        return ": ".join(filter(None, (f"row {self.row}" if self.row else "", self.column, self.message)))


@dataclass(frozen=True, slots=True)
class Checked:
    """What a check of an export found, and over how many rows and filled cells."""

    mismatches: tuple[Mismatch, ...]
    rows: int
    cells: int


def check(ledger: Ledger, path: Path, sources: Path | None = None) -> Checked:
    """Compute an export again at its manifest's ledger position; compare and follow every cell. Raises ExportError."""
    made = read_manifest(path)
    view = views.view(ledger, sources, made.ledger.seq)
    about = list(_whole(made, ledger, view, path))
    given = list(rows(made.export, path))
    with tempfile.TemporaryDirectory() as folder:
        again = Path(folder) / path.name
        left_out = EXPORTS[made.export].write(view.selection(), again)
        due = list(rows(made.export, again))
    if tuple(left_out) != made.left_out:
        about.append(Mismatch("", "left_out", "the manifest names other incidents that the format cannot hold"))
    kept = [i for i in view.incidents if i.id not in set(left_out)]
    cells = _Cells(made.export, Evidence(view), _subjects(kept, due))
    traced = [m for row in due for m in cells.untraced(row)]
    mismatches = (*about, *_compared(given, due), *traced)
    return Checked((*mismatches, *(_erased(ledger, made) if mismatches else ())), len(given), cells.seen)


def read_manifest(path: Path) -> Manifest:
    """The manifest beside an export. Raises ExportError."""
    beside = path.with_name(path.name + ".manifest.json")
    if not path.exists():
        raise ExportError(f"{path}: there is no such export")
    try:
        made = decode(Manifest, json.loads(beside.read_text(encoding="utf-8")))
    except (OSError, ValueError, FormatError) as error:
        raise ExportError(f"{beside}: the manifest can't be read: {error}: keep it beside the export") from error
    if made.export not in EXPORTS:
        raise ExportError(f"{beside}: this program knows no export {made.export!r}")
    return made


def _whole(made: Manifest, ledger: Ledger, view: views.View, path: Path) -> Iterator[Mismatch]:
    """What is wrong with the export as a whole: another ledger, another table of sources, changed bytes."""
    if ledger.position(made.ledger.seq) != made.ledger:
        yield Mismatch(
            "", "ledger", f"entry {made.ledger.seq} of this ledger is not the one that the export was made from"
        )
    if made.sources != view.sources:
        wanted = "without a table of sources" if made.sources is None else f"with the table of sources {made.sources}"
        yield Mismatch("", "sources", f"the export was made {wanted}: name it with --sources")
    if made.program != __version__:
        yield Mismatch("", "program", f"made by firsthand {made.program}, this is {__version__}: rules may differ")
    if made.producers != view.producers:
        yield Mismatch("", "producers", "the manifest names other versions than those that read the documents")
    if manifest.digests(path) != made.sha256:
        yield Mismatch("", "sha256", "the file is not the one that the manifest was written for")


def _erased(ledger: Ledger, made: Manifest) -> Iterator[Mismatch]:
    """What was erased since then can't be computed again."""
    gone = [e.seq for e in ledger.entries(("redaction",), after=made.ledger.seq)]
    if gone:
        yield Mismatch(
            "", "ledger", f"entries {gone[0]} to {gone[-1]} erased documents since: what rested on them is gone"
        )


def _compared(given: list[Row], due: list[Row]) -> Iterator[Mismatch]:
    """Rows and cells that are not what the ledger says."""
    wanted = {r.name: r for r in due}
    for row in given:
        if (right := wanted.pop(row.name, None)) is None:
            yield Mismatch(row.name, "", "the ledger has no such row at that position, or has it only once")
            continue
        for column in dict.fromkeys((*right.cells, *row.cells)):
            one, other = row.cells.get(column), right.cells.get(column)
            if one != other:
                yield Mismatch(row.name, column, f"{_short(one)} in the file, {_short(other)} by the ledger")
    yield from (Mismatch(name, "", "is missing in the file") for name in wanted)


def _subjects(kept: list[Incident], due: list[Row]) -> Mapping[str, Incident]:
    """The incident of each row: tables have one row an incident, in their order; others name it."""
    by_id = {i.id: i for i in kept}
    if any(r.table for r in due):
        return {
            r.name: by_id[i] for r in due if (i := r.key.split(" ")[0]) in by_id and r.table in ("incidents", "origins")
        }
    return {r.name: i for r, i in zip(due, kept, strict=True)}


class _Cells:
    """Follows the cells of an export's rows back to their evidence, each incident's cells once."""

    def __init__(self, export: str, evidence: Evidence, subjects: Mapping[str, Incident]) -> None:
        self.seen = 0
        self._columns, self._evidence, self._subjects = PROVENANCE[export], evidence, subjects
        self._found: dict[tuple[str, str], list[Lead]] = {}

    def untraced(self, row: Row) -> Iterator[Mismatch]:
        """Cells that lead nowhere, or to words that do not stand there."""
        for column, value in row.cells.items():
            if value in (None, "", [], {}):
                continue
            self.seen += 1
            filled = self._columns.get(column)
            if filled is None:
                yield Mismatch(row.name, column, "no rule is known that fills it")
            elif filled.rule == "empty":
                yield Mismatch(row.name, column, "should be empty: nothing in a text fills it")
            elif filled.sourced and str(value) != filled.default:
                yield from (Mismatch(row.name, column, m) for m in self._wrong(row, filled))

    def _wrong(self, row: Row, filled: Provenance) -> Iterator[str]:
        leads = [lead for over in filled.over for lead in self._leads(row, over)]
        yield from dict.fromkeys(lead.wrong for lead in leads if lead.wrong)
        if not leads:
            yield f"leads to no words of any document (rule “{filled.rule}” over {', '.join(filled.over)})"

    def _leads(self, row: Row, over: str) -> list[Lead]:
        if (row.name, over) not in self._found:
            self._found[row.name, over] = list(self._follow(row, over))
        return self._found[row.name, over]

    def _follow(self, row: Row, over: str) -> Iterator[Lead]:
        incident = self._subjects.get(row.name)
        if incident is not None:
            yield from self._evidence.leads(incident, over)
        elif row.table == "attributions":
            yield from self._evidence.said(*row.key.split(" "))
        else:
            yield from self._evidence.whole(row.key)


def _short(value: Any) -> str:
    words = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    return repr(words if len(words) <= SHOWN else words[:SHOWN] + "…")
