"""Tolls whose numbers no event word holds: "and 30 wounded", "the ministry put the dead at 14", "no casualties"."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from firsthand.extract.events import coded, lone, nominal
from firsthand.extract.events.coded import HARM, Coded, Wording, is_of, leads
from firsthand.extract.events.figures import is_age, is_clock, is_received, is_refused, remaining
from firsthand.extract.events.page import Page
from firsthand.extract.events.singles import BODIES, ONE, PART, people
from firsthand.extract.events.tolls import status_before, told_of_object, who
from firsthand.extract.events.words import Trigger
from firsthand.extract.language.layer import Sentence, Token
from firsthand.model import Count, Quantity, Span, Toll, When, Where
from firsthand.model.reading import TollKind
from firsthand.reference import lexicon
from firsthand.reference.tolls import carried, nouns, seat, states, status, wordings

AUXILIARY = frozenset(
    (
        "was were been have has had be being are is also reportedly badly seriously critically left and more "
        "others other"
    ).split()
)
SOME = re.compile(r"\s+of\s+(?:them|whom|those|which|the|these)\b", re.IGNORECASE)
BARE = "death toll"  # whose sense tolls have that are told without an event word
BESIDE = 4  # tokens between an attack and its time
APART = re.compile(
    r",|\b(?:and|or|who(?! (?:later|subsequently|then|also)\b))\b"
)  # what stands behind is told of more than the single one
PASSIVE = re.compile(r"\b(?:was|is|be|been|being)\b")
DIED = frozenset({"died", "dead", "drowned", "lost", "perished", "succumbed"})
HOUSEHOLDS = ("family", "household")  # nobody knows how many people they are
REMAINS = frozenset({"body", "bodies", "corpse", "corpses", "remains"})
QUOTES = re.compile('[“”"]')
CONTRAST = re.compile(r"[,;]\s+(?:while|whereas|but|though|although)\b", re.IGNORECASE)
FEAR = re.compile(r"\bfear(?:s|ed|ing)?\b[^.;]*$", re.IGNORECASE)
ROUGHLY = frozenset("at least about some around nearly almost over more than up to".split())
PAST = re.compile(r"\b(?:past|exceeds?|exceeded|topped|tops|surpass(?:es|ed)|above|beyond)\s+$", re.IGNORECASE)
REACH = 7  # tokens between a number and the word that says what befell those counted


@dataclass(frozen=True, slots=True)
class Loose:
    """A toll and the word that says what befell those counted; `anew` where it tells again what was told before,
    `alone` where the words suffice without an attack, `own` where those who acted lost them, `vague` where no word says
    what befell them."""

    toll: Toll
    on: Span
    anew: bool = False
    alone: bool = False
    own: bool = False
    vague: bool = False


def loose(page: Page, sentence: Sentence, counted: Sequence[Toll], taken: set[Span], last: TollKind) -> list[Loose]:
    """The tolls of a sentence beside those `counted` in event words' arguments. Their numbers are added to `taken`.

    `last` is the kind of the toll told before, for "the government spoke of three".
    """
    plain = [q for q in page.quantities_in(sentence.span) if q.count.unit is None or is_of(q, BODIES)]
    numbers = sorted([*plain, *lone.single_ones(page, sentence, plain)], key=lambda q: q.count.span)
    told = coded.told(coded.coded(page, sentence, numbers), last)
    found: list[Loose] = []
    for before, quantity in zip([None, *numbers], numbers, strict=False):
        if (
            quantity.count.span in taken
            or is_age(page, quantity)
            or is_refused(page, quantity)
            or is_clock(page, quantity)
        ):
            continue
        if _is_put_aside(page, sentence, quantity) or is_of(quantity, HOUSEHOLDS):
            continue
        made = _made(page, sentence, quantity, told.get(quantity.count.span))
        if made is None and found and before is not None and lone.joins(page, before, quantity, found[-1].toll.count):
            least = found[-1].toll.count.best is None and found[-1].toll.count.high is None
            count = replace(quantity.count, best=None, high=None, exact=False) if least else quantity.count
            made = replace(found[-1], toll=Toll(found[-1].toll.of, who(page, sentence, quantity), count))
        if made is not None and not _is_part(page, sentence, made, [*counted, *(f.toll for f in found)]):
            taken.add(quantity.count.span)
            found.append(made)
    return found


def _made(page: Page, sentence: Sentence, quantity: Quantity, told: "Wording | None") -> Loose | None:
    """The toll that a number tells, by the words beside it or by the wordings of the sentence."""
    single = quantity.count.text.lower() in ONE | lone.OTHER
    beside = _status(page, quantity) if _is_plain(page, quantity) and not single else None
    if beside is not None and not (told and (told.least or told.anew)):
        alone = is_received(page, quantity, beside[1])
        told = replace(told, on=beside[1]) if told and told.of == beside[0] else Wording(*beside, alone=alone)
    if told is not None and told.of == "displaced" and _is_nation(page, quantity):
        return None  # how many a country's troubles have driven out: a measure, no toll of one attack
    if told is None or (single and not _befell(page, quantity, told.on)) or _does(page, quantity, told.on):
        return None
    if told.of == "abducted" and (_is_some(page, quantity, told.on) or _is_freed(page, sentence, quantity)):
        return None
    count = remaining(page, sentence, quantity).count
    if told.least or PAST.search(page.text, sentence.span.start, count.span.start):
        count = replace(count, best=None, high=None, exact=False)
    if is_of(quantity, BODIES):
        return Loose(Toll(told.of, None, replace(count, high=None, exact=False)), told.on, alone=told.alone)
    nameless = is_of(quantity, nouns()) or quantity.concept is None or leads(page, quantity)
    toll = Toll(told.of, None if nameless else who(page, sentence, quantity), count)
    return Loose(toll, told.on, told.anew, told.alone, told.own, told.vague)


def _does(page: Page, quantity: Quantity, on: Span) -> bool:
    """Whether those counted did it to others: "two attackers killed five people"."""
    if (
        quantity.concept is None
        or on.start < quantity.concept.span.end
        or on.of(page.text).lower() not in status().keys() - states()
    ):
        return False
    between, after = page.within(Span(quantity.concept.span.end, on.start)), page.after(on.end, 1)
    passive = any(t.pos == "AUX" and t.lemma.lower() == "be" for t in between)
    if passive or not after:
        return False
    return after[0].pos in ("NUM", "DET") or after[0].tag == "PRP$" or after[0].text.lower() in ROUGHLY


def _is_some(page: Page, quantity: Quantity, on: Span) -> bool:
    """Whether more were taken than are counted: "nine of the girls carried off in May have come home"."""
    between = page.within(Span(quantity.count.span.end, on.start)) if quantity.count.span.end < on.start else []
    return [t.text for t in between[:2]] == ["of", "the"] and not any(t.pos == "AUX" for t in between)


def _is_freed(page: Page, sentence: Sentence, quantity: Quantity) -> bool:
    """ "rescued eight kidnapped victims": how many came free, and not how many were taken."""
    freed = (
        f for f in sentence.frames if f.lemma in ("rescue", "free", "release", "liberate") and f.patient is not None
    )
    return any(f.patient is not None and f.patient.span.overlaps(quantity.count.span) for f in freed)


def _is_nation(page: Page, quantity: Quantity) -> bool:
    """ "1.3 million Haitians": told by their country alone."""
    head = coded.head(page, quantity)
    return head is not None and head.text.istitle() and not people(head.lemma.lower())


def _befell(page: Page, quantity: Quantity, on: Span) -> bool:
    """Whether it befell the single one: "a man died", "a man was killed", "the body of a man"; not "a bomber killed
    11"."""
    if on.end <= quantity.count.span.start and on.of(page.text).lower() in REMAINS:
        return True
    between = page.text[quantity.count.span.start : on.start]
    word = on.of(page.text).lower().split(" ")[0]
    passive = word in DIED or PASSIVE.search(between) is not None or quantity.count.text.lower() in lone.OTHER
    return APART.search(between) is None and passive


