"""What a user adds to the gazetteer: GeoNames dumps and tab-separated packs of places, from files or fetched.

The files are kept in a folder beside the gazetteer and read again whenever it is rebuilt. Adding works on a copy that
takes the old file's place at the end; readers keep the file that they have open.
"""

import gzip
import io
import re
import shutil
import sqlite3
import zipfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from hashlib import sha256
from pathlib import Path
from typing import Any
from urllib.parse import urlparse
from urllib.request import urlopen

from firsthand.reference import gazetteer_build
from firsthand.reference.gazetteer_build import ALIAS, Progress, Writer, atomic, base_version
from firsthand.reference.gazetteer_names import key, loose
from firsthand.reference.places import Kind, Row

GEONAMES = "https://download.geonames.org/export/dump"
MAX_BYTES = 2_000_000_000  # decompressed; the whole world's dump has 1.6 GB
TIMEOUT = 60  # seconds without a byte
SAME_KM = 0.1  # degrees within which a pack's place of the same name is one that is there

PACK_KINDS: dict[str, Kind] = {
    "locality": "town", "county": "district", "localadmin": "district", "macrocounty": "district", "region": "admin1",
    "neighbourhood": "site", "macrohood": "site", "microhood": "site", "borough": "site", "campus": "site",
}  # fmt: skip
SITES = frozenset(
    "AIRP AIRB AIRF AIRH CMP CMPRF DAM HSP INSM MFGN MILB MSQE NVB NUC PRN PRT PS PSN OILR OILF GASF FT".split()
)
NOT_NAMES = frozenset("link wkdt post iata icao faac unlc abbr phon piny tcid nuts".split())
_LATIN = re.compile(r"^[ -ɏḀ-ỿ‘’ʻʼ]+$")


class GazetteerError(ValueError):
    """A file is not of a kind that the gazetteer takes; the message names it and says what to do."""


def rebuild(path: Path, progress: Progress | None = None) -> None:
    """Build the gazetteer anew and add again what the user had added."""
    gazetteer_build.build(path, progress=progress)
    kept = sorted(_folder(path).glob("*")) if _folder(path).is_dir() else []
    if kept:
        _add(path, kept, progress)


def add_files(path: Path, files: Iterable[Path], progress: Progress | None = None) -> int:
    """Add places and names from `files` to the gazetteer at `path`; gives the number of places that are new.

    Takes GeoNames' per-country dumps (`SY.zip`, `SY.txt`), `admin1CodesASCII.txt`, `admin2Codes.txt`, alternate names
    (`alternateNamesV2.txt`, `alternatenames/SY.zip`), and packs (`.tsv`, `.tsv.gz`). Raises GazetteerError before
    anything is changed where one of them is none of these.
    """
    files = list(files)
    for file in files:
        _kind_of(file)
    new = _add(path, files, progress)
    folder = _folder(path)
    folder.mkdir(parents=True, exist_ok=True)
    for file in files:
        shutil.copyfile(file, folder / file.name)
    return new


def fetch_updates(
    path: Path, countries: Iterable[str], base_url: str = GEONAMES, progress: Progress | None = None
) -> int:
    """Fetch GeoNames' dumps of `countries` (ISO 3166-1 alpha-2) from `base_url` and add them."""
    folder = _folder(path).with_suffix(".fetched")
    folder.mkdir(parents=True, exist_ok=True)
    try:
        files = [_fetch(f"{base_url.rstrip('/')}/{_code(c)}.zip", folder, progress) for c in countries]
        return add_files(path, files, progress)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _code(country: str) -> str:
    code = country.strip().upper()
    if not re.fullmatch(r"[A-Z]{2}", code):
        raise GazetteerError(f"{country!r} is no country code; use two letters, as in SY or IQ")
    return code


