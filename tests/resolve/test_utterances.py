"""Who is quoted on a happening in words that hold none: an origin without claims, which weighs nothing."""

from dataclasses import replace

import pytest

from firsthand.model import Attribution, Party
from firsthand.resolve import incidents

LEAD = "Rockets hit Qamishli on Monday and killed four, the Karsu police said."


def report(article, speaker, words, *, kind="person", cue="said", name=None, text=None, post=False):
    """A report of the police's word, and of a speaker's words behind it."""
    outlet, day = ("Post", "2026-03-04") if post else ("Daily", "2026-03-03")
    made = article(text or f"{LEAD}\n\n“{words},” {speaker} {cue} at noon.", outlet, day)
    made.tell("hit", chain=("Karsu Police",), place="Qamishli", when="2026-03-02", killed=4)
    police = Party("the Karsu police", made.span("the Karsu police"), "Karsu Police", "state-forces")
    made.attributions[-1] = replace(made.attributions[-1], source=police)
    source = Party(speaker, made.span(speaker), name or speaker, kind)
    spans = (made.span(f"{cue} at"),), (made.span(words),)
    made.attributions.append(Attribution("a9", source, *spans, "direct", "say", None, None, (source.name,)))
    return made


def origins(*articles):
    (incident,) = incidents([a.read() for a in articles])
    return incident, {o.name: o for o in incident.origins}


@pytest.mark.parametrize(
    ("speaker", "words", "kind", "counts"),
    [
        ("Omar Sy", "It turned like a bird", "person", True),
        ("a baker", "The attackers wore vests", "civilians", True),
        ("a baker", "Flour has become too dear", "civilians", False),
        ("a security official", "We flew no drones there", "unnamed", True),
        ("a security official", "Elections will be in May", "unnamed", False),
        ("the Hill Council", "There was no shooting from here", "ngo", True),
        ("the Sky Lab", "The debris is of a glide bomb", "other", True),
        ("the Sky Lab", "The weather was fine", "other", False),
        ("the Hill Council", "Elections will be in May", "ngo", False),
    ],
)
def test_who_speaks_of_it_in_other_words_is_an_origin(article, speaker, words, kind, counts):
    name = speaker.removeprefix("a ").removeprefix("the ")
    incident, told = origins(report(article, speaker, words, kind=kind, name=name))
    assert set(told) == {"Karsu Police"} | ({name} if counts else set())
    if counts:
        assert not told[name].claims and told[name].documents == incident.documents
        assert incident.grade.information == "3"


def test_who_declines_to_speak_is_none(article):
    assert set(origins(report(article, "Omar Sy", "on the toll", cue="declined to comment"))[1]) == {"Karsu Police"}


def test_the_same_words_elsewhere_add_nobody(article):
    one = report(article, "a baker", "The attackers all wore vests of the police", kind="civilians", name="baker")
    text = one.document.text + "\n\nThe weather is fine."
    words = "The attackers all wore vests of the police"
    two = report(article, "a baker", words, kind="civilians", name="baker", text=text, post=True)
    before, after = origins(one)[0], origins(one, two)[0]
    assert before.origins == after.origins and before.grade == after.grade


def test_a_body_s_head_who_speaks_beside_it_is_the_body(article):
    one = report(article, "Omar Sy", "It turned like a bird")
    text = f"{LEAD}\n\n“It turned like a bird,” Omar Sy, a spokesman, said at noon."
    two = report(article, "Omar Sy", "It turned like a bird", text=text)
    assert set(origins(one)[1]) == {"Karsu Police", "Omar Sy"}
    assert set(origins(two)[1]) == {"Karsu Police"}


@pytest.mark.parametrize(
    ("speaker", "name"),
    [("the man, who gave only the name Chuy,", "Chuy"), ("the man, who asked for peace,", "man")],
)
def test_a_name_that_a_speaker_gives_is_his(article, speaker, name):
    made = report(article, speaker, "The bullets came from the car", kind="civilians", name="man")
    made.attributions[-1] = replace(
        made.attributions[-1], source=Party("the man", made.span("the man"), "man", "civilians")
    )
    assert set(origins(made)[1]) == {"Karsu Police", name}


def test_a_doctor_by_title_is_the_doctor(article):
    made = report(article, "the doctor", "Four bodies came in", kind="civilians", name="doctor")
    text = made.document.text + " Dr Lina Sy wept. Dr Lina Sy said so."
    made = report(article, "the doctor", "Four bodies came in", kind="civilians", name="doctor", text=text)
    person = Party("Lina Sy", made.span("Lina Sy"), "Lina Sy", "person")
    made.attributions.append(replace(made.attributions[-1], id="a10", source=person, chain=("Lina Sy",)))
    assert set(origins(made)[1]) == {"Karsu Police", "Lina Sy"}


@pytest.mark.parametrize(("outlet", "one"), [("Post", True), ("Courier", False)])
def test_a_witness_of_another_outlet_is_whom_its_own_report_names(article, outlet, one):
    own = report(article, "Omar Sy", "It turned like a bird", post=True)
    relay = article(f"Rockets hit Qamishli on Monday, a baker told the {outlet}.", "Daily", "2026-03-05")
    relay.tell("hit", chain=("baker", outlet), place="Qamishli", when="2026-03-02")
    _, told = origins(own, relay)
    assert ("baker" not in told) is one


def test_who_denies_a_part_in_it_is_heard(article):
    made = report(article, "the Hill Front", "its men were not involved", kind="rebel-group", cue="denied")
    made.attributions[-1] = replace(made.attributions[-1], kind="deny")
    _, told = origins(made)
    assert "the Hill Front" in told
