"""What an outlet's own people saw: "our reporter counted nine craters", "I found the tail of a rocket"."""

import re
from collections.abc import Iterable, Iterator, Sequence

from firsthand.extract.attribution.naming import own_outlet
from firsthand.extract.attribution.view import Draft, View, trim
from firsthand.extract.language.layer import Token
from firsthand.model import Span
from firsthand.reference.speakers import speakers

SEES = frozenset("see hear watch witness observe count find film photograph".split())
FINITE = frozenset({"VBD", "VBN"})
WRITERS = frozenset({"i", "we"})
TITLE = re.compile(r"(?:[A-Z][\w&’'-]*\s+)*[A-Z][\w&-]*")
BETWEEN = 12  # tokens between whoever saw and the verb
STOPS = frozenset("; : – — which who that".split())


def drafts(view: View, told: Iterable[Draft]) -> Iterator[Draft]:
    """One draft for each sentence in which the outlet's own people see something, if nobody is quoted with the verb."""
    known = [c for d in told for c in d.cue]
    for sentence in view.sentences:
        if sentence.block.kind != "paragraph":
            continue
        for i, token in enumerate(sentence.tokens):
            if token.tag not in FINITE or token.lemma.lower() not in SEES or any(c.overlaps(token.span) for c in known):
                continue
            source = _subject(view, sentence.tokens, i) if view.quotation(token.span.start) is None else None
            content = trim(view.text, token.span.end, sentence.span.end)
            if source is not None and content is not None:
                yield Draft((token.span,), (content,), source, "report")
                break


def _subject(view: View, tokens: Sequence[Token], i: int) -> Span | None:
    """The outlet's own people before a verb, if nobody else comes in between."""
    for n in range(i - 1, max(i - BETWEEN, 0) - 1, -1):
        token = tokens[n]
        word = token.lemma.lower()
        other = token.tag == "PRP" or (token.tag == "NNP" and tokens[n - 1].tag not in ("IN", "NNP"))
        if token.text in STOPS or token.tag in ("TO", "MD") or (other and word not in WRITERS):
            return None
        if word in WRITERS:
            return token.span
        if word in speakers().reporters:
            start = next((m for m in range(n, max(n - 6, -1), -1) if tokens[m].tag in ("DT", "PRP$")), None)
            phrase = Span(tokens[start].span.start, _end(tokens, n)) if start is not None else None
            return phrase if phrase is not None and _is_ours(view, phrase.of(view.text)) else None
    return None


def _end(tokens: Sequence[Token], n: int) -> int:
    """The end of "a reporter of Coast Wire"."""
    end = n
    if [t.text for t in tokens[n + 1 : n + 2]] in (["of"], ["for"], ["from"]):
        end = n + 2
        while end + 1 < len(tokens) and tokens[end].text.islower() and tokens[end].tag != "NNP":
            end += 1
        while end + 1 < len(tokens) and tokens[end + 1].tag == "NNP":
            end += 1
    return tokens[end].span.end


def _is_ours(view: View, words: str) -> bool:
    """Whether a reporter's phrase names his outlet: "our reporter", "this reporter", "a Mirror correspondent"."""
    if speakers().own.search(words) is not None or words.lower().startswith("this "):
        return True
    document = view.document
    own = [set(n.lower().split()) for n in (document.outlet, document.agency) if n]
    named = {m.group().lower().removesuffix("'s").removesuffix("’s") for m in TITLE.finditer(words)} - {
        "a",
        "an",
        "the",
    }
    return any(own_outlet(view, n) or any(set(n.split()) <= o for o in own) for n in named)
