"""Reads the time expressions of a document: find, keep the longest, and give each its meaning in text order."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from firsthand.extract.language.layer import Sentence
from firsthand.extract.phrases import Match, longest, whole
from firsthand.extract.when import dates, guards, lengths, pairs, relative
from firsthand.extract.when.calendar import Interval
from firsthand.extract.when.context import Context, Meaning
from firsthand.extract.when.guards import SENTENCE_ENDS
from firsthand.extract.when.rules import grammar
from firsthand.model import Document, Span, TimeMention, When
from firsthand.model.values import Basis
from firsthand.reference import timewords

MEANINGS: dict[str, Callable[[Match, Context], Meaning | None]] = {
    "iso": dates.iso,
    "date": dates.date_,
    "day": dates.day,
    "month": dates.month,
    "week": dates.week,
    "year": dates.year,
    "era": dates.era,
    "decade": dates.decade,
    "century": dates.century,
    "season": dates.season,
    "quarter": dates.quarter,
    "half": dates.half,
    "feast": dates.feast,
    "deictic": relative.deictic,
    "daypart": relative.daypart,
    "weekday": relative.weekday,
    "thisunit": relative.thisunit,
    "theunit": relative.theunit,
    "daybefore": relative.daybefore,
    "sametime": relative.sametime,
    "ago": relative.ago,
    "recent": relative.recent,
    "length": lengths.length,
    "set": lengths.set_,
    "clock": lengths.clock,
    "reference": relative.reference,
}
SPECIAL = {"length.dir": relative.directed}
LABEL = re.compile(r"\s*(?::|\s[–—-])\s")  # behind the day of an entry: "May 9: …"


def blocks(document: Document, sentences: Sequence[Sentence]) -> list[Span]:
    """The pieces of text to read, without the blocks that lie within others; the whole text where nothing is known."""
    spans = sorted({s.block.span for s in sentences}, key=lambda s: (s.start, -s.end)) or [Span(0, len(document.text))]
    outer: list[Span] = []
    for span in spans:
        if not outer or span.start >= outer[-1].end:
            outer.append(span)
    return outer


def found(document: Document, sentences: Sequence[Sentence]) -> list[Match]:
    """The time expressions of a document in text order."""
    rules = grammar()
    tokens = rules.tokens(document.text, blocks(document, sentences))
    return longest(m for m in rules.matches(tokens) if guards.allowed(m))


def mentions(document: Document, context: Context, matches: Sequence[Match]) -> Iterator[TimeMention]:
    """The time expressions with their meanings, in text order."""
    entry = Entry()
    for i, m in enumerate(matches):
        written = entry.day if m.chars()[0] < entry.end else context.published
        here = replace(context, year=_borrowed_year(matches, i), published=written)
        for start, end, meaning in _pieces(m, here):
            if not whole(document.text, start, end):
                continue
            context = context.after(meaning, opens=_opens(m), telling=_telling(m))
            entry = _entry(document.text, start, end, meaning) or entry
            yield mention(document.text, start, end, meaning)


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry of a chronology, "May 9: …": its day, by which its other times are told, and where it ends."""

    day: date | None = None
    end: int = 0


def _entry(text: str, start: int, end: int, meaning: Meaning) -> Entry | None:
    line = text.rfind("\n", 0, start) + 1
    days = meaning.interval
    if text[line:start].strip() or days.start is None or days.start != days.end or not LABEL.match(text, end):
        return None
    stop = text.find("\n", end)
    return Entry(days.start, stop if stop >= 0 else len(text))


LEADING = frozenset({"in", "by", "during", "throughout"})


def _opens(m: Match) -> bool:
    """Whether it stands at the beginning of a sentence, but for a preposition."""
    words = m.tokens.words
    before = (
        words[m.start - 2]
        if m.start > 1 and words[m.start - 1] in ("in", "by", "during", "throughout")
        else words[m.start - 1]
    )
    return before.isspace() or before in SENTENCE_ENDS


TOLD_WITHIN = 8  # words between a verb of telling and its day: "told reporters in Juba on Sunday"


def _telling(m: Match) -> bool:
    """Whether it tells when somebody spoke: "said on Sunday", "told Reuters by phone on Sunday"."""
    before = m.tokens.words[max(0, m.start - TOLD_WITHIN) : m.start]
    marks = [i for i, w in enumerate(before) if w in SENTENCE_ENDS or w == "," or w.isspace()]
    return any(w in timewords.words().telling for w in before[marks[-1] + 1 if marks else 0 :])


def _pieces(m: Match, context: Context) -> list[pairs.Piece]:
    if m.rule in pairs.PAIRS:
        return pairs.pieces(m, context)
    meaning = meant(m, context)
    return [] if meaning is None else [(*_chars(m), meaning)]


def _chars(m: Match) -> tuple[int, int]:
    """Where it stands, without a full stop that ends the sentence and abbreviates nothing."""
    start, end = m.chars()
    words = m.words
    return start, end - 1 if words[-1] == "." and len(words) > 1 and len(words[-2]) > LONGEST_ABBREVIATION else end


LONGEST_ABBREVIATION = len("sept")


def _borrowed_year(matches: Sequence[Match], i: int) -> int | None:
    """The year of "May 5" in "May 5 to June 3, 1998": that of the next date, where a word alone stands between."""
    m = matches[i]
    if i + 1 == len(matches) or m.rule not in ("date.md", "date.dm", "month.bare", "season.bare"):
        return None
    follows = matches[i + 1]
    between = m.tokens.words[m.end : follows.start]
    year = follows.part("year")
    return int(year[0]) if year and len(between) == 1 and between[0] in JOINING else None


JOINING = frozenset({"to", "and", "-", "–", "through", "until", "or"})


def meant(m: Match, context: Context) -> Meaning | None:
    """What a match means in its context."""
    meaning = SPECIAL.get(m.rule, MEANINGS[m.rule.partition(".")[0]])(m, context)
    if meaning is None:
        return None
    return lengths.timed(dates.narrowed(meaning, m.part("part")), m)


def mention(text: str, start: int, end: int, meaning: Meaning) -> TimeMention:
    """The mention of the reading format."""
    days = meaning.interval
    return TimeMention(
        When(
            start=days.start.isoformat() if days.start else None,
            end=days.end.isoformat() if days.end else None,
            precision=_precision(days, meaning.timex),
            basis=_basis(meaning),
            text=text[start:end],
            span=Span(start, end),
            anchor=meaning.anchor.isoformat() if meaning.anchor else None,
        ),
        meaning.type,
        meaning.timex,
    )


def _precision(days: Interval, timex: str):
    return "minute" if ":" in timex and days.precision == "day" else days.precision


def _basis(meaning: Meaning) -> Basis:
    full = meaning.anchor is None and meaning.timex[:1].isdigit()
    return "explicit" if full or (meaning.type in ("SET", "DURATION") and meaning.anchor is None) else "relative"
