"""Where and when: the place and the time that belong to a happening, not the nearest string."""

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import dropwhile, takewhile

from firsthand.extract.events import apart, whereabouts, wounds
from firsthand.extract.events.happenings import Happening
from firsthand.extract.events.page import Page
from firsthand.extract.events.placing import LOCATIVE
from firsthand.extract.events.whereabouts.word import Word, is_deed, reports, slots
from firsthand.extract.language.layer import Argument, Frame
from firsthand.model import Span, TimeMention, When, Where
from firsthand.reference import lexicon
from firsthand.reference.discourse import discourse

VERBAL = frozenset("ACCUSE SUPPORT REQUEST REJECT THREATEN AGREE CONCEDE SANCTION COOPERATE AID".split())
OWN, CLAUSE, SHARED, BESIDE = range(4)  # how close a time stands to an event word, the closest first
TOGETHER = frozenset({"as conjunct", "conjunct", "relative", "relative of noun", "adverbial", "purpose", "beside"})
WHILE = frozenset({None, "when", "as", "while", "in", "during", "by", "amid", "with"})
MEANWHILE = frozenset({"as", "while"})
PHRASE, REACH = frozenset({"ADJ", "NOUN", "PROPN"}), 4  # what a noun phrase goes on with, and for how long
FINITE = frozenset({"VBD", "VBZ", "VBP"})
TELLING = frozenset("say tell report announce confirm add state declare claim acknowledge".split())
DETERMINER = frozenset({"DT", "PRP$", "POS"})
HAPPENS_IN = frozenset({"as agent", *(f"as {p}" for p in "in on by during amid with under".split())})
APART = frozenset("after before since following over about against for despite until till".split())
SHORT = frozenset({"minute", "hour", "day"})
HAPPENS_BY = frozenset({"agent", "in", "by", "during", "from", "when"})
POSSESSIVE = re.compile(r"['’]s?\s")
LENGTH = re.compile(r"\b(?:moment|minute|hour|day|night|week|month|year|decade)s?$", re.IGNORECASE)
OFFSET = re.compile(r"\s*(?:after|before|since)\b", re.IGNORECASE)
COUNTED = re.compile(r"\b(?:hour|day|week|month|year|decade)s?\s+(?:after|before)\b[^,]*$", re.IGNORECASE)
BEHIND = re.compile(r"(?:\s+(?:of|in|at|on)(?:\s+[A-Z][\w'’-]*)+)?\s+(?:in|of)\s+")  # of a name, if any
SINCE = re.compile(r"\b(?:deadliest|worst|biggest|bloodiest|heaviest)\b[^.;,]*\bsince\s+(?:[\w'’-]+\s+){1,6}$", re.I)
WORST = re.compile(r"\b(?:deadliest|worst|biggest|bloodiest|heaviest|largest)\b[^.;,]*$", re.I)
STRETCH = frozenset({"month", "season", "year", "decade", "unknown"})  # "the deadliest strike this year"
SINCE_REACH = 80  # characters: "the deadliest fighting since a war in 2020"
FOR = re.compile(r"\bfor\s(?:the\s)?$")
ON = re.compile(r",?\s+(?:(?:late|early)\s+)?(?:on\s+)?")
ENDS_APART = re.compile(r"\b(?:after|before)$", re.IGNORECASE)


def where(page: Page, happening: Happening) -> Where | None:
    """The place told of the happening by the words of its sentence; `None` where they give none."""
    words = (happening.lead.span, *(t.span for t in happening.triggers))  # the lead counts twice
    found = whereabouts.place_of(page, *words)
    return None if found is not None and wounds.is_of_dying(page, happening, found.span) else found


def _words(page: Page, happening: Happening) -> list[Word]:
    """Event words, verbs that lend them arguments, and a verb right behind that says it happened."""
    sentence = happening.lead.sentence
    spans = [s for t in happening.triggers for s in (t.span, t.light and t.light.trigger) if s is not None]
    verbs = (f for f in sentence.frames if f.pos == "VERB" and f.patient is None)  # not "follows a raid"
    occurring = [f.trigger for f in verbs if f.lemma in lexicon.occurring()]
    beside = [o for o in occurring for t in happening.triggers if 0 < o.start - t.span.end <= 1]
    return [Word(page, sentence, s) for s in dict.fromkeys([*spans, *beside])]


