"""Whose interest a side's word serves (data/interests.toml): a visible table that can be switched off."""

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Literal


@dataclass(frozen=True, slots=True)
class Interest:
    """A rule: a speaker on a side, how it tells it, of what kind the other side is, and the words for the reasons."""

    speaker: Literal["actor", "recipient"]
    stance: str
    other: Literal["any", "armed", "civilians"]
    words: str


@cache
def interests() -> tuple[Interest, ...]:
    """The rules, in their order."""
    data = tomllib.loads(files("firsthand.reference").joinpath("data/interests.toml").read_text(encoding="utf-8"))
    return tuple(Interest(**rule) for rule in data["rule"])
