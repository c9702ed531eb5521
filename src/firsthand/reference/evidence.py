"""Words for pieces of evidence: what they are, what makes them (data/items.toml)."""

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any


@cache
def _data() -> dict[str, Any]:
    text = files("firsthand.reference").joinpath("data/items.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


@cache
def kinds() -> dict[str, str]:
    """Noun (lemma) -> name of the item: "footage" is a video."""
    return {word: name for name, words in _data()["items"].items() for word in words}


@cache
def longest() -> int:
    """How many words the longest noun has."""
    return max(len(word.split()) for word in kinds())


@cache
def makers() -> frozenset[str]:
    """Verbs whose subject produces or publishes an item."""
    return frozenset(_data()["verbs"]["makes"])


@cache
def making() -> frozenset[str]:
    """Verbs of making itself: their time is when the item was made."""
    return frozenset(_data()["verbs"]["made"])


@cache
def unknown_cues() -> tuple[str, ...]:
    """Words that say that something is not known."""
    return tuple(_data()["unknown"]["cues"])
