"""People's acts made from what a person names, and the words that a value may be written in."""

import shutil
from dataclasses import replace

import pytest

from firsthand.ledger import Ledger
from firsthand.model import Count, Decision, Measure, Span, dumps
from firsthand.reference.gazetteer import Place
from firsthand.resolve import cellvalues
from firsthand.workspace import cellwords, decisions, effects, lines, review, views
from firsthand.workspace.decisions import Already, Desk
from firsthand.workspace.naming import ActError
from firsthand.workspace.views import NotFoundError
from tests.workspace.telling import GAO, MENAKA, SECOND, SECOND_WORD, keep


class Places:
    """A gazetteer of three."""

    all = (
        Place(1, 2457161, "Gao", "admin1", "ML", "Gao", 17.0, 0.0, 500_000, "test"),
        Place(2, 2457163, "Gao", "town", "ML", "Gao", 16.27, -0.04, 80_000, "test"),
        Place(3, 2453058, "Ménaka", "town", "ML", "Ménaka", 15.92, 2.4, 20_000, "test"),
    )

    def find(self, name):
        return tuple(p for p in self.all if p.name.casefold() == name.casefold())

    def villages(self, name):
        village = Place(4, None, "Ansongo", "town", "ML", "Gao", 15.66, 0.5, 0, "test")
        return (village,) if name == village.name else ()

    def numbered(self, number):
        return next((p for p in self.all if p.geonameid == number), None)


@pytest.fixture(scope="module")
def filled(tmp_path_factory):
    path = tmp_path_factory.mktemp("people") / "ledger.db"
    with Ledger.open(path) as opened:
        for told in (GAO, SECOND_WORD, MENAKA):
            keep(opened, told)
    return path


@pytest.fixture
def ledger(filled, tmp_path):
    with Ledger.open(shutil.copy(filled, tmp_path)) as opened:
        yield opened


@pytest.fixture(scope="module")
def sitting(filled):
    """A desk where acts are made and none is recorded."""
    with Ledger.open(filled, readonly=True) as opened:
        yield desk(opened)


def desk(ledger, by="ana"):
    return Desk(ledger, views.view(ledger), by, gazetteer=Places)


def act(ledger, by="ana", **given):
    made = decisions.make(desk(ledger, by), given)
    decisions.record(ledger, made)
    return made[0]


def groups(ledger):
    return {frozenset(i.claims) for i in views.view(ledger).incidents}


def incidents(ledger):
    """The incidents byte for byte, but for where the ledger stands."""
    return [dumps(replace(i, ledger=None)) for i in views.view(ledger).incidents]


TWO, ONE = frozenset({GAO.claim, SECOND_WORD.claim}), frozenset({MENAKA.claim})


def test_different_parts_and_same_joins(ledger):
    assert groups(ledger) == {TWO, ONE}
    before = incidents(ledger)
    apart = act(ledger, different=[GAO.claim[:6], f"claim:{SECOND_WORD.claim}"], because="two blasts")
    assert groups(ledger) == {ONE, *map(frozenset, ({c} for c in TWO))}
    again = act(ledger, same=[GAO.claim, SECOND_WORD.claim])
    assert groups(ledger) == {TWO, ONE}
    assert [a.id for a in effects.overruled(views.view(ledger))] == [apart.id]
    act(ledger, withdraw=[apart.id[:8], again.id])
    assert incidents(ledger) == before and ledger.verify() == []


def test_an_incident_stands_for_all_its_claims_and_a_claim_beside_it_is_taken_out(ledger):
    whole = next(i for i in views.view(ledger).incidents if len(i.claims) == 2)
    first, second = whole.claims
    assert act(ledger, same=[whole.id, MENAKA.claim]).groups == ((first, second, MENAKA.claim),)
    merged = views.view(ledger).incidents[0]
    assert set(merged.claims) == TWO | ONE
    assert act(ledger, different=[merged.id, second]).groups == ((first, MENAKA.claim), (second,))
    assert act(ledger, groups=[[first], [second, MENAKA.claim]]).groups[1] == (second, MENAKA.claim)


