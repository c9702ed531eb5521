"""Who is who among a document's sources: one person is one name, by whatever role or short form it speaks.

News tells first what somebody is ("the mayor said") and then the name, in an apposition ("the mayor, Karim Haddad"),
beside a title ("Mayor Karim Haddad") or without a word in the next sentence. Nobody is no source, and an outlet is no
person. The rules read the text around names; what they can't settle stays as it is.
"""

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace

from firsthand.extract.attribution import naming
from firsthand.extract.attribution.carried import HANDED
from firsthand.extract.attribution.closings import speaker_before, subject_start
from firsthand.extract.attribution.formulas import telling
from firsthand.extract.attribution.sources import PERSONAL, place
from firsthand.extract.attribution.uncued import SOURCE_NOUNS
from firsthand.extract.attribution.view import Draft, View, trim
from firsthand.model import Party, Span
from firsthand.reference import cues, roles
from firsthand.reference import speakers as nobodies
from firsthand.reference.roles import Role

REACH = 3  # sentences after an unnamed speaker within which news gives the name
INDEFINITE = re.compile(r"(?:an?|one|some)\s", re.I)
BARE = re.compile(r"\s*,?\s*(?:has|had|have)?\s*")
ASIDE = re.compile(r"\s*,\s*(?P<role>[^,.;:“”\"\n]{3,80}),\s*(?:has|had)?\s*")
NO_SPEAKER = re.compile(
    r"(?:that|which|what)$|(?:\w+\s+)?(?:minutes|hours|days|weeks|months)\s+(?:after|before)\b", re.I
)
BY_MEANS = re.compile(r"\b(?:by|via|over)\s+(?:the\s+|tele)?(?:phone|video\s+link|e-?mail|radio|text\s+message)$", re.I)
SETTING = re.compile(r"(?:^|[.\n”\"]\s*)(?:In|On|Through|Via)\s(?:an?\s|the\s|its\s)?$")
RELATIVE = frozenset("who whom which that".split())
MEANS = re.compile(
    r"(?:(?:by|via|over|on)\s+)?(?:the\s+)?(?:tele)?(?:phone|e-?mail|radio|video\s+link|text\s+message)"
    r"(?:\s+from\s+[^,.]{1,40})?",
    re.I,
)
DASH = re.compile(r"\s+[-–—]+\s+$")
TOGETHER = re.compile(r",\s+(?P<more>(?:[\w’'-]+\s+){0,3}[\w’'-]+),\s+$")
JOINT = re.compile(r"\w\s+and\s+\w")  # "police and witnesses" are no one person
FINITE = ("VBD", "VBZ", "VBP")
PEOPLE = frozenset({"person"})
INVERTED = frozenset("said says added wrote reported to".split())


@dataclass(frozen=True, slots=True)
class Person:
    """A person whom the document names: where first, and the roles that it gives to the person."""

    name: str
    first: int
    roles: tuple[Role, ...]

    @property
    def introduced(self) -> bool:
        """Whether the document says more of the person than a rank."""
        return any(not r.rank for r in self.roles)


def identified(view: View, parties: Sequence[Party | None]) -> list[Party | None]:
    """The sources of a document in text order, each person by its name."""
    spelled = [naming.spelled(view, p) for p in parties]
    people = _people(view, [p for p in spelled if p is not None])
    speaking = {p.name for p in spelled if p is not None}
    out: list[Party | None] = []
    for party in spelled:
        found, told = _again(party, people, out) or _settled(view, party, people, speaking)
        if told is not None and found is not None:
            people = [replace(p, roles=(*p.roles, told)) if p.name == found.name else p for p in people]
        out.append(found)
    return out


def _again(
    party: Party | None, people: Sequence[Person], before: Sequence[Party | None]
) -> tuple[Party | None, Role | None] | None:
    """ "The spokesman", after "a ministry spokesman said": the nameless one who spoke last, not another by name."""
    told = roles.role(naming.phrase(party.text)) if party is not None and party.id is None else None
    if party is None or told is None or told.words or INDEFINITE.match(party.text):
        return None
    if not any(r.head == told.head for p in people for r in p.roles):
        return None
    for last in (p for p in reversed(before) if p is not None):
        if any(p.name == last.name and any(r.head == told.head for r in p.roles) for p in people):
            return None
        role = roles.role(last.name) if last.kind != "person" else None
        if role is not None and role.head == told.head:
            return replace(party, name=last.name, kind=last.kind), None
    return None


