"""What quantities measure: strength, territory, population, displacement, aid (data/measures.toml)."""

from dataclasses import dataclass
from functools import cache

from firsthand.reference import shipped


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of measure: the nouns counted, the units of its figures, words that stand beside it, and its verbs."""

    nouns: frozenset[str]
    units: frozenset[str]
    beside: frozenset[str]
    verbs: frozenset[str]


@cache
def kinds() -> dict[str, Kind]:
    """All kinds by name."""
    return {name: _kind(row) for name, row in shipped.toml("measures.toml").items()}


def _kind(row: dict[str, list[str]]) -> Kind:
    return Kind(*(frozenset(row.get(key, ())) for key in ("nouns", "units", "beside", "verbs")))
