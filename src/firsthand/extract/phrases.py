"""Phrases of a closed vocabulary: rules written over classes of words, matched as regular expressions.

The steps for times and for quantities find their phrases with it. A text becomes a string with one letter for each
token, tokens of the same classes the same letter, so that a rule such as `day:DAY MONTH ,? year:YEAR?` is a regular
expression over that string: fast, and without a parser. In a rule

    MONTH        a token of that class (capitals)
    ago          that very word (lower case)
    , ( ) | ? *  a mark in quotes stands for itself ("'.'"), the others as in regular expressions
    day:MONTH    a named part; also day:(…)

Tokens of no class are all one letter that no rule names. Rules are matched only around words of a `strong` class (a
month, a unit, …), so that the rest of a text costs next to nothing.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from firsthand.model import Span

TOKEN = re.compile(
    r"\d{4}([-/])\d\d\1\d\d(?![\w-])"  # 2019-03-08
    r"|\d{1,2}[/-]\d{1,2}[/-](?:\d{4}|\d\d)(?![\w/])"  # 3/8/2019
    r"|\d{1,2}:\d\d(?::\d\d)?(?!\d)"
    r"|\d+(?:st|nd|rd|th)\b"
    r"|['’]?(?:\d{2,3}0|\d0)['’]?s\b"  # 1970s, '80s
    r"|['’‘]\d\d(?![\w'’])"  # '98
    r"|\d{1,3}(?:,\d{3})+(?:\.\d+)?(?![\d,]\d)|\d{1,2}(?:,\d\d)+,\d{3}(?![\d,]\d)"  # 12,000; 1,20,000
    r"|\d+\.\d+|\.\d+\b|\d+"
    r"|(?:[ap]\.m\b\.?|[ap]m\b)(?<!\d)"
    r"|(?:[A-Z]\.){2,}|[^\W\d_]+(?:['’](?:clock|an|ab))?|\S|\n\s*\n",
    re.IGNORECASE,
)
ITEM = re.compile(
    r"(?P<open>[a-z_]+):\(|(?:(?P<name>[a-z_]+):)?"
    r"(?:(?P<class>[A-Z][A-Z0-9_]*)|(?P<word>[a-z][a-z]*(?:['.][a-z]+)*\.?)|(?P<comma>,)|'(?P<mark>[^']+)')"
    r"|(?P<group>\((?!\?))|\s+"
)
NOTHING = "\x00"
BORDER = "\n"
OPENING = frozenset({".", "!", "?", ",", ";", ":", "“", "”", '"', BORDER, "and", "but", "that"})
YEAR = re.compile(r"(?:19|20)\d\d")
REACH = 16  # tokens on either side of a strong one that a phrase may hold
FIRST_LETTER = 0xE000  # of the Unicode private use area


@dataclass(frozen=True, slots=True)
class Tokens:
    """The tokens of pieces of a text with their letters; BORDER stands before each piece."""

    words: list[str]  # lower case
    raws: list[str]  # as written
    starts: list[int]  # in the document
    ends: list[int]
    letters: str


@dataclass(frozen=True, slots=True)
class Match:
    """A rule's match: tokens `start` to `end`, and its parts; `shift` leads from the matched letters to tokens."""

    rule: str
    start: int
    end: int
    tokens: Tokens
    found: re.Match[str]
    shift: int

    def part(self, name: str) -> list[str]:
        """The words of a named part, [] where it is absent."""
        groups = self.found.re.groupindex
        if name not in groups:
            return []
        start, end = self.found.span(name)
        return self.tokens.words[start + self.shift : end + self.shift] if start >= 0 else []

    def word(self, name: str) -> str | None:
        """The words of a named part joined by blanks, `None` where it is absent."""
        return " ".join(self.part(name)) or None

    def chars(self, name: str | None = None) -> tuple[int, int]:
        """Where the match, or a named part of it, stands in the document."""
        if name is None:
            return self.tokens.starts[self.start], self.tokens.ends[self.end - 1]
        start, end = self.found.span(name)
        return self.tokens.starts[start + self.shift], self.tokens.ends[end + self.shift - 1]

    @property
    def words(self) -> list[str]:
        return self.tokens.words[self.start : self.end]


@dataclass(frozen=True, slots=True)
class Lexicon:
    """What a grammar knows of words: the classes of each, of figures by `classify`, and all sets that this may return.

    Classes in `proper` (months, weekdays) hold only of a word that is written with a capital. Every phrase holds a
    token of one of the `strong` classes or words.
    """

    words: Mapping[str, frozenset[str]]
    classify: Callable[[str], frozenset[str]]
    shapes: tuple[frozenset[str], ...]
    strong: frozenset[str]
    proper: frozenset[str] = frozenset()


