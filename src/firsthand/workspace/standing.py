"""The incidents of a ledger as they stand, kept beside it and brought up to date from what came since.

Equal, byte for byte, to what a full computation gives. Only large ledgers keep anything: the others are computed in no
time. What is kept names the ledger's position, the program (a digest of its code and tables) and the table of sources
that it was made with; where one of these is another, it is made anew, whole or in part.
"""

import hashlib
import json
import sys
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache, partial
from importlib.resources import files
from importlib.resources.abc import Traversable
from math import ceil
from typing import TYPE_CHECKING

from firsthand.ledger import Change, Kept, KeptError, Ledger, Made
from firsthand.model import (
    Corrected,
    Correction,
    Decision,
    Incident,
    Position,
    Read,
    Rejection,
    decode,
    dumps,
    incident_object,
)
from firsthand.reference.sources import Sources
from firsthand.resolve.copies import order
from firsthand.resolve.corrections import Acts, Settled, anchors, settle
from firsthand.resolve.happenings import Happening, untraced
from firsthand.resolve.incidents import assembled, by_date, graded_by, in_sequence, worked
from firsthand.resolve.queue import may_ask
from firsthand.workspace.apart import apart, in_turns
from firsthand.workspace.cycles import uncollected

if TYPE_CHECKING:
    from firsthand.resolve.extend import Extended
    from firsthand.resolve.memory import Sentences

LARGE = 500  # documents from which a ledger's incidents are kept
TURN = 0.5  # of the incidents, for each process; by tenths it took 0.4 GB less and 9 s more
SHARE = 0.2  # of the documents: where more changed, all is computed anew
CODE = ("model", "reference", "resolve", "ledger", "workspace")  # the rooms that incidents depend on
TABLES = ("data",)
ACTS = "acts"  # the piece that holds people's acts; all others are the memory's
NO_POSITION = "null}"  # how an incident's line ends that does not say where the ledger stood


@dataclass(frozen=True, slots=True)
class Standing:
    """The incidents at a position: where they are kept, or as they were made where nothing can be."""

    position: Position
    kept: Kept | None
    made: tuple[Made, ...] = ()

    def lines(self) -> Iterator[str]:
        """Every incident as a line of JSON, by date."""
        words = self.kept.words() if self.kept is not None else (m.words for m in self.made)
        end = dumps(self.position) + "}"
        return (w.removesuffix(NO_POSITION) + end for w in words)

    def count(self) -> int:
        """How many incidents there are."""
        return self.kept.count() if self.kept is not None else len(self.made)

    def asking(self) -> list[Incident]:
        """The incidents that a person may be asked about, by date."""
        words = self.kept.asking() if self.kept is not None else (m.words for m in self.made if m.asks)
        return [incident_of(at_position(w, self.position)) for w in words]

    def touched(self, since: Position) -> set[str] | None:
        """The incidents (by id) that are not surely what they were; `None` where all of them may be others."""
        return self.kept.touched(since.seq) if self.kept is not None else None

    def of(self, ids: Iterable[str]) -> list[str]:
        """Lines of these incidents, by date."""
        if self.kept is not None:
            words = self.kept.of(ids)
        else:
            asked = set(ids)
            words = [m.words for m in self.made if m.id in asked]
        return [at_position(w, self.position) for w in words]

    def between(self, first: str, last: str) -> list[str]:
        """Lines of the incidents of some days, by date."""
        if self.kept is not None:
            words = self.kept.between(first, last)
        else:
            words = [m.words for m in self.made if first <= m.day <= last]
        return [at_position(w, self.position) for w in words]

    def named(self, prefix: str) -> list[Incident]:
        """The incidents whose id starts so."""
        if self.kept is not None:
            words = self.kept.named(prefix)
        else:
            words = [m.words for m in self.made if m.id.startswith(prefix)]
        return [incident_of(at_position(w, self.position)) for w in words]


def at_position(words: str, position: Position) -> str:
    """A line that says where the ledger stood."""
    return words.removesuffix(NO_POSITION) + dumps(position) + "}"


