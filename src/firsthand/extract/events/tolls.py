"""How many were harmed or took part, and who they were: numbers bound to the happening that they belong to."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace

from firsthand.extract.events import nominal
from firsthand.extract.events.coordinated import OF_THEM
from firsthand.extract.events.figures import OF_THE, counts_people, is_refused, remaining
from firsthand.extract.events.happenings import Happening
from firsthand.extract.events.heads import THROUGH, lemma_of
from firsthand.extract.events.joined import all_of_them, with_joined
from firsthand.extract.events.page import Page, base_phrase
from firsthand.extract.events.roles import described, party_at
from firsthand.extract.events.singles import BODIES, PAIR, PART, one_of, people, single, totalled
from firsthand.extract.events.unhung import unhung
from firsthand.extract.events.words import Trigger
from firsthand.extract.language.layer import Argument, Sentence, Token
from firsthand.model import Count, Party, Quantity, Span, Toll
from firsthand.model.reading import TollKind
from firsthand.reference import lexicon
from firsthand.reference.tolls import headline, nouns, states, status

RISES = re.compile(
    r"\b(?:ris(?:es?|en)|rose|climb(?:s|ed)?|jump(?:s|ed)?|grow(?:s|n)?|grew|hits?|reach(?:es|ed)?|tops?|pass(?:es)?|stands?)"
    r"(?: to| at| past)?\s+$",
    re.IGNORECASE,
)
TO_DEATH = re.compile(r"[^.,;]{0,60}\bto death\b", re.IGNORECASE)
MORE = frozenset({"another", "some", "a", "further"})
EVERYBODY = frozenset("no nobody none one casualty victim fatality death injury people person life".split())
HARMS = frozenset({"casualty", "victim", "loss", "death", "injury"})
BOTH = re.compile(
    r"\b\w+ (?:dead|killed|martyred) and (?:wounded|injured)\b(?! \w+ (?:more|others?))"
    r"(?=[,.;]| (?:in|at|on|after|when)\b)"
)
UNTOLD = frozenset({"unknown", "unclear", "unreported", "unspecified", "undisclosed"})
SILENT = frozenset({"decline", "refuse"})
TELLING = frozenset("mention give detail specify provide confirm report disclose say tell offer cite".split())
BY_PARTS = re.compile(r"\b(?:\d+|[a-z]+) [a-z]+s: $", re.IGNORECASE)  # "killed four civilians: a couple and …"
LATER = re.compile(
    r"\s+of (?:them|whom),?(?: (?:later|has|have|had|since|subsequently|were|was|also|then|being|been))* (\w+)"
)
OF_WHOM = re.compile(r"\s+(?:more |others? )?of (?:the|those|these|its|their) [^,.;]{1,40}?\b(?:who|that|whom)\b")
MEMBERS = frozenset(
    "members people persons children men women sisters brothers generations relatives those all".split()
)


def tolls(page: Page, happening: Happening, taken: set[Span]) -> tuple[Toll, ...]:
    """The tolls that the happening's own arguments give. Their numbers' spans are added to `taken`."""
    found: list[Toll] = []
    for trigger in happening.triggers:
        kind = _kind(page, trigger)
        if kind is None:
            continue
        told = [t for a in _counted(page, trigger) for t in _of_argument(page, trigger, a, kind, taken)]
        told = told[-1:] if is_toll(trigger) and next(_reached(page, trigger), None) else told  # "of six … to eight"
        found += [t for t in told if not any(_again(t, f) for f in found)]
    return tuple(_summed(page, happening, found))


def _summed(page: Page, happening: Happening, found: list[Toll]) -> list[Toll]:
    """The tolls without those that a total among them holds: "the number killed has risen to 34 after eight died"."""
    reached = totals(page, happening)
    whole = [t for t in found if any(span.contains(t.count.span) for span in reached)]
    return [t for t in found if t in whole or t.of not in {total.of for total in whole}]


def totals(page: Page, happening: Happening) -> list[Span]:
    """Where the happening's words tell what the number of those harmed has come to."""
    return [a.span for t in happening.triggers if not is_toll(t) for a in _reached(page, t)]


