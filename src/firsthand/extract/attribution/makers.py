"""Whose a document, a film or a figure is: "a report by Open Gate", "figures from the council", "a police report".

What such a thing says is the word of whoever made it; who only saw, checked or printed it is not.
"""

from collections.abc import Sequence

from firsthand.extract.attribution.view import View
from firsthand.extract.language.layer import Sentence, Token
from firsthand.model import PartyMention, Span
from firsthand.reference import cues, roles

REACH = 5  # words between a thing and the "by" or "from" that names its maker
BODIES = frozenset("state-forces rebel-group militia coalition government intergovernmental ngo".split())


def maker(view: View, source: Span) -> Span | None:
    """Who made the thing that a source's phrase names, where the text says so."""
    sentence, head = view.sentence(source.start), _thing(view, source)
    if sentence is None or head is None:
        return None
    before = [t for t in view.within(source) if t.span.end <= head.span.start]
    return _owner(view, before) or _modifier(view, before, head) or _by(view, sentence, head)


def thing(view: View, source: Span) -> str | None:
    """What the maker of a source's thing spoke through: "report", "video"; None for bare figures."""
    head = _thing(view, source)
    lemma = head.lemma.lower() if head is not None else ""
    return lemma if lemma in cues.bearers("image") | cues.bearers("document") - cues.figures() else None


def _thing(view: View, source: Span) -> Token | None:
    """The noun of a phrase that opens with a thing that can speak for somebody."""
    things = cues.bearers("image") | cues.bearers("document") | cues.figures()
    tokens = view.within(source)
    for token, after in zip(tokens, [*tokens[1:], None], strict=True):
        if token.pos in ("ADP", "VERB", "AUX", "PUNCT"):
            return None
        ends = after is None or (after.tag != "POS" and not after.tag.startswith("NN"))
        if token.tag in ("NN", "NNS") and ends:
            return token if token.lemma.lower() in things else None
    return None


def _owner(view: View, before: Sequence[Token]) -> Span | None:
    """ "The council's figures", "its report"."""
    if before and before[0].text.lower() in ("its", "their"):
        return before[0].span
    mark = next((t for t in before if t.tag == "POS"), None)
    return view.trim(before[0].span.start, mark.span.start) if mark is not None else None


def _modifier(view: View, before: Sequence[Token], head: Token) -> Span | None:
    """ "A police report": a body named right before the thing."""
    near = [m for m in view.parties if m.party.kind in BODIES and before and _at(m).start >= before[0].span.start]
    touching = [_at(m) for m in near if 0 <= head.span.start - _at(m).end <= 1]
    plain = [t.span for t in before[-1:] if t.tag.startswith("NN") and roles.is_body(t.text)]
    return max(touching or plain, key=len, default=None)


def _by(view: View, sentence: Sentence, head: Token) -> Span | None:
    """ "A video released by the front", "figures from the council"."""
    after = [t for t in sentence.tokens if t.span.start >= head.span.end][: REACH + 1]
    i = next((n for n, t in enumerate(after[:-1]) if t.text in ("by", "from")), None)
    if i is None or any(t.pos == "PUNCT" or t.tag in ("VBD", "VBZ", "VBP", "IN") for t in after[:i]):
        return None
    if any(t.lemma.lower() in cues.handled() for t in after[:i]):
        return None
    phrase = view.noun_phrase(after[i + 1].span.start)
    if phrase is None or (after[i].text == "from" and not _speaks(view, phrase.span)):
        return None
    return phrase.span


def _speaks(view: View, phrase: Span) -> bool:
    """Whether a phrase names a body or a person, and not where a thing came from."""
    named = any(phrase.overlaps(_at(m)) for m in view.parties)
    words = phrase.of(view.text)
    return named or roles.role(words) is not None or roles.is_body(words)


def _at(mention: PartyMention) -> Span:
    return mention.party.resolved_from or mention.party.span
