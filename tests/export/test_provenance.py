"""Every exported column has a rule with a name, and the docs tell the same."""

from pathlib import Path

import pytest

from firsthand.export import EXPORTS, acled, polecat, provenance, readback, ucdp
from tests.build import cell, incident, party
from tests.export.test_exports import selection

PAGE = Path(__file__).parents[2] / "docs" / "provenance.md"


def columns(name, path):
    """The columns that an export writes, by the file itself."""
    told = incident({"actor": (cell(party("army", "state-forces")),)})
    EXPORTS[name].write(selection(told), path)
    return {c for row in readback.rows(name, path) for c in row.cells}


@pytest.mark.parametrize("name", EXPORTS)
def test_every_column_has_a_rule(name, tmp_path):
    table = provenance.PROVENANCE[name]
    fixed = {"acled": acled.COLUMNS, "ucdp": ucdp.COLUMNS, "polecat": polecat.COLUMNS}.get(name)
    found = set(fixed) if fixed else columns(name, tmp_path / name)
    if name == "parquet":
        import pyarrow.parquet as pq

        files = (tmp_path / name).glob("*.parquet")
        found = {f"{f.stem}.{c}" for f in files for c in pq.read_schema(f).names}
    tolls = set(provenance.TOLLS) if name == "geojson" else set()
    assert found - set(table) == set() and set(table) - found - tolls == set()


def test_every_rule_is_told_and_leads_somewhere():
    used = {p.rule for columns in provenance.PROVENANCE.values() for p in columns.values()}
    assert used == set(provenance.RULES)
    over = {o for columns in provenance.PROVENANCE.values() for p in columns.values() for o in p.over}
    assert over <= set(provenance.CELLS) | set(provenance.SOURCES)
    bare = [p for c in provenance.PROVENANCE.values() for p in c.values() if p.sourced and not p.over]
    assert bare == []


def test_the_docs_hold_this_table():
    assert PAGE.read_text(encoding="utf-8") == provenance.page()
