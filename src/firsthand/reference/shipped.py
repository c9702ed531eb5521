"""The tables that ship with the program, by their names below `data/`."""

import tomllib
from importlib.resources import files
from typing import Any

_DATA = files("firsthand.reference") / "data"


def content(name: str) -> bytes:
    """A table's bytes."""
    return _DATA.joinpath(name).read_bytes()


def text(name: str) -> str:
    """A table's characters."""
    return content(name).decode("utf-8")


def toml(name: str) -> dict[str, Any]:
    """A TOML table, parsed."""
    return tomllib.loads(text(name))
