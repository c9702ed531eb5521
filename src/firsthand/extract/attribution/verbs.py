"""Attributions that a verb makes: "X said that …", "the video shows …", "he was quoted as saying …"."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace

from firsthand.extract.attribution.view import Draft, Place, View, trim
from firsthand.extract.language.layer import Frame
from firsthand.model import Span
from firsthand.model.reading import SayKind
from firsthand.reference import cues

OPENERS = frozenset("that whether how why what who when where if to".split())
LEFT_OF_CUE = frozenset({"AUX", "ADV", "PART"})
DAYS = frozenset("monday tuesday wednesday thursday friday saturday sunday today yesterday tomorrow tonight".split())
STRONG = frozenset("concede deny warn ask order".split())  # kinds that the tagger, trained on other news, misses
LOOSELY = frozenset("think know believe see show guess suppose be mean".split())  # often no more than a turn of phrase
CARRIED_BY = frozenset("in on via through during".split())
TOLD_TO = frozenset("to with".split())
SENTENCE_END = re.compile(r"\w{4,}[”\"’')]?[.?!]\s+[A-Z]")


def drafts(view: View) -> Iterator[Draft]:
    """One draft for each cue verb with a content."""
    linked = linked_quotations(view)
    for frame in view.frames:
        if frame.pos != "VERB":
            continue
        draft = _draft(view, frame, linked.get(frame.trigger, ()))
        if draft:
            yield draft


def _draft(view: View, frame: Frame, quotes: Place) -> Draft | None:
    uses = cues.verbs().get(frame.lemma, {})
    if quotes and "quote" in uses:
        clause = _clause(view, frame)
        content = merge(view.text, (*quotes, *((clause,) if clause else ())))
        draft = _made(view, frame, content, uses["quote"])
        if draft and draft.source is None and frame.voice == "active":
            draft = replace(draft, source=_right_before(view, draft.cue[0]))
        return replace(draft, sure=frame.tense != "none" and draft.source is not None) if draft else None
    return _of_clause(view, frame, uses)


def _of_clause(view: View, frame: Frame, uses: Mapping[cues.Takes, SayKind]) -> Draft | None:
    for use, find in FINDERS.items():
        kind = uses.get(use) or (_with_preposition(frame) if use == "phrase" else None)
        content = find(view, frame) if kind else None
        if content and kind:
            draft = _made(view, frame, (content,), kind)
            return replace(draft, sure=_sure(view, frame, kind, use)) if draft else None
    if "quote" in uses and (content := _around(view, frame)):
        draft = _made(view, frame, content, uses["quote"])
        told = any(c.contains(f.trigger) for c in content for f in view.frames if f.pos == "VERB" and f.tense != "none")
        return replace(draft, sure=told and frame.lemma not in LOOSELY and frame.tense != "none") if draft else None
    return None


def _right_before(view: View, cue: Span) -> Span | None:
    """The noun phrase that ends where the cue begins: the speaker after a quotation, whatever the tree makes of it."""
    before = view.before(cue.start)
    phrase = view.noun_phrase(before.span.start) if before and before.pos in ("NOUN", "PROPN", "PRON") else None
    return phrase.span if phrase and not view.quotation(phrase.span.start) else None


def _sure(view: View, frame: Frame, kind: SayKind, use: cues.Takes) -> bool:
    """Whether a rule's find stands where the tagger saw nothing: plain reports, outside of quotations.

    On the development articles half of these are marked, of the other rules' finds a tenth.
    """
    if frame.modal or frame.negated:
        return False
    if kind == "assess" and frame.voice == "passive" and not frame.agent:
        return use == "clause"
    if frame.agent is None or view.quotation(frame.trigger.start):
        return False
    owned = kind == "concede" and not frame.patient and any(o.preposition == "to" for o in frame.obliques)
    if use == "phrase" and (kind in ("deny", "warn", "order") or owned):  # "admitted to the raid"
        return True
    if (kind in STRONG and use == "infinitive") or (kind == "show" and _is_image(view, frame.agent.head)):
        return True
    told = kind not in ("believe", "show", "assess", "predict") and "quote" in cues.verbs().get(frame.lemma, {})
    return use == "clause" and told and (frame.tense != "none" or kind in STRONG)


def _is_image(view: View, head: Span) -> bool:
    """Whether a picture or a figure shows a thing."""
    return any(t.lemma.lower() in cues.bearers("image") | cues.figures() for t in view.within(head))


def _made(view: View, frame: Frame, content: Place, kind: SayKind) -> Draft | None:
    cue, source = cue_span(view, frame), source_span(view, frame)
    if any(c.contains(cue) for c in content) and len(content) == 1:
        content = _without(view.text, content[0], cue, source)
    if source and any(source.overlaps(c) for c in content):
        content = tuple(p for c in content for p in _without(view.text, c, source, None))
    content = tuple(c for c in content if not c.overlaps(cue))
    carried = (*(named_in(view, source) if source else ()), *carriers(view, frame, content))
    return Draft((cue,), content, source, kind, carried) if content else None


def _without(text: str, whole: Span, cue: Span, source: Span | None) -> Place:
    """`whole` without cue and source where these stand inside of it."""
    holes = sorted(h for h in (cue, source) if h and h.overlaps(whole))
    ends = [whole.start, *(x for h in holes for x in (h.start, h.end)), whole.end]
    pieces = (trim(text, a, b, stops="") for a, b in zip(ends[::2], ends[1::2], strict=True) if a < b)
    return tuple(p for p in pieces if p and any(c.isalnum() for c in p.of(text)))


def merge(text: str, spans: Place) -> Place:
    """`spans` in text order, those that touch or have only blanks between them as one."""
    out: list[Span] = []
    for span in sorted(spans):
        if out and (span.start <= out[-1].end or not text[out[-1].end : span.start].strip()):
            out[-1] = Span(out[-1].start, max(out[-1].end, span.end))
        else:
            out.append(span)
    return tuple(out)


def cue_span(view: View, frame: Frame) -> Span:
    """The verb with its auxiliaries, negation and adverbs before it: "has also denied"."""
    start = frame.trigger.start
    i = view.index(start) - 1
    while i >= 0 and view.tokens[i].pos in LEFT_OF_CUE and view.tokens[i].span.end >= start - 1:
        start = view.tokens[i].span.start
        i -= 1
    return Span(start, frame.trigger.end)


def source_span(view: View, frame: Frame) -> Span | None:
    """Who speaks: the agent; in "X was quoted as saying" the patient."""
    if frame.voice == "passive" and frame.lemma in cues.relay_verbs() and frame.patient:
        return frame.patient.span
    if frame.agent:
        return _source_phrase(view, frame.agent.span, frame.trigger)
    governor = next((f for f in view.frames if f.trigger == frame.governor), None) if frame.governor else None
    if governor and frame.relation in ("adverbial", "conjunct", "purpose") and governor.agent:
        return _source_phrase(view, governor.agent.span, frame.trigger)
    return None


def _source_phrase(view: View, span: Span, trigger: Span) -> Span:
    """The source's phrase without a clause after it that holds the cue, and without commas at its end."""
    end = min(span.end, trigger.start) if span.start < trigger.start < span.end else span.end
    return trim(view.text, span.start, end) or span


