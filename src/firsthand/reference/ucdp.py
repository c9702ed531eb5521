"""UCDP's type of violence, from who fought whom. Source: the UCDP GED codebook."""

from collections.abc import Iterable

STATE = frozenset({"state-forces", "government", "coalition"})
ARMED = STATE | {"rebel-group", "militia", "intergovernmental"}
CIVIL = frozenset({"civilians", "person", "media", "ngo"})


def type_of_violence(actors: Iterable[str], recipients: Iterable[str]) -> int | None:
    """1 state-based, 2 non-state, 3 one-sided; `None` where the kinds of the parties do not settle it."""
    a, b = set(actors), set(recipients)
    if a & ARMED and b and b <= CIVIL:
        return 3
    sides = (a | b) & ARMED
    if not (a & ARMED and (b & ARMED or (not b and len(sides) > 1))):
        return None
    return 1 if sides & STATE else 2
