"""The dictionary of actors: named groups (data/groups/*.csv), and each country's state, government, forces, police.

A group's key is the slug of its name ("islamic-state"); a state's is its ISO code ("sy"), its organs' "sy-government",
"sy-armed-forces", "sy-police". An alias that ends in a question mark in the files is weak: it means this group only
where the text gives other evidence of it (its full name, its country), as does one with a note ("SNA [Somalia]").
"""

import csv
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import cast, get_args

from firsthand.model import PartyKind
from firsthand.reference import places, shipped

TABLES = (
    "levant", "gulf_africa_north", "sahel_west", "africa_central_east", "asia", "europe", "americas", "international",
)  # fmt: skip
NOTE = re.compile(r" \[(.+)\]$")
WITH_ARTICLE = frozenset("AE BS CD CF CG CZ DO GB GM KM MV NL PH SB SC US".split())
ATTRIBUTIVES = {"US": "US", "AE": "Emirati", "PH": "Philippine", "CF": "Central African"}


class GroupError(ValueError):
    """A file of the dictionary breaks its format; the message names the group."""


@dataclass(frozen=True, slots=True)
class Group:
    """An actor. `countries` are ISO codes where it acts or belongs; years are `None` where open or unknown.

    `aliases` are other names that stand alone, `weak` those that need other evidence. `backed_by` are keys.
    """

    id: str
    name: str
    kind: PartyKind
    countries: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()
    weak: tuple[str, ...] = ()
    since: int | None = None
    until: int | None = None
    backed_by: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class State:
    """A country as an actor: `adjectives` are its demonyms ("Syrian"), `seats` cities that stand for its government."""

    iso: str
    name: str
    names: tuple[str, ...]
    adjectives: tuple[str, ...]
    seats: tuple[str, ...]

    @property
    def adjective(self) -> str:
        """The adjective that names its organs: "Syrian"."""
        return ATTRIBUTIVES.get(self.iso) or (self.adjectives[0] if self.adjectives else self.name)


@cache
def groups() -> dict[str, Group]:
    """All named groups by their key."""
    out: dict[str, Group] = {}
    for table in TABLES:
        for row in csv.DictReader(_read(f"{table}.csv").splitlines()):
            group = _group(row)
            if group.id in out:
                raise GroupError(f"{table}.csv: {group.name} stands twice")
            out[group.id] = group
    return out


@cache
def states() -> dict[str, State]:
    """Every country that has a row in states.csv, by ISO code."""
    seats = {r["iso"]: r["seats"] for r in csv.DictReader(_read("states.csv").splitlines())}
    return {
        c.country: State(c.country, c.name, (c.name, *c.aliases), c.demonyms, _split(seats[c.country]))
        for c in places.countries()
        if c.country and c.country in seats
    }


@cache
def nationals() -> frozenset[str]:
    """Words for the people of a state, in lower case: "nepali", "kenyan"."""
    return frozenset(word.lower() for state in states().values() for word in state.adjectives)


def by_id(key: str) -> Group | None:
    """The actor of a key, composed ones too."""
    return groups().get(key) or _composed().get(key)


def home(key: str | None) -> str | None:
    """The country (ISO 3166-1 alpha-2) of the group with that key, where it is of one country only."""
    group = by_id(key) if key else None
    return group.countries[0] if group is not None and len(group.countries) == 1 else None


@cache
def find(name: str) -> Group | None:
    """The actor that has this name or unmistakable alias, whatever the case."""
    return _names().get(name.casefold())


def state(iso: str) -> Group:
    """The country itself as an actor: "Syria"."""
    return _composed()[iso.lower()]


def government(iso: str) -> Group:
    """The country's government."""
    return _composed()[f"{iso.lower()}-government"]


def armed_forces(iso: str) -> Group:
    """The country's armed forces, by their own name where the dictionary has one ("Israel Defense Forces")."""
    return _organ(iso, "army", "armed-forces")


def police(iso: str) -> Group:
    """The country's police."""
    return _organ(iso, "police", "police")


def ministry(iso: str | None, portfolio: str) -> Group:
    """A ministry by its portfolio ("defence"), of a country if known: "Syrian Defence Ministry"."""
    title = f"{portfolio.title()} Ministry"
    if iso is None:
        return Group("", title, "government")
    return Group(
        f"{iso.lower()}-{slug(portfolio)}-ministry", f"{states()[iso].adjective} {title}", "government", (iso,)
    )


def slug(name: str) -> str:
    """A key: ASCII lower case, hyphens between words."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain.replace("'", "").lower()).strip("-")


@cache
def _composed() -> dict[str, Group]:
    return {g.id: g for s in states().values() for g in _organs(s)}


def _organs(s: State) -> Iterator[Group]:
    article = "the " if s.iso in WITH_ARTICLE else ""
    key, where = s.iso.lower(), (s.iso,)
    yield Group(key, s.name, "government", where)
    yield Group(f"{key}-government", f"Government of {article}{s.name}", "government", where)
    yield Group(f"{key}-armed-forces", f"{s.adjective} Armed Forces", "state-forces", where)
    yield Group(f"{key}-police", f"{s.adjective} Police", "state-forces", where)


@cache
def _organ(iso: str, word: str, suffix: str) -> Group:
    for adjective in (*states()[iso].adjectives, states()[iso].name):
        named = find(f"{adjective} {word}")
        if named and named.kind == "state-forces":
            return named
    return _composed()[f"{iso.lower()}-{suffix}"]


@cache
def _names() -> dict[str, Group]:
    return {n.casefold(): g for g in [*_composed().values(), *groups().values()] for n in (g.name, *g.aliases)}


def _group(row: dict[str, str]) -> Group:
    name, kind = row["name"], row["kind"]
    if kind not in get_args(PartyKind) or row["backed_by"] is None:
        raise GroupError(f"{name}: {kind!r} is no kind, or the row has too few cells")
    note = NOTE.search(name)
    bare = name[: note.start()] if note else name
    aliases = [] if note else [name]
    weak = [bare] if note else []
    for alias in _split(row["aliases"]):
        plain = NOTE.sub("", alias).rstrip("?")
        (aliases if plain == alias else weak).append(plain)
    since, _, until = row["active"].partition("-")
    return Group(
        slug(name), f"{bare} ({note[1]})" if note else name, cast("PartyKind", kind), tuple(row["country"].split()),
        tuple(dict.fromkeys(aliases)), tuple(dict.fromkeys(weak)), int(since) if since else None,
        int(until) if until else None, _split(row["backed_by"]),
    )  # fmt: skip


def _split(cell: str) -> tuple[str, ...]:
    return tuple(x.strip() for x in cell.split(";") if x.strip())


def _read(name: str) -> str:
    return shipped.text(f"groups/{name}")
