"""Word vectors learned from much more text than the pipeline's corpora hold: a table that is searched by word."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from spacy.attrs import NORM
from spacy.vectors import BaseVectors

if TYPE_CHECKING:
    from collections.abc import Callable

    from spacy.vocab import Vocab

NAME = "firsthand.Vectors.v1"
FILE = "vectors.npz"


class Vectors(BaseVectors):
    """Vectors of one byte a dimension, by the hash of a word's norm; a word that is not listed has zeros.

    `keys` are sorted hashes (words,), `rows` (words, dimensions) whole numbers, a vector is `rows * scale`.
    """

    attr = NORM
    name, mode = "firsthand", "small"  # as the pipeline's meta has them

    def __init__(self, keys: np.ndarray | None = None, rows: np.ndarray | None = None, scale: float = 1.0) -> None:
        self.keys = np.zeros(0, np.uint64) if keys is None else keys
        self.rows = np.zeros((0, 0), np.int8) if rows is None else rows
        self.scale = np.float32(scale)
        self.strings: Any = ()

    def get_batch(self, keys) -> np.ndarray:
        """The vectors (words, dimensions) of hashes."""
        wanted = np.asarray(keys, dtype=np.uint64)
        if not len(self.keys):
            return np.zeros((len(wanted), self.rows.shape[1]), np.float32)
        places = np.minimum(np.searchsorted(self.keys, wanted), len(self.keys) - 1)
        found = self.rows[places].astype(np.float32) * self.scale
        found[self.keys[places] != wanted] = 0
        return found

    def __getitem__(self, key: int) -> np.ndarray:
        return self.get_batch([key])[0]

    def __contains__(self, key: int) -> bool:
        place = np.searchsorted(self.keys, np.uint64(key))
        return bool(place < len(self.keys) and self.keys[place] == np.uint64(key))

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Vectors) and np.array_equal(self.keys, other.keys) and self.scale == other.scale

    __hash__ = None  # type: ignore[assignment]

    def __len__(self) -> int:
        return len(self.keys)

    @property
    def n_keys(self) -> int:
        return len(self.keys)

    @property
    def shape(self) -> tuple[int, int]:
        return self.rows.shape  # type: ignore[return-value]

    @property
    def vectors_length(self) -> int:
        return self.rows.shape[1]

    @property
    def size(self) -> int:
        return self.rows.size

    @property
    def is_full(self) -> bool:
        return True

    def to_ops(self, ops) -> None:
        """The table stays in ordinary memory."""

    def to_disk(self, path: str | Path, **_) -> None:
        np.savez(Path(path) / FILE, keys=self.keys, rows=self.rows, scale=self.scale)

    def from_disk(self, path: str | Path, **_) -> "Vectors":
        with np.load(Path(path) / FILE) as table:
            self.keys, self.rows, self.scale = table["keys"], table["rows"], table["scale"][()]
        return self


def create() -> "Callable[[Vocab], Vectors]":
    """A maker of empty tables, by which spaCy loads a pipeline with this kind of table (an entry point names it)."""

    def fill(vocab: "Vocab") -> Vectors:
        return Vectors()

    return fill
