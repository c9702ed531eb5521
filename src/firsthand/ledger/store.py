"""The append-only store: open a file, append an entry, look entries up. What entries are about stands in ledger.py."""

import json
import os
import sqlite3
from collections.abc import Generator, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import Any, cast

from sqlalchemy import Connection, Executable, bindparam, create_engine, func, select
from sqlalchemy.pool import NullPool

from firsthand.ledger import schema
from firsthand.ledger.bodies import Entry, canonical, chained, digest, entry_of
from firsthand.ledger.errors import LedgerError, Redacted, explained
from firsthand.model import Position

AsOf = Position | int | str | None
PAGE = 500  # rows held at a time
LAST_CHARACTER = "\U0010ffff"  # sorts after every text that starts alike
SETTINGS = ("synchronous = FULL", "secure_delete = ON", "recursive_triggers = ON")

_entry, _body = schema.entry, schema.body
_LAST = select(_entry).order_by(_entry.c.seq.desc()).limit(1)
_LATEST = (
    select(_entry)
    .where(_entry.c.kind == bindparam("kind"), _entry.c.subject == bindparam("subject"))
    .where(_entry.c.seq <= bindparam("upto"))
    .order_by(_entry.c.seq.desc())
    .limit(1)
)
_BODY = select(_body.c.json).where(_body.c.digest == bindparam("digest"))
_WITH_BODY = (
    select(_entry, _body.c.json)
    .join(_body, _body.c.digest == _entry.c.digest)
    .where(_entry.c.seq.in_(bindparam("numbers", expanding=True)))
    .order_by(_entry.c.seq)
)
_INSERT_BODY, _INSERT_ENTRY = _body.insert(), _entry.insert()


