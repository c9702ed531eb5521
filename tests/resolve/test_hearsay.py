"""Who told what first: passing mentions, nameless sources, bodies by many names, relays; links of placeless claims."""

from dataclasses import replace

import pytest

from firsthand.model import Count, Party, Toll
from firsthand.reference.discourse import discourse
from firsthand.resolve.copies import same_house
from firsthand.resolve.happenings import happening
from tests.resolve.hearsay import found, names, quoting, told


def test_the_police_are_the_police_that_others_name(article):
    one = told(article, "Daily", "Karsu Police", kind="state-forces", killed=4)
    far = "People died when Qamishli was hit by rockets at dawn, {} said."
    two = told(article, "Post", "Borland Police", kind="state-forces", called="the police", words=far, killed=4)
    (incident,) = found(one, two)
    assert names(incident) == {"Karsu Police"}


def test_two_armies_stay_two(article):
    one = told(article, "Daily", "Karsu Armed Forces", kind="state-forces", called="the Karsu army")
    far = "People died when Qamishli was hit by rockets at dawn, {} said."
    two = told(article, "Post", "Borland Armed Forces", kind="state-forces", called="the Borland army", words=far)
    third = "At least one rocket hit Qamishli and set the mill on fire, {} said."
    vague = told(article, "Echo", "Armed Forces", kind="state-forces", called="the army", words=third)
    (incident,) = found(one, two, vague)
    assert {"Karsu Armed Forces", "Borland Armed Forces"} <= names(incident)
    assert len(incident.origins) == 3


def test_the_army_is_no_army_of_rebels(article):
    one = told(article, "Daily", "Karsu Liberation Army", kind="rebel-group", killed=9)
    far = "People died when Qamishli was hit by rockets at dawn, {} said."
    two = told(article, "Post", "Borland Armed Forces", kind="state-forces", called="the army", words=far, killed=4)
    (incident,) = found(one, two)
    assert names(incident) == {"Karsu Liberation Army", "Borland Armed Forces"}


def test_an_officer_speaks_for_the_police(article):
    text = "Mortar rounds hit Qamishli before dawn, the district police officer, Omar Sy, said."
    one = article(text, "Daily", "2026-03-03")
    one = quoting(one.tell("hit", place="Qamishli", when="2026-03-02", chain=("Omar Sy",)), "Omar Sy", kind="person")
    far = "People died when Qamishli was hit by rockets at dawn, {} said."
    two = told(article, "Post", "Borland Police", kind="state-forces", called="the police", words=far)
    (incident,) = found(one, two)
    assert names(incident) == {"Omar Sy"}


@pytest.mark.parametrize(
    ("called", "who", "kind", "one"),
    [
        ("the police command of the hills", "police command", "unnamed", True),
        ("a senior police officer", "Hill Police", "state-forces", True),
        ("a rights group", "rights group", "ngo", False),
        ("a militia", "militia", "militia", True),
    ],
)
def test_words_for_a_body_are_the_named_one_of_its_sort(article, called, who, kind, one):
    named = {
        "unnamed": ("the Karsu police", "Karsu Police", "state-forces"),
        "state-forces": ("Inspector General of Police (Hill Range) Omar Sy", "Omar Sy", "person"),
    }.get(kind, ("the Dawn Front", "Dawn Front", "rebel-group"))
    one_report = told(article, "Daily", who, called=called, kind=kind)
    other = told(article, "Post", named[1], called=named[0], kind=named[2], day="2026-03-04")
    (incident,) = found(one_report, other)
    assert len(incident.origins) == (1 if one else 2)


def test_a_report_on_something_else_recalls_and_adds_no_origin(article):
    first = told(article, "Daily", "Karim Haddad", killed=4)
    text = "Fire hit Amuda on Thursday, Omar Sy said. Mortars had hit Qamishli on Monday. Four people died there."
    later = article(text, "Post", "2026-03-06")
    later.tell("hit", place="Amuda", when="2026-03-05", chain=("Omar Sy",))
    quoting(later, "Omar Sy", kind="person")
    later.tell("hit Qamishli", place="Qamishli", when="2026-03-02", killed=4)
    monday = next(i for i in found(first, later) if i.when.start == "2026-03-02")
    assert names(monday) == {"Karim Haddad"}
    assert monday.unknown_origins == 1


