"""Silver mentions: names, pronouns and whole noun phrases ("the Iraqi security forces"), as re3d counts them.

The recogniser that ships marks names. Before it is tuned on a corpus that marks each mention of somebody or some place,
it learns from the trees of our own parser what such a phrase is: no more than a list of nouns says, but from seven
thousand texts.
"""

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING

from firsthand.reference import lexicon
from firsthand.train.language import augment, corpus, entities, swap
from firsthand.train.language.corpus import Row

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc, Token

EPOCHS, BATCH_WORDS, DROPOUT, RATE = 3, 1000, 0.2, 0.001
BEFORE = frozenset({"det", "det:predet", "amod", "compound", "nummod", "nmod:poss", "flat", "nmod"})
LONGEST, TAIL = 9, 7  # words of a mention, and of what may follow its noun
Span = tuple[int, int, str]


@dataclass(frozen=True, slots=True)
class Nouns:
    """The word lists of mentions.toml with those of the reference tables."""

    places: frozenset[str]
    bodies: frozenset[str]
    people: frozenset[str]
    many: frozenset[str]
    with_of: frozenset[str]
    pronouns: dict[str, str]

    def label(self, noun: "Token") -> str | None:
        """What a noun's phrase is a mention of, if of anything."""
        lemma, plural = noun.lemma_.lower(), "Number=Plur" in str(noun.morph)
        if lemma in self.places:
            return "LOC"
        if lemma in self.bodies or (plural and lemma in self.many):
            return "ORG"
        return "PERSON" if lemma in self.people else None


@cache
def nouns() -> Nouns:
    data = tomllib.loads((files("firsthand.train.language") / "data" / "mentions.toml").read_text(encoding="utf-8"))
    words = {key: frozenset(value.split()) for key, value in data.items() if key != "pronouns"}
    classes = lexicon.noun_classes()
    people = classes["people"] | classes["armed"]
    places = (classes["place"] | classes["settlement"]) - words["no_place"]
    pronouns = {word: label for label, line in data["pronouns"].items() for word in line.split()}
    return Nouns(places, words["bodies"], people, people | words["many"], words["with_of"], pronouns)


def pretrain(recogniser: Path, data: Path, folder: Path) -> Path:
    """The recogniser trained on the silver mentions of gmb-train, written to `folder`.

    `data` is the folder of the `.spacy` files; the trees are those of the shipped pipeline.
    """
    import spacy
    from spacy.training.batchers import minibatch_by_words
    from thinc.api import Adam, fix_random_seed

    from firsthand.extract import language

    dice = Random(3)
    rows = corpus.read(data / "gmb-train.spacy", spacy.blank("en"))
    dice.shuffle(rows)
    pieces = [piece for row in rows for piece in entities.cut_at_stops(row)]
    silver = list(mentions(pieces, language.load()))
    fix_random_seed(3)
    nlp, pool = spacy.load(recogniser), swap.pools(data.parent / "place" / "packs")
    optimizer = Adam(RATE, L2=0.01, L2_is_weight_decay=True, grad_clip=1.0, use_averages=True)
    for epoch in range(EPOCHS):
        optimizer.learn_rate = RATE * (1 - 0.8 * epoch / EPOCHS)
        dice.shuffle(silver)
        varied = (augment.vary(swap.swap(row, pool, dice), dice) for row in silver)
        examples = [corpus.example(row, nlp, entities.may_be_weapon(row)) for row in varied]
        for batch in minibatch_by_words(examples, size=BATCH_WORDS):
            nlp.update(list(batch), sgd=optimizer, drop=DROPOUT)
    with nlp.use_params(optimizer.averages or {}):
        nlp.to_disk(folder)
    return folder


def mentions(rows: list[Row], nlp: "Language") -> Iterator[Row]:
    """The rows with mentions beside their names; where two overlap, the longer one."""
    from spacy.tokens import Doc

    docs = (Doc(nlp.vocab, list(row.words), list(row.spaces)) for row in rows)
    with nlp.select_pipes(disable=["ner"]):
        for row, doc in zip(rows, nlp.pipe(docs, batch_size=64), strict=True):
            yield replace(row, entities=_longest_first([*(row.entities or ()), *_phrases(doc)]))


def _longest_first(spans: list[Span]) -> tuple[Span, ...]:
    taken: set[int] = set()
    kept = []
    for start, end, label in sorted(spans, key=lambda span: (span[0] - span[1], span[0])):
        if taken.isdisjoint(range(start, end)):
            kept.append((start, end, label))
            taken.update(range(start, end))
    return tuple(sorted(kept))


def _phrases(doc: "Doc") -> Iterator[Span]:
    for token in doc:
        pronoun = nouns().pronouns.get(token.lower_) if token.pos_ == "PRON" else None
        if pronoun:
            yield token.i, token.i + 1, pronoun
        elif token.pos_ == "NOUN" and (label := nouns().label(token)):
            start, end = _extent(token)
            if end - start <= LONGEST:
                yield start, end, label


def _extent(noun: "Token") -> tuple[int, int]:
    """From a noun's first determiner or attribute to its name or its "of"."""
    start = min([noun.i, *(child.left_edge.i for child in noun.lefts if child.dep_ in BEFORE)])
    end = max([noun.i, *(c.right_edge.i for c in noun.rights if c.right_edge.i - noun.i < TAIL and _belongs(c, noun))])
    while start < noun.i and noun.doc[start].is_punct:
        start += 1
    return start, end + 1


def _belongs(child: "Token", noun: "Token") -> bool:
    if child.dep_ == "nmod":
        return noun.lemma_.lower() in nouns().with_of and child.left_edge.lower_ == "of"
    return child.dep_.startswith("flat") or (child.dep_ == "appos" and child.pos_ == "PROPN" and child.i < noun.i + 5)
