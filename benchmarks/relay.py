"""The relay set: copies, origins, tolls by origin and incidents, against samples/relay.

Usage: benchmarks/relay.py [tune|held|all] [--errors] [-o PREDICTION]

Reads samples/relay/reports.jsonl as `firsthand add` does, puts incidents together, and scores them by
samples/relay/score.py: the split, then the incidents of each version of the set apart, since those longest in it are
the best known. `-o` also writes the prediction, in the form that the scorer takes.
"""

import json
import sys
from collections.abc import Collection, Iterator
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from types import ModuleType
from typing import Any

from firsthand import resolve
from firsthand.extract import pipeline
from firsthand.ingest import Options, document, read
from firsthand.model import Event, Figure, Incident, Read, Report
from firsthand.resolve.gather import gather
from firsthand.resolve.incidents import Corpus, corpus
from firsthand.resolve.tolls import kinds, last_words

RELAY = Path(__file__).parents[1] / "samples" / "relay"


def scorer() -> ModuleType:
    spec = spec_from_file_location("relay_score", RELAY / "score.py")
    assert spec is not None and spec.loader is not None
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def reads(model: Any, incidents: Collection[str] | None = None) -> list[Read]:
    """The reports (on these incidents) as they are read, in the order of the file."""
    labels = scorer().load("incidents.jsonl")
    wanted = {d for i in labels if incidents is None or i["id"] in incidents for d in i["documents"]}
    made = (document(r) for r in read(str(RELAY / "reports.jsonl"), Options()) if isinstance(r, Report))
    found = [d for d in made if (d.url or "").rpartition("/")[2] in wanted]
    return [Read(r.document, r.attributions, r.claims) for r in pipeline.read_many(found, model)]


def prediction(told: list[Read]) -> dict[str, Any]:
    """Incidents, origins, tolls and copies in the form that the scorer takes."""
    found = corpus(told)
    names = {d: _name(d, found) for d in found.documents}
    made = resolve.incidents(told)
    passages = resolve.copies(r.document for r in told)
    return {
        "incidents": [_incident(i, found, names) for i in made],
        "copies": [
            {
                "document": names[p.document],
                "span": [p.copy.start, p.copy.end],
                "source": names[p.earlier],
                "source_span": [p.source.start, p.source.end],
            }
            for p in passages
        ],
    }


def _name(document: str, found: Corpus) -> str:
    return (found.documents[document].url or document).rpartition("/")[2]


def _incident(incident: Incident, found: Corpus, names: dict[str, str]) -> dict[str, Any]:
    claims = [found.claims[c] for c in incident.claims]
    return {
        "id": incident.id,
        "claims": [
            {
                "document": names[c.document],
                "span": [c.claim.trigger.start, c.claim.trigger.end],
                "chain": list(c.claim.chain),
            }
            for c in claims
            if isinstance(c.claim, Event)
        ],
        "origins": [{"id": o.id, "name": o.name} for o in incident.origins],
        "tolls": list(_tolls(incident, found)),
    }


def _tolls(incident: Incident, found: Corpus) -> Iterator[dict[str, Any]]:
    """Each origin's last word on each kind of toll."""
    claims = [found.claims[c] for c in incident.claims]
    owner = gather(claims, found.traces, found.documents).of
    words = {k: last_words(claims, owner, found.documents, incident.superseded, k) for k in kinds(claims)}
    killers = {t.origin for t in words.get("killed", ())}
    for kind, last in words.items():
        for told in last:
            of = "killed" if kind == "executed" and told.origin not in killers else kind  # labelled as killed
            if told.origin is not None:
                yield {"origin": told.origin, "of": of, **_bounds(told.figure)}


def _bounds(figure: Figure) -> dict[str, float | None]:
    return {"low": figure.low, "best": figure.best, "high": figure.high}


def _versions(split: str) -> dict[int, list[str]]:
    """The incidents of a split by the version of the set that they came in."""
    found: dict[int, list[str]] = {}
    for incident in scorer().load("incidents.jsonl"):
        if split in ("all", incident["split"]):
            found.setdefault(incident["since"], []).append(incident["id"])
    return found


def _told(figures: dict[str, Any]) -> str:
    return " ".join(f"{k}={v:.1f}" if isinstance(v, float) else f"{k}={v}" for k, v in figures.items())


def main(arguments: list[str]) -> None:
    made = prediction(reads(pipeline.load()))
    if "-o" in arguments:
        Path(arguments[arguments.index("-o") + 1]).write_text(json.dumps(made, indent=1), encoding="utf-8")
    split = next((a for a in arguments if a in ("tune", "held", "all")), "all")
    figures, wrong = scorer().score(made, split)
    if "--errors" in arguments:
        for line in wrong:
            print(*line, sep="\t")
    print(split, _told(figures))
    for since, incidents in _versions(split).items():
        print(f"since version {since}", _told(scorer().score(made, split, incidents)[0]))


if __name__ == "__main__":
    main(sys.argv[1:])
