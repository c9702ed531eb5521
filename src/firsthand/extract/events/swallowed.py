"""Clauses that the parser took for one phrase: "China imposed sanctions" as sanctions, "after a ship rammed them"."""

from dataclasses import replace

from firsthand.extract.language.layer import Argument, Frame, Sentence, Token
from firsthand.model import Span

PAST = frozenset({"VBD", "VBN"})
LOYAL = frozenset({"loyal", "allied", "opposed", "aligned", "hostile", "close"})
LINKS = frozenset({"after", "before", "since", "until", "as"})  # what leads a phrase or a clause


def freed(sentence: Sentence) -> Sentence:
    """The sentence with subject and object for verbs that were read as part of a phrase."""
    frames = tuple([_loyal(sentence, _as_verb(sentence, f)) for f in sentence.frames])
    sentence = _joined(sentence if frames == sentence.frames else replace(sentence, frames=frames))
    whole = {f.trigger: p for f in sentence.frames if (p := _swallowing(sentence, f)) is not None}
    clauses = {f.trigger: o for f in sentence.frames if (o := _own_subject(sentence, f)) is not None}
    if not whole and not clauses:
        return sentence
    frames = (_with_object(f, whole[f.trigger]) if f.trigger in whole else f for f in sentence.frames)
    frames = (_with_subject(f, clauses[f.trigger]) if f.trigger in clauses else f for f in frames)
    subjects = tuple(clauses.values())
    frames = (replace(f, obliques=tuple(o for o in f.obliques if o not in subjects)) for f in frames)
    phrases = [_object(p, f.trigger) for f in sentence.frames if (p := whole.get(f.trigger)) is not None]
    kept = tuple(p for p in sentence.noun_phrases if p not in whole.values())
    return replace(sentence, frames=tuple(frames), noun_phrases=tuple(sorted((*kept, *phrases), key=lambda p: p.span)))


def _as_verb(sentence: Sentence, frame: Frame) -> Frame:
    """ "Gunmen ambushed soldiers", read as soldiers whom somebody ambushed, with the gunmen as who did it."""
    whole = frame.patient
    bare = frame.relation == "relative" and frame.governor is None and frame.agent is None
    if not bare or whole is None or whole.head.start < frame.trigger.end or whole.span.start >= frame.trigger.start:
        return frame
    before = [t for t in sentence.tokens if whole.span.start <= t.span.start < frame.trigger.start]
    if before[-1].pos not in ("NOUN", "PROPN") or before[-1].span.end + 1 != frame.trigger.start:
        return frame
    doer = Argument(Span(whole.span.start, before[-1].span.end), before[-1].span)
    return replace(frame, agent=doer, patient=None, voice="active")


def _loyal(sentence: Sentence, frame: Frame) -> Frame:
    """ "Soldiers loyal to the general seized": who is loyal does it, whatever the parser hung on "loyal"."""
    if frame.agent is not None or frame.voice != "active" or _token(sentence, frame.trigger).tag not in PAST:
        return frame
    whom = next((p for p in sentence.noun_phrases if p.span.end + 1 == frame.trigger.start), None)
    before = [t for t in sentence.tokens if whom is not None and t.span.end <= whom.span.start][-2:]
    if len(before) < 2 or before[0].text.lower() not in LOYAL or before[1].text.lower() not in ("to", "with"):
        return frame
    doer = next((p for p in sentence.noun_phrases if p.span.end + 1 == before[0].span.start), None)
    return replace(frame, agent=doer) if doer is not None else frame


def _joined(sentence: Sentence) -> Sentence:
    """ "Malian soldiers and Russian | mercenaries", cut before the noun: the phrase of the second subject is whole."""
    for frame in sentence.frames:
        agent = frame.agent
        rest = [p for p in sentence.noun_phrases if agent is not None and p.span.start == agent.span.end + 1]
        inside = [t for t in sentence.tokens if agent is not None and agent.span.contains(t.span)][-2:]
        if agent is None or not rest or rest[0].span.end >= frame.trigger.start or len(inside) < 2:
            continue
        if inside[0].text.lower() == "and" and inside[1].pos in ("ADJ", "PROPN"):
            return _with_second(
                sentence, frame, agent, replace(rest[0], span=Span(inside[1].span.start, rest[0].span.end))
            )
    return sentence


def _with_second(sentence: Sentence, frame: Frame, agent: Argument, second: Argument) -> Sentence:
    whole = replace(agent, span=Span(agent.span.start, second.span.end))
    frames = tuple(replace(f, agent=whole) if f.agent == agent else f for f in sentence.frames)
    kept = [p for p in sentence.noun_phrases if p.head != second.head]
    return replace(sentence, frames=frames, noun_phrases=tuple(sorted((*kept, second), key=lambda p: p.span)))


def _swallowing(sentence: Sentence, frame: Frame) -> Argument | None:
    """The phrase that begins with a verb's subject, holds the verb and ends with its object."""
    bare = frame.relation == "relative" and frame.governor is None and frame.patient is None
    if not bare or frame.agent is None or frame.voice != "active" or _token(sentence, frame.trigger).tag not in PAST:
        return None
    start = frame.agent.span.start
    around = (p for p in sentence.noun_phrases if p.span.start == start and p.span.contains(frame.trigger))
    return next((p for p in around if p.head.start > frame.trigger.end >= frame.agent.head.end), None)


def _object(phrase: Argument, verb: Span) -> Argument:
    return replace(phrase, span=Span(verb.end + 1, phrase.span.end))


def _with_object(frame: Frame, phrase: Argument) -> Frame:
    agent = frame.agent
    if agent is not None and agent.span.end > frame.trigger.start:
        agent = replace(agent, span=Span(agent.span.start, agent.head.end))
    return replace(frame, agent=agent, patient=_object(phrase, frame.trigger), relation=None)


def _own_subject(sentence: Sentence, frame: Frame) -> Argument | None:
    """ "a ship" of "after a ship rammed them", which the parser hung on the verb before as a time."""
    upper = next((f for f in sentence.frames if f.trigger == frame.governor), None)
    if upper is None or frame.voice != "active" or _token(sentence, frame.trigger).tag != "VBD":
        return None
    near = (o for o in upper.obliques if o.preposition in LINKS and o.span.end + 1 == frame.trigger.start)
    return next((o for o in near if frame.agent is None or frame.agent.head != o.head), None)


def _with_subject(frame: Frame, subject: Argument) -> Frame:
    return replace(frame, agent=replace(subject, preposition=None), relation="adverbial", marker=subject.preposition)


def _token(sentence: Sentence, verb: Span) -> Token:
    return next((t for t in sentence.tokens if t.span.start == verb.start), sentence.tokens[0])
