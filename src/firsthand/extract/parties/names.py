"""Mentions by name: groups and media of the dictionary, states that act, people and other organisations."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Literal

from firsthand.extract.parties import phrases
from firsthand.extract.parties.dictionary import Match
from firsthand.extract.parties.draft import Draft, Scene
from firsthand.extract.parties.states import acts, is_agent, is_river, stands_for_itself
from firsthand.extract.parties.words import normal, split
from firsthand.model import PartyKind
from firsthand.reference import actor_nouns, groups, leaders, outlets, people
from firsthand.reference.actor_words import organisation_kinds, words

SAYING = words("saying")
ORG_KINDS = organisation_kinds()
AT = frozenset("in at near from outside around across".split())
SETTLEMENTS = frozenset(
    "town city village district province region state county camp port island suburb settlement area".split()
)
NO_NAME = ("DT", "IN", "PRP", "CC", "RB", "W", "MD", "VB", "TO", "EX", "PDT", "CD", "JJ", "NNS")  # of a first word
OFFICES = frozenset(
    "officer spokesman spokeswoman spokesperson commissioner superintendent commander commandant secretary director "
    "minister chairman chairperson chairwoman governor administrator coordinator prosecutor magistrate".split()
)
BEFORE_NAMES = frozenset("the named surnamed called nicknamed alias".split())
LINKS = words("links")
LEADING_TO_PLACES = frozenset(
    "in at near of from outside around to towards toward into".split()
)  # "in Sorvat, the mayor said"
UnitKind = Literal["person", "org", "place", "unknown"]


@dataclass(frozen=True, slots=True)
class Unit:
    """Words [start, end) of a line that are a name outside the dictionary."""

    start: int
    end: int
    kind: UnitKind


def units(scene: Scene) -> list[Unit]:
    """The names outside the dictionary: runs of capitalised words, judged by the recogniser and by their words."""
    bodies = _bodies(scene)
    out = [u for u in _recognised(scene) if u.start not in bodies]
    covered = bodies | {i for u in out for i in range(u.start, u.end)}
    if not scene.line.caps:
        out += [u for u in _runs(scene) if not covered.intersection(range(u.start, u.end))]
    return sorted(out, key=lambda u: u.start)


def _bodies(scene: Scene) -> set[int]:
    """The words of common nouns with capitals: "the Prosecutor General's Office"."""
    words, longest = scene.line.words, actor_nouns.longest()
    found: set[int] = set()
    for i, word in enumerate(words):
        if word.capital and word.norm in actor_nouns.openings():
            sizes = range(min(longest, len(words) - i), 2, -1)
            whole = next((n for n in sizes if tuple(w.norm for w in words[i : i + n]) in actor_nouns.heads()), 0)
            found |= set(range(i, i + whole if all(w.capital for w in words[i : i + whole]) else i))
    return found


def unit_drafts(scene: Scene, found: Sequence[Unit]) -> Iterator[Draft]:
    """People with their titles and roles, organisations by their last or first word."""
    for u in found:
        if u.kind == "person":
            yield _person(scene, u)
        elif u.kind == "org" and (kind := _org_kind(scene, u)):
            yield _organisation(scene, u, kind)
        elif u.kind == "unknown" and _speaks(scene, u):
            yield _person(scene, u)


def match_drafts(scene: Scene, used: frozenset[int]) -> Iterator[Draft]:
    """Groups, media, states and seats of government that no other phrase has used up; `used` are first words."""
    for m in scene.matches:
        if m.start in used:
            continue
        what = m.sense.what
        if g := m.sense.group:
            if not m.sense.land or stands_for_itself(scene, m):
                yield _named(scene, m, g.name, g.kind, g.id)
        elif what == "person":
            yield _leader(scene, m)
        elif what == "media":
            o = outlets.outlets().get(m.sense.key)
            yield _named(scene, m, o.name if o else m.sense.key, "media", o.id if o else None)
        elif what in ("state", "seat") and not is_river(scene, m) and acts(scene, m):
            g = groups.state(m.sense.key) if what == "state" else groups.government(m.sense.key)
            yield _named(scene, m, g.name, g.kind, g.id)
        elif what == "adjective" and (draft := _nationals(scene, m)):
            yield draft


def _recognised(scene: Scene) -> Iterator[Unit]:
    words = scene.line.words
    taken = {i for m in scene.matches if m.sense.what in ("group", "media", "person") for i in range(m.start, m.end)}
    for name in scene.line.sentence.names:
        inside = [i for i, w in enumerate(words) if name.span.start <= w.start and w.end <= name.span.end]
        if not inside or name.label not in ("PERSON", "ORG", "PLACE") or taken.intersection(inside):
            continue
        start, end = inside[0], _through_tail(scene, inside[-1] + 1)
        while end - start > 1 and (words[start].norm in people.titles() or words[start].norm in BEFORE_NAMES):
            start += 1
        if _plausible(scene, start, end):
            kind = _judged(scene, start, end, name.label)
            yield Unit(start, max(end, _run_end(scene, start)) if kind == "org" else end, kind)


def _plausible(scene: Scene, start: int, end: int) -> bool:
    """Not a common noun, not a country, not without a capital."""
    if any(m.start == start and m.end == end for m in scene.matches):
        return False
    words = scene.line.words[start:end]
    if not scene.line.caps and not words[0].capital and words[0].norm not in people.name_parts():
        return False
    if len(words) == 1 and words[0].tag and not words[0].tag.startswith("NNP"):
        return False
    return not _common(scene, start, end)


def _common(scene: Scene, start: int, end: int) -> bool:
    """A noun of heads.toml, perhaps with the adjective of a country: "Salvadoran Army"; somebody's office in capitals:
    "Police Public Relations Officer"."""
    while start < end and (m := scene.match_at(start)) and m.sense.what in ("adjective", "state"):
        start = m.end
    norms = scene.norms(start, end)
    return tuple(norms) in actor_nouns.heads() or (len(norms) > 1 and norms[-1] in OFFICES)


def _through_tail(scene: Scene, end: int) -> int:
    """The end moved over a second half that a hyphen binds: "Abd al-Azeem"."""
    words = scene.line.words
    while end < len(words) and words[end - 1].after == "-" and words[end].capital:
        end += 1
    return end


def _judged(scene: Scene, start: int, end: int, label: str) -> UnitKind:
    norms = scene.norms(start, end)
    if len(norms) > 1 and _org_word(norms):
        return "org"
    if norms[0] in ("abu", "umm") or _titled(scene, start):
        return "person"
    if label == "PERSON":
        return "place" if at_place(scene, start) else "person"
    if len(norms) > 1 and people.gender((norms[0],)) and label != "PLACE":
        return "person"
    if label == "ORG":
        return "org"
    return "unknown" if len(norms) > 1 and not at_place(scene, start) else "place"


def at_place(scene: Scene, start: int) -> bool:
    """The words before say that the name is a place's: "in Kupiansk", "the town of Kupiansk"."""
    before = scene.norms(max(0, start - 2), start)
    if not before:
        return False
    return before[-1] in AT or (before[-1] == "of" and before[0] in SETTLEMENTS)


