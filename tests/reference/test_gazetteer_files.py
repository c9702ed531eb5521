"""Adding to the gazetteer: GeoNames dumps, packs, fetched updates."""

import gzip
import http.server
import shutil
import threading
import zipfile
from functools import partial

import pytest

from firsthand.reference import gazetteer as gazetteers
from firsthand.reference import gazetteer_build, gazetteer_files, places


@pytest.fixture
def path(tmp_path, small_gazetteer):
    return shutil.copyfile(small_gazetteer, tmp_path / "gazetteer.sqlite")


def line(geonameid, name, code="P.PPL", country="SY", lat=35.1, lon=38.2, names="", population=0):
    """A line of a GeoNames dump."""
    kind, feature = code.split(".")
    cells = [
        geonameid,
        name,
        name,
        names,
        lat,
        lon,
        kind,
        feature,
        country,
        "",
        "07",
        "",
        "",
        "",
        population,
        "",
        "",
        "",
        "",
    ]
    return "\t".join(map(str, cells)) + "\n"


def find(path, name):
    return [(p.name, p.kind, p.country) for p in gazetteers.Gazetteer(path).find(name)]


def dump(folder, *lines, name="SY"):
    target = folder / f"{name}.zip"
    with zipfile.ZipFile(target, "w") as archive:
        archive.writestr("readme.txt", "about")
        archive.writestr(f"{name}.txt", "".join(lines))
    return target


def test_adds_a_dump(path, tmp_path):
    file = dump(
        tmp_path,
        line(900001, "Tell Example", names="Tall Ithmal,تل"),
        line(900002, "Example Air Base", "S.AIRB"),
        line(900003, "Grand Example Hotel", "S.HTL"),
        line(900004, "Nahr Example", "H.STM"),
    )
    assert gazetteer_files.add_files(path, [file]) == 3
    assert find(path, "Tall Ithmal") == [("Tell Example", "town", "SY")]
    assert find(path, "Example Air Base") == [("Example Air Base", "site", "SY")]
    assert find(path, "Nahr Example") == [("Nahr Example", "region", "SY")]
    assert find(path, "Grand Example Hotel") == []


def test_a_place_that_is_there_only_gets_names(path, tmp_path):
    file = dump(tmp_path, line(170792, "Dayr az Zawr", "A.ADM1", names="Deir Example"))
    assert gazetteer_files.add_files(path, [file]) == 0
    assert find(path, "Deir Example") == [("Deir ez-Zor", "admin1", "SY")]


def test_adds_a_pack(path, tmp_path):
    file = tmp_path / "pack_sy.tsv.gz"
    rows = [
        [
            "1",
            "900011",
            "Khirbat Example",
            "locality",
            "35.2",
            "38.1",
            "250",
            "SY",
            "Raqqa",
            "Khirbet Example|Mars|خربة",
        ],
        ["2", "", "Baghuz Fawqani", "locality", "34.451", "40.961", "", "SY", "Deir ez-Zor", "Bagooz al-Example"],
        ["3", "", "Raqqa (Province)", "region", "36.1", "39.0", "", "SY", "", ""],
    ]
    file.write_bytes(gzip.compress("\n".join("\t".join(r) for r in rows).encode()))
    assert gazetteer_files.add_files(path, [file]) == 1
    assert find(path, "Khirbet Example") == [("Khirbat Example", "town", "SY")]
    assert find(path, "Mars") == []  # a name that is not like the place's own
    assert find(path, "Bagooz al-Example")[0][0] == "Baghuz Fawqani"


def test_adds_names(path, tmp_path):
    codes, names = tmp_path / "admin1CodesASCII.txt", tmp_path / "alternateNamesV2.txt"
    codes.write_text("SY.07\tDayr Example\tDayr Example\t170792\n", encoding="utf-8")
    names.write_text(
        "1\t163843\ten\tExampleland\t\t\t\t\t\t\n2\t163843\tlink\tHttps Example\t\t\t\t\t\t\n", encoding="utf-8"
    )
    gazetteer_files.add_files(path, [codes, names])
    assert find(path, "Dayr Example") == [("Deir ez-Zor", "admin1", "SY")]
    assert find(path, "Exampleland") == [("Syria", "country", "SY")]
    assert find(path, "Https Example") == []


