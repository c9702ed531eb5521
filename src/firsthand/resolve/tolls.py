"""Tolls of an incident: every reading with its owner, and the summary by origin.

The summary's rule: each origin counts once, with the last figure that was new (a correction by its outlet replaces
what it corrects) and what the same report then adds to it ("three more have died"). `low` is the lowest and `high` the
highest number among the origins; `best` is the figure that most origins give, of equals the one told last; `None` where
no origin gives a single figure. Readings of unknown origin are used only where no origin gives any.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import get_args

from firsthand.model import Count, Document, Figure, Toll, TollReading
from firsthand.model.reading import TollKind
from firsthand.reference.discourse import discourse
from firsthand.reference.numbers import ordinal
from firsthand.resolve.happenings import Happening, added, counted, relayed

KINDS: tuple[TollKind, ...] = get_args(TollKind)
STANDS = frozenset({"asserted", "hedged"})
# what already counts those who died later
COUNTED_UP = re.compile(
    r"\b(?:r(?:ise|ising|isen|ises|ose)|climb(?:s|ed|ing)?|rais(?:e|es|ed|ing)|br(?:ing|ings|inging|ought)|reach(?:es|ed)?"
    r"|stands?|stood|now|total|toll)\b",
    re.I,
)
NOBODY = Figure(0, 0, 0)
SO_FAR = re.compile(r"\b(?:bring|rais|tak|push|lift|increas)(?:s|ing|es|e)?\b[^.;]*\bto\b", re.I)
RISEN = re.compile(
    r"\b(?:ris(?:en|es?|ing)|rose|climb(?:s|ed|ing)?|gr(?:ew|own|ows?)|increased|stands?|stood|brings?|bringing|brought)\b"
    r"[^.;,]{0,40}?\b(?:to|at)\s(?:(?:at\sleast|about|around|nearly|almost|more\sthan|over)\s)?$",
    re.I,
)
AMONG = re.compile(r"\b(?:including|among (?:them|those|the dead|the victims)|of (?:them|whom|these|those))\b", re.I)
NTH = re.compile(r"(?:the|an?|another)?\s?\b([a-z]{3,9}|\d{1,3}(?:st|nd|rd|th))\b", re.I)
NTH_OF = re.compile(
    r"\b(?:the|an?)\s([a-z]{3,9}|\d{1,3}(?:st|nd|rd|th))\sof\s(?:the|his|her|its|their|those|these)\b", re.I
)
OF_THEM = re.compile(r"\s+of\s+(?:them|whom|those|these)\b", re.I)


@dataclass(frozen=True, slots=True)
class Told:
    """What one claim says of one kind of toll, all in all."""

    claim: Happening
    figure: Figure
    origin: str | None
    more: bool = False  # "two more", "another two": added to a number told before
    nth: bool = False  # "a fifth policeman has died": the last of so many, of whom there may be more of other sorts


def kinds(claims: Iterable[Happening]) -> list[TollKind]:
    """The kinds of toll that some claim tells, in the order of the reading format."""
    told = {t.of for c in claims for t in c.claim.counts}
    return [k for k in KINDS if k in told]


def readings(claims: Iterable[Happening], owner: Mapping[str, str | None], kind: TollKind) -> tuple[TollReading, ...]:
    """Every reading of a toll, one for each figure, party, stance and owner, in the order of the claims."""
    found: dict[tuple[object, ...], tuple[TollReading, list[str]]] = {}
    for happening in claims:
        for toll in happening.claim.counts:
            if toll.of == kind:
                made = _reading(happening, toll, owner[happening.id])
                key = (made.figure, toll.who.name if toll.who else None, made.stance, made.origin)
                found.setdefault(key, (made, []))[1].append(happening.id)
    return tuple(replace(reading, claims=tuple(told)) for reading, told in found.values())


def summary(
    claims: Sequence[Happening],
    owner: Mapping[str, str | None],
    documents: Mapping[str, Document],
    superseded: Collection[str],
) -> dict[str, Figure]:
    """Each kind of toll by origin: the rule stands at the top of this module."""
    found: dict[str, Figure] = {}
    for kind in kinds(claims):
        told = last_words(claims, owner, documents, superseded, kind)
        if told:
            found[kind] = _figure([t for t in told if t.origin is not None] or told)
    return found


def last_words(
    claims: Iterable[Happening],
    owner: Mapping[str, str | None],
    documents: Mapping[str, Document],
    superseded: Collection[str],
    kind: TollKind,
) -> list[Told]:
    """What each origin said last of a toll: the greatest figure of its latest document. Claims come in their order."""
    by_origin: dict[str | None, list[Told]] = defaultdict(list)
    for claim in claims:
        told = total(claim, kind, documents[claim.document], owner[claim.id]) if claim.id not in superseded else None
        if told is not None and (claim.claim.stance in STANDS or _nobody(claim, told.figure)):
            by_origin[owner[claim.id]].append(told)
    nearest = (_victims(_nearest(told, documents), documents) for told in by_origin.values() if told)
    last = (_last_with_more(told, documents) for told in nearest)
    return sorted(last, key=lambda t: t.claim.order)


def _victims(told: Sequence[Told], documents: Mapping[str, Document]) -> Sequence[Told]:
    """Figures without those of the attackers, where the same report gives others: "31 died; all 33 attackers died"."""
    if len(told) == 1:
        return told
    doers = {t.claim.id for t in told if _of_doers(t, documents[t.claim.document].text)}
    victims = {t.claim.document for t in told if t.claim.id not in doers}
    return [t for t in told if t.claim.id not in doers or t.claim.document not in victims]


def _of_doers(told: Told, text: str) -> bool:
    return all(discourse().doers.match(text, t.count.span.end) for t in told.claim.claim.counts)


def _last_with_more(told: Sequence[Told], documents: Mapping[str, Document]) -> Told:
    """The last figure, and those that its report adds to it: "nine were killed", then "three more have died".

    What another report adds may be in the figure already.
    """
    told = [t for t in told if not (t.nth and any(t is not o and _holds(o.figure, t.figure) for o in told))] or told
    if len(told) == 1:
        return told[0]
    base = _last([t for t in told if not t.more] or told)
    text = documents[base.claim.document].text
    if base.more or base.figure.best is None or COUNTED_UP.search(base.claim.claim.evidence.of(text)):
        return base
    here = [t for t in told if t.more and t.claim.document == base.claim.document]
    since = {t.figure for t in here if t.claim.order > base.claim.order}
    exact = [f for f in since if f.low == f.best == f.high and f.best is not None]
    low, best, high = (_sum([_bounds(f)[i] for f in (base.figure, *exact)]) for i in range(3))
    return replace(base, figure=Figure(low, best, high))


def _holds(figure: Figure, nth: Figure) -> bool:
    """Whether a figure counts the one who was the last of so many."""
    return (figure.low or figure.best or 0) >= (nth.best or 0)


def _nobody(claim: Happening, figure: Figure) -> bool:
    """ "No one was hurt", "without casualties": says how many, though it denies that the harm was done."""
    without = all(t.count.text.casefold().startswith("without") for t in claim.claim.counts)
    return figure == NOBODY and (claim.claim.stance == "denied" or without)


def _nearest(told: Sequence[Told], documents: Mapping[str, Document]) -> Sequence[Told]:
    """Of what an origin said: no copies, nor what others relay where it was heard, but for one more who has died.

    A report's own words give way to those of its source, unless these leave open how many there were.
    """
    if len(told) == 1:
        return told
    own = [t for t in told if t.claim.twin is None] or told
    heard = [t for t in own if t.nth or not relayed(t.claim, documents[t.claim.document])] or own
    named: dict[str, list[Figure]] = defaultdict(list)
    for t in heard:
        if t.claim.claim.chain and not t.more:
            named[t.claim.document].append(t.figure)
    return [t for t in heard if t.claim.claim.chain or all(_vaguer(f, t.figure) for f in named[t.claim.document])]


def total(claim: Happening, kind: TollKind, document: Document, origin: str | None) -> Told | None:
    """A claim's toll of a kind: the sum of its counts, without those that another of them includes."""
    counts = [t.count for t in counted(claim.claim, document) if t.of == kind and not _some_only(t)]
    if not counts:
        return None
    if kind == "killed" and (nth := max(_nth(c, claim, document) for c in counts)) > 1:
        return Told(claim, Figure(nth, nth, nth), origin, nth=True)
    if len(counts) == 1:
        return Told(claim, Figure(*_bounds(counts[0])), origin, added(counts[0], document))
    counts.sort(key=lambda c: c.span)
    counts = _without_those_since(counts, claim, document)
    risen = [c for c in counts if _risen(c, claim.claim.evidence.start, document)]
    counts = risen[-1:] or counts
    whole = [c for i, c in enumerate(counts) if i == 0 or not _included(counts[i - 1], c, document)]
    whole = whole[max((i for i in range(1, len(whole)) if _so_far(whole[i - 1], whole[i], document)), default=0) :]
    low, best, high = (_sum([_bounds(c)[i] for c in whole]) for i in range(3))
    return Told(claim, Figure(low, best, high), origin, all(added(c, document) for c in whole))


