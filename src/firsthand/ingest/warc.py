"""The reader of web archives: WARC, plain or gzipped, one report a page."""

import io
from collections.abc import Iterator
from dataclasses import replace
from typing import Any, BinaryIO

from firsthand.ingest import files
from firsthand.ingest.contract import Failure, Options, Result, too_big
from firsthand.ingest.inflate import Inflating
from firsthand.ingest.sniff import sniff
from firsthand.model import Report

BOMB = 100  # times max_bytes: a record that is said to inflate to a gigabyte is no page
AGAIN = "fetch the archive again; the records before this one were read"
PAGES = ("text/html", "application/xhtml+xml", "text/plain", "")


class _BrokenError(Exception):
    """The archive can't be read beyond this record."""


def read_warc(stream: BinaryIO, location: str, options: Options) -> Iterator[Result]:
    """The reports of an archive's pages, one record in memory at a time. What follows an unreadable byte is lost."""
    from fastwarc.warc import ArchiveIterator, WarcRecordType

    kinds = WarcRecordType.response | WarcRecordType.resource
    number = 0
    try:
        plain: Any = Inflating(stream)
        archive = ArchiveIterator(plain, record_types=kinds, parse_http=True, auto_decode="all")
        for record in _safely(archive):
            number += 1
            yield from _page(record, f"{location}#record {number}", options)
    except (OSError, ValueError, EOFError, _BrokenError) as e:
        at = number if isinstance(e, _BrokenError) else number + 1
        yield Failure(f"{location}#record {at}", f"the archive is broken or cut off: {e}", AGAIN)
        return
    if number == 0:
        yield Failure(location, "the archive holds no web page", "give a WARC file with response records")


def _safely(archive: Any) -> Iterator[Any]:
    """The records; a panic of the archive reader, which is no Exception, as an OSError."""
    records = iter(archive)
    while True:
        try:
            record = next(records, None)
        except BaseException as e:
            if type(e).__name__ != "PanicException":
                raise
            raise OSError("its structure cannot be followed") from None
        if record is None:
            return
        yield record


def _page(record: Any, at: str, options: Options) -> Iterator[Result]:
    """The report of one record; nothing for a record that is no page (an image, an error, a redirect)."""
    if record.headers.get("Content-Length") is None:
        raise _BrokenError("the record's header ends in the middle")
    url = (record.headers.get("WARC-Target-URI") or "").strip("<> ") or None
    at = f"{at} {url}" if url else at
    if record.content_length > BOMB * options.max_bytes:
        raise _BrokenError(f"the record inflates to {record.content_length / 1e6:,.0f} MB, as a gzip bomb does")
    if not _wanted(record):
        return
    body = record.reader.read(options.max_bytes + 1)
    if len(body) > options.max_bytes:
        yield too_big(at, options)
        return
    if body.strip():
        yield from _results(body, at, url, record.headers.get("WARC-Date"), options)
    if len(body) < _promised(record):
        raise _BrokenError("the record ends in the middle")


def _wanted(record: Any) -> bool:
    http = record.http_headers
    if http is not None and http.status_code not in (None, 200):
        return False
    return (record.http_content_type or "").lower() in PAGES


def _promised(record: Any) -> int:
    """How many bytes the body must have at least; 0 where a coding makes that unknown."""
    coded = record.http_headers is not None and (
        record.http_headers.get("Content-Encoding") or record.http_headers.get("Transfer-Encoding")
    )
    return 0 if coded else record.content_length


def _results(body: bytes, at: str, url: str | None, fetched: str | None, options: Options) -> Iterator[Result]:
    if sniff(body[:4096]) == "html":
        yield from files.page(body, at, url, options, fetched)
        return
    for result in files.read_text(io.BytesIO(body), at, options):
        yield replace(result, url=url, fetched=fetched) if isinstance(result, Report) else result
