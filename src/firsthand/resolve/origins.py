"""Origins: the earliest independent utterance that a claim can be traced to.

A claim's origin is the innermost named source of its chain. Where the outlet tells a thing in its own voice, it has it
from the source that it names beside it; where it names none, the origin is the agency of its dateline, else the outlet,
else (neither known) the document. What stands in a copied passage has
the origin that it has in the earlier document. A chain whose innermost source is unknown has no origin: it is shown
and never counted.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import takewhile

from firsthand.model import Attribution, Claim, Document, Event, Item, Measure, Party, Passage, Read, Span, When
from firsthand.reference.agencies import by_name
from firsthand.reference.speakers import speakers
from firsthand.resolve.copies import order, same_house
from firsthand.resolve.dates import days
from firsthand.resolve.elsewhere import apart
from firsthand.resolve.geometry import fit
from firsthand.resolve.names import core, folded, head, is_absent, is_nobody, singular, speaker_class
from firsthand.resolve.own import is_publisher, is_writer, reporters, speaks_for_itself
from firsthand.resolve.speakers import apposed, beside, breaks, outside, roles, ways
from firsthand.resolve.traces import (
    OriginKey,
    Trace,
    affirmed,
    called,
    employer,
    key_of,
    occasion,
    recalled,
    shown,
)
from firsthand.resolve.utterances import utterances

REPRINT = 0.5  # share of a document's words in copied passages from which its own voice is that of the earlier one
ONE_OF_THEM = re.compile(r"one(?:\sof\s\w+)?,\s(?:an?|the)\s([^,]+)", re.I)  # "one, a seller of vegetables"
RECALLED = 3  # days before its publication from which a report tells what others told before
HELD = 32  # claims kept of those that one passage tells
HEARD_REASON = "quoted beside it, in words that hold no happening of their own"
BESIDE_REASON = "quoted beside words that the report tells as its own"
VOICE_REASON = "told by the outlet itself, which names no source"
OWN_REASON = "told by the outlet's own reporter"
PASSING_REASON = "recalled without a source by a report on something else"


def origins(reads: Iterable[Read], passages: Iterable[Passage]) -> Mapping[str, Trace]:
    """The origin of every claim, by claim id."""
    ordered = sorted(reads, key=lambda r: order(r.document))
    tracer = _Tracer({r.document.id: r for r in ordered}, _by_document(passages))
    for read in ordered:
        tracer.take(read)
    return tracer.traces


def rests(read: Read, copied: Sequence[Passage]) -> frozenset[str]:
    """The earlier documents that a document's traces rest on: whose told passages it repeats, and which it reprints."""
    anchors = [anchor(c) for c in read.claims]
    told = {p.earlier for p in copied if any(p.copy.contains(a) for a in anchors)}
    reprinted = _reprinted(read.document, copied)
    return frozenset(told | {reprinted} if reprinted is not None else told)


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


@dataclass(frozen=True, slots=True)
class _Repeat:
    """A claim that stands in a copied passage: what it repeats, or whether it tells of something else in like words."""

    passage: Passage
    told: Claim | None
    otherwise: bool


@dataclass(frozen=True, slots=True)
class _Told:
    """A document with whom its reporter heard, and the names of its nameless speakers."""

    read: Read
    heard: list[Attribution]
    roles: Mapping[str, str]
    via: Mapping[str, tuple[str | None, ...]]


@dataclass(frozen=True, slots=True)
class _Name:
    """The innermost name of a chain, its party where known, the rest of the chain, and why it is the source."""

    name: str | None
    party: Party | None
    rest: tuple[str | None, ...]
    reason: str


