"""How long the incidents of a large ledger take: all anew, after 100 more documents, and what people then ask and do.

Usage: benchmarks/standing.py [DOCUMENTS…]     (default 1000 5000 10000 25000 50000)

Fills a ledger in a temporary folder with generated readings (benchmarks/resolve.py: copies, reports of the same, later
tolls; four claims a document), then asks for its incidents as `firsthand incidents` does. The 100 documents that come
after are of two kinds: of the last day, as news are, and of any day of the year, as an archive's are. Then come show,
decide, correct, queue, diff and every export. What the columns of a line hold: seconds by the clock, seconds of
computing (of all processes together, where there are several), the most memory that the first process ever held. After
each step stands the most memory that all of its processes held at one time, what they share counted once (Linux only:
the sum of Pss in /proc/PID/smaps_rollup, looked at twice a second). The machine decides the figures.
"""

import random
import sys
import tempfile
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import timedelta
from itertools import islice
from multiprocessing import Process
from pathlib import Path

from resolve import START, timed, world

from firsthand.export import EXPORTS
from firsthand.ledger import Ledger
from firsthand.model import Position, Producer, Read, Reading, When
from firsthand.resolve.queue import KINDS
from firsthand.workspace import decisions, effects, review, standing, views
from firsthand.workspace.diff import diff

MORE = 100
LOOK = 0.5  # seconds between two looks at the memory
PRODUCER = Producer("benchmark", "none", "none")


def keep(ledger: Ledger, reads: Sequence[Read]) -> None:
    with ledger.transaction():
        for read in reads:
            ledger.add_document(read.document)
            ledger.add_reading(Reading(PRODUCER, read.document, read.attributions, read.claims))


def today(reads: Sequence[Read]) -> list[Read]:
    """The readings as of the last day of the year."""
    day = (START + timedelta(days=366)).isoformat()
    when = When(day, day, "day", "given")
    return [replace(r, document=replace(r.document, published=when)) for r in reads]


def fill(path: Path, documents: int, part: str) -> None:
    """Keep a part of the generated readings: all but the late ones, those of the last day, or the late ones."""
    reads = world(documents + MORE, 5)
    late = set(random.Random(5).sample(range(documents), MORE))
    chosen = {
        "first": [r for n, r in enumerate(reads[:documents]) if n not in late],
        "of the last day": today(reads[-MORE:]),
        "of any day": [reads[n] for n in sorted(late)],
    }[part]
    with Ledger.open(path) as ledger:
        timed(f"keep {len(chosen)} readings", lambda: keep(ledger, chosen))
        print(f"{sum(len(r.claims) for r in chosen)} claims", flush=True)


def alone(job: Callable[..., None], *given: object) -> None:
    """Do something in a process of its own, so that the memory shown is that of it and of those that it begins."""
    process = Process(target=job, args=given)
    process.start()
    most = 0
    while process.is_alive():
        most = max(most, sum(map(held, family(process.pid or 0))))
        process.join(LOOK)
    if most:
        print(f"{'':4}all processes together: {most >> 10} MB", flush=True)


def family(process: int) -> list[int]:
    """A process and those that it began."""
    found = [process]
    for path in Path(f"/proc/{process}/task").glob("*/children"):
        with suppress(OSError):
            found += [p for child in path.read_text().split() for p in family(int(child))]
    return found


def held(process: int) -> int:
    """Kilobytes that a process holds, its share of what it has in common with others included."""
    with suppress(OSError):
        told = Path(f"/proc/{process}/smaps_rollup").read_text()
        return int(told.partition("\nPss:")[2].split()[0])
    return 0


def anew(path: Path) -> None:
    with Ledger.open(path) as ledger:
        timed("all anew", lambda: views.view(ledger))


def updated(path: Path, name: str) -> None:
    with Ledger.open(path) as ledger:
        timed(f"{MORE} more {name}", lambda: next(views.view(ledger).lines()))


def asked(path: Path, first: Position) -> None:
    """What a person does with a ledger that is up to date; each as its command does it."""
    with Ledger.open(path) as ledger:
        timed("first line", lambda: next(views.view(ledger).lines()))
        one, *_, other = (standing.incident_of(w).id for w in islice(views.view(ledger).lines(), 9))
        timed("show", lambda: views.find(views.view(ledger), ledger, one))
        timed("decide", lambda: act(ledger, {"same": [one, other]}))
        timed("correct", lambda: act(ledger, {"correct": one, "cell": "killed", "value": "3"}))
        timed("diff", lambda: diff(ledger, (first, ledger.position())))
        plain = [k for k in KINDS if k != "link"]
        timed("queue, without links", lambda: review.queue(ledger, views.view(ledger), plain))


def listed(path: Path) -> None:
    with Ledger.open(path) as ledger:
        timed("all lines", lambda: sum(map(len, views.view(ledger).lines())))


def exported(path: Path, name: str) -> None:
    with Ledger.open(path) as ledger:
        to = path.with_suffix(EXPORTS[name].suffix)
        timed(f"export {name}", lambda: views.export(views.view(ledger), ledger, name, to))


def linked(path: Path) -> None:
    with Ledger.open(path) as ledger:
        timed("queue, links, first time", lambda: review.queue(ledger, views.view(ledger), ["link"]))
        one, *_, other = (standing.incident_of(w).id for w in islice(views.view(ledger).lines(), 9))
        act(ledger, {"different": [one, other]} if one != other else {"reject": one})
        timed("queue, after a decision", lambda: review.queue(ledger, views.view(ledger)))


def act(ledger: Ledger, given: Mapping[str, object]) -> None:
    """Record a person's act, and tell what came of it."""
    before = views.view(ledger)
    decisions.record(ledger, decisions.make(decisions.Desk(ledger, before, "benchmark"), given))
    effects.effects(before, views.view(ledger))


def measure(documents: int, folder: Path) -> None:
    path = folder / f"{documents}.db"
    print(f"\n{documents} documents", flush=True)
    alone(fill, path, documents, "first")
    alone(anew, path)
    with Ledger.open(path) as ledger:
        first = ledger.position()
    for name in ("of the last day", "of any day"):
        alone(fill, path, documents, name)
        alone(updated, path, name)
    alone(asked, path, first)
    alone(listed, path)
    for name in EXPORTS:
        alone(exported, path, name)
    alone(linked, path)


def main(sizes: Sequence[int]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        for documents in sizes:
            measure(documents, Path(folder))


if __name__ == "__main__":
    main([int(a) for a in sys.argv[1:]] or [1000, 5000, 10000, 25000, 50000])