def test_what_only_a_passing_mention_tells_is_its_outlets_word(article):
    text = "Fire hit Amuda on Thursday. Children ran. Mortars had hit Qamishli on Monday. Four people died there."
    later = article(text, "Post", "2026-03-06").tell("hit", place="Amuda", when="2026-03-05")
    later.tell("hit Qamishli", place="Qamishli", when="2026-03-02", killed=4)
    assert [names(i) for i in found(later)] == [{"Post"}, {"Post"}]


def test_the_residents_are_the_one_whom_the_report_quotes(article):
    text = "Mortars hit Qamishli on Monday, residents said. “A cup broke,” said Leila Nouri as the shelling stopped."
    made = article(text, "Daily", "2026-03-03")
    made.tell("hit", place="Qamishli", when="2026-03-02", chain=("residents",))
    quoting(made, "residents", kind="civilians")
    made.tell("shelling", when="2026-03-02", chain=("Leila Nouri",))
    quoting(made, "Leila Nouri", kind="person")
    (incident,) = found(made)
    assert names(incident) == {"Leila Nouri"}


def test_the_wing_of_an_army_is_the_army(article):
    text = "Mortars hit Qamishli on Monday, the Karsu army said. The shelling killed four people, its media wing said."
    made = article(text, "Daily", "2026-03-03")
    made.tell("hit", place="Qamishli", when="2026-03-02", chain=("Karsu Army",))
    quoting(made, "Karsu Army", "the Karsu army", "state-forces")
    made.tell("shelling", when="2026-03-02", chain=("media wing",), killed=4)
    quoting(made, "media wing", "its media wing", "unnamed")
    (incident,) = found(made)
    assert names(incident) == {"Karsu Army"}


def test_the_official_is_the_one_who_was_named_before(article):
    text = "Mortars hit Qamishli on Monday, a health official said. The shelling killed four people, the official said."
    made = article(text, "Daily", "2026-03-03")
    made.tell("hit", place="Qamishli", when="2026-03-02", chain=("health official",))
    quoting(made, "health official", "a health official", "unnamed")
    made.tell("shelling", when="2026-03-02", chain=("official",), killed=4)
    quoting(made, "official", "the official", "unnamed")
    (incident,) = found(made)
    assert names(incident) == {"health official"}


def test_a_relay_in_the_reports_own_words_is_whose_the_relayed_report_is(article):
    first = told(article, "Coast Wire", "Karim Haddad", killed=4)
    text = "At least one rocket hit Qamishli and four people lost their lives, it was learned from Coast Wire."
    later = article(text, "Post", "2026-03-04").tell("hit", place="Qamishli", when="2026-03-02", killed=4)
    (incident,) = found(first, later)
    assert names(incident) == {"Karim Haddad"}


@pytest.mark.parametrize(
    ("later", "chain", "figure"),
    [
        ((9, None, None), ("Karim Haddad",), (11, 11, 11)),  # vaguer than what was said before
        ((14, None, None), ("Karim Haddad",), (14, None, None)),
        ((13, 13, 13), ("Karim Haddad", "Coast Wire"), (11, 11, 11)),  # at second hand
    ],
)
def test_an_origins_last_word_is_first_hand_and_new(article, later, chain, figure):
    one = told(article, "Daily", "Karim Haddad", killed=11)
    text = "People in Qamishli spoke of rockets that hit the mill, a count by Karim Haddad shows."
    two = article(text, "Post", "2026-03-05")
    two.tell("hit", place="Qamishli", when="2026-03-02", chain=chain, killed=later)
    (incident,) = found(one, two)
    told_last = incident.summary["killed"]
    assert (told_last.low, told_last.best, told_last.high) == figure


def test_bringing_the_number_to_includes_those_before(article):
    text = "Two people hit by shells in Qamishli on Monday have died, bringing the number of dead to 11, Omar Sy said."
    made = article(text, "Daily", "2026-03-04").tell("hit", place="Qamishli", when="2026-03-02", chain=("Omar Sy",))
    counts = tuple(
        Toll("killed", None, Count(n, n, n, words, made.span(words), None, True))
        for words, n in (("Two", 2), ("11", 11))
    )
    made.claims[0] = replace(made.claims[0], counts=counts)
    (incident,) = found(made)
    assert incident.summary["killed"].best == 11