def _clause(view: View, frame: Frame) -> Span | None:
    """The embedded clause with its opening "that", over the whole of any quotation that it breaks."""
    if not frame.content:
        return None
    span = _whole_quotations(view, frame.content, frame.trigger)
    before = view.before(span.start)
    if before and before.text.lower() in OPENERS and before.span.start > frame.trigger.start:
        span = Span(before.span.start, span.end)
    return trim(view.text, span.start, span.end)


def _whole_quotations(view: View, span: Span, trigger: Span) -> Span:
    for char in (span.start, span.end - 1):
        quote = view.quotation(char)
        if quote and not quote.span.contains(trigger):
            span = Span(min(span.start, quote.span.start), max(span.end, quote.span.end))
    return span


def _infinitive(view: View, frame: Frame) -> Span | None:
    """The clause with "to" that the verb governs."""
    for child in view.children.get(frame.trigger, ()):
        if child.relation not in ("purpose", "content") or not child.clause:
            continue
        tokens = view.within(child.clause)
        to = next((t for t in tokens if t.text.lower() == "to" and t.span.start < child.trigger.start), None)
        before = view.before(child.trigger.start)
        to = to or (before if before and before.text.lower() == "to" else None)
        if to and to.span.start > frame.trigger.start:
            start = to.span.start
            back = view.before(start)
            start = back.span.start if back and back.text.lower() == "not" else start
            start = _bidden(frame, start)
            return trim(view.text, start, _whole_quotations(view, child.clause, frame.trigger).end)
    return None


