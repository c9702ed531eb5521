"""What people said of single claims and of their sorting, applied to what was read, before incidents are put together.

An act finds its claim by the id. Where a better reading has no such claim any more, it finds the one of the same kind
and type in the same document whose words overlap those that the person saw, if there is just one such; else the act is
lost and waits in the review queue. Of two corrections of one cell the later one counts.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from firsthand.model import Anchor, Claim, Corrected, Correction, Decision, Incident, Read, Rejection
from firsthand.resolve.cellvalues import put, read_value
from firsthand.resolve.origins import anchor

Act = Decision | Correction | Rejection


@dataclass(frozen=True, slots=True)
class Acts:
    """What people decided and did not withdraw."""

    decisions: tuple[Decision, ...] = ()
    corrections: tuple[Correction, ...] = ()
    rejections: tuple[Rejection, ...] = ()


@dataclass(frozen=True, slots=True)
class Lost:
    """An act and those of its claims that no reading of today has."""

    act: Act
    anchors: tuple[Anchor, ...]


@dataclass(frozen=True, slots=True)
class Settled:
    """Readings as people corrected them, and decisions in terms of the claims of today.

    `corrected` and `rejected` are by claim; `overruled` are corrections of a cell that a later one replaced.
    """

    reads: tuple[Read, ...]
    decisions: tuple[Decision, ...] = ()
    corrected: Mapping[str, tuple[Corrected, ...]] = field(default_factory=dict[str, tuple[Corrected, ...]])
    rejected: Mapping[str, tuple[Rejection, Claim]] = field(default_factory=dict[str, tuple[Rejection, Claim]])
    overruled: tuple[Correction, ...] = ()
    lost: tuple[Lost, ...] = ()
    acts: Acts = field(default_factory=Acts)


def settle(reads: Iterable[Read], acts: Acts) -> Settled:
    """Apply people's acts to readings: cells corrected, rejected claims left out, decisions bound to today's claims."""
    reads = tuple(reads)
    bound = bind(acts, reads)
    rejected = {c: r for r in sorted(acts.rejections, key=_order) if (c := bound.of(r.anchor)) is not None}
    standing, overruled = _newest(acts.corrections, bound)
    made = [_settled(r, standing, rejected) for r in reads] if standing or rejected else []
    return Settled(
        tuple(m.read for m in made) or reads,
        tuple(_rebound(d, bound) for d in acts.decisions),
        {c.claim: tuple(x for x in m.corrected if x.claim == c.claim) for m in made for c in m.corrected},
        {c: (rejected[c], claim) for m in made for c, claim in m.rejected.items()},
        overruled,
        tuple(_lost(acts, bound)),
        acts,
    )


def marked(incidents: Iterable[Incident], settled: Settled) -> tuple[Incident, ...]:
    """Incidents that say which of their cells people corrected, in the order of the claims."""
    if not settled.corrected:
        return tuple(incidents)
    return tuple(_marked(i, settled.corrected) for i in incidents)


def _marked(incident: Incident, corrected: Mapping[str, tuple[Corrected, ...]]) -> Incident:
    found = tuple(x for c in incident.claims for x in corrected.get(c, ()))
    return replace(incident, corrections=found) if found else incident


@dataclass(frozen=True, slots=True)
class Bound:
    """The claim of today (by id) that each anchor stands for; `None` where there is none."""

    claims: Mapping[Anchor, str | None]
    known: frozenset[str] | None  # all ids, where a decision without anchors asks for them

    def of(self, anchor: Anchor) -> str | None:
        return self.claims.get(anchor)


def bind(acts: Acts, reads: Sequence[Read]) -> Bound:
    """Find the claims that acts are about."""
    wanted: dict[str, dict[Anchor, frozenset[str]]] = defaultdict(dict)
    for act in (*acts.decisions, *acts.corrections, *acts.rejections):
        for one in anchors(act):
            types = wanted[one.document].get(one, frozenset({one.type}))
            wanted[one.document][one] = types | _corrected_types(act)
    found: dict[Anchor, str | None] = dict.fromkeys(a for named in wanted.values() for a in named)
    for read in reads if wanted else ():
        claims = read.claims if read.document.id in wanted else ()
        found |= {a: _bound(a, types, claims) for a, types in wanted.get(read.document.id, {}).items() if claims}
    bare = any(not d.anchors for d in acts.decisions)
    return Bound(found, frozenset(c.id for r in reads for c in r.claims) if bare else None)


def anchors(act: Act) -> tuple[Anchor, ...]:
    """The claims that an act is about, as they stood when the person saw them."""
    return act.anchors if isinstance(act, Decision) else (act.anchor,)


def claim_type(claim: Claim) -> str:
    """An event's type, a measure's kind, an item's kind."""
    return claim.type if claim.kind == "event" else claim.of if claim.kind == "measure" else claim.item


