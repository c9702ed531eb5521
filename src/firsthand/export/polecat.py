"""POLECAT TSV: PLOVER-coded events in the 40 columns of the POLECAT data set, in their order."""

from pathlib import Path

from firsthand import __version__
from firsthand.export import choose, rows
from firsthand.model import Document, Incident, Party, Where
from firsthand.reference import country_codes, plover

COLUMNS = (
    "Event ID",
    "Event Date",
    "Event Type",
    "Event Mode",
    "Intensity",
    "Quad Code",
    "Contexts",
    "Actor Name",
    "Actor Country",
    "Actor COW",
    "Primary Actor Sector",
    "Actor Sectors",
    "Actor Title",
    "Actor Name Raw",
    "Wikipedia Actor ID",
    "Recipient Name",
    "Recipient Country",
    "Recipient COW",
    "Primary Recipient Sector",
    "Recipient Sectors",
    "Recipient Title",
    "Recipient Name Raw",
    "Wikipedia Recipient ID",
    "Placename",
    "City",
    "District",
    "Province",
    "Country",
    "Latitude",
    "Longitude",
    "GeoNames ID",
    "Raw Placename",
    "Feature Type",
    "Source",
    "Publication Date",
    "Story People",
    "Story Organizations",
    "Story Locations",
    "Language",
    "Version",
)

SECTOR = {
    "state-forces": "MIL",
    "government": "GOV",
    "rebel-group": "REB",
    "militia": "PRM",
    "coalition": "MIL",
    "intergovernmental": "UNK",
    "civilians": "CVL",
    "media": "JRN",
    "ngo": "SOC",
    "unnamed": "UAF",
}
UNKNOWN_SECTOR = "UNK"


def write(selection: choose.Selection, path: Path) -> list[str]:
    """Write `path` and return the ids of the incidents without a day, which this format cannot hold.

    - One row an incident; several parties of a side are joined by `; ` in every column of that side, in the same order.
    - `Event Date` is the middle day of the interval; `Intensity` is PLOVER's score of the mode, else of the type.
    - Place columns are filled down to the incident's precision and no further. `Contexts` and the Wikipedia ids are
      not read from texts and stay empty. `Source` and `Publication Date` are those of the earliest report.
    """
    return rows.write(selection, path, COLUMNS, _row, delimiter="\t")


def _row(incident: Incident, selection: choose.Selection) -> rows.Row | None:
    days = choose.day_range(choose.when(incident))
    if days is None:
        return None
    code = plover.event_type(incident.type)
    return {
        "Event ID": incident.id,
        "Event Date": choose.middle(*days).isoformat(),
        "Event Type": incident.type,
        "Event Mode": incident.mode,
        "Intensity": plover.intensity(incident.type, incident.mode),
        "Quad Code": code.quad_code if code else None,
        **_side("Actor", choose.parties(incident, "actor")),
        **_side("Recipient", choose.parties(incident, "recipient")),
        **_place(choose.where(incident)),
        **_story(selection.documents(incident)),
        "Version": f"firsthand {__version__}",
    }


def _side(side: str, parties: list[Party]) -> dict[str, object]:
    countries = [country_codes.country(rows.party_country(p)) for p in parties]
    sectors = [SECTOR.get(p.kind, UNKNOWN_SECTOR) for p in parties]
    return {
        f"{side} Name": rows.joined(p.name for p in parties),
        f"{side} Country": rows.joined(c.alpha3 if c else "" for c in countries),
        f"{side} COW": rows.joined(c.cow if c else "" for c in countries),
        f"Primary {side} Sector": sectors[0] if sectors else None,
        f"{side} Sectors": rows.joined(sectors),
        f"{side} Name Raw": rows.joined(p.text for p in parties),
    }


def _place(where: Where | None) -> dict[str, object]:
    if where is None:
        return {}
    at = {"site": "Placename", "town": "City", "district": "District", "admin1": "Province"}.get(where.precision)
    country = country_codes.country(where.country)
    return {
        "Province": where.admin1,
        **({at: where.name} if at else {}),
        "Country": country.alpha3 if country else None,
        "Latitude": where.lat,
        "Longitude": where.lon,
        "GeoNames ID": where.geonameid,
        "Raw Placename": where.text,
        "Feature Type": where.precision,
    }


def _story(documents: tuple[Document, ...]) -> dict[str, object]:
    if not documents:
        return {}
    first = min(documents, key=lambda d: ((d.published.start or "9") if d.published else "9", d.id))
    return {
        "Source": first.outlet or first.agency or first.url,
        "Publication Date": first.published.start if first.published else None,
        "Language": first.language,
    }
