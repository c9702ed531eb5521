"""Who the dead and wounded were, told after the attack: "The victim was identified as X", "Among the dead was Y"."""

import re
from dataclasses import replace

from firsthand.extract.events import victims
from firsthand.extract.events.page import Page
from firsthand.extract.events.refer import Told
from firsthand.extract.language.layer import Sentence
from firsthand.model import Party, Span

WHO = r"(?:victims?|dead|killed|slain|wounded|injured|deceased|casualt(?:y|ies)|fatalit(?:y|ies)|hostages?|kidnapped)"
BE = r"(?:was|were|is|are|have been|has been)(?:\s+(?:also|later))?"
SAID = rf"(?:{BE}(?:\s+(?:identified|named)\s+as)?|includ(?:e|es|ed))"
PEOPLE = r"(?:men?|wom[ae]n|people|persons?|soldiers?|nuns?|priests?|here|there)"
CUES = tuple(
    re.compile(cue, re.IGNORECASE)
    for cue in (
        rf"\b(?:among|of|the|those)\s+(?:the\s+|those\s+)?(?:\w+\s+)?{WHO}(?:\s+{PEOPLE})?\s+{SAID}\s+(?!not\b)",
        rf"\b(?:identified|named)\s+(?:the|one of the)\s+(?:\w+\s+)?{WHO}(?:\s+\w+)?\s+as\s+",
        rf"\bthose\s+(?:who\s+(?:were|had been)\s+)?{WHO}\s+{BE}:?\s+(?!not\b)",
        rf"(?:^|\balso\s+){WHO}(?:\s+(?:by|in)\s+[^.;:,]{{1,40}})?\s+{BE}:?\s+(?!not\b)",
    )
)
NEAR = 4  # sentences after an attack within which its victims are named


def named(page: Page, told: list[Told]) -> list[Told]:
    """The events, with the people whom the sentences at them or after them name as their victims."""
    for number, sentence in enumerate(page.sentences):
        people = _people(page, sentence)
        at = _attack(told, number) if people else None
        if at is not None:
            told = [*told[:at], _with(told[at], people), *told[at + 1 :]]
    return told


def _attack(told: list[Told], number: int) -> int | None:
    """The last violent event that harmed somebody, in the sentence or a little before it."""
    near = [i for i, t in enumerate(told) if 0 <= number - t.sentence <= NEAR and _harmed(t)]
    return near[-1] if near else None


def _harmed(told: Told) -> bool:
    tells = {t.sense.tells for t in told.happening.triggers}
    return told.event.type == "ASSAULT" and bool(told.event.counts or "harm" in tells or told.event.mode == "abduct")


def _with(told: Told, people: list[Party]) -> Told:
    """The event with the people among its victims; who is one of them did not do it."""
    event, names = told.event, {p.name.lower() for p in people}
    known = {p.name.lower() for p in event.recipient}
    actors = tuple(a for a in event.actor if a.name.lower() not in names)
    new = tuple(p for p in people if p.name.lower() not in known)
    return replace(told, event=replace(event, actor=actors, recipient=(*event.recipient, *new)))


def _people(page: Page, sentence: Sentence) -> list[Party]:
    """The people whom the sentence names as victims, after the words that say so."""
    found: dict[str, Party] = {}
    for cue in CUES:
        for match in cue.finditer(page.text, sentence.span.start, sentence.span.end):
            for party in victims.people(page, sentence, Span(match.end(), sentence.span.end)):
                found.setdefault(party.name.lower(), party)
    return list(found.values())
