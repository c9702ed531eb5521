"""The patterns that tell site furniture, captions and bylines from a report's paragraphs."""

import re
from dataclasses import dataclass
from functools import cache
from typing import Literal

from firsthand.model import BlockKind
from firsthand.reference import shipped


@dataclass(frozen=True, slots=True)
class BlockPattern:
    """How a block shows its kind. `max` is the length in characters beyond which the pattern says nothing."""

    kind: BlockKind
    name: str
    at: Literal["start", "whole", "anywhere"]
    max: int
    regex: re.Pattern[str]

    def fits(self, words: str) -> bool:
        """True if a block of these words, single spaces between them, is of this kind."""
        if len(words) > self.max:
            return False
        test = {"start": self.regex.match, "whole": self.regex.fullmatch, "anywhere": self.regex.search}[self.at]
        return test(words) is not None


@cache
def patterns() -> tuple[BlockPattern, ...]:
    """The table, in its order: the first that fits decides."""
    data = shipped.toml("blocks.toml")
    return tuple(map(_pattern, data["pattern"]))


def kind(words: str) -> BlockKind | None:
    """The kind that a block's own words show; `None` for a paragraph or a headline: they have no marks of their own."""
    return next((p.kind for p in patterns() if p.fits(words)), None)


def _pattern(row: dict[str, object]) -> BlockPattern:
    flags = re.IGNORECASE * (not row.get("cased", False))
    # Patterns over several lines write their spaces as \s, so that the lines' own breaks can be dropped.
    source = "".join(line.strip() for line in str(row["regex"]).splitlines())
    return BlockPattern(row["kind"], row["name"], row["at"], row["max"], re.compile(source, flags))  # type: ignore[arg-type]
