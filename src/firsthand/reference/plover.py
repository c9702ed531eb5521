"""PLOVER's event types and modes with their scores (data/plover.toml)."""

from dataclasses import dataclass
from functools import cache

from firsthand.reference import shipped


@dataclass(frozen=True, slots=True)
class Mode:
    """A finer kind within a type; a `score` of `None` means that of its type."""

    means: str
    score: float | None = None


@dataclass(frozen=True, slots=True)
class EventType:
    """One of PLOVER's event types: its quad class, its score (-10 conflict to +10 cooperation) and its modes."""

    code: str
    quad: str
    quad_code: int
    score: float | None
    means: str
    modes: dict[str, Mode]


@cache
def types() -> dict[str, EventType]:
    """All event types by code."""
    return {code: _event_type(code, row) for code, row in shipped.toml("plover.toml").items()}


def event_type(code: str) -> EventType | None:
    """The type of that code, `None` where PLOVER has none."""
    return types().get(code)


def intensity(code: str, mode: str | None) -> float | None:
    """PLOVER's score of the mode, else of the type; `None` where the manual gives none."""
    found = event_type(code)
    if found is None:
        return None
    finer = found.modes.get(mode or "")
    return finer.score if finer and finer.score is not None else found.score


def words(code: str, mode: str | None) -> str:
    """What a coder would call the mode, else the type (data/plover_words.toml); the code where neither has a name."""
    named = _words()
    return named.get(f"{code} {mode}") or named.get(code) or code


def coded(code: str, mode: str | None) -> str:
    """The same with PLOVER's own names behind it, as people who correct it must give them: "Curfew (COERCE/curfew)"."""
    return f"{words(code, mode)} ({code}/{mode})" if mode else f"{words(code, None)} ({code})"


@cache
def _words() -> dict[str, str]:
    return shipped.toml("plover_words.toml")


def _event_type(code: str, row: dict) -> EventType:
    modes = {name: Mode(m["means"], m.get("score")) for name, m in row.get("modes", {}).items()}
    return EventType(code, row["quad"], row["quad_code"], row.get("score"), row["means"], modes)
