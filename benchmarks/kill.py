"""Kill add, decide and rebuild at random points: does the ledger verify, and is every acknowledged entry still there?

Usage: python benchmarks/kill.py [--rounds 200] [--reports 60] [--seed 1]

Each round forks a writer that goes on where the last one was killed, tells every entry that it was promised (what
`add` has counted, what `add_decision` has returned), and is killed with SIGKILL. A reader that makes two claims of each
document stands in for the language model, so that writing is what is interrupted. At the end nothing is killed any
more, and the ledger must hold every report. Then the same with a disk that is full (a limit on the size of files).
"""

import argparse
import json
import os
import random
import resource
import signal
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from types import ModuleType

from firsthand.ingest import Options
from firsthand.ledger import Ledger, LedgerError
from firsthand.model import Decision, Document, Item, Producer, Reading, Report, Span, claim_id
from firsthand.workspace import decisions, reading

ROUNDS_A_LEDGER = 20  # then a new one, so that verifying stays quick
MOST_WAIT = 0.02  # seconds between the last entry told and the kill: several transactions
DISK = 400_000  # bytes that a file may have where the disk is full

Work = Callable[[Ledger, Path, int, Callable[[], None]], None]


@dataclass(frozen=True)
class Model:
    """Who reads, in the place of a language model."""

    producer: Producer


@dataclass
class Outcome:
    """What the rounds showed. `lost` and `broken` are empty where all is well."""

    rounds: int = 0
    killed_at_work: int = 0
    acknowledged: int = 0
    lost: list[str] = field(default_factory=list)
    broken: list[str] = field(default_factory=list)

    @property
    def sound(self) -> bool:
        return not self.lost and not self.broken


def stand_in() -> None:
    """Let a quick reader take the place of the language pipeline; load once what every writer would load."""
    module = ModuleType("firsthand.extract.pipeline")
    setattr(module, "read_many", _read_many)  # noqa: B010 - a module made here
    sys.modules[module.__name__] = module
    reading.documented(Report(b"The guard counted the boats at the bridge on that morning.", "text", "first"))


def _read_many(documents: Iterator[Document], model: Model, mentions: bool = False) -> Iterator[Reading]:
    for document in documents:
        wide = len(model.producer.model) % 3 + 2  # another version reads other values at the same places
        claims = tuple(
            Item(claim_id(document.id, at, "item"), "document", Span(at, at + wide), None, None, None, False, None, ())
            for at in (0, 10)
        )
        yield Reading(model.producer, document, (), claims)


def reports(folder: Path, number: int) -> Path:
    """A file of invented reports, some of them long."""
    path = folder / "reports.jsonl"
    with path.open("w", encoding="utf-8") as out:
        for n in range(number):
            text = (
                f"Report {n} of the river post. "
                + f"The guard counted {n} boats at the bridge on that morning. " * (5 + n % 7 * 40)
            )
            print(json.dumps({"id": f"r{n}", "text": text, "outlet": f"Post {n % 5}"}), file=out)
    return path


def add(ledger: Ledger, source: Path, turn: int, tell: Callable[[], None]) -> None:
    """Take the reports in; those that a killed writer had taken in are known already."""
    reading.add(ledger, [str(source)], Model(Producer("1", "one", "none")), Options(), lambda *_: tell())


def rebuild(ledger: Ledger, source: Path, turn: int, tell: Callable[[], None]) -> None:
    """Read everything again with another version."""
    for _ in reading.reread(ledger, Model(Producer("1", "x" * (turn + 1), "none"))):
        tell()


def decide(ledger: Ledger, source: Path, turn: int, tell: Callable[[], None]) -> None:
    """What people decide, as `firsthand decide --from` records it: two sortings and a withdrawal, all or none."""
    claims = [e.subject for e in ledger.entries(("claim",))]
    for n in range(40):
        groups = tuple((c,) for c in random.sample(claims, min(3, len(claims))))
        first, second = (
            Decision(f"{turn}-{n}-{k}", "ana", "2026-01-01T00:00:00Z", groups, "seen " + "x" * 500) for k in "ab"
        )
        decisions.record(ledger, (first, second, decisions.Withdrawal(first.id, "ana", "not so")))
        tell()


WORK: tuple[Work, ...] = (add, decide, rebuild)


