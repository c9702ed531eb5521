"""Who a common noun with its modifiers means: "Syrian army", "Turkish-backed fighters", "the ministry"."""

import re
from dataclasses import dataclass

from firsthand.extract.parties.dictionary import Match
from firsthand.extract.parties.draft import Context, Scene
from firsthand.extract.parties.words import Word, normal
from firsthand.model import PartyKind
from firsthand.reference import groups
from firsthand.reference.actor_nouns import Head, backed
from firsthand.reference.actor_words import phrases, words

RELATIONS = words("relations")
ARMED = frozenset({"army", "police", "rebels", "militia", "unnamed", "organisation", "coalition"})
CONTESTED = frozenset({"PS"})  # soldiers and police of two governments
OTHERS = 3  # how many times a country must be named for one naming of another whose forces are told by it
OWN_BODIES, BEFORE_NUMBERS = phrases("own_bodies"), phrases("before_numbers")
FIGHTING = frozenset({"rebel-group", "militia", "coalition", "state-forces"})
ORDINALS = frozenset("first second third fourth fifth sixth seventh eighth ninth tenth".split())
BARELY = frozenset({"only", "just", "barely"})
PLAIN = words("plain")
AGED = re.compile(r"^[-‐–]?(?:\d+[-‐–])?(?:year|month)s?[-‐– ]old\s+(?=\w)")
OWN_ORGANS = frozenset(
    {
        "parliament",
        "court",
        "supreme court",
        "embassy",
        "consulate",
        "senate",
        "congress",
        "national assembly",
        "prosecutors",
        "state prosecutors",
        "health officials",
        "health authorities",
    }
)
OF_OTHERS = frozenset({"loyal", "allied", "aligned", "answering", "backed", "opposed"})  # "troops loyal to the general"
PORTFOLIOS = {
    "defense": "defence",
    "foreign affairs": "foreign",
    "the interior": "interior",
    "internal affairs": "interior",
}


@dataclass(frozen=True, slots=True)
class Naming:
    """The name, kind and key that a phrase stands for; `qualified` if something in it says who."""

    name: str
    kind: PartyKind
    id: str | None = None
    qualified: bool = False


def naming(scene: Scene, phrase: tuple[int, int, int], head: Head, world: Context, owner: Match | None) -> Naming:
    """Who the phrase (first word, head's first word, end) means; `owner` is the name in an "of …" after it."""
    start, at, end = phrase
    own = _own_name(scene, start, end)
    mods = [*scene.within(start, at), *([owner] if owner else [])]
    return (
        _by_relation(scene, phrase, head, world, own)
        or _by_group(mods, head, own)
        or _by_country(scene, phrase, mods, head, own)
        or _by_attribute(scene, phrase, head, world, own)
        or _by_world(scene, phrase, head, world, own)
        or _plain(scene, phrase, head, own)
    )


def _by_relation(scene: Scene, phrase: tuple[int, int, int], head: Head, world: Context, own: str) -> Naming | None:
    """ "U.S.-backed forces": the one backed group that the document names, else the one usually meant there."""
    start, at, _ = phrase
    words = scene.line.words
    for m in scene.within(start, at):
        if m.end < at and words[m.end].norm in RELATIONS and m.sense.what != "media" and head.group in ARMED:
            key = m.sense.key.lower()
            if any(x.sense.what == "group" for x in scene.within(m.end, at)):
                return None
            found = _backed_in(world, key, head, words[m.end].norm) or _usual(world, key, head)
            if found:
                return Naming(found.name, found.kind, found.id, True)
            kind = "coalition" if words[m.end].norm == "led" or head.group == "coalition" else head.kind
            return Naming(own, "rebel-group" if kind in ("state-forces", "unnamed") else kind, None, True)
    return None


def _backed_in(world: Context, key: str, head: Head, relation: str) -> groups.Group | None:
    found = [g for g in world.groups if key in g.backed_by and g.kind in FIGHTING]
    coalition = relation == "led" or head.group == "coalition"
    fits = [g for g in found if (g.kind == "coalition") == coalition and g.kind != "state-forces"]
    return fits[0] if len(fits) == 1 else None


def _usual(world: Context, attribute: str, head: Head) -> groups.Group | None:
    for country, _ in world.countries.most_common(3):
        for noun in {head.word, head.word.split()[-1], head.word + "s", head.word.split()[-1] + "s"}:
            if key := backed().get((attribute, country, noun)):
                return groups.groups()[key]
    return None


