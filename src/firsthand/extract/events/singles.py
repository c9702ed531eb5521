"""Single people who were harmed: "a mother and her three children", "the mayor and his driver", one by name."""

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from firsthand.extract.events.heads import THROUGH, labels, lemma_of
from firsthand.extract.events.page import Page, base_phrase
from firsthand.extract.events.roles import described, party_at
from firsthand.extract.events.words import Trigger
from firsthand.extract.language.layer import Argument, Token
from firsthand.model import Count, Party, Quantity, Span, Toll
from firsthand.model.reading import TollKind
from firsthand.reference import actor_nouns, groups, lexicon, numbers

PART = re.compile(
    r"\b(?:(?:\d+|[a-z]+) [a-z]+s:|(?:including|among them|among whom|of whom|of them|of which|comprising"
    r"|(?:most|all|many) of them)\b)[^.;]*$",
    re.IGNORECASE,
)
AND = re.compile(r"\b(?:and|as well as|along with|plus)\s+$", re.IGNORECASE)
JOINED = re.compile(r"(?:,|\b(?:and|as well as|along with|plus))\s+$", re.IGNORECASE)
JOINS = re.compile(r"\b(?:and|as well as|along with|plus)\b", re.IGNORECASE)
NUMBERED = re.compile(
    r",\s+(?:the|his|her|its|their)\s+(?P<number>\w+)\s+(?:(?:person|man|woman|soldier|child)\s+to\s+(?:die|be\s+killed)"
    r"|(?:\w+\s+)?(?:victim|fatality|death))\b",
    re.IGNORECASE,
)
FALLEN = frozenset({"victim", "fatality", "casualty"})
BODIES = frozenset({"body", "corpse"})
LIVING = frozenset({"killed", "wounded", "executed", "abducted", "arrested", "captured", "shot", "hurt"})
LIFELESS = frozenset({"@abstract", "@place", "@thing", "@weapon", "@vehicle", "@blow", "@aircraft", "@animal"})
PAIR = frozenset({"couple"})
HE = frozenset({"he", "she", "him", "her", "himself", "herself"})
ONE = frozenset({"a", "an"})
THEIRS = frozenset({"his", "her", "their", "whose"})
OWNED = re.compile(r"\b(?:his|her|whose)\s(?:\w+\s)?\w+\s+and\s+$", re.IGNORECASE)  # "her husband and eldest son"
KNOWN = THEIRS | {"the", "its", "my", "our"}
MANY = frozenset(
    "group crowd family army police force unit convoy patrol government dozen public enemy staff population "
    "crew dead".split()
)


def people(lemma: str) -> bool:
    return bool({"@people", "@armed"} & lexicon.classes_of(lemma)) or lemma in groups.nationals()


def single(
    page: Page, trigger: Trigger, span: Span, kind: TollKind, counted: list[Quantity], other: Count | None = None
) -> list[Toll]:
    """Single people told of beside numbers or one other: the mother of "a mother and her three children"."""
    numbers = [q.count.span for q in counted] + ([other.span] if other else [])
    found: list[Toll] = []
    for phrase in (*trigger.sentence.noun_phrases, *_untold(page, trigger, span)):
        if not span.contains(phrase.span) or any(phrase.span.overlaps(n) for n in numbers):
            continue
        known = trigger.sentence.noun_phrases
        inner = phrase in known and any(p.span != phrase.span and p.span.contains(phrase.span) for p in known)
        if inner or _acts_or_owns(page, trigger, phrase):
            continue
        first = page.within(phrase.span)[0].text.lower()
        before = page.text[span.start : phrase.span.start]
        owned = OWNED.search(page.text, span.start, phrase.span.start) is not None
        joined = JOINED if first in ONE | THEIRS else AND if first in KNOWN or owned else None
        opens = phrase.span.start == span.start  # "Omar Hadi, 47, and two others", "the driver and two passengers"
        beside = joined.search(before) or opens if joined else opens and phrase.head.of(page.text).istitle()
        if before.rstrip().endswith(",") and not JOINS.search(page.text[phrase.span.end : span.end]):
            continue  # a list goes on to an "and": "killed four, a hospital source said" is none
        if beside and not PART.search(before):
            one = one_of(page, trigger, phrase)
            found += [Toll(kind, one[0], one[1])] if one else []
    return found


def _untold(page: Page, trigger: Trigger, span: Span) -> Iterator[Argument]:
    """The civilian of "six officers and a civilian", whom the tagger takes for an adjective."""
    tokens = page.within(span)
    for first, head in pairwise(tokens):
        known = any(n.span.overlaps(head.span) and n.span.end == head.span.end for n in trigger.sentence.noun_phrases)
        named = head.pos == "ADJ" or head.text.lower() in groups.nationals()
        if first.text.lower() in ONE and named and people(head.text.lower()) and not known:
            yield Argument(Span(first.span.start, head.span.end), head.span)


