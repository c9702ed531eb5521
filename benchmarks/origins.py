"""Who is behind an incident, in stories that were written to be hard (benchmarks/origin_stories.toml).

Usage: benchmarks/origins.py [--errors]

Reads each story's reports as `firsthand add` does and scores the incident with most of its reports: right where it
names each origin once, by one of its names, and no other (names are compared as in samples/relay/score.py).
"""

import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from relay import scorer

from firsthand import resolve
from firsthand.extract import pipeline
from firsthand.ingest import document
from firsthand.model import Document, Read, Report, When

STORIES = Path(__file__).parent / "origin_stories.toml"


def documents(story: dict[str, Any], number: int) -> Iterator[Document]:
    """The story's reports, as they are taken in."""
    for place, told in enumerate(story["report"]):
        when = When(told["day"], told["day"], "day", "metadata")
        url = f"https://stories.example/{number}/{place}"
        body = told["text"].strip().encode()
        yield document(Report(body, "text", url, url, None, told["outlet"], when))


def main(arguments: list[str]) -> None:
    fits, right = scorer(), 0
    stories = tomllib.loads(STORIES.read_text(encoding="utf-8"))["story"]
    model = pipeline.load()
    for number, story in enumerate(stories):
        reads = pipeline.read_many(documents(story, number), model)
        made = resolve.incidents(Read(r.document, r.attributions, r.claims) for r in reads)
        lead = max(made, key=lambda i: (len(i.documents), len(i.claims)), default=None)
        got = [{"id": o.id, "name": o.name} for o in lead.origins] if lead else []
        wanted = [{"id": str(n), "name": names[0], "also": names[1:]} for n, names in enumerate(story["origins"])]
        exact = lead is not None and len(fits.matched(wanted, got)) == len(wanted) == len(got)
        right += exact
        if "--errors" in arguments and not exact:
            print(story["name"], [w["name"] for w in wanted], [g["name"] for g in got], sep="\t")
    print(f"origins={100 * right / len(stories):.1f} stories={len(stories)}")


if __name__ == "__main__":
    main(sys.argv[1:])
