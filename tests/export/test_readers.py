"""ACLED's and UCDP's files come back byte for byte, whatever wrote them; what is damaged is named."""

import csv
import io

import pytest

from firsthand.export import acled, readers, ucdp
from firsthand.export.readers import TableError

ACLED = {
    "event_id_cnty": "MLI1", "event_date": "2021-05-03", "year": "2021", "event_type": "Explosions/Remote violence",
    "sub_event_type": "Remote explosive/landmine/IED", "actor1": "Unidentified Armed Group (Mali)", "country": "Mali",
    "location": "Gao", "latitude": "16.27", "longitude": "-0.04", "fatalities": "5",
    "notes": 'On 3 May 2021, a "device" went off;\nfive soldiers, it was said, died — near Gao.',
}  # fmt: skip
UCDP = {
    "id": "77", "relid": "MLI-2021-1-1", "type_of_violence": "1", "date_start": "2021-05-03 00:00:00.000",
    "date_end": "2021-05-03 00:00:00.000", "side_a": "Government of Mali", "side_b": "JNIM", "best": "5",
    "source_headline": "Tués à Gao; five, \"dead\"", "latitude": "16.27", "longitude": "-0.04",
}  # fmt: skip
SAMPLES = {"acled": (acled.COLUMNS, ACLED), "ucdp": (ucdp.COLUMNS, UCDP)}


def table(kind, ending="\n", quoting=csv.QUOTE_MINIMAL, delimiter=",", extra=(), header=True):
    columns, row = SAMPLES[kind]
    out = io.StringIO()
    writer = csv.writer(out, lineterminator=ending, quoting=quoting, delimiter=delimiter)
    if header:
        writer.writerow([*columns, *extra])
    for n in range(3):
        writer.writerow([*(row.get(c, "") for c in columns[:-1]), str(n), *(f"mine {n}" for _ in extra)])
    return out.getvalue()


def written(path, content):
    path.write_bytes(content)
    found = readers.open_table(path)
    again = path.with_suffix(".again")
    readers.write(found, found.records(), again)
    return found, again.read_bytes()


@pytest.mark.parametrize("kind", SAMPLES)
@pytest.mark.parametrize(
    ("encoding", "mark"), [("utf-8", b""), ("utf-8", b"\xef\xbb\xbf"), ("cp1252", b""), ("utf-16-le", b"\xff\xfe")]
)
@pytest.mark.parametrize(
    "style",
    [
        {},
        {"ending": "\r\n"},
        {"quoting": csv.QUOTE_ALL, "ending": "\r\n"},
        {"quoting": csv.QUOTE_NONNUMERIC},
        {"delimiter": ";"},
        {"delimiter": "\t"},
        {"extra": ("my_note", "Ünser")},
    ],
    ids=str,
)
def test_files_come_back_byte_for_byte(tmp_path, kind, encoding, mark, style):
    content = mark + table(kind, **style).encode(encoding)
    found, again = written(tmp_path / "t.csv", content)
    assert again == content
    rows = [found.cells(r) for r in found.records()]
    assert found.kind == kind and len(rows) == 3
    told = dict(list(SAMPLES[kind][1].items()))
    ending = style.get("ending", "\n")
    assert {c: v.replace(ending, "\n") for c, v in rows[0].items() if c in told} == told
    assert all(r[e.casefold()] == f"mine {n}" for n, r in enumerate(rows) for e in style.get("extra", ()))


def test_a_last_line_without_an_end_and_unusual_quoting_stay(tmp_path):
    lines = table("acled").rstrip("\n").replace(",5,", ',"5",')
    assert written(tmp_path / "t.csv", lines.encode())[1] == lines.encode()


def test_a_ucdp_file_without_a_header(tmp_path):
    content = table("ucdp", header=False).replace(",,,1,", ",,,1,").encode()
    row = next(csv.reader(io.StringIO(content.decode())))
    assert row[5] == "1"
    found, again = written(tmp_path / "t.csv", content)
    assert found.kind == "ucdp" and found.header is None and again == content
    assert next(iter(found.records())).line == 1


@pytest.mark.parametrize("quoting", [csv.QUOTE_ALL, csv.QUOTE_MINIMAL])
def test_a_changed_cell_changes_nothing_else(tmp_path, quoting):
    content = table("acled", ending="\r\n", quoting=quoting).encode()
    path = tmp_path / "t.csv"
    path.write_bytes(content)
    found = readers.open_table(path)
    rows = list(found.records())
    rows[1] = found.changed(rows[1], {"fatalities": "7"})
    readers.write(found, rows, path)
    again = [readers.open_table(path).cells(r) for r in readers.open_table(path).records()]
    assert [r["fatalities"] for r in again] == ["5", "7", "5"]
    assert path.read_bytes().replace(b"7", b"5") == content.replace(b"7", b"5")
    with pytest.raises(KeyError):
        found.changed(rows[0], {"nosuch": ""})


@pytest.mark.parametrize(
    ("content", "says"),
    [
        ("", "is empty"),
        ("a,b,c\n1,2,3\n", "line 1: is neither ACLED's header nor UCDP GED's"),
        ("event_date,event_type,actor1,latitude,longitude\n", "looks like ACLED, but has no column fatalities"),
        (table("acled").replace("\nMLI1", "\nMLI1,one,too,many", 1), "line 2: 34 cells where there are 31 columns"),
        (table("acled") + "MLI9,cut off", "line 8: 2 cells"),
        (table("acled") + 'MLI9,"never closed,2021\n', "line 8: a quotation mark is opened and never closed"),
        (table("acled").replace("actor2,", "actor1,", 1), "'actor1' stands twice"),
    ],
    ids=["empty", "other", "near", "many", "cut", "quote", "twice"],
)
def test_what_is_damaged_is_named(tmp_path, content, says):
    path = tmp_path / "t.csv"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(TableError) as told:
        list(readers.open_table(path).records())
    assert str(path) in str(told.value) and says in str(told.value)
    assert ": " in str(told.value).split(says)[1] or says == "is empty"


def test_what_the_encoding_cannot_hold_is_told(tmp_path):
    path = tmp_path / "t.csv"
    path.write_bytes(table("acled").encode("cp1252"))
    found = readers.open_table(path)
    row = found.changed(next(iter(found.records())), {"location": "Ġao"})
    with pytest.raises(TableError, match="line 2: 'Ġ' can't be written in cp1252"):
        readers.write(found, [row], tmp_path / "out.csv")
