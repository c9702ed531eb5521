"""Sources of one document are one person by whatever role, short form or pronoun they speak."""

import pytest

from firsthand.extract.attribution import chains, persons, speakers
from firsthand.extract.attribution.view import Draft, View
from firsthand.extract.language.layer import Sentence, Token
from firsthand.model import Block, Document, Party, PartyMention, Span


def view(text, people=(), agency=None):
    """A document of one sentence per line; the first line ends in no full stop where it is a headline."""
    spans, at = [], 0
    for line in text.split("\n"):
        spans.append(Span(at, at + len(line)))
        at += len(line) + 1
    blocks = [Block(s, "headline" if not s.of(text).endswith(".") else "paragraph") for s in spans]
    document = Document("d", text, None, None, None, "en", None, tuple(blocks), agency)
    sentences = tuple(Sentence(s, b, (), (), (), ()) for s, b in zip(spans, blocks, strict=True))
    mentions = tuple(PartyMention(party(text, p, "person"), f"p{i}") for i, p in enumerate(people))
    return View(document, sentences, mentions)


def party(text, phrase, kind="unnamed", name=None, at=0):
    start = text.index(phrase, at)
    return Party(phrase, Span(start, start + len(phrase)), name or phrase, kind)


def names(text, sources, people=(), agency=None):
    parties = [party(text, *s) if isinstance(s, tuple) else party(text, s) for s in sources]
    return [p and p.name for p in persons.identified(view(text, people, agency), parties)]


@pytest.mark.parametrize(
    ("text", "sources", "people", "wanted"),
    [
        (
            "Raid kills four, governor says\nThe governor said four died.\nGovernor Omar Sy told reporters he wept.",
            ["governor", "The governor", ("Governor Omar Sy", "person", "Omar Sy")],
            ["Omar Sy"],
            ["Omar Sy"] * 3,
        ),
        (
            "The head of the town's clinic said four died.\nLeila Nouri told reporters that the roof fell in.",
            ["The head of the town's clinic", ("Leila Nouri", "person")],
            ["Leila Nouri"],
            ["Leila Nouri"] * 2,
        ),
        (
            "A navy spokesman said the boat sank.\nCommodore Yusuf Amin said it burned.",
            ["A navy spokesman", ("Commodore Yusuf Amin", "person", "Yusuf Amin")],
            ["Yusuf Amin"],
            ["Yusuf Amin"] * 2,
        ),
        (
            "A shopkeeper said four died.\nColonel Yusuf Amin said two died.",
            ["A shopkeeper", ("Colonel Yusuf Amin", "person", "Yusuf Amin")],
            ["Yusuf Amin"],
            ["shopkeeper", "Yusuf Amin"],
        ),
        (
            "A police officer said four died.\nLeila Nouri, a nurse, said two died.",
            ["A police officer", ("Leila Nouri", "person")],
            ["Leila Nouri"],
            ["police officer", "Leila Nouri"],
        ),
        (
            "Leila Nouri, a nurse, said two died.\nA nurse at another clinic said four died.",
            [("Leila Nouri", "person"), "A nurse at another clinic"],
            ["Leila Nouri"],
            ["Leila Nouri", "nurse"],
        ),
        (
            "Ba Tun Lwin, the spokesman for the river militia, said it fled.",
            ["Ba Tun Lwin, the spokesman for the river militia"],
            [],
            ["Ba Tun Lwin"],
        ),
        (
            "The mayor of Amuda, Karim Haddad, said so.",
            ["The mayor of Amuda"],
            [],
            ["Karim Haddad"],
        ),
        (
            "The head of the regional board said so.",
            ["The head of the regional board"],
            [],
            ["head of the regional board"],
        ),
        (
            "A group called Sword of the Valley said so.",
            ["A group called Sword of the Valley"],
            [],
            ["Sword of the Valley"],
        ),
        (
            "A Gulf Line journalist said so.\nOmar Sy said two died.",
            ["A Gulf Line journalist", ("Omar Sy", "person")],
            ["Omar Sy"],
            ["A Gulf Line journalist", "Omar Sy"],
        ),
        ("State television Gulfnet said so.", [("State television Gulfnet", "media")], [], ["Gulfnet"]),
        ("The agency Gulf Line said so.", ["The agency Gulf Line"], [], ["Gulf Line"]),
    ],
)
def test_one_person_is_one_name(text, sources, people, wanted):
    found = names(text, sources, people)
    assert found == wanted


