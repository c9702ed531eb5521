"""Pieces of evidence that a report tells of: videos, photos, statements, documents; who made them, and when."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from firsthand.extract.events.page import Page, base_phrase, location
from firsthand.extract.language.layer import Argument, Frame, Sentence, Token
from firsthand.model import Document, Item, Party, PartyMention, Span, TimeMention, When, claim_id
from firsthand.reference import evidence

NEW = frozenset({"a", "an", "another", "second", "new", "separate"})
OLD = frozenset({"the", "this", "that", "its", "their"})
UNCLEAR = ("when", "date")
DATED = "dated"
LABEL = re.compile(r"\s*(?::|by\s+[A-Z]|courtesy\b|credit\b|caption\b|copyright\b|/)")
DESKS = re.compile(r"\b(?:Getty|AP|AFP|Reuters|EPA|Shutterstock|Alamy|Xinhua|TASS|Anadolu)\s+$")


PUT_OUT = re.compile(
    r"[^.;:“”\"\n]{0,60}?\b(?:released|published|posted|issued|distributed|shared|provided|broadcast|aired)\s+"
    r"(?:online\s+|on\s+[\w\s]{2,25}\s)?by\s+"
)
REACH = 140  # characters behind a picture in which it is told who put it out


@dataclass(frozen=True, slots=True)
class Mention:
    """One mention of an item: its noun phrase and the sentence that it stands in."""

    sentence: Sentence
    span: Span
    head: Span
    item: str
    new: bool


def items(
    document: Document,
    sentences: tuple[Sentence, ...],
    parties: tuple[PartyMention, ...],
    times: tuple[TimeMention, ...],
) -> tuple[Item, ...]:
    """One item for each piece of evidence, anchored at its fullest mention, in text order."""
    page = Page(document, sentences, parties, times)
    found: list[list[Mention]] = []
    last: list[Mention] = []
    for sentence in page.sentences:
        named = list(_mentions(page, sentence))
        last = named or list(_again(sentence, last))
        for mention in last:
            _sort_in(page, mention, found)
    made = [item for number, group in enumerate(found) if (item := _item(page, group, number)) is not None]
    return tuple(sorted(made, key=lambda item: item.span))


def _mentions(page: Page, sentence: Sentence) -> Iterator[Mention]:
    for index, token in enumerate(sentence.tokens):
        item = _kind(sentence.tokens, index) if not _is_credit(page, token.span) else None
        phrase = base_phrase(sentence, token.span) if item else None
        if item and (phrase is None or phrase.head == token.span):
            span = _described(page, phrase.span if phrase else token.span)
            yield Mention(sentence, span, token.span, item, _is_new(page, span))


def _is_credit(page: Page, head: Span) -> bool:
    """Whether a word for a picture labels one or says whose it is: "(Photo by Omar Haj)", "Getty Images"."""
    label = page.text[head.start].isupper() and LABEL.match(page.text, head.end) is not None
    return label or DESKS.search(page.text, max(head.start - 20, 0), head.start) is not None


def _again(sentence: Sentence, before: list[Mention]) -> Iterator[Mention]:
    """ "It is dated 4 June": the item of the sentence before, of which it is told when it was made."""
    if not before:
        return
    for frame in sentence.frames:
        told = frame.lemma == "date" or frame.lemma in evidence.making()
        head = frame.patient.head if told and frame.patient else None
        if any(t.span == head and t.text.lower() == "it" for t in sentence.tokens) and head is not None:
            yield Mention(sentence, head, head, before[-1].item, new=False)


def _kind(tokens: tuple[Token, ...], index: int) -> str | None:
    """What the noun that ends at `index` names, the longest that fits."""
    if tokens[index].pos not in ("NOUN", "PROPN"):
        return None
    for size in range(min(evidence.longest(), index + 1), 0, -1):
        words = [t.text.lower() for t in tokens[index - size + 1 : index]] + [tokens[index].lemma.lower()]
        if " ".join(words) in evidence.kinds():
            return evidence.kinds()[" ".join(words)]
    return None


def _described(page: Page, span: Span) -> Span:
    """The phrase without its article at the front."""
    tokens = page.within(span)
    while len(tokens) > 1 and tokens[0].text.lower() in OLD | {"a", "an"}:
        tokens = tokens[1:]
    return Span(tokens[0].span.start, tokens[-1].span.end) if tokens else span


def _is_new(page: Page, span: Span) -> bool:
    first = page.before(span.start, 1)
    words = {t.text.lower() for t in [*first, *page.within(span)]}
    return bool(words & NEW) and not (first and first[0].text.lower() in OLD)


def _sort_in(page: Page, mention: Mention, found: list[list[Mention]]) -> None:
    """Put the mention with those of the same item: an indefinite one begins a new item."""
    same = [g for g in found if g[0].item == mention.item]
    if same and not mention.new:
        same[-1].append(mention)
    else:
        found.append([mention])


def _item(page: Page, group: list[Mention], number: int) -> Item | None:
    producer = next((p for m in group if (p := _producer(page, m))), None)
    dated = next((w for m in group if (w := _dated(page, m))), None)
    made = next((w for m in group if (w := _made(page, m))), None)
    unknown = any(_unknown(page, m) for m in group)
    if group[0].item in ("statement", "document") and producer is None and dated is None:
        return None
    fullest = max(group, key=lambda m: (len(m.span) if len(m.span) <= LONGEST else 0, -m.span.start))
    return Item(
        id=claim_id(page.document.id, fullest.span.start, "item"),
        item=group[0].item,
        span=fullest.span,
        producer=producer,
        dated=dated or made,
        made=None if unknown else made,
        made_stated_unknown=unknown and made is None,
        attribution=None,
        chain=(),
    )


LONGEST = 80  # characters of a mention that still points at something


def _frames_of(mention: Mention) -> Iterator[tuple[Frame, str]]:
    """The verbs that the item is an argument of, with the argument's name."""
    for frame in mention.sentence.frames:
        if frame.pos != "VERB":
            continue
        for name, argument in (("agent", frame.agent), ("patient", frame.patient), ("recipient", frame.recipient)):
            if argument is not None and argument.head.overlaps(mention.head):
                yield frame, name
        for oblique in frame.obliques:
            if oblique.head.overlaps(mention.head):
                yield frame, oblique.preposition or ""


