"""Other names in the same sentences: towns of conflict, invented persons, armed groups, datelines.

The corpus of names is from 2004-08 and knows few of them; with swapped names the recogniser learns the context.
"""

import csv
import gzip
import tomllib
from dataclasses import dataclass, replace
from importlib.resources import files
from pathlib import Path
from random import Random

from firsthand.train.language.corpus import Row

SHARE = 0.2  # of the silver paragraphs get other names
DATELINE = 0.04
NAME, KIND, POPULATION, OTHERS = 2, 3, 6, 9  # columns of the gazetteer files
KINDS = frozenset({"locality", "region", "county", "localadmin", "neighbourhood", "borough", "macrohood"})


@dataclass(frozen=True, slots=True)
class Pools:
    """Names to choose from."""

    places: tuple[str, ...]
    groups: tuple[str, ...]
    peoples: tuple[str, ...]
    persons: tuple[tuple[tuple[str, ...], tuple[str, ...]], ...]  # given names and family names, by region

    def name(self, label: str, dice: Random) -> str | None:
        if label == "PERSON":
            return self._person(dice)
        pool = {"LOC": self.places, "ORG": self.groups, "NORP": self.peoples}.get(label)
        return dice.choice(pool) if pool else None

    def _person(self, dice: Random) -> str:
        given, family = dice.choice(self.persons)
        last = dice.choice(family).replace("_", " ")
        style = dice.random()
        if style < 0.25:
            return last
        if style < 0.32 and given is self.persons[0][0]:
            return f"Abu {dice.choice(given)} {last}"
        if style < 0.45:
            return f"{dice.choice(given)} {dice.choice(given)} {last}"
        return f"{dice.choice(given)} {last}"


def pools(packs: Path) -> Pools:
    """Persons, groups and peoples of names.toml; places of the gazetteer files `packs/wof_*.tsv.gz`."""
    table = tomllib.loads((files("firsthand.train.language") / "data" / "names.toml").read_text(encoding="utf-8"))
    persons = tuple((tuple(p["given"].split()), tuple(p["family"].split())) for p in table["persons"].values())
    places = tuple(name for path in sorted(packs.glob("wof_*.tsv.gz")) for name in _places(path))
    return Pools(places, tuple(table["groups"]["names"]), tuple(table["peoples"]["names"].split()), persons)


def _places(path: Path) -> list[str]:
    """Names of one country's towns, the more populous ones first, at most 1,500, with their other spellings."""
    with gzip.open(path, "rt", encoding="utf-8", newline="") as file:
        rows = [row for row in csv.reader(file, delimiter="\t", quoting=csv.QUOTE_NONE) if row[KIND] in KINDS]
    rows.sort(key=lambda row: -float(row[POPULATION] or 0))
    return [name for row in rows[:1500] for name in (row[NAME], *row[OTHERS].split("|")[:2]) if _plain(name)]


def _plain(name: str) -> bool:
    if not name:
        return False
    letters = name.replace(" ", "").replace("-", "").replace("'", "").replace("’", "")
    return letters.isalpha() and name[0].isupper() and len(name.split()) < 4 and max(map(ord, name)) < 0x250


def swap(row: Row, pool: Pools, dice: Random) -> Row:
    """The row as it is, or with most of its names changed; sometimes with a dateline before it."""
    if dice.random() < SHARE:
        row = rename(row, pool, dice)
    return _dated(row, pool, dice) if dice.random() < DATELINE else row


def rename(row: Row, pool: Pools, dice: Random) -> Row:
    """The row with seven of ten of its names changed for others of their kind."""
    words, spaces, entities, done = [], [], [], 0
    for start, end, label in row.entities or ():
        words += row.words[done:start]
        spaces += row.spaces[done:start]
        name = pool.name(label, dice) if dice.random() < 0.7 else None
        parts = name.split() if name else list(row.words[start:end])
        entities.append((len(words), len(words) + len(parts), label))
        words += parts
        spaces += [True] * (len(parts) - 1) + [row.spaces[end - 1]] if name else list(row.spaces[start:end])
        done = end
    words += row.words[done:]
    spaces += row.spaces[done:]
    return Row(tuple(words), tuple(spaces), entities=tuple(entities))


AGENCIES = ("Reuters", "AP", "AFP", "Xinhua", "Anadolu", "EFE", "dpa", "TASS")


def _dated(row: Row, pool: Pools, dice: Random) -> Row:
    """ "MOSUL, Iraq (AP) - " before the row."""
    town = pool.name("LOC", dice) or ""
    words = [*town.upper().split(), "(", dice.choice(AGENCIES), ")", dice.choice("-–—")]
    place = len(town.split())
    names = [(0, place, "LOC"), (place + 1, place + 2, "ORG")]
    if dice.random() < 0.3:
        words, names = [*words[:place], words[-1]], names[:1]
    spaces = [True] * (len(words) - 1) + [True]
    for index, word in enumerate(words[:-1]):
        spaces[index] = word != "(" and words[index + 1] != ")"
    moved = tuple((start + len(words), end + len(words), label) for start, end, label in row.entities or ())
    return replace(row, words=(*words, *row.words), spaces=(*spaces, *row.spaces), entities=(*names, *moved))
