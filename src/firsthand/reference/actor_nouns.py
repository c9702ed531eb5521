"""Common nouns for actors (data/groups/heads.toml) and what attributes make of them (data/groups/backed.csv)."""

import csv
import tomllib
from dataclasses import dataclass
from functools import cache
from typing import Literal, cast

from firsthand.model import PartyKind
from firsthand.reference import shipped

Role = Literal["member", "body", "asset"]
Number = Literal["singular", "plural"]


@dataclass(frozen=True, slots=True)
class Head:
    """What a noun says of an actor: its class, the kind where nothing names the actor, and its number."""

    word: str
    group: str
    kind: PartyKind
    role: Role
    number: Number


@cache
def heads() -> dict[tuple[str, ...], Head]:
    """All heads by their words in lower case, singular and plural; the first class that has a word wins."""
    data = tomllib.loads(_read("heads.toml"))
    out: dict[tuple[str, ...], Head] = {}
    for group, rows in data.items():
        kind = cast("PartyKind", rows["kind"])
        for field, role in (("bodies", "body"), ("plural", "body"), ("members", "member"), ("assets", "asset")):
            for entry in rows.get(field, ()):
                for word, number in _forms(entry, field):
                    head = Head(entry.split("/")[0], group, kind, cast("Role", role), number)
                    out.setdefault(tuple(word.replace("'s", "").replace("-", " ").split()), head)
    return out


@cache
def openings() -> frozenset[str]:
    """The words that a head begins with."""
    return frozenset(words[0] for words in heads())


@cache
def longest() -> int:
    """How many words the longest head has."""
    return max(map(len, heads()))


@cache
def backed() -> dict[tuple[str, str, str], str]:
    """(backer's key or other attribute, country, noun) -> key of the group that the phrase usually means there."""
    out: dict[tuple[str, str, str], str] = {}
    for row in csv.DictReader(_read("backed.csv").splitlines()):
        for word in row["words"].split():
            out.setdefault((row["backer"], row["country"], word), row["party"])
    return out


def _forms(entry: str, field: str) -> list[tuple[str, Number]]:
    singular, _, irregular = entry.partition("/")
    if field == "plural":
        return [(singular, "plural")]
    return [(singular, "singular"), (irregular or plural(singular), "plural")]


def plural(word: str) -> str:
    """The regular plural."""
    if word.endswith(("s", "x", "ch", "sh")):
        return word + "es"
    if word.endswith("y") and word[-2] not in "aeiou":
        return word[:-1] + "ies"
    return word + "s"


def _read(name: str) -> str:
    return shipped.text(f"groups/{name}")
