"""Who is behind an incident, in stories that were written to be hard (benchmarks/origin_stories*.toml).

Usage: benchmarks/origins.py [--errors]

Reads each story's reports as `firsthand add` does and scores the incident with most of its reports. `origins`: stories
of which it names each origin once, by one of its names, and no other (names are compared as in samples/relay/score.py);
`tolls`: last figures of origins that it gives to them, where the story tells them; `joined`: reports on the happening
that are in it, and `strangers` those on another one that are. In the second file every second story is held back where
none says to which split it belongs.
"""

import sys
import tomllib
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from relay import _tolls as tolls_told
from relay import scorer

from firsthand import resolve
from firsthand.extract import pipeline
from firsthand.ingest import document
from firsthand.model import Document, Read, Report, When
from firsthand.resolve.incidents import corpus

HERE = Path(__file__).parent


def stories() -> Iterator[tuple[str, dict[str, Any]]]:
    """Each story with its split."""
    for story in tomllib.loads((HERE / "origin_stories.toml").read_text(encoding="utf-8"))["story"]:
        yield "first", story
    for n, story in enumerate(tomllib.loads((HERE / "origin_stories_world.toml").read_text(encoding="utf-8"))["story"]):
        yield story.get("split") or ("held" if n % 2 else "tune"), story


def documents(story: dict[str, Any], number: int) -> Iterator[Document]:
    """The story's reports, as they are taken in."""
    for place, told in enumerate(story["report"]):
        when = When(told["day"], told["day"], "day", "metadata")
        url = f"https://stories.example/{number}/{place}"
        body = told["text"].strip().encode()
        yield document(Report(body, "text", url, url, None, told["outlet"], when))


def score(story: dict[str, Any], reads: Sequence[Read], found: Counter[str]) -> Iterator[str]:
    """Add a story to the figures; what is wrong with it, in words."""
    fits, made = scorer(), resolve.incidents(reads)
    ours = {r.document.id for r, told in zip(reads, story["report"], strict=True) if not told.get("other")}
    lead = max(made, key=lambda i: (len(ours.intersection(i.documents)), len(i.claims)), default=None)
    got = [{"id": o.id, "name": o.name} for o in lead.origins] if lead else []
    wanted = [{"id": str(n), "name": names[0], "also": names[1:]} for n, names in enumerate(story["origins"])]
    pairs = fits.matched(wanted, got)
    idle = [{"id": f"may{n}", "name": names[0], "also": names[1:]} for n, names in enumerate(story.get("may", ()))]
    more = [g for g in got if g["id"] not in pairs.values()]
    counted = len(got) - len(fits.matched(idle, more))
    exact = len(pairs) == len(wanted) == counted
    inside = set(lead.documents) if lead else set[str]()
    found.update(stories=1, origins=exact, reports=len(ours), joined=len(ours & inside), others=len(reads) - len(ours))
    found["strangers"] += len(inside - ours)
    if not exact:
        missing = [w["name"] for w in wanted if w["id"] not in pairs]
        yield f"missing {missing} extra {[g['name'] for g in more]}"
    if len(inside ^ ours):
        yield f"{len(ours - inside)} reports left out, {len(inside - ours)} strangers"
    told = {(t["origin"], t["of"]): t for t in tolls_told(lead, corpus(reads))} if lead else {}
    for n, wants in enumerate(story.get("killed", ())):
        figure = told.get((pairs.get(str(n), ""), "killed"), {})
        number = figure["best"] if figure.get("best") is not None else figure.get("low", -1)
        found.update(figures=1, tolls=number == wants)
        if number != wants:
            yield f"killed by {wanted[n]['name']}: {wants}, got {number}"


def shown(figures: Counter[str]) -> str:
    return (
        f"origins={100 * figures['origins'] / figures['stories']:.1f} stories={figures['stories']}"
        f" tolls={100 * figures['tolls'] / (figures['figures'] or 1):.1f} of={figures['figures']}"
        f" joined={100 * figures['joined'] / figures['reports']:.1f} strangers={figures['strangers']}"
        f" of={figures['others']}"
    )


def main(arguments: list[str]) -> None:
    found: dict[str, Counter[str]] = {"first": Counter(), "tune": Counter(), "held": Counter()}
    model = pipeline.load()
    for number, (split, story) in enumerate(stories()):
        reads = [
            Read(r.document, r.attributions, r.claims) for r in pipeline.read_many(documents(story, number), model)
        ]
        for wrong in score(story, reads, found[split]):
            if "--errors" in arguments:
                print(split, story["name"], wrong, sep="\t")
    for split, figures in found.items():
        print(split, shown(figures))


if __name__ == "__main__":
    main(sys.argv[1:])