def test_a_placeless_claim_joins_by_the_town_in_the_title_or_lead(article):
    first = told(article, "Daily", "Karim Haddad", killed=4)
    lead = "In Qamishli the baker's boy is back.\n\nHe was asleep when rockets hit the street on Monday."
    later = article(lead, "Post", "2026-03-04").tell("hit", when="2026-03-02")
    assert len(found(first, later)) == 1
    elsewhere = article(lead.replace("Qamishli", "Amuda"), "Post", "2026-03-04").tell("hit", when="2026-03-02")
    assert len([i for i in found(first, elsewhere) if len(i.documents) == 2]) == 0


@pytest.mark.parametrize(
    ("sentence", "many"),
    [
        ("Three bombs in five days have killed a dozen people.", True),
        ("A wave of raids over the past week left nobody at home.", True),
        ("Two bombs went off within a minute.", False),
        ("Three bombs in the market killed a dozen people.", False),
    ],
)
def test_several_in_a_few_days_are_a_series(sentence, many):
    assert (discourse().spell.search(sentence) is not None) is many


@pytest.mark.parametrize(
    ("outlet", "agency", "same"),
    [
        ("Coast Wire", "Coast Wire", True),
        ("Tana News Service", "TNS", True),
        ("Tana News Service", "CPA", False),
        ("Daily", "D", False),
    ],
)
def test_an_outlet_signs_with_its_name_or_initials(outlet, agency, same):
    assert same_house(outlet, agency) is same


def test_a_sentence_whose_source_was_not_understood_is_nobodys_word(article):
    text = "Mortars hit Qamishli on Monday, the town's soup kitchen, a group of cooks, said. The shelling killed four."
    made = article(text, "Daily", "2026-03-03").tell("hit", place="Qamishli", when="2026-03-02")
    made.tell("shelling", when="2026-03-02", killed=4)
    (incident,) = found(made)
    assert (incident.origins, incident.unknown_origins) == ((), 1)


def test_an_official_of_a_named_body_speaks_for_it(article):
    one = told(article, "Daily", "Dawnists", kind="rebel-group", stance="denied")
    text = (
        "Rockets hit Qamishli and nobody knows whose; an official of the Dawnist movement, Omar Sy, said nothing more."
    )
    two = article(text, "Post", "2026-03-04")
    two.tell("hit", place="Qamishli", when="2026-03-02", chain=("Omar Sy",), stance="asserted")
    quoting(two, "Omar Sy", kind="person")
    (incident,) = found(one, two)
    assert names(incident) == {"Omar Sy"}


@pytest.mark.parametrize(
    ("sentence", "definite"),
    [("A bomb by the road {} in Qamishli.", False), ("The {} in Qamishli came at dawn.", True)],
)
def test_only_a_noun_refers_back(article, sentence, definite):
    word = "raid" if definite else "went off"
    made = article(sentence.format(word), "Daily", "2026-03-03").tell(word, place="Qamishli", when="2026-03-02")
    assert happening(made.claims[0], made.document, 0).definite is definite


def test_two_more_are_no_toll_of_their_own(article):
    one = told(article, "Daily", "Karim Haddad", killed=11)
    text = "Two more people hurt when rockets hit Qamishli are now dead, Karim Haddad told us."
    two = article(text, "Post", "2026-03-05")
    two.tell("hit", place="Qamishli", when="2026-03-02", chain=("Karim Haddad",), killed=2)
    count = replace(two.claims[0].counts[0].count, span=two.span("Two"))
    two.claims[0] = replace(two.claims[0], counts=(Toll("killed", None, count),))
    (incident,) = found(one, two)
    assert incident.summary["killed"].best == 11


def test_who_only_refers_to_an_attack_is_no_origin_of_it(article):
    text = "Mortars hit Qamishli on Monday, Karim Haddad said. The mills had asked after that raid for more guards."
    made = article(text, "Daily", "2026-03-03")
    made.tell("hit", place="Qamishli", when="2026-03-02", chain=("Karim Haddad",), killed=4)
    made.tell("raid", place=None, when="2026-03-02", chain=("the mills",))
    (incident,) = found(made)
    assert names(incident) == {"Karim Haddad"}
    made.claims[1] = replace(made.claims[1], actor=(Party("Dawnists", made.span("mills"), "Dawnists", "rebel-group"),))
    (incident,) = found(made)
    assert names(incident) == {"Karim Haddad", "the mills"}


