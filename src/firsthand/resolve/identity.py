"""When two names in an incident are one speaker: Haddad, Karim Haddad, the mayor; the army and its spokesman."""

from collections.abc import Iterable, Mapping, Sequence

from firsthand.resolve.names import same_name
from firsthand.resolve.origins import OriginKey, Trace
from firsthand.resolve.speakers import apposed, belongs, is_role, speaks_for, their_spokesman

BODIES = frozenset({"state-forces", "rebel-group", "militia", "coalition", "government", "intergovernmental", "ngo"})


def one_speaker(traces: Sequence[Trace], texts: Sequence[str]) -> Mapping[OriginKey, OriginKey]:
    """Keys that are one speaker: "haddad" is "karim haddad", and "mayor" too where a report calls him the mayor."""
    named = {t.key: t.name for t in traces if t.key is not None and t.key.kind == "source"}
    names = {k for k in named if not k.carrier and not is_role(named[k])}
    full = {k: _fullest(k, names) for k in names}
    persons = {k: n for k, n in named.items() if k in names and len(n.split()) > 1 and full[k] == k}
    for role in (k for k in named if k not in names):
        called = [p for p, n in persons.items() if any(apposed(text, named[role], n) for text in texts)]
        called = called or [p for p, n in persons.items() if any(belongs(text, named[role], n) for text in texts)]
        full[role] = called[0] if len(called) == 1 else role
    bodies = _bodies(traces)
    for body, mention in bodies.items():
        called = [p for p, n in persons.items() if p != body and any(speaks_for(t, mention, n) for t in texts)]
        called = called or _by_pronoun(body, bodies, persons, texts)
        full[body] = called[0] if len(called) == 1 else full.get(body, body)
    return full


def _by_pronoun(
    body: OriginKey, bodies: Mapping[OriginKey, str], persons: Mapping[OriginKey, str], texts: Sequence[str]
) -> list[OriginKey]:
    """The persons whom a report calls "their spokesman", where "they" are this body."""
    mentions = {b.name: mention for b, mention in bodies.items()}
    others = {p: n for p, n in persons.items() if p not in bodies}
    return [p for p, n in others.items() if any(their_spokesman(t, mentions, n) == body.name for t in texts)]


def _bodies(traces: Sequence[Trace]) -> Mapping[OriginKey, str]:
    """The organisations among the speakers with a mention of each: their spokesman's word is theirs."""
    return {t.key: t.mention for t in traces if t.key is not None and t.mention is not None and t.kind in BODIES}


def _fullest(key: OriginKey, names: Iterable[OriginKey]) -> OriginKey:
    longer = [n for n in names if n != key and len(n.name) > len(key.name) and same_name(n.name, key.name)]
    longest = [n for n in longer if all(same_name(n.name, m.name) for m in longer)]
    return max(longest, key=lambda n: (len(n.name), n.name)) if len(longest) == len(longer) and longer else key
