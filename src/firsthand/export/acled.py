"""ACLED CSV: the columns of ACLED's own downloads, in their order."""

from datetime import UTC, date, datetime
from pathlib import Path

from firsthand.export import choose, people, rows
from firsthand.model import Figure, Incident, Party, Where
from firsthand.reference import acled, country_codes

COLUMNS = (
    "event_id_cnty event_date year time_precision disorder_type event_type sub_event_type actor1 assoc_actor_1 inter1 "
    "actor2 assoc_actor_2 inter2 interaction civilian_targeting iso region country admin1 admin2 admin3 location "
    "latitude longitude geo_precision source source_scale notes fatalities tags timestamp"
).split()

INTER = {
    "state-forces": "State forces",
    "government": "State forces",
    "rebel-group": "Rebel group",
    "militia": "Political militia",
    "unnamed": "Political militia",
    "other": "Political militia",
    "coalition": "External/Other forces",
    "intergovernmental": "External/Other forces",
    "civilians": "Civilians",
    "media": "Civilians",
    "ngo": "Civilians",
    "person": "Civilians",
}
INTER_CODE = {
    "State forces": 1,
    "Rebel group": 2,
    "Political militia": 3,
    "Identity militia": 4,
    "Rioters": 5,
    "Protesters": 6,
    "Civilians": 7,
    "External/Other forces": 8,
}
GEO_PRECISION = {"site": 1, "town": 1, "district": 2, "admin1": 3}
DAYS_OF_A_WEEK, DAYS_OF_A_MONTH = 7, 31


def write(selection: choose.Selection, path: Path) -> list[str]:
    """Write `path` and return the ids of the incidents that this format cannot hold.

    - A row needs a sub-event type, a day and a country with a place of at least province precision; an incident
      without one of them is left out (and named in the manifest) rather than filled with a default.
    - `event_date` is the middle day of the incident's interval; `time_precision` 1 for one day, 2 within a week, 3
      within a month; wider intervals are left out.
    - `fatalities` is the most conservative figure of any origin; the dispute is told in `notes`,
      and so is what people corrected by hand.
    - `actor1` and `actor2` are the first-named party of each side, the others stand in `assoc_actor_*`; `actor1` is
      empty where nobody is told to have done it. `source` lists the outlets, `source_scale` is left empty: it is not
      read from texts.
    """
    return rows.write(selection, path, COLUMNS, _row)


def _row(incident: Incident, selection: choose.Selection) -> dict[str, object] | None:
    days, where = choose.day_range(choose.when(incident)), choose.where(incident)
    sub_type = acled.sub_event(incident.acled)
    if days is None or where is None or where.precision not in GEO_PRECISION or sub_type is None:
        return None
    precision = time_precision(*days)
    country = country_codes.country(where.country)
    if precision is None or country is None:
        return None
    day = choose.middle(*days)
    return {
        "event_id_cnty": f"{country.alpha3}{int(incident.id, 16) % 10**12}",
        "event_date": day.isoformat(),
        "year": day.year,
        "time_precision": precision,
        "disorder_type": sub_type.disorder_type,
        "event_type": sub_type.event_type,
        "sub_event_type": sub_type.name,
        **_sides(incident, where, sub_type),
        "iso": int(country.numeric) if country.numeric else None,
        "region": country.acled_region,
        "country": country.name,
        "admin1": where.admin1,
        "location": where.name,
        "latitude": where.lat,
        "longitude": where.lon,
        "geo_precision": GEO_PRECISION[where.precision],
        "source": rows.joined(rows.outlets(selection.documents(incident))),
        "notes": _notes(incident, selection, day),
        "fatalities": choose.conservative(incident),
        "timestamp": _timestamp(selection.stamp),
    }


def time_precision(first: date, last: date) -> int | None:
    """1 one day, 2 within a week, 3 within a month; `None` for what is wider."""
    days = (last - first).days + 1
    return 1 if days == 1 else 2 if days <= DAYS_OF_A_WEEK else 3 if days <= DAYS_OF_A_MONTH else None


def inter(party: Party, where: Where, event_type: str) -> str:
    """ACLED's actor type; armed forces outside their own country are external, crowds by the event's type."""
    if party.kind in ("civilians", "unnamed") and event_type in ("Protests", "Riots"):
        return "Protesters" if event_type == "Protests" else "Rioters"
    if INTER.get(party.kind) == "State forces" and rows.home_party(party, where) is False:
        return "External/Other forces"
    return INTER.get(party.kind, "Political militia")


def _sides(incident: Incident, where: Where, sub_type: acled.SubEvent) -> dict[str, object]:
    first, second = choose.sides(incident)
    if not second and len(first) > 1:
        first, second = first[:1], first[1:]
    a = inter(first[0], where, sub_type.event_type) if first else None
    b = inter(second[0], where, sub_type.event_type) if second else None
    targeted = b == "Civilians" and "Political violence" in sub_type.disorder_type
    return {
        "actor1": first[0].name if first else None,
        "assoc_actor_1": rows.joined(p.name for p in first[1:]),
        "inter1": a,
        "actor2": second[0].name if second else None,
        "assoc_actor_2": rows.joined(p.name for p in second[1:]),
        "inter2": b,
        "interaction": interaction(a, b),
        "civilian_targeting": "Civilian targeting" if targeted else None,
    }


def interaction(a: str | None, b: str | None) -> str | None:
    """ "State forces-Rebel group": the two actor types, the lower code first; one alone is "… only"."""
    if a is None or b is None:
        return f"{a} only" if a else None
    return "-".join(sorted((a, b), key=INTER_CODE.__getitem__))


def _notes(incident: Incident, selection: choose.Selection, day: date) -> str:
    told = selection.first_sentence(incident) or ""
    figures = choose.tolls(incident, "killed")
    names = {o.id: o.name for o in incident.origins}
    owners = sorted({f"{_figure(r.figure)} ({names.get(r.origin or '', 'unknown origin')})" for r in figures})
    disputed = f" Fatalities by origin: {', '.join(owners)}." if len(owners) > 1 else ""
    by_hand = people.corrections(incident)
    corrected = f" Corrected by hand: {', '.join(by_hand)}." if by_hand else ""
    return f"On {day.day} {day:%B %Y}, as reported: {told}{disputed}{corrected}"


def _figure(figure: Figure) -> str:
    if figure.best is not None:
        return f"{figure.best:g}"
    if figure.high is None:
        return f"at least {figure.low:g}"
    return f"{figure.low or 0:g}-{figure.high:g}"


def _timestamp(stamp: str | None) -> int | None:
    return int(datetime.fromisoformat(stamp).astimezone(UTC).timestamp()) if stamp else None
