"""How `firsthand add` streams: documents a second and peak memory, on varied sample reports.

Usage: python benchmarks/add.py [DOCUMENTS]
"""

import json
import random
import resource
import sys
import tempfile
import time
from pathlib import Path

from firsthand.ingest import Options, document, read
from firsthand.ledger import Ledger
from firsthand.model import Report
from firsthand.workspace import reading
from firsthand.workspace.settings import Settings

SAMPLES = Path(__file__).parents[1] / "samples" / "reports"
SEED = 7


def varied(number: int, seed: int = SEED) -> list[dict[str, str]]:
    """`number` reports made of the samples: other figures, other days, sentences dropped and put in another order."""
    random.seed(seed)
    texts = [document(r).text for r in read(str(SAMPLES), Options()) if isinstance(r, Report)]
    return [_vary(random.choice(texts), n) for n in range(number)]


def _vary(text: str, number: int) -> dict[str, str]:
    paragraphs = text.split("\n\n")
    kept = [p for p in paragraphs[1:] if random.random() > 0.1]
    random.shuffle(kept)
    body = "\n\n".join([paragraphs[0], *kept])
    for digit in "3456789":
        body = body.replace(f" {digit} ", f" {random.randint(2, 30)} ")
    published = f"20{random.randint(19, 24)}-{random.randint(1, 12):02}-{random.randint(1, 28):02}"
    return {"id": f"varied-{number}", "text": body, "outlet": f"Outlet {number % 40}", "published": published}


def megabytes() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def main() -> None:
    number = int(sys.argv[1]) if len(sys.argv) > 1 else 1000
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "reports.jsonl"
        source.write_text("\n".join(json.dumps(r) for r in varied(number)), encoding="utf-8")
        model = reading.load(Settings())
        peaks: list[float] = []
        start = time.perf_counter()
        with Ledger.open(Path(folder) / "ledger.db") as ledger:
            summary = reading.add(ledger, [str(source)], model, Options(), lambda *_: peaks.append(megabytes()))
            seconds = time.perf_counter() - start
            problems = ledger.verify()
        early = peaks[min(100, len(peaks) - 1)]
        print(f"{summary.added} documents, {summary.claims} claims in {seconds:.1f} s: {number / seconds:.1f} a second")
        print(
            f"peak memory after 100 documents {early:.0f} MB, at the end {peaks[-1]:.0f} MB; {len(problems)} problems"
        )


if __name__ == "__main__":
    main()
