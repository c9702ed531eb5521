"""Linear-chain conditional random fields over hashed features, on batches of sequences of unequal length.

Lafferty, McCallum and Pereira (2001). A score is the sum of the weights of a word's feature rows plus the weight of the
step from the label before. Arrays are (sequences, words, labels).
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
Doubles = NDArray[np.float64]
Ints = NDArray[np.int64]
LOW = np.float32(-1e4)  # of a step that is not allowed


@dataclass(frozen=True, slots=True)
class Weights:
    """A chain's weights: one row for each feature, one column for each label; and from label to label."""

    rows: Floats | Ints  # (2^BITS, labels); as whole numbers eight bytes, one for each label, in one: (2^BITS,)
    steps: Floats  # (labels, labels): from, to
    first: Floats  # (labels,): of the first word
    scale: float = 1.0  # what one step of `rows` weighs, where they are whole numbers


@dataclass(frozen=True, slots=True)
class Batch:
    """Sequences side by side: for each the numbers of its words, -1 beyond its end."""

    words: NDArray[np.int64]  # (sequences, longest)
    lengths: NDArray[np.int64]


def scores(weights: Weights, rows: NDArray[np.int32]) -> Floats:
    """The score of each label for each word: (words, labels)."""
    labels = len(weights.first)
    out = np.zeros((len(rows), labels), np.float32)
    for start in range(0, len(rows), CHUNK):  # the gathered weights of a long text would fill the memory
        found = weights.rows[rows[start : start + CHUNK]]
        if found.dtype == np.int64:
            found = found.view(np.int8).reshape(*found.shape, BYTES).astype(np.float32)
        out[start : start + CHUNK] = np.einsum("wfl->wl", found)[:, :labels]
    return out * np.float32(weights.scale)


CHUNK = 512
BYTES = 8


def batch(groups: NDArray[np.int64]) -> Batch:
    """One sequence for each run of equal numbers in `groups`."""
    starts = np.flatnonzero(np.diff(groups, prepend=groups[:1] - 1))
    lengths = np.diff(np.append(starts, len(groups)))
    longest = int(lengths.max(initial=0))
    words = np.full((len(starts), longest), -1, np.int64)
    for i, (start, length) in enumerate(zip(starts, lengths, strict=True)):
        words[i, :length] = np.arange(start, start + length)
    return Batch(words, lengths)


def passes(found: Floats, steps: Floats, first: Floats, lengths: Ints) -> tuple[Doubles, Doubles, Doubles, Doubles]:
    """Forward and backward chances, scaled so that their product is a label's chance at a word; what comes of each
    label at a word and all after it; the steps' factors. Sequences go from the longest to the shortest.
    """
    live = (np.arange(found.shape[1]) < lengths[:, None]).sum(axis=0)  # sequences that go on at each place
    likely = np.exp(found.astype(np.float64) - found.max(axis=2, keepdims=True))
    step = np.exp(steps.astype(np.float64))
    forward, backward, total = np.zeros(likely.shape), np.ones(likely.shape), np.ones((*likely.shape[:2], 1))
    for t, n in enumerate(live):
        before = forward[:n, t - 1] @ step if t else np.exp(first)
        ahead = before * likely[:n, t]
        total[:n, t] = ahead.sum(axis=1, keepdims=True)
        forward[:n, t] = ahead / total[:n, t]
    behind, back = likely / total, np.ascontiguousarray(step.T)
    for t in range(len(live) - 1, 0, -1):
        n = live[t]
        behind[:n, t] *= backward[:n, t]
        backward[:n, t - 1] = behind[:n, t] @ back
    return forward, backward, behind, step


def even_passes(
    weights: Weights, found: Floats, sequences: Batch
) -> Iterator[tuple[Ints, tuple[Doubles, Doubles, Doubles, Doubles]]]:
    """`passes` over sequences of like length: yields the numbers of the sequences and what `passes` gives."""
    order = np.argsort(-sequences.lengths, kind="stable")
    for part in np.array_split(order, max(1, len(order) // 32)):
        lengths = sequences.lengths[part]
        words = sequences.words[part][:, : int(lengths.max(initial=0))]
        if words.size:
            yield part, passes(found[words], weights.steps, weights.first, lengths)
