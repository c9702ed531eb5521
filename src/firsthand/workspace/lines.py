"""Many acts at once: JSON Lines, all of them checked against the ledger as it stands before any is recorded."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, cast

from firsthand.workspace.decisions import Desk, Made, make
from firsthand.workspace.naming import ActError
from firsthand.workspace.views import NotFoundError


@dataclass(frozen=True, slots=True)
class Wrong:
    """A line that is no act, and why."""

    number: int
    message: str


def read(desk: Desk, lines: Iterable[str]) -> tuple[list[tuple[int, Made]], list[Wrong]]:
    """The acts of lines, each with its line's number, and the lines that are wrong. Empty lines are passed over."""
    made: list[tuple[int, Made]] = []
    wrong: list[Wrong] = []
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            made += [(number, act) for act in make(desk, _object(line))]
        except (ActError, NotFoundError) as e:
            wrong.append(Wrong(number, str(e)))
    return made, wrong


def _object(line: str) -> dict[str, Any]:
    try:
        found = json.loads(line)
    except json.JSONDecodeError as e:
        raise ActError(f"it is no JSON: {e.msg} at character {e.pos + 1}") from None
    if not isinstance(found, dict):
        raise ActError('it is no JSON object, like {"same": ["3f2a", "77c1"]}')
    return cast("dict[str, Any]", found)
