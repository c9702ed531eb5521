"""The trained tagger: cues first, then for each cue its source and content among the words of its paragraph.

Two chains (crf.py) over features of the neutral layer; of the pieces that each of them holds possible a judge takes
the best (choice.py). Weights, what they were trained on and how well they do stand in
`model/` beside this module.
"""

from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from io import BytesIO

import numpy as np

from firsthand.extract.attribution.argumentfeatures import argument_table
from firsthand.extract.attribution.choice import CONTENT, SOURCE, Choice, Judge, chosen, judged, variants
from firsthand.extract.attribution.crf import BYTES, Doubles, Weights, batch, scores
from firsthand.extract.attribution.cuepieces import CuePieces, cue_piece_table, cue_pieces, likely, word_chances
from firsthand.extract.attribution.features import Words, words
from firsthand.extract.attribution.piecefeatures import piece_table
from firsthand.extract.attribution.pieces import Pieces, pieces
from firsthand.extract.attribution.view import Place, View
from firsthand.model import Span


@dataclass(frozen=True, slots=True)
class Model:
    """Two chains, each with the judge of the pieces that it finds: of cues, of sources and contents."""

    cue: Weights
    cue_judge: Judge
    argument: Weights
    judge: Judge


@dataclass(frozen=True, slots=True)
class Found:
    """A cue with its source and content, as spans of the text, and its chance by the judge of cues."""

    cue: Span
    source: Place
    content: Place
    chance: float = 1.0


@dataclass(frozen=True, slots=True)
class Tagged:
    """What the tagger finds in a document, and for each word the chance that it belongs to a cue."""

    found: tuple[Found, ...]
    chance: Doubles


@cache
def load() -> Model | None:
    """The shipped model; None where the package was built without one."""
    file = files("firsthand.extract.attribution").joinpath("model/weights.npz")
    return read(file.read_bytes()) if file.is_file() else None


def read(data: bytes) -> Model:
    """A model from the bytes that `train.attribution` wrote."""
    with np.load(BytesIO(data)) as a:
        return Model(weights(a, "cue"), judge(a, "cue_judge"), weights(a, "argument"), judge(a, "judge"))


def judge(a, name: str) -> Judge:
    """A judge's weights, kept in steps of eight bits."""
    return Judge(a[f"{name}_rows"], float(a[f"{name}_base"]), float(a[f"{name}_scale"]))


def weights(a, name: str) -> Weights:
    """A chain's weights, kept as the rows that are not nought, in steps of eight bits."""
    count, labels = a[f"{name}_shape"]
    rows = np.zeros((count, BYTES), np.int8)
    rows[np.cumsum(a[f"{name}_gaps"], dtype=np.int64), :labels] = a[f"{name}_values"]
    return Weights(rows.view(np.int64)[:, 0], a[f"{name}_steps"], a[f"{name}_first"], float(a[f"{name}_scale"]))


def tag(view: View, model: Model) -> Tagged:
    """Every cue of the document with its source and content."""
    if not view.tokens:
        return Tagged((), np.zeros(0))
    seen = words(view)
    possible = cue_pieces(seen, model.cue)
    chance = word_chances(len(view.tokens), possible)
    cues, sure = cues_of(seen, likely(possible), model.cue_judge)
    if not cues:
        return Tagged((), chance)
    its = candidates(seen, cues, model.argument)
    choice = chosen(its, judged(model.judge, piece_table(seen, cues, sure, its)), len(cues))
    found = [_found(view, cues[n], mine, float(sure[n, 0])) for n, mine in enumerate(choice) if mine]
    return Tagged(tuple(found), chance)


def candidates(seen: Words, cues: list[tuple[int, int]], chain: Weights) -> Pieces:
    """The pieces that may be the cues' sources and contents."""
    pairs = argument_table(seen, cues)
    sequences = batch(pairs.cue)
    starts = pairs.word[sequences.words[:, 0]]
    return pieces(chain, scores(chain, pairs.rows), sequences, (SOURCE, CONTENT), starts)


def cues_of(seen: Words, its: CuePieces, by: Judge) -> tuple[list[tuple[int, int]], Doubles]:
    """First word and last word + 1 of every cue that is likely enough to be looked at; of each the judge's chance and
    the chain's of all its variants: (cues, 2).
    """
    chance = judged(by, cue_piece_table(seen, its))
    taken = variants(its, chance)
    cues = [(int(its.first[n]), int(its.last[n])) for n in taken]
    return cues, np.stack([chance[taken], its.mass[taken]], axis=1)


def _found(view: View, cue: tuple[int, int], mine: Choice, chance: float) -> Found:
    source, content = (tuple(_span(view, *place) for place in mine[role]) for role in (SOURCE, CONTENT))
    return Found(_span(view, *cue), source, content, chance)


def _span(view: View, first: int, last: int) -> Span:
    return Span(view.tokens[first].span.start, view.tokens[last - 1].span.end)
