"""The review queue: what is asked, in which order, and what is asked no more once a person has settled it."""

from dataclasses import replace
from importlib import import_module

import pytest

from firsthand.model import Anchor, Correction, Decision, Rejection, Span, Where
from firsthand.resolve import incidents, links
from firsthand.resolve.corrections import Acts, marked, settle
from firsthand.resolve.queue import KINDS, WEIGHTS, State, queue
from firsthand.resolve.undecided import undecided

FIRST = "A convoy was hit at the mill of Amuda on Monday and four people died, the mayor said."
OTHER = "Nine bodies lie in the clinic of Amuda since Monday when rockets hit a convoy, a doctor told us."


@pytest.fixture
def told(article):
    return [
        article(FIRST, "Karsu Post", "2026-03-03")
        .tell("hit", place="Amuda", when="2026-03-02", chain=("mayor",), killed=4)
        .read(),
        article(OTHER, "Orontes Post", "2026-03-04")
        .tell("hit", place="Amuda", when="2026-03-02", chain=("doctor",), killed=9)
        .read(),
    ]


def state(reads, decisions=(), corrections=(), rejections=(), **more):
    settled = settle(reads, Acts(tuple(decisions), tuple(corrections), tuple(rejections)))
    found = marked(incidents(settled.reads, settled.decisions), settled)
    return State(found, {r.document.id: r for r in settled.reads}, settled, **more)


def anchored(read):
    claim = read.claims[0]
    return Anchor(claim.id, read.document.id, claim.trigger, "event", claim.type)


def ids(told):
    return tuple(r.claims[0].id for r in told)


def correction(read, cell="killed", value=(), **more):
    claim = read.claims[0]
    was = claim.counts if cell == "killed" else claim.where
    return Correction("k1", "ana", "2026-04-01", anchored(read), cell, value, was, **more)


def test_figures_that_exclude_each_other_are_asked_about(told):
    [asked] = queue(state(told))
    assert asked.kind == "tolls" and asked.about[1:] == ids(told)[::-1]
    assert asked.reasons[0] == "killed: doctor: 9 against mayor: 4"
    assert asked.settle[0] == f"firsthand decide --same {asked.about[0][:8]}"
    assert asked.settle[1] == f"firsthand correct {ids(told)[1][:8]} killed FIGURE"


@pytest.mark.parametrize(
    ("figure", "words"), [((9, None, None), "at least 9"), ((9, None, 12), "at least 9, at most 12"), ((9, 9, 9), "9")]
)
def test_figures_are_told_with_their_bounds(article, told, figure, words):
    other = article(OTHER, "Orontes Post", "2026-03-04")
    other.tell("hit", place="Amuda", when="2026-03-02", chain=("doctor",), killed=figure)
    [asked] = queue(state([told[0], other.read()]))
    assert asked.reasons[0] == f"killed: doctor: {words} against mayor: 4"


def test_figures_far_apart_come_before_those_that_almost_agree(article, told):
    weights = []
    for killed in (5, 9, 12, 40):
        other = article(OTHER, "Orontes Post", "2026-03-04")
        other.tell("hit", place="Amuda", when="2026-03-02", chain=("doctor",), killed=killed)
        [asked] = queue(state([told[0], other.read()]))
        weights.append(asked.weight)
    assert weights == sorted(weights) and weights[0] < weights[1] < weights[2]


def test_who_has_seen_a_dispute_is_asked_no_more(told):
    seen = Decision("d1", "ana", "2026-04-01", (ids(told),))
    assert queue(state(told, [seen])) == []
    same = [correction(r, value=r.claims[0].counts) for r in told]
    assert queue(state(told, corrections=[same[0]])) != []
    assert queue(state(told, corrections=[same[0], replace(same[1], id="k2")])) == []


def test_a_greater_incident_comes_first(told, article):
    far = [
        article(FIRST.replace("Amuda", "Mosul"), "Karsu Post", "2026-03-03")
        .tell("hit", place="Mosul", when="2026-03-02", chain=("mayor",), killed=900)
        .read(),
        article(OTHER.replace("Amuda", "Mosul"), "Orontes Post", "2026-03-04")
        .tell("hit", place="Mosul", when="2026-03-02", chain=("doctor",), killed=400)
        .read(),
    ]
    first, second = queue(state([*told, *far]))
    assert "Mosul" in first.title and "Amuda" in second.title and first.weight > second.weight


def test_an_act_whose_claim_is_gone_is_asked_about_unless_it_was_erased(told):
    act = correction(told[0], note="a typing error")
    gone = [replace(told[0], claims=()), told[1]]
    [asked] = queue(state(gone, corrections=[act]))
    assert asked.kind == "lost" and "ana's correction of killed, 2026-04-01 (a typing error)" in asked.reasons[0]
    assert asked.settle == ("firsthand correct CLAIM killed VALUE", "firsthand withdraw k1")
    rejected = Rejection("r1", "ana", "2026-04-01", anchored(told[0]))
    assert queue(state(gone, rejections=[rejected])) == []  # it is as the person had it
    erased = frozenset({told[0].document.id})
    assert queue(state(told[1:], corrections=[act], erased=erased)) == []


