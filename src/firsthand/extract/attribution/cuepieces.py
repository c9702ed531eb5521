"""The pieces of text that may be cues, each with its chance by the first chain, and what is seen of them as wholes.

The chain sees words one by one: it knows a cue better than where the cue ends ("has said", "said that"). Pieces that
overlap are variants of one cue; a judge (`choice.py`) tells which of them is the cue.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from firsthand.extract.attribution.argumentfeatures import cue_head
from firsthand.extract.attribution.crf import Doubles, Weights, batch, scores
from firsthand.extract.attribution.cuefeatures import cue_table
from firsthand.extract.attribution.features import Column, Hashes, Ints, Words, bucket, mix
from firsthand.extract.attribution.piecefeatures import attribute, number, odds, stacked
from firsthand.extract.attribution.pieces import pieces

BEGIN = 1  # the label with which a cue begins
LEAST = 0.1  # chance of all variants of a cue together
HIGHEST = 0.999
LONGEST = 8  # words of a piece that are looked at one after the other


@dataclass(frozen=True, slots=True)
class CuePieces:
    """Variants of cues in text order: first word, last word + 1, chance, the number of the cue."""

    first: Ints
    last: Ints
    chance: Doubles
    cue: Ints

    @property
    def mass(self) -> Doubles:
        """For each variant the chance of all variants of its cue."""
        return np.minimum(np.bincount(self.cue, self.chance), HIGHEST)[self.cue]


def cue_pieces(words: Words, chain: Weights) -> CuePieces:
    """The pieces that the first chain holds possible."""
    sequences = batch(words.paragraph)
    found = pieces(chain, scores(chain, cue_table(words)), sequences, (BEGIN,), sequences.words[:, 0])
    order = np.lexsort((found.last, found.first))
    first, last, chance = found.first[order], found.last[order], found.chance[order]
    apart = first[1:] >= np.maximum.accumulate(last)[:-1]
    cue = np.cumsum(np.append(np.zeros(min(len(first), 1), np.int64), apart))
    return CuePieces(first, last, chance, cue.astype(np.int64))


def likely(its: CuePieces) -> CuePieces:
    """The variants of the cues that are likely enough to be judged."""
    kept = its.mass >= LEAST
    numbers = np.unique(its.cue[kept], return_inverse=True)[1].astype(np.int64)
    return CuePieces(its.first[kept], its.last[kept], its.chance[kept], numbers)


def word_chances(count: int, its: CuePieces) -> Doubles:
    """For each word the chance of the cue that may hold it."""
    out = np.zeros(count)
    for first, last, mass in zip(its.first, its.last, its.mass, strict=True):
        out[first:last] = np.maximum(out[first:last], mass)
    return out


def cue_piece_table(words: Words, its: CuePieces) -> NDArray[np.int32]:
    """Row numbers of the judge's weights for each variant: (variants, features)."""
    with np.errstate(over="ignore"):
        given = Given.of(words, its)
        return stacked([*_chances(its), *_wordings(given), *_heads(given), *_places(words, its, given)])


@dataclass(frozen=True, slots=True)
class Given:
    """What most columns are joined with: the words at the borders and beyond, the head, the variant as a whole."""

    norm: tuple[Hashes, Hashes, Hashes, Hashes]  # before, first, last, after
    pos: tuple[Hashes, Hashes, Hashes, Hashes]
    beyond: tuple[Hashes, Hashes]  # the parts of speech of the words before the one before and after the one after
    whole: dict[str, Hashes]  # the attributes of all words as one
    head: dict[str, Hashes]
    heads: Ints
    to_first: Hashes  # how far the head is from the borders
    to_last: Hashes
    length: Hashes
    before: Ints
    after: Ints
    goes_on: tuple[NDArray[np.bool_], NDArray[np.bool_]]  # whether the paragraph goes on to the left and to the right

    @staticmethod
    def of(words: Words, its: CuePieces) -> "Given":
        count, first, last = len(words.tokens), its.first, its.last - 1

        def beside(by: int, border: Ints) -> tuple[Ints, NDArray[np.bool_]]:
            place = np.clip(border + by, 0, count - 1)
            return place, (place == border + by) & (words.paragraph[place] == words.paragraph[border])

        (before, left), (after, right) = beside(-1, first), beside(1, last)
        places, known = (before, first, last, after), (left, None, None, right)
        heads = np.array([cue_head(words, *c) for c in zip(first, its.last, strict=True)], np.int64)
        return Given(
            norm=tuple(attribute(words, "norm", p, k) for p, k in zip(places, known, strict=True)),  # type: ignore
            pos=tuple(attribute(words, "pos", p, k) for p, k in zip(places, known, strict=True)),  # type: ignore
            beyond=(
                attribute(words, "pos", *beside(-2, first)),
                attribute(words, "pos", *beside(2, last)),
            ),
            whole={name: _whole(words.attributes[name], its) for name in ("pos", "norm", "lemma")},
            head={name: words.attributes[name][heads] for name in ("lemma", "lexical", "narrow", "trigger", "pos")},
            heads=heads,
            to_first=number(heads - first),
            to_last=number(last - heads),
            length=bucket(its.last - first),
            before=before,
            after=after,
            goes_on=(left, right),
        )