@pytest.mark.parametrize(
    ("phrase", "nobody"), [("Nobody", True), ("No group", True), ("Noor", False), ("north", False)]
)
def test_nobody_is_no_origin(phrase, nobody):
    source = Party(phrase, Span(0, len(phrase)), phrase, "other")
    assert (chains.source_name(source) is None) is nobody


def test_a_pronoun_for_a_person_is_not_the_outlet():
    text = "Governor Omar Sy told Gulf Line on Monday.\nHe said four died."
    he = Span(text.index("He"), text.index("He") + 2)
    outlet = Party("Gulf Line", Span(text.index("Gulf"), text.index("Gulf") + 9), "Gulf Line", "person", None, he)
    [found] = persons.identified(view(text, ["Omar Sy"], "Gulf Line"), [outlet])
    assert found is not None
    assert (found.name, found.resolved_from) == ("Omar Sy", he)


def draft(text, cue, content, source=None):
    spans = [Span(text.index(p), text.index(p) + len(p)) for p in (cue, content)]
    who = Span(text.index(source), text.index(source) + len(source)) if source else None
    return Draft((spans[0],), (spans[1],), who, "say")


@pytest.mark.parametrize(
    ("text", "cue", "content", "source"),
    [
        ("Two boats sank, said Omar Sy.", "said", "Two boats sank", None),
        ("Two boats sank, Omar Sy, a port official, said.", "said", "Two boats sank", None),
        ("“Two boats sank,” Omar Sy said by telephone.", "said", "Two boats sank", "telephone"),
    ],
)
def test_the_party_beside_the_cue_speaks(text, cue, content, source):
    found = speakers.heard(view(text, ["Omar Sy"]), draft(text, cue, content, source))
    assert found.source is not None
    assert found.source.of(text) == "Omar Sy"


def test_who_did_a_thing_is_not_who_told_it():
    text = "The storm sank two boats, Omar Sy said."
    seen = view(text, ["Omar Sy"])
    start = text.index("sank")
    seen.tokens = [Token("sank", Span(start, start + 4), "sink", "VERB", "VBD")]
    seen.starts = [start]
    found = speakers.heard(seen, draft(text, "said", "sank two boats", "The storm"))
    assert found.source is not None
    assert found.source.of(text) == "Omar Sy"
    assert [c.of(text) for c in found.content] == ["The storm sank two boats"]


@pytest.mark.parametrize(
    ("text", "source", "speaker"),
    [
        ("Rain flooded mills, the harbour master said.", "Rain flooded mills, the harbour master", None),
        (
            "Rain flooded mills, the town's mayor said.",
            "Rain flooded mills, the town's mayor",
            "the town's mayor",
        ),
        ("Men flooded out at dawn, the town's mayor, said.", "Men flooded out at dawn, the town's mayor", None),
    ],
)
def test_what_stands_before_the_speaker_is_what_he_says(text, source, speaker):
    seen = view(text)
    start = text.index("flooded")
    seen.tokens = [Token("flooded", Span(start, start + 7), "flood", "VERB", "VBN")]
    seen.starts = [start]
    found = speakers.heard(seen, draft(text, "said", "flooded", source))
    assert found.source is not None
    assert found.source.of(text) == (speaker or source)
    assert found.content[0].of(text) == ("Rain flooded mills" if speaker else "flooded")
