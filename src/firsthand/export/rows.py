"""What the table formats share: party codes, places as numbers, and writing rows."""

import csv
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

from firsthand.export import choose
from firsthand.model import Document, Incident, Party, Where
from firsthand.reference import groups

Row = dict[str, object]


def held(
    selection: choose.Selection, row: Callable[[Incident, choose.Selection], Row | None]
) -> tuple[list[Row], list[str]]:
    """The rows of the incidents that a format can hold, and the ids of those for which `row` gives none."""
    made = list(selection.each(lambda i: (i.id, row(i, selection))))
    return [r for _, r in made if r is not None], [named for named, r in made if r is None]


def write_table(path: Path, columns: Iterable[str], rows: Iterable[Mapping[str, object]], delimiter: str = ",") -> None:
    """A table with a header row; `None` is an empty cell, and no cell runs as a formula in a spreadsheet."""
    columns = list(columns)
    with path.open("w", encoding="utf-8", newline="") as out:
        writer = csv.DictWriter(out, columns, delimiter=delimiter, lineterminator="\n")
        writer.writeheader()
        for row in rows:
            writer.writerow({c: _plain(row.get(c)) for c in columns})


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