def _titled(scene: Scene, start: int) -> bool:
    if start == 0:
        return False
    before = scene.line.words[start - 1]
    return before.norm in people.titles() and not before.after


def _runs(scene: Scene) -> Iterator[Unit]:
    """Runs of capitalised words that the recogniser left alone."""
    words, i = scene.line.words, 0
    while i < len(words):
        end = _run_end(scene, i)
        if end == i:
            i += 1
            continue
        start = i
        while start < end - 1 and (words[start].norm in people.titles() or words[start].tag == "DT"):
            start += 1
        if kind := _run_kind(scene, start, end):
            yield Unit(start, end, kind)
        i = end


def _run_end(scene: Scene, i: int) -> int:
    words, end = scene.line.words, i
    while end < len(words) and _name_word(scene, end) and (end == i or words[end - 1].after != "s"):
        end += 1
        if (
            end < len(words)
            and words[end].norm in LINKS
            and end + 1 < len(words)
            and _name_word(scene, end + 1)
            and words[end - 1].after != "s"
        ):
            if (
                words[end].norm in ("and", "of", "for", "the", "to")
                and not {words[i].norm, words[end - 1].norm} & ORG_KINDS.keys()
            ):
                break
            end += 1
    return end


def _name_word(scene: Scene, i: int) -> bool:
    word = scene.line.words[i]
    if not word.capital or word.norm in phrases.TIME_WORDS:
        return False
    match = scene.match_at(i)
    if match and match.sense.what != "adjective":
        return False
    return word.tag.startswith(("NNP", "NN", "FW", "UH")) if i else not word.tag.startswith(NO_NAME)


