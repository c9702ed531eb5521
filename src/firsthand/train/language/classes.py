"""Makes the table of word classes: vectors of words in 1,000 narrow classes, whose centres fall into 100 wide ones.

python -m firsthand.train.language.classes GLOVE_FILE TABLE.txt.gz
"""

import gzip
import sys
from pathlib import Path

import numpy as np

from firsthand.train.language import vectors

WORDS, NARROW, WIDE, ROUNDS = 100_000, 1000, 100, 25
COMMON = 3  # directions in which frequent words differ from rare ones and not from each other


def make(source: Path, table: Path) -> None:
    words, numbers = vectors.read(source, WORDS)
    weights = (1 / np.sqrt(np.arange(1, len(words) + 1))).astype(np.float32)
    narrow, centres = group(even(numbers), weights, NARROW)
    wide, _ = group(centres, np.bincount(narrow, weights, NARROW).astype(np.float32), WIDE)
    lines = (
        " ".join([str(wide[number]), str(number), *(words[index] for index in np.flatnonzero(narrow == number))])
        for number in range(NARROW)
    )
    table.write_bytes(gzip.compress("\n".join(lines).encode(), mtime=0))


def even(numbers: np.ndarray) -> np.ndarray:
    """Unit vectors without their mean and what is common to most (Mu & Viswanath 2018, "All-but-the-top")."""
    centred = numbers - numbers.mean(axis=0)
    common = np.linalg.svd(centred[:20_000], full_matrices=False)[2][:COMMON]
    left = centred - centred @ common.T @ common
    return left / np.linalg.norm(left, axis=1, keepdims=True)


def group(points: np.ndarray, weights: np.ndarray, count: int) -> tuple[np.ndarray, np.ndarray]:
    """Spherical k-means (Dhillon & Modha 2001) of weighted unit vectors: the class of each, and the centres."""
    dice = np.random.default_rng(20)
    centres = points[dice.choice(len(points), count, replace=False, p=weights / weights.sum())]
    for _ in range(ROUNDS):
        nearest = np.argmax(points @ centres.T, axis=1)
        sums = np.zeros_like(centres)
        np.add.at(sums, nearest, points * weights[:, None])
        lengths = np.linalg.norm(sums, axis=1, keepdims=True)
        centres = np.where(lengths > 0, sums / np.maximum(lengths, 1e-9), centres)
    return np.argmax(points @ centres.T, axis=1), centres


if __name__ == "__main__":
    make(Path(sys.argv[1]), Path(sys.argv[2]))
