"""What the words around a name say about it: lists that a person may edit, and counts from annotated news."""

from dataclasses import dataclass
from functools import cache
from typing import Any

from firsthand.reference import shipped
from firsthand.reference.places import read_table


@dataclass(frozen=True, slots=True)
class Context:
    """Lower-case words around names; `nouns` maps a noun of place to the kind of place it says."""

    before: frozenset[str]
    titles: frozenset[str]
    organisations: frozenset[str]
    never: frozenset[str]
    nowhere: frozenset[str]  # names as written
    clear: frozenset[str]
    nouns: dict[str, str]
    speech: frozenset[str]
    abbreviations: dict[str, tuple[str, str]]  # "Fla." -> ("US", "Florida")


@dataclass(frozen=True, slots=True)
class WordCounts:
    """How often annotated news has a name as (part of) a place, person, organisation, other, and in lower case."""

    place: int
    person: int
    organisation: int
    other: int
    lower: int


@cache
def context() -> Context:
    """The lists of `data/places/context.toml`."""
    data = _toml("context.toml")
    return Context(
        frozenset(data["before"]),
        frozenset(data["titles"]),
        frozenset(data["organisations"]),
        frozenset(data["never"]),
        frozenset(data["nowhere"]),
        frozenset(data["clear"]),
        {word: kind for kind, words in data["nouns"].items() for word in words},
        frozenset(data["speech"]["verbs"]),
        {
            short: (country, name)
            for country, pairs in data["abbreviations"].items()
            for short, name in (p.split("=") for p in pairs)
        },
    )


@cache
def word_counts() -> dict[str, WordCounts]:
    """Counts by the name's strict key; their source is named in the README of the data."""
    return {
        r["word"]: WordCounts(*(int(r[c]) for c in ("place", "person", "organisation", "other", "lower")))
        for r in read_table("words.tsv")
    }


@cache
def weights() -> dict[str, dict[str, float]]:
    """The weights of the place step's models: "spot", "prior" and "rank" (see docs/places.md for how they came)."""
    return _toml("weights.toml")


def _toml(name: str) -> dict[str, Any]:
    return shipped.toml(f"places/{name}")
