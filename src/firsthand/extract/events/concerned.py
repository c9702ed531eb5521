"""Whom a thing concerns that words are about, and the state that a place's name stands for."""

import re
from dataclasses import dataclass
from functools import cache

from firsthand.extract.events import nominal
from firsthand.extract.events.heads import is_name
from firsthand.extract.events.page import Page, base_phrase, location
from firsthand.extract.events.words import Trigger
from firsthand.extract.language.layer import Argument, Name
from firsthand.model import Party, PartyKind, Span
from firsthand.reference import groups, lexicon, units
from firsthand.reference.actor_words import words

NAMED: dict[str, PartyKind] = {"PERSON": "person", "ORG": "other", "NORP": "other", "PLACE": "government"}
# how near to a thing those stand whom it concerns, by the preposition before them; its owner is 1
RELATED = {"by": 0, "from": 2, "between": 2, "of": 3, "with": 3, "against": 3, "to": 4, "toward": 4, "on": 4, "in": 6}
IN_CLAUSE = (
    7  # who does what a clause tells, or to whom, is not whom the thing concerns: "a deal to give police access"
)
CAUSES = frozenset("because after following since despite until amid".split())  # what they lead is told, not talked of
BEFALLING = frozenset({"of", "on", "against", "at", "in", "near", "outside"})
FINITE = frozenset({"VB", "VBD", "VBP", "VBZ", "MD"})
RIVERS = words("rivers")
LISTED = re.compile(r"(?:[\s,]|\b(?:and|or|the)\b|\b[A-Z][\w'’-]*+)*+")  # possessive: long lists must not take long


def concerned(page: Page, trigger: Trigger, part: Argument) -> list[Party]:
    """Whom the thing concerns that words are about: "condemned an attack by rebels", "welcomed ties with Chad".

    The one who did it before its owner, and its owner before those whom it is with, for, on or in.
    """
    span = _with_phrases(page, trigger, part)
    found = [(location(m), m.party) for m in page.parties_in(span) if m.party.kind != "document"]
    names = [*trigger.sentence.names, *_unheard(page, trigger, span)]
    found += [(n.span, p) for n in names if span.contains(n.span) and (p := _by_name(page, n, found))]
    suffered = trigger.sense.type == "ACCUSE" and _is_violence(page, part)
    found = [(at, p) for at, p in found if not _is_currency(page, at) and not (suffered and _befell(page, part, at))]
    if not found:
        return []
    ranked = [(_relation(page, part.head, at), at.start, at, p) for at, p in found]
    ranked = [r for r in ranked if r[3].id or r[0] < IN_CLAUSE]
    if not ranked:
        return []
    _, _, first, _ = min(ranked, key=lambda r: r[:2])
    return [p for _, _, at, p in sorted(ranked, key=lambda r: r[1]) if _joined(page, first, at)]


def _is_violence(page: Page, part: Argument) -> bool:
    token = page.token(part.head)
    senses = lexicon.senses(token.lemma.lower(), "NOUN") if token is not None else ()
    return any(s.type == "ASSAULT" for s in senses)


def _befell(page: Page, part: Argument, at: Span) -> bool:
    """Whether those stand behind "of" or "on", whom violence befell: "condemned the killing of three aid workers"."""
    before = [t.text.lower() for t in page.before(at.start, 4) if t.span.start >= part.head.end]
    nearest = next((w for w in reversed(before) if w in RELATED or w in BEFALLING), None)
    return nearest in BEFALLING


def _is_currency(page: Page, name: Span) -> bool:
    """ "Swiss francs": money, nobody's."""
    following = page.after(name.end, 1)
    unit = units.units().get(following[0].text.lower()) if following else None
    return unit is not None and unit.money


def _with_phrases(page: Page, trigger: Trigger, part: Argument) -> Span:
    """The thing with the prepositional phrases that follow it, wherever the parser hung them."""
    own = next((s for s in (trigger.argument("patient"),) if s and s.span.contains(part.head)), part)
    end = max(own.span.end, part.span.end)
    behind = nominal.behind(page, trigger.sentence, part.head.end)
    ends = [a.span.end for group in behind.values() for a in group]
    return Span(min(part.span.start, part.head.start), max([end, *ends]))


