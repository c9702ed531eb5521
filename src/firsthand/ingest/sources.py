"""Where reports come from: a file, a folder, an address, or standard input."""

import io
import os
import sys
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any, BinaryIO, cast

from firsthand.ingest import fetch, files
from firsthand.ingest.contract import Failure, Options, Reader, Result
from firsthand.ingest.feed import read_feed
from firsthand.ingest.files import read_html, read_text
from firsthand.ingest.jsonl import read_jsonl
from firsthand.ingest.sniff import kind_of, sniff
from firsthand.ingest.warc import read_warc
from firsthand.model import Report

READERS: Mapping[str, Reader] = {
    "text": read_text,
    "html": read_html,
    "jsonl": read_jsonl,
    "feed": read_feed,
    "warc": read_warc,
}
HEAD = 4096  # bytes looked at to tell a kind


def read(source: str | Path, options: Options | None = None) -> Iterator[Result]:
    """The reports of a file, a folder, an http(s) address or "-" (standard input), and a failure for each thing unread.

    A folder's files come in the order of their paths; hidden ones are left out. Never raises for bad input.
    """
    options = options or Options()
    if isinstance(source, str) and source == "-":
        yield from _stream(sys.stdin.buffer, "", "standard input", options)
    elif isinstance(source, str) and source.lower().startswith(("http://", "https://")):
        yield from _address(source, options)
    elif Path(source).is_dir():
        yield from _folder(Path(source), options)
    else:
        yield from _file(Path(source), options)


def _folder(folder: Path, options: Options) -> Iterator[Result]:
    unread: list[OSError] = []
    for path, names, found in os.walk(folder, onerror=unread.append):
        names[:] = sorted(n for n in names if not n.startswith("."))
        while unread:
            yield _unreadable(unread.pop())
        for name in sorted(n for n in found if not n.startswith(".")):
            if (file := Path(path, name)).is_file():
                yield from _file(file, options)
    while unread:
        yield _unreadable(unread.pop())


def _file(path: Path, options: Options) -> Iterator[Result]:
    try:
        with path.open("rb") as stream:
            yield from _stream(stream, path.name, str(path), options)
    except FileNotFoundError:
        yield Failure(str(path), "no such file or folder", "check the path")
    except OSError as e:
        yield _unreadable(e, path)


def _unreadable(error: OSError, path: Path | None = None) -> Failure:
    at = str(path or error.filename or "?")
    return Failure(at, f"cannot be read: {error.strerror or error}", "check that it is a file or folder you may read")


def _stream(stream: BinaryIO, name: str, location: str, options: Options) -> Iterator[Result]:
    """The reports of a stream, read by the reader that its name or its beginning calls for."""
    head = stream.read(HEAD)
    if not head.strip():
        yield Failure(location, "the file is empty", "remove it, or fetch the report again")
        return
    reader = READERS[kind_of(name, head)]
    yield from reader(cast("BinaryIO", io.BufferedReader(_Rejoined(head, stream))), location, options)


def _address(url: str, options: Options) -> Iterator[Result]:
    try:
        page = fetch.fetch(url, options.max_bytes, options.limits)
    except fetch.FetchError as e:
        yield Failure(url, str(e), e.hint)
        return
    except OSError as e:
        yield Failure(url, f"could not be fetched: {e}", "check the address and the connection")
        return
    kind = sniff(page.body[:HEAD])
    if kind == "html" or (kind == "text" and page.media_type == "text/html"):
        yield from files.page(page.body, url, page.url, options)
    else:
        for result in READERS[kind](io.BytesIO(page.body), url, options):
            at_page = isinstance(result, Report) and result.url is None
            yield replace(result, url=page.url) if at_page else result


class _Rejoined(io.RawIOBase):
    """A stream put together again from the head that was looked at and the rest."""

    def __init__(self, head: bytes, rest: BinaryIO) -> None:
        self._head, self._rest = head, rest

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        data, self._head = (self._head[: len(buffer)], self._head[len(buffer) :]) if self._head else (b"", b"")
        data = data or self._rest.read(len(buffer))
        buffer[: len(data)] = data
        return len(data)
