"""A mention while it is being read: what the text says of it before mentions are joined into parties."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from firsthand.extract.parties.dictionary import Match, countries
from firsthand.extract.parties.words import Line
from firsthand.model import PartyKind, Span
from firsthand.reference.actor_nouns import Number, heads
from firsthand.reference.actor_words import words
from firsthand.reference.groups import Group
from firsthand.reference.people import Gender

Shape = Literal["name", "noun", "pronoun"]
PLACE_PREPOSITIONS = words("place_prepositions")
BEARINGS = frozenset("northeastern northwestern southeastern southwestern".split())
PLACE_NOUNS = frozenset("town city village capital province state region district border territory island port".split())
ORGANS = frozenset({"army", "police", "government"})
CLEAR_LEAD = 2.0  # a country named this much more often than the next is the one that the report is about


@dataclass(frozen=True, slots=True)
class Draft:
    """One mention. `span` is the whole phrase, `core` the name or noun itself; `words` the name's for comparison.

    `head` is the noun and `group` its class (heads.toml), both "" for a plain name; `line` the sentence's number.
    `main` marks a subject that is one of no participle's only; `closing` a pronoun that is told to have said the words
    before it ("…, she said"); `apart` is where the subject of its verb stands, which is somebody else: "the mayor urged
    him"; `thing` is whether its sentence told of something that it may stand for: "entered the camp and bombed it".
    `speaks` marks the subject of a verb of saying, `quoted` a mention within a quotation; `teller` is where those stand
    who say what the pronoun opens: "the police said they".
    """

    span: Span
    core: Span
    line: int
    name: str
    kind: PartyKind
    id: str | None = None
    shape: Shape = "name"
    words: tuple[str, ...] = ()
    head: str = ""
    group: str = ""
    number: Number = "singular"
    definite: bool = False
    gender: Gender | None = None
    roles: tuple[str, ...] = ()
    qualified: bool = False
    possessor: bool = False
    subject: bool = False
    main: bool = False
    closing: bool = False
    apart: Span | None = None
    thing: bool = False
    speaks: bool = False
    quoted: bool = False
    teller: Span | None = None

    @property
    def member(self) -> bool:
        """Whether its noun counts people one by one, as no ministry does."""
        head = heads().get(tuple(self.head.replace("-", " ").split()))
        return head is not None and head.role == "member"


@dataclass(frozen=True, slots=True)
class Context:
    """What the whole document says of its world: how often it names each country, and which groups.

    `first` are the lines in which it first names each country, `organs` the countries whose forces, police or
    government it calls by the country ("the Malian army"), `places` those that it tells of as places ("in Mali").
    """

    countries: Counter[str]
    groups: tuple[Group, ...]
    first: Mapping[str, int] = field(default_factory=dict[str, int])
    organs: frozenset[str] = frozenset()
    places: frozenset[str] = frozenset()

    @property
    def main(self) -> str | None:
        """The country that the report is clearly about, if any."""
        top = self.countries.most_common(2)
        if not top or (len(top) > 1 and top[0][1] < CLEAR_LEAD * top[1][1]):
            return None
        return top[0][0]


@dataclass(frozen=True, slots=True)
class Scene:
    """A line with the dictionary's matches in it and its place in the document."""

    line: Line
    matches: tuple[Match, ...]
    number: int
    text: str

    def match_at(self, i: int) -> Match | None:
        """The match that the word `i` belongs to."""
        return next((m for m in self.matches if m.start <= i < m.end), None)

    def within(self, start: int, end: int) -> list[Match]:
        return [m for m in self.matches if start <= m.start and m.end <= end]

    def norms(self, start: int, end: int) -> list[str]:
        return [w.norm for w in self.line.words[start:end]]


def context(found: Sequence[Sequence[Match]], lines: Sequence[Line] = ()) -> Context:
    """The document's world by the names in it."""
    named = {m.sense.key: m.sense.group for line in found for m in line if m.sense.group}
    first: dict[str, int] = {}
    for number, line in enumerate(found):
        for m in line:
            first.setdefault(m.sense.key, number)
    told = (_organ_of(line, m) for line, ms in zip(lines, found, strict=False) for m in ms)
    organs = frozenset(country for country in told if country is not None)
    places = frozenset(m.sense.key for line, ms in zip(lines, found, strict=False) for m in ms if _is_place(line, m))
    return Context(countries(found), tuple(named.values()), first, organs, places)


def _is_place(line: Line, m: Match) -> bool:
    """Whether a country is told of as the place of something: "in Mali", "northern Mali", "a Malian town"."""
    before = line.words[m.start - 1].norm if m.start else ""
    following = [w.norm for w in line.words[m.end : m.end + 2]]
    if m.sense.what == "adjective":
        return bool(PLACE_NOUNS.intersection(following))
    return m.sense.what in ("state", "seat") and before in PLACE_PREPOSITIONS | BEARINGS | {","}


def _organ_of(line: Line, m: Match) -> str | None:
    """The country whose forces, police or government are told of by its name: "Israel's military"."""
    group = m.sense.group
    if group is not None:
        own = group.kind in ("state-forces", "government") and len(group.countries) == 1
        return group.countries[0] if own else None
    if m.sense.what not in ("state", "adjective"):
        return None
    following = [w.norm for w in line.words[m.end : m.end + 2]]
    nouns = (heads().get(tuple(following[:n])) for n in (1, 2))
    return m.sense.key if any(h is not None and h.group in ORGANS for h in nouns) else None
