"""How a text tells history and habit beside its news (data/background.toml)."""

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

PATTERNS = ("habit", "earlier", "spell")


@dataclass(frozen=True, slots=True)
class Background:
    """Patterns for a trigger's clause (`habit`, `spell`), for the words before it (`earlier`); nouns for what lasts."""

    habit: re.Pattern[str]
    earlier: re.Pattern[str]
    spell: re.Pattern[str]
    lasting: frozenset[str]
    states: frozenset[str]  # nouns that with "the" name how things stand


@cache
def background() -> Background:
    """The tables, read once."""
    data = tomllib.loads(files("firsthand.reference").joinpath("data/background.toml").read_text(encoding="utf-8"))
    patterns = {name: re.compile(data[name], re.IGNORECASE) for name in PATTERNS}
    return Background(**patterns, lasting=frozenset(data["lasting"]), states=frozenset(data["states"]))