def _fetch(url: str, folder: Path, progress: Progress | None) -> Path:
    if urlparse(url).scheme not in ("http", "https"):
        raise GazetteerError(f"{url}: only http and https addresses are fetched")
    target = folder / url.rsplit("/", 1)[1]
    try:
        with urlopen(url, timeout=TIMEOUT) as response, target.open("wb") as out:
            total, done = int(response.headers.get("Content-Length") or 0), 0
            while block := response.read(1 << 16):
                done += len(block)
                if done > MAX_BYTES:
                    raise GazetteerError(f"{url}: larger than {MAX_BYTES} bytes")
                out.write(block)
                if progress:
                    progress(f"fetching {target.name}", done / total if total else 0.0)
    except OSError as e:
        raise GazetteerError(f"{url}: cannot be fetched ({e}); `firsthand gazetteer add` takes files") from e
    return target


def _folder(path: Path) -> Path:
    return path.with_suffix(".added")


def _add(path: Path, files: list[Path], progress: Progress | None) -> int:
    with atomic(path) as temporary:
        shutil.copyfile(path, temporary)
        with closing(sqlite3.connect(temporary)) as db:
            db.execute("PRAGMA synchronous=OFF")
            before = _count(db)
            for n, file in enumerate(files):
                if progress:
                    progress(f"adding {file.name}", n / len(files))
                _READERS[_kind_of(file)](Adder(db, file.name), _lines(file))
            _set_version(db, path, files)
            db.commit()
            new = _count(db) - before
    if progress:
        progress("ready", 1.0)
    return new


def _count(db: sqlite3.Connection) -> int:
    return db.execute("SELECT count(*) FROM place").fetchone()[0]


def _set_version(db: sqlite3.Connection, path: Path, files: list[Path]) -> None:
    """The version ends in a digest of all that was added: equal versions give equal answers."""
    known = {f.name: f for f in (*sorted(_folder(path).glob("*")), *files)}
    h = sha256()
    for name in sorted(known):
        h.update(name.encode() + b"\0" + known[name].read_bytes())
    version = f"{base_version()}+{h.hexdigest()[:8]}"
    db.execute("UPDATE meta SET value = ? WHERE key = 'version'", (version,))


class Adder:
    """Adds rows to a built gazetteer; a place that is there only gets the further names."""

    def __init__(self, db: sqlite3.Connection, file: str) -> None:
        self.db, self.source = db, "added:" + file
        self.writer = Writer(db)
        self.ids: dict[int, tuple[int, str | None]] = {
            g: (i, c) for g, i, c in db.execute("SELECT geonameid, id, country FROM place WHERE geonameid IS NOT NULL")
        }

    def add(self, row: Row) -> None:
        """One place, by its GeoNames id or its name and position the one that is there, else a new one."""
        known = self.ids.get(row.geonameid) if row.geonameid else None
        place = known[0] if known else self._same(row)
        if place is None and row.kind in ("admin1", "country"):
            return  # these tables are complete; another spelling of a province is none
        if place is None:
            if row.geonameid:
                self.ids[row.geonameid] = (self.writer.next, row.country)
            self.writer.add(row, self.source)
            return
        for n in (row.name, *row.aliases):
            self.writer.name(place, n, row.country, ALIAS)

    def _same(self, row: Row) -> int | None:
        found = self.db.execute(
            "SELECT p.id FROM name n JOIN place p ON p.id = n.place WHERE n.key = ? AND p.country IS ? AND p.kind = ? "
            "AND abs(p.lat - ?) < ? AND abs(p.lon - ?) < ?",
            (key(row.name), row.country, row.kind, row.lat, SAME_KM, row.lon, SAME_KM),
        ).fetchone()
        return found[0] if found else None

    def name(self, geonameid: int, name: str) -> None:
        """A further name of a place that is there."""
        if known := self.ids.get(geonameid):
            self.writer.name(known[0], name, known[1], ALIAS)

    def done(self) -> None:
        self.writer.flush()


