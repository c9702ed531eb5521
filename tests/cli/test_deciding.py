"""decide, correct, withdraw, queue and redact as a script calls them: output, exit status, and what they leave."""

import json
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner

from firsthand.cli import cli, review
from firsthand.ledger import Ledger, Redacted
from firsthand.resolve.queue import KINDS
from tests.workspace.telling import GAO, MENAKA, SECOND_WORD, keep

OTHER = "claim:" + SECOND_WORD.claim


@pytest.fixture(scope="module")
def filled(tmp_path_factory):
    path = tmp_path_factory.mktemp("deciding") / "firsthand.db"
    with Ledger.open(path) as opened:
        for told in (GAO, SECOND_WORD, MENAKA):
            keep(opened, told)
    return path


@pytest.fixture
def run(filled, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("FIRSTHAND_USER", "ana")
    shutil.copy(filled, tmp_path)

    def invoke(*arguments, **kwargs):
        result = CliRunner().invoke(cli, list(arguments), **kwargs)
        if result.exception is not None and not isinstance(result.exception, SystemExit):
            raise result.exception
        return result

    return invoke


def listed(run, *arguments):
    return [json.loads(line) for line in run(*arguments).stdout.splitlines()]


def test_a_decision_prints_its_id_and_what_it_changed(run):
    result = run("decide", "--different", GAO.claim, OTHER, "--because", "two blasts")
    told = json.loads(result.stdout)
    assert result.exit_code == 0 and told["recorded"] and told["changes"][0]["happened"] == "split"
    assert "split" in result.stderr
    [kept] = listed(run, "decide", "--list")
    assert (kept["id"], kept["by"], kept["note"], kept["status"]) == (told["id"], "ana", "two blasts", "stands")
    assert len(listed(run, "incidents")) == 3
    again = json.loads(run("decide", "--different", GAO.claim, OTHER).stdout)
    assert (again["id"], again["recorded"]) == (told["id"], False)
    newer = run("decide", "--same", GAO.claim, SECOND_WORD.claim, "--by", "ben")
    assert json.loads(newer.stdout)["overrules"] == [told["id"]]
    assert f"overrules the decision {told['id']} by ana" in newer.stderr
    assert "overruled" in run("decide", "--list", "--format", "table").stdout
    asked = listed(run, "queue", "--kind", "overruled")
    assert [q["about"] for q in asked] == [[told["id"]]] and asked[0]["settle"][0].startswith("firsthand withdraw ")


def test_a_correction_is_shown_and_withdrawn(run):
    before = run("incidents").stdout
    told = json.loads(run("correct", GAO.claim[:8], "killed", "6-8", "--because", "a slip").stdout)
    shown = json.loads(run("show", GAO.claim).stdout)
    assert shown["corrections"][0]["id"] == told["id"] and shown["corrections"][0]["by"] == "ana"
    table = run("show", GAO.claim, "--format", "table").stdout
    assert "corrected by ana" in table and "killed 6–8, read as 5: corrected by ana" in table and "(a slip)" in table
    assert "read as 5, by ana" in run("show", told["id"], "--format", "table").stdout
    assert run("withdraw", told["id"][:8], "--because", "no slip").exit_code == 0
    after = run("incidents").stdout
    stripped = [[{**json.loads(x), "ledger": None} for x in out.splitlines()] for out in (before, after)]
    assert stripped[0] == stripped[1]


def test_a_rejected_claim_is_shown_as_such(run):
    told = json.loads(run("correct", MENAKA.claim, "--reject").stdout)
    assert json.loads(run("show", MENAKA.claim).stdout)["rejected"]["id"] == told["id"]
    assert "Rejected" in run("show", MENAKA.claim, "--format", "table").stdout
    assert run("correct", MENAKA.claim, "killed", "3").exit_code == 1


@pytest.mark.parametrize(
    ("arguments", "status", "words"),
    [
        (["decide"], 2, "--same or --different"),
        (["decide", GAO.claim], 2, "--same or --different"),
        (["decide", "--same", GAO.claim, "--list"], 2, "--same or --different"),
        (["decide", "--different", GAO.claim], 2, "at least two"),
        (["decide", "--same", "ffff", GAO.claim], 1, "no claim has the id ffff"),
        (["correct", GAO.claim], 2, "give CELL and VALUE"),
        (["correct", GAO.claim, "killed", "3", "--reject"], 2, "give CELL and VALUE"),
        (["correct", GAO.claim, "stance", "sure"], 2, "give one of asserted"),
        (["correct", "ffff", "stance", "hedged"], 1, "no claim has the id ffff"),
        (["withdraw", "ffff"], 1, "decide --list"),
        (["redact", GAO.claim, "--reason", "x", "--yes"], 1, "erases it as a whole"),
        (["redact", "ffff", "--reason", "x", "--yes"], 1, "no document and no act"),
        (["redact", GAO.document.id], 2, "--reason"),
        (["redact", GAO.document.id, "--reason", "x"], 1, "give --yes"),
        (["queue", "--kind", "gossip"], 2, "gossip"),
        (["queue", "--ledger", "nowhere.db"], 1, "there is no ledger"),
    ],
    ids=lambda v: " ".join(v[:2]) if isinstance(v, list) else "",
)
def test_what_goes_wrong_is_said_and_changes_nothing(run, tmp_path, arguments, status, words):
    before = (tmp_path / "firsthand.db").read_bytes()
    result = run(*arguments)
    assert (result.exit_code, result.stdout) == (status, "") and words in result.stderr
    assert (tmp_path / "firsthand.db").read_bytes() == before


LINES = "\n".join(
    json.dumps(line)
    for line in (
        {"same": [GAO.claim, MENAKA.claim], "because": "one convoy"},
        {"correct": MENAKA.claim, "cell": "killed", "value": 8, "by": "ben"},
        {"same": ["ffff", GAO.claim]},
    )
)


def test_many_acts_come_from_a_file_or_none(run, tmp_path):
    before = (tmp_path / "firsthand.db").read_bytes()
    result = run("decide", "--from", "-", input=LINES)
    assert (result.exit_code, result.stdout) == (1, "")
    assert "line 3: no claim has the id ffff" in result.stderr and "nothing was recorded" in result.stderr
    assert (tmp_path / "firsthand.db").read_bytes() == before
    (tmp_path / "acts.jsonl").write_text("\n".join(LINES.splitlines()[:2]), encoding="utf-8")
    result = run("decide", "--from", "acts.jsonl")
    assert result.exit_code == 0
    assert [(x["line"], x["kind"]) for x in map(json.loads, result.stdout.splitlines())] == [
        (1, "decision"), (2, "correction"),
    ]  # fmt: skip
    assert [x["by"] for x in listed(run, "decide", "--list")] == ["ana", "ben"]
    assert run("verify").exit_code == 0


def test_the_right_lines_alone_are_taken_when_asked_for(run):
    result = run("decide", "--from", "-", "--partial", input=LINES)
    assert result.exit_code == 3 and "line 3" in result.stderr
    assert len(listed(run, "decide", "--list")) == 2
    assert run("decide", "--from", "-", "--partial", input='{"same": []}').exit_code == 1


def test_the_queue_is_empty_filtered_and_cut(run):
    assert run("queue").stdout == ""
    assert "nothing to look at" in run("queue", "--format", "table").stderr
    run("correct", SECOND_WORD.claim, "killed", "9")
    [asked] = listed(run, "queue", "--limit", "1")
    assert (asked["kind"], set(asked)) == ("tolls", {"kind", "weight", "about", "title", "reasons", "settle"})
    assert asked["settle"][0] in run("queue", "--format", "table").stdout
    assert listed(run, "queue", "--kind", "lost") == []
    run(*asked["settle"][0].split()[1:])
    assert run("queue").stdout == ""


def test_the_kinds_of_the_queue_are_those_that_can_be_asked_for():
    assert review.KIND_NAMES == KINDS


def test_an_erased_document_is_gone_and_does_not_come_back(run, tmp_path):
    run("correct", MENAKA.claim, "killed", "8", "--words", "nine passengers")
    result = run("redact", MENAKA.document.id[:15], "--reason", "a court's order", "--yes")
    assert result.exit_code == 0 and json.loads(result.stdout)["id"] == MENAKA.document.id
    assert "gone" in result.stderr
    assert b"nine passengers" not in (tmp_path / "firsthand.db").read_bytes()
    assert len(listed(run, "incidents")) == 1 and run("queue").stdout == ""
    assert run("verify").exit_code == 0

    with Ledger.open("firsthand.db") as opened, pytest.raises(Redacted, match="is not taken in again"):
        keep(opened, MENAKA)


def test_acts_in_no_utf_8_are_refused(run):
    Path("acts.jsonl").write_bytes(b"\xff\xfe{}")
    result = run("decide", "--from", "acts.jsonl")
    assert result.exit_code == 1 and "acts.jsonl: is no text in UTF-8" in result.stderr
