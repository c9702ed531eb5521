"""Names in headlines, captions and datelined openings: floors on the project's own lines (see data/heads.txt)."""

from pathlib import Path

import pytest

from firsthand.extract import language
from firsthand.train.language import marked, measure

LINES = tuple(marked.lines(Path(__file__).parent / "data" / "heads.txt"))


@pytest.mark.parametrize(
    ("kind", "typed", "borders"), [("headline", 90, 85), ("caption", 82, 92), ("dateline", 88, 85)]
)
def test_headlines_captions_and_datelines_keep_their_names_and_borders(kind: str, typed: float, borders: float):
    lines = [line for line in LINES if line.kind == kind]
    gold, found, sentences = measure.heads(language.load(), lines)
    assert len(lines) >= 30
    assert measure.score(gold, found).f >= typed
    assert sentences.f >= borders


def test_names_and_borders_are_read_from_their_marks(tmp_path):
    file = tmp_path / "lines.txt"
    file.write_text("# no line\n\ncaption: In [Goma|LOC]. / [AFP|ORG]\n", encoding="utf-8")
    (line,) = marked.lines(file)
    assert line == marked.Line("caption", "In Goma. AFP", ((3, 7, "LOC"), (9, 12, "ORG")), ((0, 8), (9, 12)))