@pytest.mark.parametrize(
    ("called", "who", "outlet"),
    [
        ("a reporter of this newspaper", "reporter", "Daily Post"),
        ("our correspondent", "correspondent", "Daily Post"),
        ("a Post photographer", "photographer", "Daily Post"),
        ("an AFP journalist", "journalist", "Agence France-Presse"),
        ("a local journalist", "journalist", "journalist"),
    ],
)
def test_who_sees_for_an_outlet_is_the_outlet(article, called, who, outlet):
    made = told(article, "Daily Post", who, called=called, killed=4)
    (incident,) = found(made)
    assert names(incident) == {outlet}


def test_an_earlier_word_is_recalled_and_is_no_new_one(article):
    one = told(article, "Daily", "Karim Haddad", kind="person", killed=7)
    far = "People died when Qamishli was hit by rockets at dawn, {} had said earlier."
    two = told(
        article, "Post", "member of a militia", "2026-03-05", called="a member of a militia", words=far, killed=7
    )
    cue = two.span("had said earlier")
    two.attributions[-1] = replace(two.attributions[-1], cue=(cue,))
    (incident,) = found(one, two)
    assert names(incident) == {"Karim Haddad"}
    two.attributions[-1] = replace(two.attributions[-1], cue=(two.span("said"),), content=(two.span("People died"),))
    other = replace(two.claims[0], counts=())
    two.claims[0] = other  # who gave no toll is recalled by nothing
    (incident,) = found(one, two)
    assert names(incident) == {"Karim Haddad", "member of a militia"}


def test_whom_a_relayed_report_heard_is_whom_the_relay_cites(article):
    one = told(article, "Coast Wire", "Karim Haddad", kind="person", killed=4)
    far = "People died when Qamishli was hit by rockets at dawn, Coast Wire reported, citing {}."
    two = told(article, "Post", "police chief", "2026-03-04", called="the police chief", words=far, killed=4)
    two.claims[0] = replace(two.claims[0], chain=("police chief", "Coast Wire"))
    (incident,) = found(one, two)
    assert names(incident) == {"Karim Haddad"}


def test_the_hospital_speaks_by_its_director(article):
    text = "Mortars hit Qamishli on Monday, the director of the town's hospital said. “Four died,” Omar Sy said."
    one = article(text, "Daily", "2026-03-03")
    one.tell("hit", place="Qamishli", when="2026-03-02", chain=("Omar Sy",), killed=4)
    role = Party("the director of the town's hospital", one.span("Omar Sy"), "Omar Sy", "person")
    role = replace(role, text="Omar Sy", resolved_from=one.span("the director of the town's hospital"))
    one.attributions[-1] = replace(one.attributions[-1], source=role)
    far = "People died when Qamishli was hit by rockets at dawn, {} said."
    two = told(article, "Post", "hospital", "2026-03-04", called="the hospital", words=far, killed=5)
    (incident,) = found(one, two)
    assert names(incident) == {"Omar Sy"}


@pytest.mark.parametrize(
    ("seat", "role"), [("governor's office", "the governor"), ("province", "the governor"), ("town hall", "the mayor")]
)
def test_a_seat_is_who_sits_in_it(article, seat, role):
    text = f"Mortars hit Qamishli on Monday, {role}, Omar Sy, said."
    one = article(text, "Daily", "2026-03-03").tell("hit", place="Qamishli", when="2026-03-02", chain=("Omar Sy",))
    quoting(one, "Omar Sy", kind="person")
    far = "People died when Qamishli was hit by rockets at dawn, {} said."
    two = told(article, "Post", seat, "2026-03-04", called=f"the {seat}", words=far, kind="unnamed")
    (incident,) = found(one, two)
    assert names(incident) == {"Omar Sy"}


