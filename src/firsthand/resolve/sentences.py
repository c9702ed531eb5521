"""A document's sentences as bare words: what is compared to find copied passages."""

import re
from collections.abc import Iterator, Sequence
from functools import cache

from firsthand.model import Block, Document, Span
from firsthand.reference import numbers

BODY = frozenset({"paragraph", "quote", "caption"})  # the blocks that an outlet may copy; furniture is everywhere alike
END = re.compile(r"[.!?…][\"'”’»)\]]*\s+(?=[\"'“‘«(\[]*[A-Z0-9])|\n\s*\n")
INITIAL = re.compile(r"\b(?:[A-Z]|Mr|Mrs|Ms|Dr|Gen|Lt|Col|Maj|Capt|Sgt|St|No|Gov|Sen|Rep|[A-Z]\.[A-Z])\.\s+$")
WORD = re.compile(r"\w+(?:[.,]\d+)*")


def sentences(document: Document) -> Iterator[Span]:
    """The spans of the sentences in the body of a document (all of the text, where its blocks are not known)."""
    for block in _body(document):
        yield from _split(document.text, block)


def words(text: str) -> list[str]:
    """Words in lower case without marks, number words as figures: what stays the same when quotation marks change."""
    figures = _figures()
    found: list[str] = WORD.findall(text.casefold())
    return [figures.get(w, w) for w in found]


def _body(document: Document) -> Iterator[Span]:
    if not document.blocks:
        yield Span(0, len(document.text))
    datelines = [b.span for b in document.blocks if b.kind == "dateline"]
    outer: list[Span] = []
    for block in sorted((b for b in document.blocks if b.kind in BODY), key=_outermost_first):
        if not any(o.contains(block.span) for o in outer[-1:]):
            outer.append(block.span)
            yield _without_dateline(block.span, datelines)


def _outermost_first(block: Block) -> tuple[int, int]:
    return block.span.start, -block.span.end


def _without_dateline(span: Span, datelines: Sequence[Span]) -> Span:
    start = max((d.end for d in datelines if d.start == span.start and d.end < span.end), default=span.start)
    return Span(start, span.end)


def _split(text: str, block: Span) -> Iterator[Span]:
    start = block.start
    for end in END.finditer(text, block.start, block.end):
        if INITIAL.search(text, max(start, end.end() - 8), end.end()):
            continue
        yield from _trimmed(text, start, end.end())
        start = end.end()
    yield from _trimmed(text, start, block.end)


def _trimmed(text: str, start: int, end: int) -> Iterator[Span]:
    passage = text[start:end]
    if words := passage.strip():
        left = start + passage.index(words)
        yield Span(left, left + len(words))


@cache
def _figures() -> dict[str, str]:
    return {word: f"{value:g}" for word, value in numbers.words().cardinals.items()}
