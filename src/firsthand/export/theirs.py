"""An event of ACLED or UCDP as we compare it: when, where, what, who and how many, each at its own precision."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cache

from firsthand.export.readers import Kind, Record, Table, TableError
from firsthand.reference import country_codes, groups
from firsthand.reference.comparing import comparing

UNKNOWN_REACH = 25.0  # km, where an ACLED file tells no precision
DATES = ("%Y-%m-%d", "%d %B %Y", "%d %b %Y", "%d-%b-%Y", "%d/%m/%Y")  # ACLED's downloads, old and new
YEARS = re.compile(r"\s*\((?:\d{4}-?(?:\d{4})?|[^)]*\d{4}[^)]*)\)")
NOTE = re.compile(r"\s*\([^)]*\)")
WORDS = re.compile(r"[^\W_]{3,}")


@dataclass(frozen=True, slots=True)
class Theirs:
    """One event of another data set. `types` are ACLED's event type and sub-event type, or UCDP's type of violence.

    `reach` tells how far from the point it may have been, in km; `None` where the point says nothing.
    """

    id: str
    record: Record
    first: date
    last: date
    lat: float | None
    lon: float | None
    reach: float | None
    place: str
    country: str | None  # ISO 3166-1 alpha-2
    types: tuple[str, ...]
    actors: tuple[str, ...]
    low: int | None
    best: int | None
    high: int | None


Within = Callable[[date, date, str | None], bool]


def everywhere(first: date, last: date, country: str | None) -> bool:
    """Events of all days and countries."""
    return True


def events(table: Table, within: Within = everywhere) -> Iterator[Theirs | None]:
    """The rows of a file as events, streamed; `None` for a row whose days and country are not wanted.

    Of those nothing else is read. Raises TableError, naming the line and the column.
    """
    spot, read = READ[table.kind]
    for record in table.records():
        row = _Row(table, record)
        first, last, home = found = spot(row)
        yield read(row, found) if within(first, last, home) else None


@dataclass(frozen=True, slots=True)
class _Row:
    """A row whose cells are asked for by column; what can't be understood is an error that names it."""

    table: Table
    record: Record

    def text(self, column: str) -> str:
        at = _columns(self.table.columns).get(column)
        return self.record.cells[at].strip() if at is not None else ""

    def number(self, column: str) -> float | None:
        value = self.text(column)
        try:
            return float(value) if value else None
        except ValueError:
            raise self.wrong(column, "is no number") from None

    def whole(self, column: str) -> int | None:
        value = self.number(column)
        return None if value is None else round(value)

    def day(self, column: str) -> date:
        value = self.text(column)
        try:
            return date.fromisoformat(value[:10])
        except ValueError:
            for shape in DATES:
                try:
                    return datetime.strptime(value, shape).date()
                except ValueError:
                    continue
        raise self.wrong(column, "is no date like 2021-05-03 or 3 May 2021")

    def wrong(self, column: str, why: str) -> TableError:
        return TableError(
            f"{self.table.path}: line {self.record.line}: {column}: {self.text(column)!r} {why}: mend that cell, or "
            "fetch the file again"
        )


Spot = tuple[date, date, str | None]  # first and last day, and the country


def _acled_spot(row: _Row) -> Spot:
    day = row.day("event_date")
    slack = timedelta(days=comparing().acled_days.get(row.text("time_precision"), 0))
    return day - slack, day + slack, country(row.text("iso"), row.text("country"))


def _ucdp_spot(row: _Row) -> Spot:
    return row.day("date_start"), row.day("date_end"), country("", row.text("country"), row.text("country_id"))


def _acled(row: _Row, spot: Spot) -> Theirs:
    killed = row.whole("fatalities")
    return Theirs(
        id=row.text("event_id_cnty") or row.text("data_id") or f"line {row.record.line}",
        record=row.record,
        first=spot[0],
        last=spot[1],
        lat=row.number("latitude"),
        lon=row.number("longitude"),
        reach=comparing().acled_reach.get(row.text("geo_precision"), UNKNOWN_REACH),
        place=row.text("location") or row.text("admin1"),
        country=spot[2],
        types=tuple(filter(None, (row.text("event_type"), row.text("sub_event_type")))),
        actors=_actors(row, "actor1", "actor2", "assoc_actor_1", "assoc_actor_2"),
        low=killed,
        best=killed,
        high=killed,
    )


def _ucdp(row: _Row, spot: Spot) -> Theirs:
    return Theirs(
        id=row.text("id") or row.text("relid"),
        record=row.record,
        first=spot[0],
        last=spot[1],
        lat=row.number("latitude"),
        lon=row.number("longitude"),
        reach=comparing().ucdp_reach.get(row.text("where_prec")),
        place=row.text("where_coordinates") or row.text("where_description"),
        country=spot[2],
        types=tuple(filter(None, (comparing().ucdp_types.get(row.text("type_of_violence"), ""),))),
        actors=_actors(row, "side_a", "side_b"),
        low=row.whole("low"),
        best=row.whole("best"),
        high=row.whole("high"),
    )


READ: Mapping[Kind, tuple[Callable[[_Row], Spot], Callable[[_Row, Spot], Theirs]]] = {
    "acled": (_acled_spot, _acled),
    "ucdp": (_ucdp_spot, _ucdp),
}


def _actors(row: _Row, *columns: str) -> tuple[str, ...]:
    cells = (name.strip() for c in columns for name in row.text(c).split(";"))
    return tuple(dict.fromkeys(n for n in cells if n))


@cache
def _columns(columns: tuple[str, ...]) -> Mapping[str, int]:
    return {name: at for at, name in enumerate(columns)}


@cache
def country(numeric: str, name: str, gwno: str = "") -> str | None:
    """The ISO code of a country by ISO's number, Gleditsch and Ward's, or its name (notes in brackets left out)."""
    plain = NOTE.sub("", name).casefold()
    for code in country_codes.countries().values():
        if numeric.isdigit() and code.numeric and int(code.numeric) == int(numeric):
            return code.alpha2
        if (gwno and code.gwno == gwno) or (plain and code.name.casefold() == plain):
            return code.alpha2
    return next((iso for iso, s in groups.states().items() if plain in {n.casefold() for n in s.names}), None)


@cache
def actor_keys(name: str) -> frozenset[str]:
    """What an actor is known by: the dictionary's key, its state ("state ML"), "civilians", and its telling words.

    Nothing, where it has no name ("Unidentified Armed Group").
    """
    plain = YEARS.sub("", name).strip()
    bare = NOTE.sub("", plain).strip()
    if set(WORDS.findall(bare.casefold())) & comparing().civilians:
        return frozenset({"civilians"})
    if found := next((m for p in comparing().states if (m := p.match(bare))), None):
        iso = country("", found[1])
        return frozenset({f"state {iso}"} if iso else set[str]()) | _words(bare)
    group = groups.find(plain) or groups.find(bare)
    keys = {group.id} if group is not None else set[str]()
    if group is not None and group.kind in ("state-forces", "government") and len(group.countries) == 1:
        keys.add(f"state {group.countries[0]}")
    return frozenset(keys) | _words(bare)


def _words(name: str) -> frozenset[str]:
    return frozenset(w for w in WORDS.findall(name.casefold()) if w not in comparing().common)
