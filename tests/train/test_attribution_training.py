"""Training of the attribution tagger: gradients, what a chain learns of cases made by hand, going on where it stood."""

import numpy as np
import pytest

from firsthand.extract.attribution import crf as chains
from firsthand.train import attribution as training
from firsthand.train import crf

STEPS = np.array([[1, 1, 0], [1, 1, 1], [1, 1, 1]], bool)  # from O B I


@pytest.fixture(autouse=True)
def few_rows(monkeypatch):
    """Small tables: the words of these cases have numbers below 2^6."""
    for module in (crf, training):
        monkeypatch.setattr(module, "BITS", 6)


def task(times: int = 8) -> crf.Task:
    """Sequences of two and of four words; word 7 begins a cue, word 8 goes on with it, other words are none."""
    one, two = [[5, 20], [7, 21], [8, 22], [6, 23]], [[7, 24], [6, 25]]
    rows, labels = np.array((one + two) * times, np.int32), np.array([0, 1, 2, 0, 1, 0] * times)
    groups = np.repeat(np.arange(2 * times), [4, 2] * times)
    return crf.Task(rows, labels, chains.batch(groups), STEPS)


def cost(found, steps, first, gold, lengths) -> float:
    """Negative log likelihood by hand: every path is counted."""
    total = 0.0
    for scores, right, length in zip(found, gold, lengths, strict=True):
        paths = {(): 0.0}
        for t in range(length):
            paths = {
                (*path, label): score + scores[t, label] + (steps[path[-1], label] if path else first[label])
                for path, score in paths.items()
                for label in range(len(first))
            }
        total += np.log(sum(np.exp(s) for s in paths.values())) - paths[tuple(right[:length])]
    return total


def test_gradients_are_those_of_the_likelihood():
    rng = np.random.default_rng(3)
    found, steps, first = rng.normal(size=(2, 4, 3)), rng.normal(size=(3, 3)), rng.normal(size=3)
    gold, lengths = np.array([[0, 1, 2, 0], [1, 0, 0, 0]]), np.array([4, 2])
    got = crf.gradients(found, steps, first, gold, lengths)
    for value, gradient in zip((found, steps, first), got, strict=True):
        place = tuple(n - 1 for n in value.shape) if value.ndim < 3 else (1, 1, 2)
        before = cost(found, steps, first, gold, lengths)
        value[place] += 1e-5
        assert (cost(found, steps, first, gold, lengths) - before) / 1e-5 == pytest.approx(gradient[place], abs=1e-3)
        value[place] -= 1e-5


def test_a_chain_learns_its_task():
    its = task()
    weights = crf.train(its, crf.Options(epochs=8, size=4, rate=0.15, drop=0.0), lambda _: None)
    found = np.zeros(len(its.rows), np.int64)
    for numbers, (forward, backward, *_) in chains.even_passes(
        weights, chains.scores(weights, its.rows), its.sequences
    ):
        for number, labels in zip(numbers, (forward * backward).argmax(axis=2), strict=True):
            words = its.sequences.words[number]
            found[words[words >= 0]] = labels[: its.sequences.lengths[number]]
    assert found.tolist() == its.labels.tolist()


def test_what_is_seldom_seen_weighs_nothing():
    weights = crf.train(task(times=2), crf.Options(epochs=2, size=2), lambda _: None)
    assert weights.rows[7].any()
    assert not weights.rows[20:26].any()
    assert not weights.rows[0].any()


def test_finished_chains_are_not_trained_again(tmp_path, monkeypatch):
    shelf = training.Shelf(tmp_path, lambda _: None)
    sights = (training.Sight(slice(1), crf.Options(epochs=1)), training.Sight(slice(None), crf.Options(epochs=2)))
    first = shelf.mean("cues", task(), sights)
    monkeypatch.setattr(crf, "train", lambda *_: pytest.fail("trained again"))
    again = shelf.mean("cues", task(), sights)
    assert np.array_equal(first.rows, again.rows)
    assert np.array_equal(first.steps, again.steps)
    with pytest.raises(pytest.fail.Exception):
        shelf.mean("cues", task(times=5), sights)