def _again(one: Toll, other: Toll) -> bool:
    """Whether two words tell one toll: "four killed as gunmen stormed a hotel, killing four"."""
    return (one.of, *_ends(one)) == (other.of, *_ends(other))


def _ends(toll: Toll) -> tuple[float | None, float | None, float | None]:
    return toll.count.low, toll.count.best, toll.count.high


def _kind(page: Page, trigger: Trigger) -> TollKind | None:
    """What a number at the trigger counts; the words nearby settle "left 14 dead", "shot" and "stabbed to death"."""
    toll = trigger.sense.toll
    if toll is None or toll in lexicon.TOLLS:
        return toll  # type: ignore[return-value]
    if toll == "left":  # "beat two men to death"; what others are left as stands beside their number
        return "killed" if TO_DEATH.match(page.text, trigger.span.end) else None
    shot = [t for a in trigger.arguments.get("patient", ()) for t in page.within(a.span)]  # "shot a man and … dead"
    following = [t.text.lower() for t in (*page.after(trigger.span.end, 8), *shot)]
    before = [t.text.lower() for t in page.before(trigger.span.start)]
    fatal = (
        bool({"dead", "death", "died"}.intersection(following)) or "killed" in following[:3] or before == ["fatally"]
    )
    return "killed" if fatal else "wounded"


def _counted(page: Page, trigger: Trigger) -> Iterator[Argument]:
    names = [trigger.sense.toll_of]
    if trigger.noun:
        names = ["of", "patient"] if trigger.sense.type != "PROTEST" else ["of", "by", "agent"]
    if trigger.lemma == "lose" and _their_own(page, trigger.argument("patient")):
        names = ["agent"]
    arguments = {**trigger.arguments, **unhung(page, trigger)} if "patient" in names else trigger.arguments
    for name in names:
        yield from with_joined(page, trigger, arguments.get(name, ()))
    if is_toll(trigger):
        yield from _written(page, trigger)
    if is_toll(trigger) or trigger.sense.tells == "harm":
        yield from _reached(page, trigger)


def _their_own(page: Page, lost: Argument | None) -> bool:
    """ "Nine men lost their lives": the dead are those who lost."""
    first = next(iter(page.within(lost.span)), None) if lost else None
    return first is not None and first.tag == "PRP$"


def is_toll(trigger: Trigger) -> bool:
    """ "the death toll", "the body count"."""
    return trigger.noun and trigger.lemma.endswith(("toll", "count"))


def is_untold(trigger: Trigger) -> bool:
    """A count that only figures tell ("gave a lower toll"), harm of which no word is said ("gave no details of
    casualties"), or those harmed: "visited the wounded", "many dead and wounded"."""
    if not trigger.noun and not trigger.arguments and trigger.sense.tells == "harm":
        before = [t.text.lower() for t in trigger.sentence.tokens if t.span.end < trigger.span.start][-2:]
        return before[-1:] in (["the"], ["and"], ["or"], ["many"], ["several"]) and before[0] != "among"
    if not trigger.noun or trigger.lemma not in HARMS:
        return is_toll(trigger)
    behind = [t.text.lower() for t in trigger.sentence.tokens if t.span.start >= trigger.span.end][:3]
    if UNTOLD & set(behind):
        return True
    verb = trigger.light or nominal.governor(trigger.sentence, trigger.span)
    return verb is not None and (verb.lemma in SILENT or (verb.negated and verb.lemma in TELLING))


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
        return [Toll(kind, _none_of(page, trigger, argument), nobody)]
    if BY_PARTS.search(page.text, trigger.span.end, argument.span.start):
        return []
    span = _with_number(page, trigger, _before_clause(page, trigger, argument))
    numbers = [q for q in page.quantities_in(span) if q.count.span not in taken and counts_people(page, trigger, q)]
    numbers = [q for q in numbers if not _some_of_them(page, trigger, q, numbers)]
    taken.update(q.count.span for q in numbers)
    if _either(page, trigger):
        return []
    stand = [q for q in numbers if not is_refused(page, q) and not _tells_who(page, q)]
    stand = [remaining(page, trigger.sentence, q) for q in stand] or all_of_them(page, trigger, argument)
    whole = [q for q in stand if not _is_part(page, trigger, q, min(span.start, trigger.span.end))]
    other = [q for q in whole if _befell_else(page, trigger, kind, q)]
    other += [q for q in numbers if q not in other and _befell_after(page, kind, q)]
    taken.difference_update(q.count.span for q in other)
    whole = [q for q in whole if q not in other and not _of_one(page, q) and not _of_more(page, q, numbers)]
    if not whole and trigger.sense.toll in lexicon.TOLLS:
        whole = [q for q in stand if OF_THEM.match(page.text, q.count.span.end)][:1]  # "12 people, two of whom died"
    if whole:
        told = [_toll(page, trigger, kind, q) for q in whole]
        beside = single(page, trigger, span, kind, whole)
        taken.update(t.count.span for t in beside)
        return _without_parts(page, [*told, *beside])
    if any(not (_tells_who(page, q) or _of_one(page, q) or _of_more(page, q, numbers)) for q in numbers):
        return []
    one = one_of(page, trigger, argument)
    told = [totalled(page, trigger, Toll(kind, *one)), *single(page, trigger, span, kind, [], one[1])] if one else []
    taken.update(t.count.span for t in told)
    return told


