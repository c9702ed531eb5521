"""Incidents: what is grouped, what is kept apart, what is disputed, and how it is graded."""

from dataclasses import replace

import pytest

from firsthand.model import Count, Position, Toll, decode, encode
from firsthand.model.incidents import Incident
from tests.resolve.made_up import TOLD, found, report


def test_one_happening_in_two_reports_is_one_incident(article):
    (incident,) = found(report(article, "Daily", killed=4), report(article, "Post", verb="struck", killed=5))
    assert len(incident.claims) == 2
    assert incident.where is not None and incident.where.geonameid == 173811
    assert incident.when is not None and incident.when.start == "2026-03-02"


@pytest.mark.parametrize(
    ("other", "why"),
    [
        ({"when": "2026-03-03"}, "same town, other day"),
        ({"place": "Amuda"}, "same day, next town"),
        ({"place": "Mosul"}, "another country"),
        ({"type": "PROTEST"}, "another type"),
    ],
)
def test_false_friends_stay_apart(article, other, why):
    one, two = report(article, "Daily", killed=4), report(article, "Post", verb="struck", killed=5, **other)
    assert len(found(one, two)) == 2, why


@pytest.mark.parametrize(("place", "killed", "groups"), [("Himo", 7, 1), ("Himo", 2, 2), ("Nusaybin", 7, 1)])
def test_a_village_beside_the_town_is_it_where_all_else_agrees(article, place, killed, groups):
    one = report(article, "Daily", killed=7, actor="Fajr Brigades", mode="heavy-weapons")
    two = report(
        article, "Post", verb="struck", place=place, killed=killed, actor="Fajr Brigades", mode="heavy-weapons"
    )
    assert len(found(one, two)) == groups


@pytest.mark.parametrize(
    ("one", "other", "groups"),
    [
        ("A market in Qamishli was shot up, a hospital official said", "Men shot up shops in Qamishli", 1),
        ("A market in Qamishli was shot up, a hospital official said", "Men shot up a school in Qamishli", 2),
        ("Men raided a village near Qamishli and shot up huts", "Planes shot up a column near Qamishli", 2),
        ("Men raided a village near Qamishli and shot up huts", "A chapel near Qamishli was shot up", 1),
    ],
)
def test_what_was_hit_tells_two_attacks_of_one_day_apart(article, one, other, groups):
    told = {"place": "Qamishli", "when": "2026-03-02"}
    first = article(f"{one}.", "Daily", "2026-03-03").tell("shot up", killed=7, **told)
    mode = "aerial" if "Planes" in other else None
    second = article(f"{other}.", "Post", "2026-03-03").tell("shot up", killed=9, mode=mode, **told)
    assert len(found(first, second)) == groups


def test_what_has_no_day_and_place_of_its_own_goes_with_what_its_report_tells_beside_it(article):
    made = (
        article(f"{TOLD[verb].format('Qamishli')} {note}.", outlet, "2026-03-04")
        .tell(verb, place="Qamishli", when=day, killed=killed)
        .tell("burned")
        for verb, note, outlet, day, killed in (
            ("hit", "Two trucks were burned", "Daily", "2026-03-02", 4),
            ("struck", "Two trucks were burned", "Post", "2026-03-03", 9),
        )
    )
    assert [len(i.documents) for i in found(*made)] == [1, 1]


def test_a_report_without_a_place_joins_by_day_toll_and_words(article):
    one = report(article, "Daily", killed=17)
    text = "Mortars struck the town on Monday and seventeen people died there, the Post has learned."
    two = article(text, "Post", "2026-03-03").tell("struck", when="2026-03-02", killed=17)
    assert len(found(one, two)) == 1


def test_the_attack_of_the_next_sentence_is_the_same(article):
    text = "Mortars hit Qamishli on Monday. The attack killed four people, a doctor said."
    made = (
        article(text, "Daily", "2026-03-03").tell("hit", place="Qamishli", when="2026-03-02").tell("attack", killed=4)
    )
    (incident,) = found(made)
    assert incident.summary["killed"].best == 4


