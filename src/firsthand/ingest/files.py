"""The readers of a file that holds one report: plain text and HTML."""

from collections.abc import Iterator
from typing import BinaryIO

from firsthand.ingest import pagedate
from firsthand.ingest.contract import Options, Result, too_big
from firsthand.ingest.dated import dated
from firsthand.model import Report


def read_text(stream: BinaryIO, location: str, options: Options) -> Iterator[Result]:
    """The one report of a plain text. Whether it is text at all shows when its document is made."""
    body = stream.read(options.max_bytes + 1)
    if len(body) > options.max_bytes:
        yield too_big(location, options)
    else:
        yield Report(body, "text", location, outlet=options.outlet, published=options.given())


def read_html(stream: BinaryIO, location: str, options: Options) -> Iterator[Result]:
    """The one report of a web page."""
    body = stream.read(options.max_bytes + 1)
    if len(body) > options.max_bytes:
        yield too_big(location, options)
    else:
        yield from page(body, location, None, options)


def page(body: bytes, location: str, url: str | None, options: Options, fetched: str | None = None) -> Iterator[Result]:
    """A report of a web page's bytes, and a failure beside it where the page's own date is unusable."""
    report = Report(body, "html", location, url=url, outlet=options.outlet, fetched=fetched)
    yield from dated(report, pagedate.find(body, url), options)
