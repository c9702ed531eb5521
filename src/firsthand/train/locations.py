"""Training of the weights that choose an event word's place (`firsthand.extract.events.whereabouts`).

A row is `{"text", "source", "verb": [{"start", "end"}], "location": [{"start", "end"}, …]}`: a sentence, one event
word, and the spans of its place, none where the text gives none. What ships is weights; no text is kept.
"""

import gzip
import hashlib
import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from firsthand.extract import language, parties
from firsthand.extract import where as where_
from firsthand.extract.events.page import Page
from firsthand.extract.events.whereabouts import FILE, choices
from firsthand.extract.events.whereabouts.candidates import candidates
from firsthand.extract.events.whereabouts.word import Word
from firsthand.model import Block, Document, Span, Where, text_id
from firsthand.reference.gazetteer import Gazetteer

UNMARKED = frozenset({"Masdar_RA"})  # 88 % of its rows have no place, many of them beside one: left unmarked
HELD = 3  # one sentence of so many, by hash, is kept for measuring
LEAST = 3  # rows that a feature must be in
L2, ROUNDS, RATE = 3.0, 200, 0.05  # by cross-validation on the rows that are not held
SMALLEST = 0.02  # weights below are left out of what ships

Say = Callable[[str], None]
Known = tuple[str | None, float | None, float | None]  # a place's name, latitude and longitude


@dataclass(frozen=True, slots=True)
class Case:
    """An event word with the features of its choices (none last) and which of them are right."""

    source: str
    text: str
    rows: list[list[str]]
    right: list[bool]


@dataclass(frozen=True, slots=True)
class Packed:
    """Cases as arrays: features of all choices in a row, where each choice's and each case's begin."""

    features: NDArray[np.int64]
    choice: NDArray[np.int64]  # of each feature, the number of its choice
    case: NDArray[np.int64]  # of each choice, the number of its case
    starts: NDArray[np.int64]
    right: NDArray[np.float64]


def held(text: str) -> bool:
    """Whether a sentence is kept for measuring."""
    return int(hashlib.sha256(text.encode()).hexdigest(), 16) % HELD == 0


def rows_of(path: Path) -> list[dict[str, Any]]:
    """The rows that have an event word."""
    opener = gzip.open if path.suffix == ".gz" else open
    with opener(path, "rt", encoding="utf-8") as lines:
        return [row for row in map(json.loads, lines) if row["verb"]]


def document(text: str) -> Document:
    """A sentence as a document of one paragraph."""
    start, end = len(text) - len(text.lstrip()), len(text.rstrip())
    return Document(text_id(text), text, None, None, None, "en", None, (Block(Span(start, end), "paragraph"),))


def pages(texts: Iterable[str], nlp: Any, gazetteer: Gazetteer) -> Iterator[Page]:
    """Each text as the event step sees it."""
    for doc, sentences in language.sentences_of(map(document, dict.fromkeys(texts)), nlp):
        known = parties.parties(doc, sentences)
        places = where_.locations(where_.places(doc, sentences, known, gazetteer))
        yield Page(doc, sentences, known, (), places)


def word_of(row: dict[str, Any]) -> Span:
    return Span(row["verb"][0]["start"], row["verb"][0]["end"])


def gold(row: dict[str, Any]) -> set[Span]:
    """The spans of a row's place, without white space at their ends."""
    spans = (Span(at["start"], at["end"]) for at in row["location"])
    words = ((s, s.of(row["text"])) for s in spans)
    return {Span(s.start + len(w) - len(w.lstrip()), s.end - len(w) + len(w.rstrip())) for s, w in words}


def case(row: dict[str, Any], page: Page) -> Case:
    """A row with the features of its choices."""
    span, wanted = word_of(row), gold(row)
    sentence = page.sentence(span.start)
    found = candidates(page, sentence) if sentence else []
    rows = choices(Word(page, sentence, span), found, range(len(found))) if sentence else [[]]
    right_ones = [c.place for c in found if c.place.span in wanted and c.place.name]
    meant: set[Known] = {(p.name, p.lat, p.lon) for p in right_ones}
    right = [*(c.place.span in wanted or _stands_for(c.place, meant) for c in found), not wanted]
    return Case(row["source"], row["text"], rows, right)


