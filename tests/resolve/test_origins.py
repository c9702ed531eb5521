"""Who a claim can be traced to: the innermost named source, the agency, the outlet, or nobody."""

from dataclasses import replace

import pytest

from firsthand.model import Attribution, Item, Party, Span
from firsthand.model.values import PartyKind
from firsthand.resolve import copies, incidents, origins
from firsthand.resolve.bodies import theirs
from firsthand.resolve.names import folded, office, same_name, speaker_class
from firsthand.resolve.speakers import speaks_for

STORY = "Shells hit Qamishli on Monday and killed four people in a bread queue near the old bridge."


def party(name: str, kind: PartyKind) -> Party:
    return Party(name, Span(0, 1), name, kind)


def traced(*articles):
    reads = [a.read() for a in articles]
    traces = origins(reads, copies(r.document for r in reads))
    return {r.document.outlet: traces[r.claims[0].id] for r in reads}


@pytest.mark.parametrize(
    ("chain", "kind", "name"),
    [
        (("Karim Haddad",), "source", "karim haddad"),
        (("Karim Haddad", "video", "Reuters"), "source", "karim haddad"),
        (("Reuters",), "source", "reuters"),
        (("Reuters", "AP"), "source", "reuters"),
        ((), "source", "daily"),
        (("Daily",), "source", "daily"),
        (("local officials",), "source", "official"),
        (("a police source",), "source", "police"),
    ],
)
def test_the_innermost_named_source_is_the_origin(article, chain, kind, name):
    key = traced(article(STORY, "Daily", "2026-03-03").tell("hit", chain=chain))["Daily"].key
    assert (key.kind, key.name) == (kind, name)


@pytest.mark.parametrize(
    ("chain", "maker", "name"),
    [
        (("woman's voice", "clip"), "Karsu Front", "karsu front"),
        (("clip",), "Karsu Front", "karsu front"),
        (("clip",), None, "clip"),
        (("letter",), "Karsu Front", "letter"),
        (("Karim Haddad", "clip"), "Karsu Front", "karim haddad"),
    ],
)
def test_what_a_video_says_is_said_by_whose_it_is(article, chain, maker, name):
    text = "The Karsu Front published the clip. In it a woman's voice says that shells hit Qamishli."
    made = article(text, "Daily", "2026-03-03").tell("hit", chain=chain)
    producer = party(maker, "rebel-group") if maker else None
    clip = Item("i1", "video", made.span("clip"), producer, None, None, False, None, ())
    read = replace(made.read(), claims=(*made.claims, clip))
    assert origins([read], ())[made.claims[0].id].key.name == name


def test_an_unknown_chain_has_no_origin(article):
    assert traced(article(STORY, "Daily", "2026-03-03").tell("hit", chain=(None, "Reuters")))["Daily"].key is None


def test_what_nobody_claims_is_the_reports_own_word(article):
    made = article(STORY + " No group has claimed the attack.", "Daily", "2026-03-03").tell("attack", chain=(None,))
    said = Attribution("a1", party("No group", "unnamed"), (), (), "indirect", "claim", None, None, (None,))
    made.attributions = [said]
    made.claims = [replace(made.claims[0], attribution="a1")]
    assert traced(made)["Daily"].key.name == "daily"
    made.attributions = [replace(said, source=None)]
    assert traced(made)["Daily"].key is None


def test_the_agency_of_the_dateline_speaks_where_nobody_is_named(article):
    trace = traced(article(STORY, "Daily", "2026-03-03", agency="AP").tell("hit"))["Daily"]
    assert (trace.kind, trace.name) == ("media", "Associated Press")


def test_without_outlet_and_agency_the_document_speaks(article):
    made = article(STORY, None, "2026-03-03").tell("hit")
    assert traced(made)[None].key.name == made.document.id


def test_a_bodys_own_report_speaks_for_itself_whoever_is_quoted_beside_it(article):
    text = (
        "Our clinic took in 17 people from the strike on Monday. We call on all sides. “I ran,” Omar Sy told our team."
    )
    made = article(text, "Hands of Hope", "2026-03-03").tell("strike", wounded=17)
    made.tell("ran", chain=("Omar Sy",), source_kind="person")
    assert made.claims[0].attribution is None
    assert origins([made.read()], ())[made.claims[0].id].name == "Hands of Hope"


