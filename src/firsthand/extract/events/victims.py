"""Named people in lists and behind appositions, whom the tree leaves out: "X, the mayor, and Y, 21, were killed".

A list is read by its words: pieces between commas and "and", of which a piece with a preposition or a verb before the
name tells more of somebody else. Only names of people are added to those whom the arguments give.
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from firsthand.extract.events.happenings import Happening
from firsthand.extract.events.page import Page
from firsthand.extract.events.roles import party_at
from firsthand.extract.events.words import Trigger
from firsthand.extract.language.layer import Name, Sentence, Token
from firsthand.model import Count, Party, Span, Toll
from firsthand.reference import cues

VIOLENT = frozenset({"ASSAULT", "COERCE"})
FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
RELATIVE = frozenset({"who", "whom", "whose", "which", "where", "both", "all", "two", "three", "one", "some"})
OPENING = frozenset("that when after while as because since before if although though where but than".split())
BREAKS = frozenset({",", ";", "--", "—", "–", ":"})
MURDERS = frozenset({"murder", "assassination"})
BODIES = frozenset({"body", "bodies", "corpse", "corpses"})
BRACKETS = {"(": ")", "[": "]"}
JOINS = frozenset({"and", "or", "&"})
OWNS = frozenset({"'s", "’s", "'", "’"})
BEFALLING = frozenset({"of", "against", "on"})


def listed(page: Page, happening: Happening, known: Sequence[Party]) -> tuple[Party, ...]:
    """The named people whom the happening befell, beside those `known` from its arguments."""
    names = {p.name.lower() for p in known}
    found: dict[str, Party] = {}
    for trigger in happening.triggers:
        if trigger.sense.type not in VIOLENT or not _harms(trigger):
            continue
        for party in (_person(page, span) for span in _names(page, trigger)):
            if party is not None and party.name.lower() not in names:
                found.setdefault(party.name.lower(), party)
    return tuple(found.values())


def _harms(trigger: Trigger) -> bool:
    """Whether those acted on are people: of what kills or takes them, and of verbs of attack."""
    attacked = trigger.sense.toll is None and trigger.sense.tells == "attack" and not trigger.noun
    return attacked or trigger.sense.toll not in (None, "left")


def counted(page: Page, happening: Happening, counts: tuple[Toll, ...]) -> tuple[Toll, ...]:
    """The tolls with one more for each in the list, where they are single people told by name."""
    who = [c.who for c in counts if c.who is not None and c.who.kind == "person" and c.count.best == 1]
    if not who or len(who) < len(counts) or len({c.of for c in counts}) > 1:
        return counts
    more = listed(page, happening, who)
    return (*counts, *(Toll(counts[0].of, p, Count(1, 1, 1, p.text, p.span, None, True)) for p in more))


def people(page: Page, sentence: Sentence, span: Span) -> Iterator[Party]:
    """The named people of a list that stands in the span."""
    for name in _in_list(page, sentence, _after(list(_outside(page.within(span))), 0)):
        party = _person(page, name)
        if party is not None:
            yield party


def _person(page: Page, span: Span) -> Party | None:
    """The person at a name; nobody where it is known to be something else."""
    known = party_at(page, span)
    if known is None or (known.id is None and known.kind in ("other", "unnamed")):
        return Party(span.of(page.text), span, span.of(page.text), "person")
    return known if known.kind == "person" else None


def _names(page: Page, trigger: Trigger) -> Iterator[Span]:
    tokens = list(_outside(trigger.sentence.tokens))
    at = next((i for i, t in enumerate(tokens) if t.span.end >= trigger.span.end), len(tokens) - 1)
    acting = _doers(trigger)
    murder = trigger.noun and trigger.lemma in MURDERS
    named = _in_list(page, trigger.sentence, _pieces(trigger, tokens, at), people=murder)
    for span in [*named, *_in_list(page, trigger.sentence, _included(trigger, tokens, at))]:
        if not any(span.overlaps(a) for a in acting) and not _owns(tokens, span):
            yield span


def _included(trigger: Trigger, tokens: list[Token], at: int) -> list[list[Token]]:
    """Who of those harmed are named: "ten people were killed, including the mayor, Juan Perez"."""
    if trigger.noun or trigger.sense.toll_of != "patient":
        return []
    start = next((i + 1 for i in range(at + 1, len(tokens)) if tokens[i].text.lower() == "including"), None)
    return [] if start is None else _after(tokens, start)


def _in_list(page: Page, sentence: Sentence, pieces: list[list[Token]], *, people: bool = False) -> list[Span]:
    """The names of people that lead the pieces, and those beside them that were taken for something else.

    `people`: only people can stand there.
    """
    leading = [n for piece in pieces for n in sentence.names if _leads(piece, n.span) and n.label != "DATE"]
    people = people or any(n.label == "PERSON" for n in leading)
    return [n.span for n in leading if n.label == "PERSON" or (people and _may_be_person(page, n))]


def _may_be_person(page: Page, name: Name) -> bool:
    """Two words or three that no gazetteer knows, in a list of people."""
    known = any(w.span.overlaps(name.span) and w.country is not None for w in page.places)
    return not known and len(page.within(name.span)) in (2, 3)


def _outside(tokens: Iterable[Token]) -> Iterator[Token]:
    """The words outside brackets: who is glossed or speaks in them is none of the list."""
    closing = ""
    for token in tokens:
        if not closing and token.text not in BRACKETS:
            yield token
        closing = "" if token.text == closing else BRACKETS.get(token.text, closing)


def _pieces(trigger: Trigger, tokens: list[Token], at: int) -> list[list[Token]]:
    """The pieces of the list of those whom the word befell."""
    if trigger.noun:
        follows = at + 1 < len(tokens) and tokens[at + 1].text.lower() in BEFALLING
        return _after(tokens, at + 2, closing=True) if follows else []
    passive = trigger.frame is not None and trigger.frame.voice == "passive"
    if passive or trigger.sense.toll_of == "agent":
        end = _among(tokens, at) if passive else None
        end = _auxiliary(tokens, at) if end is None else end
        return _before(tokens[:end]) if end < at or not passive else []
    return _after(tokens, at + 1)


def _auxiliary(tokens: list[Token], at: int) -> int:
    """Where the verb group that ends in the word begins: the "were" of "were also killed"."""
    start = at
    for i in range(at - 1, max(at - 6, -1), -1):
        if tokens[i].pos == "AUX" or tokens[i].tag == "MD":
            start = i
        elif tokens[i].pos not in ("ADV", "PART") and tokens[i].text.lower() != "found":
            break
    return start


def _among(tokens: list[Token], at: int) -> int | None:
    """The "was" of "was among 12 people killed"."""
    for i in range(at - 1, max(at - 9, 0), -1):
        if tokens[i].pos in ("VERB", "AUX"):
            return None
        if tokens[i].text.lower() in ("among", "one") and tokens[i - 1].lemma.lower() == "be":
            return i - 1
    return None


def _before(tokens: list[Token]) -> list[list[Token]]:
    """The subject's pieces, from the last back to where its clause begins."""
    found: list[list[Token]] = []
    for part in reversed(_split(tokens, BREAKS)):
        if not part:
            continue
        part = _whose_bodies(part)
        first = next((i for i in range(len(part) - 1, -1, -1) if _opens(part[i])), None)
        if first is None:
            found[:0] = _joined(part)
        elif part[0].text.lower() not in RELATIVE or not any(t.tag in FINITE for t in part):
            found[:0] = _joined(part[first + 1 :])
            break
    return found


