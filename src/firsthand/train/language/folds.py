"""re3d by five-fold cross-validation: the recogniser is tuned on four fifths of the documents, measured on the last."""

from collections.abc import Iterator
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from firsthand.train.language import augment, corpus, entities, measure, swap
from firsthand.train.language.corpus import Row

if TYPE_CHECKING:
    from spacy.language import Language

ROUNDS, RATE, BATCH_WORDS, DROPOUT, RENAMED = 40, 0.002, 200, 0.4, 0.3


def folds(
    data: Path, recogniser: Path, *, names_only: bool, count: int = 5
) -> Iterator[tuple[tuple[measure.Found, measure.Found], tuple[measure.Found, measure.Found]]]:
    """For each fold gold and found names, of the recogniser alone and after the vote of the typing layer.

    `recogniser` must not have seen re3d (entities.train, `with_re3d=False`). With `names_only` pronouns, common nouns
    and articles are left out of the gold, as in the training of the shipped recogniser.
    """
    import spacy

    blank = spacy.blank("en")
    rows = corpus.read(data / "re3d-free.spacy", blank)
    rows = [entities.names_only(row) if names_only else row for row in rows]
    pool = swap.pools(data.parent / "place" / "packs")
    for number in range(count):
        held = rows[number::count]
        tuned = _tuned(recogniser, [row for index, row in enumerate(rows) if index % count != number], pool)
        yield measure.names(tuned, held), measure.read_names(_complete(tuned), held)


def _tuned(recogniser: Path, rows: list[Row], pool: swap.Pools) -> "Language":
    """The recogniser tuned on few rows, in each round with other names in some of them; its averaged weights."""
    import spacy
    from spacy.training.batchers import minibatch_by_words
    from thinc.api import Adam, fix_random_seed

    fix_random_seed(20)
    nlp, dice = spacy.load(recogniser), Random(20)
    optimizer = Adam(RATE, L2=0.01, L2_is_weight_decay=True, grad_clip=1.0, use_averages=True)
    pieces = [piece for row in rows for piece in entities.cut_at_stops(row)]
    for done in range(ROUNDS):
        optimizer.learn_rate = RATE * (1 - done / ROUNDS)
        varied = [augment.quotes(swap.rename(p, pool, dice) if dice.random() < RENAMED else p, dice) for p in pieces]
        dice.shuffle(varied)
        for batch in minibatch_by_words([corpus.example(row, nlp) for row in varied], size=BATCH_WORDS):
            nlp.update(list(batch), sgd=optimizer, drop=DROPOUT)
    with TemporaryDirectory() as folder, nlp.use_params(optimizer.averages):
        nlp.to_disk(folder)
        return spacy.load(folder)


def _complete(recogniser: "Language") -> "Language":
    """The shipped pipeline with this recogniser in place of its own."""
    import spacy

    from firsthand.extract.language import models

    nlp = spacy.load(models.path(), exclude=["ner"])
    nlp.add_pipe("ner", source=recogniser)
    return nlp
