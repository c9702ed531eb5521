"""What changed between two points of a ledger, and what is behind each change."""

from dataclasses import replace

import pytest

from firsthand.ledger import Ledger
from firsthand.model import Decision
from firsthand.workspace import diff as differences
from firsthand.workspace import standing, views
from firsthand.workspace.facts import facts
from firsthand.workspace.views import NotFoundError
from tests.workspace.telling import DENIAL, GAO, MENAKA, SECOND, SECOND_WORD, corrected, keep


@pytest.fixture
def ledger(tmp_path):
    with Ledger.open(tmp_path / "ledger.db") as opened:
        keep(opened, GAO)
        yield opened


def compare(ledger, first, last=None):
    ends = ledger.position(first), ledger.position(last)
    found = differences.diff(ledger, ends)
    with pytest.MonkeyPatch.context() as patch:  # a large ledger takes back what came since instead
        patch.setattr(standing, "LARGE", 0)
        patch.setattr(standing, "SHARE", 99)
        assert differences.diff(ledger, ends) == found
    return found


def cells(change):
    return {c.cell: (set(c.old), set(c.new)) for c in change.cells}


def test_nothing_changed(ledger):
    assert compare(ledger, ledger.position().seq).changes == ()


def test_a_second_origin_changes_the_grade_and_is_named(ledger):
    before = ledger.position().seq
    keep(ledger, SECOND_WORD)
    [change] = compare(ledger, before).changes
    told = cells(change)
    assert change.happened == "changed"
    assert told["origins"] == ({"army"}, {"army", "Ali Keita"})
    assert told["killed"][1] - told["killed"][0] == {"5 (Ali Keita)"}
    assert told["grade"] == ({"F3"}, {"F2"})
    assert {c.words for cell in change.cells for c in cell.because} == {"Niger Times, 2021-05-05"}


def test_a_new_incident_comes_with_its_document(ledger):
    before = ledger.position().seq
    keep(ledger, MENAKA)
    [change] = compare(ledger, before).changes
    assert (change.happened, change.before, change.after) == ("new", (), (MENAKA.claim,))
    assert [(c.kind, c.subject) for c in change.because] == [("document", MENAKA.document.id)]


def test_decisions_split_and_merge(ledger):
    keep(ledger, SECOND_WORD)
    whole = ledger.position().seq
    apart = Decision("d1", "ana", "2026-03-01T10:00:00Z", ((GAO.claim,), (SECOND_WORD.claim,)), "two blasts")
    ledger.add_decision(apart)
    split = ledger.position().seq
    [change] = compare(ledger, whole).changes
    assert (change.happened, change.before, set(change.after)) == (
        "split",
        (GAO.claim,),
        {GAO.claim, SECOND_WORD.claim},
    )
    assert [(c.kind, c.by, c.words) for c in change.because] == [
        ("decision", "ana", "2 claims are 2 different ones: two blasts")
    ]
    ledger.withdraw("d1", "it was one", "ben")
    [change] = compare(ledger, split).changes
    assert change.happened == "merged" and [(c.kind, c.by) for c in change.because] == [("withdrawal", "ben")]
    assert compare(ledger, whole).changes == ()  # there and back again


def test_another_program_version_is_named(ledger):
    before = ledger.position().seq
    better = replace(GAO, killed=None)
    ledger.add_reading(better.reading(SECOND))
    [change] = compare(ledger, before).changes
    assert cells(change)["killed"] == ({"5 (army)"}, set())
    assert {(c.kind, c.words) for cell in change.cells for c in cell.because} == {
        ("program", "0.1.0 first places-1 → 0.2.0 second places-1")
    }


def test_a_claim_that_another_version_reads_elsewhere_is_the_same_incident(ledger):
    before = ledger.position().seq
    ledger.add_reading(replace(GAO, trigger="killed").reading(SECOND))
    [change] = compare(ledger, before).changes
    assert change.happened == "changed" and change.before != change.after


def test_a_redaction_is_named(ledger):
    before = ledger.position().seq
    keep(ledger, MENAKA)
    middle = ledger.position().seq
    ledger.redact(MENAKA.document.id, "court order", "ana")
    # What was erased can't be shown any more, at no point of the past.
    assert compare(ledger, before).changes == compare(ledger, middle).changes == ()


def test_a_retraction_lowers_the_grade_and_stays_visible(ledger):
    keep(ledger, SECOND_WORD)
    before = ledger.position().seq
    text = (
        "CORRECTION: Niger Times retracts its report of 5 May on a bomb near Gao on 3 May 2021, for which "
        "nobody could be found who had counted bodies."
    )
    keep(ledger, replace(SECOND_WORD, text=text, published="2021-05-06", killed=None, source=None, stance="denied"))
    [change] = compare(ledger, before).changes
    told = cells(change)
    assert told["grade"] == ({"F2"}, {"F3"})
    assert any(r.startswith("taken back by the outlet that told it: Ali Keita") for r in told["grade reasons"][1])
    assert SECOND_WORD.claim in told["superseded"][1]
    assert "5 (Ali Keita)" in facts(views.view(ledger).incidents[0])["killed"]
    assert {c.words for c in change.because} == {"Niger Times, 2021-05-06"}


def test_only_one_incident(ledger):
    before = ledger.position().seq
    keep(ledger, MENAKA)
    keep(ledger, SECOND_WORD)
    found = compare(ledger, before)
    assert len(found.changes) == 2
    assert [c.after for c in differences.only(found, MENAKA.claim[:6]).changes] == [(MENAKA.claim,)]
    with pytest.raises(NotFoundError, match="ffff"):
        differences.only(found, "ffff")


def test_each_cell_names_the_entry_that_changed_it(ledger):
    """One document brings an origin, another a denial, a person corrects a toll: each is behind its own cells only."""
    before = ledger.position().seq
    keep(ledger, SECOND_WORD)
    keep(ledger, DENIAL)
    corrected(ledger, GAO, "killed", 7)
    [change] = compare(ledger, before).changes
    behind = {c.cell: [b.words for b in c.because] for c in change.cells}
    second, denial, person = (c.words for c in change.because)
    assert (second, denial, person) == ("Niger Times, 2021-05-05", "Dara Daily, 2021-05-06", "killed: the list")
    assert behind["killed"] == [second, person] and behind["origins"] == [second, denial]
    assert behind["disputed"] == [denial, person] and behind["decisions"] == [person]
    assert [c.because[0].kind for c in change.cells if c.cell == "decisions"] == ["correction"]


def test_a_large_ledger_takes_back_what_came_since(ledger, monkeypatch):
    monkeypatch.setattr(standing, "LARGE", 0)
    monkeypatch.setattr(standing, "SHARE", 99)
    ends = [ledger.position()]
    for told in (MENAKA, SECOND_WORD):
        keep(ledger, told)
        ends.append(ledger.position())
    now = views.view(ledger)
    monkeypatch.setattr(standing, "_made_anew", None)  # not needed any more
    states = now.states(ends, {})
    assert [[(i.id, len(i.origins)) for i in state] for state in states] == [
        [(GAO.claim, 1)],
        [(GAO.claim, 1), (MENAKA.claim, 1)],
        [(GAO.claim, 2), (MENAKA.claim, 1)],
    ]
