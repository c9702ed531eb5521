"""Which incidents of a large ledger almost met: noted down beside it, and asked again only of what changed since.

To look at all of them takes a minute or more, once. After that only pairs with an incident that was written since are
looked at, among the incidents of its days. (Where more incidents of one type and place fall on one day than a pair is
looked for among, a pair may still be asked about that a first look would pass by.)
"""

import json
import sys
from collections.abc import Iterable
from contextlib import suppress
from datetime import date

from firsthand.ledger import Kept, KeptError
from firsthand.model import Incident, decode, dumps
from firsthand.resolve.dates import days
from firsthand.resolve.incidents import by_date
from firsthand.resolve.queue import Question, State, queue
from firsthand.resolve.undecided import WEEK
from firsthand.workspace.cycles import uncollected
from firsthand.workspace.standing import Standing, sketch_of
from firsthand.workspace.views import KeptView

NOTE = "links"
MANY = 10_000  # incidents from which a first look is worth a word
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
        view.reads.load()
        found = _asked(view, map(sketch_of, view.now.lines()), None)
    else:
        stay = [q for q in known if touched.isdisjoint(q.about)]
        found = [*stay, *_asked(view, _near(view.now, touched), frozenset(touched))] if touched else known
    if touched != set():
        _note(view, found)
    return found


def _asked(view: KeptView, incidents: Iterable[Incident], about: frozenset[str] | None) -> list[Question]:
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
