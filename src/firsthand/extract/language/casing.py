"""Sentence case for wire text in capitals and for headlines in title case, letter by letter: offsets stay exact."""

import gzip
import re
from functools import cache
from importlib.resources import files

WORD = re.compile(r"[^\W\d_]+(?:[’'][^\W\d_]+)*")
SENTENCE_START = re.compile(r"(?:^|[.!?:][\"”’')\]]*\s+)[\"“‘'(\[]*$")
SHOUTED = 0.75  # share of capitals among the letters: a paragraph of acronyms stays below, wire text above
TITLED = 0.6  # share of capitalised words among those of four letters and more


def sentence_case(text: str, *, headline: bool = False) -> str:
    """`text` as it would be written within a report; unchanged where it is not in capitals or title case."""
    if shouted(text):
        return WORD.sub(lambda match: _spoken(match, text), text)
    if headline and titled(text):
        return WORD.sub(lambda match: _within(match, text), text)
    return text


def shouted(text: str) -> bool:
    """Whether the passage is written in capitals."""
    if sum(map(str.islower, text[:200])) > 40:  # nearly all text: spare the count
        return False
    letters = [char for char in text if char.isalpha()]
    words = WORD.findall(text)
    return len(words) > 2 and len(letters) > 10 and sum(map(str.isupper, letters)) / len(letters) > SHOUTED


def titled(text: str) -> bool:
    """Whether nearly every longer word starts with a capital."""
    words = [word for word in WORD.findall(text) if len(word) > 3]
    return len(words) > 3 and sum(word[0].isupper() for word in words) / len(words) > TITLED


def _spoken(match: re.Match[str], text: str) -> str:
    word = match.group()
    form = forms().get(word.lower(), "t")
    if form == "u":
        return word
    starts = form == "t" or SENTENCE_START.search(text, 0, match.start())
    return _same_length(word, _title(word) if starts else word.lower())


def _within(match: re.Match[str], text: str) -> str:
    word = match.group()
    if forms().get(word.lower()) != "l" or word[1:] != word[1:].lower():
        return word
    return word if SENTENCE_START.search(text, 0, match.start()) else _same_length(word, word.lower())


def _title(word: str) -> str:
    return word[0] + word[1:].lower()


def _same_length(word: str, other: str) -> str:
    return other if len(other) == len(word) else word


@cache
def forms() -> dict[str, str]:
    """How words are mostly written within a sentence: "l" lower case, "t" capitalised, "u" in capitals."""
    path = files("firsthand.extract.language") / "casing.tsv.gz"
    with gzip.open(path.open("rb"), "rt", encoding="utf-8") as lines:  # type: ignore[arg-type]
        return dict(line.rstrip("\n").split("\t") for line in lines)
