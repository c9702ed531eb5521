"""Marked sentences and reports as test cases: `[source] {cue} <content>` to text and spans."""

import re
import tomllib
from dataclasses import dataclass
from pathlib import Path

from firsthand.extract.attribution.quotes import paragraphs
from firsthand.model import Block, BlockKind, Document, Span, text_id

HERE = Path(__file__).parent
ROLES = {"[": "source", "{": "cue", "<": "content"}
CLOSE = {"]": "[", "}": "{", ">": "<"}


@dataclass(frozen=True)
class Marked:
    """A sentence with one attribution's spans, none for kind "none"."""

    kind: str
    text: str
    spans: dict[str, list[Span]]


def marked(line: str) -> Marked:
    kind, _, source = (part.strip() for part in line.partition("|"))
    text, open_at = "", {}
    spans: dict[str, list[Span]] = {role: [] for role in ROLES.values()}
    for char in source:
        if char in ROLES:
            open_at[char] = len(text)
        elif char in CLOSE:
            spans[ROLES[CLOSE[char]]].append(Span(open_at.pop(CLOSE[char]), len(text)))
        else:
            text += char
    assert not open_at, line
    return Marked(kind, text, spans)


def sentences() -> list[Marked]:
    lines = (HERE / "sentences.txt").read_text(encoding="utf-8").splitlines()
    return [marked(line) for line in lines if "|" in line and not line.startswith("#")]


def reports() -> list[dict]:
    return tomllib.loads((HERE / "reports.toml").read_text(encoding="utf-8"))["report"]


def document(text: str) -> Document:
    """The text with its lines as blocks; a first line without a full stop is the headline."""
    lines = list(paragraphs(text, [Span(0, len(text))]))
    kinds: list[BlockKind] = ["paragraph"] * len(lines)
    if len(lines) > 1 and not re.search(r"[.”]$", lines[0].of(text)):
        kinds[0] = "headline"
    blocks = tuple(Block(span, kind) for span, kind in zip(lines, kinds, strict=True))
    return Document(text_id(text), text, None, None, None, "en", None, blocks)
