"""Small words by which phrases for actors are read (data/groups/words.toml)."""

from functools import cache
from typing import Any, cast, get_args

from firsthand.model import PartyKind
from firsthand.reference import shipped


@cache
def words(key: str) -> frozenset[str]:
    """The words of one list, lower case."""
    return frozenset(_data()[key].split())


@cache
def phrases(key: str) -> frozenset[str]:
    """The entries of a list with one a line, lower case."""
    return frozenset(line.strip() for line in _data()[key].splitlines() if line.strip())


@cache
def organisation_kinds() -> dict[str, PartyKind]:
    """What the first or last word of an organisation's name says of its kind."""
    table = _data()["organisations"]
    unknown = set(table) - set(get_args(PartyKind))
    if unknown:
        raise ValueError(f"words.toml: no kind is called {', '.join(sorted(unknown))}")
    return {word: cast("PartyKind", kind) for kind, listed in table.items() for word in listed.split()}


@cache
def _data() -> dict[str, Any]:
    return shipped.toml("groups/words.toml")
