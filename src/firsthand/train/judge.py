"""Training of the judges in `extract.attribution.choice`: which pieces of held-out texts are marked, by what is seen of
them as wholes.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from firsthand.extract.attribution.choice import CONTENT, SOURCE, Judge
from firsthand.extract.attribution.cuepieces import CuePieces
from firsthand.extract.attribution.piecefeatures import BITS
from firsthand.extract.attribution.pieces import Pieces

Marks = dict[str, list[tuple[int, int]]]  # by role: first word and last word + 1
ROLES = {SOURCE: "source", CONTENT: "content"}


@dataclass(frozen=True, slots=True)
class Options:
    """How a judge is trained: AdaGrad on small batches. Tuned by cross-validation: fast steps learn rows by heart."""

    epochs: int = 6
    size: int = 512
    rate: float = 0.03
    drop: float = 0.4  # share of features that a batch does not see
    decay: float = 1e-5
    seed: int = 1


def right(its: Pieces, cues: list[tuple[int, int]], gold: list[Marks], skip: NDArray[np.bool_]) -> NDArray[np.int8]:
    """For each piece 1 if it is marked as its role, 0 if it or its cue is not, -1 in passages that were left out."""
    marked = [_meant(cue, gold) for cue in cues]
    out = np.zeros(len(its.cue), np.int8)
    for n, (cue, role, first, last) in enumerate(zip(its.cue, its.role, its.first, its.last, strict=True)):
        meant = marked[cue]
        if skip[cues[cue][0]]:
            out[n] = -1
        elif meant is not None:
            out[n] = (first, last) in [tuple(place) for place in meant[ROLES[int(role)]]]
    return out


def right_cues(its: CuePieces, gold: list[Marks], skip: NDArray[np.bool_]) -> NDArray[np.int8]:
    """For each variant 1 if it is marked as a cue, 0 if not, -1 in passages that were left out."""
    marked = {tuple(place) for each in gold for place in each["cue"]}
    found = [place in marked for place in zip(its.first.tolist(), its.last.tolist(), strict=True)]
    return np.where(skip[its.first], -1, np.array(found, np.int8).reshape(-1)).astype(np.int8)


def _meant(cue: tuple[int, int], gold: list[Marks]) -> Marks | None:
    """The marked attribution whose cue it is: with the same borders, else one that overlaps."""
    near = [g for g in gold if any(first < cue[1] and cue[0] < last for first, last in g["cue"])]
    same = [g for g in near if cue in [tuple(place) for place in g["cue"]]]
    return next(iter(same or near), None)


def train(tables: Iterable[NDArray[np.int32]], labels: Iterable[NDArray[np.int8]], options: Options) -> Judge:
    """The judge that tells pieces that are right from others."""
    kept = [(t[y >= 0], y[y >= 0]) for t, y in zip(tables, labels, strict=True) if (y >= 0).any()]
    rows, wanted = np.concatenate([t for t, _ in kept]), np.concatenate([y for _, y in kept])
    rng = np.random.default_rng(options.seed)
    weights, seen = np.zeros(2**BITS), np.full(2**BITS, 1e-4)
    base, base_seen = 0.0, 1e-4
    for epoch in range(options.epochs):
        rate = options.rate * (1 - epoch / options.epochs) + 0.005
        for part in np.array_split(rng.permutation(len(rows)), max(1, len(rows) // options.size)):
            used = _some(rows[part], options.drop, rng)
            error = _error(weights[used].sum(axis=1) / (1 - options.drop) + base, wanted[part])
            of_rows = np.bincount(used.ravel(), np.repeat(error, used.shape[1]), minlength=len(weights))
            seen += of_rows**2
            weights -= rate * (of_rows / np.sqrt(seen) + options.decay * weights * (of_rows != 0))
            base_seen += error.sum() ** 2
            base -= rate * error.sum() / np.sqrt(base_seen)
    return Judge(weights.astype(np.float32), float(base))


def _some(rows: NDArray[np.int32], drop: float, rng: np.random.Generator) -> NDArray[np.int32]:
    return np.take(rows, np.flatnonzero(rng.random(rows.shape[1]) >= drop), axis=1)


def _error(total: NDArray[np.float64], wanted: NDArray[np.int8]) -> NDArray[np.float64]:
    """The gradient of each row's total, in units of 64 rows."""
    return (1 / (1 + np.exp(-total)) - wanted) / 64


def packed(judge: Judge, name: str) -> dict[str, Any]:
    """The judge in eight bits."""
    scale = np.float32(np.abs(judge.rows).max() / 127) or np.float32(1)
    rows = np.round(judge.rows / scale).astype(np.int8)
    return {f"{name}_rows": rows, f"{name}_scale": scale, f"{name}_base": np.float32(judge.base)}
