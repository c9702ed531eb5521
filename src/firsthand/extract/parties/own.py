"""The user's own actors in a text: where their names stand, and which code each party then has."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from firsthand.extract.parties.dictionary import Match, Sense, meanings, written_so
from firsthand.extract.parties.words import Line, normal, split
from firsthand.model import Claim, Document, Event, Item, Measure, Party, PartyMention
from firsthand.reference import groups
from firsthand.reference.own_actors import Actor, Actors

NOBODY = "---"  # stands for the actor in the code of a role that belongs to none
ORGANS = frozenset({"government", "state-forces"})
IRREGULAR = {"geese": "goose", "men": "man", "women": "woman", "children": "child", "wives": "wife", "thieves": "thief"}
LEAST = 4  # letters of a word whose plural ends in "ies"
START = 2  # letters of a name's first word by which it is looked up


@dataclass(frozen=True, slots=True)
class Name:
    """A name of the user's own by its words; `open`: the last may go on ("Gondor*" is also "Gondorian")."""

    norms: tuple[str, ...]
    written: tuple[str, ...]
    open: bool
    sense: Sense | None
    code: str | None

    def at(self, norms: Sequence[str], i: int) -> bool:
        """Whether it stands at word `i`."""
        piece = tuple(norms[i : i + len(self.norms)])
        if self.open and len(piece) == len(self.norms):
            return piece[:-1] == self.norms[:-1] and piece[-1].startswith(self.norms[-1])
        return piece == self.norms


class Names:
    """The names of a file of actors that hold in a year, for looking up."""

    def __init__(self, actors: Actors, year: int | None) -> None:
        self._names: dict[str, list[Name]] = {}
        self._roles: dict[str, list[Name]] = {}
        self._keys: dict[str, str] = {}
        for actor in (a for a in actors.actors if a.active(year)):
            self._keep(actor)
        for role, code in actors.roles:
            _add(self._roles, _name(role, None, code))

    def _keep(self, actor: Actor) -> None:
        known = _known(actor)
        sense = known or Sense("group", actor.group.id, group=actor.group, land=actor.land)
        for name in actor.names:
            said = _fits(actor, meanings(name.rstrip("*")))
            _add(self._names, _name(name, None if said else sense, actor.code))
        if actor.code:
            self._keys.setdefault(sense.key.lower(), actor.code)

    def find(self, line: Line, i: int) -> Match | None:
        """The longest name that begins at word `i` of a line and that the shipped dictionary does not know as well."""
        for name in self._names.get(line.words[i].norm[:START], ()):
            piece = line.words[i : i + len(name.norms)]
            if name.sense and name.at([w.norm for w in piece], 0) and written_so(line, piece, name.written):
                return Match(i, i + len(piece), (name.sense,))
        return None

    def coded(self, mentions: Sequence[PartyMention]) -> tuple[PartyMention, ...]:
        """The mentions with their parties' codes: the fullest code of a chain holds for all of it."""
        best: dict[str, str] = {}
        for m in mentions:
            code = self.code(m.party)
            if code and (m.chain not in best or _rank(code) > _rank(best[m.chain])):
                best[m.chain] = code
        return tuple(replace(m, party=replace(m.party, code=best.get(m.chain))) for m in mentions)

    def code(self, party: Party) -> str | None:
        """The code by the names and roles that stand in the party's words, else by its key or its state's."""
        given = self._given(party)
        told = (party.text,) if party.id else (party.text, party.name)  # a name of the dictionary says not who is meant
        found = [given, *(self._of_words(words, given) for words in told)]
        return max((f for f in found if f), key=_rank, default=None)

    def _of_words(self, words: str, given: str | None) -> str | None:
        actor, rest = _longest(self._names, _norms(words))
        role, _ = _longest(self._roles, rest)
        role = role or _longest(self._roles, [singular(w) for w in rest])[0]
        return _joined((actor and actor.code) or given or self._of_nation(rest), role.code if role else None)

    def _of_nation(self, norms: Sequence[str]) -> str | None:
        """The code of the state whose adjective stands in the words: "Danish media" where the file has Denmark."""
        states = (s.key.lower() for word in norms for s in meanings(word) if s.what == "adjective")
        return next((self._keys[key] for key in states if key in self._keys), None)

    def _given(self, party: Party) -> str | None:
        """The code of the party's key, or that of the state whose organ it is."""
        group = groups.by_id(party.id) if party.id else None
        state = group.countries[0].lower() if group and group.kind in ORGANS and len(group.countries) == 1 else ""
        return self._keys.get(party.id or "") or self._keys.get(state)

    def claim(self, claim: Claim) -> Claim:
        """The claim with codes for parties that no mention gave one."""
        if isinstance(claim, Event):
            counts = tuple(replace(c, who=self._with_code(c.who)) for c in claim.counts)
            return replace(claim, actor=self._side(claim.actor), recipient=self._side(claim.recipient), counts=counts)
        if isinstance(claim, Measure):
            return replace(claim, who=self._with_code(claim.who))
        return replace(claim, producer=self._with_code(claim.producer)) if isinstance(claim, Item) else claim

    def _side(self, parties: tuple[Party, ...]) -> tuple[Party, ...]:
        """The parties with the fuller of two codes: that of their mention, that of what the event says of them."""
        return tuple(
            replace(p, code=max((c for c in (p.code, self.code(p)) if c), key=_rank, default=None)) for p in parties
        )

    def _with_code(self, party: Party | None) -> Party | None:
        return replace(party, code=self.code(party)) if party and not party.code else party


