"""The review queue: what a person should look at, the weightiest first, each with its reasons and what settles it.

The weight is that of the kind (WEIGHTS) and what is at stake: up to STAKE more for an incident with a great toll and
many origins, so that of two questions of one kind the one about the greater incident comes first. What a person has
settled is not asked again: parted or joined incidents, a dispute whose claims a decision holds in one group, a place
that was corrected or confirmed.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from math import log2, log10
from typing import Any, Literal, get_args

from firsthand.model import CellReading, Dispute, Incident, Read, Rejection, TollReading, Where
from firsthand.reference import plover
from firsthand.resolve.cellvalues import TOLLS, essence
from firsthand.resolve.corrections import Act, Lost, Settled, claim_type
from firsthand.resolve.links import MIN_SCORE
from firsthand.resolve.origins import anchor
from firsthand.resolve.undecided import NEAR_MISS, Near, Sorted, undecided

Kind = Literal["lost", "overruled", "changed", "tolls", "link", "place", "failure"]
KINDS: tuple[Kind, ...] = get_args(Kind)
WEIGHTS: Mapping[Kind, float] = {
    "lost": 0.8,  # a person's work without effect
    "overruled": 0.6,
    "tolls": 0.5,
    "link": 0.4,
    "changed": 0.35,
    "place": 0.3,
    "failure": 0.2,
}
STAKE = 0.2
MANY = 4  # digits of a toll, and origins, from which an incident is as great as can be
FAR = 3  # times as many, from which figures differ as much as can be
SEEN = "where both were said, decide --same records that you saw it, and it is asked no more"
SHOWN = 4  # claims, names or places that a reason lists


@dataclass(frozen=True, slots=True)
class Question:
    """One thing to look at: `about` are ids (acts, incidents, claims) or a place where a report was."""

    kind: Kind
    weight: float
    about: tuple[str, ...]
    title: str
    reasons: tuple[str, ...]
    settle: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class State:
    """What the queue looks at: incidents, what people's acts did, acts overruled, failures, and what was erased.

    Links are looked at only `about` some of the incidents (ids), where these are given.
    """

    incidents: Sequence[Incident]
    reads: Mapping[str, Read]
    settled: Settled
    overruled: Sequence[Act] = ()
    failures: Mapping[str, Any] = field(default_factory=dict[str, Any])
    erased: frozenset[str] = frozenset()
    about: frozenset[str] | None = None


def queue(state: State, kinds: Iterable[Kind] = KINDS) -> list[Question]:
    """All questions of these kinds, the weightiest first."""
    return ordered(q for kind in dict.fromkeys(kinds) for q in ASK[kind](state))


def ordered(questions: Iterable[Question]) -> list[Question]:
    """Questions, the weightiest first."""
    return sorted(questions, key=lambda q: (-q.weight, KINDS.index(q.kind), q.about))


def may_ask(incident: Incident) -> bool:
    """Whether an incident alone may be asked about, unless a person has settled it."""
    state = State((incident,), {}, Settled(()))
    return any(True for ask in (_tolls, _places) for _ in ask(state)) or bool(incident.corrections)


def _weight(kind: Kind, incidents: Iterable[Incident] = (), share: float = 1.0) -> float:
    """A kind's weight (or a share of it) and what is at stake in the greatest of the incidents."""
    stake = max((_stake(i) for i in incidents), default=0.0)
    return round(WEIGHTS[kind] * share + STAKE * stake, 3)


def _stake(incident: Incident) -> float:
    figures = [f.best or f.high or f.low or 0 for k in ("killed", "wounded") if (f := incident.summary.get(k))]
    toll = min(1.0, log10(1 + max(figures, default=0)) / MANY)
    return (toll + min(1.0, len(incident.origins) / MANY)) / 2


