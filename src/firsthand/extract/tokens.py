"""Quick ways to find the tokens of a document by their place in its text."""

from bisect import bisect_left, bisect_right
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from firsthand.extract.language.layer import Token
    from firsthand.model import Document, Span


class TokenIndex:
    """What a rule's view of a document stands on: `tokens` in text order and where each starts."""

    __slots__ = ()
    document: "Document"
    tokens: "list[Token]"
    starts: list[int]

    @property
    def text(self) -> str:
        return self.document.text

    def index(self, char: int) -> int:
        """The number of the first token that ends after `char`."""
        i = bisect_right(self.starts, char) - 1
        return i if i >= 0 and self.tokens[i].span.end > char else i + 1

    def within(self, span: "Span") -> "list[Token]":
        """The tokens of a span."""
        return self.tokens[bisect_left(self.starts, span.start) : bisect_left(self.starts, span.end)]
