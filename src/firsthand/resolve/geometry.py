"""Places: how far apart two are, and whether they can be the same at the precision of each."""

import unicodedata
from functools import lru_cache
from math import asin, cos, radians, sin, sqrt
from typing import Literal

from firsthand.model import Where
from firsthand.model.values import PlacePrecision

Fit = Literal["same", "within", "near", "unknown", "clash"]

# How far from its point a place of each precision may reach, in km; None where a point says nothing.
REACH: dict[PlacePrecision, float | None] = {
    "site": 2,
    "town": 5,
    "district": 40,
    "admin1": 250,
    "country": None,
    "region": None,
    "unknown": None,
}
# From the tightest to the widest.
RANK: dict[PlacePrecision, int] = {
    "site": 0,
    "town": 1,
    "district": 2,
    "admin1": 3,
    "country": 4,
    "region": 5,
    "unknown": 6,
}
STEM = 4  # letters by which "Lebanese" is of Lebanon
NEXT_VILLAGE = 3.0  # km from which two towns of different names are two places
BESIDE = 12.0  # km up to which a town may be told for a village beside it, by another report
PRECISE = frozenset({"site", "town"})


def fit(a: Where | None, b: Where | None) -> Fit:
    """Whether two mentions can be of one place: the same, one within the other or near it, a clash, or nobody knows."""
    if a is None or b is None:
        return "unknown"
    if a.geonameid is not None and a.geonameid == b.geonameid:
        return "same"
    if a.country is not None and b.country is not None and a.country != b.country:
        return "unknown" if _one_name(a, b) else _beside(a, b)
    if a.name is None or b.name is None:
        return "same" if called(a.text) == called(b.text) else "unknown"
    if RANK[a.precision] > RANK[b.precision]:
        a, b = b, a
    found = _fit_tighter(a, b)
    return "within" if found == "clash" and _namesakes(a, b) else found


def _beside(a: Where, b: Where) -> Fit:
    """The fit of two places on the two sides of a border."""
    apart = distance(a, b) if a.precision in PRECISE and b.precision in PRECISE else None
    return "near" if apart is not None and apart <= BESIDE else "clash"


@lru_cache(maxsize=65536)
def called(text: str) -> str:
    """A place's name as names are compared: "the Sokodé" is "sokode"."""
    plain = unicodedata.normalize("NFKD", text.casefold().removeprefix("the "))
    return "".join(c for c in plain if not unicodedata.combining(c))


def _one_name(a: Where, b: Where) -> bool:
    """Whether places of two countries, one a town, are called the same: one of them was taken for its namesake."""
    return called(a.text) == called(b.text) and (a.precision in PRECISE or b.precision in PRECISE)


def _namesakes(tight: Where, wide: Where) -> bool:
    """Whether a town and a district are called the same: the town was taken for its namesake elsewhere."""
    return tight.precision in PRECISE and wide.precision == "district" and called(tight.text) == called(wide.text)


def lacking(where: Where) -> bool:
    """Whether a place is told by a name that the gazetteer lacks: "Ulang", of which it knows the country alone."""
    if where.name is None or where.precision != "country":
        return where.name is None and where.text[:1].isupper()
    known = {w[:STEM] for w in where.name.casefold().split()}
    return where.text[:1].isupper() and not known & {w[:STEM] for w in where.text.casefold().split()}


def _fit_tighter(tight: Where, wide: Where) -> Fit:
    """`tight` is of the same precision as `wide` or of a finer one."""
    if wide.precision == "country":
        return "within" if tight.country == wide.country else "unknown"
    if wide.precision in ("region", "unknown"):
        return "unknown"
    if wide.precision == "admin1" and tight.admin1 is not None and wide.admin1 is not None:
        if tight.admin1 != wide.admin1:
            return "clash"
        return "same" if tight.precision == "admin1" else "within"
    apart, reach = distance(tight, wide), REACH[wide.precision]
    if apart is None or reach is None:
        return "unknown"
    if tight.precision in PRECISE and wide.precision in PRECISE:
        near = NEXT_VILLAGE if tight.precision == wide.precision else reach
        return "within" if apart <= near else "near" if apart <= BESIDE else "clash"
    return "within" if apart <= reach + (REACH[tight.precision] or 0) else "clash"


def distance(a: Where, b: Where) -> float | None:
    """Kilometres between two places along the great circle; `None` where one has no point."""
    if a.lat is None or a.lon is None or b.lat is None or b.lon is None:
        return None
    lat1, lat2 = radians(a.lat), radians(b.lat)
    h = sin((lat2 - lat1) / 2) ** 2 + cos(lat1) * cos(lat2) * sin(radians(b.lon - a.lon) / 2) ** 2
    return 2 * 6371.0 * asin(min(1.0, sqrt(h)))
