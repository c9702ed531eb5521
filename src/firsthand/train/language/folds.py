"""re3d by five-fold cross-validation: the recogniser is tuned on four fifths of the documents, measured on the last."""

from collections.abc import Iterator
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING

from firsthand.train.language import corpus, entities, measure
from firsthand.train.language.corpus import Row

if TYPE_CHECKING:
    from spacy.language import Language

ROUNDS, RATE, BATCH_WORDS, DROPOUT = 20, 0.001, 300, 0.35


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
    silver = corpus.read(data / "gmb-train.spacy", blank)[:250]
    for number in range(count):
        held = rows[number::count]
        tuned = _tuned(recogniser, [row for index, row in enumerate(rows) if index % count != number], silver)
        yield measure.names(tuned, held), measure.read_names(_complete(tuned), held)


def _tuned(recogniser: Path, rows: list[Row], silver: list[Row]) -> "Language":
    import spacy
    from spacy.training.batchers import minibatch_by_words
    from thinc.api import Adam, fix_random_seed

    fix_random_seed(20)
    nlp, dice = spacy.load(recogniser), Random(20)
    optimizer = Adam(RATE, L2=0.01, L2_is_weight_decay=True, grad_clip=1.0)
    pieces = [piece for row in rows for piece in entities.cut_at_stops(row)]
    for _ in range(ROUNDS):
        mixed = [corpus.example(piece, nlp) for piece in pieces]
        mixed += [corpus.example(row, nlp) for row in dice.sample(silver, 10)]
        dice.shuffle(mixed)
        for batch in minibatch_by_words(mixed, size=BATCH_WORDS):
            nlp.update(list(batch), sgd=optimizer, drop=DROPOUT)
    return nlp


def _complete(recogniser: "Language") -> "Language":
    """The shipped pipeline with this recogniser in place of its own."""
    import spacy

    from firsthand.extract.language import models

    nlp = spacy.load(models.path(), exclude=["ner"])
    nlp.add_pipe("ner", source=recogniser)
    return nlp
