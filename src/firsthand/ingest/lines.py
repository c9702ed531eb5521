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
    width = _width(found)
    out: list[Span] = []
    for i, line in enumerate(found):
        if i and width and not _breaks(found[i - 1], line, width):
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


def _width(found: list[Line]) -> int:
    """The number of characters to which the text's lines were broken; 0 where they were not."""
    pairs = [(a, b) for a, b in pairwise(found) if not b.after_blank]
    lengths = sorted(len(a.text) for a, _ in pairs)
    if not lengths or median(lengths) < MIN_WIDTH or lengths[int(0.9 * (len(lengths) - 1))] > MAX_WIDTH:
        return 0
    running = sum(1 for a, b in pairs if b.text[0].islower() or not _END.search(a.text))
    return max(n for n in lengths if n <= MAX_WIDTH) if running >= 0.5 * len(pairs) else 0


def _breaks(a: Line, b: Line, width: int) -> bool:
    """True if a paragraph ends between the lines `a` and `b` of a text broken to `width`."""
    if b.after_blank or _BULLET.match(b.text):
        return True
    if b.indent >= a.indent + 2:
        return True
    room = len(a.text) + 1 + len(b.text.split(maxsplit=1)[0]) <= FULL * width
    return room and (not b.text[0].islower())
