"""The JSON Schemas say what the program prints."""

import json

import jsonschema
import pytest

from firsthand.model import Block, Document, Producer, Reading, Span, incident_object, reading_object, schema, text_id
from tests.build import event, incident


def reading(**changes):
    document = Document(text_id("Blast."), "Blast.", None, None, None, "en", None, (Block(Span(0, 6), "headline"),))
    return Reading(
        **{"producer": Producer("0", "m", "g"), "document": document, "attributions": (), "claims": (event(),)}
        | changes
    )


def test_schemas_are_schemas():
    for name in ("reading", "incident"):
        jsonschema.Draft202012Validator.check_schema(schema(name))


def test_a_reading_fits_its_schema():
    body = json.loads(json.dumps(reading_object(reading())))
    jsonschema.validate(body, schema("reading"))
    assert "mentions" not in body


@pytest.mark.parametrize(
    "spoil",
    [
        lambda b: b.pop("format"),
        lambda b: b["claims"][0].update(stance="certain"),
        lambda b: b["claims"][0].update(trigger=[1]),
        lambda b: b["document"].pop("blocks"),
    ],
)
def test_what_is_no_reading_does_not_fit(spoil):
    body = json.loads(json.dumps(reading_object(reading())))
    spoil(body)
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(body, schema("reading"))


def test_an_incident_fits_its_schema_and_keeps_the_order_of_its_keys():
    body = incident_object(incident())
    jsonschema.validate(json.loads(json.dumps(body)), schema("incident"))
    assert list(body)[:6] == ["format", "id", "type", "mode", "acled", "when"]
    assert list(body)[-4:] == ["decisions", "superseded", "corrections", "ledger"]
