"""People's acts: made from what a person names, checked, and recorded in one transaction. Only this module appends one.

An act is given as a mapping, as a line of JSON has it: one of `same`, `different`, `groups`, `correct`, `reject`,
`withdraw`, and with it `by`, `because`, and for a correction `cell`, `value`, `words` or `span`,
and `copies` where the same words in other reports are to be corrected too.
"""

import hashlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import cached_property
from typing import Any, cast

from firsthand.ledger import PROGRAM, Ledger
from firsthand.model import Claim, Correction, Decision, Read, Rejection, Span, dumps
from firsthand.resolve.cellvalues import essence, read_value
from firsthand.resolve.corrections import Act
from firsthand.workspace import cellwords
from firsthand.workspace.naming import ActError, Names, anchored
from firsthand.workspace.views import NotFoundError, View

ONE = ("same", "different", "groups", "correct", "reject", "withdraw")  # what a line is, each a key of its own
ALSO = frozenset({"by", "because", "cell", "value", "words", "span", "copies"})
TAKEN_BACK = ("decision", "correction", "rejection", "failure")
MICROSECOND, SECOND = timedelta(microseconds=1), timedelta(seconds=1)
Given = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Withdrawal:
    """A person takes back an act (or a failure, by where the report was)."""

    id: str
    by: str
    note: str | None


@dataclass(frozen=True, slots=True)
class Done:
    """An act as it was recorded; `recorded` is false where the ledger said so already."""

    kind: str
    id: str
    recorded: bool


@dataclass(frozen=True, slots=True)
class Already:
    """An act that the ledger holds already."""

    act: Act


Made = Act | Withdrawal | Already


@dataclass
class Desk:
    """Where acts are made: what the ledger says now, and who sits there."""

    ledger: Ledger
    view: View
    by: str
    because: str | None = None
    gazetteer: Callable[[], Any] = lambda: None
    names: Names = field(init=False)
    last: datetime = field(init=False)

    def __post_init__(self) -> None:
        self.names = Names(self.view)
        made = (*self.ledger.decisions(), *self.ledger.corrections(), *self.ledger.rejections())
        # Instants are compared as texts: one that another program wrote to the second comes after all of that second.
        self.last = max((_moment(a.at) + SECOND for a in made), default=EPOCH)

    @cached_property
    def newest(self) -> Mapping[str, Decision]:
        """The newest decision about each claim."""
        made = sorted(self.view.settled.decisions, key=lambda d: (d.at, d.id))
        return {c: d for d in made for g in d.groups for c in g}

    def instant(self) -> str:
        """A moment after all acts before it, so that the newest is always the one that was made last."""
        self.last = max(datetime.now(UTC), self.last + MICROSECOND)
        return self.last.isoformat(timespec="microseconds").replace("+00:00", "Z")


def make(desk: Desk, given: Given) -> tuple[Made, ...]:
    """The acts that a mapping tells. Raises ActError, NotFoundError."""
    unknown = sorted(set(given) - {*ONE, *ALSO})
    kinds = [k for k in ONE if k in given]
    if unknown or len(kinds) != 1:
        wrong = f"{unknown[0]!r} is no key" if unknown else f"it has {len(kinds)} of the keys of which it needs one"
        raise ActError(f"{wrong}: give one of {', '.join(ONE)}, and with it {', '.join(sorted(ALSO))}")
    by = given.get("by") or desk.by
    if not isinstance(by, str) or not by.strip() or by == PROGRAM:
        raise ActError(f"{by!r} is nobody's name: machines never decide; give --by NAME")
    because = given.get("because") or desk.because
    return tuple(MAKERS[kinds[0]](desk, given, Who(by.strip(), because)))


def record(ledger: Ledger, made: Sequence[Made]) -> tuple[Done, ...]:
    """Record acts in their order, all or none."""
    with ledger.transaction():
        return tuple(_record(ledger, one) for one in made)


def _record(ledger: Ledger, one: Made) -> Done:
    match one:
        case Already():
            return Done(kind_of(one.act), one.act.id, recorded=False)
        case Decision():
            ledger.add_decision(one)
        case Correction():
            ledger.add_correction(one)
        case Rejection():
            ledger.add_rejection(one)
        case Withdrawal():
            ledger.withdraw(one.id, one.note or "", one.by)
            return Done("withdrawal", one.id, recorded=True)
    return Done(kind_of(one), one.id, recorded=True)


def claims_of(desk: Desk, one: Made) -> frozenset[str]:
    """The claims that an act is about, by the ids of today."""
    if isinstance(one, Already):
        one = one.act
    if isinstance(one, Withdrawal):
        settled = desk.view.settled
        acts = (*settled.decisions, *settled.acts.corrections, *settled.acts.rejections)
        return next((claims_of(desk, a) for a in acts if a.id == one.id), frozenset())
    if isinstance(one, Decision):
        return frozenset(c for g in one.groups for c in g)
    return frozenset({one.anchor.claim})


