"""The project's own tables of places: countries, first- and second-level units, regions, and places of conflict news.

Tab-separated files in `data/places`; their README names the sources and licences.
"""

import csv
import gzip
import io
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from typing import Literal

from firsthand.reference import shipped

Kind = Literal["country", "admin1", "district", "town", "site", "region", "continent"]

TABLES = (
    "countries.tsv", "admin1.tsv.gz", "admin2.tsv.gz", "regions.tsv", "conflict.tsv", "sites.tsv", "aliases.tsv",
    "villages.tsv.gz",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Row:
    """A place of an own table: `code` is GeoNames' admin-1 code; `demonyms` are adjectives and names of people."""

    name: str
    kind: Kind
    country: str | None
    lat: float
    lon: float
    geonameid: int | None = None
    code: str | None = None
    admin1: str | None = None
    population: int = 0
    aliases: tuple[str, ...] = ()
    demonyms: tuple[str, ...] = ()


def countries() -> Iterator[Row]:
    """About 250 countries and territories. Coordinates are those of the CIA World Factbook (public domain)."""
    for r in read_table("countries.tsv"):
        yield Row(
            r["name"], "country", r["iso"], float(r["lat"]), float(r["lon"]), aliases=split(r["aliases"]),
            demonyms=split(r["demonyms"]),
        )  # fmt: skip


def units(table: str, kind: Kind) -> Iterator[Row]:
    """First-level ("admin1.tsv.gz") or second-level ("admin2.tsv.gz") units."""
    for r in read_table(table):
        yield Row(
            r["name"], kind, r["country"], float(r["lat"]), float(r["lon"]), int(r["geonameid"]), r["code"],
            population=int(r["population"]), aliases=split(r["aliases"]),
        )  # fmt: skip


# How often news names a region without people of its own (a sea, the Sahel), told as the population of places that it
# names as often; by kind and whether it lies within one country.
_WEIGHT = {("continent", False): 500_000_000, ("region", False): 5_000_000, ("region", True): 500_000}
_SMALL = {"town": 2_000, "site": 20_000, "region": 100_000, "district": 50_000}  # likewise, of the tables of conflict


def regions() -> Iterator[Row]:
    """Continents, regions without a government, seas, rivers, mountains; and the middles of large provinces."""
    for r in read_table("regions.tsv"):
        yield Row(
            r["name"], _kind(r["kind"]), r["country"] or None, float(r["lat"]), float(r["lon"]),
            population=_WEIGHT.get((r["kind"], bool(r["country"])), 0), aliases=split(r["aliases"]),
            demonyms=split(r["demonyms"]), code=r["code"] or None,
        )  # fmt: skip


def conflict() -> Iterator[Row]:
    """Places that reports of conflict name and lists of towns lack: villages, camps, bases, crossings, fronts."""
    for table in ("conflict.tsv", "sites.tsv"):
        for r in read_table(table):
            yield _place(r, int(r["population"] or 0) or _SMALL.get(r["kind"], 0))


def villages() -> Iterator[Row]:
    """Villages and districts of countries in or near conflict, for reports that tell of these countries."""
    return (_place(r, int(r["population"] or 0)) for r in read_table("villages.tsv.gz"))


def _place(r: dict[str, str], population: int) -> Row:
    return Row(
        r["name"], _kind(r["kind"]), r["country"] or None, float(r["lat"]), float(r["lon"]),
        geonameid=int(r["geonameid"]) if r.get("geonameid") else None, admin1=r["admin1"] or None,
        population=population, aliases=split(r["aliases"]),
    )  # fmt: skip


def more_names() -> dict[int, tuple[str, ...]]:
    """Names that GeoNames lacks for a place that it has, by GeoNames id."""
    return {int(r["geonameid"]): split(r["aliases"]) for r in read_table("aliases.tsv")}


@cache
def digest() -> str:
    """Eight hex digits that change with any of the tables."""
    h = sha256()
    for t in TABLES:
        h.update(shipped.content(f"places/{t}"))
    return h.hexdigest()[:8]


def read_table(name: str) -> Iterator[dict[str, str]]:
    """The rows of a table of `data/places` as dictionaries; lines that start with # are comments."""
    data = shipped.content(f"places/{name}")
    text = (gzip.decompress(data) if name.endswith(".gz") else data).decode("utf-8")
    lines = (line for line in io.StringIO(text) if not line.startswith("#"))
    yield from csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)


def split(cell: str | None) -> tuple[str, ...]:
    """A cell's names, split at the vertical bar."""
    return tuple(x.strip() for x in (cell or "").split("|") if x.strip())


def _kind(word: str) -> Kind:
    kinds: dict[str, Kind] = {k: k for k in ("country", "admin1", "district", "town", "site", "region", "continent")}
    return kinds[word]