def when(page: Page, happening: Happening) -> When | None:
    """The time told of the happening; `None` where the text gives none.

    Closest are the arguments' own times, then those of the clause, of the predicates that share it, and what stands
    beside the word with no other predicate between. When somebody said so is never when it happened.
    """
    words = _words(page, happening)
    times = [t for t in page.times_in(happening.lead.sentence.span) if _is_point(t) and not _is_offset(page, t)]
    times = [t for t in times if not _is_of_another(page, t, words) and not _is_of_telling(page, t, words)]
    times = [t for t in times if t.when.span is None or not wounds.is_of_dying(page, happening, t.when.span)]
    found = [(tie, _apart(t, w), t) for t in times for w in words if (tie := _tie(w, happening, t)) is not None]
    if found:
        return min(found, key=lambda f: f[:2])[2].when
    return apart.day(page, happening.lead.span) or _behind_place(page, happening, times)


def _behind_place(page: Page, happening: Happening, times: list[TimeMention]) -> When | None:
    """ "Three are dead after a blast in Goma on Monday": the day right behind the place where it happened."""
    at = where(page, happening) if times and happening.type == "ASSAULT" else None
    if at is None or at.span < happening.lead.span:
        return None
    behind = (t.when for t in times if t.when.span is not None and t.when.precision == "day")
    return next((w for w in behind if w.span and ON.fullmatch(page.text, at.span.end, w.span.start)), None)


def inferred(when: When) -> When:
    """A time that an earlier passage told of the same happening."""
    if when.basis == "inferred" or when.span is None:
        return when
    return replace(when, basis="inferred", evidence=(when.span,))


def _is_point(time: TimeMention) -> bool:
    """A day or an hour, or hours and days up to that of writing ("in the past 24 hours")."""
    when = time.when
    if time.type == "DURATION":
        return when.precision in SHORT and bool(when.start and when.end)
    return time.type in ("DATE", "TIME") and bool(when.start or when.end)


def _is_offset(page: Page, time: TimeMention) -> bool:
    """ "A week after gunmen killed 12": counted from the happening, and no date; "Friday after a siege" is one."""
    span = time.when.span
    if span is None:
        return True
    words, follows = span.of(page.text), page.text[span.end : span.end + 8]
    spell = LENGTH.search(words) is not None and not words.lower().startswith(("this ", "last ", "that "))
    counted = spell and OFFSET.match(follows) is not None
    return counted or (ENDS_APART.search(words) is not None and follows[:1].isspace())


def _is_of_telling(page: Page, time: TimeMention, words: list[Word]) -> bool:
    """ "Residents said Friday", right behind a verb of saying, whatever the tree: when it was told."""
    span = time.when.span
    if span is None or time.when.precision != "day":
        return False
    before = [t for t in page.before(span.start, 2) if t.text.lower() not in ("on", "late", "early")]
    verb = before[-1] if before else None
    said = verb is not None and verb.pos == "VERB" and verb.tag in FINITE and verb.lemma.lower() in TELLING
    return said and not any(w.span.overlaps(verb.span) for w in words if verb)


def _is_of_another(page: Page, time: TimeMention, words: list[Word]) -> bool:
    """ "under the May 25 agreement", "arrested over Friday's shooting": the date of what it stands before in one noun
    phrase, unless that is where or by what it happened ("killed in Friday's shooting")."""
    span = time.when.span
    if span is None:
        return True
    if SINCE.search(page.text, max(0, span.start - SINCE_REACH), span.start):
        return True
    if time.when.precision in STRETCH and WORST.search(page.text, max(0, span.start - SINCE_REACH), span.start):
        return True
    if words and words[0].span < span and discourse().followed.fullmatch(page.text, words[0].span.end, span.start):
        return True
    owner = POSSESSIVE.match(page.text, span.end)
    if owner is None and _is_point_of_purpose(page, time):
        return True
    left = reversed(page.before(span.start, REACH))  # "the fabled 11th century temple"
    opening = [*list(dropwhile(lambda t: t.pos == "ADJ", left))[:1], *page.within(span)[:1]]
    if owner is None and not any(t.tag in DETERMINER for t in opening):
        return False
    phrase = list(takewhile(lambda t: t.pos in PHRASE, page.after(owner.end() if owner else span.end, REACH)))
    heads = [t.span for t in phrase if t.pos != "ADJ"]
    if owner is not None and not heads:  # "Friday's shooting", which the tagger took for a verb
        heads = [t.span for t in page.after(owner.end(), 1) if t.text.endswith("ing")]
    if not heads or any(w.span.overlaps(h) for w in words for h in heads):
        return False
    return owner is None or not any(n in HAPPENS_BY and a.span.contains(span) for w in words for n, a in w.slots)


