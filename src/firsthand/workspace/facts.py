"""An incident as plain statements in words, cell by cell, so that two states of it can be laid side by side."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from firsthand.model import Dispute, Incident
from firsthand.workspace.words import figure_words, place_words, value_words, when_words

Facts = Mapping[str, Mapping[str, frozenset[str]]]  # by cell: what is told, and the claims that tell it
UNKNOWN = "unknown origin"
STAND = "asserted"


def facts(incident: Incident) -> Facts:
    """Every cell of an incident: its readings with their owners, then what is computed from them."""
    names = {o.id: o.name for o in incident.origins}
    found = {name: dict(_readings(incident, name, names)) for name in incident.cells}
    found |= {f"{toll} by origin": _told(figure_words(f)) for toll, f in incident.summary.items()}
    found |= {name: _told(*told) for name, told in _computed(incident).items()}
    found["origins"] = _joined((o.name, o.claims) for o in incident.origins)
    found["disputed"] = _joined((_dispute(d, names), d.claims) for d in incident.disputed)
    found["superseded"] = {c: frozenset({c}) for c in incident.superseded}
    found["claims"] = {c: frozenset({c}) for c in incident.claims}
    found["decisions"] = {d: frozenset[str]() for d in (*incident.decisions, *(c.id for c in incident.corrections))}
    return {name: told for name, told in found.items() if told}


def together(incidents: Sequence[Incident]) -> Facts:
    """The facts of several incidents as one; each fact once."""
    found: dict[str, dict[str, frozenset[str]]] = defaultdict(dict)
    for incident in incidents:
        for cell, told in facts(incident).items():
            for words, claims in told.items():
                found[cell][words] = found[cell].get(words, frozenset()) | claims
    return found


def _computed(incident: Incident) -> Mapping[str, Iterable[str]]:
    """What follows from all of an incident's claims together. No claim alone is behind these."""
    grade = incident.grade
    return {
        "incident type": (" ".join(filter(None, (incident.type, incident.mode))),),
        "ACLED type": (incident.acled or "",),
        "tightest when": (when_words(incident.when),),
        "tightest where": (place_words(incident.where),),
        "unknown origins": (str(incident.unknown_origins),),
        "documents": incident.documents,
        "copies": (str(incident.copies),),
        "grade": (grade.source + grade.information,),
        "grade reasons": grade.reasons,
    }


def _readings(incident: Incident, cell: str, names: Mapping[str, str]) -> Iterator[tuple[str, frozenset[str]]]:
    """The readings of a cell, in words with stance and owner; equal ones are one."""
    told = (
        (f"{value_words(r)} ({_how(r.stance)}{names.get(r.origin or '', UNKNOWN)})", r.claims)
        for r in incident.cells[cell]
    )
    yield from _joined(told).items()


def _how(stance: str) -> str:
    return "" if stance == STAND else f"{stance}, "


def _dispute(dispute: Dispute, names: Mapping[str, str]) -> str:
    by, of = names.get(dispute.by or "", UNKNOWN), names.get(dispute.of or "", UNKNOWN)
    return f"{dispute.cell}: {by} against {of}"


def _told(*words: str) -> dict[str, frozenset[str]]:
    return {w: frozenset[str]() for w in words if w}


def _joined(told: Iterable[tuple[str, Iterable[str]]]) -> dict[str, frozenset[str]]:
    found: dict[str, frozenset[str]] = {}
    for words, claims in told:
        found[words] = found.get(words, frozenset()) | frozenset(claims)
    return found
