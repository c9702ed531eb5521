"""Where and when: the place and the time that belong to a happening, not the nearest string."""

from collections.abc import Iterator
from dataclasses import replace

from firsthand.extract.events.happenings import Happening
from firsthand.extract.events.page import Page, location
from firsthand.extract.events.roles import role_of
from firsthand.extract.events.triggers import Trigger
from firsthand.extract.language.layer import Frame, Sentence
from firsthand.model import Span, TimeMention, When, Where

FINENESS = {"site": 5, "town": 5, "district": 4, "admin1": 3, "region": 1, "country": 2, "unknown": 4}
LOCATIVE = {"in": 3, "at": 3, "inside": 3, "on": 2, "near": 2, "outside": 2, "around": 2, "across": 2, "throughout": 2}
ELSEWHERE = frozenset("from to toward towards via of than with by for about against since into".split())
PLACE_ROLES = frozenset({"place", "recipient", "both"})
VERBAL = frozenset(
    {"ACCUSE", "SUPPORT", "REQUEST", "REJECT", "THREATEN", "AGREE", "CONCEDE", "SANCTION", "COOPERATE", "AID"}
)
STOP = 6  # governors to climb at most


def where(page: Page, happening: Happening) -> Where | None:
    """The place told of the happening, the finest that its own words give; `None` where they give none."""
    for spans in _scopes(page, happening):
        found = [w for span in spans for w in page.places_in(span) if _is_setting(page, happening, w)]
        if found:
            anchor = happening.lead.span.start
            return max(found, key=lambda w: (FINENESS[w.precision], _preposition(page, w), -abs(w.span.start - anchor)))
    return None


def when(page: Page, happening: Happening) -> When | None:
    """The time told of the happening; `None` where the text gives none."""
    for spans in _scopes(page, happening):
        found = [t for span in spans for t in page.times_in(span) if _is_point(t)]
        if found:
            return min(found, key=lambda t: _distance(t, happening)).when
    return None


def inferred(when: When) -> When:
    """A time that an earlier passage told of the same happening."""
    if when.basis == "inferred" or when.span is None:
        return when
    return replace(when, basis="inferred", evidence=(when.span,))


def _is_point(time: TimeMention) -> bool:
    return time.type in ("DATE", "TIME") and bool(time.when.start or time.when.end)


def _distance(time: TimeMention, happening: Happening) -> int:
    span = time.when.span
    return min(abs(span.start - t.span.start) for t in happening.triggers) if span else 0


def _is_setting(page: Page, happening: Happening, place: Where) -> bool:
    """Whether the place's phrase can tell where: not the army's country, not where somebody came from."""
    if any(location(m).contains(place.span) and location(m) != place.span for m in page.parties):
        return False
    if _taken(page, happening, place):
        return True
    before = [t.text.lower() for t in page.before(place.span.start, 4)]
    preposition = next((w for w in reversed(before) if w in LOCATIVE or w in ELSEWHERE), None)
    if preposition in ELSEWHERE:
        return preposition in ("of", "to", "into") and _in_locative_phrase(page, place)
    acting = any(
        a.head.overlaps(place.span)
        for t in happening.triggers
        for n, group in t.arguments.items()
        for a in group
        if role_of(t, n) == "actor" or n == "agent"
    )
    return not acting


def _taken(page: Page, happening: Happening, place: Where) -> bool:
    """Whether the place itself is the object: "shelled Aleppo", "the siege of the town", "captured"."""
    return any(
        a.head.overlaps(place.span) or (role_of(t, n) == "place" and a.span.contains(place.span))
        for t in happening.triggers
        for n, group in t.arguments.items()
        if role_of(t, n) in PLACE_ROLES
        for a in group
    )


def _in_locative_phrase(page: Page, place: Where) -> bool:
    """ "in the town of X", "in the north of X", "30 km to the east of X"."""
    before = [t.text.lower() for t in page.before(place.span.start, 8)]
    return any(w in LOCATIVE for w in before)


def _preposition(page: Page, place: Where) -> int:
    before = [t.text.lower() for t in page.before(place.span.start, 5)]
    return next((LOCATIVE[w] for w in reversed(before) if w in LOCATIVE), 1)


def _scopes(page: Page, happening: Happening) -> Iterator[list[Span]]:
    """Stretches of the sentence in which to look, the closest to the happening first."""
    yield _own(happening)
    clauses = [f for t in happening.triggers for f in _climb(t)]
    for frame in clauses:
        if frame.clause is not None:
            yield _without_nested(happening, frame)
    caption = happening.lead.sentence.block.kind == "caption"
    if caption or not any(f.clause for f in clauses):
        yield _whole(happening.lead.sentence)


def _own(happening: Happening) -> list[Span]:
    """The arguments' own words; of an act of words ("condemned the attack in Jos") only where it was said."""
    verbal = happening.type in VERBAL
    return [
        a.span
        for t in happening.triggers
        for name, group in t.arguments.items()
        for a in group
        if not verbal or name in LOCATIVE or name == "on"
    ]


def _whole(sentence: Sentence) -> list[Span]:
    """The whole sentence, where nothing is known of its clauses; a caption tells of one scene."""
    words = any(f.content for f in sentence.frames) and sentence.block.kind != "caption"
    return [] if words else [sentence.span]


def _climb(trigger: Trigger) -> Iterator[Frame]:
    """The verb frames that hold the trigger, from its own up to the clause that somebody's words make up."""
    frames = trigger.sentence.frames
    current: Frame | None = trigger.light or (trigger.frame if trigger.frame and trigger.frame.pos == "VERB" else None)
    if current is None:
        holders = [f for f in frames if f.pos == "VERB" and f.clause and f.clause.contains(trigger.span)]
        current = min(holders, key=lambda f: len(f.clause or f.trigger), default=None)
    for _ in range(STOP):
        if current is None:
            return
        yield current
        if current.relation == "content" or current.governor is None:
            return
        governor = next((f for f in frames if f.trigger == current.governor), None)  # type: ignore[union-attr]
        if governor is not None and governor.content and governor.content.contains(trigger.span):
            return
        current = governor


def _without_nested(happening: Happening, frame: Frame) -> list[Span]:
    """The frame's clause without the clauses inside it that tell of other things."""
    assert frame.clause is not None
    own = {f.trigger for t in happening.triggers for f in t.frames} | {frame.trigger}
    holes = [
        f.clause
        for f in happening.lead.sentence.frames
        if f.clause
        and f.trigger not in own
        and frame.clause.contains(f.clause)
        and f.clause != frame.clause
        and not any(f.clause.contains(t) for t in own)
    ]
    spans, start = [], frame.clause.start
    for hole in sorted(holes):
        if hole.start > start:
            spans.append(Span(start, hole.start))
        start = max(start, hole.end)
    if start < frame.clause.end:
        spans.append(Span(start, frame.clause.end))
    return spans
