"""Across reports a role is a person's only where some report gives it to the person, with no word against it."""

import pytest

from firsthand.model import Attribution, Document, Party, Span, text_id
from firsthand.model.values import PartyKind
from firsthand.reference.roles import given
from firsthand.resolve.bodies import (
    called_so,
    is_branch_of,
    is_kind_of,
    is_less,
    is_voice_of,
    own,
    placed,
    stands_for,
    theirs,
)
from firsthand.resolve.speakers import apposed, belongs, is_role, roles, shared, voices


@pytest.mark.parametrize(
    ("text", "role", "same"),
    [
        ("The governor of Tamra, Omar Sy, told reporters so.", "governor", True),
        ("Omar Sy, a rescue official in the valley, told reporters so.", "rescue official", True),
        ("Omar Sy, a rescue official in the valley, told reporters so.", "police official", False),
        ("The deputy governor, Omar Sy, told reporters so.", "governor", False),
        ("Colonel Omar Sy told reporters so.", "army spokesman", False),
        ("The governor met Omar Sy and left.", "governor", False),
    ],
)
def test_a_role_is_a_persons_where_a_report_says_so(text, role, same):
    assert apposed(text, role, "Omar Sy") is same


@pytest.mark.parametrize(
    ("text", "body", "one"),
    [
        ("Leila Nouri, a doctor who sits on the water board, said so.", "water board", True),
        ("Leila Nouri of the strike council said so.", "town's strike council", True),
        ("Leila Nouri, a spokeswoman for the valley rebels, said so.", "Valley rebels", True),
        ("Leila Nouri, a doctor, said so. The water board met.", "water board", False),
        ("Leila Nouri, a doctor at the mine, said so.", "miners", False),
    ],
)
def test_a_body_speaks_by_its_member(text, body, one):
    assert belongs(text, body, "Leila Nouri") is one


@pytest.mark.parametrize("whose", ["Their", "The group's", "The movement’s"])
def test_a_spokesman_is_of_the_body_told_before(whose):
    text = f"The army left. The Dawn Front said it won. {whose} spokesman, Sheikh Omar Sy, wept."
    assert theirs(text, {"army": ["The army"], "front": ["the Dawn Front", "its gunmen"]}, "Omar Sy") == "front"


@pytest.mark.parametrize(
    ("mention", "body", "one"),
    [
        ("a spokesman for the rebels in the valley", "rebels", True),
        ("the insurgents' spokeswoman", "Armed insurgents", True),
        ("a spokesman for the rebels", "miners", False),
        ("a doctor among the rebels", "rebels", False),
    ],
)
def test_a_mention_says_for_whom_a_spokesman_speaks(mention, body, one):
    assert voices(mention, body) is one


@pytest.mark.parametrize(
    ("told", "one"),
    [
        ("“No,” said a spokeswoman, Major Leila Nouri.", True),
        ("“No,” said Major Leila Nouri, a spokeswoman.", True),
        ("The spokeswoman, Leila Nouri, wept.", True),
        ("“No,” said Leila Nouri, a spokeswoman for the miners.", False),
        ("“No,” said a miner, Leila Nouri.", False),
    ],
)
def test_a_bare_spokeswoman_speaks_for_the_body_told_last(told, one):
    text = f"The Highland Army rejected the charge. {told}"
    assert (theirs(text, {"army": ["The Highland Army"]}, "Leila Nouri") == "army") is one


@pytest.mark.parametrize(
    ("text", "one"),
    [
        ("The prefect confirmed it. Captain Omar Sy went there. “Nine,” the prefect said. Ali Ba wept.", True),
        ("The prefect confirmed it. Captain Omar Sy went there. Ali Ba wept. “Nine,” the prefect said.", False),
        ("The prefect confirmed it. Omar Sy, a baker, went there. “Nine,” the prefect said. Ali Ba wept.", False),
    ],
)
def test_who_comes_in_by_rank_holds_the_office_that_comes_again(text, one):
    names = [("The prefect", "prefect", "unnamed"), ("Omar Sy", "Omar Sy", "person"), ("Ali Ba", "Ali Ba", "person")]
    assert (known(text, names).get("prefect") == "Omar Sy") is one


def test_a_common_noun_that_begins_a_sentence_is_no_name():
    assert is_role("Separatists") and is_role("Residents") and not is_role("Amnesty")


def test_of_two_officials_the_one_whom_more_words_fit():
    texts = "Omar Sy, a rescue official, wept.", "“No,” said the official, Major Ali Ba."
    assert [shared(texts[0], "rescue official", "Omar Sy"), shared(texts[1], "rescue official", "Ali Ba")] == [1, 0]


