"""Nouns that may tell of an event: with their own arguments, a light verb's, and who is told to have done it."""

import re
from collections.abc import Iterator
from dataclasses import replace

from firsthand.extract.events import nominal
from firsthand.extract.events.page import Page
from firsthand.extract.events.words import Candidate, of_frame
from firsthand.extract.language.layer import Argument, Frame, Sentence
from firsthand.model import Span
from firsthand.reference import lexicon

LIABLE = re.compile(r"\s(?:(?:personally |directly |fully )?(?:responsible|accountable|liable)\s)?")
ANSWERS = re.compile(r"\b(?:responsible|accountable|liable)\s")  # "held the army responsible for the attack"


def nouns(page: Page, sentence: Sentence) -> Iterator[Candidate]:
    frames = {f.trigger.end: f for f in sentence.frames if f.pos == "NOUN"}
    tokens = sentence.tokens
    position = 0
    while position < len(tokens):
        found = nominal.longest(tokens, position)
        if found is None:
            position += 1
            continue
        lemma, last = found
        if nominal.is_head(sentence, tokens, last):
            span = Span(tokens[position].span.start, tokens[last].span.end)
            yield _noun(page, sentence, span, lemma, frames.get(span.end))
        position = last + 1


def _noun(page: Page, sentence: Sentence, span: Span, lemma: str, frame: Frame | None) -> Candidate:
    arguments = nominal.arguments(page, sentence, span)
    if frame is not None:
        own = of_frame(frame)
        arguments = own | {k: v for k, v in arguments.items() if k not in own}
    c = Candidate(span, lemma, "NOUN", arguments, frame)
    c.modifiers = nominal.modifiers(page, sentence, span)
    c.extra["before"] = frozenset(f"{t.text} {span.of(page.text)}".lower() for t in page.before(span.start, 1))
    c.determiner = nominal.determiner(page, sentence, span)
    if _is_day(page, c.arguments.get("agent", ())):
        del c.arguments["agent"]  # "Tuesday's attack was claimed by the group", "attended Saturday's meeting"
    governor = _lender(sentence, frame) or nominal.governor(sentence, span)
    if governor is not None:
        c.extra["verb"] = frozenset({governor.lemma.lower()})
        if governor.lemma == "be" and governor.patient is not None and governor.patient.span.contains(span):
            c.extra["predicate"] = frozenset({"@any"})
        _lend(page, c, governor)
    for name, shared in _of_occurring(sentence, span).items():
        c.arguments.setdefault(name, shared)
    doer = _answering(page, sentence, span)
    if doer is not None:
        c.arguments.setdefault("agent", (doer,))
    return c


def _is_day(page: Page, owners: tuple[Argument, ...]) -> bool:
    return bool(owners) and bool(page.times_in(owners[0].span))


def _of_occurring(sentence: Sentence, span: Span) -> dict[str, tuple[Argument, ...]]:
    """Those between whom it broke out: "Clashes broke out between the army and rebels"."""
    frame = next((f for f in sentence.frames if f.lemma in lexicon.occurring() and f.trigger.start > span.end), None)
    between = [t for t in sentence.tokens if frame and span.end <= t.span.start < frame.trigger.start]
    if frame is None or any(t.pos in ("VERB", "PUNCT") for t in between):
        return {}
    return {name: a for name, a in of_frame(frame).items() if name in ("between", "among", "with")}


def _lender(sentence: Sentence, frame: Frame | None) -> Frame | None:
    """The light verb that the parser binds the noun to."""
    if frame is None or frame.relation != "light":
        return None
    return next((f for f in sentence.frames if f.trigger == frame.governor and f.pos == "VERB"), None)


def _answering(page: Page, sentence: Sentence, span: Span) -> Argument | None:
    """Who is told to have done what the noun names: the one who claimed it, or was blamed for it."""
    for frame in sentence.frames:
        if frame.pos != "VERB" or frame.negated:  # "were not responsible for it", "did not claim it"
            continue
        if frame.patient is None and frame.recipient is not None:  # "claimed responsibility for it", with one object
            frame = replace(frame, patient=frame.recipient, recipient=None)
        frame = _charged_with(page, frame, span)
        arguments = of_frame(frame)
        words = _said_with(page, frame)
        for row in lexicon.answers():
            held = [n for n in row.event for a in arguments.get(n, ()) if a.span.contains(span)]
            if held and words & row.words:
                doers = [a for n in row.actor if n not in held for a in arguments.get(n, ())]
                return next(iter(doers), None)
    return None


