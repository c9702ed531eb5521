"""Taking reports into a ledger: idempotent, resumable, and honest about what failed. The extraction is stood in for."""

import json

import pytest

from firsthand.ingest import Failure, Options
from firsthand.ledger import Ledger
from firsthand.model import Producer, Reading
from firsthand.workspace import reading
from tests import build

ENGLISH = (
    "Mine kills traders in Mali\n\n"
    "A mine killed at least 14 traders near Menaka in northern Mali on Monday, the police said. "
    "The traders were on their way home from the weekly market when their truck hit it, a witness told reporters.\n"
)
FRENCH = (
    "Une mine tue des commerçants au Mali\n\n"
    "Une mine a tué au moins quatorze commerçants près de Ménaka, dans le nord du Mali, lundi, a annoncé la police. "
    "Les commerçants rentraient du marché hebdomadaire quand leur camion a sauté, selon un témoin.\n"
)


class Model:
    producer = Producer("test", "none", "none")


@pytest.fixture(autouse=True)
def readings(monkeypatch):
    """A stand-in for the extraction that claims one event a document, and tells what it was asked to read."""
    from firsthand.extract import pipeline

    asked = []

    def read_many(documents, model, mentions=False):
        for document in documents:
            asked.append(document.id)
            if "BREAKS" in document.text:
                raise AttributeError("no such thing")
            claims = (build.event(id=document.id[7:23], where=None, when=None),) if document.readable else ()
            yield Reading(model.producer, document, (), claims)

    monkeypatch.setattr(pipeline, "read_many", read_many)
    return asked


@pytest.fixture
def ledger(tmp_path):
    with Ledger.open(tmp_path / "ledger.db") as opened:
        yield opened


def lines(tmp_path, *texts, name="reports.jsonl"):
    path = tmp_path / name
    path.write_text("\n".join(json.dumps({"id": f"r{n}", "text": t}) for n, t in enumerate(texts)), encoding="utf-8")
    return str(path)


def test_each_report_becomes_a_document_with_its_claims(tmp_path, ledger):
    summary = reading.add(ledger, [lines(tmp_path, ENGLISH, ENGLISH + "More.")], Model(), Options())
    assert (summary.added, summary.known, summary.claims, summary.failures) == (2, 0, 2, [])
    assert len([r for r in ledger.reads() if r.claims]) == 2
    assert ledger.verify() == []


def test_adding_twice_appends_nothing_and_reads_nothing_again(tmp_path, ledger, readings):
    source = lines(tmp_path, ENGLISH, FRENCH)
    reading.add(ledger, [source], Model(), Options())
    position, read = ledger.position(), len(readings)
    summary = reading.add(ledger, [source], Model(), Options())
    assert (summary.added, summary.known) == (0, 2)
    assert ledger.position() == position and len(readings) == read


def test_adding_twice_changes_no_byte(tmp_path):
    source, path = lines(tmp_path, ENGLISH, FRENCH, "", ENGLISH), tmp_path / "bytes.db"
    for _ in range(2):
        before = path.read_bytes() if path.exists() else None
        with Ledger.open(path) as opened:
            reading.add(opened, [source, str(tmp_path / "missing")], Model(), Options())
    assert path.read_bytes() == before


def test_what_is_not_english_is_kept_and_never_read_as_english(tmp_path, ledger):
    summary = reading.add(ledger, [lines(tmp_path, FRENCH)], Model(), Options())
    assert [(u.language) for u in summary.unread] == ["fr"]
    assert [d.language for d in ledger.documents()] == ["fr"]
    assert all(not r.claims for r in ledger.reads())


def test_the_same_text_twice_is_read_once(tmp_path, ledger, readings):
    summary = reading.add(ledger, [lines(tmp_path, ENGLISH, ENGLISH, ENGLISH)], Model(), Options())
    assert len(readings) == 1
    assert summary.added == 3  # three sightings of one document
    assert [len(r.sightings) for r in ledger.reads()] == [2]


def test_one_bad_report_ends_nothing_and_is_on_record(tmp_path, ledger):
    path = tmp_path / "mixed.jsonl"
    good = json.dumps({"id": "good", "text": ENGLISH})
    path.write_text(f"{good}\n[1, 2]\n{json.dumps({'id': 'other', 'text': ENGLISH + 'More.'})}\n", encoding="utf-8")
    summary = reading.add(ledger, [str(path)], Model(), Options())
    assert summary.added == 2
    [failure] = summary.failures
    assert "mixed.jsonl" in failure.location and failure.hint
    assert list(ledger.failures()) == [failure.location]


