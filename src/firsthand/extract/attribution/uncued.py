"""Attributions without a cue: a headline's colon, an agency that closes a quotation, a quotation on its own."""

import re
from collections.abc import Iterable, Iterator

from firsthand.extract.attribution.quotes import Quotation, paragraphs
from firsthand.extract.attribution.verbs import is_sentence
from firsthand.extract.attribution.view import Draft, View, trim
from firsthand.model import PartyMention, Span
from firsthand.reference import cues

TOPIC = re.compile(r"\s+(?:on|about|over|to|after|in|amid)\s+")
CLOSING = re.compile(r"\s*[-–—(,]?\s*(?P<name>[A-Z][\w.&-]*(?:\s+[A-Z][\w.&-]*){0,3})\s*[).]*\s*$")
DASH = re.compile(r"\s[-–—]\s+(?P<name>[^-–—:;,.“”\"]{2,70})$")
ON_DAY = re.compile(r",?\s+(?:(?:late|early)\s+)?on\s+(?:\w+day|\d+\s+\w+|\w+\s+\d+)(?:,\s+\d{4})?$")
WITNESSES = frozenset("doctor medic resident villager survivor eyewitness hospital rights group".split())
MAX_SPEAKER = 8  # words before a colon that may name who speaks


def drafts(view: View, taken: Iterable[Span]) -> Iterator[Draft]:
    """Drafts for what stands outside the contents that the cues have `taken`."""
    covered = list(taken)
    for block in dict.fromkeys(s.block for s in view.sentences):
        for line in paragraphs(view.text, (block.span,)):
            draft = _of_line(view, line, block.kind == "headline", covered)
            if draft:
                yield draft


def _of_line(view: View, line: Span, headline: bool, covered: list[Span]) -> Draft | None:
    quotes = [q for q in view.quotations if line.contains(q.span) and not any(c.contains(q.span) for c in covered)]
    if headline:
        return _headline(view, line, quotes)
    quotes = [q for q in quotes if is_sentence(view, q.span)]
    if quotes:
        return _closing(view, line, quotes[-1]) or _colon(view, line, quotes[0])
    return None if any(c.overlaps(line) for c in covered) else _label(view, line) or _dash(view, line)


def _headline(view: View, line: Span, quotes: list[Quotation]) -> Draft | None:
    """ "Group on topic: ‘words’", "Strike kills ten: official"."""
    colon = view.text.find(":", line.start, line.end)
    if colon < 0 or not view.text[colon + 1 : colon + 2].isspace():
        return _dash(view, line)
    left, right = trim(view.text, line.start, colon), trim(view.text, colon + 1, line.end)
    if not left or not right:
        return None
    if quotes and quotes[0].span.start > colon:
        return Draft((), tuple(q.span for q in quotes), speaker(view, left), "say")
    if names_source(view, right) and len(right.of(view.text).split()) <= MAX_SPEAKER:
        return Draft((), (left,), right, "say")
    if is_party(view, left) and len(left.of(view.text).split()) <= MAX_SPEAKER // 2:
        return Draft((), (right,), left, "say")
    return _label(view, line)


def _label(view: View, line: Span) -> Draft | None:
    """ "Police: gunmen kill 12": what stands behind the colon, where those who speak are a word for a source."""
    colon = view.text.find(": ", line.start, line.end)
    left = trim(view.text, line.start, colon) if colon > 0 else None
    right = trim(view.text, colon + 1, line.end) if colon > 0 else None
    if left is None or right is None or len(left.of(view.text).split()) > MAX_SPEAKER:
        return None
    told = any(right.contains(f.trigger) and f.tense != "none" for f in view.frames if f.pos == "VERB")
    if not told or not _is_source(view, left) or any(left.contains(f.trigger) for f in view.frames if f.pos == "VERB"):
        return None
    return Draft((Span(colon, colon + 1),), (right,), left, "say")


