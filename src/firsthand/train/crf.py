"""Training of the chains in `extract.attribution.crf`: likelihood, stochastic gradients, AdaGrad."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from firsthand.extract.attribution.crf import LOW, Batch, Floats, Weights
from firsthand.extract.attribution.features import BITS


@dataclass(frozen=True, slots=True)
class Options:
    """How a chain is trained. Tuned on the development articles."""

    epochs: int = 6
    size: int = 48  # sequences in a batch
    rate: float = 0.15
    decay: float = 1e-5  # of the weights in use, each batch
    drop: float = 0.1  # share of features that a batch does not see
    seed: int = 1


@dataclass(slots=True)
class State:
    """Weights while they change, with the squares of their gradients."""

    rows: Floats
    steps: Floats
    first: Floats
    seen: list[Floats]


def train(
    rows: NDArray[np.int32],
    labels: NDArray[np.int64],
    sequences: Batch,
    allowed: NDArray[np.bool_],
    options: Options,
    tell: Callable[[int, Weights], None],
) -> Weights:
    """Weights for the sequences; `allowed[a, b]` says whether label b may follow a. `tell` is called each epoch."""
    count = allowed.shape[0]
    shapes = ((2**BITS, count), (count, count), (count,))
    first, steps, rows_ = (np.zeros(s, np.float32) for s in reversed(shapes))
    state = State(rows_, steps, first, [np.full(s, 1e-6, np.float32) for s in shapes])
    rng = np.random.default_rng(options.seed)
    for epoch in range(options.epochs):
        rate = options.rate * (1 - epoch / options.epochs) + 0.01
        for part in _batches(sequences, options.size, rng):
            _step(state, rows, labels, sequences, part, allowed, options, rate, rng)
        tell(epoch, weights(state, allowed))
    return weights(state, allowed)


def weights(state: State, allowed: NDArray[np.bool_]) -> Weights:
    """The state as weights, with the steps that are not allowed shut."""
    return Weights(state.rows, np.where(allowed, state.steps, LOW), state.first)


def _batches(sequences: Batch, size: int, rng: np.random.Generator) -> Iterator[NDArray[np.int64]]:
    """Sequences of like length together, in random order."""
    noise = rng.uniform(0.8, 1.25, len(sequences.lengths))
    order = np.argsort(sequences.lengths * noise)
    parts = np.array_split(order, max(1, len(order) // size))
    for i in rng.permutation(len(parts)):
        yield parts[i]


def _step(
    state: State,
    rows: NDArray[np.int32],
    labels: NDArray[np.int64],
    sequences: Batch,
    part: NDArray[np.int64],
    allowed: NDArray[np.bool_],
    options: Options,
    rate: float,
    rng: np.random.Generator,
) -> None:
    lengths = sequences.lengths[part]
    words = sequences.words[part][:, : int(lengths.max())]
    alive = words >= 0
    flat = words[alive]
    keep = np.flatnonzero(rng.random(rows.shape[1]) >= options.drop)
    used = rows[flat][:, keep]
    found = np.zeros((*words.shape, allowed.shape[0]), np.float32)
    found[alive] = state.rows[used].sum(axis=1)
    steps = np.where(allowed, state.steps, LOW)
    gold = np.where(alive, labels[words], 0)
    grad, grad_steps, grad_first = gradients(found, steps, state.first, gold, alive)
    touched, of_rows = _by_row(used, grad[alive], len(state.rows))
    of_rows /= len(part)
    state.seen[0][touched] += of_rows * of_rows
    state.rows[touched] *= 1 - options.decay
    state.rows[touched] -= rate * of_rows / np.sqrt(state.seen[0][touched])
    for value, g, seen in zip((state.steps, state.first), (grad_steps, grad_first), state.seen[1:], strict=True):
        g = g / len(part)
        seen += g * g
        value -= rate * g / np.sqrt(seen)


def _by_row(used: NDArray[np.int32], grad: Floats, count: int) -> tuple[NDArray[np.int64], Floats]:
    """The rows that a batch uses, and the gradient of each: the sum over the words that have the feature."""
    mark = np.zeros(count, bool)
    mark[used.ravel()] = True
    touched = np.flatnonzero(mark)
    number = np.zeros(count, np.int32)
    number[touched] = np.arange(len(touched))
    flat, out = number[used].ravel(), np.zeros((len(touched), grad.shape[1]), np.float32)
    for label in range(grad.shape[1]):
        each = np.repeat(grad[:, label], used.shape[1])
        out[:, label] = np.bincount(flat, weights=each, minlength=len(touched))
    return touched, out


def gradients(
    found: Floats, steps: Floats, first: Floats, gold: NDArray[np.int64], alive: NDArray[np.bool_]
) -> tuple[Floats, Floats, Floats]:
    """Gradients of the negative log likelihood: of the scores, the steps and the first word's labels."""
    longest, labels = found.shape[1:]
    forward = np.zeros_like(found)
    backward = np.zeros_like(found)
    forward[:, 0] = found[:, 0] + first
    for t in range(1, longest):
        ahead = _logsum(forward[:, t - 1, :, None] + steps[None], 1) + found[:, t]
        forward[:, t] = np.where(alive[:, t, None], ahead, forward[:, t - 1])
    for t in range(longest - 2, -1, -1):
        behind = _logsum(steps[None] + (found[:, t + 1] + backward[:, t + 1])[:, None, :], 2)
        backward[:, t] = np.where(alive[:, t + 1, None], behind, 0)
    total = _logsum(forward[:, -1], 1)
    chance = np.exp(forward + backward - total[:, None, None]) * alive[..., None]
    right = np.eye(labels, dtype=np.float32)[gold] * alive[..., None]
    of_steps = np.zeros_like(steps)
    for t in range(1, longest):
        ahead = (found[:, t] + backward[:, t])[:, None, :]
        pair = np.exp(forward[:, t - 1, :, None] + steps[None] + ahead - total[:, None, None])
        of_steps += (pair * alive[:, t, None, None]).sum(axis=0)
        np.subtract.at(of_steps, (gold[alive[:, t], t - 1], gold[alive[:, t], t]), 1)
    grad = chance - right
    return grad.astype(np.float32), of_steps, grad[:, 0].sum(axis=0).astype(np.float32)


def _logsum(values: NDArray[Any], axis: int) -> NDArray[Any]:
    top = values.max(axis=axis, keepdims=True)
    return np.log(np.exp(values - top).sum(axis=axis)) + top.squeeze(axis)