def test_the_people_of_the_body_that_publishes_are_it(article):
    made = article(
        "The Collective's two observers saw 17 bodies after the raid.", "Karsu Rights Collective", "2026-03-03"
    )
    made.tell("saw", chain=("Collective's two observers",), killed=17)
    observers = replace(made.attributions[0].source, text="The Collective's two observers")
    made.attributions[0] = replace(made.attributions[0], source=observers)
    assert origins([made.read()], ())[made.claims[0].id].name == "Karsu Rights Collective"


def test_residents_reached_by_two_outlets_are_two_origins_and_officials_one(article):
    one = article("Shells hit the market, residents said.", "Daily", "2026-03-03")
    other = article("The market was hit by mortar fire, residents said.", "Post", "2026-03-03")
    found = traced(one.tell("hit", chain=("residents",)), other.tell("hit", chain=("residents",)))
    assert found["Daily"].key != found["Post"].key
    assert found["Daily"].key.carrier == "daily"


def test_what_a_copy_tells_has_the_origin_of_the_original(article):
    original = article(STORY, "Karsu Post", "2026-03-02").tell("hit", killed=4)
    copy = article(STORY + " The market opened again.", "Daily", "2026-03-03").tell("hit", killed=4)
    found = traced(copy, original)
    assert found["Daily"].key == found["Karsu Post"].key
    assert found["Daily"].copied == original.document.id
    assert found["Daily"].twin == original.claims[0].id


def test_a_reprint_adds_no_voice_for_a_sentence_of_its_own(article):
    long = " The wounded were taken to two hospitals in the city, and the bridge was closed until the evening."
    original = article(STORY + long, "Karsu Post", "2026-03-02").tell("hit")
    reprint = article("The attack shocked the town. " + STORY + long, "Daily", "2026-03-03").tell("attack")
    assert traced(original, reprint)["Daily"].name == "Karsu Post"


def test_a_report_that_names_its_source_is_no_origin_beside_it(article):
    text = "Shells hit Qamishli on Monday. The shelling killed four people, the rescue service said."
    made = article(text, "Daily", "2026-03-03").tell("hit", place="Qamishli", when="2026-03-02")
    made.tell("shelling", chain=("rescue service",), killed=4)
    (incident,) = incidents([made.read()])
    assert [o.name for o in incident.origins] == ["rescue service"]
    assert len(incident.claims) == 2


def test_a_spokesman_quoted_twice_is_one_origin(article):
    one = article("Shells hit Qamishli on Monday, Karim Haddad told reporters.", "Daily", "2026-03-03")
    one.tell("hit", chain=("Karim Haddad",), place="Qamishli", when="2026-03-02", source_kind="person")
    two = article("Two days after mortars hit Qamishli, Haddad spoke of a war crime.", "Post", "2026-03-05")
    two.tell("hit", chain=("Haddad",), place="Qamishli", when="2026-03-02", source_kind="person")
    (incident,) = incidents([one.read(), two.read()])
    assert [(o.name, len(o.documents)) for o in incident.origins] == [("Karim Haddad", 2)]


@pytest.mark.parametrize(
    ("a", "b", "same"),
    [
        ("The Associated Press", "AP", True),
        ("U.N.", "UN", False),
        ("Gen. Karim Haddad", "Karim Haddad", True),
        ("José Núñez", "Jose Nunez", True),
        ("the Karsu Post", "Karsu Post", True),
    ],
)
def test_names_are_compared_without_titles_and_accents(a: str, b: str, same: bool):
    assert (folded(a) == folded(b)) == same


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("two residents of Qamishli", "witness"),
        ("Iraqi army spokesman", "office"),
        ("Haidar al-Sattar", "named"),
        ("residents", "witness"),
        ("an activist", "witness"),
        ("video", "carrier"),
        ("security officials", "office"),
        ("police", "named"),
        ("Karim Haddad", "named"),
    ],
)
def test_nameless_sources_by_their_last_word(name: str, kind: str):
    assert speaker_class(name) == kind


