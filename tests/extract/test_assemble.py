"""Claims get the innermost attribution that holds them, its chain, their stance; once each, in text order."""

import pytest

from firsthand.extract import assemble
from firsthand.model import Attribution, Count, Document, Event, Item, Measure, Span, When

TEXT = (
    "The army said rebels killed 12. It has 300 soldiers, the mayor told a radio, which the agency quoted. "
    "A video shows it."
)
DOCUMENT = Document("sha256:0", TEXT, None, None, None, "en", None, ())


def event(start: int, end: int, name: str) -> Event:
    return Event(
        name,
        "ASSAULT",
        None,
        None,
        Span(start, end),
        Span(0, 31),
        (),
        (),
        None,
        None,
        None,
        (),
        "asserted",
        (),
        None,
        (),
    )


def measure(start: int, end: int, when: When | None = None) -> Measure:
    count = Count(300, 300, 300, TEXT[start:end], Span(start, end), None, True)
    return Measure("m", "fighters", None, count, None, when, Span(32, 101), "asserted", (), None, ())


def said(
    name: str, start: int, end: int, within: str | None = None, chain=("X",), when: When | None = None
) -> Attribution:
    return Attribution(name, None, (), (Span(start, end),), "indirect", "say", when, within, chain)


def test_the_innermost_attribution_binds():
    outer = said("a1", 0, 101, chain=("agency",))
    inner = said("a2", 14, 30, within="a1", chain=("army", "agency"))
    (bound,) = assemble.claims(DOCUMENT, (event(21, 27, "e"),), (outer, inner), {})
    assert (bound.attribution, bound.chain) == ("a2", ("army", "agency"))


def test_what_nobody_says_is_the_outlets_own():
    (bound,) = assemble.claims(DOCUMENT, (event(21, 27, "e"),), (said("a1", 32, 60),), {})
    assert (bound.attribution, bound.chain) == (None, ())


def test_a_size_told_in_the_present_holds_when_it_was_told():
    day = When("2024-05-03", "2024-05-03", "day", "relative", "Friday", Span(0, 3))
    (bound,) = assemble.claims(DOCUMENT, (measure(39, 42),), (said("a1", 32, 60, when=day),), {})
    assert (bound.when.start, bound.when.basis, bound.when.evidence) == ("2024-05-03", "inferred", (Span(0, 3),))


def test_a_size_with_a_time_of_its_own_keeps_it():
    own = When("2020-01-01", "2020-12-31", "year", "explicit", "2020", Span(0, 3))
    day = When("2024-05-03", "2024-05-03", "day", "relative")
    (bound,) = assemble.claims(DOCUMENT, (measure(39, 42, own),), (said("a1", 32, 60, when=day),), {})
    assert bound.when == own


def test_claims_stand_in_text_order_each_once_with_their_stance():
    item = Item("i", "video", Span(105, 110), None, None, None, False, None, ())
    drafts = (item, measure(39, 42), event(21, 27, "e"), event(21, 27, "again"))
    found = assemble.claims(DOCUMENT, drafts, (), {"e": ("hedged", (Span(0, 3),))})
    assert [c.id for c in found] == ["e", "m", "i"]
    assert (found[0].stance, found[0].stance_cue) == ("hedged", (Span(0, 3),))


@pytest.mark.parametrize("cycle", [{"a1": "a2", "a2": "a1"}, {"a1": "a1"}])
def test_attributions_that_stand_within_each_other_do_not_hang(cycle):
    rows = tuple(said(name, 14, 30, within=within) for name, within in cycle.items())
    assert len(assemble.claims(DOCUMENT, (event(21, 27, "e"),), rows, {})) == 1
