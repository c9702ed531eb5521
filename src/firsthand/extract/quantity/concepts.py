"""What is counted: the noun phrase that stands behind an amount."""

from bisect import bisect_right
from collections.abc import Callable, Sequence

from firsthand.extract.language.layer import Sentence, Token
from firsthand.extract.phrases import Tokens
from firsthand.model import Span
from firsthand.reference.guards import words

SKIPPED = words("quantities", "skipped")
STOP = words("quantities", "stop")
PLURAL = words("quantities", "plural")
NOUNISH = frozenset({"NN", "NNS", "NNP", "NNPS"})
PHRASE = NOUNISH | {"JJ", "JJR", "JJS", "VBG", "VBN", "HYPH", "POS", "FW", "AFX"}
PLACED = frozenset({"near", "inside", "outside"})  # which a tagger takes for adjectives: "wounded six near Gao"
MOST = 6  # words of a counted phrase


def finder(sentences: Sequence[Sentence]) -> Callable[[Tokens, int], tuple[int, int] | None]:
    """A function from tokens and a place among them to the tokens of the noun phrase that begins there."""
    starts = [s.span.start for s in sentences]

    def find(tokens: Tokens, at: int) -> tuple[int, int] | None:
        while at < len(tokens.words) and tokens.words[at] in SKIPPED:
            at += 1
        if at >= len(tokens.words):
            return None
        i = bisect_right(starts, tokens.starts[at]) - 1
        tags = sentences[i].tokens if i >= 0 else ()
        end = _by_tags(tokens, at, tags) if any(t.tag for t in tags) else _by_words(tokens, at)
        return (at, end) if end > at else None

    return find


def _by_tags(tokens: Tokens, at: int, tagged: Sequence[Token]) -> int:
    """Adjectives and nouns, up to the last noun."""
    tags = {t.span.start: t.tag for t in tagged}
    end = last = at
    while end < len(tokens.words) and end - at < MOST:
        tag = tags.get(tokens.starts[end], "HYPH" if tokens.words[end] in ("-", "‑") else "")
        if not tag and tokens.words[end] == "s" and end > at and tokens.words[end - 1] in ("'", "’"):
            tag = "POS"
        if tag not in PHRASE or tokens.words[end] in PLACED:
            break
        end += 1
        last = end if tag in NOUNISH else last
    return last


def _by_words(tokens: Tokens, at: int) -> int:
    """Words up to the first plural, where no tags are known."""
    for end in range(at, min(at + MOST, len(tokens.words))):
        word = tokens.words[end]
        if word in STOP or not (word.isalpha() or word in ("-", "‑")):
            return end
        if word in PLURAL or (
            word.endswith("s") and not word.endswith("ss") and len(word) > 3 and tokens.raws[end].islower()
        ):
            return end + 1
    return min(at + 1, len(tokens.words))


def span(tokens: Tokens, found: tuple[int, int]) -> Span:
    return Span(tokens.starts[found[0]], tokens.ends[found[1] - 1])
