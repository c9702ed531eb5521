"""How many were harmed or took part, and who they were: numbers bound to the happening that they belong to."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from firsthand.extract.events import spells
from firsthand.extract.events.happenings import Happening
from firsthand.extract.events.heads import labels, lemma_of
from firsthand.extract.events.page import Page, base_phrase, location
from firsthand.extract.events.roles import OF_THEM, described, party_at
from firsthand.extract.events.words import Trigger
from firsthand.extract.language.layer import Argument, Sentence, Token
from firsthand.model import Count, Party, Quantity, Span, Toll
from firsthand.model.reading import TollKind
from firsthand.reference import lexicon

STATUS: dict[str, TollKind] = {
    "killed": "killed",
    "dead": "killed",
    "slain": "killed",
    "died": "killed",
    "murdered": "killed",
    "massacred": "killed",
    "assassinated": "killed",
    "wounded": "wounded",
    "injured": "wounded",
    "hurt": "wounded",
    "wounding": "wounded",
    "injuring": "wounded",
    "killing": "killed",
    "missing": "missing",
    "kidnapped": "abducted",
    "abducted": "abducted",
    "captured": "captured",
    "surrendered": "surrendered",
    "arrested": "arrested",
    "detained": "arrested",
    "displaced": "displaced",
    "homeless": "displaced",
    "executed": "executed",
}
NOUNS: dict[str, TollKind] = {
    "death": "killed",
    "fatality": "killed",
    "killing": "killed",
    "life": "killed",
    "injury": "wounded",
    "arrest": "arrested",
    "abduction": "abducted",
    "kidnapping": "abducted",
    "execution": "executed",
}
HARM = ("killed", "wounded")
AUXILIARY = frozenset(
    (
        "was were been have has had be being are is also reportedly badly seriously critically left and more "
        "others other"
    ).split()
)
PART = re.compile(
    r"\b(?:including|among them|among whom|of whom|of them|of which|comprising|(?:most|all|many) of them)\b[^.;]*$",
    re.IGNORECASE,
)
JOINED = re.compile(r"(?:,|\b(?:and|as well as|along with|plus))\s+$", re.IGNORECASE)
NOT = re.compile(r"\b(?:not|rather than|instead of|(?:up|down) from)\s+(?:the\s+|all\s+)?$", re.IGNORECASE)
RISES = re.compile(
    r"\b(?:ris(?:es?|en)|rose|climb(?:s|ed)?|jump(?:s|ed)?|grow(?:s|n)?|grew|hits?|reach(?:es|ed)?|tops?|pass(?:es)?|stands?)"
    r"(?: to| at| past)?\s+$",
    re.IGNORECASE,
)
BODIES = frozenset({"body", "corpse"})
REACH = 7  # tokens between a number and the word that says what befell those counted
NO_CASUALTIES = frozenset({"casualty", "victim", "fatality", "death", "injury"})
ONE = frozenset({"a", "an"})
MANY = frozenset(
    "group crowd family army police force unit convoy patrol government dozen public enemy staff population "
    "crew dead".split()
)


def tolls(page: Page, happening: Happening, taken: set[Span]) -> tuple[Toll, ...]:
    """The tolls that the happening's own arguments give. Their numbers' spans are added to `taken`."""
    running = spells.is_running(page, happening)
    found: list[Toll] = []
    for trigger in happening.triggers:
        kind = _kind(page, trigger)
        if kind is None:
            continue
        for argument in _counted(page, trigger):
            found += _of_argument(page, trigger, argument, kind, taken)
    return () if running else tuple(found)


def _kind(page: Page, trigger: Trigger) -> TollKind | None:
    """What a number at the trigger counts; the words nearby settle "left 14 dead", "shot" and "stabbed to death"."""
    toll = trigger.sense.toll
    if toll in (None, "left") or toll in lexicon.TOLLS:
        return None if toll == "left" else toll  # type: ignore[return-value]
    following = [t.text.lower() for t in page.after(trigger.span.end, 8)]
    fatal = "dead" in following or "death" in following or "killed" in following[:3]
    return "killed" if fatal else "wounded"


def _counted(page: Page, trigger: Trigger) -> Iterator[Argument]:
    names = [trigger.sense.toll_of]
    if trigger.noun:
        names = ["of", "patient"] if trigger.sense.type != "PROTEST" else ["of", "by", "agent"]
    for name in names:
        yield from trigger.arguments.get(name, ())
    if is_toll(trigger):
        yield from _written(page, trigger)
    if is_toll(trigger) or trigger.sense.tells == "harm":
        yield from _reached(page, trigger)


def is_toll(trigger: Trigger) -> bool:
    """ "the death toll", "the body count"."""
    return trigger.noun and trigger.lemma.endswith(("toll", "count"))


def _reached(page: Page, trigger: Trigger) -> Iterator[Argument]:
    """ "the toll rose to 31", "the number of people killed stands at 31": what a verb says of a toll."""
    for frame in trigger.sentence.frames:
        subjects = [a for a in (frame.agent, frame.patient) if a is not None and a.span.contains(trigger.span)]
        if (
            frame.pos == "VERB"
            and frame.trigger != trigger.span
            and any(_is_number(page, trigger, a) for a in subjects)
        ):
            yield from (o for o in frame.obliques if o.preposition in ("to", "at"))


def _is_number(page: Page, trigger: Trigger, subject: Argument) -> bool:
    head = page.token(subject.head)
    return is_toll(trigger) or (head is not None and head.lemma.lower() in ("number", "toll", "total"))


def _written(page: Page, trigger: Trigger) -> Iterator[Argument]:
    """A headline's "toll rises to 31", by the words alone where the verb was taken for a noun."""
    if trigger.sentence.block.kind == "headline":
        for quantity in page.quantities_in(Span(trigger.span.end, trigger.sentence.span.end)):
            if RISES.search(page.text[trigger.span.end : quantity.count.span.start]):
                yield Argument(quantity.count.span, quantity.count.span)


