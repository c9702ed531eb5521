"""Which claims are compared anew when some came, went or changed: those that meet in a block, and only these."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import numpy as np

from firsthand.resolve.links import BLOCK
from firsthand.resolve.memory import Blocks
from firsthand.resolve.rows import Flags, Ints

Pair = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Side:
    """The blocks before or after a change, and the order of their claims."""

    blocks: Blocks
    order: Ints

    def members(self, key: int, day: int) -> Ints:
        """The claims of a block, by publication."""
        at = slice(*np.searchsorted(self.blocks.key, [key, key + 1]).tolist())
        here = (self.blocks.first[at] <= day) & (day <= self.blocks.last[at])
        claims = self.blocks.claim[at][here]
        return claims[np.argsort(self.order[claims], kind="stable")]

    def of(self, claims: Flags) -> Iterator[tuple[int, int]]:
        """Every block (key and day) in which one of these claims stands."""
        rows = np.flatnonzero(claims[self.blocks.claim])
        columns = (self.blocks.key[rows], self.blocks.first[rows], self.blocks.last[rows])
        for key, first, last in zip(*(c.tolist() for c in columns), strict=True):
            yield from ((key, day) for day in range(first, last + 1))

    def meet(self, a: int, b: int, located: bool) -> bool:
        """Whether two claims stand near enough in some block; both are `located` at towns."""
        days = [self._days(a), self._days(b)]
        for key in (k for k in days[0].keys() & days[1].keys() if not (located and k & 1)):
            for day in set(days[0][key]) & set(days[1][key]):
                members = self.members(key, day)
                near = np.flatnonzero((members == a) | (members == b))
                if near[1] - near[0] <= BLOCK:
                    return True
        return False

    def _days(self, claim: int) -> dict[int, range]:
        rows = np.flatnonzero(self.blocks.claim == claim)
        return {
            int(self.blocks.key[r]): range(int(self.blocks.first[r]), int(self.blocks.last[r]) + 1)
            for r in rows.tolist()
        }


@dataclass(frozen=True, slots=True)
class Met:
    """Pairs to compare (by publication), each with whether towns in its block need not be; and pairs that parted."""

    pairs: dict[Pair, bool]
    parted: set[Pair]


@dataclass(frozen=True, slots=True)
class Moved:
    """What became of claims: their numbers after by those before, and which changed, by their numbers before and after.

    `located` are those at towns, by their numbers after.
    """

    renumbered: Ints
    before: Flags
    after: Flags
    located: Flags


def met(before: Side, after: Side, moved: Moved) -> Met:
    """Who meets whom because claims changed.

    Two that did not change may part, or meet, where others came or went between them: a claim is compared with the
    BLOCK nearest before it.
    """
    found = Met({}, set())
    lost = Counter(before.of(moved.before))
    for key, day in {*lost, *after.of(moved.after)}:
        now = after.members(key, day)
        fresh = np.flatnonzero(moved.after[now])
        for at in fresh.tolist():
            _note(found, now, at, bool(key & 1), moved.located)
        if max(len(now), len(now) - len(fresh) + lost[key, day]) > BLOCK + 1:
            _shifted(found, before.members(key, day), now, bool(key & 1), moved)
    return found


def _note(found: Met, members: Ints, at: int, vague: bool, located: Flags) -> None:
    """Who meets a member that changed."""
    mine = int(members[at])
    apart = vague and located[mine]  # in such a block two towns are not compared
    for others, after in ((members[max(0, at - BLOCK) : at], False), (members[at + 1 : at + 1 + BLOCK], True)):
        for other in (others[~located[others]] if apart else others).tolist():
            _pair(found, (mine, other) if after else (other, mine), vague)


def _pair(found: Met, pair: Pair, vague: bool) -> None:
    found.pairs[pair] = vague and found.pairs.get(pair, True)


def _shifted(found: Met, old: Ints, now: Ints, vague: bool, moved: Moved) -> None:
    """Pairs of claims that did not change, of which others now stand between, or no longer."""
    was, is_ = np.flatnonzero(~moved.before[old]), np.flatnonzero(~moved.after[now])
    claims = moved.renumbered[old[was]]
    once, today = np.searchsorted(was, was - BLOCK), np.searchsorted(is_, is_ - BLOCK)
    for n in np.flatnonzero(once != today).tolist():
        others = claims[min(once[n], today[n]) : max(once[n], today[n])]
        if vague and moved.located[claims[n]]:
            others = others[~moved.located[others]]
        pairs = ((m, int(claims[n])) for m in others.tolist())
        if once[n] < today[n]:
            found.parted.update(pairs)
        else:
            for pair in pairs:
                _pair(found, pair, vague)


def together(starts: Iterable[int], edges: Ints, count: int) -> list[int]:
    """All numbers (below `count`) that hang together with some, over edges (two columns)."""
    both = np.concatenate([edges, edges[:, ::-1]]) if len(edges) else edges.reshape(0, 2)
    both = both[np.argsort(both[:, 0], kind="stable")]
    first = np.searchsorted(both[:, 0], np.arange(count + 1)).tolist()
    ends = both[:, 1].tolist()
    seen = set(starts)
    waiting = list(seen)
    while waiting:
        one = waiting.pop()
        for other in ends[first[one] : first[one + 1]]:
            if other not in seen:
                seen.add(other)
                waiting.append(other)
    return sorted(seen)
