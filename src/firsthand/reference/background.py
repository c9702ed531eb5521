"""How a text tells history and habit beside its news (data/background.toml)."""

import re
from dataclasses import dataclass
from functools import cache

from firsthand.reference import shipped

PATTERNS = ("habit", "earlier", "spell", "stretch")


@dataclass(frozen=True, slots=True)
class Background:
    """Patterns for a trigger's clause (`habit`, `spell`, `stretch`) and the words before it (`earlier`); nouns for what
    lasts."""

    habit: re.Pattern[str]
    earlier: re.Pattern[str]
    spell: re.Pattern[str]
    stretch: re.Pattern[str]
    lasting: frozenset[str]
    states: frozenset[str]  # nouns that with "the" name how things stand


@cache
def background() -> Background:
    """The tables, read once."""
    data = shipped.toml("background.toml")
    patterns = {name: re.compile(data[name], re.IGNORECASE) for name in PATTERNS}
    return Background(**patterns, lasting=frozenset(data["lasting"]), states=frozenset(data["states"]))
