"""The tables that counting origins and telling happenings apart rest on, and the user's table of grades."""

from pathlib import Path

import pytest

from firsthand.reference import sources
from firsthand.reference.discourse import discourse
from firsthand.reference.interests import interests
from firsthand.reference.speakers import speakers


def test_no_noun_is_in_two_classes_of_speakers():
    table = speakers()
    classes = (table.witnesses, table.carriers, table.offices)
    assert sum(map(len, classes)) == len(frozenset.union(*classes))
    assert all(word == word.casefold() for group in (*classes, table.titles, table.vague) for word in group)


@pytest.mark.parametrize(
    ("words", "occasion"),
    [
        ("the mayor told reporters on Friday", "told reporters"),
        ("he told the Karsu Post by telephone", "told the Karsu Post by telephone"),
        ("the ministry said in a statement that", "in a statement"),
        ("she said in an interview with Karsu Radio", "in an interview with Karsu Radio"),
        ("the brigade wrote on Telegram", "on Telegram"),
    ],
)
def test_occasions_are_found(words: str, occasion: str):
    found = speakers().occasion.search(words)
    assert found is not None
    assert found[0] == occasion


@pytest.mark.parametrize(
    ("text", "corrects"),
    [
        ("Correction: two soldiers died, not four.", True),
        ("An earlier version of this story gave a wrong toll.", True),
        ("The paper corrects the death toll of Monday's report.", True),
        ("The minister said a correction of course was needed.", False),
        ("He was held in a house of correction.", False),
    ],
)
def test_corrections_say_so(text: str, corrects: bool):
    assert (speakers().correction.search(text) is not None) == corrects


@pytest.mark.parametrize(
    ("pattern", "before", "fits"),
    [
        ("definite", "The mayor condemned the ", True),
        ("definite", "Gunmen killed two in the brutal market ", True),
        ("definite", "He spoke of an ", False),
        ("another", "In another ", True),
        ("another", "In a separate ", True),
        ("another", "After the ", False),
        ("several", "There were three ", True),
        ("several", "The town has seen a series of ", True),
        ("several", "Police blamed an ", False),
    ],
)
def test_the_words_before_a_trigger(pattern: str, before: str, fits: bool):
    assert (getattr(discourse(), pattern).search(before) is not None) == fits


def test_every_rule_of_interest_can_fit():
    rules = [(r.speaker, r.stance, r.other) for r in interests()]
    assert len(rules) == len(set(rules))
    assert {r.speaker for r in interests()} == {"actor", "recipient"}


def test_a_table_of_sources_is_loaded_by_folded_name(tmp_path: Path):
    path = tmp_path / "sources.toml"
    path.write_text('[sources]\n"The Karsu Post" = "B"\n"AP" = "A"\n', encoding="utf-8")
    table = sources.load(path)
    assert sources.letter(table, "karsu post") == "B"
    assert sources.letter(table, "Associated Press") == "A"
    assert sources.letter(table, "Nobody's Gazette") == "F"
    assert sources.load(None) == {}


@pytest.mark.parametrize(
    ("content", "says"),
    [
        ('[sources]\n"Karsu Post" = "G"\n', "give one of A, B, C, D, E, F"),
        ("[outlets]\n", r"no table \[sources\]"),
        ("[sources\n", "can't be read"),
        (None, "can't be read"),
    ],
)
def test_a_bad_table_of_sources_is_refused(tmp_path: Path, content: str | None, says: str):
    path = tmp_path / "sources.toml"
    if content is not None:
        path.write_text(content, encoding="utf-8")
    with pytest.raises(sources.SourcesError, match=says):
        sources.load(path)


@pytest.mark.parametrize(
    ("sentence", "word"),
    [
        ("The front denied it.", "it"),
        ("A colonel said that his men were not involved.", "involved"),
        ("It rejected the accusation.", "accusation"),
        ("The group had nothing to do with the raid.", "nothing"),
        ("The army denied any role in the raid.", "role"),
        ("The front has not denied it.", None),
        ("The council rejected it.", None),
        ("The teachers were not involved in politics.", None),
        ("The front denied responsibility for the raid.", None),
    ],
)
def test_answers_deny_what_was_told_before(sentence, word):
    match = discourse().disowned.search(sentence)
    assert (match and match[match.lastgroup]) == word
