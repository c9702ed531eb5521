"""Training of the chains in `extract.attribution.crf`: likelihood, stochastic gradients, AdaGrad.

Sums of table rows run in compiled code that spaCy brings along (thinc), the chains in float64, scaled word by word.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from thinc.api import NumpyOps

from firsthand.extract.attribution.crf import LOW, Batch, Floats, Ints, Weights, passes
from firsthand.extract.attribution.features import BITS

OPS = NumpyOps()
LEAST = 3  # features seen less often keep no weight: no change of F1 on held-out articles, a smaller file


@dataclass(frozen=True, slots=True)
class Options:
    """How a chain is trained. Tuned on the development articles."""

    epochs: int = 6
    size: int = 48  # sequences in a batch
    rate: float = 0.02
    decay: float = 1e-5  # of the weights in use, each batch
    drop: float = 0.1  # share of features that a batch does not see
    seed: int = 1


@dataclass(frozen=True, slots=True)
class Task:
    """What a chain learns: feature rows and labels of words, which words make a sequence, which steps are allowed."""

    rows: NDArray[np.int32]
    labels: Ints
    sequences: Batch
    allowed: NDArray[np.bool_]  # [a, b]: whether label b may follow a


@dataclass(slots=True)
class State:
    """Weights while they change, with the squares of their gradients; `sums` holds the gradient of one batch."""

    rows: Floats
    steps: Floats
    first: Floats
    seen: list[Floats]
    sums: Floats


def train(task: Task, options: Options, tell: Callable[[int], None]) -> Weights:
    """Weights for the task's sequences. `tell` is called with the number of each epoch done."""
    count = task.allowed.shape[0]
    shapes = ((2**BITS, count), (count, count), (count,))
    rows, steps, first = (np.zeros(s, np.float32) for s in shapes)
    state = State(rows, steps, first, [np.full(s, 1e-6, np.float32) for s in shapes], np.zeros_like(rows))
    task = Task(without_rare(task.rows), task.labels, task.sequences, task.allowed)
    rng = np.random.default_rng(options.seed)
    for epoch in range(options.epochs):
        rate = options.rate * (1 - epoch / options.epochs) + 0.01
        for part in _batches(task.sequences, options.size, rng):
            keep = np.flatnonzero(rng.random(task.rows.shape[1]) >= options.drop)
            _step(state, task, part, keep, rate, options.decay)
        tell(epoch + 1)
    return Weights(state.rows, np.where(task.allowed, state.steps, LOW), state.first)


def without_rare(rows: NDArray[np.int32]) -> NDArray[np.int32]:
    """The rows with 0, which weighs nothing, in place of what is seen less than LEAST times."""
    counts = np.bincount(rows.ravel(), minlength=2**BITS)
    return np.where(counts >= LEAST, np.arange(2**BITS), 0).astype(np.int32)[rows]


def _batches(sequences: Batch, size: int, rng: np.random.Generator) -> Iterator[Ints]:
    """Sequences of like length together, in random order; in each the longest first."""
    noise = rng.uniform(0.8, 1.25, len(sequences.lengths))
    order = np.argsort(sequences.lengths * noise)
    parts = np.array_split(order, max(1, len(order) // size))
    for i in rng.permutation(len(parts)):
        yield parts[i][np.argsort(-sequences.lengths[parts[i]], kind="stable")]


def _step(state: State, task: Task, part: Ints, keep: Ints, rate: float, decay: float) -> None:
    lengths = task.sequences.lengths[part]
    words = task.sequences.words[part][:, : int(lengths[0])]
    alive = words >= 0
    used = np.take(task.rows[words[alive]], keep, axis=1)
    found = np.zeros((*words.shape, task.allowed.shape[0]), np.float32)
    found[alive] = OPS.gather_add(state.rows, used)
    steps = np.where(task.allowed, state.steps, LOW)
    gold = np.where(alive, task.labels[words], 0)
    grad, *others = gradients(found, steps, state.first, gold, lengths)
    _update(state, used, grad[alive] / np.float32(len(part)), rate, decay)
    for value, g, seen in zip((state.steps, state.first), others, state.seen[1:], strict=True):
        g = g / len(part)
        seen += g * g
        value -= rate * g / np.sqrt(seen)


def _update(state: State, used: NDArray[np.int32], grad: Floats, rate: float, decay: float) -> None:
    """One step of AdaGrad for the rows in use; `grad` is that of each word's score."""
    mark = np.zeros(len(state.rows), bool)
    for column in np.ascontiguousarray(used.T):
        OPS.scatter_add(state.sums, column, grad)
        mark[column] = True
    state.sums[0], mark[0] = 0, False
    touched = np.flatnonzero(mark)
    g = state.sums[touched]
    state.sums[touched] = 0
    seen = state.seen[0][touched] + g * g
    state.seen[0][touched] = seen
    state.rows[touched] = state.rows[touched] * np.float32(1 - decay) - np.float32(rate) * g / np.sqrt(seen)


def gradients(found: Floats, steps: Floats, first: Floats, gold: Ints, lengths: Ints) -> tuple[Floats, Floats, Floats]:
    """Gradients of the negative log likelihood: of the scores, the steps and the first word's labels.

    Sequences go from the longest to the shortest.
    """
    alive = np.arange(found.shape[1]) < lengths[:, None]
    forward, backward, behind, step = passes(found, steps, first, lengths)
    right = np.eye(found.shape[2])[gold]
    grad = ((forward * backward - right) * alive[..., None]).astype(np.float32)
    pairs = alive[:, 1:]
    of_steps = (forward[:, :-1][pairs].T @ behind[:, 1:][pairs]) * step
    of_steps -= right[:, :-1][pairs].T @ right[:, 1:][pairs]
    return grad, of_steps.astype(np.float32), grad[:, 0].sum(axis=0)