def kind_of(act: Act) -> str:
    """The kind of entry that an act is."""
    return type(act).__name__.lower()


@dataclass(frozen=True, slots=True)
class Who:
    """The person who acts, and why."""

    by: str
    because: str | None


def _sort(desk: Desk, given: Given, who: Who) -> list[Made]:
    kind = next(k for k in ("same", "different", "groups") if k in given)
    groups = _groups(desk, kind, given[kind])
    about = [desk.newest[c] for g in groups for c in g if c in desk.newest]
    last = max(about, key=lambda d: (d.at, d.id), default=None)
    if last is not None and last.by == who.by and {*map(frozenset, last.groups)} == {*map(frozenset, groups)}:
        return [Already(last)]
    anchors = desk.names.anchors([c for g in groups for c in g])
    at = desk.instant()
    return [Decision(_id("decision", who, at, groups), who.by, at, groups, who.because, anchors)]


def _groups(desk: Desk, kind: str, told: Any) -> tuple[tuple[str, ...], ...]:
    """The groups of claims that are meant. A claim named by itself is taken out of the incident named beside it."""
    named = [_listed(g) for g in ([told] if kind == "same" else _list(told))]
    if kind == "same":
        named = [[n for g in named for n in g]]
    if kind == "different" and len(named) < 2:
        raise ActError("different ones are at least two: give their ids apart; those joined by commas are one group")
    alone = [{desk.names.claim(n)[0].id for n in g if desk.names.incident(n) is None} for g in named]
    if not all(named) or (len(named) == 1 and len(named[0]) == 1 and alone[0]):
        raise ActError("one claim by itself is sorted with nothing: give an incident, or two ids and more")
    groups = [list(dict.fromkeys(c for n in g for c in desk.names.sorted(n))) for g in named]
    for n, group in enumerate(groups):
        elsewhere = {c for m, other in enumerate(alone) if m != n for c in other}
        groups[n] = [c for c in group if c not in elsewhere - alone[n]]
    _check_apart(groups)
    return tuple(tuple(g) for g in groups)


def _check_apart(groups: Sequence[Sequence[str]]) -> None:
    seen: set[str] = set()
    for group in groups:
        if not group:
            raise ActError("nothing is left of a group: its claims are named alone in another")
        if both := seen & set(group):
            raise ActError(f"{min(both)} is in two groups: one claim is of one happening")
        seen |= set(group)


def _list(told: Any) -> list[Any]:
    if not isinstance(told, list) or not told:
        raise ActError("give ids as a list")
    return cast("list[Any]", told)


def _listed(told: Any) -> list[str]:
    """Ids of one group: "A,B" or a list of them."""
    parts = told.split(",") if isinstance(told, str) else _list(told)
    if not all(isinstance(p, str) and p.strip() for p in parts):
        raise ActError(f"{told!r}: an id is words like 3f2a0c, several of a group are joined by commas")
    return [n.strip() for p in parts for n in p.split(",") if n.strip()]


def _correct(desk: Desk, given: Given, who: Who) -> list[Made]:
    missing = [k for k in ("cell", "value") if not isinstance(given.get(k), (str, int, float))]
    if missing or not isinstance(given["correct"], str):
        raise ActError("a correction needs the id of a claim, a cell and a value")
    claim, read = desk.names.claim(given["correct"])
    cell = cellwords.cell_name(claim, str(given["cell"]))
    made = [_corrected(desk, given, who, (claim, read, cell))]
    if given.get("copies"):
        made += [_corrected(desk, given, who, (c, r, cell)) for c, r in alike(desk, claim, cell)]
    return made


def _corrected(desk: Desk, given: Given, who: Who, where: tuple[Claim, Read, str]) -> Made:
    claim, read, cell = where
    name = "type" if cell == "mode" else cell
    span = _span(given, claim, read)
    place = cellwords.Place(read.document, span, cellwords.stands_at(claim, name))
    asked = cellwords.Cell(claim, cell, read_value(claim, name), place, desk.gazetteer)
    value = cellwords.value(asked, str(given["value"]))
    before = next((c for c in desk.view.settled.corrected.get(claim.id, ()) if c.cell == name), None)
    known = next((a for a in desk.ledger.corrections() if before is not None and a.id == before.id), None)
    if known is not None and (known.value, known.by, known.span) == (value, who.by, span):
        return Already(known)
    was = before.read if before is not None else asked.read
    at, about = desk.instant(), anchored(claim, read)
    named = _id("correction", who, at, (about, name, value))
    return Correction(named, who.by, at, about, name, value, was, span, who.because)


