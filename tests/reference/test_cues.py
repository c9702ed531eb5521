"""The tables of cue and stance words are whole and say one thing each."""

from typing import get_args

import pytest

from firsthand.model.reading import Stance
from firsthand.reference import cues, stances


@pytest.mark.parametrize(
    ("lemma", "takes", "kind"),
    [
        ("say", "quote", "say"),
        ("point out", "clause", "say"),
        ("urge", "infinitive", "ask"),
        ("deny", "phrase", "deny"),
        ("show", "clause", "show"),
        ("call for", "phrase", "ask"),
        ("threaten", "infinitive", "warn"),
        ("estimate", "quote", "assess"),
    ],
)
def test_verbs_make_their_kind(lemma, takes, kind):
    assert cues.verbs()[lemma][takes] == kind


def test_every_kind_is_one_of_the_format():
    kinds = {kind for uses in cues.verbs().values() for kind in uses.values()}
    tables = (cues.nouns(), cues.adjectives(), cues.adverbs(), cues.prepositions(), cues.phrases(), cues.passives())
    kinds |= {kind for table in tables for kind in table.values()}
    assert kinds <= set(cues.KINDS)


def test_whatever_takes_a_quotation_takes_a_clause():
    assert all("clause" in uses for uses in cues.verbs().values() if "quote" in uses)


def test_longer_prepositions_come_first():
    lengths = [len(phrase) for phrase in cues.prepositions()]
    assert lengths == sorted(lengths, reverse=True)


@pytest.mark.parametrize("section", ["modals", "modals_of_the_past", "adverbs", "adjectives", "governors", "nouns"])
def test_every_stance_is_one_of_the_format(section):
    assert set(stances.by_word(section).values()) <= set(get_args(Stance))


def test_a_verb_whose_infinitive_happened_is_not_hypothetical():
    assert not {g for g in stances.done() if stances.by_word("governors").get(g) == "hypothetical"}
