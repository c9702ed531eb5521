"""The judge of pieces learns from those of marked texts."""

import numpy as np

from firsthand.extract.attribution.choice import CONTENT, SOURCE, judged
from firsthand.extract.attribution.cuepieces import CuePieces
from firsthand.extract.attribution.pieces import Pieces
from firsthand.train import judge

GOLD: list[judge.Marks] = [{"source": [(0, 2)], "cue": [(2, 3)], "content": [(3, 9)]}]


def pieces(*found: tuple[int, int, int, int]) -> Pieces:
    cue, role, first, last = np.array(found).T
    return Pieces(cue, role, first, last, np.full(len(found), 0.5))


def test_pieces_are_right_where_the_texts_mark_them():
    its = pieces((0, SOURCE, 0, 2), (0, SOURCE, 3, 9), (0, CONTENT, 3, 9), (0, CONTENT, 3, 7))
    assert judge.right(its, [(2, 3)], GOLD, np.zeros(9, bool)).tolist() == [1, 0, 1, 0]


def test_pieces_of_a_cue_that_is_none_are_wrong_and_passages_left_out_teach_nothing():
    its = pieces((0, CONTENT, 3, 9), (1, CONTENT, 3, 9), (2, CONTENT, 3, 9))
    left_out = np.arange(9) == 1
    assert judge.right(its, [(1, 3), (7, 8), (2, 3)], GOLD, left_out).tolist() == [-1, 0, 1]


def test_variants_of_cues_are_right_with_the_marked_borders_alone():
    its = CuePieces(*map(np.array, ([1, 2, 2, 6], [3, 3, 4, 7], [0.3, 0.3, 0.3, 0.5], [0, 0, 0, 1])))
    assert judge.right_cues(its, GOLD, np.arange(9) == 6).tolist() == [0, 1, 0, -1]


def test_the_judge_learns_what_marks_right_pieces():
    table, label = np.array([[5, 7], [6, 7], [5, 8]], np.int32), np.array([1, 0, 1], np.int8)
    found = judge.train([table] * 40, [label] * 40, judge.Options(drop=0.0, size=8))
    assert (judged(found, table) > 0.5).tolist() == [True, False, True]
    small = judge.packed(found, "judge")
    assert small["judge_rows"].dtype == np.int8
    assert np.abs(small["judge_rows"] * small["judge_scale"] - found.rows).max() <= small["judge_scale"]
