"""The user's own actors: a CSV or TOML file of names with codes, read beside the dictionary of groups (docs/actors.md).

A row has the columns of the dictionary's own tables (name, kind, country, aliases, active, backed_by) and `code`; only
the name must be there. Besides the kinds of parties, `state` is a country, real or made up, and `role` a common noun
("foreign minister") whose code is put to that of the actor it belongs to, at its `~` if it has one, else behind.
"""

import csv
import hashlib
import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast, get_args

from firsthand.model import PartyKind
from firsthand.reference import groups

COLUMNS = ("name", "kind", "country", "aliases", "active", "backed_by", "code")
STATE, ROLE = "state", "role"
KINDS = (*cast("tuple[str, ...]", get_args(PartyKind)), STATE, ROLE)
YEARS = re.compile(r"(\d{4})?-(\d{4})?")
TABLE = re.compile(r"^\s*\[\[\s*actor\s*\]\]", re.MULTILINE)
ANY_CASE = 3  # a file of this many names that are all in capitals says nothing of how they are written


class ActorsError(ValueError):
    """The user's file can't be used; the message names the file, the line and what to do."""


@dataclass(frozen=True, slots=True)
class Actor:
    """An actor as the dictionary would hold it, with the desk's code. `names` end in `*` where any ending may follow.

    `kind` is what the row says, "" where it says nothing; a `land` is a party only where it acts.
    """

    group: groups.Group
    names: tuple[str, ...]
    kind: str = ""
    code: str | None = None

    @property
    def land(self) -> bool:
        return self.kind == STATE

    def active(self, year: int | None) -> bool:
        """Whether it is one of that year's actors; where no year is known, it may be."""
        return year is None or (self.group.since or year) <= year <= (self.group.until or year)


@dataclass(frozen=True, slots=True, eq=False)
class Actors:
    """A file of actors; `roles` are common nouns with codes, `digest` is `sha256:` and the hex digest of the file."""

    actors: tuple[Actor, ...] = ()
    roles: tuple[tuple[str, str], ...] = ()
    digest: str | None = None


NONE = Actors()


