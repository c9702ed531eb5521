"""What is kept of one computation of all incidents, so that the next need only look at what changed.

Everything in it is derived: it may be lost at any time and made again from the readings. Documents and claims go by
numbers; what belongs to each stands in columns. `extend.py` brings it up to date.
"""

import hashlib
import json
import pickle
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from typing import Any, cast

import numpy as np
from numpy.typing import NDArray

from firsthand.model import Decision, Document, Passage, dumps
from firsthand.resolve.copies import taken
from firsthand.resolve.happenings import CLAIMS, Happening
from firsthand.resolve.incidents import Work
from firsthand.resolve.links import VAGUE, meets
from firsthand.resolve.origins import Trace, rests
from firsthand.resolve.rows import Flags, Ints, Rows, ints, rows

CHUNK = 1 << 17  # numbers of a column that are kept as one piece
LINES = 1 << 12  # … and words of a list: what was not touched is not written again
NONE, ELSEWHERE = -1, -2  # of a claim's twin: it has none; it has one that is no claim of today
Order = tuple[str, int, int, str, str, str]  # what documents are sorted by
LISTS = ("documents", "orders", "vocabulary", "claims", "decisions")
COLUMNS = ("marks", "owner", "rank", "twin", "located", "group")


@dataclass(frozen=True, slots=True)
class Blocks:
    """Where claims meet: a row for each claim and block, by the block's key; the claim stands in it from day to day."""

    key: Ints
    first: Ints
    last: Ints
    claim: Ints

    def only(self, stay: Flags) -> "Blocks":
        return Blocks(*(getattr(self, f.name)[stay] for f in fields(self)))

    def with_(self, other: "Blocks") -> "Blocks":
        columns = [np.concatenate([getattr(self, f.name), getattr(other, f.name)]) for f in fields(self)]
        by = np.argsort(columns[0], kind="stable")
        return Blocks(*(c[by] for c in columns))


@dataclass(frozen=True, slots=True)
class Ties:
    """Links by the numbers of their claims."""

    a: Ints
    b: Ints
    score: NDArray[np.float64]

    def only(self, stay: Flags) -> "Ties":
        return Ties(self.a[stay], self.b[stay], self.score[stay])

    def with_(self, other: "Ties") -> "Ties":
        return Ties(*(np.concatenate([getattr(self, f.name), getattr(other, f.name)]) for f in fields(self)))


@dataclass(frozen=True, slots=True)
class Rests:
    """Earlier documents whose traces a document's traces rest on: a row for each."""

    document: Ints
    earlier: Ints

    def pairs(self) -> Ints:
        return np.stack([self.document, self.earlier], 1)


@dataclass(frozen=True, slots=True)
class Memory:
    """All of it. `marks` are digests of the documents' traces.

    Of a claim: its document (`owner`), its `rank` in that, the claim that it repeats (`twin`), whether it is at a town
    or site (`located`), and the claim that names its group.
    """

    documents: list[str]
    orders: list[Order]
    rests: Rests
    marks: Ints
    vocabulary: list[str]
    rows: Rows
    claims: list[str]
    owner: Ints
    rank: Ints
    twin: Ints
    located: Flags
    group: Ints
    blocks: Blocks
    ties: Ties
    decisions: list[str]

    def places(self) -> Ints:
        """The place of each document in the order of publication."""
        return places(self.orders)


def places(orders: Sequence[Order]) -> Ints:
    """The place of each in their order."""
    found = np.empty(len(orders), np.int64)
    found[sorted(range(len(orders)), key=orders.__getitem__)] = np.arange(len(orders))
    return found


@dataclass(frozen=True, slots=True)
class Sentences:
    """The sentences of all documents, which go by their places in the order of publication, and their vocabulary."""

    vocabulary: list[str]
    rows: Rows


def compared(documents: Iterable[Document]) -> Sentences:
    """Find out what documents copy."""
    index = taken(documents)
    return Sentences(list(index.vocabulary), rows(enumerate(index.taken.values()), range(len(index.taken))))


def remember(done: Work, orders: Sequence[Order], sentences: Sentences) -> Memory:
    """What to keep of a computation of everything. `orders` are those of the documents seen."""
    documents = [r.document.id for r in done.seen]
    number = {d: n for n, d in enumerate(documents)}
    copied: dict[str, list[Passage]] = {d: [] for d in documents}
    for passage in done.passages:
        copied[passage.document].append(passage)
    rest = [(n, number[d]) for n, r in enumerate(done.seen) for d in rests(r, copied[r.document.id])]
    claims = {h.id: n for n, h in enumerate(done.claims)}
    first = {c: claims[g[0]] for g in done.parts.groups for c in g}
    return Memory(
        documents=documents,
        orders=list(orders),
        rests=Rests(ints([d for d, _ in rest]), ints([e for _, e in rest])),
        marks=marks(done.traces, {r.document.id: [c.id for c in r.claims] for r in done.seen}, documents),
        vocabulary=sentences.vocabulary,
        rows=sentences.rows,
        claims=list(claims),
        owner=ints([number[h.document] for h in done.claims]),
        rank=ints([h.order & ((1 << CLAIMS) - 1) for h in done.claims]),
        twin=ints([twin_number(h, claims) for h in done.claims]),
        located=np.array([h.located for h in done.claims], np.bool_),
        group=ints([first[c] for c in claims]),
        blocks=blocks(done.claims, claims),
        ties=ties(((k.a, k.b, k.score) for k in done.links), claims),
        decisions=kept_decisions(done.decisions),
    )


