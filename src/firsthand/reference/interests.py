"""Whose interest a side's word serves (data/interests.toml): a visible table that can be switched off."""

from dataclasses import dataclass
from functools import cache
from typing import Literal

from firsthand.reference import shipped


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
    data = shipped.toml("interests.toml")
    return tuple(Interest(**rule) for rule in data["rule"])
