"""Which mentions are of one party, and what each then is called.

Sieves in the order of their certainty, each a function: the dictionary's key, the name, abbreviations, appositions,
nouns with an article, pronouns. A pronoun that nothing settles is left out; a noun stands for itself.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

from firsthand.extract.parties.draft import Draft
from firsthand.extract.parties.entity import Entity, called
from firsthand.extract.parties.fitting import BODIES, BY_HEAD, FITTING, agrees, one_of
from firsthand.extract.parties.offices import description, may_hold, same_office
from firsthand.extract.parties.same import acronym, alike, initials, ministry, one_name
from firsthand.model import Party, PartyMention, Span
from firsthand.reference import groups
from firsthand.reference import roles as office
from firsthand.reference.actor_words import phrases, words

WINDOW = 150  # parties that a noun or pronoun may mean: in a long text the oldest are forgotten
SAME_WORD = 20  # parties remembered for one word of their names
NOUN_REACH = 6  # sentences back that "the group" looks for its name
BODY = re.compile(r"\s+(?:for|of|from)\s+(?:the\s+)?(?:[A-Z][\w'’-]*\s+){0,2}")
PRONOUN_REACH = 2
QUOTED = 400  # characters from a word of a quotation to who said it
BEHIND_QUOTE = re.compile(r'["”]\s*(?P<who>[^.;"“”]{2,90})')
SAYING = words("saying")
SPEAKER_REACH = 3  # sentences between "the mayor said" and the bare name of the mayor
# Weights of a candidate: per sentence of distance, for a subject, a name, one who spoke where the pronoun speaks.
# a subject of a whole clause rather than of a participle; who only told of it is not whom "they" goes on with
RECENT, SUBJECT, NAMED, SPEAKER, MAIN = 10, 6, 3, 8, 2
APPOSED = re.compile(
    r"(?:\s+(?:of|from)\s+(?:the\s+)?[A-Z][\w-]+(?:\s[A-Z][\w-]+)?)?\s*[,–—-]\s*(?:(?:who is|formerly|then|itself)\s+)?"
)
INTRODUCED = re.compile(
    r"\s*(?:,\s*(?:called\s+|named\s+)?|\s(?:called|named|calling itself)\s+)(?:the\s+)?[“”\"'‘]?", re.I
)
FORCES = ("rebel-group", "militia", "coalition")
IDENTIFIED = re.compile(
    r"\s*,?\s*(?:who was |who is |only |later |also |both )*(?:identified|named|known|called)(?: only)?(?: as)?\s*:?\s*"
)
PASSIVE = re.compile(r"\s+(?:were|are|had been|have been|would be)\s")
OF_BODY = re.compile(r"\s+(?:for|of|from|at|with|in)\s+")
NAME_BEFORE = re.compile(r"\b[A-Z][\w’'-]+\s[A-Z][\w’'-]+,\s+(?:[Tt]he\s+|an?\s+)?$")  # "Ada Rell, spokesman of"
LINKED = re.compile(  # "a group with links to al-Qaida": it is the group of whom the report goes on to tell
    r"\b(?:links?|ties|linked|tied|affiliated|allied|loyal|allegiance|close|related|aligned)\s(?:to|with)\s(?:the\s)?$"
)
JOINED = re.compile(r"[^,.;:“”\"]{0,60},?\s(?:and|but)\s(?:\w+\s){1,2}")
BETWEEN_BRACKETS = re.compile(r"\s*[,]?\s*\(\s*")

LANDS = frozenset("country state nation kingdom republic neighbour neighbor ally power government".split())
OWN_BODIES = phrases("own_bodies")
BODILY = frozenset("police army military government ministry navy authority".split())  # no one person
OWN = frozenset("its their his her our my your whose".split())


def mentions(drafts: Sequence[Draft], text: str, short: Mapping[str, tuple[str, ...]]) -> tuple[PartyMention, ...]:
    """The drafts, joined into parties, in text order. `short` are abbreviations that the text itself introduces."""
    chains = _Chains(text, short)
    placed = [(d, e) for d in drafts if (e := chains.place(d))]
    ids = {id(e): f"p{i + 1}" for i, e in enumerate(chains.entities)}
    return tuple(PartyMention(_party(d, e, text, chains.resolved), ids[id(e)]) for d, e in placed)


class _Chains:
    """The parties met so far."""

    def __init__(self, text: str, short: Mapping[str, tuple[str, ...]]) -> None:
        self.text, self.short = text, short
        self.entities: list[Entity] = []
        self.recent: dict[int, Entity] = {}
        self.by_id: dict[str, Entity] = {}
        self.by_word: dict[str, list[Entity]] = {}
        self.placed: list[tuple[Draft, Entity]] = []
        self.resolved: dict[Span, Draft] = {}

    def place(self, d: Draft) -> Entity | None:
        """The party that the draft is of, a new one if need be; `None` for a pronoun that nothing settles."""
        d = self._of_state(d)
        e = self._pronoun(d) if d.shape == "pronoun" else self._apposed(d) or self._known(d)
        if e is None and d.shape == "pronoun":
            return None
        if e is None:
            e = Entity(d)
            self.entities.append(e)
        self._add(e, d)
        return e

    def _of_state(self, d: Draft) -> Draft:
        """ "The Russian defence ministry said its troops": the country's forces; those of rebels are no country's."""
        owner = self._owner(d) if d.group == "army" else None
        _, kind, key = called(owner) if owner is not None else ("", None, None)
        if kind in ("rebel-group", "militia"):
            return replace(d, id=None)
        country = key.split("-")[0].upper() if key and kind == "government" and "interior" not in key else ""
        forces = groups.armed_forces(country) if country in groups.states() else None
        return replace(d, name=forces.name, kind=forces.kind, id=forces.id) if forces else d

    def _add(self, e: Entity, d: Draft) -> None:
        e.add(d)
        self.recent.pop(id(e), None)
        self.recent[id(e)] = e
        if len(self.recent) > WINDOW:
            del self.recent[next(iter(self.recent))]
        if d.id:
            self.by_id.setdefault(d.id, e)
        for word in {d.words[0], d.words[-1], acronym(d.words)} if d.shape == "name" and d.words else ():
            known = self.by_word.setdefault(word, [])
            if e not in known[-SAME_WORD:]:
                known.append(e)
        self.placed.append((d, e))

    def _called(self, *words: str) -> list[Entity]:
        """The parties that have one of the words at an end of their name, the newest first."""
        return [e for w in words for e in reversed(self.by_word.get(w, ())[-SAME_WORD:])]

    # ---- names
    def _known(self, d: Draft) -> Entity | None:
        if d.id:
            return self.by_id.get(d.id)
        if d.shape == "name":
            return self._person(d) if d.kind == "person" else self._same_name(d)
        return self._noun(d)

    def _person(self, d: Draft) -> Entity | None:
        """The person whose name ends in this one, or begins with it where it is one word; the latest met first."""
        for e in self._called(d.words[-1], d.words[0]):
            same = any(one_name(n, d.words) for n in e.names) and e.lead.kind == "person"
            if same and (None in (d.gender, e.gender) or d.gender == e.gender):
                return e
        return self._by_role(d)

    def _by_role(self, d: Draft) -> Entity | None:
        """The one who was only a role before: "the mayor said … Mayor Maiga", "a doctor said … Hugh Hill said".

        News reports introduce people by what they are; a bare new name that speaks is the role that spoke just before.
        """
        unnamed = [
            e
            for e in self.recent.values()
            if e.first.shape == "noun" and e.first.head not in BODILY and not (e.named or e.plural or e.first.id)
        ]
        unnamed = [e for e in unnamed if NAME_BEFORE.search(self.text, 0, e.first.span.start) is None]
        told = description(d, self.text)
        roles = [e for e in unnamed if e.roles.intersection((*d.roles, *told)) and e.first.group != "organisation"]
        roles = [e for e in roles if may_hold(e, d, self.text)]
        near = [e for e in unnamed if e.lead.group == "sources" and e.spoke and self._distance(e, d) <= SPEAKER_REACH]
        found = roles or (near if d.subject and not d.roles and not told else [])
        return found[-1] if len(found) == 1 else None

    def _same_name(self, d: Draft) -> Entity | None:
        words = self.short.get(" ".join(d.words), d.words)
        for e in self._called(words[-1], words[0]):
            if e.lead.kind != "person" and (words in e.names or d.words in e.names or initials(e, d)):
                return e
        return None

    # ---- appositions
    def _apposed(self, d: Draft) -> Entity | None:
        """ "Hugh Hill, a doctor": the second phrase is of the party before it."""
        before, e = self._before(d)
        if not before or not e:
            return None
        between = self.text[before.span.end : d.span.start]
        if d.kind == "person" and before.shape == "noun":
            before, e = self._of_body(before, e)
            return e if self._introduces(before, between, d) else None
        if before.shape == "name" and d.shape == "noun" and APPOSED.fullmatch(between) and self._describes(before, d):
            self.resolved[d.span] = before
            return e
        if before.shape == "noun" and d.shape == "name" and self._names(before, between, d):
            return e
        abbreviated = d.shape == "name" and not d.id and " ".join(d.words) in self.short
        return e if abbreviated and before.id and BETWEEN_BRACKETS.fullmatch(between) else None

    def _names(self, before: Draft, between: str, d: Draft) -> bool:
        """ "A little-known group, the “Lake Front”, said": a group that is told of for the first time, and its name."""
        new = before.number == "singular" and not before.definite and not before.id
        group = before.group in ("rebels", "militia", "organisation") and d.kind in (*FORCES, "other", "unnamed")
        return new and group and INTRODUCED.fullmatch(between) is not None

    def _of_body(self, before: Draft, e: Entity) -> tuple[Draft, Entity]:
        """Of "a spokeswoman for the ministry, Ada Rell" the spokeswoman: a body is no person."""
        if before.member:
            return before, e
        prior = [(m, o) for m, o in self.placed[-6:] if m.line == before.line and m.span.end < before.span.start]
        last, owner = max(prior, key=lambda x: x[0].span.end, default=(before, e))
        joint = self.text[last.span.end : before.span.start]
        return (last, owner) if last.shape == "noun" and OF_BODY.fullmatch(joint) else (before, e)

    def _introduces(self, before: Draft, between: str, d: Draft) -> bool:
        """ "A doctor, Hugh Hill,", "a man identified as Hugh Hill": the noun is of the person."""
        if before.number == "plural" or before.id or not before.member:
            return False
        return bool(IDENTIFIED.fullmatch(between)) or bool(APPOSED.fullmatch(between) and self._closes(d))

    def _closes(self, d: Draft) -> bool:
        """The name is followed by a comma, a word of speech or the end: no list of people."""
        rest = self.text[d.span.end : d.span.end + 12]
        return not re.match(r"\s*,?\s*and\b", rest)

    def _describes(self, name: Draft, d: Draft) -> bool:
        first = self.text[d.span.start : d.span.end].split()[0].lower()
        if name.kind == "person":
            return (
                d.number == "singular"
                and d.group in ("sources", "civilians", "unnamed", "militia", "army", "police", "rebels")
                and not d.id
            )
        if name.id is not None and name.id.upper() in groups.states() and d.head not in LANDS:
            return False  # "near the border with Chad, the defence ministry said"
        after = self.text[d.span.end : d.span.end + 20].split()[:1]
        if first == "the" and after and after[0].strip(".,") in SAYING:
            return False  # "… of the Hill Front, the agency said": what tells who a name is ends with a comma
        return first in ("a", "an", "the", "one") and d.number == "singular" and name.kind in FITTING.get(d.group, ())

    # ---- nouns
    def _noun(self, d: Draft) -> Entity | None:
        if not d.definite:
            return None
        if d.group == "document":
            return self._latest(lambda e: e.lead.group == "document" and alike(e, d), d, 1000)
        if d.group in ("sources", "civilians", "unnamed") and d.number == "singular":
            return self._keep(self._latest(lambda e: same_office(e, d, self.text), d, NOUN_REACH), d)
        if "ministry" in d.head.split():
            return self._keep(self._latest(lambda e: ministry(e, d), d, 1000), d)
        if d.qualified or d.group in ("civilians", "unnamed", "sources"):
            return self._latest(
                lambda e: e.lead.shape == "noun" and e.lead.name.casefold() == d.name.casefold(), d, NOUN_REACH
            )
        return self._body(d)

    def _body(self, d: Draft) -> Entity | None:
        """ "The group", "the militants": the most prominent fitting party of the sentences before."""
        if self.text[d.span.start : d.span.end].split()[0].lower() in OWN or self._is_part_of_own(d):
            return self._keep(self._owner(d), d)
        if d.head in OWN_BODIES:
            return self._latest(lambda e: d.head in e.roles, d, NOUN_REACH)
        kinds = BY_HEAD.get(d.head) or FITTING.get(d.group, frozenset())
        found = [e for e in self.recent.values() if e.lead.kind in kinds and self._distance(e, d) <= NOUN_REACH]
        named = [e for e in found if e.named or e.lead.id]
        if d.group in ("army", "police"):
            named = [e for e in found if e.lead.group in (d.group, "") and (e.named or e.lead.id or not e.plural)]
        best = self._best(named, d)
        same = self._latest(lambda e: e.lead.shape == "noun" and e.lead.head == d.head and one_of(e, d), d, NOUN_REACH)
        return self._keep(best, d) if best else same

    def _is_part_of_own(self, d: Draft) -> bool:
        """ "Two of its soldiers"."""
        before = self.text[d.span.start : d.core.start].lower().split()
        return any(a == "of" and b in OWN for a, b in pairwise(before))

    def _owner(self, d: Draft) -> Entity | None:
        """ "Its fighters": the group that the pronoun, read just before, stands for."""
        pronoun, e = self.placed[-1] if self.placed else (None, None)
        own = pronoun and d.span.contains(pronoun.span) and d.group in ("rebels", "army", "militia", "police")
        return e if own else None

    def _before(self, d: Draft) -> tuple[Draft, Entity] | tuple[None, None]:
        """The mention that ends last before `d` in its line, the longest of several, with its party."""
        found = [(m, e) for m, e in self.placed[-6:] if m.line == d.line and m.span.end <= d.span.start]
        return max(found, key=lambda x: (x[0].span.end, -x[0].span.start), default=(None, None))

    def _keep(self, e: Entity | None, d: Draft) -> Entity | None:
        if e:
            name = self._antecedent(e)
            if d.shape == "pronoun" or name.shape == "name":
                self.resolved[d.span] = name
        return e

    # ---- pronouns
    def _pronoun(self, d: Draft) -> Entity | None:
        if d.group == "relative":
            return self._keep(self._relative(d), d)
        if (same := self._them(d)) is not None:
            return self._keep(same, d)
        if (teller := self._teller(d)) or (d.teller and d.group == "thing"):
            return self._keep(teller, d)
        found = [e for e in self.recent.values() if agrees(e, d) and self._distance(e, d) <= PRONOUN_REACH]
        if d.group == "thing":
            beside = [] if d.subject or d.head != "it" else [e for e in found if self._is_beside(e, d)]
            found = beside if beside or d.thing else [e for e in found if any(m.subject for m in e.last)]
        if d.group == "thing" and d.speaks:  # "in a statement, it said"
            found = [e for e in found if e.lead.kind != "document" or e.last[-1].line < d.line]
        if d.apart:
            found = [e for e in found if not any(m.span.contains(d.apart) for m in e.last)]
        if d.quoted:
            found = [e for e in found if not self._tells(e, d) and not self._is_of_speaker(e, d)]
            others = [e for e in found if not any(m.speaks and not m.quoted for m in e.last)]
            found = others if d.group == "plural" and others else found  # who is quoted speaks of those who acted
        if d.closing:  # who speaks is not one of those whom the words before speak of
            found = [e for e in found if any(m.line < d.line for m in e.last)] or found
        return self._keep(self._best(found, d), d)

    def _them(self, d: Draft) -> Entity | None:
        """ "Took them across the river, where they were shot": they of a passive are those of whom it spoke as them."""
        if d.head != "they" or PASSIVE.match(self.text, d.span.end) is None:
            return None
        them = ((m, e) for m, e in reversed(self.placed[-4:]) if m.line == d.line and m.span.end < d.span.start)
        return next((e for m, e in them if m.shape == "pronoun" and m.head == "them"), None)

    def _is_beside(self, e: Entity, d: Draft) -> bool:
        """ "The mayor broke off talks with the front and accused it": whom the first half of the clause is about."""
        m = e.last[-1]
        return m.line == d.line and not m.subject and JOINED.fullmatch(self.text, m.span.end, d.span.start) is not None

    def _teller(self, d: Draft) -> Entity | None:
        """ "The police said they had arrested two": the police; of residents and other people "they" may be anybody."""
        told = ((m, e) for m, e in reversed(self.placed[-6:]) if d.teller and m.span.contains(d.teller))
        m, e = next(told, (None, None))
        if m is not None and d.group == "thing" and m.group == "sources" and m.number == "singular":
            return self._spoken_for(m)
        if e is None or (d.group == "plural" and e.lead.group in ("civilians", "unnamed", "sources")):
            return None
        return e if agrees(e, d) or (d.group == "plural" and e.lead.kind in BODIES) else None

    def _spoken_for(self, speaker: Draft) -> Entity | None:
        """ "A spokesman for the Red Front said it had attacked": the body, not the one who speaks."""
        near = [(m, e) for m, e in self.placed[-6:] if m.line == speaker.line and m is not speaker]
        behind = (e for m, e in near if BODY.fullmatch(self.text, speaker.core.end, m.span.start))
        return next(behind, next((e for m, e in near if e.lead.id and speaker.span.contains(m.span)), None))

    def _tells(self, e: Entity, d: Draft) -> bool:
        """Whether the quoted words that the pronoun stands in are theirs: "“He fired,” Kamal said" is not Kamal."""
        told = BEHIND_QUOTE.search(self.text, d.span.end, d.span.end + QUOTED)
        behind = frozenset(told["who"].casefold().split()) if told else frozenset[str]()
        if any(behind & {*m.words[-1:], m.head} for m in e.last):
            return bool(behind & SAYING)
        named = bool(behind & SAYING) and not behind & {"he", "she", "they", "it"}
        return not named and any(m.speaks and not m.quoted and d.line - m.line <= 1 for m in e.last)

    def _is_of_speaker(self, e: Entity, d: Draft) -> bool:
        """Whether the quoted words are an officer's: his "they" are not the police or soldiers whom he commands."""
        told_of = any(m.quoted and d.line - m.line <= 1 for m in e.last)  # "our men were ambushed, but they …"
        if d.group != "plural" or e.lead.kind != "state-forces" or told_of:
            return False
        told = BEHIND_QUOTE.search(self.text, d.span.end, d.span.end + QUOTED)
        behind = frozenset(told["who"].casefold().split()) if told else frozenset[str]()
        told_by = [(o, m) for o in self.recent.values() for m in o.last]
        spoke = (
            o
            for o, m in told_by
            if behind & {*m.words[-1:], m.head} or (m.speaks and not m.quoted and 0 <= d.line - m.line <= 1)
        )
        roles = {*behind, *(w for o in spoke for r in o.roles for w in r.split())}
        return any(office.is_rank(r.casefold()) or r.casefold() in BODILY for r in roles)

    def _relative(self, d: Draft) -> Entity | None:
        before, e = self._before(d)
        if not before or not e:
            return None
        between = self.text[before.span.end : d.span.start]
        return e if not between.strip(" ,") and before.kind not in ("document", "media") else None

    # ---- prominence
    def _latest(self, fits: object, d: Draft, reach: int) -> Entity | None:
        found = [e for e in self.recent.values() if fits(e) and self._distance(e, d) <= reach]  # type: ignore[operator]
        return max(found, key=lambda e: e.last[-1].span.start, default=None)

    def _best(self, found: list[Entity], d: Draft) -> Entity | None:
        return max(found, key=lambda e: self._weight(e, d), default=None)

    def _weight(self, e: Entity, d: Draft) -> tuple[int, int]:
        best = max(self._mention_weight(m, d) for m in e.last)
        return best, e.last[-1].span.start

    def _mention_weight(self, m: Draft, d: Draft) -> int:
        weight = -RECENT * (d.line - m.line) + (SPEAKER if d.speaks and m.speaks else 0)
        weight -= SUBJECT if LINKED.search(self.text, max(0, m.span.start - 40), m.span.start) else 0
        weight += MAIN if m.main else 0
        idle = m.speaks and not d.speaks and m.group in ("sources", "civilians") and d.group == "plural"
        return weight + (SUBJECT if m.subject and not idle else 0) + (NAMED if m.shape == "name" else 0)

    def _distance(self, e: Entity, d: Draft) -> int:
        return d.line - e.last[-1].line

    def _antecedent(self, e: Entity) -> Draft:
        return e.last_named or e.first


def _party(d: Draft, e: Entity, text: str, resolved: Mapping[Span, Draft]) -> Party:
    name, kind, key = called(e)
    if source := resolved.get(d.span):
        return Party(source.span.of(text), source.span, name, kind, key, resolved_from=d.span)
    return Party(d.span.of(text), d.span, name, kind, key)
