"""Values in the words that people read, the same at the terminal and on a page."""

from collections.abc import Iterator

from firsthand.model import (
    CellReading,
    Chain,
    Claim,
    Count,
    Document,
    Event,
    Figure,
    Grade,
    Incident,
    Item,
    Measure,
    Party,
    Span,
    TollReading,
    When,
    Where,
)
from firsthand.reference import plover
from firsthand.resolve.grade import LETTER_WORDS

NONE = "–"
DIGIT_WORDS = {
    "1": "confirmed by independent sources",
    "2": "probably true",
    "3": "possibly true",
    "4": "doubtful",
    "5": "improbable",
    "6": "cannot be judged",
}


def when_words(when: When | None) -> str:
    """An interval: one day, or its two ends; "?" for an open bound."""
    if when is None or not (when.start or when.end):
        return NONE
    start, end = when.start or "?", when.end or "?"
    return start if start == end else f"{start} – {end}"


def title_words(document: Document) -> str:
    """A document's title, else its first words, else its id."""
    return document.title or document.text.strip().partition("\n")[0][:80] or document.id


def grade_words(grade: Grade) -> str:
    """What letter and digit of a grade mean."""
    letter, digit = grade.source, grade.information
    return f"source {letter}: {LETTER_WORDS[letter]}; information {digit}: {DIGIT_WORDS[digit]}"


def figure_words(figure: Figure | Count | None) -> str:
    """14, 12–16, ≥50, ≤200; empty where there is none."""
    if figure is None:
        return ""
    low, best, high = figure.low, figure.best, figure.high
    if low is not None and high is not None and low != high:
        return f"{low:,g}–{high:,g}"
    exact = best if best is not None else low if low == high else None
    if exact is not None:
        return f"{exact:,g}"
    return f"≥{low:,g}" if low is not None else f"≤{high:,g}" if high is not None else ""


def place_words(where: Where | None) -> str:
    """A place by its name and country; its mention where it is not resolved."""
    if where is None:
        return NONE
    name = where.name or where.text
    return f"{name}, {where.country}" if where.country and where.precision != "country" else name


def chain_words(chain: Chain) -> str:
    """From the origin outwards to the outlet: "Abu Abd → video → Reuters → outlet"."""
    return " → ".join([*(name or "unknown" for name in chain), "outlet"])


def kind_words(incident: Incident) -> str:
    """What ACLED calls it, else PLOVER's type and mode in words."""
    return incident.acled or plover.words(incident.type, incident.mode)


def value_words(reading: TollReading | CellReading) -> str:
    """One reading of a cell."""
    if isinstance(reading, TollReading):
        return figure_words(reading.figure) + (f" {reading.who.name}" if reading.who else "")
    value = reading.value
    if isinstance(value, When):
        return when_words(value)
    if isinstance(value, Where):
        return place_words(value)
    return value.name if isinstance(value, Party) else _code_words(value)


def _code_words(value: str) -> str:
    """A type and mode of PLOVER by name; other words as they are."""
    code, _, mode = value.partition(" ")
    return plover.coded(code, mode or None) if plover.event_type(code) is not None else value


def anchor(claim: Claim) -> Span:
    """The words that a claim is anchored in."""
    if isinstance(claim, Event):
        return claim.trigger
    return claim.span if isinstance(claim, Item) else claim.count.span


def claim_rows(claim: Claim, document: Document) -> Iterator[tuple[str, str]]:
    """What a claim says, as (name, words), the unknown left out."""
    rows = (("words", anchor(claim).of(document.text)), *_rows(claim))
    return ((name, words) for name, words in rows if words and words != NONE)


def _rows(claim: Claim) -> Iterator[tuple[str, str]]:
    if isinstance(claim, Item):
        yield "what", claim.item
        yield "by", claim.producer.name if claim.producer else ""
        yield "dated", when_words(claim.dated)
        yield "made", "the text says that this is not known" if claim.made_stated_unknown else when_words(claim.made)
        return
    yield "what", claim.of if isinstance(claim, Measure) else plover.coded(claim.type, claim.mode)
    yield from _sides(claim)
    yield "when", when_words(claim.when)
    yield "where", place_words(claim.where)
    yield "stance", claim.stance


def _sides(claim: Event | Measure) -> Iterator[tuple[str, str]]:
    if isinstance(claim, Measure):
        yield "of", claim.who.name if claim.who else ""
        yield "size", f"{figure_words(claim.count)} {claim.count.unit or ''}".strip()
        return
    yield "by", ", ".join(p.name for p in claim.actor)
    yield "against", ", ".join(p.name for p in claim.recipient)
    yield "with", claim.weapon.text if claim.weapon else ""
    for toll in claim.counts:
        yield toll.of, figure_words(toll.count) + (f" ({toll.who.name})" if toll.who else "")
