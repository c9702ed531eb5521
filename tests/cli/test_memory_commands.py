"""diff, compare, timestamp and verify --export as a user types them, on a ledger told by hand."""

import json

import pytest
from click.testing import CliRunner

from firsthand.cli import cli
from firsthand.ledger import Ledger
from tests.ledger import authority
from tests.workspace.telling import GAO, MENAKA, SECOND_WORD, keep


@pytest.fixture
def run(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    with Ledger.open("firsthand.db") as ledger:
        keep(ledger, GAO, at="2026-03-12T10:00:00.000Z")
        keep(ledger, SECOND_WORD, at="2026-03-13T10:00:00.000Z")
        keep(ledger, MENAKA, at="2026-03-13T11:00:00.000Z")

    def invoke(*arguments):
        result = CliRunner().invoke(cli, [str(a) for a in arguments])
        if result.exception is not None and not isinstance(result.exception, SystemExit):
            raise result.exception
        return result

    return invoke


def test_diff_as_json_and_as_a_table(run):
    changes = [json.loads(line) for line in run("diff", "2026-03-12").stdout.splitlines()]
    assert [c["happened"] for c in changes] == ["changed", "new"]
    grade = next(c for c in changes[0]["cells"] if c["cell"] == "grade")
    assert (grade["old"], grade["new"]) == (["F3"], ["F2"])
    assert [c["words"] for c in grade["because"]] == ["Niger Times, 2021-05-05"]
    table = run("diff", "4", "8", "--format", "table").stdout
    assert "grade: F3 → F2" in table and "[6] document by firsthand: Niger Times, 2021-05-05" in table


def test_diff_of_one_incident_and_wrong_points(run):
    assert len(run("diff", "4", "--incident", MENAKA.claim[:8]).stdout.splitlines()) == 1
    assert run("diff", "4", "--incident", "ffff").exit_code == 1
    for wrong in (("yesterday",), ("12", "4"), ()):
        assert run("diff", *wrong).exit_code == 2


def test_verify_an_export(run, tmp_path):
    assert run("export", "acled", "-o", "events.csv").exit_code == 0
    good = run("verify", "--export", "events.csv")
    assert good.exit_code == 0 and "each from its evidence" in good.stderr
    path = tmp_path / "events.csv"
    path.write_text(path.read_text(encoding="utf-8").replace("Gao", "Kidal"), encoding="utf-8")
    bad = run("verify", "--export", "events.csv")
    assert bad.exit_code == 1 and "location: 'Kidal' in the file, 'Gao' by the ledger" in bad.stdout
    assert run("verify", "--export", "none.csv").exit_code == 1


@pytest.mark.parametrize("shape", ["json", "csv", "table"])
def test_compare_with_our_own_export(run, tmp_path, shape):
    run("export", "acled", "-o", "theirs.csv")
    result = run("compare", "theirs.csv", "--format", shape)
    assert result.exit_code == 0 and "2 in both, 0 only ours, 0 only theirs" in result.stderr
    assert GAO.claim[:8] in result.stdout
    assert run("compare", "theirs.csv", "--format", shape, "-o", "out").stdout == ""
    assert (tmp_path / "out").read_text(encoding="utf-8") == result.stdout


def test_compare_with_something_else(run, tmp_path):
    (tmp_path / "list.csv").write_text("milk,bread\n1,2\n", encoding="utf-8")
    result = run("compare", "list.csv")
    assert result.exit_code == 1 and "list.csv: line 1: is neither ACLED's header nor UCDP GED's" in result.stderr
    assert run("compare", "missing.csv").exit_code == 2


def test_a_time_stamp_from_request_to_verification(run, tmp_path):
    assert "send it to a time stamping authority" in run("timestamp", "head").stderr
    answer = authority.answer((tmp_path / "request.tsq").read_bytes())
    (tmp_path / "answer.tsr").write_bytes(answer)
    (tmp_path / "chain.pem").write_bytes(authority.pem())
    (tmp_path / "other.pem").write_bytes(authority.pem("Forger"))
    told = run("timestamp", "--attach", "answer.tsr", "--by", "ana")
    assert "the ledger up to entry 12 existed at 2026-03-12T10:30:00Z, says CN=Dara Time" in told.stderr
    assert "kept already" in run("timestamp", "--attach", "answer.tsr").stderr
    assert "--request later.tsq" in run("timestamp", "head", "-o", "later.tsq").stderr
    other = run("timestamp", "--attach", "answer.tsr", "--request", "later.tsq")
    assert other.exit_code == 1 and "the request asks for a stamp of sha256:" in other.stderr
    assert "not checked" in run("verify").stderr
    assert "signature is good" in run("verify", "--ca", "chain.pem").stderr
    forged = run("verify", "--ca", "other.pem")
    assert forged.exit_code == 1 and "none by the certificates" in forged.stderr


def test_timestamp_wants_one_of_two(run, tmp_path):
    assert run("timestamp").exit_code == 2
    (tmp_path / "r").write_bytes(b"")
    assert run("timestamp", "head", "--attach", "r").exit_code == 2
    assert run("timestamp", "head", "--request", "r").exit_code == 2
    assert run("timestamp", "--attach", "r").exit_code == 1
