"""What was last computed from a ledger, kept in a file beside it (`firsthand.db-views`): derived, and safe to delete.

It is no part of the ledger: it is neither chained nor verified, and whatever reads it checks first that it was made of
this very ledger by this very program. What can't be read is thrown away, what can't be written is done without.
"""

import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from firsthand.model import Position

SUFFIX = "-views"
VERSION = 3  # of the tables; a file of another version is made again
ALL = ""  # stands among those that are gone for all that were there before everything was made anew
TABLES = """
CREATE TABLE IF NOT EXISTS fact (name TEXT PRIMARY KEY, value TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS piece (name TEXT PRIMARY KEY, data BLOB NOT NULL);
CREATE TABLE IF NOT EXISTS note (name TEXT PRIMARY KEY, words TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS incident
    (id TEXT PRIMARY KEY, day TEXT NOT NULL, words TEXT NOT NULL, asks INTEGER NOT NULL, seq INTEGER NOT NULL);
CREATE TABLE IF NOT EXISTS gone (id TEXT PRIMARY KEY, seq INTEGER NOT NULL);
CREATE TABLE IF NOT EXISTS claim (id TEXT PRIMARY KEY, document TEXT NOT NULL, incident TEXT) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS incident_by_day ON incident (day, id);
CREATE INDEX IF NOT EXISTS incident_by_seq ON incident (seq);
CREATE INDEX IF NOT EXISTS incident_that_asks ON incident (day, id) WHERE asks;
CREATE INDEX IF NOT EXISTS claim_by_document ON claim (document);
"""
PAGE = 16384  # bytes: several incidents fit into one, where a smaller page would hold one and be half empty
SETTINGS = (f"page_size = {PAGE}", "synchronous = NORMAL", "journal_mode = WAL", "cache_size = -65536")
_WORDS = "SELECT words FROM incident"
_INCIDENT = "INSERT OR REPLACE INTO incident VALUES (?, ?, ?, ?, ?)"
LAST_CHARACTER = "\U0010ffff"


class KeptError(Exception):
    """What was kept can't be read or written; it is made again."""


@dataclass(frozen=True, slots=True)
class Made:
    """An incident as it is kept: `day` and `id` sort it, `words` is its line of JSON but for where the ledger stood.

    `asks` marks those that a person may be asked about.
    """

    id: str
    day: str
    words: str
    claims: tuple[str, ...]
    asks: bool = False


@dataclass(frozen=True, slots=True)
class Change:
    """What to write: incidents that are new, the ids of those that are no more, claims by document, named pieces.

    Pieces that are not named stay, unless they are `dropped`; `whole` replaces everything. `facts` say what it was
    made of.
    """

    facts: Mapping[str, str]
    pieces: Mapping[str, bytes]
    incidents: Iterable[Made]
    gone: Iterable[str] = ()
    claims: Mapping[str, Iterable[str]] | None = None
    whole: bool = False
    dropped: Iterable[str] = ()


