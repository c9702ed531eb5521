"""Incidents -> the formats that users already live in. To add one, write a function and a line in EXPORTS."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from firsthand.export import acled, geojson, jsonl, parquet, polecat, ucdp
from firsthand.export.choose import Selection
from firsthand.export.manifest import Manifest


@dataclass(frozen=True, slots=True)
class Export:
    """A format: what writes it (returning the ids that it cannot hold), its file ending, and whether it is a folder."""

    write: Callable[[Selection, Path], list[str]]
    suffix: str
    title: str
    folder: bool = False


EXPORTS: Mapping[str, Export] = {
    "acled": Export(acled.write, ".csv", "ACLED CSV, 31 columns"),
    "ucdp": Export(ucdp.write, ".csv", "UCDP GED CSV, 49 columns"),
    "polecat": Export(polecat.write, ".tsv", "POLECAT (PLOVER) TSV, 40 columns"),
    "geojson": Export(geojson.write, ".geojson", "GeoJSON with discs of uncertainty"),
    "jsonl": Export(jsonl.write, ".jsonl", "JSON Lines, firsthand/incident@1, lossless"),
    "parquet": Export(parquet.write, ".parquet", "Parquet: claims, attributions, incidents, origins", folder=True),
}

__all__ = ["EXPORTS", "Export", "Manifest", "Selection"]
