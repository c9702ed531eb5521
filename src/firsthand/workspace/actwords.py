"""People's acts in words, the same at the terminal, on a page and in a table's notes."""

from firsthand.model import Corrected, Correction, Count, Decision, Party, Rejection, Text, Toll, Value, When, Where
from firsthand.resolve.corrections import Act
from firsthand.workspace.words import NONE, figure_words, place_words, when_words

SHOWN = 6  # claims of a group that one line names


def cell_words(value: Value) -> str:
    """What a cell says; "–" where it says nothing."""
    match value:
        case When():
            return when_words(value)
        case Where():
            return place_words(value)
        case Count():
            return figure_words(value)
        case Party():
            return value.name
        case Text():
            return value.text
        case str():
            return value
        case None | ():
            return NONE
        case _:
            return "; ".join(_part(v) for v in value)


def _part(value: Party | Toll | str | None) -> str:
    if isinstance(value, Party):
        return value.name
    if isinstance(value, Toll):
        return figure_words(value.count) + (f" {value.who.name}" if value.who else "")
    return value or "unknown"


def corrected_words(made: Corrected) -> str:
    """ "killed 15, read as 14: corrected by ana on 2026-03-04 (a typing error)"."""
    why = f" ({made.note})" if made.note else ""
    if made.value == made.read:
        return f"{made.cell} {cell_words(made.value)}: confirmed by {made.by} on {made.at[:10]}{why}"
    read = cell_words(made.read)
    return f"{made.cell} {cell_words(made.value)}, read as {read}: corrected by {made.by} on {made.at[:10]}{why}"


def act_words(act: Act) -> str:
    """What a person did, without when and by whom."""
    match act:
        case Decision():
            groups = " | ".join(map(_group, act.groups))
            return f"{'same' if len(act.groups) == 1 else 'different'}: {groups}"
        case Correction():
            return f"{act.anchor.claim[:8]} {act.cell}: {cell_words(act.value)}, read as {cell_words(act.read)}"
        case Rejection():
            return f"{act.anchor.claim[:8]} is no claim"


def _group(claims: tuple[str, ...]) -> str:
    more = f" and {len(claims) - SHOWN} more" if len(claims) > SHOWN else ""
    return " ".join(c[:8] for c in claims[:SHOWN]) + more


def signed(act: Act) -> str:
    """What a person did, who and when, and why."""
    why = f" ({act.note})" if act.note else ""
    return f"{act_words(act)}, by {act.by} on {act.at[:10]}{why}"
