"""Each export read back with the tool that its users use: pandas, geojson, pyarrow."""

import csv
import json
from dataclasses import replace

import geojson
import pandas as pd
import pyarrow.parquet as pq
import pytest

from firsthand.export import EXPORTS, Selection, acled, choose, polecat, ucdp
from firsthand.model import Corrected, Count, Dispute, Figure, Span, Toll, When, Where
from tests.build import cell, day, incident, party, place, read, toll

ARMY = party("Malian Armed Forces", "state-forces", "ml-armed-forces")
FOREIGNERS = party("French Armed Forces", "state-forces", "fr-armed-forces")
REBELS = party("Jama'at Nasr al-Islam wal Muslimin")
TRADERS = party("traders", "civilians")


def selection(*incidents):
    made = read()
    return Selection(tuple(incidents), {made.document.id: made}, "2021-05-06T10:00:00.000+00:00")


def one_sided(**changes):
    cells = {"actor": (cell(REBELS),), "recipient": (cell(TRADERS),)}
    return incident(cells | changes.pop("cells", {}), **changes)


def table(name, path, *incidents):
    left_out = EXPORTS[name].write(selection(*incidents), path)
    frame = pd.read_csv(path, sep="\t" if name == "polecat" else ",", dtype=str, keep_default_na=False)
    return frame, left_out


def test_columns_are_those_of_the_formats(tmp_path):
    counts = {"acled": (acled.COLUMNS, 31), "ucdp": (ucdp.COLUMNS, 49), "polecat": (polecat.COLUMNS, 40)}
    for name, (columns, number) in counts.items():
        frame, _ = table(name, tmp_path / name, one_sided())
        assert list(frame.columns) == list(columns)
        assert len(columns) == len(set(columns)) == number


def test_acled_row(tmp_path):
    frame, left_out = table("acled", tmp_path / "a.csv", one_sided())
    row = frame.iloc[0]
    assert left_out == []
    assert (row.event_date, row.year, row.time_precision) == ("2021-05-03", "2021", "1")
    assert (row.event_type, row.disorder_type) == ("Explosions/Remote violence", "Political violence")
    assert (row.country, row.iso, row.region, row.location) == ("Mali", "466", "Western Africa", "Ménaka")
    assert (row.inter1, row.inter2, row.interaction) == ("Rebel group", "Civilians", "Rebel group-Civilians")
    assert (row.civilian_targeting, row.fatalities, row.geo_precision) == ("Civilian targeting", "14", "1")
    assert row.event_id_cnty.startswith("MLI") and row.timestamp == "1620295200"
    assert row.notes.startswith("On 3 May 2021, ") and "A mine killed at least 14 traders" in row.notes
    assert (row.source, row.source_scale) == ("Sahel Post", "")


@pytest.mark.parametrize(
    "changes",
    [
        {"when": None},
        {"where": None},
        {"acled": None},
        {"when": When("2021-01-01", None, "year", "explicit")},
        {"when": day("2021-01-01", "2021-12-31")},
        {"where": place(precision="country", lat=None, lon=None)},
    ],
)
def test_acled_leaves_out_what_it_cannot_hold_and_says_so(tmp_path, changes):
    frame, left_out = table("acled", tmp_path / "a.csv", incident(**changes), incident(id="00000000000000b2"))
    assert left_out == ["00000000000000a1"]
    assert len(frame) == 1


def test_acled_takes_the_most_conservative_figure_and_tells_the_dispute(tmp_path):
    told = incident({"killed": (toll(14), toll(20, 20, 20, "o2"))}, disputed=(Dispute("killed", "o2", "o1", ()),))
    frame, _ = table("acled", tmp_path / "a.csv", told)
    assert frame.iloc[0].fatalities == "14"
    assert "at least 14 (police)" in frame.iloc[0].notes and "20 (unknown origin)" in frame.iloc[0].notes


def test_what_people_corrected_is_told_where_a_format_has_room(tmp_path):
    count = Count(14, 14, 14, "14", Span(24, 26), None, True)
    read, right = (Toll("killed", None, replace(count, low=n, best=n, high=n)) for n in (14, 15))
    made = Corrected("k1", "00000000000000a1", "killed", "ana", "2026-03-04T10:00:00Z", (right,), (read,), None, None)
    sure = replace(made, id="k2", cell="where", value=place(), read=place())
    corrected = incident(corrections=(made, replace(made, claim="00000000000000a2"), sure))
    words = ["killed 15 (ana, 2026-03-04; read as 14)", "where Ménaka (ana, 2026-03-04; as it was read)"]
    frame, _ = table("acled", tmp_path / "out.csv", one_sided(corrections=corrected.corrections))
    assert frame.iloc[0].notes.endswith(f"Corrected by hand: {', '.join(words)}.")
    EXPORTS["geojson"].write(selection(corrected), tmp_path / "out.json")
    assert json.loads((tmp_path / "out.json").read_text())["features"][0]["properties"]["corrections"] == words
    EXPORTS["parquet"].write(selection(corrected), tmp_path / "out")
    assert pq.read_table(tmp_path / "out/incidents.parquet").to_pandas().corrections[0].tolist() == words


