"""Incidents as groups of claims: strongest links first, never against a decision, a clash of days or of places.

A group keeps what all of its claims agree on (the days common to them, their places); a link joins two groups only if
that can be so of both together. So a chain of weak likenesses can't run from one happening to another.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from firsthand.model import Decision, Link, Where
from firsthand.resolve.dates import Days
from firsthand.resolve.geometry import PRECISE, called, fit, lacking
from firsthand.resolve.happenings import CLAIMS, Happening
from firsthand.resolve.links import ONE_OFF, SURE

NOBODY = frozenset[str]()


@dataclass(frozen=True, slots=True)
class Partition:
    """Groups of claim ids, the first claim first; decisions that newer ones overrule, and those that shaped it."""

    groups: tuple[tuple[str, ...], ...]
    overruled: tuple[str, ...]
    honoured: tuple[str, ...]


def partition(happenings: Sequence[Happening], decisions: Iterable[Decision], links: Iterable[Link]) -> Partition:
    """Sort claims into incidents. People go before machines, and the newest decision before older ones."""
    groups = _groups(happenings)
    honoured, overruled = _decide(groups, decisions)
    for link in links:
        if link.a in groups.parent and link.b in groups.parent:
            groups.join(link)
    return Partition(tuple(groups.sorted()), overruled, honoured)


def by_people(claims: Iterable[str], decisions: Iterable[Decision]) -> Partition:
    """Sort claims (ids in their order) by people's decisions alone: what they say, before any link is followed."""
    order = {c: n for n, c in enumerate(claims)}
    groups = _Groups(order, {c: _Group([c], None, []) for c in order})
    honoured, overruled = _decide(groups, decisions)
    return Partition(tuple(groups.sorted()), overruled, honoured)