def load(path: Path | None) -> Actors:
    """The actors of a file, `NONE` without one. Raises ActorsError."""
    if path is None:
        return NONE
    try:
        data = path.read_bytes()
        text = data.decode("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise ActorsError(f"{path}: the file of actors can't be read: {error}") from error
    rows = list(_toml(text, path) if path.suffix.lower() == ".toml" else _table(text, path))
    if not rows:
        raise ActorsError(
            f"{path}: there is no actor in it: give a header line with {', '.join(COLUMNS)}, then one a line"
        )
    return _actors(rows, path, "sha256:" + hashlib.sha256(data).hexdigest())


Row = Mapping[str, str]


def _actors(rows: list[tuple[int, Row]], path: Path, digest: str) -> Actors:
    for line, row in rows:
        if problem := _problem(row):
            raise ActorsError(f"{path}, line {line}: {problem}")
    written = [n for _, row in rows for n in _names(row)]
    folded = len(written) >= ANY_CASE and all(n == n.upper() for n in written)
    actors = [(line, _actor(row, folded)) for line, row in rows if row["kind"] != ROLE]
    _check_names(actors, path)
    _check_backers(actors, path)
    roles = ((n, row["code"]) for _, row in rows if row["kind"] == ROLE for n in _names(row))
    return Actors(tuple(a for _, a in actors), tuple(roles), digest)


def _problem(row: Row) -> str | None:
    """What is wrong with a row, and what to do."""
    name, kind = row["name"], row["kind"]
    if not name:
        return "the actor has no name"
    if kind and kind not in KINDS:
        return f"{name}: {kind!r} is no kind: give one of {', '.join(KINDS)}"
    if kind == ROLE and not row["code"]:
        return f"{name}: a role has a code, such as ~GOV"
    if unknown := [c for c in row["country"].split() if c not in groups.states()]:
        return f"{name}: {unknown[0]!r} is no country: give ISO codes of two letters, as SY"
    if row["active"] and not YEARS.fullmatch(row["active"]):
        return f"{name}: {row['active']!r} are no years: give 2011-2019, 2011- or -2019"
    if any(len(n.rstrip("*")) < 2 for n in _names(row)):
        return f"{name}: a name has at least two letters"
    return None


def _actor(row: Row, folded: bool) -> Actor:
    since, _, until = row["active"].partition("-")
    kind = "government" if row["kind"] == STATE else row["kind"] or "other"
    group = groups.Group(
        groups.slug(row["name"]), row["name"].rstrip("*"), cast("PartyKind", kind), tuple(row["country"].split()),
        since=int(since) if since else None, until=int(until) if until else None, backed_by=_split(row["backed_by"]),
    )  # fmt: skip
    names = tuple(n.title() if folded else n for n in _names(row))
    return Actor(group, names, row["kind"], row["code"] or None)


def _check_names(actors: list[tuple[int, Actor]], path: Path) -> None:
    """Raise ActorsError where one name means two actors at a time."""
    met: dict[str, list[tuple[int, Actor]]] = {}
    for line, actor in actors:
        for name in actor.names:
            for earlier, other in met.setdefault(name.casefold(), []):
                if other.group.id != actor.group.id and _at_once(actor.group, other.group):
                    raise ActorsError(
                        f"{path}, line {line}: {name!r} is also a name of {other.group.name} (line {earlier}): leave "
                        "one out, or give them years that do not overlap"
                    )
            met[name.casefold()].append((line, actor))


def _at_once(a: groups.Group, b: groups.Group) -> bool:
    return (a.since or 0) <= (b.until or 9999) and (b.since or 0) <= (a.until or 9999)


def _check_backers(actors: list[tuple[int, Actor]], path: Path) -> None:
    own = {a.group.id for _, a in actors}
    for line, actor in actors:
        for key in actor.group.backed_by:
            if key not in own and groups.by_id(key) is None:
                raise ActorsError(
                    f"{path}, line {line}: {actor.group.name} is backed by {key!r}, which is no key: give that of a "
                    "state (sy), of a group of the dictionary or of this file (islamic-state)"
                )


def _names(row: Row) -> tuple[str, ...]:
    return tuple(dict.fromkeys((row["name"], *_split(row["aliases"]))))


def _split(cell: str) -> tuple[str, ...]:
    return tuple(x.strip() for x in cell.split(";") if x.strip())


def _table(text: str, path: Path) -> Iterator[tuple[int, Row]]:
    """The rows of a CSV file with their lines; lines that start with # are comments."""
    lines = [line if not line.startswith("#") else "" for line in text.splitlines()]
    reader = csv.reader(lines)
    header: list[str] = []
    try:
        for cells in reader:
            if not any(c.strip() for c in cells):
                continue
            if not header:
                header = _header(cells, path, reader.line_num)
            elif len(cells) > len(header):
                raise ActorsError(
                    f"{path}, line {reader.line_num}: {len(cells)} cells under {len(header)} columns: put a cell with "
                    "a comma in double quotes; names are parted by ;"
                )
            else:
                yield reader.line_num, _row(dict(zip(header, cells, strict=False)))
    except csv.Error as error:
        raise ActorsError(f"{path}, line {reader.line_num}: {error}") from error


def _header(cells: list[str], path: Path, line: int) -> list[str]:
    header = [c.strip().lower() for c in cells]
    wrong = [c for c in header if c not in COLUMNS]
    if wrong or "name" not in header or len(set(header)) < len(header):
        what = f"{wrong[0]!r} is no column" if wrong else "there is no column 'name', or one stands twice"
        raise ActorsError(f"{path}, line {line}: {what}: the first line names the columns, of {', '.join(COLUMNS)}")
    return header


def _toml(text: str, path: Path) -> Iterator[tuple[int, Row]]:
    """The tables [[actor]] of a TOML file with the lines that they begin in."""
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise ActorsError(f"{path}: the file of actors can't be read: {error}") from error
    lines = [text.count("\n", 0, m.end()) + 1 for m in TABLE.finditer(text)]
    listed = data.get("actor")
    tables = cast("list[dict[str, Any]]", listed) if isinstance(listed, list) else []
    for line, table in zip(lines, tables, strict=False):
        if wrong := [k for k in table if k not in COLUMNS]:
            raise ActorsError(f"{path}, line {line}: {wrong[0]!r} is none of {', '.join(COLUMNS)}")
        yield line, _row({k: _cell(k, v) for k, v in table.items()})


def _cell(key: str, value: object) -> str:
    """A value as the CSV file has it: lists joined, names by semicolons."""
    if isinstance(value, list):
        return (" " if key == "country" else ";").join(str(v) for v in cast("list[object]", value))
    return str(value)


def _row(cells: Mapping[str, str]) -> Row:
    return {c: " ".join(cells.get(c, "").split()) for c in COLUMNS}
