"""One document as the attribution rules see it: tokens, quotations and frames with quick ways to find them."""

from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field

from firsthand.extract.attribution.quotes import Quotation, quotations
from firsthand.extract.language.layer import Argument, Frame, Sentence, Token
from firsthand.extract.tokens import TokenIndex
from firsthand.model import Document, PartyMention, Span, TimeMention
from firsthand.model.reading import SayKind

Place = tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Draft:
    """One hop as the rules find it, before its source is resolved.

    `carriers` are the media that the word passed through without a cue of their own, from the origin outwards ("in the
    video", "told state TV"); `via` is the relay that cites this source for the same content ("X said, citing Y").
    """

    cue: Place
    content: Place
    source: Span | None
    kind: SayKind
    carriers: Place = ()
    via: "Draft | None" = None
    sure: bool = True  # a rule's draft that stands beside the tagger's

    @property
    def anchor(self) -> int:
        """Where the draft stands in the text."""
        return (self.cue or self.content)[0].start


@dataclass(slots=True)
class View(TokenIndex):
    """What the rules read from. Tokens are those of all sentences but boilerplate, in text order."""

    document: Document
    sentences: tuple[Sentence, ...]
    parties: tuple[PartyMention, ...] = ()
    times: tuple[TimeMention, ...] = ()
    tokens: list[Token] = field(init=False)
    starts: list[int] = field(init=False)
    quotations: tuple[Quotation, ...] = field(init=False)
    frames: list[Frame] = field(init=False)
    sentence_starts: list[int] = field(init=False)
    children: dict[Span, list[Frame]] = field(init=False)

    def __post_init__(self) -> None:
        self.sentences = tuple(s for s in self.sentences if s.block.kind not in ("boilerplate", "byline"))
        self.tokens = [t for s in self.sentences for t in s.tokens]
        self.starts = [t.span.start for t in self.tokens]
        blocks = dict.fromkeys(s.block.span for s in self.sentences)
        self.quotations = quotations(self.document.text, blocks)
        self.sentence_starts = [s.span.start for s in self.sentences]
        self.frames = [f for s in self.sentences for f in s.frames]
        self.children = {}
        for frame in self.frames:
            if frame.governor:
                self.children.setdefault(frame.governor, []).append(frame)

    def sentence(self, char: int) -> Sentence | None:
        """The sentence that holds a character."""
        i = bisect_right(self.sentence_starts, char) - 1
        return self.sentences[i] if i >= 0 and char < self.sentences[i].span.end else None

    def quotation(self, char: int) -> Quotation | None:
        """The quotation that holds a character."""
        return next((q for q in self.quotations if q.span.start <= char < q.span.end), None)

    def before(self, char: int) -> Token | None:
        """The token that ends at or before a character."""
        i = bisect_left(self.starts, char) - 1
        return self.tokens[i] if i >= 0 else None

    def after(self, char: int) -> Token | None:
        """The token that starts at or after a character."""
        i = bisect_left(self.starts, char)
        return self.tokens[i] if i < len(self.tokens) else None

    def noun_phrase(self, char: int) -> Argument | None:
        """The base noun phrase that holds a character, the longest."""
        sentence = self.sentence(char)
        found = [n for n in sentence.noun_phrases if n.span.start <= char < n.span.end] if sentence else []
        return max(found, key=lambda n: len(n.span), default=None)

    def trim(self, start: int, end: int) -> Span | None:
        """`[start, end)` without white space, commas, colons, dashes or stops at its ends."""
        return trim(self.text, start, end)


def place(mention: PartyMention) -> Span:
    """Where a mention stands."""
    return mention.party.resolved_from or mention.party.span


def hull(spans: Place) -> Span | None:
    """From the first of the spans to the end of the last."""
    return Span(spans[0].start, spans[-1].end) if spans else None


LOOSE = " \t\n\r\u00a0\u202f,;:—–-"


def trim(text: str, start: int, end: int, stops: str = ".") -> Span | None:
    """`[start, end)` without white space and loose marks at its ends; None where nothing is left."""
    while start < end and text[start] in LOOSE + stops:
        start += 1
    while end > start and text[end - 1] in LOOSE + stops:
        if text[end - 1] == "." and _abbreviation(text, start, end):
            break
        end -= 1
    return Span(start, end) if start < end else None


def _abbreviation(text: str, start: int, end: int) -> bool:
    """Whether the stop at `end - 1` belongs to its word ("U.S.", "Jan." stays open: only letters between stops)."""
    word = text[start:end].split()[-1] if text[start:end].split() else ""
    return word.count(".") > 1 and word.replace(".", "").isalpha()
