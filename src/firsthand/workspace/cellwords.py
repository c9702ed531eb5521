"""What a person writes as the value of a cell, checked against types, dates, places, parties and figures.

Every error says what is allowed. A value stands where the person says (`words` or a span of the document), else where
the value stood that it replaces, else at the words that the claim is anchored in.
"""

import re
from calendar import monthrange
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, cast, get_args

from firsthand.model import Claim, Count, Document, Event, Party, PartyKind, Span, Stance, Text, Toll, Value, When
from firsthand.model.reading import MeasureKind, TollKind
from firsthand.model.values import Precision
from firsthand.reference import acled, groups, plover
from firsthand.resolve.cellvalues import TOLLS, cells_of, read_value
from firsthand.workspace import placewords
from firsthand.workspace.naming import ActError
from firsthand.workspace.words import anchor

NONE = frozenset({"none", "unknown", "null", "-"})  # "the text does not tell"
FIGURES = "a figure is 14, 12-16, >=12, <=16, or low/best/high as 12/14/16 with none for an open bound"
DATES = "a date is 2021, 2021-05, 2021-05-03 or two of them as 2021-05-03..2021-05-05"
NUMBER = r"\d[\d,]*(?:\.\d+)?"


@dataclass(frozen=True, slots=True)
class Place:
    """Where a value is from: a span that the person gave, and the words that it falls back on."""

    document: Document
    given: Span | None
    fallback: Span

    @property
    def span(self) -> Span:
        return self.given or self.fallback

    @property
    def text(self) -> str:
        return self.span.of(self.document.text)


@dataclass(frozen=True, slots=True)
class Cell:
    """The cell of a claim that a person corrects, with what the program read there."""

    claim: Claim
    name: str
    read: Value
    place: Place
    gazetteer: Callable[[], Any] = field(repr=False)


def value(cell: Cell, words: str) -> Value:
    """The value that `words` mean in a cell. Raises ActError."""
    return PARSERS[_kind(cell)](cell, words.strip())


def cell_name(claim: Claim, named: str) -> str:
    """A cell by the name that a person gives it. Raises ActError with the names that there are."""
    name = ALIASES.get(named.casefold(), named.casefold())
    known = [*cells_of(claim)] + ["mode"] * (claim.kind == "event")
    if name == "mode" and claim.kind == "event":
        return name
    if name not in cells_of(claim):
        raise ActError(f"{named!r} is no cell of {_a(claim.kind)}: it has {', '.join(known)}")
    return name


def stands_at(claim: Claim, name: str) -> Span:
    """Where the value of a cell stands that a person replaces; else the words of the claim."""
    read = read_value(claim, name)
    first = cast("tuple[Any, ...]", read)[0] if isinstance(read, tuple) and read else read
    span = getattr(first, "count", first) if isinstance(first, Toll) else first
    return getattr(span, "span", None) or anchor(claim)


def _kind(cell: Cell) -> str:
    if cell.name in TOLLS:
        return "toll"
    return f"{cell.claim.kind} type" if cell.name == "type" else KINDS.get(cell.name, cell.name)


def _a(kind: str) -> str:
    return f"an {kind}" if kind[0] in "aeiou" else f"a {kind}"


def _type(cell: Cell, words: str) -> Value:
    """ "ASSAULT" or "ASSAULT/aerial"."""
    code, _, mode = (w.strip() for w in words.replace(" ", "/", 1).partition("/"))
    found = plover.event_type(code.upper())
    if found is None:
        raise ActError(f"{code!r} is no event type: give one of {', '.join(plover.types())}")
    return f"{found.code}/{_mode_of(found, mode)}" if mode else found.code


def _mode(cell: Cell, words: str) -> Value:
    found = plover.event_type(cast("Event", cell.claim).type)
    if found is None or words.casefold() in NONE:
        return cast("Event", cell.claim).type
    return f"{found.code}/{_mode_of(found, words)}"


def _mode_of(found: plover.EventType, mode: str) -> str:
    if mode.casefold() not in found.modes:
        allowed = ", ".join(found.modes) or "no modes"
        raise ActError(f"{mode!r} is no mode of {found.code}: it has {allowed}")
    return mode.casefold()


def _sub_event(cell: Cell, words: str) -> Value:
    if words.casefold() in NONE:
        return None
    return _one_of(words, acled.sub_events(), "sub-event type of ACLED")


def _stance(cell: Cell, words: str) -> Value:
    return _one_of(words, get_args(Stance), "stance")


def _measure_kind(cell: Cell, words: str) -> Value:
    return _one_of(words, get_args(MeasureKind), "kind of measure")


def _one_of(words: str, allowed: Iterable[str], what: str) -> str:
    found = next((a for a in allowed if a.casefold() == words.casefold()), None)
    if found is None:
        raise ActError(f"{words!r} is no {what}: give one of {', '.join(allowed)}")
    return found


def _words(cell: Cell, words: str) -> Value:
    if not words:
        raise ActError(f"{cell.name} needs a word")
    return words


def _when(cell: Cell, words: str) -> Value:
    """A day, month or year, or an interval of two; from the document if the person names the words."""
    if words.casefold() in NONE:
        return None
    first, _, last = words.partition("..")
    start, end = _bounds(first), _bounds(last or first)
    if start[0] > end[1]:
        raise ActError(f"{words!r} ends before it begins: {DATES}")
    precision = cast("Precision", end[2] if start[2] == end[2] else "day")
    if cell.place.given is None:
        return When(start[0], end[1], precision, "given")
    return When(start[0], end[1], precision, "explicit", cell.place.text, cell.place.given)


