"""`verify --export`: an export is what the ledger says, and each of its cells leads back to words."""

import csv
import json
import shutil
from dataclasses import replace

import pytest

from firsthand.export import EXPORTS
from firsthand.export.readback import ExportError
from firsthand.ledger import Ledger
from firsthand.workspace import exportcheck, views
from firsthand.workspace.evidence import Evidence
from tests.workspace.telling import GAO, MENAKA, SECOND_WORD, corrected, keep


@pytest.fixture(scope="module")
def exported(tmp_path_factory):
    """A ledger with three reports and all exports of it."""
    folder = tmp_path_factory.mktemp("exported")
    with Ledger.open(folder / "ledger.db") as ledger:
        for told in (GAO, SECOND_WORD, MENAKA):
            keep(ledger, told)
        view = views.view(ledger)
        for name, export in EXPORTS.items():
            views.export(view, ledger, name, folder / f"{name}{export.suffix}")
    return folder


@pytest.fixture
def folder(exported, tmp_path):
    shutil.copytree(exported, tmp_path, dirs_exist_ok=True)
    return tmp_path


def checked(folder, name, sources=None):
    with Ledger.open(folder / "ledger.db", readonly=True) as ledger:
        return exportcheck.check(ledger, folder / f"{name}{EXPORTS[name].suffix}", sources)


def messages(folder, name, sources=None):
    return [str(m) for m in checked(folder, name, sources).mismatches]


@pytest.mark.parametrize("name", EXPORTS)
def test_what_was_exported_follows_from_the_ledger(exported, name):
    found = checked(exported, name)
    assert found.mismatches == ()
    assert found.rows >= (0 if name == "ucdp" else 2) and (found.cells > 20 or name == "ucdp")


def test_entries_that_came_later_change_nothing(folder):
    with Ledger.open(folder / "ledger.db") as ledger:
        ledger.append("rejection", "someone's", {}, "ana")
    assert messages(folder, "acled") == []


def test_a_changed_cell_is_named(folder):
    path = folder / "acled.csv"
    rows = list(csv.reader(path.open(encoding="utf-8", newline="")))
    column = rows[0].index("fatalities")
    rows[1][column] = "50"
    with path.open("w", encoding="utf-8", newline="") as out:
        csv.writer(out, lineterminator="\n").writerows(rows)
    [whole, cell] = messages(folder, "acled")
    assert whole.startswith("sha256: ")
    assert cell == f"row {rows[1][0]}: fatalities: '50' in the file, '5' by the ledger"


def test_a_row_that_is_missing_and_one_too_many_are_named(folder):
    path = folder / "jsonl.jsonl"
    first, *rest = path.read_text(encoding="utf-8").splitlines(keepends=True)
    body = json.loads(first)
    path.write_text("".join([json.dumps(body | {"id": "00"}) + "\n", *rest]), encoding="utf-8")
    told = "\n".join(messages(folder, "jsonl"))
    assert "row 00: the ledger has no such row" in told and f"row {body['id']}: is missing in the file" in told


def test_what_was_erased_since_is_told(folder):
    with Ledger.open(folder / "ledger.db") as ledger:
        ledger.redact(MENAKA.document.id, "court order", "ana")
    told = messages(folder, "jsonl")
    assert any(m.startswith(f"row {MENAKA.claim}: the ledger has no such row") for m in told)
    assert told[-1].startswith("ledger: entries 13 to ") and "erased" in told[-1]


def test_another_ledger_another_table_and_another_program_are_told(folder):
    table = folder / "mine.toml"
    table.write_text('[sources]\n"army" = "B"\n', encoding="utf-8")
    manifest = folder / "acled.csv.manifest.json"
    body = json.loads(manifest.read_text(encoding="utf-8"))
    body["ledger"]["head"], body["program"] = "sha256:0", "0.0.0"
    manifest.write_text(json.dumps(body), encoding="utf-8")
    told = messages(folder, "acled", table)
    assert [m.split(":")[0] for m in told] == ["ledger", "sources", "program"]


@pytest.mark.parametrize(
    ("content", "says"), [(None, "can't be read"), ("{", "can't be read"), ('{"export": "xlsx"}', "can't be read")]
)
def test_a_manifest_that_is_none(folder, content, says):
    path = folder / "acled.csv.manifest.json"
    path.unlink() if content is None else path.write_text(content, encoding="utf-8")
    with pytest.raises(ExportError, match=f"{says}.*keep it beside the export"):
        checked(folder, "acled")
    with pytest.raises(ExportError, match="no such export"), Ledger.open(folder / "ledger.db") as ledger:
        exportcheck.check(ledger, folder / "none.csv")


def test_a_file_of_another_format(folder):
    (folder / "geojson.geojson").write_text("id,name\n", encoding="utf-8")
    with pytest.raises(ExportError, match="is no geojson export"):
        checked(folder, "geojson")


@pytest.mark.parametrize("over", ["killed", "when", "where", "type", "claims", "documents", "origins"])
def test_cells_lead_to_their_words(exported, over):
    with Ledger.open(exported / "ledger.db", readonly=True) as ledger:
        view = views.view(ledger)
        leads = [lead for i in view.incidents for lead in Evidence(view).leads(i, over)]
    assert leads and all(lead.wrong is None for lead in leads)
    wanted = {"killed": {"five", "nine"}, "when": {"3 May 2021", "7 May 2021"}, "where": {"Gao", "Menaka"}}
    words = {lead.span.of(view.reads[lead.document].document.text) for lead in leads if lead.span}
    assert words == wanted.get(over, {"bomb"} if over != "documents" else set())


def test_a_cell_without_evidence_is_told(exported):
    with Ledger.open(exported / "ledger.db", readonly=True) as ledger:
        view = views.view(ledger)
    document, read = next(iter(view.reads.items()))
    bare = replace(read, claims=tuple(replace(c, counts=()) for c in read.claims))
    view = replace(view, reads={**view.reads, document: bare})
    leads = [lead for i in view.incidents for lead in Evidence(view).leads(i, "killed")]
    assert [lead.wrong for lead in leads if lead.wrong] == [f"killed: claim {GAO.claim} shows no words for it"]


@pytest.mark.parametrize("name", EXPORTS)
def test_what_a_person_corrected_leads_to_the_person(folder, name):
    with Ledger.open(folder / "ledger.db") as ledger:
        corrected(ledger, MENAKA, "killed", 77)
        views.export(views.view(ledger), ledger, name, folder / f"{name}{EXPORTS[name].suffix}")
    assert messages(folder, name) == []
    if name == "acled":
        assert ",77," in (folder / "acled.csv").read_text(encoding="utf-8")