class Grammar:
    """Rules over a lexicon; compiled once, on first use."""

    def __init__(self, lexicon: Lexicon, rules: Mapping[str, str], macros: Mapping[str, str]) -> None:
        sources = {name: _expand(rule, macros) for name, rule in rules.items()}
        literals = {w for source in sources.values() for w in _literals(source)}
        self._lexicon = lexicon
        self._classes = {w: lexicon.words.get(w, frozenset()) | ({w} & literals) for w in literals | set(lexicon.words)}
        sets = [s for c in self._classes.values() for s in (c | CAPITAL, c - lexicon.proper)] + list(lexicon.shapes)
        distinct = sorted({frozenset(s) for s in sets} - {frozenset()}, key=sorted)
        self._letters = {s: chr(FIRST_LETTER + i) for i, s in enumerate(distinct)} | {frozenset(): NOTHING}
        self._memo: dict[str, str] = {}
        strong = "".join(letter for s, letter in self._letters.items() if s & lexicon.strong)
        self._places = _places(strong)
        self._rules = [(name, re.compile(ITEM.sub(self._item, source))) for name, source in sources.items()]

    def tokens(self, text: str, pieces: Iterable[Span]) -> Tokens:
        """The tokens of pieces of a text, with the letters of their classes."""
        raws: list[str] = []
        starts: list[int] = []
        ends: list[int] = []
        for piece in pieces:
            found = list(TOKEN.finditer(text, piece.start, piece.end))
            raws += [BORDER, *(m[0] for m in found)]
            starts += [piece.start, *(m.start() for m in found)]
            ends += [piece.start, *(m.end() for m in found)]
        known = self._memo
        letters = "".join([known.get(raw) or self._letter(raw) for raw in raws])
        return Tokens([raw.lower().replace("’", "'") for raw in raws], raws, starts, ends, letters)

    def matches(self, tokens: Tokens) -> Iterator[Match]:
        """All matches of all rules, rule by rule; they may overlap."""
        letters, shifts = self._around_strong(tokens.letters)
        for name, pattern in self._rules:
            for m in pattern.finditer(letters):
                shift = shifts[m.start()]
                yield Match(name, m.start() + shift, m.end() + shift, tokens, m, shift)

    def _around_strong(self, letters: str) -> tuple[str, list[int]]:
        """The letters around strong ones, stretch by stretch, and for each how far it was moved."""
        kept: list[str] = []
        shifts: list[int] = []
        for place in self._places.finditer(letters):
            shift = place.start() - len(shifts)
            kept.append(place[0] + NOTHING)
            shifts += [shift] * (len(place[0]) + 1)
        return "".join(kept), shifts

    def _letter(self, raw: str) -> str:
        classes = self._classes.get(raw.lower().replace("’", "'"))
        if classes is None:
            classes = self._lexicon.classify(raw)
        else:
            classes = classes | CAPITAL if raw[0].isupper() else classes - self._lexicon.proper
        if len(self._memo) > MEMO:
            self._memo.clear()
        letter = self._memo[raw] = self._letters.get(classes, NOTHING)
        return letter

    def _item(self, m: re.Match[str]) -> str:
        if m["open"]:
            return f"(?P<{m['open']}>"
        if m["group"]:
            return "(?:"
        wanted = m["class"] or m["word"] or m["mark"] or m["comma"]
        if not wanted:
            return ""
        letters = "".join(letter for classes, letter in self._letters.items() if wanted in classes)
        body = f"[{letters}]" if letters else "(?!)"
        return f"(?P<{m['name']}>{body})" if m["name"] else body


def _places(strong: str) -> re.Pattern[str]:
    """Stretches of letters around strong ones."""
    weak = f"[^{NOTHING}{strong}]{{0,{REACH}}}"
    return re.compile(f"{weak}[{strong}](?:{weak}[{strong}])*{weak}")


def _expand(rule: str, macros: Mapping[str, str]) -> str:
    while "{" in rule:
        rule = re.sub(r"\{(\w+)\}", lambda m: f"({macros[m[1]]})", rule)
    return rule


def _literals(source: str) -> Iterator[str]:
    for m in ITEM.finditer(source):
        literal = m["word"] or m["mark"] or m["comma"]
        if literal:
            yield literal


CAPITAL = frozenset({"CAPITAL"})
MEMO = 200_000  # distinct words whose letter is kept; more than a day's news has


def whole(text: str, start: int, end: int) -> bool:
    """Whether `[start, end)` cuts no word of the text ("4" in "4x4s" does)."""
    left = start > 0 and text[start - 1].isalnum() and text[start].isalnum()
    right = end < len(text) and text[end - 1].isalnum() and text[end].isalnum()
    return not (left or right)


def longest(matches: Iterable[Match]) -> list[Match]:
    """Those matches that overlap no longer one, in text order; of equally long ones the first rule wins."""
    taken: list[Match] = []
    used: set[int] = set()
    for m in sorted(matches, key=lambda m: m.start - m.end):
        if not any(i in used for i in range(m.start, m.end)):
            taken.append(m)
            used.update(range(m.start, m.end))
    return sorted(taken, key=lambda m: m.start)


def opens_with_year(tokens: Tokens, at: int) -> bool:
    """ "In 2018 fighters killed 19 workers": a year at the beginning of a clause, whatever stands behind it."""
    opening = at < 2 or tokens.words[at - 2] in OPENING
    return opening and at > 0 and tokens.words[at - 1] == "in" and YEAR.fullmatch(tokens.words[at]) is not None
