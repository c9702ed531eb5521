"""The typing layer: tables and neighbours against the recogniser."""

import pytest

from firsthand.extract.language import votes
from firsthand.extract.language.tree import Node


def nodes(text: str) -> list[Node]:
    """Words with a tag each where it matters: "Rebels/NOUN took Deir/PROPN Ezzor/PROPN"."""
    made, start = [], 0
    for index, part in enumerate(text.split()):
        word, _, pos = part.partition("/")
        made.append(Node(index, word, word.lower(), pos or "X", "", "dep", start, start + len(word)))
        start += len(word) + 1
    return made


@pytest.mark.parametrize(
    ("text", "found", "expected"),
    [
        # tables
        ("shells hit Syria/PROPN again", (2, 3, "PERSON"), (2, 3, "PLACE")),
        ("a Syrian/ADJ officer", (1, 2, "PLACE"), (1, 2, "NORP")),
        ("Hezbollah/PROPN fired rockets", (0, 1, "PLACE"), (0, 1, "ORG")),
        # neighbours
        ("Colonel Qarvand/PROPN spoke", (1, 2, "PLACE"), (1, 2, "PERSON")),
        ("the town of Zerqala/PROPN fell", (3, 4, "PERSON"), (3, 4, "PLACE")),
        ("in Zerqala/PROPN province", (1, 2, "ORG"), (1, 2, "PLACE")),
        ("Qarvand/PROPN militia fled", (0, 1, "PERSON"), (0, 1, "ORG")),
        # what no vote contradicts stays
        ("Amina/PROPN Yusuf/PROPN said", (0, 2, "PERSON"), (0, 2, "PERSON")),
        ("on Monday/PROPN", (1, 2, "DATE"), (1, 2, "DATE")),
        # spans
        ("Colonel Amina/PROPN Yusuf/PROPN said", (0, 3, "ORG"), (1, 3, "PERSON")),
        ("The Zerqala/PROPN airport", (0, 3, "PLACE"), (1, 2, "PLACE")),
    ],
)
def test_names_are_voted_on(text: str, found: votes.Spot, expected: votes.Spot):
    assert expected in votes.vote(nodes(text), [found])


def test_what_the_recogniser_overlooked_is_added():
    words = nodes("fighters of the Islamic/PROPN State/PROPN left Raqqa/PROPN")
    assert votes.vote(words, []) == [(3, 5, "ORG"), (6, 7, "PLACE")]


def test_lower_case_words_are_no_names():
    assert votes.vote(nodes("they read a nice book about mosul"), []) == []
