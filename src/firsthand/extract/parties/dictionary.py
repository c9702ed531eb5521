"""Which names of the dictionary stand in a document: the longest at each place; the document settles ambiguous ones."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Literal

from firsthand.extract.parties.words import Line, Word, normal, split
from firsthand.reference import groups, leaders, outlets, places
from firsthand.reference.actor_words import organisation_kinds, words

ARTICLES = frozenset({"The", "Al", "El"})  # of a name, small within a sentence: "al-Qaeda in the Maghreb"
ADJECTIVAL = 2  # words of a paper's name that may be an article and an adjective
NOUNS = frozenset({"NN", "NNS", "NNP", "NNPS", "JJ"})
PRESS = frozenset("newspaper daily weekly website magazine paper reporter correspondent journalist editor".split())
What = Literal["group", "state", "adjective", "seat", "media", "person"]

COMMON_WORDS = words("common_words")


@dataclass(frozen=True, slots=True)
class Sense:
    """What a name may mean: a key of the dictionary (a state's is its ISO code). Weak ones need evidence.

    `group` is the actor of a "group"; a `land` is one of the user's own that is a party only where it acts.
    """

    what: What
    key: str
    weak: bool = False
    group: groups.Group | None = None
    land: bool = False


@dataclass(frozen=True, slots=True)
class Match:
    """Words [start, end) of a line that are a name of the dictionary."""

    start: int
    end: int
    senses: tuple[Sense, ...]

    @property
    def sense(self) -> Sense:
        return self.senses[0]


Named = tuple[int, dict[tuple[str, ...], list[tuple[tuple[str, ...], Sense]]]]  # names of so many words: as written
Finder = Callable[[Line, int], Match | None]  # the name that begins at a word of a line


def nothing(line: Line, i: int) -> Match | None:
    """Finds no name: there is no dictionary of the user's own."""
    return None


def matches(lines: Sequence[Line], media: Mapping[tuple[str, ...], str], own: Finder = nothing) -> list[list[Match]]:
    """For each line the names that stand in it, left to right, each with the one sense that the document allows.

    `media` are names that the document itself gives for its outlet or agency; `own` finds those of the user's file.
    """
    found = [[m for m in _find(line, media, own) if not _is_other(line, m)] for line in lines]
    evidence = _evidence(found)
    return [[m for raw in line if (m := _settle(raw, evidence))] for line in found]


def countries(found: Sequence[Sequence[Match]]) -> Counter[str]:
    """How often the document speaks of each country: by name, adjective, capital, or by a group at home in it alone."""
    out: Counter[str] = Counter()
    for line in found:
        for m in line:
            s = m.sense
            if s.what in ("state", "adjective", "seat"):
                out[s.key] += 1
            elif s.what == "group" and s.group and (home := s.group.countries) and len(home) == 1:
                out[home[0]] += 1
    return out


@cache
def _index() -> dict[str, list[Named]]:
    """All names by their first word, then by how many they have, the longest first, then by all of them."""
    out: dict[str, dict[int, dict[tuple[str, ...], list[tuple[tuple[str, ...], Sense]]]]] = {}
    for name, sense in _names():
        written = split(name)
        words = tuple(map(normal, written))
        if words:
            sized = out.setdefault(words[0], {}).setdefault(len(words), {})
            sized.setdefault(words, []).append((written, sense))
    return {first: sorted(sizes.items(), reverse=True) for first, sizes in out.items()}


def _names() -> Iterator[tuple[str, Sense]]:
    for g in groups.groups().values():
        yield from ((a, Sense("group", g.id, group=g)) for a in g.aliases)
        yield from ((a, Sense("group", g.id, weak=True, group=g)) for a in g.weak)
    for s in groups.states().values():
        yield from ((n, Sense("state", s.iso)) for n in s.names)
        yield from ((n, Sense("adjective", s.iso)) for n in s.adjectives)
        yield from ((n, Sense("seat", s.iso)) for n in s.seats)
    for p in leaders.leaders().values():
        yield from ((n, Sense("person", p.id)) for n in (p.name, *p.aliases))
    for o in outlets.outlets().values():
        yield from ((n, Sense("media", o.id)) for n in (o.name, *o.aliases))


def meanings(name: str) -> list[Sense]:
    """What the dictionary says that a name means, whatever the case, where it needs no evidence."""
    norms = tuple(map(normal, split(name)))
    sized = _index().get(norms[0], ()) if norms else ()
    return [s for _, named in sized for _, s in named.get(norms, ()) if not s.weak]


def _find(line: Line, media: Mapping[tuple[str, ...], str], own: Finder) -> Iterator[Match]:
    i, words = 0, line.words
    while i < len(words):
        best = _media(line, i, media) or _better(own(line, i), _longest(line, i))
        if best and not _cuts(line, best):
            yield best
            i = best.end
        else:
            i += 1


def _cuts(line: Line, m: Match) -> bool:
    """Whether a name with its article ends within a longer one: "The UN" of "the UN refugee agency"."""
    inner = _longest(line, m.start + 1) if line.words[m.start].norm == "the" and m.start + 1 < len(line.words) else None
    return inner is not None and inner.end > m.end


def _better(own: Match | None, shipped: Match | None) -> Match | None:
    """The longer name; the user's own of two that are as long."""
    return shipped if own is None or (shipped is not None and shipped.end > own.end) else own


def _media(line: Line, i: int, media: Mapping[tuple[str, ...], str]) -> Match | None:
    for name, written in media.items():
        piece = line.words[i : i + len(name)]
        if tuple(w.norm for w in piece) == name and piece[-1].capital:
            return Match(i, i + len(name), (Sense("media", written),))
    return None


def _is_other(line: Line, m: Match) -> bool:
    """The words are part of another's name or name something else."""
    return _in_person(line, m) or _namesake(line, m) or _in_body(line, m)


def _in_body(line: Line, m: Match) -> bool:
    """One word of a longer name of a body: "Dawn" of "the Dawn Front" is no newspaper."""
    following = line.words[m.end] if m.end < len(line.words) else None
    kind = organisation_kinds().get(following.norm) if following is not None and following.capital else None
    return m.end - m.start == 1 and m.sense.what == "media" and kind not in (None, "media")


def _in_person(line: Line, m: Match) -> bool:
    """One word of a longer name of a person: "Petra" of "Petra Novak" is no agency."""
    if m.end - m.start > 1 or m.sense.what not in ("media", "group", "seat", "person"):
        return False
    span = line.span(m.start, m.end)
    return any(n.label == "PERSON" and n.span.contains(span) and n.span != span for n in line.sentence.names)


def _namesake(line: Line, m: Match) -> bool:
    """A town or state of the US that only shares its name with a country: "Lebanon, Pennsylvania", "Georgia state"."""
    following = [w.norm for w in line.words[m.end : m.end + 3]]
    if m.sense.what not in ("state", "seat") or not following:
        return False
    if following[0] == "state":
        return m.sense.key == "GE" and line.words[m.end - 1].after != "s"
    behind = (" ".join(following[1:]), " ".join(following[1:2]))
    return following[0] == "," and bool(_states_of_us().intersection(behind)) and behind[1] != "georgia"


@cache
def _states_of_us() -> frozenset[str]:
    return frozenset(row.name.casefold() for row in places.units("admin1.tsv.gz", "admin1") if row.country == "US")


def _longest(line: Line, i: int) -> Match | None:
    for size, named in _index().get(line.words[i].norm, ()):
        piece = line.words[i : i + size]
        norms = tuple([w.norm for w in piece])
        fits = (s for written, s in named.get(norms, ()) if written_so(line, piece, written))
        senses = [s for s in fits if s.what != "media" or not _goes_on(line, norms, i + size)]
        if senses:
            return Match(i, i + size, tuple(dict.fromkeys(senses)))
    return None


def _goes_on(line: Line, norms: tuple[str, ...], end: int) -> bool:
    """A paper's name that is only an adjective here: "The Australian" of "The Australian government"; or another's by
    its place: "the Times of Orsk"."""
    following = line.words[end] if end < len(line.words) else None
    bare = len(norms) == ADJECTIVAL and norms[0] == "the" and following is not None and not line.words[end - 1].after
    if bare and following is not None and following.norm == "of":
        return end + 1 < len(line.words) and line.words[end + 1].capital
    return bare and following is not None and following.tag in NOUNS and following.norm not in PRESS


def written_so(line: Line, piece: Sequence[Word], name: Sequence[str]) -> bool:
    """True if capitals stand where the name has them; an abbreviation must be written just so."""
    if line.caps:
        return len(piece) > 1 or piece[0].norm not in COMMON_WORDS or _named_in_caps(piece[0])
    if len(name) == 1 and len(name[0]) > 1 and sum(c.isupper() for c in name[0]) > 1:
        return piece[0].text.replace(".", "") == name[0].replace(".", "")
    if len(name) == 1 and not name[0].isascii() and piece[0].text.casefold() != name[0].casefold():
        return False
    return all(w.capital or not n[0].isupper() or n in ARTICLES for w, n in zip(piece, name, strict=True))


def _named_in_caps(word: Word) -> bool:
    return "." in word.text or word.tag.startswith("NNP")


def _evidence(found: Sequence[Sequence[Match]]) -> tuple[Counter[str], set[str]]:
    """The countries and, by unmistakable names, the groups and media that the document speaks of."""
    sure = [[m for m in line if len(m.senses) == 1 and not m.sense.weak] for line in found]
    return countries(sure), {m.sense.key for line in sure for m in line if m.sense.what in ("group", "media", "person")}


def _settle(m: Match, evidence: tuple[Counter[str], set[str]]) -> Match | None:
    if len(m.senses) == 1 and not m.sense.weak:
        return m
    ranked = sorted(((_support(s, evidence), -i, s) for i, s in enumerate(m.senses)), reverse=True)
    support, _, best = ranked[0]
    if best.weak and support <= 0:
        return None
    if best.weak and len(ranked) > 1 and ranked[1][0] == support and ranked[1][2].what == "group":
        return None
    return Match(m.start, m.end, (best,))


def _support(sense: Sense, evidence: tuple[Counter[str], set[str]]) -> float:
    """How well the document fits the sense: its own full name first, then its countries; a plain name needs none."""
    seen, keys = evidence
    if sense.key in keys:
        return 1000
    if sense.what in ("media", "person"):
        return 0.5
    if sense.what != "group":
        return seen[sense.key] + 0.5
    return sum(seen[c] for c in sense.group.countries) + (0 if sense.weak else 0.5) if sense.group else 0
