"""People's acts on what was read: cells corrected, claims rejected, decisions bound to the claims of today."""

from dataclasses import replace
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from firsthand.model import (
    Anchor,
    Correction,
    Count,
    Decision,
    Event,
    Item,
    Measure,
    Rejection,
    Span,
    Toll,
    Where,
    claim_id,
    dumps,
)
from firsthand.resolve import incidents
from firsthand.resolve.cellvalues import cells_of, essence, put, read_value
from firsthand.resolve.corrections import Acts, marked, settle
from firsthand.resolve.partition import by_people, partition
from tests.resolve import histories

WORDS = "Rockets hit the grain market of Amuda on Monday and four people died, the mayor said."
RETOLD = "In Amuda the market burnt after rockets hit it; four traders were dead, a doctor told Orontes Post."


@pytest.fixture
def told(article):
    first = article(WORDS, "Karsu Post", "2026-03-03").tell(
        "hit", place="Amuda", when="2026-03-02", chain=("mayor",), mode="heavy-weapons", killed=4
    )
    second = article(RETOLD, "Orontes Post", "2026-03-04").tell(
        "hit", place="Amuda", when="2026-03-02", chain=("doctor",), mode="heavy-weapons", killed=4
    )
    return [first.read(), second.read()]


def anchored(read, claim=None):
    claim = claim or read.claims[0]
    return Anchor(claim.id, read.document.id, claim.trigger, claim.kind, claim.type)


def killed(read, n):
    at = read.claims[0].counts[0].count.span
    return (Toll("killed", None, Count(n, n, n, "four", at, None, True)),)


def correction(read, n=5, by="ana", at="2026-04-01", named="k1", cell="killed", value=None):
    was = read_value(read.claims[0], cell)
    return Correction(named, by, at, anchored(read), cell, value or killed(read, n), was)


def tolls(found):
    return [(r.figure.best, r.claims) for i in found for r in i.cells["killed"]]


def test_without_acts_nothing_is_touched(told):
    settled = settle(told, Acts())
    assert settled.reads == tuple(told)
    assert all(a is b for a, b in zip(settled.reads, told, strict=True))


def test_a_corrected_cell_says_who_corrected_it_and_what_was_read(told):
    settled = settle(told, Acts(corrections=(correction(told[0]),)))
    [incident] = marked(incidents(settled.reads), settled)
    first, second = (r.claims[0].id for r in told)
    assert tolls([incident]) == [(5, (first,)), (4, (second,))]
    [made] = incident.corrections
    assert (made.claim, made.cell, made.by, made.read[0].count.best) == (first, "killed", "ana", 4)


def test_the_later_correction_counts_and_without_it_the_earlier(told):
    one = correction(told[0], 5, named="k1", at="2026-04-01")
    two = correction(told[0], 6, "ben", "2026-04-02", "k2")
    both = settle(told, Acts(corrections=(two, one)))
    assert [c.id for c in both.corrected[told[0].claims[0].id]] == ["k2"]
    assert [c.id for c in both.overruled] == ["k1"]
    assert settle(told, Acts(corrections=(one,))).corrected[told[0].claims[0].id][0].value == killed(told[0], 5)


def test_a_rejected_claim_is_none(told):
    act = Rejection("r1", "ana", "2026-04-01", anchored(told[0]))
    settled = settle(told, Acts(rejections=(act,)))
    [incident] = incidents(settled.reads)
    assert incident.claims == (told[1].claims[0].id,)
    assert settled.rejected[told[0].claims[0].id] == (act, told[0].claims[0])


def test_a_type_brings_its_mode_and_its_sub_event(told):
    claim = put(told[0].claims[0], "type", "ASSAULT/aerial")
    assert (claim.type, claim.mode, claim.acled) == ("ASSAULT", "aerial", "Air/drone strike")
    assert (put(claim, "type", "AID").type, put(claim, "type", "AID").mode) == ("AID", None)


def moved(read, **changes):
    """The same document read anew: its claim has another id."""
    claim = read.claims[0]
    return replace(read, claims=(replace(claim, id=claim_id(read.document.id, 0, "event"), **changes),))


@pytest.mark.parametrize(
    ("changes", "found"),
    [
        ({"trigger": Span(8, 15)}, True),  # "hit the": the words overlap
        ({"trigger": Span(24, 30)}, False),  # other words
        ({"type": "COERCE"}, False),  # another type
    ],
    ids=["overlapping", "elsewhere", "another type"],
)
def test_after_a_better_reading_an_act_finds_its_claim_by_words_and_type(told, changes, found):
    act = correction(told[0])
    settled = settle([moved(told[0], **changes), told[1]], Acts(corrections=(act,)))
    assert bool(settled.corrected) == found
    assert [x.act for x in settled.lost] == ([] if found else [act])


def test_a_better_reading_that_says_what_a_person_said_of_the_type_is_found(told):
    act = correction(told[0], cell="type", value="COERCE/restrict")
    settled = settle([moved(told[0], type="COERCE"), told[1]], Acts(corrections=(act,)))
    assert settled.reads[0].claims[0].mode == "restrict"


def test_between_two_claims_no_choice_is_made(told):
    claim = told[0].claims[0]
    two = replace(told[0], claims=(replace(claim, id="1"), replace(claim, id="2", trigger=Span(8, 19))))
    settled = settle([two, told[1]], Acts(corrections=(correction(told[0]),)))
    assert (settled.corrected, len(settled.lost)) == ({}, 1)