def _by_name(page: Page, name: Name, known: list[tuple[Span, Party]]) -> Party | None:
    """A name that is no mention of a party: a country, or somebody unknown."""
    if any(at.overlaps(name.span) for at, _ in known):
        return None
    state = state_at(page, name.span) or nation_at(page, name)
    if state or name.label not in NAMED:
        return state
    place = next((w for w in page.places if w.span.overlaps(name.span)), None)
    if name.label == "PLACE" and place is not None and place.country is not None:
        return None
    text = name.span.of(page.text)
    return Party(text, name.span, text, NAMED[name.label])


def nation_at(page: Page, name: Name) -> Party | None:
    """The state that an adjective names: "American assertions"."""
    iso = _isos().adjectives.get(name.span.of(page.text).casefold()) if name.label == "NORP" else None
    if iso is None:
        return None
    found = groups.state(iso)
    return Party(name.span.of(page.text), name.span, found.name, found.kind, found.id)


def _unheard(page: Page, trigger: Trigger, span: Span) -> list[Name]:
    """Words that read as names though the recogniser passed them over."""
    known = [n.span for n in trigger.sentence.names]
    found = [t.span for t in page.within(span) if is_name(t)]
    return [Name(s, "ORG") for s in found if not any(s.overlaps(k) for k in known)]


def _relation(page: Page, head: Span, at: Span) -> int:
    if at.end <= head.start:
        return 1
    between = page.within(Span(head.end, at.start))
    if any(t.tag in FINITE or t.text.lower() in CAUSES for t in between):
        return IN_CLAUSE
    before = [t.text.lower() for t in page.before(at.start, 3) if t.span.start >= head.end]
    nearest = next((w for w in reversed(before) if w in RELATED), None)
    return RELATED.get(nearest, 5) if nearest else 5


def _joined(page: Page, first: Span, other: Span) -> bool:
    """The same mention or one coordinated with it, others between them too: "Chad, Mali and Niger"."""
    if first == other:
        return True
    if other.end <= first.start:
        return False
    between = page.text[first.end : other.start]
    return bool(LISTED.fullmatch(between))


def state_at(page: Page, head: Span) -> Party | None:
    """The state that a country's name, or the government that its capital's name, stands for."""
    place = next((w for w in page.places if w.span.overlaps(head)), None)
    if head.of(page.text).casefold() in RIVERS and any(t.text.lower() == "the" for t in page.before(head.start, 1)):
        return None
    if place is None or place.country not in groups.states():
        return _state_named(page, head)
    if place.precision != "country" and place.name not in groups.states()[place.country].seats:
        return None
    found = groups.state(place.country) if place.precision == "country" else groups.government(place.country)
    sentence = page.sentence(head.start)
    inside = (n.span for n in (sentence.names if sentence else ()) if n.span.overlaps(head))
    span = next((s for s in inside if place.span.contains(s)), place.span)
    return Party(span.of(page.text), span, found.name, found.kind, found.id)


def of_place(page: Page, argument: Argument, start: int) -> bool:
    """ "set fire to homes in the Masina district of Kinshasa": the town's district, no fire of the town's.

    `start` is where the words of the deed end.
    """
    sentence = page.sentence(argument.head.start)
    phrase = (base_phrase(sentence, argument.head) if sentence else None) or argument
    before = page.before(phrase.span.start, 2)
    if len(before) < 2 or before[1].text.lower() != "of" or before[0].span.start < start:
        return False
    return before[0].pos in ("NOUN", "PROPN") and state_at(page, argument.head) is not None


def _state_named(page: Page, head: Span) -> Party | None:
    """A country or capital where the document was not taken to tell of a place: "fired at Israel"."""
    sentence = page.sentence(head.start)
    name = next((n.span for n in (sentence.names if sentence else ()) if n.span.overlaps(head)), None)
    if name is None:
        return None
    plain = name.of(page.text).removeprefix("the ").casefold()
    known, ruled = _isos().names.get(plain), _isos().seats.get(plain)
    found = groups.state(known) if known else groups.government(ruled) if ruled else None
    return Party(name.of(page.text), name, found.name, found.kind, found.id) if found else None


@dataclass(frozen=True, slots=True)
class _Isos:
    """ISO codes of the states by their names, their adjectives and their capitals, without case."""

    names: dict[str, str]
    adjectives: dict[str, str]
    seats: dict[str, str]


@cache
def _isos() -> _Isos:
    states = groups.states().values()
    return _Isos(
        {name.casefold(): s.iso for s in states for name in s.names},
        {name.casefold(): s.iso for s in states for name in s.adjectives},
        {name.casefold(): s.iso for s in states for name in s.seats},
    )
