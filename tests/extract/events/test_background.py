"""What a report recalls, sums up or calls usual is marked by the words that say so; its news is not."""

from dataclasses import replace

import pytest

from firsthand.model import Block, Document, Event, Span, When, text_id

PUBLISHED = When("2024-06-12", "2024-06-12", "day", "given")
CASES = [
    # the text, its trigger, the words that make it background; None: news
    ("The conflict, which began in 2011, has killed thousands in Syria.", "killed", "conflict"),
    ("Rebels have killed more than 400 people in the province since 2021.", "killed", "since"),
    ("Clashes in the area have killed 90 people so far this year.", "killed", "so far this year"),
    ("In March 2019, gunmen killed 40 people in Bankass.", "killed", "March 2019"),
    ("Militants have often attacked convoys near Djibo.", "attacked", "often"),
    ("Bandits regularly abduct travellers near Kaduna.", "abduct", "regularly"),
    ("In recent years gunmen have raided dozens of villages near Gusau.", "raided", "In recent years"),
    ("A similar attack in Herat killed nine people.", "attack", "similar"),
    ("Villagers marked the tenth anniversary of the massacre in Bentiu.", "massacre", "anniversary of"),
    ("Hundreds have fled since the fighting reached Omdurman.", "fighting", "since"),
    ("A truce has reduced the fighting around Taiz but has not ended it.", "fighting", "fighting"),
    ("The threat has grown since the attacks in Gao and Mopti.", "attacks", "since"),
    ("A recent attack near Kidal killed nine soldiers.", "attack", "recent"),
    ("The group is blamed for a string of attacks in Herat.", "attacks", "blamed for a string of"),
    ("A post in the town was also attacked earlier this year.", "attacked", "earlier this year"),
    ("Ten years ago a gunman killed four people in the same church.", "killed", "Ten years ago"),
    ("Peter Moran is a miner who leads protests against the dam near Arica.", "leads", "leads"),
    ("Pumps stood beside the burned cars in Tendelti.", "burned", "burned"),
    ("A team went to the bombed-out market in Jos.", "bombed", "bombed"),
    ("Dozens have been killed in clashes over land.", "killed", "Dozens"),
    ("A survivor of a 2014 massacre said she hid while fighters killed her brothers.", "killed", "2014"),
    ("Raiders have carried out 60 attacks on ships since May, sinking one and killing three sailors.", "killing",
     "since"),
    ("Gunmen carried out a series of attacks in Herat on Monday.", "attacks", None),
    ("Gunmen killed six farmers near Gusau on Monday.", "killed", None),
    ("A bomb killed 40 people in Kabul on Sunday in the deadliest attack there since 2021.", "killed", None),
    ("Shelling killed two people in Kherson.", "killed", None),
    ("The mayor, who had often spoken against the cartel, was shot dead in Celaya.", "shot", None),
    ("Last week rebels seized the town of Sake.", "seized", None),
]  # fmt: skip


@pytest.fixture(scope="module")
def read(events_of) -> dict[str, list[Event]]:
    texts = [text for text, _, _ in CASES]
    return dict(zip(texts, events_of(map(_document, texts)), strict=True))


@pytest.mark.parametrize(("text", "trigger", "cue"), CASES, ids=[c[0][:40] for c in CASES])
def test_history_and_habit_are_told_from_news(read, text, trigger, cue):
    at = Span(text.index(trigger), text.index(trigger) + len(trigger))
    found = [e for e in read[text] if e.trigger.overlaps(at)] or read[text]
    assert found
    cues = [s.of(text) for e in found for s in e.background]
    assert (cue in cues) if cue else not cues


def _document(text: str) -> Document:
    blocks = (Block(Span(0, len(text)), "paragraph"),)
    return replace(Document(text_id(text), text, None, None, None, "en", None, blocks), published=PUBLISHED)