def incident_of(line: str) -> Incident:
    """The incident of a line of JSON."""
    return decode(Incident, json.loads(line))


def sketch_of(line: str) -> Incident:
    """The incident of a line of JSON without its cells, which are most of it."""
    return decode(Incident, json.loads(line) | {"cells": {}})


def line(incident: Incident) -> str:
    """An incident as a line of JSON."""
    return json.dumps(incident_object(incident), ensure_ascii=False, separators=(",", ":"))


def is_large(ledger: Ledger) -> bool:
    """Whether a ledger is worth keeping anything of."""
    return ledger.count("run") >= LARGE


def standing(ledger: Ledger, position: Position, acts: Acts, grades: Sources, sources: str | None) -> Standing:
    """The incidents at the end of the ledger. `grades` are the user's table of sources, `sources` its digest.

    What can't be read or written beside the ledger costs time and a warning, nothing else.
    """
    facts = {"seq": str(position.seq), "head": position.head, "program": program(), "sources": sources or ""}
    try:
        kept: Kept | None = Kept.open(ledger.path)
    except KeptError as error:
        _warn(f"incidents can't be kept beside the ledger ({error}): they are computed anew each time")
        kept = None
    change = None
    if kept is not None:
        try:
            if _holds(kept, facts):
                return Standing(position, kept)
            with uncollected():
                change = _brought_up(ledger, kept, acts, grades, facts)
        except (KeptError, ValueError, KeyError) as error:
            _warn(f"what was kept of the incidents can't be used ({error}): it is made anew")
    if kept is not None and change is not None and _keeps(kept, change):
        return Standing(position, kept)
    with uncollected():
        change = _made_anew(ledger, acts, grades, facts)
        if kept is not None and _keeps(kept, change):
            return Standing(position, kept)
    return Standing(position, None, tuple(sorted(change.incidents, key=_by_day)))


def _keeps(kept: Kept, change: Change) -> bool:
    """Write what was made. Not so where the disk is full, or another process has kept something later meanwhile."""
    try:
        kept.write(change)
        return _holds(kept, change.facts)
    except KeptError as error:
        _warn(f"incidents can't be kept beside the ledger ({error}): free some space")
        return False


def _holds(kept: Kept, facts: Mapping[str, str]) -> bool:
    """Whether what is kept was made of just this; from then on it is seen as it is now."""
    kept.hold()
    if kept.facts() == facts:
        return True
    kept.release()
    return False


def _by_day(made: Made) -> tuple[str, str]:
    return made.day, made.id


def _made(incident: Incident) -> Made:
    words = line(incident if incident.ledger is None else replace(incident, ledger=None))
    return Made(incident.id, by_date(incident)[0], words, incident.claims, may_ask(incident))


def _made_anew(ledger: Ledger, acts: Acts, grades: Sources, facts: Mapping[str, str]) -> Change:
    """Everything, from all readings."""
    from firsthand.resolve.memory import packed, remember
    from firsthand.resolve.passages import every

    settled, seen, told, sentences = _all_told(ledger, acts, int(facts["seq"]))
    passages = every(sentences.rows, [r.document.id for r in seen])
    done = worked(seen, told, list(passages), settled.decisions)
    pieces = packed(remember(done, [order(r.document) for r in seen], sentences))
    corpus, groups, corrected = done.corpus(), done.parts.groups, settled.corrected
    claims = {r.document.id: [c.id for c in r.claims] for r in settled.reads}
    del settled, seen, told, sentences, passages, done  # what is not needed any more is not shared, either

    def made(some: Sequence[Sequence[str]]) -> Iterator[Made]:
        return (_made(graded_by(_marked(i, corrected), grades)) for i in assembled(some, corpus))

    size = ceil(len(groups) * TURN) or 1
    turns = [partial(made, groups[first : first + size]) for first in range(0, len(groups), size)]
    found = list(in_turns(turns, ledger.path.parent))
    return Change(facts, {**pieces, ACTS: _acts_text(acts)}, found, claims=claims, whole=True)


