"""How a person names what an act is about: incidents and claims by the first characters of their ids."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import cached_property

from firsthand.model import Anchor, Claim, Incident, Read
from firsthand.resolve.corrections import claim_type
from firsthand.workspace.views import NotFoundError, View
from firsthand.workspace.words import anchor

SHOWN = 5  # ids that a message lists


class ActError(ValueError):
    """What a person gave is no act that can be recorded; the message says why, and what would be."""


class Names:
    """The incidents and claims of a view by the first characters of their ids. "claim:ID" is the claim alone."""

    def __init__(self, view: View) -> None:
        self.view = view
        self.incidents = {i.id: i for i in view.incidents}
        self.incident_of = {c: i.id for i in view.incidents for c in i.claims}

    @cached_property
    def claims(self) -> dict[str, tuple[Claim, Read]]:
        return {c.id: (c, r) for r in self.view.reads.values() for c in r.claims}

    @cached_property
    def _ids(self) -> list[str]:
        return sorted({*self.claims, *self.view.settled.rejected})

    def incident(self, named: str) -> Incident | None:
        """The incident whose id starts so; `None` where a claim or nothing is meant."""
        if named.startswith("claim:"):
            return None
        found = [*_starting(self._ids, named.removeprefix("incident:"))]
        if len(found) > 1:
            raise _many(named, found)
        if named.startswith("incident:") and not (found and found[0] in self.incidents):
            raise NotFoundError(f"no incident has the id {named[9:]}: `firsthand incidents` lists them")
        return self.incidents.get(found[0]) if found else None

    def claim(self, named: str) -> tuple[Claim, Read]:
        """The claim whose id starts so, with what it stands in. Raises NotFoundError."""
        found = [*_starting(self._ids, named.removeprefix("claim:").removeprefix("incident:"))]
        if not found:
            raise NotFoundError(f"no claim has the id {named}: `firsthand show INCIDENT` lists an incident's claims")
        if len(found) > 1:
            raise _many(named, found)
        if found[0] in self.view.settled.rejected:
            act, _ = self.view.settled.rejected[found[0]]
            raise NotFoundError(f"{act.by} rejected the claim {found[0]}: `firsthand withdraw {act.id}` brings it back")
        return self.claims[found[0]]

    def sorted(self, named: str) -> tuple[str, ...]:
        """The claims that a person means who sorts: all of an incident, or one. Raises NotFoundError."""
        incident = self.incident(named)
        if incident is not None:
            return incident.claims
        claim, _ = self.claim(named)
        if claim.kind != "event":
            raise NotFoundError(f"{claim.id} is a claim of a {claim.kind}: only happenings are sorted into incidents")
        return (claim.id,)

    def anchors(self, claims: Sequence[str]) -> tuple[Anchor, ...]:
        """Where claims stand, for acts to find them again."""
        return tuple(anchored(*self.claims[c]) for c in claims)


def anchored(claim: Claim, read: Read) -> Anchor:
    """Where a claim stands in its document."""
    return Anchor(claim.id, read.document.id, anchor(claim), claim.kind, claim_type(claim))


def _starting(ids: Sequence[str], prefix: str) -> Iterator[str]:
    for i in range(bisect_left(ids, prefix), len(ids)):
        if not prefix or not ids[i].startswith(prefix):
            return
        yield ids[i]


def _many(named: str, found: Sequence[str]) -> NotFoundError:
    more = f" and {len(found) - SHOWN} more" if len(found) > SHOWN else ""
    return NotFoundError(f"{named} may be any of {', '.join(found[:SHOWN])}{more}: give more of it")