@pytest.mark.parametrize("content", [b"", b"just some words\n", b"\xff\xfe\x00binary\x00", b"a\tb\tc\n"])
def test_refuses_other_files_and_changes_nothing(path, tmp_path, content):
    bad = tmp_path / "other.txt"
    bad.write_bytes(content)
    before = path.read_bytes()
    good = dump(tmp_path, line(900001, "Tell Example"))
    with pytest.raises(gazetteer_files.GazetteerError, match=r"other\.txt"):
        gazetteer_files.add_files(path, [good, bad])
    assert path.read_bytes() == before


def test_refuses_what_unpacks_to_too_much(path, tmp_path, monkeypatch):
    monkeypatch.setattr(gazetteer_files, "MAX_BYTES", 1000)
    file = dump(tmp_path, *(line(900000 + n, "Tell Example") for n in range(50)))
    before = path.read_bytes()
    with pytest.raises(gazetteer_files.GazetteerError, match="larger"):
        gazetteer_files.add_files(path, [file])
    assert path.read_bytes() == before


def test_what_was_added_shows_in_the_version_and_survives_a_rebuild(path, tmp_path, monkeypatch):
    before = gazetteers.Gazetteer(path).version
    gazetteer_files.add_files(path, [dump(tmp_path, line(900001, "Tell Example"))])
    after = gazetteers.Gazetteer(path).version
    assert after != before
    monkeypatch.setattr(gazetteer_build, "towns", lambda: iter(()))
    monkeypatch.setattr(places, "villages", lambda: iter(()))  # most of its time, and
    monkeypatch.setattr(places, "units", lambda table, kind: iter(()))  # some
    gazetteer_files.rebuild(path)
    assert find(path, "Tell Example") == [("Tell Example", "town", "SY")]
    assert gazetteers.Gazetteer(path).version == after


@pytest.fixture
def server(tmp_path):
    folder = tmp_path / "served"
    folder.mkdir()
    handler = partial(http.server.SimpleHTTPRequestHandler, directory=str(folder))
    handler.log_message = lambda *_: None
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as httpd:
        thread = threading.Thread(target=httpd.serve_forever, args=(0.01,), daemon=True)
        thread.start()
        yield folder, f"http://127.0.0.1:{httpd.server_port}"
        httpd.shutdown()


def test_fetches_dumps(path, server):
    folder, url = server
    dump(folder, line(900001, "Tell Example"), name="SY")
    dump(folder, line(900002, "Qaryat Example", country="IQ"), name="IQ")
    told = []
    assert gazetteer_files.fetch_updates(path, ["sy", "IQ"], url, lambda what, share: told.append(what)) == 2
    assert find(path, "Qaryat Example") == [("Qaryat Example", "town", "IQ")]
    assert "fetching IQ.zip" in told


def test_what_cannot_be_fetched_is_told(path, server):
    _, url = server
    before = path.read_bytes()
    with pytest.raises(gazetteer_files.GazetteerError, match=r"IQ\.zip"):
        gazetteer_files.fetch_updates(path, ["IQ"], url)
    assert path.read_bytes() == before


@pytest.mark.parametrize("country", ["Syria", "../etc/passwd", "S1", ""])
def test_refuses_what_is_no_country_code(path, country):
    with pytest.raises(gazetteer_files.GazetteerError, match="two letters"):
        gazetteer_files.fetch_updates(path, [country], "http://127.0.0.1:9")


def test_fetches_only_over_the_web(path):
    with pytest.raises(gazetteer_files.GazetteerError, match="http"):
        gazetteer_files.fetch_updates(path, ["SY"], "file:///tmp")