class _Tracer:
    """Traces documents in order of publication, so that what a copy repeats is traced before it."""

    def __init__(self, reads: Mapping[str, Read], passages: Mapping[str, list[Passage]]) -> None:
        self.reads = reads
        self.passages = passages
        self.traces: dict[str, Trace] = {}
        self.voices: dict[str, Trace] = {}
        self.held: dict[tuple[str, Span], list[Claim]] = {}  # what is told first-hand in the words of a passage

    def take(self, read: Read) -> None:
        said_by = {a.id: a for a in read.attributions}
        copied = self.passages.get(read.document.id, ())
        repeats = {c.id: r for c in read.claims if (r := self._repeat(c, copied)) is not None}
        self.voices[read.document.id] = self._voice(read.document, copied, repeats.values())
        known = roles(read.document, read.attributions, read.claims)
        told = _Told(read, outside(read), known, ways(read.attributions, known))
        for claim in read.claims:
            hop, repeat = said_by.get(claim.attribution or ""), repeats.get(claim.id)
            if repeat is None:
                self.traces[claim.id] = self._own(claim, hop, told)
            else:
                self.traces[claim.id] = self._repeated(claim, hop, told, repeat)
        for claim, hop in utterances(read, [*told.heard, *reporters(read, told.heard)], known, copied):
            self.traces[claim.id] = self._hearing(claim, hop, told)

    def _hearing(self, claim: Claim, hop: Attribution, told: "_Told") -> Trace:
        """The trace of a claim with one who is quoted beside it."""
        name = hop.source.name if hop.source is not None else None
        made = _by_name(
            _Name(name, hop.source, hop.chain[1:], HEARD_REASON), claim, hop, told, self.voices[told.read.document.id]
        )
        trace = self.traces[claim.id]
        return replace(trace, heard=(*trace.heard, made)) if made.key is not None else trace

    def _repeat(self, claim: Claim, copied: Iterable[Passage]) -> _Repeat | None:
        passage = next((p for p in copied if p.copy.contains(anchor(claim))), None)
        if passage is None:
            return None
        held = self._held(passage)
        told = [c for c in held if _may_repeat(claim, c)]
        best = max(told, key=lambda c: _alike(claim, c), default=None)  # of equals the first
        return _Repeat(passage, best, best is None and any(c.kind == claim.kind for c in held))

    def _held(self, passage: Passage) -> list[Claim]:
        """What is told first-hand in a passage: by the earliest document, then by others in the same words."""
        key = passage.earlier, passage.source
        if key not in self.held:
            earlier = self.reads.get(passage.earlier)
            claims = earlier.claims if earlier is not None else ()
            self.held[key] = [c for c in claims if passage.source.contains(anchor(c))]
        return self.held[key]

    def _repeated(self, claim: Claim, hop: Attribution | None, told: "_Told", repeat: _Repeat) -> Trace:
        """What a copy repeats has the origin that it has there, unless the copy tells another day, place or source."""
        earlier = repeat.passage.earlier
        own = self._own(claim, hop, told, None if repeat.otherwise else self.voices.get(earlier))
        first = self.traces[repeat.told.id] if repeat.told is not None else None
        if first is not None and (not claim.chain or self._same_speaker(own, first, earlier)):
            twin = first.twin or first.claim
            return replace(first, claim=claim.id, document=own.document, copied=earlier, twin=twin)
        held = self._held(repeat.passage)
        held += [claim] if len(held) < HELD else []
        return own if repeat.otherwise or claim.chain else replace(own, copied=earlier)

    def _same_speaker(self, own: Trace, first: Trace, earlier: str) -> bool:
        """Whether a copy names the source that it copied: its residents are those whom the earlier report reached."""
        if own.key is None or (first.key is not None and own.key.name == first.key.name):
            return True
        if own.role is None:
            return False
        if first.role is not None:
            return folded(own.role) == folded(first.role)
        return apposed(self.reads[earlier].document.text, own.role, first.name)

    def _own(self, claim: Claim, hop: Attribution | None, told: "_Told", voice: Trace | None = None) -> Trace:
        """The origin of a claim by its own chain; without one, by the source named beside it, else the voice."""
        document = told.read.document
        voice = voice or self.voices[document.id]
        if hop is not None and not claim.chain and is_writer(hop):
            return replace(voice, claim=claim.id, document=document.id, reason=OWN_REASON)
        if claim.chain and not _unspoken(hop):
            if (made := _maker(claim.chain, told.read)) is not None:
                return _by_name(made, claim, None, told, voice)
            party = hop.source if hop is not None else None
            if hop is not None and is_writer(hop) and len(claim.chain) == 1:
                return replace(voice, claim=claim.id, document=document.id, reason=OWN_REASON)
            reason = f"named as the source{_by_way(claim.chain[1:], document)}"
            return _by_name(_Name(claim.chain[0], party, claim.chain[1:], reason), claim, hop, told, voice)
        if not _in_sentence(claim, told.heard) and _in_sentence(claim, reporters(told.read, told.heard)):
            return replace(voice, claim=claim.id, document=document.id, reason=OWN_REASON, near=True)
        old = _long_ago(claim, document)
        if speaks_for_itself(document) and not _in_sentence(claim, told.heard):
            return replace(voice, claim=claim.id, document=document.id)
        passing = _in_passing(claim, told.read) or (old and any(anchor(c) < anchor(claim) for c in told.read.claims))
        heard = _in_sentence(claim, told.heard)
        unread = not heard and _names_source(claim, document)
        if not passing and not old:
            heard = [a for a in told.heard if not unread or _follows(claim, a, document)]
        near = beside(claim, anchor(claim).start, told.read, heard)
        if near is None or near.source is None:
            if unread:
                return _unknown(claim, document, "its sentence names a source that was not understood")
            reason = PASSING_REASON if passing else voice.reason
            return replace(voice, claim=claim.id, document=document.id, reason=reason)
        made = _by_name(_Name(near.source.name, near.source, near.chain[1:], BESIDE_REASON), claim, near, told, voice)
        here = not breaks(anchor(claim).start, near, document.text)
        return replace(made, near=here and (made.kind == "person" or made.reason == OWN_REASON))

    def _voice(self, document: Document, copied: Iterable[Passage], repeats: Iterable[_Repeat]) -> Trace:
        """Who speaks where a document attributes a thing to nobody."""
        if document.agency is not None:
            return _media(document, document.agency, "told by the agency itself, which names no source")
        earlier = _reprinted(document, copied)
        like = any(r.otherwise for r in repeats)  # standing phrases make no reprint
        if earlier is not None and earlier in self.voices and not like:
            return replace(self.voices[earlier], document=document.id)
        if document.outlet is not None:
            return _media(document, document.outlet, VOICE_REASON)
        name, key = document.title or document.url or document.id, OriginKey("document", document.id)
        reason = "told by a report whose outlet is not known"
        return Trace("", document.id, key, name, "document", document.published, None, reason)