@lru_cache(maxsize=64)
def names(actors: Actors, year: int | None) -> Names:
    """The names of a file that hold in a year."""
    return Names(actors, year)


def coded(document: Document, claims: tuple[Claim, ...], actors: Actors) -> tuple[Claim, ...]:
    """The claims, each party with the code that the user's own actors give it."""
    if not actors.actors and not actors.roles:
        return claims
    known = names(actors, year(document))
    return tuple(known.claim(c) for c in claims)


def year(document: Document) -> int | None:
    """The year in which the document was published, if that is given."""
    start = document.published.start if document.published else None
    return int(start[:4]) if start else None


def _known(actor: Actor) -> Sense | None:
    """What the shipped dictionary has for the actor, by the first of its names that it knows as such a kind."""
    return next((s for n in actor.names for s in _fits(actor, meanings(n.rstrip("*"))) if s.what != "adjective"), None)


def _fits(actor: Actor, senses: Iterable[Sense]) -> list[Sense]:
    """The senses that are of the actor's kind, if its row names one."""
    return [s for s in senses if not actor.kind or actor.kind == _kind(s)]


def _kind(sense: Sense) -> str:
    if sense.group:
        return sense.group.kind
    return {"state": "state", "adjective": "state", "seat": "government"}.get(sense.what, sense.what)


def _name(name: str, sense: Sense | None, code: str | None) -> Name:
    plain = name.rstrip("*")
    written = split(plain)
    return Name(tuple(map(normal, written)), written, name != plain, sense, code)


def _add(index: dict[str, list[Name]], name: Name) -> None:
    """Keep a name, the longest first."""
    if name.norms:
        listed = index.setdefault(name.norms[0][:START], [])
        listed.append(name)
        listed.sort(key=lambda n: (-len(n.norms), -len(n.norms[-1]), n.open))


def singular(word: str) -> str:
    """A word as a file of roles has it: "geese" as "goose", "ministries" as "ministry"."""
    if word in IRREGULAR:
        return IRREGULAR[word]
    return f"{word[:-3]}y" if word.endswith("ies") and len(word) > LEAST else word


def _norms(words: str) -> list[str]:
    return [normal(w) for w in split(words)]


def _longest(index: dict[str, list[Name]], norms: Sequence[str]) -> tuple[Name | None, list[str]]:
    """The longest name that stands in the words and has a code, and the words without it."""
    found = [(n, i) for i, n in _all(index, norms) if n.code]
    if not found:
        return None, list(norms)
    name, at = max(found, key=lambda f: (sum(map(len, f[0].norms)), -f[1]))
    return name, [*norms[:at], *norms[at + len(name.norms) :]]


def _all(index: dict[str, list[Name]], norms: Sequence[str]) -> Iterator[tuple[int, Name]]:
    for i, word in enumerate(norms):
        yield from ((i, n) for n in index.get(word[:START], ()) if n.at(norms, i))


def _joined(actor: str | None, role: str | None) -> str | None:
    """The code of a role put to that of its actor: "~GOV" and "MLI" are "MLIGOV"."""
    if role is None:
        return actor
    whole = role.strip() if "~" in role else f"~{role.strip()}"
    ending = whole.replace("~", "")
    if actor and actor.endswith(ending):
        return actor
    return whole.replace("~", actor or NOBODY)


def _rank(code: str) -> tuple[bool, int]:
    return NOBODY not in code, len(code)
