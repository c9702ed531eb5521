"""The gazetteer: names of places, and what each might mean.

One SQLite file, built at first use (under a minute) and kept in the user's data folder (`FIRSTHAND_DATA` overrides).
It is opened read-only; each thread and each forked process has its own connection. `find` folds names, so that
"Baghouz", "Al-Baghuz" and "Bāghūz" meet.
"""

import os
import sqlite3
import threading
from collections.abc import Iterable
from contextlib import closing
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Literal

from firsthand.reference import gazetteer_build, gazetteer_files
from firsthand.reference.gazetteer_build import Progress
from firsthand.reference.gazetteer_files import GazetteerError
from firsthand.reference.gazetteer_names import key, loose
from firsthand.reference.places import Kind

__all__ = ["Gazetteer", "GazetteerError", "Match", "Place", "Progress", "add", "data_folder", "open", "update"]

Match = Literal["name", "alias", "demonym", "sound"]

FILE = "gazetteer.sqlite"
CACHED_NAMES = 20_000  # about 10 MB
MAX_CANDIDATES = 60  # of one name: "San Antonio" has over 200; the most populous are kept
_MATCHES: tuple[Match, ...] = ("name", "alias", "demonym", "sound")
_COLUMNS = "p.id, p.geonameid, p.name, p.kind, p.country, p.admin1, p.lat, p.lon, p.population, p.source, p.capital"


@dataclass(frozen=True, slots=True)
class Place:
    """A place of the gazetteer. `match` says by what it was found: its name, another name, its demonym, its sound."""

    id: int
    geonameid: int | None
    name: str
    kind: Kind
    country: str | None
    admin1: str | None
    lat: float
    lon: float
    population: int
    source: str
    capital: int = 0  # 1: of its country
    match: Match = "name"