def _run_kind(scene: Scene, start: int, end: int) -> UnitKind | None:
    norms = scene.norms(start, end)
    if _common(scene, start, end) or tuple(scene.norms(start, end + 1)) in actor_nouns.heads():
        return None  # "Security agents": no name begins the sentence
    if len(norms) > 1 and _org_word(norms):
        return "org"
    if norms[0] in people.titles():
        return None
    if _titled(scene, start) or norms[0] in ("abu", "umm") or (len(norms) > 1 and people.gender((norms[0],))):
        return "person"
    return "unknown"


def _speaks(scene: Scene, u: Unit) -> bool:
    """A word of speech stands beside the name: "Jeffrey conceded", "said Traore"."""
    words = scene.line.words
    after = words[u.end].norm if u.end < len(words) else ""
    before = words[u.start - 1].norm if u.start else ""
    if u.end - u.start > 4:
        return False
    if after == "," and before not in LEADING_TO_PLACES and _role_follows(scene, u.end + 1):
        return True
    return after in SAYING or (before in SAYING and (u.end == len(words) or not words[u.end].text[0].isalnum()))


def _role_follows(scene: Scene, i: int) -> bool:
    """ "…, the spokesman for": a role with its article begins at word `i`."""
    words = scene.line.words
    if i >= len(words) or words[i].norm not in ("a", "an", "the"):
        return False
    near = ((w.norm,) for w in words[i + 1 : i + 5])
    return any((h := actor_nouns.heads().get(n)) and h.role == "member" and h.number == "singular" for n in near)


def _person(scene: Scene, u: Unit) -> Draft:
    line = scene.line
    start = _role_start(scene, u.start)
    norms = tuple(scene.norms(u.start, u.end))
    role = [w.norm for w in line.words[start : u.start]]
    return Draft(
        span=line.span(start, u.end),
        core=line.span(u.start, u.end),
        line=scene.number,
        name=" ".join(line.span(u.start, u.end).of(scene.text).split()),
        kind="person",
        words=norms,
        gender=people.gender((*reversed(role), norms[0])),
        roles=tuple(" ".join(role[i:]) for i in range(max(0, len(role) - 3), len(role))),
    )


def _role_start(scene: Scene, start: int) -> int:
    """Where the title or role before the name begins with what modifies it: "the former U.S. envoy"."""
    if not _role_word(scene, start - 1):
        return start
    return phrases.left(scene, start - 1, "sources")


def _role_word(scene: Scene, i: int) -> bool:
    if i < 0:
        return False
    word = scene.line.words[i]
    if word.after or not word.text[0].isalpha() or word.verb:
        return False
    head = actor_nouns.heads().get((word.norm,))
    return word.norm in people.titles() or bool(head and head.role == "member" and head.number == "singular")


