"""When two names in an incident are one speaker: Haddad, Karim Haddad, the mayor; the army and its spokesman."""

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from firsthand.model.values import PartyKind
from firsthand.reference.groups import find, nationals
from firsthand.reference.roles import Role, commissioned, fit, given, organ, person, role, same_land, stateless
from firsthand.reference.speakers import speakers
from firsthand.resolve.bodies import (
    called_so,
    is_branch_of,
    is_kind_of,
    is_less,
    is_voice_of,
    placed,
    stands_for,
    theirs,
    voiced_body,
)
from firsthand.resolve.names import PREPOSITIONS, core, folded, head, same_name, seated, singular, speaker_class
from firsthand.resolve.owners import BODIES
from firsthand.resolve.speakers import (
    INDEFINITE,
    apposed,
    belongs,
    is_role,
    nobody_in_person,
    shared,
    speaks_for,
    voices,
)
from firsthand.resolve.traces import OriginKey, Trace

IRREGULAR = frozenset({"rebel-group", "militia"})
NO_BODY = frozenset({"person", "civilians", "media"})
STATE = frozenset({"state-forces", "government"})
NAMES = re.compile(r"[A-Z][\w'’-]*(?:\s[A-Z][\w'’-]*)*")
SEATS = {"commission": "commissioner", "ministry": "minister", "governorate": "governor", "prefecture": "prefect"}
NAME_STEM = 5  # letters by which "Houthi" and "Houthis" are one name


@dataclass(frozen=True, slots=True)
class _Heard:
    """Who is named as speaking of an incident: by what name, of what kind, by which words and roles, in which texts."""

    named: Mapping[OriginKey, str]
    names: Collection[OriginKey]  # those with a name of their own
    persons: Mapping[OriginKey, str]
    kinds: Mapping[OriginKey, PartyKind | None]
    mentions: Mapping[OriginKey, tuple[str, ...]]
    roles: Mapping[OriginKey, Collection[str]]
    texts: Sequence[str]

    def given(self, person: OriginKey) -> Iterator[Role]:
        """The roles that reports give to a person."""
        yield from (r for called in self.roles.get(person, ()) if (r := role(called)) is not None)
        yield from (r for text in self.texts for r in given(text, self.untitled(person)))

    def untitled(self, key: OriginKey) -> str:
        """A person's name without what is said of him, his title with it."""
        name = core(self.named[key])
        return person(name) or name


def one_speaker(
    traces: Sequence[Trace], texts: Sequence[str], outlets: Mapping[str, str]
) -> Mapping[OriginKey, OriginKey]:
    """Keys that are one speaker: "haddad" is "karim haddad", and "mayor" too where a report calls him the mayor.

    `outlets` are the reports' outlets by document, folded.
    """
    named = {t.key: t.name for t in traces if t.key is not None and t.key.kind == "source"}
    if len(named) < 2:
        return {k: k for k in named}
    names = {k for k in named if not k.carrier and not is_role(named[k])}
    kinds: dict[OriginKey, PartyKind | None] = {t.key: t.kind for t in traces if t.key is not None}
    full = {k: _fullest(k, [n for n in names if not _of_two_kinds(kinds[k], kinds[n])]) for k in names}
    full |= {k: longer for k in names if full[k] == k and (longer := _of_a_land(k, names, kinds)) is not None}
    persons = {k: n for k, n in named.items() if k in names and len(n.split()) > 1 and full[k] == k}
    heard = _Heard(named, names, persons, kinds, _mentions(traces), _roles(traces), texts)
    for nameless in (k for k in named if k not in names):
        called = list(dict.fromkeys(full.get(k, k) for k in _who_is(nameless, heard)))
        called = called or _reached_by(nameless, traces, outlets, heard)
        full[nameless] = called[0] if len(called) == 1 else nameless
    for body in (k for k in named if k not in names and full[k] == k and nobody_in_person(named[k])):
        told = [m for k in named if full[k] == body for m in heard.mentions.get(k, ())]
        called = _by_pronoun(body, {body: told}, {p: n for p, n in persons.items() if kinds[p] == "person"}, texts)
        full[body] = called[0] if len(called) == 1 else body
    speaking = [t.key for t in traces if t.key is not None and _is_body(t)]
    bodies = {k: heard.mentions[k] for k in speaking if k in heard.mentions}
    for body in bodies:
        called = _who_speaks_for(body, bodies, heard)
        full[body] = called[0] if len(called) == 1 else full.get(body, body)
    full |= _countries(named, kinds)
    full |= _states(named, full, heard.mentions, kinds, lambda p, words, land: _serves(heard.given(p), words, land))
    for key, told in heard.mentions.items():
        whose = {full.get(b, b) for b in bodies if b != key and any(is_voice_of(m, b.name) for m in told)}
        full |= dict.fromkeys([key], whose.pop()) if len(whose) == 1 else {}
    return {key: full.get(full.get(one, one), one) for key, one in full.items()}


