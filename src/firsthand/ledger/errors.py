"""What can go wrong with a ledger, in words that say what to do."""

import sqlite3
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy.exc import DatabaseError, DBAPIError


class LedgerError(Exception):
    """The ledger can't be opened, read or written; what was recorded before stands."""


class Redacted(LedgerError):  # noqa: N818 - what is refused was no mistake
    """What was erased is not taken in again."""


# What SQLite says, and what a user can do about it. The first words that occur decide.
ADVICE = (
    ("was redacted", "was redacted: it is not taken in again"),
    ("disk is full", "the disk is full: free some space and repeat the command; what was recorded before is kept"),
    ("readonly", "is read-only: make the file and its folder writable, or name another with --ledger"),
    ("unable to open", "can't be opened: check that its folder exists and that you may write there"),
    ("is locked", "is in use by another process: wait until that has ended"),
    ("not a database", "is no Firsthand ledger: name another file with --ledger"),
    ("malformed", "is damaged: run `firsthand verify` and restore the file from a copy"),
    ("disk i/o error", "can't be read or written: check the disk; what was recorded before is kept"),
)


@contextmanager
def explained(path: Path) -> Generator[None]:
    """Turn the database's errors into LedgerErrors that name the file; a broken invariant stays the bug that it is."""
    try:
        yield
    except (DatabaseError, sqlite3.DatabaseError) as error:
        message = str(error.orig if isinstance(error, DBAPIError) else error)
        for words, advice in ADVICE:
            if words in message.lower():
                raise (Redacted if words == "was redacted" else LedgerError)(f"{path}: {advice}") from error
        raise
