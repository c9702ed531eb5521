"""The last step: every claim gets the attribution that it stands in, with chain and stance; each once."""

from collections.abc import Mapping
from dataclasses import replace

from firsthand.model import Attribution, Claim, Document, Event, Measure, Span, Stance, When

Stances = Mapping[str, tuple[Stance, tuple[Span, ...]]]


def claims(
    document: Document, claims: tuple[Claim, ...], attributions: tuple[Attribution, ...], stances: Stances
) -> tuple[Claim, ...]:
    """The document's claims, bound to whose words they are; what shares kind, anchor and sides is one."""
    depths = _depths(attributions)
    found: dict[tuple[object, ...], Claim] = {}
    for claim in sorted(claims, key=lambda c: (anchor(c), c.kind)):
        found.setdefault(_key(claim), _with_stance(_bound(claim, attributions, depths), stances))
    return tuple(found.values())


def _key(claim: Claim) -> tuple[object, ...]:
    """What two claims of one document must not share: kind and anchor, and an event's sides."""
    sides = [p.name for p in (*claim.actor, *claim.recipient)] if isinstance(claim, Event) else ()
    return claim.kind, anchor(claim), *sides


def anchor(claim: Claim) -> Span:
    """Where a claim stands: an event's trigger, a measure's figure, an item's mention."""
    if isinstance(claim, Event):
        return claim.trigger
    return claim.count.span if isinstance(claim, Measure) else claim.span


def _bound(claim: Claim, attributions: tuple[Attribution, ...], depths: Mapping[str, int]) -> Claim:
    """The claim within the innermost attribution whose content holds its anchor."""
    at = anchor(claim)
    holding = [(depths[a.id], -len(piece), a) for a in attributions for piece in a.content if piece.contains(at)]
    if not holding and isinstance(claim, Event) and claim.counts and claim.type == "ASSAULT":  # "counted five bodies"
        holding = [(depths[a.id], -len(cue), a) for a in attributions for cue in a.cue if cue.contains(at)]
    if not holding:
        return claim
    said = max(holding, key=lambda h: (h[0], h[1], h[2].content))[2]
    bound = replace(claim, attribution=said.id, chain=said.chain)
    if isinstance(bound, Measure) and bound.when is None and said.said is not None:
        return replace(bound, when=_when_said(said.said))
    return bound


def _when_said(said: When) -> When:
    """A size told in the present tense holds when it was told."""
    return replace(said, basis="inferred", evidence=(said.span,) if said.span else said.evidence)


def _with_stance(claim: Claim, stances: Stances) -> Claim:
    known = isinstance(claim, Event) and claim.stance != "asserted"
    if not known and isinstance(claim, (Event, Measure)) and claim.id in stances:
        stance, cue = stances[claim.id]
        return replace(claim, stance=stance, stance_cue=cue)
    return claim


def _depths(attributions: tuple[Attribution, ...]) -> dict[str, int]:
    """How many attributions each stands within."""
    within = {a.id: a.within for a in attributions}
    return {a.id: _depth(a.id, within) for a in attributions}


def _depth(name: str, within: Mapping[str, str | None]) -> int:
    depth, seen, current = 0, {name}, within.get(name)
    while current is not None and current not in seen:
        seen.add(current)
        depth, current = depth + 1, within.get(current)
    return depth
