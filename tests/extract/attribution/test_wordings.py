"""Who is heard in a wording, read by the whole room: the name that a speaker gives, an aside, the outlet's own eyes."""

import pytest

from firsthand.extract import language, parties
from firsthand.extract.attribution import attributions
from tests.extract.attribution.marked import document


def heard(text, nlp):
    [(doc, sentences)] = language.sentences_of([document(text)], nlp)
    return [
        (a.source.name if a.source else None, a.chain)
        for a in attributions(doc, sentences, parties.parties(doc, sentences), ())
    ]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Rockets fell on Orsk, said a spokesman for the Hill Front who goes by the name of Adan Sol.", "Adan Sol"),
        ("A cook who introduced himself as Adan Sol said the shells fell at noon.", "Adan Sol"),
        ("The family of a watchman, Omar Sy, told us that he had been asleep.", "family of a watchman"),
        ("Seven people are dead, in the reckoning of Pastor Karim Haddad.", "Karim Haddad"),
        ("Barber Lena Abram said the shells fell at noon.", "Lena Abram"),
        ("The Hill Front mourned a raid that, it says, killed nine of its men.", "Hill Front"),
    ],
)
def test_who_is_heard_by_what_name(text, name, nlp):
    assert name in [told for told, _ in heard(text, nlp)]


@pytest.mark.parametrize(
    ("text", "content"),
    [
        ("Our reporter counted nine craters beside the mill.", True),
        ("At the bridge of Orsk I saw four burned lorries.", True),
        ("Shells fell on Orsk. “We saw four burned lorries,” said Lena Abram.", False),
        ("The mayor saw nine craters beside the mill.", False),
    ],
)
def test_what_the_writers_saw_themselves_has_no_chain(text, content, nlp):
    assert (() in [chain for _, chain in heard(text, nlp)]) is content


def test_rumour_is_nobodys(nlp):
    assert (None, (None,)) in heard("There is talk of more than thirty dead in Orsk.", nlp)


def test_a_figure_that_was_changed_has_no_teller(nlp):
    text = "Two of the wounded died at Orsk hospital, which raised the number of dead to nine."
    assert "Orsk hospital" not in [name for name, _ in heard(text, nlp)]


def test_a_denier_goes_on_and_nobody_in_what_was_denied(nlp):
    text = "The colonel denied that any villager was hurt and said two fighters had died."
    assert [name for name, _ in heard(text, nlp)] == ["colonel", "colonel"]


def test_a_noun_before_said_is_no_apposition(nlp):
    text = "Valley News Agency reported a raid.\n\nThe men belonged to the Allied Democratic Forces, the agency said."
    assert heard(text, nlp)[-1][0] == "Valley News Agency"


def test_a_name_does_not_go_over_the_end_of_a_sentence(nlp):
    assert "Importers" in [name for name, _ in heard("Limes come from Kano. Importers in Orsk say so.", nlp)]
