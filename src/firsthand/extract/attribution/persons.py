"""Who is who among a document's sources: one person is one name, by whatever role or short form it speaks.

News tells first what somebody is ("the mayor said") and then the name, in an apposition ("the mayor, Karim Haddad"),
beside a title ("Mayor Karim Haddad") or without a word in the next sentence. Nobody is no source, and an outlet is no
person. The rules read the text around names; what they can't settle stays as it is.
"""

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace

from firsthand.extract.attribution import naming
from firsthand.extract.attribution.view import View, place
from firsthand.model import Party, Span
from firsthand.reference import cues, roles
from firsthand.reference import speakers as nobodies
from firsthand.reference.roles import Role
from firsthand.reference.speakers import speakers

REACH = 3  # sentences after an unnamed speaker within which news gives the name
INDEFINITE = re.compile(r"(?:an?|one|some)\s", re.I)
TOLD_OF = re.compile(r",\s(?:who|whose)\s(?!(?:said|told|added|spoke)\b)")  # "Leila Sarr, who has lived here since"
JOINT = re.compile(r"\w\s+and\s+\w")  # "police and witnesses" are no one person


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

    @property
    def telling(self) -> tuple[Role, ...]:
        """The roles that say who the person is: beside an office, not a bare rank, which goes with any."""
        return tuple(r for r in self.roles if not r.rank or r.words or not self.introduced)


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
    fits = [p for p in people if any(roles.fit(told, r) and (not local or "local" in r.phrase) for r in p.telling)]
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
    if told.head in speakers().offices and TOLD_OF.match(view.text, person.first + _length(view.text, person)):
        return None
    ranked = any(r.rank for r in person.roles)
    return person if not ranked or roles.commissioned(told) else None


def _reach(view: View, at: int) -> int:
    """Where the sentences end in which a name that is still owed is given."""
    starts = [s for s in view.sentences if s.span.end > at]
    return starts[min(REACH, len(starts) - 1)].span.end if starts else at
