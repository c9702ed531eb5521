"""What the tagger sees: of each word, and of each word in its relation to a cue, as hashed features.

Two tables of integers come out, one row a word. All work is done on arrays for a whole document at once; the strings of
a word are hashed once.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from firsthand.extract.attribution.quotes import paragraphs
from firsthand.extract.attribution.treefeatures import Trees, trees
from firsthand.extract.attribution.view import View
from firsthand.extract.language.layer import Argument, Frame, Token
from firsthand.model import Span
from firsthand.reference import cues
from firsthand.reference.word_classes import word_class

Ints = NDArray[np.int64]
Hashes = NDArray[np.uint64]
Column = Hashes | tuple[Hashes, ...]  # of features; several are hashed as one
BITS = 21  # features are hashed to 2^21 rows
NONE, FIRST, INSIDE, LAST, ONLY = range(5)  # where a word stands in a phrase


@dataclass(frozen=True, slots=True)
class Words:
    """A document's words as arrays of equal length."""

    tokens: list[Token]
    paragraph: Ints  # number of the paragraph
    sentence: Ints
    attributes: dict[str, Hashes]  # a hash for each word's form, lemma, part of speech, …
    frame: Ints  # number of the frame that the word is the trigger of, -1 where of none
    frames: list[Frame]
    ranges: dict[str, Ints]  # by role: first and last+1 word of each frame's argument, -1 where it has none
    clause: Ints  # number of the verb in whose clause a word stands, the smallest; len(frames) where in none
    paths: list[list[int]]  # from each frame up through those that govern it
    relations: list[int]  # a number for each frame's relation
    quote: Ints  # number of the quotation, -1 outside
    quote_place: Ints
    tree: Trees


@lru_cache(maxsize=100_000)
def hashed(text: str) -> int:
    """A word's number."""
    return crc32(text.encode())


def words(view: View) -> Words:
    """The arrays of a document."""
    tokens = view.tokens
    lines = list(paragraphs(view.text, dict.fromkeys(s.block.span for s in view.sentences)))
    frames = view.frames
    place, number = _quoted(view)
    tree = trees(view.sentences)
    frame = np.full(len(tokens), -1, np.int64)
    for i, f in enumerate(frames):
        first = view.index(f.trigger.start)
        frame[first : view.index(f.trigger.end - 1) + 1] = i
    ranges = {role: _ranges(view, (getattr(f, role) for f in frames)) for role in ROLES}
    return Words(
        tokens=tokens,
        paragraph=_numbers(tokens, lines),
        sentence=np.repeat(np.arange(len(view.sentences)), [len(s.tokens) for s in view.sentences]),
        attributes=_attributes(view, frame, ranges, place) | _classes(tokens),
        frame=frame,
        frames=frames,
        ranges=ranges,
        clause=_clauses(frames, ranges["clause"], len(tokens)),
        paths=_paths(frames),
        relations=[RELATIONS.index(f.relation) if f.relation in RELATIONS else 9 for f in frames],
        quote=number,
        quote_place=place,
        tree=tree,
    )


ROLES = ("agent", "patient", "recipient", "content", "clause")


def _ranges(view: View, spans: Iterable[Argument | Span | None]) -> Ints:
    out = []
    for item in spans:
        span = item.span if isinstance(item, Argument) else item
        out.append((-1, -1) if span is None else (view.index(span.start), view.index(span.end - 1) + 1))
    return np.array(out, np.int64).reshape(-1, 2)


RELATIONS = (None, "content", "purpose", "condition", "adverbial", "relative", "conjunct")


def _clauses(frames: list[Frame], clauses: Ints, count: int) -> Ints:
    out = np.full(count, len(frames), np.int64)
    order = sorted(range(len(frames)), key=lambda i: clauses[i, 0] - clauses[i, 1])  # the longest first
    for i in order:
        if frames[i].pos == "VERB" and clauses[i, 0] >= 0:
            out[clauses[i, 0] : clauses[i, 1]] = i
    return out