# ---- people and their roles
def _people(view: View, parties: Iterable[Party]) -> list[Person]:
    """All whom the document names, in text order."""
    named = [m.party.name for m in view.parties if m.party.kind == "person" and m.party.id is None]
    named += [p.name for p in parties if p.kind == "person"]
    full = [n for n in dict.fromkeys(named) if len(n.split()) > 1 and not naming.own_outlet(view, n)]
    made = (Person(n, at, roles.given(view.text, n)) for n in full if (at := _first(view.text, n)) is not None)
    return sorted(made, key=lambda p: p.first)


def _first(text: str, name: str) -> int | None:
    found = re.search(roles.GAP.join(map(re.escape, name.split())), text)
    return found.start() if found else None


# ---- roles without a name
def _settled(
    view: View, party: Party | None, people: Sequence[Person], speaking: Collection[str]
) -> tuple[Party | None, Role | None]:
    """The source by the name of the person whom its role means, and the role; else by the role's whole phrase."""
    known = party is None or party.kind in ("person", "media", "document") or party.id is not None
    if party is None or known or naming.is_nobody(party.text) or JOINT.search(party.text):
        return _outlet_to_person(view, party, people), None
    told = roles.role(naming.phrase(party.text))
    if nobodies.speakers().reporters & set(naming.phrase(party.text).lower().split()[-1:]):
        return _newsman(view, party), None
    if told is None or told.head in cues.media_nouns():  # "an AFP journalist" is none of those whom the report quotes
        return party, None
    person = _bearer(view, party, told, people, speaking)
    if person is None:
        return replace(party, name=told.phrase), None
    return _standing_for(view, person, party.resolved_from or party.span), told


def _newsman(view: View, party: Party) -> Party:
    """ "A Coast Wire reporter": an outlet's own people speak for it; a local journalist is one of the people there."""
    words = party.text.split()
    own = any(f" {a} " in f" {party.text} " for a in cues.agencies()) or nobodies.speakers().own.search(party.text)
    sent = own or any(m.party.kind == "media" and party.span.contains(place(m)) for m in view.parties)
    named = any(roles.is_paper(f"The {word}") and word[0].isupper() for word in words)
    return replace(party, kind="media") if sent or named else party


def _standing_for(view: View, person: Person, here: Span) -> Party:
    named = Span(person.first, person.first + _length(view.text, person))
    return Party(named.of(view.text), named, person.name, "person", None, here)


def _outlet_to_person(view: View, party: Party | None, people: Sequence[Person]) -> Party | None:
    """ "The mayor told Coast News. He said …": a pronoun for a person never means the outlet."""
    if party is None or party.kind != "media" or party.resolved_from is None:
        return party
    if party.resolved_from.of(view.text).lower() not in ("he", "she", "his", "her"):
        return party
    before = [p for p in people if p.first < party.resolved_from.start]
    if not before:
        return party
    return _standing_for(view, max(before, key=lambda p: p.first), party.resolved_from)


def _length(text: str, person: Person) -> int:
    found = re.match(roles.GAP.join(map(re.escape, person.name.split())), text[person.first :])
    return found.end() if found else len(person.name)


def _bearer(view: View, party: Party, told: Role, people: Sequence[Person], speaking: Collection[str]) -> Person | None:
    """The one person whom a role means: by a role that the text gives, else the one whom it goes on to quote."""
    start = party.span.start
    local = "local" in told.phrase.split()  # another's than who was told of as the mayor of a town by name
    fits = [p for p in people if any(roles.fit(told, r) and (not local or "local" in r.phrase) for r in p.roles)]
    sentence = view.sentence(start)
    headline = sentence is not None and sentence.block.kind == "headline"
    if INDEFINITE.match(party.text) and not headline and party.resolved_from is None:
        end = _reach(view, start)
        fits = [p for p in fits if start < p.first < end]
    if fits:
        return fits[0] if len(fits) == 1 else None
    return _quoted_next(view, start, told, people, speaking)


