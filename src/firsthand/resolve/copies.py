"""Copied passages: which sentences of a document stand in an earlier one, whole or edited.

Documents are taken in order of publication. A sentence that an earlier document covers is a copy of it and is not
itself indexed, so the index holds each passage once and the work grows with the number of sentences, not of pairs.
"Covers" means containment: the share of the copy's words that stand in runs of three or more words of that document
(Broder 1997, "On the resemblance and containment of documents", with words for shingles' hashes).
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from firsthand.model import Document, Passage, Span
from firsthand.reference import agencies
from firsthand.resolve.dates import published
from firsthand.resolve.sentences import sentences, words

RUN = 3  # words that make a run
MIN_WORDS = 6  # shorter sentences ("He gave no details.") are nobody's
COVERED = 0.5  # share of words in runs from which a sentence is a copy
EDITED = 0.3  # … or this share, where nearly all words
SAME_WORDS = 0.75  # … at least this share of them, stand in the sentence that it was edited from
COMMON = 32  # sentences with the same run from which the run is everybody's ("said in a statement")


def copies(documents: Iterable[Document]) -> tuple[Passage, ...]:
    """Every passage that stands in an earlier document, in order of publication.

    The same text under several outlets is one document here: give all its sightings, the earliest one counts.
    """
    index = _Index()
    return tuple(passage for document in in_order(documents) for passage in index.take(document))


def in_order(documents: Iterable[Document]) -> list[Document]:
    """Documents by first publication, each text once; on one day agencies go before those who print them."""
    first: dict[str, Document] = {}
    for document in documents:
        known = first.get(document.id)
        if known is None or order(document) < order(known):
            first[document.id] = document
    return sorted(first.values(), key=order)


def order(document: Document) -> tuple[str, bool, int, str, str, str]:
    """Sorts documents by publication; what is equal in that by its own words, so that arrival does not matter."""
    own = document.outlet is not None and document.outlet in agencies.by_name()
    when = published(document)
    return when[:10], not own, -len(document.text), when, document.id, f"{document.outlet}|{document.url}"


@dataclass(frozen=True, slots=True)
class _Sentence:
    document: str
    span: Span
    words: frozenset[int]


@dataclass(slots=True)
class _Index:
    """The sentences that no earlier document covers, by their runs of words."""

    leaders: list[_Sentence] = field(default_factory=list[_Sentence])
    runs: dict[int, list[int]] = field(default_factory=dict[int, list[int]])
    vocabulary: dict[str, int] = field(default_factory=dict[str, int])
    known: dict[tuple[int, ...], tuple[int, float]] = field(default_factory=dict[tuple[int, ...], tuple[int, float]])

    def take(self, document: Document) -> Iterator[Passage]:
        """The copied passages of the next document; its other sentences enter the index."""
        fresh: list[tuple[_Sentence, tuple[int, ...]]] = []
        for span in sentences(document):
            ids = self._ids(document.text[span.start : span.end])
            if len(ids) < MIN_WORDS:
                continue
            found = self._source(ids)
            if found is None:
                fresh.append((_Sentence(document.id, span, frozenset(ids)), ids))
            else:
                earlier = self.leaders[found[0]]
                yield Passage(document.id, span, earlier.document, earlier.span, round(found[1], 3))
        for sentence, ids in fresh:
            self._add(sentence, ids)

    def _ids(self, text: str) -> tuple[int, ...]:
        vocabulary = self.vocabulary
        return tuple(vocabulary.setdefault(w, len(vocabulary)) for w in words(text))

    def _add(self, sentence: _Sentence, ids: tuple[int, ...]) -> None:
        number = len(self.leaders)
        self.leaders.append(sentence)
        self.known.setdefault(ids, (number, 1.0))
        for run in set(_runs(ids)):
            held = self.runs.setdefault(run, [])
            if len(held) < COMMON:
                held.append(number)

    def _source(self, ids: tuple[int, ...]) -> tuple[int, float] | None:
        """The leader that these words were copied from, and the share of them that its document holds."""
        if ids in self.known:
            return self.known[ids]
        covered, hits = self._hits(ids)
        if not covered:
            return None
        best = max(covered, key=lambda d: (covered[d].bit_count(), [-n for n in hits[d]]))
        share = covered[best].bit_count() / len(ids)
        leader = max(hits[best], key=lambda n: (hits[best][n], -n))
        if share < COVERED and (share < EDITED or _contained(ids, self.leaders[leader].words) < SAME_WORDS):
            return None
        self.known[ids] = (leader, share)
        return leader, share

    def _hits(self, ids: tuple[int, ...]) -> tuple[dict[str, int], dict[str, Counter[int]]]:
        """By document: which words of the sentence stand in its runs (a bit for each), and in which sentences."""
        covered: dict[str, int] = {}
        hits: dict[str, Counter[int]] = {}
        for at, run in enumerate(_runs(ids)):
            held = self.runs.get(run, ())
            if len(held) >= COMMON:
                continue
            for number in held:
                document = self.leaders[number].document
                covered[document] = covered.get(document, 0) | ((1 << RUN) - 1) << at
                hits.setdefault(document, Counter())[number] += 1
        return covered, hits


def _runs(ids: tuple[int, ...]) -> Iterator[int]:
    """Every run of three words as one number (a vocabulary of two million words fits)."""
    for a, b, c in zip(ids, ids[1:], ids[2:], strict=False):
        yield a << 42 | b << 21 | c


def _contained(ids: tuple[int, ...], source: frozenset[int]) -> float:
    return sum(i in source for i in ids) / len(ids)
