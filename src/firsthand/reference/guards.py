"""Words that tell a time or a quantity from what only looks like one (guards.toml)."""

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any


@cache
def _tables() -> dict[str, dict[str, Any]]:
    return tomllib.loads(files("firsthand.reference").joinpath("data/guards.toml").read_text(encoding="utf-8"))


@cache
def words(table: str, name: str) -> frozenset[str]:
    """The words of a list of guards.toml, with its marks."""
    found = _tables()[table]
    return frozenset([*found.get(name, "").split(), *found.get(f"{name}_marks", [])])
