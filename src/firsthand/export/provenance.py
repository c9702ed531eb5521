"""Where every exported cell comes from: the rule that fills it, and what of the incident the rule is over.

`firsthand verify --export` follows this table from each cell back to characters of a document, and docs/provenance.md
is made of it. A column that is missing here fails a test.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

# What a rule may be over, beside the names of an incident's cells, and where each leads.
SOURCES: Mapping[str, str] = {
    "claims": "the words that each claim is anchored in",
    "claim": "every span of this one claim",
    "attribution": "cue, source and content of this one attribution",
    "documents": "the documents, as they came in",
    "origins": "the claims of the independent origins",
    "ledger": "the ledger itself",
}
TOLLS = (
    "killed wounded captured surrendered displaced missing abducted arrested executed participants".split()
)  # as the reading format names them
SIDES = ("actor", "recipient")
CELLS = (*TOLLS, *SIDES, "weapon", "where", "when", "type")

RULES: Mapping[str, str] = {
    "empty": "always empty: not read from texts, or only the format's owner can number it",
    "constant": "the same in every row",
    "name": "made of the incident's id, which is that of its first claim",
    "day": "the interval that no reading contradicts, else that of most origins; its middle day and its width",
    "place": "the place that no reading contradicts, else that of most origins; its codes and its precision",
    "parties": "the parties of a side, most often told first; their kinds and countries; who fought whom",
    "type": "PLOVER's type and mode of the leading claim, and ACLED's and PLOVER's codes of it",
    "lowest toll": "the most conservative figure of any origin; 0 where none is given",
    "tolls": "low, best and high by origin, each origin once",
    "words": "the first claim's own words, and figures that differ with their owners",
    "reports": "outlet, address, date, title or language of the documents",
    "origins": "the independent origins and what is known of each",
    "count": "how many there are",
    "grade": "the Admiralty code, of origins, agreement and contradiction alone, and the user's table of sources",
    "readings": "every reading of every cell, with its claims",
    "disputes": "who denies or contradicts whom",
    "acts": "what people decided and corrected, and what a correction replaced",
    "stamp": "the ledger's last entry: its number, its digest, its instant",
    "claim": "the claim as it was read",
    "attribution": "the attribution as it was read",
}
UNSOURCED = frozenset({"empty", "constant", "stamp"})  # rules that rest on no characters of a text


@dataclass(frozen=True, slots=True)
class Provenance:
    """The rule that fills a column, and what of the incident it is over. `default` needs no evidence."""

    rule: str
    over: tuple[str, ...]
    default: str | None = None

    @property
    def sourced(self) -> bool:
        """Whether a filled cell leads back to characters of a document, or to a document as it came in."""
        return self.rule not in UNSOURCED


Columns = Mapping[str, Provenance]


def _by(columns: str, rule: str, *over: str, default: str | None = None, between: str = " ") -> Columns:
    return dict.fromkeys(columns.split(between), Provenance(rule, over, default))


ACLED: Columns = {
    **_by("event_id_cnty", "name", "claims", "where"),
    **_by("event_date year time_precision", "day", "when"),
    **_by("disorder_type event_type sub_event_type", "type", "type"),
    **_by("actor1 assoc_actor_1 inter1 actor2 assoc_actor_2 inter2 interaction", "parties", *SIDES, "where", "type"),
    **_by("civilian_targeting", "parties", *SIDES),
    **_by("iso region country admin1 location latitude longitude geo_precision", "place", "where"),
    **_by("admin2 admin3 source_scale tags", "empty"),
    **_by("source", "reports", "documents"),
    **_by("notes", "words", "claims", "when", "killed"),
    **_by("fatalities", "lowest toll", "killed", default="0"),
    **_by("timestamp", "stamp", "ledger"),
}
UCDP: Columns = {
    **_by("id relid", "name", "claims", "where", "when", *SIDES),
    **_by("code_status event_clarity", "constant"),
    **_by("year date_prec date_start date_end", "day", "when"),
    **_by("type_of_violence side_a side_b dyad_name gwnoa gwnob", "parties", *SIDES),
    **_by(
        "active_year conflict_dset_id conflict_new_id conflict_name dyad_dset_id dyad_new_id side_a_dset_id "
        "side_a_new_id side_b_dset_id side_b_new_id adm_2",
        "empty",
    ),
    **_by("number_of_sources", "count", "documents"),
    **_by("source_article source_office source_date source_headline", "reports", "documents"),
    **_by("source_original", "origins", "origins"),
    **_by(
        "where_prec where_coordinates where_description adm_1 latitude longitude geom_wkt priogrid_gid country "
        "country_id region",
        "place",
        "where",
    ),
    **_by("deaths_a deaths_b deaths_civilians deaths_unknown best", "lowest toll", "killed", *SIDES, default="0"),
    **_by("high low", "tolls", "killed", default="0"),
}
POLECAT: Columns = {
    **_by("Event ID", "name", "claims", between="|"),
    **_by("Event Date", "day", "when", between="|"),
    **_by("Event Type|Event Mode|Intensity|Quad Code", "type", "type", between="|"),
    **_by(
        "Actor Name|Actor Country|Actor COW|Primary Actor Sector|Actor Sectors|Actor Name Raw",
        "parties",
        "actor",
        between="|",
    ),
    **_by(
        "Recipient Name|Recipient Country|Recipient COW|Primary Recipient Sector|Recipient Sectors|Recipient Name Raw",
        "parties",
        "recipient",
        between="|",
    ),
    **_by(
        "Placename|City|District|Province|Country|Latitude|Longitude|GeoNames ID|Raw Placename|Feature Type",
        "place",
        "where",
        between="|",
    ),
    **_by("Source|Publication Date|Language", "reports", "documents", between="|"),
    **_by(
        "Contexts|Actor Title|Wikipedia Actor ID|Recipient Title|Wikipedia Recipient ID|Story People|"
        "Story Organizations|Story Locations",
        "empty",
        between="|",
    ),
    **_by("Version", "constant"),
}
GEOJSON: Columns = {
    **_by("id", "name", "claims"),
    **_by("type mode acled", "type", "type"),
    **_by("start end", "day", "when"),
    **_by("geometry place country precision radius_km", "place", "where"),
    **_by("actor", "parties", "actor"),
    **_by("recipient", "parties", "recipient"),
    **{toll: Provenance("tolls", (toll,)) for toll in TOLLS},
    **_by("origins", "origins", "origins"),
    **_by("unknown_origins", "count", "claims"),
    **_by("documents copies", "count", "documents"),
    **_by("corrections", "acts", "claims"),
    **_by("grade", "grade", "origins", "claims"),
}
JSONL: Columns = {
    **_by("format", "constant"),
    **_by("id claims", "name", "claims"),
    **_by("type mode acled", "type", "type"),
    **_by("when", "day", "when"),
    **_by("where", "place", "where"),
    **_by("cells", "readings", *CELLS),
    **_by("summary", "tolls", *TOLLS),
    **_by("origins", "origins", "origins"),
    **_by("unknown_origins", "count", "claims"),
    **_by("documents", "reports", "documents"),
    **_by("copies", "count", "documents"),
    **_by("disputed", "disputes", "claims"),
    **_by("grade", "grade", "origins", "claims"),
    **_by("decisions superseded corrections", "acts", "claims"),
    **_by("ledger", "stamp", "ledger"),
}
PARQUET: Columns = {
    **_by("claims.document attributions.document", "reports", "documents"),
    **_by("claims.incident", "name", "claims"),
    **{
        f"claims.{c}": Provenance("claim", ("claim",))
        for c in "id kind type mode acled stance attribution evidence words chain actor recipient start end place "
        "country lat lon cells".split()
    },
    **{
        f"attributions.{c}": Provenance("attribution", ("attribution",))
        for c in "id source source_kind kind quote within cue content chain".split()
    },
    **_by("incidents.id incidents.claims", "name", "claims"),
    **_by("incidents.type incidents.mode incidents.acled", "type", "type"),
    **_by("incidents.start incidents.end", "day", "when"),
    **_by("incidents.place incidents.country incidents.lat incidents.lon", "place", "where"),
    **_by("incidents.killed_low incidents.killed_best incidents.killed_high", "tolls", "killed"),
    **_by("incidents.origins", "count", "origins", default="0"),
    **_by("incidents.unknown_origins", "count", "claims"),
    **_by("incidents.documents incidents.copies", "count", "documents"),
    **_by("incidents.grade", "grade", "origins", "claims"),
    **_by("incidents.corrections", "acts", "claims"),
    **_by("origins.incident", "name", "claims"),
    **{
        f"origins.{c}": Provenance("origins", ("origins",))
        for c in "id name kind occasion claims documents reasons".split()
    },
}
PROVENANCE: Mapping[str, Columns] = {
    "acled": ACLED,
    "ucdp": UCDP,
    "polecat": POLECAT,
    "geojson": GEOJSON,
    "jsonl": JSONL,
    "parquet": PARQUET,
}


def page() -> str:
    """docs/provenance.md."""
    return "\n".join(_lines()) + "\n"


def _lines() -> Iterator[str]:
    yield from (
        "# Where every exported cell comes from",
        "",
        "Every cell of an export is filled by a named rule over cells of the incident; each reading of those names its",
        "claims, each claim its characters in a document. `firsthand verify --export FILE` computes an export again at",
        "the ledger position of its manifest and follows every cell back along this table (made from",
        "`src/firsthand/export/provenance.py`).",
        "",
        "| rule | what it does |",
        "|---|---|",
        *(f"| {name} | {words} |" for name, words in RULES.items()),
        "",
        "| what a rule is over | leads to |",
        "|---|---|",
        "| a cell's name | the spans of its value in each claim that tells it, or the person who corrected it |",
        *(f"| {name} | {words} |" for name, words in SOURCES.items()),
    )
    for export, columns in PROVENANCE.items():
        yield from ("", f"## `{export}`", "", "| columns | rule | over |", "|---|---|---|")
        together: dict[Provenance, list[str]] = {}
        for column, filled in columns.items():
            together.setdefault(filled, []).append(column)
        for filled, names in together.items():
            yield f"| {', '.join(f'`{n}`' for n in names)} | {filled.rule} | {', '.join(filled.over)} |"
