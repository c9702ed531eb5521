"""Lines of text with their names and sentence borders marked by hand: `kind: [Goma|LOC] fell on [Friday|DATE]. / …`."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.resources.abc import Traversable
from pathlib import Path

MARKED = re.compile(r"\[([^|\]]+)\|([A-Z]+)\]")
BORDER = " / "


@dataclass(frozen=True, slots=True)
class Line:
    """A line as it would be read; `names` and `sentences` in characters of `text`, the end exclusive."""

    kind: str
    text: str
    names: tuple[tuple[int, int, str], ...]
    sentences: tuple[tuple[int, int], ...]


def lines(path: Traversable | Path) -> Iterator[Line]:
    """The lines of a file; empty ones and those that begin with # are left out."""
    for line in path.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            kind, _, marked = line.partition(": ")
            yield _line(kind, marked)


def _line(kind: str, marked: str) -> Line:
    text, names, sentences = "", [], []
    for part in marked.split(BORDER):
        text += " " if text else ""
        start = len(text)
        done = 0
        for match in MARKED.finditer(part):
            text += part[done : match.start()]
            names.append((len(text), len(text) + len(match[1]), match[2]))
            text += match[1]
            done = match.end()
        text += part[done:]
        sentences.append((start, len(text)))
    return Line(kind, text, tuple(names), tuple(sentences))