def _by_way(rest: Sequence[str | None], document: Document) -> str:
    """In words, what a word came through: a thing ("in a statement"), and outlets other than the report's own."""
    own = [n for n in (document.outlet, document.agency) if n is not None]
    via = [n for n in rest if n is not None and not any(same_house(o, n) for o in own)]
    things = [n for n in via if speaker_class(n) == "carrier"]
    outlets = [n for n in via if n[0].isupper()]
    told = "".join(f", in {'an' if n[0] in 'aeiou' else 'a'} {n}" for n in things if n not in outlets)
    return told + (f", by way of {' and '.join(outlets)}" if outlets else "")


def _unspoken(hop: Attribution | None) -> bool:
    """Whether a report says that nobody said so: its own word, and no source that it keeps to itself."""
    return hop is not None and hop.source is not None and is_absent(hop.source.name)


def _in_passing(claim: Claim, read: Read) -> bool:
    """Whether a report that began with another happening recalls this one without a source."""
    if not isinstance(claim, Event):
        return False
    told = [c for c in read.claims if isinstance(c, Event) and c.where is not None and c.when is not None]
    before = [c for c in told if c.trigger.start < claim.trigger.start and not c.evidence.overlaps(claim.evidence)]
    return bool(before) and all(apart(c, claim) for c in before)


def _long_ago(claim: Claim, document: Document) -> bool:
    """Whether a report tells in its own voice what happened days before: it recalls it."""
    told, out = days(claim.when) if isinstance(claim, Event) else None, days(document.published)
    return told is not None and out is not None and told.last + RECALLED <= out.first


def _in_sentence(claim: Claim, heard: Iterable[Attribution]) -> list[Attribution]:
    """The sources that are quoted in the sentence of a claim."""
    passage = claim.evidence if isinstance(claim, Event) else anchor(claim)
    return [a for a in heard if any(passage.overlaps(s) for s in (*a.cue, *a.content))]


def _names_source(claim: Claim, document: Document) -> bool:
    """Whether the sentence of a claim has words that name a source."""
    return isinstance(claim, Event) and speakers().said.search(claim.evidence.of(document.text)) is not None


def _follows(claim: Claim, attribution: Attribution, document: Document) -> bool:
    """Whether a source speaks in the paragraph of a claim or after it: a lead's "officials said" is named below it."""
    end = max(s.end for s in (*attribution.cue, *attribution.content)) if attribution.cue else 0
    return "\n\n" not in document.text[end : anchor(claim).start]


