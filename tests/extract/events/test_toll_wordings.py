"""Tolls in many wordings: short reports through the pipeline, without the step for who said it."""

from pathlib import Path

import pytest

from firsthand.model import Block, Count, Document, Span, When, text_id

FILE = Path(__file__).with_name("toll_cases.txt")
FLOOR = 0.93  # of reports whose tolls are all right: all of them when this was written


def cases():
    lines = [line for line in FILE.read_text(encoding="utf-8").splitlines() if line and not line.startswith("#")]
    return [(text, set(told.split()) - {"-"}) for text, told in zip(lines[::2], lines[1::2], strict=True)]


def figure(count: Count) -> str:
    low, best, high = ("" if n is None else str(int(n)) for n in (count.low, count.best, count.high))
    if best:
        return best if low == best == high else f"{best}+" if low == best else f"~{best}"
    return f"{low}..{high}"


def document(text: str) -> Document:
    published = When("2026-03-10", "2026-03-10", "day", "given")
    block = Block(Span(0, len(text)), "paragraph")
    return Document(text_id(text), text, None, None, None, "en", published, (block,))


@pytest.fixture(scope="module")
def told(events_of):
    """The tolls of every report, as they are written in the file."""
    read = events_of(document(text) for text, _ in cases())
    return [{f"{t.of}={figure(t.count)}" for e in events for t in e.counts} for events in read]


def test_reports_tell_their_tolls_and_no_other(told):
    wrong = [(text, got) for (text, wanted), got in zip(cases(), told, strict=True) if got != wanted]
    assert len(cases()) >= 80
    assert 1 - len(wrong) / len(cases()) >= FLOOR, wrong
