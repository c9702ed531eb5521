"""What a report only recalls, sums up or calls usual starts no incident of today and joins none; bare words neither."""

import pytest

from firsthand import resolve


def told(*articles):
    return resolve.incidents([a.read() for a in articles])


@pytest.mark.parametrize(
    ("place", "when", "count"),
    [("Qamishli", None, 0), (None, "2026-01-04", 0), ("Qamishli", "2026-01-04", 1)],
)
def test_history_needs_a_day_and_a_place(article, place, when, count):
    made = article("A similar raid near Qamishli killed nine.", "Daily", "2026-03-03")
    made.tell("raid", place=place, when=when, recalled="similar", killed=9)
    assert len(told(made)) == count


def test_habit_joins_no_news(article):
    made = article("Shells hit Qamishli on Monday. Gunmen often raid Qamishli.", "Daily", "2026-03-03")
    made.tell("hit", place="Qamishli", when="2026-03-02", killed=4).tell("raid", place="Qamishli", recalled="often")
    [incident] = told(made)
    assert len(incident.claims) == 1


@pytest.mark.parametrize(("kind", "count"), [("ASSAULT", 1), ("CONSULT", 0), ("ACCUSE", 0)])
def test_words_and_visits_need_a_day_and_both_sides(article, kind, count):
    made = article("Rebels met elders in Qamishli.", "Daily", "2026-03-03")
    made.tell("met", place="Qamishli", actor="Rebels", type=kind)
    assert len(told(made)) == count


@pytest.mark.parametrize(("words", "count"), [("The raid on Qamishli", 1), ("A raid on Qamishli", 2)])
def test_the_attack_may_be_one_that_its_report_dates_weeks_ago(article, words, count):
    made = article(f"{words} left hundreds homeless. Shells hit Qamishli on 10 January.", "Daily", "2026-03-03")
    made.tell("raid", place="Qamishli").tell("hit", when="2026-01-10", killed=4)
    assert len(told(made)) == count
