"""How a text refers back, tells of another happening, or of many (data/discourse.toml)."""

import re
from dataclasses import dataclass
from functools import cache

from firsthand.reference import shipped


@dataclass(frozen=True, slots=True)
class Discourse:
    """Patterns for the words before a trigger (`running`, `spell`: its sentence); plurals that are many happenings.

    `summed` are the words, in lower case, of which one stands wherever `spell` is found: quickly seen to be missing.
    """

    definite: re.Pattern[str]
    another: re.Pattern[str]
    several: re.Pattern[str]
    running: re.Pattern[str]
    spell: re.Pattern[str]
    died_later: re.Pattern[str]
    grown: re.Pattern[str]
    time_after: re.Pattern[str]
    doers: re.Pattern[str]
    seen: re.Pattern[str]
    answered: re.Pattern[str]
    counted_from: re.Pattern[str]
    followed: re.Pattern[str]
    disowned: re.Pattern[str]
    disowned_object: re.Pattern[str]
    commented: re.Pattern[str]
    comment: re.Pattern[str]
    condemned: re.Pattern[str]
    summed: re.Pattern[str]
    series: frozenset[str]


@cache
def discourse() -> Discourse:
    """The tables, read once."""
    data = shipped.toml("discourse.toml")
    series, summed = data.pop("series"), data.pop("summed")
    for name, words in summed.items():
        data["spell"] = data["spell"].replace(name, words)
    patterns = {name: re.compile(words, re.IGNORECASE) for name, words in data.items()}
    return Discourse(**patterns, summed=re.compile("|".join(summed.values())), series=frozenset(series))
