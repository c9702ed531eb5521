"""What tells whether a piece of text is a cue's source or content: its borders, its rivals, its place in the tree.

One row for each piece (`pieces.py`). The second chain sees words one by one; here a piece is seen as a whole.
"""

from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from firsthand.extract.attribution.argumentfeatures import cue_head
from firsthand.extract.attribution.crf import Doubles
from firsthand.extract.attribution.features import FIRST, LAST, Column, Hashes, Ints, Words, bucket, mix, table
from firsthand.extract.attribution.pieces import Pieces
from firsthand.extract.attribution.treefeatures import openings

BITS = 16  # features are hashed to 2^16 rows


def piece_table(words: Words, cues: list[tuple[int, int]], sure: Doubles, its: Pieces) -> NDArray[np.int32]:
    """Row numbers of the weights for each piece: (pieces, features).

    `sure` holds for each cue the highest and the lowest chance of its words by the first chain: (cues, 2).
    """
    if not len(its.cue):
        return np.zeros((0, 1), np.int32)
    with np.errstate(over="ignore"):
        given = Given.of(words, cues, its)
        columns = [*_chances(its, given, sure[its.cue]), *_borders(given)]
        columns += [*_trees(words, its, given), *_frames(words, its, given)]
        role = its.role.astype(np.uint64)
        return stacked(columns, role)


def stacked(columns: list[Column], each_with: Hashes | None = None) -> NDArray[np.int32]:
    """The columns as row numbers of a judge's weights, each hashed with one more where it is given."""
    return table(columns, BITS, each_with)


def odds(chance: Doubles, step: float = 0.7, most: int = 6) -> Hashes:
    """The logarithm of the odds in steps."""
    found = np.log(np.maximum(chance, 1e-4) / (1 - np.minimum(chance, 0.9999)))
    return (np.clip(np.round(found / step), -most, most) + most).astype(np.uint64)


def number(values: NDArray) -> Hashes:
    """Small whole numbers or truths as hashes."""
    return np.asarray(values).astype(np.int64).astype(np.uint64)


@dataclass(frozen=True, slots=True)
class Rivals:
    """What the other pieces of the same cue and role are: arrays over the pieces."""

    left: Doubles  # chance of all pieces with the same left border
    right: Doubles
    rank: Ints
    best: Ints  # the most likely piece that overlaps, -1 for none
    apart: Doubles  # chance of the most likely piece that does not overlap
    against: Doubles  # chance of the most likely piece of another role that overlaps

    @staticmethod
    def of(its: Pieces) -> "Rivals":
        count = len(its.cue)
        left, right, apart, against = (np.zeros(count) for _ in range(4))
        rank, best = np.zeros(count, np.int64), np.full(count, -1, np.int64)
        bounds = np.append(np.flatnonzero(np.diff(its.cue, prepend=-1)), count)
        for start, end in pairwise(bounds):
            s = slice(start, end)
            first, last, role, chance = its.first[s], its.last[s], its.role[s], its.chance[s]
            same = role[:, None] == role[None]
            over = (first[:, None] < last[None]) & (last[:, None] > first[None])
            left[s] = (same & (first[:, None] == first[None])) @ chance
            right[s] = (same & (last[:, None] == last[None])) @ chance
            rank[s] = (same & (chance[None] > chance[:, None])).sum(axis=1)
            rival = np.where(same & over & ~np.eye(end - start, dtype=bool), chance[None], 0)
            best[s] = np.where(rival.max(axis=1) > 0, rival.argmax(axis=1) + start, -1)
            apart[s] = np.where(same & ~over, chance[None], 0).max(axis=1)
            against[s] = np.where(~same & over, chance[None], 0).max(axis=1)
        return Rivals(left, right, rank, best, apart, against)


