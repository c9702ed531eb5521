"""Own sentences through the whole pipeline, scored cell by cell, with a floor under each kind of cell."""

import importlib.util
from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest

from firsthand.model import Block, Document, Event, Span, When, text_id

spec = importlib.util.spec_from_file_location("event_cases", Path(__file__).with_name("cases.py"))
assert spec is not None and spec.loader is not None
event_cases = importlib.util.module_from_spec(spec)
spec.loader.exec_module(event_cases)

PUBLISHED = When("2024-06-12", "2024-06-12", "day", "given")
FLOORS = {
    "found": 0.94,
    "type": 0.97,
    "mode": 0.95,
    "acled": 0.88,
    "actor": 0.88,
    "recipient": 0.9,
    "where": 0.84,
    "when": 0.88,
    "weapon": 0.8,
    "toll": 0.92,
    "no false alarm": 0.95,
}


@pytest.fixture(scope="module")
def scores(model):
    from firsthand.extract import pipeline

    tally: dict[str, Counter[bool]] = {}
    cases = event_cases.cases()
    readings = pipeline.read_many((_document(c.text) for c in cases), model)
    for case, reading in zip(cases, readings, strict=True):
        found = [c for c in reading.claims if isinstance(c, Event)]
        for cell, right in _judged(case, found):
            tally.setdefault(cell, Counter())[right] += 1
    return tally


def test_there_are_enough_cases_of_every_type():
    cases = event_cases.cases()
    types = Counter(e.type for c in cases for e in c.events)
    assert len(cases) >= 180
    assert sum(not c.events for c in cases) >= 45
    assert set(types) >= {"ASSAULT", "COERCE", "MOBILIZE", "RETREAT", "PROTEST", "SANCTION", "THREATEN"}


@pytest.mark.parametrize("cell", FLOORS)
def test_cells_stay_above_their_floors(scores, cell):
    right, wrong = scores[cell][True], scores[cell][False]
    assert right / (right + wrong) >= FLOORS[cell], f"{cell}: {right} right, {wrong} wrong"


def _document(text: str) -> Document:
    blocks = (Block(Span(0, len(text)), "paragraph"),)
    empty = Document(text_id(text), text, None, None, None, "en", None, blocks)
    return replace(empty, published=PUBLISHED)


def _judged(case, found: list[Event]):
    used: set[str] = set()
    for wanted in case.events:
        event = _at(case.text, wanted, found)
        yield "found", event is not None
        if event is not None:
            used.add(event.id)
            yield "type", event.type == wanted.type
            yield from ((cell, _has(event, cell, value)) for cell, value in wanted.values)
    alarms = [e for e in found if e.id not in used and (e.type == "ASSAULT" or not case.events)]
    yield "no false alarm", not alarms


def _at(text: str, wanted, found: list[Event]) -> Event | None:
    spans = [Span(text.find(a), text.find(a) + len(a)) for a in wanted.at if a in text]
    hits = [e for e in found if any(e.trigger.overlaps(s) for s in spans)]
    return next((e for e in hits if e.type == wanted.type), hits[0] if hits else None)


def _has(event: Event, cell: str, value: str) -> bool:
    if cell in ("actor", "recipient"):
        side = event.actor if cell == "actor" else event.recipient
        words = [w.lower() for p in side for w in (p.text, p.name)]
        return any(value.lower() in w or w in value.lower() for w in words)
    if cell == "toll":
        of, figure = value.split("=")
        return any(t.of == of and float(figure) in (t.count.low, t.count.best, t.count.high) for t in event.counts)
    if cell in ("where", "when", "weapon"):
        found = getattr(event, cell)
        return found is not None and value in (found.text or "")
    return getattr(event, cell) == value
