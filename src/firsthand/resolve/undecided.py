"""Where the machine's sorting is a near thing: incidents that almost met, and those that one weak link holds together.

Only what could matter is compared: incidents of one type whose days touch, claim by claim, by the score of `links`.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import floor

from firsthand.model import Decision, Incident, Link, Read, Where
from firsthand.resolve.dates import days
from firsthand.resolve.geometry import PRECISE, fit
from firsthand.resolve.happenings import Happening, of_report
from firsthand.resolve.links import MIN_SCORE, score

NEAR_MISS = 0.1  # below MIN_SCORE, from which two incidents almost met
WEAK = 0.05  # above MIN_SCORE, up to which a link holds weakly
NEIGHBOURS = 24  # incidents of a day and type that each is compared with
WEEK = 7  # days: a date wider than these tells no day
CELL = 0.5  # degrees of a block's side: more than two points of one happening are apart
CLAIMS = 40  # claims of an incident that are compared: the first ones


@dataclass(frozen=True, slots=True)
class Near:
    """The strongest link between two incidents that are apart, or between the two halves of one (`halves`)."""

    link: Link
    incidents: tuple[Incident, ...]
    halves: tuple[tuple[str, ...], ...] = ()


def undecided(
    incidents: Sequence[Incident],
    reads: Mapping[str, Read],
    decisions: Iterable[Decision],
    about: Collection[str] | None = None,
) -> list[Near]:
    """What a person has not decided and the machine hardly could; only `about` some incidents (ids), if so asked."""
    return list(settled(candidates(incidents, about), reads, decisions))


def candidates(incidents: Sequence[Incident], about: Collection[str] | None = None) -> Iterator[tuple[Incident, ...]]:
    """What is worth a look: two incidents that may be one, and one alone that may be two."""
    yield from (p for p in _pairs(incidents) if about is None or p[0].id in about or p[1].id in about)
    yield from ((i,) for i in incidents if (about is None or i.id in about) and _may_fall_apart(i))


def settled(
    found: Iterable[tuple[Incident, ...]], reads: Mapping[str, Read], decisions: Iterable[Decision]
) -> Iterator[Near]:
    """Those of the candidates that are a near thing, unless a person has decided them."""
    said, told = Sorted(decisions), _Told(reads)
    for one, *others in found:
        near = _near(one, others[0], told, said) if others else _held(one, told, said)
        if near is not None:
            yield near


def _may_fall_apart(incident: Incident) -> bool:
    """Whether some report tells it in words of its own beside another; a copy is held by what it copies."""
    own = {d for o in incident.origins for d in o.documents}
    return len(own) + incident.unknown_origins > 1 and len(incident.claims) <= CLAIMS


class Sorted:
    """What people's decisions say of claims."""

    def __init__(self, decisions: Iterable[Decision]) -> None:
        self.groups: Mapping[str, list[tuple[str, int]]] = defaultdict(list)
        for decision in decisions:
            for number, group in enumerate(decision.groups):
                for claim in group:
                    self.groups[claim].append((decision.id, number))

    def together(self, one: Iterable[str], other: Iterable[str]) -> bool:
        """Whether a person put claims of both into one group."""
        return not self._of(one).isdisjoint(self._of(other))

    def apart(self, one: Iterable[str], other: Iterable[str]) -> bool:
        """Whether a person put claims of both into different groups."""
        mine, theirs = self._of(one), self._of(other)
        return any(d == e and n != m for d, n in mine for e, m in theirs)

    def _of(self, claims: Iterable[str]) -> set[tuple[str, int]]:
        return {g for c in claims if c in self.groups for g in self.groups[c]}


class _Told:
    """The claims of incidents as links see them, each made once; copies are told by what they copy."""

    def __init__(self, reads: Mapping[str, Read]) -> None:
        self.reads = reads
        self.made: dict[str, list[Happening]] = {}

    def of(self, incident: Incident) -> list[Happening]:
        if incident.id not in self.made:
            wanted = {c: n for n, c in enumerate(incident.claims[:CLAIMS])}
            reads = (self.reads[d] for d in incident.documents if d in self.reads)
            found = (h for place, r in enumerate(reads) for h in of_report(r, place, wanted))
            self.made[incident.id] = sorted(found, key=lambda h: wanted[h.id])
        return self.made[incident.id]


