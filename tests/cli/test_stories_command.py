"""`firsthand stories` as a user types it."""

import json

from click.testing import CliRunner

from firsthand.cli import cli
from firsthand.ledger import Ledger
from tests.workspace.telling import GAO, MENAKA, SECOND_WORD, keep


def test_stories_name_their_reports_and_incidents(tmp_path):
    path = tmp_path / "firsthand.db"
    with Ledger.open(str(path)) as ledger:
        for told in (GAO, SECOND_WORD, MENAKA):
            keep(ledger, told, at="2026-03-12T10:00:00.000Z")
    run = CliRunner().invoke(cli, ["stories", "--ledger", str(path), "--format", "json"], catch_exceptions=False)
    stories = [json.loads(line) for line in run.stdout.splitlines()]
    assert sum(len(s["documents"]) for s in stories) == 3
    assert all(s["story"] == s["documents"][0]["id"] for s in stories)
    assert {i for s in stories for i in s["incidents"]}
    table = CliRunner().invoke(cli, ["stories", "--ledger", str(path), "--format", "table"], catch_exceptions=False)
    assert "reports" in table.stdout
