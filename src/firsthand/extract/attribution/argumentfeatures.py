"""The features by which the tagger finds a cue's source and content: one row for each word of the cue's paragraph."""

from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

from firsthand.extract.attribution.cuefeatures import distances
from firsthand.extract.attribution.features import FIRST, LAST, Column, Hashes, Ints, Words, bucket, mix, shift, table
from firsthand.extract.attribution.treefeatures import FARTHEST, branches, openings

FRAMES_ONLY = 97  # the first columns, that know nothing of classes and trees
FRAME_ROLES = ("agent", "patient", "recipient", "content", "clause")


@dataclass(frozen=True, slots=True)
class Pairs:
    """All (cue, word) pairs of a document: the cue's number and the word's, cue by cue, and their feature rows."""

    cue: Ints
    word: Ints
    rows: NDArray[np.int32]


def argument_table(words: Words, cues: list[tuple[int, int]], known: list[tuple[int, int]] | None = None) -> Pairs:
    """The pairs of cues (first word, last word + 1) with the words of their paragraphs.

    `known` are all cues that the tagger sees in the document, by default just these.
    """
    bounds = np.searchsorted(words.paragraph, np.arange(words.paragraph[-1] + 2)) if len(words.tokens) else np.zeros(1)
    ranges = [(int(bounds[p]), int(bounds[p + 1])) for p in (words.paragraph[first] for first, _ in cues)]
    cue = np.repeat(np.arange(len(cues)), [e - s for s, e in ranges])
    word = np.concatenate([np.arange(s, e) for s, e in ranges]) if cues else np.zeros(0, np.int64)
    with np.errstate(over="ignore"):
        others = other_cues(words, cues if known is None else known)
        rows = table(_columns(words, cues, cue, word, others)) if cues else np.zeros((0, 1), np.int32)
    return Pairs(cue, word, rows)


def _columns(words: Words, cues: list[tuple[int, int]], cue: Ints, word: Ints, others: Ints) -> list[Column]:
    a = words.attributes
    head = np.array([cue_head(words, first, last) for first, last in cues])
    first, last = np.array(cues).T

    @cache
    def at(name: str, by: int = 0) -> Hashes:
        return shift(a[name], words.paragraph, by)[word]

    def of_cue(name: str) -> Hashes:
        return a[name][head][cue]

    where = position(first[cue], last[cue], word)
    role = in_frame(words, head, cue, word)
    outer = in_governor(words, head, cue, word)
    quote = in_quote(words, head, cue, word)
    gap = between(words, first[cue], last[cue], word)
    since, until = distances(words, LAST, False)[word], distances(words, FIRST, True)[word]
    edges = clause_edges(words)[word]
    lemma, known, trigger = of_cue("lemma"), of_cue("lexical"), of_cue("trigger")
    kin = relation_to_cue(words, head, cue, word)
    kin_before, kin_after = (
        relation_to_cue(words, head, cue, np.clip(word + d, 0, len(words.tokens) - 1)) for d in (-1, 1)
    )
    left, right = np.maximum(word - 1, 0), np.minimum(word + 1, len(words.tokens) - 1)
    other, other_before, other_after = (beside(others, first[cue], last[cue], w) for w in (word, left, right))
    side = np.sign(word - head[cue]).astype(np.int64).astype(np.uint64)
    last_norm = a["norm"][last - 1][cue]
    return [
        where, role, outer, quote, gap,
        (role, quote), (role, where), (role, gap), (role, outer), (outer, where),
        (role, at("pos")), (role, at("norm")), (role, at("pos", -1), at("pos")),
        (role, at("pos"), at("pos", 1)), (role, at("phrase")), (role, at("phrase"), at("phrase", 1)),
        (role, lemma), (role, known), (role, trigger), (role, known, at("pos")),
        (outer, at("phrase")), (outer, known), (outer, at("pos")), (outer, trigger),
        (where, at("pos")), (where, at("norm")), (where, at("phrase")), (where, known),
        (where, lemma), (where, at("pos"), known), (where, at("pos", -1), at("pos")),
        (where, at("pos"), at("pos", 1)), (where, at("norm", -1)), (where, at("norm", 1)),
        (where, trigger), (where, last_norm), (gap, at("pos")), (gap, known), (gap, at("norm")),
        (gap, quote, known), (gap, where, quote),
        (side, at("norm")), (side, at("norm", -1)), (side, at("norm", 1)),
        (side, at("norm", -1), at("norm")),
        (side, at("norm"), at("norm", 1)), (side, at("pos", -1), at("pos"), at("pos", 1)),
        (side, at("pos", -2), at("pos", -1), at("pos")), (side, at("pos"), at("pos", 1), at("pos", 2)),
        (side, at("label"), at("phrase")), (side, at("holder")), (side, at("holder"), at("holder", -1)),
        (side, at("holder"), at("holder", 1)), (side, at("trigger")), (side, at("lexical"), known),
        (side, at("shape"), at("phrase")),
        (quote, side, known), (quote, side, lemma), (quote, at("norm")), (quote, at("pos")),
        (quote, since), (quote, until), (quote, side, at("quote"), known), (quote, side, since, until),
        (edges, side), (edges, role), (edges, at("norm")), (edges, where), (edges, outer),
        (lemma, at("norm"), side), (lemma, at("pos"), side), (known, at("norm"), side),
        (edges, gap, at("pos")),
        kin, (kin, side), (kin, role), (kin, at("pos")), (kin, known), (kin, kin_before, side),
        (kin, kin_after, side), (kin, kin_before, at("norm")), (kin, kin_after, at("norm", 1)),
        (kin, kin_before, known, side), (kin, edges), (kin, lemma), (kin, quote), (kin, at("phrase")),
        other, (other, side), (other, other_before, side), (other, other_after, side), (other, quote),
        (other, other_after, at("norm", 1)), (other, other_before, at("norm", -1)), (other, kin),
        (other, edges), (other, gap),
        *_tree_columns(words, head, cue, word, Given(side, role, quote, gap, where)),
    ]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Given:
    """What is known of each pair already, for columns that join it with more."""

    side: Hashes
    role: Hashes
    quote: Hashes
    gap: Hashes
    where: Hashes