def test_saying_the_same_thing_again_changes_nothing_and_another_person_may_agree(ledger):
    first = act(ledger, same=[GAO.claim, MENAKA.claim])
    assert act(ledger, same=[MENAKA.claim, GAO.claim]) == Already(first)
    assert act(ledger, by="ben", same=[MENAKA.claim, GAO.claim]).by == "ben"


def test_acts_follow_each_other_in_time_whatever_the_clock(ledger):
    late = Decision("d1", "ana", "2999-01-01T00:00:00Z", ((GAO.claim, MENAKA.claim),))
    ledger.add_decision(late)
    act(ledger, different=[f"claim:{GAO.claim}", f"claim:{MENAKA.claim}"])
    assert [a.id for a in effects.overruled(views.view(ledger))] == ["d1"]


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({}, "give one of same"),
        ({"same": ["a"], "different": ["a", "b"]}, "give one of same"),
        ({"same": ["a"], "why": "because"}, "'why' is no key"),
        ({"different": [GAO.claim]}, "at least two"),
        ({"same": []}, "as a list"),
        ({"groups": [[GAO.claim, MENAKA.claim], [MENAKA.claim]]}, "is in two groups"),
        ({"same": [f"claim:{GAO.claim}"]}, "sorted with nothing"),
        ({"correct": GAO.claim, "cell": "killed"}, "a cell and a value"),
        ({"correct": GAO.claim, "cell": "colour", "value": "red"}, "it has type, acled, when"),
        ({"correct": GAO.claim, "cell": "killed", "value": 5, "words": "no such words"}, "does not stand"),
        ({"correct": GAO.claim, "cell": "killed", "value": 5, "words": "ive"}, "as whole words"),
        ({"correct": GAO.claim, "cell": "killed", "value": 5, "span": "3:900"}, "outside the document"),
        ({"correct": GAO.claim, "cell": "killed", "value": 5, "span": [3, 5]}, "cuts words"),
        ({"reject": GAO.claim, "by": "firsthand"}, "machines never decide"),
    ],
    ids=lambda v: v if isinstance(v, str) else "",
)
def test_what_is_no_act_is_refused_with_what_would_be(sitting, given, words):
    with pytest.raises(ActError, match=words):
        decisions.make(sitting, given)


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"same": ["ffff", GAO.claim]}, "no claim has the id ffff"),
        ({"same": ["incident:ffff", GAO.claim]}, "no incident has the id ffff"),
        ({"withdraw": ["ffff"]}, "is no act that stands"),
    ],
)
def test_what_is_not_there_is_not_found(sitting, given, words):
    with pytest.raises(NotFoundError, match=words):
        decisions.make(sitting, given)


def put(sitting, cell, value, **more):
    """The correction, and the claim as it would be."""
    [made] = decisions.make(sitting, {"correct": GAO.claim, "cell": cell, "value": value, **more})
    return made, cellvalues.put(GAO.event(), made.cell, made.value)


@pytest.mark.parametrize(
    ("written", "figure"),
    [
        ("14", (14, 14, 14)),
        (14, (14, 14, 14)),
        ("1,200", (1200, 1200, 1200)),
        ("12-16", (12, None, 16)),
        ("≥12", (12, None, None)),
        ("12+", (12, None, None)),
        ("<=16", (None, None, 16)),
        ("12/14/16", (12, 14, 16)),
        ("12//none", (12, None, None)),
    ],
)
def test_figures(sitting, written, figure):
    [toll] = put(sitting, "killed", written)[1].counts
    assert (toll.count.low, toll.count.best, toll.count.high) == figure
    assert toll.count.span.of(GAO.text) == toll.count.text == "five"  # where the value stood that it replaces


