"""re3d by five-fold cross-validation: a recogniser is tuned on four fifths of the documents, measured on the last."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from firsthand.train.language import augment, corpus, entities, measure, swap
from firsthand.train.language.corpus import Row

if TYPE_CHECKING:
    from spacy.language import Language

BATCH_WORDS, DROPOUT, RENAMED = 200, 0.4, 0.3
SEED = 20
Scored = tuple[measure.Found, measure.Found]  # gold and found


@dataclass(frozen=True, slots=True)
class Pace:
    """How long, how fast and how often a recogniser is tuned on few rows."""

    rounds: int
    rate: float
    tunings: int


NAMES, MENTIONS = Pace(40, 0.002, 1), Pace(25, 0.0015, 3)


def names(data: Path, recogniser: Path) -> Iterator[tuple[Scored, Scored]]:
    """For each fold names without pronouns, common nouns and articles, as the shipped recogniser learns them:
    by the recogniser itself, and after the vote of the typing layer.

    `recogniser` must not have seen re3d (entities.train, `with_re3d=False`).
    """
    for tuned, held in _folds(data, recogniser, NAMES, entities.names_only):
        yield measure.names(tuned, held), measure.read_names(_complete(tuned), held)


def mentions(data: Path, recogniser: Path) -> Iterator[Scored]:
    """For each fold all mentions as re3d marks them; `recogniser` knows what a mention is (mentions.pretrain)."""
    for tuned, held in _folds(data, recogniser, MENTIONS, lambda row: row):
        yield measure.names(tuned, held)


def _folds(
    data: Path, recogniser: Path, pace: Pace, kept: Callable[[Row], Row], count: int = 5
) -> "Iterator[tuple[Language, list[Row]]]":
    """For each fold the recogniser tuned on the others, and the rows held out."""
    import spacy

    rows = [kept(row) for row in corpus.read(data / "re3d-free.spacy", spacy.blank("en"))]
    pool = swap.pools(data.parent / "place" / "packs")
    for number in range(count):
        tuned = _tuned(recogniser, [row for index, row in enumerate(rows) if index % count != number], pool, pace)
        yield tuned, rows[number::count]


def _tuned(recogniser: Path, rows: list[Row], pool: swap.Pools, pace: Pace) -> "Language":
    """The recogniser tuned on few rows, the mean of the weights of several tunings (Wortsman et al. 2022)."""
    first, *others = [_once(recogniser, rows, pool, pace, SEED + n) for n in range(pace.tunings)]
    for name, pipe in first.pipeline:
        same = zip(pipe.model.walk(), *(other.get_pipe(name).model.walk() for other in others), strict=True)  # type: ignore[attr-defined]
        for nodes in same:
            for weights in nodes[0].param_names:
                if nodes[0].has_param(weights):
                    nodes[0].set_param(weights, sum(node.get_param(weights) for node in nodes) / len(nodes))
    return first


def _once(recogniser: Path, rows: list[Row], pool: swap.Pools, pace: Pace, seed: int) -> "Language":
    """One tuning, in each round with other names in some of the rows; its averaged weights."""
    import spacy
    from spacy.training.batchers import minibatch_by_words
    from thinc.api import Adam, fix_random_seed

    fix_random_seed(seed)
    nlp, dice = spacy.load(recogniser), Random(seed)
    optimizer = Adam(pace.rate, L2=0.01, L2_is_weight_decay=True, grad_clip=1.0, use_averages=True)
    pieces = [piece for row in rows for piece in entities.cut_at_stops(row)]
    for done in range(pace.rounds):
        optimizer.learn_rate = pace.rate * (1 - done / pace.rounds)
        varied = [augment.quotes(swap.rename(p, pool, dice) if dice.random() < RENAMED else p, dice) for p in pieces]
        dice.shuffle(varied)
        for batch in minibatch_by_words([corpus.example(row, nlp) for row in varied], size=BATCH_WORDS):
            nlp.update(list(batch), sgd=optimizer, drop=DROPOUT)
    with TemporaryDirectory() as folder, nlp.use_params(optimizer.averages or {}):
        nlp.to_disk(folder)
        return spacy.load(folder)


def _complete(recogniser: "Language") -> "Language":
    """The shipped pipeline with this recogniser in place of its own."""
    import spacy

    from firsthand.extract.language import models

    nlp = spacy.load(models.path(), exclude=["ner"])
    nlp.add_pipe("ner", source=recogniser)
    return nlp