def _is_plain(page: Page, quantity: Quantity) -> bool:
    if quantity.concept is None:
        return quantity.count.unit is None
    token = page.token(quantity.concept.span)
    told = token is not None and (token.text.lower() in status() or token.lemma.lower() in nouns())
    told = told or leads(page, quantity)
    told = told or (is_of(quantity, BODIES) and quantity.concept.text.lower().startswith("dead "))
    return told or (token is not None and people(token.lemma.lower()))


def _status(page: Page, quantity: Quantity) -> tuple[TollKind, Span] | None:
    """What befell those counted, by the words that stand next to the number, and the word that says it."""
    if (verb := status_before(page, quantity)) is not None:
        return told_of_object()[verb.text.lower()], verb.span
    end = quantity.concept.span.end if quantity.concept else quantity.count.span.end
    left = any(t.lemma.lower() == "leave" for t in page.before(quantity.count.span.start, 3))
    told = quantity.concept is not None and (leads(page, quantity) or not left)
    for word in reversed(page.within(quantity.concept.span)) if quantity.concept and told else ():
        if word.text.lower() in status():
            return status()[word.text.lower()], word.span
    noun = page.token(quantity.concept.span) if quantity.concept else next(iter(page.after(end, 1)), None)
    if noun is not None and noun.lemma.lower() in nouns():
        return nouns()[noun.lemma.lower()], noun.span
    for token in page.after(max(end, quantity.count.span.end), REACH):
        word = token.text.lower()
        if word in status():
            return None if _has_object(page, token) else (status()[word], token.span)
        counted = token.pos == "NUM" and left  # "left 40 militants and seven soldiers dead"
        counted = counted or (word in ROUGHLY and any(t.pos == "NUM" for t in page.after(token.span.end, 2)))
        counted = counted or (token.pos == "NUM" and "and" in [t.text for t in page.before(token.span.start, 3)])
        if word not in AUXILIARY and token.pos not in ("ADV",) and not counted and not people(token.lemma.lower()):
            break
    for token in reversed(page.before(quantity.count.span.start, 3)):
        if token.text.lower() in status():
            return status()[token.text.lower()], token.span
        if token.pos in (
            "VERB",
            "CCONJ",
            "SCONJ",
        ):  # "left 13 dead and forced 800 to flee", "six dead and ten hurt"
            break
    return None


