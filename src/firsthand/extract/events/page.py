"""One document as the event rules see it: tokens and mentions with quick ways to find them."""

from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field

from firsthand.extract.events.swallowed import freed
from firsthand.extract.language.layer import Argument, Sentence, Token
from firsthand.extract.tokens import TokenIndex
from firsthand.model import Document, PartyMention, Quantity, Span, TimeMention, Where

UNREAD = frozenset({"boilerplate", "byline", "dateline"})


def location(mention: PartyMention) -> Span:
    """Where a party is mentioned: the pronoun or common noun that stands for it, else its name."""
    return mention.party.resolved_from or mention.party.span


@dataclass(slots=True)
class Page(TokenIndex):
    """What the rules read from; everything is in text order."""

    document: Document
    sentences: tuple[Sentence, ...]
    parties: tuple[PartyMention, ...] = ()
    times: tuple[TimeMention, ...] = ()
    places: tuple[Where, ...] = ()
    quantities: tuple[Quantity, ...] = ()
    tokens: list[Token] = field(init=False)
    starts: list[int] = field(init=False)
    opens: list[int] = field(init=False)  # where each sentence starts
    spots: tuple[Span, ...] = field(init=False)  # where each party is mentioned

    def __post_init__(self) -> None:
        self.sentences = tuple(freed(s) for s in self.sentences if s.block.kind not in UNREAD)
        self.tokens = [t for s in self.sentences for t in s.tokens]
        self.starts = [t.span.start for t in self.tokens]
        self.opens = [s.span.start for s in self.sentences]
        self.parties = tuple(sorted(self.parties, key=location))
        self.spots = tuple(map(location, self.parties))
        self.places = tuple(sorted([*self.places, *self._unresolved()], key=lambda w: w.span))
        self.quantities = tuple(sorted(self.quantities, key=lambda q: q.count.span))

    def _unresolved(self) -> list[Where]:
        """Names of places that the gazetteer does not know and no party bears: somewhere, though nobody knows where."""
        taken = [*(w.span for w in self.places), *self.spots]
        found = [n.span for s in self.sentences for n in s.names if n.label == "PLACE"]
        names = [n for n in found if self.text[n.start].isupper()]  # a name, whatever the recogniser takes "dusk" for
        return [somewhere(self.text, n) for n in names if not any(n.overlaps(t) for t in taken)]

    def token(self, span: Span) -> Token | None:
        """The last token of a span: the head of a name."""
        found = self.within(span)
        return found[-1] if found else None

    def before(self, char: int, count: int = 1) -> list[Token]:
        """The tokens of the same sentence that end at or before `char`, at most `count`, in text order."""
        end = bisect_left(self.starts, char)
        sentence = self.sentence(char)
        start = max(end - count, 0)
        return [t for t in self.tokens[start:end] if sentence is None or t.span.start >= sentence.span.start]

    def after(self, char: int, count: int = 1) -> list[Token]:
        """The tokens of the same sentence that start at or after `char`, at most `count`, in text order."""
        start = bisect_left(self.starts, char)
        sentence = self.sentence(max(char - 1, 0))
        return [t for t in self.tokens[start : start + count] if sentence is None or t.span.end <= sentence.span.end]

    def sentence(self, char: int) -> Sentence | None:
        """The sentence that holds a character."""
        i = bisect_right(self.opens, char) - 1
        return self.sentences[i] if i >= 0 and char < self.sentences[i].span.end else None

    def parties_in(self, span: Span) -> list[PartyMention]:
        return [m for m, spot in zip(self.parties, self.spots, strict=True) if span.contains(spot)]

    def parties_at(self, span: Span) -> list[PartyMention]:
        """The parties mentioned by some word of the span."""
        return [m for m, spot in zip(self.parties, self.spots, strict=True) if spot.overlaps(span)]

    def places_in(self, span: Span) -> list[Where]:
        return [w for w in self.places if span.contains(w.span)]

    def quantities_in(self, span: Span) -> list[Quantity]:
        return [q for q in self.quantities if span.contains(q.count.span)]

    def times_in(self, span: Span) -> list[TimeMention]:
        return [t for t in self.times if t.when.span and span.contains(t.when.span)]


def somewhere(text: str, span: Span) -> Where:
    return Where(span.of(text), span, None, None, None, None, None, None, "unknown")


def base_phrase(sentence: Sentence, head: Span) -> Argument | None:
    """The base noun phrase with that head, else the longest that holds it."""
    found = [n for n in sentence.noun_phrases if n.span.contains(head)]
    return next((n for n in found if n.head == head), max(found, key=lambda n: len(n.span), default=None))
