"""The words that a cell of an incident was read from, in their sentence, with who says so."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from firsthand.model import CellReading, Chain, Claim, Document, Event, Party, Read, Span, TollReading
from firsthand.workspace.evidence import stands

CONTEXT = 240  # characters shown on either side, at most
SHOWN = 3  # claims of a reading that are quoted; all are linked


@dataclass(frozen=True, slots=True)
class Quote:
    """Words of a document with what stands around them, the claim that they are evidence of, and its source chain."""

    before: str
    words: str
    after: str
    claim: str
    chain: Chain
    document: Document


class Quotes:
    """Quotes the evidence of cells, from the readings of a view."""

    def __init__(self, reads: Mapping[str, Read]) -> None:
        self._home: Mapping[str, tuple[Claim, Document]] = {
            c.id: (c, r.document) for r in reads.values() for c in r.claims
        }

    def of(self, cell: str, reading: TollReading | CellReading) -> Iterator[Quote]:
        """The words that one reading of a cell stands on, those of SHOWN claims at most."""
        for named in reading.claims[:SHOWN]:
            claim, document = self._home.get(named, (None, None))
            if isinstance(claim, Event) and document is not None:
                told = list(_told(claim, cell, reading)) or list(stands(claim, cell))
                yield quote(claim, document, _nearest(claim, told))


def _told(claim: Event, cell: str, reading: TollReading | CellReading) -> Iterator[Span]:
    """Where a claim tells just this figure or names just this party: a claim may have several."""
    if isinstance(reading, TollReading):
        figure = reading.figure
        wanted = (figure.low, figure.best, figure.high)
        counts = (t.count for t in claim.counts if t.of == cell)
        yield from (c.span for c in counts if (c.low, c.best, c.high) == wanted and c.span is not None)
    elif isinstance(reading.value, Party):
        sides = claim.actor if cell == "actor" else claim.recipient
        yield from (p.span for p in sides if p.name == reading.value.name)


def _nearest(claim: Event, found: list[Span]) -> Span:
    """The piece of evidence that stands nearest to the event; the event's own words where the cell has none."""
    return min(found, key=lambda s: abs(s.start - claim.trigger.start), default=claim.trigger)


def quote(claim: Claim, document: Document, span: Span) -> Quote:
    """Words with their sentence, as far as the block and CONTEXT go."""
    text = document.text
    block = next((b.span for b in document.blocks if b.span.start <= span.start and span.end <= b.span.end), None)
    first, last = (block.start, block.end) if block is not None else (0, len(text))
    before, after = text[max(first, span.start - CONTEXT) : span.start], text[span.end : min(last, span.end + CONTEXT)]
    return Quote(_tail(before), span.of(text), _head(after), claim.id, claim.chain, document)


def _tail(before: str) -> str:
    """What stands before, from the last end of a sentence on; else from a whole word on."""
    _, end, rest = before.rpartition(". ")
    if end:
        return rest
    return before if len(before) < CONTEXT else "…" + before.partition(" ")[2]


def _head(after: str) -> str:
    """What stands behind, to the end of the sentence; else to a whole word."""
    rest, end, _ = after.partition(". ")
    if end:
        return rest + "."
    return after if len(after) < CONTEXT else after.rpartition(" ")[0] + "…"