def _quoted_next(
    view: View, start: int, told: Role, people: Sequence[Person], speaking: Collection[str]
) -> Person | None:
    """ "The governor said … Karim Haddad told reporters …": the next person, who speaks and of whom nothing is said."""
    person = next((p for p in people if p.first > start), None)
    if person is None or person.introduced or person.first >= _reach(view, start) or person.name not in speaking:
        return None
    ranked = any(r.rank for r in person.roles)
    return person if not ranked or roles.commissioned(told) else None


def _reach(view: View, at: int) -> int:
    """Where the sentences end in which a name that is still owed is given."""
    starts = [s for s in view.sentences if s.span.end > at]
    return starts[min(REACH, len(starts) - 1)].span.end if starts else at


# ---- sources beside their cue
def heard(view: View, draft: Draft) -> Draft:
    """The draft with the party named right beside its cue as source, where it has none or one that did something else.

    "…, Karim Haddad, said" and "said Karim Haddad" name who speaks; "The bomb killed four, Karim Haddad said" as well.
    """
    if not draft.cue:
        return draft
    draft = _over_dashes(view, draft)
    draft = _all_of_them(view, _without_setting(view, _parted(view, draft)))
    if draft.source is not None and MEANS.fullmatch(draft.source.of(view.text)):
        draft = replace(draft, source=None)
    if draft.source is None and (closing := _said_at_end(view, draft)):
        return closing
    draft = _whole_speaker(view, _behind_quote(view, draft))
    if draft.source is None or BY_MEANS.search(view.text[: draft.source.end]):
        found = _beside(view, draft, frozenset())
        return replace(draft, source=found) if found else draft
    person = _beside(view, draft, PEOPLE)
    if (
        person is None
        or naming.WHO.match(view.text, draft.source.end)
        or person.start <= draft.source.end
        or draft.source.start > draft.content[0].start
    ):
        return draft
    if not any(t.tag in FINITE for t in view.within(Span(draft.source.end, person.start))):
        return draft
    told = trim(view.text, draft.source.start, person.start)
    return replace(draft, source=person, content=(told, *draft.content[1:])) if told else draft


def _behind_quote(view: View, draft: Draft) -> Draft:
    """ "“We fled, all of us,” said the baker": who stands within the quotation before the cue does not say it."""
    quote = view.quotation(draft.cue[0].start - 2) or view.quotation(draft.cue[0].start - 3)
    inside = quote is not None and draft.source is not None and quote.span.contains(draft.source)
    if quote is None or not inside or quote.span.contains(draft.cue[0]):
        return draft
    phrase = view.noun_phrase(draft.cue[-1].end + 1)
    return replace(draft, source=phrase.span, content=(quote.span,)) if phrase else draft


def _whole_speaker(view: View, draft: Draft) -> Draft:
    """ "A trader reached by phone said", "an envoy, who would not be named, said": the whole phrase, not its end."""
    source = draft.source
    beside = view.noun_phrase(draft.cue[0].start - 2)
    if source is not None and NO_SPEAKER.match(source.of(view.text)):
        touches = beside is not None and beside.span.end == draft.cue[0].start - 1 and beside.span != source
        return replace(draft, source=beside.span) if beside and touches else draft
    cut = source is None or source.of(view.text).lower() in RELATIVE or _is_participle(view, source)
    sentence = view.sentence(draft.cue[0].start)
    if not cut or sentence is None or nameless(view, draft) or (source and source.start > draft.cue[0].start):
        return draft
    verb = next((i for i, t in enumerate(sentence.tokens) if t.span.start >= draft.cue[0].start), 0)
    speaker = speaker_before(sentence.tokens, verb)
    fits = speaker is not None and (source is not None or _named_or_known(view, speaker))
    told = fits and speaker is not None and any(c.overlaps(speaker) for c in draft.content)
    return replace(draft, source=speaker) if fits and not told else draft