def _is_source(view: View, span: Span) -> bool:
    """Whether words name a person, an armed group or a body of those who tell news, and no country or town."""
    words = {t.lemma.lower() for t in view.within(span)}
    party = next((m.party for m in view.parties if (m.party.resolved_from or m.party.span) == span), None)
    return bool(words & (SOURCE_NOUNS | WITNESSES)) or (party is not None and party.kind not in ("government", "state"))


def _dash(view: View, line: Span) -> Draft | None:
    """ "Strike kills nine in market – medics": who closes a headline, or a line without a stop."""
    found = DASH.search(line.of(view.text))
    told = trim(view.text, line.start, line.start + found.start()) if found else None
    name = Span(line.start + found.start("name"), line.start + found.end("name")) if found else None
    if told is None or name is None or len(name.of(view.text).split()) > MAX_SPEAKER or not names_source(view, name):
        return None
    return Draft((), (told,), name, "report" if is_outlet(view, name) else "say")


def before_colon(view: View, cue: Span) -> Span | None:
    """Who speaks before a colon that opens a quotation: "The ministry on Friday: “…”"."""
    sentence = view.sentence(cue.start)
    if cue.of(view.text) != ":" or sentence is None:
        return None
    before = ON_DAY.sub("", view.text[sentence.span.start : cue.start].rstrip())
    return trim(view.text, sentence.span.start, sentence.span.start + len(before)) if before else None


def speaker(view: View, left: Span) -> Span | None:
    """Who speaks, in the words before a headline's colon: "Group" in "Group on topic"."""
    topic = TOPIC.search(left.of(view.text))
    return trim(view.text, left.start, left.start + topic.start()) if topic else left


def is_party(view: View, span: Span) -> bool:
    """Whether a span is just the name of a party."""
    return any((m.party.resolved_from or m.party.span) == span for m in view.parties)


def names_source(view: View, span: Span) -> bool:
    """Whether the words after a headline's last colon name who says it ("officials", "Reuters", "monitor")."""
    words = {t.lemma.lower() for t in view.within(span)}
    sources = SOURCE_NOUNS | cues.media_nouns() | cues.bearers("document")
    return is_party(view, span) or span.of(view.text) in cues.agencies() or bool(words & sources)


def _closing(view: View, line: Span, quote: Quotation) -> Draft | None:
    """ "…,” Reuters." """
    found = CLOSING.match(view.text, quote.span.end, line.end)
    if not found:
        return None
    name = Span(found.start("name"), found.end("name"))
    name = trim(view.text, name.start, name.end)
    if name and (name.of(view.text) in cues.agencies() or is_media(view.parties, name) or is_party(view, name)):
        return Draft((), (quote.span,), name, "report" if is_outlet(view, name) else "say")
    return None


def is_outlet(view: View, span: Span) -> bool:
    """Whether a span names an agency, a newspaper or a broadcaster."""
    return span.of(view.text) in cues.agencies() or is_media(view.parties, span)


def is_media(parties: Iterable[PartyMention], span: Span) -> bool:
    """Whether a mention of a medium stands in the span."""
    return any(m.party.kind == "media" and span.contains(m.party.resolved_from or m.party.span) for m in parties)


def _colon(view: View, line: Span, quote: Quotation) -> Draft | None:
    """ "Spokesman: “words”" at the start of a paragraph."""
    before = trim(view.text, line.start, quote.span.start)
    mark = view.text[line.start : quote.span.start].rstrip()[-1:]
    if not before or mark != ":" or len(before.of(view.text).split()) > MAX_SPEAKER:
        return None
    if any(before.contains(f.trigger) for f in view.frames if f.pos == "VERB"):
        return None
    colon = view.text.rindex(":", line.start, quote.span.start)
    return Draft((Span(colon, colon + 1),), (quote.span,), before, "say")


SOURCE_NOUNS = frozenset(
    """official police army military minister ministry source witness monitor monitors un report reports government
    spokesman spokesperson spokeswoman rescuer medic activist resident governor mayor survey poll study expert analyst
    state watchdog rebel""".split()
)