def _put_out_by(page: Page, mention: Mention) -> Party | None:
    """ "A picture taken on May 3 and released by the army": whoever is told to have put it out."""
    end = min(mention.sentence.span.end, mention.head.end + REACH)
    found = PUT_OUT.match(page.text, mention.head.end, end)
    if found is None:
        return None
    named = page.parties_in(Span(found.end() - 1, end))
    return next((m.party for m in named if location(m).start <= found.end() + len("the ")), None)


def _producer(page: Page, mention: Mention) -> Party | None:
    if party := _put_out_by(page, mention):
        return party
    for frame, name in _frames_of(mention):
        makes = frame.lemma in evidence.makers() and name == "patient"
        says = mention.item in ("statement", "document") and name in ("in", "in a")
        if makes or says:
            party = _party(page, frame.agent) if frame.agent else _subject(page, mention, frame)
            if party:
                return party
    return _owner(page, mention)


def _subject(page: Page, mention: Mention, frame: Frame) -> Party | None:
    """The sentence's first party before the verb, where the parser found the verb no subject."""
    if frame.voice == "passive":
        return None
    before = page.parties_in(Span(mention.sentence.span.start, frame.trigger.start))
    return before[0].party if before else None


def _party(page: Page, argument: Argument) -> Party | None:
    inside = page.parties_in(argument.span)
    at_head = [m for m in inside if location(m).overlaps(argument.head)]
    found = at_head or inside
    return found[0].party if found else None


def _owner(page: Page, mention: Mention) -> Party | None:
    """ "the group's video", "an ISIS video", "a statement by the army"."""
    before = [m for m in page.parties_in(mention.span) if location(m).end <= mention.head.start]
    if before:
        return before[-1].party
    after = page.after(mention.head.end, 5)
    if after and after[0].text.lower() in ("by", "from"):
        behind = [m for m in page.parties if after[0].span.end <= location(m).start <= after[-1].span.end]
        return behind[0].party if behind else None
    return None


def _dated(page: Page, mention: Mention) -> When | None:
    """The date that the item bears: "dated March 9"."""
    for frame, name in _frames_of(mention):
        if frame.lemma in ("date", "date to", "timestamp") and name == "patient":
            borne = _time(page, frame)
            if borne is not None:
                return borne
    after = page.after(mention.head.end, 4)
    word = next((t for t in after if t.text.lower() == DATED), None)
    if word is None:
        return None
    found = [t for t in page.times_in(mention.sentence.span) if t.when.span and t.when.span.start >= word.span.end]
    return found[0].when if found else None


def _made(page: Page, mention: Mention) -> When | None:
    """When the item was made: "a picture taken on March 11"."""
    for frame, name in _frames_of(mention):
        if frame.lemma in evidence.making() and name == "patient":
            found = _time(page, frame)
            if found:
                return found
    return None


def _time(page: Page, frame: Frame) -> When | None:
    spans = [o.span for o in frame.obliques] + ([frame.clause] if frame.clause else [])
    sentence = page.sentence(frame.trigger.start)
    found = [t.when for span in spans for t in page.times_in(span) if t.type in ("DATE", "TIME")]
    if not found and sentence is not None and sentence.block.kind == "caption":
        found = [t.when for t in page.times_in(sentence.span) if t.type == "DATE"]
    return found[0] if found else None


def _unknown(page: Page, mention: Mention) -> bool:
    """Whether the sentence says that it is not known when the item was made."""
    text = mention.sentence.span.of(page.text).lower()
    return any(cue in text for cue in evidence.unknown_cues()) and any(word in text for word in UNCLEAR)
