""" "The town", "the city": the settlement that a report tells of, which where it was written need not be."""

from dataclasses import replace

from firsthand.extract.events.page import Page
from firsthand.extract.events.placing import ELSEWHERE, governing
from firsthand.extract.where.nouns import introduced
from firsthand.model import Where

GOES = frozenset("reach arrive return leave flee go come travel visit head speak talk meet say tell".split())
TOWNS = ("town", "site", "district", "unknown")


def settled(page: Page) -> tuple[Where, ...]:
    """The places, with nouns that were taken for the dateline's place set right, or left out where that is unclear."""
    datelines = [b.span for b in page.document.blocks if b.kind == "dateline"]
    written = [w for w in page.places if any(d.contains(w.span) for d in datelines)]
    unsure = [w for w in page.places if w.use == "noun" and _is_one_of(w, written) and not w.text.endswith("capital")]
    found = [_settled(page, w, written) if w in unsure else w for w in page.places]
    return tuple(w for w in found if w is not None)


def _settled(page: Page, noun: Where, written: list[Where]) -> Where | None:
    """What was introduced as a town; the dateline's place only where the text tells of it or of no other; else the one
    other town named before."""
    told = [w for w in page.places if w.use == "location" and w.precision in TOWNS and w not in written]
    before = [w for w in told if w.span < noun.span]
    named = tuple(w for w in page.places if w.use == "location" and w.span < noun.span)
    if (so_called := introduced(page.text, noun.text.split()[-1].lower(), noun.span, named)) is not None:
        return _standing_for(noun, so_called)
    if any(_is_one_of(w, written) and _is_told_of(page, w) for w in before):
        return noun
    others = {w.name or w.text: w for w in before if not _is_one_of(w, written)}
    if not others:
        return noun
    return _standing_for(noun, next(iter(others.values()))) if len(others) == 1 else None


def by_name(page: Page, place: Where | None) -> Where | None:
    """A place that nobody can find under its name, where a noun stands for it: "the city" alone would be any city."""
    if place is None or place.use != "noun" or place.name is not None:
        return place
    before = [w for w in page.places if w.use == "location" and w.name is None and w.span < place.span]
    return before[-1] if before else None


def _is_told_of(page: Page, place: Where) -> bool:
    """Whether something is told of the place: it is no goal or source, and not where somebody spoke."""
    if governing(page, place)[0] in ELSEWHERE:
        return False
    sentence = page.sentence(place.span.start)
    around = [f for f in (sentence.frames if sentence else ()) if f.clause and f.clause.contains(place.span)]
    frame = min(around, key=lambda f: len(f.clause or f.trigger), default=None)
    if frame is not None and frame.lemma in GOES:
        return False
    return frame is None or frame.content is None or frame.content.contains(place.span)


def _is_one_of(place: Where, others: list[Where]) -> bool:
    return place.name is not None and any((place.name, place.country) == (w.name, w.country) for w in others)


def _standing_for(noun: Where, place: Where) -> Where:
    return replace(place, text=noun.text, span=noun.span, use="noun")
