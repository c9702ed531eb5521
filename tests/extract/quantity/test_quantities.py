"""Quantities on invented sentences (sentences.txt): value, bound, what is counted; and their conversion."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from firsthand.extract import quantity, when
from firsthand.extract.language.layer import Sentence, Token
from firsthand.model import Block, Document, Quantity, Span, text_id

VALUE_FLOOR, BOUND_FLOOR, CONCEPT_FLOOR = 0.97, 0.97, 0.9


class Case(NamedTuple):
    text: str
    wanted: list[tuple[str, str, str, str]]  # amount, value, bound, concept


def cases() -> Iterator[Case]:
    for line in Path(__file__).with_name("sentences.txt").read_text(encoding="utf-8").splitlines():
        if "|" in line and not line.startswith("#"):
            text, _, wanted = line.partition(" |")
            yield Case(text, [entry(w) for w in wanted.split(" ; ") if w.strip()])


def entry(written: str) -> tuple[str, str, str, str]:
    amount, value, bound, concept = re.fullmatch(
        r"\s*(.+?) = (\S+) (=|<|>|~|range|up|down)(?: \[(.+)\])?\s*", written
    ).groups("")
    return amount, value, bound, concept


CASES = list(cases())


def read(text: str) -> tuple[Quantity, ...]:
    """The quantities of a one-block document, split into words without tags."""
    span = Span(0, len(text))
    block = Block(span, "paragraph")
    words = [Token(m[0], Span(*m.span()), m[0].lower(), "", "") for m in re.finditer(r"\w+|[^\w\s]", text)]
    sentences = (Sentence(span, block, tuple(words), (), (), ()),)
    document = Document(text_id(text), text, None, None, None, "en", None, (block,))
    return quantity.quantities(document, sentences, when.times(document, sentences, None))


def told(q: Quantity) -> tuple[str, str, str, str]:
    c = q.count
    known = [x for x in (c.best, c.high if q.bound == "<" else c.low) if x is not None]
    value = f"{c.low:.10g}..{c.high:.10g}" if q.bound == "range" else f"{known[0]:.10g}"
    return c.text, value, q.bound, q.concept.text if q.concept else ""


def test_there_are_enough_sentences() -> None:
    assert len(CASES) >= 150


@pytest.mark.parametrize(
    ("parts", "floor"), [(slice(1, 2), VALUE_FLOOR), (slice(0, 3), BOUND_FLOOR), (slice(0, 4), CONCEPT_FLOOR)]
)
def test_floors(parts: slice, floor: float) -> None:
    total = right = 0
    missed: list[str] = []
    for case in CASES:
        wanted, found = [w[parts] for w in case.wanted], [told(q)[parts] for q in read(case.text)]
        total += len(wanted) + len(found)
        right += sum(min(wanted.count(w), found.count(w)) for w in set(wanted))
        if wanted != found:
            missed.append(f"{case.text}\n    wanted {wanted}\n    found  {found}")
    assert 2 * right / total >= floor, f"{2 * right / total:.3f}\n" + "\n".join(missed)


@pytest.mark.parametrize("case", CASES, ids=lambda c: c.text[:40])
def test_spans_are_honest(case: Case) -> None:
    for q in read(case.text):
        assert q.count.span.of(case.text) == q.count.text == q.count.text.strip()
        assert q.concept is None or q.concept.span.of(case.text) == q.concept.text
        assert q.count.low is None or q.count.high is None or q.count.low <= q.count.high


@pytest.mark.parametrize(
    ("text", "unit", "high"),
    [
        ("They hold less than 0.1 square miles.", "km²", 0.258998811),
        ("They hold 3 hectares.", "km²", 0.03),
        ("They walked 2 miles.", "km", 3.218688),
        ("They walked 500 metres.", "km", 0.5),
        ("They found 600 pounds of nails.", "kg", 272.155422),
        ("They found 2 tonnes of nails.", "kg", 2000.0),
    ],
)
def test_conversion(text: str, unit: str, high: float) -> None:
    (q,) = read(text)
    assert q.count.si is not None
    assert (q.count.si.unit, q.count.si.high) == (unit, high)


@pytest.mark.parametrize(
    ("text", "interval", "exact"),
    [
        ("They have 40 tanks.", (40, 40, 40), True),
        ("They have at least 40 tanks.", (40, None, None), False),
        ("They have less than 40 tanks.", (0, None, 40), False),
        ("They have about 40 tanks.", (None, 40, None), False),
        ("They have nearly 40 tanks.", (None, 40, 40), False),
        ("They have 40 to 50 tanks.", (40, None, 50), False),
        ("They have dozens of tanks.", (24, None, 99), False),
    ],
)
def test_intervals(text: str, interval: tuple[float | None, ...], exact: bool) -> None:
    (q,) = read(text)
    assert (q.count.low, q.count.best, q.count.high, q.count.exact) == (*interval, exact)
