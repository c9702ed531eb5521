"""What a number counts: people of those harmed, or their age, an hour, things, a figure that the text puts aside."""

import re
from dataclasses import replace

from firsthand.extract.events.heads import lemma_of
from firsthand.extract.events.page import Page
from firsthand.extract.events.singles import BODIES, MANY, lives, people
from firsthand.extract.events.words import Trigger
from firsthand.extract.language.layer import Sentence
from firsthand.model import Quantity, Span
from firsthand.reference import lexicon
from firsthand.reference.tolls import received

ALL_BUT = re.compile(r"\ball but(?: of)?\s+$", re.IGNORECASE)
FROM = re.compile(r"\bfrom\s+$", re.IGNORECASE)
TO = re.compile(r"\s+(?:\w+\s+)?to\s", re.IGNORECASE)
NOT = re.compile(r"\b(?:not|rather than|instead of|all but|(?:up|down) from)\s+(?:the\s+|all\s+)?$", re.IGNORECASE)
GRAVELY = re.compile(
    r" (?:of (?:them|whom) )?(?:very )?(?:seriously|critically|severely|badly|gravely|slightly|lightly)(?=[,.;]|$)"
)
WAYS = frozenset({"shoot", "stab", "hack"})
DAYTIMES = frozenset({"morning", "afternoon", "evening", "early", "late", "small"})
OF_THE = re.compile(
    r"\s+(?:out )?of\s+(?:(?:the|its|his|her|their|some|about|at least)\s+)*(?:[\w.-]+(?:\s[\w.-]+)?['’]s\s+)?"
)


def counts_people(page: Page, trigger: Trigger, quantity: Quantity) -> bool:
    if is_age(page, quantity) or is_clock(page, quantity) or are_things(page, quantity):
        return False
    if quantity.count.unit not in (None, "person", "people", "persons"):
        head = quantity.concept.text.lower() if quantity.concept else ""
        if not people(head) and quantity.count.unit not in ("body", "bodies", "corpse", "corpses"):
            return False
    if quantity.concept is None:
        following = page.after(quantity.count.span.end, 1)
        return not following or following[0].text not in ("%", "percent", "-year-old", "-", "years", "per")
    token = page.token(quantity.concept.span)
    lemma = lemma_of(token) if token else ""
    if lemma == "victim" and trigger.lemma in WAYS:  # "three of the victims were shot": the dead, told again
        return False
    named = bool(page.parties_at(quantity.concept.span))
    bodies = lemma in BODIES and trigger.sense.toll != "wounded"
    living = people(lemma) or (token is not None and lives(trigger, token))
    return living or bodies or named or (token is not None and token.pos == "PROPN")


def is_age(page: Page, quantity: Quantity) -> bool:
    """ "Maria Lopez, 56, was killed", "a boy of 12"; not "a family of six"."""
    before = page.before(quantity.count.span.start, 3)
    if quantity.concept is not None or len(before) < 2:
        return False
    last, lemma = before[-1].text.lower(), before[-2].lemma.lower()
    after = page.after(quantity.count.span.end, 1)
    # not "in Yangon, three of whom died"
    ends = not after or after[0].pos in ("PUNCT", "CCONJ") or after[0].tag == "WP"
    named = last == "," and before[-2].pos == "PROPN" and quantity.bound == "=" and ends
    young = last in ("of", "aged") and before[-2].tag == "NN" and people(lemma) and lemma not in MANY
    return named or young or (last in ("and", "or", "to") and before[0].text.lower() in ("aged", "ages"))


def is_clock(page: Page, quantity: Quantity) -> bool:
    """ "Died at three this morning", "at about nine"."""
    before = [t.text.lower() for t in page.before(quantity.count.span.start, 1)]
    after = [t.text.lower() for t in page.after(quantity.count.span.end, 3)]
    if quantity.concept is not None or before not in (["at"], ["around"], ["about"], ["by"], ["until"], ["before"]):
        return False
    daytime = after[:2] == ["this", "morning"] or (after[:2] == ["in", "the"] and after[-1] in DAYTIMES)
    return daytime or after[:1] in (["o'clock"], ["o’clock"], ["sharp"])


def are_things(page: Page, quantity: Quantity) -> bool:
    """Whether a bare number counts things: "four vehicles were burned and two were seized", "shot down 117 of the 140
    drones"."""
    if quantity.concept is not None or quantity.count.unit is not None:
        return False
    sentence = page.sentence(quantity.count.span.start)
    others = [q for q in page.quantities_in(sentence.span) if q.concept is not None] if sentence else []
    whole = [q for q in others if OF_THE.fullmatch(page.text, quantity.count.span.end, q.count.span.start)]
    meant = next(reversed(whole or [q for q in others if q.count.span < quantity.count.span]), None)
    token = page.token(meant.concept.span) if meant is not None and meant.concept else None
    return token is not None and bool(lexicon.classes_of(token.lemma.lower()) & {"@vehicle", "@thing", "@weapon"})


def is_received(page: Page, quantity: Quantity, on: Span) -> bool:
    """ "The hospital received nine wounded people": they were wounded by somebody."""
    before = page.before(quantity.count.span.start, 4)
    return on.of(page.text).lower() == "wounded" and any(t.lemma.lower() in received() for t in before)


def remaining(page: Page, sentence: Sentence, whole: Quantity) -> Quantity:
    """The rest of those counted: twelve in "all but two of the 14 hostages"."""
    for other in (q.count for q in page.quantities_in(sentence.span) if q.count.span < whole.count.span):
        spared = OF_THE.fullmatch(page.text, other.span.end, whole.count.span.start) is not None
        if spared and ALL_BUT.search(page.text, max(other.span.start - 12, 0), other.span.start):
            rest = (whole.count.best or 0) - (other.best or 0)
            return replace(whole, count=replace(whole.count, low=rest, best=rest, high=rest))
    return whole


def is_refused(page: Page, quantity: Quantity) -> bool:
    """Whether the number is one that the text puts aside: "nine people, not 11", "up from 30", "from four to six"."""
    if 0 < (quantity.count.best or 0) < 1:  # "half of the 60 dead"
        return True
    before = page.text[max(quantity.count.span.start - 20, 0) : quantity.count.span.start]
    if FROM.search(before) and TO.match(page.text, quantity.count.span.end):
        return True
    if before.endswith(", ") and GRAVELY.match(page.text, quantity.count.span.end):  # "wounding nine, four seriously"
        return True
    return NOT.search(before) is not None and not quantity.count.text.lower().startswith(("less", "fewer", "more"))
