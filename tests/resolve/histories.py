"""Random histories of decisions over a few claims, and what they must lead to, worked out another way.

The program follows decisions one by one with union-find. Here each set of decisions is tried as a whole: the pairs that
it joins, closed under "and so", must hold none of the pairs that it parts.
"""

from collections.abc import Sequence
from itertools import combinations
from random import Random

from firsthand.model import Decision
from firsthand.resolve.partition import by_people

CLAIMS = tuple("abcdef")


def history(random: Random, most: int = 8) -> list[Decision]:
    """Decisions in the order in which they were made: sortings of two to five claims into one to three groups."""
    return [decision(random, number) for number in range(random.randint(1, most))]


def decision(random: Random, number: int) -> Decision:
    picked = random.sample(CLAIMS, random.randint(2, 5))
    groups: list[list[str]] = [[] for _ in range(random.randint(1, 3))]
    for claim in picked:
        random.choice(groups).append(claim)
    return Decision(f"d{number}", "ana", f"2026-04-{number + 1:02}", tuple(tuple(g) for g in groups if g))


def consistent(decisions: Sequence[Decision]) -> bool:
    """Whether all of them can be so at once."""
    home = {c: {c} for c in CLAIMS}
    for a, b in _joined(decisions):
        if home[a] is not home[b]:
            home[a] |= home[b]
            for claim in home[a]:
                home[claim] = home[a]
    return all(home[a] is not home[b] for a, b in _parted(decisions))


def _joined(decisions: Sequence[Decision]) -> list[tuple[str, str]]:
    return [pair for d in decisions for g in d.groups for pair in combinations(g, 2)]


def _parted(decisions: Sequence[Decision]) -> list[tuple[str, str]]:
    return [(a, b) for d in decisions for g, h in combinations(d.groups, 2) for a in g for b in h]


def check(made: Sequence[Decision]) -> None:
    """The newest is honoured, each older one just where it fits those honoured before it, and the groups show it."""
    honoured: list[Decision] = []
    for one in reversed(made):
        if consistent([*honoured, one]):
            honoured.append(one)
    found = by_people(CLAIMS, made)
    assert list(found.honoured) == [d.id for d in honoured]
    assert found.honoured[0] == made[-1].id
    assert {*found.honoured, *found.overruled} == {d.id for d in made}
    where = {c: n for n, group in enumerate(found.groups) for c in group}
    assert all(where[a] == where[b] for a, b in _joined(honoured))
    assert all(where[a] != where[b] for a, b in _parted(honoured))
