"""Stretches of time: the days between two dates ("between 3 and 5 May"), and bounds ("since 2014", "until Friday").

A mention keeps its own words and TIMEX3 value; its interval is the stretch, and `evidence` the words that make it one.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from firsthand.model import Span, TimeMention, When

JOINT = re.compile(r"\s*(?:-|–|—|\bto\b|\bthrough\b|\buntil\b|\btill\b|\band\b)\s*(?:the\s+|early\s+|late\s+)?")
OPENER = re.compile(r"\b(from|between)\s+(?:the\s+)?$", re.IGNORECASE)
DAWN = re.compile(r"(?:dawn|daybreak|sunrise|sunset|dusk|nightfall|midnight|noon|midday)\b", re.IGNORECASE)
BOUND = re.compile(r"\b(since|until|till|by|before|after)\s+(?:the\s+)?$", re.IGNORECASE)
AT_END = re.compile(r"\s*(?:[.,;:!?)\"”]|$|and\b|when\b|but\b|that\b)")
POSSESSIVE = re.compile(r"['’]s?\b|-")
REACH = 16  # characters before a date in which its preposition is looked for


def stretched(text: str, mentions: Sequence[TimeMention], published: When | None) -> tuple[TimeMention, ...]:
    """The mentions, with the intervals of those that bound or make up a stretch."""
    out = list(mentions)
    for i in range(len(out) - 1):
        joint = _joint(text, out[i].when, out[i + 1].when)
        if joint:
            out[i], out[i + 1] = (replace(t, when=_over(t.when, joint)) for t in (out[i], out[i + 1]))
    return tuple(replace(t, when=_bounded(text, t.when, published)) if not t.when.evidence else t for t in out)


def _joint(text: str, a: When, b: When) -> tuple[str, str, Span] | None:
    """First and last day of "from A to B", "between A and B", "A-B"."""
    if not (a.span and b.span and a.start and b.end and a.end and b.start) or a.start > b.start:
        return None
    between = text[a.span.end : b.span.start]
    opener = OPENER.search(text[max(0, a.span.start - REACH) : a.span.start])
    if len(between) > REACH or not JOINT.fullmatch(between):
        return None
    word = between.split()[0] if between.split() else ""
    if word == "and" and not (opener and opener[1].lower() == "between"):
        return None
    start = a.span.start - len(opener[0]) if opener else a.span.start
    return a.start, b.end, Span(start, b.span.end)


def _over(when: When, joint: tuple[str, str, Span]) -> When:
    return replace(when, start=joint[0], end=joint[1], evidence=(joint[2],))


def _bounded(text: str, when: When, published: When | None) -> When:
    """A date after "since", "until", "by", "before" or "after"."""
    if when.span is None or when.start is None or when.end is None or POSSESSIVE.match(text[when.span.end :][:3]):
        return when
    found = BOUND.search(text[max(0, when.span.start - REACH) : when.span.start])
    if found is None:
        return when
    word = found[1].lower()
    if word == "before" and DAWN.match(text[when.span.start :]):
        return when
    if word in ("before", "after") and not AT_END.match(text[when.span.end : when.span.end + REACH]):
        return when
    now = (published.end or published.start) if published else None
    start, end = {
        "since": (when.start, now if now and now >= when.start else None),
        "until": (None, when.end),
        "till": (None, when.end),
        "by": (None, when.end),
        "before": (None, when.start),
        "after": (when.end, None),
    }[word]
    return replace(when, start=start, end=end, evidence=(Span(when.span.start - len(found[0]), when.span.end),))