def _all_told(ledger: Ledger, acts: Acts, upto: int) -> "tuple[Settled, list[Read], list[Happening], Sentences]":
    """All readings as people corrected them, in order of publication, their claims, and what sentences copy.

    They are read in that order too: two processes that put incidents of different days together then share the memory.
    """
    from firsthand.resolve.memory import compared

    runs = sorted(ledger.runs(upto), key=lambda r: order(r.document))
    printed = in_sequence(r.bare for r in runs)
    with apart(lambda: [compared(r.document for r in printed)], ledger.path.parent) as others:
        settled = settle(ledger.told(runs, upto), acts)
        seen = in_sequence(settled.reads)
        told = untraced(seen)
        (sentences,) = others()
    return settled, seen, told, sentences


def _brought_up(ledger: Ledger, kept: Kept, acts: Acts, grades: Sources, facts: Mapping[str, str]) -> Change | None:
    """What changed since; `None` where all is to be made anew."""
    from firsthand.resolve.memory import packed

    was, then = kept.facts(), kept.position()
    if then is None or was["program"] != facts["program"] or ledger.position(then.seq) != then:
        return None
    pieces = kept.pieces()
    about = _Since(ledger, kept, acts, int(facts["seq"]), json.loads(pieces[ACTS]))
    done = _extended(about, pieces, then.seq, about.upto)
    if done is None:
        return None
    made = [_made(graded_by(i, grades)) for i in done.incidents]
    if was["sources"] != facts["sources"]:
        names = {m.id for m in made} | done.gone
        made += [_made(graded_by(i, grades)) for i in map(incident_of, kept.words()) if i.id not in names]
    now = {**packed(done.memory), ACTS: _acts_text(acts)}
    other = {name: piece for name, piece in now.items() if pieces.get(name) != piece}
    return Change(facts, other, made, done.gone, about.claims, dropped=pieces.keys() - now.keys())


@dataclass(frozen=True, slots=True)
class Earlier:
    """What was otherwise at an earlier point: incidents as they stood, and those of now (by id) that did not."""

    made: Mapping[str, Incident]
    gone: frozenset[str]


def earlier(ledger: Ledger, now: Standing, position: Position, acts: Acts, grades: Sources) -> Earlier | None:
    """What the incidents were at an earlier point, as far as they are others now; `None` where most of them are.

    What came since is taken away again, as it would be added; nothing of this is kept.
    """
    if now.kept is None:
        return None
    if position == now.position:
        return Earlier({}, frozenset())
    pieces = now.kept.pieces()
    about = _Since(ledger, now.kept, acts, position.seq, json.loads(pieces[ACTS]))
    with uncollected():
        done = _extended(about, pieces, position.seq, now.position.seq)
    if done is None:
        return None
    return Earlier({i.id: graded_by(i, grades) for i in done.incidents}, done.gone)


def _extended(about: "_Since", pieces: Mapping[str, bytes], first: int, last: int) -> "Extended | None":
    """Incidents after what is recorded between two points came (or went), marked but not graded."""
    from firsthand.resolve.extend import extend
    from firsthand.resolve.memory import unpacked

    changed = about.documents(first, last)
    if changed is None:
        return None
    memory = unpacked({name: piece for name, piece in pieces.items() if name != ACTS})
    if len(changed) > SHARE * len(memory.documents):
        return None
    known = set(memory.documents)
    reads = {d: r for d, r in about.changed(changed).items() if r is not None or d in known}
    done = extend(memory, reads, about.decisions(memory.decisions, changed), about.load)
    about.claims = {d: [c.id for c in r.claims] if r is not None else [] for d, r in reads.items()}
    return replace(done, incidents=tuple(_marked(i, about.corrected) for i in done.incidents))


def _marked(incident: Incident, corrected: Mapping[str, tuple[Corrected, ...]]) -> Incident:
    found = tuple(x for c in incident.claims for x in corrected.get(c, ()))
    return replace(incident, corrections=found) if found else incident


def _acts_text(acts: Acts) -> bytes:
    """People's acts as they are told apart from those of another time."""
    kinds = {name: [dumps(a) for a in getattr(acts, name)] for name in ("decisions", "corrections", "rejections")}
    return json.dumps(kinds, ensure_ascii=False).encode()