class Gazetteer:
    """An open gazetteer file. Safe to share between threads; may be inherited by forked processes."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._local = threading.local()
        self.version = self._version()
        self.find = lru_cache(maxsize=CACHED_NAMES)(self._find)
        self.sounds = lru_cache(maxsize=CACHED_NAMES)(self._sounds)
        self.villages = lru_cache(maxsize=CACHED_NAMES)(self._villages)
        self.country = lru_cache(maxsize=400)(self._country)
        self.capital = lru_cache(maxsize=400)(self._capital)

    def _version(self) -> str:
        try:
            return self._db().execute("SELECT value FROM meta WHERE key = 'version'").fetchone()[0]
        except (sqlite3.DatabaseError, TypeError) as e:
            raise GazetteerError(f"{self.path}: not a gazetteer ({e}); remove it and it is built anew") from e

    def _db(self) -> sqlite3.Connection:
        if getattr(self._local, "pid", None) != os.getpid():
            uri = self.path.absolute().as_uri() + "?mode=ro&immutable=1"
            self._local.db = sqlite3.connect(uri, uri=True, check_same_thread=False)
            self._local.pid = os.getpid()
        return self._local.db

    def _find(self, name: str) -> tuple[Place, ...]:
        """The places that `name` might mean, most populous first. Sound-alikes only where nothing is spelt so."""
        rows = self._query("name", "n.how", key(name))
        if not rows and (sound := loose(name)):
            rows = self._query("sound", "3", sound)
        elif rows and all(r[3] in ("admin1", "district") for r in rows) and (sound := loose(name)):
            known = {r[4] for r in rows}  # the town that a province is named for is often spelt otherwise
            rows += [r for r in self._query("sound", "3", sound) if r[3] == "town" and r[4] in known]
        return tuple(Place(*r[:-1], match=_MATCHES[r[-1]]) for r in rows)

    def numbered(self, geonameid: int) -> Place | None:
        """The place of a GeoNames id."""
        query = f"SELECT {_COLUMNS} FROM place p WHERE geonameid = ? ORDER BY p.id LIMIT 1"
        row = self._db().execute(query, (geonameid,)).fetchone()
        return Place(*row) if row else None

    def _query(self, table: str, how: str, k: str) -> list[tuple]:
        return (
            self._db()
            .execute(
                f"SELECT {_COLUMNS}, min({how}) FROM {table} n JOIN place p ON p.id = n.place WHERE n.key = ? "
                f"GROUP BY p.id ORDER BY p.population DESC, p.id LIMIT {MAX_CANDIDATES}",
                (k,),
            )
            .fetchall()
        )

    def _sounds(self, name: str) -> tuple[Place, ...]:
        """The places whose names sound like `name` in transliteration, whether or not one is spelt so."""
        sound = loose(name)
        return tuple(Place(*r[:-1], match="sound") for r in self._query("sound", "3", sound)) if sound else ()

    def _villages(self, name: str, country: str | None = None) -> tuple[Place, ...]:
        """The villages and districts that `name` might mean beside what `find` gives, in `country` or anywhere.

        Half a million places bear these names: a report means one only where it tells of the country (ISO 3166-1
        alpha-2).
        """
        spelt = [Place(*r) for r in self._village_rows(key(name), country)]
        known = {p.id for p in spelt}
        sound = loose(name)
        heard = self._village_rows("~" + sound, country) if sound else []
        return (*spelt, *(Place(*r, match="sound") for r in heard if r[0] not in known))

    def _village_rows(self, k: str, country: str | None) -> list[tuple]:
        query = (
            f"SELECT {_COLUMNS} FROM village v JOIN place p ON p.id = v.place WHERE v.key = ? AND v.country = "
            f"coalesce(?, v.country) ORDER BY p.population DESC, p.id LIMIT {MAX_CANDIDATES}"
        )
        return self._db().execute(query, (k, country)).fetchall()

    def _country(self, iso: str) -> Place | None:
        """The country of an ISO 3166-1 alpha-2 code."""
        row = (
            self._db()
            .execute(f"SELECT {_COLUMNS} FROM place p WHERE kind = 'country' AND country = ?", (iso,))
            .fetchone()
        )
        return Place(*row) if row else None

    def _capital(self, iso: str) -> Place | None:
        """The capital of the country of an ISO 3166-1 alpha-2 code."""
        query = f"SELECT {_COLUMNS} FROM place p WHERE capital = 1 AND country = ? ORDER BY p.population DESC LIMIT 1"
        row = self._db().execute(query, (iso,)).fetchone()
        return Place(*row) if row else None


def data_folder() -> Path:
    """Where the user's data are kept: `FIRSTHAND_DATA`, else the platform's folder for it."""
    if override := os.environ.get("FIRSTHAND_DATA"):
        return Path(override)
    from platformdirs import user_data_path

    return user_data_path("firsthand", appauthor=False)


def open(path: Path | None = None, progress: Progress | None = None) -> Gazetteer:
    """The gazetteer at `path`, or the user's own, which is built where it is missing or of other sources."""
    if path is not None:
        return Gazetteer(path)
    path = _own(progress)
    return Gazetteer(path)


def add(files: Iterable[Path], progress: Progress | None = None) -> int:
    """Add GeoNames dumps and packs to the user's gazetteer; gives the number of new places."""
    return gazetteer_files.add_files(_own(progress), files, progress)


def update(countries: Iterable[str], base_url: str = gazetteer_files.GEONAMES, progress: Progress | None = None) -> int:
    """Fetch GeoNames' dumps of `countries` and add them to the user's gazetteer; gives the number of new places."""
    return gazetteer_files.fetch_updates(_own(progress), countries, base_url, progress)


def _own(progress: Progress | None) -> Path:
    path = data_folder() / FILE
    if not fresh(path):
        gazetteer_files.rebuild(path, progress)
    return path


def fresh(path: Path) -> bool:
    """Whether the file at `path` was built from the sources that are installed now."""
    if not path.exists():
        return False
    try:
        with closing(sqlite3.connect(path.absolute().as_uri() + "?mode=ro&immutable=1", uri=True)) as db:
            base = db.execute("SELECT value FROM meta WHERE key = 'base'").fetchone()
    except sqlite3.DatabaseError:
        return False
    return base is not None and base[0] == gazetteer_build.base_version()
