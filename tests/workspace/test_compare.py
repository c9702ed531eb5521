"""Our incidents beside ACLED's and UCDP's events."""

import csv
import json
from dataclasses import replace

import pytest

from firsthand.export import EXPORTS, Selection, acled, ucdp
from firsthand.export.readers import TableError, open_table
from firsthand.export.theirs import actor_keys, events
from firsthand.model import Figure
from firsthand.workspace import compare as comparing
from firsthand.workspace.assign import LARGEST, assign, hungarian
from tests.build import cell, day, incident, party, place, read, toll

ARMY = party("Malian Armed Forces", "state-forces", "ml-armed-forces")
REBELS = party("Jama'at Nasr al-Islam wal Muslimin", key="jama-at-nasr-al-islam-wal-muslimin")
TRADERS = party("traders", "civilians")
GAO = place("Gao", lat=16.27, lon=-0.04)

BLAST = incident({"actor": (cell(REBELS),), "recipient": (cell(TRADERS),)})
CLASH = incident(
    {"actor": (cell(REBELS),), "recipient": (cell(ARMY),), "killed": (toll(7, 7, 7),)},
    id="00000000000000b2", acled="Armed clash", mode="firearms", where=GAO, when=day("2021-05-20"),
    summary={"killed": Figure(7, 7, 7)}, claims=("00000000000000b2",),
)  # fmt: skip

ROW = {
    "event_id_cnty": "MLI1", "event_date": "2021-05-04", "year": "2021", "time_precision": "1",
    "event_type": "Explosions/Remote violence", "sub_event_type": "Remote explosive/landmine/IED",
    "actor1": "Unidentified Armed Group (Mali)", "actor2": "Civilians (Mali)", "iso": "466", "country": "Mali",
    "location": "Menaka", "latitude": "15.9", "longitude": "2.4", "geo_precision": "1", "fatalities": "15",
}  # fmt: skip
GED = {
    "id": "77", "relid": "MLI-1", "type_of_violence": "1", "side_a": "Government of Mali", "side_b": "JNIM",
    "where_prec": "2", "where_coordinates": "Gao town", "latitude": "16.2", "longitude": "0.0", "country": "Mali",
    "country_id": "432", "date_prec": "1", "date_start": "2021-05-20 00:00:00.000",
    "date_end": "2021-05-21 00:00:00.000", "best": "9", "low": "8", "high": "12",
}  # fmt: skip


def table(path, rows, columns=acled.COLUMNS):
    with path.open("w", encoding="utf-8", newline="") as out:
        writer = csv.DictWriter(out, columns)
        writer.writeheader()
        writer.writerows(rows)
    return path


def compared(path, rows, incidents=(BLAST, CLASH), columns=acled.COLUMNS):
    return comparing.compare(incidents, table(path / "theirs.csv", rows, columns))


def test_an_event_of_acled_is_found_with_its_differences(tmp_path):
    found = compared(tmp_path, [ROW])
    [pair] = found.pairs
    assert (pair.incident, pair.event.id) == (BLAST, "MLI1")
    assert {n: f.why for n, f in pair.likeness.features.items()} == {
        "where": "2 km apart",
        "when": "1 day apart",
        "type": "both Remote explosive/landmine/IED",
        "actors": "Civilians (Mali) = traders",
        "killed": "14–21 and 15",
    }
    assert [(d.cell, d.ours, d.theirs) for d in pair.differences if d.cell == "when"] == [
        ("when", "2021-05-03", "2021-05-04")
    ]
    assert [i.id for i in found.only_ours] == [CLASH.id]
    assert found.summary["found_of_ours"] == 0.5 and found.summary["found_of_theirs"] == 1.0


def test_an_event_of_ucdp_is_found(tmp_path):
    found = compared(tmp_path, [GED], columns=ucdp.COLUMNS)
    [pair] = found.pairs
    assert pair.incident == CLASH and pair.likeness.features["type"].why == "both state-based"
    assert pair.likeness.features["actors"].score == 1.0
    assert {d.cell: (d.ours, d.theirs) for d in pair.differences}["killed"] == ("7", "8–12")


@pytest.mark.parametrize(
    ("changes", "both"),
    [
        ({}, True),
        ({"event_date": "2021-05-12"}, False),
        ({"event_date": "2021-05-12", "time_precision": "3"}, True),
        ({"latitude": "17.5"}, False),
        ({"latitude": "17.0", "geo_precision": "3", "location": "Gao region"}, True),
        ({"event_type": "Protests", "sub_event_type": "Peaceful protest", "fatalities": "0", "actor2": "JNIM"}, False),
        ({"country": "Niger", "iso": "562"}, False),
        ({"event_date": "4 May 2021"}, True),
        ({"latitude": "", "longitude": ""}, True),  # by its name
        ({"latitude": "", "longitude": "", "location": "Kidal"}, False),
    ],
    ids=str,
)
def test_what_is_taken_for_one(tmp_path, changes, both):
    found = compared(tmp_path, [ROW | changes], [BLAST])
    assert bool(found.pairs) == both


