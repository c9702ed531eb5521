"""Answers to what was told before: "the group denied it", "his men were not involved", "it had nothing to do with it".

Such a sentence has no event word, but says that the attack told of before it was not done, or not by who speaks.
"""

from collections.abc import Iterable
from dataclasses import replace

from firsthand.extract.events.page import Page
from firsthand.extract.events.setting import inferred
from firsthand.extract.language.layer import Sentence
from firsthand.model import Event, Span
from firsthand.reference.discourse import discourse

VIOLENT = frozenset({"ASSAULT", "COERCE"})
BESIDE = 300
BACK = 1500  # characters before an answer in which what it answers to is told


def with_answers(page: Page, found: Iterable[Event]) -> list[Event]:
    """The events, with those that only an answer tells; what is disowned by name ("no role in the raid") is denied."""
    told = sorted(found, key=lambda e: e.trigger)
    for sentence in page.sentences:
        match = discourse().disowned.search(page.text, sentence.span.start, sentence.span.end)
        if match is None or match.lastgroup is None:
            continue
        word = Span(*match.span(match.lastgroup))
        here = [e for e in told if e.type in VIOLENT and sentence.span.contains(e.trigger)]
        told = [_denied(e, word) if e in here and _is_object(page, word, e) else e for e in told]
        first = [e for e in here if e.trigger < word]
        if (not here or (match.lastgroup == "it" and not first)) and (
            answered := _answered(page, told, word)
        ) is not None:
            told.append(_answer(answered, word, sentence))
    return told


def _is_object(page: Page, word: Span, event: Event) -> bool:
    """Whether an event is what stands right behind the words that disown it."""
    between = page.text[word.end : event.trigger.start] if word.end <= event.trigger.start else "."
    return discourse().disowned_object.fullmatch(between) is not None


def _denied(event: Event, word: Span) -> Event:
    return replace(event, stance="denied", stance_cue=(word,))


def _answered(page: Page, told: Iterable[Event], word: Span) -> Event | None:
    """The attack told last before, of which a place, a time or a toll is known; "it" stands just behind it."""
    before = [e for e in told if e.type in VIOLENT and not e.background and e.stance == "asserted"]
    reach = BESIDE if word.of(page.text).lower() in ("it", "this", "that") else BACK
    near = [e for e in before if 0 <= word.start - e.trigger.end <= reach and (e.where or e.when or e.counts)]
    attacks = [e for e in near if e.type == "ASSAULT"] if reach == BACK else []  # not in the arrests that followed it
    return max(attacks or near, key=lambda e: e.trigger, default=None)


def _answer(answered: Event, word: Span, sentence: Sentence) -> Event:
    when = inferred(answered.when) if answered.when else None
    return replace(
        _denied(answered, word),
        trigger=word,
        evidence=sentence.span,
        actor=(),
        recipient=(),
        weapon=None,
        when=when,
        counts=(),
    )