def _tree_columns(words: Words, head: Ints, cue: Ints, word: Ints, given: Given) -> list[Column]:
    """The branch in which a word stands, from the cue's sight, and its neighbours'; the classes of word and cue."""
    a, tree = words.attributes, words.tree
    side, role, quote, gap, where = given.side, given.role, given.quote, given.gap, given.where
    left, right = np.maximum(word - 1, 0), np.minimum(word + 1, len(words.tokens) - 1)
    here = Branch.of(words, head, cue, word)
    before, after = here.moved(cue, -1), here.moved(cue, 1)
    first, last = openings(tree)
    opens, closes = first[word], last[word]
    opening = mix(a["pos"][opens], a["trigger"][opens])
    closing = mix(a["pos"][closes], a["trigger"][closes])
    leaves = (closes != word).astype(np.uint64) + 2 * (opens != word).astype(np.uint64)
    known, lemma, narrow, wide = (a[name][head][cue] for name in ("lexical", "lemma", "narrow", "wide"))
    same = (here.number == before.number).astype(np.uint64) + 2 * (here.number == after.number).astype(np.uint64)
    deep = np.clip(tree.depth[word] - np.where(here.top >= 0, tree.depth[here.top], 0), 0, 4).astype(np.uint64)
    return [
        here.kind, here.opening, here.clause, (here.kind, here.edge), (here.opening, here.edge),
        (here.clause, here.edge), (here.kind, known), (here.opening, lemma), (here.kind, lemma),
        (here.kind, here.edge, known), (here.kind, here.edge, lemma), (here.kind, here.edge, narrow),
        (here.kind, narrow), (here.opening, narrow), (here.opening, known), (here.clause, known),
        (here.kind, before.kind, same), (here.kind, after.kind, same), (here.opening, after.opening),
        (here.opening, before.opening), (here.kind, after.opening, known), (before.opening, here.kind, known),
        (here.kind, same, quote), (here.kind, same, role), (here.kind, same, gap), (here.kind, deep, same),
        (here.kind, deep, a["norm"][word]), (here.kind, a["pos"][word]), (here.kind, a["wide"][word], same),
        (opening, side), (closing, side), (opening, here.kind), (closing, here.kind),
        (closing, here.kind, after.opening), (leaves, role), (leaves, side, a["pos"][word]),
        (closing, side, a["norm"][right]), (opening, side, a["norm"][left]), (leaves, here.edge, deep),
        (side, a["narrow"][word]), (where, a["wide"][word]), (role, a["wide"][word]),
        (role, narrow), (where, narrow), (side, narrow, a["wide"][word]), (gap, narrow),
        (side, wide, a["norm"][word]), (side, wide, a["pos"][word], same),
    ]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Branch:
    """The branch of each (cue, word) pair as hashes: what kind, how it opens, its clause, where in it the word is."""

    top: Ints
    number: Ints
    kind: Hashes
    opening: Hashes
    clause: Hashes
    edge: Hashes

    def moved(self, cue: Ints, by: int) -> "Branch":
        """The branches of the words `by` places further on; of the words themselves at the end of a paragraph."""
        here = np.arange(len(cue))
        there = np.clip(here + by, 0, len(cue) - 1)
        at = np.where(cue[there] == cue, there, here)
        top, number, kind = self.top[at], self.number[at], self.kind[at]
        return Branch(top, number, kind, self.opening[at], self.clause[at], self.edge[at])

    @staticmethod
    def of(words: Words, head: Ints, cue: Ints, word: Ints) -> "Branch":
        a, tree = words.attributes, words.tree
        found = branches(tree, head.tolist(), cue, word)
        top = np.where(found.top >= 0, found.top, word)
        step = np.clip(found.step, -1, FARTHEST + 1)
        side = np.where(found.top < 0, 2, top > found.base)
        kind = mix((step + 2).astype(np.uint64), side.astype(np.uint64), a["pos"][top])
        edge = (word == tree.left[top]) + 2 * (word == tree.right[top])
        number = np.where(found.step < 0, -2, np.where(found.top < 0, -1, found.top))
        opening = mix(kind, a["norm"][tree.left[top]])
        return Branch(found.top, number, kind, opening, mix(kind, a["trigger"][top]), edge.astype(np.uint64))


