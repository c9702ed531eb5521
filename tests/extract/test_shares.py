"""Chances of the choices that a log-linear model weighs."""

from math import log

import pytest

from firsthand.extract.shares import shares


@pytest.mark.parametrize(
    ("scores", "chances"),
    [
        ([], []),
        ([-5.0], [1.0]),
        ([0.0, log(3)], [0.25, 0.75]),
        ([5000.0, 5000.0], [0.5, 0.5]),  # what no exponential can hold
    ],
)
def test_shares_of_scores(scores, chances):
    assert shares(scores) == pytest.approx(chances)
