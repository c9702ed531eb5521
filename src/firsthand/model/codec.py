"""The model as JSON and back: the reading format, the incident format and the ledger's bodies.

An object's keys are its fields in their order; a span is `[start, end]`; a field marked FLAT gives its own keys to the
object that holds it. `encode` and `decode` are each other's inverse for every dataclass of the model.
"""

import json
import types
from collections.abc import Mapping
from dataclasses import MISSING, fields, is_dataclass
from functools import cache
from typing import Any, Literal, TypeVar, Union, cast, get_args, get_origin, get_type_hints

from firsthand.model.reading import Event, Item, Measure
from firsthand.model.values import Span

T = TypeVar("T")

CLAIMS: Mapping[str, type] = {"event": Event, "measure": Measure, "item": Item}


class FormatError(ValueError):
    """A JSON object is not of the format that it should be; the message names the field."""


def encode(value: object) -> Any:
    """`value` as plain JSON data."""
    if isinstance(value, Span):
        return [value.start, value.end]
    if is_dataclass(value) and not isinstance(value, type):
        return _encode_fields(value)
    if isinstance(value, (list, tuple)):
        return [encode(v) for v in cast("tuple[object, ...]", value)]
    if isinstance(value, Mapping):
        return {k: encode(v) for k, v in cast("Mapping[str, object]", value).items()}
    return value


def decode(cls: type[T], data: object) -> T:
    """The `cls` that `encode` made `data` from. Raises FormatError; keys that `cls` does not know are ignored."""
    return cast("T", _decode(cls, data, cls.__name__))


def dumps(value: object) -> str:
    """`value` as one line of JSON, the same bytes for equal values."""
    return json.dumps(encode(value), ensure_ascii=False, separators=(",", ":"))


def _encode_fields(value: Any) -> dict[str, Any]:
    out: dict[str, Any] = {}
    for f in fields(value):
        v = encode(getattr(value, f.name))
        if f.metadata.get("flat"):
            out.update(v)
        else:
            out[f.name] = v
    return out


@cache
def _hints(cls: type) -> dict[str, Any]:
    return get_type_hints(cls)


def _decode(hint: Any, data: Any, at: str) -> Any:
    origin, args = get_origin(hint), get_args(hint)
    if origin in (Union, types.UnionType):
        return _decode_union(args, data, at)
    if hint is Span:
        return _decode_span(data, at)
    if isinstance(hint, type) and is_dataclass(hint):
        return _decode_object(hint, data, at)
    if origin is tuple:
        return _decode_tuple(args, data, at)
    if origin is dict:
        return {k: _decode(args[1], v, f"{at}.{k}") for k, v in _mapping(data, at).items()}
    if origin is Literal:
        if data not in args:
            raise FormatError(f"{at}: {data!r} is none of {', '.join(map(str, args))}")
        return data
    return _decode_scalar(hint, data, at)


def _decode_scalar(hint: Any, data: Any, at: str) -> Any:
    if hint is Any:
        return data
    wanted = (int, float) if hint is float else hint
    if not isinstance(data, wanted) or (isinstance(data, bool) and hint is not bool):
        raise FormatError(f"{at}: {data!r} is no {getattr(hint, '__name__', hint)}")
    return data


def _decode_union(args: tuple[Any, ...], data: Any, at: str) -> Any:
    if data is None and type(None) in args:
        return None
    options = [a for a in args if a is not type(None)]
    if all(a in CLAIMS.values() for a in options):
        kind = _mapping(data, at).get("kind")
        if not isinstance(kind, str) or kind not in CLAIMS:
            raise FormatError(f"{at}.kind: {kind!r} is none of {', '.join(CLAIMS)}")
        return _decode(CLAIMS[kind], data, at)
    errors: list[str] = []
    for option in options:
        try:
            return _decode(option, data, at)
        except FormatError as e:
            errors.append(str(e))
    raise FormatError(errors[0])


def _decode_span(data: Any, at: str) -> Span:
    if not isinstance(data, list) or len(cast("list[Any]", data)) != 2:
        raise FormatError(f"{at}: {data!r} is no [start, end]")
    start, end = cast("list[Any]", data)
    if not isinstance(start, int) or not isinstance(end, int) or not 0 <= start <= end:
        raise FormatError(f"{at}: {data!r} is no [start, end]")
    return Span(start, end)


def _decode_tuple(args: tuple[Any, ...], data: Any, at: str) -> tuple[Any, ...]:
    if not isinstance(data, list):
        raise FormatError(f"{at}: {data!r} is no list")
    return tuple(_decode(args[0], v, f"{at}[{i}]") for i, v in enumerate(cast("list[Any]", data)))


def _decode_object(cls: type, data: Any, at: str) -> Any:
    found = _mapping(data, at)
    values: dict[str, Any] = {}
    for f in fields(cls):
        if f.metadata.get("flat"):
            values[f.name] = _decode(_hints(cls)[f.name], found, at)
        elif f.name in found:
            values[f.name] = _decode(_hints(cls)[f.name], found[f.name], f"{at}.{f.name}")
        elif f.default is MISSING:
            raise FormatError(f"{at}: no {f.name}")
    return cls(**values)


def _mapping(data: Any, at: str) -> dict[str, Any]:
    if not isinstance(data, dict):
        raise FormatError(f"{at}: {data!r} is no object")
    return cast("dict[str, Any]", data)
