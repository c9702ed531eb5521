"""Copied passages: verbatim, edited, partly reused, re-ordered; and what only sounds alike."""

from dataclasses import replace

import pytest

from firsthand.model import Block, Document, Passage, Span, When, text_id
from firsthand.resolve import copies

ORIGINAL = (
    "Shells struck the northern town of Qamishli on Monday, killing four people, local officials said. "
    "“We heard three blasts within a minute,” said a baker who lives near the bridge. "
    "The army denied firing into the town and blamed a rocket that fell short."
)


def document(text: str, day: str | None, outlet: str | None = None) -> Document:
    when = When(day, day, "day", "given") if day else None
    return Document(text_id(text), text, None, outlet, None, "en", when, (Block(Span(0, len(text)), "paragraph"),))


FIRST = document(ORIGINAL, "2026-03-02", "AP")


def copied(text: str, day: str | None = "2026-03-03") -> list[str]:
    later = document(text, day, "Daily")
    return [p.copy.of(text) for p in copies([later, FIRST]) if p.document == later.id]


def test_a_verbatim_copy_is_all_copied():
    text = ORIGINAL + " The town has been quiet since the new year began."
    passages = copies([document(text, "2026-03-03"), FIRST])
    assert [p.copy.of(text) for p in passages] == [p.source.of(ORIGINAL) for p in passages]
    assert len(passages) == 3
    assert {p.similarity for p in passages} == {1.0}


@pytest.mark.parametrize(
    "sentence",
    [
        "Shells struck the northern town of Qamishli on Monday, killing 4 people, local officials said.",
        "Shelling hit the northern town of Qamishli, killing four people on Monday, local officials said.",
        '"We heard three blasts within a minute," a baker who lives near the bridge told us.',
        "The army denied firing into the town, and it blamed a rocket that fell short of its target.",
    ],
)
def test_an_edited_sentence_is_still_a_copy(sentence: str):
    assert copied("Officials were to meet on the next day to talk. " + sentence) == [sentence]


def test_reordered_sentences_are_copies():
    first, second, third = ORIGINAL.split(". ")[0] + ".", "", ORIGINAL.split("bridge. ")[1]
    assert copied(f"{third} {second}{first}") == [third, first]


@pytest.mark.parametrize(
    "sentence",
    [
        "Artillery fire killed at least four civilians in Qamishli on Monday, a doctor at the hospital said.",
        "A baker said that he and his wife ran to the cellar when the windows broke.",
        "The army said on Monday that its troops had not been near the border at all.",
        "He gave no details.",
    ],
)
def test_another_account_of_the_same_is_no_copy(sentence: str):
    assert copied(sentence) == []


def test_the_earliest_publication_is_the_source_whatever_the_order():
    second, third = document(ORIGINAL + " More soon.", "2026-03-03"), document(ORIGINAL + " Ends.", "2026-03-04")
    forward, backward = copies([FIRST, second, third]), copies([third, second, FIRST])
    assert forward == backward
    assert {p.earlier for p in forward} == {FIRST.id}


def test_an_undated_copy_comes_after_the_dated_original():
    assert len(copied(ORIGINAL + " Ends here.", None)) == 3


def test_an_agency_goes_before_those_who_print_it_on_the_same_day():
    printed = document(ORIGINAL + " This was printed in the morning edition of the paper.", "2026-03-02", "Aardvark")
    assert {p.document for p in copies([printed, FIRST])} == {printed.id}


def test_one_text_seen_twice_is_no_copy_of_itself():
    assert copies([FIRST, replace(FIRST, outlet="Daily")]) == ()


def test_a_dateline_and_furniture_are_no_passages():
    text = "QAMISHLI, Syria (AP) — " + ORIGINAL + "\nSign up for our newsletter and never miss a story again."
    body = text.index("\n")
    blocks = (
        Block(Span(0, body), "paragraph"),
        Block(Span(0, 23), "dateline"),
        Block(Span(body + 1, len(text)), "boilerplate"),
    )
    later = replace(document(text, "2026-03-03"), blocks=blocks)
    again = replace(later, id="sha256:x", published=When("2026-03-05", "2026-03-05", "day", "given"))
    passages = copies([FIRST, later, again])
    assert next(p.copy.of(text) for p in passages if p.document == later.id).startswith("Shells struck")
    assert not any("newsletter" in p.copy.of(text) for p in passages)


def test_every_span_holds_whole_words():
    text = ORIGINAL.replace("four", "at least four")
    for p in copies([FIRST, document(text, "2026-03-03")]):
        assert isinstance(p, Passage)
        assert p.copy.of(text) == p.copy.of(text).strip() != ""
        assert p.source.of(ORIGINAL) in ORIGINAL
