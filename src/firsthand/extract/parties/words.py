"""The words of a sentence as the dictionary sees them, whatever the tokenizer made of them.

Hyphens within words, apostrophes and possessive endings are marks between words, so that "al-Qaeda", "al Qaeda" and
"Al-Qaeda's" have the same words; "U.S.-backed" has two.
"""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from firsthand.extract.language.layer import Sentence
from firsthand.model import Span

LEX = re.compile(
    r"(?:Mr|Mrs|Ms|Dr|Gen|Lt|Col|Maj|Capt|Sgt|Cpl|Brig|Adm|Sen|Rep|Gov|Prof|Rev|Cmdr|Cdr|Msgr|Hon)\.(?=\s)|"
    r"(?:[^\W\d_]\.){2,}|\d+(?:[.,]\d+)+|\w+(?:['’ʼ`´]\w+)*|[^\w\s]",
    re.I,
)
POSSESSIVE = re.compile(r"['’ʼ]s$", re.I)
MARKS = re.compile(r"['’ʼ`´.]")
HYPHENS = "-‑–"
MEMORY = 65_536  # words whose form for comparison is kept
CAPS_SHARE = 0.75  # a sentence with a greater share of capitals is set in capitals; "UN: ISIS in NW Syria" is not


@dataclass(frozen=True, slots=True)
class Word:
    """A word or mark. `norm` is its form for comparison; `after` binds it to the next: "-", "s" (possessive) or ""."""

    text: str
    norm: str
    start: int
    end: int
    tag: str
    after: str

    @property
    def noun(self) -> bool:
        return self.tag.startswith("N") or not self.tag

    @property
    def verb(self) -> bool:
        return self.tag.startswith(("V", "MD"))

    @property
    def capital(self) -> bool:
        return self.text[0].isupper()


@dataclass(frozen=True, slots=True)
class Line:
    """A sentence's words. `caps`: it is set in capitals throughout, so that capitals say nothing."""

    words: tuple[Word, ...]
    caps: bool
    sentence: Sentence

    def span(self, start: int, end: int) -> Span:
        """The characters of the words [start, end)."""
        return Span(self.words[start].start, self.words[end - 1].end)


@lru_cache(MEMORY)
def normal(word: str) -> str:
    """Lower case without accents, apostrophes and dots."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", word) if not unicodedata.combining(c))
    return MARKS.sub("", plain).casefold() or word


def read(sentence: Sentence, text: str) -> Line:
    """The words of `sentence`, each with the tag of the token that it begins in."""
    piece = sentence.span.of(text)
    letters = [c for c in piece if c.isalpha()]
    caps = len(letters) > 12 and sum(c.isupper() for c in letters) > CAPS_SHARE * len(letters)
    return Line(tuple(_words(sentence, piece)), caps, sentence)


def split(name: str) -> tuple[str, ...]:
    """The words of a name, without the marks between them, as written."""
    return tuple(POSSESSIVE.sub("", m) for m in _lex(name))


def _lex(piece: str) -> list[str]:
    found = list(LEX.finditer(piece))
    return [m[0] for m in found if not _binds(piece, m)]


def _words(sentence: Sentence, piece: str) -> list[Word]:
    out: list[Word] = []
    found = list(LEX.finditer(piece))
    tags = _Tags(sentence)
    for m in found:
        if mark := _binds(piece, m):
            out[-1] = _bound(out[-1], mark)
            continue
        stem = POSSESSIVE.sub("", m[0]) if len(m[0]) > 2 else m[0]
        start = sentence.span.start + m.start()
        after = "s" if stem != m[0] else ""
        out.append(Word(stem, normal(stem), start, start + len(stem), tags.at(start), after))
    return out


def _bound(word: Word, mark: str) -> Word:
    return Word(word.text, word.norm, word.start, word.end, word.tag, word.after or mark)


def _binds(piece: str, m: re.Match[str]) -> str:
    """What the mark `m` binds: "-" a hyphen between two words, "s" the apostrophe of a plural possessive, else ""."""
    before = piece[m.start() - 1 : m.start()]
    after = piece[m.end() : m.end() + 1]
    if m[0] in HYPHENS and (before.isalnum() or before == ".") and after.isalnum():
        return "-"
    if m[0] in "'’" and before in ("s", "S") and not after.isalnum():
        return "s"
    return ""


class _Tags:
    """Tags of the tokens by character, asked in text order."""

    def __init__(self, sentence: Sentence) -> None:
        self.tokens, self.i = sentence.tokens, 0

    def at(self, start: int) -> str:
        while self.i < len(self.tokens) and self.tokens[self.i].span.end <= start:
            self.i += 1
        if self.i == len(self.tokens) or self.tokens[self.i].span.start > start:
            return ""
        return self.tokens[self.i].tag
