"""Paragraphs of a text: its lines, joined where they were broken to fit a page.

Web text has a paragraph a line. Mail, telex and old archives break a paragraph into lines of 60 to 80 characters and
tell paragraphs apart by a blank line, an indent or a short last line. The text itself is never changed.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from firsthand.model import Span

MAX_WIDTH = 100  # characters; no page set in lines is wider
MIN_WIDTH = 40  # columns narrower than this are lists
FULL = 0.75  # of the width: a line that ends sooner, where the next word would have fitted, ends its paragraph
INDENT = 2  # blanks more than the line before
_LINE = re.compile(r"[^\r\n\v\f\x85\u2028\u2029]+")
_EDGE = " \t\xa0\u3000\ufeff\u200b\u200e\u200f\u2002\u2003\u2009\u202f"
_END = re.compile(r"""[.!?:…]["'’”»)\]]*$""")
_BULLET = re.compile(r"(?:[-–—*•>·]|\d{1,2}[.)])\s")


@dataclass(frozen=True, slots=True)
class Line:
    """A line's characters without the blanks around it; `indent` counts those before it."""

    text: str
    span: Span
    indent: int
    after_blank: bool


def paragraphs(text: str) -> tuple[Span, ...]:
    """The paragraphs of `text` in order, without the white space around them."""
    found = list(lines(text))
    page = _page(found)
    out: list[Span] = []
    for i, line in enumerate(found):
        if i and page and not page.breaks(found[i - 1], line):
            out[-1] = Span(out[-1].start, line.span.end)
        else:
            out.append(line.span)
    return tuple(out)


def lines(text: str) -> Iterator[Line]:
    """The lines of `text` that hold anything."""
    end = 0
    for m in _LINE.finditer(text):
        inner = m[0].strip().strip(_EDGE).strip()
        if not inner:
            continue
        start = m.start() + m[0].index(inner)
        blank = len(re.findall(r"\r\n|[^\S \t\xa0]", text[end:start])) > 1
        yield Line(inner, Span(start, start + len(inner)), start - m.start(), blank)
        end = start + len(inner)


@dataclass(frozen=True, slots=True)
class _Page:
    """How a text was broken into lines: to how many characters, and the indent that opens a paragraph, if any does."""

    width: int
    opening: int | None

    def breaks(self, a: Line, b: Line) -> bool:
        """True if a paragraph ends between the lines `a` and `b`."""
        if b.after_blank or _BULLET.match(b.text):
            return True
        if b.indent >= a.indent + INDENT or (self.opening is not None and b.indent >= self.opening):
            return True
        room = len(a.text) + 1 + len(b.text.split(maxsplit=1)[0]) <= FULL * self.width
        return room and not b.text[0].islower()


def _page(found: list[Line]) -> _Page | None:
    """The page to which the text's lines were broken; `None` where each line is a paragraph."""
    pairs = [(a, b) for a, b in pairwise(found) if not b.after_blank]
    lengths = [len(a.text) for a, _ in pairs]
    wide = sum(1 for a, b in pairs if max(len(a.text), len(b.text)) > MAX_WIDTH)
    if not lengths or median(lengths) < MIN_WIDTH or wide > 0.1 * len(pairs):
        return None
    running = sum(1 for a, b in pairs if b.text[0].islower() or not _END.search(a.text))
    if running < 0.5 * len(pairs):
        return None
    openings = [a.indent for a, b in pairs if a.indent >= b.indent + INDENT]
    return _Page(max(n for n in lengths if n <= MAX_WIDTH), min(openings) if len(openings) > 1 else None)
