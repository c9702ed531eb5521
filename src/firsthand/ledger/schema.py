"""The ledger's tables, the triggers that hold its invariants, and how an older ledger becomes one of today.

`entry` is append-only: each row carries the digest of the one before it (`previous`) and its own (`own`, over all its
columns). `body` holds what entries are about, by digest; a body is deleted only after a redaction names it.
"""

import re
from collections.abc import Mapping

from sqlalchemy import CheckConstraint, Column, Connection, Index, Integer, MetaData, Table, Text
from sqlalchemy.dialects import sqlite
from sqlalchemy.schema import CreateIndex, CreateTable

VERSION = 2
APPLICATION = 0x46687274  # "Fhrt": marks the file as ours
GENESIS = "sha256:" + "0" * 64  # what the first entry carries as the one before it
KINDS = (
    "report",
    "document",
    "run",
    "claim",
    "decision",
    "correction",
    "rejection",
    "withdrawal",
    "redaction",
    "failure",
    "timestamp",
)

metadata = MetaData()

body = Table("body", metadata, Column("digest", Text, primary_key=True), Column("json", Text, nullable=False))

entry = Table(
    "entry",
    metadata,
    Column("seq", Integer, primary_key=True, autoincrement=False),
    Column("at", Text, nullable=False),
    Column("kind", Text, CheckConstraint(f"kind IN {KINDS}"), nullable=False),
    Column("subject", Text, nullable=False),
    Column("by", Text, nullable=False),
    Column("digest", Text, nullable=False),  # no foreign key: a redacted body leaves its entries behind
    Column("previous", Text, nullable=False),
    Column("own", Text, nullable=False),
    Index("entry_latest", "kind", "subject", "seq"),
)

REDACTED = "EXISTS (SELECT 1 FROM entry WHERE kind = 'redaction' AND subject = {})"
TRIGGERS = (
    """CREATE TRIGGER entry_is_never_changed BEFORE UPDATE ON entry
       BEGIN SELECT RAISE(ABORT, 'an entry is never changed'); END""",
    """CREATE TRIGGER entry_is_never_deleted BEFORE DELETE ON entry
       BEGIN SELECT RAISE(ABORT, 'an entry is never deleted'); END""",
    f"""CREATE TRIGGER entry_follows_the_last BEFORE INSERT ON entry
       WHEN NEW.seq IS NOT (SELECT coalesce(max(seq), 0) + 1 FROM entry)
         OR NEW.previous IS NOT coalesce((SELECT own FROM entry ORDER BY seq DESC LIMIT 1), '{GENESIS}')
       BEGIN SELECT RAISE(ABORT, 'an entry follows the last one'); END""",
    f"""CREATE TRIGGER entry_stays_redacted BEFORE INSERT ON entry
       WHEN NEW.kind = 'document' AND {REDACTED.format("substr(NEW.subject, 1, instr(NEW.subject || '/', '/') - 1)")}
       BEGIN SELECT RAISE(ABORT, 'this document was redacted'); END""",
    """CREATE TRIGGER body_is_never_changed BEFORE UPDATE ON body
       BEGIN SELECT RAISE(ABORT, 'a body is never changed'); END""",
    """CREATE TRIGGER body_is_never_replaced BEFORE INSERT ON body
       WHEN EXISTS (SELECT 1 FROM body WHERE digest = NEW.digest)
       BEGIN SELECT RAISE(ABORT, 'a body is never replaced'); END""",
    f"""CREATE TRIGGER body_stays_redacted BEFORE INSERT ON body WHEN {REDACTED.format("NEW.digest")}
       BEGIN SELECT RAISE(ABORT, 'this body was redacted'); END""",
    f"""CREATE TRIGGER body_is_deleted_by_redaction BEFORE DELETE ON body WHEN NOT {REDACTED.format("OLD.digest")}
       BEGIN SELECT RAISE(ABORT, 'a body is deleted only by a redaction'); END""",
)

# SQLite can't widen a CHECK: the table is copied, every entry as it is, under a schema that knows the new kinds.
_COLUMNS = "seq, at, kind, subject, by, digest, previous, own"
_WIDER_KINDS = (
    *(f"DROP TRIGGER {name}" for name in re.findall(r"CREATE TRIGGER (\w+)", " ".join(TRIGGERS))),
    "DROP INDEX entry_latest",
    "ALTER TABLE entry RENAME TO entry_before",
    *(str(made.compile(dialect=sqlite.dialect())) for made in (CreateTable(entry), *map(CreateIndex, entry.indexes))),
    f"INSERT INTO entry ({_COLUMNS}) SELECT {_COLUMNS} FROM entry_before ORDER BY seq",
    "DROP TABLE entry_before",
    *TRIGGERS,
)

# From each version the statements that make the next one of it. They may add; entries stay as they are.
MIGRATIONS: Mapping[int, tuple[str, ...]] = {1: _WIDER_KINDS}  # 2 keeps time stamps of an authority


def create(connection: Connection) -> None:
    """Lay out an empty ledger. The caller holds the transaction."""
    metadata.create_all(connection)
    for trigger in TRIGGERS:
        connection.exec_driver_sql(trigger)
    connection.exec_driver_sql(f"PRAGMA application_id = {APPLICATION}")
    connection.exec_driver_sql(f"PRAGMA user_version = {VERSION}")


def migrate(connection: Connection, version: int) -> None:
    """Make an older ledger one of today, a version at a time. The caller holds the transaction."""
    for step in range(version, VERSION):
        for statement in MIGRATIONS[step]:
            connection.exec_driver_sql(statement)
        connection.exec_driver_sql(f"PRAGMA user_version = {step + 1}")
