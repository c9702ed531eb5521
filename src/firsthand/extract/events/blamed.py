"""Who is told to be behind an attack: "attributed the killing to the Red Front", "blamed the shelling on the army",
"X was involved in the massacre"."""

from collections.abc import Iterator
from dataclasses import replace

from firsthand.extract.events.happenings import Happening
from firsthand.extract.events.page import Page
from firsthand.extract.events.words import Trigger
from firsthand.extract.language.layer import Argument, Frame
from firsthand.model import Span
from firsthand.reference.speakers import speakers

TO = {"attribute": ("to",), "ascribe": ("to",), "impute": ("to",), "pin": ("on",), "blame": ("on",)}
AUTHORS = frozenset({"perpetrator", "perpetrators", "mastermind", "masterminds", "culprit", "culprits", "authors"})


def with_doers(page: Page, happening: Happening) -> Happening:
    """The happening, its nouns with the doers that another verb tells, where their own words tell none."""
    triggers = [_told(page, t) for t in happening.triggers]
    return Happening(triggers[0], tuple(triggers[1:]))


def _told(page: Page, trigger: Trigger) -> Trigger:
    trigger = _without_medium(page, trigger)
    if not trigger.noun or "agent" in trigger.arguments or "by" in trigger.arguments:
        return trigger
    trigger = _laid(trigger)
    if "by" in trigger.arguments:
        return trigger
    doers = tuple(a for f in trigger.sentence.frames if f.pos == "VERB" for a in _doers(page, trigger, f))
    return replace(trigger, arguments={**trigger.arguments, "by": doers[:1]}) if doers else trigger


def _without_medium(page: Page, trigger: Trigger) -> Trigger:
    """ "claimed the attack on its news agency", "on Telegram": where it was claimed, not what was attacked."""
    objects = [f.patient.head for f in trigger.sentence.frames if f.pos == "VERB" and f.lemma == "claim" and f.patient]
    if not trigger.noun or trigger.span not in objects:
        return trigger
    kept = {n: tuple(a for a in found if not _is_medium(page, trigger, a)) for n, found in trigger.arguments.items()}
    return replace(trigger, arguments={n: found for n, found in kept.items() if found})


def _is_medium(page: Page, trigger: Trigger, argument: Argument) -> bool:
    told = speakers().occasion.finditer(page.text, trigger.span.end, argument.span.end)
    named = argument.head.of(page.text).lower() in speakers().outlet_words
    return named or any(argument.span.overlaps(Span(*m.span())) for m in told)


def _laid(trigger: Trigger) -> Trigger:
    """ "blamed the shelling on M23": not whom it befell, though the parser hangs the words on the noun."""
    above = (f for f in trigger.sentence.frames if f.pos == "VERB" and f.patient and f.patient.head == trigger.span)
    links = next((TO[f.lemma] for f in above if f.lemma in TO and not f.negated), ())
    name = next((n for n in links if n in trigger.arguments), None)
    if name is None:
        return trigger
    rest = {n: a for n, a in trigger.arguments.items() if n != name}
    return replace(trigger, arguments={**rest, "by": trigger.arguments[name]})


def _doers(page: Page, trigger: Trigger, frame: Frame) -> Iterator[Argument]:
    """Those to whom the verb lays the happening."""
    if frame.negated or frame.patient is None:
        return
    if frame.patient.head.overlaps(trigger.span):
        yield from (o for o in frame.obliques if o.preposition in TO.get(frame.lemma, ()))
    elif frame.lemma == "involve":
        deeds = (o for o in frame.obliques if o.preposition == "in" and o.head.overlaps(trigger.span))
        yield from (frame.patient for _ in deeds)
    elif frame.lemma == "be" and frame.agent is not None and frame.patient.span.contains(trigger.span):
        yield from [frame.agent] if frame.patient.head.of(page.text).lower() in AUTHORS else []