def _reached_by(
    nameless: OriginKey, traces: Iterable[Trace], outlets: Mapping[str, str], heard: _Heard
) -> list[OriginKey]:
    """Of a witness whom an outlet is cited for, the one whom that outlet's own reports quote by name, of no office."""
    if not nameless.carrier or speaker_class(heard.named[nameless]) != "witness":
        return []
    if any(outlets.get(t.document) == nameless.carrier for t in traces if t.key == nameless):
        return []  # its own reports tell them apart
    there = {t.key for t in traces if t.key in heard.persons and outlets.get(t.document) == nameless.carrier}
    there = {p for p in there if p is not None and heard.kinds[p] != "media"}
    offices = speakers().offices
    return [p for p in there if not any(r.rank or r.head in offices for r in heard.given(p))]


def _who_is(nameless: OriginKey, heard: _Heard) -> list[OriginKey]:
    """Whom a nameless speaker may be: a person of that role or seat, one told with more words, a body of that kind."""
    name = heard.named[nameless]
    told = dict.fromkeys((name, seated(name)))
    found = (_called(n, heard.persons, heard.texts, heard.mentions, heard.roles) for n in told)
    called = next(filter(None, found), list[OriginKey]())
    if len(told) > 1:
        others = (k for k in heard.named if k != nameless and k not in heard.names)
        called = called or [k for k in others if _one_role([*told][1], heard.named[k])]
    bodies = {k: heard.named[k] for k in heard.names if heard.kinds[k] != "person"}
    at = [b for m in heard.mentions.get(nameless, ()) if (b := placed(m)) is not None]
    there = [k for k, n in bodies.items() if any(folded(n) == folded(b) for b in at)]
    voiced = voiced_body(name)
    said = [k for k in bodies if k != nameless and _says_what(k, voiced, heard)]
    return there or called or said or _fuller(nameless, heard.named) or _bodies(nameless, voiced, bodies, heard.kinds)


def _says_what(body: OriginKey, nameless: str, heard: _Heard) -> bool:
    """Whether a report says of a body what a nameless one is called: its kind, or whose branch it is."""
    names = {heard.named[body], *map(core, heard.mentions.get(body, ()))}
    return any(is_branch_of(nameless, n) or any(called_so(t, nameless, n) for t in heard.texts) for n in names)


def _who_speaks_for(body: OriginKey, bodies: Mapping[OriginKey, Iterable[str]], heard: _Heard) -> list[OriginKey]:
    """The persons who speak for a body, are officials of it, or hold a role at it."""
    persons = heard.persons
    if heard.kinds[body] not in IRREGULAR:
        persons = {p: n for p, n in persons.items() if not any(map(_irregular, heard.given(p)))}
    called = [p for p, n in persons.items() if p != body and _voiced(bodies[body], n, heard, body)]
    called = called or _by_pronoun(body, bodies, persons, heard.texts)
    called = called or [p for p in persons if heard.kinds[p] == "person" and _official(body.name, heard.given(p))]
    called = called or [p for p in persons if p != body and any(stands_for(r, body.name) for r in heard.given(p))]
    called = called or [p for p in persons if p != body and _sits_in(p, body, bodies[body], heard)]
    officer = [r for m in bodies[body] if INDEFINITE.match(m) and (r := role(m)) is not None]
    called = called or [p for p in persons if p != body and any(fit(o, r) for o in officer for r in heard.given(p))]
    return called or [p for p in persons if p != body and heard.kinds[body] == "state-forces" and _bare(p, body, heard)]


