"""Every noun survives the way to JSON and back; what is no such noun is refused by name."""

import dataclasses
import json

import pytest

from firsthand.model import (
    CellReading,
    Claim,
    Count,
    Event,
    Figure,
    FormatError,
    Item,
    Measure,
    Party,
    Si,
    Span,
    Text,
    Toll,
    TollReading,
    When,
    Where,
    claim_id,
    decode,
    dumps,
    encode,
)

WHEN = When("2021-05-03", "2021-05-03", "day", "relative", "on Monday", Span(4, 13), anchor="2021-05-05")
WHERE = Where("Menaka", Span(20, 26), "Ménaka", 2453058, "ML", "Ménaka", 15.92, 2.4, "town")
COUNT = Count(50, None, None, "at least 50", Span(30, 41), "people", False)
PARTY = Party("the group", Span(50, 59), "Islamic State", "rebel-group", "islamic-state", Span(60, 62))
EVENT = Event(
    "e1", "ASSAULT", "explosives", None, Span(0, 3), Span(0, 70), (PARTY,), (), Text("mine", Span(1, 5)), WHERE, WHEN,
    (Toll("killed", None, COUNT),), "asserted", (), None, (None, "Reuters"),
)  # fmt: skip
MEASURE = Measure(
    "m1", "territory", PARTY, dataclasses.replace(COUNT, si=Si(0, None, 0.26, "km²")), None, None, Span(0, 9),
    "hedged", (Span(1, 4),), "a1", ("X",),
)  # fmt: skip
ITEM = Item("i1", "video", Span(3, 8), PARTY, WHEN, None, True, None, ())


@pytest.mark.parametrize("value", [WHEN, WHERE, COUNT, PARTY, EVENT, MEASURE, ITEM], ids=lambda v: type(v).__name__)
def test_there_and_back(value):
    assert decode(type(value), json.loads(dumps(value))) == value


@pytest.mark.parametrize("value", [WHEN, WHERE, PARTY, "mine"])
def test_a_cell_keeps_the_kind_of_its_value(value):
    cell = CellReading(value, "asserted", "o1", ("c1",))
    assert decode(CellReading, encode(cell)) == cell


def test_flat_fields_stand_in_the_object_that_holds_them():
    assert encode(Toll("killed", None, COUNT))["low"] == 50
    assert encode(TollReading(Figure(1, 2, 3), None, "asserted", "o1", ()))["best"] == 2


def test_spans_are_pairs():
    assert encode(WHEN)["span"] == [4, 13]


@pytest.mark.parametrize(
    ("change", "named"),
    [
        ({"stance": "sure"}, "stance"),
        ({"trigger": [5, 2]}, "trigger"),
        ({"trigger": [1.5, 2]}, "trigger"),
        ({"chain": "Reuters"}, "chain"),
        ({"counts": [{"of": "killed"}]}, "counts"),
        ({"type": True}, "type"),
        ({"where": "Ménaka"}, "where"),
    ],
)
def test_what_is_of_another_format_is_refused_by_the_name_of_its_field(change, named):
    with pytest.raises(FormatError, match=named):
        decode(Event, encode(EVENT) | change)


def test_a_missing_key_is_named():
    body = encode(EVENT)
    del body["evidence"]
    with pytest.raises(FormatError, match="evidence"):
        decode(Event, body)


def test_claims_are_told_by_their_kind():
    union = [encode(c) for c in (EVENT, MEASURE, ITEM)]
    assert [decode(Claims, {"claims": [c]}).claims[0].id for c in union] == ["e1", "m1", "i1"]


@dataclasses.dataclass(frozen=True)
class Claims:
    claims: tuple[Claim, ...]


def test_a_claims_id_hangs_on_where_it_stands_and_not_on_what_it_says():
    assert claim_id("sha256:aa", 10, "event") == claim_id("sha256:aa", 10, "event", 0)
    others = {claim_id("sha256:aa", 10, k, n) for k in ("event", "item") for n in (0, 1)}
    assert len(others | {claim_id("sha256:ab", 10, "event"), claim_id("sha256:aa", 11, "event")}) == 6
