"""Bring incidents up to date after documents came, went or were read anew, or people decided otherwise.

Equal, byte for byte, to computing everything anew from all readings; but only what hangs together with the change is
looked at: the passages that others copy, the traces that rest on them, the claims that they meet, the groups that those
are linked with. What is kept of the last time (`Memory`) goes in, and comes out brought up to date.
"""

from bisect import bisect_left
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from firsthand.model import Decision, Event, Incident, Link, Passage, Read
from firsthand.resolve import memory as kept
from firsthand.resolve.copies import Index, Vocabulary, order
from firsthand.resolve.happenings import CLAIMS, Happening, happenings
from firsthand.resolve.incidents import assembled, corpus_of, earliest
from firsthand.resolve.links import MIN_SCORE, neighbours, score
from firsthand.resolve.meetings import Met, Moved, Side, met, together
from firsthand.resolve.memory import ELSEWHERE, NONE, Memory, Rests, Ties
from firsthand.resolve.origins import Trace, origins, rests
from firsthand.resolve.partition import partition
from firsthand.resolve.passages import passages, take
from firsthand.resolve.rows import Flags, Ints, flags, ints, roles

Load = Callable[[Collection[str]], Iterable[Read]]


@dataclass(frozen=True, slots=True)
class Extended:
    """The memory brought up to date, the incidents that are new or other than before, and those that are no more."""

    memory: Memory
    incidents: tuple[Incident, ...]
    gone: frozenset[str]


def extend(before: Memory, changed: Mapping[str, Read | None], decisions: Sequence[Decision], load: Load) -> Extended:
    """Incidents after a change. `changed` are readings by document, `None` where one is no more.

    `load` gives the readings of other documents, `decisions` are all that stand. Incidents are not yet graded.
    """
    step = _Step(before, changed, load)
    step.trace(step.copy())
    step.claim()
    parted = step.link()
    return step.sort(decisions, parted)


