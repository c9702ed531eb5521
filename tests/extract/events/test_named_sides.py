"""People in lists and named after the attack, what bombs were set off at, and how sides are worded."""

import pytest

from firsthand.extract.events import whose
from firsthand.model import Block, Document, Party, Span, text_id

# the text; the trigger's word; the actors' words, the recipients' words (None: not asked)
CASES = [
    ("Todd Wilson, 20, and Jeffrey Ball, 21, were murdered in La Paz.", "murdered", None, ["Todd Wilson", "Ball"]),
    ("Carlos Torrado, mayor of Abrego in the north, was killed by gunmen.", "killed", ["gunmen"], ["Carlos Torrado"]),
    ("Senator Ana Luz, a critic of the army, and Jose Mar were kidnapped.", "kidnapped", None, ["Luz", "Jose Mar"]),
    ("The rebels murdered Pablo Ruiz, his brother Juan Ruiz and Rosa Gil.", "murdered", None, ["Pablo", "Rosa Gil"]),
    ("The murder of Judge Rosa Paz, head of the court, and Luis Vega shocked Quito.", "murder", None, ["Paz", "Vega"]),
    ("According to Juan Perez, three people were killed.", "killed", None, ["three people"]),
    ("The mayor, Juan Perez, said that Pedro Solis was killed.", "killed", None, ["Pedro Solis"]),
    ("Juan Perez, whose father was a general, was shot dead.", "shot dead", None, ["Juan Perez"]),
    ("Gunmen murdered Jose Ruiz in the house of Maria Gil.", "murdered", ["Gunmen"], ["Jose Ruiz"]),
    ("Candidate Alberto Ruiz escaped a dynamite attack on Sunday.", "attack", None, ["Alberto Ruiz"]),
    ("Two men shot dead a councillor. The victim was identified as Juan Merino.", "shot", None, ["Juan Merino"]),
    ("Gunmen killed three people. Among the dead was Luis Parra, the mayor.", "killed", None, ["Luis Parra"]),
    ("Gunmen killed three people. The dead included Luis Parra and Ana Gil.", "killed", None, ["Parra", "Ana Gil"]),
    (
        "A bomb killed two men. Police named the dead men as Saul Bonilla and Jose Marquez.",
        "killed",
        None,
        ["Saul", "Jose"],
    ),
    ("A bomb hurt many. Among the injured here are Ana Luz, 53; and Jaime Mora.", "injured", [], ["Ana", "Jaime"]),
    ("Ten workers were killed, including their leader Elizabeth Velez.", "killed", None, ["Ten", "Velez"]),
    ("A blast wounded three people. Also injured were Lucio Gil and Ana Paz.", "injured", [], ["Lucio", "Ana Paz"]),
    ("Farmer Liberto Gutierrez was found murdered on Monday.", "murdered", None, ["Liberto Gutierrez"]),
    ("The bodies of lawyer Carlos Mena and a driver were found shot.", "shot", None, ["Carlos Mena"]),
    ("Senator Ana Luz was among 12 people killed in the blast.", "killed", None, ["12 people", "Ana Luz"]),
    ("Gunmen attacked Judge Rosa Paz and her bodyguard Luis Vega.", "attacked", ["Gunmen"], ["Paz", "Luis Vega"]),
    ("Rebels killed four. The victims were not Juan Mena and Rosa Diaz.", "killed", ["Rebels"], None),
    ("A bomb hit the convent. The priests mourned the death of two nuns.", "death", [], ["nuns"]),
    ("Rodriguez' murder was carried out by a group of hooded men.", "murder", ["hooded men"], None),
    ("The murder of the judge was attributed to the Medellin cartel.", "murder", ["Medellin"], ["judge"]),
    ("ELN guerrillas kidnapped a farmer in Arauca, Colombia.", "kidnapped", ["ELN"], ["farmer"]),
    ("Alleged members of the Taliban kidnapped a teacher.", "kidnapped", ["Taliban"], ["teacher"]),
    ("Urban guerrilla commandos burned two buses.", "burned", ["commandos"], ["buses"]),
    ("The minister was murdered by presumed guerrillas.", "murdered", ["presumed guerrillas"], ["minister"]),
    ("A bomb exploded in front of the Danish embassy.", "exploded", None, ["Danish embassy"]),
    ("Three young men placed a dynamite charge under a bus.", "placed", ["men"], ["bus"]),
    ("Guerrillas set off a bomb in the basement of the Azul building.", "set off", ["Guerrillas"], ["Azul building"]),
    ("A bomb exploded in the city of Medellin.", "exploded", None, []),
    ("Gunmen attacked the offices of the port workers' union.", "attacked", None, ["offices of the port workers"]),
    ("There was an attack against the home of Colonel Carlos Paz.", "attack", None, ["home of", "Carlos Paz"]),
    ("The rebels sacked two pharmacies.", "sacked", ["rebels"], ["pharmacies"]),
    ("A telephone booth was destroyed by a bomb.", "destroyed", None, ["telephone booth"]),
]
NOT_AMONG = {
    "According to Juan Perez, three people were killed.": "Juan Perez",
    "Gunmen murdered Jose Ruiz in the house of Maria Gil.": "Maria Gil",
    "Rebels killed four. The victims were not Juan Mena and Rosa Diaz.": "Rosa Diaz",
    "The mayor, Juan Perez, said that Pedro Solis was killed.": "Juan Perez",
}


@pytest.fixture(scope="module")
def events(events_of):
    """The events of each case's text."""
    texts = [*(text for text, *_ in CASES), WEAPON, LIST]
    return dict(zip(texts, events_of(map(_document, texts)), strict=True))


def _document(text: str) -> Document:
    return Document(text_id(text), text, None, None, None, "en", None, (Block(Span(0, len(text)), "paragraph"),))


WEAPON = "The prosecutor was killed by a bomb that was put under his armored vehicle."
LIST = "Todd Wilson, 20, and Jeffrey Ball, 21, were found guilty; Ana Gil and Rosa Paz were murdered."


@pytest.mark.parametrize(("text", "word", "actors", "recipients"), CASES)
def test_who_acts_and_who_is_acted_on(events, text, word, actors, recipients):
    event = next(e for e in events[text] if word in e.trigger.of(text))
    for wanted, found in ((actors, event.actor), (recipients, event.recipient)):
        if wanted is not None:
            assert all(any(w in p.text for p in found) for w in wanted), found
            assert wanted or not found
    assert not any(NOT_AMONG.get(text, "?") in p.text for p in event.recipient)


def test_a_party_is_where_its_words_stand(events):
    for text, found in events.items():
        for party in (p for e in found for p in (*e.actor, *e.recipient)):
            assert party.span.of(text) == party.text


def test_the_weapon_is_what_the_argument_is(events):
    killed = next(e for e in events[WEAPON] if "killed" in e.trigger.of(WEAPON))
    assert killed.weapon is not None and killed.weapon.text == "bomb"


def test_each_of_a_list_is_counted(events):
    murdered = next(e for e in events[LIST] if "murdered" in e.trigger.of(LIST))
    assert sorted(t.who.name for t in murdered.counts if t.who) == ["Ana Gil", "Rosa Paz"]


@pytest.mark.parametrize(
    ("key", "forces"),
    [("ru-defence-ministry", "russian-armed-forces"), ("lake-defence-ministry", "lake-defence-ministry")],
)
def test_a_defence_ministrys_forces_where_it_is_a_states(key, forces):
    ministry = Party("the defence ministry", Span(0, 20), "Defence Ministry", "government", key)
    assert whose.forces_of(ministry).id == forces