def test_a_separate_attack_is_another(article):
    text = "Mortars hit Qamishli on Monday. In a separate attack gunmen killed two people."
    made = (
        article(text, "Daily", "2026-03-03").tell("hit", place="Qamishli", when="2026-03-02").tell("attack", killed=2)
    )
    assert len(found(made)) == 2


def test_a_chain_of_half_likenesses_joins_no_two_days(article):
    text = "Fighters attacked Qamishli again this week, and four people died in the town."
    week = article(text, "Post", "2026-03-05")
    week.tell("attacked", place="Qamishli", killed=4)
    made = found(
        report(article, "Daily", killed=4),
        report(article, "Gazette", verb="shelled", when="2026-03-04", killed=4),
        week,
    )
    days = [{c.start for r in i.cells["when"] if (c := r.value)} for i in made if "when" in i.cells]
    assert all(len(d) == 1 for d in days)


@pytest.mark.parametrize("stance", ["denied", "predicted", "hypothetical", "ordered"])
def test_what_nobody_asserts_is_no_incident(article, stance):
    assert found(report(article, "Daily", stance=stance)) == ()


@pytest.mark.parametrize(
    ("then", "groups"),
    [
        ("Guns have killed 90 people around Qamishli since the war drew near.", 2),
        ("Guns had killed 90 people in Qamishli since last spring.", 2),
        ("Guns have killed 90 people in Qamishli since Monday.", 1),
        ("Guns have killed 90 people in Qamishli since the attack began.", 1),
        ("The guns have killed 90 people in Qamishli.", 1),
    ],
)
def test_a_running_toll_is_of_no_single_attack(article, then, groups):
    made = article(f"Shells hit Qamishli on Monday. {then}", "Daily", "2026-03-03")
    made.tell("hit", place="Qamishli", when="2026-03-02", killed=4).tell("killed", place="Qamishli", killed=90)
    assert len(found(made)) == groups


def test_what_has_neither_day_nor_place_nor_toll_is_no_incident(article):
    assert found(article("Rebels attacked again.", "Daily", "2026-03-03").tell("attacked")) == ()


def test_a_denial_joins_and_is_shown(article):
    denial = article("The army denied that it shelled Qamishli.", "Post", "2026-03-04")
    denial.tell("shelled", place="Qamishli", chain=("army",), actor="army", stance="denied")
    (incident,) = found(report(article, "Daily", chain=("Karsu rescue service",), killed=4), denial)
    names = {o.id: o.name for o in incident.origins}
    assert [(d.cell, names[d.by], names[d.of]) for d in incident.disputed] == [
        ("actor", "army", "Karsu rescue service")
    ]
    assert incident.grade.information == "4"
    assert "denied by army" in incident.grade.reasons


def test_figures_that_exclude_each_other_are_disputed_and_kept(article):
    one = report(article, "Daily", chain=("Karsu rescue service",), killed=14)
    two = report(article, "Post", verb="struck", chain=("interior ministry",), killed=3)
    (incident,) = found(one, two)
    assert [d.cell for d in incident.disputed] == ["killed"]
    names = {o.id: o.name for o in incident.origins}
    told = {(names[r.origin], r.figure.best) for r in incident.cells["killed"]}
    assert told == {("Karsu rescue service", 14), ("interior ministry", 3)}
    assert (incident.summary["killed"].low, incident.summary["killed"].high) == (3, 14)
    assert incident.grade.information == "3"


def test_at_least_is_no_contradiction(article):
    one = report(article, "Daily", chain=("Karsu rescue service",), killed=(14, None, None))
    two = report(article, "Post", verb="struck", chain=("interior ministry",), killed=16)
    (incident,) = found(one, two)
    assert incident.disputed == ()
    figure = incident.summary["killed"]
    assert (figure.low, figure.best, figure.high) == (14, 16, 16)
    assert incident.grade.information == "2"


