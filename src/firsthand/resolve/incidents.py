"""From everything that was read to incidents: one pure function, the same result whatever the order of arrival."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from firsthand.model import Decision, Document, Event, Grade, Incident, Link, Passage, Position, Read, Where
from firsthand.reference.interests import Interest, interests
from firsthand.reference.sources import Sources
from firsthand.reference.speakers import speakers
from firsthand.resolve.cells import cells, tightest_when, tightest_where
from firsthand.resolve.copies import copies, order
from firsthand.resolve.dates import UNDATED, days
from firsthand.resolve.disputes import disputes
from firsthand.resolve.gather import gather
from firsthand.resolve.grade import grade
from firsthand.resolve.happenings import Happening, repeating, untraced
from firsthand.resolve.links import links
from firsthand.resolve.names import folded
from firsthand.resolve.origins import Trace, origins
from firsthand.resolve.partition import Partition, partition
from firsthand.resolve.tolls import STANDS, summary

UNGRADED = Grade("F", "6", ())
LOCAL = frozenset({"site", "town", "district"})
DEEDS = frozenset({"ASSAULT", "COERCE", "MOBILIZE", "PROTEST", "RETREAT", "SANCTION"})
WEEK = 7  # days: a date wider than these tells no day
HURT = frozenset({"killed", "wounded", "executed"})


@dataclass(frozen=True, slots=True)
class Corpus:
    """What incidents are put together from: documents in order of publication, their claims traced and sorted."""

    documents: Mapping[str, Document]
    sightings: Mapping[str, int]  # how often each text was seen
    traces: Mapping[str, Trace]
    claims: Mapping[str, Happening]
    decided: Mapping[str, tuple[str, ...]]  # decisions by the claims that they name


def incidents(
    reads: Iterable[Read],
    decisions: Iterable[Decision] = (),
    sources: Sources | None = None,
    position: Position | None = None,
    rules: Sequence[Interest] | None = None,
) -> tuple[Incident, ...]:
    """All incidents, by date, then id. `sources` is the user's table of grades; `position` where the ledger stood.

    `rules` tell whose interest a side's word serves: those of the program, unless given (`()` switches them off).
    """
    done = work(reads, tuple(decisions))
    made = assembled(done.parts.groups, done.corpus())
    graded = (replace(graded_by(i, sources, rules), ledger=position) for i in made)
    return tuple(sorted(graded, key=by_date))


def graded_by(incident: Incident, sources: Sources | None = None, rules: Sequence[Interest] | None = None) -> Incident:
    """The incident with its grade."""
    return replace(incident, grade=grade(incident, sources or {}, interests() if rules is None else rules))


@dataclass(frozen=True, slots=True)
class Work:
    """All steps from readings to the sorting of their claims. `seen` stand in order of publication."""

    seen: Sequence[Read]
    passages: Sequence[Passage]
    traces: Mapping[str, Trace]
    claims: Sequence[Happening]
    links: Sequence[Link]
    parts: Partition
    decisions: Sequence[Decision]

    def corpus(self) -> Corpus:
        return corpus_of(self.seen, self.traces, self.claims, self.decisions)


def work(reads: Iterable[Read], decisions: Sequence[Decision] = ()) -> Work:
    """Trace and sort all claims. Of a text that was seen several times the earliest sighting is the document."""
    seen = in_sequence(reads)
    return worked(seen, untraced(seen), copies(r.document for r in seen), decisions)


def in_sequence(reads: Iterable[Read]) -> list[Read]:
    """Reads with their earliest sightings, in order of publication."""
    return sorted(map(earliest, reads), key=lambda r: order(r.document))


def worked(
    seen: Sequence[Read], told: Iterable[Happening], passages: Sequence[Passage], decisions: Sequence[Decision]
) -> Work:
    """The steps that need to know what documents copy. `told` are the claims of those `seen`."""
    traces = origins(seen, passages)
    claims = repeating(told, traces)
    found = list(links(claims))
    return Work(seen, passages, traces, claims, found, partition(claims, decisions, found), decisions)


def corpus(reads: Iterable[Read], decisions: Sequence[Decision] = ()) -> Corpus:
    """What incidents are put together from."""
    return work(reads, decisions).corpus()


def corpus_of(
    seen: Sequence[Read],
    traces: Mapping[str, Trace],
    claims: Sequence[Happening],
    decisions: Sequence[Decision],
) -> Corpus:
    """What was worked out, by what it is asked for."""
    decided: dict[str, tuple[str, ...]] = defaultdict(tuple)
    for decision in sorted(decisions, key=lambda d: (d.at, d.id)):
        for claim in {c for g in decision.groups for c in g}:
            decided[claim] += (decision.id,)
    return Corpus(
        {r.document.id: r.document for r in seen},
        {r.document.id: 1 + len(r.sightings) for r in seen},
        traces,
        {c.id: c for c in claims},
        decided,
    )


def assembled(groups: Iterable[Sequence[str]], found: Corpus) -> Iterator[Incident]:
    """The incidents among groups of claims, not yet graded."""
    return (assemble([found.claims[c] for c in group], found) for group in groups if _tells(group, found))


def assemble(claims: Sequence[Happening], found: Corpus) -> Incident:
    """One incident of claims in their order: every cell with all its readings, not yet graded."""
    told = gather(claims, found.traces, found.documents)
    replaced = superseded(claims, found)
    stand = [c for c in claims if c.claim.stance in STANDS and c.id not in replaced]
    leading = _leading(stand or claims)
    documents = tuple(dict.fromkeys(c.document for c in claims))
    return Incident(
        id=claims[0].id,
        type=leading.type,
        mode=leading.mode,
        acled=leading.acled,
        when=tightest_when(stand),
        where=tightest_where(stand),
        cells=cells(claims, told.of),
        summary=summary(claims, told.of, found.documents, replaced),
        origins=told.origins,
        unknown_origins=told.unknown,
        documents=documents,
        copies=_copies(claims, documents, found),
        claims=tuple(c.id for c in claims),
        disputed=disputes(claims, told.of, found.traces, found.documents, replaced),
        grade=UNGRADED,
        decisions=tuple(dict.fromkeys(d for c in claims for d in found.decided.get(c.id, ()))),
        superseded=replaced,
    )


def superseded(claims: Sequence[Happening], found: Corpus) -> tuple[str, ...]:
    """Claims that a later report of the same outlet corrects or takes back, and what it tells again to take it back."""
    documents = {c.document: found.documents[c.document] for c in claims}
    voices = {d: _voice(document) for d, document in documents.items()}
    often = Counter(voices.values())
    if all(n == 1 for n in often.values()):
        return ()
    later = {d for d, v in voices.items() if v is not None and often[v] > 1 and _corrects(documents[d])}
    corrected: dict[str | None, int] = {}
    for claim in claims:
        if claim.document in later:
            corrected.setdefault(voices[claim.document], claim.order)
    earlier = {c.id for c in claims if c.order < corrected.get(voices[c.document], 0)}
    if not earlier:
        return ()
    again = {d for d, document in documents.items() if _retracts(document)}
    return tuple(c.id for c in claims if c.id in earlier or c.document in again)


def _corrects(document: Document) -> bool:
    return speakers().correction.search(document.text) is not None or _retracts(document)


def _retracts(document: Document) -> bool:
    """Whether an outlet takes its own report back; "the ministry withdrew its report" is none."""
    return any(
        m["whose"] is None or _names_outlet(document.text[: m.start()].rpartition(".")[2], document)
        for m in speakers().retraction.finditer(document.text)
    )


def _names_outlet(words: str, document: Document) -> bool:
    said = words.casefold()
    names = [n.casefold() for n in (document.outlet, document.agency) if n]
    return any(n in said for n in names) or not speakers().outlet_words.isdisjoint(said.split())


def _voice(document: Document) -> str | None:
    name = document.agency or document.outlet
    return folded(name) if name is not None else None


def earliest(read: Read) -> Read:
    """The read with its earliest sighting as the document."""
    first, *others = sorted((read.document, *read.sightings), key=order)
    return replace(read, document=first, sightings=tuple(others))


def _tells(group: Collection[str], found: Corpus) -> bool:
    """Whether a group is an incident: some claim says that it happened, and enough of when, where or how many is told.

    Enough is a toll, a place on the map, or a day together with any place or party; of words and visits a day with who
    and to whom. A mere "clashes in Yemen" stays in the reading of its document, and so does what is only recalled or
    summed up, unless a day and a place on the map are told of it.
    """
    stand = [found.claims[c].claim for c in group if found.claims[c].claim.stance in STANDS]
    stand = [c for c in stand if not c.background or (_dated(c) and _on_map(c.where))]
    if any(c.type in DEEDS and (c.counts or _on_map(c.where)) for c in stand):
        return True
    if not any(_dated(c) for c in stand):
        return False
    if any(c.type in DEEDS for c in stand):
        return any(c.where is not None or c.actor or c.recipient for c in stand)
    return any(c.actor and c.recipient for c in stand)


def _dated(claim: Event) -> bool:
    told = days(claim.when)
    return told is not None and told.width <= WEEK


def _on_map(where: Where | None) -> bool:
    return where is not None and where.precision in LOCAL and where.use == "location"


LOOTING = "Looting/property destruction"


def _leading(claims: Sequence[Happening]) -> Event:
    """The claim that names the type: of the type and mode told most often, the first.

    Where people were killed or hurt, an abduction is a part of the attack (ACLED codebook: abductions are those without
    other violence), and so are what was burned or looted and the tear gas; that people fled is what came of one.
    """
    hurt = any(t.of in HURT and (t.count.best or t.count.low or 0) > 0 for c in claims for t in c.claim.counts)
    parts = frozenset({"abduct", "deport", "destroy", "crowd-control"} if hurt else {"deport"})
    named = [c for c in claims if c.claim.mode not in parts and not (hurt and c.claim.acled == LOOTING)]
    often = Counter(c.claim.mode for c in claims if c.twin is None and c.claim.mode is not None)
    return min(named or claims, key=lambda c: (-often[c.claim.mode or ""], c.order)).claim


def _copies(claims: Sequence[Happening], documents: Sequence[str], found: Corpus) -> int:
    """How many printed texts only repeat: all sightings, less one for each document that tells something of its own.

    A headline of its own makes no report of one's own.
    """
    own = {c.document for c in claims if found.traces[c.id].copied is None and not _in_headline(c, found)}
    return sum(found.sightings[d] for d in documents) - (len(own) or 1)


def _in_headline(claim: Happening, found: Corpus) -> bool:
    blocks = found.documents[claim.document].blocks
    return any(b.kind == "headline" and b.span.contains(claim.claim.trigger) for b in blocks)


def by_date(incident: Incident) -> tuple[str, str]:
    """Sorts incidents: by date, then by id."""
    when = incident.when
    return (when.start or when.end or UNDATED if when is not None else UNDATED), incident.id
