"""What the parser left unhung, found by the order of words: objects, second subjects, whom shots are fired at."""

import re
from dataclasses import replace

from firsthand.extract.events import nominal
from firsthand.extract.events.heads import labels
from firsthand.extract.events.page import Page, location
from firsthand.extract.events.words import Trigger
from firsthand.extract.language.layer import Argument
from firsthand.model import Span

AIMED = ("at", "against", "toward", "towards", "on", "upon", "into")
HARMS = frozenset({"killed", "wounded", "executed", "abducted", "arrested", "shot", "hurt", "captured"})
AND = re.compile(r"\s*,?\s+(?:and|as well as)\s+(?:the\s+)?", re.IGNORECASE)
LISTED = re.compile(r"\s*,\s+(?:the\s+)?", re.IGNORECASE)
ADVERBS = re.compile(r"\s*(?:(?:has|have|had|also|both|jointly|later|on\s+\w+day)\s+)*", re.IGNORECASE)


def unhung(page: Page, trigger: Trigger) -> dict[str, tuple[Argument, ...]]:
    """Arguments by name that the trigger has in the text and not in the tree."""
    if trigger.noun:
        return {}
    patient = trigger.argument("patient")
    return _object(page, trigger) if patient is None else _fired_at(page, trigger, patient)


def _object(page: Page, trigger: Trigger) -> dict[str, tuple[Argument, ...]]:
    """ "shot and wounded two gunmen": the phrase right behind a verb of harm that has none."""
    passive = trigger.frame is not None and trigger.frame.voice == "passive"
    if trigger.sense.toll not in HARMS or trigger.sense.toll_of == "agent" or passive:
        return {}
    start = trigger.span.end + 1
    if (number := _number(page, start)) is not None:
        return {"patient": (number,)}
    harmed = next((m.party.span for m in page.parties if location(m).start == start), None)
    if harmed is not None:
        return {"patient": (Argument(harmed, page.within(harmed)[-1].span),)}
    after = next((n for n in trigger.sentence.noun_phrases if n.span.start == start), None)
    return {"patient": (after,)} if after else {}


def _number(page: Page, start: int) -> Argument | None:
    """A number set off from what follows: the 15 of "killing 15, security officials said"."""
    found = page.after(start, 2)
    alone = len(found) == 2 and found[0].span.start == start and found[0].pos == "NUM" and found[1].text == ","
    return Argument(found[0].span, found[0].span) if alone else None


def _fired_at(page: Page, trigger: Trigger, patient: Argument) -> dict[str, tuple[Argument, ...]]:
    """Whom shots and shells are fired at, where the parser hung it on them: "fired two rockets at Adana"."""
    if not labels(page, trigger.sentence, patient) & {"@weapon", "@blow"}:
        return {}
    found = nominal.behind(page, trigger.sentence, patient.head.end)
    return {name: found[name] for name in AIMED if name in found and name not in trigger.arguments}


def beside(page: Page, trigger: Trigger, end: int) -> list[Argument]:
    """The second subject between the first, which ends at `end`, and the verb: "the government and the ELN signed"."""
    second = next((n for n in trigger.sentence.noun_phrases if n.span.start >= end), None)
    bare = trigger.noun and trigger.light is None
    if bare or second is None or second.span.end > trigger.span.start:
        return []
    joined = AND.fullmatch(page.text[end : second.span.start])
    next_to = ADVERBS.fullmatch(page.text[second.span.end : trigger.span.start])
    return [second] if joined and next_to else []


def leading(page: Page, trigger: Trigger, phrase: Argument) -> list[Argument]:
    """The subjects, with which the sentence begins, before the last one: "Chad, the army and the rebels signed"."""
    start, found = trigger.sentence.tokens[0].span.start, [phrase]
    joint = AND
    while not (trigger.noun and trigger.light is None) and found[0].span.start > start:
        first = found[0].span.start
        phrases = [n for n in trigger.sentence.noun_phrases if n.span.end < first]
        before = next((n for n in reversed(phrases) if joint.fullmatch(page.text[n.span.end : first])), None)
        if before is None:
            return []
        found.insert(0, before)
        joint = LISTED
    return found[:-1]


def opening(page: Page, trigger: Trigger, phrase: Argument) -> Argument | None:
    """The first of two that the parser took for one phrase: "Chad" of "Chad and the proud Mali"."""
    inner = (n for n in trigger.sentence.noun_phrases if n.span.start == phrase.span.start and n.span != phrase.span)
    return next((n for n in inner if AND.match(page.text, n.span.end) and n.span.end < phrase.head.start), None)


def headed(page: Page, trigger: Trigger, argument: Argument) -> Argument:
    """The argument with the noun as its head where the parser took a participle: "a Palestinian accused of spying"."""
    token = page.token(argument.head)
    if token is None or token.pos != "VERB":
        return argument
    names = [n.span for n in trigger.sentence.names]
    before = page.within(Span(argument.span.start, argument.head.start))
    nouns = [t.span for t in before if t.pos in ("NOUN", "PROPN") or any(n.overlaps(t.span) for n in names)]
    return replace(argument, head=nouns[-1]) if nouns else argument