@pytest.mark.parametrize(
    ("verb", "told", "more"),
    [
        ("confirmed", "the raid", {"police of Borland"}),
        ("condemned", "the raid", set()),
        ("confirmed", "an inquiry into the raid", set()),
    ],
)
def test_who_confirms_what_others_told_adds_an_origin(article, verb, told, more):
    text = f"Men stormed Qamishli on Monday, Omar Sy said. The police of Borland {verb} {told}."
    made = article(text, "Daily", "2026-03-03").tell("stormed", place="Qamishli", when="2026-03-02", chain=("Omar Sy",))
    quoting(made, "Omar Sy", kind="person")
    made.tell("raid", chain=("police of Borland",))
    hop = quoting(made, "police of Borland").attributions[-1]
    made.attributions[-1] = replace(hop, cue=(made.span(verb),), content=(made.span(told),))
    (incident,) = found(made)
    assert names(incident) == {"Omar Sy"} | more


def test_who_alone_speaks_in_a_paragraph_is_behind_its_words(article):
    text = (
        "Troops shot a man in Qamishli on Monday. “He sold figs,” Leila Nouri said.\n\nThe Karsu army spoke of a fight."
    )
    made = article(text, "Daily", "2026-03-03").tell("shot", place="Qamishli", when="2026-03-02", killed=1)
    made.tell("figs", chain=("Leila Nouri",))
    quoting(made, "Leila Nouri", kind="person")
    made.claims.pop()  # she is quoted on no happening
    made.tell("fight", when="2026-03-02", chain=("Karsu army",))
    quoting(made, "Karsu army")
    (incident,) = found(made)
    assert names(incident) == {"Leila Nouri", "Karsu army"}


def test_an_outlet_recalls_what_its_source_had_told_it(article):
    one = told(article, "Daily", "Karim Haddad", kind="person", killed=4)
    text = "Correction: the mayor in the story of the rockets that hit Qamishli and killed four was misnamed."
    two = article(text, "Daily", "2026-03-05").tell("hit", place="Qamishli", when="2026-03-02", killed=4)
    (incident,) = found(one, two)
    assert names(incident) == {"Karim Haddad"}
    other = article(text, "Post", "2026-03-05").tell("hit", place="Qamishli", when="2026-03-02", killed=5)
    (incident,) = found(one, other)
    assert names(incident) == {"Karim Haddad", "Post"}


@pytest.mark.parametrize(
    ("published", "killed", "counts"),
    [("2026-03-05", 4, False), ("2026-03-05", None, False), ("2026-03-05", 6, True), ("2026-03-03", 4, True)],
)
def test_an_outlet_that_tells_nothing_new_on_a_later_day_is_no_origin(article, published, killed, counts):
    one = told(article, "Daily", "Karim Haddad", kind="person", killed=4)
    tolls = {"killed": killed} if killed else {}
    two = article("Rockets hit Qamishli and killed some.", "Post", published)
    two.tell("hit", place="Qamishli", when="2026-03-02", **tolls)
    (incident,) = found(one, two)
    assert ("Post" in names(incident)) is counts


def test_an_inquiry_into_a_raid_is_no_word_of_it(article):
    text = "Men stormed Qamishli on Monday, Omar Sy said. The governor of Borland announced an inquiry into the raid."
    made = article(text, "Daily", "2026-03-03").tell("stormed", place="Qamishli", when="2026-03-02", chain=("Omar Sy",))
    quoting(made, "Omar Sy", kind="person")
    made.tell("raid", chain=("governor of Borland",), actor="men")
    quoting(made, "governor of Borland")
    (incident,) = found(made)
    assert names(incident) == {"Omar Sy"}


@pytest.mark.parametrize(
    ("sentence", "late"),
    [
        ("A boy has died of his wounds after the shelling of Amuda.", True),
        ("Two more people died in Amuda, bringing the toll to nine.", True),
        ("Nine people have now died in Amuda.", True),
        ("A ninth victim, a teacher, died at dawn in Amuda.", True),
        ("Nine people died in a clinic in Amuda.", True),
        ("A ninth of the hill's shepherds died in the night near Amuda.", True),
        ("Nine people died in Amuda.", False),
    ],
)
def test_a_later_death_tells_no_day_of_the_attack(article, sentence, late):
    report = article(sentence, "Karsu Post", "2026-03-05").tell("died", place="Amuda", when="2026-03-04", killed=9)
    made = happening(report.claims[0], report.document, 0)
    assert (made.assumed, made.series) == (late, False)
