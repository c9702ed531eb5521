"""A real report, read as a careful coder would: the share of points, and what must never be said."""

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

SPECIMEN = Path(__file__).parents[2] / "shared" / "specimen"
FLOOR = 97.0  # per cent of check.py's points; raised with the program

pytestmark = pytest.mark.skipif(not SPECIMEN.exists(), reason="the specimen stands beside the project, in ../shared")


@pytest.fixture(scope="module")
def checked(tmp_path_factory):
    from firsthand.extract import pipeline
    from firsthand.ingest import Options
    from firsthand.model import Reading, reading_object
    from firsthand.workspace import reading

    [found] = reading.read([str(SPECIMEN / "article.txt")], pipeline.load(), Options())
    assert isinstance(found, Reading)
    path = tmp_path_factory.mktemp("specimen") / "reading.json"
    path.write_text(json.dumps(reading_object(found)), encoding="utf-8")
    command = [sys.executable, SPECIMEN / "check.py", path]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout


def test_the_share_of_points(checked):
    share = float(re.findall(r"\(([\d.]+)%\)", checked)[-1])
    assert share >= FLOOR, checked


def test_nothing_is_said_that_must_not_be(checked):
    assert "must not:" not in checked, checked


def test_every_offset_is_honest(checked):
    assert "every text stands at its span" not in checked, checked
