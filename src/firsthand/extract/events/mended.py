"""Arguments of verbs by the order of words, where the tree cut them short, lost them or took ages for people."""

import re
from dataclasses import replace
from functools import cache

from firsthand.extract.events.page import Page
from firsthand.extract.events.words import Arguments
from firsthand.extract.language.layer import Argument, Frame, Sentence, Token
from firsthand.model import Span
from firsthand.reference import lexicon

UNITS = frozenset("minute minutes hour hours day days week weeks month months".split())
AGED = frozenset({"aged", "ages"})
LISTING = re.compile(r"\s*(?:,|,?\s+(?:and|or|as well as|along with))\s+")
AND = re.compile(r",?\s+(?:and|with)\s+")
PART = re.compile(r",?\s+(?:including|among them|(?:one|two|three|some|most|all|half|many) of (?:them|whom))\s+")
GOING_ON = frozenset({",", "and", "or", "as", "along"})
LEADING_PART = frozenset({"including", "them", "whom"})
SUBJECTS = frozenset({"agent", "patient"})
ASIDE = re.compile(r",\s*(?:aged\s+)?\d{1,3}(?:-year-old)?,?(?=\s)")  # an age behind a name
GAP = re.compile(r",?\s*(?:(?:have|has|had|also|both|all|later|then|reportedly|was|were|is|are|been|being)\s+)*")
HAVING = re.compile(r"\s*(?:(?:have|has|had|also|later|then|reportedly|allegedly|(?:on\s+)?\w+day)\s+)*")
FINITE = frozenset({"VBD", "VBZ", "VBP"})
OPENING = frozenset(
    {";", ",", ":", "and", "when", "after", "as", "while", "but", "that", "where", "since", "before", "because"}
)

ALONE = frozenset({"attack", "raid", "shoot", "strike", "fire", "target"})  # what the armed may do without an object
ENDS = frozenset({"dead", "up", "down", "out", "alive"})
HAPPENING = frozenset(
    {"clash", "skirmish", "erupt", "explode", "arrive", "occur", "collapse", "flee", "escape", "advance", "rage"}
)
BY_FORCE = frozenset({"ASSAULT", "COERCE"})
OBJECTS = frozenset({"DET", "NUM", "NOUN", "PROPN", "ADJ", "PRON"})


def mended(page: Page, sentence: Sentence, frame: Frame, arguments: Arguments) -> dict[str, tuple[Argument, ...]]:
    """The arguments: people for their ages, subjects found again, and those in lists up to the verb."""
    found = {name: tuple(_aged(page, sentence, a) for a in group) for name, group in arguments.items()}
    found = {name: tuple(_behind_topic(page, a) for a in group) for name, group in found.items()}
    if frame.voice == "active" and "patient" in found:
        found["patient"] = tuple(_with_counted(page, sentence, a) for a in found["patient"])
    if any(":" in page.text[a.span.end : frame.trigger.start] for a in found.get("agent", ())):
        del found["agent"]  # "Officials: car bomb kills 20"
    if any(_holds_clause(sentence, a, frame) for a in found.get("agent", ())):
        del found["agent"]
    subject = _subject(page, sentence, frame) if "agent" not in found and frame.voice == "active" else None
    if subject is not None:
        found["agent"] = (subject,)
    told = _of_adverbial(sentence, frame) if "patient" not in found and frame.voice == "passive" else None
    if told is not None:
        found["patient"] = (told,)
    name = "patient" if frame.voice == "passive" else "agent"
    teller = _teller(sentence, frame)
    if teller is not None and name in found and found[name][0].head == teller.head:
        first = _told_of(sentence, frame)
        found |= {name: (first,)} if first is not None else {}
    found = {n: tuple(_of_whom(page, sentence, a) for a in g) if n in SUBJECTS else g for n, g in found.items()}
    if name in found:
        found[name] = (_listed(page, sentence, frame, found[name][0]), *found[name][1:])
    return found


