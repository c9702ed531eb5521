"""Stories: reports on one thing are together, whatever they say of it; reports on like things are not."""

from random import Random

import pytest

from firsthand.model import Document, When, text_id
from firsthand.resolve.stories import stories

QUAKE = (
    "An earthquake shook the Pamir valley of Darvoz on Monday and brought down the school of Langar.",
    "Rescuers dug for pupils in Langar after Monday's earthquake in the Darvoz valley of the Pamir.",
)
OTHER_QUAKE = (
    "An earthquake off Tanimbar sent people in Saumlaki running to higher ground on Tuesday.",
    "Saumlaki slept outdoors after an earthquake off Tanimbar; no tsunami followed.",
)
TRIAL = (
    "The warlord Odongo Achille told judges in Arusha that he had never seen the letter.",
    "Judges in Arusha adjourned the trial of Odongo Achille until a translator is found for the letter.",
)


def written(text: str, day: str | None = None) -> Document:
    when = When(day, day, "day", "given") if day is not None else None
    return Document(text_id(text), text, None, "Paper", None, "en", when, ())


def groups(documents: list[Document]) -> set[frozenset[str]]:
    return {frozenset(g) for g in stories(documents)}


ALL = [written(t) for t in (*QUAKE, *OTHER_QUAKE, *TRIAL)]
WANTED = {frozenset(text_id(t) for t in told) for told in (QUAKE, OTHER_QUAKE, TRIAL)}


def test_like_reports_are_one_story_and_like_happenings_are_not():
    assert groups(ALL) == WANTED


@pytest.mark.parametrize("seed", range(3))
def test_the_order_of_arrival_changes_no_story(seed):
    shuffled = list(ALL)
    Random(seed).shuffle(shuffled)
    assert stories(shuffled) == stories(ALL)


def test_reports_of_another_month_are_another_story():
    assert len(groups([written(QUAKE[0], "2026-03-02"), written(QUAKE[1], "2026-03-04")])) == 1
    assert len(groups([written(QUAKE[0], "2026-03-02"), written(QUAKE[1], "2026-05-02")])) == 2


def test_a_report_without_telling_words_stands_alone():
    assert len(groups([written("He said so."), written("They said so too."), *ALL])) == 5
