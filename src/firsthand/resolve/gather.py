"""The origins of one incident: traces put together, so that one speaker is one and nobody is counted twice."""

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from firsthand.model import Document, Origin
from firsthand.reference.discourse import discourse
from firsthand.reference.speakers import speakers
from firsthand.resolve.dates import UNDATED, published
from firsthand.resolve.happenings import Happening, Toll, relayed
from firsthand.resolve.identity import one_speaker
from firsthand.resolve.names import folded, speaker_class
from firsthand.resolve.origins import BESIDE_REASON, OWN_REASON, PASSING_REASON, VOICE_REASON, OriginKey, Trace
from firsthand.resolve.sentences import words
from firsthand.resolve.speakers import is_role
from firsthand.resolve.tolls import STANDS

ABOUT_IT = re.compile(r"\b(?:into|about|over)\s+(?:the|this|that|his|its)\s+(?:[\w-]+\s+)?$", re.I)
JUDGED = re.compile(r"\ban?\s$")  # "called the strike a massacre" says what it was
ABOUT_REACH = 40  # characters before a trigger: "an inquiry into the deadly raid"
SHOWN = 4  # outlets named in an origin's reasons


@dataclass(frozen=True, slots=True)
class Gathered:
    """An incident's origins, the origin (by id) of each of its claims, and the reports that name no source."""

    origins: tuple[Origin, ...]
    of: Mapping[str, str | None]
    unknown: int


def gather(claims: Sequence[Happening], traces: Mapping[str, Trace], documents: Mapping[str, Document]) -> Gathered:
    """The origins behind claims, which come in their order.

    An origin lists what it is known from: copies repeat it and are not listed, so that adding copies changes nothing.
    """
    told = [traces[c.id] for c in claims]
    heard = [h for t in told for h in t.heard]
    texts = [documents[d].text for d in dict.fromkeys(t.document for t in (*told, *heard) if not t.copied)]
    outlets = {t.document: folded(documents[t.document].outlet or "") for t in (*told, *heard)}
    fullest = one_speaker([*told, *heard], texts, outlets)
    alone = len(claims) == 1 and not heard
    keys = {claims[0].id: told[0].key} if alone else _keys(claims, fullest, traces, documents)
    known: dict[OriginKey, list[Happening]] = defaultdict(list)
    for claim in claims:
        if (key := keys[claim.id]) is not None:
            known[key].append(claim)
    beside: dict[OriginKey, Trace] = {}
    for trace in heard:
        if trace.key is not None and (key := fullest.get(trace.key, trace.key)) not in known:
            beside.setdefault(key, trace)
    order = {c.id: _first([c]) for c in claims}
    first = {key: (0, *_first(named)) for key, named in known.items()}
    first |= {key: (1, *order[trace.claim]) for key, trace in beside.items()}
    ids = {key: f"o{n}" for n, key in enumerate(sorted(first, key=first.__getitem__), 1)}
    made: list[Origin] = []
    for key, named in ids.items():
        if key in beside:
            made.append(replace(_origin(named, [beside[key]], [beside[key]], (), documents), claims=()))
        else:
            own = [traces[c.id] for c in _first_hand(known[key], traces, documents, keys)]
            made.append(_speaker(named, key, own, fullest, documents))
    unknown = {c.document for c in claims if keys[c.id] is None and traces[c.id].copied is None}
    owner = {claim: ids[key] if key is not None else None for claim, key in keys.items()}
    return Gathered(tuple(made), owner, len(unknown))


def _speaker(
    named: str,
    key: OriginKey,
    own: Sequence[Trace],
    fullest: Mapping[OriginKey, OriginKey],
    documents: Mapping[str, Document],
) -> Origin:
    """The origin of claims, known from the traces of those at first hand."""
    speaking = [t for t in own if t.key == key] or [t for t in own if fullest.get(t.key or key, t.key) == key]
    also = sorted({t.name for t in own if t.key is not None and t.key != key and fullest.get(t.key) == key})
    return _origin(named, own, speaking or own, also, documents)


