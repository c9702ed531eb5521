"""How long the incidents of a large ledger take: all anew, after 100 more documents, and when nothing changed.

Usage: benchmarks/standing.py [DOCUMENTS…]     (default 1000 5000 10000 25000 50000)

Fills a ledger in a temporary folder with generated readings (benchmarks/resolve.py: copies, reports of the same, later
tolls; four claims a document), then asks for its incidents as `firsthand incidents` does. The 100 documents that come
after are of two kinds: of the last day, as news are, and of any day of the year, as an archive's are. The machine
decides the figures.
"""

import random
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from multiprocessing import Process
from pathlib import Path

from resolve import START, timed, world

from firsthand.ledger import Ledger
from firsthand.model import Producer, Read, Reading, When
from firsthand.workspace import standing, views

MORE = 100
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


def apart(*given: object) -> None:
    """Fill in a process of its own, so that the memory shown is that of who asks."""
    process = Process(target=fill, args=given)
    process.start()
    process.join()


def measure(documents: int, folder: Path) -> None:
    path = folder / f"{documents}.db"
    print(f"\n{documents} documents", flush=True)
    apart(path, documents, "first")
    with Ledger.open(path) as ledger:
        timed("all anew", lambda: views.view(ledger))
        timed("nothing changed, first line", lambda: next(views.view(ledger).lines()))
        timed("nothing changed, all lines", lambda: sum(map(len, views.view(ledger).lines())))
        one = standing.incident_of(next(views.view(ledger).lines())).id
        timed("show one", lambda: views.find(views.view(ledger), ledger, one))
        for name in ("of the last day", "of any day"):
            apart(path, documents, name)
            timed(f"{MORE} more {name}", lambda: next(views.view(ledger).lines()))


def main(sizes: Sequence[int]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        for documents in sizes:
            measure(documents, Path(folder))


if __name__ == "__main__":
    main([int(a) for a in sys.argv[1:]] or [1000, 5000, 10000, 25000, 50000])
