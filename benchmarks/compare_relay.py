"""How well `firsthand compare` finds the right partner: the relay set's labelled incidents as if they were ACLED's.

Usage: python benchmarks/compare_relay.py [--seed 1]

The rows hold what a coder would write from the labels: date (a third of them a day late), place with the gazetteer's
coordinates moved by up to 3 km, the lowest toll. Types and actors are not labelled and stay empty, so this is harder
than a real file. A pair is right where the incident's reports are mostly those of the label.
"""

import argparse
import csv
import json
import random
import tempfile
from collections import Counter
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from firsthand import resolve
from firsthand.export import acled
from firsthand.extract import pipeline
from firsthand.ingest import Options, document, read
from firsthand.model import Incident, Read, Report
from firsthand.reference import country_codes
from firsthand.workspace.compare import Comparison, compare
from firsthand.workspace.reading import load
from firsthand.workspace.settings import Settings

RELAY = Path(__file__).parents[1] / "samples" / "relay"


def incidents(model: Any) -> tuple[tuple[Incident, ...], dict[str, str]]:
    """The incidents of the relay reports, and the report's name of each document."""
    documents = [document(r) for r in read(str(RELAY / "reports.jsonl"), Options()) if isinstance(r, Report)]
    names = {d.id: (d.url or "").rsplit("/", 1)[-1] for d in documents}
    reads = [Read(r.document, r.attributions, r.claims) for r in pipeline.read_many(documents, model)]
    return resolve.incidents(reads), names


def rows(labels: list[dict[str, Any]], gazetteer: Any, chance: random.Random) -> list[dict[str, object]]:
    """The labelled incidents in ACLED's columns."""
    return [_row(label, gazetteer, chance) for label in labels]


def _row(label: dict[str, Any], gazetteer: Any, chance: random.Random) -> dict[str, object]:
    country = country_codes.country(label["country"])
    at = next((p for p in gazetteer.find(label["place"]) if p.country == label["country"]), None)
    day = date.fromisoformat(label["date"]) + timedelta(days=chance.choice((0, 0, 1)))
    tolls = [o["tolls"]["killed"]["low"] for o in label["origins"] if "killed" in o["tolls"] and not o["denies"]]
    return {
        "event_id_cnty": label["id"], "event_date": day.isoformat(), "time_precision": 1, "geo_precision": 1,
        "country": country.name if country else "", "location": label["place"],
        "latitude": at.lat + chance.uniform(-0.03, 0.03) if at else "",
        "longitude": at.lon + chance.uniform(-0.03, 0.03) if at else "",
        "fatalities": min((t for t in tolls if t is not None), default=0),
    }  # fmt: skip


def right(found: Comparison, labels: list[dict[str, Any]], names: dict[str, str]) -> int:
    """Pairs whose incident tells mostly what the label is of."""
    owner = {d: label["id"] for label in labels for d in label["documents"]}
    mostly = (
        (Counter(owner.get(names[d]) for d in p.incident.documents).most_common(1), p.event.id) for p in found.pairs
    )
    return sum(bool(often) and often[0][0] == event for often, event in mostly)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seed", type=int, default=1)
    chance = random.Random(parser.parse_args().seed)
    labels = [json.loads(line) for line in (RELAY / "incidents.jsonl").read_text(encoding="utf-8").splitlines()]
    model = load(Settings())
    made, names = incidents(model)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "acled.csv"
        with path.open("w", encoding="utf-8", newline="") as out:
            writer = csv.DictWriter(out, acled.COLUMNS, restval="")
            writer.writeheader()
            writer.writerows(rows(labels, model.gazetteer, chance))
        found = compare(made, path)
    good = right(found, labels, names)
    print(f"{len(labels)} labelled, {len(made)} incidents; {len(found.pairs)} pairs, {good} right")
    print(f"precision {good / max(1, len(found.pairs)):.2f}, recall {good / len(labels):.2f}; {found.summary}")
    for event in found.only_theirs:
        print(f"  not found: {event.id} {event.first} {event.place}")


if __name__ == "__main__":
    main()
