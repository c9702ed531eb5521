"""Copied passages found anew for some documents are those of all taken in order, whatever comes, goes or moves."""

from bisect import bisect_left
from random import Random

import numpy as np
import pytest

from firsthand.model import Block, Document, Span, When, text_id
from firsthand.resolve import copies
from firsthand.resolve.copies import Index, order
from firsthand.resolve.memory import places
from firsthand.resolve.passages import passages, take
from firsthand.resolve.rows import Rows, ints, roles, rows, shared

WORDS = "red blue tall odd new slow deep wild calm cold".split()


def document(text: str, day: int | None, number: int) -> Document:
    when = When(f"2026-03-{day:02}", f"2026-03-{day:02}", "day", "given") if day else None
    blocks = (Block(Span(0, len(text)), "paragraph"),)
    return Document(text_id(text), text, None, f"Outlet {number}", None, "en", when, blocks)


def written(random: Random, number: int, told: list[str]) -> Document:
    """A text of sentences that others told, with a word changed at times, or of its own."""
    made: list[str] = []
    for _ in range(random.randint(1, 4)):
        sentence = random.choices(WORDS, k=random.randint(6, 12))
        if told and random.random() < 0.6:
            sentence = random.choice(told).split()
            sentence[random.randrange(len(sentence))] = random.choice(WORDS)
        told.append(" ".join(sentence))
        made.append(told[-1].capitalize() + ".")
    return document(" ".join([*made, f"Item {number}."]), random.choice([None, *range(1, 9)]), number)


class Kept:
    """Rows of documents that come and go, brought up to date each time."""

    def __init__(self, held: list[Document]) -> None:
        index = Index()
        self.held = sorted(held, key=order)
        for place, one in enumerate(self.held):
            index.take(one.id, place, index.sentences(one))
        self.vocabulary = index.vocabulary
        self.rows: Rows = rows([(n, index.taken[d.id]) for n, d in enumerate(self.held)], range(len(held)))

    def change(self, fresh: list[Document], gone: set[str]) -> None:
        before, stay = self.held, np.array([d.id not in gone for d in self.held], np.bool_)
        self.held = [d for d in before if d.id not in gone] + fresh
        orders = [order(d) for d in self.held]
        by_order = sorted(orders)
        index = Index(vocabulary=self.vocabulary)
        first = len(self.held) - len(fresh)
        came = {first + n: index.sentences(d) for n, d in enumerate(fresh)}
        went = [
            (bisect_left(by_order, order(d)) - 1, roles(self.rows, n)) for n, d in enumerate(before) if d.id in gone
        ]
        self.rows = take(self.rows.without(stay, np.cumsum(stay) - 1), places(orders), came, went).rows

    def passages(self):
        return set(passages(self.rows, [d.id for d in self.held], range(len(self.held))))


@pytest.mark.parametrize("seed", range(3))
@pytest.mark.parametrize("common", [32, 3])
def test_taken_anew_or_all_in_order_it_is_the_same(monkeypatch, seed: int, common: int):
    monkeypatch.setattr("firsthand.resolve.passages.COMMON", common)
    monkeypatch.setitem(Index.take.__globals__, "COMMON", common)
    random, told = Random(seed), []
    kept = Kept([written(random, n, told) for n in range(6)])
    for step in range(1, 7):
        fresh = [written(random, 100 * step + n, told) for n in range(random.choice([1, 3, 8]))]
        gone = {d.id for d in random.sample(kept.held, random.choice([0, 1, 2]))}
        moved = [document(d.text, random.randint(1, 8), 7) for d in kept.held if d.id in gone and random.random() < 0.4]
        kept.change([*fresh, *moved], gone)
        assert kept.passages() == set(copies(kept.held))


@pytest.mark.parametrize("seed", range(3))
def test_putting_aside_what_stands_only_once_changes_nothing(monkeypatch, seed: int):
    random, told = Random(seed), []
    held = [written(random, n, told) for n in range(30)]
    plain = copies(held)
    monkeypatch.setitem(Index.take.__globals__, "MANY", 1)
    assert copies(held) == plain != ()


@pytest.mark.parametrize(
    ("sentences", "known", "expected"),
    [
        ([], (), []),
        ([(1, 2, 3, 4), (2, 3, 4, 5)], (), [[1], [0]]),
        ([(1, 2, 3), (4, 5)], (1 << 42 | 2 << 21 | 3,), [[0], []]),
        ([(7,), (1, 2, 3), (8, 9), (1, 2, 3)], (), [[], [0], [], [0]]),
        ([(1, 2), (3, 1), (2, 3)], (), [[], [], []]),  # no run goes from one sentence to the next
    ],
)
def test_runs_that_another_sentence_has(sentences, known, expected):
    assert list(shared(sentences, ints(known))) == expected
