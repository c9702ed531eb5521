"""The event lexicon keeps its format, and its classes and weapons mean what they say."""

import pytest

from firsthand.reference import lexicon, plover


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ({"words": ["hit"], "type": "ASSAULT", "colour": "red"}, "unknown keys colour"),
        ({"words": ["hit"], "type": "FIGHT"}, "'FIGHT' is no type"),
        ({"words": ["hit"], "type": "ASSAULT", "mode": "curfew"}, "'curfew' is no mode"),
        ({"words": ["hit"], "type": "ASSAULT", "tells": "story"}, "'story' is no tells"),
        ({"words": ["hit"], "type": "ASSAULT", "toll": "sad"}, "'sad' is no toll"),
        ({"words": ["hit"], "type": "ASSAULT", "roles": {"by": "villain"}}, "'villain' is no role"),
        ({"words": ["hit"], "type": "ASSAULT", "needs": {"patient": ["@martian"]}}, "'@martian' is no class"),
    ],
)
def test_a_sense_that_breaks_the_format_is_refused(row, message):
    with pytest.raises(lexicon.LexiconError, match=message):
        lexicon.sense_of(row)


@pytest.mark.parametrize(
    ("lemma", "pos", "type_", "mode"),
    [
        ("shell", "VERB", "ASSAULT", "heavy-weapons"),
        ("kidnap", "VERB", "ASSAULT", "abduct"),
        ("air strike", "NOUN", "ASSAULT", "aerial"),
        ("curfew", "NOUN", "COERCE", "curfew"),
        ("withdraw", "VERB", "RETREAT", "withdraw"),
        ("deploy", "VERB", "MOBILIZE", "troops"),
        ("boycott", "VERB", "PROTEST", "boycott"),
        ("sentence", "VERB", "SANCTION", "convict"),
        ("threaten", "VERB", "THREATEN", "violence"),
    ],
)
def test_words_have_their_type_and_mode(lemma, pos, type_, mode):
    assert (type_, mode) in {(s.type, s.mode) for s in lexicon.senses(lemma, pos)}


def test_every_type_of_plover_has_words():
    senses = [s for pos in ("VERB", "NOUN") for all_ in lexicon._senses()[pos].values() for s in all_]
    assert {s.type for s in senses} - {None} == set(plover.types())


def test_a_word_of_two_lives_has_a_sense_that_is_no_event():
    assert any(s.type is None for s in lexicon.senses("capture", "VERB"))
    assert any(s.type is None for s in lexicon.senses("attack", "NOUN"))


@pytest.mark.parametrize(
    ("word", "mode", "acled"),
    [
        ("mortar shell", "heavy-weapons", None),
        ("hand grenade", "explosives", "Grenade"),
        ("suicide vest", "suicide-attack", None),
        ("tear gas", "crowd-control", None),
        ("sarin", "unconventional", "Chemical weapon"),
    ],
)
def test_weapons_settle_the_mode(word, mode, acled):
    weapon = lexicon.weapons()[word]
    assert (weapon.mode, weapon.acled) == (mode, acled)


def test_modes_of_weapons_are_modes_of_assault():
    assert {w.mode for w in lexicon.weapons().values()} <= set(plover.types()["ASSAULT"].modes)


def test_a_lemma_knows_its_classes():
    assert "@armed" in lexicon.classes_of("soldier")
    assert "@place" in lexicon.classes_of("checkpoint")
    assert lexicon.classes_of("sonnet") == frozenset()


def test_a_refusal_rejects_and_a_promise_of_harm_threatens():
    becomes = lexicon.turned()
    assert becomes["refused", "RETREAT"] == ("REJECT", "yield")
    assert becomes["promised", "AID"] == ("AGREE", None)
    assert becomes["promised", "ASSAULT"] == becomes["threatened", "COERCE"] == ("THREATEN", "violence")
    known = plover.types()
    assert all(kind in known and type_ in known for (_, kind), (type_, _) in becomes.items())


def test_expressions_of_a_verb_stand_longest_first():
    found = lexicon.expressions("come")
    assert ("come", "into", "force") in found
    assert list(map(len, found)) == sorted(map(len, found), reverse=True)
    assert lexicon.expressions("unheard-of") == ()