def test_a_toll_may_be_new_or_none(sitting):
    claim = put(sitting, "wounded", "3")[1]
    assert [t.of for t in claim.counts] == ["killed", "wounded"]
    assert claim.counts[1].count.text == "bomb"  # the words of the claim itself
    assert put(sitting, "killed", "none")[1].counts == ()


@pytest.mark.parametrize(
    ("written", "span", "precision"),
    [
        ("2021-05-02", ("2021-05-02", "2021-05-02"), "day"),
        ("2021-02", ("2021-02-01", "2021-02-28"), "month"),
        ("2021", ("2021-01-01", "2021-12-31"), "year"),
        ("2021-05-02..2021-05-04", ("2021-05-02", "2021-05-04"), "day"),
        ("2021-04..2021-05-04", ("2021-04-01", "2021-05-04"), "day"),
    ],
)
def test_dates(sitting, written, span, precision):
    when = put(sitting, "when", written)[1].when
    assert ((when.start, when.end), when.precision, when.basis) == (span, precision, "given")


def test_words_of_the_document_are_evidence(sitting):
    made, claim = put(sitting, "when", "2021-05-03", words="3 May")
    assert (claim.when.text, claim.when.basis) == ("3 May", "explicit")
    assert made.span == claim.when.span and made.span.of(GAO.text) == "3 May"


@pytest.mark.parametrize(
    ("written", "name", "precision"),
    [
        ("Ménaka", "Ménaka", "town"),
        ("2453058", "Ménaka", "town"),
        ("Ansongo, ML", "Ansongo", "town"),  # one of the villages
        ("Gao, town", "Gao", "town"),
        ("Gao, Mali, admin1", "Gao", "admin1"),
        ("Checkpoint 7, ML @ 16.1,-0.2", "Checkpoint 7", "site"),
    ],
)
def test_places(sitting, written, name, precision):
    where = put(sitting, "where", written)[1].where
    assert (where.name, where.precision, where.country, where.text) == (name, precision, "ML", "Gao")


@pytest.mark.parametrize(
    ("cell", "written", "words"),
    [
        ("killed", "several", "a figure is 14"),
        ("killed", "16-12", "not in order"),
        ("when", "3 May", "a date is 2021"),
        ("when", "2021-05-04..2021-05-03", "ends before it begins"),
        ("where", "Gao", "2457161 Gao .admin1, Gao, ML.; 2457163 Gao .town"),
        ("where", "Gao, NE", "it has 2457161"),
        ("where", "Atlantis", "is not in the gazetteer"),
        ("where", "99", "no place of the gazetteer has the GeoNames id 99"),
        ("where", "X, ZZ @ 1,1", "no country's two letters"),
        ("where", "X @ 91,1", "no latitude"),
        ("type", "BATTLE", "give one of AGREE"),
        ("type", "ASSAULT/telepathy", "it has abduct"),
        ("mode", "telepathy", "it has abduct"),
        ("acled", "Battle", "give one of"),
        ("stance", "sure", "asserted, hedged"),
        ("actor", "Riders of the Bend", "state-forces, rebel-group"),
        ("weapon", "bomb", "--words or --span"),
        ("source", "army >", "as A > B"),
    ],
)
def test_what_the_vocabularies_do_not_know_is_refused_with_what_they_do(sitting, cell, written, words):
    with pytest.raises(ActError, match=words):
        put(sitting, cell, written)