def _without_those_since(counts: list[Count], claim: Happening, document: Document) -> list[Count]:
    """Counts without those by which the one before has grown: "counts eight dead now, as two bodies were found"."""
    start = claim.claim.evidence.start
    grown = discourse().grown.search(claim.claim.evidence.of(document.text))
    before = [
        c for c in counts if grown is not None and start + grown.start() <= c.span.start < start + grown.start("by")
    ]
    return before or counts


def _nth(count: Count, claim: Happening, document: Document) -> int:
    """Which one a single death is: 5 of "a fifth policeman", "a fifth of his men"; 0 where that isn't told."""
    found = NTH.match(document.text, count.span.start)
    nth = ordinal([found[1].casefold()]) if found is not None else None
    if count.best not in (1, nth):
        return 0
    of = NTH_OF.search(claim.claim.evidence.of(document.text))
    return nth or (ordinal([of[1].casefold()]) if of is not None else None) or 0


def _some_only(toll: Toll) -> bool:
    """ "No civilian was harmed": nothing of the others."""
    return toll.count.high == 0 and toll.who is not None


def _reading(happening: Happening, toll: Toll, origin: str | None) -> TollReading:
    count, stance = toll.count, happening.claim.stance
    return TollReading(Figure(count.low, count.best, count.high), toll.who, stance, origin, (happening.id,))


