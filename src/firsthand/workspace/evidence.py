"""From a cell of an incident back to characters of documents."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from firsthand.ledger.verify import spans
from firsthand.model import Claim, Document, Event, Incident, Party, Read, Span, Text, When, Where, encode
from firsthand.workspace.views import View
from firsthand.workspace.words import anchor

Words = tuple[Span | None, str | None]  # where a value stands, and its words; no span: it stands with the document


@dataclass(frozen=True, slots=True)
class Lead:
    """What a cell leads to: a document, and characters of it unless it is the document itself that tells.

    `wrong` says what does not hold.
    """

    document: str
    span: Span | None
    wrong: str | None = None


class Evidence:
    """Follows cells back to their documents, at one state of the ledger."""

    def __init__(self, view: View) -> None:
        self._view = view

    @cached_property
    def _home(self) -> Mapping[str, tuple[Claim, Read]]:
        return {c.id: (c, r) for r in self._view.reads.values() for c in r.claims}

    def leads(self, incident: Incident, over: str) -> Iterator[Lead]:
        """Where a cell of an incident (or one of the SOURCES of export/provenance.py) comes from."""
        if over == "documents":
            yield from (self._document(d) for d in incident.documents)
        elif over == "claims":
            yield from self._claims(incident.claims, _anchor)
        elif over == "origins":
            for origin in incident.origins:
                yield from self._claims(origin.claims, _anchor)
                yield from () if origin.claims else (self._document(d) for d in origin.documents)
        else:
            yield from self._cell(incident, over)

    def whole(self, claim: str) -> Iterator[Lead]:
        """Every span of one claim."""
        if claim not in self._home:
            yield Lead("", None, f"the claim {claim} is not in the ledger")
            return
        told, read = self._home[claim]
        yield from _checked(read.document, [(anchor(told), None)])
        yield from (Lead(read.document.id, None, m) for m in spans(encode(told), read.document.text))

    def said(self, document: str, attribution: str) -> Iterator[Lead]:
        """Every span of one attribution."""
        read = self._view.reads.get(document)
        hop = next((a for a in read.attributions if a.id == attribution), None) if read else None
        if read is None or hop is None:
            yield Lead(document, None, f"the attribution {attribution} is not in the ledger")
            return
        yield from _checked(read.document, [(s, None) for s in (*hop.cue, *hop.content)])
        yield from (Lead(document, None, m) for m in spans(encode(hop), read.document.text))

    def _cell(self, incident: Incident, cell: str) -> Iterator[Lead]:
        corrected = {c.claim for c in incident.corrections}
        for reading in incident.cells.get(cell, ()):
            if not reading.claims:
                yield Lead("", None, f"a reading of {cell} names no claim")
            for claim in reading.claims:
                found = list(self._claims((claim,), lambda c: _values(c, cell)))
                if claim in corrected and not any(f.span for f in found):
                    found = [Lead(self._home[claim][1].document.id, None)]  # a person says so
                yield from found or [Lead("", None, f"{cell}: claim {claim} shows no words for it")]

    def _claims(self, claims: Iterable[str], values: Callable[[Event], Iterable[Words]]) -> Iterator[Lead]:
        for named in claims:
            claim, read = self._home.get(named, (None, None))
            if not isinstance(claim, Event) or read is None:
                yield Lead("", None, f"the claim {named} is not in the ledger")
                continue
            yield from _checked(read.document, values(claim))

    def _document(self, named: str) -> Lead:
        return Lead(named, None, None if named in self._view.reads else f"the document {named} is not in the ledger")


def stands(claim: Event, cell: str) -> Iterator[Span]:
    """Where a claim's values of a cell stand in its document."""
    return (span for span, _ in _values(claim, cell) if span is not None)


def _checked(document: Document, values: Iterable[Words]) -> Iterator[Lead]:
    """Each value's place in the text, and whether its words stand there."""
    for span, words in values:
        yield Lead(document.id, span, _wrong(document.text, span, words))


def _wrong(text: str, span: Span | None, words: str | None) -> str | None:
    if span is None:
        return None
    if not 0 <= span.start < span.end <= len(text):
        return f"{span.start}-{span.end} lies outside the text"
    return None if words is None or span.of(text) == words else f"{words!r} does not stand at {span.start}-{span.end}"


def _anchor(claim: Event) -> Iterator[Words]:
    yield claim.trigger, None


def _values(claim: Event, cell: str) -> Iterator[Words]:
    """Where a claim's values of a cell stand."""
    if cell == "type":
        yield claim.trigger, None
    elif cell in ("when", "where", "weapon", "actor", "recipient"):
        told = getattr(claim, cell)
        for value in told if isinstance(told, tuple) else (told,):
            yield from _stands(value)
    else:
        yield from ((t.count.span, t.count.text) for t in claim.counts if t.of == cell)


def _stands(value: When | Where | Party | Text | None) -> Iterator[Words]:
    if isinstance(value, When):
        # Words of an inferred date are its evidence; one that was given stands with the document.
        yield from [(value.span, value.text)] if value.span else [(s, None) for s in value.evidence] or [(None, None)]
    elif value is not None:
        yield value.span, value.text
