"""Stories: which reports tell of one thing, by the words that hardly any other report has.

A report that tells of no happening that can be coded (a trial, a threat, a cup final) still has others like it. Each
report is a vector of its words, the rarer the heavier, names heavier still; reports whose vectors are close are one
story. Groups are joined from the closest on, as long as their reports are alike on average (UPGMA), so that a chain of
likenesses can't run from one story to the next. Nothing of this counts for origins or grades.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from heapq import heapify, heappop, heappush
from math import log, sqrt

from firsthand.model import Document
from firsthand.reference.word_rarity import rarity
from firsthand.resolve.copies import in_order
from firsthand.resolve.dates import ordinal, published

ALIKE = 0.2  # mean cosine from which groups are one story: best on ECB+ train (B3 87.7; .16 to .24 within 2 points)
NAME = 1.5  # weight of a capitalised word, on the same data
TELLING = 3.2  # rarity below which a word is in every report
SHORT = 5  # letters below which only names and figures count
HEAVIEST = 64  # words kept of a report
POSTINGS = 64  # reports with the same word that each is compared with, nearest in order of publication
DAYS = 14  # between two reports of one story
WORD = re.compile(r"\w+(?:[.,]\d+)*")
ENDINGS = ("ings", "ing", "edly", "ed", "ies", "es", "s", "ly")

Profile = Mapping[str, float]


def stories(documents: Iterable[Document]) -> tuple[tuple[str, ...], ...]:
    """The ids of documents that tell one story each, the first publication first; every document is in one."""
    ordered = in_order(documents)
    groups = _Groups(_pairs(ordered, [profile(d) for d in ordered]))
    groups.join()
    leaders: dict[int, list[int]] = defaultdict(list)
    for number in range(len(ordered)):
        leaders[groups.root(number)].append(number)
    return tuple(tuple(ordered[n].id for n in group) for group in sorted(leaders.values()))


def profile(document: Document) -> Profile:
    """The telling words of a report (its title among them) with their weights; the squares of these add up to 1."""
    text = document.text if document.title is None else f"{document.title}.\n{document.text}"
    weights: dict[str, float] = {}
    often: Counter[str] = Counter()
    for found in WORD.finditer(text):
        stem, weight, inside = _telling(found[0])
        if weight > 0 and not (inside and _begins(text, found.start())):
            weights[stem] = max(weights.get(stem, 0.0), weight)
            often[stem] += 1
    told = {w: weights[w] * (1 + log(n)) for w, n in often.items()}
    kept = sorted(told.items(), key=lambda t: (-t[1], t[0]))[:HEAVIEST]
    length = sqrt(sum(weight * weight for _, weight in kept))
    return {word: weight / length for word, weight in kept}


def alike(a: Profile, b: Profile, but: frozenset[str] = frozenset()) -> float:
    """The cosine of two reports' words, 0 to 1; what they share of `but` (of `stems`) counts for nothing."""
    short, long = (a, b) if len(a) <= len(b) else (b, a)
    return sum(weight * long[word] for word, weight in short.items() if word in long and word not in but)


@lru_cache(maxsize=4096)
def stems(name: str) -> frozenset[str]:
    """The words of a name as profiles have them."""
    return frozenset(_stem(found[0].casefold()) for found in WORD.finditer(name))


@lru_cache(maxsize=65536)
def _telling(word: str) -> tuple[str, float, bool]:
    """A word's stem, how much it tells (its rarity), and whether only where it begins no sentence: a short name."""
    capital, stem = word[0].isupper(), _stem(word.casefold())
    if len(word) < SHORT and not word[0].isdigit():
        return stem, NAME * log(1000) if capital and len(word) > 2 else 0.0, True
    told = rarity(word.casefold())
    return stem, 0.0 if told < TELLING else NAME * told if capital else told, False


def _begins(text: str, start: int) -> bool:
    return text[max(0, start - 3) : start].strip()[-1:] in ("", ".", "!", "?", '"', "“", "”")


def _stem(word: str) -> str:
    """A word without its ending, as far as "bombs" and "bombed" need it."""
    ending = next((e for e in ENDINGS if word.endswith(e) and len(word) - len(e) >= 4), "")
    return word.removesuffix(ending)


def _pairs(documents: Sequence[Document], profiles: Sequence[Profile]) -> Iterator[tuple[int, int, float]]:
    """Pairs of reports that share a word and came out near each other, with how alike they are."""
    days = [ordinal(published(d)) for d in documents]
    holding: dict[str, list[int]] = defaultdict(list)
    for b, words in enumerate(profiles):
        near: set[int] = set()
        for word in words:
            near.update(holding[word][-POSTINGS:])
            holding[word].append(b)
        for a in sorted(near):
            one, other = days[a], days[b]
            if one is None or other is None or abs(one - other) <= DAYS:
                yield a, b, alike(profiles[a], profiles[b])


class _Groups:
    """Groups of reports, joined from the most alike on by the mean likeness of their members."""

    def __init__(self, pairs: Iterable[tuple[int, int, float]]) -> None:
        self.parent: dict[int, int] = {}
        self.size: defaultdict[int, int] = defaultdict(lambda: 1)
        self.sums: defaultdict[int, dict[int, float]] = defaultdict(dict)  # likeness of two groups' members, added up
        for a, b, score in pairs:
            self.sums[a][b] = self.sums[b][a] = score

    def root(self, number: int) -> int:
        while number in self.parent:
            number = self.parent[number]
        return number

    def join(self) -> None:
        """Join the two groups that are most alike, again and again, while any two are alike enough."""
        heap = [(-s, a, b) for a, others in self.sums.items() for b, s in others.items() if a < b and s >= ALIKE]
        heapify(heap)
        while heap:
            score, a, b = heappop(heap)
            if b in self.sums.get(a, ()) and -score == self._mean(a, b):
                for c in self._unite(a, b):
                    if (mean := self._mean(a, c)) >= ALIKE:
                        heappush(heap, (-mean, min(a, c), max(a, c)))

    def _mean(self, a: int, b: int) -> float:
        return self.sums[a][b] / (self.size[a] * self.size[b])

    def _unite(self, a: int, b: int) -> list[int]:
        """Make `b` part of `a`; the groups that may be alike to both."""
        gone = self.sums.pop(b)
        for c, score in gone.items():
            if c != a:
                self.sums[a][c] = self.sums[c][a] = self.sums[a].get(c, 0.0) + score
                del self.sums[c][b]
        del self.sums[a][b]
        self.parent[b] = a
        self.size[a] += self.size[b]
        return list(self.sums[a])