def _keys(
    claims: Sequence[Happening],
    fullest: Mapping[OriginKey, OriginKey],
    traces: Mapping[str, Trace],
    documents: Mapping[str, Document],
) -> dict[str, OriginKey | None]:
    """Whose word each claim is, in the light of the others."""
    spoken = _spoken(claims, traces, documents)
    keys = {c.id: fullest.get(k, k) if (k := spoken[c.id]) is not None else None for c in claims}
    keys |= _relayed(claims, keys, traces, documents)
    keys |= _rests_on_unread(claims, keys, traces)
    keys |= _only_referring(claims, keys, traces, documents)
    keys |= _said_before(claims, keys, traces)
    keys |= _retold(claims, keys, traces, documents)
    passing = {c.id for c in claims if c.after or traces[c.id].reason == PASSING_REASON}
    if any(key is not None and c not in passing for c, key in keys.items()):
        keys |= dict.fromkeys(passing)
    return keys


def _first_hand(
    claims: Sequence[Happening],
    traces: Mapping[str, Trace],
    documents: Mapping[str, Document],
    keys: Mapping[str, OriginKey | None],
) -> Sequence[Happening]:
    """The claims that are no copies and no relays; all of them where what they repeat is not in the incident."""
    own = [c for c in claims if traces[c.id].copied is None] or claims
    home = [c for c in own if (key := keys[c.id]) is not None and key.name in _outlets(documents[c.document])]
    own = home or own  # an outlet's word stands in its own report, not in those that name it
    return [c for c in own if not relayed(c, documents[c.document]) and not _of_outlet(c, traces, keys)] or own


def _of_outlet(claim: Happening, traces: Mapping[str, Trace], keys: Mapping[str, OriginKey | None]) -> bool:
    """Whether a claim names an outlet, or repeats one, and was found to be its source's."""
    trace, key = traces[claim.id], keys[claim.id]
    return trace.kind == "media" and trace.key is not None and key is not None and trace.key.name != key.name


def _rests_on_unread(
    claims: Sequence[Happening], keys: Mapping[str, OriginKey | None], traces: Mapping[str, Trace]
) -> dict[str, None]:
    """An outlet's own words in reports that elsewhere name a source that was not understood: nobody's, too."""
    unread = {c.document for c in claims if keys[c.id] is None and traces[c.id].key is None}
    voices = (c for c in claims if c.document in unread and _own_voice(c) and traces[c.id].kind == "media")
    return {c.id: None for c in voices if keys[c.id] == traces[c.id].key}


def _only_referring(
    claims: Sequence[Happening],
    keys: Mapping[str, OriginKey | None],
    traces: Mapping[str, Trace],
    documents: Mapping[str, Document],
) -> dict[str, None]:
    """Claims of speakers who add nothing: "the army had promised after that raid to send more men" is no word of it."""
    named: dict[OriginKey, list[Happening]] = defaultdict(list)
    for claim in claims:
        if (key := keys[claim.id]) is not None:
            named[key].append(claim)
    idle = [
        told
        for told in named.values()
        if all(_refers(c, documents[c.document].text) and not traces[c.id].affirms for c in told)
    ]
    return {c.id: None for told in idle if len(idle) < len(named) for c in told}


def _said_before(
    claims: Sequence[Happening], keys: Mapping[str, OriginKey | None], traces: Mapping[str, Trace]
) -> dict[str, OriginKey]:
    """Keys of nameless speakers whose earlier word a report recalls: who gave the same toll in a report before."""
    found: dict[str, OriginKey] = {}
    for claim in (c for c in claims if c.tolls and traces[c.id].again and is_role(traces[c.id].name)):
        before = [c for c in claims if c.order < claim.order and c.document != claim.document]
        same = {k for c in before if c.tolls == claim.tolls and (k := keys[c.id]) is not None}
        if len(same) == 1:
            found[claim.id] = same.pop()
    return found


def _retold(
    claims: Sequence[Happening],
    keys: Mapping[str, OriginKey | None],
    traces: Mapping[str, Trace],
    documents: Mapping[str, Document],
) -> dict[str, None]:
    """What outlets tell in their own voice and without anything new, on a later day than those who told it first."""
    voices: dict[str, list[Happening]] = defaultdict(list)
    for claim in claims:
        if traces[claim.id].reason == VOICE_REASON and keys[claim.id] == traces[claim.id].key is not None:
            voices[claim.document].append(claim)
    found: dict[str, None] = {}
    for document, told in voices.items():
        own, day = keys[told[0].id], published(documents[document])[:10]
        heard = (c for c in claims if c.order < told[0].order and keys[c.id] not in (None, own) and c.twin is None)
        before = [c for c in heard if c.claim.stance == "asserted" and published(documents[c.document])[:10] < day]
        known = {toll for c in before for toll in c.tolls.items()}
        if before and all(known.issuperset(c.tolls.items()) for c in told):
            found |= {c.id: None for c in told}
    return found