def cue_head(words: Words, first: int, last: int) -> int:
    """The word of a cue that its relations hang on: its last verb with a frame, else its last noun or adjective."""
    inside = range(last - 1, first - 1, -1)
    for wanted in ("VERB",), ("NOUN", "ADJ", "PROPN"), ("AUX",):
        found = [i for i in inside if words.tokens[i].pos in wanted]
        framed = [i for i in found if words.frame[i] >= 0]
        if found:
            return (framed or found)[0]
    return last - 1


def position(first: Ints, last: Ints, word: Ints) -> Hashes:
    """The distance to the cue, 50 in it."""
    inside = (word >= first) & (word < last)
    return np.where(inside, np.uint64(50), bucket(np.where(word < first, word - first, word - last + 1)))


def in_frame(words: Words, head: Ints, cue: Ints, word: Ints) -> Hashes:
    """The arguments of the cue's own frame in which the word stands, and whether at their edges: a code."""
    return _code(words, words.frame[head][cue], word)


def in_governor(words: Words, head: Ints, cue: Ints, word: Ints) -> Hashes:
    """The same for the frame that governs the cue's, for participles and infinitives as cues."""
    numbers = {f.trigger: i for i, f in enumerate(words.frames)}
    up = np.array([numbers.get(f.governor, -1) if f.governor else -1 for f in words.frames] + [-1], np.int64)
    return _code(words, up[words.frame[head]][cue], word)


def _code(words: Words, frame: Ints, word: Ints) -> Hashes:
    code = np.where(frame >= 0, 1, 0).astype(np.uint64)
    for role in FRAME_ROLES:
        ranges = words.ranges[role]
        if not len(ranges):
            continue
        start, end = ranges[frame, 0], ranges[frame, 1]
        inside = (frame >= 0) & (word >= start) & (word < end)
        place = np.where(inside, 1 + (word == start) + 2 * (word == end - 1), 0)
        place = np.where((frame >= 0) & (start >= 0) & (word == start - 1), 5, place)
        place = np.where((frame >= 0) & (start >= 0) & (word == end), 6, place)
        code = code * np.uint64(7) + place.astype(np.uint64)
    return code