def _included(whole: Count, part: Count, document: Document) -> bool:
    """ "12 people, including four children": the part is in the whole already."""
    between = document.text[whole.span.end : part.span.start]
    of_them = OF_THEM.match(document.text, part.span.end) is not None
    return (of_them or bool(AMONG.search(between))) and "." not in between


def _risen(count: Count, start: int, document: Document) -> bool:
    """ "The number has risen to four, after two died": it holds all others of its sentence."""
    return RISEN.search(document.text[start : count.span.start]) is not None


def _so_far(more: Count, whole: Count, document: Document) -> bool:
    """ "Two more have died, bringing the number to 11": the whole holds what was added to it."""
    return SO_FAR.search(document.text[more.span.end : whole.span.start]) is not None


def _bounds(count: Count | Figure) -> tuple[float | None, float | None, float | None]:
    """Low, best and high; "about 15" leaves open how few they may be. Who counted nine bodies said nine."""
    seen = count.high is None and count.low == count.best
    return count.low, count.best, count.best if seen else count.high


def _sum(values: Sequence[float | None]) -> float | None:
    known = [v for v in values if v is not None]
    return sum(known) if len(known) == len(values) else None


def _figure(last: Sequence[Told]) -> Figure:
    lows = [t.figure.low for t in last if t.figure.low is not None]
    tops = [top for t in last if (top := _top(t.figure)) is not None]
    bests = [t.figure.best for t in last if t.figure.best is not None]
    often = Counter(bests)
    best = max(enumerate(bests), key=lambda b: (often[b[1]], b[0]))[1] if bests else None
    return Figure(min(lows, default=None), best, max(tops + lows) if tops else None)


def _top(figure: Figure) -> float | None:
    return figure.high if figure.high is not None else figure.best


def _vaguer(figure: Figure, earlier: Figure) -> bool:
    """Whether a figure leaves open what the earlier one tells: "at least nine" after "11"."""
    return figure.best is None and earlier.best is not None and (figure.low or 0) <= earlier.best <= _top_or_inf(figure)


def _top_or_inf(figure: Figure) -> float:
    return figure.high if figure.high is not None else float("inf")


def _last(told: Sequence[Told]) -> Told:
    """The last figure that was new: who repeats an older one later adds nothing."""
    first = {t.figure: t for t in reversed(told)}
    said = sorted(first.values(), key=lambda t: t.claim.order)
    new = [t for i, t in enumerate(said) if not any(_vaguer(t.figure, e.figure) for e in said[:i])]
    newest = [t for t in new if t.claim.document == new[-1].claim.document]
    return max(newest, key=lambda t: t.figure.best or t.figure.low or 0)
