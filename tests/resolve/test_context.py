"""What a claim's sentence and report say of it: which happening it is of, and who is behind it."""

from dataclasses import replace

import pytest

from firsthand.resolve.happenings import untraced
from firsthand.resolve.links import score
from tests.resolve.hearsay import HIT, found, names, quoting, told


@pytest.mark.parametrize(
    ("lapse", "whole"),
    [("a day after", 2), ("exactly one week after", 2), ("in Amuda, where", 1)],
)
def test_what_came_before_another_happening_of_its_sentence_is_another(article, lapse, whole):
    made = article(f"Soldiers shot a man in Qamishli on Wednesday, {lapse} guards were killed.", "Daily", "2026-03-05")
    made.tell("shot", place="Qamishli", when="2026-03-04", killed=1)
    made.tell("killed", killed=3)
    assert len(found(made)) == whole


def test_who_only_dates_another_happening_by_it_is_no_origin(article):
    one = told(article, "Daily", "Karsu Police", killed=4)
    made = article("A bus hit a mine in Amuda, a day after rounds hit Qamishli, Omar Sy said.", "Post", "2026-03-04")
    made.tell("mine", place="Amuda", when="2026-03-03", chain=("Omar Sy",), killed=2)
    made.tell("rounds", place="Qamishli", when="2026-03-02", chain=("Omar Sy",))
    quoting(made, "Omar Sy", kind="person")
    first, second = found(one, made)
    assert (names(first), names(second)) == ({"Karsu Police"}, {"Omar Sy"})


TRADE = "A minister spoke of tariffs, fisheries, orchards, lighthouses and a windswept harbour of the south."
STORY = "Zubaida the cobbler wept beside the scorched tannery while neighbours sifted the ashes of its warehouse."


def test_reports_that_are_alike_as_a_whole_are_nearer(article):
    one = told(article, "Daily", "Karsu Police", words=f"{HIT} {STORY}", killed=4)
    scores: list[float] = []
    for text in (STORY, TRADE):
        two = article(f"Five were killed, word is in Qamishli. {text}", "Post", "2026-03-04").tell("killed", killed=5)
        link = score(*untraced([one.read(), two.read()]))
        scores.append(link.score if link is not None else 0.0)
    assert scores[0] > scores[1] + 0.1


def test_a_place_that_comes_in_with_a_happening_begins_another(article):
    text = "Two men were shot dead at dawn. In Qamishli rockets hit a mill on Monday."
    for place, whole in (("Qamishli", 2), (None, 1)):
        made = article(text, "Daily", "2026-03-03").tell("shot", killed=2, mode="firearms")
        made.tell("hit", place=place, when="2026-03-02", killed=1)
        assert len(found(made)) == whole, place


@pytest.mark.parametrize(
    ("nameless", "kind"),
    [("the text", "document"), ("the communique", "unnamed"), ("officials at Karsu Police", "government")],
)
def test_what_a_body_put_out_is_its_word(article, nameless, kind):
    text = f"Rockets hit Qamishli, the Karsu Police said. Four people died in it, according to {nameless}."
    made = article(text, "Daily", "2026-03-03").tell(
        "hit", place="Qamishli", when="2026-03-02", chain=("Karsu Police",)
    )
    quoting(made, "Karsu Police", kind="state-forces")
    name = nameless.removeprefix("the ").split(" at ")[0]
    made.tell("died", place="Qamishli", when="2026-03-02", killed=4, chain=(name,))
    quoting(made, name, nameless, kind=kind)
    (incident,) = found(made)
    assert names(incident) == {"Karsu Police"}


def test_one_trade_in_words_of_another_order_is_one_speaker(article):
    one = told(article, "Daily", "seller of vegetables", kind="civilians", called="a seller of vegetables", killed=4)
    two = told(
        article, "Daily", "vegetable seller", day="2026-03-04", kind="civilians", words=f"Again: {HIT}", killed=4
    )
    (incident,) = found(one, two)
    assert len(incident.origins) == 1


def linked(article, text, trigger, place, one_place="Qamishli", **more):
    """Whether a later report is of the rockets on a town that killed 80."""
    one = told(article, "Daily", "Karim Haddad", kind="person", killed=80)
    two = article(text, "Post", "2026-03-03").tell(trigger, place=place, **more)
    return len(found(one, two)) == 1


def test_what_follows_since_is_no_series(article):
    text = "Eighty bodies have been brought in since a bomb hit Qamishli on Monday."
    assert linked(article, text, "hit", "Qamishli", when="2026-03-02", killed=80)
    assert not linked(article, text.replace("hit", "fell on"), "brought", "Qamishli", when="2026-03-02", killed=80)
    text = "The 80 killed in Qamishli had been bakers, and nobody armed had been there since the rains."
    assert not linked(article, text, "killed", "Qamishli", when="2026-03-02", killed=80)
    text = text.replace("bakers, and nobody", "bakers and that nobody")
    assert linked(article, text, "killed", "Qamishli", when="2026-03-02", killed=80)


@pytest.mark.parametrize(("low", "one"), [(75, True), (20, False)])
def test_a_round_bound_is_the_toll(article, low, one):
    text = "Many people were killed in Syria."
    assert linked(article, text, "killed", "Syria", killed=(low, None, None)) is one


