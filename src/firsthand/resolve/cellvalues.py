"""The cells of one claim: which it has, what is read in each, and the claim with another value put in."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any, get_args

from firsthand.model import Claim, Count, Event, Party, Text, Toll, Value, When, Where
from firsthand.model.reading import TollKind
from firsthand.reference import acled

TOLLS: tuple[str, ...] = get_args(TollKind)


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell as a person names it: how it is read out of a claim and put into one."""

    read: Callable[[Any], Value]
    put: Callable[[Any, Any], Claim]


def cells_of(claim: Claim) -> Mapping[str, Cell]:
    """The cells that a claim of this kind has, by name."""
    return CELLS[claim.kind]


def read_value(claim: Claim, cell: str) -> Value:
    """What a claim says in a cell. Raises KeyError where it has no such cell."""
    return CELLS[claim.kind][cell].read(claim)


def put(claim: Claim, cell: str, value: Value) -> Claim:
    """The claim with `value` in `cell`, which the caller has checked. Raises KeyError where it has no such cell."""
    return CELLS[claim.kind][cell].put(claim, value)


def essence(value: Value) -> object:
    """What makes two values of a cell one: not where they stand in the text, nor how they are worded there."""
    match value:
        case When():
            return value.start, value.end
        case Where():
            return value.geonameid or (value.name, value.country, value.lat, value.lon)
        case Count():
            return value.low, value.best, value.high
        case Party():
            return value.id or value.name.casefold()
        case Text():
            return value.text.casefold()
        case None | str():
            return value
        case _:
            return tuple(_part(v) for v in value)


def _part(value: Party | Toll | str | None) -> object:
    return (value.of, essence(value.count)) if isinstance(value, Toll) else essence(value)


def _field(name: str) -> Cell:
    def read(claim: Any) -> Value:
        return getattr(claim, name)

    def write(claim: Any, value: Any) -> Claim:
        return replace(claim, **{name: value})

    return Cell(read, write)


def _toll(kind: str) -> Cell:
    """All counts of one kind together: a correction says how many there were in all, as far as this claim tells."""

    def read(claim: Event) -> Value:
        return tuple(t for t in claim.counts if t.of == kind)

    def write(claim: Event, value: tuple[Toll, ...]) -> Claim:
        order = {k: n for n, k in enumerate(TOLLS)}
        others = [t for t in claim.counts if t.of != kind]
        at = next((n for n, t in enumerate(claim.counts) if t.of == kind), None)
        if at is None:
            at = sum(order[t.of] < order[kind] for t in others)
        return replace(claim, counts=(*others[:at], *value, *others[at:]))

    return Cell(read, write)


def _read_type(claim: Event) -> Value:
    return f"{claim.type}/{claim.mode}" if claim.mode is not None else claim.type


def _put_type(claim: Event, value: str) -> Claim:
    """ "ASSAULT/aerial": type and mode, and the ACLED sub-event that follows from them."""
    code, _, mode = value.partition("/")
    return recoded(replace(claim, type=code, mode=mode or None))


def recoded(claim: Event) -> Event:
    """The claim with the ACLED sub-event that type, mode and parties lead to; none where no rule gives one."""
    sides = [tuple(p.kind for p in side) for side in (claim.actor, claim.recipient)]
    happening = acled.Happening(claim.type, claim.mode, None, None, *sides, weapon=claim.weapon is not None)
    return replace(claim, acled=acled.crosswalk(happening))


def _put_news(claim: Event, value: str) -> Claim:
    """ "no": told as history, habit or a running total, as the claim's own word stands for."""
    return replace(claim, background=() if value == "yes" else claim.background or (claim.trigger,))


def _put_source(claim: Any, value: tuple[str | None, ...]) -> Claim:
    """Another chain: the attribution that the old one came from no longer says who said it."""
    return replace(claim, chain=value, attribution=None)


SOURCE = Cell(lambda claim: claim.chain, _put_source)
EVENT: Mapping[str, Cell] = {
    "type": Cell(_read_type, _put_type),
    **{name: _field(name) for name in ("acled", "when", "where", "actor", "recipient", "weapon", "stance")},
    "source": SOURCE,
    "news": Cell(lambda claim: "no" if claim.background else "yes", _put_news),
    **{kind: _toll(kind) for kind in TOLLS},
}
MEASURE: Mapping[str, Cell] = {
    "type": _field("of"),
    **{name: _field(name) for name in ("who", "count", "where", "when", "stance")},
    "source": SOURCE,
}
ITEM: Mapping[str, Cell] = {
    "type": _field("item"),
    **{name: _field(name) for name in ("producer", "dated", "made")},
    "source": SOURCE,
}
CELLS: Mapping[str, Mapping[str, Cell]] = {"event": EVENT, "measure": MEASURE, "item": ITEM}
