"""Interest: a side that speaks in its own favour, or against it. Told in the grade's reasons, never counted."""

from collections.abc import Iterator, Sequence

from firsthand.model import CellReading, Incident, Origin, Party
from firsthand.reference.interests import Interest
from firsthand.resolve.names import folded

ARMED = frozenset({"state-forces", "rebel-group", "militia", "coalition", "government"})


def reasons(incident: Incident, rules: Sequence[Interest]) -> Iterator[str]:
    """For each origin that is itself a side, the first rule that fits; nothing where sides are unknown."""
    sides = {"actor": _parties(incident, "actor"), "recipient": _parties(incident, "recipient")}
    for origin in incident.origins:
        found = next((r for r in rules if _fits(r, origin, incident, sides)), None)
        if found is not None:
            yield f"{origin.name} {found.words}"


def _fits(rule: Interest, origin: Origin, incident: Incident, sides: dict[str, list[Party]]) -> bool:
    opposite = sides["recipient" if rule.speaker == "actor" else "actor"]
    if not any(_is(origin, p) for p in sides[rule.speaker]) or any(_is(origin, p) for p in opposite):
        return False
    told = {r.stance for r in incident.cells.get("type", ()) if r.origin == origin.id}
    if rule.stance not in told:
        return False
    if rule.other == "any":
        return True
    kinds = {p.kind for p in opposite}
    return bool(kinds & ARMED) if rule.other == "armed" else kinds == {"civilians"}


def _is(origin: Origin, party: Party) -> bool:
    return party.kind in ARMED and folded(party.name) == folded(origin.name)


def _parties(incident: Incident, cell: str) -> list[Party]:
    return [r.value for r in incident.cells.get(cell, ()) if isinstance(r, CellReading) and isinstance(r.value, Party)]
