"""The place of any word: asked about words that the event lexicon does not know, and names that no gazetteer has."""

import pytest

from firsthand.extract import language, parties, where
from firsthand.extract.events import whereabouts
from firsthand.extract.events.page import Page
from firsthand.model import Block, Document, Span, text_id

CASES = [
    # the sentence, a word of it, its place
    ("Dancers performed in Bamako while soldiers patrolled Gao.", "performed", "Bamako"),
    ("Dancers performed in Bamako while soldiers patrolled Gao.", "patrolled", "Gao"),
    ("Officials in Nairobi said that the herders quarrelled near Garissa.", "quarrelled", "Garissa"),
    ("Trade has suffered for months.", "suffered", None),
    ("A passenger plane flying from Nairobi to Mandera was hijacked on Tuesday.", "hijacked", None),
    ("A court in The Hague sentenced the commander for the killings in Bunia.", "sentenced", "The Hague"),
    ("Police detained him for two weeks in Kano.", "detained", "Kano"),
    ("Hundreds chanted in the Georgian capital Tbilisi on Sunday.", "chanted", "Tbilisi"),
]

ROAD = "The bus was ambushed on the road from Bamenda to Kumba, killing four passengers."
FAR = {
    "The tanker was hijacked 600 nautical miles east of Mogadishu.": "region",
    "The tanker was hijacked 40 miles off Bosaso.": "district",
    "The lorry was hijacked 5 km from Goma.": "town",
}


@pytest.fixture(scope="module")
def pages(model) -> dict[str, Page]:
    texts = dict.fromkeys([ROAD, *FAR, *(text for text, _, _ in CASES)])
    found = {}
    for document, sentences in language.sentences_of(map(_document, texts), model.nlp):
        known = parties.parties(document, sentences)
        places = where.locations(where.places(document, sentences, known, model.gazetteer))
        found[document.text] = Page(document, sentences, known, (), places)
    return found


@pytest.mark.parametrize(("text", "word", "wanted"), CASES, ids=[c[1] for c in CASES])
def test_the_place_is_that_of_the_word(pages, text, word, wanted):
    found = whereabouts.place_of(pages[text], Span(text.index(word), text.index(word) + len(word)))
    assert (found.text if found else None) == wanted


def test_one_end_of_a_road_is_less_precise_than_a_town(pages):
    found = whereabouts.place_of(pages[ROAD], Span(ROAD.index("ambushed"), ROAD.index(" on the road")))
    assert (found.text, found.precision) in (("Kumba", "district"), ("Bamenda", "district"))


@pytest.mark.parametrize(("text", "precision"), FAR.items(), ids=FAR.values())
def test_what_lies_far_off_is_not_the_town(pages, text, precision):
    found = whereabouts.place_of(pages[text], Span(text.index("hijacked"), text.index("hijacked") + len("hijacked")))
    assert found is not None and found.precision == precision


def test_chances_are_shares_of_one():
    found = whereabouts.chances([["a"], ["b"], []], {"a": 1.0, "b": -1.0})
    assert sum(found) == pytest.approx(1)
    assert found[0] > found[2] > found[1]


def _document(text: str) -> Document:
    return Document(text_id(text), text, None, None, None, "en", None, (Block(Span(0, len(text)), "paragraph"),))
