"""Which claims are compared anew when some came, went or changed: those that meet in a block, and only these."""

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


def met(before: Side, after: Side, renumbered: Ints, changed_before: Flags, changed: Flags) -> Met:
    """Who meets whom because claims changed (flags, by their numbers before and after).

    `renumbered` gives the number after by that before. Two that did not change may part, or meet, where others came or
    went between them: a claim is compared with the BLOCK nearest before it.
    """
    found = Met({}, set())
    for key, day in {*before.of(changed_before), *after.of(changed)}:
        now = after.members(key, day)
        fresh = np.flatnonzero(changed[now])
        vague = bool(key & 1)
        for at in fresh.tolist():
            mine = int(now[at])
            for other in now[max(0, at - BLOCK) : at].tolist():
                _note(found, other, mine, vague)
            for other in now[at + 1 : at + 1 + BLOCK].tolist():
                _note(found, mine, other, vague)
        if len(now) > BLOCK or len(now) - len(fresh) + np.count_nonzero(changed_before) > BLOCK:
            _shifted(found, before.members(key, day), now, renumbered, changed_before, changed, vague)
    return found


def _note(found: Met, a: int, b: int, vague: bool) -> None:
    found.pairs[a, b] = vague and found.pairs.get((a, b), True)


def _shifted(
    found: Met, old: Ints, now: Ints, renumbered: Ints, changed_before: Flags, changed: Flags, vague: bool
) -> None:
    """Pairs of claims that did not change, of which others now stand between, or no longer."""
    was, is_ = np.flatnonzero(~changed_before[old]), np.flatnonzero(~changed[now])
    if max(len(old), len(now)) <= BLOCK + 1:
        return
    claims = renumbered[old[was]].tolist()
    first, last = np.searchsorted(was, was - BLOCK).tolist(), np.searchsorted(is_, is_ - BLOCK).tolist()
    for n, (once, today) in enumerate(zip(first, last, strict=True)):
        found.parted.update((claims[m], claims[n]) for m in range(once, today))
        for m in range(today, once):
            _note(found, claims[m], claims[n], vague)


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
