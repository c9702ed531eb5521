"""The trained tagger: cues first, then for each cue its source and content among the words of its paragraph.

Two chains (crf.py) over features of the neutral layer. Weights, what they were trained on and how well they do stand in
`model/` beside this module.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from io import BytesIO

import numpy as np
from numpy.typing import NDArray

from firsthand.extract.attribution.argumentfeatures import argument_table
from firsthand.extract.attribution.crf import Weights, batch, best, scores
from firsthand.extract.attribution.cuefeatures import cue_table
from firsthand.extract.attribution.features import Words, words
from firsthand.extract.attribution.view import Place, View
from firsthand.model import Span


@dataclass(frozen=True, slots=True)
class Model:
    """The two chains; `bias` is added to the cue labels, to find as many cues as there are."""

    cue: Weights
    argument: Weights
    bias: float = 0.0


@dataclass(frozen=True, slots=True)
class Found:
    """A cue with its source and content, as spans of the text."""

    cue: Span
    source: Place
    content: Place


@cache
def load() -> Model | None:
    """The shipped model; None where the package was built without one."""
    file = files("firsthand.extract.attribution").joinpath("model/weights.npz")
    return read(file.read_bytes()) if file.is_file() else None


def read(data: bytes) -> Model:
    """A model from the bytes that `train.attribution` wrote."""
    with np.load(BytesIO(data)) as a:
        return Model(weights(a, "cue"), weights(a, "argument"), bias=float(a["bias"]))


def weights(a, name: str) -> Weights:
    """A chain's weights, kept as the rows that are not nought, in steps of eight bits."""
    rows = np.zeros(tuple(a[f"{name}_shape"]), np.int8)
    rows[np.cumsum(a[f"{name}_gaps"], dtype=np.int64)] = a[f"{name}_values"]
    return Weights(rows, a[f"{name}_steps"], a[f"{name}_first"], float(a[f"{name}_scale"]))


def tag(view: View, model: Model) -> Iterator[Found]:
    """Every cue of the document with its source and content."""
    if not view.tokens:
        return
    seen = words(view)
    cues = cue_ranges(seen, model)
    pairs = argument_table(seen, cues)
    if not cues:
        return
    labels = best(model.argument, scores(model.argument, pairs.rows), batch(pairs.cue))
    bounds = np.searchsorted(pairs.cue, np.arange(len(cues) + 1))
    for n, (first, last) in enumerate(cues):
        part = slice(bounds[n], bounds[n + 1])
        yield _found(view, seen, (first, last), pairs.word[part], labels[part])


def cue_ranges(seen: Words, model: Model) -> list[tuple[int, int]]:
    """First word and last word + 1 of every cue."""
    found = scores(model.cue, cue_table(seen))
    found[:, 1:] += np.float32(model.bias)
    return ranges(best(model.cue, found, batch(seen.paragraph)), 1, 2)


def ranges(labels: NDArray[np.int64], begin: int, inside: int) -> list[tuple[int, int]]:
    """Runs of a label that begins and goes on."""
    out: list[tuple[int, int]] = []
    for i, label in enumerate(labels):
        if label == begin:
            out.append((i, i + 1))
        elif label == inside and out and out[-1][1] == i:
            out[-1] = (out[-1][0], i + 1)
    return out


def _found(view: View, seen: Words, cue: tuple[int, int], place: NDArray[np.int64], labels: NDArray[np.int64]) -> Found:
    def spans(begin: int) -> Place:
        found = ((int(place[a]), int(place[b - 1])) for a, b in ranges(labels, begin, begin + 1))
        return tuple(Span(view.tokens[a].span.start, view.tokens[b].span.end) for a, b in found)

    return Found(Span(view.tokens[cue[0]].span.start, view.tokens[cue[1] - 1].span.end), spans(1), spans(3))