def _acts_or_owns(page: Page, trigger: Trigger, phrase: Argument) -> bool:
    """ "killed 12, the town's mayor said": neither the town nor the mayor is among the dead."""
    if any(t.tag == "POS" for t in page.after(phrase.span.end, 1)):
        return True
    verbs = (f for f in trigger.sentence.frames if f.pos == "VERB" and f.trigger != trigger.span)
    others = (f for f in verbs if f.relation != "relative")
    return any(f.agent is not None and f.voice == "active" and f.agent.head.overlaps(phrase.head) for f in others)


def lives(trigger: Trigger, token: Token) -> bool:
    """Whether a noun that nobody listed names people: of what is killed or wounded, if it is no thing, no beast and no
    happening or count of its own ("shooting at a demonstration", "put the toll at")."""
    if lexicon.senses(token.lemma.lower(), "NOUN"):
        return False
    befallen = trigger.sense.toll in LIVING and not trigger.noun and token.pos == "NOUN"
    return befallen and not LIFELESS & lexicon.classes_of(token.lemma.lower())


def one_of(page: Page, trigger: Trigger, argument: Argument) -> tuple[Party | None, Count] | None:
    """One person: "a soldier", "an elderly man", or one that is named."""
    phrase = base_phrase(trigger.sentence, argument.head) or argument
    first = next(iter(page.within(phrase.span)), None)
    heads = labels(page, trigger.sentence, argument)
    token = page.token(argument.head)
    both = next((t for t in (first, *page.before(phrase.span.start, 1)) if t and t.text.lower() == "both"), None)
    if both is not None and token is not None and token.tag == "NNS":
        return party_at(page, argument.head), Count(2, 2, 2, both.text, both.span, None, True)
    if first is None or token is None or token.tag in ("NNS", "NNPS"):
        return None
    if lemma_of(token) in BODIES and trigger.sense.toll == "killed":  # there may be more
        return None, Count(1, 1, None, token.text, token.span, None, False)
    if heads & MANY or token.lemma in THROUGH - PAIR:
        return None
    if token.text.lower() in HE and trigger.sense.toll in LIVING and not _acts_or_owns(page, trigger, argument):
        return party_at(page, argument.head), Count(1, 1, 1, token.text, token.span, None, True)
    national = token.lemma.lower() in groups.nationals() and trigger.sense.toll in LIVING
    unknown = first.text.lower() in ONE | KNOWN and (national or lives(trigger, token))
    if not heads & {"@people", "@armed", "@person"} and not unknown:
        return None
    if first.text.lower() in ONE:
        party = party_at(page, argument.head) or described(page, trigger, phrase, "civilians")
        number = ordinal(page, phrase) if trigger.sense.toll == "killed" else 1
        number = 2 if token.lemma.lower() == "couple" else number
        return party, Count(number, number, number, first.text, first.span, None, True)
    known = first.text.lower() in KNOWN or OWNED.search(page.text, trigger.sentence.span.start, phrase.span.start)
    if known and ("@people" in heads or unknown) and token.tag == "NN":
        party = party_at(page, argument.head) or described(page, trigger, phrase, "civilians")
        number = ordinal(page, phrase) if token.lemma.lower() in FALLEN else 1
        return party, Count(number, number, number, token.text, token.span, None, True)
    at_head = (m.party for m in page.parties_at(argument.head))
    named = next((p for p in at_head if p.kind == "person" and p.resolved_from is None), None)
    if named is not None:
        return named, Count(1, 1, 1, named.text, named.span, None, True)
    return None


def ordinal(page: Page, phrase: Argument) -> int:
    """One; but "a fourth girl died" tells that four have. Of those who attack it may be the fourth of the attackers."""
    tokens = page.within(phrase.span)
    words = [t.lemma.lower() for t in tokens]
    attacking = any("@armed" in lexicon.classes_of(w) and not _serves(w) for w in words)
    told = (numbers.words().ordinals.get(t.text.lower()) for t in tokens[1:])
    return 1 if attacking else int(next((n for n in told if n is not None), 1))


def _serves(word: str) -> bool:
    """Whether a noun is of a state's forces: "soldier", "constable"."""
    noun = actor_nouns.heads().get((word,))
    return noun is not None and noun.group in ("army", "police")


def totalled(page: Page, trigger: Trigger, toll: Toll) -> Toll:
    """The toll of all who died by then, where the one who did is numbered: "died on Friday, the fifth victim"."""
    found = NUMBERED.search(page.text, trigger.span.end, trigger.sentence.span.end)
    number = numbers.words().ordinals.get(found["number"].lower()) if found else None
    if found is None or number is None or toll.of != "killed" or toll.count.best != 1:
        return toll
    count = Count(int(number), int(number), int(number), found["number"], Span(*found.span("number")), None, True)
    return replace(toll, who=None, count=count)
