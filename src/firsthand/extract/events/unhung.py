"""What the parser left unhung, found by the order of words: objects, second subjects, whom shots are fired at."""

import re
from dataclasses import replace
from itertools import takewhile

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
    if "into" in trigger.sense.roles and "into" not in trigger.arguments:
        return _driven_into(page, trigger)
    return _object(page, trigger) if patient is None else _fired_at(page, trigger, patient)


def _driven_into(page: Page, trigger: Trigger) -> dict[str, tuple[Argument, ...]]:
    """The wall of "rammed a car packed with explosives into a wall", which the parser hung on the car."""
    behind = [t for t in trigger.sentence.tokens if t.span.start > trigger.span.end and t.text.lower() == "into"]
    phrases = (n for n in trigger.sentence.noun_phrases if behind and n.span.start > behind[0].span.end)
    first = next(phrases, None)
    return {"into": (first,)} if first is not None else {}


def is_subject(trigger: Trigger, phrase: Argument) -> bool:
    """Whether a phrase is who does what a verb behind it tells: the police of "wounding nine, police said", the name
    of "the spokesman, Musa Bello, said"."""
    behind = (f for f in trigger.sentence.frames if f.pos == "VERB" and f.trigger.start >= phrase.span.end)
    doers = [f.agent for f in behind if f.agent is not None and f.trigger != trigger.span]
    return any(
        a.head == phrase.head or (a.span.start >= trigger.span.end and a.span.contains(phrase.span)) for a in doers
    )


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
    """A number set off from what follows: the 15 of "killing 15, officials said", "at least 40, police said"."""
    words = list(takewhile(lambda t: t.text != ",", page.after(start, 5)))
    closed = 0 < len(words) < 5 and words[0].span.start == start and words[-1].pos == "NUM"
    if not closed or any(t.pos in ("NOUN", "PROPN", "VERB") for t in words):
        return None
    follows = page.after(words[-1].span.end, 1)
    alone = bool(follows) and follows[0].text == ","
    return Argument(Span(start, words[-1].span.end), words[-1].span) if alone else None


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
