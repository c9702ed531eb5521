"""Passages as the parser sees them, and the way back to the document's characters."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from firsthand.extract.language import casing, normal


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Rebels fled.", ["Rebels fled."]),
        ("Two\u00a0men  fled.", ["Two men fled."]),
        ("  Rebels\nfled.\t", ["Rebels fled."]),
        ("Rebels\u200b fled\u00ad.", ["Rebels fled."]),
        ("One fled.\n\nTwo stayed.\n \n\nThree died.", ["One fled.", "Two stayed.", "Three died."]),
        ("\u00a0\n", []),
        ("", []),
    ],
)
def test_a_passage_has_plain_blanks_and_no_hidden_characters(text: str, expected: list[str]):
    assert [passage.text for passage in normal.passages(text, 0, len(text))] == expected


@given(st.text(alphabet="aB. \u00a0\n\t\u200b", max_size=60), st.integers(0, 5))
def test_every_word_of_a_passage_is_found_again_in_the_document(text: str, before: int):
    document = "x" * before + text + "x"
    for passage in normal.passages(document, before, before + len(text)):
        start = 0
        for word in passage.text.split(" "):
            found = document[slice(*passage.chars(start, start + len(word)))]
            assert "".join(char for char in found if char != "\u200b") == word
            start += len(word) + 1


def test_a_very_long_passage_is_cut_after_a_sentence():
    text = "The shelling went on. " * 3000
    parts = list(normal.passages(text, 0, len(text)))
    assert len(parts) > 2
    assert all(part.text.endswith("went on.") and len(part.text) <= normal.LONGEST for part in parts)
    assert sum(part.text.count("shelling") for part in parts) == 3000


@pytest.mark.parametrize(
    ("text", "headline", "expected"),
    [
        ("REBELS SHELLED THE TOWN, OFFICIALS SAID", False, "Rebels shelled the town, officials said"),
        ("FIGHTING IN IRAQ GOES ON. THE ARMY WITHDREW.", False, "Fighting in Iraq goes on. The army withdrew."),
        ("Rebels Seize Army Base After Weeks of Fighting", True, "Rebels seize army base after weeks of fighting"),
        ("Rebels Seize Army Base After Weeks of Fighting", False, "Rebels Seize Army Base After Weeks of Fighting"),
        ("The army shelled the town.", True, "The army shelled the town."),
        ("NATO, EU", False, "NATO, EU"),
        ("THE COUNTRY'S U.S. ALLIES DIDN'T ANSWER", False, "The country's U.S. allies didn't answer"),
        ("THE CITIZENRY BLAMED THE AIR FORCE", False, "The citizenry blamed the air force"),
        (
            "LIMA, 25 MAY 89 -- [TEXT] THE FRONT (FZQP) THREATENS MR. ROJAS",
            False,
            "Lima, 25 May 89 -- [text] The front (FZQP) threatens Mr. Rojas",
        ),
        (
            "THEY LEFT LAGOS HOUSE, AN OLD HOUSE",
            False,
            "They left Lagos House, an old house",
        ),
    ],
)
def test_capitals_and_headlines_are_read_in_sentence_case(text: str, headline: bool, expected: str):
    assert casing.sentence_case(text, headline=headline) == expected


@given(st.text(alphabet="ABCİẞŉ éŒ.'’", min_size=12, max_size=80))
def test_sentence_case_never_moves_a_character(text: str):
    assert len(casing.sentence_case(text)) == len(text)
