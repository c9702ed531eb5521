"""Who a source is: the party that its phrase means, with the pronouns and surnames that the text settles."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from itertools import takewhile

from firsthand.extract.attribution import media, naming
from firsthand.extract.attribution.makers import maker
from firsthand.extract.attribution.narrators import meant
from firsthand.extract.attribution.uncued import SOURCE_NOUNS
from firsthand.extract.attribution.view import Draft, View, place
from firsthand.extract.language.layer import Token
from firsthand.model import Party, PartyKind, PartyMention, Span
from firsthand.reference import cues, roles

LATELY = 3  # speakers before whom a pronoun may mean
PERSONAL = frozenset("he she they him her them his hers their who whom whose it its we i you us me my our your".split())
FIRST_PERSON = frozenset("i we my our me us".split())
RELATIVE = frozenset("who which that".split())
RESOLVABLE = frozenset("he she they it his her their its him them".split())
THEY = frozenset("they their them it its".split())
DETERMINERS = frozenset("a an the this that these those his her its their our some any another one same".split())
PART_OF = re.compile(
    r"(?:one|two|three|four|some|several|many|most|both|another|all|others?)\s+of\s+(?P<whole>.+)", re.I | re.S
)
SINGLE = re.compile(
    r"(?:an?|another|one)\s(?!(?:[\w’'-]+\s+){0,4}"
    r"(?:group|body|agency|ministry|organi[sz]ation|alliance|party|administration|committee|network|company|monitor)\b)",
    re.I,
)
APPOSED = re.compile(r"\s*,\s*(?P<noun>an?\s+[^,.;:“”\"\n]{3,90})")
VOICE = re.compile(
    r"(?:its|their)\s+(?:\w+\s+)?spokes(?:man|woman|person)|.+['’]s?\s+(?:media|press|information|public\s+relations)\s+"
    r"(?:wing|arm|office|bureau|department|unit|cent(?:re|er)|service|directorate)",
    re.I,
)
BODIES = frozenset({"state-forces", "government", "rebel-group", "militia", "coalition", "intergovernmental", "ngo"})
FORCES = re.compile(r"(?:the\s+)?air\s+force", re.I)  # "the army" of "Israeli troops …, the army said" is theirs
NAMED = re.compile(r"[A-Z]")
POSSESSED = re.compile(r"['’]s?\s")  # "the city's health office", of which only the city was taken for a phrase
POSSESSIVE = re.compile(r"(?<=\w)['’]s$")  # "the minister's claim"


@dataclass(slots=True)
class Sources:
    """Resolves source phrases in text order; remembers who spoke before."""

    view: View
    spoken: list[Party] = field(default_factory=list)

    def all(self, drafts: list[Draft], parents: list[int | None]) -> list[Party | None]:
        """The party of each draft's source: first those that name one, then "I" and "we" within others' words."""
        relays = {up for up in parents if up is not None}
        out = [self._speaker(d, heard=i in relays) if d.source else None for i, d in enumerate(drafts)]
        for i, draft in enumerate(drafts):
            if draft.source and draft.source.of(self.view.text).lower() in FIRST_PERSON:
                speaker = _speaker_around(i, parents, out)
                out[i] = replace(speaker, resolved_from=draft.source) if speaker else out[i]
        return out

    def _speaker(self, draft: Draft, *, heard: bool) -> Party | None:
        """The party of a draft's source: an air force that only its own words name by a country is any."""
        assert draft.source is not None
        found = self.party(draft.source, heard=heard)
        bare = found.kind == "state-forces" and FORCES.fullmatch(found.text) is not None
        named = (
            place(m)
            for m in self.view.parties
            if m.party.name == found.name and NAMED.search(place(m).of(self.view.text))
        )
        first = next((p for p in named if FORCES.fullmatch(p.of(self.view.text)) is None), None)
        if not bare or first is None or not any(c.contains(first) for c in draft.content):
            return found
        own = Party(found.text, draft.source, plain_name(self.view, draft.source), "state-forces")
        if self.spoken and self.spoken[-1] is found:
            self.spoken[-1] = own
        return own

    def party(self, span: Span, *, heard: bool = False) -> Party:
        """The party that the phrase at `span` names or stands for; of a document or a film whoever made it.

        A medium that only passes on what it `heard` is nobody whom a pronoun takes up.
        """
        made_by = maker(self.view, span)
        found = self._resolve(made_by or span, made_by is not None)
        if made_by is not None and found.name.lower() in PERSONAL:
            found = self._resolve(span)
        if not (heard and found.kind == "media"):
            self.spoken.append(naming.spelled(self.view, found) or found)
        return found

    def _resolve(self, span: Span, whole: bool = False) -> Party:
        """The party of a phrase; of no more than the phrase where it is the `whole` of it."""
        text = span.of(self.view.text)
        one = next((p for p in reversed(self.spoken[-LATELY:]) if _is_one(p)), None)
        if text.lower() in ("the man", "the woman") and one is not None:
            return replace(one, resolved_from=span)
        if (body := self._spoken_for(span)) is not None:
            return body
        if (same := media.same(self.view, span)) is not None:
            return Party(text, span, same, "media")
        if (narrator := meant(self.view, span, self._since(span))) is not None:
            return replace(narrator, resolved_from=span)
        mention = self._mention(span, whole)
        if mention is not None and self._no_speaker(mention.party, span):
            return self._speaker_before(span)
        cut = mention is not None and self._runs_on(mention, span)
        if mention is not None and not cut:
            return _over(mention, span, self.view.text)
        if text.lower() in RELATIVE and (told := self._antecedent(span)):
            return told
        if text.lower() in PERSONAL:
            return self._speaker_before(span)
        if part := PART_OF.fullmatch(text):
            return self._one_of(span, span.start + part.start("whole"))
        name = plain_name(self.view, span)
        earlier = self._same_name(name)
        if earlier:
            return replace(earlier, text=text, span=span, resolved_from=None)
        return Party(text, span, name, kind_of(self.view, span))

    def _spoken_for(self, span: Span) -> Party | None:
        """The body that speaks by a nameless "its spokesman", "the army's media wing"."""
        if VOICE.fullmatch(span.of(self.view.text)) is None:
            return None
        owner = next(
            (m.party for m in self.view.parties if place(m).start == span.start and len(place(m)) < len(span)), None
        )
        known = owner is not None and owner.name.lower() not in PERSONAL and owner.kind in BODIES
        return replace(owner, resolved_from=span) if owner is not None and known else None

    def _since(self, span: Span) -> int:
        """Where somebody spoke last before, in the paragraph; else where that begins."""
        sentence = self.view.sentence(span.start)
        start = sentence.block.span.start if sentence is not None else 0
        return max([start, *((p.resolved_from or p.span).start for p in self.spoken[-1:])])

    def _no_speaker(self, meant: Party, span: Span) -> bool:
        """Whether whoever a pronoun was taken for is less likely to speak than who just did: "Two died, *it* said"."""
        word = span.of(self.view.text).lower()
        if word not in ("he", "she", "it", "they"):
            return False
        before = self._speaker_before(span)
        if self._goes_on(span, before) and before.name != meant.name:
            return True
        if meant.name in {p.name for p in self.spoken}:
            return False
        one = meant.id is None and SINGLE.match(meant.text) is not None  # "a constable" of the police
        relay = word == "it" and meant.kind == "media"
        nameless = one or relay or (meant.kind in ("unnamed", "civilians", "other") and not roles.is_body(meant.text))
        return before.name.lower() not in PERSONAL and (nameless or (word == "it" and meant.kind == "person"))

    def _goes_on(self, span: Span, before: Party) -> bool:
        """Whether a sentence opens with the pronoun, and the one before it in the paragraph with who spoke in it."""
        sentence = self.view.sentence(span.start)
        last = self.view.sentence(sentence.span.start - 2) if sentence is not None else None
        if sentence is None or last is None or last.block is not sentence.block or not self.spoken:
            return False
        where = self.spoken[-1].resolved_from or self.spoken[-1].span
        opens = span.start == sentence.span.start and self.spoken[-1].name == before.name
        return opens and 0 <= where.start - last.span.start <= 1 and before.name.lower() not in PERSONAL

    def _runs_on(self, mention: PartyMention, span: Span) -> bool:
        """Whether a mention took a verb for a part of the name: "AFP reports", "the Hill Rights Desk reports"."""
        rest = self.view.text[span.end : max(place(mention).end, span.end)]
        return bool(rest) and (rest.strip() == "reports" or span.of(self.view.text) in cues.agencies())

    def _mention(self, span: Span, whole: bool) -> PartyMention | None:
        """The mention that covers the head of the phrase: its first base noun phrase, else the first in it."""
        inside = [m for m in self.view.parties if span.contains(place(m)) or (place(m).contains(span) and not whole)]
        owner = self.view.text[span.end : span.end + 1] in ("'", "’")  # "the rebels" of "the rebels' figure is two"
        inside = [m for m in inside if not (owner and place(m).end > span.end + len("’s"))]
        head = self.view.noun_phrase(span.start) if not owner else None
        first = min(inside, key=lambda m: (place(m).start, -len(place(m))), default=None)
        opening = head.span if head else place(first) if first else span
        after = [m for m in inside if m.party.kind == "person" and place(m).start >= opening.end]
        if after and _identified(self.view, opening, place(after[0])):
            return after[0]
        if head is None or (whole and first is not None):
            return first
        on_head = [m for m in inside if place(m).start <= head.head.start < place(m).end]
        names = [m for m in on_head if m.party.resolved_from is None] or on_head
        if names:
            return max(names, key=lambda m: len(place(m)))
        return None

    def _antecedent(self, span: Span) -> Party | None:
        """Whom "who" or "which" takes up: "of the monitor Open Gate, which counted nine"."""
        before = self.view.text[: span.start].rstrip(", ")
        named = (m for m in self.view.parties if place(m).end == len(before) and len(before) >= span.start - 2)
        found = min(named, key=lambda m: place(m).start, default=None)
        if found is not None and span.of(self.view.text).lower() != "which" and found.party.kind != "person":
            found = self._people_at(place(found)) or found  # "prosecutors in Baku, who spoke of two"
        if found is not None:
            return replace(found.party, resolved_from=span)
        phrase = self.view.noun_phrase(len(before) - 1) if len(before) >= span.start - 2 else None
        whose = self._people_at(phrase.span) if phrase and span.of(self.view.text).lower() != "which" else None
        if whose is not None:
            return replace(whose.party, resolved_from=span)
        return replace(self._resolve(phrase.span), resolved_from=span) if phrase else None

    def _people_at(self, where: Span) -> PartyMention | None:
        """Those who are told to be in a place, right before it."""
        before = [t for t in self.view.within(Span(max(0, where.start - 40), where.start)) if t.span.end <= where.start]
        if len(before) < 2 or before[-1].text.lower() not in ("in", "at", "from", "near"):
            return None
        return next((m for m in self.view.parties if place(m).end == before[-2].span.end), None)

    def _speaker_before(self, span: Span) -> Party:
        text = span.of(self.view.text)
        wanted = text.lower()
        if wanted in RESOLVABLE and self.spoken:
            person = wanted not in THEY
            for earlier in reversed(self.spoken[-LATELY:]):
                fits = earlier.kind != "document" and (earlier.kind == "person" or _is_one(earlier)) == person
                if fits and earlier.name != earlier.text.lower():
                    return replace(earlier, resolved_from=span)
        if wanted == "it" and (body := self._opening_body(span)) is not None:
            return replace(body, resolved_from=span)
        return Party(text, span, text.lower(), "unnamed")

    def _opening_body(self, span: Span) -> Party | None:
        """The body that opens the sentence: "The front issued a statement in which it claims the attack"."""
        sentence = self.view.sentence(span.start)
        if sentence is None:
            return None
        opening = next((n.span for n in sentence.noun_phrases if n.span.start == sentence.span.start), None)
        bodies = (m.party for m in self.view.parties if opening is not None and opening.contains(place(m)))
        return next((b for b in bodies if b.kind in BODIES and opening is not None and opening.end < span.start), None)

    def _one_of(self, span: Span, start: int) -> Party:
        """ "One of those who fled, a trader": a trader; "one of them": one of those who spoke before."""
        text = self.view.text
        comma = text.find(",", start, span.end)
        whole = Span(start, comma if comma >= 0 else span.end)
        if told := APPOSED.match(text, whole.end):
            noun = Span(told.start("noun"), told.end("noun"))
            end = max(span.end, noun.end)
            return Party(text[span.start : end], Span(span.start, end), plain_name(self.view, noun), "unnamed")
        if name := roles.person(text[whole.end : span.end].lstrip(", ")):
            return Party(span.of(text), span, name, "person")
        many = next((p for p in reversed(self.spoken) if p.kind != "person" and p.name.lower() not in PERSONAL), None)
        if whole.of(text).lower() in ("them", "us") and many is not None:
            return replace(many, text=span.of(text), span=span, resolved_from=None)
        return Party(span.of(text), span, plain_name(self.view, whole), kind_of(self.view, whole))

    def _same_name(self, name: str) -> Party | None:
        """The earlier speaker whose name ends in the same surname."""
        words = name.lower().split()
        for earlier in reversed(self.spoken):
            full = earlier.name.lower().split()
            if earlier.kind == "person" and words and len(words) < len(full) and full[-len(words) :] == words:
                return earlier
        return None