@pytest.mark.parametrize(
    ("name", "behind"),
    [("local officials", "official"), ("a police source", "police"), ("hospital officials", "hospital")],
)
def test_the_office_behind_a_nameless_speaker(name: str, behind: str):
    assert office(name) == behind


def test_a_shorter_name_is_the_longer_one_only_by_the_last_word():
    assert same_name("haddad", "karim haddad")
    assert not same_name("karim", "karim haddad")
    assert not same_name("samir haddad", "karim haddad")
    assert same_name("observatory", "karsu observatory for human rights")
    assert not same_name("rights", "karsu observatory of rights and duties")


def test_a_relay_of_an_outlet_whose_report_is_here_is_what_that_report_says(article):
    first = article("Shells hit Qamishli on Monday, Karim Haddad said.", "Levant Wire", "2026-03-02")
    first.tell("hit", chain=("Karim Haddad",), place="Qamishli", when="2026-03-02", killed=4, source_kind="person")
    relay = article("Mortars hit Qamishli, Levant Wire reported.", "Post", "2026-03-03")
    relay.tell("hit", chain=("Levant Wire",), place="Qamishli", when="2026-03-02", killed=4, source_kind="media")
    (incident,) = incidents([first.read(), relay.read()])
    assert [o.name for o in incident.origins] == ["Karim Haddad"]
    (alone,) = incidents([relay.read()])
    assert [o.name for o in alone.origins] == ["Levant Wire"]


def test_a_role_and_a_body_are_the_person_whom_a_report_names_so(article):
    text = "Shells hit Qamishli on Monday, the army said. Its fire was aimed, army spokesman Karim Haddad said."
    first = article(text, "Post", "2026-03-02")
    first.tell("hit", chain=("Karsu Armed Forces",), place="Qamishli", when="2026-03-02", source_kind="state-forces")
    first.tell("fire", chain=("Karim Haddad",), source_kind="person")
    army = replace(first.attributions[0].source, text="the army", name="Karsu Armed Forces")
    first.attributions[0] = replace(first.attributions[0], source=army)
    other = article("Mortar rounds hit Qamishli, a spokesman said.", "Daily", "2026-03-03")
    other.tell("hit", chain=("spokesman",), place="Qamishli", when="2026-03-02", source_kind="unnamed")
    (incident,) = incidents([first.read(), other.read()])
    assert [o.name for o in incident.origins] == ["Karim Haddad"]


@pytest.mark.parametrize(
    ("text", "body", "speaks"),
    [
        ("The army denied it. Army spokesman Col. Karim Haddad spoke of lies.", "The army", True),
        ("Karim Haddad, a spokesman for the Karsu army, spoke of lies.", "the army", True),
        ("Karim Haddad, the army's spokesman, spoke of lies.", "the army", True),
        ("Karim Haddad, the mayor, said that the army had fired.", "the army", False),
        ("Karim Haddad, who fled from the army, spoke of lies.", "the army", False),
    ],
)
def test_a_spokesman_speaks_for_his_body(text: str, body: str, speaks: bool):
    assert speaks_for(text, body, "Karim Haddad") == speaks


def test_their_spokesman_speaks_for_the_body_named_last_before():
    text = "The army shelled the town, the Karsu Front said. Their spokesman, Major Karim Haddad, spoke of war crimes."
    bodies = {"army": ["The army"], "front": ["the Karsu Front"]}
    assert theirs(text, bodies, "Karim Haddad") == "front"
    assert theirs(text.replace("Their", "A"), bodies, "Karim Haddad") == "front"
    assert theirs(text.replace("Their spokesman", "A teacher"), bodies, "Karim Haddad") is None
    other = text.replace(" Their", " The Karsu Rights Desk, which keeps a list, counted three. Their")
    assert theirs(other, bodies, "Karim Haddad") is None


def test_an_occasion_keeps_the_whole_name_of_the_outlet(article):
    made = article("Shells hit Qamishli, Omar Sy told Voice of the Valley on Monday.", "Post", "2026-03-02")
    made.tell("hit", chain=("Omar Sy",), place="Qamishli", when="2026-03-02", source_kind="person")
    made.attributions[0] = replace(made.attributions[0], cue=(made.span("told"),))
    (incident,) = incidents([made.read()])
    assert incident.origins[0].occasion == "told Voice of the Valley"
