"""The pieces of text that may be a cue's source or content, each with its chance by the second chain.

`choice.py` then chooses among them.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from firsthand.extract.attribution.crf import Batch, Doubles, Floats, Ints, Weights, even_passes

LEAST = 0.02  # chance of a piece that is looked at


@dataclass(frozen=True, slots=True)
class Pieces:
    """Pieces cue by cue: the number of the cue, the role (its first label), first word, last word + 1, the chance."""

    cue: Ints
    role: Ints
    first: Ints
    last: Ints
    chance: Doubles


def pieces(chain: Weights, found: Floats, sequences: Batch, roles: tuple[int, ...], at: Ints) -> Pieces:
    """The pieces of each sequence: those that begin with a label of `roles` and go on with the next label.

    `found` are the scores of the sequences' words, `at` the number of each sequence's first word in the document.
    """
    out: list[tuple[int, int, int, int, float]] = []
    for numbers, run in even_passes(chain, found, sequences):
        for i, number in enumerate(numbers):
            forward, backward, behind = (a[i, : sequences.lengths[number]] for a in run[:3])
            one = Passed(forward, backward, behind, run[3])
            start = int(at[number])
            out += [(int(number), r, a + start, b + start, p) for r in roles for a, b, p in _pieces(one, r)]
    columns = zip(*sorted(out), strict=True) if out else [()] * 5
    cue, role, first, last, chance = (np.array(c) for c in columns)
    whole = [c.astype(np.int64) for c in (cue, role, first, last)]
    return Pieces(whole[0], whole[1], whole[2], whole[3], chance.astype(np.float64))


@dataclass(frozen=True, slots=True)
class Passed:
    """What `passes` tells of one sequence: (words, labels), and the factors of the steps."""

    forward: Doubles
    backward: Doubles
    behind: Doubles
    step: Doubles


def _pieces(one: Passed, begin: int) -> Iterator[tuple[int, int, float]]:
    """First word, last word + 1 and chance of the pieces that begin with a label and go on with the next."""
    inside, length = begin + 1, len(one.forward)
    ends = _ends(one, begin)
    alone = one.behind[:, inside] / one.backward[:, inside]  # what the word itself adds, without what follows it
    for i in np.flatnonzero(one.forward[:, begin] * one.backward[:, begin] > LEAST):
        if (chance := one.forward[i, begin] * ends[i, 0]) > LEAST:
            yield int(i), int(i) + 1, float(chance)
        steps = np.full(length - i - 1, one.step[inside, inside])
        steps[:1] = one.step[begin, inside]
        longer = one.forward[i, begin] * np.cumprod(steps * alone[i + 1 :]) * ends[i + 1 :, 1]
        for j in np.flatnonzero(longer > LEAST):
            yield int(i), int(i + j) + 2, float(longer[j])


def _ends(one: Passed, begin: int) -> NDArray[np.float64]:
    """For each word what is ahead if a piece ends there: one that began at the word, one that went on to it."""
    other = np.arange(one.forward.shape[1]) != begin + 1
    out = np.ones((len(one.forward), 2))
    for column, label in enumerate((begin, begin + 1)):
        out[:-1, column] = one.behind[1:, other] @ one.step[label, other]
    return out