def _befell_else(page: Page, trigger: Trigger, kind: TollKind, quantity: Quantity) -> bool:
    """Whether another word stands nearer: the 25 of "25 people are dead and dozens injured"."""
    words = quantity.concept.text.lower().split() if quantity.concept else [""]
    noun = page.token(quantity.concept.span) if quantity.concept else None
    if {**status(), **nouns()}.get(
        noun.lemma.lower() if noun else words[-1], kind
    ) != kind:  # "two deaths, six injured"
        return True
    if status().get(words[-1], kind) != kind:  # "one dead and a dozen injured"
        return True
    if _is_of_deed(page, kind, quantity):
        return True
    if (verb := status_before(page, quantity)) is not None and told_of_object()[verb.text.lower()] != kind:
        return True
    end = quantity.concept.span.end if quantity.concept else quantity.count.span.end
    after = page.after(end, 4)
    if kind != "killed" and after and after[0].text.lower() == "dead":
        return True
    joined = quantity.concept is None and [t.text for t in page.before(quantity.count.span.start, 1)] == ["and"]
    if joined and after and status().get(after[0].text.lower(), kind) != kind:  # "three bodies and one wounded"
        return True
    told = next((t for t in after if t.pos not in ("AUX", "ADV")), None)
    if told is None or after[0].pos != "AUX" or told.span.overlaps(trigger.span) or told.span.end > trigger.span.start:
        return False
    return status().get(told.text.lower(), kind) != kind


def _befell_after(page: Page, kind: TollKind, quantity: Quantity) -> bool:
    """Whether other harm came to some of them: "wounded 14, three of whom later died"."""
    told = LATER.match(page.text, quantity.count.span.end)
    return told is not None and status().get(told[1].lower(), kind) != kind


def _is_of_deed(page: Page, kind: TollKind, quantity: Quantity) -> bool:
    """Whether a noun says what befell them: the 150 of "arrested eight in connection with the killing of 150"."""
    before = [t for t in page.before(quantity.count.span.start, 4) if t.text.lower() not in ("the", "some", "about")]
    deed = before[-2] if len(before) > 1 and before[-1].text.lower() == "of" else None
    senses = lexicon.senses(deed.lemma.lower(), "NOUN") if deed is not None and deed.pos == "NOUN" else ()
    return any(s.toll in lexicon.TOLLS and s.toll != kind for s in senses)


def status_before(page: Page, quantity: Quantity) -> Token | None:
    """The verb right before the number that says what befell those counted: "and wounded seven"."""
    before = (t for t in reversed(page.before(quantity.count.span.start, 2)) if t.text.lower() not in MORE)
    verb = next(before, None)
    return verb if verb is not None and verb.text.lower() in told_of_object() else None


