"""What an origin said last of a toll: figures added to it, noughts, its report's own words, what bounds leave open."""

from dataclasses import replace

import pytest

from firsthand.model import Count, Figure, Party, Span, Toll
from firsthand.resolve import incidents
from firsthand.resolve.happenings import happening

WHO = "Karim Haddad"


def summed(*articles):
    (incident,) = incidents([a.read() for a in articles])
    return incident.summary


def count(made, words, low, best, high):
    return Count(low, best, high, words, made.span(words), None, low == best == high)


def counting(made, *tolls):
    """The last claim with these tolls, whose words the text holds."""
    made.claims[-1] = replace(made.claims[-1], counts=tuple(tolls))
    return made


def hit(made, trigger, *tolls, who=WHO, stance="asserted"):
    chain = (who,) if who else ()
    return counting(made.tell(trigger, place="Qamishli", when="2026-03-02", chain=chain, stance=stance), *tolls)


def died(article, text, words, outlet="Daily"):
    """A report in which nine were killed and, in its second sentence, more died."""
    made = article(text, outlet, "2026-03-03")
    hit(made, "killed", Toll("killed", None, count(made, "nine", 9, 9, 9)))
    return hit(made, "died", Toll("killed", None, count(made, words, 3, 3, 3)))


@pytest.mark.parametrize(
    ("text", "words", "wanted"),
    [
        ("Rockets killed nine in Qamishli. Three more died at night, Karim Haddad said.", "Three", 12),
        ("Rockets killed nine in Qamishli. Another three died at night, Karim Haddad said.", "Another three", 12),
        ("The number killed in Qamishli rose to nine. Three more died at night, Karim Haddad said.", "Three", 9),
        ("Rockets killed nine in Qamishli. Three died on the spot, Karim Haddad said.", "Three", 9),
    ],
)
def test_those_who_died_later_are_added_unless_the_figure_holds_them(article, text, words, wanted):
    assert summed(died(article, text, words))["killed"] == Figure(wanted, wanted, wanted)


@pytest.mark.parametrize(
    ("text", "before", "wanted"),
    [
        ("A tenth miner died of the rockets on Qamishli, Karim Haddad said.", 9, 10),
        ("A tenth miner died of the rockets on Qamishli, Karim Haddad said.", 12, 12),
        ("A miner died of the rockets on Qamishli, Karim Haddad said.", 9, 1),
    ],
)
def test_the_last_of_so_many_tells_how_many_unless_there_were_more(article, text, before, wanted):
    one = article("Rockets killed nine in Qamishli, Karim Haddad said.", "Daily", "2026-03-02")
    hit(one, "killed", Toll("killed", None, count(one, "nine", before, before, before)))
    two = article(text, "Daily", "2026-03-03")
    words = "A tenth miner" if "tenth" in text else "A miner"
    hit(two, "died", Toll("killed", None, count(two, words, 1, 1, 1)))
    assert summed(one, two)["killed"].best == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Rockets killed nine in Qamishli, one week after six had died there, Karim Haddad said.", 9),
        ("A week after six had died there, nine were killed in Qamishli, Karim Haddad said.", 9),
        ("Rockets killed nine in Qamishli, and six had been in a car, Karim Haddad said.", 15),
    ],
)
def test_who_died_a_week_before_is_no_part_of_the_toll(article, text, wanted):
    made = article(text, "Daily", "2026-03-03")
    tolls = [Toll("killed", None, count(made, words, n, n, n)) for words, n in (("nine", 9), ("six", 6))]
    assert summed(hit(made, "killed", *tolls))["killed"].best == wanted