def _bounds(words: str) -> tuple[str, str, str]:
    """The first and last day of a day, month or year, and which of them it is."""
    shape = re.fullmatch(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?", words.strip())
    try:
        if shape is None:
            raise ValueError
        year, month, day = (int(g) if g else None for g in shape.groups())
        assert year is not None
        first = date(year, month or 1, day or 1)
        last = date(year, month or 12, day or monthrange(year, month or 12)[1])
    except ValueError:
        raise ActError(f"{words!r} is no date: {DATES}") from None
    return first.isoformat(), last.isoformat(), "day" if day else "month" if month else "year"


def _where(cell: Cell, words: str) -> Value:
    if words.casefold() in NONE:
        return None
    try:
        return placewords.where(words, cell.place.text, cell.place.span, cell.gazetteer)
    except LookupError as e:
        raise ActError(str(e)) from None


def _toll(cell: Cell, words: str) -> Value:
    """How many there were in all; of whom, where the program read that of one party."""
    if words.casefold() in NONE:
        return ()
    read = cast("tuple[Toll, ...]", cell.read)
    who = read[0].who if len({t.who.name if t.who else None for t in read}) == 1 else None
    unit = read[0].count.unit if read else None
    return (Toll(cast("TollKind", cell.name), who, _count(cell, words, unit)),)


def _size(cell: Cell, words: str) -> Value:
    """A measure's size in the unit that was read; converted units no longer hold."""
    read = cast("Count", cell.read)
    return _count(cell, words, read.unit)


def _count(cell: Cell, words: str, unit: str | None) -> Count:
    low, best, high = _figure(words)
    exact = best is not None and low == best == high
    return Count(low, best, high, cell.place.text, cell.place.span, unit, exact)


def _figure(words: str) -> tuple[float | None, float | None, float | None]:
    plain = words.replace("–", "-").replace("≥", ">=").replace("≤", "<=").replace(" ", "").casefold()
    if re.fullmatch(NUMBER, plain):
        return _number(plain), _number(plain), _number(plain)
    if m := re.fullmatch(rf">=({NUMBER})|({NUMBER})\+", plain):
        return _number(m[1] or m[2]), None, None
    if m := re.fullmatch(rf"<=({NUMBER})", plain):
        return None, None, _number(m[1])
    if m := re.fullmatch(rf"({NUMBER})-({NUMBER})", plain):
        return _ordered(words, _number(m[1]), None, _number(m[2]))
    if m := re.fullmatch(rf"({NUMBER}|none|)/({NUMBER}|none|)/({NUMBER}|none|)", plain):
        return _ordered(words, *(None if g in ("", "none") else _number(g) for g in m.groups()))
    raise ActError(f"{words!r} is no figure: {FIGURES}")


def _number(words: str) -> float:
    found = float(words.replace(",", ""))
    return int(found) if found.is_integer() else found


def _ordered(
    words: str, low: float | None, best: float | None, high: float | None
) -> tuple[float | None, float | None, float | None]:
    told = [v for v in (low, best, high) if v is not None]
    if not told or told != sorted(told):
        raise ActError(f"{words!r} is no figure, its bounds are not in order: {FIGURES}")
    return low, best, high


def _parties(cell: Cell, words: str) -> Value:
    """Parties between semicolons, each a name of the dictionary or "Name [kind]"."""
    if words.casefold() in NONE:
        return ()
    return tuple(_party(cell, w.strip()) for w in words.split(";") if w.strip())


def _one_party(cell: Cell, words: str) -> Value:
    return None if words.casefold() in NONE else _party(cell, words)


def _party(cell: Cell, words: str) -> Party:
    name, _, kind = (w.strip() for w in words.rstrip("]").partition("["))
    known = groups.by_id(name) or groups.find(name)
    if known is not None and not kind:
        return Party(cell.place.text, cell.place.span, known.name, known.kind, known.id)
    if kind not in get_args(PartyKind):
        kinds = ", ".join(get_args(PartyKind))
        raise ActError(f"{name!r} is not in the dictionary of groups: give it as “{name} [kind]”, of {kinds}")
    return Party(cell.place.text, cell.place.span, name, cast("PartyKind", kind))


def _weapon(cell: Cell, words: str) -> Value:
    """A weapon is words of the document."""
    if words.casefold() in NONE:
        return None
    if cell.place.given is None:
        raise ActError("a weapon is words of the document: give them with --words or --span")
    return Text(cell.place.text, cell.place.given)


def _source(cell: Cell, words: str) -> Value:
    """ "Karim Haddad > Reuters": from the origin outwards; "outlet" where the outlet says it in its own voice."""
    if words.casefold() == "outlet":
        return ()
    names = [w.strip() for w in words.replace("→", ">").split(">")]
    if not all(names):
        raise ActError("a source is a name, or names from the origin outwards as A > B; unknown; or outlet")
    return tuple(None if n.casefold() in NONE else n for n in names)


ALIASES: Mapping[str, str] = {
    "chain": "source",
    "size": "count",
    "by": "actor",
    "against": "recipient",
}
KINDS: Mapping[str, str] = {"recipient": "actor", "dated": "when", "made": "when"}
PARSERS: Mapping[str, Callable[[Cell, str], Value]] = {
    "event type": _type,
    "measure type": _measure_kind,
    "item type": _words,
    "mode": _mode,
    "acled": _sub_event,
    "when": _when,
    "where": _where,
    "actor": _parties,
    "who": _one_party,
    "producer": _one_party,
    "weapon": _weapon,
    "stance": _stance,
    "news": lambda _, words: _one_of(words, ("yes", "no"), "yes or no"),
    "source": _source,
    "toll": _toll,
    "count": _size,
}
