"""Where and when of own reports: each event has what belongs to it, or nothing; floors under both, tuned and held."""

import re
from collections import Counter
from pathlib import Path

import pytest

from firsthand.model import Block, Document, Event, Span, When, text_id

FILE = Path(__file__).with_name("place_time_cases.txt")
PUBLISHED = When("2024-06-12", "2024-06-12", "day", "given")
FLOORS = {("tuned", "where"): 0.9, ("tuned", "when"): 0.9, ("held", "where"): 0.85, ("held", "when"): 0.85}


def cases() -> list[tuple[str, str, list[tuple[str, str, str]]]]:
    """(part, report, [(trigger, where, when)]) in the order of the file."""
    found: list[tuple[str, str, list[tuple[str, str, str]]]] = []
    part = ""
    for line in FILE.read_text(encoding="utf-8").splitlines():
        if line.startswith("## "):
            part = line.removeprefix("## ")
        elif line.startswith("  "):
            trigger, rest = line.strip().split(" @")
            where, when = rest.split(" ~")
            found[-1][2].append((trigger, where, when))
        elif line.strip() and not line.startswith("#"):
            found.append((part, line, []))
    return found


@pytest.fixture(scope="module")
def judged(events_of) -> list[tuple[str, str, bool, str]]:
    """(part, cell, whether right, what was read) of every cell of every event that was found."""
    told = cases()
    read = events_of(_document(text) for _, text, _ in told)
    return [row for case, events in zip(told, read, strict=True) for row in _judged(case, events)]


def test_there_are_enough_cases_of_both_parts():
    parts = Counter(part for part, _, _ in cases())
    assert min(parts["tuned"], parts["held"]) >= 30


@pytest.mark.parametrize(("part", "cell"), FLOORS, ids="-".join)
def test_place_and_time_stay_above_their_floors(judged, part, cell):
    rows = [r for r in judged if r[:2] == (part, cell)]
    wrong = [r[3] for r in rows if not r[2]]
    assert 1 - len(wrong) / len(rows) >= FLOORS[part, cell], wrong


def _document(case: str) -> Document:
    """The report of a case, in which " / " parts its paragraphs."""
    text = case.replace(" / ", "\n\n\n")
    blocks = tuple(Block(Span(m.start(), m.end()), "paragraph") for m in re.finditer(r"[^\n]+", text))
    return Document(text_id(text), text, None, None, None, "en", PUBLISHED, blocks)


def _judged(case, claims):
    part, text, events = case
    found = [c for c in claims if isinstance(c, Event)]
    for trigger, where, when in events:
        spans = [Span(text.rfind(w), text.rfind(w) + len(w)) for w in trigger.split("|")]
        event = next((e for e in found if any(e.trigger.overlaps(s) for s in spans)), None)
        if event is not None:
            yield part, "where", _is(event.where, where), f"{trigger}: {event.where and event.where.text}: {text}"
            yield part, "when", _is(event.when, when), f"{trigger}: {event.when and event.when.text}: {text}"


def _is(value, wanted: str) -> bool:
    read = value.text if value is not None else "-"
    return any(read == w or (w != "-" and w in (read or "")) for w in wanted.split("|"))
