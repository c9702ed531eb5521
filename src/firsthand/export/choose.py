"""The only place that picks one value among an incident's readings; each rule stands in its function's docstring."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, TypeVar

from firsthand.model import CellReading, Document, Figure, Incident, Party, Read, Span, TollReading, When, Where

T = TypeVar("T", When, Where)
Row = TypeVar("Row")


@dataclass(frozen=True, slots=True)
class Selection:
    """What is exported: incidents in their order, and the documents, readings and outlets that they rest on.

    `stamp` is the instant of the last ledger entry, in ISO 8601: never the clock, so that equal ledgers export equally.
    Where `texts` (by document) and `evidence` (by claim) are given, only who lists claims asks for readings; where
    `lines` are, nobody need make incidents of them who writes them again; where `through` is, it makes something of
    every incident, in their order, sooner than one after the other, and `through_reads` of every reading.
    """

    incidents: Sequence[Incident]
    reads: Mapping[str, Read]
    stamp: str | None = None
    texts: Mapping[str, Document] | None = None
    evidence: Mapping[str, Span] | None = None
    lines: Callable[[], Iterable[str]] | None = None
    through: Callable[[Callable[[Incident], Any]], Iterable[Any]] | None = None
    through_reads: Callable[[Callable[[Read], Any]], Iterable[Any]] | None = None

    def each(self, make: Callable[[Incident], Row]) -> Iterable[Row]:
        """What is made of every incident, in their order."""
        return map(make, self.incidents) if self.through is None else self.through(make)

    def each_read(self, make: Callable[[Read], Row]) -> Iterable[Row]:
        """What is made of every reading, in their order."""
        return map(make, self.reads.values()) if self.through_reads is None else self.through_reads(make)

    def documents(self, incident: Incident) -> tuple[Document, ...]:
        """The incident's documents, in its order."""
        if self.texts is not None:
            return tuple(self.texts[d] for d in incident.documents if d in self.texts)
        return tuple(self.reads[d].document for d in incident.documents if d in self.reads)

    def first_sentence(self, incident: Incident) -> str | None:
        """The evidence of the incident's first claim, word for word."""
        first = next((d for d in self.documents(incident) if d.id == incident.documents[0]), None)
        span = self._evidence(incident)
        return span.of(first.text) if first is not None and span is not None else None

    def _evidence(self, incident: Incident) -> Span | None:
        if self.evidence is not None:
            return self.evidence.get(incident.id)
        claims = (c for d in incident.documents[:1] if d in self.reads for c in self.reads[d].claims)
        return next((c.evidence for c in claims if c.id == incident.id and c.kind == "event"), None)


def cell_values(incident: Incident, cell: str) -> list[CellReading]:
    """The readings of a cell that is not a toll, asserted ones before hedged; none that only denies or predicts."""
    found = [r for r in incident.cells.get(cell, ()) if isinstance(r, CellReading)]
    order = {"asserted": 0, "hedged": 1}
    return sorted((r for r in found if r.stance in order), key=lambda r: order[r.stance])


def day_range(when: When | None) -> tuple[date, date] | None:
    """First and last day of a `when`, `None` where a bound is open or no day can be told."""
    if when is None or not when.start or not when.end:
        return None
    return date.fromisoformat(when.start[:10]), date.fromisoformat(when.end[:10])


def when(incident: Incident) -> When | None:
    """The interval that no reading contradicts; else the one that most origins give, the narrower, the earlier."""
    if incident.when is not None:
        return incident.when
    readings = [r for r in cell_values(incident, "when") if isinstance(r.value, When) and day_range(r.value)]
    return _most_origins(readings, lambda v: (v.start, v.end), _days, When)


def where(incident: Incident) -> Where | None:
    """The place that no reading contradicts; else the one that most origins give, the more precise first."""
    if incident.where is not None:
        return incident.where
    readings = [r for r in cell_values(incident, "where") if isinstance(r.value, Where) and r.value.name]
    return _most_origins(readings, lambda v: (v.name, v.country), lambda v: PRECISION.index(v.precision), Where)


