"""Work that a second process does meanwhile, where the system can fork one and a second processor is free for it.

The other process sees everything as it stood when it began, and hands back what it made through a file without a name.
Where none may be had, or it dies, the work is done here: the result is the same.
"""

import os
import pickle
import signal
import sys
import threading
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator
from contextlib import ExitStack, contextmanager
from itertools import islice
from pathlib import Path
from tempfile import TemporaryFile
from typing import IO, Any, TypeVar

T = TypeVar("T")

BATCH = 500  # results that are written at a time


@contextmanager
def apart(job: Callable[[], Iterable[T]], folder: Path) -> Generator[Callable[[], list[T]]]:
    """Begin a job; what comes is asked for what it made. `folder` is where that may be written meanwhile."""
    if not _may_fork():
        yield lambda: list(job())
        return
    with TemporaryFile(dir=folder) as results:
        parent, child = os.getpid(), os.fork()
        if child == 0:
            _work(job, results, parent)
        waiting = [child]

        def made() -> list[T]:
            _, status = os.waitpid(waiting.pop(), 0)
            return list(_read(results)) if status == 0 else list(job())

        try:
            yield made
        finally:
            for process in waiting:
                os.kill(process, signal.SIGKILL)
                os.waitpid(process, 0)


def in_turns(jobs: Iterable[Callable[[], Iterable[T]]], folder: Path) -> Iterator[T]:
    """What jobs make, in their order: each in a process of its own, two at a time.

    What a process touches of the memory that it shares is there twice until it ends: short jobs need little.
    """
    with ExitStack() as begun:
        waiting: deque[Callable[[], list[T]]] = deque()
        for job in jobs:
            if len(waiting) == 2:
                yield from waiting.popleft()()
            waiting.append(begun.enter_context(apart(job, folder)))
        for made in waiting:
            yield from made()


def _may_fork() -> bool:
    """Only Linux forks safely beside system libraries, and no process does with threads of its own."""
    if sys.platform != "linux" or os.environ.get("FIRSTHAND_PROCESSES") == "1" or threading.active_count() > 1:
        return False
    return len(os.sched_getaffinity(0)) > 1


def _work(job: Callable[[], Iterable[object]], results: IO[bytes], parent: int) -> None:
    """In the other process, which ends here, and when the first one is no more."""
    status = 1
    try:
        made = iter(job())
        while (batch := list(islice(made, BATCH))) and os.getppid() == parent:
            pickle.dump(batch, results, pickle.HIGHEST_PROTOCOL)
        results.flush()
        status = 0
    finally:
        os._exit(status)


def _read(results: IO[bytes]) -> Iterator[Any]:
    results.seek(0)
    size = os.fstat(results.fileno()).st_size
    while results.tell() < size:
        yield from pickle.load(results)
