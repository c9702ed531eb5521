"""When a report was written, told from its own evidence."""

import re

import pytest

from firsthand.extract import when
from firsthand.extract.language.layer import Sentence, Token
from firsthand.model import Block, BlockKind, Document, Span, When, text_id


def infer(*parts: tuple[BlockKind, str], given: When | None = None) -> tuple[When | None, str]:
    """The date inferred from blocks of a kind and a text each, and the whole text."""
    text = "\n\n".join(t for _, t in parts)
    blocks: list[Block] = []
    for kind, part in parts:
        start = text.index(part, blocks[-1].span.end if blocks else 0)
        blocks.append(Block(Span(start, start + len(part)), kind))
    sentences = tuple(Sentence(b.span, b, words(text, b.span), (), (), ()) for b in blocks)
    document = Document(text_id(text), text, None, None, None, "en", given, tuple(blocks))
    return when.published(document, sentences), text


def words(text: str, span: Span) -> tuple[Token, ...]:
    found = re.compile(r"\w+|[^\w\s]").finditer(text, span.start, span.end)
    return tuple(Token(m[0], Span(*m.span()), m[0].lower(), "", "") for m in found)


CASES: list[tuple[str, list[tuple[BlockKind, str]], str | None, str | None]] = [
    (
        "a caption's Tuesday and a spokesman's Thursday",
        [
            ("caption", "Smoke rises over the port on June 5, 2018."),
            ("paragraph", "A spokesman told the radio on Thursday that the docks were lost."),
        ],
        "2018-06-07",
        "2018-06-13",
    ),
    (
        "the weekday of the last date itself",
        [("paragraph", "The town fell on June 5, 2018. On Tuesday the governor fled.")],
        "2018-06-05",
        "2018-06-11",
    ),
    (
        "the first of two weekdays after the last date",
        [("paragraph", "The town fell on June 5, 2018. On Friday he wept, and on Wednesday he resigned.")],
        "2018-06-06",
        "2018-06-12",
    ),
    (
        "a date alone",
        [("paragraph", "The town fell on June 5, 2018.")],
        "2018-06-05",
        None,
    ),
    (
        "a later day without its year",
        [("paragraph", "The siege began on June 5, 2018. The gate was breached on June 20.")],
        "2018-06-20",
        None,
    ),
    (
        "a day without its year before the full date",
        [("paragraph", "The gate was breached on May 20. The town fell on June 5, 2018.")],
        "2018-06-05",
        None,
    ),
    (
        "a dateline's date",
        [("dateline", "HOMS, Syria, June 9, 2018 —"), ("paragraph", "The town fell on June 5, 2018.")],
        "2018-06-09",
        "2018-06-09",
    ),
    (
        "a date to come is no evidence",
        [("paragraph", "The town fell on June 5, 2018. Elections will be held on May 4, 2020.")],
        "2018-06-05",
        None,
    ),
    (
        "a deadline is no evidence",
        [("paragraph", "The town fell on June 5, 2018. It must be rebuilt by May 4, 2020.")],
        "2018-06-05",
        None,
    ),
    (
        "a month",
        [("paragraph", "The town fell in June 2018.")],
        "2018-06-01",
        None,
    ),
    (
        "background in a later paragraph",
        [("paragraph", "The governor fled on Tuesday."), ("paragraph", "The town had fallen on June 5, 2018.")],
        "2018-06-05",
        None,
    ),
    (
        "a later paragraph's date with its weekday",
        [("paragraph", "The governor fled on Friday."), ("paragraph", "The town fell on Tuesday, June 5, 2018.")],
        "2018-06-08",
        "2018-06-14",
    ),
    ("no year anywhere", [("paragraph", "The town fell on Friday, June 5.")], None, None),
    ("nothing", [("paragraph", "The town fell.")], None, None),
]


@pytest.mark.parametrize(("parts", "start", "end"), [c[1:] for c in CASES], ids=[c[0] for c in CASES])
def test_inferred(parts: list[tuple[BlockKind, str]], start: str | None, end: str | None) -> None:
    found, text = infer(*parts)
    if start is None:
        assert found is None
        return
    assert found is not None
    assert (found.start, found.end, found.basis) == (start, end, "inferred")
    assert found.evidence and all(s.of(text).strip() == s.of(text) for s in found.evidence)


def test_a_given_date_stands() -> None:
    given = When("2020-01-02", "2020-01-02", "day", "given")
    assert infer(("paragraph", "The town fell on June 5, 2018."), given=given)[0] is given


def test_relative_days_are_counted_from_the_start() -> None:
    found, text = infer(("paragraph", "The town fell on June 5, 2018. On Thursday he fled; on Monday he had wept."))
    assert found is not None
    block = Block(Span(0, len(text)), "paragraph")
    document = Document(text_id(text), text, None, None, None, "en", None, (block,))
    sentences = (Sentence(block.span, block, words(text, block.span), (), (), ()),)
    days = {t.when.text: (t.when.start, t.when.anchor) for t in when.times(document, sentences, found)}
    assert days["Thursday"] == ("2018-06-07", "2018-06-07")
    assert days["Monday"] == ("2018-06-04", "2018-06-07")


def test_no_weekday_is_counted_from_background() -> None:
    found, text = infer(
        ("paragraph", "The governor fled on Friday."), ("paragraph", "The town had fallen on June 5, 2018.")
    )
    assert found is not None and found.precision == "unknown"
    blocks = tuple(Block(Span(text.index(p), text.index(p) + len(p)), "paragraph") for p in text.split("\n\n"))
    document = Document(text_id(text), text, None, None, None, "en", None, blocks)
    sentences = tuple(Sentence(b.span, b, words(text, b.span), (), (), ()) for b in blocks)
    days = {t.when.text: t.when.start for t in when.times(document, sentences, found)}
    assert days == {"Friday": None, "June 5, 2018": "2018-06-05"}