def test_the_summary_counts_origins_not_articles(article):
    police = [
        report(article, f"Paper{n}", verb=v, chain=("police",), killed=9) for n, v in enumerate(("hit", "struck"))
    ]
    ministry = report(article, "Third", verb="pounded", chain=("interior ministry",), killed=9)
    mayor = report(article, "Fourth", verb="shelled", chain=("Karim Haddad",), killed=11)
    (incident,) = found(*police, ministry, mayor)
    assert {o.name for o in incident.origins} == {"police", "interior ministry", "Karim Haddad"}
    assert incident.summary["killed"].best == 9


def test_what_an_origin_says_last_counts(article):
    first = report(article, "Daily", chain=("police",), killed=4)
    later = report(article, "Post", verb="struck", chain=("police",), killed=7, published="2026-03-05")
    (incident,) = found(later, first)
    assert (incident.summary["killed"].low, incident.summary["killed"].high) == (7, 7)
    assert {r.figure.best for r in incident.cells["killed"]} == {4, 7}


def test_including_is_not_added_and_and_is(article):
    text = "Shells hit Qamishli on Monday and killed 12 people, including 4 children."
    made = article(text, "Daily", "2026-03-03").tell("hit", place="Qamishli", when="2026-03-02")
    assert _killed(made, "12 people", 12, "4 children", 4) == 12
    text = "Shells hit Qamishli on Monday and killed 3 soldiers and 2 drivers."
    made = article(text, "Daily", "2026-03-03").tell("hit", place="Qamishli", when="2026-03-02")
    assert _killed(made, "3 soldiers", 3, "2 drivers", 2) == 5


def test_a_correction_replaces_what_its_outlet_said(article):
    wrong = report(article, "Daily", killed=40)
    text = "Correction: an earlier version of this story gave a wrong toll. Mortars struck Qamishli and 4 people died."
    right = article(text, "Daily", "2026-03-04").tell("struck", place="Qamishli", when="2026-03-02", killed=4)
    (incident,) = found(wrong, right)
    assert incident.superseded == (wrong.claims[0].id,)
    assert incident.summary["killed"].high == 4
    assert {r.figure.best for r in incident.cells["killed"]} == {40, 4}


@pytest.mark.parametrize(
    ("words", "taken_back"),
    [
        ("Daily retracts its report that mortars struck Qamishli and killed 40.", True),
        ("The newspaper has withdrawn its earlier report that mortars struck Qamishli.", True),
        ("We take back our report that mortars struck Qamishli and killed 40.", True),
        ("This report has been retracted. Mortars struck Qamishli, we had written.", True),
        ("The ministry withdrew its report that mortars struck Qamishli.", False),
    ],
)
def test_what_an_outlet_takes_back_counts_no_more_and_stays(article, words, taken_back):
    other = report(article, "Courier", verb="pounded", chain=("Group 1",), killed=40)
    first = report(article, "Daily", chain=("Group 2",), killed=40)
    back = article(words, "Daily", "2026-03-04").tell("struck", place="Qamishli", when="2026-03-02", chain=("Group 2",))
    (incident,) = found(other, first, back)
    assert incident.grade.information == ("3" if taken_back else "2")
    assert set(incident.superseded) == ({first.claims[0].id, back.claims[0].id} if taken_back else set())
    assert {o.name for o in incident.origins} == {"Group 1", "Group 2"}
    assert ("taken back by the outlet that told it: Group 2" in incident.grade.reasons) == taken_back


def test_an_incident_carries_where_the_ledger_stood(article):
    at = Position(7, "sha256:x")
    (incident,) = found(report(article, "Daily"), position=at)
    assert incident.ledger == at
    assert decode(Incident, encode(incident)) == incident


def _killed(made, *told):
    counts = tuple(
        Toll("killed", None, Count(n, n, n, words, made.span(words), None, True))
        for words, n in zip(told[::2], told[1::2], strict=True)
    )
    made.claims[0] = replace(made.claims[0], counts=counts)
    (incident,) = found(made)
    return incident.summary["killed"].best


def test_a_standing_phrase_of_another_day_is_no_copied_claim(article):
    one = report(article, "Daily")
    two = article(one.document.text + " More to follow.", "Post", "2026-03-10")
    two.tell("hit", place="Qamishli", when="2026-03-09")
    assert len(found(one, two)) == 2


