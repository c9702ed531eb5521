"""The features by which the tagger finds cues, one row a word."""

from functools import cache

import numpy as np
from numpy.typing import NDArray

from firsthand.extract.attribution.features import FIRST, LAST, Column, Hashes, Ints, Words, bucket, shift, table

WORDS_ONLY = 69  # the first columns, that know nothing of classes and trees


def cue_table(words: Words) -> NDArray[np.int32]:
    """Row numbers of the cue weights for each word: (words, features)."""
    with np.errstate(over="ignore"):
        return table(_columns(words))


def _columns(words: Words) -> list[Column]:
    a = words.attributes

    @cache
    def at(name: str, by: int) -> Hashes:
        return shift(a[name], words.paragraph, by)

    out: list[Column] = [at(name, by) for name in ("norm", "lemma") for by in (-2, -1, 0, 1, 2)]
    out += [at("pos", by) for by in (-3, -2, -1, 0, 1, 2, 3)]
    out += [at("tag", by) for by in (-1, 0, 1)]
    out += [at("lexical", by) for by in (-2, -1, 0, 1, 2)]
    out += [(at("norm", b), at("norm", b + 1)) for b in (-2, -1, 0, 1)]
    out += [(at("lemma", -1), at("lemma", 0), at("lemma", 1))]
    out += [(at("pos", b - 1), at("pos", b), at("pos", b + 1)) for b in (-1, 0, 1)]
    out += [(at("lexical", 0), at("pos", -1), at("pos", 1)), (at("lexical", 0), at("lexical", 1))]
    out += [a["suffix"], a["shape"], a["label"], a["phrase"], (a["phrase"], a["lexical"])]
    out += [
        a["trigger"],
        (a["trigger"], a["lemma"]),
        (a["trigger"], a["lexical"]),
        at("trigger", 1),
        at("trigger", -1),
    ]
    out += [a["holder"], (a["holder"], a["pos"]), (a["holder"], a["lemma"]), at("holder", 1), at("holder", -1)]
    out += _frame_columns(words)
    out += _quote_columns(words)
    out += _class_columns(words)
    out += _tree_columns(words)
    return out


def _frame_columns(words: Words) -> list[Column]:
    """The verb's relation: what embeds it, how its content and agent begin."""
    a = words.attributes
    agent_label = _at_argument(words, "agent", "label", True)
    agent_norm = _at_argument(words, "agent", "norm", True)
    agent_lexical = _at_argument(words, "agent", "lexical", True)
    content = _at_argument(words, "content", "norm", False)
    before_content = _at_argument(words, "content", "norm", False, -1)
    patient = _at_argument(words, "patient", "norm", False)
    return [
        (agent_label, a["lexical"]),
        (agent_norm, a["lexical"]),
        (agent_lexical, a["lexical"]),
        (agent_label, a["lemma"]),
        (content, a["lexical"]),
        (before_content, a["lemma"]),
        (before_content, a["lexical"]),
        (patient, a["lexical"]),
        (_at_argument(words, "patient", "label", True), a["lemma"]),
        (_governor(words, "lemma"), a["lexical"]),
        (_governor(words, "lexical"), a["lemma"]),
    ]


def _class_columns(words: Words) -> list[Column]:
    """What words of the same class do: a cue that no training text holds is known by its class."""
    a = words.attributes

    @cache
    def at(name: str, by: int = 0) -> Hashes:
        return shift(a[name], words.paragraph, by)

    narrow, wide, trigger = a["narrow"], a["wide"], a["trigger"]
    out: list[Column] = [at(name, by) for name in ("narrow", "wide") for by in (-2, -1, 0, 1, 2)]
    out += [(narrow, a["tag"]), (narrow, trigger), (wide, trigger), (wide, a["lexical"], a["tag"])]
    out += [(narrow, at("narrow", 1)), (at("narrow", -1), narrow), (wide, at("wide", 1), a["pos"])]
    out += [(narrow, at("norm", 1)), (narrow, at("norm", -1)), (wide, at("norm", 1), a["pos"])]
    for role, last in (("agent", True), ("patient", True), ("content", False)):
        its = {name: _at_argument(words, role, name, last) for name in ("narrow", "wide", "norm")}
        out += [(its["wide"], narrow), (its["narrow"], wide), (its["norm"], narrow), (its["wide"], trigger)]
    governor = _governor(words, "narrow")
    return [*out, (governor, a["lexical"]), (governor, wide), (_governor(words, "lexical"), narrow)]


