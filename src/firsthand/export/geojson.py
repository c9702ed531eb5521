"""GeoJSON (RFC 7946): incidents as points with the radius of what is known, never a pin more precise than the text."""

import json
from pathlib import Path
from typing import Any

from firsthand.export import choose, people
from firsthand.model import Incident, Where, encode

# Radius in km of the disc that a precision stands for: a site or town's own size, UCDP's 25 km for "near a known
# point", and the usual size of provinces and countries where the gazetteer gives a centre alone.
RADIUS_KM = {"site": 1.0, "town": 5.0, "district": 25.0, "admin1": 80.0, "country": 300.0, "region": 500.0}


def write(selection: choose.Selection, path: Path) -> list[str]:
    """Write a FeatureCollection, one feature an incident, geometry null where no coordinates are known (3.2).

    `radius_km` is the disc of uncertainty around the point; `killed` and the other tolls are low/best/high by origin.
    """
    features = list(selection.each(_lines))
    with path.open("w", encoding="utf-8") as out:
        out.write('{\n "type": "FeatureCollection",\n "features": [')
        out.writelines(f"{',' if n else ''}\n  {lines}" for n, lines in enumerate(features))
        out.write("\n ]\n}\n" if features else "]\n}\n")
    return []


def _lines(incident: Incident) -> str:
    """The feature as indented lines of JSON, where it stands in a collection."""
    return json.dumps(feature(incident), ensure_ascii=False, indent=1).replace("\n", "\n  ")


def feature(incident: Incident) -> dict[str, Any]:
    """The incident as a GeoJSON Feature."""
    where, when = choose.where(incident), choose.when(incident)
    return {
        "type": "Feature",
        "id": incident.id,
        "geometry": _point(where),
        "properties": {
            "type": incident.type,
            "mode": incident.mode,
            "acled": incident.acled,
            "start": when.start if when else None,
            "end": when.end if when else None,
            "place": where.name if where else None,
            "country": where.country if where else None,
            "precision": where.precision if where else None,
            "radius_km": RADIUS_KM.get(where.precision) if where else None,
            "actor": [p.name for p in choose.parties(incident, "actor")],
            "recipient": [p.name for p in choose.parties(incident, "recipient")],
            **{toll: encode(figure) for toll, figure in incident.summary.items()},
            "origins": [o.name for o in incident.origins],
            "unknown_origins": incident.unknown_origins,
            "documents": len(incident.documents),
            "copies": incident.copies,
            "corrections": people.corrections(incident),
            "grade": incident.grade.source + incident.grade.information,
        },
    }


def _point(where: Where | None) -> dict[str, Any] | None:
    if where is None or where.lat is None or where.lon is None:
        return None
    return {"type": "Point", "coordinates": [where.lon, where.lat]}
