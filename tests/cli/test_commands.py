"""The commands as a user types them: what they print, where, and with which exit status."""

import json
import os
import stat
import subprocess
import sys
from pathlib import Path

import jsonschema
import pytest
from click.testing import CliRunner

from firsthand.cli import cli
from firsthand.ledger import Ledger
from firsthand.model import schema
from firsthand.workspace import reading

BLAST = (
    "BAMAKO, Mali, May 4, 2021 — A roadside bomb killed 14 soldiers near Gao on Monday, the defence ministry said.\n\n"
    "Five others were wounded when the convoy was hit, a ministry spokesman told reporters in Bamako on Tuesday.\n"
)


@pytest.fixture(autouse=True)
def loaded(monkeypatch, model):
    monkeypatch.setattr(reading, "load", lambda *_: model)


@pytest.fixture
def run(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)

    def invoke(*arguments, **kwargs):
        result = CliRunner().invoke(cli, [str(a) for a in arguments], **kwargs)
        if result.exception is not None and not isinstance(result.exception, SystemExit):
            raise result.exception
        return result

    return invoke


@pytest.fixture
def report(tmp_path):
    path = tmp_path / "blast.txt"
    path.write_text(BLAST, encoding="utf-8")
    return path


@pytest.fixture
def ledger(run, report):
    assert run("add", report).exit_code == 0
    return Path("firsthand.db")


def test_read_prints_the_reading_format(run, report):
    result = run("read", report)
    assert result.exit_code == 0
    body = json.loads(result.stdout)
    jsonschema.validate(body, schema("reading"))
    assert body["document"]["text"] == BLAST
    assert any(c.get("type") == "ASSAULT" for c in body["claims"])


def test_read_gives_mentions_only_when_asked(run, report):
    assert "mentions" not in json.loads(run("read", report).stdout)
    mentions = json.loads(run("read", report, "--mentions").stdout)["mentions"]
    assert {"times", "places", "quantities", "parties"} == set(mentions)
    assert any(p["name"] == "Gao" for p in mentions["places"])


@pytest.mark.parametrize(("shape", "words"), [("table", "roadside bomb"), ("html", "<mark"), ("json", '"claims"')])
def test_read_in_every_shape(run, report, shape, words):
    assert words in run("read", report, "--format", shape).stdout


@pytest.mark.parametrize(
    "given",
    [
        BLAST,
        json.dumps({"id": "x", "text": BLAST}) + "\n",
        f"<html><body><article><p>{BLAST}</p></article></body></html>",
    ],
    ids=["text", "jsonl", "html"],
)
def test_standard_input_is_sniffed(run, given):
    result = run("read", "-", input=given)
    assert result.exit_code == 0 and "Gao" in json.loads(result.stdout)["document"]["text"]


def test_the_whole_job(run, ledger):
    listed = [json.loads(line) for line in run("incidents").stdout.splitlines()]
    assert listed
    for incident in listed:
        jsonschema.validate(incident, schema("incident"))
    named = listed[0]["id"]
    assert json.loads(run("show", named).stdout)["id"] == named
    assert "roadside" in run("show", named[:8], "--format", "table").stdout
    assert run("export", "acled", "-o", "out.csv").exit_code == 0
    assert json.loads(Path("out.csv.manifest.json").read_text(encoding="utf-8"))["export"] == "acled"
    assert run("export", "jsonl").stdout.splitlines() == run("incidents").stdout.splitlines()
    assert run("report").exit_code == 0 and "<svg" in Path("report.html").read_text(encoding="utf-8")
    assert run("verify").exit_code == 0
    assert run("rebuild").exit_code == 0


def test_a_claim_and_a_document_are_found_by_their_ids(run, ledger):
    with Ledger.open(ledger) as opened:
        [read] = opened.reads()
    assert json.loads(run("show", read.claims[-1].id).stdout)["id"] == read.claims[-1].id
    assert json.loads(run("show", read.document.id[:20]).stdout)["document"]["id"] == read.document.id


def test_what_nothing_is_called_is_not_found(run, ledger):
    result = run("show", "ffffffffffffffff")
    assert result.exit_code == 1 and "nothing has the id" in result.stderr


