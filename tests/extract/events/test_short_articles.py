"""Short articles of our own, read as a whole: whose word each sentence is, where it happened and who did it."""

import pytest

from firsthand.extract import pipeline
from firsthand.ingest import blocks
from firsthand.model import Document, Event, When

SPOKESMEN = """A Nato spokesman said the blast had damaged the building. The Islamist movement's spokesman, Zahid Karim, \
said by telephone that fighters had attacked the base. The Nato spokesman said a car packed with explosives had been \
driven into the wall. Two guards were wounded, the German foreign ministry spokesman said. It was not known who had \
planned the attack, the spokesman said."""

SPEAKERS_ELSEWHERE = """GOMA, Congo - M23 rebels attacked the town of Sake on Tuesday, residents said. Speaking in \
Kinshasa, army spokesman Jean Bosco said soldiers had repelled the assault. Two civilians were killed by shells, a \
doctor at the main hospital in Goma said."""

REPRISAL = """MAZAR-I-SHARIF, Afghanistan - A suicide bomber rammed a truck into the consulate in Mazar-i-Sharif late on \
Thursday, killing four people. A Taliban spokesman called the attack a reprisal for airstrikes in Kunduz this week. The \
blast destroyed the main gate. A guard was wounded."""

RAID = """Boko Haram fighters raided a village in Borno state on Saturday night, killing eight people, a witness said. The \
raid came two days after a bombing in Gwoza killed 20. Police in Abuja confirmed the raid."""

BUS = """Gunmen stopped a bus near Loralai in Pakistan on Friday and shot dead nine passengers, officials said.

"They took nine men off the bus and shot them in the hills," said Naveed Alam, an assistant commissioner.

The Baloch Liberation Army said it had attacked two posts in Kalat overnight.

The prime minister condemned the attack.

In the south, Indian forces raided a village. The Police Public Relations Officer in the state, DSP Yazid Abubakar, \
confirmed the raid. He added that two men had been wounded."""

TEXTS = (SPOKESMEN, SPEAKERS_ELSEWHERE, REPRISAL, RAID, BUS)


def _document(number: int, text: str) -> Document:
    found = blocks.split(text)
    published = When("2025-05-12", "2025-05-12", "day", "given")
    return Document(f"sha256:{number}", text, None, None, None, "en", published, found)


@pytest.fixture(scope="module")
def read(model):
    documents = [_document(n, text) for n, text in enumerate(TEXTS)]
    readings = pipeline.read_many(documents, model)
    return {text: [c for c in r.claims if isinstance(c, Event)] for text, r in zip(TEXTS, readings, strict=True)}


def _told(events, text, words):
    return next(e for e in events if e.trigger.of(text) == words and e.trigger.start >= text.rfind(words))


@pytest.mark.parametrize(
    ("text", "word", "chain"),
    [
        (SPOKESMEN, "driven", ("Nato spokesman",)),
        (SPOKESMEN, "wounded", ("German foreign ministry spokesman",)),
        (BUS, "wounded", ("Yazid Abubakar",)),
    ],
)
def test_whose_word(read, text, word, chain):
    assert _told(read[text], text, word).chain == chain


@pytest.mark.parametrize(
    ("text", "word", "place"),
    [
        (SPEAKERS_ELSEWHERE, "repelled the assault", "Sake"),
        (SPEAKERS_ELSEWHERE, "killed", "Sake"),
        (REPRISAL, "destroyed", "Mazār-e Sharīf"),
        (REPRISAL, "airstrikes", "Kunduz"),
        (REPRISAL, "wounded", "Mazār-e Sharīf"),
        (RAID, "raid", "Borno"),
        (BUS, "attack", "Loralai"),
    ],
)
def test_where(read, text, word, place):
    where = _told(read[text], text, word).where
    assert where is not None
    assert where.name == place


@pytest.mark.parametrize(("text", "word", "actor"), [(BUS, "shot", "Gunmen"), (BUS, "raided", "Indian Armed Forces")])
def test_who(read, text, word, actor):
    assert [p.name for p in _told(read[text], text, word).actor] == [actor]
