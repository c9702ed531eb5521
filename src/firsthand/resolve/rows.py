"""The sentences of all documents as arrays of numbers: a row for each, with what it copies."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain

import numpy as np
from numpy.typing import NDArray

from firsthand.resolve.copies import RUN, SENTENCES, Told

Ints = NDArray[np.int64]
Words = NDArray[np.int32]
Flags = NDArray[np.bool_]
Role = tuple[tuple[int, ...], bool]  # a sentence in words, and whether it is (or was) one that others may copy
MIXER = np.uint64(0x9E3779B97F4A7C15)  # an odd number that spreads neighbouring ones (Knuth 1973, 6.4)
AT_ONCE = 1 << 14  # sentences whose keys are worked out together
GONE = -2  # the source of a sentence whose source is no more


@dataclass(frozen=True, slots=True)
class Rows:
    """A row for each sentence, by document (its number), then in the order of the text.

    `source` is the document that the sentence copies (-1: none), `at` the sentence in it; `words` holds the words of
    all sentences, `size` of each; `key` is the same for sentences in the same words.
    """

    document: Ints
    start: Ints
    end: Ints
    size: Ints
    source: Ints
    at: Ints
    share: NDArray[np.float64]
    key: Ints
    words: Words

    def without(self, documents: Flags, renumbered: Ints) -> "Rows":
        """The rows of the documents that stay (flags by their numbers), renumbered; where a source is gone, GONE."""
        if documents.all():
            return self
        source = np.where(self.source >= 0, np.where(documents, renumbered, GONE)[self.source], self.source)
        return replace(self, document=renumbered[self.document], source=source).only(documents[self.document])

    def only(self, stay: Flags) -> "Rows":
        """The rows that stay."""
        columns = {name: getattr(self, name)[stay] for name in COLUMNS}
        return Rows(**columns, words=self.words[np.repeat(stay, self.size)])

    def retold(self, taken: Mapping[int, Sequence[Told]], documents: Ints) -> "Rows":
        """The rows with what documents copy found anew; `documents` are their numbers by place."""
        source, at, share = self.source.copy(), self.at.copy(), self.share.copy()
        for document, told in taken.items():
            here = self.of(document)
            source[here], at[here], share[here] = _roles(told, documents)
        return replace(self, source=source, at=at, share=share)

    def with_(self, other: "Rows") -> "Rows":
        """These rows and others, whose documents come after all of these."""
        return Rows(*(np.concatenate([getattr(self, name), getattr(other, name)]) for name in (*COLUMNS, "words")))

    def first(self, documents: int) -> Ints:
        """The first row of each document, and where the last one ends."""
        return np.searchsorted(self.document, np.arange(documents + 1))

    def of(self, document: int) -> slice:
        """The rows of a document."""
        return slice(*np.searchsorted(self.document, [document, document + 1]).tolist())


COLUMNS = ("document", "start", "end", "size", "source", "at", "share", "key")


def distinct(values: Ints) -> Ints:
    """Sorted, each once."""
    found = np.sort(values)
    return found[np.concatenate([found[:1] == found[:1], found[1:] != found[:-1]])]


def rows(taken: Iterable[tuple[int, Sequence[Told]]], documents: Sequence[int] | Ints) -> Rows:
    """Rows of sentences as the index gives them; `documents` are their numbers by place."""
    made = [(d, t) for d, told in taken for t in told]
    source, at, share = _roles([t for _, t in made], documents)
    size, words = ints([len(t.ids) for _, t in made]), words_of([t.ids for _, t in made])
    return Rows(
        document=ints([d for d, _ in made]),
        start=ints([t.span.start for _, t in made]),
        end=ints([t.span.end for _, t in made]),
        size=size,
        source=source,
        at=at,
        share=share,
        key=keys(words, size),
        words=words,
    )


def _roles(told: Sequence[Told], documents: Sequence[int] | Ints) -> tuple[Ints, Ints, NDArray[np.float64]]:
    """What sentences copy: the document, the sentence in it, the share of their words."""
    low = (1 << SENTENCES) - 1
    source = [int(documents[t.source >> SENTENCES]) if t.source is not None else -1 for t in told]
    at = [t.source & low if t.source is not None else 0 for t in told]
    return ints(source), ints(at), np.array([t.share for t in told], np.float64)


def words_of(sentences: Sequence[Sequence[int]]) -> Words:
    """The words of sentences, one after the other."""
    return np.fromiter(chain.from_iterable(sentences), np.int32, sum(map(len, sentences)))


def keys(words: Words, size: Ints) -> Ints:
    """A number for the words of each sentence in their order, the same in every run."""
    made, ends = np.zeros(len(size), np.uint64), np.cumsum(size)
    for first in range(0, len(size), AT_ONCE):
        here = slice(first, first + AT_ONCE)
        starts = ends[here] - size[here]
        spread = (words[starts[0] : ends[here][-1]].astype(np.uint64) + np.uint64(1)) * MIXER
        spread ^= spread >> np.uint64(29)
        turn: Ints = np.arange(starts[0], ends[here][-1], dtype=np.int64) - np.repeat(starts, size[here])
        spread *= (turn.astype(np.uint64) * np.uint64(2) + np.uint64(1)) * MIXER | np.uint64(1)
        made[here] = np.add.reduceat(spread, starts - starts[0])
    return made.view(np.int64)


def shared(sentences: Sequence[Sequence[int]], known: Ints | None = None) -> Iterator[list[int]]:
    """Where in each sentence a run begins that stands in another as well, or that is `known` (sorted)."""
    size, words = ints([len(s) for s in sentences]), words_of(sentences)
    starts = np.cumsum(size) - size
    found = runs_of(words, starts, size)
    by = np.argsort(found)
    alike = found[by[1:]] == found[by[:-1]]
    often = np.zeros(len(found), np.bool_)
    often[by[1:]] = alike
    often[by[:-1]] |= alike
    often &= found >= 0
    if known is not None:
        often |= among(found, known)
    at = np.flatnonzero(often)
    bounds = np.searchsorted(at, [*starts.tolist(), len(words)]).tolist()
    for start, first, last in zip(starts.tolist(), bounds, bounds[1:], strict=False):
        yield (at[first:last] - start).tolist() if last > first else []


def runs_of(words: Words, starts: Ints, size: Ints) -> Ints:
    """The run that begins with each word; -1 where the sentence ends before it does."""
    found = np.full(len(words), -1, np.int64)
    if len(words) >= RUN:
        found[:-2] = words[:-2]
        for later in (words[1:-1], words[2:]):
            found[:-2] <<= 21
            found[:-2] |= later
    last = starts + size
    for short in range(1, RUN):
        found[last[size >= short] - short] = -1
    return found


def among(values: Ints, known: Ints) -> Flags:
    """Which values are among these, which are sorted."""
    if not len(known):
        return np.zeros(len(values), np.bool_)
    found = np.searchsorted(known, values)
    found[found == len(known)] = 0
    return known[found] == values


def ints(values: Sequence[int]) -> Ints:
    """Numbers as a column."""
    return np.array(values, np.int64)


def flags(numbers: Iterable[int], count: int) -> Flags:
    """Which of so many numbers are among these."""
    found = np.zeros(count, np.bool_)
    found[list(numbers)] = True
    return found


def roles(table: Rows, document: int) -> list[Role]:
    """The sentences of a document in words of the vocabulary, and which of them others may copy."""
    at = table.of(document)
    start = int(table.size[: at.start].sum())
    ends = (start + np.cumsum(table.size[at])).tolist()
    led = (table.source[at] < 0).tolist()
    told = zip([start, *ends], ends, led, strict=False)
    return [(tuple(table.words[a:b].tolist()), leads) for a, b, leads in told]
