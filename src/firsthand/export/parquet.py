"""Parquet: claims, attributions, incidents and origins as four tables that join on ids."""

import json
from collections.abc import Iterable, Mapping
from importlib import import_module
from pathlib import Path
from typing import Any

from firsthand.export import choose, people
from firsthand.model import Attribution, Event, Incident, Item, Measure, Origin, Read, When, Where, encode

SPAN = ("start", "end")
BATCH = 10_000  # rows that are held before they become columns

Row = dict[str, Any]


def write(selection: choose.Selection, path: Path) -> list[str]:
    """Write `claims`, `attributions`, `incidents` and `origins` (.parquet) into the folder `path`; nothing is left out.

    Spans are structs of `start` and `end`; values of a claim's cells are JSON text in the reading format beside the
    columns that are asked for most.
    """
    pa: Any = import_module("pyarrow")  # untyped: kept out of strict checking
    tables = {name: _Table(pa, columns) for name, columns in _tables(pa).items()}
    owner: dict[str, str] = {}
    for incident, origins in selection.each(_incident_rows):
        tables["incidents"].add([incident])
        tables["origins"].add(origins)
        owner |= dict.fromkeys(incident["claims"], incident["id"])
    for claims, attributions in selection.each_read(_read_rows):
        tables["claims"].add([{**c, "incident": owner.get(c["id"])} for c in claims])
        tables["attributions"].add(attributions)
    path.mkdir(parents=True, exist_ok=True)
    for name, table in tables.items():
        table.write(path / f"{name}.parquet")
    return []


class _Table:
    """A table that grows by rows, of which few are held before they become columns."""

    def __init__(self, pa: Any, columns: Mapping[str, Any]) -> None:
        self._pa, self._schema = pa, pa.schema(columns)
        self._rows: list[Row] = []
        self._batches: list[Any] = []

    def add(self, rows: Iterable[Row]) -> None:
        self._rows += rows
        if len(self._rows) >= BATCH:
            self._turn()

    def write(self, path: Path) -> None:
        """As one piece: the same bytes, however the rows came."""
        write_file: Any = import_module("pyarrow.parquet").write_table
        self._turn()
        write_file(self._pa.Table.from_batches(self._batches, self._schema).combine_chunks(), path)

    def _turn(self) -> None:
        self._batches.append(self._pa.RecordBatch.from_pylist(self._rows, schema=self._schema))
        self._rows = []


def _tables(pa: Any) -> dict[str, dict[str, Any]]:
    """The columns of each table with their types."""
    text, number, whole, texts = pa.string(), pa.float64(), pa.int64(), pa.list_(pa.string())
    span = pa.struct([(k, whole) for k in SPAN])
    claims = {
        **dict.fromkeys(("id", "document", "incident", "kind", "type", "mode", "acled", "stance", "attribution"), text),
        "evidence": span,
        "words": text,
        "chain": texts,
        "actor": texts,
        "recipient": texts,
        "start": text,
        "end": text,
        "place": text,
        "country": text,
        "lat": number,
        "lon": number,
        "cells": text,
    }
    attributions = {
        **dict.fromkeys(("id", "document", "source", "source_kind", "kind", "quote", "within"), text),
        "cue": pa.list_(span),
        "content": pa.list_(span),
        "chain": texts,
    }
    figures = {f"killed_{k}": number for k in ("low", "best", "high")}
    incidents = {
        **dict.fromkeys(("id", "type", "mode", "acled", "start", "end", "place", "country"), text),
        "lat": number,
        "lon": number,
        **figures,
        "origins": whole,
        "unknown_origins": whole,
        "documents": whole,
        "copies": whole,
        "grade": text,
        "claims": texts,
        "corrections": texts,
    }
    origins = {**dict.fromkeys(("incident", "id", "name", "kind", "occasion"), text)}
    origins |= {"claims": texts, "documents": texts, "reasons": texts}
    return {"claims": claims, "attributions": attributions, "incidents": incidents, "origins": origins}


def _read_rows(read: Read) -> tuple[list[Row], list[Row]]:
    """The claims and the attributions of a document."""
    return [_claim(c, read) for c in read.claims], [_attribution(a, read) for a in read.attributions]


def _incident_rows(incident: Incident) -> tuple[Row, list[Row]]:
    return _incident(incident), [_origin(o, incident) for o in incident.origins]


def _claim(claim: Event | Measure | Item, read: Read) -> Row:
    evidence = claim.span if isinstance(claim, Item) else claim.evidence
    where, when = getattr(claim, "where", None), getattr(claim, "when", None)
    of = claim.of if isinstance(claim, Measure) else claim.item if isinstance(claim, Item) else claim.type
    return {
        "id": claim.id,
        "document": read.document.id,
        "kind": claim.kind,
        "type": of,
        "mode": getattr(claim, "mode", None),
        "acled": getattr(claim, "acled", None),
        "stance": getattr(claim, "stance", None),
        "attribution": claim.attribution,
        "evidence": {"start": evidence.start, "end": evidence.end},
        "words": evidence.of(read.document.text),
        "chain": list(claim.chain),
        "actor": [p.name for p in getattr(claim, "actor", ())],
        "recipient": [p.name for p in getattr(claim, "recipient", ())],
        **_setting(when, where),
        "cells": json.dumps(encode(claim), ensure_ascii=False),
    }


def _setting(when: When | None, where: Where | None) -> Row:
    """The columns of when and where it was."""
    return {
        "start": when.start if when else None,
        "end": when.end if when else None,
        "place": where.name if where else None,
        "country": where.country if where else None,
        "lat": where.lat if where else None,
        "lon": where.lon if where else None,
    }


def _attribution(a: Attribution, read: Read) -> Row:
    return {
        "id": a.id,
        "document": read.document.id,
        "source": a.source.name if a.source else None,
        "source_kind": a.source.kind if a.source else None,
        "kind": a.kind,
        "quote": a.quote,
        "within": a.within,
        "cue": [{"start": s.start, "end": s.end} for s in a.cue],
        "content": [{"start": s.start, "end": s.end} for s in a.content],
        "chain": list(a.chain),
    }


def _incident(incident: Incident) -> Row:
    where, when = choose.where(incident), choose.when(incident)
    killed = incident.summary.get("killed")
    return {
        **{k: getattr(incident, k) for k in ("id", "type", "mode", "acled", "unknown_origins", "copies")},
        **_setting(when, where),
        **{f"killed_{k}": getattr(killed, k) if killed else None for k in ("low", "best", "high")},
        "origins": len(incident.origins),
        "documents": len(incident.documents),
        "grade": incident.grade.source + incident.grade.information,
        "claims": list(incident.claims),
        "corrections": people.corrections(incident),
    }


def _origin(origin: Origin, incident: Incident) -> Row:
    fields = {k: getattr(origin, k) for k in ("id", "name", "kind", "occasion")}
    lists = {k: list(getattr(origin, k)) for k in ("claims", "documents", "reasons")}
    return {"incident": incident.id, **fields, **lists}