def _sits_in(person: OriginKey, body: OriginKey, mentions: Iterable[str], heard: _Heard) -> bool:
    """Whether a report that tells of a body calls a person by the office of such bodies alone: "commissioner Paz"."""
    nouns = {w.casefold() for m in mentions for w in m.split()}
    offices = {r.head for r in heard.given(person) if not r.words - {r.head}}
    there = any(heard.untitled(person) in t and any(m in t for m in mentions) for t in heard.texts)
    return there and any(SEATS.get(n) in offices for n in nouns)


def _bare(person: OriginKey, body: OriginKey, heard: _Heard) -> bool:
    """Whether a person of rank, told as nothing else, is heard where this is the only one of a state's forces heard."""
    roles = list(heard.given(person))
    if not roles or any(not r.rank or r.words for r in roles):
        return False
    own = [t for t in heard.texts if heard.untitled(person) in t]
    forces = (k for k, kind in heard.kinds.items() if kind == "state-forces" and k.kind == "source")
    there = {k for k in forces if any(m in t for m in heard.mentions.get(k, ()) for t in own)}
    return there == {body}


def _is_body(trace: Trace) -> bool:
    """Whether a source is a body: by its kind, or a name that is no person's ("Al-Wafa hospital")."""
    article = (trace.mention or "").casefold().startswith("the ")
    named = trace.name[:1].isupper() and not is_role(trace.name) and (article or person(trace.name) is None)
    return trace.kind not in NO_BODY and (trace.kind in BODIES or named)


def _fuller(nameless: OriginKey, named: Mapping[OriginKey, str]) -> list[OriginKey]:
    """Nameless speakers who are told with more words: "the coalition", "the Saudi-led coalition"."""
    told = _telling(nameless.name)
    if nameless.name == "official":
        return []
    noun = head(named[nameless]).casefold()
    others = (k for k in named if k.carrier == nameless.carrier and k != nameless)
    last = nameless.name.split()[-1:]
    others = (k for k in others if k.name.split()[-1:] == last or head(named[k]).casefold() == noun)
    others = (k for k in others if is_role(named[k]) or head(named[k]).islower())
    fuller = [k for k in others if told < _telling(k.name) or (told == _telling(k.name) and nameless < k)]
    most = max((_telling(k.name) for k in fuller), key=len, default=told)
    return (
        [max(k for k in fuller if _telling(k.name) == most)]
        if all(_telling(k.name) <= most for k in fuller) and fuller
        else fuller
    )


def _telling(name: str) -> frozenset[str]:
    """The words of a nameless speaker, in whatever order: "seller of vegetables", "vegetable seller"."""
    return frozenset(singular(w) for w in name.split() if w not in PREPOSITIONS)


def _bodies(
    key: OriginKey, nameless: str, named: Mapping[OriginKey, str], kinds: Mapping[OriginKey, PartyKind | None]
) -> list[OriginKey]:
    """The named bodies that a nameless one may be: by the words that it shares with their names, else by its kind."""
    less = [k for k, n in named.items() if is_less(nameless, n)]
    alike = {k: n for k, n in named.items() if _of_one_sort(kinds[key], kinds[k])}
    return less or [k for k, n in alike.items() if is_kind_of(nameless, n, kinds[k])]


def _called(
    name: str,
    persons: Mapping[OriginKey, str],
    texts: Sequence[str],
    mentions: Mapping[OriginKey, Sequence[str]],
    roles: Mapping[OriginKey, Collection[str]],
) -> list[OriginKey]:
    """The persons whom reports call by a nameless speaker's role, or who speak for a nameless body."""
    body = voiced_body(name)
    if body[:1].isupper() and body != name:  # whoever speaks for a body with a name is told of beside that name
        texts = [t for t in texts if head(body) in t]
        persons = {p: n for p, n in persons.items() if any(core(n) in t for t in texts)}
    called = [p for p in persons if any(m.casefold().startswith(f"{name.casefold()}, ") for m in mentions.get(p, ()))]
    called = called or _bearers(name, persons, texts)
    called = called or [p for p, n in persons.items() if any(belongs(text, name, n) for text in texts)]
    called = called or [p for p in persons if any(voices(m, name) for m in mentions.get(p, ()))]
    called = called or [p for p in persons if any(_one_role(name, r) for r in roles.get(p, ()))]
    return called or [p for p in persons if any(_heads(r, name) for r in roles.get(p, ()))]