@pytest.mark.parametrize(
    ("text", "first", "second", "wanted"),
    [
        (
            "The number has risen to nine in Qamishli, after two killed by rockets were found, Karim Haddad said.",
            9,
            2,
            9,
        ),
        ("Rockets killed nine in Qamishli and two in a car, Karim Haddad said.", 9, 2, 11),
    ],
)
def test_a_toll_that_has_risen_holds_what_its_sentence_adds(article, text, first, second, wanted):
    made = article(text, "Daily", "2026-03-03")
    tolls = [Toll("killed", None, count(made, words, n, n, n)) for words, n in (("nine", first), ("two", second))]
    assert summed(hit(made, "killed", *tolls))["killed"].best == wanted


@pytest.mark.parametrize(("who", "wanted"), [("attackers", 9), ("miners", 33)])
def test_attackers_who_died_are_no_victims(article, who, wanted):
    made = article(f"Rockets killed nine in Qamishli, Karim Haddad said. All 33 {who} died.", "Daily", "2026-03-03")
    hit(made, "killed", Toll("killed", None, count(made, "nine", 9, 9, 9)))
    hit(made, "died", Toll("killed", None, count(made, "33", 33, 33, 33)))
    assert summed(made)["killed"].best == wanted


def test_what_another_report_adds_may_be_in_the_figure_already(article):
    one = article("Rockets killed nine in Qamishli, Karim Haddad said.", "Daily", "2026-03-03")
    hit(one, "killed", Toll("killed", None, count(one, "nine", 9, 9, 9)))
    two = article("Two more died after the rockets on Qamishli, Karim Haddad said.", "Post", "2026-03-04")
    hit(two, "died", Toll("killed", None, count(two, "Two", 2, 2, 2)))
    assert summed(one, two)["killed"].best == 9


def test_no_one_hurt_is_a_figure_though_the_harm_is_denied(article):
    made = article("Rockets hit Qamishli, Karim Haddad said. No one was hurt.", "Daily", "2026-03-03")
    hit(made, "hit")
    hit(made, "hurt", Toll("wounded", None, count(made, "No one", 0, 0, 0)), stance="denied")
    assert summed(made)["wounded"] == Figure(0, 0, 0)


def test_no_civilian_hurt_says_nothing_of_the_others(article):
    made = article("Rockets hit Qamishli, Karim Haddad said. No civilian was hurt.", "Daily", "2026-03-03")
    hit(made, "hit")
    civilians = Party("civilian", Span(3, 11), "civilian", "civilians")
    hit(made, "hurt", Toll("wounded", civilians, count(made, "No", 0, 0, 0)), stance="denied")
    assert "wounded" not in summed(made)


@pytest.mark.parametrize(("own", "wanted"), [(8, 8), (None, 3)])
def test_a_reports_own_figure_stands_where_its_source_leaves_it_open(article, own, wanted):
    """Eight killed; three children are among the dead, says the teacher: there are eight, not three or more."""
    made = article(
        "Rockets killed eight in Qamishli. Three children were among the dead, he said.", "Daily", "2026-03-03"
    )
    hit(made, "killed", *([Toll("killed", None, count(made, "eight", own, own, own))] if own else []), who=None)
    hit(made, "dead", Toll("killed", None, count(made, "Three", 3, None, None)))
    assert summed(made)["killed"].low == wanted


def test_about_fifteen_leaves_open_how_few(article):
    made = article("Rockets killed about 15 in Qamishli, Karim Haddad said.", "Daily", "2026-03-03")
    hit(made, "killed", Toll("killed", None, count(made, "about 15", None, 15, None)))
    assert summed(made)["killed"] == Figure(None, 15, 15)


def test_some_of_them_are_no_more_of_them(article):
    made = article("Rockets killed 12 in Qamishli and three of them at once, Karim Haddad said.", "Daily", "2026-03-03")
    tolls = [Toll("killed", None, count(made, w, n, n, n)) for w, n in (("12", 12), ("three", 3))]
    hit(made, "killed", *tolls)
    assert summed(made)["killed"].best == 12


