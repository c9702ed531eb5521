"""The ledger: append-only, chained, idempotent, one document one transaction."""

import signal
import sqlite3
import subprocess
import sys
import textwrap
from dataclasses import replace
from pathlib import Path

import pytest

from firsthand.ledger import Ledger, LedgerError, Redacted
from firsthand.ledger import schema as ledger_schema
from firsthand.ledger.bodies import packed
from firsthand.model import Decision, Producer, Read, When
from tests.ledger.report import PRODUCER, TEXT, add, attribution, document, event, reading, report


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "firsthand.db"


@pytest.fixture
def filled(path: Path) -> Path:
    with Ledger.open(path) as ledger:
        add(ledger, reading(), report())
    return path


def tamper(path: Path, *statements: str) -> None:
    """Change the file as an intruder would, behind the triggers' backs."""
    with sqlite3.connect(path) as db:
        for name in ("entry_is_never_changed", "entry_is_never_deleted", "body_is_never_changed"):
            db.execute(f"DROP TRIGGER {name}")
        db.execute("DROP TRIGGER body_is_deleted_by_redaction")
        for statement in statements:
            assert db.execute(statement).rowcount == 1, statement
    db.close()


def test_what_is_added_is_read_back(filled: Path):
    with Ledger.open(filled) as ledger:
        assert list(ledger.reads()) == [Read(document(), (attribution(),), (event(),))]
        assert ledger.report_bytes(report().digest) == TEXT.encode()
        assert [e.kind for e in ledger.entries()] == ["report", "document", "claim", "run"]
        assert ledger.verify() == []


def test_adding_again_changes_no_byte(filled: Path):
    before = filled.read_bytes()
    with Ledger.open(filled) as ledger:
        assert ledger.has_run(document().id, PRODUCER)
        add(ledger, reading(), report())
    assert filled.read_bytes() == before
    assert sorted(p.name for p in filled.parent.iterdir()) == ["firsthand.db"]


def test_append_tells_what_was_already_the_latest(path: Path):
    with Ledger.open(path) as ledger:
        assert ledger.append("rejection", "c1", {"a": 1, "b": 2}, "ana") is not None
        assert ledger.append("rejection", "c1", {"b": 2, "a": 1}, "ben") is None
        assert ledger.append("rejection", "c1", {"a": 2}, "ana") is not None
        again = ledger.append("rejection", "c1", {"a": 1, "b": 2}, "ana")
        assert again is not None and again.seq == 3


def test_the_chain_carries_the_entry_before(filled: Path):
    with Ledger.open(filled) as ledger:
        entries = list(ledger.entries())
        assert [e.previous for e in entries] == [ledger_schema.GENESIS, *(e.own for e in entries[:-1])]
        assert ledger.position().seq == 4
        assert ledger.position().head == entries[-1].own


def test_a_better_reading_replaces_the_older_one(filled: Path):
    better = replace(reading(), producer=Producer("0.2.0", "rules", "none"), claims=(event(killed=5), event(ordinal=1)))
    with Ledger.open(filled) as ledger:
        add(ledger, better)
        (read,) = ledger.reads()
        assert read.claims == better.claims
        assert not ledger.has_run(document().id, PRODUCER)
        (then,) = ledger.reads(as_of=4)
        assert then.claims == (event(),)


def test_one_text_in_two_places_is_one_document_seen_twice(filled: Path):
    other = replace(reading(), document=document(outlet="Dara Daily", url="https://dara.example/9"))
    with Ledger.open(filled) as ledger:
        add(ledger, other, report(b"<p>" + TEXT.encode() + b"</p>"))
        (read,) = ledger.reads()
        assert read.document.outlet == "Karsu Post"
        assert [d.outlet for d in read.sightings] == ["Dara Daily"]
        seq = ledger.position().seq
        add(ledger, other)
        add(ledger, reading())
        assert ledger.position().seq == seq


def test_what_a_reading_finds_out_about_its_document_comes_back(path: Path):
    found = When("2026-03-02", "2026-03-02", "day", "inferred")
    with Ledger.open(path) as ledger:
        ledger.add_document(document())
        ledger.add_reading(reading(published=found, agency="AP"))
        (read,) = ledger.reads()
        assert (read.document.published, read.document.agency) == (found, "AP")


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE entry SET subject = 'x' WHERE seq = 1",
        "DELETE FROM entry WHERE seq = 1",
        "INSERT OR REPLACE INTO entry SELECT * FROM entry WHERE seq = 1",
        "INSERT INTO entry SELECT 9, at, kind, subject, by, digest, own, own FROM entry WHERE seq = 4",
        "INSERT INTO entry SELECT 5, at, 'gossip', subject, by, digest, own, own FROM entry WHERE seq = 4",
        "UPDATE body SET json = '{}'",
        "DELETE FROM body",
        "INSERT OR REPLACE INTO body SELECT * FROM body",
    ],
)
def test_the_database_refuses_to_change_what_is_written(filled: Path, statement: str):
    with sqlite3.connect(filled) as db, pytest.raises(sqlite3.IntegrityError):
        db.execute(statement)
    db.close()