def _is_one(party: Party) -> bool:
    """Whether a speaker without a name is a single person: "a nurse", "one of them"."""
    return party.kind in ("unnamed", "civilians") and SINGLE.match(party.text) is not None


def _speaker_around(i: int, parents: list[int | None], parties: list[Party | None]) -> Party | None:
    """Who says the words in which attribution `i` stands."""
    up = parents[i]
    while up is not None:
        party = parties[up]
        if party and party.name.lower() not in PERSONAL:
            return party
        up = parents[up]
    return None


def _over(mention: PartyMention, span: Span, text: str) -> Party:
    """The mention's party, standing over the whole source phrase."""
    party = mention.party
    own = roles.DETERMINER.sub("", place(mention).of(text))
    if own != party.name and own.islower() and party.name.islower() and roles.organ(own)[0]:
        return Party(span.of(text), span, own, party.kind)  # "the army" of a text on soldiers is no soldiers
    if party.resolved_from is not None:
        return replace(party, resolved_from=span)
    return replace(party, text=span.of(text), span=span)


def _identified(view: View, head: Span, name: Span) -> bool:
    """Whether a name after a common noun says who it is: "a militant identified as X", "the envoy, X"."""
    between = view.text[head.end : name.start].strip().lower()
    return between in ("", ",", "named", "called") or between.endswith(("identified as", "known as", "only as"))


