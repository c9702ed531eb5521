"""How a person names what an act is about: incidents and claims by the first characters of their ids."""

from bisect import bisect_left
from collections.abc import Sequence
from functools import cached_property
from itertools import takewhile

from firsthand.model import Anchor, Claim, Incident, Read
from firsthand.resolve.corrections import claim_type
from firsthand.workspace.views import KeptView, NotFoundError, View
from firsthand.workspace.words import anchor

SHOWN = 5  # ids that a message lists


class ActError(ValueError):
    """What a person gave is no act that can be recorded; the message says why, and what would be."""


Hit = tuple[Claim, Read, Incident | None]


class Names:
    """The incidents and claims of a view by the first characters of their ids. "claim:ID" is the claim alone."""

    def __init__(self, view: View) -> None:
        self.view = view

    def incident(self, named: str) -> Incident | None:
        """The incident whose id starts so; `None` where a claim or nothing is meant. Raises NotFoundError."""
        if named.startswith("claim:"):
            return None
        prefix = named.removeprefix("incident:")
        found = self._only(named, prefix)
        owner = found[2] if isinstance(found, tuple) else None
        if owner is not None and owner.id.startswith(prefix):
            return owner
        if named.startswith("incident:"):
            raise NotFoundError(f"no incident has the id {prefix}: `firsthand incidents` lists them")
        return None

    def claim(self, named: str) -> tuple[Claim, Read]:
        """The claim whose id starts so, with what it stands in. Raises NotFoundError."""
        found = self._only(named, named.removeprefix("claim:").removeprefix("incident:"))
        if found is None:
            raise NotFoundError(f"no claim has the id {named}: `firsthand show INCIDENT` lists an incident's claims")
        if isinstance(found, str):
            act, _ = self.view.settled.rejected[found]
            raise NotFoundError(f"{act.by} rejected the claim {found}: `firsthand withdraw {act.id}` brings it back")
        return found[0], found[1]

    def owner(self, claim: str) -> Incident | None:
        """The incident that a claim is part of."""
        return next((i for _, _, i in self._hits(claim)), None)

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
        return tuple(anchored(*self.claim(c)) for c in claims)

    def _only(self, named: str, prefix: str) -> Hit | str | None:
        """The one claim whose id starts so, or the id of a rejected one. Raises NotFoundError where there are more."""
        hits = {c.id: (c, r, i) for c, r, i in self._hits(prefix)} if prefix else {}
        gone = [c for c in self.view.settled.rejected if prefix and c.startswith(prefix)]
        found = [*hits, *gone]
        if len(found) > 1:
            more = f" and {len(found) - SHOWN} more" if len(found) > SHOWN else ""
            raise NotFoundError(f"{named} may be any of {', '.join(sorted(found)[:SHOWN])}{more}: give more of it")
        return hits.get(found[0], found[0]) if found else None

    def _hits(self, prefix: str) -> Sequence[Hit]:
        if isinstance(self.view, KeptView):
            return self.view.claims_named(prefix)
        first = bisect_left(self._ids, prefix)
        return [self._claims[i] for i in takewhile(lambda i: i.startswith(prefix), self._ids[first:])]

    @cached_property
    def _claims(self) -> dict[str, Hit]:
        owner = {c: i for i in self.view.incidents for c in i.claims}
        return {c.id: (c, r, owner.get(c.id)) for r in self.view.reads.values() for c in r.claims}

    @cached_property
    def _ids(self) -> list[str]:
        return sorted(self._claims)


def anchored(claim: Claim, read: Read) -> Anchor:
    """Where a claim stands in its document."""
    return Anchor(claim.id, read.document.id, anchor(claim), claim.kind, claim_type(claim))