def _with_counted(page: Page, sentence: Sentence, argument: Argument) -> Argument:
    """The gold panners of "killed at least 11 gold panners", where the number alone was taken for the object."""
    last, after = page.within(argument.span)[-1], page.after(argument.span.end, 1)
    bare = last.pos == "NUM" and bool(after) and after[0].pos in ("NOUN", "ADJ") and after[0].text.islower()
    holding = (n for n in sentence.noun_phrases if after and n.span.contains(after[0].span)) if bare else ()
    whole = next((n for n in holding if n.head.start > argument.span.end), None)
    timed = whole is not None and bool(page.times_in(whole.span))
    return argument if whole is None or timed else Argument(Span(argument.span.start, whole.span.end), whole.head)


def _behind_topic(page: Page, argument: Argument) -> Argument:
    """The Boko Haram of a headline's "Chad: Boko Haram kills 40 soldiers", which parsers take for one name."""
    colon = page.text.find(": ", argument.span.start, argument.span.end)
    if colon < 0:
        return argument
    rest = Span(colon + 2, argument.span.end)
    return Argument(rest, argument.head if argument.head.start > colon else page.within(rest)[-1].span)


def befallen(page: Page, span: Span, arguments: Arguments) -> Arguments:
    """Whom it befell for who did it, in a headline: "Mayor gunned down day after riot"."""
    after = page.after(span.end, 2)
    timed = len(after) == 2 and after[0].text.lower() in UNITS and after[1].text.lower() in ("after", "before")
    patient = next(iter(arguments.get("patient", ())), None)
    parsed = patient is None or patient.head == after[0].span or patient.span.contains(span) if timed else False
    if not parsed or "agent" not in arguments:
        return arguments
    rest = {name: group for name, group in arguments.items() if name not in ("agent", "patient")}
    return {**rest, "patient": arguments["agent"][:1]}


def _aged(page: Page, sentence: Sentence, argument: Argument) -> Argument:
    """The brothers of "two brothers aged 15 and 17 were shot", where the numbers were taken for the subject."""
    before = page.before(argument.span.start, 2)
    if len(before) < 2 or before[1].text.lower() not in AGED:
        return argument
    whole = next((n for n in sentence.noun_phrases if n.span.end in (before[0].span.end, before[0].span.start)), None)
    return whole or argument


def _of_whom(page: Page, sentence: Sentence, argument: Argument) -> Argument:
    """The 13 people of "13 people, including two children, were hurt", where the part was taken for the whole."""
    before = page.before(argument.span.start, 1)
    if not before or before[0].text.lower() not in LEADING_PART:
        return argument
    sentence_start = sentence.span.start
    part = PART.search(page.text, sentence_start, argument.span.start) if argument.span.start > sentence_start else None
    if part is None or part.end() != argument.span.start:
        return argument
    ends = (n for n in _whole(sentence) if n.span.end == part.start())
    whole = next(ends, None)
    return Argument(Span(whole.span.start, argument.span.end), whole.head, argument.preposition) if whole else argument


def _subject(page: Page, sentence: Sentence, frame: Frame) -> Argument | None:
    """The phrase right before a finite verb that has no subject in the tree: "after the army attacked"."""
    verb = next(iter(page.within(frame.trigger)), None)
    if verb is None or verb.tag not in FINITE:
        return None
    before = (n for n in sentence.noun_phrases if n.span.end <= verb.span.start)
    near = [n for n in before if HAVING.fullmatch(page.text[n.span.end : verb.span.start])]
    whole = max(near, key=lambda n: len(n.span), default=None)
    whole = _behind_semicolon(page, whole) if whole is not None else None
    if whole is None or not _opens_clause(page, whole.span.start):
        return None
    return whole


def _of_adverbial(sentence: Sentence, frame: Frame) -> Argument | None:
    """The bodies of "The bodies of four men, their hands tied, were found", which the tree gives to the aside."""
    below = (f for f in sentence.frames if f.governor == frame.trigger and f.relation == "adverbial")
    found = (f.agent for f in below if f.trigger.end < frame.trigger.start)
    return next((a for a in found if a is not None and a.head.end < frame.trigger.start), None)


