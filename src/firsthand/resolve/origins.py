"""Origins: the earliest independent utterance that a claim can be traced to.

A claim's origin is the innermost named source of its chain. Where the outlet tells a thing in its own voice, the origin
is the agency of its dateline, else the outlet, else (neither known) the document. What stands in a copied passage has
the origin that it has in the earlier document. A chain whose innermost source is unknown has no origin: it is shown
and never counted.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Literal

from firsthand.model import Attribution, Claim, Document, Event, Item, Measure, Party, Passage, Read, Span, When
from firsthand.model.values import PartyKind
from firsthand.reference.agencies import by_name
from firsthand.reference.speakers import speakers
from firsthand.resolve.copies import order
from firsthand.resolve.names import folded, office, speaker_class

REPRINT = 0.5  # share of a document's words in copied passages from which its own voice is that of the earlier one
BESIDE = 90  # characters around a cue in which its occasion is told


@dataclass(frozen=True, slots=True, order=True)
class OriginKey:
    """Equal keys are one origin. `carrier` is who reached a nameless witness, or where a video or letter came from."""

    kind: Literal["source", "media", "document"]
    name: str
    carrier: str = ""


@dataclass(frozen=True, slots=True)
class Trace:
    """Where a claim comes from. `key` is `None` where the chain ends in nobody; `copied` names the earlier document."""

    claim: str
    document: str
    key: OriginKey | None
    name: str
    kind: PartyKind | None
    said: When | None
    occasion: str | None
    reason: str
    copied: str | None = None
    twin: str | None = None  # the claim of the earlier document that this one repeats


def origins(reads: Iterable[Read], passages: Iterable[Passage]) -> Mapping[str, Trace]:
    """The origin of every claim, by claim id."""
    ordered = sorted(reads, key=lambda r: order(r.document))
    tracer = _Tracer({r.document.id: r for r in ordered}, _by_document(passages))
    for read in ordered:
        tracer.take(read)
    return tracer.traces


def anchor(claim: Claim) -> Span:
    """Where a claim stands: an event's trigger, a measure's count, an item's mention."""
    if isinstance(claim, Event):
        return claim.trigger
    return claim.count.span if isinstance(claim, Measure) else claim.span


def _by_document(passages: Iterable[Passage]) -> Mapping[str, list[Passage]]:
    found: dict[str, list[Passage]] = defaultdict(list)
    for passage in passages:
        found[passage.document].append(passage)
    return found


class _Tracer:
    """Traces documents in order of publication, so that what a copy repeats is traced before it."""

    def __init__(self, reads: Mapping[str, Read], passages: Mapping[str, list[Passage]]) -> None:
        self.reads = reads
        self.passages = passages
        self.traces: dict[str, Trace] = {}
        self.voices: dict[str, Trace] = {}

    def take(self, read: Read) -> None:
        said_by = {a.id: a for a in read.attributions}
        copied = self.passages.get(read.document.id, ())
        self.voices[read.document.id] = self._voice(read.document, copied)
        for claim in read.claims:
            found = next((p for p in copied if p.copy.contains(anchor(claim))), None)
            hop = said_by.get(claim.attribution or "")
            self.traces[claim.id] = (
                self._own(claim, hop, read) if found is None else self._copied(claim, hop, read, found)
            )

    def _copied(self, claim: Claim, hop: Attribution | None, read: Read, passage: Passage) -> Trace:
        earlier = self.reads.get(passage.earlier)
        told = _counterpart(claim, earlier, passage.source) if earlier is not None else None
        if told is not None:
            told = self.traces[told.id]
            return replace(told, claim=claim.id, document=read.document.id, copied=passage.earlier, twin=told.claim)
        return replace(self._own(claim, hop, read, self.voices.get(passage.earlier)), copied=passage.earlier)

    def _own(self, claim: Claim, hop: Attribution | None, read: Read, voice: Trace | None = None) -> Trace:
        voice = voice or self.voices[read.document.id]
        if not claim.chain:
            return replace(voice, claim=claim.id, document=read.document.id)
        name, party = claim.chain[0], hop.source if hop is not None else None
        if name is None:
            return Trace(claim.id, read.document.id, None, "unknown", None, None, None, "its source is left unknown")
        if party is not None and party.name != name:
            party = None
        key = _key(name, party, claim.chain[1:], voice, read.document)
        display, kind = _shown(name, party, key)
        said = hop.said if hop is not None else None
        occasion = _occasion(hop, read.document.text) if hop is not None else None
        carried = " by way of " + ", ".join(filter(None, claim.chain[1:])) if any(claim.chain[1:]) else ""
        return Trace(claim.id, read.document.id, key, display, kind, said, occasion, f"named as the source{carried}")

    def _voice(self, document: Document, copied: Iterable[Passage]) -> Trace:
        """Who speaks where a document attributes a thing to nobody."""
        if document.agency is not None:
            return _media(document, document.agency, "the agency that the report names as its own")
        earlier = _reprinted(document, copied)
        if earlier is not None and earlier in self.voices:
            return replace(self.voices[earlier], document=document.id)
        if document.outlet is not None:
            return _media(document, document.outlet, "told by the outlet in its own voice")
        name = document.title or document.url or document.id
        key = OriginKey("document", document.id)
        return Trace(
            "",
            document.id,
            key,
            name,
            "document",
            document.published,
            None,
            "told by a report whose outlet is not known",
        )


