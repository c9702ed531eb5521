"""Make src/firsthand/reference/data/outlines.json from npm's world-atlas (Natural Earth, public domain).

Usage: npm pack world-atlas && tar xzf world-atlas-*.tgz
       python scripts/make_outlines.py package/countries-50m.json

Each country becomes one SVG path in whole units of 1/20 degree (about 5 km), x to the east, y to the south. Rings that
cross the antimeridian are drawn on both sides of it. Antarctica is left out.
"""

import json
import sys
from itertools import pairwise
from pathlib import Path

UNITS = 20  # to a degree
TOLERANCE = 1.2  # units: what a simplified line may be off
SMALLEST = 4  # units: rings of a smaller extent are islets that no map of a country shows
OUT = Path(__file__).parents[1] / "src/firsthand/reference/data/outlines.json"
Point = tuple[float, float]


def arcs(topology: dict) -> list[list[Point]]:
    """The arcs in degrees: delta-coded whole numbers with a scale and an offset."""
    (sx, sy), (tx, ty) = topology["transform"]["scale"], topology["transform"]["translate"]
    out = []
    for arc in topology["arcs"]:
        x = y = 0
        line = []
        for dx, dy in arc:
            x, y = x + dx, y + dy
            line.append((x * sx + tx, y * sy + ty))
        out.append(simplified([(lon * UNITS, -lat * UNITS) for lon, lat in line]))
    return out


def simplified(line: list[Point]) -> list[Point]:
    """Douglas and Peucker's simplification; shared borders stay shared, because it works on arcs."""
    if len(line) < 3:
        return line
    (x1, y1), (x2, y2) = line[0], line[-1]
    length = ((x2 - x1) ** 2 + (y2 - y1) ** 2) ** 0.5

    def off(p: Point) -> float:
        if length == 0:
            return ((p[0] - x1) ** 2 + (p[1] - y1) ** 2) ** 0.5
        return abs((x2 - x1) * (y1 - p[1]) - (x1 - p[0]) * (y2 - y1)) / length

    far = max(range(1, len(line) - 1), key=lambda i: off(line[i]))
    if off(line[far]) <= TOLERANCE:
        return [line[0], line[-1]]
    return simplified(line[: far + 1])[:-1] + simplified(line[far:])


def ring(numbers: list[int], lines: list[list[Point]]) -> list[Point]:
    """A ring of arcs; a negative number is the arc ~n backwards."""
    points: list[Point] = []
    for n in numbers:
        line = lines[n] if n >= 0 else lines[~n][::-1]
        points += line if not points else line[1:]
    return points


def unwrapped(points: list[Point]) -> list[Point]:
    """Points without jumps over the antimeridian, so that the ring may reach beyond 180 degrees."""
    out, shift = [points[0]], 0
    for (x0, _), (x, y) in pairwise(points):
        shift += 360 * UNITS if x - x0 < -180 * UNITS else -360 * UNITS if x - x0 > 180 * UNITS else 0
        out.append((x + shift, y))
    return out


def path(points: list[Point], shift: int = 0) -> str:
    whole = [(round(x) + shift, round(y)) for x, y in points]
    steps = [(b[0] - a[0], b[1] - a[1]) for a, b in pairwise(whole) if a != b]
    return f"M{whole[0][0]} {whole[0][1]}l" + " ".join(f"{dx} {dy}" for dx, dy in steps[:-1]) + "z"


def shape(geometry: dict, lines: list[list[Point]]) -> str:
    polygons = geometry["arcs"] if geometry["type"] == "MultiPolygon" else [geometry["arcs"]]
    out = []
    rings = [unwrapped(ring(numbers, lines)) for polygon in polygons for numbers in polygon]
    biggest = max(rings, key=extent)
    for points in rings:
        if extent(points) < SMALLEST and points is not biggest:
            continue
        out.append(path(points))
        xs = [x for x, _ in points]
        if max(xs) > 180 * UNITS or min(xs) < -180 * UNITS:
            out.append(path(points, -360 * UNITS if max(xs) > 180 * UNITS else 360 * UNITS))
    return "".join(out)


def extent(points: list[Point]) -> float:
    return max(max(p[i] for p in points) - min(p[i] for p in points) for i in (0, 1))


def main() -> None:
    sys.setrecursionlimit(10_000)
    topology = json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))
    lines = arcs(topology)
    countries = [
        {"numeric": g.get("id"), "name": g["properties"]["name"], "path": shape(g, lines)}
        for g in topology["objects"]["countries"]["geometries"]
        if g["properties"]["name"] != "Antarctica" and g.get("arcs")
    ]
    body = {"source": "Natural Earth, public domain, by way of world-atlas", "units": UNITS, "countries": countries}
    OUT.write_text(json.dumps(body, ensure_ascii=False, separators=(",", ":")) + "\n", encoding="utf-8")


main()