def test_each_event_once_and_the_best_sum_of_all(tmp_path):
    rows = [ROW, ROW | {"event_id_cnty": "MLI2", "event_date": "2021-05-03"}]
    found = compared(tmp_path, rows, [BLAST])
    assert [p.event.id for p in found.pairs] == ["MLI2"] and [e.id for e in found.only_theirs] == ["MLI1"]


def test_events_elsewhere_and_at_other_times_are_counted_only(tmp_path):
    far = ROW | {"event_id_cnty": "UKR1", "iso": "804", "country": "Ukraine", "latitude": "50", "longitude": "36"}
    found = compared(tmp_path, [ROW, far, ROW | {"event_date": "1999-01-01"}])
    assert found.outside == 2 and found.only_theirs == ()


def test_an_incident_without_a_day_is_listed_apart(tmp_path):
    undated = replace(BLAST, id="00000000000000c3", when=None)
    found = compared(tmp_path, [ROW], [undated])
    assert found.undated == (undated,) and found.pairs == () and found.only_ours == ()


def test_what_we_export_is_found_again(tmp_path):
    """Our own exports, read as theirs: every row is matched to the incident that it was made of."""
    made = read()
    for name in ("acled", "ucdp"):
        path = tmp_path / name
        told = Selection((BLAST, CLASH), {made.document.id: made}, None)
        left_out = EXPORTS[name].write(told, path)
        found = comparing.compare((BLAST, CLASH), path)
        assert len(found.pairs) == 2 - len(left_out) and found.only_theirs == ()
        assert all(p.likeness.score > 0.9 for p in found.pairs)


def test_every_column_of_theirs_is_kept(tmp_path):
    columns = [*acled.COLUMNS, "my_note"]
    rows = [ROW | {"my_note": 'a "note",\nin two lines'}, ROW | {"event_id_cnty": "MLI2", "my_note": "=1+1"}]
    found = compared(tmp_path, rows, [BLAST], columns)
    lines = list(comparing.objects(found))
    assert [line["kind"] for line in lines] == ["summary", "both", "only theirs"]
    assert {c: v for c, v in lines[1]["row"].items() if v} == rows[0]
    json.dumps(lines)
    head, *told = comparing.table_rows(found)
    assert head[-len(columns) :] == columns
    assert [dict(zip(head, t, strict=True))["my_note"] for t in told] == [r["my_note"] for r in rows]


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"event_date": "the third"}, "event_date: 'the third' is no date"),
        ({"latitude": "16°"}, "latitude: '16°' is no number"),
    ],
)
def test_a_cell_that_cannot_be_understood_is_named(tmp_path, changes, says):
    path = table(tmp_path / "theirs.csv", [ROW, ROW | changes])
    with pytest.raises(TableError) as told:
        list(events(open_table(path)))
    assert f"{path}: line 3: {says}" in str(told.value) and "mend that cell" in str(told.value)


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("Military Forces of Mali (2021-)", "Government of Mali"),
        ("JNIM: Group for Support of Islam and Muslims", "Support of Islam"),
        ("Civilians (Mali)", "Civilians (Niger)"),
        ("Police Forces of Ukraine (2019-)", "Government of Ukraine"),
    ],
)
def test_actors_that_are_one(a, b):
    assert actor_keys(a) & actor_keys(b)


def test_actors_that_are_not():
    assert not actor_keys("Military Forces of Mali (2021-)") & actor_keys("Military Forces of Niger (2021-)")
    assert not actor_keys("Unidentified Armed Group (Mali)")


def brute(cost):
    from itertools import permutations

    return min(sum(row[j] for row, j in zip(cost, order, strict=True)) for order in permutations(range(len(cost))))


@pytest.mark.parametrize("seed", range(20))
def test_the_assignment_is_the_best_there_is(seed):
    from random import Random

    random = Random(seed)
    size = random.randint(1, 6)
    cost = [[round(random.uniform(-1, 1), 3) for _ in range(size)] for _ in range(size)]
    chosen = hungarian(cost)
    assert sorted(chosen) == list(range(size))
    assert sum(cost[i][j] for i, j in enumerate(chosen)) == pytest.approx(brute(cost))


def test_two_weaker_pairs_beat_the_strongest_one_and_large_blocks_are_taken_greedily():
    assert assign({(0, 0): 0.9, (0, 1): 0.8, (1, 0): 0.8}) == [(0, 1), (1, 0)]
    many = {(0, b): 0.6 for b in range(1, LARGEST + 5)} | {(0, 0): 0.9, (1, 0): 0.8}
    assert assign(many) == [(0, 0)]
