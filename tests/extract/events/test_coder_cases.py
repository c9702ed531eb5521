"""Who did what to whom in own sentences: type with actor and recipient, each way round, and nothing beside."""

import re
from dataclasses import replace
from pathlib import Path

import pytest

from firsthand.model import Block, Document, Event, Party, Span, When, text_id

FILE = Path(__file__).with_name("coder_cases.txt")
LINE = re.compile(r"(?P<type>[A-Z]+)\s+(?P<actor>.+) > (?P<recipient>.+)")
PUBLISHED = When("2024-06-12", "2024-06-12", "day", "given")
FLOORS = {"found": 0.9, "wholly right": 0.85}


def cases() -> list[tuple[str, list[re.Match[str]]]]:
    found: list[tuple[str, list[re.Match[str]]]] = []
    for line in FILE.read_text(encoding="utf-8").splitlines():
        if line.startswith("  "):
            event = LINE.fullmatch(line.strip())
            assert event, line
            found[-1][1].append(event)
        elif line.strip() and not line.startswith("#"):
            found.append((line, []))
    return found


@pytest.fixture(scope="module")
def scores(events_of):
    told = cases()
    read = events_of(_document(text) for text, _ in told)
    found: dict[str, list[tuple[bool, str]]] = {"found": [], "wholly right": []}
    for (text, wanted), events in zip(told, read, strict=True):
        stand = [e for e in events if e.stance not in ("denied", "hypothetical")]
        hits = [next((e for e in stand if _is(e, w)), None) for w in wanted]
        found["found"] += [(hit is not None, text) for hit in hits]
        found["wholly right"].append((all(hits) and len(stand) == len(wanted), text))
    return found


@pytest.mark.parametrize("cell", FLOORS)
def test_who_did_what_to_whom(scores, cell):
    wrong = [text for right, text in scores[cell] if not right]
    assert 1 - len(wrong) / len(scores[cell]) >= FLOORS[cell], wrong


def _document(text: str) -> Document:
    empty = Document(text_id(text), text, None, None, None, "en", None, (Block(Span(0, len(text)), "paragraph"),))
    return replace(empty, published=PUBLISHED)


def _is(event: Event, wanted: re.Match[str]) -> bool:
    sides = _are(event.actor, wanted["actor"]) and _are(event.recipient, wanted["recipient"])
    return event.type == wanted["type"] and sides


def _are(side: tuple[Party, ...], wanted: str) -> bool:
    words = [] if wanted == "-" else wanted.lower().split(", ")
    told = [f"{p.text} {p.name}".lower() for p in side]
    return all(any(w in t for t in told) for w in words) and (bool(words) or not side or wanted != "-")
