"""Stage one: tags, morphology and trees from EWT and the free genres of GUM."""

from pathlib import Path
from random import Random
from typing import TYPE_CHECKING

from firsthand.train.language import augment, corpus, loop, pipeline, vectors

if TYPE_CHECKING:
    from spacy.training import Example

PLAN = loop.Plan(epochs=22, score="dep_las", batch_words=1200, dropout=0.2)


BORDERS = loop.Plan(epochs=8, score="sents_f", batch_words=1500, dropout=0.2)


def train_borders(data: Path, folder: Path, plan: loop.Plan = BORDERS) -> Path:
    """Trains the sentence splitter, on whole paragraphs; returns the best pipeline's folder."""
    nlp = pipeline.blank()
    pipeline.add_borders(nlp)
    rows = corpus.read(data / "parse-train.spacy", nlp)
    dev = [corpus.example(row, nlp) for row in corpus.read(data / "parse-dev.spacy", nlp)]
    nlp.initialize(lambda: [corpus.example(row, nlp) for row in rows[:500]])
    return loop.train(nlp, lambda dice: [corpus.example(augment.vary(r, dice), nlp) for r in rows], dev, plan, folder)


def train(data: Path, folder: Path, plan: loop.Plan = PLAN, words: Path | None = None) -> Path:
    """Trains the syntax stage from `data` (parse-train.spacy, parse-dev.spacy); returns the best pipeline's folder.

    `words` is a file of word vectors; without it those of the shipped pipeline serve.
    """
    nlp = pipeline.blank()
    vectors.attach(nlp, words)
    pipeline.add_syntax(nlp)
    rows = corpus.read(data / "parse-train.spacy", nlp)
    dev = [corpus.example(row, nlp) for row in corpus.read(data / "parse-dev.spacy", nlp)]

    def examples(dice: Random) -> "list[Example]":
        pieces = [piece for row in rows for piece in corpus.pieces(row, longest=dice.randint(20, 90))]
        return [corpus.example(augment.vary(piece, dice), nlp) for piece in pieces]

    nlp.initialize(lambda: [corpus.example(row, nlp) for row in rows])
    return loop.train(nlp, examples, dev, plan, folder)
