"""Make the table of villages and districts (`data/places/villages.tsv.gz`) from packs of Who's On First.

    python scripts/make_villages.py PACK.tsv.gz... > src/firsthand/reference/data/places/villages.tsv.gz

A pack has a line for each place: id, GeoNames id, name, placetype, latitude, longitude, population, country, region,
other names. Kept are the localities and districts that the list of towns lacks. Names with digits, names that more than
eight places of a country bear and places outside their country's bounds (an error of the packs) are not, nor are the
sixty thousand hamlets of Pakistan's Punjab. A region that the gazetteer does not know by the pack's name (units of
former days) gives way to that of the nearest town. Needs a built gazetteer.
"""

import gzip
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from functools import cache

from firsthand.reference import gazetteer, gazetteer_build, places
from firsthand.reference.gazetteer_names import key, loose
from firsthand.reference.places import Row

KINDS = {"locality": "town", "county": "district", "localadmin": "district"}
SHARED = 8  # places of one name in a country; a name of more says nothing
MARGIN = 1.5  # degrees around a country's towns
COLUMNS = "name kind country admin1 lat lon population geonameid aliases".split()
NAME = re.compile(r"^[A-ZÀ-ÞĀ-ɏḀ-ỿ‘’ʻ'`][ -/:-ɏḀ-ỿ‘’ʻʼ]*$")  # Latin letters, no digits

HAMLETS = ("PK", "Punjab")  # none of them in 14 years of event data
CELL = 1.0  # degrees of the grid in which the nearest town is looked for

Box = tuple[float, float, float, float]


def main(packs: list[str]) -> None:
    towns = list(gazetteer_build.towns())
    known, boxes = {t.geonameid for t in towns}, _boxes((t.country or "", t.lat, t.lon) for t in towns)
    rows = [r for pack in packs for r in _rows(pack) if not (r[1] and int(r[1]) in known) and _inside(r, boxes)]
    bearers, nearest = Counter(_bearing(r) for r in rows), Nearest(towns)
    kept = sorted(_line(r, _region(r) or nearest.region(r)) for r in rows if bearers[_bearing(r)] <= SHARED)
    text = "\t".join(COLUMNS) + "\n" + "".join("\t".join(line) + "\n" for line in kept)
    sys.stdout.buffer.write(gzip.compress(text.encode(), 9, mtime=0))
    print(f"{len(kept):,} of {len(rows):,} places", file=sys.stderr)


def _rows(pack: str) -> Iterator[list[str]]:
    with gzip.open(pack, "rt", encoding="utf-8") as lines:
        for line in lines:
            cells = line.rstrip("\n").split("\t")
            hamlet = (cells[7], cells[8]) == HAMLETS and cells[3] == "locality" and not cells[6]
            if cells[3] in KINDS and NAME.match(cells[2]) and not hamlet:
                yield cells


def _bearing(row: list[str]) -> tuple[str, str, bool]:
    return key(row[2]), row[7], row[3] == "locality"


def _region(row: list[str]) -> str | None:
    """The gazetteer's name of the pack's region."""
    return _unit(row[8], row[7]) if row[8] else None


@cache
def _unit(name: str, country: str) -> str | None:
    found = gazetteer.open().find(name)
    return next((p.name for p in found if p.kind == "admin1" and p.country == country and p.match != "sound"), None)


class Nearest:
    """The region of the nearest town, by cells of one degree."""

    def __init__(self, towns: Iterable[Row]) -> None:
        self.names = {(u.country, u.code): u.name for u in places.units("admin1.tsv.gz", "admin1")}
        self.cells: defaultdict[tuple[str | None, int, int], list[Row]] = defaultdict(list)
        for town in towns:
            self.cells[town.country, int(town.lat // CELL), int(town.lon // CELL)].append(town)

    def region(self, row: list[str]) -> str:
        lat, lon = float(row[4]), float(row[5])
        y, x = int(lat // CELL), int(lon // CELL)
        around = [t for dy in (-1, 0, 1) for dx in (-1, 0, 1) for t in self.cells.get((row[7], y + dy, x + dx), ())]
        town = min(around, key=lambda t: (t.lat - lat) ** 2 + (t.lon - lon) ** 2, default=None)
        return self.names.get((town.country, town.code), "") if town else ""


def _boxes(points: Iterator[tuple[str, float, float]]) -> dict[str, Box]:
    """The bounds of each country's towns: south, west, north, east."""
    boxes: dict[str, Box] = {}
    for country, lat, lon in points:
        s, w, n, e = boxes.get(country, (lat, lon, lat, lon))
        boxes[country] = min(s, lat), min(w, lon), max(n, lat), max(e, lon)
    return boxes


def _inside(row: list[str], boxes: dict[str, Box]) -> bool:
    s, w, n, e = boxes[row[7]]
    return s - MARGIN <= float(row[4]) <= n + MARGIN and w - MARGIN <= float(row[5]) <= e + MARGIN


def _line(row: list[str], region: str) -> list[str]:
    lat, lon = (f"{float(x):.3f}" for x in row[4:6])
    names = _others(row[2], row[9].split("|"))
    return [row[2], KINDS[row[3]], row[7], region, lat, lon, row[6], row[1], "|".join(names)]


def _others(name: str, names: list[str]) -> list[str]:
    """The other names in Latin letters that begin like the name and are not found by its keys."""
    keys, sounds, kept = {key(name)}, {loose(name)}, list[str]()
    for other in names:
        sound = loose(other)
        alike = (sound or other)[:1] == (loose(name) or name)[:1]
        if other and NAME.match(other) and alike and key(other) not in keys and (sound is None or sound not in sounds):
            keys.add(key(other))
            sounds.add(sound)
            kept.append(other)
    return kept


if __name__ == "__main__":
    main(sys.argv[1:])
