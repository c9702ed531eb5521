"""Copied passages: which sentences of a document stand in an earlier one, whole or edited.

Documents are taken in order of publication. A sentence that an earlier document covers is a copy of it and is not
itself indexed, so the index holds each passage once and the work grows with the number of sentences, not of pairs.
"Covers" means containment: the share of the copy's words that stand in runs of three or more words of that document
(Broder 1997, "On the resemblance and containment of documents", with words for shingles' hashes). Two reports of one
happening share short runs ("killed four people", a name of four words), so one sentence must hold much of the copy, and
one run must be longer. The figures below were tuned on the relay set's tuning part (samples/relay).
"""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from firsthand.model import Document, Passage, Span
from firsthand.reference import agencies
from firsthand.resolve.dates import published
from firsthand.resolve.sentences import sentences, words

RUN = 3  # words that make a run
MIN_WORDS = 6  # shorter sentences ("He gave no details.") are nobody's
LONG_RUN = 5  # words in a row that a copy shares with its source
COVERED = 0.55  # share of words in runs of the earlier document from which a sentence is a copy
IN_SENTENCE = 0.45  # … if this share stands in runs of one of its sentences
EDITED = 0.3  # … or this share of words in runs of one sentence, where nearly all words
SAME_WORDS = 0.75  # … at least this share of them, stand in the sentence that it was edited from
KEPT_WORDS = 0.65  # … and this share of that sentence's words is kept
SENTENCES = 16  # bits of a sentence's number that count within its document
MANY = 500  # documents from which what stands only once is put aside first
COMMON = 32  # sentences with the same run from which the run is everybody's ("said in a statement")


def copies(documents: Iterable[Document]) -> tuple[Passage, ...]:
    """Every passage that stands in an earlier document, in order of publication.

    The same text under several outlets is one document here: give all its sightings, the earliest one counts.
    """
    index = taken(documents)
    return tuple(p for document in index.taken for p in index.passages(document))


def taken(documents: Iterable[Document]) -> "Index":
    """The index of all documents, taken in order of publication."""
    index, ordered = Index(), in_order(documents)
    told = [index.sentences(d) for d in ordered]
    shared = _shared(told) if len(ordered) >= MANY else None
    for place, document in enumerate(ordered):
        index.take(document.id, place, told[place], shared)
    index.runs.clear()  # larger than all the rest, and of no use where no more documents come
    index.known.clear()
    return index


def _shared(told: Iterable[Sequence[tuple[Span, tuple[int, ...]]]]) -> Iterator[list[int]]:
    """Where in each sentence a run begins that some other has as well."""
    from firsthand.resolve.rows import shared  # arrays are worth their start where there are many documents

    return shared([ids for one in told for _, ids in one])


def in_order(documents: Iterable[Document]) -> list[Document]:
    """Documents by first publication, each text once; on one day agencies go before those who print them."""
    first: dict[str, Document] = {}
    for document in documents:
        known = first.get(document.id)
        if known is None or order(document) < order(known):
            first[document.id] = document
    return sorted(first.values(), key=order)


def order(document: Document) -> tuple[str, int, int, str, str, str]:
    """Sorts documents by publication; what is equal in that by its own words, so that arrival does not matter."""
    when = published(document)
    return when[:10], _hands(document), -len(document.text), when, document.id, f"{document.outlet}|{document.url}"


def _hands(document: Document) -> int:
    """Through how many hands a report came, as far as it says: an agency's own, an outlet's, an agency's in one."""
    if document.outlet is not None and document.outlet in agencies.by_name():
        return 0
    if document.agency is None:
        return 1
    return 0 if document.outlet is not None and same_house(document.outlet, document.agency) else 2


def same_house(outlet: str, agency: str) -> bool:
    """Whether an outlet signs its own dateline: with its name or with the initials of it."""
    initials = "".join(w[0] for w in re.findall(r"[^\W\d_]+", outlet) if w[0].isupper())
    return outlet.casefold() == agency.casefold() or (len(initials) > 1 and initials == agency.replace(".", ""))