def test_a_failure_that_was_mended_is_withdrawn(tmp_path, ledger):
    path = tmp_path / "report.txt"
    path.write_bytes(b"")
    reading.add(ledger, [str(path)], Model(), Options())
    assert len(ledger.failures()) == 1
    path.write_text(ENGLISH, encoding="utf-8")
    reading.add(ledger, [str(path)], Model(), Options())
    assert len(ledger.failures()) == 0


@pytest.mark.parametrize("stop_after", [0, 1, 2, 3])
def test_stopping_anywhere_leaves_a_ledger_that_verifies_and_goes_on(tmp_path, stop_after):
    texts = [ENGLISH + f"Report {n}." for n in range(4)]
    source, path = lines(tmp_path, *texts), tmp_path / "stopped.db"

    def stop(_location, summary):
        if summary.added > stop_after:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt), Ledger.open(path) as opened:
        reading.add(opened, [source], Model(), Options(), stop)
    with Ledger.open(path) as opened:
        assert opened.verify() == []
        assert len(list(opened.reads())) == stop_after + 1
        reading.add(opened, [source], Model(), Options())
        assert len(list(opened.reads())) == 4 and opened.verify() == []


def test_reading_without_a_ledger_keeps_the_order_and_the_failures(tmp_path):
    source = lines(tmp_path, ENGLISH, "", ENGLISH + "More.")
    found = list(reading.read([source, str(tmp_path / "none.txt")], Model(), Options()))
    assert [isinstance(f, Failure) for f in found] == [False, True, False, True]


def test_a_new_model_reads_again_what_the_old_one_read(tmp_path, ledger, readings):
    reading.add(ledger, [lines(tmp_path, ENGLISH)], Model(), Options())
    assert list(reading.reread(ledger, Model())) == []

    class Newer:
        producer = Producer("test", "newer", "none")

    [(document, changed)] = reading.reread(ledger, Newer())
    assert changed and document.id in readings
    assert list(reading.reread(ledger, Newer())) == []


def test_a_date_that_is_given_later_is_read_by_and_kept(tmp_path, ledger, readings):
    path = lines(tmp_path, ENGLISH)
    assert reading.add(ledger, [path], Model(), Options()).undated == 1
    later = Options(published="2021-05-04")
    assert reading.add(ledger, [path], Model(), later).undated == 0
    for again in (later, Options()):
        before = ledger.position()
        reading.add(ledger, [path], Model(), again)
        assert ledger.position() == before
    list(reading.reread(ledger, Model(), every=True))
    [read] = ledger.reads()
    assert read.document.published is not None and read.document.published.start == "2021-05-04"
    assert len(readings) == 3 and ledger.verify() == []


def test_what_was_erased_is_refused_by_name_and_the_others_come_in(tmp_path, ledger):
    reading.add(ledger, [lines(tmp_path, ENGLISH)], Model(), Options())
    [document] = ledger.documents()
    ledger.redact(document.id, "a court's order", "ana")
    summary = reading.add(ledger, [lines(tmp_path, ENGLISH, ENGLISH + "More.", name="again.jsonl")], Model(), Options())
    assert summary.added == 1 and [f.message for f in summary.failures] == ["was redacted from this ledger"]
    assert [d.text for d in ledger.documents()] != [ENGLISH] and ledger.verify() == []


BREAKS = ENGLISH + "It BREAKS the reader."


def test_a_report_that_breaks_the_reader_keeps_no_other_from_being_read(tmp_path, ledger):
    source = lines(tmp_path, ENGLISH, BREAKS, ENGLISH + "More.")
    found = list(reading.read([source], Model(), Options()))
    assert [isinstance(f, Failure) for f in found] == [False, True, False]
    assert found[1].location.endswith(":2") and "AttributeError: no such thing at test_add.py:" in found[1].message
    summary = reading.add(ledger, [source], Model(), Options())
    assert (summary.added, summary.claims, summary.failures) == (2, 2, [found[1]])
    assert list(ledger.failures()) == [found[1].location] and ledger.verify() == []


def test_all_of_a_batch_but_what_breaks_the_reader_is_read(monkeypatch):
    from firsthand.extract import pipeline

    one_by_one = pipeline.read_many
    monkeypatch.setattr(pipeline, "read_many", lambda found, *given: iter(list(one_by_one(list(found), *given))))
    documents = [build.document(t) for t in (ENGLISH, BREAKS, ENGLISH + "More.")]
    found = list(reading.each_read(documents, Model()))
    assert [f.document for f in found] == documents
    assert [isinstance(f, reading.Broken) for f in found] == [False, True, False]


def test_what_can_give_no_documents_is_no_broken_reading():
    def documents():
        yield build.document(ENGLISH)
        raise OSError("the disk is gone")

    with pytest.raises(OSError, match="the disk is gone"):
        list(reading.each_read(documents(), Model()))
