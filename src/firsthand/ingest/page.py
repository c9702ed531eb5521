"""The article of a web page: its main text by trafilatura, with what the page's markup says of single lines."""

import codecs
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from firsthand.ingest.markup import titled
from firsthand.model import BlockKind

NO_GUESSED_DATE = {"extensive_search": False, "original_date": True}
TOO_DEEP = 2_000  # nested elements; newsroom pages have 20-60, and unclosed ones by the thousand take a minute to parse
_CHARSET = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w:-]+)""", re.I)
_TAG = re.compile(rb"<(/?)(div|span|section|table|blockquote|b|i|em|strong|font|ul|ol|a)(?=[\s>/])", re.I)
_BYLINE = re.compile(r"By\s+[A-Z].{2,100}", re.S)
_MARKUP: dict[str, BlockKind] = {"h1": "headline", "h2": "headline", "h3": "headline", "figcaption": "caption"}


@dataclass(frozen=True, slots=True)
class Page:
    """A page's article. `marks` tells, for a line of the text, what the markup says it is."""

    text: str
    title: str | None
    outlet: str | None
    url: str | None
    marks: dict[str, BlockKind]


def article(body: bytes, url: str | None) -> Page:
    """The article of a page. Raises ValueError where there is none, with the reason where it is known."""
    import trafilatura

    if (depth := _depth(body)) > TOO_DEEP:
        raise ValueError(f"the page nests {depth:,} elements, deeper than any parser goes")
    tree = trafilatura.load_html(_decode(body))
    marks = {} if tree is None else _keep(tree)
    found: Any = None
    if tree is not None:
        found = trafilatura.bare_extraction(
            tree, url=url, include_comments=False, with_metadata=True, date_extraction_params=NO_GUESSED_DATE
        )
    if found is None or not (found.text or "").strip():
        raise ValueError("the page holds no article text")
    title = _line(found.title)
    return Page(titled(found.text, title), title, _line(found.sitename), found.url or url, marks)


def _decode(body: bytes) -> str:
    """A page's text by byte order mark, its own word, or as UTF-8, else Windows-1252; undecodable bytes are marked."""
    if body.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return body.decode("utf-16", "replace")
    try:
        return body.decode("utf-8-sig")
    except UnicodeDecodeError:
        pass
    said = _CHARSET.search(body[:4096])
    try:
        return body.decode(said[1].decode("ascii") if said else "cp1252", "replace")
    except LookupError:
        return body.decode("cp1252", "replace")


def _keep(tree: Any) -> dict[str, BlockKind]:
    """Notes what headings, captions, quotations and bylines are; turns those that trafilatura drops into paragraphs."""
    marks: dict[str, BlockKind] = {}
    for element in list(tree.iter("h1", "h2", "h3", "figcaption")):
        marks.setdefault(_content(element), _MARKUP[element.tag])
    for element in tree.iter("blockquote"):
        marks.update(dict.fromkeys(_paragraphs(element), "quote"))
    for caption in list(tree.iter("figcaption")):
        _as_paragraph(caption)
    for element in list(tree.xpath("//*[contains(@class, 'byline') or contains(@class, 'author')][not(self::body)]")):
        if _BYLINE.fullmatch(_content(element)):
            marks[_content(element)] = "byline"
            _as_paragraph(element)
    marks.pop("", None)
    return marks


def _paragraphs(quote: Any) -> Iterator[str]:
    inner = list(quote.iter("p"))
    yield from map(_content, inner or [quote])


def _as_paragraph(element: Any) -> None:
    """Makes `element` a plain paragraph; one in a figure moves behind it."""
    text = _content(element)
    element.tag = "p"
    element.attrib.clear()
    del element[:]
    element.text = text
    figure = next(element.iterancestors("figure"), None)
    if figure is not None and figure.getparent() is not None:
        element.tail = None
        figure.addnext(element)


def _content(element: Any) -> str:
    return " ".join("".join(element.itertext()).split())


def _line(value: str | None) -> str | None:
    return " ".join(value.split()) or None if value else None


def _depth(body: bytes) -> int:
    """How deep the elements nest, by counting tags; one that is never closed counts for all that follow."""
    depth = deepest = 0
    for m in _TAG.finditer(body):
        depth = max(0, depth - 1) if m[1] else depth + 1
        deepest = max(deepest, depth)
    return deepest