def _is_point_of_purpose(page: Page, time: TimeMention) -> bool:
    """ "guarding rice for Christmas": what it was meant for."""
    start = time.when.span.start if time.when.span is not None else 0
    return time.type == "DATE" and time.when.precision == "day" and FOR.search(page.text, start - 9, start) is not None


def _apart(time: TimeMention, word: Word) -> int:
    return abs(time.when.span.start - word.span.start) if time.when.span else 0


def _tie(word: Word, happening: Happening, time: TimeMention) -> int | None:
    """How close the time stands to the word; `None` where it belongs to something else."""
    span = time.when.span
    if span is None or _parted(word, span) or word.is_of_cause(span):
        return None
    if _in_own_words(word, happening, span):
        return OWN
    if any(_holds(f, span, word) for f in word.frames if f.clause is not None):
        return CLAUSE
    if any(_holds(f, span, word) for f in (*_sharing(word), *_going_on(word, span))):
        return SHARED
    return BESIDE if _next_to(word, span) else None


def _parted(word: Word, span: Span) -> bool:
    """Whether a semicolon, a dash, or a time that another is counted by ("ten years after") stands between."""
    low, high = sorted((span, word.span))
    between = word.page.text[low.end : high.start]
    return any(mark in between for mark in (";", " – ", "—")) or COUNTED.search(between) is not None


def _in_own_words(word: Word, happening: Happening, span: Span) -> bool:
    """Whether it stands in the word's arguments but the doer's, or before a noun; of words ("condemned the attack of
    Monday") only in what tells where and when they were said."""
    if _right_behind(word, span) or _behind_gerund(word, span):
        return True
    if word.frame is None or word.frame.pos == "NOUN":
        trigger = next((t for t in happening.triggers if t.span == word.span), None)
        if trigger is not None and any(span.contains(m.span) or m.span.contains(span) for m in trigger.modifiers):
            return True
    inner = _without_dot(word.page, span)
    held = [(n, a) for n, a in word.slots if _before_comma(word.page, n, a).contains(inner)]
    held = [(n, a) for n, a in held if not _in_clause_of_another(word, a, inner)]
    if happening.type in VERBAL:
        held = [(n, a) for n, a in held if n in LOCATIVE]
    return any(n != "agent" or _is_act(happening, a) for n, a in held)


def _is_act(happening: Happening, argument: Argument) -> bool:
    """Whether the doer is told as the deed: "the attack in 2019 killed five"."""
    return any(argument.head.overlaps(t.span) for t in happening.triggers)


def _in_clause_of_another(word: Word, argument: Argument, span: Span) -> bool:
    """ "clashed with rebels in the town where a market was bombed in May"."""
    others = [f.clause for f in word.verbs if f.clause is not None and f not in word.frames]
    return any(argument.span.contains(c) and c.contains(span) and not c.contains(word.span) for c in others)


def _right_behind(word: Word, span: Span) -> bool:
    """ "the invasion of X in March 2003": a month or year behind the noun, whatever the parser hangs it on."""
    noun = word.token is not None and word.token.pos == "NOUN"
    times = [t for t in word.page.times_in(span) if t.when.precision in ("month", "year")]
    return noun and bool(times) and BEHIND.fullmatch(word.page.text, word.span.end, span.start) is not None


