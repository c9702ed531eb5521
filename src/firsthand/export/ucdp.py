"""UCDP GED CSV: the 49 columns of the Georeferenced Event Dataset, in their order."""

from datetime import date
from math import floor
from pathlib import Path

from firsthand.export import choose, rows
from firsthand.model import Document, Figure, Incident, Party, TollReading, Where
from firsthand.reference import country_codes, ucdp

COLUMNS = (
    "id relid year active_year code_status type_of_violence conflict_dset_id conflict_new_id conflict_name "
    "dyad_dset_id dyad_new_id dyad_name side_a_dset_id side_a_new_id side_a side_b_dset_id side_b_new_id side_b "
    "number_of_sources "
    "source_article source_office source_date source_headline source_original where_prec where_coordinates "
    "where_description adm_1 adm_2 latitude longitude geom_wkt priogrid_gid country country_id region event_clarity "
    "date_prec date_start date_end deaths_a deaths_b deaths_civilians deaths_unknown best high low gwnoa gwnob"
).split()

WHERE_PREC = {"site": 1, "town": 1, "district": 3, "admin1": 4, "country": 6, "region": 5}
DATE_PREC = ((1, 1), (6, 2), (7, 3), (31, 4))
LONGER = 5


def write(selection: choose.Selection, path: Path) -> list[str]:
    """Write `path` and return the ids of the incidents that are no UCDP event.

    - An event needs an organised actor, at least one reported death, a day range and a country; others are left out and
      named in the manifest.
    - `best` is the sum of the four death columns, each the most conservative figure of any origin for that group;
      `low` and `high` are the bounds over all origins; an open upper bound is the highest figure that stands.
    - Side A is the state in state-based violence, the perpetrator in one-sided violence (side B: "Civilians").
    - `source_original` lists the independent origins; the other `source_*` columns are parallel lists of the reports.
    - Columns that only UCDP can number (`*_dset_id`, `*_new_id`, `active_year`) are empty.
    """
    return rows.write(selection, path, COLUMNS, _row)


def _row(incident: Incident, selection: choose.Selection) -> dict[str, object] | None:
    days, where = choose.day_range(choose.when(incident)), choose.where(incident)
    sides = _sides(incident)
    country = country_codes.country(where.country if where else None)
    deaths = _deaths(incident, sides)
    if days is None or where is None or country is None or sides is None or not deaths["best"]:
        return None
    violence, a, b = sides
    return {
        "id": int(incident.id, 16) % 10**12,
        "relid": f"{country.alpha3}-{days[0].year}-{violence}-{incident.id}",
        "year": days[0].year,
        "code_status": "Clear",
        "type_of_violence": violence,
        "dyad_name": f"{a.name} - {_side_b(violence, b)}",
        "side_a": a.name,
        "side_b": _side_b(violence, b),
        **_sources(incident, selection.documents(incident)),
        **_place(where, country),
        "event_clarity": 1,
        "date_prec": date_precision(*days),
        "date_start": f"{days[0].isoformat()} 00:00:00.000",
        "date_end": f"{days[1].isoformat()} 00:00:00.000",
        **deaths,
        "gwnoa": _gwno(a),
        "gwnob": _gwno(b) if b else None,
    }


def date_precision(first: date, last: date) -> int:
    """1 day, 2 two to six days, 3 the week, 4 eight days to a month, 5 longer."""
    days = (last - first).days + 1
    return next((code for most, code in DATE_PREC if days <= most), LONGER)


def priogrid(lat: float, lon: float) -> int:
    """The PRIO-GRID cell: half-degree rows of 720 from 90° S, 180° W, numbered from 1."""
    row, column = min(floor((90 + lat) * 2), 359), min(floor((180 + lon) * 2), 719)
    return row * 720 + column + 1


def _sides(incident: Incident) -> tuple[int, Party, Party | None] | None:
    """Type of violence, side A and side B; `None` where no organised actor is told, or who fought whom is not."""
    actors, recipients = choose.sides(incident)
    violence = ucdp.type_of_violence((p.kind for p in actors), (p.kind for p in recipients))
    armed = [p for p in (*actors, *recipients) if p.kind in ucdp.ARMED]
    if violence is None or not armed:
        return None
    if violence == 3:
        return violence, armed[0], None
    a = next((p for p in armed if p.kind in ucdp.STATE), armed[0])
    return violence, a, next((p for p in armed if p.name != a.name), None)


def _side_b(violence: int, party: Party | None) -> str:
    return "Civilians" if violence == 3 else party.name if party else ""


def _group(reading: TollReading, sides: tuple[int, Party, Party | None] | None) -> str:
    who = reading.who
    if who is None or sides is None:
        return "deaths_unknown"
    if who.kind in ("civilians", "media", "ngo"):
        return "deaths_civilians"
    names = {sides[1].name: "deaths_a"} | ({sides[2].name: "deaths_b"} if sides[2] else {})
    return names.get(who.name, "deaths_unknown")


def _deaths(incident: Incident, sides: tuple[int, Party, Party | None] | None) -> dict[str, int]:
    """The four columns, where a total beyond what is bound to groups is of unknown status, and best, high, low."""
    told: dict[str, list[float]] = {"deaths_a": [], "deaths_b": [], "deaths_civilians": [], "deaths_unknown": []}
    for reading in choose.tolls(incident, "killed"):
        told[_group(reading, sides)].append(choose.lowest(reading.figure) or 0)
    by_group = {g: round(min(n)) if n else 0 for g, n in told.items() if g != "deaths_unknown"}
    best = max(sum(by_group.values()), choose.conservative(incident))
    summary = incident.summary.get("killed", Figure(None, None, None))
    bounds = [round(x) for x in (summary.low, summary.best, summary.high) if x is not None]
    return {
        **by_group,
        "deaths_unknown": best - sum(by_group.values()),
        "best": best,
        "high": max([best, *bounds]),
        "low": min([best, *bounds]),
    }


def _sources(incident: Incident, documents: tuple[Document, ...]) -> dict[str, object]:
    return {
        "number_of_sources": len(documents),
        "source_article": rows.joined(d.url or d.id for d in documents),
        "source_office": rows.joined(d.outlet or d.agency or "unknown outlet" for d in documents),
        "source_date": rows.joined(choose.dates(documents)),
        "source_headline": rows.joined(d.title or "" for d in documents),
        "source_original": rows.joined(o.name for o in incident.origins),
    }


def _place(where: Where, country: country_codes.Country) -> dict[str, object]:
    pinned = where.lat is not None and where.lon is not None
    return {
        "where_prec": WHERE_PREC.get(where.precision, 5),
        "where_coordinates": where.name,
        "where_description": where.text,
        "adm_1": where.admin1,
        "latitude": where.lat,
        "longitude": where.lon,
        "geom_wkt": f"POINT ({where.lon} {where.lat})" if pinned else None,
        "priogrid_gid": priogrid(where.lat or 0, where.lon or 0) if pinned else None,
        "country": country.name,
        "country_id": country.gwno,
        "region": country.ucdp_region,
    }


def _gwno(party: Party) -> str | None:
    country = country_codes.country(rows.party_country(party)) if party.kind in ucdp.STATE else None
    return country.gwno if country else None
