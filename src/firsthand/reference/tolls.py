"""How sentences tell tolls without an event word that holds the number (data/tolls.toml)."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, cast

from firsthand.model.reading import TollKind
from firsthand.reference import shipped

# a number in a coded sentence, by what it counts: people, bodies, deaths, injuries, nothing that is told
NUMBERS = {"n": "[pmvh]", "m": "m", "p": "p", "b": "b", "d": "d", "i": "i", "v": "v", "h": "h", "x": "x"}


@dataclass(frozen=True, slots=True)
class Told:
    """Patterns of sentences in which a number counts those of one kind of toll; `None`: of the kind told before.

    At `least` so many: those counted are only some of them. `again`: counted anew, apart from what was told before.
    `alone`: the words tell of violence where nothing else does. `own`: the dead of those who tell or act.
    """

    of: TollKind | None
    least: bool
    again: bool
    alone: bool
    own: bool
    patterns: tuple[re.Pattern[str], ...]


@dataclass(frozen=True, slots=True)
class Wordings:
    """The tables: what numbers count, that nobody was harmed, and which numbers and sentences tell no toll."""

    told: tuple[Told, ...]
    nobody: tuple[re.Pattern[str], ...]
    before: re.Pattern[str]
    behind: re.Pattern[str]
    elsewise: re.Pattern[str]


@cache
def status() -> Mapping[str, TollKind]:
    """Words that say of those counted what befell them."""
    return _kinds("status")


@cache
def nouns() -> Mapping[str, TollKind]:
    """Nouns whose number is a toll, by their lemma."""
    return _kinds("nouns")


@cache
def states() -> frozenset[str]:
    """The words of `status` that do not have those counted as their object."""
    return frozenset(_data()["states"]["words"].split())


@cache
def headline() -> Mapping[str, TollKind]:
    """Verbs in the present that have those counted as their object."""
    return _kinds("headline")


@cache
def received() -> frozenset[str]:
    """What hospitals do with those counted, by its lemma."""
    return frozenset(_data()["received"]["words"].split())


@cache
def elsewhere() -> frozenset[str]:
    """Where people die who are no dead of the attack told before."""
    return frozenset(_data()["elsewhere"]["words"].split())


@cache
def violent() -> frozenset[str]:
    """Who and what is named where people were attacked, by their lemma."""
    return frozenset(_data()["violent"]["words"].split())


@cache
def carried() -> re.Pattern[str]:
    """The words before a place to which those harmed came only later."""
    return re.compile(_data()["elsewhere"]["carried"], re.IGNORECASE)


@cache
def later() -> re.Pattern[str]:
    """How a sentence tells that those hurt before have died."""
    return re.compile(_data()["elsewhere"]["later"], re.IGNORECASE)


@cache
def seat() -> re.Pattern[str]:
    """The words before a place where those sit who count."""
    return re.compile(_data()["elsewhere"]["seat"], re.IGNORECASE)


def _kinds(table: str) -> Mapping[str, TollKind]:
    return {word: cast("TollKind", kind) for kind, words in _data()[table].items() for word in words.split()}


@cache
def _data() -> dict[str, Any]:
    return shipped.toml("tolls.toml")


@cache
def wordings() -> Wordings:
    """The tables, read once."""
    data = _data()
    words = {name: data[name] for name in ("aux", "dead", "hurt", "tally", "of", "among", "among_them", "into")}
    refused = data["refused"]
    return Wordings(
        told=tuple(_told(row, words) for row in data["told"]),
        nobody=tuple(_pattern(data["none"][name], words) for name in ("people", "unhurt", "empty", "things")),
        before=_pattern(refused["before"], words),
        behind=_pattern(refused["behind"], words),
        elsewise=_pattern(refused["elsewise"], words),
    )


def _told(row: Mapping[str, Any], words: Mapping[str, str]) -> Told:
    patterns = tuple(_pattern(p, words) for p in row["patterns"])
    flags = {name: row.get(name, False) for name in ("least", "again", "alone", "own")}
    return Told(None if row["of"] == "last" else row["of"], patterns=patterns, **flags)


def _pattern(told: str, words: Mapping[str, str]) -> re.Pattern[str]:
    """A pattern with its words and numbers put in; a number's place is the group `n` (the first of several)."""
    for name, value in words.items():
        told = told.replace(f"{{{name}}}", value)
    for name, letters in NUMBERS.items():
        told = told.replace(f"{{{name}}}", f"(?P<n>#{letters}(?P<at>\\d+))", 1)
        told = told.replace(f"{{{name}}}", f"#{letters}\\d+")
    return re.compile(told, re.IGNORECASE)
