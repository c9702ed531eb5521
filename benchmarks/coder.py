"""Who did what to whom, sentence by sentence: our claims against the expected events of a coder's test sentences.

    python benchmarks/coder.py ../shared SENTENCES [--actors FILE]

../shared is the folder of the scorers (`score/`) and gold data (`gold/`). FILE holds the suite's actor names, as JSON
with `actors` and `agents`, each {NAME: CODE}: they are written as a file for `firsthand read --actors`, all is read
with it, and the codes that our parties then have stand as `id` in what is scored.

SENTENCES are JSON Lines with `text` and `expect` (default: gold/events/petrarch_unit.jsonl.gz). `score/coder.py` prints
the figures for all rows, then for each suite alone: the suites follow different manuals (one has WEIS codes, which a
table of CAMEO codes reads as other types: there "met" is AGREE and "welcomed" CONSULT), so that no coder can satisfy
both. How far one can get is printed last: the figures over all rows of a coder who gives the expected events of each
text without a fault, of texts with two answers those of one suite (`ceiling`).
"""

import argparse
import csv
import gzip
import importlib.util
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

ENDS = {
    "MIL": "state-forces",
    "COP": "state-forces",
    "GOV": "government",
    "REB": "rebel-group",
    "MED": "media",
    "NGO": "ngo",
}


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
        own = own_actors(actors, Path(folder) / "actors.csv")
        read = readings(options.shared, gold, Path(folder), own)
        for name, part in [("all", gold), *suites(gold, Path(folder))]:
            print(f"== {name}")
            score(options.shared / "score/coder.py", read, part, actors)
        for name, answers in faultless(gold, options.shared, Path(folder)):
            print(f"== ceiling: all texts answered as expected, those of several suites as in {name}")
            score(options.shared / "score/coder.py", answers, gold, actors)


def own_actors(names: Path, out: Path) -> Path:
    """The suite's names in the format of `--actors`: three letters are a state's code, and any ending may follow."""
    listed = json.loads(names.read_text(encoding="utf-8"))
    with out.open("w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file)
        rows.writerow(("name", "kind", "code"))
        for name, code in listed["actors"].items():
            rows.writerow((f"{name.strip()}*", kind(code.upper()), code.upper()))
        for name, code in listed["agents"].items():
            rows.writerow((f"{name.strip().rstrip('!')}*", "role", code.strip().upper()))
    return out


def kind(code: str) -> str:
    """The kind of party that a CAMEO code tells by its end."""
    if len(code) == 3:
        return "state"
    return next((k for end, k in ENDS.items() if code.endswith(end)), "")


def readings(shared: Path, gold: Path, folder: Path, actors: Path | None = None) -> Path:
    """Our readings of the gold texts, as the scorers want them: a party's code is its `id`."""
    texts, out = folder / "texts.jsonl", folder / "readings.jsonl"
    made = subprocess.run([sys.executable, shared / "score/texts.py", gold], capture_output=True, check=True)
    texts.write_bytes(made.stdout)
    model = pipeline.load(actors=actors)
    documents = (ingest.document(r) for r in ingest.read(str(texts)) if not isinstance(r, ingest.Failure))
    with out.open("w", encoding="utf-8") as file:
        for reading in pipeline.read_many(documents, model):
            file.write(json.dumps(coded(reading_object(reading))) + "\n")
    return out


def coded(reading: dict[str, Any]) -> dict[str, Any]:
    """The reading with the codes of its events' parties where the scorer looks for them."""
    for claim in reading["claims"]:
        for party in [*claim.get("actor", ()), *claim.get("recipient", ())]:
            party["id"] = party.get("code") or party["id"]
    return reading


def suites(gold: Path, folder: Path) -> Iterator[tuple[str, Path]]:
    """The rows of each suite in a file of their own, if there are several."""
    parts: dict[str, list[dict[str, Any]]] = {}
    for row in expected(gold):
        parts.setdefault(str(row.get("suite", "")), []).append(row)
    for name, part in parts.items() if len(parts) > 1 else ():
        path = folder / f"{name}.jsonl"
        path.write_text("".join(json.dumps(row) + "\n" for row in part), encoding="utf-8")
        yield name, path


def faultless(gold: Path, shared: Path, folder: Path) -> Iterator[tuple[str, Path]]:
    """Readings that hold the expected events of each text: of a text of several suites those of the named suite."""
    table = json.loads((shared / "gold/events/cameo2plover.json").read_text(encoding="utf-8"))
    rows: list[tuple[str, dict[str, Any]]] = common(shared).read_gold(gold)
    names = list(dict.fromkeys(str(row.get("suite", "")) for _, row in rows))
    for name in names if len(names) > 1 else ():
        first = sorted((row for _, row in rows), key=lambda row: row.get("suite") != name)
        answers = {row["text"]: row["expect"] for row in reversed(first)}
        path = folder / f"faultless-{name}.jsonl"
        made = (answered(key, row["text"], answers[row["text"]], table) for key, row in rows)
        path.write_text("".join(json.dumps(reading) + "\n" for reading in made), encoding="utf-8")
        yield name, path


def expected(gold: Path) -> list[dict[str, Any]]:
    with (gzip.open if gold.suffix == ".gz" else open)(gold, "rt", encoding="utf-8") as file:
        return [json.loads(line) for line in file]


def common(shared: Path) -> Any:
    """The module of the scorers that says under which id a row's reading is looked for."""
    spec = importlib.util.spec_from_file_location("common", shared / "score/common.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def answered(url: str, text: str, expect: list[dict[str, Any]], table: dict[str, Any]) -> dict[str, Any]:
    """A reading of the text with these events, under the id by which the scorer looks for it."""
    claims = [
        {
            "kind": "event",
            "type": plover(str(e["code"]), table),
            "actor": side(e.get("source")),
            "recipient": side(e.get("target")),
        }
        for e in expect
    ]
    return {"format": "firsthand/reading@1", "document": {"url": url, "text": text}, "claims": claims}


def plover(code: str, table: dict[str, Any]) -> str | None:
    """The PLOVER type of a CAMEO code; a longer code than the table has goes by its beginning."""
    found = (table[code[:n]]["event"] for n in range(len(code), 1, -1) if code[:n] in table)
    return next(found, None)


def side(code: str | None) -> list[dict[str, str]]:
    quoted = (code or "").startswith('"')
    text = (code or "---").strip('"')
    return [{"id": "" if quoted else text.upper(), "text": text}] if text != "---" else []


def score(scorer: Path, read: Path, gold: Path, actors: Path) -> None:
    subprocess.run([sys.executable, scorer, read, gold, "--actors", actors], check=True)


if __name__ == "__main__":
    main()
