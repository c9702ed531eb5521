"""ACLED and UCDP GED files as they come: read and written without losing a column, a quotation mark or a line end."""

import csv
import io
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from firsthand.export import acled, ucdp

Kind = Literal["acled", "ucdp"]

# By what a header is known; older ACLED files call the id data_id, UCDP's Candidate files may have no header at all.
KNOWN_BY: Mapping[Kind, frozenset[str]] = {
    "acled": frozenset({"event_date", "event_type", "actor1", "latitude", "longitude", "fatalities"}),
    "ucdp": frozenset({"id", "type_of_violence", "date_start", "date_end", "side_a", "side_b", "best"}),
}
MARKS = ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"))
DELIMITERS = ",;\t"
LONGEST = 200  # lines that one record may run over: more, and a quotation mark is missing
PIECE = 1 << 20


class TableError(ValueError):
    """A file is no table of ACLED or UCDP, or is damaged; the message names file and line, and says what to do."""


@dataclass(frozen=True, slots=True)
class Style:
    """How a file is written: its encoding, byte order mark, delimiter, line end, and whether every cell is quoted."""

    encoding: str
    mark: bytes
    delimiter: str
    ending: str
    quoted: bool


@dataclass(frozen=True, slots=True)
class Record:
    """One row: the line that it starts on, its characters unchanged, and its cells."""

    line: int
    text: str
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A file of ACLED or UCDP: what it is, how it is written, its columns in their order (unknown ones among them)."""

    path: Path
    kind: Kind
    style: Style
    columns: tuple[str, ...]
    header: Record | None

    def records(self) -> Iterator[Record]:
        """The rows, streamed. Raises TableError."""
        for record in _records(self.path, self.style):
            if self.header is not None and record.line == self.header.line:
                continue
            if len(record.cells) != len(self.columns):
                raise TableError(
                    f"{self.path}: line {record.line}: {len(record.cells)} cells where there are "
                    f"{len(self.columns)} columns: look for a missing quotation mark or a cut line there, or fetch the "
                    "file again"
                )
            yield record

    def cells(self, record: Record) -> dict[str, str]:
        """A row's cells by column."""
        return dict(zip(self.columns, record.cells, strict=True))

    def changed(self, record: Record, values: Mapping[str, str]) -> Record:
        """The row with other values in some columns, written in the file's own style. Raises KeyError."""
        cells = self.cells(record)
        for column, value in values.items():
            if column not in cells:
                raise KeyError(column)
            cells[column] = value
        out = io.StringIO()
        quoting = csv.QUOTE_ALL if self.style.quoted else csv.QUOTE_MINIMAL
        csv.writer(out, delimiter=self.style.delimiter, lineterminator=self.style.ending, quoting=quoting).writerow(
            cells.values()
        )
        return Record(record.line, out.getvalue(), tuple(cells.values()))


def open_table(path: Path) -> Table:
    """Recognise a file by its header. Raises TableError."""
    encoding, mark = _encoding(path)
    first = next(_records(path, Style(encoding, mark, ",", "\n", quoted=False)), None)
    if first is None:
        raise TableError(f"{path}: is empty: fetch the file again")
    delimiter = max(DELIMITERS, key=first.text.count)
    style = Style(encoding, mark, delimiter, _ending(first.text), first.text.startswith('"'))
    first = next(_records(path, style))
    names = tuple(c.strip().strip("\ufeff").casefold() for c in first.cells)
    for kind, wanted in KNOWN_BY.items():
        if wanted <= set(names):
            return Table(path, kind, style, _distinct(path, names), first)
    if len(names) == len(ucdp.COLUMNS) and names[0].isdigit() and names[5] in ("1", "2", "3"):
        return Table(path, "ucdp", style, tuple(ucdp.COLUMNS), None)
    raise TableError(f"{path}: line 1: {_unlike(names)}")


def write(table: Table, records: Iterable[Record], path: Path) -> None:
    """Write rows in the table's own style: rows that were not changed keep every byte. Raises TableError."""
    with path.open("wb") as out:
        out.write(table.style.mark)
        for record in (table.header, *records):
            if record is not None:
                out.write(_bytes(table, record))


def _bytes(table: Table, record: Record) -> bytes:
    try:
        return record.text.encode(table.style.encoding)
    except UnicodeEncodeError as error:
        raise TableError(
            f"{table.path}: line {record.line}: {error.object[error.start : error.end]!r} can't be written in "
            f"{table.style.encoding}: save the file as UTF-8 first"
        ) from error


def _distinct(path: Path, names: tuple[str, ...]) -> tuple[str, ...]:
    twice = [n for n in dict.fromkeys(names) if names.count(n) > 1]
    if twice:
        raise TableError(f"{path}: line 1: the column {twice[0]!r} stands twice: leave one out")
    return names


def _unlike(names: tuple[str, ...]) -> str:
    """Why a header is none that we know, in words that help."""
    near: Kind = max(KNOWN_BY, key=lambda k: len(KNOWN_BY[k] & set(names)))
    missing = sorted(KNOWN_BY[near] - set(names))
    if len(missing) < len(KNOWN_BY[near]):
        return (
            f"looks like {near.upper()}, but has no column {', '.join(missing)}: export the file with all its columns"
        )
    columns = f"{acled.COLUMNS[0]}, {acled.COLUMNS[1]}, … or {ucdp.COLUMNS[0]}, {ucdp.COLUMNS[1]}, …"
    return f"is neither ACLED's header nor UCDP GED's ({columns}): give a CSV file that one of them offers"


def _encoding(path: Path) -> tuple[str, bytes]:
    """By its byte order mark, else UTF-8 where all of it is, else Windows' Western European, as spreadsheets write."""
    with path.open("rb") as file:
        start = file.read(4)
        for mark, encoding in MARKS:
            if start.startswith(mark):
                return encoding, mark
    for encoding in ("utf-8", "cp1252"):
        try:
            with path.open(encoding=encoding, newline="") as text:
                while text.read(PIECE):
                    pass
        except UnicodeDecodeError:
            continue
        return encoding, b""
    return "latin-1", b""


def _ending(text: str) -> str:
    return "\r\n" if text.endswith("\r\n") else "\r" if text.endswith("\r") else "\n"


def _records(path: Path, style: Style) -> Iterator[Record]:
    """Records with their characters: physical lines are joined until their quotation marks are even."""
    with path.open("rb") as raw:
        raw.seek(len(style.mark))
        text = io.TextIOWrapper(raw, encoding=style.encoding, newline="")
        held, first = "", 0
        try:
            for number, line in enumerate(text, 1):
                held, first = held + line, first or number
                if held.count('"') % 2 == 0:
                    if held.strip():
                        yield Record(first, held, _cells(held, style))
                    held, first = "", 0
                elif number - first >= LONGEST:
                    break
        except UnicodeDecodeError as error:
            raise TableError(f"{path}: is damaged after line {first}: {error}: fetch the file again") from error
    if held:
        raise TableError(f"{path}: line {first}: a quotation mark is opened and never closed: close it there")


def _cells(text: str, style: Style) -> tuple[str, ...]:
    if '"' not in text:
        return tuple(text.rstrip("\r\n").split(style.delimiter))
    return tuple(next(csv.reader(io.StringIO(text, newline=""), delimiter=style.delimiter)))