def _of_argument(page: Page, trigger: Trigger, argument: Argument, kind: TollKind, taken: set[Span]) -> list[Toll]:
    nobody = _nobody(page, trigger, argument)
    if nobody is not None:
        taken.add(nobody.span)
        taken.update(q.count.span for q in page.quantities_in(argument.span))
        return [Toll(kind, None, nobody)]
    span = _before_clause(page, trigger, argument)
    numbers = [q for q in page.quantities_in(span) if q.count.span not in taken and _counts_people(page, trigger, q)]
    whole = [q for q in numbers if not _is_part(page, q, span.start) and not _is_refused(page, q)]
    taken.update(q.count.span for q in numbers)
    if whole:
        return [_toll(page, trigger, kind, q) for q in whole] + _single(page, trigger, span, kind, whole)
    if numbers:
        return []
    one = _one(page, trigger, argument)
    return [Toll(kind, one[0], one[1])] if one else []


def _single(page: Page, trigger: Trigger, span: Span, kind: TollKind, counted: list[Quantity]) -> list[Toll]:
    """Single people told of beside numbers: the mother of "a mother and her three children"."""
    numbers = [q.count.span for q in counted]
    found: list[Toll] = []
    for phrase in trigger.sentence.noun_phrases:
        if not span.contains(phrase.span) or any(phrase.span.overlaps(n) for n in numbers):
            continue
        if _acts_or_owns(page, trigger, phrase):
            continue
        first = page.within(phrase.span)[0].text.lower()
        beside = JOINED.search(page.text[span.start : phrase.span.start]) or phrase.span.start == span.start
        if (first in ONE or first == "the") and beside and not PART.search(page.text[span.start : phrase.span.start]):
            one = _one(page, trigger, phrase)
            found += [Toll(kind, one[0], one[1])] if one else []
    return found


def _acts_or_owns(page: Page, trigger: Trigger, phrase: Argument) -> bool:
    """ "killed 12, the town's mayor said": neither the town nor the mayor is among the dead."""
    if any(t.tag == "POS" for t in page.after(phrase.span.end, 1)):
        return True
    others = (f for f in trigger.sentence.frames if f.pos == "VERB" and f.trigger != trigger.span)
    return any(f.agent is not None and f.voice == "active" and f.agent.head.overlaps(phrase.head) for f in others)


def _toll(page: Page, trigger: Trigger, kind: TollKind, quantity: Quantity) -> Toll:
    """A toll of those counted; who counts the bodies that he saw has not seen all, and the dead are not named."""
    if not is_of_bodies(page, trigger):
        return Toll(kind, who(page, trigger.sentence, quantity), quantity.count)
    seen = trigger.lemma in ("count", "see", "find")
    return Toll(kind, None, replace(quantity.count, high=None, exact=False) if seen else quantity.count)


