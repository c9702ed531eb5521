"""The word vectors that the stages read and do not change: GloVe 6B (Pennington, Socher & Manning 2014), made small."""

import gzip
import json
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from firsthand.extract.language import models
from firsthand.extract.language.vectors import Vectors

if TYPE_CHECKING:
    from spacy.language import Language

WORDS = 100_000  # the most frequent, of the file's 400,000
LENGTH = 10.0  # of every vector: entries of about 1


def attach(nlp: "Language", path: Path | None = None) -> None:
    """Gives `nlp` the vectors of `path` (a GloVe text file, or the same as JSON), or those of the shipped pipeline."""
    table = nlp.vocab.vectors
    assert isinstance(table, Vectors)  # as pipeline.blank makes it
    if path is None:
        table.from_disk(models.path() / "vocab")
        return
    words, numbers = read(path)
    keys = np.array([nlp.vocab.strings.as_int(word) for word in words], dtype=np.uint64)
    order = np.argsort(keys)
    table.keys, (table.rows, table.scale) = keys[order], small(numbers[order])


def small(numbers: np.ndarray) -> tuple[np.ndarray, np.float32]:
    """Vectors (words, dimensions) at one length as bytes, and what a byte's unit is worth."""
    even = numbers * (LENGTH / np.linalg.norm(numbers, axis=1, keepdims=True))
    scale = np.float32(np.abs(even).max() / 127)
    return np.round(even / scale).astype(np.int8), scale


def read(path: Path, limit: int = WORDS) -> tuple[list[str], np.ndarray]:
    """The first `limit` words of a file of vectors, with their numbers (words, dimensions)."""
    pairs = list(islice(_json(path) if ".json" in path.suffixes else _lines(path), limit))
    return [word for word, _ in pairs], np.array([numbers for _, numbers in pairs], dtype=np.float32)


def _lines(path: Path) -> Iterator[tuple[str, list[float]]]:
    with gzip.open(path, "rt", encoding="utf-8") if path.suffix == ".gz" else path.open(encoding="utf-8") as lines:
        for line in lines:
            word, *numbers = line.rstrip().split(" ")
            yield word, [float(number) for number in numbers]


def _json(path: Path) -> Iterator[tuple[str, list[float]]]:
    table = json.loads(path.read_text(encoding="utf-8"))
    return ((word, table["vectors"][word][: table["dimensions"]]) for word in table["words"])