def _paths(frames: list[Frame]) -> list[list[int]]:
    at = {f.trigger: i for i, f in enumerate(frames)}
    out: list[list[int]] = []
    for i in range(len(frames)):
        path = [i]
        while (up := at.get(frames[path[-1]].governor or frames[i].trigger, i)) not in path:
            path.append(up)
        out.append(path)
    return out


def _numbers(tokens: list[Token], spans: list[Span]) -> Ints:
    ends = np.array([s.end for s in spans], np.int64)
    return np.searchsorted(ends, np.array([t.span.start for t in tokens], np.int64), side="right")


def _quoted(view: View) -> tuple[Ints, Ints]:
    place = np.zeros(len(view.tokens), np.int64)
    number = np.full(len(view.tokens), -1, np.int64)
    for n, quote in enumerate(view.quotations):
        first, last = view.index(quote.span.start), view.index(quote.span.end - 1) + 1
        if first < last <= len(place):
            place[first:last], number[first:last] = INSIDE, n
            place[first], place[last - 1] = FIRST, LAST
    return place, number


def shape(text: str) -> str:
    """A word's outline: "Xxxx", "xx", "dd", "X.X."."""
    out = "".join("X" if c.isupper() else "x" if c.islower() else "d" if c.isdigit() else c for c in text[:6])
    return out if len(text) <= 6 else out + "+"


def lexical(token: Token) -> str:
    """What the cue lists know of a word."""
    lemma = token.lemma.lower()
    if token.pos in ("VERB", "AUX") and lemma in cues.verbs():
        return "v" + "".join(sorted(f"{use[0]}{kind[:2]}" for use, kind in cues.verbs()[lemma].items()))
    if token.pos in ("NOUN", "PROPN"):
        if lemma in cues.nouns():
            return "n" + cues.nouns()[lemma]
        return "b" if lemma in cues.bearers("document") or lemma in cues.bearers("image") else "-"
    if lemma in cues.adjectives():
        return "a" + cues.adjectives()[lemma]
    return "d" if lemma in cues.adverbs() else "-"


def _attributes(view: View, frame: Ints, ranges: dict[str, Ints], quote: Ints) -> dict[str, Hashes]:
    tokens, frames = view.tokens, view.frames
    labels, phrases = _labels(view), _phrases(view)
    columns = {
        "norm": [hashed(t.text.lower()) for t in tokens],
        "lemma": [hashed(t.lemma.lower()) for t in tokens],
        "pos": [hashed(t.pos) for t in tokens],
        "tag": [hashed(t.tag) for t in tokens],
        "suffix": [hashed(t.text[-3:].lower()) for t in tokens],
        "shape": [hashed(shape(t.text)) for t in tokens],
        "lexical": [hashed(lexical(t)) for t in tokens],
        "label": [hashed(x) for x in labels],
        "phrase": [hashed(x) for x in phrases],
        "quote": [hashed(f"q{x}") for x in quote],
        "trigger": [hashed(_of_frame(frames[i]) if i >= 0 else "-") for i in frame],
        "holder": [hashed(x) for x in _holders(view, ranges)],
    }
    return {name: np.array(values, np.uint64) for name, values in columns.items()}


def _classes(tokens: list[Token]) -> dict[str, Hashes]:
    """The wide and the narrow class of each word; 1 and 2 for one that has none."""
    found = [word_class(t.text) or (-2, -1) for t in tokens]
    wide, narrow = np.array(found, np.int64).reshape(-1, 2).T + 3
    return {"wide": wide.astype(np.uint64), "narrow": narrow.astype(np.uint64)}


def _of_frame(frame: Frame) -> str:
    flags = (frame.pos[0], frame.voice[0], frame.relation or "-", frame.tense)
    has = "".join(
        c for c, x in zip("aprc", (frame.agent, frame.patient, frame.recipient, frame.content), strict=True) if x
    )
    return " ".join((*flags, has))


