"""Single people whom no number counts: "a woman", "another was hurt", the driver of "five soldiers and a driver"."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from firsthand.extract.events.page import Page
from firsthand.extract.events.singles import MANY, ONE, ordinal, people
from firsthand.extract.language.layer import Sentence
from firsthand.model import Count, Quantity, Span, Text
from firsthand.reference import numbers
from firsthand.reference.tolls import status

OTHER = frozenset({"another"})
SAME = re.compile(r"\b(?:as many(?! as\b)|(?:the same|an equal|a similar) number)\b", re.IGNORECASE)


def single_ones(page: Page, sentence: Sentence, numbers: Sequence[Quantity]) -> Iterator[Quantity]:
    """ "A woman", "an elderly man": one of them, with no number."""
    for phrase in sentence.noun_phrases:
        first, head = next(iter(page.within(phrase.span)), None), page.token(phrase.head)
        if first is None or first.text.lower() not in ONE or any(phrase.span.overlaps(q.count.span) for q in numbers):
            continue
        if head is not None and head.tag == "NN" and people(head.lemma.lower()) and head.lemma.lower() not in MANY:
            number = ordinal(page, phrase)
            count = Count(number, number, number, first.text, first.span, None, True)
            yield Quantity(count, "=", Text(head.text, head.span))
    yield from _others(page, sentence)
    yield from _as_many(page, sentence, numbers)
    for first, head, result in zip(sentence.tokens, sentence.tokens[1:], sentence.tokens[2:], strict=False):
        if first.text.lower() in ONE and people(head.lemma.lower()) and result.text.lower() == "dead":
            yield Quantity(Count(1, 1, 1, first.text, first.span, None, True), "=", Text(head.text, head.span))


def _others(page: Page, sentence: Sentence) -> Iterator[Quantity]:
    """ "One was killed", "and another wounded", "a third was hurt": one of those told of before."""
    counted = {q.count.span for q in page.quantities_in(sentence.span)}
    ordinals = numbers.words().ordinals
    for before, word, after in zip([None, *sentence.tokens], sentence.tokens, sentence.tokens[1:], strict=False):
        told = after.pos in ("AUX", "ADV") or after.text.lower() in status()
        opens = before is None or before.text.lower() in ("and", ",", "while", ";", "that")
        other = word.text.lower() in OTHER or (word.text.lower() == "one" and opens)
        other = other or (word.text.lower() == "one" and before is not None and before.text.lower() in status())
        third = before is not None and before.text.lower() in ONE and word.text.lower() in ordinals
        told = told or after.text.lower() in ("and", ",", ".", ";")
        if told and (other or third) and word.span not in counted:
            yield Quantity(Count(1, 1, 1, word.text, word.span, None, True), "=", None)


def _as_many(page: Page, sentence: Sentence, counted: Sequence[Quantity]) -> Iterator[Quantity]:
    """ "Three were killed and as many wounded", "and the same number hurt": so many as were counted before."""
    for match in SAME.finditer(page.text, sentence.span.start, sentence.span.end):
        span = Span(*match.span())
        before = [q for q in counted if q.count.span < span and q.count.unit is None]
        if before:
            yield Quantity(replace(before[-1].count, text=match.group(), span=span), before[-1].bound, None)


def joins(page: Page, before: Quantity, single: Quantity, told: Count) -> bool:
    """Whether a single one joins those told before: "cost the lives of five soldiers and a driver"."""
    if before.count.span != told.span or single.count.text.lower() not in ONE or single.concept is None:
        return False
    end = before.concept.span.end if before.concept else before.count.span.end
    after = page.after(single.concept.span.end, 1)
    ends = not after or after[0].pos not in ("AUX", "VERB", "ADJ")
    return ends and page.text[end : single.count.span.start].strip() == "and"