def _corrected_types(act: Act) -> frozenset[str]:
    """A better reading may say by itself what a person corrected a type to."""
    right = act.value if isinstance(act, Correction) and act.cell == "type" else None
    return frozenset({right.partition("/")[0]}) if isinstance(right, str) else frozenset()


def _bound(one: Anchor, types: frozenset[str], claims: Sequence[Claim]) -> str | None:
    if any(c.id == one.claim for c in claims):
        return one.claim
    alike = [c for c in claims if c.kind == one.kind and claim_type(c) in types and anchor(c).overlaps(one.span)]
    return alike[0].id if len(alike) == 1 else None


def _order(act: Act) -> tuple[str, str]:
    return act.at, act.id


def _newest(
    corrections: Iterable[Correction], bound: Bound
) -> tuple[dict[str, dict[str, Correction]], tuple[Correction, ...]]:
    """By claim and cell the correction that counts, and those that later ones replaced."""
    standing: dict[str, dict[str, Correction]] = defaultdict(dict)
    overruled: list[Correction] = []
    for made in sorted(corrections, key=_order):
        claim = bound.of(made.anchor)
        if claim is None:
            continue
        if made.cell in standing[claim]:
            overruled.append(standing[claim].pop(made.cell))
        standing[claim][made.cell] = made
    return standing, tuple(overruled)


@dataclass(frozen=True, slots=True)
class _Read:
    """One document as people corrected it."""

    read: Read
    corrected: tuple[Corrected, ...] = ()
    rejected: Mapping[str, Claim] = field(default_factory=dict[str, Claim])


def _settled(read: Read, standing: Mapping[str, Mapping[str, Correction]], rejected: Mapping[str, Rejection]) -> _Read:
    if not any(c.id in standing or c.id in rejected for c in read.claims):
        return _Read(read)
    claims: list[Claim] = []
    done: list[Corrected] = []
    for claim in (c for c in read.claims if c.id not in rejected):
        right, told = corrected(claim, standing.get(claim.id, {}).values())
        claims.append(right)
        done += told
    gone = {c.id: c for c in read.claims if c.id in rejected}
    return _Read(replace(read, claims=tuple(claims)), tuple(done), gone)


def corrected(claim: Claim, corrections: Iterable[Correction]) -> tuple[Claim, list[Corrected]]:
    """A claim with its cells corrected, the type first (a sub-event follows from it), and what was read in each."""
    done: list[Corrected] = []
    right = claim
    for c in sorted(corrections, key=lambda c: (c.cell != "type", c.cell)):
        was = read_value(claim, c.cell)
        right = put(right, c.cell, c.value)
        done.append(Corrected(c.id, claim.id, c.cell, c.by, c.at, c.value, was, c.span, c.note))
    return right, done


def _rebound(decision: Decision, bound: Bound) -> Decision:
    """The decision in the ids of today; a claim that two of its groups would now share stands in neither."""
    moved = {a.claim: bound.of(a) for a in decision.anchors}
    if all(old == new for old, new in moved.items()):
        return decision
    groups = [{moved.get(c, c) or c for c in g} for g in decision.groups]
    twice = {c for n, g in enumerate(groups) for other in groups[:n] for c in g & other}
    kept = (tuple(dict.fromkeys(moved.get(c, c) or c for c in g)) for g in decision.groups)
    return replace(decision, groups=tuple(tuple(c for c in g if c not in twice) for g in kept))


def _lost(acts: Acts, bound: Bound) -> Iterator[Lost]:
    for act in (*acts.decisions, *acts.corrections, *acts.rejections):
        gone = tuple(a for a in anchors(act) if bound.of(a) is None)
        if gone or (bound.known is not None and isinstance(act, Decision) and _bare(act, bound.known)):
            yield Lost(act, gone)


def _bare(decision: Decision, known: frozenset[str]) -> bool:
    return not decision.anchors and any(c not in known for g in decision.groups for c in g)