def is_bearer(view: View, head: Span) -> bool:
    """Whether a word names a document or a picture."""
    tokens = view.within(head)
    lemma = tokens[-1].lemma.lower() if tokens else ""
    return lemma in cues.bearers("image") or lemma in cues.bearers("document")


def plain_name(view: View, span: Span) -> str:
    """The phrase without its determiner and without what follows its noun."""
    head = view.noun_phrase(span.start)
    end = head.span.end if head and head.span.start <= span.start and head.span.end <= span.end else span.end
    if POSSESSED.match(view.text, end, span.end):
        end = _owned_end(view, span, end)
    if " and " in span.of(view.text) and len(span.of(view.text).split()) <= 8:
        end = span.end
    words = Span(span.start, end).of(view.text).split()
    counted = {t.text for t in view.within(Span(span.start, end))[:2] if t.pos == "NUM"}
    while len(words) > 1 and (words[0].lower() in DETERMINERS or words[0] in counted):
        words = words[1:]
    return POSSESSIVE.sub("", " ".join(words))


def _owned_end(view: View, span: Span, start: int) -> int:
    """The end of what somebody owns: before a preposition, a comma or a clause."""
    tokens = [t for t in view.within(Span(start, span.end)) if t.tag != "POS"]
    owned = [*takewhile(lambda t: t.pos not in ("ADP", "PUNCT", "VERB", "AUX", "SCONJ") and t.tag[:1] != "W", tokens)]
    return owned[-1].span.end if owned else start


def kind_of(view: View, span: Span) -> PartyKind:
    """The kind of a source that the parties step does not know."""
    if span.of(view.text) in cues.agencies():
        return "media"
    tokens = view.within(span)
    head = view.noun_phrase(span.start)
    if is_bearer(view, head.head if head and span.contains(head.head) else span):
        return "document"
    sentence = view.sentence(span.start)
    labels = {n.label for n in (sentence.names if sentence else ()) if span.contains(n.span)}
    if "PERSON" in labels:
        return "person"
    lemmas = {t.lemma.lower() for t in tokens}
    if lemmas & cues.media_nouns():
        return "media"
    return "unnamed" if lemmas & SOURCE_NOUNS or not labels else "other"


def heads(view: View, spans: Iterable[Span]) -> Iterator[tuple[Span, Token]]:
    """Each span with its head word."""
    for span in spans:
        phrase = view.noun_phrase(span.start)
        tokens = view.within(phrase.head if phrase else span)
        if tokens:
            yield span, tokens[-1]
