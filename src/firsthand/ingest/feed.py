"""The reader of RSS and Atom: one report an item.

A feed is cut into its items before it is parsed, so that a broken item costs only itself. The bytes kept of an item are
a feed that holds it alone: the feed's opening and title, and the item, unchanged.
"""

import html
import re
from collections.abc import Iterator
from typing import Any, BinaryIO

from firsthand.ingest.contract import Failure, Options, Result, too_big
from firsthand.ingest.dated import dated
from firsthand.model import Report

MAX_ITEMS_BYTES = 10  # times max_bytes: the size limit of a whole feed
OPENING = 20_000  # bytes within which a feed must say what it is
CDATA = b"<![CDATA["
REFETCH = "fetch the feed again, or tell its publisher; the other items were read"
_ROOT = re.compile(rb"<(rss|feed|rdf:RDF|\w+:feed)(?=[\s>])(?:[^>\"']|\"[^\"]*\"|'[^']*')*>")
_ITEM = re.compile(
    rb"<(item|entry)(?=[\s>]).*?(?:</\1\s*>|(?=<\1[\s>])|(?=</(?:channel|rss|feed|rdf:RDF)\s*>)|\Z)", re.S
)
_TITLE = re.compile(rb"<title(?=[\s>]).*?</title\s*>", re.S)
_DATES = re.compile(rb"<(?:pubDate|published|dc:date|issued|updated)(?:\s[^>]*)?>\s*(?:<!\[CDATA\[)?\s*([^<\]]+)", re.S)
_ENTITY = re.compile(rb"&(?!#\d{1,7};|#[xX][0-9a-fA-F]{1,6};|(?:amp|lt|gt|quot|apos);)(?:([A-Za-z]\w{1,31});)?")
_DOCTYPE = re.compile(rb"<!DOCTYPE[^>\[]*(\[.*?\])?\s*>", re.S)


def read_feed(stream: BinaryIO, location: str, options: Options) -> Iterator[Result]:
    """The reports of a feed's items; a failure for each item that is broken or holds no text."""
    body = stream.read(MAX_ITEMS_BYTES * options.max_bytes + 1)
    if len(body) > MAX_ITEMS_BYTES * options.max_bytes:
        yield too_big(location, options)
        return
    body = _as_utf8(body)
    body = _DOCTYPE.sub(b"", body[:OPENING], count=1) + body[OPENING:]
    root = _ROOT.search(body, 0, OPENING)
    items = list(_ITEM.finditer(body, root.end())) if root else []
    if root is None or not items:
        yield Failure(location, "no feed, or one without items", "give the address of an RSS or Atom feed")
        return
    around = _around(body[: root.end()], root[1], body[root.end() : min(items[0].start(), OPENING)])
    for number, item in enumerate(items, 1):
        yield from _report(around, item, f"{location}#item {number}", options)


def _as_utf8(body: bytes) -> bytes:
    if not body.startswith((b"\xff\xfe", b"\xfe\xff")):
        return body.removeprefix(b"\xef\xbb\xbf")
    text = body.decode("utf-16", "replace")
    return re.sub(r"""(<\?xml[^>]*?)\sencoding=["'][^"']*["']""", r"\1", text, count=1).encode("utf-8")


def _around(opening: bytes, root: bytes, head: bytes) -> tuple[bytes, bytes]:
    """What stands before and after an item in a feed that holds it alone."""
    found = _TITLE.search(head)
    title = found[0] if found else b""
    if root == b"rss":
        return opening + b"<channel>" + title, b"</channel></rss>"
    if root == b"rdf:RDF":
        return opening + b"<channel>" + title + b"</channel>", b"</rdf:RDF>"
    return opening + title, b"</" + root + b">"


def _report(around: tuple[bytes, bytes], item: re.Match[bytes], at: str, options: Options) -> Iterator[Result]:
    before, after = around
    body = before + item[0] + after
    if len(body) > options.max_bytes:
        yield too_big(at, options)
        return
    if not item[0].rstrip().endswith(b"</" + item[1] + b">"):
        yield Failure(at, f"the item is cut off: no </{item[1].decode()}>", REFETCH)
        return
    try:
        feed, entry = parse(body)
    except ValueError as e:
        yield Failure(at, str(e), REFETCH)
        return
    if not entry_html(entry) and not entry.get("title"):
        yield Failure(at, "the item holds no text", REFETCH)
        return
    date = _DATES.search(item[0])
    report = Report(
        body,
        "feed",
        at,
        url=entry.get("link") or entry.get("id") or None,
        title=plain(entry.get("title")),
        outlet=options.outlet or plain(feed.get("title")),
    )
    yield from dated(report, date[1].decode("utf-8", "replace") if date else None, options)


def parse(body: bytes) -> tuple[Any, Any]:
    """(feed, entry) of a feed that holds one item. Raises ValueError where it is not well formed."""
    import feedparser

    parsed = feedparser.parse(_repair(body), sanitize_html=False, resolve_relative_uris=False)
    error = parsed.get("bozo_exception")
    if error is not None and not isinstance(error, feedparser.ThingsNobodyCaresAboutButMe):
        raise ValueError(f"the item is not well-formed XML: {_reason(error)}")
    if len(parsed.entries) != 1:
        raise ValueError("the item is not well-formed XML")
    return parsed.feed, parsed.entries[0]


def _reason(error: Exception) -> str:
    message = getattr(error, "getMessage", lambda: str(error))()
    return str(message)


def _repair(body: bytes) -> bytes:
    """`body` with bare ampersands and HTML's entities outside CDATA made XML: common slips that lose nothing."""
    first, *rest = body.split(CDATA)
    out = [_ENTITY.sub(_entity, first)]
    for piece in rest:
        inside, end, outside = piece.partition(b"]]>")
        out += [CDATA, inside, end, _ENTITY.sub(_entity, outside)]
    return b"".join(out)


def _entity(m: re.Match[bytes]) -> bytes:
    character = html.unescape(m[0].decode("ascii", "replace"))
    named = m[1] is not None and len(character) <= 2
    return "".join(f"&#{ord(c)};" for c in character).encode() if named else b"&amp;" + m[0][1:]


def entry_html(entry: Any) -> str:
    """The item's fullest text, as HTML."""
    contents = [c.get("value") or "" for c in entry.get("content") or []]
    return max([*contents, entry.get("summary") or ""], key=len)


def plain(value: str | None) -> str | None:
    """A title as plain text: feeds write them with and without markup."""
    if not value:
        return None
    return " ".join(html.unescape(re.sub(r"<[^<>]*>", "", value)).split()) or None
