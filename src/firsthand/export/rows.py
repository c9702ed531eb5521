"""What the table formats share: party codes, places as numbers, and writing rows."""

import csv
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from firsthand.export import choose
from firsthand.model import Document, Incident, Party, Where
from firsthand.reference import groups

Row = dict[str, object]


def write(
    selection: choose.Selection,
    path: Path,
    columns: Sequence[str],
    row: Callable[[Incident, choose.Selection], Row | None],
    delimiter: str = ",",
) -> list[str]:
    """Write a table with a header row; the ids of the incidents that the format can't hold: `row` gives none of them.

    `None` is an empty cell, and no cell runs as a formula in a spreadsheet.
    """
    made = list(selection.each(lambda i: (i.id, _cells(row(i, selection), columns))))
    with path.open("w", encoding="utf-8", newline="") as out:
        writer = csv.writer(out, delimiter=delimiter, lineterminator="\n")
        writer.writerow(columns)
        writer.writerows(cells for _, cells in made if cells is not None)
    return [named for named, cells in made if cells is None]


def _cells(row: Row | None, columns: Sequence[str]) -> tuple[object, ...] | None:
    return tuple(_plain(row.get(c)) for c in columns) if row is not None else None


def _plain(value: object) -> object:
    """Text of the web is hostile: tabs and line ends become blanks, and no cell starts like a formula."""
    if value is None:
        return ""
    if not isinstance(value, str):
        return value
    flat = " ".join(value.split())
    return "'" + flat if flat[:1] in ("=", "+", "@", "\t") else flat


def joined(values: Iterable[str]) -> str:
    """Parallel list of a cell: `; ` between values, and none of it inside one."""
    return "; ".join(v.replace(";", ",") for v in values)


def party_country(party: Party) -> str | None:
    """ISO 3166-1 alpha-2 of a party's home, where the dictionary of groups gives it one country only."""
    return groups.home(party.id)


def home_party(party: Party, where: Where | None) -> bool | None:
    """Whether a party belongs to the country of the place; `None` where either is unknown."""
    home = party_country(party)
    return None if home is None or where is None or where.country is None else home == where.country


def outlets(documents: Iterable[Document]) -> list[str]:
    """Publishers in order, each once: the outlet, else the agency, else the address that the text came from."""
    names = [d.outlet or d.agency or d.url or "unknown outlet" for d in documents]
    return list(dict.fromkeys(names))