def _by_group(mods: list[Match], head: Head, own: str) -> Naming | None:
    """ "Taliban fighters", "a Hezbollah militant", "Hamas officials": the group."""
    named = [m.sense.group for m in mods if m.sense.group]
    if not named or head.group in ("civilians", "document", "media", "ngo"):
        return None
    g = named[-1]
    members = head.word == "member" and g.kind in FIGHTING
    if head.group in ARMED or (head.number == "plural" and (members or head.kind == "government")):
        return Naming(g.name, g.kind, g.id, True)
    if (
        head.group == "government"
        and g.kind in ("rebel-group", "government")
        and head.word in ("government", "administration")
    ):
        return Naming(g.name, g.kind, g.id, True)
    return Naming(own, head.kind, None, True)


def _by_country(scene: Scene, phrase: tuple[int, int, int], mods: list[Match], head: Head, own: str) -> Naming | None:
    """ "Syrian army", "Mali's police", "the government of Chad": the state's organ."""
    states = [m for m in mods if m.sense.what in ("state", "adjective", "seat")]
    if not states:
        return None
    iso = states[0].sense.key
    if "ministry" in head.word.split():
        return _ministry(scene, phrase, iso)
    if found := organ(head, iso):
        return Naming(found.name, found.kind, found.id, True)
    return (
        None
        if head.group in ("rebels", "militia") and not _says_who(scene, phrase)
        else Naming(own, _kind(head, True), None, True)
    )


def organ(head: Head, iso: str) -> groups.Group | None:
    """The organ of a state that a noun stands for: its forces, its police, its government."""
    if head.group == "army":
        return groups.armed_forces(iso)
    if head.group == "police":
        return groups.police(iso)
    if head.group == "government" and head.word not in OWN_ORGANS and not head.word.endswith("'s office"):
        return groups.government(iso)
    return None


def _ministry(scene: Scene, phrase: tuple[int, int, int], iso: str | None) -> Naming:
    g = groups.ministry(iso, _portfolio(scene, phrase) or "")
    return Naming(g.name, g.kind, g.id or None, True)


def _portfolio(scene: Scene, phrase: tuple[int, int, int]) -> str:
    """ "defence" of "the defence ministry" or "the Ministry of Defense"."""
    start, _, end = phrase
    known = {i for m in scene.within(start, end) for i in range(m.start, m.end)}
    words = [w.norm for i, w in enumerate(scene.line.words[start:end], start) if i not in known]
    words = [w for w in words if w not in PLAIN and w not in ("ministry", "of", "ministries")]
    name = " ".join(words)
    return PORTFOLIOS.get(name, name)


def _by_attribute(scene: Scene, phrase: tuple[int, int, int], head: Head, world: Context, own: str) -> Naming | None:
    """ "Kurdish forces" in Syria, "Islamist militants" in Somalia."""
    if head.group not in ARMED:
        return None
    for word in scene.norms(phrase[0], phrase[1]):
        if found := _usual(world, {"shiite": "shia", "shi": "shia"}.get(word, word), head):
            return Naming(found.name, found.kind, found.id, True)
    return None


def _by_world(scene: Scene, phrase: tuple[int, int, int], head: Head, world: Context, own: str) -> Naming | None:
    """ "the army", "police", "the government" of the country that the report is about."""
    if "ministry" in head.word.split():
        known = _seat_behind(scene, phrase[2]) or (None if _told_after(scene, phrase, world) else world.main)
        return _ministry(scene, phrase, known) if _portfolio(scene, phrase) else None
    vague = head.role == "asset" or head.word in ("leader", "minister", "state")
    vague = vague or head.word == "officials"  # of the province, the hospital, the power company
    vague = vague or not OF_OTHERS.isdisjoint(scene.norms(phrase[2], phrase[2] + 1))
    vague = vague or (head.group == "army" and _befell(scene, phrase, world.main))
    if not world.main or vague or _says_who(scene, phrase) or not _of_main(scene, world, head):
        return None
    found = organ(head, world.main)
    return Naming(found.name, found.kind, found.id, False) if found else None


def _seat_behind(scene: Scene, end: int) -> str | None:
    """The country of "the defence ministry in Moscow"."""
    if scene.norms(end, end + 1) != ["in"]:
        return None
    return next((m.sense.key for m in scene.matches if m.start == end + 1 and m.sense.what == "seat"), None)


