"""The samples can be read whole, and expected.json speaks of what is there."""

import importlib.util
import json
from pathlib import Path

import pytest

from firsthand import ingest
from firsthand.model import Document, Report

ROOT = Path(__file__).parents[2]
REPORTS = ROOT / "samples" / "reports"


@pytest.fixture(scope="module")
def documents() -> dict[str, Document]:
    """Every sample under the name that expected.json uses: FILE, or FILE#URL in a container."""
    found: dict[str, Document] = {}
    for report in ingest.read(REPORTS):
        assert isinstance(report, Report), report
        document = ingest.document(report)
        file = Path(
            report.location.split("#")[0].rsplit(":", 1)[0] if report.kind == "jsonl" else report.location.split("#")[0]
        )
        single = file.suffix in (".txt", ".html")
        found[file.name if single else f"{file.name}#{document.url}"] = document
    return found


@pytest.fixture(scope="module")
def expected() -> dict:
    return json.loads((ROOT / "samples" / "expected.json").read_text(encoding="utf-8"))


def test_every_report_is_read_and_expected(documents, expected) -> None:
    named = [r for i in expected["incidents"] for r in i["reports"]] + [r["report"] for r in expected["no_incident"]]
    assert sorted(documents) == sorted(named)
    assert len(named) == len(set(named)) >= 24
    assert len(expected["incidents"]) == 8


def test_every_report_is_short_english_prose_under_a_headline(documents) -> None:
    for name, document in documents.items():
        assert document.language == "en", name
        assert document.title, name
        assert 55 <= len(document.text.split()) <= 250, name


def test_published_dates_come_from_the_containers(documents, expected) -> None:
    for name, day in expected["published"].items():
        published = documents[name].published
        if name.endswith(".txt"):
            assert published is None  # a plain text's date stands in its dateline and is read with the other dates
            assert "March 9, 2021" in documents[name].text
        else:
            assert published is not None
            assert published.start == day, name


def test_copies_name_their_agency(documents) -> None:
    assert documents["ariha-orontes-post.html"].agency == "Levant Wire"
    assert documents["press-review.jsonl#dg-kupiansk"].agency == "Steppe News Agency"


def test_the_archive_is_what_its_pages_give() -> None:
    spec = importlib.util.spec_from_file_location("make_samples", ROOT / "scripts" / "make_samples.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    assert module.main(["--check"]) == 0
