"""The classifier of event words: what it learns from, that it learns, and that what ships is what was learned."""

import numpy as np
import pytest

from firsthand.extract.events import judge
from firsthand.extract.events.words import Trigger
from firsthand.reference import plover
from firsthand.reference.lexicon import Sense
from firsthand.train import events

LARGEST = 1_500_000  # bytes of weights that may ship


def example(words: str, label: str, weight: float = 1.0) -> events.Example:
    return events.Example(judge.hashed(words.split()), events.LABELS.index(label), weight)


@pytest.fixture(scope="module")
def model() -> judge.Model:
    taught = [
        *[example("bias l=bomb agent=jet patient=depot", "ASSAULT")] * 30,
        *[example("bias l=bomb agent=film s=cinema", "none")] * 30,
        *[example("bias l=arrest agent=police", "COERCE")] * 30,
    ]
    return events.fit(taught, events.Options(epochs=6, size=16))


@pytest.mark.parametrize(
    ("words", "label"),
    [
        ("bias l=bomb agent=jet patient=depot", "ASSAULT"),
        ("bias l=bomb agent=film s=cinema", "none"),
        ("bias l=bomb agent=unheard s=cinema", "none"),
        ("bias l=arrest agent=police", "COERCE"),
    ],
)
def test_it_learns_a_word_by_what_stands_around_it(model, words, label):
    found = model.probabilities(words.split())
    assert model.labels[int(found.argmax())] == label
    assert found.sum() == pytest.approx(1)


def test_what_ships_is_what_was_learned(model):
    shipped = judge.read(events.packed(model))
    assert shipped.labels == model.labels
    step = np.abs(model.rows).max() / 127
    assert np.abs(shipped.rows - model.rows).max() <= max(step, events.SMALLEST)


def test_the_same_examples_give_the_same_weights():
    taught = [example("bias l=bomb", "ASSAULT"), example("bias l=film", "none")] * 8
    assert np.array_equal(events.fit(taught, events.Options()).rows, events.fit(taught, events.Options()).rows)


def test_the_own_sentences_hold_their_words_and_known_types():
    rows = list(events.by_hand())
    assert len(rows) >= 400
    assert len({r[1:] for r in rows}) == len(rows)
    assert all(word in sentence for _, word, sentence in rows)
    assert {label for label, _, _ in rows} <= {judge.NO_EVENT, *plover.types()}


def test_the_shipped_weights_are_small_and_know_every_type_that_is_judged():
    shipped = judge.load()
    assert shipped is not None
    assert {judge.NO_EVENT, *judge.REFUSED} <= set(shipped.labels)
    assert len(events.packed(shipped)) < LARGEST


def test_words_between_parties_are_left_to_the_lexicon(model):
    trigger = Trigger(None, None, "accuse", Sense("ACCUSE"), {})  # type: ignore[arg-type]
    assert not judge.refuses(model, None, trigger)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("kind", "told", "expected"),
    [
        ({"trust": True}, True, "ASSAULT"),
        ({"trust": True}, False, None),
        ({"peaceful": True, "general": True}, True, "none"),
        ({"general": True}, True, None),
        ({"general": True}, False, "none"),
    ],
)
def test_labels_follow_from_the_kind_of_text(kind, told, expected):
    trigger = Trigger(None, None, "bomb", Sense("ASSAULT"), {})  # type: ignore[arg-type]
    assert events.label_of(events.Text("", **kind), trigger, told) == expected
