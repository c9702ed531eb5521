"""One-to-one pairs of best total score: the assignment problem, solved exactly block by block."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

Scores = Mapping[tuple[int, int], float]  # by (left, right); a pair that is not in it can't be
LARGEST = 300  # on the longer side of a block: what is larger is taken greedily, strongest pair first


def assign(scores: Scores) -> list[tuple[int, int]]:
    """Pairs with each left and right at most once, of the greatest sum of scores (all above 0), in their order."""
    return sorted(pair for block in _blocks(scores) for pair in _pairs(block, scores))


def _pairs(block: Sequence[tuple[int, int]], scores: Scores) -> Iterator[tuple[int, int]]:
    lefts, rights = sorted({a for a, _ in block}), sorted({b for _, b in block})
    if max(len(lefts), len(rights)) > LARGEST:
        yield from _greedy(block, scores)
        return
    size = max(len(lefts), len(rights))
    cost = [[0.0] * size for _ in range(size)]  # what is no pair costs nothing: better alone than against all reason
    for a, b in block:
        cost[lefts.index(a)][rights.index(b)] = -scores[a, b]
    for i, j in enumerate(hungarian(cost)):
        if i < len(lefts) and j < len(rights) and (lefts[i], rights[j]) in scores:
            yield lefts[i], rights[j]


def _greedy(block: Sequence[tuple[int, int]], scores: Scores) -> Iterator[tuple[int, int]]:
    taken: tuple[set[int], set[int]] = (set(), set())
    for a, b in sorted(block, key=lambda p: (-scores[p], p)):
        if a not in taken[0] and b not in taken[1]:
            taken[0].add(a)
            taken[1].add(b)
            yield a, b


def _blocks(scores: Scores) -> Iterator[list[tuple[int, int]]]:
    """Pairs that hang together; blocks do not concern each other."""
    right: dict[int, list[int]] = defaultdict(list)
    left: dict[int, list[int]] = defaultdict(list)
    for a, b in scores:
        right[a].append(b)
        left[b].append(a)
    seen: set[int] = set()
    for start in right:
        if start in seen:
            continue
        members, waiting = [start], [start]
        seen.add(start)
        while waiting:
            for b in right[waiting.pop()]:
                new = [a for a in left[b] if a not in seen]
                seen.update(new)
                members += new
                waiting += new
        yield [(a, b) for a in members for b in right[a]]


def hungarian(cost: Sequence[Sequence[float]]) -> list[int]:
    """The column of each row in a square matrix that makes the sum least (Kuhn 1955, with potentials; n³ steps)."""
    n = len(cost)
    row_price, column_price = [0.0] * (n + 1), [0.0] * (n + 1)
    owner = [0] * (n + 1)  # the row (from 1) that holds a column; column 0 is where a new row starts
    for row in range(1, n + 1):
        owner[0], column = row, 0
        least, came = [float("inf")] * (n + 1), [0] * (n + 1)
        used = [False] * (n + 1)
        while owner[column]:
            used[column] = True
            here, step, following = owner[column], float("inf"), 0
            for j in range(1, n + 1):
                if used[j]:
                    continue
                slack = cost[here - 1][j - 1] - row_price[here] - column_price[j]
                if slack < least[j]:
                    least[j], came[j] = slack, column
                if least[j] < step:
                    step, following = least[j], j
            for j in range(n + 1):
                if used[j]:
                    row_price[owner[j]] += step
                    column_price[j] -= step
                else:
                    least[j] -= step
            column = following
        while column:
            owner[column] = owner[came[column]]
            column = came[column]
    found = [0] * n
    for j in range(1, n + 1):
        found[owner[j] - 1] = j - 1
    return found