def _is_participle(view: View, source: Span) -> bool:
    """Whether no more than the end of a speaker's clause was taken: "who asked not to be *named* said"."""
    return [t.tag for t in view.within(source)] == ["VBN"]


def _named_or_known(view: View, speaker: Span) -> bool:
    """Whether a phrase names a person or begins with a role: "an officer fighting in the hills"."""
    opening = view.noun_phrase(speaker.start)
    return _is_speaker(naming.phrase(speaker.of(view.text))) or (
        opening is not None and roles.role(opening.span.of(view.text)) is not None
    )


def nameless(view: View, draft: Draft) -> bool:
    """Whether a cue is one that may well have no source: no verb of telling, or an impersonal one."""
    word = next((t.text.lower() for t in reversed(view.within(draft.cue[-1])) if t.pos == "VERB"), "")
    return telling(word) is None and draft.kind not in ("warn", "ask", "order")


def _said_at_end(view: View, draft: Draft) -> Draft | None:
    """ "“We fled,” a shopkeeper, who would not give his name, said by phone": the draft parted at its speaker."""
    sentence = view.sentence(draft.cue[0].start)
    tokens = sentence.tokens if sentence else ()
    left = next((i for i, t in enumerate(tokens) if t.span.end >= draft.cue[0].start - 1), 0)
    start = subject_start(tokens, left) if tokens and tokens[left].text == "," else None
    if start is None or start == 0 or tokens[start - 1].text not in (",", "”", '"'):
        return None
    speaker = trim(view.text, tokens[start].span.start, tokens[left].span.end)
    told = tuple(
        Span(c.start, min(c.end, tokens[start - 1].span.end))
        for c in draft.content
        if c.start < tokens[start].span.start
    )
    fits = speaker is not None and told and _is_speaker(naming.phrase(speaker.of(view.text)))
    return replace(draft, source=speaker, content=told) if fits else None


def _over_hearer(view: View, draft: Draft) -> Draft:
    """ "Residents reached by the agency said": who speaks is not who heard it."""
    source, sentence = draft.source, view.sentence(draft.anchor)
    if source is None or sentence is None or source.start > draft.cue[0].start:
        return draft
    if HANDED.search(view.text[sentence.span.start : source.start]) is None:
        return draft
    verb = next((i for i, t in enumerate(sentence.tokens) if t.span.start >= draft.cue[0].start), 0)
    speaker = speaker_before(sentence.tokens, verb)
    return replace(draft, source=speaker) if speaker and speaker.contains(source) else draft


def after_setting(view: View, draft: Draft) -> Draft:
    """ "In a statement carried by the agency, *it* said": who speaks stands right before the cue."""
    draft = _over_hearer(view, draft)
    source = draft.source
    if source is None or source.end > draft.cue[0].start or SETTING.search(view.text[: source.start]) is None:
        return draft
    phrase = view.noun_phrase(draft.cue[0].start - 2)
    apart = phrase is not None and "," in view.text[source.end : phrase.span.start]
    return replace(draft, source=phrase.span) if phrase and apart else draft


def _parted(view: View, draft: Draft) -> Draft:
    """ "The bomb killed four, the mayor said": the words before the speaker are no part of him, but what he says."""
    source = draft.source
    if source is None or view.text[source.end : draft.cue[0].start].strip() or source.end > draft.cue[0].start:
        return draft  # "Karim Haddad, the mayor, said" has a comma more
    cut = view.text.rfind(", ", source.start, source.end)
    speaker = trim(view.text, cut + 1, source.end) if cut >= 0 else None
    told = trim(view.text, source.start, cut) if cut >= 0 else None
    if speaker is None or told is None or roles.person(told.of(view.text)) is not None:
        return draft
    if not (_is_speaker(speaker.of(view.text)) and _is_clause(view, told)):
        return draft
    rest = tuple(c for c in draft.content if not told.contains(c))
    return replace(draft, source=speaker, content=(told, *rest))