def kept_decisions(decisions: Iterable[Decision]) -> list[str]:
    """Decisions as they are told apart."""
    return sorted(map(dumps, decisions))


def named(decision: str) -> list[str]:
    """The claims that a kept decision names."""
    return [c for g in json.loads(decision)["groups"] for c in g]


def ties(found: Iterable[tuple[str, str, float]], number: Mapping[str, int]) -> Ties:
    """Links by numbers; those of claims that are none of today lead nowhere."""
    known = [(number[a], number[b], s) for a, b, s in found if a in number and b in number]
    a, b = ints([k[0] for k in known]), ints([k[1] for k in known])
    return Ties(a, b, np.array([k[2] for k in known], np.float64))


def twin_number(happening: Happening, number: Mapping[str, int]) -> int:
    return NONE if happening.twin is None else number.get(happening.twin, ELSEWHERE)


def marks(traces: Mapping[str, Trace], claims: Mapping[str, Sequence[str]], documents: Iterable[str]) -> Ints:
    """A digest of each document's traces: where it is another, they changed."""
    found = (pickle.dumps([traces[c] for c in claims[d]], 4) for d in documents)  # never read back
    made = b"".join(hashlib.blake2b(words, digest_size=8).digest() for words in found)
    return np.frombuffer(made, np.dtype("<i8")).astype(np.int64)


def blocks(happenings: Iterable[Happening], number: Mapping[str, int]) -> Blocks:
    """The blocks of claims that are no copies."""
    keys: dict[tuple[object, ...], int] = {}
    found: list[tuple[int, int, int, int]] = []
    for happening in happenings:
        days, what = meets(happening) if happening.twin is None else (range(0), [])
        if days:
            for key in ((happening.claim.type, *w) for w in what):
                code = keys.get(key) or keys.setdefault(key, block_key(key))
                found.append((code, days.start, days.stop - 1, number[happening.id]))
    table = np.array(found, np.int64).reshape(-1, 4)
    table = table[np.argsort(table[:, 0], kind="stable")]
    return Blocks(*(np.ascontiguousarray(table[:, n]) for n in range(4)))


def block_key(key: tuple[object, ...]) -> int:
    """A block's key as a number, the same in every run; an odd one where towns in it need not be compared."""
    made = hashlib.blake2b(repr(key).encode(), digest_size=8).digest()
    return int.from_bytes(made) >> 1 & ~1 | (key[1] in VAGUE)


NESTED: Mapping[str, type[Any]] = {"rests": Rests, "rows": Rows, "blocks": Blocks, "ties": Ties}


def packed(memory: Memory) -> dict[str, bytes]:
    """The memory as named pieces of bytes; what was not touched gives the same pieces."""
    pieces: dict[str, bytes] = {}
    for name in LISTS:
        for number, part in _parts(getattr(memory, name), LINES):
            pieces[f"{name}/{number}"] = json.dumps(part, ensure_ascii=False, separators=(",", ":")).encode()
    for name, column in _columns(memory):
        for number, part in _parts(column, CHUNK):
            pieces[f"{name}/{number}"] = _bytes(part)
    return pieces


def unpacked(pieces: Mapping[str, bytes]) -> Memory:
    """The memory from its pieces. Raises KeyError or ValueError where they are not those of a memory."""
    held: dict[str, list[tuple[int, bytes]]] = {}
    for name, piece in pieces.items():
        base, _, number = name.partition("/")
        held.setdefault(base, []).append((int(number), piece))
    parts = {name: [piece for _, piece in sorted(found)] for name, found in held.items()}
    plain: dict[str, Any] = {name: [x for part in parts[name] for x in json.loads(part)] for name in LISTS}
    plain["orders"] = [cast("Order", tuple(o)) for o in plain["orders"]]
    nested = {
        name: made(**{f.name: _array(parts[f"{name}.{f.name}"], f.name) for f in fields(made)})
        for name, made in NESTED.items()
    }
    return Memory(**plain, **{name: _array(parts[name], name) for name in COLUMNS}, **nested)


def _columns(memory: Memory) -> Iterator[tuple[str, Any]]:
    yield from ((name, getattr(memory, name)) for name in COLUMNS)
    for part, made in NESTED.items():
        yield from ((f"{part}.{f.name}", getattr(getattr(memory, part), f.name)) for f in fields(made))


def _parts(held: Any, size: int) -> Iterator[tuple[int, Any]]:
    """Pieces of a list or column, numbered; one where it is empty."""
    for number, first in enumerate(range(0, len(held) or 1, size)):
        yield number, held[first : first + size]


def _bytes(column: Any) -> bytes:
    """A column: a letter for its type, then its numbers, as narrow as they fit."""
    if column.dtype == np.int64 and (not len(column) or (column.min() >= -(1 << 31) and column.max() < 1 << 31)):
        column = column.astype(np.int32)
    return column.dtype.char.encode() + column.tobytes()


def _array(parts: Sequence[bytes], name: str) -> Any:
    found = [np.frombuffer(piece, np.dtype(chr(piece[0])), offset=1) for piece in parts]
    whole = name != "words" and found[0].dtype.char in (np.dtype(np.int32).char, np.dtype(np.int64).char)
    return np.concatenate(found, dtype=np.int64 if whole else None)
