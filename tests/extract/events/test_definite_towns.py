""" "The town" in reports that were written elsewhere."""

import pytest

from firsthand.model import Block, Document, Event, Span, text_id

CASES = [
    # the dateline, the text, the place of its last event
    ("GAO, Mali — ", "Refugees from Kidal reached Gao on Monday. Gunmen raided the town a week ago.", "Kidal"),
    ("KANO, Nigeria — ", "Gunmen raided the town on Monday.", "Kano"),
    ("KANO, Nigeria — ", "A bomb exploded in Kano on Monday. The bomb wounded four people in the city.", "Kano"),
    ("BAGHDAD — ", "Shells fell on Mosul, doctors said in Baghdad. Rebels attacked the city on Friday.", "Mosul"),
    ("GAO, Mali — ", "Rebels fled the town of Gao. They lost Kidal in May. Gunmen raided the town on Monday.", "Gao"),
    ("GAO, Mali — ", "Refugees from Kidal and Menaka reached Gao. Gunmen raided the town a week ago.", None),
]


@pytest.mark.parametrize(("dateline", "text", "wanted"), CASES)
def test_the_town_is_the_one_that_is_told_of(model, dateline, text, wanted):
    from firsthand.extract import pipeline

    whole = dateline + text
    blocks = (Block(Span(0, len(whole)), "paragraph"), Block(Span(0, len(dateline) - 1), "dateline"))
    document = Document(text_id(whole), whole, None, None, None, "en", None, blocks)
    claims = pipeline.read(document, model).claims
    where = [c for c in claims if isinstance(c, Event)][-1].where
    assert (where.name if where else None) == wanted