@dataclass(slots=True)
class _Since:
    """What came into a ledger since a point, and readings as people corrected them."""

    ledger: Ledger
    kept: Kept
    acts: Acts
    upto: int
    before: Mapping[str, list[str]]  # people's acts as they stood
    corrected: dict[str, tuple[Corrected, ...]] = field(default_factory=dict[str, tuple[Corrected, ...]])
    claims: dict[str, list[str]] = field(default_factory=dict[str, list[str]])  # of the documents that changed

    def documents(self, first: int, last: int) -> set[str] | None:
        """The documents that something was recorded of between two points; `None` where entries can't tell that."""
        found: set[str] = set()
        for entry in self.ledger.entries(("document", "run", "claim", "redaction"), last, first):
            if entry.kind == "redaction":
                return None
            if entry.kind == "claim":
                found.update(d for c, d, _ in self.kept.claims(entry.subject) if c == entry.subject)
            else:
                found.add(entry.subject.partition("/")[0])
        return found | self._acted()

    def _acted(self) -> set[str]:
        """The documents of claims that people corrected or rejected since, or no longer do."""
        now = {dumps(a): a for a in (*self.acts.corrections, *self.acts.rejections)}
        then = {*self.before["corrections"], *self.before["rejections"]}
        gone = (json.loads(t)["anchor"]["document"] for t in then - now.keys())
        return {*gone, *(now[t].anchor.document for t in now.keys() - then)}

    def load(self, documents: Collection[str]) -> Iterable[Read]:
        """Readings as people corrected them."""
        asked = set(documents)
        about = Acts(
            (),
            tuple(a for d in asked for a in self._corrections().get(d, ())),
            tuple(a for d in asked for a in self._rejections().get(d, ())),
        )
        settled = settle(self.ledger.reads(self.upto, asked), about)
        self.corrected |= settled.corrected
        return settled.reads

    def changed(self, documents: set[str]) -> dict[str, Read | None]:
        """The readings of documents, `None` where there is none (any more)."""
        found: dict[str, Read | None] = dict.fromkeys(documents)
        return found | {r.document.id: r for r in self.load(documents)}

    def decisions(self, rebound: Iterable[str], changed: Collection[str]) -> tuple[Decision, ...]:
        """Decisions in terms of the claims of today: as before, unless a document that they are about changed."""
        known = {d.id: d for d in (decode(Decision, json.loads(t)) for t in rebound)}
        same = set(self.before["decisions"])
        new = [d for d in self.acts.decisions if dumps(d) not in same or _about(d) & set(changed) or d.id not in known]
        reads = self.load({a.document for d in new for a in anchors(d)}) if new else ()
        fresh = {d.id: d for d in settle(reads, Acts(tuple(new))).decisions}
        return tuple(fresh.get(d.id) or known[d.id] for d in self.acts.decisions)

    def _corrections(self) -> Mapping[str, list[Correction]]:
        found: dict[str, list[Correction]] = defaultdict(list)
        for act in self.acts.corrections:
            found[act.anchor.document].append(act)
        return found

    def _rejections(self) -> Mapping[str, list[Rejection]]:
        found: dict[str, list[Rejection]] = defaultdict(list)
        for act in self.acts.rejections:
            found[act.anchor.document].append(act)
        return found


def _about(decision: Decision) -> set[str]:
    return {a.document for a in anchors(decision)}


def _warn(message: str) -> None:
    print(f"firsthand: {message}", file=sys.stderr)


@cache
def program() -> str:
    """A digest of the code and tables that incidents depend on."""
    made = hashlib.sha256()
    for path in sorted(_sources(), key=str):
        made.update(path.name.encode() + path.read_bytes())
    return made.hexdigest()


def _sources() -> Iterator[Traversable]:
    root = files("firsthand")
    for room in CODE:
        yield from (p for p in (root / room).iterdir() if p.name.endswith(".py"))
    for part in TABLES:
        yield from (p for p in (root / "reference" / part).iterdir() if p.is_file())
