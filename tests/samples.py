"""The sample reports as the program reads them, beside what a careful reader takes from them (expected.json)."""

import json
import math
from dataclasses import dataclass
from functools import cache
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from types import ModuleType
from typing import Any

from firsthand import resolve
from firsthand.export import choose
from firsthand.extract import pipeline
from firsthand.ingest import Options, document, read
from firsthand.model import Document, Incident, Read, Report
from firsthand.reference import groups, sources

ROOT = Path(__file__).parents[1] / "samples"


def benchmark(name: str) -> ModuleType:
    """A program of benchmarks/, which are no package."""
    spec = spec_from_file_location(name, ROOT.parent / "benchmarks" / f"{name}.py")
    assert spec is not None and spec.loader is not None
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@cache
def expected() -> dict[str, Any]:
    return json.loads((ROOT / "expected.json").read_text(encoding="utf-8"))


@dataclass(frozen=True)
class Told:
    """What the program makes of the samples: reads by document, the report's name of each, and the incidents."""

    reads: dict[str, Read]
    names: dict[str, list[str]]
    incidents: tuple[Incident, ...]

    def reports(self, incident: Incident) -> set[str]:
        return {name for d in incident.documents for name in self.names[d]}

    def best(self, want: dict[str, Any]) -> Incident | None:
        """The incident that shares most reports with the expected one (the more tolls, then the more claims)."""
        wanted = set(want["reports"])
        fits = [i for i in self.incidents if wanted & self.reports(i) and i.type == want["type"]]
        return max(fits, key=lambda i: (len(wanted & self.reports(i)), len(i.claims)), default=None)


def told(model: Any) -> Told:
    """Read all samples, as `firsthand add samples/reports` does, without a ledger."""
    reads: dict[str, Read] = {}
    names: dict[str, list[str]] = {}
    found = [(r, document(r)) for r in read(str(ROOT / "reports"), Options()) if isinstance(r, Report)]
    for reading in pipeline.read_many((d for _, d in found), model):
        made = Read(reading.document, reading.attributions, reading.claims)
        if made.document.id in reads:
            first = reads[made.document.id]
            made = Read(first.document, first.attributions, first.claims, (*first.sightings, made.document))
        reads[made.document.id] = made
    for report, made_of_it in found:
        names.setdefault(made_of_it.id, []).append(_name(report, made_of_it))
    incidents = resolve.incidents(reads.values(), sources=sources.load())
    return Told(reads, names, incidents)


def _name(report: Report, made_of_it: Document) -> str:
    name = Path(report.location.split("#")[0].split(":")[0]).name
    return f"{name}#{made_of_it.url}" if any(f"{name}#" in r for r in _all_reports()) else name


@cache
def _all_reports() -> frozenset[str]:
    told_in = [r for i in expected()["incidents"] for r in i["reports"]]
    return frozenset(told_in + [n["report"] for n in expected()["no_incident"]])


def near(incident: Incident, wanted: list[float]) -> bool:
    where = choose.where(incident)
    if where is None or where.lat is None or where.lon is None:
        return False
    lat, lon, most = wanted
    a, b, c = math.radians(where.lat), math.radians(lat), math.radians(where.lon - lon)
    return 6371 * math.acos(min(1, math.sin(a) * math.sin(b) + math.cos(a) * math.cos(b) * math.cos(c))) <= most


def checks(made: Told, want: dict[str, Any]) -> dict[str, tuple[bool, object]]:
    """Each point of an expected incident: whether the program has it, and what it has."""
    i = made.best(want)
    if i is None:
        return {"found": (False, None)}
    days = choose.day_range(choose.when(i))
    reports = made.reports(i)
    names = [o.name for o in i.origins]
    wanted = [o["name"] for o in want["origins"]]
    return {
        "found": (True, i.id),
        "date": (bool(days) and days[0].isoformat() == days[1].isoformat() == want["date"], days),
        "place": (near(i, want["near"]), where.name if (where := choose.where(i)) else None),
        "mode": (i.mode in want["modes"], i.mode),
        "reports": (reports == set(want["reports"]), sorted(reports ^ set(want["reports"]))),
        "origin_count": (len(names) == want["origin_count"], names),
        "origins": (_all_named(wanted, names, want["also_named"]), names),
        "copies": (i.copies == want["copies"], i.copies),
        **{toll: _toll(i, toll, want.get(toll)) for toll in ("killed", "wounded", "arrested") if toll in want},
        "denied": (_denied(i) >= {w.split()[-1].casefold() for w in want["denied_by"]}, sorted(_denied(i))),
    }


def _all_named(wanted: list[str], names: list[str], others: list[str]) -> bool:
    """Whether each origin wanted has one of the names, by its own name or, once, by one of its others."""
    missing = [w for w in wanted if not any(_same(w, n) for n in names)]
    left = [n for n in names if not any(_same(w, n) for w in wanted) and any(_same(o, n) for o in others)]
    return len(missing) <= len(left)


def _same(wanted: str, name: str) -> bool:
    """Whether two names are one: by the dictionary of actors, or the last word of the one in the other."""
    known = groups.find(wanted)
    return known == groups.find(name) if known else wanted.split()[-1].casefold() in name.casefold()


def _toll(i: Incident, cell: str, want: dict[str, int] | None) -> tuple[bool, object]:
    figure = i.summary.get(cell)
    if want is None:
        return figure is None, figure
    return figure is not None and (figure.low, figure.high) == (want["low"], want["high"]), figure


def _denied(i: Incident) -> set[str]:
    names = {o.id: o.name for o in i.origins}
    return {names.get(d.by or "", "unknown").split()[-1].casefold() for d in i.disputed}
