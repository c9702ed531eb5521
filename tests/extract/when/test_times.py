"""Time expressions on invented sentences (sentences.txt): which, and what they mean."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from firsthand.extract import when
from firsthand.extract.language.layer import Sentence, Token
from firsthand.model import Block, Document, Span, TimeMention, When, text_id

SPAN_FLOOR, VALUE_FLOOR = 0.97, 0.97


class Case(NamedTuple):
    published: str | None
    text: str
    wanted: list[tuple[str, str]]


def cases() -> Iterator[Case]:
    published: str | None = None
    for line in Path(__file__).with_name("sentences.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith("# ") and len(line.split()) == 2:
            published = None if line == "# none" else line[2:]
        elif "|" in line and not line.startswith("#"):
            text, _, wanted = line.partition(" |")
            pairs = [w.rpartition("=") for w in wanted.split(" ; ") if w.strip()]
            yield Case(published, text, [(a.strip(), b.strip()) for a, _, b in pairs])


CASES = list(cases())


def read(text: str, published: str | None = None) -> tuple[TimeMention, ...]:
    """The times of a one-block document, split into words without tags."""
    span = Span(0, len(text))
    block = Block(span, "paragraph")
    given = When(published, published, "day", "given") if published else None
    document = Document(text_id(text), text, None, None, None, "en", given, (block,))
    return when.times(document, (Sentence(span, block, words(text), (), (), ()),), given)


def words(text: str) -> tuple[Token, ...]:
    return tuple(Token(m[0], Span(*m.span()), m[0].lower(), "", "") for m in re.finditer(r"\w+|[^\w\s]", text))


def test_there_are_enough_sentences() -> None:
    assert len(CASES) >= 250


def test_floors() -> None:
    wanted = found = spans = values = 0
    missed: list[str] = []
    for case in CASES:
        pairs = [(t.when.text or "", t.timex) for t in read(case.text, case.published)]
        wanted, found = wanted + len(case.wanted), found + len(pairs)
        spans += sum(min([p[0] for p in pairs].count(w), 1) for w in {w for w, _ in case.wanted})
        values += sum(w in pairs for w in case.wanted)
        if pairs != case.wanted:
            missed.append(f"{case.text}\n    wanted {case.wanted}\n    found  {pairs}")
    span_f1, value_f1 = 2 * spans / (wanted + found), 2 * values / (wanted + found)
    assert span_f1 >= SPAN_FLOOR and value_f1 >= VALUE_FLOOR, f"{span_f1:.3f} {value_f1:.3f}\n" + "\n".join(missed)


@pytest.mark.parametrize("case", CASES, ids=lambda c: c.text[:40])
def test_spans_are_honest(case: Case) -> None:
    for t in read(case.text, case.published):
        assert t.when.span is not None
        assert t.when.span.of(case.text) == t.when.text
        assert t.when.text == t.when.text.strip()
        assert t.when.start is None or t.when.end is None or t.when.start <= t.when.end