def _maker(chain: Sequence[str | None], read: Read) -> _Name | None:
    """Who made or spread what a chain begins with: a video's voice is no source beside those whose video it is."""
    carriers = [n for n in takewhile(lambda n: n is not None and speaker_class(n) == "carrier", chain) if n]
    words = {singular(head(n).casefold()) for n in carriers}
    items = [i for i in read.claims if isinstance(i, Item) and words & {i.item, _noun(i, read.document)}]
    makers = {p.name: p for i in items if (p := i.producer) is not None}
    if len(makers) != 1:
        return None
    name, party = makers.popitem()
    return _Name(name, party, tuple(chain[len(carriers) :]), f"named as whose {carriers[-1]} it is")


def _noun(item: Item, document: Document) -> str:
    return singular(head(item.span.of(document.text)).casefold())


def _by_name(given: _Name, claim: Claim, hop: Attribution | None, told: _Told, voice: Trace) -> Trace:
    """The trace of a claim whose source is named, or whose chain ends in nobody."""
    document, name = told.read.document, given.name
    if name is None or is_nobody(name):
        return _unknown(claim, document, "its source is left unknown")
    party = given.party if given.party is not None and given.party.name == name else None
    outlet = document.outlet if is_publisher(party, document) else employer(party, document)
    if outlet is not None:
        return replace(_media(document, outlet, OWN_REASON), claim=claim.id)
    if name.casefold() == "one" and party is not None and (who := ONE_OF_THEM.match(party.text)) is not None:
        name = who[1]
    role = called(name, party, document)
    if name in told.roles:
        name, party = told.roles[name], next((a.source for a in told.heard if _is(a, told.roles[name])), None)
    name = core(name)
    key = key_of(name, party, given.rest or told.via.get(name, ()), voice, document)
    known_as, kind = shown(name, party, document)
    mention = party.text if party is not None else None
    made = Trace(claim.id, document.id, key, known_as, kind, None, None, given.reason, role=role, mention=mention)
    if hop is None:
        return made
    text = document.text
    made = replace(made, again=recalled(hop, text), affirms=affirmed(hop, anchor(claim).start, text))
    return replace(made, said=hop.said, occasion=occasion(hop, text))


def _is(attribution: Attribution, name: str) -> bool:
    return attribution.source is not None and attribution.source.name == name


def _unknown(claim: Claim, document: Document, reason: str) -> Trace:
    return Trace(claim.id, document.id, None, "unknown", None, None, None, reason)


def _media(document: Document, name: str, reason: str) -> Trace:
    agency = by_name().get(name)
    shown = agency.name if agency else name
    return Trace("", document.id, OriginKey("source", folded(shown)), shown, "media", document.published, None, reason)


def _reprinted(document: Document, copied: Iterable[Passage]) -> str | None:
    """The earlier document that this one reprints for the most part."""
    shares: dict[str, int] = defaultdict(int)
    for passage in copied:
        shares[passage.earlier] += len(passage.copy)
    best = max(shares, key=lambda d: (shares[d], d), default=None)
    body = sum(len(b.span) for b in document.blocks if b.kind == "paragraph") or len(document.text)
    return best if best is not None and shares[best] >= REPRINT * body else None


def _may_repeat(copy: Claim, claim: Claim) -> bool:
    """Whether two claims can be one: an agency's standing phrases also tell of other days and other towns."""
    if isinstance(copy, Event) and isinstance(claim, Event):
        return copy.type == claim.type and fit(copy.where, claim.where) != "clash" and _same_day(copy.when, claim.when)
    return copy.kind == claim.kind


def _same_day(copy: When | None, when: When | None) -> bool:
    """Whether two dates can be one. "Monday", printed again a week later, is still the Monday that was meant."""
    a, b = days(copy), days(when)
    if copy is None or when is None or a is None or b is None or a.overlaps(b):
        return True
    return copy.basis == "relative" and copy.text is not None and copy.text == when.text


def _alike(a: Claim, b: Claim) -> int:
    if isinstance(a, Event) and isinstance(b, Event):
        figures = [[(t.of, t.count.best, t.count.low) for t in e.counts] for e in (a, b)]
        return 2 * (a.type == b.type) + (a.mode == b.mode) + 2 * (figures[0] == figures[1])
    if isinstance(a, Measure) and isinstance(b, Measure):
        return int(a.of == b.of)
    return int(isinstance(a, Item) and isinstance(b, Item) and a.item == b.item)
