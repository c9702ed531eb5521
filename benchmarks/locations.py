"""Where of events: the scorer's figures on sentences that the weights have not seen, by rows whose event word is asked.

    python benchmarks/locations.py ../shared            # fits on two thirds of event_location, scores the rest
    python benchmarks/locations.py ../shared --claims   # the same rows as plain readings: only words that make claims

The first asks the placing logic about each row's event word, whether or not the event lexicon knows it; the second is
what `firsthand read` gives. Rows of the source whose places are mostly unmarked are reported with and without.
"""

import json
import subprocess
import sys
import tempfile
from pathlib import Path

from firsthand.extract import language, pipeline
from firsthand.extract.events import whereabouts
from firsthand.model import encode
from firsthand.reference import gazetteer as gazetteers
from firsthand.train import locations as training


def main(argv: list[str]) -> None:
    if len(argv) < 2:
        sys.exit(__doc__)
    shared = Path(argv[1])
    rows = training.rows_of(shared / "gold" / "events" / "event_location.jsonl.gz")
    held = [r for r in rows if training.held(r["text"])]
    readings = by_claims(held) if "--claims" in argv else by_words(rows, held)
    for name, part in (("all held rows", held), ("but for unmarked sources", sound(held))):
        print(f"== {name}", flush=True)
        score(shared, part, readings)


def by_words(rows, held):
    """A reading with one claim on each row's event word, placed by weights fitted on the other rows."""
    nlp = language.load(None)
    pages = {p.text: p for p in training.pages((r["text"] for r in rows), nlp, gazetteers.open())}
    table = training.fit([training.case(r, pages[r["text"]]) for r in rows if not training.held(r["text"])])
    whereabouts.weights = lambda: table
    found = {}
    for row in held:
        span = training.word_of(row)
        where = whereabouts.place_of(pages[row["text"]], span)
        claim = {"kind": "event", "trigger": encode(span), "where": encode(where) if where else None}
        found[key(row)] = [claim]
    return found


def by_claims(held):
    """What the program reads out of each sentence, with the weights that ship."""
    documents = {r["text"]: training.document(r["text"]) for r in held}
    read = pipeline.read_many(documents.values(), pipeline.load())
    claims = {r.document.text: encode(r)["claims"] for r in read}
    return {key(row): claims[row["text"]] for row in held}


def key(row):
    return row["text"], training.word_of(row)


def sound(rows):
    return [r for r in rows if r["source"] not in training.UNMARKED]


def score(shared, rows, readings):
    with tempfile.TemporaryDirectory() as folder:
        gold, made = Path(folder) / "gold.jsonl", Path(folder) / "readings.jsonl"
        # A sentence has a row for each of its event words: rows are numbered, so that each has its own reading.
        gold.write_text("".join(json.dumps(r | {"id": f"row{n}"}) + "\n" for n, r in enumerate(rows)), encoding="utf-8")
        made.write_text(
            "".join(json.dumps(reading(n, r, readings)) + "\n" for n, r in enumerate(rows)), encoding="utf-8"
        )
        subprocess.run([sys.executable, shared / "score" / "locations.py", made, gold], check=True)


def reading(number, row, readings):
    claims = readings[key(row)]
    return {
        "format": "firsthand/reading@1",
        "document": {"text": row["text"], "url": f"row{number}"},
        "attributions": [],
        "claims": claims,
    }


if __name__ == "__main__":
    main(sys.argv)
