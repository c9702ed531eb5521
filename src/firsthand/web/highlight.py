"""A document's text cut into pieces, each with the evidence that it is, ready for a page that escapes them."""

import itertools
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from firsthand.model import Attribution, Block, Claim, Document, Event, Item, Measure, Span

# Where evidence overlaps, the first of these gives the colour.
KINDS = ("figure", "time", "place", "event", "item", "hedge", "source", "cue", "content")


@dataclass(frozen=True, slots=True)
class Mark:
    """Words that are evidence: what for, and the numbers of the claims that they belong to."""

    span: Span
    kind: str
    claims: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of text with the same evidence all over; `ends` are the claims whose mark ends here."""

    text: str
    kind: str | None
    quoted: bool
    ends: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A block of the document in pieces."""

    kind: str
    pieces: tuple[Piece, ...]


def marks(claims: Sequence[Claim], attributions: Sequence[Attribution]) -> list[Mark]:
    """Every piece of evidence of the claims, numbered from 1 in their order, and of who says what."""
    found = [m for n, claim in enumerate(claims, 1) for m in _claim_marks(claim, n)]
    for a in attributions:
        found += [Mark(s, "cue") for s in a.cue] + [Mark(s, "content") for s in a.content]
        if a.source is not None:
            found.append(Mark(a.source.resolved_from or a.source.span, "source"))
    return found


def _claim_marks(claim: Claim, number: int) -> Iterable[Mark]:
    at = (number,)
    if isinstance(claim, Item):
        yield Mark(claim.span, "item", at)
        if claim.dated is not None and claim.dated.span is not None:
            yield Mark(claim.dated.span, "time", at)
        return
    if claim.where is not None:
        yield Mark(claim.where.span, "place", at)
    if claim.when is not None and claim.when.span is not None:
        yield Mark(claim.when.span, "time", at)
    yield from (Mark(s, "hedge", at) for s in claim.stance_cue)
    yield from _own_marks(claim, at)


def _own_marks(claim: Event | Measure, at: tuple[int, ...]) -> Iterable[Mark]:
    if isinstance(claim, Measure):
        yield Mark(claim.count.span, "figure", at)
        return
    yield Mark(claim.trigger, "event", at)
    yield from (Mark(t.count.span, "figure", at) for t in claim.counts)


def paragraphs(document: Document, found: Sequence[Mark]) -> list[Paragraph]:
    """The document's outer blocks in pieces, in order; text outside of every block is white space."""
    return [
        Paragraph(b.kind, tuple(_pieces(document.text, b.span, [m for m in found if m.span.overlaps(b.span)])))
        for b in _outer(document.blocks)
    ]


def _outer(blocks: Iterable[Block]) -> list[Block]:
    out: list[Block] = []
    for b in sorted(blocks, key=lambda b: (b.span.start, -b.span.end)):
        if not out or b.span.start >= out[-1].span.end:
            out.append(b)
    return out


def _pieces(text: str, within: Span, found: Sequence[Mark]) -> Iterable[Piece]:
    borders = {within.start, within.end}
    for m in found:
        borders |= {max(m.span.start, within.start), min(m.span.end, within.end)}
    ordered = sorted(borders)
    for start, end in itertools.pairwise(ordered):
        over = [m for m in found if m.span.start <= start and end <= m.span.end]
        kinds = {m.kind for m in over}
        shown = next((k for k in KINDS[:-1] if k in kinds), None)
        ends = {n for m in over if m.span.end == end for n in m.claims}
        yield Piece(text[start:end], shown, "content" in kinds, tuple(sorted(ends)))