def _media(document: Document, name: str, reason: str) -> Trace:
    agency = by_name().get(name)
    shown = agency.name if agency else name
    return Trace("", document.id, OriginKey("media", folded(shown)), shown, "media", document.published, None, reason)


def _reprinted(document: Document, copied: Iterable[Passage]) -> str | None:
    """The earlier document that this one reprints for the most part."""
    shares: dict[str, int] = defaultdict(int)
    for passage in copied:
        shares[passage.earlier] += len(passage.copy)
    best = max(shares, key=lambda d: (shares[d], d), default=None)
    body = sum(len(b.span) for b in document.blocks if b.kind == "paragraph") or len(document.text)
    return best if best is not None and shares[best] >= REPRINT * body else None


def _counterpart(claim: Claim, earlier: Read, source: Span) -> Claim | None:
    """The claim of the earlier document that a copied claim repeats: of its kind, in that passage, the most alike."""
    told = [c for c in earlier.claims if c.kind == claim.kind and source.contains(anchor(c))]
    return max(told, key=lambda c: (_alike(claim, c), -anchor(c).start), default=None)


def _alike(a: Claim, b: Claim) -> int:
    if isinstance(a, Event) and isinstance(b, Event):
        return 2 * (a.type == b.type) + (a.mode == b.mode) + (len(a.counts) == len(b.counts))
    if isinstance(a, Measure) and isinstance(b, Measure):
        return int(a.of == b.of)
    return int(isinstance(a, Item) and isinstance(b, Item) and a.item == b.item)


def _key(name: str, party: Party | None, rest: tuple[str | None, ...], voice: Trace, document: Document) -> OriginKey:
    kind = party.kind if party is not None else None
    if (
        kind == "media"
        or name in by_name()
        or (document.outlet is not None and folded(name) == folded(document.outlet))
    ):
        return OriginKey("media", folded(name))
    match speaker_class(name):
        case "witness" | "carrier":
            return OriginKey("source", folded(name), _carrier(rest, voice))
        case "office":
            return OriginKey("source", office(name))
        case _:
            return OriginKey("source", folded(name))


def _carrier(rest: tuple[str | None, ...], voice: Trace) -> str:
    via = next((n for n in rest if n is not None), None)
    return folded(via) if via is not None else voice.key.name if voice.key is not None else voice.document


def _shown(name: str, party: Party | None, key: OriginKey) -> tuple[str, PartyKind | None]:
    if key.kind == "media":
        agency = by_name().get(name)
        return (agency.name if agency else name), "media"
    return name, party.kind if party is not None else None


def _occasion(hop: Attribution, text: str) -> str | None:
    """Where and to whom it was said, in the words beside the cue."""
    for cue in hop.cue:
        start, end = max(0, cue.start - BESIDE), min(len(text), cue.end + BESIDE)
        found = speakers().occasion.search(text[:end], start)
        if found is not None and "\n" not in text[min(found.start(), cue.start) : max(found.end(), cue.end)]:
            return found[0]
    return None