def _whole(attribute: Hashes, its: CuePieces) -> Hashes:
    """One hash for the words of each variant, in their order."""
    out = np.full(len(its.first), 7, np.uint64)
    for n in range(LONGEST):
        place = its.first + n
        inside = place < its.last
        out = np.where(inside, mix(out, attribute[np.where(inside, place, 0)]), out)
    return out


def _chances(its: CuePieces) -> list[Column]:
    same, chance, mass = its.cue[:, None] == its.cue[None], its.chance, its.mass
    left = (same & (its.first[:, None] == its.first[None])) @ chance / mass
    right = (same & (its.last[:, None] == its.last[None])) @ chance / mass
    rank = number(np.minimum((same & (chance[None] > chance[:, None])).sum(axis=1), 4))
    of_left, of_right, of_all = odds(left * HIGHEST), odds(right * HIGHEST), odds(mass)
    mine, share = odds(chance), odds(chance / mass * HIGHEST)
    return [
        mine, of_left, of_right, of_all, share, rank, (mine, rank), (of_left, of_right), (share, of_all),
        (of_left, of_right, of_all),
    ]  # fmt: skip


def _wordings(given: Given) -> list[Column]:
    before, first, last, after = given.norm
    pos_before, pos_first, pos_last, pos_after = given.pos
    pos, norm, lemma = (given.whole[name] for name in ("pos", "norm", "lemma"))
    return [
        pos, norm, lemma, (pos, pos_before), (pos, pos_after), (pos, after), (pos, before),
        (lemma, pos_after), (lemma, after), (lemma, before), (pos, given.head["narrow"]),
        (pos, given.head["lemma"]), (pos, given.head["lexical"]), before, first, last, after, pos_first, pos_last,
        (pos_first, pos_before), (pos_last, pos_after), (first, pos_before), (last, pos_after),
        (last, after), (before, first), (given.beyond[0], pos_before, pos_first),
        (pos_last, pos_after, given.beyond[1]),
    ]  # fmt: skip


def _heads(given: Given) -> list[Column]:
    before, first, last, after = given.norm
    pos_before, pos_first, pos_last, pos_after = given.pos
    lemma, lexical, narrow, trigger, pos = (given.head[n] for n in ("lemma", "lexical", "narrow", "trigger", "pos"))
    return [
        lemma, lexical, narrow, trigger, (lemma, given.to_first), (lemma, given.to_last), (lemma, last),
        (lemma, first), (lemma, after), (lemma, before), (lemma, pos_after), (lemma, pos_before),
        (lexical, last), (lexical, first), (lexical, after), (lexical, pos_before),
        (lexical, pos_after), (narrow, last), (narrow, first), (narrow, after), (narrow, pos_after),
        (narrow, pos_before), (narrow, before), (trigger, pos_first), (trigger, pos_last),
        (trigger, pos_after), (trigger, last), (trigger, lexical), given.length, (given.length, pos),
        (given.length, lexical), (given.to_first, given.to_last, pos), (given.to_first, pos_first),
        (given.to_last, pos_last), (given.to_last, pos_after),
    ]  # fmt: skip


def _places(words: Words, its: CuePieces, given: Given) -> list[Column]:
    """Where the variant lies in the tree, to its verb's arguments, to quotations."""
    a, heads = words.attributes, words.tree.heads
    pos_before, pos_first, pos_last, pos_after = given.pos
    before, _, _, after = given.norm
    agent, content, patient = (_lies(words, role, its, given.heads) for role in ("agent", "content", "patient"))
    hangs_left, hangs_right = (
        number(known & (heads[place] >= its.first) & (heads[place] < its.last))
        for place, known in zip((given.before, given.after), given.goes_on, strict=True)
    )
    top = np.where(heads[given.heads] >= 0, heads[given.heads], given.heads)
    inside = number(heads[given.heads] >= 0)
    quote = number(words.quote_place[given.before] + 4 * words.quote_place[given.after])
    phrases = [
        attribute(words, "phrase", place, known)
        for place, known in ((given.before, given.goes_on[0]), (its.last - 1, None), (given.after, given.goes_on[1]))
    ]
    return [
        quote, (quote, given.head["lexical"]), (quote, given.whole["pos"]), agent, content, patient,
        (content, pos_after), (content, after), (patient, pos_after), (agent, pos_before),
        (phrases[0], pos_first), (phrases[1], phrases[2]),
        (attribute(words, "narrow", given.after, given.goes_on[1]), pos_last),
        (attribute(words, "narrow", given.before, given.goes_on[0]), pos_first),
        (hangs_right, pos_after), (hangs_right, after), (hangs_left, pos_before), (hangs_left, before),
        (hangs_right, hangs_left, given.whole["pos"]), (hangs_right, given.head["lexical"]),
        (a["pos"][top], inside, given.head["pos"]), (a["lemma"][top], given.head["pos"]),
        (a["lexical"][top], given.head["lexical"]),
    ]  # fmt: skip


def _lies(words: Words, role: str, its: CuePieces, heads: Ints) -> Hashes:
    """On which side of the variant the argument stands that the parser gives to its verb; 0 for none."""
    frame, ranges = words.frame[heads], words.ranges[role]
    if not len(ranges):
        return np.zeros(len(frame), np.uint64)
    start, end = ranges[frame].T
    code = 1 + (np.sign(start - its.last) + 1) + 3 * (np.sign(end - its.first) + 1)
    return number(np.where((frame >= 0) & (start >= 0), code, 0))