def _labels(view: View) -> list[str]:
    out = ["-"] * len(view.tokens)
    for sentence in view.sentences:
        for name in sentence.names:
            for i in range(view.index(name.span.start), view.index(name.span.end - 1) + 1):
                out[i] = name.label
    return out


def _phrases(view: View) -> list[str]:
    out = ["-"] * len(view.tokens)
    for sentence in view.sentences:
        for phrase in sentence.noun_phrases:
            first, last = view.index(phrase.span.start), view.index(phrase.span.end - 1)
            for i in range(first, last + 1):
                out[i] = "I"
            out[view.index(phrase.head.start)] = "H"
            out[first] = "B" if out[first] == "I" else "BH"
    return out


def _holders(view: View, ranges: dict[str, Ints]) -> list[str]:
    """For each word the smallest argument that holds it: its role, and what the cue lists know of its verb."""
    out, size = ["-"] * len(view.tokens), [10**6] * len(view.tokens)
    for role in ("agent", "patient", "recipient", "content"):
        for i, (first, last) in enumerate(ranges[role]):
            known = "k" if view.frames[i].lemma in cues.verbs() else "-"
            for j in range(max(first, 0), last):
                if last - first < size[j]:
                    out[j], size[j] = role + known + ("b" if j == first else ""), last - first
    return out


# ---- combining
def mix(*columns: Hashes | int) -> Hashes:
    """One hash of several columns; numbers name the template."""
    out: Hashes | None = None
    for column in columns:
        value = np.uint64(column) if isinstance(column, int) else column
        out = value * PRIME if out is None else (out ^ value) * PRIME  # type: ignore[operator]
        out = out ^ (out >> np.uint64(29))  # type: ignore[operator]
    assert out is not None
    return out


PRIME = np.uint64(0x9E3779B97F4A7C15)


def table(columns: Sequence[Column], bits: int = BITS, each_with: Hashes | None = None) -> NDArray[np.int32]:
    """The columns (each hashed with one more, if given) as row numbers of 2^bits weights; each its own template."""
    with np.errstate(over="ignore"):
        templates = np.arange(1, len(columns) + 1, dtype=np.uint64)
        made = _hashed(columns)
        made = made if each_with is None else mix(made, each_with[:, None])
        return (mix(made, templates) >> np.uint64(64 - bits)).astype(np.int32)


def _hashed(columns: Sequence[Column]) -> Hashes:
    """Each column as one hash a row; those of as many parts are hashed together."""
    by_size: dict[int, list[int]] = {}
    parts = [c if isinstance(c, tuple) else (c,) for c in columns]
    for number, part in enumerate(parts):
        by_size.setdefault(len(part), []).append(number)
    out = np.empty((len(parts[0][0]), len(columns)), np.uint64)
    for size, numbers in by_size.items():
        stacks = [np.stack([parts[n][k] for n in numbers]) for k in range(size)]
        out[:, numbers] = (stacks[0] if size == 1 else mix(*stacks)).T
    return out


def shift(column: Hashes, paragraph: Ints, by: int) -> Hashes:
    """The column of the word `by` places further on, 1 beyond the paragraph."""
    out = np.ones_like(column)
    if by > 0:
        out[:-by] = np.where(paragraph[:-by] == paragraph[by:], column[by:], 1)
    elif by < 0:
        out[-by:] = np.where(paragraph[-by:] == paragraph[:by], column[:by], 1)
    else:
        out[:] = column
    return out


def bucket(distance: Ints) -> Hashes:
    """Distances in steps that widen: 0 1 2 3 4-5 6-8 9-14 15-25 further, with their sign."""
    steps = np.searchsorted(np.array([1, 2, 3, 4, 6, 9, 15, 26]), np.abs(distance), side="right")
    return (np.sign(distance) * steps + 20).astype(np.uint64)
