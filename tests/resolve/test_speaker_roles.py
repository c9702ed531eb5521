"""Across reports a role is a person's only where some report gives it to the person, with no word against it."""

import pytest

from firsthand.resolve.speakers import apposed, belongs, their_spokesman


@pytest.mark.parametrize(
    ("text", "role", "same"),
    [
        ("The governor of Tamra, Omar Sy, told reporters so.", "governor", True),
        ("Omar Sy, a rescue official in the valley, told reporters so.", "rescue official", True),
        ("Omar Sy, a rescue official in the valley, told reporters so.", "police official", False),
        ("The deputy governor, Omar Sy, told reporters so.", "governor", False),
        ("Colonel Omar Sy told reporters so.", "army spokesman", False),
        ("The governor met Omar Sy and left.", "governor", False),
    ],
)
def test_a_role_is_a_persons_where_a_report_says_so(text, role, same):
    assert apposed(text, role, "Omar Sy") is same


@pytest.mark.parametrize(
    ("text", "body", "one"),
    [
        ("Leila Nouri, a doctor who sits on the water board, said so.", "water board", True),
        ("Leila Nouri of the strike council said so.", "town's strike council", True),
        ("Leila Nouri, a spokeswoman for the valley rebels, said so.", "Valley rebels", True),
        ("Leila Nouri, a doctor, said so. The water board met.", "water board", False),
        ("Leila Nouri, a doctor at the mine, said so.", "miners", False),
    ],
)
def test_a_body_speaks_by_its_member(text, body, one):
    assert belongs(text, body, "Leila Nouri") is one


@pytest.mark.parametrize("whose", ["Their", "The group's", "The movement’s"])
def test_a_spokesman_is_of_the_body_told_before(whose):
    text = f"The army left. The Dawn Front said it won. {whose} spokesman, Sheikh Omar Sy, wept."
    assert their_spokesman(text, {"army": "The army", "front": "The Dawn Front"}, "Omar Sy") == "front"
