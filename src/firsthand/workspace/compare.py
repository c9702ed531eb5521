"""Our incidents beside the events of an ACLED or UCDP file: what both have, and what only one has."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from firsthand.export import theirs as others
from firsthand.export.readers import Kind, Table, open_table
from firsthand.export.theirs import Theirs
from firsthand.model import Incident
from firsthand.reference.comparing import comparing
from firsthand.workspace.assign import assign
from firsthand.workspace.likeness import Likeness, Ours, likeness, ours
from firsthand.workspace.words import figure_words, kind_words, place_words


@dataclass(frozen=True, slots=True)
class Difference:
    """A cell that the two tell otherwise, in words; "" where one tells nothing."""

    cell: str
    ours: str
    theirs: str


@dataclass(frozen=True, slots=True)
class Pair:
    """An incident and an event that are taken for one, why, and where they differ."""

    incident: Incident
    event: Theirs
    likeness: Likeness
    differences: tuple[Difference, ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """What a file has in common with our incidents. Events outside our days and countries are counted, not listed."""

    table: Table
    pairs: tuple[Pair, ...]
    only_ours: tuple[Incident, ...]
    only_theirs: tuple[Theirs, ...]
    undated: tuple[Incident, ...]
    outside: int

    @property
    def summary(self) -> dict[str, Any]:
        """Counts. `found_of_theirs` is how much of their window we have, `found_of_ours` how much of ours they have."""
        matched, mine, rest = len(self.pairs), len(self.only_ours), len(self.only_theirs)
        differing = Counter(d.cell for p in self.pairs for d in p.differences)
        return {
            "format": self.table.kind,
            "both": matched,
            "only_ours": mine,
            "only_theirs": rest,
            "undated_ours": len(self.undated),
            "theirs_outside": self.outside,
            "found_of_ours": round(matched / (matched + mine), 4) if matched + mine else None,
            "found_of_theirs": round(matched / (matched + rest), 4) if matched + rest else None,
            "differing": dict(sorted(differing.items())),
        }


def compare(incidents: Sequence[Incident], path: Path) -> Comparison:
    """Match the rows of a file to incidents, one to one, by best total score. Raises TableError."""
    table = open_table(path)
    dated = {i.id: o for i in incidents if (o := ours(i, table.kind)) is not None}
    mine = sorted(dated.values(), key=lambda o: (o.first, o.incident.id))
    window = _Window(mine)
    events = list(others.events(table, window.holds))
    inside = [e for e in events if e is not None]
    found = dict(_likenesses(mine, inside))
    chosen = assign({pair: how.score for pair, how in found.items() if how.score >= comparing().score})
    pairs = tuple(_pair(mine[a], inside[b], found[a, b], table.kind) for a, b in chosen)
    taken = {a for a, _ in chosen}, {b for _, b in chosen}
    return Comparison(
        table,
        pairs,
        tuple(o.incident for n, o in enumerate(mine) if n not in taken[0]),
        tuple(e for n, e in enumerate(inside) if n not in taken[1]),
        tuple(i for i in incidents if i.id not in dated),
        len(events) - len(inside),
    )


class _Window:
    """The days and countries that our incidents are of."""

    def __init__(self, mine: Sequence[Ours]) -> None:
        slack = timedelta(days=comparing().days)
        self._first = min((o.first for o in mine), default=date.max - slack) - slack
        self._last = max((o.last for o in mine), default=date.min + slack) + slack
        self._countries = {o.where.country for o in mine if o.where is not None}

    def holds(self, first: date, last: date, country: str | None) -> bool:
        if last < self._first or first > self._last:
            return False
        return country is None or None in self._countries or country in self._countries


def _likenesses(mine: Sequence[Ours], inside: Sequence[Theirs]) -> Iterator[tuple[tuple[int, int], Likeness]]:
    """Likenesses of pairs whose days can be one; `mine` stand in the order of their days."""
    starts, slack = [o.first for o in mine], timedelta(days=comparing().days)
    widest = timedelta(days=comparing().widest)
    for b, event in enumerate(inside):
        for a in range(bisect_left(starts, event.first - slack - widest), len(mine)):
            if mine[a].first > event.last + slack:
                break
            if mine[a].last + slack >= event.first and (how := likeness(mine[a], event)) is not None:
                yield (a, b), how


def _pair(mine: Ours, event: Theirs, how: Likeness, kind: Kind) -> Pair:
    return Pair(mine.incident, event, how, tuple(d for d in _differences(mine, event, how, kind)))


def _differences(mine: Ours, event: Theirs, how: Likeness, kind: Kind) -> Iterator[Difference]:
    """Cells whose likeness is not full."""
    words = {**our_words(mine.incident, kind), "when": _days(mine.first, mine.last)}
    told = their_words(event)
    for cell, feature in how.features.items():
        blank = words[cell] == told[cell]
        same = feature.score == 1.0 or (cell == "where" and feature.score is not None and feature.score >= 0.7)
        if not same and not blank:
            yield Difference(cell, words[cell], told[cell])


def our_words(incident: Incident, kind: Kind) -> Mapping[str, str]:
    """The cells of an incident that are compared, in words."""
    mine = ours(incident, kind)
    return {
        "where": place_words(mine.where) if mine is not None else place_words(incident.where),
        "when": _days(mine.first, mine.last) if mine is not None else "",
        "type": mine.types[-1] if mine is not None and mine.types else kind_words(incident),
        "actors": "; ".join(name for name, _ in mine.actors) if mine is not None else "",
        "killed": figure_words(incident.summary.get("killed")),
    }


def their_words(event: Theirs) -> Mapping[str, str]:
    """The same cells of an event."""
    told = [str(n) for n in (event.low, event.high) if n is not None]
    return {
        "where": ", ".join(filter(None, (event.place, event.country))),
        "when": _days(event.first, event.last),
        "type": event.types[-1] if event.types else "",
        "actors": "; ".join(event.actors),
        "killed": "–".join(dict.fromkeys(told)),
    }


def _days(first: date, last: date) -> str:
    return first.isoformat() if first == last else f"{first.isoformat()} – {last.isoformat()}"


def objects(found: Comparison) -> Iterator[dict[str, Any]]:
    """A comparison as JSON Lines: the summary, then pairs, only ours, only theirs (with all columns of their rows)."""
    yield {"kind": "summary", **found.summary}
    kind = found.table.kind
    for pair in found.pairs:
        yield {
            "kind": "both",
            "incident": pair.incident.id,
            **_event(found.table, pair.event),
            "score": pair.likeness.score,
            "features": {n: {"score": f.score, "why": f.why} for n, f in pair.likeness.features.items()},
            "differences": [{"cell": d.cell, "ours": d.ours, "theirs": d.theirs} for d in pair.differences],
        }
    for incident in found.only_ours:
        yield {"kind": "only ours", "incident": incident.id, **our_words(incident, kind)}
    for incident in found.undated:
        yield {"kind": "undated", "incident": incident.id, **our_words(incident, kind)}
    for event in found.only_theirs:
        yield {"kind": "only theirs", **_event(found.table, event), **their_words(event)}


def _event(table: Table, event: Theirs) -> dict[str, Any]:
    return {"event": event.id, "line": event.record.line, "row": table.cells(event.record)}


CELLS: tuple[str, ...] = ("when", "where", "type", "actors", "killed")
COLUMNS = ("status", "incident", "score", "why", *(f"{side}_{c}" for c in CELLS for side in ("our", "their")))


def table_rows(found: Comparison) -> Iterator[list[str]]:
    """A comparison as a table: a header, then a row an event or incident; all columns of their file stand last."""
    yield [*COLUMNS, *found.table.columns]
    kind, empty = found.table.kind, dict.fromkeys(CELLS, "")
    for pair in found.pairs:
        why = "; ".join(f"{n}: {f.why}" for n, f in pair.likeness.features.items())
        head = ["both", pair.incident.id, f"{pair.likeness.score:.4f}", why]
        yield [*head, *_side_by_side(our_words(pair.incident, kind), their_words(pair.event)), *pair.event.record.cells]
    for status, incidents in (("only ours", found.only_ours), ("undated", found.undated)):
        for incident in incidents:
            blank = [""] * len(found.table.columns)
            yield [status, incident.id, "", "", *_side_by_side(our_words(incident, kind), empty), *blank]
    for event in found.only_theirs:
        yield ["only theirs", "", "", "", *_side_by_side(empty, their_words(event)), *event.record.cells]


def _side_by_side(mine: Mapping[str, str], told: Mapping[str, str]) -> Iterable[str]:
    """Words of texts start no formula in a spreadsheet."""
    words = (side[c] for c in CELLS for side in (mine, told))
    return ("'" + w if w[:1] in ("=", "+", "@") else w for w in words)
