"""Work in a second process gives what it gives here, and is done here where that process can't be had or dies."""

import os
import signal
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

import pytest

from firsthand.workspace import apart as module
from firsthand.workspace.apart import BATCH, apart, in_turns

HERE = os.getpid()


def squares() -> Iterator[int]:
    return (n * n for n in range(BATCH + 3))


def where() -> Iterator[int]:
    yield os.getpid()


@pytest.mark.parametrize("processes", ["1", "2"])
def test_the_result_is_the_same_in_one_process_and_in_two(
    processes: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FIRSTHAND_PROCESSES", processes)
    with apart(squares, tmp_path) as made:
        assert made() == list(squares())
    assert list(tmp_path.iterdir()) == []


def test_one_process_is_enough_where_it_is_asked_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FIRSTHAND_PROCESSES", "1")
    with apart(where, tmp_path) as made:
        assert made() == [HERE]


def test_what_a_dead_process_did_not_do_is_done_here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_may_fork", lambda: True)

    def dies_elsewhere() -> Iterator[int]:
        if os.getpid() != HERE:
            os.kill(os.getpid(), signal.SIGKILL)
        yield HERE

    with apart(dies_elsewhere, tmp_path) as made:
        assert made() == [HERE]


def test_a_job_that_nobody_asks_for_any_more_is_ended(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    begun: list[int] = []
    fork = os.fork
    monkeypatch.setattr(module, "_may_fork", lambda: True)
    monkeypatch.setattr(os, "fork", lambda: begun.append(process := fork()) or process)

    def endless() -> Iterator[int]:
        while True:
            yield 1

    with pytest.raises(KeyboardInterrupt), apart(endless, tmp_path):
        raise KeyboardInterrupt
    with pytest.raises(ProcessLookupError):
        os.kill(begun[0], 0)


@pytest.mark.parametrize("processes", ["1", "2"])
@pytest.mark.parametrize("jobs", [0, 1, 5])
def test_jobs_in_turns_come_in_their_order(
    jobs: int, processes: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FIRSTHAND_PROCESSES", processes)
    assert list(in_turns([partial(range, n) for n in range(jobs)], tmp_path)) == [
        m for n in range(jobs) for m in range(n)
    ]
    assert list(tmp_path.iterdir()) == []


def test_never_more_than_two_jobs_are_under_way(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    under_way: list[int] = []
    most: list[int] = []

    @contextmanager
    def counted(job: Callable[[], Iterable[int]], folder: Path) -> Iterator[Callable[[], list[int]]]:
        under_way.append(1)
        most.append(len(under_way))
        yield lambda: [under_way.pop(), *job()]

    monkeypatch.setattr(module, "apart", counted)
    assert list(in_turns([squares] * 6, tmp_path)) == [1, *squares()] * 6
    assert max(most) == 2
