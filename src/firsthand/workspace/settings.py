"""What a run needs to know: where the ledger is, which model reads, who does it."""

import getpass
import os
from dataclasses import dataclass, field
from pathlib import Path

DEFAULT_LEDGER = Path("firsthand.db")


def _user() -> str:
    """The name written beside what a person does: FIRSTHAND_USER, else the login name."""
    if name := os.environ.get("FIRSTHAND_USER"):
        return name
    try:
        return getpass.getuser()
    except (KeyError, OSError):  # a container's user may have no name
        return f"uid {os.getuid()}"


@dataclass(frozen=True, slots=True)
class Settings:
    """Where the ledger is and what reads for it.

    `actors` and `sources` are the user's own files of actors and of source grades, if there are any.
    """

    ledger: Path = DEFAULT_LEDGER
    model: str | None = None
    gazetteer: Path | None = None
    actors: Path | None = None
    sources: Path | None = None
    user: str = field(default_factory=_user)