def relation_to_cue(words: Words, head: Ints, cue: Ints, word: Ints) -> Hashes:
    """How the clause of a word hangs on the cue's: below it (by which relation, how deep), above it, or beside it."""
    kinship = np.zeros((len(head), len(words.frames) + 1), np.uint64)
    for n, h in enumerate(head):
        kinship[n] = _kinship(words, int(words.frame[h]))
    return kinship[cue, words.clause[word]]


def _kinship(words: Words, at: int) -> Hashes:
    """For each frame (and for none, the last) its relation to frame `at`."""
    out = np.full(len(words.frames) + 1, 2, np.uint64)
    out[-1] = 1
    if at < 0:
        return out
    for f, path in enumerate(words.paths):
        if at in path:
            step = path.index(at)
            first = words.relations[path[step - 1]] if step else 0
            out[f] = 10 + min(step, 3) + 10 * first + 100 * words.relations[f] if step else 3
    for depth, f in enumerate(words.paths[at][1:]):
        out[f] = 5 + min(depth, 2)
    return out


def other_cues(words: Words, cues: list[tuple[int, int]]) -> Ints:
    """Two rows: whether a word belongs to a cue; how many cues begin before it."""
    mark, begins = np.zeros(len(words.tokens) + 1, np.int64), np.zeros(len(words.tokens) + 1, np.int64)
    for first, last in cues:
        mark[first:last] = 1
        begins[first + 1 : first + 2] = 1
    return np.stack([mark, np.cumsum(begins)])


def beside(others: Ints, first: Ints, last: Ints, word: Ints) -> Hashes:
    """Whether a word belongs to another cue than its own, and how many begin between the two (up to three)."""
    mine = (word >= first) & (word < last)
    low, high = np.where(word < first, word, np.minimum(last, word)), np.where(word < first, first, word + 1)
    between_them = np.clip(others[1][np.maximum(high, low)] - others[1][low], 0, 3)
    return (np.where(mine, 0, 1 + others[0][word]) * 4 + between_them).astype(np.uint64)


def in_quote(words: Words, head: Ints, cue: Ints, word: Ints) -> Hashes:
    """Quoted or not, the cue in the same quotation or not, the word at its edge or not."""
    mine, its = words.quote[head][cue], words.quote[word]
    same = np.where(its < 0, 0, np.where(its == mine, 1, 2)) + np.where(mine >= 0, 3, 0)
    return (same * 5 + words.quote_place[word]).astype(np.uint64)


def between(words: Words, first: Ints, last: Ints, word: Ints) -> Hashes:
    """What lies between the word and the cue: commas, sentence ends, quotation marks, other verbs, up to three each."""
    low, high = np.minimum(word, last - 1), np.maximum(word, first)
    code = (word < first).astype(np.uint64)
    marks = (
        np.array([t.text in ",;:—–-" for t in words.tokens]),
        np.diff(words.sentence, prepend=words.sentence[:1]) > 0,
        np.isin(words.quote_place, (FIRST, LAST)),
        np.array([f >= 0 and words.frames[f].pos == "VERB" for f in words.frame]),
    )
    for mark in marks:
        total = np.concatenate([[0], np.cumsum(mark)])
        code = code * np.uint64(4) + np.minimum(np.maximum(total[high] - total[low + 1], 0), 3).astype(np.uint64)
    return code


def clause_edges(words: Words) -> Hashes:
    """Whether a clause begins or ends at a word, and whether its sentence does."""
    n = len(words.tokens)
    begins, ends = np.zeros(n + 1, np.int64), np.zeros(n + 1, np.int64)
    clauses = words.ranges["clause"]
    clauses = clauses[clauses[:, 0] >= 0]
    begins[clauses[:, 0]] = 1
    ends[clauses[:, 1] - 1] = 1
    change = np.flatnonzero(np.diff(words.sentence, prepend=-1))
    begins[change] += 2
    ends[np.append(change[1:], n) - 1] += 2
    return (begins[:n] * 4 + ends[:n]).astype(np.uint64)