def told_of_object() -> Mapping[str, TollKind]:
    """What verbs say of those counted behind them."""
    return {**{word: of for word, of in status().items() if word not in states()}, **headline()}


def _of_one(page: Page, quantity: Quantity) -> bool:
    """ "Five members of one family", "a brother of one of the ministers": whose they are, of whom five or one died."""
    before = [t.text.lower() for t in page.before(quantity.count.span.start, 2)]
    told = len(before) > 1 and (before[0] in MEMBERS or (people(before[0]) and not before[0].endswith("s")))
    return quantity.count.text.lower() == "one" and before[-1:] in (["of"], ["from"]) and told


def _of_more(page: Page, quantity: Quantity, others: list[Quantity]) -> bool:
    """ "Two of the three wounded men": of how many it befell two."""
    ends = (o.count.span.end for o in others if o.count.span < quantity.count.span)
    return any(OF_THE.fullmatch(page.text, end, quantity.count.span.start) for end in ends)


def _some_of_them(page: Page, trigger: Trigger, quantity: Quantity, others: list[Quantity]) -> bool:
    """Whether others are said to be what the trigger tells: the one of "one of the eight wounded"."""
    parts = (o for o in others if OF_THE.fullmatch(page.text, quantity.count.span.end, o.count.span.start))
    return any(page.text[o.count.span.end : trigger.span.start].isspace() for o in parts)


def _tells_who(page: Page, quantity: Quantity) -> bool:
    """Whether the number only tells who somebody is: "the driver, one of the 17 injured, died"."""
    before = [t.text for t in page.before(quantity.count.span.start, 1)]
    apposed = quantity.count.text.lower() == "one" and before == [","]
    return apposed and OF_THE.match(page.text, quantity.count.span.end) is not None


def _either(page: Page, trigger: Trigger) -> bool:
    """ "19 people were killed or wounded", "30 killed and wounded": how many of each is not told."""
    before, after = page.before(trigger.span.start, 2), page.after(trigger.span.end, 2)
    pairs = [p for p in (before, after[::-1]) if len(p) == 2]
    both = BOTH.search(page.text, trigger.sentence.span.start, trigger.sentence.span.end) is not None
    joined = ("or", "and/or", "and") if both else ("or", "and/or")
    return any(b.text.lower() in joined and a.text.lower() in status() for a, b in pairs)


def _without_parts(page: Page, told: list[Toll]) -> list[Toll]:
    """Tolls without those that the first is the sum of: "13 people, nine soldiers and four civilians"."""
    first, *others = sorted(told, key=lambda t: t.count.span)
    between = page.text[first.count.span.end : others[0].count.span.start] if others else ""
    parts = [t.count.best for t in others if t.count.best is not None]
    summed = len(others) > 1 and len(parts) == len(others) and first.count.best == sum(parts)
    return [first] if summed or ":" in between else [first, *others]


def _toll(page: Page, trigger: Trigger, kind: TollKind, quantity: Quantity) -> Toll:
    """A toll of those counted; who counts the bodies that he saw has not seen all, and the dead are not named."""
    if not is_of_bodies(page, trigger):
        return Toll(kind, who(page, trigger.sentence, quantity) or _apart(page, trigger, quantity), quantity.count)
    return Toll(kind, None, replace(quantity.count, high=None, exact=False))


def _apart(page: Page, trigger: Trigger, quantity: Quantity) -> Party | None:
    """Those counted where the number stands apart: the miners of "the number of miners killed has risen to 12"."""
    patient = trigger.argument("patient")
    token = page.token(patient.head) if patient is not None else None
    if patient is None or token is None or quantity.concept is not None or not people(token.lemma.lower()):
        return None
    if patient.span.overlaps(quantity.count.span) or quantity.count.span < patient.span or token.tag != "NNS":
        return None
    return party_at(page, patient.head)


