"""Words that say in passing whose a figure or a line is: "(source: Open Gate)", "by the count of the council", "the
rebels' figure is two", "the mayor did not move from his figure of nine".

They hold no verb of speech; what makes an attribution of them is the noun, and a number where one belongs.
"""

import re
from collections.abc import Iterator

from firsthand.extract.attribution.closings import FINITE, is_name, subject_start
from firsthand.extract.attribution.view import Draft, View, trim
from firsthand.extract.attribution.wordings import rest_of_clause
from firsthand.extract.language.layer import Sentence
from firsthand.model import Span
from firsthand.reference import cues

COUNT = r"(?:count|tally|reckoning|estimate|estimates|figures)"
WHO = r"(?P<who>(?:[Tt]he\s+)?[\w’'-]+(?:\s+[\w’'-]+){0,6}?)"
NOTE = re.compile(r"[(\[]\s*(?P<cue>[Ss]ources?)\s*:\s*(?P<who>[^()\[\]]{2,90}?)\s*[)\]]")
COUNT_OF = re.compile(
    rf"\b(?P<cue>(?:[Bb]y|[Oo]n|[Aa]t|[Ii]n)\s+(?:the\s+)?(?:latest\s+|last\s+|own\s+)?{COUNT})\s+of\s+{WHO}(?=\s*[,.;]|$)"
)
COUNT_BY = re.compile(rf"\b(?P<cue>[Bb]y|[Oo]n)\s+{WHO}['’]s?\s+(?:own\s+|latest\s+|last\s+)?{COUNT}\b")
FIGURE = re.compile(
    r"(?:^|[;,]\s+(?:while\s+|but\s+|and\s+)?)(?P<who>[^,;:.“”\"]{2,60}?)['’]s?\s+(?:own\s+|latest\s+|current\s+)?"
    r"(?P<cue>(?:figure|toll|count|tally|estimate|number)\s+(?:is|was|stands\s+at|stood\s+at|remains|remained))\s+(?P<told>[^,;“”\"]+)"
)
HOLDS = re.compile(
    r"\b(?P<cue>(?:his|her|its|their)\s+(?:\w+\s+)?(?:figure|toll|count|tally|estimate|number))\s*(?:of|:|to|at)\s+(?P<told>[^;“”\"]+)"
)


def drafts(view: View) -> Iterator[Draft]:
    """All drafts of the wordings in this module."""
    for sentence in view.sentences:
        yield from _notes(view, sentence)
        yield from _counts(view, sentence)
        yield from _figures(view, sentence)


def _notes(view: View, sentence: Sentence) -> Iterator[Draft]:
    """ "Four huts burned (source: Open Gate)": what stands before the note in its sentence."""
    for found in NOTE.finditer(sentence.span.of(view.text)):
        told = trim(view.text, sentence.span.start, sentence.span.start + found.start())
        if told is not None:
            yield Draft((_at(sentence, found, "cue"),), (told,), _at(sentence, found, "who"), "say")


def _counts(view: View, sentence: Sentence) -> Iterator[Draft]:
    """ "By the count of the council", "on the hospital's figures": the rest of the clause."""
    words = sentence.span.of(view.text)
    for found in (*COUNT_OF.finditer(words), *COUNT_BY.finditer(words)):
        whole = Span(sentence.span.start + found.start(), sentence.span.start + found.end())
        who = _at(sentence, found, "who")
        content = _told(view, sentence, whole)
        if content and view.quotation(whole.start) is None and who.of(view.text).lower() not in POSSESSIVES:
            yield Draft((_at(sentence, found, "cue"),), content, who, "say")


def _told(view: View, sentence: Sentence, whole: Span) -> tuple[Span, ...]:
    """What is told: all that stands around, or before it alone, where another clause follows."""
    before = trim(view.text, sentence.span.start, whole.start)
    if before is not None and re.match(r",\s+(?:and|but|while)\s", view.text[whole.end :]):
        return (before,)
    return rest_of_clause(view, sentence, whole)


def _figures(view: View, sentence: Sentence) -> Iterator[Draft]:
    """ "The rebels' figure is two"; "the mayor did not move from his figure of nine"."""
    words = sentence.span.of(view.text)
    for found in FIGURE.finditer(words):
        told = _number_in(view, _at(sentence, found, "told"))
        if told is not None and view.quotation(told.start) is None:
            yield Draft((_at(sentence, found, "cue"),), (told,), _at(sentence, found, "who"), "say")
    for found in HOLDS.finditer(words):
        told, who = _number_in(view, _at(sentence, found, "told")), first_subject(view, sentence)
        if told is not None and who is not None and view.quotation(told.start) is None:
            yield Draft((_at(sentence, found, "cue"),), (told,), who, "say")


def first_subject(view: View, sentence: Sentence) -> Span | None:
    """The subject of a sentence that opens with it."""
    tokens = sentence.tokens
    verb = next((i for i, t in enumerate(tokens) if t.tag in FINITE), 0)
    while verb > 1 and tokens[verb - 1].pos in ("ADV", "AUX", "PART"):
        verb -= 1
    start = subject_start(tokens, verb - 1) if verb else None
    if start != 0:
        return None
    end = verb - 1 if tokens[verb - 1].text != "," else verb - 2
    return trim(view.text, tokens[0].span.start, tokens[end].span.end) if is_name(tokens[: end + 1]) else None


def _number_in(view: View, told: Span) -> Span | None:
    """What is told without its closing marks, where a number opens it."""
    opening = view.within(told)[:4]
    counted = any(t.pos == "NUM" or t.lemma.lower() in cues.vague_numbers() for t in opening)
    return trim(view.text, told.start, told.end) if counted else None


def _at(sentence: Sentence, found: re.Match[str], part: str) -> Span:
    return Span(sentence.span.start + found.start(part), sentence.span.start + found.end(part))


POSSESSIVES = frozenset("his her its their our my your".split())
