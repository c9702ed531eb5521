"""Grades: what origins and denials make of them, and what people decide of incidents."""

from dataclasses import replace

import pytest

from firsthand.model import Decision, Party
from firsthand.reference import sources
from tests.resolve.made_up import found, groups, report


def test_unknown_origins_are_shown_and_never_counted(article):
    (incident,) = found(report(article, "Daily", chain=(None,), killed=4))
    assert (incident.origins, incident.unknown_origins) == ((), 1)
    assert incident.grade.information == "6"


@pytest.mark.parametrize(("origins", "digit"), [(1, "3"), (2, "2"), (3, "1"), (4, "1")])
def test_the_digit_counts_origins(article, origins, digit):
    verbs = ("hit", "struck", "pounded", "shelled")
    made = [report(article, f"Paper{n}", verb=v, chain=(f"Group {n}",)) for n, v in enumerate(verbs[:origins])]
    (incident,) = found(*made)
    assert incident.grade.information == digit


@pytest.mark.parametrize(("tolls", "digit"), [((5, 5, 5), "1"), ((5, 5, 9), "2"), ((5, 5, 5, 9), "2"), ((5, 9), "3")])
def test_what_origins_contradict_is_never_confirmed(article, tolls, digit):
    verbs = ("hit", "struck", "pounded", "shelled")
    told = [report(article, f"P{n}", verb=verbs[n], chain=(f"Group {n}",), killed=k) for n, k in enumerate(tolls)]
    (incident,) = found(*told)
    assert incident.grade.information == digit


def test_figures_leave_open_how_many_not_whether(article):
    denial = article("The army denied that it shelled Qamishli.", "Star", "2026-03-04")
    denial.tell("shelled", place="Qamishli", chain=("army",), actor="army", stance="denied")
    one = report(article, "Daily", chain=("Karsu rescue service",), killed=14)
    two = report(article, "Post", verb="struck", chain=("interior ministry",), killed=3)
    (incident,) = found(one, two, denial)
    assert incident.grade.information == "3"
    clash = "figures exclude each other: killed (Karsu rescue service 14, interior ministry 3)"
    assert {"denied by army", clash} < set(incident.grade.reasons)


def test_reserve_alone_is_doubtful(article):
    (incident,) = found(report(article, "Daily", stance="hedged"))
    assert incident.grade.information == "4"


def test_the_letter_is_the_users(article):
    table = sources.table({"the karsu rescue service": "B", "Daily": "D"}, "sources.toml")
    made = report(article, "Daily", chain=("Karsu rescue service",))
    assert found(made)[0].grade.source == "F"
    assert found(made, sources=table)[0].grade.source == "B"


def test_a_decision_merges_what_machines_keep_apart(article):
    one, two = report(article, "Daily"), report(article, "Post", verb="struck", when="2026-03-03")
    ids = (one.claims[0].id, two.claims[0].id)
    (incident,) = found(one, two, decisions=[Decision("d1", "ana", "2026-04-01T00:00:00Z", (ids,))])
    assert set(incident.claims) == set(ids)
    assert incident.decisions == ("d1",)
    assert incident.when is None  # two days exclude each other: no winner


def test_a_decision_splits_what_machines_join_and_the_newest_counts(article):
    one, two = report(article, "Daily"), report(article, "Post", verb="struck")
    a, b = one.claims[0].id, two.claims[0].id
    split = Decision("d1", "ana", "2026-04-01T00:00:00Z", ((a,), (b,)))
    merge = Decision("d2", "ben", "2026-04-02T00:00:00Z", ((a, b),))
    start = groups(found(one, two))
    assert len(found(one, two, decisions=[split])) == 2
    assert groups(found(one, two, decisions=[split, merge])) == start
    assert groups(found(one, two, decisions=[merge, split])) == start


def test_a_side_that_speaks_of_itself_is_told_in_the_reasons_and_never_counted(article):
    claimed = report(article, "Daily", chain=("Karsu Brigade",), actor="Karsu Brigade")
    side = Party("Karsu Brigade", claimed.span("Mortar"), "Karsu Brigade", "rebel-group")
    target = Party("people", claimed.span("people"), "people", "civilians")
    claimed.claims[0] = replace(claimed.claims[0], actor=(side,), recipient=(target,))
    (told,), (silent,) = found(claimed), found(claimed, rules=())
    assert "Karsu Brigade admits its own part, against its own interest" in told.grade.reasons
    assert set(silent.grade.reasons) < set(told.grade.reasons)
    assert told.grade.information == silent.grade.information == "3"


def test_who_only_denies_is_named(article):
    denial = report(article, "Daily", chain=("army",), stance="denied", killed=3)
    rumour = report(article, "Post", verb="struck", chain=(None,), killed=3)
    (incident,) = found(denial, rumour)
    assert incident.grade.reasons[0] == "nobody but army is known to speak of it, who denies it"