def _states(
    named: Mapping[OriginKey, str],
    full: Mapping[OriginKey, OriginKey],
    mentions: Mapping[OriginKey, Sequence[str]],
    kinds: Mapping[OriginKey, PartyKind | None],
    serves: Callable[[OriginKey, frozenset[str], frozenset[str]], bool],
) -> dict[OriginKey, OriginKey]:
    """ "The police", whosever: those whom another report names, or whose officer another quotes on this incident."""
    nameless = {k for k, n in named.items() if stateless(seated(n)) and role(n) is None}
    bodies = {k: named[k] for k in named if not k.carrier and (kinds[k] in BODIES or k in nameless)}
    found: dict[OriginKey, OriginKey] = {}
    for key in bodies:
        told = [m for m in mentions.get(key, ()) if organ(seated(m))[0]] or [named[key]]
        words, land = organ(seated(told[0]))
        if full.get(key, key) != key or not words:
            continue
        alike = [b for b, n in bodies.items() if b != key and words <= organ(seated(n))[0] and found.get(b) != key]
        alike = [b for b in alike if kinds[b] == kinds[key] or kinds[b] not in IRREGULAR]  # "the army" is no rebels'
        whosever = key in nameless or all(stateless(seated(m)) for m in told)
        mine = kinds[key] not in IRREGULAR and (
            whosever or set(alike) <= nameless
        )  # a bare army's officer is no rebels'
        officers = [p for p in named if mine and kinds[p] == "person" and serves(p, words, land)]
        others = alike if whosever else []
        owned = {full.get(k, k) for k in (*(b for b in others if b not in nameless), *officers)}
        if len(owned) == 1:
            found[key] = owned.pop()
        elif not owned and others:
            found[key] = min(*others, key)
    return found


def _countries(
    named: Mapping[OriginKey, str], kinds: Mapping[OriginKey, PartyKind | None]
) -> dict[OriginKey, OriginKey]:
    """ "Israel said": the one body of that country which others name as speaking of this."""
    lands = [k for k, n in named.items() if kinds[k] == "government" and n[:1].isupper() and len(n.split()) == 1]
    found: dict[OriginKey, OriginKey] = {}
    for land in lands:
        told = [k for k in named if k != land and kinds[k] in STATE and _of_land(k.name, land.name)]
        found |= {land: told[0]} if len(told) == 1 else {}
    return found


def _of_land(body: str, land: str) -> bool:
    return any(w[:NAME_STEM] == land[:NAME_STEM] for w in body.split())


def _serves(roles: Iterable[Role], words: frozenset[str], land: frozenset[str]) -> bool:
    """Whether roles are an officer's of a body: "the district police officer", "spokesman for the Nigerian army"."""
    return any(words <= r.words and commissioned(r) and same_land(land, r) and not _irregular(r) for r in roles)


def _irregular(told: Role) -> bool:
    """Whether a role is one in an armed group of that name: "spokesman of the Arakan Army" is no army's."""
    groups = (find(n) for n in NAMES.findall(told.phrase))
    return any(g is not None and g.kind in IRREGULAR for g in groups)


def _official(body: str, roles: Iterable[Role]) -> bool:
    """Whether roles are an official's of a body with a name of its own: "an official of the Houthi movement".

    All that the role says of whose it is must be said of the body; where he is says nothing.
    """
    told = {w[:NAME_STEM] for w in body.split() if len(w) >= NAME_STEM and not organ(w)[0]}
    whose = (role(r.phrase.split(" in ")[0]) or r for r in roles if commissioned(r))
    words = ({w[:NAME_STEM] for w in r.words if not organ(w)[0] and w not in nationals()} for r in whose)
    return any(w and w <= told for w in words)


