"""When two names in an incident are one speaker: Haddad, Karim Haddad, the mayor; the army and its spokesman."""

from collections.abc import Iterable, Mapping, Sequence

from firsthand.resolve.names import same_name
from firsthand.resolve.origins import OriginKey, Trace
from firsthand.resolve.speakers import apposed, belongs, is_role, shared, speaks_for, their_spokesman, voices

BODIES = frozenset({"state-forces", "rebel-group", "militia", "coalition", "government", "intergovernmental", "ngo"})


def one_speaker(traces: Sequence[Trace], texts: Sequence[str]) -> Mapping[OriginKey, OriginKey]:
    """Keys that are one speaker: "haddad" is "karim haddad", and "mayor" too where a report calls him the mayor."""
    named = {t.key: t.name for t in traces if t.key is not None and t.key.kind == "source"}
    names = {k for k in named if not k.carrier and not is_role(named[k])}
    full = {k: _fullest(k, names) for k in names}
    persons = {k: n for k, n in named.items() if k in names and len(n.split()) > 1 and full[k] == k}
    mentions = _mentions(traces)
    for role in (k for k in named if k not in names):
        called = _bearers(named[role], persons, texts)
        called = called or [p for p, n in persons.items() if any(belongs(text, named[role], n) for text in texts)]
        called = called or [p for p in persons if any(voices(m, named[role]) for m in mentions.get(p, ()))]
        full[role] = called[0] if len(called) == 1 else role
    bodies = {t.key: mentions[t.key] for t in traces if t.key is not None and t.key in mentions and t.kind in BODIES}
    for body, told in bodies.items():
        called = [p for p, n in persons.items() if p != body and _voiced(told, n, texts)]
        called = called or _by_pronoun(body, bodies, persons, texts)
        full[body] = called[0] if len(called) == 1 else full.get(body, body)
    return full


def _bearers(role: str, persons: Mapping[OriginKey, str], texts: Sequence[str]) -> list[OriginKey]:
    """The persons to whom reports give a role: of "official" and "rescue official" the one whom more words fit."""
    called = [p for p, n in persons.items() if any(apposed(text, role, n) for text in texts)]
    fit = {p: max(shared(text, role, persons[p]) for text in texts) for p in called}
    return [p for p in called if fit[p] == max(fit.values())]


def _voiced(body: Iterable[str], person: str, texts: Sequence[str]) -> bool:
    return any(speaks_for(text, mention, person) for mention in body for text in texts)


def _by_pronoun(
    body: OriginKey, bodies: Mapping[OriginKey, Iterable[str]], persons: Mapping[OriginKey, str], texts: Sequence[str]
) -> list[OriginKey]:
    """The persons whom a report calls "their spokesman", where "they" are this body."""
    mentions = {b.name: told for b, told in bodies.items()}
    others = {p: n for p, n in persons.items() if p not in bodies}
    return [p for p, n in others.items() if any(their_spokesman(t, mentions, n) == body.name for t in texts)]


def _mentions(traces: Sequence[Trace]) -> Mapping[OriginKey, tuple[str, ...]]:
    """The words by which reports name each speaker, in the order of the claims."""
    found: dict[OriginKey, dict[str, None]] = {}
    for t in traces:
        if t.key is not None and t.mention is not None:
            found.setdefault(t.key, {})[t.mention] = None
    return {key: tuple(told) for key, told in found.items()}


def _fullest(key: OriginKey, names: Iterable[OriginKey]) -> OriginKey:
    longer = [n for n in names if n != key and len(n.name) > len(key.name) and same_name(n.name, key.name)]
    longest = [n for n in longer if all(same_name(n.name, m.name) for m in longer)]
    return max(longest, key=lambda n: (len(n.name), n.name)) if len(longest) == len(longer) and longer else key