def test_a_decision_follows_its_claims(told):
    a, b = (r.claims[0].id for r in told)
    split = Decision("d1", "ana", "2026-04-01", ((a,), (b,)), None, tuple(map(anchored, told)))
    again = [moved(told[0]), told[1]]
    settled = settle(again, Acts(decisions=(split,)))
    assert settled.decisions[0].groups == ((again[0].claims[0].id,), (b,))
    assert len(incidents(settled.reads, settled.decisions)) == 2 and settled.lost == ()


def test_a_decision_of_a_document_that_is_gone_is_lost(told):
    a, b = (r.claims[0].id for r in told)
    split = Decision("d1", "ana", "2026-04-01", ((a,), (b,)), None, tuple(map(anchored, told)))
    [lost] = settle(told[1:], Acts(decisions=(split,))).lost
    assert [x.claim for x in lost.anchors] == [a]
    [bare] = settle(told[1:], Acts(decisions=(replace(split, anchors=()),))).lost
    assert (bare.act.id, bare.anchors) == ("d1", ())


def test_what_a_person_joins_no_separate_attack_of_the_text_parts(article):
    text = "Rockets hit the mill of Amuda on Monday. A separate strike destroyed its silo the same day."
    made = article(text, "Karsu Post", "2026-03-03")
    made.tell("hit", place="Amuda", when="2026-03-02").tell("strike", place="Amuda", when="2026-03-02")
    read = made.read()
    ids = tuple(c.id for c in read.claims)
    assert len(incidents([read])) == 2
    [incident] = incidents([read], [Decision("d1", "ana", "2026-04-01", (ids,))])
    assert incident.claims == ids


ACTS = st.lists(st.tuples(st.integers(0, 1), st.sampled_from(["killed", "where", "stance", "reject"])), max_size=5)


@given(acts=ACTS, random=st.randoms(use_true_random=False))
@settings(max_examples=25, deadline=None)
def test_corrections_come_in_any_order_and_leave_no_trace_when_withdrawn(article, acts, random):
    told = [
        article(WORDS, "Karsu Post", "2026-03-03").tell("hit", place="Amuda", when="2026-03-02", killed=4).read(),
        article(RETOLD, "Orontes Post", "2026-03-04").tell("hit", place="Amuda", when="2026-03-02", killed=4).read(),
    ]
    before = [dumps(i) for i in incidents(told)]
    corrections, rejections = [], []
    for n, (which, cell) in enumerate(acts):
        if cell == "reject":
            rejections.append(Rejection(f"r{n}", "ana", f"2026-04-0{n + 1}", anchored(told[which])))
            continue
        value = {"stance": "denied", "where": Where("Amuda", Span(0, 5), None, None, None, None, None, None, "unknown")}
        corrections.append(
            correction(told[which], n, at=f"2026-04-0{n + 1}", named=f"k{n}", cell=cell, value=value.get(cell))
        )
    made = settle(told, Acts((), tuple(corrections), tuple(rejections)))
    shuffled = random.sample(corrections, len(corrections))
    assert settle(told, Acts((), tuple(shuffled), tuple(rejections))).reads == made.reads
    assert [dumps(i) for i in incidents(settle(told, Acts()).reads)] == before


@given(st.integers(0, 2**32))
@settings(max_examples=60, deadline=None)
def test_the_newest_decision_is_honoured_and_older_ones_where_they_fit(seed):
    """benchmarks/histories.py runs thousands."""
    histories.check(histories.history(Random(seed)))


@given(st.integers(0, 2**32))
@settings(max_examples=50, deadline=None)
def test_a_split_and_then_a_merge_return_to_the_start(seed):
    made = histories.history(Random(seed), 3)
    start = by_people(histories.CLAIMS, made).groups
    group = max(start, key=len)
    split = Decision("s", "ana", "2026-05-01", tuple((c,) for c in group))
    merge = Decision("t", "ana", "2026-05-02", (group,))
    assert by_people(histories.CLAIMS, [*made, split, merge]).groups == start


def test_decisions_alone_sort_as_decisions_with_links_do(article):
    assert partition([], [], []).groups == by_people([], []).groups == ()


EVENT = Event(
    "e", "ASSAULT", None, None, Span(0, 3), Span(0, 9), (), (), None, None, None, (), "asserted", (), None, ("mayor",)
)
MEASURE = Measure(
    "m",
    "fighters",
    None,
    Count(1, 1, 1, "one", Span(0, 3), None, True),
    None,
    None,
    Span(0, 9),
    "asserted",
    (),
    None,
    (),
)
ITEM = Item("i", "video", Span(0, 5), None, None, None, False, None, ())


@pytest.mark.parametrize("claim", [EVENT, MEASURE, ITEM], ids=lambda c: c.kind)
def test_every_cell_gives_back_what_is_put_in(claim):
    for cell in cells_of(claim):
        value = read_value(claim, cell)
        assert read_value(put(claim, cell, value), cell) == value, cell


def test_what_makes_two_values_one_is_not_where_they_stand():
    at = Count(4, 4, 4, "four", Span(3, 7), None, True)
    assert essence((Toll("killed", None, at),)) == essence((Toll("killed", None, replace(at, span=Span(9, 13))),))
    assert essence((Toll("killed", None, at),)) != essence((Toll("killed", None, replace(at, best=5, high=5)),))
