"""Where a word hangs in its sentence's tree, seen from a cue: what the tagger takes for the borders of phrases.

The tree has no labels (`Sentence.heads`). A branch of a cue is a word that hangs from it, or from what governs it, with
all that hangs from that word; contents and sources mostly begin and end where branches do.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from firsthand.extract.language.layer import Sentence

Ints = NDArray[np.int64]
FARTHEST = 4  # steps up from a cue that are told apart


@dataclass(frozen=True, slots=True)
class Trees:
    """The trees of a document's sentences, word by word."""

    heads: Ints  # the word that governs each, -1 for a root
    depth: Ints
    left: Ints  # the first and the last word below each
    right: Ints
    order: list[list[int]]  # by sentence: its words, each after its head
    sentence: Ints

    def up(self, word: int) -> list[int]:
        """The word and those above it."""
        path = [word]
        while self.heads[path[-1]] >= 0 and len(path) < 60:
            path.append(int(self.heads[path[-1]]))
        return path


def trees(sentences: tuple[Sentence, ...]) -> Trees:
    """The sentences' trees; a sentence without one is flat."""
    heads: list[int] = []
    numbers: list[int] = []
    for number, sentence in enumerate(sentences):
        first = len(heads)
        own = sentence.heads or (-1,) * len(sentence.tokens)
        heads += [h + first if h >= 0 else -1 for h in own]
        numbers += [number] * len(own)
    depth = _depths(heads)
    order: list[list[int]] = [[] for _ in sentences]
    for word in sorted(range(len(heads)), key=depth.__getitem__):
        order[numbers[word]].append(word)
    left, right = list(range(len(heads))), list(range(len(heads)))
    for word in sorted(range(len(heads)), key=depth.__getitem__, reverse=True):
        if heads[word] >= 0:
            left[heads[word]] = min(left[heads[word]], left[word])
            right[heads[word]] = max(right[heads[word]], right[word])
    up, down, first, last, number = (np.array(x, np.int64) for x in (heads, depth, left, right, numbers))
    return Trees(up, down, first, last, order, number)


def _depths(heads: list[int]) -> list[int]:
    out = [-1] * len(heads)
    for word in range(len(heads)):
        path = [word]
        while out[path[-1]] < 0 and heads[path[-1]] >= 0 and len(path) <= len(heads):
            path.append(heads[path[-1]])
        base = max(out[path[-1]], 0)
        for step, each in enumerate(reversed(path)):
            out[each] = base + step
    return out


def openings(tree: Trees) -> tuple[Ints, Ints]:
    """For each word the highest word whose branch begins there, and the highest whose branch ends there."""
    first, last = np.arange(len(tree.heads)), np.arange(len(tree.heads))
    for word in np.argsort(-tree.depth, kind="stable"):
        first[tree.left[word]] = word
        last[tree.right[word]] = word
    return first, last


@dataclass(frozen=True, slots=True)
class Branches:
    """For pairs of cue and word: the branch in which the word stands."""

    step: Ints  # how far above the cue the branch hangs: 0 from the cue, -1 in another sentence
    top: Ints  # the branch's highest word; -1 where the word is the cue or above it
    base: Ints  # the word that the branch hangs from


def branches(tree: Trees, heads: list[int], cue: Ints, word: Ints) -> Branches:
    """The branches of all words in the sentences of the cues."""
    count = len(tree.heads)
    found = np.full((3, len(word)), -1, np.int64)
    bounds = np.searchsorted(cue, np.arange(len(heads) + 1))
    step, top, base = ([-1] * count for _ in range(3))
    for n, head in enumerate(heads):
        mine = slice(bounds[n], bounds[n + 1])
        order = tree.order[tree.sentence[head]]
        _from(tree, head, order, (step, top, base))
        for row, values in zip(found, (step, top, base), strict=True):
            low, high = min(order), max(order) + 1
            inside = (word[mine] >= low) & (word[mine] < high)
            row[mine][inside] = np.array(values[low:high])[word[mine][inside] - low]
    return Branches(*found)


def _from(tree: Trees, head: int, order: list[int], out: tuple[list[int], list[int], list[int]]) -> None:
    step, top, base = out
    above = {word: i for i, word in enumerate(tree.up(head))}
    for word in order:
        up = int(tree.heads[word])
        if word in above:
            step[word], top[word], base[word] = above[word], -1, word
        elif up < 0:
            step[word], top[word], base[word] = FARTHEST + 1, word, word
        elif up in above:
            step[word], top[word], base[word] = above[up], word, up
        else:
            step[word], top[word], base[word] = step[up], top[up], base[up]