class Kept:
    """The open file. `with Kept.open(path) as kept: …`; every method raises KeptError."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    @classmethod
    def open(cls, ledger: Path) -> Self:
        """Open what is kept beside a ledger, laying out an empty file where there is none, or a spoilt one."""
        path = beside(ledger)
        try:
            return cls(_opened(path))
        except sqlite3.DatabaseError as error:
            if isinstance(error, sqlite3.OperationalError):
                raise KeptError(f"{path}: {error}") from error
        forget(ledger)
        try:
            return cls(_opened(path))
        except sqlite3.Error as error:
            raise KeptError(f"{path}: {error}") from error

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        self._connection.close()

    def __del__(self) -> None:
        self.close()  # a connection refers to itself: left alone, its files stay open until cycles are looked for

    def hold(self) -> None:
        """See from now on what is kept at this moment, whatever others write."""
        self.release()
        self._run("BEGIN")
        self.facts()

    def release(self) -> None:
        if self._connection.in_transaction:
            self._run("COMMIT")

    def facts(self) -> dict[str, str]:
        """What it was made of; empty where nothing was made yet."""
        return dict(self._rows("SELECT name, value FROM fact"))

    def position(self) -> Position | None:
        """Where the ledger stood."""
        facts = self.facts()
        return Position(int(facts["seq"]), facts["head"]) if "seq" in facts else None

    def pieces(self) -> dict[str, bytes]:
        return dict(self._rows("SELECT name, data FROM piece"))

    def count(self) -> int:
        """How many incidents there are."""
        return int(next(self._rows("SELECT count(*) FROM incident"))[0])

    def words(self) -> Iterator[str]:
        """The incidents as lines of JSON, by day, then by id."""
        return (w for (w,) in self._rows(f"{_WORDS} ORDER BY day, id"))

    def asking(self) -> Iterator[str]:
        """Those that a person may be asked about, as lines of JSON, by day, then by id."""
        return (w for (w,) in self._rows(f"{_WORDS} WHERE asks ORDER BY day, id"))

    def touched(self, since: int) -> set[str] | None:
        """The incidents (by id) that were written or went after an entry; `None` where that can't be told."""
        gone = dict(self._rows("SELECT id, seq FROM gone WHERE seq > ?", since))
        if ALL in gone:
            return None
        return {*gone, *(i for (i,) in self._rows("SELECT id FROM incident WHERE seq > ?", since))}

    def of(self, ids: Iterable[str]) -> list[str]:
        """These incidents as lines of JSON, by day, then by id; those that are there."""
        found = [row for i in ids for row in self._rows("SELECT day, id, words FROM incident WHERE id = ?", i)]
        return [words for _, _, words in sorted(found)]

    def between(self, first: str, last: str) -> list[str]:
        """The incidents of some days as lines of JSON, by day, then by id."""
        return [w for (w,) in self._rows(f"{_WORDS} WHERE day >= ? AND day <= ? ORDER BY day, id", first, last)]

    def note(self, name: str) -> str | None:
        """What was noted down of these incidents."""
        return next((words for (words,) in self._rows("SELECT words FROM note WHERE name = ?", name)), None)

    def write_note(self, name: str, words: str) -> None:
        """Note something down until everything is made anew."""
        self._run("INSERT OR REPLACE INTO note VALUES (?, ?)", name, words)

    def named(self, prefix: str) -> list[str]:
        """The incidents, as lines of JSON, whose id starts so."""
        return [w for (w,) in self._rows(f"{_WORDS} WHERE id >= ? AND id < ?", *_between(prefix))]

    def claims(self, prefix: str) -> list[tuple[str, str, str | None]]:
        """Claims whose id starts so, with their document and the incident that they are in."""
        return list(self._rows("SELECT id, document, incident FROM claim WHERE id >= ? AND id < ?", *_between(prefix)))

    def write(self, change: Change) -> None:
        """All or nothing."""
        self.release()
        try:
            self._connection.execute("BEGIN IMMEDIATE")
            try:
                self._write(change)
                self._connection.execute("COMMIT")
            except BaseException:
                if self._connection.in_transaction:
                    self._connection.execute("ROLLBACK")
                raise
        except sqlite3.Error as error:
            raise KeptError(str(error)) from error

    def _write(self, change: Change) -> None:
        run = self._connection.executemany
        seq = int(change.facts["seq"])
        if change.whole:
            self._write_all(change, seq)
        else:
            self._write_some(change, seq)
        run("DELETE FROM piece WHERE name = ?", ((name,) for name in change.dropped))
        run("INSERT OR REPLACE INTO piece VALUES (?, ?)", change.pieces.items())
        run("INSERT OR REPLACE INTO fact VALUES (?, ?)", change.facts.items())

    def _write_all(self, change: Change, seq: int) -> None:
        """In the order of their ids, so that each is written behind the last."""
        run = self._connection.executemany
        for table in ("fact", "piece", "note", "incident", "claim", "gone"):
            self._connection.execute(f"DELETE FROM {table}")
        self._connection.execute("INSERT INTO gone VALUES (?, ?)", (ALL, seq))
        owner: dict[str, str] = {}
        for made in sorted(change.incidents, key=lambda m: m.id):
            self._connection.execute(_INCIDENT, _row(made, seq))
            owner |= dict.fromkeys(made.claims, made.id)
        claims = ((c, document, owner.get(c)) for document, told in (change.claims or {}).items() for c in told)
        run("INSERT OR REPLACE INTO claim VALUES (?, ?, ?)", sorted(claims, key=lambda c: c[0]))

    def _write_some(self, change: Change, seq: int) -> None:
        run = self._connection.executemany
        for document, claims in (change.claims or {}).items():
            self._connection.execute("DELETE FROM claim WHERE document = ?", (document,))
            run("INSERT OR REPLACE INTO claim VALUES (?, ?, NULL)", ((c, document) for c in claims))
        gone = [(g,) for g in change.gone]
        run("DELETE FROM incident WHERE id = ?", gone)
        run("INSERT OR REPLACE INTO gone VALUES (?, ?)", ((g, seq) for (g,) in gone))
        for made in change.incidents:
            self._connection.execute(_INCIDENT, _row(made, seq))
            run("UPDATE claim SET incident = ? WHERE id = ?", ((made.id, c) for c in made.claims))

    def _run(self, statement: str, *values: str) -> None:
        try:
            self._connection.execute(statement, values)
        except sqlite3.Error as error:
            raise KeptError(str(error)) from error

    def _rows(self, chosen: str, *values: str | int) -> Iterator[Any]:
        try:
            yield from self._connection.execute(chosen, values)
        except sqlite3.Error as error:
            raise KeptError(str(error)) from error


def _row(made: Made, seq: int) -> tuple[str, str, str, bool, int]:
    return made.id, made.day, made.words, made.asks, seq


def beside(ledger: Path) -> Path:
    """Where what is kept of a ledger stands."""
    return ledger.with_name(ledger.name + SUFFIX)


def forget(ledger: Path) -> None:
    """Delete what is kept of a ledger."""
    for ending in ("", "-wal", "-shm"):
        with suppress(OSError):
            Path(f"{beside(ledger)}{ending}").unlink()


def _opened(path: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(path, isolation_level=None, timeout=30, check_same_thread=False)
    try:
        for setting in SETTINGS:
            connection.execute(f"PRAGMA {setting}")
        (version,), (tables,) = (
            connection.execute(f"PRAGMA {v}").fetchone() for v in ("user_version", "schema_version")
        )
        if tables and version != VERSION:
            raise sqlite3.DatabaseError(f"tables of version {version}")
        connection.executescript(f"{TABLES} PRAGMA user_version = {VERSION};")
    except BaseException:
        connection.close()
        raise
    return connection


def _between(prefix: str) -> tuple[str, str]:
    return prefix, prefix + LAST_CHARACTER