def _behind_gerund(word: Word, span: Span) -> bool:
    """ "accused of bombing the metro in April": the time is that of the deed, not of the accusation."""
    before = word.page.before(word.span.start, 1)
    held = word.token is not None and word.token.tag == "VBG" and any(t.text in ("of", "for") for t in before)
    between = Span(word.span.end, max(word.span.end, span.start))
    return held and span.start > word.span.end and not any(between.overlaps(f.trigger) for f in word.verbs)


def _without_dot(page: Page, span: Span) -> Span:
    """A month's full stop may be the sentence's, and then stands outside of the argument."""
    return Span(span.start, span.end - 1) if page.text[span.end - 1] == "." else span


def _before_comma(page: Page, name: str, argument: Argument) -> Span:
    """The argument up to what is said of it: "a guard, hired in March," was not hurt in March."""
    comma = page.text.find(",", argument.head.end, argument.span.end) if name in ("patient", "recipient") else -1
    return Span(argument.span.start, comma) if comma > 0 else argument.span


def _holds(frame: Frame, span: Span, word: Word) -> bool:
    """Whether the time stands in the predicate's clause, and in no clause within that tells of something else."""
    inner = _without_dot(word.page, span)
    if frame.clause is None or not frame.clause.contains(inner):
        return False
    own = {f.trigger for f in word.frames} | {frame.trigger}
    return not any(
        f.clause is not None
        and f.trigger not in own
        and f.clause.contains(inner)
        and frame.clause.contains(f.clause)
        and f.clause != frame.clause
        and not any(f.clause.contains(t) for t in own)
        for f in word.sentence.frames
    )


def _sharing(word: Word) -> Iterator[Frame]:
    """The predicates above whose time is the word's too, not those that only report it or come after it; and what hangs
    on a noun: "heavy clashes erupted", where the parser took the noun for the whole clause."""
    for frame in word.verbs if word.frame is None or word.frame.pos == "NOUN" else ():
        hangs = frame.governor is not None and frame.governor.overlaps(word.span)
        if hangs and frame.marker in WHILE and not reports(frame, word.span):
            yield frame
    frames = {f.trigger: f for f in word.sentence.frames}
    below = word.frame
    for trigger, (_, relation) in word.above.items():
        above = frames[trigger]
        meanwhile = below is not None and below.marker in MEANWHILE  # "said on Monday as the clashes went on"
        if not _goes_along(word, below, relation) or (reports(above, word.span) and not meanwhile):
            return
        if above in word.dealing:
            return
        yield above
        below = above


def _going_on(word: Word, span: Span) -> Iterator[Frame]:
    """The deeds that the same doer is told of behind it, whose time closes the row: "killed two and wounded five on
    Friday"."""
    first = word.frame
    if first is None or first.pos != "VERB" or first.agent is None:
        return
    for f in word.verbs:
        same = f.agent is not None and f.agent.head == first.agent.head
        if same and f.relation == "conjunct" and word.span < f.trigger < span and is_deed(f):
            yield f


def _goes_along(word: Word, below: Frame | None, relation: str) -> bool:
    if relation.startswith("as ") or relation == "inside":
        return relation in HAPPENS_IN or (relation in ("as patient", "inside") and not _stands_apart(word))
    return relation in TOGETHER and (below is None or below.marker in WHILE)


def _stands_apart(word: Word) -> bool:
    """Whether the noun stands behind a preposition that tells of another time: "two days after the shelling"."""
    before = word.page.before(word.span.start, 4)
    return any(t.text.lower() in APART for t in before)


def _next_to(word: Word, span: Span) -> bool:
    """Whether no other predicate and no speaker stands between the time and the word, nor tells when it was said."""
    if any(f.content and f.content.contains(word.span) and not f.content.contains(span) for f in word.verbs):
        return False
    low, high = sorted((span, word.span))
    between = Span(low.end, max(low.end, high.start))
    taken = any(
        a.span.contains(span) and not a.span.contains(word.span)
        for f in word.verbs
        if f not in word.frames
        for _, a in slots(f)
        if f.clause is not None
    )
    return not taken and not any(between.overlaps(f.trigger) for f in word.verbs) and not _stands_apart(word)
