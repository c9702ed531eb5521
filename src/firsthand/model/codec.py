"""The model as JSON and back: the reading format, the incident format and the ledger's bodies.

An object's keys are its fields in their order; a span is `[start, end]`; a field marked FLAT gives its own keys to the
object that holds it, and one marked SPARE is written only where it is set. `encode` and `decode` are each other's
inverse for every dataclass of the model. How each class is written and read is worked out once, since a ledger holds
many thousands of them.
"""

import json
import types
from collections.abc import Callable, Mapping, Sequence
from dataclasses import MISSING, fields, is_dataclass
from functools import cache
from operator import attrgetter
from sys import intern
from typing import Any, Literal, TypeVar, Union, cast, get_args, get_origin, get_type_hints

from firsthand.model.reading import Event, Item, Measure
from firsthand.model.values import Span

T = TypeVar("T")
Decoder = Callable[[Any], Any]

CLAIMS: Mapping[str, type] = {"event": Event, "measure": Measure, "item": Item}
NAME = 32  # characters up to which a text is a name or a date, which many values share
NO_NAMES = frozenset[str]()
PLAIN = frozenset({str, int, float, bool, type(None)})


class FormatError(ValueError):
    """A JSON object is not of the format that it should be; the message names the field."""


def encode(value: object) -> Any:
    """`value` as plain JSON data."""
    cls = value.__class__
    return value if cls in PLAIN else _encoder(cls)(value)


def decode(cls: type[T], data: object) -> T:
    """The `cls` that `encode` made `data` from. Raises FormatError; keys that `cls` does not know are ignored."""
    try:
        return cast("T", _decoder(cls)(data))
    except FormatError as e:
        raise FormatError(f"{cls.__name__}: {e}") from None


def dumps(value: object) -> str:
    """`value` as one line of JSON, the same bytes for equal values."""
    return json.dumps(encode(value), ensure_ascii=False, separators=(",", ":"))


@cache
def _encoder(cls: type) -> Callable[[Any], Any]:
    """What writes values of a class."""
    if cls is Span:
        return _encode_span
    if is_dataclass(cls):
        return _object_encoder(cls)
    if issubclass(cls, (list, tuple)):
        return _encode_list
    return _encode_mapping if issubclass(cls, Mapping) else _as_it_is


def _encode_span(span: Span) -> list[int]:
    return [span.start, span.end]


def _encode_list(values: Sequence[Any]) -> list[Any]:
    return [v if v.__class__ in PLAIN else encode(v) for v in values]


def _encode_mapping(values: Mapping[str, Any]) -> dict[str, Any]:
    return {k: v if v.__class__ in PLAIN else encode(v) for k, v in values.items()}


def _as_it_is(value: Any) -> Any:
    return value


def _object_encoder(cls: type) -> Callable[[Any], Any]:
    names = tuple(f.name for f in fields(cls))
    flat = frozenset(f.name for f in fields(cls) if f.metadata.get("flat"))
    spare = frozenset(f.name for f in fields(cls) if f.metadata.get("spare"))

    values = attrgetter(*names)

    def write(value: Any) -> dict[str, Any]:
        out: dict[str, Any] = dict(zip(names, values(value), strict=True))
        for name in names:
            v = out[name]
            if v.__class__ not in PLAIN:
                out[name] = encode(v)
            elif v is None and name in spare:
                del out[name]
        return out

    def write_each(value: Any) -> dict[str, Any]:
        out: dict[str, Any] = {}
        for name in names:
            v = getattr(value, name)
            if v is None and name in spare:
                continue
            if v.__class__ not in PLAIN:
                v = encode(v)
            if name in flat:
                out |= cast("dict[str, Any]", v)
            else:
                out[name] = v
        return out

    return write_each if flat or len(names) == 1 else write


@cache
def _decoder(hint: Any) -> Decoder:
    """What reads a value of this type hint. The type hints of the model have no cycles."""
    origin, args = get_origin(hint), get_args(hint)
    if origin in (Union, types.UnionType):
        return _union_decoder(args)
    if hint is Span:
        return _decode_span
    if isinstance(hint, type) and is_dataclass(hint):
        return _object_decoder(hint)
    if origin is tuple:
        return _tuple_decoder(_decoder(args[0]))
    if origin is dict:
        return _dict_decoder(_decoder(args[1]))
    return _literal_decoder(args) if origin is Literal else _scalar_decoder(hint)