def _tree_columns(words: Words) -> list[Column]:
    """A word's head, and what hangs from the word: its first and last branch and the last with a verb."""
    a, tree = words.attributes, words.tree
    up = np.where(tree.heads < 0, np.arange(len(tree.heads)), tree.heads)
    head = {name: a[name][up] for name in ("pos", "lemma", "narrow", "lexical")}
    left, right, clause = _outer_branches(words)

    def of(branch: Ints, name: str, at: Ints | None = None) -> Hashes:
        place = branch if at is None else at[branch]
        return np.where(branch >= 0, a[name][place], 2).astype(np.uint64)

    opening = of(clause, "norm", tree.left)
    ahead = (clause > np.arange(len(clause))).astype(np.uint64)
    return [
        (head["pos"], a["pos"]), (head["lemma"], a["lemma"]), (head["narrow"], a["narrow"]),
        (head["lexical"], a["lemma"]), (head["pos"], a["lemma"]), (head["lexical"], a["pos"]),
        (of(left, "pos"), of(right, "pos"), a["pos"]), (of(left, "pos"), a["lemma"]),
        (of(right, "pos"), a["lemma"]), (of(left, "wide"), a["narrow"]), (of(right, "wide"), a["narrow"]),
        (of(right, "norm", tree.left), a["lemma"]), (of(right, "norm", tree.left), a["narrow"]),
        (opening, ahead, a["lemma"]), (opening, ahead, a["narrow"]), (opening, ahead, a["pos"]),
        (of(clause, "trigger"), ahead, a["lemma"]), (of(clause, "trigger"), ahead, a["narrow"]),
        (of(clause, "trigger"), ahead, a["pos"]),
    ]  # fmt: skip


def _outer_branches(words: Words) -> tuple[Ints, Ints, Ints]:
    """For each word its first branch to the left, its last to the right, and its last that is a clause: -1 for none."""
    n = len(words.tokens)
    left, right, clause = (np.full(n, -1, np.int64) for _ in range(3))
    for word, head in enumerate(words.tree.heads):
        if head < 0 or words.tokens[word].pos == "PUNCT":
            continue
        if word < head and left[head] < 0:
            left[head] = word
        if word > head:
            right[head] = word
        if words.tokens[word].pos in ("VERB", "AUX"):
            clause[head] = word
    return left, right, clause


def _at_argument(words: Words, role: str, name: str, last: bool, by: int = 0) -> Hashes:
    """For a trigger the attribute of its argument's first or last word, 2 where it has none, 3 for other words."""
    out = np.full(len(words.tokens), 3, np.uint64)
    triggers = np.flatnonzero(words.frame >= 0)
    spans = words.ranges[role][words.frame[triggers]]
    place = np.where(last, spans[:, 1] - 1, spans[:, 0]) + by
    has = (spans[:, 0] >= 0) & (place >= 0)
    out[triggers] = np.where(has, words.attributes[name][np.where(has, place, 0)], 2)
    return out


def _governor(words: Words, name: str) -> Hashes:
    """For a trigger the attribute of the verb that governs its clause."""
    at = {f.trigger: i for i, f in enumerate(words.frames)}
    first = {int(f): int(i) for i, f in reversed(list(enumerate(words.frame))) if f >= 0}
    out = np.full(len(words.tokens), 3, np.uint64)
    for i in np.flatnonzero(words.frame >= 0):
        governor = words.frames[words.frame[i]].governor
        j = first.get(at.get(governor, -1)) if governor else None
        out[i] = words.attributes[name][j] if j is not None else 2
    return out


def _quote_columns(words: Words) -> list[Column]:
    a = words.attributes
    since, until = distances(words, LAST, False), distances(words, FIRST, True)
    inside = a["quote"]
    return [
        (inside, since),
        (inside, until),
        (inside, since, a["lexical"]),
        (inside, until, a["lexical"]),
        (inside, since, until, a["pos"]),
        (inside, a["lemma"]),
        (since, a["lemma"]),
        (until, a["lemma"]),
    ]


def distances(words: Words, place: int, ahead: bool) -> Hashes:
    """How far the nearest quotation mark of a kind is, ahead or behind, within the paragraph."""
    marks = np.flatnonzero(words.quote_place == place)
    n = len(words.tokens)
    if not len(marks):
        return np.full(n, 99, np.uint64)
    here = np.arange(n)
    if ahead:
        i = np.searchsorted(marks, here, side="right")
        near = marks[np.minimum(i, len(marks) - 1)]
        ok = i < len(marks)
    else:
        i = np.searchsorted(marks, here, side="left") - 1
        near = marks[np.maximum(i, 0)]
        ok = i >= 0
    ok &= words.paragraph[near] == words.paragraph
    return np.where(ok, bucket(near - here), np.uint64(99)).astype(np.uint64)