@dataclass(frozen=True, slots=True)
class Given:
    """What most columns are joined with: the words at the borders, the side of the cue, sentence ends, quotations."""

    head: Ints  # the cue's head word
    outer: tuple[Ints, Ints]  # the words before and after
    inner: tuple[Ints, Ints]  # the first and the last word
    has: tuple[NDArray[np.bool_], NDArray[np.bool_]]  # whether the paragraph goes on there
    words: dict[str, tuple[Hashes, Hashes, Hashes, Hashes]]  # attributes of the word before, first, last, after
    side: Hashes
    beside: Hashes  # whether the piece touches the cue
    starts: Hashes  # whether a sentence begins with the piece
    ends: Hashes  # whether one ends with it, or with the mark after it
    quote: Hashes
    sentences: Hashes
    length: Hashes
    others: Hashes  # how many other cues begin in it
    verbs: Hashes
    cue: dict[str, Hashes]

    @staticmethod
    def of(words: Words, cues: list[tuple[int, int]], its: Pieces) -> "Given":
        count, at, sentence = len(words.tokens), words.paragraph, words.sentence
        i, j, last = its.first, its.last, its.last - 1
        before, after = np.maximum(i - 1, 0), np.minimum(j, count - 1)
        follows, goes_on = (i > 0) & (at[before] == at[i]), (j < count) & (at[after] == at[last])
        starts = ~follows | (sentence[before] != sentence[i])
        ends = ~goes_on | (sentence[after] != sentence[last])
        beyond = np.minimum(j + 1, count - 1)
        mark = goes_on & ~ends & ((j + 1 >= count) | (sentence[beyond] != sentence[after]))
        head = np.array([cue_head(words, *c) for c in cues])[its.cue]
        begins, ended = np.array(cues).T
        low, high = begins[its.cue], ended[its.cue]
        cue_starts = np.concatenate([[0], np.cumsum(np.isin(np.arange(count), begins))])
        verb = np.concatenate([[0], np.cumsum([f >= 0 and words.frames[f].pos == "VERB" for f in words.frame])])
        places, known = (before, i, last, after), (follows, None, None, goes_on)
        return Given(
            head=head,
            outer=(before, after),
            inner=(i, last),
            has=(follows, goes_on),
            words={
                name: tuple(attribute(words, name, p, k) for p, k in zip(places, known, strict=True))  # type: ignore[misc]
                for name in ("norm", "pos", "narrow", "wide", "phrase")
            },
            side=number(np.where(j <= low, 0, np.where(i >= high, 1, 2))),
            beside=number((i == high) + 2 * (j == low)),
            starts=number(starts),
            ends=number(ends + 2 * mark),
            quote=_quoted(words, its),
            sentences=number(np.clip(sentence[last] - sentence[i], 0, 2)),
            length=bucket(j - i),
            others=number(np.clip(cue_starts[j] - cue_starts[i] - ((low >= i) & (low < j)), 0, 2)),
            verbs=number(np.clip(verb[j] - verb[i], 0, 2)),
            cue={name: words.attributes[name][head] for name in ("lexical", "lemma", "narrow", "trigger")},
        )


def attribute(words: Words, name: str, place: Ints, known: NDArray[np.bool_] | None) -> Hashes:
    """An attribute of the words at some places; 1 where a word is not `known`."""
    found = words.attributes[name][place]
    return found if known is None else np.where(known, found, np.uint64(1))


def _quoted(words: Words, its: Pieces) -> Hashes:
    """Whether quotations begin and end with the piece, and whether its borders stand within one, the same one."""
    i, last = its.first, its.last - 1
    place, of = words.quote_place, words.quote
    code = (place[i] == FIRST) + 2 * (place[last] == LAST) + 4 * (of[i] >= 0) + 8 * (of[last] >= 0)
    return number(code + 16 * (of[i] == of[last]))


def _chances(its: Pieces, given: Given, sure: Doubles) -> list[Column]:
    rivals = Rivals.of(its)
    high, low = odds(sure[:, 0]), odds(sure[:, 1])
    chance, left, right = odds(its.chance), odds(rivals.left), odds(rivals.right)
    rank, apart = number(np.minimum(rivals.rank, 4)), odds(rivals.apart, 1.5, 4)
    against = odds(rivals.against, 1.0, 4)
    other = rivals.best
    shape = (np.sign(its.first - its.first[other]) + 1) + 3 * (np.sign(its.last - its.last[other]) + 1)
    better = np.clip(np.round(np.log(its.chance / its.chance[other])), -3, 3).astype(np.int64)
    rival = number(np.where(other >= 0, shape + 9 * better + 50, 0))
    return [
        chance, left, right, rank, apart, rival, against,
        (chance, rank), (chance, left, right), (rival, rank), (rival, given.ends),
        (rival, given.quote), (chance, apart), (chance, against), (chance, given.side),
        high, low, (high, low), (high, chance), (high, rank), (low, given.cue["lexical"]),
    ]  # fmt: skip