def test_acled_counts_no_figure_that_is_denied_or_corrected(tmp_path):
    cells = {"killed": (toll(3, 3, 3, stance="denied"), toll(5, 5, 5, claims=("old",)), toll(9, 9, 9, "o2"))}
    frame, _ = table("acled", tmp_path / "a.csv", incident(cells, superseded=("old",)))
    assert frame.iloc[0].fatalities == "9"


@pytest.mark.parametrize(
    ("last", "precision", "middle"),
    [("2021-05-03", "1", "2021-05-03"), ("2021-05-09", "2", "2021-05-06"), ("2021-05-31", "3", "2021-05-17")],
)
def test_acled_time_precision(tmp_path, last, precision, middle):
    frame, _ = table("acled", tmp_path / "a.csv", incident(when=day("2021-05-03", last)))
    assert (frame.iloc[0].time_precision, frame.iloc[0].event_date) == (precision, middle)


def test_armed_forces_abroad_are_external_and_at_home_are_the_state(tmp_path):
    both = incident({"actor": (cell(FOREIGNERS),), "recipient": (cell(ARMY),)})
    row = table("acled", tmp_path / "a.csv", both)[0].iloc[0]
    assert (row.inter1, row.inter2) == ("External/Other forces", "State forces")
    assert row.interaction == "State forces-External/Other forces"
    row = table("ucdp", tmp_path / "u.csv", both)[0].iloc[0]
    assert (row.gwnoa, row.gwnob) == ("220", "432")


def test_ucdp_one_sided(tmp_path):
    frame, _ = table("ucdp", tmp_path / "u.csv", one_sided())
    row = frame.iloc[0]
    assert (row.type_of_violence, row.side_a, row.side_b) == ("3", REBELS.name, "Civilians")
    assert (row.deaths_unknown, row.deaths_civilians, row.best, row.low, row.high) == ("14", "0", "14", "14", "14")
    assert (row.country_id, row.where_prec, row.date_prec) == ("432", "1", "1")
    assert (row.date_start, row.priogrid_gid) == ("2021-05-03 00:00:00.000", "152285")
    assert (row.source_original, row.source_office, row.number_of_sources) == ("police", "Sahel Post", "1")


def test_ucdp_best_is_the_sum_of_its_columns(tmp_path):
    cells = {
        "killed": (toll(3, 3, 3, who=ARMY), toll(7, 7, 7, who=REBELS), toll(12, 12, 12)),
        "actor": (cell(REBELS), cell(ARMY)),
    }
    frame, _ = table("ucdp", tmp_path / "u.csv", incident(cells, summary={"killed": Figure(12, 12, 12)}))
    row = frame.iloc[0]
    assert (row.type_of_violence, row.side_a, row.side_b) == ("1", ARMY.name, REBELS.name)
    assert (row.deaths_a, row.deaths_b, row.deaths_civilians, row.deaths_unknown) == ("3", "7", "0", "2")
    assert int(row.best) == sum(int(row[c]) for c in ("deaths_a", "deaths_b", "deaths_civilians", "deaths_unknown"))


@pytest.mark.parametrize(
    "changes", [{"cells": {"killed": ()}, "summary": {}}, {"when": None}, {"cells": {"actor": ()}}]
)
def test_ucdp_wants_a_death_a_date_and_an_organised_actor(tmp_path, changes):
    frame, left_out = table("ucdp", tmp_path / "u.csv", one_sided(**changes))
    assert (len(frame), left_out) == (0, ["00000000000000a1"])


@pytest.mark.parametrize(
    ("lat", "lon", "cell_number"), [(-90, -180, 1), (-89.6, -179.6, 1), (0, 0, 129961), (90, 180, 259200)]
)
def test_priogrid_cells(lat, lon, cell_number):
    assert ucdp.priogrid(lat, lon) == cell_number


def test_polecat_row(tmp_path):
    frame, _ = table("polecat", tmp_path / "p.tsv", one_sided())
    row = frame.iloc[0]
    assert (row["Event Type"], row["Event Mode"], row["Quad Code"], row["Intensity"]) == (
        "ASSAULT",
        "explosives",
        "4",
        "-9.0",
    )
    assert (row["Actor Name"], row["Primary Actor Sector"], row["Recipient Sectors"]) == (REBELS.name, "REB", "CVL")
    assert (row["City"], row["Province"], row["Country"], row["GeoNames ID"]) == ("Ménaka", "Ménaka", "MLI", "2453058")
    assert (row["Source"], row["Publication Date"], row["Language"]) == ("Sahel Post", "2021-05-03", "en")