def _title(incident: Incident) -> str:
    """ "2021-03-09, Ariha: Shelling/artillery/missile attack"."""
    day = incident.when.start if incident.when is not None else None
    where = incident.where.name or incident.where.text if incident.where is not None else None
    what = incident.acled or plover.words(incident.type, incident.mode)
    return f"{', '.join(filter(None, (day, where))) or 'when and where unknown'}: {what}"


def _act(act: Act) -> str:
    """ "ana's correction of killed, 2026-03-04 (a typing error)"."""
    kind = type(act).__name__.lower()
    cell = f" of {getattr(act, 'cell', '')}" if kind == "correction" else ""
    return f"{act.by}'s {kind}{cell}, {act.at[:10]}" + (f" ({act.note})" if act.note else "")


def _lost(state: State) -> Iterator[Question]:
    """Acts whose claim is gone, unless it was erased; a rejected claim that is read no more is as the person had it."""
    for lost in (x for x in state.settled.lost if not isinstance(x.act, Rejection)):
        gone = [a for a in lost.anchors if a.document not in state.erased]
        if lost.anchors and not gone:
            continue
        near = [words for a in gone for words in _beside(a.document, a.span.start, state)]
        told = ", ".join(f"{a.claim[:8]} ({a.type})" for a in gone[:SHOWN]) or "one of its claims"
        reasons = [f"{_act(lost.act)}: its claim is gone from what is read today: {told}", *near[:SHOWN]]
        yield Question("lost", _weight("lost"), _about(lost), _act(lost.act), tuple(reasons), tuple(_again(lost)))


def _about(lost: Lost) -> tuple[str, ...]:
    return (lost.act.id, *(a.claim for a in lost.anchors))


def _again(lost: Lost) -> Iterator[str]:
    """Say it again of another claim, or take it back."""
    cell = getattr(lost.act, "cell", None)
    if cell is not None:
        yield f"firsthand correct CLAIM {cell} VALUE"
    yield f"firsthand withdraw {lost.act.id[:8]}"


def _beside(document: str, start: int, state: State) -> Iterator[str]:
    """What is read there today, the nearest words first."""
    read = state.reads.get(document)
    claims = sorted(read.claims if read is not None else (), key=lambda c: abs(anchor(c).start - start))
    for claim in claims[:2]:
        assert read is not None
        words = anchor(claim).of(read.document.text)
        yield f"near it stands {claim.id[:8]}: {claim_type(claim)} “{words}”"


def _overruled(state: State) -> Iterator[Question]:
    """Acts that newer ones overrule; one's own matter less."""
    for act in state.overruled:
        newer = [a for a in _acts(state) if a.at > act.at and _claims(a) & _claims(act) and _same_cell(a, act)]
        others = [a for a in newer if a.by != act.by]
        by = ", ".join(_act(a) for a in (others or newer)[-SHOWN:]) or "newer ones"
        share = 1.0 if others else 0.25
        settle = (f"firsthand withdraw {act.id[:8]}", *(f"firsthand withdraw {a.id[:8]}" for a in others[-1:]))
        reason = f"{_act(act)} no longer fits {by}: it has no effect"
        yield Question("overruled", _weight("overruled", share=share), (act.id,), _act(act), (reason,), settle)


def _acts(state: State) -> list[Act]:
    standing = [x for told in state.settled.corrected.values() for x in told]
    named = {x.id for x in standing} | {a.id for a in state.overruled}
    return [*state.settled.decisions, *(a for a in state.settled.acts.corrections if a.id in named)]


def _claims(act: Act) -> set[str]:
    groups = getattr(act, "groups", None)
    return {c for g in groups for c in g} if groups is not None else {act.anchor.claim}  # pyright: ignore


def _same_cell(a: Act, b: Act) -> bool:
    return getattr(a, "cell", None) == getattr(b, "cell", None)


