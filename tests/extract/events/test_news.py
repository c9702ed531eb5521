"""Passages of news of our own, each with what a coder reads out of one of its words; all of it must be read."""

import re
from pathlib import Path

import pytest

from firsthand.extract import pipeline
from firsthand.ingest import blocks
from firsthand.model import Document, Event, When

FILE = Path(__file__).with_name("news.txt")
PUBLISHED = When("2025-09-15", "2025-09-15", "day", "given")


def passages() -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for line in FILE.read_text(encoding="utf-8").splitlines():
        if line.startswith("  "):
            found[list(found)[-1]].append(line.strip())
        elif line and not line.startswith("#"):
            found[line.replace("\\n", "\n")] = []
    return found


PASSAGES = passages()


@pytest.fixture(scope="module")
def told(model):
    documents = [
        Document(f"sha256:{n:064d}", text, None, None, None, "en", PUBLISHED, blocks.split(text))
        for n, text in enumerate(PASSAGES)
    ]
    readings = pipeline.read_many(documents, model)
    return {text: [c for c in r.claims if isinstance(c, Event)] for text, r in zip(PASSAGES, readings, strict=True)}


@pytest.mark.parametrize(("text", "line"), [(text, line) for text, lines in PASSAGES.items() for line in lines])
def test_what_a_coder_reads(told, text, line):
    word, _, wanted = line.partition(": ")
    at = [e for e in told[text] if e.trigger.of(text) in word.lstrip("-").split("|")]
    shown = [{key: _shown(e, key) for key in ("type", "who", "place", "day", "tolls", "stance", "chain")} for e in at]
    if line.startswith("-"):
        assert not [e for e in at if not wanted or e.type == wanted], shown
    else:
        assert any(all(_holds(e, field) for field in wanted.split("; ")) for e in at), shown


def _holds(event: Event, field: str) -> bool:
    key, _, wanted = field.partition("=")
    told = _shown(event, key)
    if key in ("type", "acled", "stance", "chain", "day", "tolls"):
        return told == wanted
    return (told == "-") if wanted == "-" else all(re.search(w, told) for w in wanted.split(" & "))


def _shown(event: Event, key: str) -> str:
    who = {"actor": event.actor, "recipient": event.recipient, "who": (*event.actor, *event.recipient)}
    if key in who:
        return ", ".join(f"{p.text} = {p.name}" for p in who[key]) or "-"
    if key == "place":
        return event.where.name or event.where.text if event.where else "-"
    if key == "tolls":
        return ", ".join(f"{c.of} {_figure(c.count.low, c.count.best, c.count.high)}" for c in event.counts) or "-"
    return {
        "type": f"{event.type}/{event.mode}" if event.mode else event.type,
        "acled": event.acled or "-",
        "stance": "background" if event.background else event.stance,
        "chain": " < ".join(str(c) for c in event.chain) or "-",
        "day": (event.when.start or "-") if event.when else "-",
    }[key]


def _figure(low: float | None, best: float | None, high: float | None) -> str:
    numbers = ["" if n is None else f"{n:g}" for n in (low, best, high)]
    return numbers[1] if numbers[0] == numbers[1] == numbers[2] else "/".join(numbers)