def test_who_comes_in_anew_is_none_of_those_named_before():
    text = "“No,” said the official, Major Ali Ba. A rescue official spoke of ten dead."
    assert told(text, "A rescue official", "rescue official", "Ali Ba") == {}
    assert told(text.replace(" A ", " The "), "The rescue official", "rescue official", "Ali Ba") != {}


def test_who_is_described_is_not_the_nameless_speaker_before():
    text = "Valley fighters say a jet came. A pilot who flew there, Ali Ba, said it may be so."
    assert told(text, "Valley fighters", "Valley fighters", "Ali Ba") == {}


def test_the_rescuers_of_a_lead_are_whom_the_report_then_names_for_the_rescue_service():
    text = (
        "Nine died, rescue workers said. Omar Sy, an army spokesman, wept. Ali Ba, of the Civil Defence, counted them."
    )
    names = [
        ("rescue workers", "rescue workers", "unnamed"),
        ("Omar Sy", "Omar Sy", "person"),
        ("Ali Ba", "Ali Ba", "person"),
    ]
    assert known(text, names)["rescue workers"] == "Ali Ba"
    swapped = [("rescue workers", "rescue workers", "unnamed"), ("Omar Sy", "Omar Sy", "person")]
    assert known(text.replace("Omar Sy, an army", "Omar Sy, a rescue service"), swapped)["rescue workers"] == "Omar Sy"


def told(text: str, phrase: str, role: str, person: str) -> dict[str, str]:
    return known(text, [(phrase, role, "unnamed"), (person, person, "person")])


def known(text: str, spoken: list[tuple[str, str, PartyKind]]) -> dict[str, str]:
    """Whom a text's nameless speakers are; of each speaker the words, the name and the kind."""
    document = Document(text_id(text), text, None, None, None, "en", None, ())
    made = []
    for n, (words, name, kind) in enumerate(spoken):
        at = Span(text.index(words), text.index(words) + len(words))
        source = Party(words, at, name, kind)
        made.append(Attribution(f"a{n}", source, (), (at,), "indirect", "say", None, None, (name,)))
    return dict(roles(document, made, ()))


@pytest.mark.parametrize(
    ("nameless", "named", "kind", "one"),
    [
        ("doctors' union", "Valley Doctors' Union", "intergovernmental", True),
        ("war monitor", "Highland Rights Observatory", "ngo", True),
        ("charity", "Bread Without Borders", "ngo", True),
        ("rebels", "Dawn Front", "rebel-group", True),
        ("rebels", "Highland Army", "state-forces", False),
        ("miners' union", "Valley Doctors' Union", "ngo", False),
        ("official", "Bread Without Borders", "ngo", False),
        ("Karsu health officials", "Karsu Health Ministry", "government", True),
        ("prosecutors", "Prosecutor General's Office", "government", True),
        ("local officials", "Karsu Health Ministry", "government", False),
        ("rebel officials", "Karsu Health Ministry", "government", False),
    ],
)
def test_a_nameless_body_may_be_a_named_one(nameless, named, kind, one):
    assert (is_less(nameless, named) or is_kind_of(nameless, named, kind)) is one


@pytest.mark.parametrize(
    ("text", "body", "one"),
    [
        ("Leila Nouri, who heads the Highland Rights Observatory, said so.", "highland rights observatory", True),
        ("Leila Nouri, a doctor at Hope Hospital, said so.", "hope hospital", True),
        ("Leila Nouri, former director of Hope Hospital, said so.", "hope hospital", False),
        ("Leila Nouri, an army captain, said so.", "army", False),
    ],
)
def test_who_heads_a_body_or_works_in_it_stands_for_it(text, body, one):
    assert any(stands_for(r, body) for r in given(text, "Leila Nouri")) is one


def test_a_body_speaks_by_its_head():
    text = "The charity mourned. “No,” said Leila Nouri, its head of mission. The army wept."
    assert theirs(text, {"charity": ["the charity"], "army": ["the army"]}, "Leila Nouri") == "charity"


@pytest.mark.parametrize(
    ("mention", "body"),
    [
        ("officials at Tamra Hospital in the valley", "Tamra Hospital"),
        ("medics with the Friends of Tamra", "Friends of Tamra"),
        ("officials in Tamra", None),
        ("two doctors", None),
    ],
)
def test_nameless_speakers_at_a_named_body(mention, body):
    assert placed(mention) == body


@pytest.mark.parametrize(
    ("mention", "body", "one"),
    [
        ("The military's media wing", "karsu armed forces", True),
        ("the Dawn Front True News Desk", "dawn front", True),
        ("the Dawn Front True News Desk", "karsu armed forces", False),
        ("the military's hospital", "karsu armed forces", False),
    ],
)
def test_what_speaks_for_a_body(mention, body, one):
    assert is_voice_of(mention, body) is one


