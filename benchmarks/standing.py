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


def measure(documents: int, folder: Path) -> None:
    reads = world(documents + 2 * MORE, 5)
    chosen = set(random.Random(5).sample(range(documents), MORE))
    late, news = [reads[n] for n in sorted(chosen)], today(reads[-MORE:])
    path = folder / f"{documents}.db"
    first = [r for n, r in enumerate(reads[:documents]) if n not in chosen]
    print(f"\n{documents} documents, {sum(len(r.claims) for r in first)} claims")
    with Ledger.open(path) as ledger:
        timed("fill the ledger", lambda: keep(ledger, first))
    del reads
    with Ledger.open(path) as ledger:
        timed("all anew", lambda: views.view(ledger))
        timed("nothing changed, first line", lambda: next(views.view(ledger).lines()))
        timed("nothing changed, all lines", lambda: sum(map(len, views.view(ledger).lines())))
        one = standing.incident_of(next(views.view(ledger).lines())).id
        timed("show one", lambda: views.find(views.view(ledger), ledger, one))
        for name, more in (("of the last day", news), ("of any day", late)):
            keep(ledger, more)
            timed(f"{MORE} more {name}", lambda: next(views.view(ledger).lines()))


def main(sizes: Sequence[int]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        for documents in sizes:
            measure(documents, Path(folder))


if __name__ == "__main__":
    main([int(a) for a in sys.argv[1:]] or [1000, 5000, 10000, 25000, 50000])