def _literal_decoder(options: tuple[Any, ...]) -> Decoder:
    known = {o: o for o in options}  # one string for all values: a ledger has millions of them

    def read(data: Any) -> Any:
        if not isinstance(data, str) or data not in known:
            raise FormatError(f"{data!r} is none of {', '.join(map(str, options))}")
        return known[data]

    return read


def _read_text(data: Any) -> str:
    if not isinstance(data, str):
        raise FormatError(f"{data!r} is no str")
    return intern(data) if len(data) <= NAME else data


def _scalar_decoder(hint: Any) -> Decoder:
    if hint is Any:
        return lambda data: data
    if hint is str:
        return _read_text
    wanted: Any = (int, float) if hint is float else hint

    def read(data: Any) -> Any:
        if not isinstance(data, wanted) or (isinstance(data, bool) and hint is not bool):
            raise FormatError(f"{data!r} is no {getattr(hint, '__name__', hint)}")
        return data

    return read


def _union_decoder(args: tuple[Any, ...]) -> Decoder:
    options = [a for a in args if a is not type(None)]
    decoders = [_decoder(a) for a in options]
    if all(a in CLAIMS.values() for a in options):
        return _decode_claim
    optional = len(options) < len(args)
    if optional and len(decoders) == 1:
        only = decoders[0]
        return lambda data: None if data is None else only(data)

    fits = list(zip(map(_needs, options), decoders, strict=True))

    def read(data: Any) -> Any:
        if data is None and optional:
            return None
        names = cast("dict[str, Any]", data).keys() if isinstance(data, dict) else NO_NAMES
        errors: list[str] = []
        for needs, decoder in fits:
            if needs <= names:
                try:
                    return decoder(data)
                except FormatError as e:
                    errors.append(str(e))
        if not errors:
            return decoders[0](data)  # which says what is wrong
        raise FormatError(errors[0])

    return read


def _needs(hint: Any) -> frozenset[str]:
    """What an object of this type surely names: to look at that costs less than to try."""
    if not isinstance(hint, type) or not is_dataclass(hint) or hint is Span:
        return frozenset()
    own = (f for f in fields(hint) if not f.metadata.get("flat"))
    return frozenset(f.name for f in own if f.default is MISSING)


def _decode_claim(data: Any) -> Any:
    kind = _mapping(data).get("kind")
    if not isinstance(kind, str) or kind not in CLAIMS:
        raise FormatError(f"kind: {kind!r} is none of {', '.join(CLAIMS)}")
    return _decoder(CLAIMS[kind])(data)


def _decode_span(data: Any) -> Span:
    if isinstance(data, list) and len(cast("list[Any]", data)) == 2:
        start, end = cast("list[Any]", data)
        if isinstance(start, int) and isinstance(end, int) and 0 <= start <= end:
            return Span(start, end)
    raise FormatError(f"{data!r} is no [start, end]")


def _tuple_decoder(inner: Decoder) -> Decoder:
    def read(data: Any) -> Any:
        if not isinstance(data, list):
            raise FormatError(f"{data!r} is no list")
        return tuple([inner(v) for v in cast("list[Any]", data)])

    return read


def _dict_decoder(inner: Decoder) -> Decoder:
    return lambda data: {k: inner(v) for k, v in _mapping(data).items()}


def _object_decoder(cls: type) -> Decoder:
    hints = get_type_hints(cls)
    plan = [(f.name, _decoder(hints[f.name]), bool(f.metadata.get("flat")), f.default) for f in fields(cls)]

    def read(data: Any) -> Any:
        found = _mapping(data)
        values: list[Any] = []
        for name, decoder, flat, default in plan:
            if not flat and name not in found:
                if default is MISSING:
                    raise FormatError(f"no {name}")
                values.append(default)
                continue
            try:
                values.append(decoder(found if flat else found[name]))
            except FormatError as e:
                raise FormatError(f"{name}: {e}") from None
        return cls(*values)

    return read


def _mapping(data: Any) -> dict[str, Any]:
    if not isinstance(data, dict):
        raise FormatError(f"{data!r} is no object")
    return cast("dict[str, Any]", data)
