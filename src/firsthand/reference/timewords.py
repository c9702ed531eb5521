"""Words of time: months, weekdays, units, seasons, parts of the day, and what vague ones mean (timewords.toml)."""

from dataclasses import dataclass
from functools import cache

from firsthand.reference import shipped


@dataclass(frozen=True, slots=True)
class TimeWords:
    """The tables of timewords.toml."""

    months: dict[str, int]
    weekdays: dict[str, int]
    weekday_abbreviations: dict[str, int]
    units: dict[str, str]
    plurals: dict[str, str]
    seasons: dict[str, str]
    dayparts: dict[str, str]
    present: dict[str, str]
    past: dict[str, str]
    future: dict[str, str]
    sets: dict[str, str]
    decades: dict[str, int]
    parts: dict[str, tuple[float, float]]
    vague: dict[str, tuple[int, int]]
    zones: dict[str, int]
    telling: list[str]


@cache
def words() -> TimeWords:
    """The words of time, read once."""
    return TimeWords(**shipped.toml("timewords.toml"))


def unit(word: str) -> str:
    """The TIMEX3 letter of a unit, singular or plural."""
    table = words()
    single = table.plurals.get(word) or (word if word in table.units else word.removesuffix("s"))
    return table.units[single]