@pytest.mark.parametrize("kind", ["document", "claim", "run", "report"])
def test_one_changed_byte_is_named(filled: Path, kind: str):
    with Ledger.open(filled) as ledger:
        entry = next(ledger.entries((kind,)))
        words = ledger.words(entry.digest)
    assert words is not None
    at = words.index("Post") if "Post" in words else len(words) - 5
    changed = words[:at] + ("X" if words[at] != "X" else "Y") + words[at + 1 :]
    tamper(filled, f"UPDATE body SET json = '{changed}' WHERE digest = '{entry.digest}'")
    with Ledger.open(filled) as ledger:
        found = ledger.verify()
    assert (found[0].seq, found[0].kind) == (entry.seq, kind)
    assert "changed" in str(found[0])


@pytest.mark.parametrize(
    ("statement", "seq", "says"),
    [
        ("UPDATE entry SET at = '2020-01-01' WHERE seq = 2", 2, "changed"),
        ("UPDATE entry SET by = 'nobody' WHERE seq = 4", 4, "changed"),
        ("DELETE FROM entry WHERE seq = 2", 3, "missing"),
        ('DELETE FROM body WHERE json LIKE \'%"text":"Shells%\'', 2, "missing"),
    ],
)
def test_a_broken_chain_is_named(filled: Path, statement: str, seq: int, says: str):
    tamper(filled, statement)
    with Ledger.open(filled) as ledger:
        found = ledger.verify()
    assert found[0].seq == seq
    assert says in found[0].message


def test_a_span_that_does_not_hold_its_words_is_named(path: Path):
    wrong = replace(event(), counts=(replace(event().counts[0], count=replace(event().counts[0].count, text="five")),))
    with Ledger.open(path) as ledger:
        add(ledger, replace(reading(), claims=(wrong,)))
        assert [(p.kind, p.subject) for p in ledger.verify()] == [("claim", wrong.id)]


def test_an_exception_inside_a_transaction_leaves_the_ledger_as_it_was(filled: Path):
    before = filled.read_bytes()
    with Ledger.open(filled) as ledger:
        with pytest.raises(KeyboardInterrupt), ledger.transaction():
            add(ledger, reading(TEXT.replace("Monday", "Friday")))
            raise KeyboardInterrupt
        assert ledger.position().seq == 4
        assert ledger.verify() == []
    assert filled.read_bytes() == before


def test_a_kill_inside_a_transaction_leaves_the_ledger_as_it_was(filled: Path):
    script = f"""
        import os, signal
        from firsthand.ledger import Ledger
        ledger = Ledger.open({str(filled)!r})
        ledger.append("rejection", "kept", {{"n": 1}}, "ana")
        with ledger.transaction():
            for n in range(500):
                ledger.append("rejection", f"c{{n}}", {{"n": n, "long": "x" * 5000}}, "ana")
            os.kill(os.getpid(), signal.SIGKILL)
    """
    done = subprocess.run([sys.executable, "-c", textwrap.dedent(script)], check=False)
    assert done.returncode == -signal.SIGKILL
    with Ledger.open(filled) as ledger:
        assert ledger.position().seq == 5
        assert ledger.verify() == []
        assert ledger.append("rejection", "after", {}, "ana") is not None


def test_a_full_disk_keeps_what_was_recorded(filled: Path):
    with Ledger.open(filled) as ledger:
        pages = ledger._pragma("page_count")
        ledger._connection.exec_driver_sql(f"PRAGMA max_page_count = {pages + 2}")
        with pytest.raises(LedgerError, match="disk is full"):
            add(ledger, reading(TEXT + " More." * 20000))
        assert ledger.position().seq == 4
        ledger._connection.exec_driver_sql("PRAGMA max_page_count = 1000000")
        assert ledger.verify() == []
        add(ledger, reading(TEXT + " More." * 20000))
        assert ledger.position().seq == 7


def test_a_ledger_of_a_newer_version_is_refused(filled: Path):
    with sqlite3.connect(filled) as db:
        db.execute(f"PRAGMA user_version = {ledger_schema.VERSION + 1}")
    db.close()
    with pytest.raises(LedgerError, match="newer Firsthand"):
        Ledger.open(filled)


def test_an_older_ledger_is_migrated(filled: Path):
    with sqlite3.connect(filled) as db:  # version 1 knew no time stamps
        db.execute("PRAGMA writable_schema = ON")
        db.execute("UPDATE sqlite_schema SET sql = replace(sql, ', ''timestamp''', '') WHERE name = 'entry'")
        db.execute("PRAGMA user_version = 1")
    db.close()
    with Ledger.open(filled) as ledger:
        assert ledger._pragma("user_version") == ledger_schema.VERSION
        assert ledger.position().seq == 4 and ledger.verify() == []
        assert ledger.append("timestamp", "sha256:0", {}, "ana") is not None
        with pytest.raises(Exception, match="never deleted"):
            ledger._connection.exec_driver_sql("DELETE FROM entry")