def _whose_bodies(part: list[Token]) -> list[Token]:
    """Those whose bodies were found: "the bodies of Juan Perez and his driver"."""
    at = next((i for i, t in enumerate(part[:-1]) if t.text.lower() in BODIES), None)
    return part[at + 2 :] if at is not None and part[at + 1].text.lower() == "of" else part


def _opens(token: Token) -> bool:
    """Whether another clause ends, or that of the subject begins, at the word."""
    return token.tag in FINITE or token.text.lower() in OPENING or token.tag in ("WP", "WP$", "WDT")


def _after(tokens: list[Token], start: int, *, closing: bool = False) -> list[list[Token]]:
    """The pieces that follow, up to where another clause begins; `closing`: a last "and" may end the list before it."""
    found: list[list[Token]] = []
    for part in _split(tokens[start:], BREAKS):
        if not part:
            continue
        if any(_opens(t) or t.tag == "VBG" for t in part):
            relative = bool(found) and part[0].tag in ("WP", "WDT")
            if relative:
                continue
            first = next(i for i, t in enumerate(part) if _opens(t) or t.tag == "VBG")
            last = closing and part[0].text.lower() in JOINS
            found += _joined(part[:first]) if last or not found else []
            break
        found += _joined(part)
    return found


def _split(tokens: Iterable[Token], marks: frozenset[str]) -> list[list[Token]]:
    parts: list[list[Token]] = [[]]
    for token in tokens:
        if token.text.lower() in marks:
            parts.append([])
        else:
            parts[-1].append(token)
    return parts


def _joined(part: list[Token]) -> list[list[Token]]:
    """The parts between "and": up to the first that goes on with a preposition, as nobody knows what stands beside."""
    found: list[list[Token]] = []
    for piece in _split(part, JOINS):
        found.append(piece)
        if any(t.pos == "ADP" for t in piece):
            break
    return found


def _leads(piece: list[Token], span: Span) -> bool:
    """Whether nothing but titles and articles stands before the name in its piece."""
    if not piece or not Span(piece[0].span.start, piece[-1].span.end).contains(span):
        return False
    before = [t for t in piece if t.span.end <= span.start]
    return not any(t.pos in ("ADP", "VERB", "PRON") and t.tag != "PRP$" for t in before)


def _owns(tokens: list[Token], span: Span) -> bool:
    """Whether the name only owns what follows: "Torrado's son"."""
    return any(a.span.end == span.end and b.text.lower() in OWNS for a, b in pairwise(tokens))


def _doers(trigger: Trigger) -> list[Span]:
    """Those who do what other verbs of the sentence tell, who may have told of it."""
    others = [f for f in trigger.sentence.frames if f.pos == "VERB" and f.trigger != trigger.span and f.lemma != "be"]
    acting = [(f, f.agent) for f in others if f.agent is not None and f.voice == "active"]
    return [a.span if f.lemma in cues.verbs() and a.span > trigger.span else a.head for f, a in acting]
