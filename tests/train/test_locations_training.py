"""Fitting the weights that choose an event's place: on cases made by hand."""

import gzip

from firsthand.model import Span
from firsthand.train import locations as training


def _case(rows: list[list[str]], right: int, source: str = "wire") -> training.Case:
    return training.Case(source, "text", rows, [n == right for n in range(len(rows))])


NEAR = _case([["in the clause"], ["outside"], ["no place"]], 0)
NONE = _case([["outside"], ["outside"], ["no place"]], 2)


def test_what_is_right_in_the_cases_is_chosen_after():
    cases = [NEAR, NONE] * 20
    table = training.fit(cases)
    assert training.share_right(cases, table) == 100.0
    assert table["in the clause"] > table["no place"] > table["outside"]


def test_sources_without_marks_and_lost_places_teach_nothing():
    lost = training.Case("wire", "text", [["outside"], ["no place"]], [False, False])
    unmarked = [_case([["in the clause"], ["no place"]], 1, source) for source in training.UNMARKED]
    assert training.fit([NEAR, NONE] * 20) == training.fit([*[NEAR, NONE] * 20, *[lost] * 9, *unmarked * 9])


def test_the_place_of_a_row_has_no_blanks_at_its_ends():
    row = {"text": "Shells hit Taiz .", "location": [{"start": 10, "end": 16}]}
    assert training.gold(row) == {Span(11, 15)}


def test_weights_are_written_as_lines(tmp_path):
    training.write({"in the clause": 1.5, "outside": -0.25}, tmp_path / training.FILE)
    assert gzip.decompress((tmp_path / training.FILE).read_bytes()).decode() == "1.5\tin the clause\n-0.25\toutside\n"
