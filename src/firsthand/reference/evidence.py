"""Words for pieces of evidence: what they are, what makes them (data/items.toml)."""

from functools import cache
from typing import Any

from firsthand.reference import shipped


@cache
def _data() -> dict[str, Any]:
    return shipped.toml("items.toml")


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