def _holds_clause(sentence: Sentence, agent: Argument, frame: Frame) -> bool:
    """Whether a subject swallowed the clause before: "Clans clashed in Bria on Sunday, and gunmen | shot a priest"."""
    inside = (f for f in sentence.frames if f.governor == frame.trigger and agent.span.contains(f.trigger))
    return any(f.pos == "VERB" and f.relation != "relative" and intransitive(f.lemma) for f in inside)


def _teller(sentence: Sentence, frame: Frame) -> Argument | None:
    """Who tells it in an aside: the governor of "stabbed two men, the governor said, before being shot"."""
    saying = (f for f in sentence.frames if f.trigger == frame.governor and f.trigger.end < frame.trigger.start)
    return next((f.agent for f in saying if frame.relation in ("content", "adverbial")), None)


def _told_of(sentence: Sentence, frame: Frame) -> Argument | None:
    """The subject of what was told before the aside."""
    told = (f for f in sentence.frames if f.governor == frame.governor and f.relation == "content")
    first = next((f for f in told if f.trigger.end < (frame.governor or frame.trigger).start), None)
    return (first.agent or first.patient) if first is not None else None


@cache
def intransitive(lemma: str) -> bool:
    """Whether nobody is what the verb names: "clashed", "marched", "died"."""
    senses = [s for s in lexicon.senses(lemma.lower(), "VERB") if s.type]
    alone = all(s.tells == "clash" or s.type == "PROTEST" or s.toll_of == "agent" for s in senses)
    return lemma.lower() in HAPPENING or (bool(senses) and alone)


def _behind_semicolon(page: Page, phrase: Argument) -> Argument:
    """ "security forces" of "Beledweyne; security forces", one phrase in the tree."""
    at = phrase.span.of(page.text).rfind(";")
    words = page.within(Span(phrase.span.start + at + 1, phrase.span.end)) if at >= 0 else []
    return Argument(Span(words[0].span.start, phrase.span.end), phrase.head) if words else phrase


def _opens_clause(page: Page, start: int) -> bool:
    before = page.before(start, 1)
    return not before or before[0].text.lower() in OPENING


def _listed(page: Page, sentence: Sentence, frame: Frame, argument: Argument) -> Argument:
    """The subject with those listed behind it: "A lawyer, his wife and their four children were shot"."""
    if argument.span.start >= frame.trigger.start:
        return argument
    argument = _with_first(page, sentence, argument)
    end, joined = argument.span.end, False
    follows = page.after(end, 1)
    if not follows or follows[0].text.lower() not in GOING_ON:
        return argument
    for phrase in _whole(sentence):
        if phrase.span.start < end or phrase.span.end > frame.trigger.start:
            continue
        between = ASIDE.sub(",", page.text[end : phrase.span.start]).replace(",,", ",")
        if not LISTING.fullmatch(between):
            break
        joined = joined or "," not in between or "and" in between
        end = phrase.span.end
    behind = ASIDE.sub("", page.text[end : frame.trigger.start])
    whole = joined and GAP.fullmatch(behind)
    return Argument(Span(argument.span.start, end), argument.head, argument.preposition) if whole else argument


def _whole(sentence: Sentence) -> list[Argument]:
    """The noun phrases that stand in no other."""
    phrases = sentence.noun_phrases
    return [p for p in phrases if not any(q.span != p.span and q.span.contains(p.span) for q in phrases)]


def _with_first(page: Page, sentence: Sentence, argument: Argument) -> Argument:
    """The phrase from the one before on, where it is the second of two: "A boy | and his grandmother died"."""
    opening = next(iter(page.within(argument.span)), None)
    if opening is None or opening.tag != "PRP$":
        return argument
    near = (n for n in _whole(sentence) if n.span.end < argument.span.start)
    first = next((n for n in near if AND.fullmatch(page.text[n.span.end : argument.span.start])), None)
    return Argument(Span(first.span.start, argument.span.end), first.head, argument.preposition) if first else argument


