"""The reader of JSON Lines: one report a line, `{"id","text","title","outlet","url","published"}`."""

import json
from collections.abc import Iterator
from typing import Any, BinaryIO

from firsthand.ingest.contract import Failure, Options, Result
from firsthand.ingest.dated import dated
from firsthand.model import Report

SHAPE = 'write one object a line: {"id": …, "text": …, "title": …, "outlet": …, "url": …, "published": "YYYY-MM-DD"}'
GIVE_UP = 100  # unusable lines before the first usable one: it is another format
BOM = b"\xef\xbb\xbf"


def read_jsonl(stream: BinaryIO, location: str, options: Options) -> Iterator[Result]:
    """The reports of a JSON Lines file, one line in memory at a time; a failure for each line that is none."""
    good = bad = 0
    for number, line in _lines(stream, options.max_bytes):
        at = f"{location}:{number}"
        for result in _report(line, at, options):
            good += isinstance(result, Report)
            bad += isinstance(result, Failure)
            yield result
        if not good and bad >= GIVE_UP:
            yield Failure(location, f"no report in the first {bad} lines; the rest was not read", SHAPE)
            return


def _lines(stream: BinaryIO, limit: int) -> Iterator[tuple[int, bytes | None]]:
    """(number, line) of each line that is not blank; `None` for a line above the limit, which is skipped."""
    number = 0
    while line := stream.readline(limit + 1):
        number += 1
        if len(line) > limit and not line.endswith(b"\n"):
            while (rest := stream.readline(limit)) and not rest.endswith(b"\n"):
                pass
            yield number, None
            continue
        line = line.removeprefix(BOM).strip() if number == 1 else line.strip()
        if line:
            yield number, line


def _report(line: bytes | None, at: str, options: Options) -> Iterator[Result]:
    if line is None:
        yield Failure(at, f"the line is longer than {options.max_bytes / 1e6:g} MB; no single report is", SHAPE)
        return
    try:
        record = parse(line)
    except ValueError as e:
        yield Failure(at, str(e), SHAPE)
        return
    published = record.get("published")
    report = Report(
        line,
        "jsonl",
        at,
        url=_string(record.get("url")) or _string(record.get("id")),
        title=_string(record.get("title")),
        outlet=options.outlet or _string(record.get("outlet")),
    )
    yield from dated(report, None if published is None else str(published), options)


def parse(line: bytes) -> dict[str, Any]:
    """The object of a line, with a usable "text". Raises ValueError in the user's words."""
    try:
        record: Any = json.loads(line.decode("utf-8"))
    except UnicodeDecodeError as e:
        raise ValueError(f"broken UTF-8 at byte {e.start} of the line") from None
    except RecursionError:
        raise ValueError("JSON nested too deep") from None
    except ValueError as e:
        raise ValueError(f"no JSON: {e}") from None
    if not isinstance(record, dict):
        raise ValueError("the line is no JSON object")
    text = record.get("text")
    if not isinstance(text, str) or not text.strip():
        raise ValueError('the object has no "text", or an empty one')
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        raise ValueError('"text" holds half of a surrogate pair, which no encoding can write') from None
    return record


def _string(value: object) -> str | None:
    """`value` as text: a number may stand as an id; anything else is nothing."""
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    if not isinstance(value, str) or not value.strip():
        return None
    return value.strip().encode("utf-8", "replace").decode("utf-8")
