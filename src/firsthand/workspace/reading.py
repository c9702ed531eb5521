"""Reports in, readings out: with and without a ledger."""

import traceback
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from firsthand import ingest
from firsthand.ledger import PROGRAM, Ledger, Redacted
from firsthand.model import Document, Reading, Report, When, decode
from firsthand.workspace.settings import Settings

Progress = Callable[[str, float], None]


@dataclass(frozen=True, slots=True)
class Unread:
    """A document that is kept but not read yet, because it is not in English."""

    location: str
    language: str


@dataclass(slots=True)
class Summary:
    """What an `add` did: counts of documents, and what went wrong, in order."""

    added: int = 0
    known: int = 0
    claims: int = 0
    undated: int = 0  # read without a day to count "on Monday" from
    unread: list[Unread] = field(default_factory=list[Unread])
    failures: list[ingest.Failure] = field(default_factory=list[ingest.Failure])


def load(settings: Settings, progress: Progress | None = None) -> Any:
    """The model that reads, loaded once. Raises ModelError, GazetteerError or ActorsError with what to do."""
    from firsthand.extract import pipeline

    return pipeline.load(settings.model, settings.gazetteer, progress, settings.actors)


def reports(sources: Iterable[str], options: ingest.Options) -> Iterator[Report | ingest.Failure]:
    """Every report of every source, streamed; what can't be read is a Failure in its place."""
    for source in sources:
        yield from ingest.read(source, options)


def documented(found: Report | ingest.Failure) -> Document | ingest.Failure:
    """The document of a report, or why there is none."""
    if isinstance(found, ingest.Failure):
        return found
    try:
        return ingest.document(found)
    except ingest.DocumentError as e:
        message, _, hint = str(e).partition("; ")
        return ingest.Failure(found.location, message.removeprefix(f"{found.location}: "), hint)


@dataclass(frozen=True, slots=True)
class Broken:
    """A document on which the program itself failed: one such must not keep all others from being read."""

    document: Document
    error: Exception

    def failure(self, location: str) -> ingest.Failure:
        *_, last = traceback.extract_tb(self.error.__traceback__) or [None]
        at = f" at {Path(last.filename).name}:{last.lineno}" if last is not None else ""
        words = f"the program failed on this report ({type(self.error).__name__}: {self.error}{at})"
        return ingest.Failure(location, words, "please tell its makers, with the report; all others are read")


def each_read(documents: Iterable[Document], model: Any, mentions: bool = False) -> Iterator[Reading | Broken]:
    """Readings in the order of documents, streamed. Where one of a batch breaks, each of the batch is read alone."""
    from firsthand.extract import pipeline

    coming, taken, broken = iter(documents), deque[Document](), list[Exception]()

    def fed() -> Iterator[Document]:
        try:
            for document in coming:
                taken.append(document)
                yield document
        except Exception as error:  # no fault of the reader: what gives it documents can't go on
            broken.append(error)
            raise

    while True:
        try:
            for reading in pipeline.read_many(fed(), model, mentions):
                taken.popleft()
                yield reading
            return
        except Exception as error:
            if error in broken:
                raise
            while taken:
                yield _alone(taken.popleft(), model, mentions, error)


def _alone(document: Document, model: Any, mentions: bool, broken: Exception) -> Reading | Broken:
    from firsthand.extract import pipeline

    try:
        return next(iter(pipeline.read_many([document], model, mentions)), None) or Broken(document, broken)
    except Exception as error:  # noqa: BLE001 - whatever it is, the next report has nothing to do with it
        return Broken(document, error)


def read(
    sources: Iterable[str], model: Any, options: ingest.Options, mentions: bool = False
) -> Iterator[Reading | ingest.Failure]:
    """Readings without a ledger, streamed in order; a failure stands where its reading would have stood."""
    waiting: deque[ingest.Failure | Report] = deque()  # one for each not yet given out; a report is being read

    def documents() -> Iterator[Document]:
        for found in reports(sources, options):
            document = documented(found)
            if isinstance(document, ingest.Failure):
                waiting.append(document)
            elif isinstance(found, Report):
                waiting.append(found)
                yield document

    for reading in each_read(documents(), model, mentions):
        while isinstance(one := waiting.popleft(), ingest.Failure):
            yield one
        yield reading if isinstance(reading, Reading) else reading.failure(one.location)
    yield from (f for f in waiting if isinstance(f, ingest.Failure))


