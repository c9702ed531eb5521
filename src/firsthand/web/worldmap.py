"""The map as an SVG: outlines of countries, and each incident as a disc as large as what is known of its place."""

import json
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from math import cos, radians
from typing import Any

from firsthand.export import choose
from firsthand.export.geojson import RADIUS_KM
from firsthand.model import Incident
from firsthand.reference import shipped

KM_OF_A_DEGREE = 111.2
MARGIN = 2.5  # degrees around the incidents, at the least
WIDE = 0.06  # of their extent, so that a disc at the edge of a wide map is whole
POINT = re.compile(r"M-?\d+ -?\d+lz")  # a state too small for an outline
SMALLEST_VIEW = 9.0  # degrees: a map of one incident still shows where in the world it is
WORLD = (-180.0, -75.0, 180.0, 60.0)  # degrees: west, top (south is positive), east, bottom


@dataclass(frozen=True, slots=True)
class Disc:
    """One incident on the map, in degrees: x to the east, y to the south, r its radius along the meridian."""

    id: str
    x: float
    y: float
    r: float
    killed: float
    kind: str
    title: str


@dataclass(frozen=True, slots=True)
class WorldMap:
    """All that the page draws: `units` to a degree, the view in degrees, the squeeze of x at the view's latitude."""

    units: int
    countries: Sequence[dict[str, Any]]
    discs: Sequence[Disc]
    view: tuple[float, float, float, float]
    squeeze: float


@cache
def outlines() -> dict[str, Any]:
    """Countries' outlines (Natural Earth, public domain): see scripts/make_outlines.py."""
    text = shipped.text("outlines.json")
    return json.loads(text)


def world_map(incidents: Iterable[Incident], kind_of: dict[str, str]) -> WorldMap:
    """The map of the incidents that have coordinates; the largest discs first, so that they hide no others."""
    discs = sorted((d for i in incidents if (d := _disc(i, kind_of[i.id]))), key=lambda d: (-d.r, d.id))
    west, top, east, bottom = _view(discs)
    return WorldMap(
        units=outlines()["units"],
        countries=[c | {"path": p} | _label(p) for c in outlines()["countries"] if (p := POINT.sub("", c["path"]))],
        discs=discs,
        view=(west, top, east - west, bottom - top),
        squeeze=cos(radians((top + bottom) / 2)),
    )


def _disc(incident: Incident, kind: str) -> Disc | None:
    where = choose.where(incident)
    if where is None or where.lat is None or where.lon is None:
        return None
    killed = incident.summary.get("killed")
    high = next((x for x in (killed.best, killed.high, killed.low) if x is not None), 0) if killed else 0
    title = f"{incident.acled or incident.type}, {where.name} ({where.precision})"
    radius = RADIUS_KM.get(where.precision, RADIUS_KM["region"]) / KM_OF_A_DEGREE
    return Disc(incident.id, where.lon, -where.lat, radius, high, kind, title)


def _view(discs: Sequence[Disc]) -> tuple[float, float, float, float]:
    if not discs:
        return WORLD
    xs, ys = [d.x for d in discs], [d.y for d in discs]
    margin = max(MARGIN, WIDE * max(max(xs) - min(xs), max(ys) - min(ys)))
    west, east = min(xs) - margin, max(xs) + margin
    top, bottom = min(ys) - margin, max(ys) + margin
    grow_x, grow_y = max(0, SMALLEST_VIEW - (east - west)) / 2, max(0, SMALLEST_VIEW - (bottom - top)) / 2
    return west - grow_x, top - grow_y, east + grow_x, bottom + grow_y


def _label(path: str) -> dict[str, float]:
    """Where a country's name stands: the middle of its largest ring, whose extent says how large it may be."""
    x, y, width = max((_middle(ring) for ring in path.split("z") if ring), key=lambda m: m[2])
    return {"x": x, "y": y, "width": width}


def _middle(ring: str) -> tuple[float, float, float]:
    start, _, steps = ring.removeprefix("M").partition("l")
    x, y = map(int, start.split())
    xs, ys = [x], [y]
    numbers = list(map(int, steps.split()))
    for dx, dy in zip(numbers[::2], numbers[1::2], strict=True):
        x, y = x + dx, y + dy
        xs.append(x)
        ys.append(y)
    return (min(xs) + max(xs)) / 2, (min(ys) + max(ys)) / 2, max(xs) - min(xs)
