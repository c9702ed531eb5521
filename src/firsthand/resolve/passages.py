"""What the sentences of all documents copy: kept from one computation for the next.

When documents come or go, only those are taken anew that could find another source: whoever shares enough words with a
document whose own sentences changed. All others keep what they copied, exactly as if everything had been computed anew.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from firsthand.model import Passage, Span
from firsthand.resolve.copies import COMMON, EDITED, RUN, SENTENCES, Index, Kept, Told, runs
from firsthand.resolve.rows import (
    GONE,
    Flags,
    Ints,
    Role,
    Rows,
    Words,
    among,
    distinct,
    flags,
    ints,
    keys,
    rows,
    shared,
    words_of,
)

BUCKETS = 22  # bits of the table that sifts runs before they are compared
AT_ONCE = 1 << 20  # words that are sifted together
MIXERS = (np.uint32(0x9E3779B1), np.uint32(0x85EBCA77), np.uint32(0xC2B2AE3D))  # odd numbers that spread near ones
PLACES = 40  # bits of a place
Sentences = Sequence[tuple[Span, tuple[int, ...]]]
Cause = tuple[int, Sequence[Role]]  # a document whose sentences came, went or changed: its place, and these


def passages(table: Rows, documents: Sequence[str], named: Iterable[int]) -> Iterator[Passage]:
    """The copied passages of some documents (by number)."""
    for document in named:
        at = table.of(document)
        for row in range(at.start, at.stop):
            source = int(table.source[row])
            if source >= 0:
                leader = table.of(source).start + int(table.at[row])
                share = round(float(table.share[row]), 3)
                yield Passage(documents[document], _span(table, row), documents[source], _span(table, leader), share)


def every(table: Rows, documents: Sequence[str]) -> Iterator[Passage]:
    """The copied passages of all documents."""
    row = np.flatnonzero(table.source >= 0)
    leader = table.first(len(documents))[table.source[row]] + table.at[row]
    ends = table.start[row], table.end[row], table.start[leader], table.end[leader]
    places: list[list[int]] = np.stack([table.document[row], table.source[row], *ends], 1).tolist()
    for (copy, source, start, end, first, last), share in zip(places, table.share[row].tolist(), strict=True):
        yield Passage(documents[copy], Span(start, end), documents[source], Span(first, last), round(share, 3))


def _span(table: Rows, row: int) -> Span:
    return Span(int(table.start[row]), int(table.end[row]))


@dataclass(frozen=True, slots=True)
class Change:
    """Rows after documents came and went, and the documents whose copied passages are not what they were."""

    rows: Rows
    changed: frozenset[int]


def take(
    table: Rows,
    places: Ints,
    fresh: Mapping[int, Sentences],
    gone: Sequence[Cause],
) -> Change:
    """Find the passages of new documents, and those of older ones that are to be found anew because of them.

    The numbers of new documents come after all others.
    `table` holds the documents that stay, `places` those of all documents in the order of publication. `gone` are
    documents that are no more: the place before which they stood, and their sentences.
    """
    if not fresh and not gone:
        return Change(table, frozenset())
    sift = _Sift(table, places)
    again = frozenset(table.document[table.source == GONE].tolist())
    while True:
        index = _retaken(sift, fresh, again)
        changed = [d for d in again if _roles(table, d) != _new_roles(index, d, sift.by_place)]
        causes = [*gone, *((int(places[d]), _led(table, index, d)) for d in (*fresh, *changed))]
        more = sift.affected(causes) - again
        if not more:
            break
        again |= more
    kept = table.retold({d: index.taken[str(d)] for d in again}, sift.by_place)
    made = rows([(d, index.taken[str(d)]) for d in sorted(fresh)], sift.by_place)
    return Change(kept.with_(made), frozenset(changed))


def _roles(table: Rows, document: int) -> list[tuple[int, int, float]]:
    at = table.of(document)
    return list(zip(table.source[at].tolist(), table.at[at].tolist(), table.share[at].tolist(), strict=True))


def _new_roles(index: Index, document: int, by_place: Ints) -> list[tuple[int, int, float]]:
    low = (1 << SENTENCES) - 1
    return [
        (int(by_place[t.source >> SENTENCES]), t.source & low, t.share) if t.source is not None else (-1, 0, 1.0)
        for t in index.taken[str(document)]
    ]


def _led(table: Rows, index: Index, document: int) -> list[Role]:
    """The sentences of a document as they are now, and whether others may copy them, or might before."""
    led = [t.source is None for t in index.taken[str(document)]]
    was = (table.source[table.of(document)] < 0).tolist() or led
    return [(t.ids, a or b) for t, a, b in zip(index.taken[str(document)], led, was, strict=True)]


def _retaken(sift: "_Sift", fresh: Mapping[int, Sentences], again: Collection[int]) -> Index:
    """Take documents in order of publication, beside what is kept of all others. They go by their numbers."""
    told: dict[int, Sentences] = {**fresh, **{d: sift.sentences_of(d) for d in again}}
    ordered = sorted(told, key=lambda d: int(sift.places[d]))
    words = [ids for d in ordered for _, ids in told[d]]
    index = Index(kept=(kept := sift.kept(words, again)))
    often = shared(words, ints(sorted(kept.runs)))
    for document in ordered:
        index.take(str(document), int(sift.places[document]), told[document], often)
    return index


@dataclass(frozen=True, slots=True)
class _Found:
    """Where runs stand: the first word, its row, the run."""

    at: Ints
    row: Ints
    run: Ints

    def only(self, stay: Flags) -> "_Found":
        return _Found(self.at[stay], self.row[stay], self.run[stay])

    def with_(self, other: "_Found") -> "_Found":
        return _Found(*(np.concatenate(c) for c in zip(self.columns(), other.columns(), strict=True)))

    def columns(self) -> tuple[Ints, Ints, Ints]:
        return self.at, self.row, self.run


class _Sift:
    """Finds rows by their runs of words."""

    def __init__(self, table: Rows, places: Ints) -> None:
        self.table = table
        self.places = places
        self.by_place = np.argsort(places)
        self.starts = np.cumsum(table.size) - table.size
        self.row_place = places[table.document]
        self.begins = table.first(len(places))
        self.buckets = _buckets(table.words)
        self.sought = ints([])  # the runs that were looked up so far, and where they stand
        self.found = _Found(*(ints([]) for _ in range(3)))

    def foremost(self, row: Ints) -> Flags:
        """Which of these rows are the first in their words (a document's own repetitions count as first)."""
        key = self.table.key
        alike = np.flatnonzero(among(key, distinct(key[row])))
        place, held = self.row_place[alike], key[alike]
        by = np.lexsort((place, held))
        lead = np.concatenate([[True], held[by][1:] != held[by][:-1]])
        first = np.zeros(len(key), np.bool_)
        first[alike[by]] = place[by] == place[by][np.maximum.accumulate(np.where(lead, np.arange(len(by)), 0))]
        return first[row]

    def hits(self, sought: Ints) -> "_Found":
        """Where in `words` one of these runs (sorted) begins, in which row, and which run it is."""
        fresh = sought[~among(sought, self.sought)]
        if len(fresh):
            self.found = self.found.with_(self._looked_up(fresh))
            self.sought = np.sort(np.concatenate([self.sought, fresh]))
        return self.found.only(among(self.found.run, sought))

    def _looked_up(self, sought: Ints) -> "_Found":
        table, low = np.zeros(1 << BUCKETS, np.bool_), (1 << 21) - 1
        sides = np.stack([sought >> 42, sought >> 21 & low, sought & low], 1).astype(np.int32)
        table[_buckets(sides.reshape(-1))[::RUN]] = True
        near = (
            np.flatnonzero(table[self.buckets[first : first + AT_ONCE]]) + first
            for first in range(0, len(self.buckets), AT_ONCE)
        )
        at = np.concatenate([ints([]), *near])
        row = np.searchsorted(self.starts, at, side="right") - 1
        found = _Found(at, row, self.run(at))
        return found.only((at + RUN <= self.starts[row] + self.table.size[row]) & among(found.run, sought))

    def run(self, at: Ints) -> Ints:
        """The runs that begin at some places of `words`."""
        first, second, third = (self.table.words[at + n].astype(np.int64) for n in range(RUN))
        return first << 42 | second << 21 | third

    def sentences_of(self, document: int) -> Sentences:
        at = self.table.of(document)
        return [(_span(self.table, r), self.ids(r)) for r in range(at.start, at.stop)]

    def ids(self, row: int) -> tuple[int, ...]:
        start = int(self.starts[row])
        return tuple(self.table.words[start : start + int(self.table.size[row])].tolist())

    def told(self, row: int) -> Told:
        """A row as the index knows it."""
        document = int(self.table.document[row])
        number = (int(self.places[document]) << SENTENCES) + row - self.table.of(document).start
        source = int(self.table.source[row])
        leader = (int(self.places[source]) << SENTENCES) + int(self.table.at[row]) if source >= 0 else None
        share = float(self.table.share[row])
        return Told(str(document), _span(self.table, row), self.ids(row), number, leader, share)

    def leader(self, number: int) -> Told:
        document = int(self.by_place[number >> SENTENCES])
        return self.told(self.table.of(document).start + (number & ((1 << SENTENCES) - 1)))

    def kept(self, sought: Sequence[Sequence[int]], again: Collection[int]) -> Kept:
        """What is known of documents that are not taken anew, as far as sentences in these words ask for it."""
        free = ~flags(again, len(self.places))
        known = distinct(ints([r for ids in sought for r in runs(ids)]))
        found = self.hits(known)
        leads = free[self.table.document[found.row]] & (self.table.source[found.row] < 0)
        row, which = found.row[leads], np.searchsorted(known, found.run[leads])
        number = (self.row_place[row] << SENTENCES) + row - self.begins[self.table.document[row]]
        keyed = distinct(which << PLACES | number)
        numbers = (keyed & ((1 << PLACES) - 1)).tolist()
        bounds = np.searchsorted(keyed, np.arange(len(known) + 1) << PLACES)
        held = {
            run: numbers[first : min(last, first + COMMON)]
            for run, first, last in zip(known.tolist(), bounds[:-1].tolist(), bounds[1:].tolist(), strict=True)
            if first < last
        }
        return Kept(held, self._equal(sought, free), self.leader)

    def _equal(self, sought: Sequence[Sequence[int]], free: Flags) -> dict[tuple[int, ...], Told]:
        """The first row in the very same words as each of these sentences."""
        found: dict[tuple[int, ...], Told] = {}
        for row, ids in self._in_words({tuple(ids) for ids in sought}, free):
            if ids not in found:
                found[ids] = self.told(row)
        return found

    def affected(self, causes: Sequence[Cause]) -> frozenset[int]:
        """The documents that could find another source because others changed.

        Either one of these covers enough of a later sentence to be its source; or a run that a later sentence has is
        now everybody's, or no longer; or a later sentence is in the very same words. Only the first of equal sentences
        is looked at for the first two, since the others have the source of that.
        """
        found = [(r, place) for place, told in causes for ids, leads in told if leads for r in set(runs(ids))]
        moved = np.array(found, np.int64).reshape(-1, 2)
        known = distinct(moved[:, 0])
        reached = self.hits(known)
        if not len(reached.at):
            return self._same(causes)
        leads = reached.only(self.table.source[reached.row] < 0)
        once = distinct(np.searchsorted(known, leads.run) << PLACES | leads.row)  # a run may stand in a sentence twice
        led = _keyed(once >> PLACES, self.row_place[once & ((1 << PLACES) - 1)])
        came = _keyed(np.searchsorted(known, moved[:, 0]), moved[:, 1])
        reached = reached.only(_open(np.searchsorted(known, reached.run), self.row_place[reached.row], led, came))
        row = reached.row
        hit = _Hits(np.searchsorted(known, reached.run), self.row_place[row])
        held, slack = hit.before(led), hit.before(came)
        live = (slack > 0) & (held - slack < COMMON) & self.foremost(row)
        flips = live & (held + slack >= COMMON)
        flipped = frozenset(self.table.document[row[flips]].tolist())
        live &= ~np.isin(self.table.document[row], ints(sorted(flipped)))
        return flipped | self._covered(reached.only(live), causes) | self._same(causes)

    def _same(self, causes: Sequence[Cause]) -> frozenset[int]:
        """Documents with a sentence in the words of one that now is, or was, the first in these words."""
        wanted: dict[tuple[int, ...], int] = {}
        for place, told in causes:
            for ids, _ in told:
                wanted[ids] = min(place, wanted.get(ids, place))
        found: set[int] = set()
        settled: set[tuple[int, ...]] = set()
        for one, ids in self._in_words(wanted, np.ones(len(self.places), np.bool_)):
            if ids not in settled:
                if self.row_place[one] < wanted[ids]:
                    settled.add(ids)
                elif self.row_place[one] > wanted[ids]:
                    found.add(int(self.table.document[one]))
        return frozenset(found)

    def _in_words(self, wanted: Collection[tuple[int, ...]], free: Flags) -> Iterator[tuple[int, tuple[int, ...]]]:
        """The rows in the very same words as some sentences, by their places."""
        sought = keys(words_of(list(wanted)), ints([len(ids) for ids in wanted]))
        row = np.flatnonzero(among(self.table.key, distinct(sought)))
        row = row[free[self.table.document[row]]]
        for one in row[np.argsort(self.row_place[row], kind="stable")].tolist():
            ids = self.ids(one)
            if ids in wanted:
                yield one, ids

    def _covered(self, live: _Found, causes: Sequence[Cause]) -> frozenset[int]:
        """Documents with a sentence of which one of the causes alone covers enough."""
        covered = distinct(np.concatenate([live.at + n for n in range(RUN)]))
        share = np.bincount(np.searchsorted(self.starts, covered, side="right") - 1, minlength=len(self.starts))
        near = np.flatnonzero((share >= EDITED * self.table.size) & (share > 0))
        if not len(near):
            return frozenset()
        by_run: dict[int, list[int]] = {}
        for n, (_, told) in enumerate(causes):
            for one in {r for ids, leads in told if leads for r in runs(ids)}:
                by_run.setdefault(one, []).append(n)
        chosen = set(near.tolist())
        held: dict[int, list[tuple[int, int]]] = {}
        for position, owner, run in zip(*(c.tolist() for c in live.columns()), strict=True):
            if owner in chosen:
                held.setdefault(owner, []).append((position, run))
        found: set[int] = set()
        for owner, positions in held.items():
            document = int(self.table.document[owner])
            if document not in found and self._reaches(owner, positions, by_run, causes):
                found.add(document)
        return frozenset(found)

    def _reaches(
        self,
        row: int,
        positions: Sequence[tuple[int, int]],
        by_run: Mapping[int, Sequence[int]],
        causes: Sequence[Cause],
    ) -> bool:
        covered: dict[int, int] = {}
        place, start = int(self.row_place[row]), int(self.starts[row])
        for position, run in positions:
            bits = ((1 << RUN) - 1) << (position - start)
            for cause in by_run.get(run, ()):
                if causes[cause][0] < place:
                    covered[cause] = covered.get(cause, 0) | bits
        return max(map(int.bit_count, covered.values()), default=0) >= EDITED * int(self.table.size[row])


def _keyed(which: Ints, place: Ints) -> Ints:
    """Runs (by their index) with places (from -1, before all others), sorted."""
    return np.sort(which << PLACES | place + 1)


def _open(which: Ints, place: Ints, led: Ints, came: Ints) -> Flags:
    """Whether a run (by its index) may matter at a place: after the first cause, before it is surely everybody's."""
    if not len(which) or not len(led):
        return np.ones(len(which), np.bool_)
    run = np.arange(int(which.max()) + 1) << PLACES
    first, last = np.searchsorted(came, run), np.searchsorted(came, run + (1 << PLACES))
    enough = np.searchsorted(led, run) + COMMON + last - first
    ends = np.searchsorted(led, run + (1 << PLACES))
    low = (1 << PLACES) - 1
    cut = np.where(enough < ends, led[np.minimum(enough, len(led) - 1)] & low, low)
    return (place + 1 > (came[first] & low)[which]) & (place + 1 <= cut[which])


@dataclass(frozen=True, slots=True)
class _Hits:
    """Runs (by their index) that stand at places."""

    which: Ints
    place: Ints

    def before(self, keyed: Ints) -> Ints:
        """For each, how many of these (see `_keyed`) have the same run at an earlier place."""
        run = self.which << PLACES
        return np.searchsorted(keyed, run | self.place + 1) - np.searchsorted(keyed, run)


def _buckets(words: Words) -> NDArray[np.uint32]:
    """For each word but the last two a number by which the run that begins there is sifted."""
    numbers = words.view(np.uint32)
    made = numbers[: max(0, len(words) - 2)] * MIXERS[0]
    for later, mixer in enumerate(MIXERS[1:], 1):
        made += numbers[later : later + len(made)] * mixer
    made >>= np.uint32(32 - BUCKETS)
    return made
