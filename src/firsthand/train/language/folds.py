"""re3d by five-fold cross-validation: the recogniser is tuned on four fifths of the documents, measured on the last."""

from collections.abc import Iterator
from pathlib import Path
from random import Random

from firsthand.train.language import augment, corpus, entities, measure
from firsthand.train.language.corpus import Row

ROUNDS, RATE, BATCH_WORDS = 12, 0.0005, 400


def folds(data: Path, recogniser: Path, *, names_only: bool, count: int = 5) -> Iterator[tuple[set, set]]:
    """Gold and found names of each fold. `recogniser` must not have seen re3d (entities.train, `with_re3d=False`)."""
    import spacy

    blank = spacy.blank("en")
    rows = corpus.read(data / "re3d-free.spacy", blank)
    rows = [entities.names_only(row) if names_only else row for row in rows]
    silver = corpus.read(data / "gmb-train.spacy", blank)[:250]
    for number in range(count):
        held = rows[number::count]
        taught = [row for index, row in enumerate(rows) if index % count != number]
        yield measure.names(_tuned(recogniser, taught, silver), held)


def _tuned(recogniser: Path, rows: list[Row], silver: list[Row]):
    import spacy
    from spacy.training.batchers import minibatch_by_words
    from thinc.api import Adam, fix_random_seed

    fix_random_seed(20)
    nlp, dice = spacy.load(recogniser), Random(20)
    optimizer = Adam(RATE, L2=0.01, L2_is_weight_decay=True, grad_clip=1.0)
    pieces = [piece for row in rows for piece in entities.cut_at_stops(row)]
    for _ in range(ROUNDS):
        mixed = [corpus.example(augment.vary(piece, dice), nlp) for piece in pieces]
        mixed += [corpus.example(row, nlp) for row in dice.sample(silver, 40)]
        dice.shuffle(mixed)
        for batch in minibatch_by_words(mixed, size=BATCH_WORDS):
            nlp.update(list(batch), sgd=optimizer, drop=0.2)
    return nlp