def alike(desk: Desk, claim: Claim, cell: str) -> list[tuple[Claim, Read]]:
    """Claims of the same incident in other reports that print the same sentence and of which the same was read."""
    incident = desk.names.owner(claim.id)
    name = "type" if cell == "mode" else cell
    words = _words(*desk.names.claim(claim.id))
    told = (desk.names.claim(c) for c in (incident.claims if incident is not None else ()) if c != claim.id)
    return [
        (c, r)
        for c, r in told
        if c.kind == claim.kind and _words(c, r) == words
        and essence(read_value(c, name)) == essence(read_value(claim, name))
    ]  # fmt: skip


def _words(claim: Claim, read: Read) -> tuple[str, str]:
    """The sentence and the words that a claim is anchored in, whatever the line ends, quotation marks and case."""
    text = read.document.text.translate(QUOTES)
    passage = claim.span if claim.kind == "item" else claim.evidence
    return " ".join(passage.of(text).split()).casefold(), anchored(claim, read).span.of(text).casefold()


def _span(given: Given, claim: Claim, read: Read) -> Span | None:
    """The words of the document that a person names. Raises ActError where they are none."""
    text, near = read.document.text, anchored(claim, read).span.start
    if words := given.get("words"):
        found = [i for i in _places(text, str(words)) if _whole(text, Span(i, i + len(str(words))))]
        if not found:
            raise ActError(f"“{words}” does not stand in the document, as whole words")
        start = min(found, key=lambda i: (abs(i - near), i))
        return Span(start, start + len(str(words)))
    if (told := given.get("span")) is None:
        return None
    ends = [str(e) for e in told] if isinstance(told, list) else str(told).replace("-", ":").split(":")
    if len(ends) != 2 or not all(e.isdigit() for e in ends):
        raise ActError(f"{told!r} is no span: give START:END")
    span = Span(int(ends[0]), int(ends[1]))
    if not span.start < span.end <= len(text) or not _whole(text, span):
        raise ActError(f"{told!r} is no span: it cuts words, or lies outside the document of {len(text)} characters")
    return span


def _places(text: str, words: str) -> Iterable[int]:
    at = text.find(words)
    while at >= 0:
        yield at
        at = text.find(words, at + 1)


def _whole(text: str, span: Span) -> bool:
    """Whether a span cuts no word and has no white space at its ends."""
    inside = span.of(text)
    before, after = text[span.start - 1 : span.start], text[span.end : span.end + 1]
    cut = (before.isalnum() and inside[0].isalnum()) or (after.isalnum() and inside[-1].isalnum())
    return inside == inside.strip() and not cut


def _reject(desk: Desk, given: Given, who: Who) -> list[Made]:
    made: list[Made] = []
    for named in _listed(given["reject"]):
        whole = desk.names.incident(named) if named.startswith("incident:") else None
        for claim, read in (desk.names.claim(c) for c in (whole.claims if whole is not None else (named,))):
            at, about = desk.instant(), anchored(claim, read)
            made.append(Rejection(_id("rejection", who, at, about), who.by, at, about, who.because))
    return made


def _withdraw(desk: Desk, given: Given, who: Who) -> list[Made]:
    known = {s for kind in TAKEN_BACK for s in desk.ledger.standing(kind)}
    made: list[Made] = []
    for named in _list(given["withdraw"]) if isinstance(given["withdraw"], list) else [given["withdraw"]]:
        found = [named] if named in known else sorted(k for k in known if k.startswith(str(named)) and named)
        if len(found) != 1:
            told = f"may be any of {', '.join(found[:5])}" if found else "is no act that stands"
            raise NotFoundError(f"{named} {told}: `firsthand decide --list` lists them")
        made.append(Withdrawal(found[0], who.by, who.because))
    return made


def _id(kind: str, who: Who, at: str, about: object) -> str:
    """An act's name: a digest of what it says, 16 hex digits."""
    words = dumps([kind, who.by, at, who.because, about])
    return hashlib.sha256(words.encode("utf-8")).hexdigest()[:16]


def _moment(at: str) -> datetime:
    try:
        found = datetime.fromisoformat(at)
    except ValueError:
        return EPOCH
    return found if found.tzinfo is not None else found.replace(tzinfo=UTC)


QUOTES = str.maketrans("“”„«»‘’", '"""""\'\'')
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
MAKERS: Mapping[str, Callable[[Desk, Given, Who], list[Made]]] = {
    "same": _sort,
    "different": _sort,
    "groups": _sort,
    "correct": _correct,
    "reject": _reject,
    "withdraw": _withdraw,
}