@dataclass(frozen=True, slots=True)
class Told:
    """A sentence of a document as bare words (numbers of the vocabulary).

    `number` sorts sentences by publication and place in the text; `source` is that of the sentence which it copies,
    `None` where no earlier document covers it; `share` of its words stand in the source's document.
    """

    document: str
    span: Span
    ids: tuple[int, ...]
    number: int
    source: int | None = None
    share: float = 1.0


class Vocabulary(dict[str, int]):
    """Words by number; a new one gets the next."""

    def __missing__(self, word: str) -> int:
        number = self[word] = len(self)
        return number


@dataclass(slots=True)
class Index:
    """The sentences that no earlier document covers, by their runs of words.

    Documents are taken in order of publication. Where only some are taken anew, `kept` holds what is known of the
    others; of this only what comes before a document counts.
    """

    kept: "Kept | None" = None
    vocabulary: Vocabulary = field(default_factory=Vocabulary)
    leaders: dict[int, Told] = field(default_factory=dict[int, Told])
    runs: dict[int, list[int]] = field(default_factory=dict[int, list[int]])
    known: dict[tuple[int, ...], Told] = field(default_factory=dict[tuple[int, ...], Told])
    taken: dict[str, list[Told]] = field(default_factory=dict[str, list[Told]])

    def sentences(self, document: Document) -> list[tuple[Span, tuple[int, ...]]]:
        """The sentences of a document that are long enough to be somebody's, in words of the vocabulary."""
        number, text = self.vocabulary.__getitem__, document.text
        told = ((span, words(text[span.start : span.end])) for span in sentences(document))
        numbered = ((span, tuple(map(number, found))) for span, found in told)
        return [(span, ids) for span, ids in numbered if len(ids) >= MIN_WORDS]

    def take(
        self,
        document: str,
        place: int,
        told: Iterable[tuple[Span, tuple[int, ...]]],
        shared: Iterator[Sequence[int]] | None = None,
    ) -> None:
        """Find what the next document copies; its other sentences enter the index.

        `shared` says for each sentence in turn where runs begin that matter: those of no other sentence are nobody's.
        """
        made: list[tuple[Told, Sequence[int]]] = []
        for number, (span, ids) in enumerate(told, place << SENTENCES):
            at = range(len(ids) - RUN + 1) if shared is None else next(shared)
            source, share = self._source(ids, number, at) or (None, 1.0)
            made.append((Told(document, span, ids, number, source, share), at))
        self.taken[document] = [t for t, _ in made]
        for sentence, at in made:
            if sentence.source is None:
                self._add(sentence, at)

    def passages(self, document: str) -> Iterator[Passage]:
        """What a document copies, and from where."""
        for copy in self.taken[document]:
            if copy.source is not None:
                source = self.leaders.get(copy.source) or self._kept_leader(copy.source)
                yield Passage(document, copy.span, source.document, source.span, round(copy.share, 3))

    def _add(self, sentence: Told, at: Iterable[int]) -> None:
        self.leaders[sentence.number] = sentence
        self.known.setdefault(sentence.ids, sentence)
        for run in {run_at(sentence.ids, a) for a in at}:
            held = self.runs.setdefault(run, [])
            if len(held) < COMMON:
                held.append(sentence.number)

    def _source(self, ids: tuple[int, ...], number: int, at: Sequence[int]) -> tuple[int, float] | None:
        """The leader that these words were copied from, and the share of them that its document holds."""
        equal = self._equal(ids, number)
        if equal is not None:
            return (equal.number, 1.0) if equal.source is None else (equal.source, equal.share)
        if RUN * len(at) < EDITED * len(ids):
            return None
        held = [(a, self._held(run_at(ids, a), number)) for a in at]
        covered = _covered(held)
        most = max(map(int.bit_count, covered.values()), default=0)
        if most < EDITED * len(ids):
            return None
        leader = _best((h for _, h in held), {place for place, bits in covered.items() if bits.bit_count() == most})
        share = most / len(ids)
        if not is_copy(ids, share, (self.leaders.get(leader) or self._kept_leader(leader)).ids):
            return None
        self.known.setdefault(ids, Told("", Span(0, 0), ids, number, leader, share))
        return leader, share

    def _equal(self, ids: tuple[int, ...], number: int) -> Told | None:
        """The first of the sentences in the very same words, where that comes before."""
        known, kept = self.known.get(ids), self.kept.known.get(ids) if self.kept else None
        if kept is None or kept.number >> SENTENCES >= number >> SENTENCES:
            return known
        return kept if known is None or kept.number < known.number else known

    def _held(self, run: int, number: int) -> Sequence[int]:
        """The leaders before a sentence that hold a run; nobody where too many do."""
        held = self.runs.get(run, ())
        if self.kept is not None and (kept := self.kept.runs.get(run)):
            before = kept[: bisect_left(kept, number >> SENTENCES << SENTENCES)]
            held = sorted([*held, *before]) if held else before
        return held if len(held) < COMMON else ()

    def _kept_leader(self, number: int) -> Told:
        assert self.kept is not None
        return self.kept.leader(number)