def _refers(claim: Happening, text: str) -> bool:
    """Whether a claim refers back to a happening and says nothing of it, or of something that has to do with it."""
    told = claim.claim
    says = told.counts or told.actor or told.recipient or told.weapon or told.stance not in STANDS
    start = told.trigger.start
    about = not told.counts and ABOUT_IT.search(text[max(0, start - ABOUT_REACH) : start]) is not None
    seen = discourse().seen.search(told.evidence.of(text)) is not None
    judged = JUDGED.search(text[max(0, start - 4) : start]) is not None
    return claim.definite and not seen and not judged and (not says or about)


def _first(claims: Sequence[Happening]) -> tuple[int, str]:
    return claims[0].order, claims[0].id


def _spoken(
    claims: Sequence[Happening], traces: Mapping[str, Trace], documents: Mapping[str, Document]
) -> dict[str, OriginKey | None]:
    """Each claim's key. What a report tells in its own voice it has from the source that it names beside it.

    Only where it names none for this incident is its own voice an origin: reporters repeat their sources' facts.
    """
    sourced: dict[str, list[Happening]] = defaultdict(list)
    for claim in claims:
        key = traces[claim.id].key
        if key is not None and not _own_voice(claim):
            sourced[claim.document].append(claim)
    speaking = {traces[c.id].key for told in sourced.values() for c in told}
    found: dict[str, OriginKey | None] = {}
    for claim in claims:
        told = sourced.get(claim.document, ())
        whose = _source(claim, told, speaking, traces[claim.id], documents[claim.document].text)
        found[claim.id] = traces[whose.id].key
    return found


def _source(
    claim: Happening, sourced: Sequence[Happening], speaking: Collection[OriginKey | None], trace: Trace, text: str
) -> Happening:
    """The claim itself, or the one beside it that names whom a report's own words rest on.

    Itself where the source beside it speaks of the incident elsewhere, or alone speaks in its paragraph.
    """
    if not sourced or not _own_voice(claim):
        return claim
    agree = [s for s in sourced if not _contradict(s, claim)]  # "AFP writes 19 killed, police 15": not from the police
    nearest = min(agree or sourced, key=lambda s: (_apart(s, claim), s.order))
    start, end = sorted((nearest.claim.trigger.start, claim.claim.trigger.start))
    alone = trace.near and "\n\n" in text[start:end]
    named = trace.reason in (BESIDE_REASON, OWN_REASON)
    return claim if named and (trace.key in speaking or alone) else nearest


def _contradict(a: Happening, b: Happening) -> bool:
    """Whether two claims give figures of one kind of toll that exclude each other."""
    pairs = [(a.tolls[kind], b.tolls[kind]) for kind in a.tolls.keys() & b.tolls.keys()]
    return bool(pairs) and all(_exclude(one, other) or _exclude(other, one) for one, other in pairs)


def _exclude(lesser: Toll, greater: Toll) -> bool:
    return lesser[1] is not None and greater[0] is not None and lesser[1] < greater[0]


def _relayed(
    claims: Sequence[Happening],
    keys: Mapping[str, OriginKey | None],
    traces: Mapping[str, Trace],
    documents: Mapping[str, Document],
) -> dict[str, OriginKey]:
    """Keys of claims that name an outlet ("AP reported") whose own report is here: what that report's source said."""
    reports: dict[str, list[Happening]] = defaultdict(list)
    for claim in claims:
        for outlet in _outlets(documents[claim.document]):
            if traces[claim.id].copied is None and keys[claim.id] not in (None, OriginKey("source", outlet)):
                reports[outlet].append(claim)
    found: dict[str, OriginKey] = {}
    for claim in claims:
        key = keys[claim.id]
        if key is None or traces[claim.id].copied is not None:
            first = found.get(traces[claim.id].twin or "")
            found |= {claim.id: first} if first is not None and traces[claim.id].key is not None else {}
            continue
        document = documents[claim.document]
        if (
            is_role(traces[claim.id].name)
            and (known := _of_relayed(claim, document, reports, keys, traces)) is not None
        ):
            found[claim.id] = known
        own = key.name in _outlets(document)
        outlet = key.name if not own else _quoted(claim, document, reports)
        told = reports.get(outlet, ())
        if own and not told:
            before = [c for c in reports.get(key.name, ()) if c.order < claim.order and c.document != claim.document]
            if before and speakers().correction.search(document.text):  # it had that from its source before
                told = before
        if told:
            best = max(told, key=lambda c: (c.tolls == claim.tolls, _gave(c, claim), c.order < claim.order, -c.order))
            found[claim.id] = found.get(best.id) or keys[best.id] or key
    return found