def test_a_body_is_named_without_whose_it_is():
    assert (own("The valley's Civil Guard"), own("the civil guard")) == ("the Civil Guard", "the civil guard")


@pytest.mark.parametrize(("whose", "body"), [("the hospital's", None), ("the group's", "front")])
def test_a_hospital_has_a_director_of_its_own(whose, body):
    text = f"The Dawn Front said so. It was noon, {whose} director, Omar Sy, said."
    assert theirs(text, {"front": ["The Dawn Front"]}, "Omar Sy") == body


@pytest.mark.parametrize(("first", "heads"), [("Karim", []), ("Colonel", ["official"])])
def test_a_last_name_behind_another_first_name_is_anothers(first, heads):
    text = f"Leila Nouri wept for {first} Nouri, a rescue official, at noon."
    assert [r.head for r in given(text, "Leila Nouri") if not r.rank] == heads


@pytest.mark.parametrize(
    ("text", "called", "one"),
    [
        ("Open Hands, an Irish charity which runs a clinic, received six dead.", "charity", True),
        ("The relief charity Open Hands received six dead.", "charity", True),
        ("Near the house of Open Hands, a charity said, six lay dead.", "charity", False),
        ("Open Hands received six dead.", "charity", False),
    ],
)
def test_a_report_says_what_a_body_is(text, called, one):
    assert called_so(text, called, "Open Hands") == one


@pytest.mark.parametrize(
    ("nameless", "named", "one"),
    [
        ("the Green Banner's affiliate", "Green Banner in the Hills", True),
        ("the Green Banner's local branch", "Green Banner", True),
        ("the Green Banner's affiliate", "Army of the Hills", False),
        ("affiliate", "Green Banner", False),
    ],
)
def test_a_branch_has_the_name_of_whose_it_is(nameless, named, one):
    assert is_branch_of(nameless, named) == one


@pytest.mark.parametrize(
    ("text", "called", "one"),
    [
        ("“We buried four,” Father Elias Noor said.", "priest", True),
        ("“We buried four,” Father Elias Noor said.", "Catholic priest", True),
        ("“We buried four,” Father Elias Noor said.", "army priest", False),
        ("“We buried four,” Imam Elias Noor said.", "priest", False),
    ],
)
def test_a_title_tells_a_calling(text, called, one):
    assert apposed(text, called, "Elias Noor") == one


def test_a_spokesman_for_the_group_is_of_the_body_told_before():
    text = "Red Lake said it hit a post. “They fled,” a spokesman for the group, Adan Yusuf, said."
    assert theirs(text, {"red lake": ["Red Lake"]}, "Adan Yusuf") == "red lake"


@pytest.mark.parametrize(
    ("told", "found"),
    [
        ("Adan Yusuf of Lake Watch", {"rights group": "Adan Yusuf"}),
        ("Adan Yusuf", {}),  # nothing says for whom he speaks
    ],
)
def test_a_group_of_the_lead_speaks_by_whoever_is_then_quoted_for_one_with_a_name(told, found):
    text = f"Four died, a rights group said. “They were asleep,” said {told}. Omar Sy, the mayor, said he knew of none."
    parties = [
        Party("a rights group", Span(11, 25), "rights group", "ngo"),
        Party(told, Span(text.index(told), text.index(told) + len(told)), "Adan Yusuf", "person"),
        Party("Omar Sy", Span(text.index("Omar"), text.index("Omar") + 7), "Omar Sy", "person"),
    ]
    cue, content = (Span(26, 30),), (Span(0, 9),)
    said = [
        Attribution(f"a{n}", p, cue, content, "indirect", "say", None, None, (p.name,)) for n, p in enumerate(parties)
    ]
    document = Document("sha256:" + "0" * 64, text, None, None, None, "en", None, ())
    assert roles(document, said, ()) == found


@pytest.mark.parametrize(("words", "found"), [("His brother", {"brother": "family of a guard"}), ("A baker", {})])
def test_his_brother_speaks_for_the_family(words, found):
    text = f"The family of a guard said he was asleep. {words} said he saw four graves."
    spoken = ((text[:21], "family of a guard"), (words, words.split()[1]))
    parties = [Party(t, Span(text.index(t), text.index(t) + len(t)), name, "civilians") for t, name in spoken]
    cue, content = (Span(22, 26),), (Span(27, 41),)
    said = [
        Attribution(f"a{n}", p, cue, content, "indirect", "say", None, None, (p.name,)) for n, p in enumerate(parties)
    ]
    document = Document("sha256:" + "0" * 64, text, None, None, None, "en", None, ())
    assert roles(document, said, ()) == found