def _bidden(frame: Frame, start: int) -> int:
    """Where the content of an order or a request begins: at those who are to do it, if they stand before `start`."""
    kind = cues.verbs().get(frame.lemma, {}).get("infinitive")
    whom = frame.patient or frame.recipient
    between = (
        whom is not None and frame.voice == "active" and frame.trigger.end <= whom.span.start < whom.span.end <= start
    )
    return whom.span.start if whom and between and kind in ("ask", "order") else start


def _phrase(view: View, frame: Frame) -> Span | None:
    """The noun phrase that a verb of calling, praising or condemning takes, or that of its preposition."""
    for oblique in frame.obliques:
        if f"{frame.lemma} {oblique.preposition}" in cues.verbs():
            return trim(view.text, oblique.span.start, oblique.span.end)
    if frame.patient and is_time(view, frame.patient.span):
        return None
    if frame.patient and frame.voice == "active" and "phrase" in cues.verbs().get(frame.lemma, {}):
        end = max([frame.patient.span.end, *(o.span.end for o in frame.obliques if o.preposition in ("as", "for"))])
        if frame.patient.span.start > frame.trigger.end:
            return trim(view.text, frame.patient.span.start, _with_infinitive(view, frame, end))
    return None


def is_time(view: View, span: Span) -> bool:
    """Whether a phrase is nothing but a time ("reported Wednesday")."""
    return any(m.when.span and m.when.span.contains(span) for m in view.times) or all(
        t.text.lower() in DAYS for t in view.within(span)
    )


def _with_infinitive(view: View, frame: Frame, end: int) -> int:
    """The end of the clause with "to" that follows at `end`: "urged fighters not to flee"."""
    after = [t.text.lower() for t in view.tokens[view.index(end) : view.index(end) + 2]]
    if "infinitive" not in cues.verbs().get(frame.lemma, {}) or (after[:1] != ["to"] and after != ["not", "to"]):
        return end
    to = view.tokens[view.index(end) + (after[0] == "not")].span.end
    verb = next((f for f in view.frames if f.trigger.start >= to), None)
    return verb.clause.end if verb and verb.clause and verb.trigger.start <= to + 20 else end


def _with_preposition(frame: Frame) -> SayKind | None:
    for oblique in frame.obliques:
        uses = cues.verbs().get(f"{frame.lemma} {oblique.preposition}", {})
        if "phrase" in uses:
            return uses["phrase"]
    return None


def _around(view: View, frame: Frame) -> Place:
    """The sentence around a parenthetical "…, analysts say, …" or before a closing "…, he said"."""
    sentence = view.sentence(frame.trigger.start)
    before = frame.agent.span.start if frame.agent else frame.trigger.start
    before = min(before, cue_span(view, frame).start)
    if not sentence or view.text[sentence.span.start : before].rstrip()[-1:] != ",":
        return ()
    rest = view.text[frame.trigger.end : sentence.span.end]
    pieces = [trim(view.text, sentence.span.start, before)]
    if rest.lstrip().startswith(","):
        pieces.append(trim(view.text, frame.trigger.end, sentence.span.end))
    elif any(c.isalnum() for c in rest) and len(rest.split()) > 8:
        return ()
    return tuple(p for p in pieces if p)


def carriers(view: View, frame: Frame, content: Place) -> Iterator[Span]:
    """The media that the word passed through: "said in the video", "told state television"."""
    told = frame.recipient if frame.lemma in ("tell", "inform") else None
    relayed = frame.agent if frame.voice == "passive" and frame.lemma in cues.relay_verbs() else None
    for argument in (*filter(None, (told, relayed)), *frame.obliques):
        if argument.preposition not in CARRIED_BY | TOLD_TO | {None} or any(c.overlaps(argument.span) for c in content):
            continue
        if is_carrier(view, argument.span):
            yield argument.span


