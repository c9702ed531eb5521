"""Disputes: who denies what another origin says, and whose figures exclude each other's."""

from collections.abc import Collection, Iterator, Mapping, Sequence

from firsthand.model import Dispute, Document, Figure
from firsthand.resolve.happenings import Happening
from firsthand.resolve.names import folded, same_name
from firsthand.resolve.origins import Trace
from firsthand.resolve.tolls import STANDS, kinds, last_words

Owner = Mapping[str, str | None]


def disputes(
    claims: Sequence[Happening],
    owner: Owner,
    traces: Mapping[str, Trace],
    documents: Mapping[str, Document],
    superseded: Collection[str],
) -> tuple[Dispute, ...]:
    """Denials, then figures that exclude each other, each pair of origins once for a cell."""
    own = [c for c in claims if traces[c.id].copied is None and c.id not in superseded]
    found: dict[tuple[str, str | None, str | None], Dispute] = {}
    for made in (*_denials(own, owner, traces), *_figures(own, owner, documents)):
        found.setdefault((made.cell, made.by, made.of), made)
    return tuple(found.values())


def _denials(claims: Sequence[Happening], owner: Owner, traces: Mapping[str, Trace]) -> Iterator[Dispute]:
    asserted = [c for c in claims if c.claim.stance in STANDS]
    for denial in claims:
        if denial.claim.stance != "denied":
            continue
        cell, by = _denied_cell(denial, traces[denial.id]), owner[denial.id]
        for claim in asserted:
            if owner[claim.id] not in (by, None):
                yield Dispute(cell, by, owner[claim.id], (denial.id, claim.id))


def _denied_cell(denial: Happening, trace: Trace) -> str:
    """What a denial denies: the toll that it tells, its own part in it, or that it happened at all."""
    if denial.claim.counts:
        return denial.claim.counts[0].of
    speaker = folded(trace.name)
    return "actor" if any(same_name(folded(p.name), speaker) for p in denial.claim.actor) else "type"


def _figures(claims: Sequence[Happening], owner: Owner, documents: Mapping[str, Document]) -> Iterator[Dispute]:
    """Figures of two origins that exclude each other, each origin by what it said last."""
    if len({owner[c.id] for c in claims} - {None}) < 2:
        return
    for kind in kinds(claims):
        told = [t for t in last_words(claims, owner, documents, (), kind) if t.origin is not None]
        for i, later in enumerate(told):
            for earlier in told[:i]:
                if excludes(earlier.figure, later.figure):
                    yield Dispute(kind, later.origin, earlier.origin, (later.claim.id, earlier.claim.id))


def excludes(a: Figure, b: Figure) -> bool:
    """Whether no number is within the bounds of both."""
    return _above(a, b) or _above(b, a)


def _above(a: Figure, b: Figure) -> bool:
    low = a.low if a.low is not None else a.best
    high = b.high if b.high is not None else (b.best if b.low is None else None)
    return low is not None and high is not None and low > high