def _told_after(scene: Scene, phrase: tuple[int, int, int], world: Context) -> bool:
    """Whether only what a ministry tells names the country: "The ministry said it downed 15 Ukrainian drones"."""
    told = [m for m in scene.matches if m.start >= phrase[2] and m.sense.what == "adjective"]
    named = sum(m.sense.key == world.main for m in told)
    return 0 < world.countries.get(world.main or "", 0) <= named


def _befell(scene: Scene, phrase: tuple[int, int, int], country: str | None) -> bool:
    """Whether what befell them came of a deed of that country's: "12 died when Malian troops ambushed their convoy"."""
    span, sentence = scene.line.span(phrase[1], phrase[2]), scene.line.sentence
    named = [scene.line.span(m.start, m.end) for m in scene.matches if country in (m.sense.key, _home(m))]
    befallen = {f.trigger for f in sentence.frames for a in (f.agent, f.patient) if a and a.head.overlaps(span)}
    deeds = (f for f in sentence.frames if f.relation == "adverbial" and f.governor in befallen and f.patient)
    return any(f.agent and f.agent.span.contains(n) for f in deeds for n in named)


def _home(m: Match) -> str | None:
    """The country whose forces the name is of."""
    group = m.sense.group
    return group.countries[0] if group is not None and group.kind == "state-forces" and group.countries else None


def _of_main(scene: Scene, world: Context, head: Head) -> bool:
    """Whether a nameless army or government can only be that of the country which the report is about.

    Not where the text has not named the country yet, where two states' bodies are at work in one land, and not where it
    tells another state's forces by their country: which of them "the military" is, only the words before it can say.
    """
    main = world.main or ""
    headline = scene.line.sentence.block.kind == "headline"  # "army retakes town": the text below says whose
    if main in CONTESTED or head.word in OWN_BODIES or (world.first.get(main, 0) > scene.number and not headline):
        return False
    if head.group == "government" and main not in world.places:
        return False  # "health officials" where only Israel's jets are told of: anybody's
    others = [c for c in world.organs if c != main and OTHERS * world.countries[c] >= world.countries[main]]
    return not others


def _plain(scene: Scene, phrase: tuple[int, int, int], head: Head, own: str) -> Naming:
    return Naming(own, _kind(head, _names_somebody(scene, phrase)), None, _says_who(scene, phrase))


def _names_somebody(scene: Scene, phrase: tuple[int, int, int]) -> bool:
    """Whether a name stands before the noun: "Kachin rebels", but not "urban guerrillas"."""
    start, at, _ = phrase
    if start == at:
        return False
    span = scene.line.span(start, at)
    if any(n.label not in ("DATE", "WEAPON") and span.contains(n.span) for n in scene.line.sentence.names):
        return True
    first = scene.line.sentence.span.start
    return not scene.line.caps and any(w.capital and w.start != first for w in scene.line.words[start:at])


def _kind(head: Head, qualified: bool) -> PartyKind:
    """People who fight for nobody named are unnamed; a body that fights is what its noun says."""
    if head.group == "rebels" and head.role == "member" and not qualified:
        return "unnamed"
    return head.kind


def _says_who(scene: Scene, phrase: tuple[int, int, int]) -> bool:
    words = scene.line.words[phrase[0] : phrase[1]]
    return any((w.norm not in PLAIN or _is_numbered(scene, w)) and w.tag not in ("CD", "RB") for w in words)


def _is_numbered(scene: Scene, word: Word) -> bool:
    """Whether an ordinal is of a unit's name: "the Third Division"."""
    return word.capital and word.norm in ORDINALS and word.start != scene.line.sentence.span.start


def _own_name(scene: Scene, start: int, end: int) -> str:
    """The phrase without article, possessive pronoun and number."""
    words = scene.line.words
    for size in (3, 2, 1):
        if start + size < end and " ".join(scene.norms(start, start + size)) in BEFORE_NUMBERS:
            start += size
            break
    while start < end - 1 and (
        words[start].tag in ("DT", "PDT", "PRP$", "CD", "WP$")
        or words[start].norm in BARELY
        or (words[start].norm in PLAIN - {"armed", "masked"} and not _is_numbered(scene, words[start]))
    ):
        start += 1
    return AGED.sub("", " ".join(scene.line.span(start, end).of(scene.text).split()))


def same_ministry(a: str, b: str) -> bool:
    """Two ministries' names of one portfolio, one of them without its country."""
    return normal(a).endswith(normal(b)) or normal(b).endswith(normal(a))