def test_a_lost_act_names_what_stands_near_its_words_today(told):
    elsewhere = replace(told[0].claims[0], id="77" * 8, trigger=Span(2, 8))
    [asked, *_] = queue(state([replace(told[0], claims=(elsewhere,)), told[1]], corrections=[correction(told[0])]))
    assert asked.reasons[1] == "near it stands 77777777: ASSAULT “convoy”"


def test_overruled_acts_name_what_overrules_them_and_ones_own_weigh_less(told):
    one = Decision("d1", "ana", "2026-04-01", (ids(told),))
    two = Decision("d2", "ben", "2026-04-02", tuple((c,) for c in ids(told)))
    [asked] = queue(state(told, [one, two], overruled=(one,)), ["overruled"])
    assert "no longer fits ben's decision, 2026-04-02" in asked.reasons[0]
    assert asked.weight == WEIGHTS["overruled"]
    [own] = queue(state(told, [one, replace(two, by="ana")], overruled=(one,)), ["overruled"])
    assert own.weight < asked.weight


def test_a_cell_that_is_read_otherwise_by_now_is_asked_about(told):
    act = correction(told[0], value=())
    anew = replace(told[0], claims=(replace(told[0].claims[0], counts=told[1].claims[0].counts),))
    assert [q.kind for q in queue(state([anew, told[1]], corrections=[act]), ["changed"])] == ["changed"]
    assert queue(state(told, corrections=[act]), ["changed"]) == []
    right = replace(act, value=told[1].claims[0].counts)
    assert queue(state([anew, told[1]], corrections=[right]), ["changed"]) == []  # the program reads it so itself


def test_incidents_that_almost_met_are_asked_about_until_a_person_decides(told, monkeypatch):
    near = [told[0], replace(told[1], claims=(replace(told[1].claims[0], counts=told[0].claims[0].counts),))]
    score = max(k.score for k in links([h for i in incidents(near) for h in _happenings(i, near)]))
    threshold(monkeypatch, score + 0.05)
    found = state(near)
    assert len(found.incidents) == 2
    [asked] = queue(found, ["link"])
    assert "almost one" in asked.reasons[0] and asked.settle[0].startswith("firsthand decide --same ")
    apart = Decision("d1", "ana", "2026-04-01", tuple((c,) for c in ids(near)))
    assert queue(state(near, [apart]), ["link"]) == []


def threshold(monkeypatch, score):
    for name in ("links", "undecided", "queue"):
        monkeypatch.setattr(import_module(f"firsthand.resolve.{name}"), "MIN_SCORE", score)


def _happenings(incident, reads):
    from firsthand.resolve.happenings import happening

    told = ((n, c, r.document) for n, r in enumerate(reads) for c in r.claims)
    return [happening(c, d, n) for n, c, d in told if c.id in incident.claims]


def test_an_incident_that_one_weak_link_holds_is_asked_about_until_a_person_confirms(told, monkeypatch):
    score = max(k.score for k in links([h for i in incidents(told) for h in _happenings(i, told)]))
    threshold(monkeypatch, score - 0.01)
    [asked] = queue(state(told), ["link"])
    assert "one weak link" in asked.reasons[0]
    assert asked.settle[1] == "firsthand decide --different " + " ".join(f"claim:{c[:8]}" for c in ids(told))
    seen = Decision("d1", "ana", "2026-04-01", (ids(told),))
    assert undecided(state(told, [seen]).incidents, state(told).reads, [seen]) == []


def test_a_strong_incident_without_a_place_is_asked_about(told):
    nowhere = Where("the mill", Span(23, 31), None, None, None, None, None, None, "unknown")
    lost = [replace(r, claims=(replace(r.claims[0], where=nowhere),)) for r in told]
    asked = queue(state(lost), ["place"])
    assert asked and "“the mill”" in asked[0].reasons[0] and "where none" in asked[0].settle[-1]
    seen = [replace(correction(r, "where"), id=f"k{n}", value=None) for n, r in enumerate(lost)]
    assert queue(state(lost, corrections=seen), ["place"]) == []


def test_failures_come_last_with_what_to_do(told):
    failures = {"my file.txt": {"message": "is empty", "hint": "nothing to do"}}
    *_, last = queue(state(told, failures=failures))
    assert (last.kind, last.reasons) == ("failure", ("is empty", "nothing to do"))
    assert last.settle == ("firsthand add 'my file.txt'", "firsthand withdraw 'my file.txt'")


def test_every_kind_has_a_weight():
    assert set(WEIGHTS) == set(KINDS)
