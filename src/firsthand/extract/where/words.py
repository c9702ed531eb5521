"""The words of a sentence as the place step sees them: names may hold hyphens, apostrophes and full stops."""

import re
from dataclasses import dataclass

from firsthand.extract.language import Sentence

# "U.S.", "W. Va."; words with inner apostrophes ("Dar'a"); numbers; marks. A possessive 's is a word of its own.
_WORD = re.compile(
    r"(?:[A-Z]\.){2,}|[^\W\d_]+(?:[’'‘`ʻʼ][^\W\d_]+)*|[’‘ʻʿ‛][^\W\d_]+(?:[’'‘`ʻʼ][^\W\d_]+)*|\d[\d.,]*\d|\d|[^\w\s]|_"
)
_POSSESSIVE = re.compile(r"[’'`‘][sS]$")


@dataclass(frozen=True, slots=True)
class Word:
    """A word or mark of the text."""

    text: str
    start: int
    end: int

    @property
    def lower(self) -> str:
        return self.text.lower()

    @property
    def capital(self) -> bool:
        return self.text.lstrip("’‘ʻʿ‛'")[:1].isupper()


def words_of(text: str, sentence: Sentence) -> tuple[Word, ...]:
    """The words of `sentence` in order."""
    out: list[Word] = []
    for m in _WORD.finditer(text, sentence.span.start, sentence.span.end):
        out.extend(_split(m.group(), m.start(), text))
    return tuple(out)


def _split(word: str, start: int, text: str) -> tuple[Word, ...]:
    if len(word) > 2 and _POSSESSIVE.search(word):
        cut = start + len(word) - 2
        return Word(word[:-2], start, cut), Word(word[-2:], cut, start + len(word))
    end = start + len(word)
    if text[end : end + 1] == "." and len(word) <= 5 and word[:1].isupper() and word.isalpha() and "." not in word:
        return (Word(word, start, end),)
    return (Word(word, start, end),)
