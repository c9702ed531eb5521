"""Parquet: claims, attributions, incidents and origins as four tables that join on ids."""

import json
from collections.abc import Iterable, Iterator
from importlib import import_module
from pathlib import Path
from typing import Any

from firsthand.export import choose, people
from firsthand.model import Event, Incident, Item, Measure, Read, encode

SPAN = ("start", "end")


def write(selection: choose.Selection, path: Path) -> list[str]:
    """Write `claims`, `attributions`, `incidents` and `origins` (.parquet) into the folder `path`; nothing is left out.

    Spans are structs of `start` and `end`; values of a claim's cells are JSON text in the reading format beside the
    columns that are asked for most.
    """
    pa: Any = import_module("pyarrow")  # untyped: kept out of strict checking
    write_file: Any = import_module("pyarrow.parquet").write_table

    path.mkdir(parents=True, exist_ok=True)
    for name, (schema, rows) in _tables(pa, selection).items():
        table = pa.Table.from_pylist(list(rows), schema=schema)
        write_file(table, path / f"{name}.parquet")
    return []


def _tables(pa: Any, selection: choose.Selection) -> dict[str, tuple[Any, Iterator[dict[str, Any]]]]:
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
    held = tuple(selection.incidents)
    owner = {c: i.id for i in held for c in i.claims}
    return {
        "claims": (pa.schema(claims), _claims(selection, owner)),
        "attributions": (pa.schema(attributions), _attributions(selection)),
        "incidents": (pa.schema(incidents), map(_incident, held)),
        "origins": (pa.schema(origins), _origins(held)),
    }


def _claims(selection: choose.Selection, owner: dict[str, str]) -> Iterator[dict[str, Any]]:
    for read in selection.reads.values():
        for claim in read.claims:
            yield _claim(claim, read, owner.get(claim.id))


def _claim(claim: Event | Measure | Item, read: Read, incident: str | None) -> dict[str, Any]:
    evidence = claim.span if isinstance(claim, Item) else claim.evidence
    where, when = getattr(claim, "where", None), getattr(claim, "when", None)
    of = claim.of if isinstance(claim, Measure) else claim.item if isinstance(claim, Item) else claim.type
    return {
        "id": claim.id,
        "document": read.document.id,
        "incident": incident,
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
        "start": when.start if when else None,
        "end": when.end if when else None,
        "place": where.name if where else None,
        "country": where.country if where else None,
        "lat": where.lat if where else None,
        "lon": where.lon if where else None,
        "cells": json.dumps(encode(claim), ensure_ascii=False),
    }


def _attributions(selection: choose.Selection) -> Iterator[dict[str, Any]]:
    for read in selection.reads.values():
        for a in read.attributions:
            yield {
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


def _incident(incident: Incident) -> dict[str, Any]:
    where, when = choose.where(incident), choose.when(incident)
    killed = incident.summary.get("killed")
    return {
        **{k: getattr(incident, k) for k in ("id", "type", "mode", "acled", "unknown_origins", "copies")},
        "start": when.start if when else None,
        "end": when.end if when else None,
        "place": where.name if where else None,
        "country": where.country if where else None,
        "lat": where.lat if where else None,
        "lon": where.lon if where else None,
        **{f"killed_{k}": getattr(killed, k) if killed else None for k in ("low", "best", "high")},
        "origins": len(incident.origins),
        "documents": len(incident.documents),
        "grade": incident.grade.source + incident.grade.information,
        "claims": list(incident.claims),
        "corrections": people.corrections(incident),
    }


def _origins(incidents: Iterable[Incident]) -> Iterator[dict[str, Any]]:
    for incident in incidents:
        for o in incident.origins:
            fields = {k: getattr(o, k) for k in ("id", "name", "kind", "occasion")}
            lists = {k: list(getattr(o, k)) for k in ("claims", "documents", "reasons")}
            yield {"incident": incident.id, **fields, **lists}
