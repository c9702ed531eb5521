"""Across reports a role is a person's only where some report gives it to the person, with no word against it."""

import pytest

from firsthand.resolve.speakers import apposed


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