def _org_word(norms: Sequence[str]) -> str | None:
    """The word that says what an organisation is: its last, its first, or the one before "of" or "for"."""
    before_link = [a for a, b in pairwise(norms) if b in ("of", "for")][:1]
    return next((n for n in (norms[-1], *before_link, norms[0]) if n in ORG_KINDS), None)


def _org_kind(scene: Scene, u: Unit) -> PartyKind | None:
    norms = scene.norms(u.start, u.end)
    if word := _org_word(norms):
        return ORG_KINDS[word]
    return "other" if _speaks(scene, u) or is_agent(scene, scene.line.span(u.start, u.end)) else None


def _organisation(scene: Scene, u: Unit, kind: PartyKind) -> Draft:
    line = scene.line
    start = u.start - 1 if u.start and line.words[u.start - 1].norm == "the" else u.start
    return Draft(
        span=line.span(start, u.end),
        core=line.span(u.start, u.end),
        line=scene.number,
        name=" ".join(line.span(u.start, u.end).of(scene.text).split()),
        kind=kind,
        words=tuple(scene.norms(u.start, u.end)),
        group="organisation",
    )


def _named(scene: Scene, m: Match, name: str, kind: PartyKind, key: str | None) -> Draft:
    line = scene.line
    start = _name_start(scene, m) if _heads_phrase(scene, m) else m.start
    return Draft(
        span=line.span(phrases.back_over_quantity(scene, start), m.end),
        core=line.span(m.start, m.end),
        line=scene.number,
        name=name,
        kind=kind,
        id=key,
        words=tuple(scene.norms(m.start, m.end)),
        number="plural" if line.words[m.end - 1].tag == "NNPS" or line.words[m.end - 1].tag == "NNS" else "singular",
    )


def _leader(scene: Scene, m: Match) -> Draft:
    person = leaders.leaders()[m.sense.key]
    norms = tuple(normal(w) for w in split(person.name))
    draft = _person(scene, Unit(m.start, m.end, "person"))
    return replace(draft, name=person.name, id=person.id, words=norms, gender=person.gender)


def _name_start(scene: Scene, m: Match) -> int:
    """Where the phrase of a name begins: before nouns for actors ("the militant group Hamas"), behind any other."""
    words, start = scene.line.words, phrases.left(scene, m.start)
    for i in range(m.start - 1, start - 1, -1):
        loose = words[i].noun and words[i].tag and not words[i].after and not scene.match_at(i)
        if loose and (words[i].norm,) not in actor_nouns.heads():
            return i + 1
    return start


def _heads_phrase(scene: Scene, m: Match) -> bool:
    """True if no noun follows that the name only modifies: "Hamas positions", "Hamas military positions"."""
    words = scene.line.words
    following = [w.tag for w in words[m.end : m.end + 2]]
    if not following or words[m.end - 1].after == "s":
        return True
    if following[0].startswith("JJ") and not words[m.end].norm.endswith("ed"):
        return not following[-1].startswith("NN")
    return not following[0].startswith("NN")


def _nationals(scene: Scene, m: Match) -> Draft | None:
    """ "Three Palestinians", "a Palestinian": people of a country."""
    last = scene.line.words[m.end - 1]
    one = m.start > 0 and scene.line.words[m.start - 1].norm in ("a", "an")
    many = last.tag.startswith("N") and last.norm.endswith(("s", "men"))
    following = scene.line.words[m.end].tag if m.end < len(scene.line.words) else ""
    if not (one or many) or last.after == "-" or following.startswith(("NN", "JJ", "CC") if one else "NN"):
        return None
    start = phrases.left(scene, m.start, "civilians")
    line = scene.line
    return Draft(
        span=line.span(phrases.back_over_quantity(scene, start), m.end),
        core=line.span(m.start, m.end),
        line=scene.number,
        name=line.span(m.start, m.end).of(scene.text),
        kind="civilians",
        shape="noun",
        head=last.norm,
        group="civilians",
        number="plural" if many else "singular",
        definite=line.words[start].norm == "the",
        qualified=True,
    )