@dataclass(frozen=True, slots=True)
class _Pending:
    """A report on its way into the ledger; `reads` tells whether a reading of its document will come."""

    report: Report
    document: Document
    reads: bool


def add(
    ledger: Ledger,
    sources: Iterable[str],
    model: Any,
    options: ingest.Options,
    seen: Callable[[str, Summary], None] = lambda _location, _summary: None,
) -> Summary:
    """Take reports into the ledger, one transaction a document; what it holds already changes nothing.

    `seen` is told each location as it is done, with the counts so far. Memory does not grow with the number of reports
    but by a digest each.
    """
    summary, pending, met = Summary(), deque[_Pending](), set[str]()

    def documents() -> Iterator[Document]:
        for found in reports(sources, options):
            document = documented(found)
            if isinstance(document, ingest.Failure):
                _record_failure(ledger, document)
                summary.failures.append(document)
                seen(document.location, summary)
                continue
            assert isinstance(found, Report)
            dated, new_date = _dated(ledger, document)
            reads = document.readable and document.id not in met
            reads = reads and (new_date or not ledger.has_run(document.id, model.producer))
            met.add(document.id)
            pending.append(_Pending(found, document, reads))
            if reads:
                yield dated
            elif len(pending) == 1:  # nothing before it waits for a reading
                _record(ledger, pending.popleft(), None, summary)
                seen(found.location, summary)

    def settle(reading: Reading | Broken | None) -> None:
        """Record what waits, in order, up to the document of `reading`, or all that is left."""
        while pending:
            item = pending.popleft()
            if item.reads and isinstance(reading, Broken):
                summary.failures.append(failure := reading.failure(item.report.location))
                _record_failure(ledger, failure)
            else:
                _record(ledger, item, reading if item.reads and isinstance(reading, Reading) else None, summary)
            seen(item.report.location, summary)
            if item.reads:
                break

    for reading in each_read(documents(), model):
        settle(reading)
    settle(None)
    return summary


def reread(ledger: Ledger, model: Any, every: bool = False) -> Iterator[tuple[Document, bool] | ingest.Failure]:
    """Read again, with the program of today, what another version read (or `every` document); tells what changed."""

    def documents() -> Iterator[Document]:
        for document in ledger.documents():
            if document.readable and (every or not ledger.has_run(document.id, model.producer)):
                yield _dated(ledger, document)[0]

    for reading in each_read(documents(), model):
        if isinstance(reading, Broken):
            yield reading.failure(reading.document.title or reading.document.id)
        else:
            yield reading.document, ledger.add_reading(reading) is not None


def _dated(ledger: Ledger, document: Document) -> tuple[Document, bool]:
    """A document with the date that was given once its text was in the ledger; whether one is given only now.

    The text is kept as first seen, undated; the date stands with the run that read it by that date.
    """
    run = ledger.latest_body("run", document.id)
    found = run["found"].get("published") if run is not None else None
    known = decode(When, found) if found is not None and found["basis"] != "inferred" else None
    if document.published is None:
        return replace(document, published=known), False
    first = ledger.document(document.id)
    return document, first is not None and first.published is None and known is None


def _record(ledger: Ledger, item: _Pending, reading: Reading | None, summary: Summary) -> None:
    report, document = item.report, item.document
    try:
        with ledger.transaction():
            new = [ledger.add_report(report), ledger.add_document(replace(document, report=report.digest))]
            if reading is not None:
                new.append(ledger.add_reading(reading))
                summary.claims += len(reading.claims)
                summary.undated += reading.document.published is None
            if ledger.latest("failure", report.location) and report.location in ledger.failures():
                ledger.withdraw(report.location, "read after all", PROGRAM)
    except Redacted:
        refused = ingest.Failure(report.location, "was redacted from this ledger", "it is not taken in again")
        summary.failures.append(refused)
        return
    summary.added += any(new)
    summary.known += not any(new)
    if document.language is not None and not document.readable:
        summary.unread.append(Unread(report.location, document.language))


def _record_failure(ledger: Ledger, failure: ingest.Failure) -> None:
    ledger.append("failure", failure.location, failure, PROGRAM)
