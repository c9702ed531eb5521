"""Names that the reference tables know, by what they may be: the voters of the typing layer."""

import re
from dataclasses import dataclass
from functools import cache

from firsthand.extract.language.layer import NameLabel
from firsthand.extract.language.lexicon import lexicon
from firsthand.reference import groups, outlets, people, places

FIRST = re.compile(r"\w*")
LONGEST = 7  # words of a known name


@dataclass(frozen=True, slots=True)
class Known:
    """What a name may be; `sure` where it stands for that wherever it is capitalised."""

    label: NameLabel
    sure: bool


@cache
def names() -> dict[str, Known]:
    """By case-folded name. Where tables disagree the first of: countries, groups, demonyms, outlets, regions, towns."""
    found: dict[str, Known] = {}
    for name, known in _entries():
        plain = name.removeprefix("the ").removeprefix("The ")
        if len(plain) > 1 and len(plain.split()) <= LONGEST:
            found.setdefault(plain.casefold(), known)
    return found


def _entries():
    place, sure_place, people_ = Known("PLACE", False), Known("PLACE", True), Known("NORP", True)
    countries = list(places.countries())
    for row in countries:
        yield from ((name, sure_place) for name in (row.name, *row.aliases))
    for one in groups.groups().values():
        for name in (one.name, *one.aliases):
            yield name, Known("ORG", len(name) > 3 or name.isupper() or one.kind in {"rebel-group", "militia"})
        yield from ((name, Known("ORG", False)) for name in one.weak)
    for row in (*countries, *places.regions()):
        yield from ((name, people_) for name in row.demonyms)
    yield from ((name, people_) for name in lexicon().peoples)
    for outlet in outlets.outlets().values():
        yield from ((name, Known("ORG", len(name) > 3 and " " in name)) for name in (outlet.name, *outlet.aliases))
    for row in (*places.regions(), *places.units("admin1.tsv.gz", "admin1")):
        yield from ((name, place) for name in (row.name, *row.aliases))
    for row in (*places.conflict(), *places.units("admin2.tsv.gz", "district")):
        yield from ((name, place) for name in (row.name, *row.aliases))


@cache
def starts() -> frozenset[str]:
    """The first words of all known names, case-folded: most words of a text begin none."""
    return frozenset(FIRST.match(name).group() for name in names())  # type: ignore[union-attr]


def find(name: str) -> Known | None:
    """What the tables say of a name, with or without its article."""
    return names().get(name.removeprefix("the ").removeprefix("The ").removeprefix("THE ").casefold())


@cache
def titles() -> frozenset[str]:
    """Words before a person's name: "Colonel", "Mr", "spokesman"."""
    return frozenset(people.titles())
