"""The state of quotation of a text: which characters stand within quotation marks, paragraph by paragraph.

Curly, straight, doubled-single and angle marks; apostrophes are told from single quotation marks by what stands around
them. Only the outermost quotation counts: a quotation in a quotation belongs to it.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from firsthand.model import Span

DOUBLE = {"“", "”", '"', "„", "«", "»", "″"}
SINGLE = {"‘", "’", "'"}
ENDS = frozenset(".,!?…;:—-")
PARAGRAPH = re.compile(r"\S(?:(?!\n[^\S\n]*\n).)*(?<!\s)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Quotation:
    """Quoted words with their marks. `closed` is false where the closing mark is missing at the paragraph's end;
    `continues` where the quotation takes up one that the paragraph before left open."""

    span: Span
    closed: bool
    continues: bool = False
    single: bool = False

    def inner(self, text: str) -> Span:
        """The words without their marks."""
        start = self.span.start + (2 if text.startswith(("''", "``"), self.span.start) else 1)
        end = self.span.end
        if self.closed:
            end -= 2 if text.endswith("''", start, end) else 1
        return Span(start, max(start, end))


def paragraphs(text: str, spans: Iterable[Span]) -> Iterator[Span]:
    """The paragraphs of each of `spans` without white space at their ends: a wire's line ends part nothing."""
    for span in spans:
        for found in PARAGRAPH.finditer(text, span.start, span.end):
            yield Span(*found.span())


def quotations(text: str, paragraph_spans: Iterable[Span]) -> tuple[Quotation, ...]:
    """Every outermost quotation of the paragraphs, in text order."""
    out: list[Quotation] = []
    left_open = False
    for paragraph in paragraphs(text, paragraph_spans):
        found = list(_scan(text, paragraph))
        if found and left_open and found[0].span.start == paragraph.start:
            first = found[0]
            found[0] = Quotation(first.span, first.closed, True, first.single)
        out.extend(found)
        left_open = bool(found) and not found[-1].closed
    return tuple(out)


def _scan(text: str, paragraph: Span) -> Iterator[Quotation]:
    i = paragraph.start
    while i < paragraph.end:
        width = _opens(text, i, paragraph)
        if not width:
            i += 1
            continue
        single = text[i] in SINGLE and width == 1
        end = _single_end(text, i, paragraph) if single else _double_end(text, i, width, paragraph)
        if end is None:
            i += width
            continue
        yield Quotation(Span(i, end[0]), end[1], single=single)
        i = max(end[0], i + width)


def _at(text: str, i: int, span: Span) -> str:
    return text[i] if span.start <= i < span.end else " "


def _free(char: str) -> bool:
    """Whether a mark next to `char` stands free on that side: at a blank, an opening bracket or a dash."""
    return char.isspace() or char in "([{—–-/:"


def _opens(text: str, i: int, span: Span) -> int:
    """The width of the mark at `i` if it opens a quotation, else 0."""
    char, before, after = text[i], _at(text, i - 1, span), _at(text, i + 1, span)
    if text.startswith(("''", "``"), i):
        return 2 if _free(before) and not _at(text, i + 2, span).isspace() else 0
    if char in ("“", "„", "«"):
        return 0 if after.isspace() and not before.isspace() else 1
    if char in DOUBLE:
        return 1 if _free(before) and not after.isspace() else 0
    if char in SINGLE:
        return 1 if (_free(before) and after.isalpha()) or (char == "‘" and _free(before)) else 0
    return 0


def _double_end(text: str, start: int, width: int, span: Span) -> tuple[int, bool] | None:
    """Where the quotation opened at `start` ends, and whether a mark closes it; None where the mark opens nothing."""
    i = start + width
    while i < span.end:
        if text.startswith("''", i) and not (width == 1 and text[start] != '"'):
            return i + 2, True
        if text[i] in DOUBLE:
            before, after = _at(text, i - 1, span), _at(text, i + 1, span)
            if text[i] == "“" and not after.isspace() and (before.isspace() or before in ENDS):
                return _without_blanks(text, start, i), False  # a new quotation before the old one was closed
            if not (before.isspace() and after.isalnum()) or text[i] in "”»":
                return i + 1, True
        i += 1
    return (span.end, False) if _plausible(text, start + width, span) else None


def _plausible(text: str, i: int, span: Span) -> bool:
    """An unclosed mark opens a quotation only where a word follows (an inch mark or a stray one does not)."""
    return _at(text, i, span).isalpha() and span.end - i > 20


def _without_blanks(text: str, start: int, end: int) -> int:
    while end > start + 1 and text[end - 1].isspace():
        end -= 1
    return end


def _single_end(text: str, start: int, span: Span) -> tuple[int, bool] | None:
    """The end of a single-marked quotation: its first mark after punctuation, else its first that no letter follows."""
    first = None
    for i in range(start + 2, span.end):
        if text[i] in DOUBLE:
            return (first, True) if first else None
        if text[i] not in "’'" or _at(text, i + 1, span).isalnum() or text[i - 1].isspace():
            continue
        if text[i - 1] in ENDS or i + 1 == span.end:
            return i + 1, True
        first = first or i + 1
    return (first, True) if first else None