def _has_object(page: Page, verb: Token) -> bool:
    """Whether others are counted behind the verb: "neutralised nine fighters and captured four"."""
    before, after = page.before(verb.span.start, 1), page.after(verb.span.end, 1)
    joined = bool(before) and before[0].text.lower() == "and"
    return joined and bool(after) and after[0].pos == "NUM" and verb.text.lower() not in states()


def _is_part(page: Page, sentence: Sentence, one: Loose, counted: Sequence[Toll]) -> bool:
    """Whether it is part of one before it that counts the same: "14 people were killed, three of them shot dead"."""
    span = one.toll.count.span
    part = PART.search(page.text[sentence.span.start : span.start]) or SOME.match(page.text, span.end)
    return part is not None and any(t.of == one.toll.of and t.count.span < span for t in counted)


def _is_put_aside(page: Page, sentence: Sentence, quantity: Quantity) -> bool:
    """ "five fewer than", "down from 15", "an earlier figure of ten"."""
    words = wordings()
    before = re.sub(r"\s+", " ", page.text[sentence.span.start : quantity.count.span.start])
    end = quantity.concept.span.end if quantity.concept else quantity.count.span.end
    behind = re.sub(r"\s+", " ", page.text[end : sentence.span.end])
    return words.before.search(before) is not None or words.behind.search(behind) is not None


# ---------------------------------------------------------------- tolls alone


def by_another(page: Page, trigger: Span, one: Loose, counted: Sequence[Toll]) -> bool:
    """Whether a toll and an event word are told by two: one of them within quotation marks, or both with tolls of one
    kind `counted` on the two sides of a "while"."""
    span = one.toll.count.span
    between = page.text[min(trigger.end, span.end) : max(trigger.start, span.start)]
    return len(QUOTES.findall(between)) % 2 == 1 or (bool(counted) and CONTRAST.search(between) is not None)


def is_feared(page: Page, trigger: Span, one: Loose) -> bool:
    """Whether the harm came for fear of what the event word names: "fled for fear of clashes"."""
    return one.toll.of == "displaced" and FEAR.search(page.text, one.toll.count.span.end, trigger.start) is not None


def trigger(page: Page, sentence: Sentence, on: Span) -> Trigger:
    """The word for what befell people as an event word of its own, without arguments."""
    sense = lexicon.senses(BARE, "NOUN")[0]
    token = page.token(on)
    return Trigger(sentence, on, token.lemma.lower() if token else BARE, sense, {}, noun=True)


def is_of_attack(page: Page, when: When) -> bool:
    """Whether a time beside a toll is the attack's: "Monday's bombing"; "by Monday night" is when they were counted."""
    if when.span is None:
        return False
    near = [*page.before(when.span.start, BESIDE), *page.after(when.span.end, BESIDE)]
    return any(nominal.is_attack(t.lemma.lower()) for t in near)


def is_elsewhere(page: Page, lead: Trigger, place: Where) -> bool:
    """Whether the harmed came to a place only later, or who counts sits there: "flown to Niamey", "police in Abuja"."""
    before = re.sub(r"\s+", " ", page.text[lead.sentence.span.start : place.span.start])
    alone = lead.sense == lexicon.senses(BARE, "NOUN")[0]
    return carried().search(before) is not None or (alone and seat().search(before) is not None)


# ---------------------------------------------------------------- nobody


def none_harmed(page: Page, sentence: Sentence, taken: set[Span]) -> list[Loose]:
    """ "no casualties", "no one was hurt or killed": nobody killed, nobody wounded."""
    plain = coded.coded(page, sentence, ())
    found = (m for p in wordings().nobody for m in p.finditer(plain.text))
    return [told for match in found for told in _nobody(page.text, plain, match, taken)]


def _nobody(text: str, plain: Coded, match: re.Match[str], taken: set[Span]) -> Iterator[Loose]:
    none = plain.span(*match.span("no"))
    if any(none.overlaps(t) for t in taken):
        return
    taken.add(none)
    word = "safe" if "safe" in match.re.groupindex else "what"
    kinds = set(HARM) if word == "safe" else {k for n in ("what", "also") if match[n] for k in _kinds(match[n])}
    count = Count(0, 0, 0, none.of(text), none, None, True)
    yield from (Loose(Toll(k, None, count), plain.span(*match.span(word))) for k in HARM if k in kinds)


def _kinds(word: str) -> tuple[TollKind, ...]:
    if re.fullmatch(r"casualt(?:y|ies)|victims?", word):
        return HARM
    return ("wounded",) if re.match(r"injur|wound|hurt|harm|maim", word) else ("killed",)