def is_of_bodies(page: Page, trigger: Trigger) -> bool:
    """ "counted eleven bodies", "buried 20 corpses"."""
    patient = trigger.argument("patient")
    token = page.token(patient.head) if patient and not trigger.noun else None
    return token is not None and lemma_of(token) in BODIES and trigger.sense.weak


def _nobody(page: Page, trigger: Trigger, argument: Argument) -> Count | None:
    """None at all: "no one was injured", "no civilians were killed"."""
    phrase = base_phrase(trigger.sentence, argument.head) or argument
    words = page.within(phrase.span)
    first = words[0] if words else None
    if first is None or first.text.lower() not in ("no", "nobody", "none"):
        return None
    return Count(0, 0, 0, first.text, first.span, None, True)


def _before_clause(page: Page, trigger: Trigger, argument: Argument) -> Span:
    """The argument without the clauses in it: "the man who killed 12" does not make 12 of the man."""
    inner = [
        f.trigger.start
        for f in trigger.sentence.frames
        if f.pos == "VERB" and argument.head.end <= f.trigger.start < argument.span.end and f.trigger != trigger.span
    ]
    end = min([argument.span.end, *inner])
    return Span(argument.span.start, max(end, argument.head.end))


def _counts_people(page: Page, trigger: Trigger, quantity: Quantity) -> bool:
    if _is_age(page, quantity):
        return False
    if quantity.count.unit not in (None, "person", "people", "persons"):
        head = quantity.concept.text.lower() if quantity.concept else ""
        if not _people(head) and quantity.count.unit not in ("body", "bodies", "corpse", "corpses"):
            return False
    if quantity.concept is None:
        following = page.after(quantity.count.span.end, 1)
        return not following or following[0].text not in ("%", "percent", "-year-old", "-", "years", "per")
    token = page.token(quantity.concept.span)
    lemma = lemma_of(token) if token else ""
    named = any(location(m).overlaps(quantity.concept.span) for m in page.parties)
    return _people(lemma) or lemma in BODIES or named or (token is not None and token.pos == "PROPN")


def _is_age(page: Page, quantity: Quantity) -> bool:
    """ "Maria Lopez, 56, was killed"."""
    before, after = page.before(quantity.count.span.start, 2), page.after(quantity.count.span.end, 1)
    commas = len(before) == 2 and before[1].text == "," and bool(after) and after[0].text in (",", ".")
    return quantity.concept is None and commas and before[0].pos == "PROPN"


def _people(lemma: str) -> bool:
    return bool({"@people", "@armed"} & lexicon.classes_of(lemma))


def _is_part(page: Page, quantity: Quantity, start: int) -> bool:
    """Whether the number is part of one before it: "14 people, including four children"."""
    before = PART.search(page.text[start : quantity.count.span.start]) is not None
    return before or OF_THEM.match(page.text, quantity.count.span.end) is not None


def _is_refused(page: Page, quantity: Quantity) -> bool:
    """Whether the number is one that the text puts aside: "nine people, not 11", "up from 30"."""
    before = page.text[max(quantity.count.span.start - 20, 0) : quantity.count.span.start]
    return NOT.search(before) is not None and not quantity.count.text.lower().startswith(("less", "fewer", "more"))


def who(page: Page, sentence: Sentence, quantity: Quantity) -> Party | None:
    """Those counted: the party at the noun that the number stands with."""
    span = quantity.concept.span if quantity.concept else quantity.count.span
    named = [m.party for m in page.parties if location(m).overlaps(span)]
    if named:
        return named[0]
    if quantity.concept is None:
        return None
    token = page.token(span)
    kind = "civilians" if token and "@people" in lexicon.classes_of(token.lemma.lower()) else "unnamed"
    text = span.of(page.text)
    return Party(text, span, text, kind)