def _dump(adder: Adder, lines: Iterator[list[str]]) -> None:
    for c in lines:
        kind = _feature(c[6], c[7])
        if kind is None or len(c) < 15:
            continue
        names = tuple(n for n in c[3].split(",") if _LATIN.match(n) and n[:1].isupper() and len(n) > 2)
        adder.add(
            Row(c[1], kind, c[8] or None, float(c[4]), float(c[5]), int(c[0]), c[10] or None,
                population=int(c[14] or 0), aliases=names)
        )  # fmt: skip
    adder.done()


def _feature(klass: str, code: str) -> Kind | None:
    """The kind of a GeoNames feature; None for those that news does not name as the place of a happening."""
    if klass == "A":
        return "admin1" if code == "ADM1" else "district" if code.startswith("ADM") else None
    if klass == "P":
        return "site" if code == "PPLX" else "town"
    if klass == "S":
        return "site" if code in SITES else None
    return "region" if klass in "LHTV" and code else None


def _units(adder: Adder, lines: Iterator[list[str]]) -> None:
    for c in lines:
        for n in dict.fromkeys(c[1:3]):
            adder.name(int(c[3]), n)
    adder.done()


def _alternate(adder: Adder, lines: Iterator[list[str]]) -> None:
    for c in lines:
        if c[2] not in NOT_NAMES and _LATIN.match(c[3]) and c[3][:1].isupper():
            adder.name(int(c[1]), c[3])
    adder.done()


def _pack(adder: Adder, lines: Iterator[list[str]]) -> None:
    for c in lines:
        kind = PACK_KINDS.get(c[3])
        if kind is None:
            continue
        names = tuple(n for n in c[9].split("|") if n and _LATIN.match(n) and _alike(n, c[2]))
        adder.add(
            Row(c[2], kind, c[7] or None, float(c[4]), float(c[5]), int(c[1]) if c[1] else None,
                admin1=c[8] or None, population=int(c[6] or 0), aliases=names)
        )  # fmt: skip
    adder.done()


def _alike(name: str, main: str) -> bool:
    """Whether a pack's other name begins like its name: its names of other places and things do not."""
    return not _LATIN.match(main) or (loose(name) or name)[:1] == (loose(main) or main)[:1]


_READERS: dict[str, Callable[[Adder, Iterator[list[str]]], None]] = {
    "dump": _dump, "units": _units, "alternate": _alternate, "pack": _pack,
}  # fmt: skip


def _kind_of(file: Path) -> str:
    try:
        first = next(_lines(file), [])
    except (OSError, UnicodeDecodeError, zipfile.BadZipFile, EOFError) as e:
        raise GazetteerError(f"{file}: cannot be read ({e})") from e
    if len(first) == 19 and first[0].isdigit():
        return "dump"
    if len(first) == 10 and _number(first[4]) and _number(first[5]):
        return "pack"
    if len(first) == 4 and "." in first[0] and first[3].isdigit():
        return "units"
    if len(first) in (8, 10) and first[0].isdigit() and first[1].isdigit():
        return "alternate"
    raise GazetteerError(f"{file}: neither a GeoNames dump nor a pack of places; see docs/places.md for the formats")


def _number(cell: str) -> bool:
    return bool(re.fullmatch(r"-?\d+(\.\d+)?", cell))


def _lines(file: Path) -> Iterator[list[str]]:
    """The tab-separated cells of each line that is not empty, with a limit on what is decompressed."""
    left = MAX_BYTES
    with _opened(file) as stream:
        for line in io.TextIOWrapper(stream, encoding="utf-8", newline="\n"):
            left -= len(line)
            if left < 0:
                raise GazetteerError(f"{file}: larger than {MAX_BYTES} bytes")
            if line.strip():
                yield line.rstrip("\r\n").split("\t")


def _opened(file: Path) -> Any:
    if zipfile.is_zipfile(file):
        archive = zipfile.ZipFile(file)
        members = [m for m in archive.namelist() if m.endswith(".txt") and "readme" not in m.lower()]
        if not members:
            raise GazetteerError(f"{file}: holds no .txt file of places")
        return archive.open(members[0])
    return gzip.open(file, "rb") if file.suffix == ".gz" else file.open("rb")
