"""An export as of a day is, byte for byte, the export that was made on that day."""

from dataclasses import replace

import pytest

from firsthand.export import EXPORTS
from firsthand.ledger import Ledger
from firsthand.model import Decision
from firsthand.workspace import standing, views
from tests.workspace.telling import GAO, MENAKA, SECOND, SECOND_WORD, corrected, keep

THEN, LATER = "2026-03-12T10:00:00.000Z", "2026-03-13T09:00:00.000Z"
RETRACTION = replace(
    SECOND_WORD,
    text="CORRECTION: Niger Times retracts its report on the bomb near Gao on 3 May 2021.",
    published="2021-05-06",
    killed=None,
    source=None,
    stance="denied",
)


def export_all(ledger, folder, sources, as_of=None):
    folder.mkdir()
    view = views.view(ledger, sources, as_of)
    for name, export in EXPORTS.items():
        views.export(view, ledger, name, folder / f"{name}{export.suffix}", as_of)
    return view


def files(folder):
    return {str(p.relative_to(folder)): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


def live_on(ledger):
    """Everything that may come into a ledger after a day."""
    keep(ledger, MENAKA, at=LATER)
    keep(ledger, replace(GAO, outlet="Dara Daily"), at=LATER)  # a further sighting of the same text
    keep(ledger, RETRACTION, at=LATER)
    ledger.add_reading(replace(GAO, killed=None).reading(SECOND), at=LATER)  # read again by another version
    ledger.add_reading(replace(SECOND_WORD, trigger="torn").reading(SECOND), at=LATER)
    ledger.add_decision(Decision("d2", "ben", LATER, ((GAO.claim,), (SECOND_WORD.claim,))), at=LATER)
    ledger.withdraw("d1", "a mistake", "ben", at=LATER)
    corrected(ledger, MENAKA, "killed", 8, LATER)
    corrected(ledger, GAO, "killed", 8, LATER)
    ledger.append("failure", "broken.html", {"message": "is empty"}, "firsthand", at=LATER)


@pytest.mark.parametrize(("point", "kept"), [("number", False), ("day", True), ("instant", True)])
def test_exports_as_of_a_day_are_those_made_on_it(tmp_path, monkeypatch, point, kept):
    """Also where what was computed then was kept beside a large ledger (`kept`), and is computed anew for that day.

    The kept ones are written by two processes.
    """
    monkeypatch.setattr(standing, "is_large", lambda _ledger: kept)
    monkeypatch.setattr(views, "TURN", 1)  # so that two processes share the incidents
    sources = tmp_path / "mine.toml"
    sources.write_text('[sources]\n"army" = "B"\n', encoding="utf-8")
    with Ledger.open(tmp_path / "ledger.db") as ledger:
        keep(ledger, GAO, at=THEN)
        keep(ledger, SECOND_WORD, at=THEN)
        ledger.add_decision(Decision("d1", "ana", THEN, ((GAO.claim, SECOND_WORD.claim),)), at=THEN)
        export_all(ledger, tmp_path / "then", sources)
        as_of = {"number": ledger.position().seq, "day": THEN[:10], "instant": THEN}[point]
        live_on(ledger)
        now = export_all(ledger, tmp_path / "now", sources)
        export_all(ledger, tmp_path / "again", sources, as_of)
        assert ledger.verify() == []
    then, again = files(tmp_path / "then"), files(tmp_path / "again")
    assert len(then) == len(EXPORTS) * 2 + 3  # each with its manifest; parquet is four files
    assert again == then
    assert len(now.incidents) > 1 and {n for n, b in files(tmp_path / "now").items() if then[n] != b} >= {
        f"{n}{EXPORTS[n].suffix}" for n in ("acled", "polecat", "geojson", "jsonl")
    }


def test_the_manifest_tells_which_table_of_sources_graded(tmp_path):
    with Ledger.open(tmp_path / "ledger.db") as ledger:
        keep(ledger, GAO)
        made = []
        for letter in "BC":
            table = tmp_path / f"{letter}.toml"
            table.write_text(f'[sources]\n"army" = "{letter}"\n', encoding="utf-8")
            made.append(views.export(views.view(ledger, table), ledger, "jsonl", tmp_path / "i.jsonl"))
        made.append(views.export(views.view(ledger), ledger, "jsonl", tmp_path / "i.jsonl"))
    assert len({m.sources for m in made}) == 3 and made[2].sources is None
