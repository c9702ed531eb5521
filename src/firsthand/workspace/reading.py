"""Reports in, readings out: with and without a ledger."""

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from firsthand import ingest
from firsthand.ledger import PROGRAM, Ledger, Redacted
from firsthand.model import Document, Reading, Report
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


def read(
    sources: Iterable[str], model: Any, options: ingest.Options, mentions: bool = False
) -> Iterator[Reading | ingest.Failure]:
    """Readings without a ledger, streamed in order; a failure stands where its reading would have stood."""
    from firsthand.extract import pipeline

    waiting: deque[ingest.Failure | None] = deque()  # one for each report not yet given out; None is a document

    def documents() -> Iterator[Document]:
        for found in reports(sources, options):
            document = documented(found)
            waiting.append(document if isinstance(document, ingest.Failure) else None)
            if isinstance(document, Document):
                yield document

    for reading in pipeline.read_many(documents(), model, mentions):
        while (failure := waiting.popleft()) is not None:
            yield failure
        yield reading
    yield from (f for f in waiting if f is not None)


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
    from firsthand.extract import pipeline

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
            reads = document.readable and document.id not in met
            reads = reads and not ledger.has_run(document.id, model.producer)
            met.add(document.id)
            pending.append(_Pending(found, document, reads))
            if reads:
                yield document
            elif len(pending) == 1:  # nothing before it waits for a reading
                _record(ledger, pending.popleft(), None, summary)
                seen(found.location, summary)

    def settle(reading: Reading | None) -> None:
        """Record what waits, in order, up to the document of `reading`, or all that is left."""
        while pending:
            item = pending.popleft()
            _record(ledger, item, reading if item.reads else None, summary)
            seen(item.report.location, summary)
            if item.reads:
                break

    for reading in pipeline.read_many(documents(), model):
        settle(reading)
    settle(None)
    return summary


def reread(ledger: Ledger, model: Any, every: bool = False) -> Iterator[tuple[Document, bool]]:
    """Read again, with the program of today, what another version read (or `every` document); tells what changed."""
    from firsthand.extract import pipeline

    def documents() -> Iterator[Document]:
        for document in ledger.documents():
            if document.readable and (every or not ledger.has_run(document.id, model.producer)):
                yield document

    for reading in pipeline.read_many(documents(), model):
        yield reading.document, ledger.add_reading(reading) is not None


def _record(ledger: Ledger, item: _Pending, reading: Reading | None, summary: Summary) -> None:
    report, document = item.report, item.document
    try:
        with ledger.transaction():
            new = [ledger.add_report(report), ledger.add_document(replace(document, report=report.digest))]
            if reading is not None:
                new.append(ledger.add_reading(reading))
                summary.claims += len(reading.claims)
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