def _without_setting(view: View, draft: Draft) -> Draft:
    """ "In the town of Bersa, the mayor, Karim Haddad, accused rebels of theft": what tells nothing before him is no
    part of what he said."""
    source, cue = draft.source, draft.cue[0]
    accuses = draft.kind == "claim" and draft.content[-1].start > cue.end
    if source is None or source.start > cue.start or len(draft.content) < 2 or not accuses:
        return draft
    kept = tuple(
        c
        for c in draft.content
        if c.start > source.start or view.quotation(c.start) or any(t.tag in (*FINITE, "MD") for t in view.within(c))
    )
    return replace(draft, content=kept) if kept else draft


def _over_dashes(view: View, draft: Draft) -> Draft:
    """ "Rebels killed nine – the worst raid in May – a source said": what stands before an aside is told as well."""
    source, first = draft.source, draft.content[0]
    sentence = view.sentence(first.start)
    if source is None or sentence is None or not first.end < source.start < draft.cue[0].start:
        return draft
    apart = DASH.fullmatch(view.text[first.end : source.start]) and DASH.search(view.text[: first.start])
    told = trim(view.text, sentence.span.start, first.start) if apart and view.quotation(first.start) is None else None
    whole = told is not None and _is_clause(view, told) and view.sentence(source.start) is sentence
    return replace(draft, content=(Span(told.start, first.end), *draft.content[1:])) if told and whole else draft


def _all_of_them(view: View, draft: Draft) -> Draft:
    """ "The raid killed nine, residents, a medic and a councillor said": all three say it."""
    source = draft.source
    if source is None or " and " not in source.of(view.text) or source.end > draft.cue[0].start:
        return draft
    sentence = view.sentence(source.start)
    more = TOGETHER.search(view.text[sentence.span.start : source.start]) if sentence else None
    if sentence is None or more is None or _is_clause(view, source):
        return draft
    told = Span(sentence.span.start + more.start("more"), sentence.span.start + more.end("more"))
    tokens, speaking = view.within(told), SOURCE_NOUNS | nobodies.speakers().witnesses
    bare = all(t.pos in ("NOUN", "ADJ", "DET", "NUM", "PROPN") for t in tokens)
    if not bare or not speaking & {t.lemma.lower() for t in tokens}:
        return draft
    content = tuple(Span(c.start, min(c.end, told.start - 2)) if c.contains(told) else c for c in draft.content)
    return replace(draft, source=Span(told.start, source.end), content=content)


def _is_speaker(phrase: str) -> bool:
    return roles.role(naming.PLACE_OF.split(phrase)[0]) is not None or roles.person(phrase) is not None


def _is_clause(view: View, here: Span) -> bool:
    """Whether words tell something by a verb of their own, not of a "who" in them."""
    tokens = view.within(here)
    return any(t.tag.startswith("VB") for t in tokens) and not any(t.tag.startswith("W") for t in tokens)


def _beside(view: View, draft: Draft, kinds: frozenset[str]) -> Span | None:
    """The first mention (of these kinds, if any are given) that touches the cue."""
    named = (m for m in view.parties if m.party.kind in (kinds or {m.party.kind} - {"document"}))
    places = (place(m) for m in named if m.party.name.lower() not in PERSONAL)
    spoken = (here for here in places if here.of(view.text).lower() not in PERSONAL and not _told_of(here, draft))
    return next((here for here in spoken if _touches(view, here, draft)), None)


def _told_of(here: Span, draft: Draft) -> bool:
    """Whether a mention is what the words are about: "Haddad said *the mayor* had left", "*they* were blamed for"."""
    behind = here.start >= draft.cue[-1].end
    return any(c.contains(here) and (behind or c == here) for c in draft.content)


def _touches(view: View, here: Span, draft: Draft) -> bool:
    cue, last = draft.cue[0], draft.cue[-1]
    if here.end <= cue.start:
        between = view.text[here.end : cue.start]
        aside = ASIDE.fullmatch(between)
        return BARE.fullmatch(between) is not None or (aside is not None and roles.role(aside["role"]) is not None)
    counted = here.of(view.text)[:1].isdigit() or any(t.pos == "NUM" for t in view.within(here)[:1])
    inverted = last.of(view.text).lower().split()[-1] in INVERTED and not counted  # "reported eight deaths"
    return inverted and here.start >= last.end and not view.text[last.end : here.start].strip()