def test_a_copy_that_names_another_source_keeps_it(article):
    one = report(article, "Daily", chain=("police",))
    two = article(TOLD["hit"].format("Qamishli") + " Ends.", "Post", "2026-03-04")
    two.tell("hit", place="Qamishli", when="2026-03-02", chain=("interior ministry",))
    (incident,) = found(one, two)
    assert [o.name for o in incident.origins] == ["police", "interior ministry"]


def test_what_was_taken_back_no_longer_counts(article):
    wrong = report(article, "Daily")
    text = "Correction: an earlier version of this story said that Qamishli was struck. No such attack took place."
    back = article(text, "Daily", "2026-03-04").tell("attack", place="Qamishli", when="2026-03-02", stance="denied")
    (incident,) = found(wrong, back)
    assert incident.superseded == (wrong.claims[0].id,)
    assert incident.grade.information == "6"


def test_a_report_rests_on_the_source_that_it_names_beside(article):
    made = report(article, "Daily", chain=("Karim Haddad",), source_kind="person")
    made.claims[0] = replace(made.claims[0], chain=(), attribution=None)
    (incident,) = found(made)
    beside = "quoted beside words that the report tells as its own"
    assert [(o.name, o.reasons[0]) for o in incident.origins] == [("Karim Haddad", beside)]


def test_reports_without_any_date_meet_by_place_and_words(article):
    one = article("Mortar rounds hit Qamishli before dawn near the grain silos.", None, None)
    one.tell("hit", place="Qamishli", killed=4)
    two = article("The grain silos of Qamishli were struck by mortar fire.", None, None)
    two.tell("struck", place="Qamishli", killed=4)
    other = article("A bomb went off in Mosul and killed a guard.", None, None).tell(
        "went off", place="Mosul", killed=1
    )
    assert len(found(one, two, other)) == 2


@pytest.mark.parametrize(
    ("chain", "reason"),
    [
        (("Omar Sy", "Coast Wire"), "named as the source, by way of Coast Wire"),
        (("Omar Sy", "statement"), "named as the source, in a statement"),
        (("Omar Sy", "Daily", "reporters"), "named as the source"),  # its own outlet and who was told pass nothing on
    ],
)
def test_an_origin_says_what_its_word_came_through(article, chain, reason):
    (incident,) = found(report(article, "Daily", chain=chain))
    (origin,) = incident.origins
    assert origin.reasons == (reason, "in 1 report (Daily)")


def test_what_was_burned_does_not_name_an_attack_that_killed(article):
    text = "Gunmen burned two shops in Qamishli and killed nine people there."
    burned = article(text, "Daily", "2026-03-03").tell("burned", place="Qamishli", when="2026-03-02")
    one = burned.tell("killed", place="Qamishli", when="2026-03-02", killed=9)
    one.claims[0] = replace(one.claims[0], mode="primitive", acled="Looting/property destruction")
    one.claims[1] = replace(one.claims[1], mode="firearms", acled="Attack")
    assert [i.acled for i in found(one)] == ["Attack"]


@pytest.mark.parametrize(
    ("first", "second", "joined"),
    [
        (("hit", "hospital", "aerial"), ("struck", "army convoy", "firearms"), False),
        (("hit", "market", "explosives"), ("struck", "clinic", "aerial"), False),
        (("hit", "market", "explosives"), ("struck", "bazaar", "explosives"), True),
        (("hit", "protesters", "firearms"), ("struck", "market", "explosives"), False),
        (("hit", None, "explosives"), ("struck", "market", "explosives"), True),
    ],
)
def test_attacks_on_other_things_in_other_ways_are_two(article, first, second, joined):
    told = zip(("Radio Karsu", "Lake Post"), (first, second), strict=True)
    reports = [report(article, o, verb=v, recipient=target, mode=mode) for o, (v, target, mode) in told]
    assert len(found(*reports)) == (1 if joined else 2)
