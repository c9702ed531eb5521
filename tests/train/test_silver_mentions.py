"""Noun phrases of people, bodies and places as mentions, made from the shipped pipeline's trees."""

import pytest

from firsthand.extract import language
from firsthand.train.language import mentions
from firsthand.train.language.corpus import Row


@pytest.mark.parametrize(
    ("words", "names", "expected"),
    [
        ("They left the old town .", (), {"They": "ORG", "the old town": "LOC"}),
        ("The government blamed two rebel groups .", (), {"The government": "ORG", "two rebel groups": "ORG"}),
        ("Officers met members of the tribe .", (), {"Officers": "ORG", "members of the tribe": "ORG"}),
        ("He fled to Gao on Monday .", ((3, 4, "LOC"),), {"He": "PERSON", "Gao": "LOC"}),
        ("The attack was a success .", (), {}),
    ],
)
def test_phrases_of_people_and_places_are_mentions(words: str, names, expected: dict[str, str]):
    row = Row(tuple(words.split()), (True,) * len(words.split()), entities=names)
    (found,) = mentions.mentions([row], language.load())
    assert {" ".join(found.words[a:b]): label for a, b, label in found.entities or ()} == expected
