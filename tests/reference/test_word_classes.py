"""Words that are used alike are in one class; what is not listed has none."""

import pytest

from firsthand.reference.word_classes import word_class


@pytest.mark.parametrize(
    ("some", "other"),
    [("Monday", "friday"), ("mortar", "artillery"), ("rebels", "insurgents"), ("Spokesman", "spokeswoman")],
)
def test_words_used_alike_are_in_one_narrow_class(some: str, other: str) -> None:
    assert word_class(some) == word_class(other) is not None


@pytest.mark.parametrize(("some", "other"), [("killed", "parliament"), ("monday", "mortar")])
def test_words_used_otherwise_are_not(some: str, other: str) -> None:
    assert word_class(some) != word_class(other)


def test_a_hyphenated_word_goes_by_its_last_part_and_an_unknown_one_by_none() -> None:
    assert word_class("zyxq-backed") == word_class("backed") is not None
    assert word_class("zyxqvw") is None
