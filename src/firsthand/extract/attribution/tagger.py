"""The trained tagger: cues first, then for each cue its source and content among the words of its paragraph.

Two chains (crf.py) over features of the neutral layer; of the pieces that the second one holds possible a judge takes
the best (choice.py). Weights, what they were trained on and how well they do stand in
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
from firsthand.extract.attribution.choice import CONTENT, SOURCE, Judge, chosen, judged
from firsthand.extract.attribution.crf import Doubles, Weights, batch, best, chances, scores
from firsthand.extract.attribution.cuefeatures import cue_table
from firsthand.extract.attribution.features import Words, words
from firsthand.extract.attribution.piecefeatures import piece_table
from firsthand.extract.attribution.pieces import Pieces, pieces
from firsthand.extract.attribution.view import Place, View
from firsthand.model import Span


@dataclass(frozen=True, slots=True)
class Model:
    """The two chains and the judge of pieces; `bias` is added to the cue labels, to find as many cues as there are."""

    cue: Weights
    argument: Weights
    judge: Judge
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
        judge = Judge(a["judge_rows"], float(a["judge_base"]), float(a["judge_scale"]))
        return Model(weights(a, "cue"), weights(a, "argument"), judge, bias=float(a["bias"]))


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
    cues, sure = cues_of(seen, model.cue, model.bias)
    if not cues:
        return
    its = candidates(seen, cues, model.argument)
    choice = chosen(its, judged(model.judge, piece_table(seen, cues, sure, its)), len(cues))
    for cue, mine in zip(cues, choice, strict=True):
        if mine:
            yield Found(_span(view, *cue), *(tuple(_span(view, *p) for p in mine[role]) for role in (SOURCE, CONTENT)))


def candidates(seen: Words, cues: list[tuple[int, int]], chain: Weights) -> Pieces:
    """The pieces that may be the cues' sources and contents."""
    pairs = argument_table(seen, cues)
    sequences = batch(pairs.cue)
    starts = pairs.word[sequences.words[:, 0]]
    return pieces(chain, scores(chain, pairs.rows), sequences, (SOURCE, CONTENT), starts)


def cues_of(seen: Words, chain: Weights, bias: float) -> tuple[list[tuple[int, int]], Doubles]:
    """First word and last word + 1 of every cue; the highest and the lowest chance of its words: (cues, 2)."""
    found, sequences = scores(chain, cue_table(seen)), batch(seen.paragraph)
    chance = chances(chain, found, sequences)
    found[:, 1:] += np.float32(bias)
    cues = ranges(best(chain, found, sequences), 1, 2)
    return cues, np.array([(chance[a:b].max(), chance[a:b].min()) for a, b in cues]).reshape(-1, 2)


def ranges(labels: NDArray[np.int64], begin: int, inside: int) -> list[tuple[int, int]]:
    """Runs of a label that begins and goes on."""
    out: list[tuple[int, int]] = []
    for i, label in enumerate(labels):
        if label == begin:
            out.append((i, i + 1))
        elif label == inside and out and out[-1][1] == i:
            out[-1] = (out[-1][0], i + 1)
    return out


def _span(view: View, first: int, last: int) -> Span:
    return Span(view.tokens[first].span.start, view.tokens[last - 1].span.end)