def _pairs(incidents: Sequence[Incident]) -> Iterator[tuple[Incident, Incident]]:
    """Incidents of one type on the same or the next day whose places can be one, each pair once."""
    blocks: dict[tuple[object, ...], list[Incident]] = defaultdict(list)
    for incident in incidents:
        told = days(incident.when)
        if told is None or told.width > WEEK:
            continue
        met: dict[str, Incident] = {}
        spans = [(incident.type, day) for day in range(told.first, told.last + 2)]
        for key in (k for span in spans for k in _looked_up(span, incident.where)):
            met |= {o.id: o for o in blocks.get(key, ())[-NEIGHBOURS:]}
        yield from ((o, incident) for o in met.values() if fit(o.where, incident.where) != "clash")
        for key in (k for span in spans for k in _kept(span, incident.where)):
            blocks[key].append(incident)


def _looked_up(span: tuple[str, int], where: Where | None) -> Iterator[tuple[object, ...]]:
    """Where the incidents stand that this one may be: near its point, or told of no more than a country."""
    if where is None or where.lat is None or where.lon is None or where.precision not in PRECISE:
        yield (*span, "any", where.country if where is not None else None)
        return
    yield from ((*span, "wide", country) for country in (where.country, None))
    lat, lon = floor(where.lat / CELL), floor(where.lon / CELL)
    yield from ((*span, lat + i, lon + j) for i in (-1, 0, 1) for j in (-1, 0, 1))


def _kept(span: tuple[str, int], where: Where | None) -> Iterator[tuple[object, ...]]:
    country = where.country if where is not None else None
    yield (*span, "any", country)
    if where is None or where.lat is None or where.lon is None or where.precision not in PRECISE:
        yield (*span, "wide", country)
    else:
        yield (*span, floor(where.lat / CELL), floor(where.lon / CELL))


def _near(a: Incident, b: Incident, told: _Told, said: Sorted) -> Near | None:
    """Two incidents apart whose strongest link is near or past the threshold, and what holds it back."""
    if said.apart(a.claims, b.claims):
        return None
    best = _best(told.of(a), told.of(b))
    return Near(best, (a, b)) if best is not None and best.score >= MIN_SCORE - NEAR_MISS else None


def _best(one: Iterable[Happening], other: Sequence[Happening]) -> Link | None:
    found = (score(a, b) if a.document != b.document else None for a in one for b in other)
    return max((k for k in found if k is not None), key=lambda k: k.score, default=None)


def _held(incident: Incident, told: _Told, said: Sorted) -> Near | None:
    """An incident that falls into two where its weakest needed link is cut, if that link is weak."""
    claims = told.of(incident)
    if _hangs_together(claims):
        return None
    links = [k for i, b in enumerate(claims) for a in claims[:i] if (k := score(a, b)) is not None]
    links.sort(key=lambda k: -k.score)
    parent = {h.id: h.id for h in claims}
    last: Link | None = None
    halves: tuple[tuple[str, ...], tuple[str, ...]] = ((), ())
    for link in links:
        a, b = _root(parent, link.a), _root(parent, link.b)
        if a != b:
            last, halves = link, (_members(parent, a), _members(parent, b))
            parent[b] = a
    if last is None or not MIN_SCORE <= last.score < MIN_SCORE + WEAK or len(_members(parent, last.a)) < len(claims):
        return None
    homes = {h.id: h.document for h in claims}
    across = {homes[c] for c in halves[0]}.isdisjoint(homes[c] for c in halves[1])
    return Near(last, (incident,), halves) if across and not said.together(*halves) else None


def _hangs_together(claims: Sequence[Happening]) -> bool:
    """Whether links that are not weak hold all of the claims: most incidents need but few of theirs to show it."""
    parent = {h.id: h.id for h in claims}
    for i, a in enumerate(claims):
        for b in claims[i + 1 :]:
            one, other = _root(parent, a.id), _root(parent, b.id)
            if one != other and (link := score(a, b)) is not None and link.score >= MIN_SCORE + WEAK:
                parent[other] = one
    return len({_root(parent, c) for c in parent}) <= 1


def _root(parent: dict[str, str], claim: str) -> str:
    while parent[claim] != claim:
        claim = parent[claim]
    return claim


def _members(parent: dict[str, str], claim: str) -> tuple[str, ...]:
    root = _root(parent, claim)
    return tuple(c for c in parent if _root(parent, c) == root)
