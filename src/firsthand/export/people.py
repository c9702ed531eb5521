"""What people corrected, in words short enough for a cell of a table."""

from firsthand.model import Corrected, Count, Incident, Party, Text, Toll, Value, When, Where


def corrections(incident: Incident) -> list[str]:
    """ "killed 7 (ana, 2026-03-04; read as 5)": each corrected cell once, whichever of the claims it is of."""
    return list(dict.fromkeys(map(_words, incident.corrections)))


def _words(made: Corrected) -> str:
    read = "as it was read" if made.value == made.read else f"read as {_value(made.read)}"
    return f"{made.cell} {_value(made.value)} ({made.by}, {made.at[:10]}; {read})"


def _value(value: Value) -> str:
    match value:
        case When():
            return value.start or "?" if value.start == value.end else f"{value.start or '?'}..{value.end or '?'}"
        case Where():
            return value.name or value.text
        case Count():
            return _figure(value)
        case Party():
            return value.name
        case Text():
            return value.text
        case str():
            return value
        case None | ():
            return "none"
        case _:
            return ", ".join(_part(v) for v in value)


def _part(value: Party | Toll | str | None) -> str:
    return _figure(value.count) if isinstance(value, Toll) else value.name if isinstance(value, Party) else value or "?"


def _figure(count: Count) -> str:
    if count.best is not None:
        return f"{count.best:g}"
    return "-".join("?" if bound is None else f"{bound:g}" for bound in (count.low, count.high))
