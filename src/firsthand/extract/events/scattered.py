"""One act that harmed people at several places: "launched 20 drones, killing two in Kyiv and hurting nine in Lviv"."""

from itertools import pairwise

from firsthand.extract.events.happenings import Happening
from firsthand.extract.events.page import Page
from firsthand.extract.events.words import Trigger
from firsthand.model import Span, Where

AT = frozenset({"in", "at", "near", "outside"})
WIDE = frozenset({"country", "region"})


def by_place(page: Page, happening: Happening) -> list[Happening]:
    """The happening once for each place where its sentence tells of harm by the place's own words, led by that harm."""
    harms = sorted((t for t in happening.triggers if _harms(t)), key=lambda t: t.span)
    if len(harms) < 2:
        return [happening]
    ends = [b.span.start for _, b in pairwise(harms)] + [harms[-1].sentence.span.end]
    places = [_place(page, t, end) for t, end in zip(harms, ends, strict=True)]
    if any(p is None for p in places) or len({p.name or p.text for p in places if p}) < len(places):
        return [happening]
    acts = tuple(t for t in happening.triggers if not _harms(t))
    return [Happening(harm, acts) for harm in harms]


def _harms(trigger: Trigger) -> bool:
    return not trigger.noun and trigger.sense.tells == "harm" and trigger.sense.toll is not None


def _place(page: Page, harm: Trigger, end: int) -> Where | None:
    """The town or district right in the words of a harm, behind its own preposition."""
    for place in page.places_in(Span(harm.span.end, end)):
        before = page.before(place.span.start, 1)
        if before and before[0].text.lower() in AT and place.precision not in WIDE:
            return place
    return None
