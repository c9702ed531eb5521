"""The blocks of a document: headline, dateline, byline, caption, paragraph, quotation, site furniture.

Every line that holds text is in a block; blocks nest only where a dateline opens a paragraph (it may have a line of its
own).
"""

import re
from collections.abc import Iterator, Mapping, Sequence

from firsthand.ingest.datelines import alone, dateline
from firsthand.ingest.lines import paragraphs
from firsthand.model import Block, BlockKind, Span
from firsthand.reference import agencies
from firsthand.reference import blocks as marks_of

HEADLINE = 200  # characters; longer lines without a full stop are lists or verse
HEADLINES = 3  # a section's name, the headline, the line below it
SUBHEAD = 70
_STOP = re.compile(r"""(?<!\b[A-Z])(?<!\b[A-Z]\.[A-Z])[.;:,…]["'’”»)\]]*$""")
_NAME = re.compile(r"[—–-]{0,2}\s?\(?[A-Z][\w.’'-]*(?:\s(?:&|and|of|the|for|[A-Z0-9][\w.’'-]*)){0,6}\)?")
_OPEN, _CLOSE = '“"«„‘', '”"»“’'
_BODY: tuple[BlockKind, ...] = ("paragraph", "quote")


def split(text: str, title: str | None = None, marks: Mapping[str, BlockKind] | None = None) -> tuple[Block, ...]:
    """The blocks of `text` in order. `marks` gives the kind of a line that the page's markup tells."""
    spans = paragraphs(text)
    words = [_words(text, s) for s in spans]
    kinds: list[BlockKind] = []
    for i, found in enumerate(words):
        mark = (marks or {}).get(found)
        kinds.append(_kind(i, words, kinds, _words(title) if title else None, mark))
    return tuple(_nested(text, spans, kinds))


def headline(text: str, blocks: Sequence[Block]) -> str | None:
    """The words of the first headline."""
    return next((_words(text, b.span) for b in blocks if b.kind == "headline"), None)


def agency(text: str, blocks: Sequence[Block]) -> str | None:
    """The agency that sent the report, by its dateline, else by its byline or credit line."""
    lines = (_words(text, b.span) for b in blocks if b.kind == "dateline")
    sent = (found.agency for line in lines if (found := alone(line)))
    if named := next(filter(None, sent), None):
        return named
    lines = (agencies.find(_words(text, b.span)) for b in blocks if b.kind == "byline")
    return next((a.name for a in lines if a), None)


def _words(text: str, span: Span | None = None) -> str:
    return " ".join((span.of(text) if span else text).split())


def _nested(text: str, spans: Sequence[Span], kinds: Sequence[BlockKind]) -> Iterator[Block]:
    first = True
    for span, kind in zip(spans, kinds, strict=True):
        yield Block(span, kind)
        found = dateline(text, span, first=first) if kind == "paragraph" else None
        first = first and kind not in ("paragraph", "dateline")
        if found and found.span != span:
            yield Block(found.span, "dateline")


def _kind(
    i: int, words: Sequence[str], before: Sequence[BlockKind], title: str | None, mark: BlockKind | None
) -> BlockKind:
    found = words[i]
    if title and _fold(found) == _fold(title) and not any(k in _BODY for k in before):
        return "headline"
    if shown := marks_of.kind(found):
        return shown
    if _agency_line(found) or _is_credit(i, words, before):
        return "byline"
    if mark is not None and (mark != "headline" or len(found) <= HEADLINE):
        return mark
    if not any(k in _BODY for k in before) and alone(found):
        return "dateline"
    if _is_headline(i, words, before) or _is_subhead(i, words, before):
        return "headline"
    return "quote" if _is_quote(found) else "paragraph"


def _fold(text: str) -> str:
    return re.sub(r"\W+", " ", text.casefold()).strip()


def _agency_line(words: str) -> bool:
    """True for a line that only names an agency or several."""
    if len(words) > 80:
        return False
    rest = agencies.pattern().sub("", words)
    return rest != words and not re.sub(
        r"\b(?:and|with|the|agency|news|agencies|staff|wire|via|from)\b|\W", "", rest, flags=re.I
    )


def _is_credit(i: int, words: Sequence[str], before: Sequence[BlockKind]) -> bool:
    """True for a name alone as the last line of a report: whoever it was taken from."""
    last = i > 1 and i + 1 == len(words) and before[-1] in _BODY
    return last and len(words[i]) < 60 and _NAME.fullmatch(words[i]) is not None


def _is_headline(i: int, words: Sequence[str], before: Sequence[BlockKind]) -> bool:
    """True for a short line without a full stop above all paragraphs."""
    found = words[i]
    if (
        any(k in _BODY for k in before)
        or before.count("headline") >= HEADLINES
        or i + 1 == len(words)
        or len(found) > HEADLINE
    ):
        return False
    if _STOP.search(found) or not any(c.isalpha() for c in found) or _is_quote(found):
        return False
    return not dateline(found, Span(0, len(found)), first=True) and any(len(w) > 60 for w in words[i + 1 : i + 8])


def _is_subhead(i: int, words: Sequence[str], before: Sequence[BlockKind]) -> bool:
    """True for a few words without a stop between two paragraphs."""
    found = words[i]
    if not before or before[-1] not in _BODY or i + 1 == len(words) or len(found) > SUBHEAD:
        return False
    if re.search(r"[.!?…:;,\"”’)]$|^[\"“‘(\d•*-]", found) or not found[0].isupper():
        return False
    return bool(re.search(r"[.!?][\"'’”)]*$", words[i - 1])) and len(words[i + 1]) > SUBHEAD


def _is_quote(words: str) -> bool:
    """True for a block that is one quotation and nothing else, or is marked as one."""
    if words.startswith(">"):
        return True
    if len(words) < 3 or words[0] not in _OPEN or words[-1] not in _CLOSE:
        return False
    inner = words[1:-1]
    return not any(c in '“”"«»„' for c in inner)