def _changed(state: State) -> Iterator[Question]:
    """Corrected cells of which the program by now reads something else than the person saw."""
    acts = {a.id: a for a in state.settled.acts.corrections}
    for corrected in (x for told in state.settled.corrected.values() for x in told):
        act = acts.get(corrected.id)
        if act is None or essence(act.read) == essence(corrected.read) or essence(act.value) == essence(corrected.read):
            continue
        reason = f"{_act(act)}: the program reads {act.cell} otherwise by now; the person's value stands"
        settle = (f"firsthand show {corrected.claim[:8]}", f"firsthand withdraw {act.id[:8]}")
        yield Question("changed", _weight("changed"), (act.id, corrected.claim), _act(act), (reason,), settle)


def _tolls(state: State) -> Iterator[Question]:
    """Figures that exclude each other, and denials of a figure, which nobody has looked at."""
    said = Sorted(state.settled.decisions)
    for incident in state.incidents:
        for cell in TOLLS:
            open_ = [d for d in incident.disputed if d.cell == cell and not _seen(d, cell, state, said)]
            if open_:
                claims = tuple(dict.fromkeys(c for d in open_ for c in d.claims))
                settle = (
                    f"firsthand decide --same {incident.id[:8]}",
                    *(f"firsthand correct {c[:8]} {cell} FIGURE" for c in claims[:SHOWN]),
                )
                reasons = (
                    *_owners(incident, cell, open_),
                    SEEN,
                )
                about = (incident.id, *claims)
                weight = _weight("tolls", [incident], _gap(incident, cell, open_))
                yield Question("tolls", weight, about, _title(incident), reasons, settle)


def _seen(dispute: Dispute, cell: str, state: State, said: Sorted) -> bool:
    """Whether a person has the claims of a dispute in one group, or has corrected or confirmed each figure."""
    one, *others = dispute.claims
    if others and all(said.together((one,), (c,)) for c in others):
        return True
    return all(any(x.cell == cell for x in state.settled.corrected.get(c, ())) for c in dispute.claims)


def _gap(incident: Incident, cell: str, disputes: Iterable[Dispute]) -> float:
    """A denial weighs all, 11 against 12 little more than half, one figure FAR times the other all again."""
    told = _figures_of(incident, cell)
    shares: list[float] = []
    for dispute in disputes:
        known = [r.figure for c in dispute.claims if (r := told.get(c)) is not None]
        sizes = sorted(v for f in known if (v := f.best or f.low or f.high) is not None)
        apart = log2(sizes[-1] / sizes[0]) / log2(FAR) if len(sizes) > 1 and sizes[0] > 0 else 1.0
        shares.append(0.5 + min(1.0, apart) / 2)
    return max(shares, default=1.0)


def _figures_of(incident: Incident, cell: str) -> Mapping[str, TollReading]:
    return {c: r for r in incident.cells.get(cell, ()) if isinstance(r, TollReading) for c in r.claims}


def _owners(incident: Incident, cell: str, disputes: Iterable[Dispute]) -> Iterator[str]:
    names = {o.id: o.name for o in incident.origins}
    told = _figures_of(incident, cell)
    for dispute in disputes:
        pair = (f"{names.get(o or '', 'nobody known')}: {_figure(told.get(c))}" for o, c in _sides(dispute))
        yield f"{cell}: " + " against ".join(pair)


def _sides(dispute: Dispute) -> Iterator[tuple[str | None, str]]:
    yield from zip((dispute.by, dispute.of), dispute.claims, strict=False)


def _figure(reading: TollReading | None) -> str:
    if reading is None:
        return "denies it"
    figure = reading.figure
    best = figure.best if figure.best is not None else figure.low if figure.low == figure.high else None
    if best is not None:
        return f"{best:g}"
    low, high = figure.low, figure.high
    bounds = (f"at least {low:g}" if low is not None else "", f"at most {high:g}" if high is not None else "")
    return ", ".join(filter(None, bounds))


def _links(state: State) -> Iterator[Question]:
    """Incidents that almost met, and those that a weak link holds together."""
    return map(of_link, undecided(state.incidents, state.reads, state.settled.decisions, state.about))


