"""Stage two: names, from the Groningen Meaning Bank's silver labels, re3d and the project's own paragraphs.

The corpora of trees have no names marked, but tell of most words that they are none: with them the recogniser learns
what web pages, talk and tales look like.
"""

import json
import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING

from firsthand.train.language import augment, corpus, loop, pipeline, swap, vectors
from firsthand.train.language.corpus import Row

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc
    from spacy.training import Example

PLAN = loop.Plan(epochs=7, score="ents_f", batch_words=1500, dropout=0.15)
OWN = files("firsthand.train.language") / "data" / "conflict_train.jsonl"
GOLD_TIMES, OWN_TIMES = 2, 4  # an epoch sees the little gold there is as often
PLAIN_SHARE = 0.4  # of the paragraphs without marked names, other ones in each epoch
PRONOUNS = frozenset("i we you he she it they them us him her his its our their my me your who which that".split())
ACTS = frozenset("strike strikes airstrike airstrikes bombardment attack".split())  # re3d counts them as weapons
DETERMINERS = frozenset("the a an this that these those its their his her our".split())

TIMES = frozenset(
    "second minute hour day night morning noon afternoon evening weekend week month year decade century season spring "
    "summer autumn fall winter today yesterday tomorrow tonight ago last next past this early late mid".split()
)

# Words that may belong to a weapon: where a corpus has no such label they are unknown, not "no entity".
MAY_BE_WEAPON = re.compile(
    r"(?i)^(.*(rocket|missile|mortar|rifle|bomb|grenade|artillery|howitzer|weapon|munition|explosive|warhead|drone|tank)"
    r"|(gun|shell|mine|jet|warplane|aircraft|helicopter|plane|vehicle|mig|ied|vbied|uav|knife|machete|pistol|cannon)"
    r")s?$"
)


def train(
    data: Path, folder: Path, plan: loop.Plan = PLAN, words: Path | None = None, *, with_re3d: bool = True
) -> Path:
    """Trains the recogniser and returns the best pipeline's folder; without re3d for its cross-validation.

    `data` holds gmb-train, re3d-free, parse-train and gmb-dev (`.spacy`), and beside it ../place/packs with names of
    towns; `words` is a file of word vectors, without it those of the shipped pipeline serve.
    """
    nlp = pipeline.blank()
    vectors.attach(nlp, words)
    pipeline.add_names(nlp)
    silver = [piece for row in corpus.read(data / "gmb-train.spacy", nlp) for piece in cut_at_stops(row)]
    re3d = corpus.read(data / "re3d-free.spacy", nlp) if with_re3d else []
    gold = [piece for row in re3d for piece in cut_at_stops(names_only(row))]
    own = list(paragraphs(OWN, nlp))
    plain = [piece for row in corpus.read(data / "parse-train.spacy", nlp) for piece in corpus.pieces(row, longest=60)]
    dev = [corpus.example(row, nlp) for row in corpus.read(data / "gmb-dev.spacy", nlp)]
    pool = swap.pools(data.parent / "place" / "packs")

    def examples(dice: Random) -> "list[Example]":
        found = [_example(swap.swap(row, pool, dice), dice, nlp, may_be_weapon) for row in silver]
        rows = [*gold * GOLD_TIMES, *(swap.swap(row, pool, dice) for row in own * OWN_TIMES)]
        found += [_example(row, dice, nlp, lambda _: ()) for row in rows]
        nameless = dice.sample(plain, round(PLAIN_SHARE * len(plain)))
        return found + [_example(replace(row, entities=()), dice, nlp, may_be_name) for row in nameless]

    nlp.initialize(lambda: [corpus.example(row, nlp) for row in [*silver[:2000], *gold, *own]])
    return loop.train(nlp, examples, dev, plan, folder)


def _example(row: Row, dice: Random, nlp: "Language", unknown: Callable[[Row], tuple[int, ...]]) -> "Example":
    row = augment.vary(row, dice)
    return corpus.example(row, nlp, unknown(row))


def paragraphs(path: Traversable | Path, nlp: "Language") -> Iterator[Row]:
    """The rows of a JSON Lines file `{"text", "names": [[start, end, label], …]}`."""
    for line in path.read_text(encoding="utf-8").splitlines():
        entry = json.loads(line)
        doc = nlp.make_doc(entry["text"])
        spans = [_span(doc, *name) for name in entry["names"]]
        yield Row(
            tuple(token.text for token in doc),
            tuple(bool(token.whitespace_) for token in doc),
            entities=tuple(spans),
        )


def _span(doc: "Doc", start: int, end: int, label: str) -> tuple[int, int, str]:
    span = doc.char_span(start, end, alignment_mode="expand")
    if span is None:
        raise ValueError(f"no words at {start}-{end} of {doc.text!r}")
    return span.start, span.end, label


def may_be_weapon(row: Row) -> tuple[int, ...]:
    """Words outside every entity of a corpus without weapons that may belong to one."""
    inside = {index for start, end, _ in row.entities or () for index in range(start, end)}
    return tuple(i for i, word in enumerate(row.words) if i not in inside and MAY_BE_WEAPON.match(word))


def may_be_name(row: Row) -> tuple[int, ...]:
    """Words of a tagged row without marked names that may belong to one: all but common words."""
    return tuple(
        index
        for index, (word, pos, lemma) in enumerate(zip(row.words, row.pos, row.lemmas, strict=True))
        if pos in {"PROPN", "NUM"}
        or (pos in {"ADJ", "NOUN"} and word[:1].isupper())
        or lemma.lower() in TIMES
        or MAY_BE_WEAPON.match(word)
    )


def names_only(row: Row) -> Row:
    """re3d also marks pronouns and common nouns ("the regime"): keep the names and weapons, without articles."""
    kept = []
    for start, end, label in row.entities or ():
        while start < end and row.words[start].lower() in DETERMINERS:
            start += 1
        if row.words[end - 1].lower() in ACTS:
            continue
        if start < end and (label in {"WEAPON", "DATE"} or _named(row.words[start:end])):
            kept.append((start, end, label))
    return replace(row, entities=tuple(kept))


def _named(words: tuple[str, ...]) -> bool:
    return words[0].lower() not in PRONOUNS and words[-1][:1].isupper() and any(word[:1].isupper() for word in words)


def cut_at_stops(row: Row, longest: int = 60) -> Iterator[Row]:
    """The row in runs of sentences of about `longest` words, cut after full stops outside every entity."""
    inside = {index for start, end, _ in row.entities or () for index in range(start, end - 1)}
    start = 0
    for index, word in enumerate(row.words):
        last = index + 1 == len(row.words)
        if last or (word in ".!?" and index - start >= longest and index not in inside):
            yield _slice(row, start, index + 1)
            start = index + 1


def _slice(row: Row, start: int, end: int) -> Row:
    entities = tuple((a - start, b - start, label) for a, b, label in row.entities or () if start <= a and b <= end)
    return Row(row.words[start:end], row.spaces[start:end], entities=entities)
