"""Which of the pieces that the chains hold possible are cues, sources and contents.

Each piece gets a chance by logistic regression over what is seen of it as a whole: of a variant of a cue that it is
marked (`cuepieces.py`); of a source or content that its cue is one and that it is the cue's (`piecefeatures.py`). Then
the best are taken that do not overlap.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from firsthand.extract.attribution.crf import CHUNK, Doubles, Floats, Ints
from firsthand.extract.attribution.cuepieces import CuePieces
from firsthand.extract.attribution.pieces import Pieces

SOURCE, CONTENT = 1, 3  # the labels with which the pieces begin
# Chosen on the development and conflict articles, so that those figures flatter a little (the card says so):
LEAST = {SOURCE: 0.2, CONTENT: 0.0}  # chance of the first piece of a role
MORE = 0.35  # chance of a further piece of a content
LOOKED_AT = 0.15  # chance of a cue whose source and content are looked for
KEPT = 0.5  # chances of a cue's source and content together; a cue that has less is none

Choice = dict[int, list[tuple[int, int]]]  # by role: first word and last word + 1 of each piece, in text order


@dataclass(frozen=True, slots=True)
class Judge:
    """The weights of the regression: one for each hashed feature, and one for all pieces."""

    rows: Floats | NDArray[np.int8]  # (2^BITS,)
    base: float
    scale: float = 1.0  # what one step of `rows` weighs, where they are whole numbers


def judged(judge: Judge, table: NDArray[np.int32]) -> Doubles:
    """The chance of each row of a table."""
    parts = [judge.rows[table[at : at + CHUNK]].sum(axis=1, dtype=np.float64) for at in range(0, len(table), CHUNK)]
    total = np.concatenate(parts) if parts else np.zeros(0)
    return 1 / (1 + np.exp(-(total * judge.scale + judge.base)))


def variants(its: CuePieces, chance: Doubles) -> Ints:
    """The numbers of the most likely variants of the cues that are likely enough to be looked at, in text order."""
    order = np.lexsort((-chance, its.cue))
    best = order[np.diff(its.cue[order], prepend=-1) > 0]
    return best[chance[best] >= LOOKED_AT]


def chosen(its: Pieces, chance: Doubles, cues: int) -> list[Choice | None]:
    """For each cue its source and its content; None where neither is likely enough to make it a cue."""
    out: list[Choice] = [{SOURCE: [], CONTENT: []} for _ in range(cues)]
    best = {role: np.zeros(cues) for role in (SOURCE, CONTENT)}
    for n in np.argsort(-chance, kind="stable"):
        mine, role, first, last = out[its.cue[n]], int(its.role[n]), int(its.first[n]), int(its.last[n])
        best[role][its.cue[n]] = max(best[role][its.cue[n]], chance[n])
        least = (MORE if role == CONTENT else 1.0) if mine[role] else LEAST[role]
        if chance[n] >= least and all(last <= a or first >= b for taken in mine.values() for a, b in taken):
            mine[role].append((first, last))
    kept = best[SOURCE] + best[CONTENT] >= KEPT
    return [{role: sorted(taken) for role, taken in mine.items()} if kept[i] else None for i, mine in enumerate(out)]
