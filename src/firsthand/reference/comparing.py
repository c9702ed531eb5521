"""How events of other data sets are laid beside ours (data/compare.toml): precisions, likenesses and their weights."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from firsthand.reference import shipped


@dataclass(frozen=True, slots=True)
class Comparing:
    """The table. Reaches are km around a point by the data set's code of precision; none: a point says nothing."""

    days: int
    km: float
    score: float
    widest: int
    weights: Mapping[str, float]
    acled_days: Mapping[str, int]
    acled_reach: Mapping[str, float]
    ucdp_reach: Mapping[str, float]
    ucdp_types: Mapping[str, str]
    related: frozenset[frozenset[str]]
    states: tuple[re.Pattern[str], ...]
    civilians: frozenset[str]
    common: frozenset[str]


@cache
def comparing() -> Comparing:
    """The table, read once."""
    data = shipped.toml("compare.toml")
    return Comparing(
        **data["limits"],
        weights=data["weights"],
        acled_days=data["acled"]["days"],
        acled_reach=data["acled"]["reach"],
        ucdp_reach=data["ucdp"]["reach"],
        ucdp_types=data["ucdp"]["types"],
        related=frozenset(frozenset(pair) for pair in data["related"]["types"]),
        states=tuple(re.compile(p, re.IGNORECASE) for p in data["actors"]["states"]),
        civilians=frozenset(data["actors"]["civilians"]),
        common=frozenset(data["actors"]["common"]),
    )