def is_of_bodies(page: Page, trigger: Trigger) -> bool:
    """ "counted eleven bodies", "buried 20 corpses"."""
    patient = trigger.argument("patient")
    token = page.token(patient.head) if patient and not trigger.noun else None
    return token is not None and lemma_of(token) in BODIES and trigger.sense.toll == "killed"


def _nobody(page: Page, trigger: Trigger, argument: Argument) -> Count | None:
    """None at all: "no one was injured", "no civilians were killed"."""
    phrase = base_phrase(trigger.sentence, argument.head) or argument
    words = page.within(phrase.span)
    first = words[0] if words else None
    if first is not None and _not_one(page, first):
        return Count(0, 0, 0, first.text, first.span, None, True)
    if first is None or first.text.lower() not in ("no", "nobody", "none"):
        return None
    if any(t.text.lower() in ("fewer", "less", "lesser", "more") for t in page.after(first.span.end, 1)):
        return None
    return Count(0, 0, 0, first.text, first.span, None, True)


def _not_one(page: Page, first: Token) -> bool:
    """ "Not one pupil died", "not a single guard was hurt": the "one" or "a", whether or not "not" is of its phrase."""
    words = [t.text.lower() for t in (*page.before(first.span.start, 1), *page.after(first.span.start, 3))]
    at = words.index("not") if "not" in words[:2] else len(words)
    return words[at + 1 : at + 2] == ["one"] or words[at + 1 : at + 3] == ["a", "single"]


def _none_of(page: Page, trigger: Trigger, argument: Argument) -> Party | None:
    """Those of whom none was harmed, if they are some only: "no civilians were killed" leaves the fighters open."""
    phrase = base_phrase(trigger.sentence, argument.head) or argument
    token = page.token(argument.head)
    if token is None or token.lemma.lower() in EVERYBODY or token.text.lower() in EVERYBODY:
        return None
    return party_at(page, argument.head) or described(page, trigger, phrase, "unnamed")


def _before_clause(page: Page, trigger: Trigger, argument: Argument) -> Span:
    """The argument without the clauses in it: "the man who killed 12" does not make 12 of the man."""
    inner = [
        f.trigger.start
        for f in trigger.sentence.frames
        if f.pos == "VERB" and argument.head.end <= f.trigger.start < argument.span.end and f.trigger != trigger.span
    ]
    end = max(min([argument.span.end, *inner]), argument.head.end)
    apart = page.text.find(";", argument.head.end, end)
    return Span(argument.span.start, apart if apart > 0 else end)


def _with_number(page: Page, trigger: Trigger, span: Span) -> Span:
    """The argument from where its number begins: the up of "up to 30 soldiers", which parsers leave out."""
    starts = [q.count.span.start for q in page.quantities_in(trigger.sentence.span) if q.count.span.overlaps(span)]
    return Span(min([span.start, *starts]), span.end)


def _is_part(page: Page, trigger: Trigger, quantity: Quantity, start: int) -> bool:
    """Whether the number is part of others: "14 people, including four children", "five of the men who were abducted
    have come home"."""
    if (some := OF_WHOM.match(page.text, quantity.count.span.end)) and some.end() <= trigger.span.start:
        return True
    before = PART.search(page.text[start : quantity.count.span.start]) is not None
    return before or OF_THEM.match(page.text, quantity.count.span.end) is not None


def who(page: Page, sentence: Sentence, quantity: Quantity) -> Party | None:
    """Those counted: the party at the noun that the number stands with."""
    span = quantity.concept.span if quantity.concept else quantity.count.span
    named = [m.party for m in page.parties_at(span)]
    if named:
        return named[0]
    if quantity.concept and (head := page.token(quantity.concept.span)) and head.lemma.lower() in THROUGH - PAIR:
        return None
    if quantity.concept is None or any(t.when.span and t.when.span.overlaps(span) for t in page.times):
        return None
    token = page.token(span)
    kind = "civilians" if token and "@people" in lexicon.classes_of(token.lemma.lower()) else "unnamed"
    text = span.of(page.text)
    return Party(text, span, text, kind)
