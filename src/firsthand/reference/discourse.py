"""How a text refers back, tells of another happening, or of many (data/discourse.toml)."""

import re
from dataclasses import dataclass
from functools import cache

from firsthand.reference import shipped


@dataclass(frozen=True, slots=True)
class Discourse:
    """Patterns for the words before a trigger (`running`, `spell`: its sentence); plurals that are many happenings."""

    definite: re.Pattern[str]
    another: re.Pattern[str]
    several: re.Pattern[str]
    running: re.Pattern[str]
    spell: re.Pattern[str]
    died_later: re.Pattern[str]
    time_after: re.Pattern[str]
    doers: re.Pattern[str]
    seen: re.Pattern[str]
    disowned: re.Pattern[str]
    disowned_object: re.Pattern[str]
    commented: re.Pattern[str]
    comment: re.Pattern[str]
    series: frozenset[str]


@cache
def discourse() -> Discourse:
    """The tables, read once."""
    data = shipped.toml("discourse.toml")
    patterns = {name: re.compile(words, re.IGNORECASE) for name, words in data.items() if name != "series"}
    return Discourse(**patterns, series=frozenset(data["series"]))