def _of_relayed(
    claim: Happening,
    document: Document,
    reports: Mapping[str, Sequence[Happening]],
    keys: Mapping[str, OriginKey | None],
    traces: Mapping[str, Trace],
) -> OriginKey | None:
    """Whom a nameless speaker of another outlet's report ("AP reported, citing an officer") is in that report.

    Its only source, the only one that gave this toll, or of witnesses its only one.
    """
    via = {folded(n) for n in claim.claim.chain[1:] if n is not None} - _outlets(document)
    told = [c for outlet in sorted(via) for c in reports.get(outlet, ())]
    everyone = {keys[c.id] for c in told}
    same = everyone if len(everyone) == 1 else {keys[c.id] for c in told if _gave(c, claim)}
    if len(same) != 1 and speaker_class(traces[claim.id].name) == "witness":
        same = {keys[c.id] for c in told if speaker_class(traces[c.id].role or "") == "witness"}
    return same.pop() if len(same) == 1 else None


def _gave(claim: Happening, repeated: Happening) -> bool:
    """Whether a claim tells all the tolls that another one repeats."""
    return bool(repeated.tolls) and repeated.tolls.items() <= claim.tolls.items()


def _quoted(claim: Happening, document: Document, reports: Collection[str]) -> str:
    """The outlet that a report's own words name in their sentence: "…, Coast Wire reported", however it is put."""
    if claim.claim.chain:
        return ""
    passage = f" {' '.join(words(claim.claim.evidence.of(document.text)))} "
    return min((o for o in reports if f" {o} " in passage and o not in _outlets(document)), default="")


def _outlets(document: Document) -> frozenset[str]:
    return _houses(document.outlet, document.agency)


@lru_cache(maxsize=65536)
def _houses(*names: str | None) -> frozenset[str]:
    return frozenset(folded(name) for name in names if name is not None)


def _own_voice(claim: Happening) -> bool:
    return not claim.claim.chain


def _apart(a: Happening, b: Happening) -> int:
    return abs(a.claim.trigger.start - b.claim.trigger.start)


def _origin(
    named: str,
    told: Sequence[Trace],
    speaking: Sequence[Trace],
    also: Sequence[str],
    documents: Mapping[str, Document],
) -> Origin:
    """An origin by the traces of its claims; `speaking` are those that name it, `also` its other names in reports."""
    name = max(Counter(t.name for t in speaking).items(), key=lambda n: (len(n[0].split()), n[1], n[0]))[0]
    reports = tuple(dict.fromkeys(t.document for t in told))
    same = [f"taken for one speaker with “{other}”" for other in also if other != name]
    reasons = [*dict.fromkeys(t.reason for t in speaking), *same, _heard_in([documents[d] for d in reports])]
    return Origin(
        id=named,
        name=name,
        kind=next((t.kind for t in speaking if t.kind is not None), None),
        said=min((t.said for t in speaking if t.said is not None), key=lambda w: w.start or UNDATED, default=None),
        occasion=next((t.occasion for t in speaking if t.occasion is not None), None),
        claims=tuple(t.claim for t in told),
        documents=reports,
        reasons=tuple(reasons),
    )


def _heard_in(documents: Sequence[Document]) -> str:
    """In words, how many reports an origin is known from, and whose."""
    outlets = list(dict.fromkeys(n for d in documents if (n := d.outlet or d.agency) is not None))
    named = ", ".join(outlets[:SHOWN]) + (" …" if len(outlets) > SHOWN else "")
    return f"in {len(documents)} report{'s' * (len(documents) > 1)}" + (f" ({named})" if named else "")
