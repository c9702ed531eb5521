"""Words that tell a time or a quantity from what only looks like one (guards.toml)."""

from functools import cache
from typing import Any

from firsthand.reference import shipped


@cache
def _tables() -> dict[str, dict[str, Any]]:
    return shipped.toml("guards.toml")


@cache
def words(table: str, name: str) -> frozenset[str]:
    """The words of a list of guards.toml, with its marks."""
    found = _tables()[table]
    return frozenset([*found.get(name, "").split(), *found.get(f"{name}_marks", [])])
