"""The user's table of sources: how reliable each is by the Admiralty letter (A to F). Who is not in it is F.

A TOML file with one table, names on the left as they stand in reports, in any case:

    [sources]
    "Syrian Civil Defence" = "B"
    "Karsu Post" = "D"
"""

import hashlib
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import cast, get_args

from firsthand.model.incidents import SourceLetter
from firsthand.reference.agencies import by_name

Sources = Mapping[str, SourceLetter]  # by folded name
LETTERS: tuple[SourceLetter, ...] = get_args(SourceLetter)
UNJUDGED: SourceLetter = "F"


class SourcesError(ValueError):
    """The user's table can't be used; the message names the file and the line's name."""


def load(path: Path | None = None) -> Sources:
    """The table of a file; an empty one without a file. Raises SourcesError."""
    if path is None:
        return {}
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise SourcesError(f"{path}: the table of sources can't be read: {error}") from error
    return table(data.get("sources"), str(path))


def digest(path: Path | None) -> str | None:
    """`sha256:` and the hex digest of a file of grades; `None` without a file."""
    return "sha256:" + hashlib.sha256(path.read_bytes()).hexdigest() if path is not None else None


def table(data: object, at: str) -> Sources:
    """A table from its TOML data."""
    if not isinstance(data, dict):
        raise SourcesError(f"{at}: there is no table [sources]")
    found = cast("dict[str, object]", data)
    for name, letter in found.items():
        if letter not in LETTERS:
            raise SourcesError(f"{at}: {name!r} is graded {letter!r}: give one of {', '.join(LETTERS)}")
    return {folded(name): cast("SourceLetter", letter) for name, letter in found.items()}


def letter(sources: Sources, name: str) -> SourceLetter:
    """How reliable a source is; F where the table does not say."""
    return sources.get(folded(name), UNJUDGED)


def folded(name: str) -> str:
    """A name without case and article; an agency's alias becomes its name."""
    agency = by_name().get(name)
    words = (agency.name if agency else name).casefold().split()
    return " ".join(words[1:] if len(words) > 1 and words[0] == "the" else words)
