"""The sentences of all documents as arrays of numbers: a row for each, with what it copies."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from firsthand.resolve.copies import SENTENCES, Told

Ints = NDArray[np.int64]
Flags = NDArray[np.bool_]
Role = tuple[tuple[int, ...], bool]  # a sentence in words, and whether it is (or was) one that others may copy
GONE = -2  # the source of a sentence whose source is no more


@dataclass(frozen=True, slots=True)
class Rows:
    """A row for each sentence, by document (its number), then in the order of the text.

    `source` is the document that the sentence copies (-1: none), `at` the sentence in it; `words` holds the words of
    all sentences, `size` of each.
    """

    document: Ints
    start: Ints
    end: Ints
    size: Ints
    source: Ints
    at: Ints
    share: NDArray[np.float64]
    words: Ints

    def without(self, documents: Flags, renumbered: Ints) -> "Rows":
        """The rows of the documents that stay (flags by their numbers), renumbered; where a source is gone, GONE."""
        source = np.where(self.source >= 0, np.where(documents, renumbered, GONE)[self.source], self.source)
        return replace(self, document=renumbered[self.document], source=source).only(documents[self.document])

    def only(self, stay: Flags) -> "Rows":
        """The rows that stay."""
        columns = {name: getattr(self, name)[stay] for name in COLUMNS}
        return Rows(**columns, words=self.words[np.repeat(stay, self.size)])

    def first(self, documents: int) -> Ints:
        """The first row of each document, and where the last one ends."""
        return np.searchsorted(self.document, np.arange(documents + 1))

    def of(self, document: int) -> slice:
        """The rows of a document."""
        return slice(*np.searchsorted(self.document, [document, document + 1]).tolist())


COLUMNS = ("document", "start", "end", "size", "source", "at", "share")


def distinct(values: Ints) -> Ints:
    """Sorted, each once."""
    found = np.sort(values)
    return found[np.concatenate([found[:1] == found[:1], found[1:] != found[:-1]])]


def rows(taken: Iterable[tuple[int, Sequence[Told]]], documents: Sequence[int] | Ints) -> Rows:
    """Rows of sentences as the index gives them; `documents` are their numbers by place."""
    made = [(d, t) for d, told in taken for t in told]
    source = [int(documents[t.source >> SENTENCES]) if t.source is not None else -1 for _, t in made]
    low = (1 << SENTENCES) - 1
    return Rows(
        document=ints([d for d, _ in made]),
        start=ints([t.span.start for _, t in made]),
        end=ints([t.span.end for _, t in made]),
        size=ints([len(t.ids) for _, t in made]),
        source=ints(source),
        at=ints([t.source & low if t.source is not None else 0 for _, t in made]),
        share=np.array([t.share for _, t in made], np.float64),
        words=np.fromiter((i for _, t in made for i in t.ids), np.int64),
    )


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


def joined(first: Rows, second: Rows) -> Rows:
    """Rows of two sets of documents, by document."""
    by = np.argsort(np.concatenate([first.document, second.document]), kind="stable")
    columns = {name: np.concatenate([getattr(first, name), getattr(second, name)]) for name in (*COLUMNS, "words")}
    starts = np.cumsum(columns["size"]) - columns["size"]
    size: Ints = columns["size"][by]
    within = np.arange(int(size.sum())) - np.repeat(np.cumsum(size) - size, size)
    words = columns.pop("words")[np.repeat(starts[by], size) + within]
    return Rows(**{name: column[by] for name, column in columns.items()}, words=words)
