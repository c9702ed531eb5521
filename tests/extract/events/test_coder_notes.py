"""ACLED's sub-event of the first event in notes as coders write them (coder_notes.txt, all texts our own)."""

from pathlib import Path

import pytest

from firsthand.model import Block, Document, Span
from firsthand.reference import acled

FLOOR = 0.97


def _notes():
    name = ""
    for line in (Path(__file__).parent / "coder_notes.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith("## "):
            name = line[3:]
        elif line and not line.startswith("#"):
            yield name, line


NOTES = list(_notes())


@pytest.fixture(scope="module")
def read(events_of):
    documents = [
        Document(f"sha256:{n}", note, None, None, None, "en", None, (Block(Span(0, len(note)), "paragraph"),))
        for n, (_, note) in enumerate(NOTES)
    ]
    return dict(zip((note for _, note in NOTES), events_of(documents), strict=True))


def test_a_notes_first_event_has_its_sub_event(read):
    wrong = [(name, note) for name, note in NOTES if [e.acled for e in read[note]][:1] != [name]]
    assert 1 - len(wrong) / len(NOTES) >= FLOOR, wrong


def test_the_notes_know_all_sub_events_but_the_rest():
    assert {name for name, _ in NOTES} == acled.sub_events().keys() - {"Other"}
