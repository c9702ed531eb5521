"""A desk's own actors in sentences: found beside the dictionary's, with codes, and places no actors."""

import pytest

from firsthand.extract import language, parties
from firsthand.model import Block, Document, Span, When, text_id
from firsthand.reference import own_actors

ROWS = """name,kind,country,aliases,active,backed_by,code
Maruvia,state,,Maruvi*;Port Marun,,,MRV
Karsu Front,rebel-group,SD,KF,2014-,,SDNREBKSF
Karsu Union,rebel-group,SD,KF,-2013,,SDNREBKSU
Islamic State,,,Band of Karsu,,,IMGISI
Mali,state,,,,,MLI
foreign minister,role,,,,,~GOVFRM
troops,role,,,,,MIL
aid group,role,,,,,NGO~
"""
CASES = [
    ("Maruvia shelled two villages on Monday.", "Maruvia", "Maruvia", "MRV"),
    ("Two villages in Maruvia were shelled on Monday.", "Maruvia", None, None),
    ("Maruvian troops fired at fishermen.", "Maruvian troops", "Maruvia", "MRVMIL"),
    ("The foreign minister of Maruvia resigned.", "The foreign minister of Maruvia", None, "MRVGOVFRM"),
    ("The Karsu Front burned a bus. The group denied it.", "The group", "Karsu Front", "SDNREBKSF"),
    ("KF burned a bus.", "KF", "Karsu Front", "SDNREBKSF"),
    ("The Band of Karsu took the town.", "The Band of Karsu", "Islamic State", "IMGISI"),
    ("Daesh took the town.", "Daesh", "Islamic State", "IMGISI"),
    ("Malian troops left the town.", "Malian troops", "Malian Armed Forces", "MLIMIL"),
    ("Hamas took the town.", "Hamas", "Hamas", None),
]


@pytest.fixture(scope="module")
def desk(tmp_path_factory):
    path = tmp_path_factory.mktemp("desk") / "actors.csv"
    path.write_text(ROWS, encoding="utf-8")
    return own_actors.load(path)


def mention(text, asked, model, desk, year="2020"):
    published = When(f"{year}-05-04", f"{year}-05-04", "day", "given")
    blocks = (Block(Span(0, len(text)), "paragraph"),)
    document = Document(text_id(text), text, None, None, None, "en", published, blocks)
    found = parties.parties(document, language.sentences(document, model.nlp), desk)
    return next((m.party for m in found if (m.party.resolved_from or m.party.span).of(text) == asked), None)


@pytest.mark.parametrize(("text", "asked", "name", "code"), CASES)
def test_names_and_codes(model, desk, text, asked, name, code):
    party = mention(text, asked, model, desk)
    assert (party.code if party else None) == code
    assert name is None or (party is not None and party.name == name)


@pytest.mark.parametrize(("year", "name"), [("2009", "Karsu Union"), ("2016", "Karsu Front")])
def test_the_year_says_who_it_was(model, desk, year, name):
    party = mention("KF burned a bus.", "KF", model, desk, year)
    assert party is not None
    assert party.name == name
