"""Roles that a text gives to a person, and when two roles can be one person's."""

import pytest

from firsthand.reference import roles


@pytest.mark.parametrize(
    ("text", "name", "heads", "words"),
    [
        ("The town's mayor, Karim Haddad, said on Sunday", "Karim Haddad", ["mayor"], set()),
        ("Mayor Karim Haddad fled at dawn. Haddad said so.", "Karim Haddad", ["mayor"], set()),
        ("“No,” said Omar Sy, the regional police commander.", "Omar Sy", ["commander"], {"police"}),
        ("said the official, Colonel Yusuf Amin.", "Yusuf Amin", ["official", "colonel"], set()),
        ("A rebel spokeswoman, Leila Nouri, had said", "Leila Nouri", ["spokesman"], {"rebel"}),
        ("Petro Bondar, who heads the town's water board, said", "Petro Bondar", ["head"], {"board", "water"}),
        ("Amina Sy of the crisis committee came", "Amina Sy", ["member"], {"crisis", "committee", "came"}),
        ("Karim Haddad, four soldiers and a guide died", "Karim Haddad", [], set()),
        ("Karim Haddad, said on Sunday", "Karim Haddad", [], set()),
        ("Chief Inspector of Police (Hill Range) Karim Haddad said", "Karim Haddad", ["inspector"], {"police"}),
        ("Another villager, Karim Haddad, said", "Karim Haddad", [], set()),
    ],
)
def test_roles_are_read_around_a_name(text, name, heads, words):
    found = roles.given(text, name)
    assert [r.head for r in found] == heads
    assert set().union(*(r.words for r in found)) == words


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("the mayor", "the mayor of Amuda", True),
        ("a police spokesman", "the spokesman for the police", True),
        ("a police spokesman", "an army spokesman", False),
        ("the mayor", "the governor", False),
        ("the mayor", "the deputy mayor", False),
        ("an army spokesman", "Brigadier", True),
        ("the mayor", "Brigadier", False),
        ("a military official", "an army official", True),
        ("the army's director of information", "a spokesman for the army", True),
        ("the governor's press secretary", "the governor", False),
        ("the SP", "the superintendent of police of Karsu", True),
        ("a spokesman for the rebels", "the spokesman for the Dawn Front", True),
        ("a spokesman for the rebels", "the army's spokesman", False),
    ],
)
def test_roles_fit(one, other, same):
    a, b = roles.role(one), roles.role(other)
    assert a is not None
    assert b is not None
    assert roles.fit(a, b) is roles.fit(b, a) is same


@pytest.mark.parametrize("phrase", ["the village", "another doctor", "Amuda", "said", "four soldiers"])
def test_what_is_no_role(phrase):
    assert roles.role(phrase) is None


@pytest.mark.parametrize(
    ("phrase", "name"),
    [
        ("Brigadier Omar Sy", "Omar Sy"),
        ("Pieter van der Meer", "Pieter van der Meer"),
        ("Hassan al-Amin", "Hassan al-Amin"),
        ("Coast Wire", None),
        ("the mayor", None),
        ("Omar", None),
    ],
)
def test_names_of_persons(phrase, name):
    assert roles.person(phrase) == name
