"""A party in the making: the mentions that are of it so far, and what it is called."""

from collections import Counter
from dataclasses import dataclass, field

from firsthand.extract.parties.draft import Draft
from firsthand.model import PartyKind


@dataclass(slots=True)
class Entity:
    """A party in the making. `named` is its fullest mention by name, `last` the latest ones, the newest at the end."""

    first: Draft
    named: Draft | None = None
    keyed: Draft | None = None
    gender: str | None = None
    spoke: bool = False
    names: set[tuple[str, ...]] = field(default_factory=set)
    roles: set[str] = field(default_factory=set)
    last: list[Draft] = field(default_factory=list)
    last_named: Draft | None = None
    nouns: Counter[str] = field(default_factory=Counter)

    def add(self, d: Draft) -> None:
        """Take a mention in."""
        self.last = [*self.last[-3:], d]
        self.spoke = self.spoke or d.subject
        self.gender = self.gender or d.gender
        self.keyed = self.keyed or (d if d.id else None)
        self.roles.update(d.roles)
        if d.shape == "name":
            self._add_name(d)
        elif d.shape == "noun":
            self.roles.add(d.head)
            self.nouns[d.head] += 1

    def _add_name(self, d: Draft) -> None:
        self.last_named = d
        if d.words:
            self.names.add(d.words)
        if not self.named or (d.id is not None, len(d.words)) > (self.named.id is not None, len(self.named.words)):
            self.named = d

    @property
    def lead(self) -> Draft:
        return self.named or self.first

    @property
    def plural(self) -> bool:
        return self.lead.number == "plural"


def called(e: Entity) -> tuple[str, PartyKind, str | None]:
    """What the party is called: the dictionary's name, the fullest name in the text, else its most used noun."""
    if e.keyed:
        return e.keyed.name, e.keyed.kind, e.keyed.id
    lead = e.lead
    if lead.group == "document":
        return (e.nouns.most_common(1)[0][0] if e.nouns.total() > 1 else lead.name), "document", None
    return lead.name, lead.kind, None
