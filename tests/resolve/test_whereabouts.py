"""Which place binds a claim: not the town to which somebody was on his way, nor an unknown name of another sentence."""

from dataclasses import replace

import pytest

from firsthand.model import Where
from firsthand.resolve import incidents
from firsthand.resolve.whereabouts import whereabouts


@pytest.mark.parametrize(
    ("sentence", "precision"),
    [
        ("Gunmen hit a column of lorries on its way to the besieged town of Qamishli.", "district"),
        ("A mine hit a bus on the road to Qamishli.", "district"),
        ("Shells hit lorries bound for Qamishli.", "district"),
        ("Shells hit the bakery of Qamishli.", "town"),
        ("Lorries came on the road to peace, and shells hit Qamishli.", "town"),
    ],
)
def test_a_town_on_whose_road_it_happened_is_told_for_the_country_around(article, sentence, precision):
    made = article(sentence, "Daily", "2026-03-03").tell("hit", place="Qamishli")
    where = whereabouts(made.claims[0], made.document)
    assert where is not None and where.precision == precision


def test_a_name_without_a_place_binds_only_its_own_sentence(article):
    made = article("He stepped out of his Kamaz. A shell hit the road.", "Daily", "2026-03-03").tell("hit")
    unknown = Where("Kamaz", made.span("Kamaz"), None, None, None, None, None, None, "unknown")
    assert whereabouts(replace(made.claims[0], where=unknown), made.document) is None
    here = replace(made.claims[0], where=unknown, evidence=made.sentence(made.span("stepped")))
    assert whereabouts(here, made.document) == unknown


@pytest.mark.parametrize(("article_of", "many"), [("an", 2), ("the", 1)])
def test_an_attack_on_a_thing_of_another_kind_is_another_one(article, article_of, many):
    text = f"Drones hit a school in Qamishli on Monday. People there still spoke of {article_of} attack on the market."
    made = article(text, "Daily", "2026-03-03")
    made.tell("hit", place="Qamishli", when="2026-03-02", recipient="school", killed=4)
    made.tell("attack", recipient="market", killed=21)
    assert len(incidents([made.read()])) == many