def _charged_with(page: Page, frame: Frame, span: Span) -> Frame:
    """ "accused the Tiger Front of the attack", where the parser hung the attack on the front."""
    whom, noun = frame.patient, page.token(span)
    if whom is None or noun is None or whom.head.end >= span.start or not whom.span.contains(span):
        return frame
    links = [t for t in page.within(Span(whom.head.end, span.start)) if t.text.lower() in ("of", "for")]
    if len(links) != 1 or LIABLE.fullmatch(page.text, whom.head.end, links[0].span.start) is None:
        return frame
    deed = Argument(Span(links[0].span.end + 1, whom.span.end), noun.span, links[0].text.lower())
    accused = replace(whom, span=Span(whom.span.start, whom.head.end))
    return replace(frame, patient=accused, obliques=(*frame.obliques, deed))


def _said_with(page: Page, frame: Frame) -> set[str]:
    """A verb's lemma, alone and with the head of its object: "claim", "claim responsibility", "be behind"."""
    heads = [a.head for a in (frame.patient,) if a is not None]
    found = {frame.lemma.lower()} if frame.lemma != "be" else set()
    for head in heads:
        token = page.token(head)
        if token is not None:
            found.add(f"{frame.lemma.lower()} {token.lemma.lower()}")
    after = page.after(frame.trigger.end, 1)
    liable = LIABLE.match(page.text, frame.patient.span.end) if frame.patient is not None else None
    if liable is not None and liable.group().strip():
        found.add(f"{frame.lemma.lower()} responsible")
    return found | {f"{frame.lemma.lower()} {t.text.lower()}" for t in after}


def _lend(page: Page, c: Candidate, governor: Frame) -> None:
    """Give the noun the arguments of a light verb whose object it is."""
    for light in lexicon.lights():
        if governor.lemma.lower() not in light.words or not _may_lend(light, c):
            continue
        subject, target = governor.agent, "patient" if light.turned else "agent"
        is_object = governor.patient is not None and governor.patient.span.contains(c.span)
        under = any(o.span.contains(c.span) for o in governor.obliques) and light.under
        if not (is_object or under) or ANSWERS.search(page.text, governor.trigger.end, c.span.start):
            continue
        c.light = governor
        if (subject is not None and governor.voice == "active") or (subject is not None and not light.turned):
            told = c.arguments.get(target, ())
            if not told or _only_says_which(page, told[0], c):
                c.arguments[target] = (subject,)
        if under and not is_object and governor.patient is not None:  # "engaged the raiders in a gun battle"
            c.arguments.setdefault("with", (governor.patient,))
        for name, obliques in of_frame(governor).items():
            if name not in ("agent", "patient") and not any(o.span.contains(c.span) for o in obliques):
                c.arguments.setdefault(name, obliques)


def _may_lend(light: lexicon.Light, c: Candidate) -> bool:
    return not light.types or any(s.type in light.types for s in lexicon.senses(c.lemma, c.pos))


def _only_says_which(page: Page, owner: Argument, c: Candidate) -> bool:
    """Whether an owner is only an adjective of the noun: "a military operation", not "the army's operation"."""
    token = page.token(owner.head)
    if owner.span.overlaps(c.span) or (token is not None and token.tag == "PRP$"):
        return True  # "a joint military drill", "held their first drill"
    inside = page.within(Span(owner.span.start, c.span.start)) if owner.span.end <= c.span.start else []
    return bool(inside) and not any(t.tag in ("POS", "PRP$") for t in inside) and inside[0].pos in ("ADJ", "NOUN")


def elided(page: Page, sentence: Sentence) -> Iterator[Candidate]:
    """ "paused the operations and resumed on Sunday": a light verb that shares the object of the verb before it."""
    frames = {f.trigger: f for f in sentence.frames if f.pos == "VERB"}
    for frame in frames.values():
        first = frames.get(frame.governor) if frame.governor else None
        if first is None or frame.relation != "conjunct" or frame.patient or first.patient is None:
            continue
        head = page.token(first.patient.head)
        if head is None or not any(frame.lemma in light.words for light in lexicon.lights()):
            continue
        arguments = of_frame(frame)
        if "agent" not in arguments and first.agent is not None:
            arguments["agent"] = (first.agent,)
        c = Candidate(frame.trigger, head.lemma.lower(), "NOUN", arguments, frame)
        c.extra["verb"] = frozenset({frame.lemma.lower()})
        yield c