def conjoined(tokens: tuple[Token, ...], frame: Frame) -> bool:
    """Whether a verb read as a participle before its noun is a second verb: "ambushed a bus and abducted 22"."""
    if frame.voice != "passive" or frame.relation != "relative" or frame.patient is None:
        return False
    if not frame.patient.span.contains(frame.trigger):
        return False
    at = next((i for i, t in enumerate(tokens) if t.span.start >= frame.trigger.start), 0)
    follows = tokens[at + 1] if at + 1 < len(tokens) else None
    return at > 0 and tokens[at - 1].text.lower() == "and" and follows is not None and follows.pos in ("NUM", "DET")


def behind_date(page: Page, sentence: Sentence, frame: Frame) -> Frame:
    """The frame of "bombings on Aug. 7 killed 259 people", where the date was taken for a part of the people."""
    whole = frame.patient
    if frame.voice != "passive" or frame.relation != "relative" or whole is None or frame.agent is not None:
        return frame
    before = page.within(Span(whole.span.start, frame.trigger.start)) if whole.span.start < frame.trigger.start else []
    dates = [n.span for n in sentence.names if n.label == "DATE"]
    if (
        not before
        or whole.head.start < frame.trigger.end
        or not all(any(d.contains(t.span) for d in dates) for t in before)
    ):
        return frame
    behind = next((t for t in page.within(whole.span) if t.span.start >= frame.trigger.end), None)
    patient = Argument(Span(behind.span.start, whole.span.end), whole.head) if behind is not None else None
    return replace(frame, voice="active", relation=None, patient=patient)


def as_befallen(page: Page, sentence: Sentence, frame: Frame) -> Frame:
    """The frame as a passive where it has no object and needs one: "Nine miners killed in Huila", "Mosque attacked"."""
    subject, verb = frame.agent, next(iter(page.within(frame.trigger)), None)
    if subject is None or verb is None or frame.voice != "active" or frame.patient or frame.recipient:
        return frame
    before = page.before(frame.trigger.start, 1)
    helped = frame.relation == "relative" or (bool(before) and before[0].pos in ("AUX", "CCONJ", "PART"))
    if verb.tag not in ("VBD", "VBN") or helped or subject.span.start > verb.span.start:
        return frame
    turned = replace(frame, agent=None, patient=subject, voice="passive")
    return turned if befell(sentence, turned) else frame


def befell(sentence: Sentence, frame: Frame) -> bool:
    """Whether a verb without an object says what was done to its subject: "Two aid workers kidnapped in Bauchi"."""
    senses = [s for s in lexicon.senses(frame.lemma.lower(), "VERB") if s.type]
    if not senses or frame.patient is None or _has_object(sentence, frame):
        return False
    if not any(s.type in BY_FORCE and not s.weak and not s.near for s in senses):
        return False
    if any("agent" in s.roles or s.toll_of == "agent" or s.tells in ("clash", "blast") for s in senses):
        return False
    head = next((t for t in sentence.tokens if t.span.overlaps(frame.patient.head)), None)
    kinds = lexicon.classes_of(head.lemma.lower()) if head else frozenset[str]()
    doer = kinds & {"@weapon", "@blow", "@aircraft"} or (head is not None and head.pos == "PRON")
    return not doer and not ("@armed" in kinds and frame.lemma.lower() in ALONE)


def _has_object(sentence: Sentence, frame: Frame) -> bool:
    """Whether a noun phrase that is no date stands right behind the verb."""
    behind = [t for t in sentence.tokens if t.span.start >= frame.trigger.end and t.text.lower() not in ENDS]
    dates = (n.span for n in sentence.names if n.label == "DATE")
    dated = bool(behind) and any(d.overlaps(behind[0].span) for d in dates)
    return bool(behind) and behind[0].pos in OBJECTS and not dated
