"""The chances of the choices that a log-linear model weighs."""

from collections.abc import Sequence
from math import exp


def shares(scores: Sequence[float]) -> list[float]:
    """The shares of the scores' exponentials: the chance of each choice."""
    most = max(scores, default=0.0)
    parts = [exp(s - most) for s in scores]
    total = sum(parts)
    return [p / total for p in parts]