def test_hostile_text_makes_no_row_and_no_formula(tmp_path):
    evil = party('=HYPERLINK("http://x")\n"a\tb', "rebel-group")
    for name in ("acled", "polecat"):
        path = tmp_path / name
        EXPORTS[name].write(selection(incident({"actor": (cell(evil),)})), path)
        with path.open(newline="", encoding="utf-8") as file:
            rows = list(csv.reader(file, delimiter="\t" if name == "polecat" else ","))
        assert len(rows) == 2 and len(rows[1]) == len(rows[0])
        assert not any(c.startswith("=") or "\n" in c or "\t" in c for c in rows[1])


def test_geojson_is_never_a_false_pin(tmp_path):
    path = tmp_path / "g.geojson"
    EXPORTS["geojson"].write(selection(incident(), incident(id="00000000000000b2", where=None)), path)
    found = geojson.loads(path.read_text(encoding="utf-8"))
    assert found.is_valid and len(found.features) == 2
    pinned, unknown = found.features
    assert pinned.geometry.coordinates == [2.4, 15.92] and pinned.properties["radius_km"] == 5
    assert unknown.geometry is None


def test_jsonl_is_lossless_and_the_same_bytes_again(tmp_path):
    told = one_sided()
    for name in ("1", "2"):
        EXPORTS["jsonl"].write(selection(told), tmp_path / name)
    assert (tmp_path / "1").read_bytes() == (tmp_path / "2").read_bytes()
    body = json.loads((tmp_path / "1").read_text(encoding="utf-8"))
    assert body["format"] == "firsthand/incident@1" and body["cells"]["killed"][0]["low"] == 14
    assert body["cells"]["actor"][0]["value"]["name"] == REBELS.name


def test_geojson_of_nothing_is_a_collection(tmp_path):
    for incidents in ((), (one_sided(),), (one_sided(), one_sided())):
        EXPORTS["geojson"].write(selection(*incidents), tmp_path / "g")
        told = (tmp_path / "g").read_text(encoding="utf-8")
        assert told == json.dumps(json.loads(told), ensure_ascii=False, indent=1) + "\n"
        assert len(json.loads(told)["features"]) == len(incidents)


def test_parquet_tables_join(tmp_path):
    EXPORTS["parquet"].write(selection(one_sided()), tmp_path / "p")
    tables = {
        n: pq.read_table(tmp_path / "p" / f"{n}.parquet").to_pandas()
        for n in ("claims", "incidents", "origins", "attributions")
    }
    assert tables["claims"].incident[0] == tables["incidents"].id[0] == tables["origins"].incident[0]
    assert tables["claims"].evidence[0] == {"start": 0, "end": 69}
    assert tables["incidents"].killed_low[0] == 14
    assert len(tables["attributions"]) == 0


def test_the_tightest_value_of_most_origins_is_chosen(tmp_path):
    wide = Where("Mali", day().span, "Mali", 1, "ML", None, 17.0, -4.0, "country")
    cells = {"where": (cell(wide), cell(place(), "o2"), cell(place(), "o3"))}
    frame, _ = table("acled", tmp_path / "a.csv", incident(cells, where=None))
    assert frame.iloc[0].location == "Ménaka"


def test_a_named_party_stands_for_its_soldiers_and_civilians_stay():
    told = [REBELS, party("gunmen", "unnamed"), party("checkpoint", "other"), TRADERS, party("Traders", "civilians")]
    chosen = choose.parties(incident({"actor": tuple(cell(p) for p in told)}), "actor")
    assert [p.name for p in chosen] == [REBELS.name, TRADERS.name]
    vague = incident({"actor": (cell(party("gunmen", "unnamed")), cell(party("checkpoint", "other")))})
    assert [p.name for p in choose.parties(vague, "actor")] == ["gunmen"]


def test_every_export_is_documented():
    assert set(EXPORTS) == {"acled", "ucdp", "polecat", "geojson", "jsonl", "parquet"}
    for export in EXPORTS.values():
        assert len(export.write.__doc__ or "") > 40


def test_acled_names_whom_it_befell_second_though_nobody_is_told_to_have_done_it(tmp_path):
    frame, _ = table("acled", tmp_path / "a.csv", incident({"recipient": (cell(TRADERS),)}))
    row = frame.iloc[0]
    assert (row.actor1, row.inter1, row.actor2, row.inter2) == ("", "", "traders", "Civilians")
    assert row.civilian_targeting == "Civilian targeting"


def test_arrests_of_civilians_are_no_civilian_targeting(tmp_path):
    frame, _ = table("acled", tmp_path / "a.csv", one_sided(type="COERCE", mode="arrest", acled="Arrests"))
    assert frame.iloc[0].civilian_targeting == ""


def test_who_is_told_on_both_sides_acted(tmp_path):
    both = {"actor": (cell(REBELS),), "recipient": (cell(REBELS), cell(TRADERS))}
    frame, _ = table("acled", tmp_path / "a.csv", incident(both))
    assert (frame.iloc[0].actor1, frame.iloc[0].actor2, frame.iloc[0].assoc_actor_2) == (REBELS.name, "traders", "")