def of_link(near: Near) -> Question:
    """What is asked where the machine's sorting is a near thing."""
    short = max(0.0, MIN_SCORE - near.link.score) / NEAR_MISS  # past it and yet apart: as near as can be
    weight = _weight("link", near.incidents, 1 - min(1.0, short) / 2)
    title = " and ".join(_title(i) for i in near.incidents)
    about = (*(i.id for i in near.incidents), near.link.a, near.link.b)
    return Question("link", weight, about, title, tuple(_link_reasons(near)), tuple(_link_settles(near)))


def _link_reasons(near: Near) -> Iterator[str]:
    a, b, link = near.link.a[:8], near.link.b[:8], near.link
    if near.halves:
        yield f"held together by one weak link, {a} and {b}: {link.score:g} where {MIN_SCORE:g} is needed"
    elif link.score < MIN_SCORE:
        yield f"almost one: {a} and {b} score {link.score:g}, {MIN_SCORE:g} joins"
    else:
        yield f"{a} and {b} are alike enough ({link.score:g}), but other days or places of the two are against it"
    yield ", ".join(link.reasons)


def _link_settles(near: Near) -> Iterator[str]:
    if near.halves:
        sides = " ".join(",".join(f"claim:{c[:8]}" for c in half) for half in near.halves)
        yield f"firsthand decide --same {near.incidents[0].id[:8]}"
        yield f"firsthand decide --different {sides}"
        return
    ids = " ".join(i.id[:8] for i in near.incidents)
    yield f"firsthand decide --same {ids}"
    yield f"firsthand decide --different {ids}"


def _places(state: State) -> Iterator[Question]:
    """Incidents with a day, and a toll or two origins, that can't be put on a map."""
    for incident in state.incidents:
        strong = incident.when is not None and (incident.summary or len(incident.origins) > 1)
        if not strong or incident.where is not None or any(c.cell == "where" for c in incident.corrections):
            continue
        told = [r for r in incident.cells.get("where", ()) if isinstance(r, CellReading) and isinstance(r.value, Where)]
        reasons = tuple(_place_reasons([(r.value, r.claims[0]) for r in told if isinstance(r.value, Where)]))
        claim = told[0].claims[0] if told else incident.claims[0]
        settle = (f"firsthand correct {claim[:8]} where PLACE", f"firsthand correct {claim[:8]} where none")
        weight = _weight("place", [incident], 1.0 if told else 0.5)
        yield Question("place", weight, (incident.id, claim), _title(incident), reasons, settle)


def _place_reasons(told: Sequence[tuple[Where, str]]) -> Iterator[str]:
    if not told:
        yield "no place is told"
    resolved = list(dict.fromkeys(f"{w.name} ({w.precision}, {c[:8]})" for w, c in told if w.name is not None))
    if len(resolved) > 1:
        yield f"places that exclude each other: {', '.join(resolved[:SHOWN])}"
    for where, claim in told:
        if where.name is None:
            may = ", ".join(f"{a.name} ({a.geonameid}, {a.country})" for a in where.alternatives[:SHOWN])
            yield f"“{where.text}” ({claim[:8]}) is not resolved" + (f": it may be {may}" if may else "")


def _failures(state: State) -> Iterator[Question]:
    """Reports that could not be read."""
    for subject, body in state.failures.items():
        message, hint = str(body.get("message") or ""), str(body.get("hint") or "")
        settle = (f"firsthand add {_quoted(subject)}", f"firsthand withdraw {_quoted(subject)}")
        reasons = tuple(filter(None, (message, hint)))
        yield Question("failure", _weight("failure"), (subject,), subject, reasons, settle)


def _quoted(words: str) -> str:
    return "'" + words.replace("'", "'\\''") + "'" if set(words) & set(" '\"$&;()<>|*?#") else words


ASK: Mapping[Kind, Callable[[State], Iterator[Question]]] = {
    "lost": _lost,
    "overruled": _overruled,
    "changed": _changed,
    "tolls": _tolls,
    "link": _links,
    "place": _places,
    "failure": _failures,
}