@pytest.mark.parametrize(
    ("sentence", "late"),
    [
        ("The council counts nine dead now in Amuda, as a girl died on Wednesday.", True),
        ("The clinic put the dead of Amuda at nine after two bodies were found on Wednesday.", True),
        ("The number of dead in Wednesday's raid on Amuda rose to nine after two men died.", False),
    ],
)
def test_what_makes_a_number_grow_tells_no_day_of_the_attack(article, sentence, late):
    made = article(sentence, "Karsu Post", "2026-03-09").tell("dead", place="Amuda", when="2026-03-04", killed=9)
    event = made.claims[0]
    event = replace(event, when=replace(event.when, text="Wednesday", span=made.span("Wednesday")))
    for told in (event, replace(event, counts=())):
        assert happening(told, made.document, 0).assumed == late


def test_those_by_whom_a_number_has_grown_are_in_it(article):
    made = article("The council counts eight dead in Qamishli now, as two bodies were found.", "Daily", "2026-03-03")
    tolls = [Toll("killed", None, count(made, w, n, n, n)) for w, n in (("eight", 8), ("two", 2))]
    assert summed(hit(made, "counts", *tolls))["killed"] == Figure(8, 8, 8)


def test_the_fifth_of_several_makes_five(article):
    made = article("A fifth of his miners, a man of 60, has died after the raid on Qamishli.", "Daily", "2026-03-03")
    assert summed(hit(made, "died", Toll("killed", None, count(made, "a man", 1, 1, 1))))["killed"] == Figure(5, 5, 5)


def test_who_counted_nine_bodies_said_nine(article):
    made = article("He counted nine bodies in Qamishli.", "Daily", "2026-03-03")
    hit(made, "counted", Toll("killed", None, count(made, "nine", 9, 9, None)))
    assert summed(made)["killed"] == Figure(9, 9, 9)


def test_the_day_of_a_later_death_is_not_the_incidents(article):
    one = article("Shells killed nine in Qamishli on Monday, the mayor said.", "Daily", "2026-03-02")
    one.tell("killed", place="Qamishli", when="2026-03-02", killed=9)
    two = article("The toll of Qamishli rose to ten after a man died on Wednesday.", "Daily", "2026-03-05")
    two.tell("rose", place="Qamishli", when="2026-03-04", killed=10)
    two.claims[-1] = replace(two.claims[-1], when=replace(two.claims[-1].when, span=two.span("Wednesday")))
    (incident,) = incidents([one.read(), two.read()])
    assert incident.when is not None and incident.when.start == "2026-03-02"


def test_one_more_who_has_died_is_told_by_relays_too(article):
    one = article("Rockets killed nine in Qamishli, Karim Haddad said.", "Daily", "2026-03-02")
    hit(one, "killed", Toll("killed", None, count(one, "nine", 9, 9, 9)))
    text = "A tenth miner died of the rockets on Qamishli, Levant Wire quoted Karim Haddad as saying."
    two = article(text, "Post", "2026-03-03")
    two.tell("died", place="Qamishli", when="2026-03-02", chain=("Karim Haddad", "Levant Wire"), source_kind="person")
    counting(two, Toll("killed", None, count(two, "A tenth miner", 1, 1, 1)))
    assert summed(one, two)["killed"].best == 10


def test_bodies_found_days_later_are_of_the_raid_before(article):
    one = article("Gunmen raided Qamishli, Karim Haddad said.", "Daily", "2026-03-02")
    one.tell("raided", place="Qamishli", when="2026-03-02", chain=("Karim Haddad",), source_kind="person")
    two = article(
        "The bodies of two men were recovered in Qamishli on Thursday, Karim Haddad said.", "Post", "2026-03-05"
    )
    two.tell("recovered", place="Qamishli", when="2026-03-05", chain=("Karim Haddad",), source_kind="person")
    counting(two, Toll("killed", None, count(two, "two", 2, 2, 2)))
    assert len(incidents([one.read(), two.read()])) == 1
