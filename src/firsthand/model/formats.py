"""The two output contracts, `firsthand/reading@1` and `firsthand/incident@1`: their objects and their JSON Schemas."""

import types
from collections.abc import Mapping
from dataclasses import MISSING, Field, fields, is_dataclass
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

from firsthand.model.codec import encode
from firsthand.model.incidents import Incident
from firsthand.model.reading import Reading
from firsthand.model.values import Span

READING = "firsthand/reading@1"
INCIDENT = "firsthand/incident@1"
FORMATS: Mapping[str, tuple[str, type]] = {"reading": (READING, Reading), "incident": (INCIDENT, Incident)}

SCALARS: Mapping[type, str] = {str: "string", int: "integer", float: "number", bool: "boolean"}


def reading_object(reading: Reading) -> dict[str, Any]:
    """A reading as plain JSON data; `mentions` only where they were asked for."""
    out = {"format": READING, **encode(reading)}
    if reading.mentions is None:
        del out["mentions"]
    return out


def incident_object(incident: Incident) -> dict[str, Any]:
    """An incident as plain JSON data, its keys in the order of the format."""
    return {"format": INCIDENT, **encode(incident)}


def schema(name: str) -> dict[str, Any]:
    """The JSON Schema (2020-12) of "reading" or "incident", made from the model itself. Raises KeyError."""
    format_name, cls = FORMATS[name]
    definitions: dict[str, Any] = {}
    _object(cls, definitions)
    top = definitions.pop(cls.__name__)
    top["properties"] = {"format": {"const": format_name}, **top["properties"]}
    top["required"] = ["format", *(k for k in top["required"] if k != "mentions")]
    head = {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": format_name}
    return {**head, **top, "$defs": dict(sorted(definitions.items()))}


def _object(cls: type, definitions: dict[str, Any]) -> dict[str, Any]:
    if cls.__name__ not in definitions:
        definitions[cls.__name__] = {}  # stands for itself while its own fields are walked
        hints = get_type_hints(cls)
        properties: dict[str, Any] = {}
        for f in fields(cls):
            properties |= _properties(f, hints[f.name], definitions)
        required = [k for k in properties if k in _required(cls)]
        about = (cls.__doc__ or "").strip().splitlines()[0]
        body = {"type": "object", "description": about, "properties": properties, "required": required}
        definitions[cls.__name__] = body
    return {"$ref": f"#/$defs/{cls.__name__}"}


def _properties(f: "Field[Any]", hint: Any, definitions: dict[str, Any]) -> dict[str, Any]:
    if not f.metadata.get("flat"):
        return {f.name: _schema(hint, definitions)}
    hints = get_type_hints(hint)
    return {g.name: _schema(hints[g.name], definitions) for g in fields(hint)}


def _required(cls: type) -> set[str]:
    """Keys that every object has: all but those that older files may lack because they have a default."""
    names: set[str] = set()
    for f in fields(cls):
        if f.metadata.get("flat"):
            names |= {g.name for g in fields(get_type_hints(cls)[f.name]) if not g.metadata.get("spare")}
        elif f.default is MISSING or f.name == "kind":
            names.add(f.name)
    return names


def _schema(hint: Any, definitions: dict[str, Any]) -> dict[str, Any]:
    origin, args = get_origin(hint), get_args(hint)
    if origin in (Union, types.UnionType):
        return {"anyOf": [_schema(a, definitions) for a in args]}
    if hint is Span:
        return {"type": "array", "items": {"type": "integer", "minimum": 0}, "minItems": 2, "maxItems": 2}
    if isinstance(hint, type) and is_dataclass(hint):
        return _object(hint, definitions)
    if origin is tuple:
        return {"type": "array", "items": _schema(args[0], definitions)}
    if origin is dict:
        return {"type": "object", "additionalProperties": _schema(args[1], definitions)}
    if origin is Literal:
        return {"enum": list(args)}
    return {"type": "null"} if hint is type(None) else {"type": SCALARS[hint]}