@dataclass(frozen=True, slots=True)
class Kept:
    """What is known of documents that are not taken anew, as far as those that are have anything in common with it.

    Leaders by run in their order, the first COMMON of them; the first of all equal sentences.
    """

    runs: Mapping[int, list[int]]
    known: Mapping[tuple[int, ...], Told]
    leader: Callable[[int], Told]


def _covered(held: Iterable[tuple[int, Sequence[int]]]) -> dict[int, int]:
    """By the place of a document: which words of a sentence stand in its runs, a bit for each."""
    covered: dict[int, int] = {}
    for at, leaders in held:
        bits = ((1 << RUN) - 1) << at
        for leader in leaders:
            place = leader >> SENTENCES
            covered[place] = covered.get(place, 0) | bits
    return covered


def _best(held: Iterable[Sequence[int]], places: set[int]) -> int:
    """Of the documents that hold most of the words, the leader that holds most of them; of equals the first."""
    hits: dict[int, Counter[int]] = {}
    for leader in (n for leaders in held for n in leaders if n >> SENTENCES in places):
        hits.setdefault(leader >> SENTENCES, Counter())[leader] += 1
    best = max(hits, key=lambda p: [-n for n in hits[p]])
    return max(hits[best], key=lambda n: (hits[best][n], -n))


def runs(ids: Sequence[int]) -> Iterator[int]:
    """Every run of three words as one number (a vocabulary of two million words fits)."""
    for a, b, c in zip(ids, ids[1:], ids[2:], strict=False):
        yield a << 42 | b << 21 | c


def run_at(ids: Sequence[int], at: int) -> int:
    """The run that begins with a word of a sentence."""
    return ids[at] << 42 | ids[at + 1] << 21 | ids[at + 2]


def is_copy(ids: tuple[int, ...], share: float, source: tuple[int, ...]) -> bool:
    """Whether words of which a document holds a share, most of it in one sentence, were copied from there."""
    shared = set(runs(source))
    there = [run in shared for run in runs(ids)]
    covered = sum(any(there[max(0, at - RUN + 1) : at + 1]) for at in range(len(ids))) / len(ids)
    if _longest(there) + RUN - 1 < LONG_RUN:
        return False
    if share >= COVERED and covered >= IN_SENTENCE:
        return True
    return covered >= EDITED and _contained(ids, source) >= SAME_WORDS and _contained(source, ids) >= KEPT_WORDS


def _longest(there: Sequence[bool]) -> int:
    longest = run = 0
    for one in there:
        run = run + 1 if one else 0
        longest = max(longest, run)
    return longest


def _contained(ids: tuple[int, ...], others: tuple[int, ...]) -> float:
    """Share of words that stand among the others."""
    known = set(others)
    return sum(i in known for i in ids) / len(ids)
