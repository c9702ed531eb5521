"""Random histories of decisions: the newest is honoured, older ones where they fit, checked against another reckoning.

Usage: benchmarks/histories.py [HISTORIES [SEED]]     (default 5000 1)

The test suite runs a few hundred (tests/resolve/test_corrections.py); this is the long run. Exits 1 at the first
history that goes wrong, and prints it.
"""

import sys
import time
from pathlib import Path
from random import Random

sys.path.insert(0, str(Path(__file__).parents[1]))

from tests.resolve.histories import check, history


def main(histories: int = 5000, seed: int = 1) -> None:
    random, start, decisions = Random(seed), time.perf_counter(), 0
    for number in range(histories):
        made = history(random)
        decisions += len(made)
        try:
            check(made)
        except AssertionError:
            sys.exit(f"history {number} of seed {seed} goes wrong: {[d.groups for d in made]}")
    seconds = time.perf_counter() - start
    print(f"{histories} histories, {decisions} decisions: all honoured as they should be, {seconds:.1f} s")


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
