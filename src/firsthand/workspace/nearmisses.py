"""Which incidents of a large ledger almost met: noted down beside it, and asked again only of what changed since.

To look at all of them takes long, once: two processes share it. After that only pairs with an incident that was written
since are looked at, among the incidents of its days. (Where more incidents of one type and place fall on one day than a
pair is looked for among, a pair may still be asked about that a first look would pass by.)
"""

import json
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from datetime import date
from functools import partial
from math import ceil

from firsthand.ledger import Kept, KeptError
from firsthand.model import Incident, decode, dumps
from firsthand.resolve.dates import days
from firsthand.resolve.incidents import by_date
from firsthand.resolve.queue import Question, State, of_link, ordered, queue
from firsthand.resolve.undecided import WEEK, candidates, settled
from firsthand.workspace.apart import apart, in_turns
from firsthand.workspace.cycles import uncollected
from firsthand.workspace.standing import TURN, Standing, sketch_of
from firsthand.workspace.views import KeptView

NOTE = "links"
MANY = 10_000  # incidents from which a first look is worth a word
Numbers = tuple[int, ...]  # of one incident, or of two
AROUND = WEEK + 2  # days; incidents that begin further apart never meet


def questions(view: KeptView) -> list[Question]:
    """The questions of the kind "link"."""
    since, known = _noted(view.now)
    touched = view.now.kept.touched(since) if view.now.kept is not None and since is not None else None
    if touched is None:
        if view.now.kept is not None and view.now.kept.count() > MANY:
            print(
                "firsthand: all incidents are laid side by side for the first time: this takes a while", file=sys.stderr
            )
        with uncollected():
            found = ordered(_first_look(view))
    else:
        stay = [q for q in known if touched.isdisjoint(q.about)]
        found = [*stay, *_asked(view, _near(view.now, touched), frozenset(touched))] if touched else known
    if touched != set():
        _note(view, found)
    return found


def _first_look(view: KeptView) -> Iterator[Question]:
    """What is asked of all incidents: one process finds what is worth a look while the other fetches, then two look."""
    lines, folder = list(view.now.lines()), view.ledger.path.parent
    with apart(lambda: _worth(lines), folder) as others:
        reads, decisions = view.reads.held(), view.settled.decisions
        found = others()

    def looked(some: Sequence[Numbers]) -> Iterator[Question]:
        made = {n: sketch_of(lines[n]) for numbers in some for n in numbers}
        told = reads(d for i in made.values() for d in i.documents)
        return map(of_link, settled((tuple(made[n] for n in numbers) for numbers in some), told, decisions))

    size = ceil(len(found) * TURN) or 1
    return in_turns((partial(looked, found[at : at + size]) for at in range(0, len(found), size)), folder)


def _worth(lines: Iterable[str]) -> list[Numbers]:
    """The numbers of lines of incidents that are worth a look, by date: two halves of them have little in common."""
    incidents = tuple(map(sketch_of, lines))
    number = {i.id: n for n, i in enumerate(incidents)}
    return sorted(tuple(number[i.id] for i in found) for found in candidates(incidents))


def _asked(view: KeptView, incidents: Iterable[Incident], about: frozenset[str]) -> list[Question]:
    """What is asked of incidents, of which no cell is looked at."""
    with uncollected():
        return queue(State(tuple(incidents), view.reads, view.settled, about=about), ["link"])


def _near(now: Standing, touched: Iterable[str]) -> list[Incident]:
    """These incidents and all of the days about them, by date."""
    found = {i.id: i for i in map(sketch_of, now.of(touched))}
    held: list[tuple[int, int]] = []
    for told in sorted((d for i in found.values() if (d := days(i.when)) is not None), key=lambda d: d.first):
        first, last = told.first - AROUND, told.last + AROUND
        if told.width > WEEK:
            continue  # it meets nobody
        if held and first <= held[-1][1] + 1:
            first, last = held[-1][0], max(last, held.pop()[1])
        held.append((first, last))
    for first, last in held:
        lines = now.between(*(date.fromordinal(day).isoformat() for day in (first, last + 1)))
        found |= {i.id: i for i in map(sketch_of, lines)}
    return sorted(found.values(), key=by_date)


def _noted(now: Standing) -> tuple[int | None, list[Question]]:
    words = now.kept.note(NOTE) if now.kept is not None else None
    if words is None:
        return None, []
    held = json.loads(words)
    return held["seq"], [decode(Question, q) for q in held["questions"]]


def _note(view: KeptView, found: Iterable[Question]) -> None:
    """What can't be noted down is looked at again the next time."""
    with suppress(KeptError), Kept.open(view.ledger.path) as kept:
        kept.write_note(NOTE, dumps({"seq": view.now.position.seq, "questions": tuple(found)}))