def _one(page: Page, trigger: Trigger, argument: Argument) -> tuple[Party | None, Count] | None:
    """One person: "a soldier", "an elderly man", or one that is named."""
    phrase = base_phrase(trigger.sentence, argument.head) or argument
    first = next(iter(page.within(phrase.span)), None)
    heads = labels(page, trigger.sentence, argument)
    token = page.token(argument.head)
    if first is None or token is None or token.tag in ("NNS", "NNPS") or not heads & {"@people", "@armed", "@person"}:
        return None
    if heads & MANY:
        return None
    if first.text.lower() in ONE:
        party = party_at(page, argument.head) or described(page, trigger, phrase, "civilians")
        number = 2 if token.lemma.lower() == "couple" else 1
        return party, Count(number, number, number, first.text, first.span, None, True)
    if first.text.lower() == "the" and "@people" in heads and token.tag == "NN":
        party = party_at(page, argument.head) or described(page, trigger, phrase, "civilians")
        return party, Count(1, 1, 1, token.text, token.span, None, True)
    at_head = (m.party for m in page.parties if location(m).overlaps(argument.head))
    named = next((p for p in at_head if p.kind == "person" and p.resolved_from is None), None)
    if named is not None:
        return named, Count(1, 1, 1, named.text, named.span, None, True)
    return None


# ---------------------------------------------------------------- numbers that no argument holds


def loose(page: Page, sentence: Sentence, taken: set[Span]) -> list[Toll]:
    """Numbers of the sentence that stand beside a word for what befell people: "and 30 wounded", "killing 12"."""
    found: list[Toll] = []
    for quantity in page.quantities_in(sentence.span):
        if quantity.count.span in taken or not _plain(page, quantity) or _is_part(page, quantity, sentence.span.start):
            continue
        if _is_refused(page, quantity):
            continue
        kind = _status(page, sentence, quantity)
        if kind is not None:
            taken.add(quantity.count.span)
            found.append(
                Toll(kind, None if _is_noun(page, quantity) else who(page, sentence, quantity), quantity.count)
            )
    return found


def _is_noun(page: Page, quantity: Quantity) -> bool:
    """ "77 deaths": what is counted is no party."""
    token = page.token(quantity.concept.span) if quantity.concept else None
    return token is not None and token.lemma.lower() in NOUNS


def _plain(page: Page, quantity: Quantity) -> bool:
    if quantity.concept is not None:
        token = page.token(quantity.concept.span)
        told = token is not None and (token.text.lower() in STATUS or token.lemma.lower() in NOUNS)
        return told or (token is not None and _people(token.lemma.lower()))
    return quantity.count.unit is None


def _status(page: Page, sentence: Sentence, quantity: Quantity) -> TollKind | None:
    end = quantity.concept.span.end if quantity.concept else quantity.count.span.end
    if quantity.concept and quantity.concept.text.lower() in STATUS:
        return STATUS[quantity.concept.text.lower()]
    noun = page.token(quantity.concept.span) if quantity.concept else next(iter(page.after(end, 1)), None)
    if noun is not None and noun.lemma.lower() in NOUNS:
        return NOUNS[noun.lemma.lower()]
    for token in page.after(max(end, quantity.count.span.end), REACH):
        word = token.text.lower()
        if word in STATUS:
            return STATUS[word]
        if word not in AUXILIARY and token.pos not in ("ADV",) and not _people(token.lemma.lower()):
            break
    for token in reversed(page.before(quantity.count.span.start, 3)):
        if token.text.lower() in STATUS:
            return STATUS[token.text.lower()]
        if token.pos == "VERB":  # "left 13 dead and forced 800 to flee"
            break
    return None


def none_harmed(page: Page, sentence: Sentence) -> list[Toll]:
    """ "no casualties", "no one was hurt": nobody killed, nobody wounded."""
    found: list[Toll] = []
    tokens = sentence.tokens
    for first, second, third in zip(tokens, tokens[1:], (*tokens[2:], None), strict=False):
        if first.text.lower() != "no":
            continue
        noun = second if second.lemma.lower() in NO_CASUALTIES else third
        if noun is None or noun.lemma.lower() not in NO_CASUALTIES:
            continue
        kinds = _kinds_of(noun, second)
        count = Count(0, 0, 0, first.text, first.span, None, True)
        found += [Toll(kind, None, count) for kind in kinds]
    return found


def _kinds_of(noun: Token, modifier: Token) -> Iterable[TollKind]:
    if noun.lemma.lower() in ("death", "fatality"):
        return ("killed",)
    return ("wounded",) if noun.lemma.lower() == "injury" else HARM
