"""A sentence as the wordings of tolls are matched in it: in lower case, a code for each number and what it counts."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from firsthand.extract.events.page import Page
from firsthand.extract.events.singles import BODIES, people
from firsthand.extract.language.layer import Sentence, Token
from firsthand.model import Quantity, Span
from firsthand.model.reading import TollKind
from firsthand.reference.tolls import nouns, status, wordings

HARM: tuple[TollKind, ...] = ("killed", "wounded")
DEAD = re.compile(r"\b(?:bodies|corpses|dead)\b")  # "bodies were strewn across the yard; he counted 31"
SPACE = re.compile(r"\s")
ASIDE = re.compile(
    r",? (?:and |but )?(?:not|rather than|instead of) (?:the )?#[a-z]\d+(?:,(?= (?!and\b|but\b)))?"
    r"|, (?:all |both )?(?:aged|ages) (?:between |from )?(?:#[a-z])?\w+(?: (?:to|and) (?:#[a-z])?\w+)?,?(?= )"
)
CAPTIVE = frozenset({"hostage", "captive", "prisoner"})
HELD = frozenset({"hostage", "captive", "abductee"})


@dataclass(frozen=True, slots=True)
class Wording:
    """What a number counts by the words of its sentence; they may count some of them only, or anew."""

    of: TollKind
    on: Span
    least: bool = False
    anew: bool = False
    alone: bool = False
    own: bool = False
    vague: bool = False


@dataclass(frozen=True, slots=True)
class Coded:
    """A sentence in lower case with `#p0` for a number: what it counts, which it is. `at` are places in the text."""

    text: str
    at: tuple[int, ...]
    numbers: tuple[Quantity, ...]

    def span(self, start: int, end: int) -> Span:
        return Span(self.at[start], self.at[end - 1] + 1)


def head(page: Page, quantity: Quantity) -> Token | None:
    """The noun that is counted: the people of "12 people sustained burns", which the tagger reads as one phrase."""
    tokens = page.within(quantity.concept.span) if quantity.concept else []
    if leads(page, quantity):
        return None
    ends = ((a, b.tag == "VBN" or b.text.endswith("ed") or b.lemma.lower() in CAPTIVE) for a, b in pairwise(tokens))
    cut = next((a for a, end in ends if end and people(a.lemma.lower())), None)
    return cut or (tokens[-1] if tokens else None)


def coded(page: Page, sentence: Sentence, numbers: Sequence[Quantity]) -> Coded:
    """The sentence with its numbers coded, without those that it names only in passing."""
    text, at, where = "", [], sentence.span.start
    for number, quantity in enumerate(numbers):
        noun = head(page, quantity)
        end = max(quantity.count.span.end, noun.span.end if noun else 0)
        if any(quantity.count.span.end <= q.count.span.start < end for q in numbers):  # "one of the eight wounded"
            end = quantity.count.span.end
        text, at = _copied(page.text, Span(where, quantity.count.span.start), text, at)
        code = f"#{_letter(page, quantity)}{number}"
        text, at = text + code, [*at, *([quantity.count.span.start] * (len(code) - 1)), end - 1]
        where = end
    text, at = _copied(page.text, Span(where, sentence.span.end), text, at)
    return _without_asides(Coded(text, tuple(at), tuple(numbers)))


def _without_asides(sentence: Coded) -> Coded:
    """The sentence without numbers that it names only to refuse them, and without ages: the ", not nine," of "13 men,
    not nine, were"."""
    for match in reversed([*ASIDE.finditer(sentence.text)]):
        text = sentence.text[: match.start()] + sentence.text[match.end() :]
        sentence = Coded(text, sentence.at[: match.start()] + sentence.at[match.end() :], sentence.numbers)
    return sentence


def _copied(text: str, span: Span, done: str, at: list[int]) -> tuple[str, list[int]]:
    """More of the text in lower case, any white space as one blank, apostrophes plain."""
    piece = SPACE.sub(" ", text[span.start : span.end].lower()).replace("’", "'")
    if len(piece) == span.end - span.start and "  " not in done[-1:] + piece:  # a place of the text for each letter
        return done + piece, [*at, *range(span.start, span.end)]
    for place in range(span.start, span.end):
        char = text[place].lower()
        char = " " if char.isspace() else "'" if char == "’" else char
        if len(char) == 1 and not (char == " " and done.endswith(" ")):
            done, at = done + char, [*at, place]
    return done, at


def _letter(page: Page, quantity: Quantity) -> str:
    """What a number counts: people, bodies, deaths, injuries, something else (x), or nothing that is told (m)."""
    if is_of(quantity, BODIES):
        return "b"
    if quantity.concept is None:
        return "m" if quantity.count.unit is None else "x"
    token = head(page, quantity)
    if token is None:
        return "m"
    word = token.lemma.lower()
    if nouns().get(word) in HARM:
        return "d" if nouns()[word] == "killed" else "i"
    if word in HELD:
        return "h"
    named = bool(page.parties_at(token.span))
    return "v" if word == "victim" else "p" if people(word) or named else "x"


def told(sentence: Coded, last: TollKind) -> dict[Span, Wording]:
    """What each number counts by the first wording that fits it."""
    found: dict[Span, Wording] = {}
    if not sentence.numbers:
        return found
    for wording in wordings().told:
        for match in (m for p in wording.patterns for m in p.finditer(sentence.text)):
            name = "on" if "on" in match.re.groupindex else "n"
            on = sentence.span(*match.span(name))
            kind = "killed" if DEAD.search(sentence.text, 0, match.start()) else last
            w = wording
            made = Wording(w.of or kind, on, w.least, w.again, w.alone, w.own, w.of is None)
            found.setdefault(sentence.numbers[int(match["at"])].count.span, made)
    return found


def is_of(quantity: Quantity, nouns: Iterable[str]) -> bool:
    """Whether what is counted is one of these nouns: "77 deaths", "14 bodies"."""
    concept = quantity.concept.text if quantity.concept else quantity.count.unit or ""
    word = concept.lower().rpartition(" ")[2]
    return any(word in (n, f"{n}s", f"{n[:-1]}ies") for n in nouns) or (word == "lives" and "life" in nouns)


def leads(page: Page, quantity: Quantity) -> bool:
    """Whether what befell them was taken for part of a noun that is none of theirs: "40 dead north of the capital"."""
    tokens = page.within(quantity.concept.span) if quantity.concept else []
    return bool(tokens) and tokens[0].text.lower() in status() and not people(tokens[-1].lemma.lower())