def run(rounds: int, number: int, seed: int, folder: Path) -> Outcome:
    """Kill writers `rounds` times and look at what they left."""
    outcome, chance, source = Outcome(), random.Random(seed), reports(folder, number)
    for turn in range(rounds):
        path = folder / f"ledger-{turn // ROUNDS_A_LEDGER}.db"
        work = WORK[turn % len(WORK)] if path.exists() else add
        told, at_work = _killed(path, work, source, turn, chance)
        outcome.rounds += 1
        outcome.killed_at_work += at_work
        outcome.acknowledged += len(told)
        _inspect(path, told, f"round {turn} ({work.__name__})", outcome)
        if turn % ROUNDS_A_LEDGER == ROUNDS_A_LEDGER - 1 or turn == rounds - 1:
            _finish(path, source, number, outcome)
    return outcome


def _killed(
    path: Path,
    work: Work,
    source: Path,
    turn: int,
    chance: random.Random,
) -> tuple[list[str], bool]:
    """Fork a writer, kill it at a random point, and give what it had told; whether it was still at work."""
    receive, send = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(receive)
        _write(path, work, source, turn, send)
    os.close(send)
    with os.fdopen(receive, encoding="ascii") as told:
        lines = [line for line, _ in zip(told, range(chance.randint(0, 25)), strict=False)]
        time.sleep(chance.uniform(0, MOST_WAIT))
        os.kill(child, signal.SIGKILL)
        lines += list(told)
    _, status = os.waitpid(child, 0)
    return [line.strip() for line in lines if line.endswith("\n")], os.WIFSIGNALED(status)


def _write(path: Path, work: Work, source: Path, turn: int, send: int) -> None:
    """The writer: every entry that it is promised goes down the pipe at once."""
    try:
        with Ledger.open(path) as ledger:
            seen = ledger.position().seq

            def tell() -> None:
                nonlocal seen
                for entry in ledger.entries(after=seen):
                    os.write(send, f"{entry.seq} {entry.own}\n".encode())
                    seen = entry.seq

            work(ledger, source, turn, tell)
    except LedgerError as error:
        os.write(send, f"said: {error}\n".encode())
    finally:
        os._exit(0)


def _inspect(path: Path, told: list[str], where: str, outcome: Outcome) -> None:
    with Ledger.open(path) as ledger:
        kept = {f"{e.seq} {e.own}" for e in ledger.entries()}
        outcome.lost += [f"{where}: entry {t}" for t in told if t not in kept]
        outcome.broken += [f"{where}: {p}" for p in ledger.verify()]
        acts = Counter(e.subject.rpartition("-")[0] for e in ledger.entries(("decision", "withdrawal")))
        outcome.broken += [f"{where}: {n} of the 3 acts {act}" for act, n in acts.items() if n != 3]


def _finish(path: Path, source: Path, number: int, outcome: Outcome) -> None:
    """What was interrupted goes on to its end: every report is there, read once, and the ledger verifies."""
    with Ledger.open(path) as ledger:
        add(ledger, source, 0, lambda: None)
        whole = sum(1 for r in ledger.reads() if len(r.claims) == 2)
        if whole != number:
            outcome.broken.append(f"{path.name}: {whole} of {number} reports after the last round")
    _inspect(path, [], path.name, outcome)


def full_disk(folder: Path, number: int, limit: int = DISK) -> tuple[str, Outcome]:
    """Write until no file may grow any more; what the ledger says then, and what it kept. Then there is room again."""
    path, source, outcome = folder / "full.db", reports(folder, number), Outcome(rounds=1)
    receive, send = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(receive)
        resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
        _write(path, add, source, 0, send)
    os.close(send)
    with os.fdopen(receive, encoding="utf-8") as told:
        lines = [line.strip() for line in told]
    os.waitpid(child, 0)
    acknowledged = [line for line in lines if line[0].isdigit()]
    outcome.acknowledged = len(acknowledged)
    _inspect(path, acknowledged, "full disk", outcome)
    _finish(path, source, number, outcome)
    return next((line for line in lines if not line[0].isdigit()), "the disk never filled"), outcome


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=200)
    parser.add_argument("--reports", type=int, default=60)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    stand_in()
    with tempfile.TemporaryDirectory() as folder:
        start = time.perf_counter()
        outcome = run(given.rounds, given.reports, given.seed, Path(folder))
        seconds = time.perf_counter() - start
        said, full = full_disk(Path(folder), given.reports)
    print(
        f"{outcome.rounds} rounds in {seconds:.0f} s, {outcome.killed_at_work} killed at work; "
        f"{outcome.acknowledged} entries acknowledged, {len(outcome.lost)} lost; {len(outcome.broken)} problems"
    )
    print(f"full disk, which {said}")
    print(f"{full.acknowledged} entries acknowledged, {len(full.lost)} lost; {len(full.broken)} problems")
    for line in (*outcome.lost, *outcome.broken, *full.lost, *full.broken):
        print(line)
    sys.exit(not (outcome.sound and full.sound))


if __name__ == "__main__":
    main()
