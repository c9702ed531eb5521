"""An incident's cells: every reading with its owner, and the tightest day and place that no reading contradicts."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from firsthand.model import CellReading, Event, Party, TollReading, When, Where
from firsthand.model.reading import Stance
from firsthand.resolve.dates import days
from firsthand.resolve.geometry import RANK, fit
from firsthand.resolve.happenings import Happening
from firsthand.resolve.tolls import STANDS, kinds, readings

Value = When | Where | Party | str
Owner = Mapping[str, str | None]


def cells(claims: Sequence[Happening], owner: Owner) -> dict[str, tuple[TollReading | CellReading, ...]]:
    """Every cell that some claim fills, tolls first, each with all its readings in the order of the claims."""
    found: dict[str, tuple[TollReading | CellReading, ...]] = {k: readings(claims, owner, k) for k in kinds(claims)}
    for name, values in VALUES.items():
        found[name] = _readings(claims, owner, values)
    return {name: told for name, told in found.items() if told}


def tightest_when(claims: Iterable[Happening]) -> When | None:
    """The narrowest interval told of those that every other overlaps; `None` where two exclude each other.

    The day on which one of the wounded died tells none of the happening where another is told.
    """
    dated = [c for c in claims if c.claim.when is not None and _binds(c)]
    own = [c for c in dated if not c.assumed] or dated
    told = [(d, w) for c in own if (w := c.claim.when) is not None and (d := days(w)) is not None]
    if any(not a.overlaps(b) for a, _ in told for b, _ in told):
        return None
    return min(told, key=lambda t: (t[0].width, t[0].first), default=(None, None))[1]


def tightest_where(claims: Iterable[Happening]) -> Where | None:
    """The most precise place told; `None` where two places exclude each other."""
    told = [w for c in claims if (w := c.where) is not None and w.name is not None and _binds(c)]
    kinds = list({(w.geonameid, w.name, w.precision): w for w in told}.values())
    if any(fit(a, b) == "clash" for a in kinds for b in kinds):
        return None
    return min(told, key=lambda w: RANK[w.precision], default=None)


def _binds(claim: Happening) -> bool:
    return claim.claim.stance in STANDS and claim.twin is None


def _readings(
    claims: Sequence[Happening], owner: Owner, values: Callable[[Event], Iterable[Value]]
) -> tuple[CellReading, ...]:
    found: dict[tuple[tuple[object, ...], Stance, str | None], tuple[Value, list[str]]] = {}
    for happening in claims:
        for value in values(happening.claim):
            key = _same(value), happening.claim.stance, owner[happening.id]
            found.setdefault(key, (value, []))[1].append(happening.id)
    return tuple(CellReading(v, stance, origin, tuple(told)) for (_, stance, origin), (v, told) in found.items())


def _same(value: Value) -> tuple[object, ...]:
    """What makes two values one: not where they stand in a text."""
    match value:
        case When():
            return "when", value.start, value.end, value.precision
        case Where():
            return "where", value.geonameid or (value.name or value.text).casefold(), value.precision
        case Party():
            return "party", value.id or value.name, value.kind
        case str():
            return "words", value.casefold()


def _weapon(claim: Event) -> Iterator[Value]:
    if claim.weapon is not None:
        yield claim.weapon.text


def _where(claim: Event) -> Iterator[Value]:
    if claim.where is not None:
        yield claim.where


def _when(claim: Event) -> Iterator[Value]:
    if claim.when is not None:
        yield claim.when


VALUES: Mapping[str, Callable[[Event], Iterable[Value]]] = {
    "actor": lambda claim: claim.actor,
    "recipient": lambda claim: claim.recipient,
    "weapon": _weapon,
    "where": _where,
    "when": _when,
    "type": lambda claim: (claim.type,),
}