PRECISION = ("site", "town", "district", "admin1", "country", "region", "unknown")


def _days(value: When) -> int:
    days = day_range(value)
    return (days[1] - days[0]).days if days else 10**6


def _most_origins(
    readings: Sequence[CellReading], key: Callable[[T], object], width: Callable[[T], int], cls: type[T]
) -> T | None:
    values = [(r.value, r.origin) for r in readings if isinstance(r.value, cls)]
    if not values:
        return None
    owners: dict[object, set[str | None]] = {}
    for value, origin in values:
        owners.setdefault(key(value), set()).add(origin)
    return min((v for v, _ in values), key=lambda v: (-len(owners[key(v)]), width(v), str(key(v))))


def parties(incident: Incident, cell: str) -> list[Party]:
    """The parties of `actor` or `recipient`, one of each name, most often told first.

    Where a party is named, "soldiers" or "gunmen" are taken to be of it and left out, and so are things ("checkpoint");
    civilians stay, since they are a side of their own.
    """
    found = [r.value for r in cell_values(incident, cell) if isinstance(r.value, Party)]
    often = Counter(p.name.casefold() for p in found)
    first = {p.name.casefold(): p for p in reversed(found)}
    ordered = sorted(first.values(), key=lambda p: (-often[p.name.casefold()], p.name))
    known = {p.kind for p in ordered if p.id is not None}
    named = [p for p in ordered if p.kind not in VAGUE and not (p.name[:1].islower() and p.kind in known)]
    civilians = [p for p in ordered if p.kind == "civilians"]
    return [*named, *civilians] or [p for p in ordered if p.kind == "unnamed"] or ordered


def sides(incident: Incident) -> tuple[list[Party], list[Party]]:
    """Who acted and whom it befell; who is told on both sides stands where it acted: nobody attacks itself."""
    first, second = parties(incident, "actor"), parties(incident, "recipient")
    acting = {p.id or p.name.casefold() for p in first}
    return first, [p for p in second if (p.id or p.name.casefold()) not in acting]


VAGUE = frozenset({"unnamed", "civilians", "other"})


def middle(first: date, last: date) -> date:
    """The middle day of an interval, the earlier of two."""
    return first + timedelta(days=(last - first).days // 2)


def tolls(incident: Incident, cell: str) -> list[TollReading]:
    """The readings of a toll that assert or hedge it and that no correction has replaced."""
    return [
        r
        for r in incident.cells.get(cell, ())
        if isinstance(r, TollReading) and r.stance in ("asserted", "hedged") and not _superseded(r, incident)
    ]


def _superseded(reading: TollReading, incident: Incident) -> bool:
    return bool(reading.claims) and set(reading.claims) <= set(incident.superseded)


def lowest(figure: Figure) -> float | None:
    """The most conservative number that a figure allows: its best, else its low bound."""
    return figure.best if figure.best is not None else figure.low


def conservative(incident: Incident, cell: str = "killed") -> int:
    """The most conservative figure of any origin (ACLED's fatality rule); 0 where no origin gives one."""
    figure = incident.summary.get(cell)
    candidates = [lowest(r.figure) for r in _totals(tolls(incident, cell))]
    found = [c for c in candidates if c is not None] or ([figure.low] if figure and figure.low is not None else [])
    return round(min(found)) if found else 0


def _totals(readings: Sequence[TollReading]) -> list[TollReading]:
    """Of each origin its largest reading: what is bound to one group is part of the total and not another figure."""
    best: dict[str | None, TollReading] = {}
    for r in readings:
        if r.origin not in best or (lowest(r.figure) or 0) > (lowest(best[r.origin].figure) or 0):
            best[r.origin] = r
    return list(best.values())


def dates(documents: Iterable[Document]) -> list[str]:
    """The publication day of each document, "" where unknown."""
    return [d.published.start if d.published and d.published.start else "" for d in documents]