class Store:
    """An open ledger file. One process writes at a time; readers are never kept waiting."""

    def __init__(self, path: Path, connection: Connection) -> None:
        self.path = path
        self._connection = connection
        self._inside = False

    def prepare(self, *, readonly: bool) -> None:
        """Check whose file this is and of which version; lay out a new ledger, bring an older one up to date."""
        with explained(self.path):
            version = self._pragma("user_version")
            empty = version == 0 and self._pragma("schema_version") == 0
            if not empty and self._pragma("application_id") != schema.APPLICATION:
                raise LedgerError(f"{self.path}: is no Firsthand ledger: name another file with --ledger")
        if version > schema.VERSION:
            raise LedgerError(
                f"{self.path}: was written by a newer Firsthand (ledger version {version}, this program knows "
                f"{schema.VERSION}): install the newer program"
            )
        if readonly and (empty or version < schema.VERSION):
            raise LedgerError(f"{self.path}: is empty or of an older version: open it once for writing")
        if not readonly:
            self._set_up(version)

    @contextmanager
    def transaction(self) -> Generator[None]:
        """All or nothing: an exception, Ctrl-C or a kill inside leaves the ledger as it was. Nests into one."""
        if self._inside:
            yield
            return
        with explained(self.path):
            self._connection.exec_driver_sql("BEGIN IMMEDIATE")
            self._inside = True
            try:
                yield
                self._connection.exec_driver_sql("COMMIT")
            except BaseException:
                self._roll_back()
                raise
            finally:
                self._inside = False

    def append(self, kind: str, subject: str, body: object, by: str, at: str | None = None) -> Entry | None:
        """Record `body` (a noun of the model, or a mapping); `None` where it is already the latest of its subject.

        `at` is an ISO 8601 instant, by default the clock's; it never precedes that of the entry before.
        """
        if kind not in schema.KINDS:
            raise ValueError(f"{kind!r} is none of {', '.join(schema.KINDS)}")
        words = canonical(body)
        named = digest(words)
        latest = self.latest(kind, subject)
        if latest is not None and latest.digest == named:
            if self.words(named) is None:
                raise Redacted(f"{self.path}: {kind} {subject} was redacted: it is not taken in again")
            return None
        with self.transaction():
            return self._append(kind, subject, named, words, by, at)

    def latest(self, kind: str, subject: str, as_of: AsOf = None) -> Entry | None:
        """The newest entry of this kind about this subject."""
        upto = (1 << 62) if as_of is None else self.upto(as_of)
        rows = self.rows(_LATEST, {"kind": kind, "subject": subject, "upto": upto})
        return entry_of(rows[0]) if rows else None

    def latest_body(self, kind: str, subject: str, as_of: AsOf = None) -> Any:
        """The body of the newest entry; `None` where there is none or it was redacted."""
        found = self.latest(kind, subject, as_of)
        return self.body(found.digest) if found is not None else None

    def body(self, named: str) -> Any:
        """What the body of this digest says, as JSON data; `None` where it was redacted or never was."""
        words = self.words(named)
        return None if words is None else json.loads(words)

    def words(self, named: str) -> str | None:
        """A body as it is stored."""
        rows = self.rows(_BODY, {"digest": named})
        return cast("str", rows[0]["json"]) if rows else None

    def entries(self, kinds: Sequence[str] = (), as_of: AsOf = None, after: int = 0) -> Iterator[Entry]:
        """Entries in their order, of all kinds or of these, after the one numbered `after`."""
        chosen = select(_entry).order_by(_entry.c.seq).limit(PAGE)
        if kinds:
            chosen = chosen.where(_entry.c.kind.in_(kinds))
        seen, upto = after, self.upto(as_of)
        while rows := self.rows(chosen.where(_entry.c.seq > seen, _entry.c.seq <= upto)):
            yield from map(entry_of, rows)
            seen = rows[-1]["seq"]

    def newest(
        self, kind: str, as_of: AsOf = None, *, among: Iterable[str] | None = None, below: str | None = None
    ) -> Iterator[tuple[Entry, Any]]:
        """The latest entry of each subject of a kind with its body, in order of entry; redacted ones are left out.

        `among` confines it to these subjects, `below` to those that start with a text.
        """
        return ((e, json.loads(words)) for e, words in self.newest_words(kind, as_of, among=among, below=below))

    def newest_words(
        self, kind: str, as_of: AsOf = None, *, among: Iterable[str] | None = None, below: str | None = None
    ) -> Iterator[tuple[Entry, str]]:
        """The same, each body as it is stored."""
        upto = self.upto(as_of)
        last = func.max(_entry.c.seq).label("seq")
        chosen = select(last).where(_entry.c.kind == kind, _entry.c.seq <= upto).group_by(_entry.c.subject)
        if among is not None:
            chosen = chosen.where(_entry.c.subject.in_(sorted(set(among))))
        if below is not None:
            chosen = chosen.where(_entry.c.subject >= below, _entry.c.subject < below + LAST_CHARACTER)
        numbers = sorted(row["seq"] for row in self.rows(chosen))
        for first in range(0, len(numbers), PAGE):
            for row in self.rows(_WITH_BODY, {"numbers": numbers[first : first + PAGE]}):
                yield entry_of(row), row["json"]

    def count(self, kind: str) -> int:
        """How many subjects there are of a kind."""
        chosen = select(func.count(_entry.c.subject.distinct()).label("found")).where(_entry.c.kind == kind)
        return self.rows(chosen)[0]["found"]

    def upto(self, as_of: AsOf) -> int:
        """The number of the last entry of the prefix: a position's, a number, or the last one on or before a date."""
        if isinstance(as_of, Position):
            return as_of.seq
        if isinstance(as_of, int):
            return as_of
        chosen = select(func.max(_entry.c.seq).label("seq"))
        if as_of is not None:
            chosen = chosen.where(_entry.c.at <= as_of.replace("+00:00", "Z") + LAST_CHARACTER)
        return self.rows(chosen)[0]["seq"] or 0

    def position(self, as_of: AsOf = None) -> Position:
        """The last entry of the ledger (or of a prefix of it) and its digest."""
        rows = self.rows(_LAST.where(_entry.c.seq <= self.upto(as_of)))
        return Position(rows[0]["seq"], rows[0]["own"]) if rows else Position(0, schema.GENESIS)

    def rows(self, chosen: Executable, values: Mapping[str, Any] | None = None) -> Sequence[Mapping[str, Any]]:
        """What a query finds."""
        with explained(self.path):
            found = self._connection.execute(chosen, values or {})
            return cast("Sequence[Mapping[str, Any]]", found.mappings().all())

    def delete_body(self, named: str) -> None:
        """Delete a body; the database refuses unless a redaction names it."""
        with explained(self.path):
            self._connection.execute(_body.delete().where(_body.c.digest == named))

    def forget_log(self) -> None:
        """Empty the write-ahead log, which still holds what was deleted."""
        with explained(self.path):
            self._connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")

    def close(self) -> None:
        with explained(self.path):
            self._connection.close()
            self._connection.engine.dispose()

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    def _append(self, kind: str, subject: str, named: str, words: str, by: str, at: str | None) -> Entry:
        last = self.rows(_LAST)
        seq, previous = (last[0]["seq"] + 1, last[0]["own"]) if last else (1, schema.GENESIS)
        before: str = last[0]["at"] if last else ""
        moment = max(_now(), before) if at is None else at
        if moment < before:
            raise LedgerError(f"{self.path}: an entry of {moment} can't follow one of {before}")
        own = chained(seq, moment, kind, subject, by, named, previous)
        entry = Entry(seq, moment, kind, subject, by, named, previous, own)
        if self.words(named) is None:
            self._connection.execute(_INSERT_BODY, {"digest": named, "json": words})
        self._connection.execute(_INSERT_ENTRY, {name: getattr(entry, name) for name in Entry.__slots__})
        return entry

    def _set_up(self, version: int) -> None:
        with explained(self.path):
            for setting in SETTINGS:
                self._connection.exec_driver_sql(f"PRAGMA {setting}")
            if self._pragma("journal_mode") != "wal":
                self._connection.exec_driver_sql("PRAGMA journal_mode = WAL")
        if version == schema.VERSION:
            return
        with self.transaction():
            if self._pragma("user_version") == 0:  # asked again: another process may have been faster
                schema.create(self._connection)
            else:
                schema.migrate(self._connection, self._pragma("user_version"))

    def _pragma(self, name: str) -> Any:
        return self._connection.exec_driver_sql(f"PRAGMA {name}").scalar()

    def _roll_back(self) -> None:
        # SQLite has rolled back by itself where the disk is full or the file can't be read.
        driver = cast("sqlite3.Connection", self._connection.connection.dbapi_connection)
        if driver.in_transaction:
            driver.execute("ROLLBACK")


def connect(path: Path, *, readonly: bool) -> Connection:
    """A connection to the file, every statement on its own unless a transaction is open."""
    address = path.absolute().as_uri() + ("?mode=ro" if readonly else "?mode=rwc")
    if readonly and not os.access(path.parent, os.W_OK):
        address += "&immutable=1"  # WAL wants a file beside the ledger, which can't be made there

    def opened() -> sqlite3.Connection:
        return sqlite3.connect(address, uri=True, isolation_level=None, timeout=30, check_same_thread=False)

    engine = create_engine("sqlite://", creator=opened, poolclass=NullPool, isolation_level="AUTOCOMMIT")
    with explained(path):
        return engine.connect()


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