def _stands_for(place: Where, meant: set[Known]) -> bool:
    """Whether it is a noun for the place that is right ("the town"): the answer is given by the name."""
    return place.use == "noun" and (place.name, place.lat, place.lon) in meant


def fit(cases: Sequence[Case]) -> dict[str, float]:
    """Weights of the choice by Adam on its log likelihood; cases whose answer is no candidate teach nothing."""
    taught = [c for c in cases if any(c.right) and c.source not in UNMARKED]
    seen = Counter(name for c in taught for row in c.rows for name in row)
    names = {name: i for i, name in enumerate(sorted(n for n, times in seen.items() if times >= LEAST))}
    packed = pack(taught, names)
    w, m, v = np.zeros(len(names)), np.zeros(len(names)), np.zeros(len(names))
    for t in range(1, ROUNDS + 1):
        gradient = _gradient(packed, w) - L2 * w
        m, v = 0.9 * m + 0.1 * gradient, 0.999 * v + 0.001 * gradient**2
        w = w + RATE * (m / (1 - 0.9**t)) / (np.sqrt(v / (1 - 0.999**t)) + 1e-8)
    return {name: round(float(w[i]), 3) for name, i in names.items() if abs(w[i]) >= SMALLEST}


def pack(cases: Sequence[Case], names: dict[str, int]) -> Packed:
    rows = [[names[n] for n in row if n in names] for c in cases for row in c.rows]
    sizes = [len(c.rows) for c in cases]
    return Packed(
        np.array([i for row in rows for i in row], np.int64),
        np.repeat(np.arange(len(rows)), [len(row) for row in rows]),
        np.repeat(np.arange(len(cases)), sizes),
        np.cumsum([0, *sizes[:-1]]),
        np.array([r for c in cases for r in c.right], np.float64),
    )


def _gradient(p: Packed, w: NDArray[np.float64]) -> NDArray[np.float64]:
    scores = np.bincount(p.choice, weights=w[p.features], minlength=len(p.right))
    parts = np.exp(scores - np.maximum.reduceat(scores, p.starts)[p.case])
    chance = parts / np.add.reduceat(parts, p.starts)[p.case]
    wanted = chance * p.right
    wanted = wanted / np.maximum(np.add.reduceat(wanted, p.starts)[p.case], 1e-12)
    return np.bincount(p.features, weights=(wanted - chance)[p.choice], minlength=len(w)).astype(np.float64)


def share_right(cases: Sequence[Case], table: dict[str, float]) -> float:
    """The share of cases in which the choice is right, "none" included, in percent."""
    right = 0
    for c in cases:
        scores = [sum(table.get(name, 0.0) for name in row) for row in c.rows]
        right += c.right[max(range(len(scores)), key=scores.__getitem__)]
    return 100 * right / max(1, len(cases))


def write(table: dict[str, float], path: Path) -> None:
    """The weights as text, one a line, packed."""
    lines = "".join(f"{weight:g}\t{name}\n" for name, weight in sorted(table.items()))
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(gzip.compress(lines.encode(), mtime=0))


def build(data: Path, out: Path, nlp: Any, gazetteer: Gazetteer, say: Say) -> None:
    """Say what the weights reach on held sentences, then fit them on all and write them to `out`."""
    rows = rows_of(data)
    by_text = {page.text: page for page in pages((r["text"] for r in rows), nlp, gazetteer)}
    cases = [case(row, by_text[row["text"]]) for row in rows]
    kept = [c for c in cases if held(c.text)]
    table = fit([c for c in cases if not held(c.text)])
    sound = [c for c in kept if c.source not in UNMARKED]
    say(f"{len(kept)} held rows: {share_right(kept, table):.1f} % right; but for unmarked sources, {len(sound)}: "
        f"{share_right(sound, table):.1f} %")  # fmt: skip
    write(fit(cases), out / FILE)