def test_a_denial_without_a_day_answers_what_is_told_beside_it(article):
    text = "The front denied that it had shelled a town. Four died in Qamishli on Monday."
    for stance, whole in (("denied", 1), ("asserted", 2)):
        made = article(text, "Daily", "2026-03-03")
        made.tell("shelled", chain=("Dawn Front",), stance=stance, mode="heavy-weapons")
        made.tell("died", place="Qamishli", when="2026-03-02", killed=4, mode="firearms")
        assert [len(i.claims) for i in found(made)] == [3 - whole], stance


@pytest.mark.parametrize(("mode", "types"), [("deport", {"ASSAULT"}), ("arrest", {"ASSAULT", "COERCE"})])
def test_those_whom_an_attack_drove_away_are_of_it(article, mode, types):
    made = article("A raid on Qamishli on Monday drove 90 people away.", "Daily", "2026-03-03")
    made.tell("raid", place="Qamishli", when="2026-03-02", killed=1)
    made.tell("drove", place="Qamishli", when="2026-03-02", type="COERCE", mode=mode, displaced=90)
    assert {i.type for i in found(made)} == types


@pytest.mark.parametrize(
    ("first", "second", "kind", "one"),
    [
        ("Sons of the Ridge", "Sons of the Ridge Borland", "rebel-group", True),
        ("Sons of the Ridge", "Front of the Ridge Borland", "rebel-group", False),
        ("lamp company", "state lamp company of Borland", "unnamed", True),
    ],
)
def test_a_longer_name_of_a_group_or_company_is_the_same(article, first, second, kind, one):
    reports = [
        told(article, "Daily", second, kind=kind),
        told(article, "Post", first, day="2026-03-04", kind=kind if kind == "unnamed" else "other"),
    ]
    (incident,) = found(*reports)
    assert len(incident.origins) == 1 if one else len(incident.origins) == 2


def test_a_spokesman_for_a_named_body_is_none_of_another_group(article):
    one = told(article, "Daily", "Adan Yusuf", kind="person", called="Adan Yusuf, a spokesman for the group,")
    words = "A {} confirmed that the town of Qamishli was hit by six shells."
    two = told(article, "Post", "spokesman for the Lake Mission", day="2026-03-04", kind="unnamed", words=words)
    (incident,) = found(one, two)
    assert len(incident.origins) == 2


def test_a_general_is_of_the_one_army_that_his_report_hears(article):
    text = "Rebels hit Qamishli on Monday, the Borland army said. Six were killed there, General Ilya Noor said."
    made = article(text, "Daily", "2026-03-03")
    made.tell("hit", place="Qamishli", when="2026-03-02", chain=("Borland army",))
    quoting(made, "Borland army", kind="state-forces")
    made.tell("killed", place="Qamishli", when="2026-03-02", chain=("Ilya Noor",), killed=6)
    quoting(made, "Ilya Noor", "General Ilya Noor", kind="person")
    (incident,) = found(made)
    assert len(incident.origins) == 1


def test_who_heads_the_office_of_the_lead_speaks_for_it(article):
    text = (
        "A shell hit Qamishli on Monday, the relief office of the city said. Six were killed, said its head, Ilya Noor."
    )
    made = article(text, "Daily", "2026-03-03")
    made.tell("hit", place="Qamishli", when="2026-03-02", chain=("relief office",))
    quoting(made, "relief office", "the relief office of the city", kind="unnamed")
    made.tell("killed", place="Qamishli", when="2026-03-02", chain=("Ilya Noor",), killed=6)
    quoting(made, "Ilya Noor", "its head, Ilya Noor", kind="person")
    (incident,) = found(made)
    assert names(incident) == {"Ilya Noor"}


@pytest.mark.parametrize(
    ("first", "kind", "again", "name"),
    [
        ("Ilya Noor", "person", "44-year-old", "the 44-year-old"),
        ("two harbour sources", "unnamed", "sources", "one of the sources"),
    ],
)
def test_who_is_quoted_again_is_the_one_quoted_before(article, first, kind, again, name):
    text = f"Shells hit Qamishli on Monday, {first} said. Six were killed there, {name} said."
    made = article(text, "Daily", "2026-03-03")
    made.tell("hit", place="Qamishli", when="2026-03-02", chain=(first,))
    quoting(made, first, kind=kind)
    made.tell("killed", place="Qamishli", when="2026-03-02", chain=(again,), killed=6)
    quoting(made, again, name, kind="unnamed")
    (incident,) = found(made)
    assert names(incident) == {first}


def test_what_the_own_reporter_saw_is_the_outlets_word(article):
    text = "Our reporter counted six dead in Qamishli.\n\nOn Monday shells hit a road, said the mayor, Ilya Noor."
    made = article(text, "Daily", "2026-03-03").tell("hit", when="2026-03-02", chain=("Ilya Noor",))
    quoting(made, "Ilya Noor", "the mayor, Ilya Noor", kind="person")
    made.tell("dead", place="Qamishli", when="2026-03-02", chain=("reporter",), killed=6)
    quoting(made, "reporter", "Our reporter", kind="media")
    made.claims[-1] = replace(made.claims[-1], attribution=None, chain=())
    assert "Daily" in {n for i in found(made) for n in names(i)}