def test_one_byte_changed_is_found_and_named(run, ledger):
    words = ledger.read_bytes()
    at = words.index(b"roadside bomb killed 14")
    ledger.write_bytes(words[:at] + b"r" + words[at + 1 :])
    assert run("verify").exit_code == 0  # the same byte again
    ledger.write_bytes(words[:at] + b"R" + words[at + 1 :])
    result = run("verify")
    assert result.exit_code == 1 and "entry" in result.stdout


def test_bad_files_are_named_and_the_others_read(run, report, tmp_path):
    (tmp_path / "empty.txt").write_bytes(b"")
    (tmp_path / "binary.txt").write_bytes(bytes(range(256)) * 40)
    result = run("add", "empty.txt", report, "binary.txt", "missing.txt")
    assert result.exit_code == 3
    for name in ("empty.txt", "binary.txt", "missing.txt"):
        assert name in result.stderr
    assert "1 document added" in result.stderr
    assert run("verify").exit_code == 0


def test_an_empty_folder_is_named(run, tmp_path):
    (tmp_path / "inbox").mkdir()
    result = run("add", "inbox")
    assert result.exit_code == 0 and "nothing to read in inbox" in result.stderr and "Next" not in result.stderr


def test_nothing_but_bad_files_is_a_failure(run):
    assert run("add", "missing.txt").exit_code == 1
    assert run("read", "missing.txt").exit_code == 1


@pytest.mark.parametrize(
    "arguments",
    [
        ["read"],
        ["add"],
        ["frobnicate"],
        ["export", "xlsx"],
        ["read", "x.txt", "--published", "the Ides of March"],
        ["read", "x.txt", "--published", "2021-02-31"],
        ["export", "parquet"],
        ["incidents", "--as-of", "yesterday"],
    ],
    ids=" ".join,
)
def test_usage(run, ledger, arguments):
    assert run(*arguments).exit_code == 2


def test_a_ledger_that_is_not_there(run):
    for command in ("incidents", "verify", "report", "rebuild"):
        result = run(command)
        assert result.exit_code == 1 and "firsthand.db" in result.stderr
    assert not Path("firsthand.db").exists()


def test_a_file_that_is_no_ledger(run, report):
    Path("other.db").write_text("a shopping list", encoding="utf-8")
    result = run("add", report, "--ledger", "other.db")
    assert result.exit_code == 1 and "other.db" in result.stderr
    assert Path("other.db").read_text(encoding="utf-8") == "a shopping list"


def test_a_read_only_ledger(run, ledger, report, tmp_path):
    if os.geteuid() == 0:
        pytest.skip("root may write to everything")
    ledger.chmod(stat.S_IRUSR)
    before = ledger.read_bytes()
    (tmp_path / "new.txt").write_text(BLAST.replace("14", "15"), encoding="utf-8")
    result = run("add", "new.txt")
    assert result.exit_code == 1 and "read-only" in result.stderr
    assert ledger.read_bytes() == before and run("incidents").exit_code == 0


def test_as_of_a_position_before_the_report(run, ledger):
    assert run("incidents", "--as-of", "1").stdout == ""
    assert run("incidents", "--as-of", "2020-01-01").stdout == ""
    assert run("incidents", "--as-of", "2999-01-01").stdout == run("incidents").stdout


def test_results_go_to_standard_output_and_messages_to_standard_error(run, report):
    result = run("add", report)
    assert result.stdout == "" and "1 document added" in result.stderr


def test_help_imports_nothing_heavy():
    heavy = "spacy", "trafilatura", "sqlalchemy", "pyarrow", "rich", "jinja2"
    code = f"import sys, firsthand.cli; sys.exit([m for m in {heavy!r} if m in sys.modules] != [])"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_the_program_runs_as_a_command():
    program = Path(sys.executable).with_name("firsthand")
    result = subprocess.run([program, "--version"], capture_output=True, text=True, check=True)
    assert result.stdout.startswith("firsthand, version")


def test_what_can_not_be_written_is_named_in_words(run, report):
    run("add", report)
    result = run("report", "-o", "no/such/folder/report.html")
    assert result.exit_code == 1 and "no/such/folder/report.html: no such file or directory" in result.stderr
    assert "Errno" not in result.stderr
