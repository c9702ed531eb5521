"""A passage as the parser should see it: plain blanks, no hidden characters, sentence case; offsets stay exact."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

ODD = re.compile(r"[^\S ]|  |[\u200b-\u200f\u2060\ufeff\u00ad]|^ | $")
HIDDEN = re.compile(r"[\u200b-\u200f\u2060\ufeff\u00ad]")
BLANK_LINE = re.compile(r"\n[^\S\n]*\n\s*")
LONGEST = 20_000  # characters parsed at once; a longer passage is cut after a sentence
STOP = re.compile(r"[.!?][\"”’')\]]*\s+")


@dataclass(frozen=True, slots=True)
class Passage:
    """Normalised text with the document offset of each character; `offsets` has one entry more than `text`.

    Where nothing was changed `offsets` is a range.
    """

    text: str
    offsets: range | tuple[int, ...]

    def chars(self, start: int, end: int) -> tuple[int, int]:
        """Document offsets of the characters [start, end) of `text`."""
        return self.offsets[start], self.offsets[end - 1] + 1


def passages(text: str, start: int, end: int) -> Iterator[Passage]:
    """The paragraphs of `text[start:end]` (split at blank lines), normalised; empty ones are left out."""
    begin = start
    for gap in BLANK_LINE.finditer(text, start, end):
        yield from _short(text, begin, gap.start())
        begin = gap.end()
    yield from _short(text, begin, end)


def _short(text: str, start: int, end: int) -> Iterator[Passage]:
    while end - start > LONGEST:
        stop = None
        for stop in STOP.finditer(text, start + LONGEST // 2, start + LONGEST):  # noqa: B007
            pass
        cut = stop.end() if stop else _blank_before(text, start, start + LONGEST)
        yield from _passage(text, start, cut)
        start = cut
    yield from _passage(text, start, end)


def _blank_before(text: str, start: int, end: int) -> int:
    blank = text.rfind(" ", start, end)
    return blank + 1 if blank > start else end


def _passage(text: str, start: int, end: int) -> Iterator[Passage]:
    raw = text[start:end]
    if not ODD.search(raw):
        if raw:
            yield Passage(raw, range(start, end + 1))
        return
    chars: list[str] = []
    offsets: list[int] = []
    for offset, char in enumerate(raw, start):
        if HIDDEN.match(char) or (char.isspace() and (not chars or chars[-1] == " ")):
            continue
        chars.append(" " if char.isspace() else char)
        offsets.append(offset)
    if chars and chars[-1] == " ":
        chars.pop()
    if chars:
        yield Passage("".join(chars), (*offsets[: len(chars)], offsets[len(chars) - 1] + 1))
