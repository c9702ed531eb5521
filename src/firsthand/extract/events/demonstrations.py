"""What became of a demonstration: ACLED tells it, the tear gas, the arrests and the stones as one event.

A crowd that harms or burns makes it a violent demonstration; people killed or shot at, excessive force; tear gas,
batons or arrests, a protest with intervention (ACLED codebook). Told in the sentence of the demonstration or close
behind it.
"""

from collections.abc import Iterable
from dataclasses import replace

from firsthand.extract.events.page import Page
from firsthand.model import Event
from firsthand.reference import acled

PEACEFUL, INTERVENTION = "Peaceful protest", "Protest with intervention"
EXCESSIVE, VIOLENT = "Excessive force against protesters", "Violent demonstration"
NEAR = 2  # sentences
FORCES = frozenset({"state-forces", "government"})
BYSTANDING = frozenset({"civilians", "unnamed", "person", "other"})


def met(page: Page, events: Iterable[Event]) -> list[Event]:
    """The events in their order, demonstrations and what became of them with one sub-event."""
    found = list(events)
    for protest in [e for e in found if e.acled == PEACEFUL]:
        near = [e for e in found if e is not protest and _is_near(page, protest, e)]
        told = {e.trigger: what for e in near if (what := _became(page, protest, e)) is not None}
        worst = next((what for what in (VIOLENT, EXCESSIVE, INTERVENTION) if what in told.values()), None)
        if worst is not None:
            found = [replace(e, acled=worst) if e.trigger in {protest.trigger, *told} else e for e in found]
    return found


def _is_near(page: Page, protest: Event, event: Event) -> bool:
    """Whether an event is told in the sentence of a protest or in the next two, and at no other place or time."""
    between = sum(1 for s in page.sentences if protest.evidence.start < s.span.start <= event.evidence.start)
    if event.evidence.start < protest.evidence.start or between > NEAR:
        return False
    elsewhere = event.where is not None and protest.where is not None and event.where.name != protest.where.name
    days = [e.when.start for e in (protest, event) if e.when is not None]
    return not elsewhere and len(set(days)) < 2


def _became(page: Page, protest: Event, event: Event) -> str | None:
    """The sub-event that an event makes of the protest."""
    crowd = {p.name for p in protest.actor}
    by_crowd = bool(crowd & {p.name for p in event.actor}) or acled.crowd(p.name for p in event.actor) is not None
    at_crowd = bool(crowd & {p.name for p in event.recipient}) or bool(acled.crowds(p.name for p in event.recipient))
    if event.type == "PROTEST":
        return VIOLENT if event.mode == "riot" else None
    if event.type == "ASSAULT" and event.mode != "crowd-control":
        if by_crowd and event.acled not in ("Armed clash", PEACEFUL):
            return VIOLENT
        forces = any(p.kind in FORCES for p in event.actor)
        return EXCESSIVE if at_crowd and forces and event.acled != INTERVENTION else None
    if event.mode == "crowd-control":
        return event.acled if event.acled in (EXCESSIVE, INTERVENTION) else None
    arrested = event.mode == "arrest" and not _is_noun(page, event)
    many = at_crowd or all(p.kind in BYSTANDING for p in event.recipient)
    return INTERVENTION if event.type == "COERCE" and arrested and many else None


def _is_noun(page: Page, event: Event) -> bool:
    """Whether an arrest is told as a noun: "marched against the arrest of their leader"."""
    token = page.token(event.trigger)
    return token is not None and token.pos == "NOUN"