def _one_role(a: str, b: str) -> bool:
    one, other = role(a), role(b)
    return one is not None and other is not None and fit(one, other)


def _heads(called: str, body: str) -> bool:
    """Whether a role is one at a nameless body: "director of the town's hospital", "the hospital"."""
    told = role(called)
    return told is not None and role(body) is None and head(body).casefold() in told.words


def _roles(traces: Sequence[Trace]) -> Mapping[OriginKey, set[str]]:
    """The nameless words by which reports call those whom they name."""
    found: dict[OriginKey, set[str]] = {}
    for t in traces:
        if t.key is not None and t.role is not None and t.role != t.name:
            found.setdefault(t.key, set()).add(t.role)
    return found


def _of_one_sort(a: PartyKind | None, b: PartyKind | None) -> bool:
    """Whether bodies can be one by their kinds: a rights group is no rebel group."""
    return not _of_two_kinds(a, b) or {a, b} <= IRREGULAR


def _of_two_kinds(a: PartyKind | None, b: PartyKind | None) -> bool:
    """Whether names are of two kinds of bodies: "Pakistan" is no short name of a group that has it in its own."""
    return a != b and a in BODIES and b in BODIES


def _bearers(role: str, persons: Mapping[OriginKey, str], texts: Sequence[str]) -> list[OriginKey]:
    """The persons to whom reports give a role: of "official" and "rescue official" the one whom more words fit."""
    called = [p for p, n in persons.items() if any(apposed(text, role, n) for text in texts)]
    fit = {p: max(shared(text, role, persons[p]) for text in texts) for p in called}
    return [p for p in called if fit[p] == max(fit.values())]


def _voiced(mentions: Iterable[str], person: str, heard: _Heard, body: OriginKey) -> bool:
    """Whether a report calls a person a body's spokesman. "The army's" is no spokesman of a rebels' army."""
    whole = heard.kinds[body] in IRREGULAR
    return any(speaks_for(text, mention, person, whole) for mention in mentions for text in heard.texts)


def _by_pronoun(
    body: OriginKey, bodies: Mapping[OriginKey, Iterable[str]], persons: Mapping[OriginKey, str], texts: Sequence[str]
) -> list[OriginKey]:
    """The persons whom a report calls "their spokesman", where "they" are this body."""
    mentions = {b.name: told for b, told in bodies.items()}
    others = {p: n for p, n in persons.items() if p not in bodies}
    return [p for p, n in others.items() if any(theirs(t, mentions, n) == body.name for t in texts)]


def _mentions(traces: Sequence[Trace]) -> Mapping[OriginKey, tuple[str, ...]]:
    """The words by which reports name each speaker, in the order of the claims."""
    found: dict[OriginKey, dict[str, None]] = {}
    for t in traces:
        if t.key is not None and t.mention is not None:
            found.setdefault(t.key, {})[t.mention] = None
    return {key: tuple(told) for key, told in found.items()}


def _of_a_land(
    key: OriginKey, names: Iterable[OriginKey], kinds: Mapping[OriginKey, PartyKind | None]
) -> OriginKey | None:
    """An armed group's name with the land behind it: "Ansar al-Sharia" is "Ansar al-Sharia in Libya"."""
    said = key.name.split()
    longer = [n for n in names if kinds[n] in IRREGULAR and n != key and n.name.split()[: len(said)] == said]
    return (
        longer[0]
        if len(said) > 1 and len(longer) == 1 and kinds[key] in IRREGULAR | {"other", "unnamed", "person", None}
        else None
    )


def _fullest(key: OriginKey, names: Iterable[OriginKey]) -> OriginKey:
    longer = [n for n in names if n != key and len(n.name) > len(key.name) and same_name(n.name, key.name)]
    longest = [n for n in longer if all(same_name(n.name, m.name) for m in longer)]
    return max(longest, key=lambda n: (len(n.name), n.name)) if len(longest) == len(longer) and longer else key
