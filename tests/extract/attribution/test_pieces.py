"""The pieces that may be a cue's source or content: their chances, and which of them are taken."""

from itertools import pairwise, product

import numpy as np
import pytest

from firsthand.extract.attribution import choice
from firsthand.extract.attribution.choice import CONTENT, SOURCE
from firsthand.extract.attribution.crf import LOW, Weights, batch
from firsthand.extract.attribution.cuepieces import CuePieces, likely, word_chances
from firsthand.extract.attribution.pieces import LEAST, Pieces, pieces

ALLOWED = np.array([[1, 1, 0, 1, 0], [1, 1, 1, 1, 0], [1, 1, 1, 1, 0], [1, 1, 0, 1, 1], [1, 1, 0, 1, 1]], bool)


def chain() -> Weights:
    rng = np.random.default_rng(5)
    steps = np.where(ALLOWED, rng.normal(size=(5, 5)), LOW).astype(np.float32)
    return Weights(np.zeros((1, 5), np.float32), steps, rng.normal(size=5).astype(np.float32))


def of_path(path: tuple[int, ...]) -> list[tuple[int, int, int]]:
    """Role, first word and last word + 1 of the pieces that a path of labels holds."""
    out = []
    for i, label in enumerate(path):
        if label in (SOURCE, CONTENT):
            end = next((j for j in range(i + 1, len(path)) if path[j] != label + 1), len(path))
            out.append((label, i, end))
    return out


def by_counting(weights: Weights, scores: np.ndarray) -> dict[tuple[int, int, int], float]:
    """The chance of each piece, by the sum over all allowed paths."""
    total, found = 0.0, {}
    for path in product(range(5), repeat=len(scores)):
        if all(ALLOWED[a, b] for a, b in pairwise(path)):
            score = weights.first[path[0]] + sum(scores[t, label] for t, label in enumerate(path))
            score += sum(weights.steps[a, b] for a, b in pairwise(path))
            weight = float(np.exp(score))
            total += weight
            for piece in of_path(path):
                found[piece] = found.get(piece, 0.0) + weight
    return {piece: weight / total for piece, weight in found.items()}


def test_chances_of_pieces_are_those_of_all_paths_that_hold_them():
    weights, lengths = chain(), [3, 5]
    scores = np.random.default_rng(6).normal(size=(8, 5)).astype(np.float32) * 2
    got = pieces(weights, scores, batch(np.repeat([0, 1], lengths)), (SOURCE, CONTENT), np.array([0, 3]))
    for cue, start in enumerate((0, 3)):
        wanted = by_counting(weights, scores[start : start + lengths[cue]])
        mine = np.flatnonzero(got.cue == cue)
        found = {(int(got.role[n]), int(got.first[n]) - start, int(got.last[n]) - start): got.chance[n] for n in mine}
        assert found == pytest.approx({piece: p for piece, p in wanted.items() if p > LEAST}, abs=1e-5)


CASES = [
    ("the likelier of two that overlap", [(CONTENT, 3, 9, 0.6), (CONTENT, 3, 7, 0.7)], [], [(3, 7)]),
    ("a content in two pieces", [(CONTENT, 0, 3, 0.5), (CONTENT, 5, 9, 0.9)], [], [(0, 3), (5, 9)]),
    ("one source", [(SOURCE, 0, 2, 0.5), (SOURCE, 4, 5, 0.9)], [(4, 5)], []),
    ("no source within the content", [(SOURCE, 4, 5, 0.6), (CONTENT, 3, 9, 0.9)], [], [(3, 9)]),
    ("a content though none is likely", [(SOURCE, 0, 2, 0.9), (CONTENT, 6, 9, 0.1)], [(0, 2)], [(6, 9)]),
]


@pytest.mark.parametrize(("found", "source", "content"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_the_best_pieces_that_do_not_overlap_are_taken(found, source, content):
    role, first, last, chance = map(np.array, zip(*found, strict=True))
    its = Pieces(np.zeros(len(found), np.int64), role, first, last, chance)
    assert choice.chosen(its, chance, 1) == [{SOURCE: source, CONTENT: content}]


def test_a_chance_is_the_sum_of_weights():
    judge = choice.Judge(np.array([0, 4, -4], np.int8), base=0.0, scale=0.5)
    got = choice.judged(judge, np.array([[1, 0], [1, 2], [2, 0]], np.int32))
    assert got == pytest.approx([1 / (1 + np.exp(-2)), 0.5, 1 / (1 + np.exp(2))])


def test_a_cue_without_a_likely_source_or_content_is_none():
    its = Pieces(*(np.array(x) for x in ([0, 0], [SOURCE, CONTENT], [0, 4], [2, 9], [0.25, 0.2])))
    assert choice.chosen(its, its.chance, 1) == [None]


def test_of_the_variants_of_a_cue_the_judge_takes_the_best():
    first, last, cue = np.array([2, 2, 3, 7, 9]), np.array([4, 5, 5, 8, 10]), np.array([0, 0, 0, 1, 2])
    its = CuePieces(first, last, np.array([0.3, 0.2, 0.1, 0.05, 0.4]), cue)
    judged = likely(its)
    assert list(zip(judged.first, judged.last, judged.cue, strict=True)) == [
        (2, 4, 0),
        (2, 5, 0),
        (3, 5, 0),
        (9, 10, 1),
    ]
    assert choice.variants(judged, np.array([0.2, 0.7, 0.1, 0.1])).tolist() == [1]
    assert word_chances(10, its) == pytest.approx([0, 0, 0.6, 0.6, 0.6, 0, 0, 0.05, 0, 0.4])