def test_codes_parties_and_sources(sitting):
    assert (put(sitting, "mode", "aerial")[1].mode, put(sitting, "acled", "grenade")[1].acled) == ("aerial", "Grenade")
    assert put(sitting, "stance", "Hedged")[1].stance == "hedged"
    assert put(sitting, "news", "no")[1].background == (GAO.at("bomb"),)
    claim = put(sitting, "by", "ISIS; Riders of the Bend [militia]")[1]
    assert [(p.name, p.kind) for p in claim.actor] == [
        ("Islamic State", "rebel-group"),
        ("Riders of the Bend", "militia"),
    ]
    claim = put(sitting, "source", "Awa Cissé > Reuters")[1]
    assert (claim.chain, claim.attribution) == (("Awa Cissé", "Reuters"), None)
    assert put(sitting, "source", "outlet")[1].chain == ()
    assert put(sitting, "weapon", "bomb", words="roadside bomb")[1].weapon.text == "roadside bomb"
    for cell in ("acled", "when", "where", "weapon"):
        assert getattr(put(sitting, cell, "none")[1], cell) is None


def test_the_cells_of_measures_and_items():
    four = Count(4, 4, 4, "four", Span(0, 4), "km", True)
    claim = Measure("m", "territory", None, four, None, None, Span(0, 9), "asserted", (), None, ())
    place = cellwords.Place(GAO.document, None, Span(2, 15))
    cell = cellwords.Cell(claim, cellwords.cell_name(claim, "size"), four, place, Places)
    assert (cellwords.value(cell, "5").best, cellwords.value(cell, "5").unit) == (5, "km")
    assert cellwords.value(replace(cell, name="type"), "Fighters") == "fighters"
    with pytest.raises(ActError, match="no cell of a measure: it has type, who, count, where, when, stance, source"):
        cellwords.cell_name(claim, "mode")


def test_a_correction_is_followed_everywhere_and_leaves_no_trace_when_withdrawn(ledger):
    before = incidents(ledger)
    made = act(ledger, correct=GAO.claim, cell="killed", value="7", because="a slip")
    [incident] = [i for i in views.view(ledger).incidents if GAO.claim in i.claims]
    assert incident.corrections[0].id == made.id and incident.summary["killed"].high == 7
    assert act(ledger, correct=GAO.claim, cell="killed", value="7", because="a slip") == Already(made)
    act(ledger, withdraw=[made.id])
    assert incidents(ledger) == before


def test_the_same_words_in_other_reports_are_corrected_when_asked_for(ledger):
    printed = replace(GAO, text="NIAMEY. " + GAO.text + " Copied.", outlet="Niger Times", published="2021-05-06")
    keep(ledger, printed)
    claim = desk(ledger).names.claim(GAO.claim)[0]
    keep(ledger, replace(printed, text=printed.text.replace("near Gao", "close to Gao"), outlet="Third"))
    first = decisions.make(desk(ledger), {"correct": GAO.claim, "cell": "killed", "value": 7})
    both = decisions.make(desk(ledger), {"correct": GAO.claim, "cell": "killed", "value": 7, "copies": True})
    assert (len(first), [m.anchor.claim for m in both]) == (1, [GAO.claim])  # its evidence is another passage
    whole = replace(printed.event(), evidence=Span(8, 8 + len(GAO.text)))
    ledger.add_reading(replace(printed.reading(SECOND), claims=(whole,)))
    both = decisions.make(desk(ledger), {"correct": GAO.claim, "cell": "killed", "value": 7, "copies": True})
    assert [m.anchor.claim for m in both] == [GAO.claim, printed.claim]
    assert decisions.alike(desk(ledger), claim, "killed")[0][0].id == printed.claim
    assert {m.value[0].count.span for m in both} == {GAO.at("five"), printed.at("five")}


def test_a_rejected_claim_is_told_of_and_can_be_brought_back(ledger):
    before = incidents(ledger)
    made = act(ledger, reject=MENAKA.claim[:9])
    assert groups(ledger) == {TWO}
    with pytest.raises(NotFoundError, match=f"withdraw {made.id}"):
        decisions.make(desk(ledger), {"same": [MENAKA.claim, GAO.claim]})
    assert views.find(views.view(ledger), ledger, MENAKA.claim).claim.id == MENAKA.claim
    assert len(decisions.make(desk(ledger), {"reject": f"incident:{GAO.claim}"})) == 2
    act(ledger, withdraw=made.id)
    assert incidents(ledger) == before