class _Step:
    """A change in the making. Numbers of documents and claims are those after it, unless `before` is said."""

    def __init__(self, before: Memory, changed: Mapping[str, Read | None], load: Load) -> None:
        self.before = before
        self.load = load
        self.reads = {d: earliest(r) for d, r in changed.items() if r is not None}
        self.stay = np.array([d not in changed for d in before.documents], np.bool_)
        self.document_after = np.where(self.stay, np.cumsum(self.stay) - 1, NONE)
        names = [d for d in before.documents if d not in changed]
        self.fresh = range(len(names), len(names) + len(self.reads))
        self.names = [*names, *sorted(self.reads)]
        self.document = {d: n for n, d in enumerate(self.names)}
        self.orders = [o for o, stays in zip(before.orders, self.stay.tolist(), strict=True) if stays]
        self.orders += [order(self.reads[d].document) for d in sorted(self.reads)]
        self.places = kept.places(self.orders)
        self.traces: dict[str, Trace] = {}
        self.told: dict[int, list[Happening]] = {}

    def read(self, documents: Iterable[int]) -> list[Read]:
        """Readings of documents, in order of publication."""
        wanted = [self.names[d] for d in sorted(set(documents), key=self.places.__getitem__)]
        if missing := [n for n in wanted if n not in self.reads]:
            self.reads |= {r.document.id: earliest(r) for r in self.load(missing)}
        return [self.reads[n] for n in wanted]

    def happenings(self, documents: Iterable[int]) -> Iterator[Happening]:
        """The claims of documents, in order of publication."""
        named = sorted(set(documents), key=self.places.__getitem__)
        for read in self.read(d for d in named if d not in self.told):
            document = self.document[read.document.id]
            place = {read.document.id: int(self.places[document])}
            self.told[document] = happenings([read], self._twins(read), place)
        return (h for d in named for h in self.told[d])

    def _twins(self, read: Read) -> Mapping[str, Trace]:
        """As much of the traces as claims need: which claim each repeats."""
        if all(c.id in self.traces for c in read.claims):
            return self.traces
        return {c.id: self._twin(c.id, read.document.id) for c in read.claims}

    def _twin(self, claim: str, document: str) -> Trace:
        number = self.number.get(claim, NONE)
        twin = int(self.twin[number]) if number >= 0 else NONE
        named = None if twin == NONE else self.claims[twin] if twin >= 0 else "?"
        return Trace(claim, document, None, "", None, None, None, "", twin=named)

    def copy(self) -> set[int]:
        """Find copied passages; the documents for whom they are others than before, and the new ones."""
        before = self.before
        index = Index(vocabulary=Vocabulary((w, n) for n, w in enumerate(before.vocabulary)))
        fresh = {d: index.sentences(self.reads[self.names[d]].document) for d in self.fresh}
        by_order = sorted(self.orders)
        missed = np.flatnonzero(~self.stay).tolist()
        gone = [(bisect_left(by_order, before.orders[d]) - 1, roles(before.rows, d)) for d in missed]
        change = take(before.rows.without(self.stay, self.document_after), self.places, fresh, gone)
        self.rows, self.vocabulary = change.rows, list(index.vocabulary)
        return {*change.changed, *self.fresh}

    def _copied(self, documents: Iterable[int]) -> list[Passage]:
        return list(passages(self.rows, self.names, documents))

    def trace(self, recopied: set[int]) -> None:
        """Trace anew the claims that a changed document's rest on, or that rest on its."""
        after, beyond = self.document_after, len(self.names)  # who is gone has a number after all others here
        known = np.where(after >= 0, after, beyond + np.arange(len(after)))
        rest = after[self.before.rests.pairs()]
        rest = rest[(rest >= 0).all(1) & ~flags(recopied, beyond)[rest[:, 0]]]
        found = [
            (self.document[r.document.id], self.document[d])
            for r in self.read(recopied)
            for d in rests(r, self._copied([self.document[r.document.id]]))
        ]
        self.rests = np.concatenate([rest, ints([n for e in found for n in e]).reshape(-1, 2)])
        edges = np.concatenate([known[self.before.rests.pairs()], self.rests])
        starts = [*recopied, *known[known >= beyond].tolist()]
        hanging = together(starts, edges, beyond + len(known))
        self.again = [d for d in hanging if d < beyond]
        seen = self.read(self.again)
        self.traces = dict(origins(seen, self._copied(self.again)))
        self._mark(seen)

    def _mark(self, seen: Sequence[Read]) -> None:
        """Note whose traces are not what they were."""
        self.marks = np.concatenate([self.before.marks[self.stay], ints([0] * len(self.fresh))])
        named = [r.document.id for r in seen]
        made = kept.marks(self.traces, {r.document.id: [c.id for c in r.claims] for r in seen}, named)
        at = ints([self.document[d] for d in named])
        self.remarked = {*self.fresh, *at[self.marks[at] != made].tolist()}
        self.marks[at] = made

    def claim(self) -> None:
        """Number the claims; note whose are to be compared anew: new documents, and those that now copy others."""
        before = self.before
        stays = self.stay[before.owner]
        self.claim_after = np.where(stays, np.cumsum(stays) - 1, NONE)
        fresh = [(d, n, c.id) for d in self.fresh for n, c in enumerate(events(self.reads[self.names[d]]))]
        self.claims = [c for c, s in zip(before.claims, stays.tolist(), strict=True) if s] + [c for _, _, c in fresh]
        self.number = {c: n for n, c in enumerate(self.claims)}
        self.owner = np.concatenate([self.document_after[before.owner[stays]], ints([d for d, _, _ in fresh])])
        self.rank = np.concatenate([before.rank[stays], ints([n for _, n, _ in fresh])])
        twin = before.twin[stays]
        moved = np.where(self.claim_after == NONE, ELSEWHERE, self.claim_after)
        self.twin = np.concatenate([np.where(twin >= 0, moved[twin], twin), ints([NONE] * len(fresh))])
        self.retold = set(self.fresh)
        for read in self.read(self.again):
            for event in events(read):
                number, twin_id = self.number[event.id], self.traces[event.id].twin
                now = NONE if twin_id is None else self.number.get(twin_id, ELSEWHERE)
                if now != self.twin[number]:
                    self.twin[number] = now
                    self.retold.add(self.document[read.document.id])

    def link(self) -> set[int]:
        """Compare anew; the claims that lost or gained a link."""
        before, count = self.before, len(self.claims)
        self.changed = flags(self.retold, len(self.names))[self.owner]
        was = np.ones(len(before.claims), np.bool_)
        stays = self.claim_after >= 0
        was[stays] = self.changed[self.claim_after[stays]]
        told = list(self.happenings(self.retold))
        self.located = np.zeros(count, np.bool_)
        self.located[self.claim_after[stays]] = before.located[stays]
        self.located[[self.number[h.id] for h in told]] = [h.located for h in told]
        still = before.blocks.only(~was[before.blocks.claim])
        still = replace(still, claim=self.claim_after[still.claim])
        self.blocks = still.with_(kept.blocks(told, self.number))
        sides = (Side(before.blocks, _order(before.places(), before.owner, before.rank)), self._side())
        found = met(*sides, Moved(self.claim_after, was, self.changed, self.located))
        return self._tie(found, was)

    def _side(self) -> Side:
        return Side(self.blocks, _order(self.places, self.owner, self.rank))

    def _tie(self, found: Met, was: Flags) -> set[int]:
        """Links as they are now; the claims whose links are not what they were."""
        old = self.before.ties
        stay = ~(was[old.a] | was[old.b])
        still = replace(old.only(stay), a=self.claim_after[old.a[stay]], b=self.claim_after[old.b[stay]])
        lost = self.claim_after[np.concatenate([old.a[~stay], old.b[~stay]])]
        parted = self._parted(still, found)
        touched = {*lost[lost >= 0].tolist(), *still.a[parted].tolist(), *still.b[parted].tolist()}
        still = still.only(~parted)
        known = set(zip(still.a.tolist(), still.b.tolist(), strict=True))
        made = self._links(found, known)
        self.ties = still.with_(kept.ties(made, self.number))
        return touched | {self.number[c] for a, b, _ in made for c in (a, b) if c in self.number}

    def _parted(self, ties: Ties, found: Met) -> Flags:
        """Which links were of claims that no block brings together any more."""
        parted = np.zeros(len(ties.a), np.bool_)
        if found.parted:
            side = self._side()
            for n, (a, b) in enumerate(zip(ties.a.tolist(), ties.b.tolist(), strict=True)):
                if (a, b) in found.parted and (a, b) not in found.pairs and self.owner[a] != self.owner[b]:
                    parted[n] = not side.meet(a, b, bool(self.located[a] and self.located[b]))
        return parted

    def _links(self, found: Met, known: Collection[tuple[int, int]]) -> list[tuple[str, str, float]]:
        """New links: with what is repeated, within texts, and of those who meet."""
        repeats = np.flatnonzero((self.twin >= 0) & (self.changed | self.changed[self.twin]))
        made = [(self.claims[int(self.twin[c])], self.claims[c], 1.0) for c in repeats.tolist()]
        pairs = [p for p, vague in found.pairs.items() if p not in known and self._comparable(*p, vague)]
        by_id = {h.id: h for h in self.happenings(int(self.owner[c]) for p in pairs for c in p)}
        compared = ((by_id[self.claims[a]], by_id[self.claims[b]]) for a, b in pairs)
        for a, b in (*neighbours(self.happenings(self.retold)), *compared):
            link = score(a, b)
            if link is not None and link.score >= MIN_SCORE:
                made.append((link.a, link.b, link.score))
        return made

    def _comparable(self, a: int, b: int, vague: bool) -> bool:
        return self.owner[a] != self.owner[b] and not (vague and self.located[a] and self.located[b])

    def sort(self, decisions: Sequence[Decision], touched: set[int]) -> Extended:
        """Sort the claims that hang together with the change, and put their incidents together."""
        texts = kept.kept_decisions(decisions)
        decided = self._decided(set(texts) ^ set(self.before.decisions))
        stale = {*np.flatnonzero(flags(self.remarked, len(self.names))[self.owner]).tolist(), *decided}
        stale |= set(np.flatnonzero(self.changed).tolist())
        hanging = self._hanging(touched | stale | self._bereft(), decisions)
        groups = self._groups(hanging, decisions)
        same = self._as_before(groups, stale)
        clean = [g for g, is_same in zip(groups, same, strict=True) if is_same]
        made = self._incidents([g for g, is_same in zip(groups, same, strict=True) if not is_same], decisions)
        names = {self.before.claims[self.before.group[c]] for c in self._claims_before(hanging)}
        gone = names - {self.claims[g[0]] for g in clean}
        return Extended(self._remembered(groups, texts), tuple(made), frozenset(gone))

    def _decided(self, texts: Iterable[str]) -> set[int]:
        """The claims that decisions name which are new or no more."""
        found = (c for t in texts for c in kept.named(t))
        return {self.number[c] for c in found if c in self.number}

    def _bereft(self) -> set[int]:
        """The claims that were in a group with one that is no more."""
        before = self.before
        groups = np.unique(before.group[self.claim_after == NONE])
        members = self.claim_after[np.isin(before.group, groups)]
        return set(members[members >= 0].tolist())

    def _hanging(self, touched: set[int], decisions: Sequence[Decision]) -> list[int]:
        edges = [np.stack([self.ties.a, self.ties.b], 1)]
        for decision in decisions:
            named = ints([self.number[c] for g in decision.groups for c in g if c in self.number])
            edges.append(np.stack([named[:-1], named[1:]], 1))
        return together(touched, np.concatenate(edges), len(self.claims))

    def _groups(self, hanging: Sequence[int], decisions: Sequence[Decision]) -> list[tuple[int, ...]]:
        inside = flags(hanging, len(self.claims))
        told = [h for h in self.happenings(self.owner[hanging].tolist()) if inside[self.number[h.id]]]
        ties = self.ties.only(inside[self.ties.a])
        orders = _order(self.places, self.owner, self.rank)
        by = np.lexsort((orders[ties.b], orders[ties.a], -ties.score))
        pairs: list[tuple[int, int]] = np.stack([ties.a[by], ties.b[by]], 1).tolist()
        links = (Link(self.claims[a], self.claims[b], 1.0, ()) for a, b in pairs)
        asked = {self.claims[c] for c in hanging}
        about = [d for d in decisions if any(c in asked for g in d.groups for c in g)]
        parts = partition(told, about, links)
        return [tuple(self.number[c] for c in g) for g in parts.groups]

    def _claims_before(self, hanging: Sequence[int]) -> Ints:
        """By their numbers before: claims that are no more, and those that are sorted anew."""
        touched = np.zeros(len(self.claims) + 1, np.bool_)
        touched[list(hanging)] = True
        touched[NONE] = True
        return np.flatnonzero(touched[self.claim_after])

    def _as_before(self, groups: Sequence[tuple[int, ...]], stale: Collection[int]) -> list[bool]:
        """Which groups are of the same claims as before, with nothing changed about any of them."""
        before = self.before
        sizes = np.bincount(before.group, minlength=1)
        was = np.full(len(self.claims), NONE, np.int64)
        stays = self.claim_after >= 0
        was[self.claim_after[stays]] = before.group[stays]

        def same(group: tuple[int, ...]) -> bool:
            first = int(was[group[0]])
            if first < 0 or any(c in stale for c in group) or sizes[first] != len(group):
                return False
            return self.claim_after[first] == group[0] and bool((was[list(group)] == first).all())

        return [same(g) for g in groups]

    def _incidents(self, groups: Sequence[tuple[int, ...]], decisions: Sequence[Decision]) -> list[Incident]:
        documents = sorted({int(self.owner[c]) for g in groups for c in g})
        unknown = set(documents).difference(self.again)
        more = together(unknown, self.rests, len(self.names))
        traces = {**origins(self.read(more), self._copied(more)), **self.traces}
        named = [tuple(self.claims[c] for c in g) for g in groups]
        told = list(self.happenings(documents))
        found = corpus_of(self.read(documents), traces, told, decisions)
        return list(assembled(named, found))

    def _remembered(self, groups: Sequence[tuple[int, ...]], decisions: list[str]) -> Memory:
        before = self.before
        stays = self.claim_after >= 0
        group = np.full(len(self.claims), NONE, np.int64)
        group[self.claim_after[stays]] = self.claim_after[before.group[stays]]
        for one in groups:
            group[list(one)] = one[0]
        return Memory(
            documents=self.names,
            orders=self.orders,
            rests=Rests(self.rests[:, 0], self.rests[:, 1]),
            marks=self.marks,
            vocabulary=self.vocabulary,
            rows=self.rows,
            claims=self.claims,
            owner=self.owner,
            rank=self.rank,
            twin=self.twin,
            located=self.located,
            group=group,
            blocks=self.blocks,
            ties=self.ties,
            decisions=decisions,
        )


def events(read: Read) -> list[Event]:
    """The event claims of a document, in the order of its text."""
    return sorted((c for c in read.claims if isinstance(c, Event)), key=lambda c: (c.trigger.start, c.id))


def _order(places: Ints, owner: Ints, rank: Ints) -> Ints:
    """What claims are ordered by: publication, then the text."""
    return places[owner] << CLAIMS | rank
