"""Through what a word passed, read from the words beside its cue: "told Coast Wire on Friday", "said in a letter read
out on state television", "in a statement published by the agency, it said".

From the origin outwards: first the thing that was written or spoken, then the medium that passed it on.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from firsthand.extract.attribution import media
from firsthand.extract.attribution.verbs import is_carrier
from firsthand.extract.attribution.view import Draft, View, place
from firsthand.extract.language.layer import Sentence
from firsthand.model import Span
from firsthand.reference import cues

THING = re.compile(
    r"\b(?:[Ii]n|[Oo]n|through|via|during|at|by)\s+(?:an?|the|his|her|their|its|another)\s+(?P<np>(?:[\w’'-]+\s+){0,3}?[\w-]+)"
)
LED_BY = re.compile(r"\b(?:to|with|by|on|in|via|through|told|tell|telling|for)\s+$")
HANDED = re.compile(
    r"\b(?:contacted|reached|interviewed|quoted|cited|approached|questioned|met)\s+(?:\w+ly\s+)?(?:by\s+(?:tele)?phone\s+)?(?:by|in)\s+$|\b(?:spoke|speaking|talking)\s+(?:to|with)\s+$"
)
TELLING = re.compile(r"\b(?:told|tells?|telling|informed)$", re.I)
OUTLET = re.compile(r"\s+(?P<name>(?:the\s+)?[A-Z][\w’'&-]*(?:\s+[A-Z\d][\w’'&-]*)*)(?=\s+[a-z]|[,.])")
IN_SETTING = re.compile(
    r"(?:in|on|through|via|during|at)\s+(?:an?|the|its|his|her|their)\s+(?P<np>[^,.;:“”\"\n]{3,90}?)\s(?=that\s)"
)
STOP = re.compile(r"[,;:—–]|[.]\s|[.]$|[“\"]")
BESIDE = re.compile(r"\s*,?\s*(?:in|on|through|via)\s+(?:an?|the|his|her|their|its)\s")
GIVEN_TO = re.compile(r"\b(?:interview|comments?|remarks?|statement|message|letter|call)\s+(?:with|to)(?=\s)", re.I)
SETTING = ("In ", "On ", "Through ", "Speaking ")
MESSENGERS = frozenset("radio WhatsApp Signal Messenger Viber Skype Zoom Telegram".split())
BY_CALL = re.compile(r"\b(?:by|via|over|through)\s$")
AFTER_CUE = 40  # characters behind a cue in which its occasion stands
OWN = frozenset("its their his her our".split())


def through(view: View, draft: Draft) -> Draft:
    """The draft with all that its word passed through."""
    sentence = view.sentence(draft.anchor)
    if sentence is None or not draft.cue:
        return draft
    draft = _freed(view, draft)
    free = [r for r in _regions(view, sentence, draft) if r.start < r.end]
    things = _apart(draft, (s for r in free for s in _things(view, r) if not _anybody(view, s)))
    named = [*_by_name(view, draft), *_handed(view, draft)]
    media = _apart(draft, [*(s for r in free for s in _media(view, draft, r)), *named], things)
    rest = [c for c in draft.carriers if not any(c.overlaps(f) for f in (*things, *media))]
    return replace(draft, carriers=tuple(c for c in (*things, *rest, *media) if not _anybody(view, c)))


def _freed(view: View, draft: Draft) -> Draft:
    """ "Told *Coast Radio* her son was gone", "said *in a letter read on radio* that": no part of what is told."""
    if not draft.content:
        return draft
    behind = draft.cue[-1].end
    told = TELLING.search(draft.cue[-1].of(view.text)) is not None
    near = _medium_after(view, behind) or media.title_behind(view, behind) if told else None
    first = draft.content[0]
    if found := IN_SETTING.match(view.text, first.start, first.end):
        phrase = view.noun_phrase(found.start("np"))
        if phrase is not None and _is_thing(view, phrase.head):
            return replace(draft, content=(Span(found.end(), first.end), *draft.content[1:]))
    if near is not None and len(draft.content) > 1:  # "told Radyo *Mòn*", of which the end was taken for what is told
        kept = tuple(c for c in draft.content if not near.contains(c))
        draft = replace(draft, content=kept) if kept else draft
    if near is None or not first.start <= near.start < near.end < first.end:
        return draft
    rest = view.trim(near.end, first.end)
    return replace(draft, content=(rest, *draft.content[1:])) if rest else draft


def _anybody(view: View, carrier: Span) -> bool:
    """Whether the press at large is meant, or an occasion to speak: "told reporters in Gao", "in an interview"."""
    if _by_call(view, carrier):
        return True
    words = [t for t in view.within(carrier) if t.pos != "ADJ"]
    noun = next((t for t in words if t.tag.startswith("NN") and t.tag != "NNP"), None)
    behind = words[words.index(noun) + 1 :][:1] if noun else []
    head = noun is not None and (noun is words[-1] or (bool(behind) and not behind[0].tag.startswith("NN")))
    last = words[-1].lemma.lower() if words else ""
    return last in cues.occasions() or (
        noun is not None and head and words[0].tag in ("NNS", "DT") and noun.lemma.lower() in cues.anybody()
    )


def _by_call(view: View, carrier: Span) -> bool:
    """Whether a service only bore a call: "said via WhatsApp"; what is said on it is published there."""
    return carrier.of(view.text) in MESSENGERS and BY_CALL.search(view.text[: carrier.start]) is not None


def _apart(draft: Draft, found: Iterable[Span], taken: Iterable[Span] = ()) -> list[Span]:
    """The spans, each once, without those that stand in what is told or in who tells it, or are `taken`."""
    out: list[Span] = []
    for span in found:
        if any(span.overlaps(t) for t in taken):
            continue
        told = any(span.overlaps(c) for c in draft.content)
        if not told and not any(span.overlaps(o) for o in out) and draft.source != span:
            out.append(span)
    return out


def _regions(view: View, sentence: Sentence, draft: Draft) -> Iterator[Span]:
    """Where carriers stand: before the speaker, between speaker and cue, in the cue, behind it up to what is told."""
    cue, last = draft.cue[0], draft.cue[-1]
    source = draft.source
    if source is not None and sentence.span.start <= source.start < cue.start:
        yield from _opening(view, sentence, source)
        if BESIDE.match(view.text, source.end, cue.start):
            yield Span(source.end, cue.start)
    yield from draft.cue
    behind = [last.end, *([source.end] if source is not None and source.start >= last.end else [])]
    start = max(behind)
    following = [c.start for c in draft.content if c.start >= start]
    end = min([*following, sentence.span.end])
    stop = STOP.search(view.text, start, end)
    yield Span(start, stop.start() if stop else end)


def _opening(view: View, sentence: Sentence, source: Span) -> Iterator[Span]:
    """ "In a statement published by the agency, …": the words before the speaker, up to a comma."""
    before = Span(sentence.span.start, source.start)
    if before.of(view.text).rstrip().endswith(",") and before.of(view.text).startswith(
        ("In ", "On ", "Through ", "Speaking ")
    ):
        yield before


def _things(view: View, region: Span) -> Iterator[Span]:
    """What was written, spoken or filmed: "in a statement"."""
    for found in THING.finditer(view.text, region.start, region.end):
        phrase = view.noun_phrase(found.start("np"))
        if phrase is not None and region.contains(phrase.span) and _is_thing(view, phrase.head):
            yield phrase.span


def _is_thing(view: View, head: Span) -> bool:
    lemmas = {t.lemma.lower() for t in view.within(head)}
    return bool(lemmas & (cues.bearers("document") | cues.bearers("image")) - cues.figures() - cues.media_nouns())


def _media(view: View, draft: Draft, region: Span) -> Iterator[Span]:
    """The agencies, papers and stations that a region names: "told state television", "published by the agency"."""
    for noun in _phrases(view, region):
        words = view.within(noun)
        led = LED_BY.search(view.text[region.start - 8 : noun.start]) or noun.start - region.start <= 1
        whole = _with_name(view, noun)
        own = words[0].text.lower() in OWN or words[-1].lemma.lower() in cues.anybody()
        thing = _is_thing(view, words[-1].span) or _pictures(view, noun) or _only_saw(view, noun)
        if led and not own and is_carrier(view, whole) and not thing and not _by_call(view, whole):
            yield whole


def _only_saw(view: View, noun: Span) -> bool:
    """Whether a medium only saw or checked what another said: "a report seen by Coast Wire"."""
    by = view.before(noun.start)
    verb = view.before(by.span.start) if by is not None and by.text == "by" else None
    return verb is not None and verb.lemma.lower() in cues.only_saw()


def _pictures(view: View, noun: Span) -> bool:
    """Whether a phrase is of pictures, which are looked at, not told through: "based on satellite imagery"."""
    return bool({t.lemma.lower() for t in view.within(noun)} & (cues.bearers("image") | {"imagery"}))


def _with_name(view: View, noun: Span) -> Span:
    """ "The newspaper El Mundo": the noun with the name that follows it."""
    named = [place(m) for m in view.parties if m.party.kind == "media" and place(m).start == noun.end + 1]
    return Span(noun.start, named[0].end) if named else media.whole(view, noun)


def _phrases(view: View, region: Span) -> Iterator[Span]:
    sentence = view.sentence(region.start)
    for noun in sentence.noun_phrases if sentence else ():
        if region.contains(noun.span):
            yield noun.span


def _by_name(view: View, draft: Draft) -> Iterator[Span]:
    """A name that is nobody else's in the text, behind "told" or "in an interview with": "told Coast on Saturday"."""
    last = draft.cue[-1]
    near = _medium_after(view, last.end) or media.title_behind(view, last.end)
    if near and TELLING.search(last.of(view.text)):
        yield near
        return
    given = GIVEN_TO.search(view.text, draft.anchor, last.end + AFTER_CUE)
    start = last.end if TELLING.search(last.of(view.text)) else given.end() if given else None
    found = OUTLET.match(view.text, start) if start is not None else None
    if found is None or "\n" in view.text[last.end : found.end()]:
        return
    name = Span(found.start("name"), found.end("name"))
    known = [m for m in view.parties if place(m).overlaps(name)]
    sentence = view.sentence(name.start)
    labels = {n.label for n in sentence.names if n.span.overlaps(name)} if sentence else set()
    if (
        all(m.party.kind == "media" for m in known)
        and (known or "ORG" in labels or len(name.of(view.text).split()) == 1)
    ) or media.title(name.of(view.text)):
        yield name


def _medium_after(view: View, end: int) -> Span | None:
    """The medium named right behind a word: "told Caracol Radio her son had been taken"."""
    named = (place(m) for m in view.parties if m.party.kind == "media" and end < place(m).start <= end + len(" the "))
    return next(named, None)


def _handed(view: View, draft: Draft) -> Iterator[Span]:
    """Who heard the speaker: "a driver reached by Coast Wire", "who spoke to the paper"."""
    if draft.source is None:
        return
    end = draft.cue[0].start if draft.cue[0].start > draft.source.start else draft.source.end + 60
    for noun in _phrases_within(view, Span(draft.source.start, end)):
        if HANDED.search(view.text[draft.source.start : noun.start]) and is_carrier(view, noun):
            yield noun


def _phrases_within(view: View, region: Span) -> Iterator[Span]:
    sentence = view.sentence(region.start)
    return (n.span for n in (sentence.noun_phrases if sentence else ()) if region.contains(n.span))