def _decide(groups: "_Groups", decisions: Iterable[Decision]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Follow decisions, the newest first: those that fit, and those that newer ones overrule."""
    honoured: list[str] = []
    overruled: list[str] = []
    for decision in sorted(decisions, key=lambda d: (d.at, d.id), reverse=True):
        known = tuple(tuple(c for c in g if c in groups.parent) for g in decision.groups)
        fits = groups.decide(tuple(g for g in known if g))
        (honoured if fits else overruled).append(decision.id)
    return tuple(honoured), tuple(overruled)


@dataclass(slots=True)
class _Group:
    """What is common to the claims of a group, and whom it must not hold: by a person's word, by the text's."""

    members: list[str]
    days: Days | None
    places: list[Where]
    counted: bool = False  # whether a toll is told of it
    apart: frozenset[str] = NOBODY  # claims, and of most groups none: an empty set of its own takes more than a claim
    another: frozenset[str] = NOBODY


class _Groups:
    """Disjoint groups of claims (union-find), each with what binds it."""

    def __init__(self, order: Mapping[str, int], groups: dict[str, _Group], leaning: frozenset[str] = NOBODY) -> None:
        self.order = order
        self.leaning = leaning
        self.parent = {c: c for c in groups}
        self.groups = groups

    def root(self, claim: str) -> str:
        while self.parent[claim] != claim:
            self.parent[claim] = self.parent[self.parent[claim]]
            claim = self.parent[claim]
        return claim

    def decide(self, groups: tuple[tuple[str, ...], ...]) -> bool:
        """Sort as a person did, if that fits what newer decisions say; nothing is changed if not."""
        roots = [{self.root(c) for c in g} for g in groups]
        seen: set[str] = set()
        for one in roots:
            if one & seen or any(self._kept_apart(a, b) for a in one for b in one if a < b):
                return False
            seen |= one
        heads = [self._unite_all(g) for g in groups]
        for a in heads:
            for b in heads:
                if a != b:
                    self.groups[a].apart = self.groups[a].apart.union(self.groups[b].members)
        return True

    def join(self, link: Link) -> None:
        """Follow a link unless something stands against it."""
        a, b = self.root(link.a), self.root(link.b)
        if (
            a == b
            or self._leans(link.a, link.b, a)
            or self._leans(link.b, link.a, b)
            or self._kept_apart(a, b)
            or self._told_apart(a, b)
        ):
            return
        if link.score < SURE and _elsewhere(self.groups[a], self.groups[b]):
            return
        if _agree(self.groups[a], self.groups[b]):
            self._unite(a, b)

    def sorted(self) -> Iterator[tuple[str, ...]]:
        """Groups by their first claim."""
        found = [sorted(self.groups[r].members, key=self.order.__getitem__) for r, p in self.parent.items() if r == p]
        yield from (tuple(g) for g in sorted(found, key=lambda g: self.order[g[0]]))

    def _leans(self, claim: str, other: str, root: str) -> bool:
        """Whether a claim has what tells its day and place from its own text, so that no other text need tell it."""
        text = self.order[claim] >> CLAIMS
        if claim not in self.leaning or text == self.order[other] >> CLAIMS:
            return False
        return any(c not in self.leaning and self.order[c] >> CLAIMS == text for c in self.groups[root].members)

    def _kept_apart(self, a: str, b: str) -> bool:
        one, other = self.groups[a], self.groups[b]
        return _any(one.apart, other.members) or _any(other.apart, one.members)

    def _told_apart(self, a: str, b: str) -> bool:
        one, other = self.groups[a], self.groups[b]
        return _any(one.another, other.members) or _any(other.another, one.members)

    def _unite_all(self, claims: Sequence[str]) -> str:
        for claim in claims[1:]:
            a, b = self.root(claims[0]), self.root(claim)
            if a != b:
                self._unite(a, b)
        return self.root(claims[0])

    def _unite(self, a: str, b: str) -> None:
        if len(self.groups[a].members) < len(self.groups[b].members):
            a, b = b, a
        self.parent[b] = a
        _absorb(self.groups[a], self.groups.pop(b))


def _any(named: frozenset[str], members: Sequence[str]) -> bool:
    """Whether one of the members is named; a group may have thousands of them, and most name nobody."""
    return bool(named) and not named.isdisjoint(members)


def _groups(happenings: Sequence[Happening]) -> _Groups:
    groups = {h.id: _group(h) for h in happenings}
    earlier: dict[str, list[str]] = defaultdict(list)
    for happening in happenings:
        if happening.another:  # "a separate attack" is none of those told before it
            groups[happening.id].another = frozenset(earlier[happening.document])
        earlier[happening.document].append(happening.id)
    leaning = frozenset(h.id for h in happenings if h.leans)
    return _Groups({h.id: h.order for h in happenings}, groups, leaning)


def _group(h: Happening) -> _Group:
    binds = h.twin is None  # "Monday" in a copy printed a week later is still the earlier Monday
    days = h.days if binds and not h.assumed else None
    if days is not None and h.vague:
        days = Days(days.first - ONE_OFF, days.last + ONE_OFF)
    return _Group([h.id], days, [h.where] if binds and h.where is not None else [], bool(h.tolls))


def _agree(a: _Group, b: _Group) -> bool:
    if a.days is not None and b.days is not None and not a.days.overlaps(b.days):
        return False
    both = (*a.places, *b.places)
    clashes = ((p, q) for p in a.places for q in b.places if fit(p, q) == "clash")
    return all(_of_district(p, q, both) or _of_district(q, p, both) for p, q in clashes)


def _of_district(town: Where, other: Where, places: Iterable[Where]) -> bool:
    """Whether a town was told for the district of its name, in which the other place lies."""
    if town.precision not in PRECISE:
        return False
    wide = (p for p in places if p.precision == "district" and called(p.text) == called(town.text))
    return any(fit(p, other) in ("same", "within") for p in wide)


def _elsewhere(a: _Group, b: _Group) -> bool:
    """Whether two groups with tolls are told of at towns, and at names that neither the gazetteer nor these have."""
    if any(fit(p, q) == "near" for p in a.places for q in b.places):
        return True
    for one, other in ((a, b), (b, a)) if a.counted and b.counted else ():
        unknown = [p for p in one.places if lacking(p)]
        towns = [p for p in other.places if p.precision in PRECISE]
        if unknown and towns and not any(p.precision in PRECISE for p in one.places):
            return not {called(p.text) for p in unknown} & {called(p.text) for p in other.places}
    return False


def _both(one: frozenset[str], other: frozenset[str]) -> frozenset[str]:
    return one | other if one and other else one or other


def _absorb(group: _Group, other: _Group) -> None:
    group.members += other.members
    group.apart = _both(group.apart, other.apart)
    group.another = _both(group.another, other.another)
    group.counted |= other.counted
    if group.days is not None and other.days is not None:
        common = group.days.common(other.days)  # none where a person joined what no date would
        group.days = common if common.first <= common.last else group.days.hull(other.days)
    group.days = group.days or other.days
    known = {(p.geonameid, p.name, p.precision) for p in group.places}
    group.places += [p for p in other.places if (p.geonameid, p.name, p.precision) not in known]
