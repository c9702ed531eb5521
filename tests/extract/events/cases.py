"""Reads cases.txt and held.txt: sentences with the events that a coder reads out of them."""

import re
from dataclasses import dataclass, field
from pathlib import Path

FILES = {"tuned": Path(__file__).with_name("cases.txt"), "held": Path(__file__).with_name("held.txt")}
MARK = re.compile(r"\s(?=[>@~^<{!]|[a-z]+=\d)")
HEAD = re.compile(r"(?P<at>.+?) (?P<type>[A-Z]+(?:\|[A-Z]+)*)(?:/(?P<mode>[\w-]+))?$")
FIELDS = {">": "actor", "<": "recipient", "@": "where", "~": "when", "^": "weapon", "{": "acled", "!": "stance"}


@dataclass(frozen=True)
class Expected:
    """One event: the words that its trigger may stand at, its types, and other values as (field, words)."""

    at: tuple[str, ...]
    types: tuple[str, ...]
    values: tuple[tuple[str, str], ...]


@dataclass
class Case:
    """One sentence with its events, none for a trap."""

    text: str
    events: list[Expected] = field(default_factory=list)


def cases(part: str) -> list[Case]:
    """The cases of a part, those to tune on or those held back, in the order of the file."""
    found: list[Case] = []
    for line in FILES[part].read_text(encoding="utf-8").splitlines():
        if line.startswith("  "):
            found[-1].events.append(_expected(line.strip()))
        elif line.strip() and not line.startswith("#"):
            found.append(Case(line))
    return found


def _expected(line: str) -> Expected:
    head, *rest = MARK.split(line)
    m = HEAD.match(head)
    assert m, line
    values = [("mode", m["mode"])] if m["mode"] else []
    values += [(FIELDS[r[0]], r[1:].strip(" }")) if r[0] in FIELDS else ("toll", r) for r in rest]
    return Expected(tuple(m["at"].split("|")), tuple(m["type"].split("|")), tuple(values))