def named_in(view: View, source: Span) -> Iterator[Span]:
    """The medium within a source's phrase: "a man named so in the video"."""
    tokens = view.within(source)
    for i, token in enumerate(tokens[:-1]):
        phrase = view.noun_phrase(tokens[i + 1].span.start)
        if token.text.lower() in CARRIED_BY and phrase and source.contains(phrase.span):
            heads = {t.lemma.lower() for t in view.within(phrase.head)}
            if heads & cues.bearers("image") or (heads & cues.bearers("document") and token.text.lower() == "in"):
                yield phrase.span


def is_carrier(view: View, span: Span) -> bool:
    """Whether a phrase names a medium: an agency, a newspaper, a film, a document."""
    if any(p.kind == "media" and span.contains(p.resolved_from or p.span) for p in (m.party for m in view.parties)):
        return True
    tokens = view.within(span)
    words = {t.lemma.lower() for t in tokens}
    if tokens and tokens[-1].text in cues.media_titles():
        return True
    named = any(a in span.of(view.text).split() for a in cues.agencies())
    return named or bool(words & (cues.bearers("image") | cues.bearers("document") | cues.media_nouns()))


def linked_quotations(view: View) -> dict[Span, Place]:
    """Quotations by the trigger of the verb that they belong to."""
    speech = [f for f in view.frames if f.pos == "VERB" and "quote" in cues.verbs().get(f.lemma, {})]
    speech = [f for f in speech if not view.quotation(f.trigger.start)]
    out: dict[Span, list[Span]] = {}
    last: tuple[Span, Span] | None = None  # trigger and end of the statement before
    for quote in view.quotations:
        trigger = _cue_of(view, quote.span, speech)
        if trigger is None and last and is_sentence(view, quote.span) and _follows(view.text, last[1], quote.span):
            trigger = last[0]
        if trigger:
            out.setdefault(trigger, []).append(quote.span)
            last = trigger, Span(min(trigger.start, quote.span.start), max(trigger.end, quote.span.end))
    return {t: tuple(q) for t, q in out.items()}


def is_sentence(view: View, quote: Span) -> bool:
    """Whether quoted words are an utterance and no scare quotes: a stop or comma inside, or five words and more."""
    words = quote.of(view.text)
    return len(words.split()) > 4 or words.rstrip("”’'\"»")[-1:] in ".,!?…"


def _cue_of(view: View, quote: Span, speech: list[Frame]) -> Span | None:
    if not is_sentence(view, quote):
        return None
    found: list[tuple[int, Span]] = []
    for frame in speech:
        t = frame.trigger
        gap = view.text[quote.end : t.start] if t.start >= quote.end else view.text[t.end : quote.start]
        if len(gap) > 200 or "\n" in gap or _breaks(gap) or (t.start >= quote.end and not _attached(view, quote)):
            continue
        found.append((len(gap) + (0 if t.start >= quote.end else 5), t))
    return min(found)[1] if found else None


def _attached(view: View, quote: Span) -> bool:
    """Whether the sentence goes on after the quotation: it closes with a comma, or no capital follows its stop."""
    tail = quote.of(view.text).rstrip("”’'\"»")[-1:]
    rest = view.text[quote.end :].lstrip(" ")
    return tail in ",?!—-" or rest[:1] in ",—-" or rest[:1].islower() or tail not in "."


def _breaks(gap: str) -> bool:
    """Whether a sentence ends within the gap."""
    return bool(SENTENCE_END.search(gap))


def _follows(text: str, before: Span, quote: Span) -> bool:
    """Whether the quotation is the next sentence of the same paragraph after a statement."""
    gap = text[before.end : quote.start]
    ends = gap.count(".") + gap.count("?")
    return "\n" not in gap and ends <= 1 and len(gap.split()) <= 25 and gap.strip()[-1:] in ".:;,”"


FINDERS: dict[cues.Takes, Callable[[View, Frame], Span | None]] = {
    "clause": _clause,
    "infinitive": _infinitive,
    "phrase": _phrase,
}
