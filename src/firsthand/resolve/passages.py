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
from firsthand.resolve.rows import GONE, Flags, Ints, Role, Rows, distinct, flags, ints, joined, rows

BUCKETS = 22  # bits of the table that sifts runs before they are compared
PLACES = 40  # bits of a place
MIXER = np.uint64(0x9E3779B97F4A7C15)  # an odd number that spreads neighbouring ones (Knuth 1973, 6.4)
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

    `table` holds the documents that stay, `places` those of all documents in the order of publication. `gone` are
    documents that are no more: the place before which they stood, and their sentences.
    """
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
    kept = table.only(~flags(again, len(places))[table.document])
    made = rows([(int(d), index.taken[str(d)]) for d in (*fresh, *sorted(again))], sift.by_place)
    return Change(joined(kept, made), frozenset(changed))


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
    index = Index(kept=sift.kept([ids for s in told.values() for _, ids in s], again))
    for document in sorted(told, key=lambda d: int(sift.places[d])):
        index.take(str(document), int(sift.places[document]), told[document])
    return index


class _Sift:
    """Finds rows by their runs of words."""

    def __init__(self, table: Rows, places: Ints) -> None:
        self.table = table
        self.places = places
        self.by_place = np.argsort(places)
        self.starts = np.cumsum(table.size) - table.size
        self.row_place = places[table.document]
        self.begins = table.first(len(places))
        self.row = np.repeat(np.arange(len(table.size)), table.size)
        words = table.words
        self.runs = np.zeros(len(words), np.int64)
        if len(words) >= RUN:
            self.runs[:-2] = words[:-2] << 42 | words[1:-1] << 21 | words[2:]
        last = self.starts + table.size
        self.runs[last[table.size > 0] - 1] = -1  # no run begins with the last two words of a sentence
        self.runs[last[table.size > 1] - 2] = -1
        self.bucket = _bucket(self.runs)
        self.foremost = self._foremost()

    def _foremost(self) -> Flags:
        """Which rows are the first in their words (a document's own repetitions count as first)."""
        if not len(self.row):
            return np.ones(0, np.bool_)
        spread = (self.table.words.astype(np.uint64) + np.uint64(1)) * MIXER
        spread ^= spread >> np.uint64(29)
        turn = (np.arange(len(self.row)) - self.starts[self.row]).astype(np.uint64) * np.uint64(2) + np.uint64(1)
        key = np.add.reduceat(spread * (turn * MIXER | np.uint64(1)), self.starts)
        order = np.lexsort((self.row_place, key))
        lead = np.concatenate([[True], key[order][1:] != key[order][:-1]])
        place = self.row_place[order]
        first = np.empty(len(key), np.bool_)
        first[order] = place == place[np.maximum.accumulate(np.where(lead, np.arange(len(key)), 0))]
        return first

    def hits(self, sought: Ints) -> tuple[Ints, Ints]:
        """Where in `words` one of these runs (sorted) begins, and which run it is."""
        if not len(sought) or not len(self.runs):
            return ints([]), ints([])
        table = np.zeros(1 << BUCKETS, np.bool_)
        table[_bucket(sought)] = True
        at = np.flatnonzero(table[self.bucket])
        real = _among(self.runs[at], sought)
        return at[real], self.runs[at][real]

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
        known = ints(sorted({r for ids in sought for r in runs(ids)}))
        at, run = self.hits(known)
        row = self.row[at]
        leads = free[self.table.document[row]] & (self.table.source[row] < 0)
        row, which = row[leads], np.searchsorted(known, run[leads])
        number = (self.row_place[row] << SENTENCES) + row - self.begins[self.table.document[row]]
        keys = distinct(which << PLACES | number)
        which = keys >> PLACES
        first = np.arange(len(keys)) - np.searchsorted(which, which) < COMMON
        held: dict[int, list[int]] = {}
        for r, key in zip(known[which[first]].tolist(), keys[first].tolist(), strict=True):
            held.setdefault(r, []).append(key & ((1 << PLACES) - 1))
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
        at, run = self.hits(known)
        if not len(at):
            return self._same(causes)
        row, which = self.row[at], np.searchsorted(known, run)
        hit = _Hits(row, which, self.row_place[row])
        leads = self.table.source[row] < 0
        once = distinct(which[leads] << PLACES | row[leads])  # a run may stand in a sentence twice
        held = hit.before(_keyed(once >> PLACES, self.row_place[once & ((1 << PLACES) - 1)]))
        slack = hit.before(_keyed(np.searchsorted(known, moved[:, 0]), moved[:, 1]))
        live = (slack > 0) & (held - slack < COMMON) & self.foremost[row]
        flips = live & (held + slack >= COMMON)
        flipped = frozenset(self.table.document[row[flips]].tolist())
        live &= ~np.isin(self.table.document[row], ints(sorted(flipped)))
        return flipped | self._covered(at[live], row[live], causes) | self._same(causes)

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
        begins = ints(sorted({next(runs(ids)) for ids in wanted}))
        row = np.flatnonzero(_among(self.runs[self.starts], begins))
        row = row[free[self.table.document[row]]]
        row = row[np.isin(self.table.size[row], ints(sorted({len(ids) for ids in wanted})))]
        for one in row[np.argsort(self.row_place[row], kind="stable")].tolist():
            ids = self.ids(one)
            if ids in wanted:
                yield one, ids

    def _covered(self, at: Ints, row: Ints, causes: Sequence[Cause]) -> frozenset[int]:
        """Documents with a sentence of which one of the causes alone covers enough."""
        flags = np.zeros(len(self.row) + RUN, np.bool_)
        for step in range(RUN):
            flags[at + step] = True
        share = np.bincount(self.row[flags[: len(self.row)]], minlength=len(self.starts))
        near = np.flatnonzero((share >= EDITED * self.table.size) & (share > 0))
        if not len(near):
            return frozenset()
        by_run: dict[int, list[int]] = {}
        for n, (_, told) in enumerate(causes):
            for run in {r for ids, leads in told if leads for r in runs(ids)}:
                by_run.setdefault(run, []).append(n)
        chosen = set(near.tolist())
        live: dict[int, list[int]] = {}
        for position, owner in zip(at.tolist(), row.tolist(), strict=True):
            if owner in chosen:
                live.setdefault(owner, []).append(position)
        found: set[int] = set()
        for owner, positions in live.items():
            document = int(self.table.document[owner])
            if document not in found and self._reaches(owner, positions, by_run, causes):
                found.add(document)
        return frozenset(found)

    def _reaches(
        self,
        row: int,
        positions: Sequence[int],
        by_run: Mapping[int, Sequence[int]],
        causes: Sequence[Cause],
    ) -> bool:
        covered: dict[int, int] = {}
        place, start = int(self.row_place[row]), int(self.starts[row])
        for position in positions:
            bits = ((1 << RUN) - 1) << (position - start)
            for cause in by_run.get(int(self.runs[position]), ()):
                if causes[cause][0] < place:
                    covered[cause] = covered.get(cause, 0) | bits
        return max(map(int.bit_count, covered.values()), default=0) >= EDITED * int(self.table.size[row])


def _keyed(which: Ints, place: Ints) -> Ints:
    """Runs (by their index) with places (from -1, before all others), sorted."""
    return np.sort(which << PLACES | place + 1)


@dataclass(frozen=True, slots=True)
class _Hits:
    """Runs that stand in rows: the row, the index of the run, the row's place."""

    row: Ints
    which: Ints
    place: Ints

    def before(self, keyed: Ints) -> Ints:
        """For each, how many of these (see `_keyed`) have the same run at an earlier place."""
        run = self.which << PLACES
        return np.searchsorted(keyed, run | self.place + 1) - np.searchsorted(keyed, run)


def _among(values: Ints, known: Ints) -> Flags:
    """Which values are among these, which are sorted."""
    if not len(known):
        return np.zeros(len(values), np.bool_)
    found = np.searchsorted(known, values)
    found[found == len(known)] = 0
    return known[found] == values


def _bucket(values: Ints) -> NDArray[np.uint32]:
    return ((values.view(np.uint64) * MIXER) >> np.uint64(64 - BUCKETS)).astype(np.uint32)