def test_acts_survive_a_better_reading(ledger):
    act(ledger, correct=GAO.claim, cell="killed", value="7")
    act(ledger, different=[f"claim:{GAO.claim}", f"claim:{SECOND_WORD.claim}"])
    keep(ledger, replace(GAO, trigger="roadside bomb"), SECOND)  # the claim starts at another character now
    view = views.view(ledger)
    [corrected] = [c for i in view.incidents for c in i.corrections]
    assert corrected.claim == replace(GAO, trigger="roadside bomb").claim != GAO.claim
    assert len(view.incidents) == 3 and view.settled.lost == ()
    keep(ledger, replace(GAO, trigger="killed"), SECOND)
    assert {x.act.id for x in views.view(ledger).settled.lost} == {a.act.id for a in effects.history(ledger, view)}


def test_lines_are_checked_before_any_is_recorded(sitting):
    given = [
        f'{{"same": ["{GAO.claim}", "{MENAKA.claim}"]}}',
        "",
        '{"same": ["ffff", "eeee"]}',
        "[1, 2]",
        "{",
        f'{{"correct": "{GAO.claim}", "cell": "killed", "value": 6, "by": "ben"}}',
    ]
    made, wrong = lines.read(sitting, given)
    assert [(n, type(m).__name__) for n, m in made] == [(1, "Decision"), (6, "Correction")]
    assert [w.number for w in wrong] == [3, 4, 5]
    assert made[0][1].at < made[1][1].at and made[1][1].by == "ben"


def test_verify_follows_the_words_of_a_correction(ledger):
    [made] = decisions.make(
        desk(ledger), {"correct": GAO.claim, "cell": "when", "value": "2021-05-03", "words": "3 May"}
    )
    ledger.add_correction(replace(made, value=replace(made.value, text="4 May")))
    assert ["'4 May' does not stand at" in p.message for p in ledger.verify()] == [True]


def test_acts_are_recorded_all_or_none(ledger, monkeypatch):
    made = [
        *decisions.make(desk(ledger), {"same": [GAO.claim, MENAKA.claim]}),
        *decisions.make(desk(ledger), {"reject": GAO.claim}),
    ]
    monkeypatch.setattr(Ledger, "add_rejection", lambda *_: 1 / 0)
    seq = ledger.position().seq
    with pytest.raises(ZeroDivisionError):
        decisions.record(ledger, made)
    assert ledger.position().seq == seq and ledger.decisions() == ()


def test_erasing_a_document_takes_the_corrections_of_its_claims_along(ledger):
    act(ledger, correct=GAO.claim, cell="killed", value="7", words="five soldiers")
    doomed = review.doomed(ledger, views.view(ledger), GAO.document.id[7:20])
    assert (doomed.claims, len(doomed.incidents)) == (1, 1)
    ledger.redact(doomed.id, "a court's order", "ana")
    assert ledger.verify() == [] and ledger.corrections() == ()
    assert b"five soldiers" not in ledger.path.read_bytes()
    assert review.queue(ledger, views.view(ledger), ["lost"]) == []


def test_a_persons_act_can_be_erased_by_its_id(ledger):
    made = act(ledger, same=[GAO.claim, MENAKA.claim], because="told me by a neighbour")
    doomed = review.doomed(ledger, views.view(ledger), made.id[:10])
    ledger.redact(doomed.id, "a name", "ana")
    assert b"neighbour" not in ledger.path.read_bytes()
    assert groups(ledger) == {TWO, ONE} and ledger.verify() == []


def test_the_ledger_refuses_a_machines_decision(ledger):
    with pytest.raises(ValueError, match="machines never decide"):
        ledger.add_decision(Decision("d1", "firsthand", "2026-01-01", ((GAO.claim, MENAKA.claim),)))
