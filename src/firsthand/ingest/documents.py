"""Reports to documents: the citable text, what its container and its page say of it, its language and blocks."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from firsthand.ingest import blocks, feed, jsonl
from firsthand.ingest.contract import DocumentError
from firsthand.ingest.decode import UndecodableError, decode
from firsthand.ingest.language import language
from firsthand.ingest.markup import plain_text, titled
from firsthand.ingest.page import article
from firsthand.model import BlockKind, Document, Report, text_id


@dataclass(frozen=True, slots=True)
class _Made:
    """What a maker reads out of a report's bytes."""

    text: str
    title: str | None = None
    outlet: str | None = None
    url: str | None = None
    marks: Mapping[str, BlockKind] = field(default_factory=dict)


def document(report: Report) -> Document:
    """The document of a report. Raises DocumentError, naming the report and what to do, where it holds no text."""
    try:
        made = MAKERS[report.kind](report)
    except UndecodableError as e:
        raise DocumentError(f"{report.location}: {e}; {e.hint}") from None
    except ValueError as e:
        raise DocumentError(f"{report.location}: {e}; give the report as plain text or JSON Lines") from None
    title = report.title or made.title
    found = blocks.split(made.text, title, made.marks)
    return Document(
        id=text_id(made.text),
        text=made.text,
        title=title or blocks.headline(made.text, found),
        outlet=report.outlet or made.outlet,
        url=report.url or made.url,
        language=language(made.text),
        published=report.published,
        blocks=found,
        agency=blocks.agency(made.text, found),
        report=report.digest,
    )


def _text(report: Report) -> _Made:
    return _Made(decode(report.body))


def _html(report: Report) -> _Made:
    page = article(report.body, report.url)
    return _Made(page.text, page.title, page.outlet, page.url, page.marks)


def _jsonl(report: Report) -> _Made:
    return _Made(jsonl.parse(report.body)["text"])


def _feed(report: Report) -> _Made:
    """An item's text under its title; a feed's own "read more" link stays in it and is marked as boilerplate."""
    _, entry = feed.parse(report.body)
    return _Made(titled(plain_text(feed.entry_html(entry)), report.title), report.title)


MAKERS: Mapping[str, Callable[[Report], _Made]] = {"text": _text, "html": _html, "jsonl": _jsonl, "feed": _feed}
