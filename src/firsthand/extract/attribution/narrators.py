"""Whose story a paragraph tells: "Leila Sarr was at the well when the shell struck. “I ran,” she said."

Features tell through one pair of eyes. Who opens a sentence of the paragraph by name is whom its pronouns mean, and
what that person lived through, in a paragraph that quotes the person, is the person's word and not the outlet's.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from firsthand.extract.attribution import media
from firsthand.extract.attribution.view import Draft, View, place, trim
from firsthand.extract.language.layer import Sentence
from firsthand.model import Party, Span
from firsthand.reference import lexicon, people, roles
from firsthand.reference.speakers import speakers

BRIEF = 30  # characters of a quotation that is no more than a word or two
LIVED = frozenset("when while as until before after that how".split())
SENSED = frozenset("see hear watch find count smell feel witness survive escape hide lie carry lose".split())
TITLES = re.compile(r"(?:[Tt]he\s+|[Aa]n?\s+)?(?:[\w-]+\s+){0,2}$")
INTRODUCED = re.compile(r",\s+(?:an?\s+[a-z]|\d\d?,|who(?:se)?\s)")  # "Bako, a tailor, hid"
NAMED = re.compile(r"(?:[\w’'.-]+\s+){0,3}[\w’'-]{2,}")  # "Leila Sarr", and no "Inspector P" that a stop cut
AGED = re.compile(r"the\s+(?:\w+-)+old\b", re.I)
OFFICES = frozenset("president secretary ambassador prosecutor judge senator deputy bishop archbishop suspect".split())
OTHERS = frozenset(  # who speaks of somebody else: "the doctor" of a patient, "the mother" of a boy
    """doctor nurse surgeon medic paramedic physician pharmacist lawyer rescuer priest imam pastor mother father parent
    brother sister son daughter wife husband widow relative family uncle aunt cousin friend colleague neighbour
    neighbor""".split()
)
RECALLS = re.compile(r"\s+(?:relate|recall|recount|remember)(?:s|ed)\b")
SHE = {"he": "male", "she": "female"}


def opener(view: View, sentence: Sentence) -> Party | None:
    """The person whom a sentence names first, as its subject: "Leila Sarr, who keeps goats, was …"."""
    named = [m for m in view.parties if m.party.kind == "person" and sentence.span.contains(place(m))]
    first = min(named, key=lambda m: place(m).start, default=None)
    if first is None or first.party.resolved_from is not None or not NAMED.fullmatch(first.party.name):
        return _by_phrase(view, sentence)
    before = view.text[sentence.span.start : place(first).start]
    behind = view.text[place(first).end :].lstrip()[:1]
    return first.party if TITLES.fullmatch(before) and behind not in ("'", "’", ":") else None


def _by_phrase(view: View, sentence: Sentence) -> Party | None:
    """The person whose full name opens a sentence, though no party is known of it."""
    phrase = next((n.span for n in sentence.noun_phrases if n.span.start == sentence.span.start), None)
    words = phrase.of(view.text) if phrase is not None else ""
    told = phrase is not None and words[:1].isupper() and INTRODUCED.match(view.text, phrase.end) is not None
    name = words if told and len(words.split()) == 1 else roles.person(words)
    labels = {n.label for n in sentence.names if phrase is not None and n.span.overlaps(phrase)}
    known = phrase is not None and any(place(m).overlaps(phrase) for m in view.parties)
    given = name is not None and len(name.split()) > 1 and people.gender((name.split()[0].lower(),)) is not None
    taken = labels - {"PERSON", "PLACE"} if told or given else labels - {"PERSON"}  # "Rosa Amade", taken for a town
    if phrase is None or name is None or known or taken or media.is_title(name):
        return None
    return Party(words, phrase, name, "person")


def meant(view: View, span: Span, since: int) -> Party | None:
    """Whom "she", "the man" or "the 29-year-old" takes up: who opened the last sentence before by name, if nobody has
    spoken since (a character) in the paragraph."""
    here = view.sentence(span.start)
    word = span.of(view.text).lower()
    if here is None or not (word in SHE or _is_new(view, span)):
        return None
    own = opener(view, here) if RECALLS.match(view.text, span.end) or _sensed(here, span) else None
    if own is not None and own.span.end < span.start:
        return own
    for sentence in reversed([s for s in view.sentences if s.block is here.block and s.span.start < here.span.start]):
        found = opener(view, sentence) if sentence.span.start >= since else None
        if found is not None:
            given = people.gender((found.name.split()[0].lower(),))
            return found if given is None or given == SHE.get(word, given) else None
    return None


def _sensed(sentence: Sentence, span: Span) -> bool:
    """Whether a sentence tells before a trailing "she" what its subject saw: "Leila Sarr saw them fire, she said"."""
    before = [t for t in sentence.tokens if t.span.end <= span.start]
    first = before[0].span if before else span
    seen = (f for f in sentence.frames if f.trigger.end <= span.start and f.agent and f.agent.span.start == first.start)
    return bool(before) and before[-1].text in (",", "”", '"') and any(f.lemma.lower() in SENSED for f in seen)


def _is_new(view: View, span: Span) -> bool:
    """Whether "the teacher" is of nobody told of before as "a teacher", and no holder of an office."""
    words = span.of(view.text)
    if AGED.match(words):
        return True
    noun = re.fullmatch(r"the\s+(?P<noun>[a-z-]+)(?:,?\s+who\s.*)?", words, re.I | re.S)
    if noun is None or not _is_trade(noun["noun"]):
        return False
    return (
        re.search(rf"\b(?:an?|one|the)\s+(?:[\w-]+\s+){{0,2}}{noun['noun']}\b", view.text[: span.start], re.I) is None
    )


def _is_trade(noun: str) -> bool:
    """Whether a noun says what somebody is who holds no office: a teacher, a passenger, a woman."""
    return noun in lexicon.noun_classes()["people"] and noun not in speakers().offices | OFFICES | OTHERS


# ---- what the person lived through
def drafts(view: View, told: Sequence[tuple[Draft, Party | None]]) -> Iterator[Draft]:
    """A draft without a cue for each sentence on what a person lived through whom its paragraph quotes."""
    for block in dict.fromkeys(s.block for s in view.sentences if s.block.kind == "paragraph"):
        sentences = [s for s in view.sentences if s.block is block]
        yield from _of_paragraph(view, sentences, told)


def _of_paragraph(
    view: View, sentences: Sequence[Sentence], told: Sequence[tuple[Draft, Party | None]]
) -> Iterator[Draft]:
    whose: list[Party | None] = []
    for sentence in sentences:
        said = _said(sentence, told)
        person = said[1] if said else _narrated(view, sentence, sentences, whose, told)
        whose.append(person if person is not None and person.kind == "person" else None)
        if said is None and person is not None and (draft := _draft(view, sentence, person)):
            yield draft


def _said(sentence: Sentence, told: Sequence[tuple[Draft, Party | None]]) -> tuple[Draft, Party | None] | None:
    """The attribution that stands in a sentence."""
    return next((t for t in told if any(sentence.span.overlaps(c) for c in (*t[0].cue, *t[0].content))), None)


def _narrated(
    view: View,
    sentence: Sentence,
    sentences: Sequence[Sentence],
    whose: Sequence[Party | None],
    told: Sequence[tuple[Draft, Party | None]],
) -> Party | None:
    """The person whose story a sentence goes on with, in a paragraph that quotes the person."""
    person = opener(view, sentence)
    if person is None and sentence.tokens and sentence.tokens[0].text in ("He", "She") and whose:
        person = whose[-1]
    if person is None or not _lived(sentence) or _in_office(view, person):
        return None
    return person if any(_quotes(view, s, person, told) for s in sentences) else None


def _quotes(view: View, sentence: Sentence, person: Party, told: Sequence[tuple[Draft, Party | None]]) -> bool:
    """Whether a sentence has the person's own words in quotation marks."""
    if (
        any(sentence.span.contains(q.span) and len(q.span) > BRIEF for q in view.quotations)
        and _said(sentence, told) is None
    ):
        return opener(view, sentence) is not None or sentence.tokens[0].text in ("He", "She")
    return any(
        party is not None and party.name == person.name and view.quotation(draft.content[0].start) is not None
        for draft, party in told
        if draft.content and sentence.span.overlaps(draft.content[0])
    )


def _lived(sentence: Sentence) -> bool:
    """Whether a sentence tells in the past tense what somebody saw, or what happened when he was there."""
    past = any(t.tag == "VBD" for t in sentence.tokens)
    joined = any(a.pos != "PUNCT" and b.text.lower() in LIVED for a, b in pairwise(sentence.tokens))
    return past and (joined or any(t.tag == "VBD" and t.lemma.lower() in SENSED for t in sentence.tokens))


def _in_office(view: View, person: Party) -> bool:
    """Whether a person holds an office: what a mayor did is known to more than him."""
    offices = speakers().offices | OFFICES
    line = view.text[: person.span.start].rpartition("\n")[2]
    titles = {w.lower().strip(".") for w in (*person.text.split(), *line.split()[-2:])}
    return bool(titles & (offices | people.titles())) or any(
        r.rank or set(r.head.split()) & offices for r in roles.given(view.text, person.name)
    )


def _draft(view: View, sentence: Sentence, person: Party) -> Draft | None:
    """The sentence behind its subject as the person's word."""
    named = person.span if sentence.span.contains(person.span) else sentence.tokens[0].span
    content = trim(view.text, named.end, sentence.span.end)
    return Draft((), (content,), named, "say") if content is not None else None
