"""PLOVER's scores, ACLED's sub-events with the crosswalk, UCDP's types of violence, words for sizes and items."""

import pytest

from firsthand.reference import acled, evidence, plover, sizes, ucdp
from firsthand.reference.acled import Happening


@pytest.mark.parametrize(
    ("type_", "mode", "score"),
    [("ASSAULT", None, -9.0), ("PROTEST", "riot", -7.0), ("COERCE", "ban", -7.0), ("NO SUCH TYPE", None, None)],
)
def test_intensity_is_that_of_the_mode_else_of_the_type(type_, mode, score):
    assert plover.intensity(type_, mode) == score


def test_an_unknown_type_has_no_entry():
    assert plover.event_type("FIGHT") is None
    assert plover.event_type("RETREAT").quad_code in (1, 2, 3, 4)


def test_every_type_has_a_name_and_every_name_a_type():
    named = plover._words()
    known = set(plover.types()) | {f"{c} {m}" for c, t in plover.types().items() for m in t.modes}
    assert set(plover.types()) <= set(named) <= known
    assert plover.coded("COERCE", "curfew") == "Curfew (COERCE/curfew)" and plover.words("FIGHT", None) == "FIGHT"


def test_sub_events_know_their_event_and_disorder_types():
    found = acled.sub_event("Armed clash")
    assert (found.event_type, found.disorder_type) == ("Battles", "Political violence")
    assert acled.sub_event(None) is None
    assert len(acled.sub_events()) == 25


@pytest.mark.parametrize(
    ("happening", "name"),
    [
        (Happening("ASSAULT", "aerial"), "Air/drone strike"),
        (Happening("ASSAULT", "explosives", hint="Grenade"), "Grenade"),
        (Happening("ASSAULT", "explosives"), "Remote explosive/landmine/IED"),
        (Happening("ASSAULT", "firearms", recipients=("civilians",)), "Attack"),
        (Happening("ASSAULT", None, tells="clash", actors=("state-forces", "rebel-group")), "Armed clash"),
        (Happening("ASSAULT", None, actors=("rebel-group",), recipients=("state-forces",)), "Armed clash"),
        (Happening("ASSAULT", None, actors=("rebel-group",), recipients=("state-forces", "civilians")), "Attack"),
        (Happening("ASSAULT", None, tells="gain", actors=("state-forces",)), "Government regains territory"),
        (Happening("ASSAULT", None, tells="gain", actors=("rebel-group",)), "Non-state actor overtakes territory"),
        (Happening("ASSAULT", "abduct", recipients=("civilians",)), "Abduction/forced disappearance"),
        (Happening("ASSAULT", "primitive", actor_crowd="protesters"), "Violent demonstration"),
        (Happening("ASSAULT", "targeted", actor_crowd=acled.crowd(["an angry mob"])), "Mob violence"),
        (
            Happening(
                "ASSAULT",
                "firearms",
                actors=("state-forces",),
                recipients=("civilians",),
                recipient_crowd=acled.crowd(["protesters"]),
            ),
            "Excessive force against protesters",
        ),
        (Happening("PROTEST", "demo"), "Peaceful protest"),
        (Happening("PROTEST", "riot"), "Violent demonstration"),
        (Happening("COERCE", "arrest"), "Arrests"),
        (Happening("COERCE", "curfew"), "Change to group/activity"),
        (Happening("COERCE", "ban"), None),
        (Happening("COERCE", "arrest", recipient_crowd="protesters"), "Protest with intervention"),
        (Happening("ASSAULT", "crowd-control"), "Protest with intervention"),
        (Happening("ASSAULT", "crowd-control", deadly=True), "Excessive force against protesters"),
        (Happening("ASSAULT", tells="clash", crowds=acled.crowds(["villagers", "the army"])), "Mob violence"),
        (
            Happening("ASSAULT", tells="clash", actors=("state-forces",), crowds=acled.crowds(["villagers"])),
            "Violent demonstration",
        ),
        (
            Happening("ASSAULT", tells="gain", actors=("state-forces",), abroad=True),
            "Non-state actor overtakes territory",
        ),
        (Happening("SUPPORT", peace=acled.is_peace("signed a truce")), "Agreement"),
        (Happening("SUPPORT", peace=acled.is_peace("signed a trade deal")), None),
        (Happening("RETREAT", "disarm"), "Agreement"),
        (Happening("MOBILIZE", "troops", hint="Headquarters or base established"), "Headquarters or base established"),
        (Happening("CONSULT"), None),
    ],
)
def test_the_crosswalk_finds_the_sub_event(happening, name):
    assert acled.crosswalk(happening) == name


def test_every_rule_names_a_sub_event_of_acled():
    for rule in acled._data()["rule"]:
        names = [rule["name"]] if "name" in rule else rule["hint"]
        assert all(acled.sub_event(n) for n in names)


@pytest.mark.parametrize(
    ("actors", "recipients", "code"),
    [
        (["state-forces"], ["rebel-group"], 1),
        (["rebel-group", "militia"], [], 2),
        (["rebel-group"], ["civilians"], 3),
        (["state-forces"], [], None),
        (["unnamed"], ["civilians"], None),
        ([], [], None),
    ],
)
def test_type_of_violence_follows_the_parties(actors, recipients, code):
    assert ucdp.type_of_violence(actors, recipients) == code


def test_items_and_sizes_have_their_words():
    assert evidence.kinds()["footage"] == "video"
    assert evidence.kinds()["satellite image"] == "photo"
    assert "square miles" in sizes.kinds()["territory"].units
    assert "fighter" in sizes.kinds()["fighters"].nouns
