"""What the place step reaches: the scorer's figures on the development sets, and its speed.

    python benchmarks/places.py ../shared            # figures of the shipped weights, which were fitted on these sets
    python benchmarks/places.py ../shared --packs    # UCDP place names of Syria and Iraq, with their packs added

`places_fit.py` prints the figures by cross-validation, which are the ones to quote.
"""

import gzip
import json
import re
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from places_fit import SETS, document

from firsthand.extract import language, parties, where
from firsthand.model import encode
from firsthand.reference import gazetteer as gazetteers
from firsthand.reference import gazetteer_files

TYPES = re.compile(
    r"\s+(town|village|city|suburb|area|district|neighbou?rhood|quarter|(refugee )?camp|governorate|province|mountain)$"
)


def main(argv: list[str]) -> None:
    if len(argv) < 2:
        sys.exit(__doc__)
    shared = Path(argv[1])
    if "--packs" in argv:
        packs(shared)
        return
    gazetteer = gazetteers.open()
    nlp = language.load(None)
    for name in SETS:
        with gzip.open(shared / "gold" / "place" / f"{name}.jsonl.gz", "rt", encoding="utf-8") as lines:
            rows = [json.loads(line) for line in lines]
        score(shared, name, rows, nlp, gazetteer)
    speed(gazetteer)


def score(shared, name, rows, nlp, gazetteer):
    """Write readings of one set and run the scorer on them."""
    documents = [document(r["text"]) for r in rows]
    words, seconds = 0, 0.0
    with tempfile.NamedTemporaryFile("w", suffix=".jsonl", encoding="utf-8") as out:
        for row, (d, sentences) in zip(rows, language.sentences_of(documents, nlp), strict=True):
            known = parties.parties(d, sentences)
            start = time.perf_counter()
            places = where.named(where.places(d, sentences, known, gazetteer))
            seconds += time.perf_counter() - start
            words += len(row["text"].split())
            reading = {
                "format": "firsthand/reading@1",
                "document": {"text": d.text, "url": row["id"]},
                "mentions": {"places": encode(places)},
            }
            out.write(json.dumps(reading) + "\n")
        out.flush()
        gold = shared / "gold" / "place" / f"{name}.jsonl.gz"
        print(f"== {name}: {words / seconds:,.0f} words per second", flush=True)
        subprocess.run([sys.executable, shared / "score" / "places.py", out.name, gold], check=True)


def speed(gazetteer):
    """The time of one look-up that is not cached."""
    names = ("Aleppo", "Springfield", "Baghouz", "Al-Qa'im", "Kramatorsk", "Kafr Zita", "Nowhere at all", "London")
    gazetteer.find.cache_clear()
    start = time.perf_counter()
    for name in names:
        gazetteer.find(name)
    each = (time.perf_counter() - start) / len(names)
    print(
        f"look-up {each * 1e6:.0f} microseconds; {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024} MB in all"
    )


def packs(shared):
    """The share of UCDP's place names of Syria and Iraq that the gazetteer finds with the packs added."""
    own = gazetteers.open().path
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "gazetteer.sqlite"
        shutil.copyfile(own, path)
        files = [shared / "gold" / "place" / "packs" / f"wof_{c}.tsv.gz" for c in ("sy", "iq")]
        print("new places:", gazetteer_files.add_files(path, files))
        for label, p in (("without packs", own), ("with packs", path)):
            print(label, *found(shared, gazetteers.Gazetteer(p)))


def found(shared, gazetteer):
    names = {"Syria": "SY", "Iraq": "IQ"}
    hits = {c: [0, 0] for c in names.values()}
    with gzip.open(shared / "gold" / "events" / "ucdp_aec_train.jsonl.gz", "rt", encoding="utf-8") as lines:
        for row in map(json.loads, lines):
            country, name = names.get(row["location_root_name"]), row["location_where_name"].replace("\xa0", " ")
            if country and name.strip():
                tries = [name.strip(), *(TYPES.sub("", part).strip() for part in name.strip().split("/"))]
                hits[country][0] += any(p.country == country for t in tries if t for p in gazetteer.find(t))
                hits[country][1] += 1
    return [f"{c} {100 * a / b:.1f} % of {b}" for c, (a, b) in hits.items()]


if __name__ == "__main__":
    main(sys.argv)
