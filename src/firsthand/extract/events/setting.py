"""Where and when: the place and the time that belong to a happening, not the nearest string."""

from collections.abc import Iterator
from dataclasses import replace

from firsthand.extract.events.happenings import Happening
from firsthand.extract.events.page import Page
from firsthand.extract.events.placing import FINENESS, LOCATIVE, VAGUE, quality
from firsthand.extract.events.triggers import Trigger
from firsthand.extract.language.layer import Argument, Frame, Sentence
from firsthand.model import Span, TimeMention, When, Where

VERBAL = frozenset("ACCUSE SUPPORT REQUEST REJECT THREATEN AGREE CONCEDE SANCTION COOPERATE AID".split())
STOP = 6  # governors to climb at most


def where(page: Page, happening: Happening) -> Where | None:
    """The place told of the happening, the finest that the words closest to it give; `None` where they give none."""
    vague: Where | None = None
    for spans in _scopes(page, happening):
        found = [
            (q, w) for span in spans for w in page.places_in(span) if (q := quality(page, happening, w)) is not None
        ]
        if found:
            grade, place = max(found, key=lambda f: _rank(happening, *f))
            if grade > VAGUE:
                return place
            vague = vague or place
    return vague


def _rank(happening: Happening, grade: int, place: Where) -> tuple[bool, int, int, int]:
    distance = min(abs(place.span.start - t.span.start) for t in happening.triggers)
    return grade > VAGUE, FINENESS[place.precision], grade, -distance


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


def _scopes(page: Page, happening: Happening) -> Iterator[list[Span]]:
    """Stretches of the sentence in which to look, the closest to the happening first."""
    yield _own(page, happening)
    clauses = [f for t in happening.triggers for f in _climb(t)]
    for frame in clauses:
        if frame.clause is not None:
            yield _without_nested(happening, frame)
    caption = happening.lead.sentence.block.kind == "caption"
    if caption or not any(f.clause for f in clauses):
        yield _whole(happening.lead.sentence)


def _own(page: Page, happening: Happening) -> list[Span]:
    """The arguments' own words but the doer's; of an act of words ("condemned the attack in Jos") where it was said."""
    verbal = happening.type in VERBAL
    found = [t.span for t in happening.triggers] + [m.span for t in happening.triggers for m in t.modifiers]
    for trigger in happening.triggers:
        for name, group in trigger.arguments.items():
            if name != "agent" and (not verbal or name in LOCATIVE):
                found += [_before_comma(page, a) if name in ("patient", "recipient") else a.span for a in group]
    return found


def _before_comma(page: Page, argument: Argument) -> Span:
    """The argument up to what is said of it: "a guard, a native of Perth," was not hurt in Perth."""
    comma = page.text.find(",", argument.head.end, argument.span.end)
    return Span(argument.span.start, comma) if comma > 0 else argument.span


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
