"""Who did what to whom, sentence by sentence: our claims against the expected events of a coder's test sentences.

    python benchmarks/coder.py ../shared SENTENCES [--actors FILE]

../shared is the folder of the scorers (`score/`) and gold data (`gold/`). SENTENCES are JSON Lines with `text` and
`expect` (default: gold/events/petrarch_unit.jsonl.gz). `score/coder.py` prints the figures for all rows, then for each
suite alone: the suites follow different manuals (one has WEIS codes, which a table of CAMEO codes reads as other
types: there "met" is AGREE and "welcomed" CONSULT), so that no coder can satisfy both.
"""

import argparse
import gzip
import json
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from firsthand import ingest
from firsthand.extract import pipeline
from firsthand.model import reading_object


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("shared", type=Path)
    parser.add_argument("sentences", type=Path, nargs="?")
    parser.add_argument("--actors", type=Path)
    options = parser.parse_args()
    events = options.shared / "gold/events"
    gold = options.sentences or events / "petrarch_unit.jsonl.gz"
    actors = options.actors or events / "petrarch_unit_actors.json"
    with tempfile.TemporaryDirectory() as folder:
        read = readings(options.shared, gold, Path(folder))
        for name, part in [("all", gold), *suites(gold, Path(folder))]:
            print(f"== {name}")
            score(options.shared / "score/coder.py", read, part, actors)


def readings(shared: Path, gold: Path, folder: Path) -> Path:
    """Our readings of the gold texts, as the scorers want them."""
    texts, out = folder / "texts.jsonl", folder / "readings.jsonl"
    made = subprocess.run([sys.executable, shared / "score/texts.py", gold], capture_output=True, check=True)
    texts.write_bytes(made.stdout)
    model = pipeline.load()
    documents = (ingest.document(r) for r in ingest.read(str(texts)) if not isinstance(r, ingest.Failure))
    with out.open("w", encoding="utf-8") as file:
        for reading in pipeline.read_many(documents, model):
            file.write(json.dumps(reading_object(reading)) + "\n")
    return out


def suites(gold: Path, folder: Path) -> Iterator[tuple[str, Path]]:
    """The rows of each suite in a file of their own, if there are several."""
    with gzip.open(gold, "rt", encoding="utf-8") as file:
        rows: list[dict[str, Any]] = [json.loads(line) for line in file]
    parts: dict[str, list[dict[str, Any]]] = {}
    for row in rows:
        parts.setdefault(str(row.get("suite", "")), []).append(row)
    for name, part in parts.items() if len(parts) > 1 else ():
        path = folder / f"{name}.jsonl"
        path.write_text("".join(json.dumps(row) + "\n" for row in part), encoding="utf-8")
        yield name, path


def score(scorer: Path, read: Path, gold: Path, actors: Path) -> None:
    subprocess.run([sys.executable, scorer, read, gold, "--actors", actors], check=True)


if __name__ == "__main__":
    main()