def _borders(given: Given) -> list[Column]:
    side, ends, starts, quote, length = given.side, given.ends, given.starts, given.quote, given.length
    before, first, last, after = given.words["norm"]
    pos_before, pos_first, pos_last, pos_after = given.words["pos"]
    lexical, lemma, narrow, trigger = (given.cue[n] for n in ("lexical", "lemma", "narrow", "trigger"))
    place = mix(starts, ends, side, quote)
    return [
        (side, first), (side, before), (side, last), (side, after), (side, pos_first, pos_before),
        (side, pos_last, pos_after), (before, first), (last, after), (after, pos_last),
        (before, pos_first), place, (place, given.beside), (place, given.sentences), (place, lexical),
        (place, length), (quote, lemma), (quote, side, starts), (side, length), (length, given.verbs),
        (given.others, ends), (given.others, after), (given.verbs, side, ends), (given.verbs, lemma),
        (given.verbs, lexical, length), (lemma, side, ends), (lemma, side, starts), (lemma, before),
        (lemma, first), (lexical, first, side), (lexical, before, side), (narrow, before),
        (narrow, first), (narrow, side, ends), (trigger, side, ends), (trigger, before), (after, ends),
        (given.beside, before, ends), (given.beside, after, starts),
        (given.words["phrase"][2], given.words["phrase"][3], side),
        (given.words["wide"][3], side, pos_last), (given.words["narrow"][3], side),
    ]  # fmt: skip


def _trees(words: Words, its: Pieces, given: Given) -> list[Column]:
    """Whether the piece is a branch, or branches side by side, or cuts one."""
    tree, a, side = words.tree, words.attributes, given.side
    (before, after), (i, last) = given.outer, given.inner
    opens, closes = openings(tree)
    top, bottom = opens[i], closes[last]
    shape = (np.sign(tree.right[top] - last) + 1) + 3 * (np.sign(tree.left[bottom] - i) + 1)
    shape = number(shape + 9 * (top == bottom) + 18 * (tree.heads[top] == tree.heads[bottom]))
    up, down = tree.heads[after], tree.heads[before]
    cut = number(given.has[1] & (up >= i) & (up < its.last))
    cut_left = number(given.has[0] & (down >= i) & (down < its.last))
    opening, closing = mix(a["pos"][top], a["trigger"][top]), mix(a["pos"][bottom], a["trigger"][bottom])
    norm_before, _, _, norm_after = given.words["norm"]
    pos_before, _, _, pos_after = given.words["pos"]
    return [
        (shape, cut), (shape, given.ends, side), (shape, opening), (shape, closing),
        (given.length, shape), (cut, norm_after), (cut, pos_after, side), (cut, given.words["narrow"][3]),
        (cut, given.words["wide"][3], side), (given.others, shape), (norm_after, shape),
        (norm_before, shape), (norm_before, cut_left), (cut_left, shape), (opening, side, pos_before),
        (closing, side, norm_after), (a["holder"][i], side), (a["label"][last], pos_after),
        (cut, given.starts, given.ends, side, given.quote), (cut, cut_left, given.quote),
    ]  # fmt: skip


def _frames(words: Words, its: Pieces, given: Given) -> list[Column]:
    """How the piece lies to the content, the clause and the agent that the parser gives to the cue's verb."""
    frame = words.frame[given.head]
    before, first, _, _ = given.words["norm"]
    content, clause, agent, patient = (
        _lies(words, role, frame, its) for role in ("content", "clause", "agent", "patient")
    )
    lexical, side = given.cue["lexical"], given.side
    return [
        content, clause, agent, patient, (content, side), (content, clause), (content, lexical),
        (content, given.quote), (content, given.ends), (clause, given.ends), (content, first),
        (clause, before), (agent, patient), (agent, lexical), (agent, first), (patient, lexical),
    ]  # fmt: skip


def _lies(words: Words, role: str, frame: Ints, its: Pieces) -> Hashes:
    ranges = words.ranges[role]
    if not len(ranges):
        return np.zeros(len(frame), np.uint64)
    start, end = ranges[frame].T
    code = 1 + (np.sign(its.first - start) + 1) + 3 * (np.sign(its.last - end) + 1)
    return number(np.where((frame >= 0) & (start >= 0), code, 0))
