"""An export read back as rows of named cells, whatever its format: what `verify --export` compares."""

import csv
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Any, cast


class ExportError(ValueError):
    """A file is not the export that it is said to be; the message names the file and what to do."""


@dataclass(frozen=True, slots=True)
class Row:
    """One row: its table (for a folder of tables), what names it there, and its cells by column."""

    table: str
    key: str
    cells: Mapping[str, Any]

    @property
    def name(self) -> str:
        return f"{self.table} {self.key}" if self.table else self.key


KEYS: Mapping[str, str] = {"acled": "event_id_cnty", "ucdp": "relid", "polecat": "Event ID"}
PARQUET_KEYS: Mapping[str, tuple[str, ...]] = {
    "claims": ("id",),
    "attributions": ("document", "id"),
    "incidents": ("id",),
    "origins": ("incident", "id"),
}


def rows(export: str, path: Path) -> Iterator[Row]:
    """The rows of an export in their order. Raises ExportError."""
    try:
        if export in KEYS:
            yield from _table(path, KEYS[export], "\t" if export == "polecat" else ",")
        elif export == "parquet":
            yield from _parquet(path)
        else:
            yield from _objects(export, path)
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise ExportError(f"{path}: is no {export} export: {error}: write it again with `firsthand export`") from error


def _table(path: Path, key: str, delimiter: str) -> Iterator[Row]:
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file, delimiter=delimiter, strict=True):
            yield Row("", row[key], {str(c): v for c, v in row.items()})


def _objects(export: str, path: Path) -> Iterator[Row]:
    text = path.read_text(encoding="utf-8")
    if export == "jsonl":
        for line in text.splitlines():
            found = cast("dict[str, Any]", json.loads(line))
            yield Row("", found["id"], found)
        return
    for feature in json.loads(text)["features"]:
        cells = {"id": feature["id"], "geometry": feature["geometry"], **feature["properties"]}
        yield Row("", feature["id"], cells)


def _parquet(path: Path) -> Iterator[Row]:
    read: Any = import_module("pyarrow.parquet").read_table
    for table, key in PARQUET_KEYS.items():
        found: Iterable[dict[str, Any]] = read(path / f"{table}.parquet").to_pylist()
        for row in found:
            yield Row(table, " ".join(str(row[k]) for k in key), {f"{table}.{c}": v for c, v in row.items()})