@pytest.mark.parametrize(
    ("content", "says"),
    [(b"not a database at all, just words" * 40, "no Firsthand ledger"), (None, "no Firsthand ledger")],
)
def test_another_file_is_refused(path: Path, content: bytes | None, says: str):
    if content is None:
        with sqlite3.connect(path) as db:
            db.execute("CREATE TABLE mine (x)")
        db.close()
    else:
        path.write_bytes(content)
    before = path.read_bytes()
    with pytest.raises(LedgerError, match="no Firsthand ledger"):
        Ledger.open(path)
    assert path.read_bytes() == before


def test_a_missing_folder_and_a_missing_ledger_are_told(tmp_path: Path):
    with pytest.raises(LedgerError, match="can't be opened"):
        Ledger.open(tmp_path / "no" / "such.db")
    with pytest.raises(LedgerError, match="there is no ledger here"):
        Ledger.open(tmp_path / "none.db", create=False)


def test_a_read_only_ledger_is_read_and_not_written(filled: Path):
    with Ledger.open(filled, readonly=True) as ledger:
        assert len(list(ledger.reads())) == 1
        with pytest.raises(LedgerError, match="read-only"):
            ledger.append("rejection", "c1", {}, "ana")


def test_as_of_is_a_prefix(path: Path):
    with Ledger.open(path) as ledger:
        ledger.append("rejection", "c1", {"n": 1}, "ana", at="2026-03-01T10:00:00.000Z")
        ledger.append("rejection", "c1", {"n": 2}, "ana", at="2026-03-02T23:59:59.000Z")
        ledger.append("rejection", "c1", {"n": 3}, "ana", at="2026-03-03T00:00:00.000Z")
        assert [ledger.latest_body("rejection", "c1", d)["n"] for d in ("2026-03-01", "2026-03-02", 3, None)] == [
            1,
            2,
            3,
            3,
        ]
        assert ledger.latest("rejection", "c1", "2026-02-28") is None
        assert ledger.position("2026-03-02").seq == 2
        with pytest.raises(LedgerError, match="can't follow"):
            ledger.append("rejection", "c1", {"n": 4}, "ana", at="2026-01-01T00:00:00.000Z")


def test_decisions_stand_until_they_are_withdrawn(path: Path):
    first = Decision("d1", "ana", "2026-03-01T10:00:00Z", (("c1", "c2"),))
    second = Decision("d2", "ben", "2026-03-02T10:00:00Z", (("c1",), ("c2",)), "seen on site")
    with Ledger.open(path) as ledger:
        ledger.add_decision(first)
        ledger.add_decision(second)
        ledger.append("failure", "broken.html", {"message": "is empty"}, "firsthand")
        assert ledger.decisions() == (first, second)
        ledger.withdraw("d1", "wrong town", "ana")
        ledger.withdraw("broken.html", "read after all", "firsthand")
        assert ledger.decisions() == (second,)
        assert ledger.failures() == {}
        assert set(ledger.failures(as_of=3)) == {"broken.html"}


def test_redaction_erases_the_words_and_refuses_their_return(filled: Path):
    with Ledger.open(filled) as ledger:
        seq = ledger.position().seq
        made = ledger.redact(document().id, "court order 7", "ana")
        assert {e.kind for e in made} == {"redaction"}
        assert list(ledger.reads()) == []
        assert ledger.report_bytes(report().digest) is None
        assert ledger.verify() == []
        assert ledger.position().seq == seq + len(made)
        with pytest.raises(Redacted, match="not taken in again"):
            ledger.add_document(document())
        with pytest.raises(Redacted):
            ledger.add_document(document(outlet="Dara Daily", url="https://dara.example/9"))
        with pytest.raises(Redacted):
            ledger.append("report", "again", packed(report()), "firsthand")
    assert b"Shells hit Qamishli" not in filled.read_bytes()


def test_producers_are_those_of_the_latest_runs_the_oldest_first(filled: Path):
    newer, newest = (replace(PRODUCER, firsthand=f"0.{n}.0") for n in (9, 2))
    with Ledger.open(filled) as ledger:
        for made, text in ((newer, TEXT + " One."), (newest, TEXT + " Two."), (PRODUCER, TEXT + " One.")):
            add(ledger, replace(reading(text), producer=made))
        assert ledger.producers() == (PRODUCER, newest)
        assert ledger.producers(as_of=ledger.position().seq - 1) == (PRODUCER, newer, newest)


def test_documents_producers_and_stamp(filled: Path):
    with Ledger.open(filled) as ledger:
        ledger.add_document(document("Ein Text, der noch nicht gelesen wird.", language="de"))
        assert [d.language for d in ledger.documents()] == ["en", "de"]
        assert ledger.producers() == (PRODUCER,)
        assert ledger.stamp() == [e.at for e in ledger.entries()][-1]
        assert ledger.stamp(as_of=1) == next(ledger.entries()).at
