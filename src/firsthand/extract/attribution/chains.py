"""From drafts to attributions: nesting by containment, the chain from the origin outwards, when it was said."""

import re
from collections.abc import Iterable, Iterator, Mapping

from firsthand.extract.attribution import eyes, makers, media, naming, narrators, persons, speakers, unsaid
from firsthand.extract.attribution.sources import PERSONAL, Sources, plain_name
from firsthand.extract.attribution.view import Draft, View, place
from firsthand.extract.language.layer import Sentence
from firsthand.model import Attribution, Chain, Party, Span, When
from firsthand.model.reading import Quote, SayKind
from firsthand.reference import cues

PASSIVE = frozenset("is are was were be been being".split())
OPENING = 6  # words of a content in which the claim is named that is rejected
RELATIVE_TAGS = frozenset("WDT WP WP$ WRB".split())
SPEAKING = frozenset("speak talk".split())  # "a medic who spoke on Friday said"
STOPPED = re.compile(r"[.!?]\s+[A-Z]")
THOUGHT = frozenset("know believe think fear presume suppose understand".split())  # "are feared to have died"
NEAR = 60  # characters between a cue and the time at which it was said


def attributions(view: View, drafts: Iterable[Draft]) -> tuple[Attribution, ...]:
    """The drafts as attributions in text order, numbered "a1", "a2", …"""
    told = _heard(view, (d for d in drafts if d.content and not unsaid.is_unsaid(view, d)))
    ordered, parents, parties = _resolved(view, told)
    lived = list(narrators.drafts(view, list(zip(ordered, parties, strict=True))))
    if lived := [*lived, *eyes.drafts(view, [*told, *lived])]:
        ordered, parents, parties = _resolved(view, [*told, *lived])
    chains: dict[int, Chain] = {}
    said = times_said(view, ordered)
    return tuple(
        Attribution(
            id=f"a{i + 1}",
            source=parties[i],
            cue=d.cue,
            content=d.content,
            quote=quote_of(view, d.content),
            kind=kind_by(view, d, parties[i]),
            said=said.get(i),
            within=None if (up := parents[i]) is None else f"a{up + 1}",
            chain=chain(view, i, ordered, parties, parents, chains),
        )
        for i, d in enumerate(ordered)
    )


def _resolved(view: View, told: Iterable[Draft]) -> tuple[list[Draft], list[int | None], list[Party | None]]:
    """The drafts in text order, in which other each stands, and whose each is."""
    ordered = sorted(told, key=lambda d: (d.anchor, d.content[0].start))
    parents = [parent(view, d, ordered) for d in ordered]
    return ordered, parents, persons.identified(view, Sources(view).all(ordered, parents))


def _heard(view: View, drafts: Iterable[Draft]) -> list[Draft]:
    """The drafts with the sources named beside their cues. What another one points at (`via`) stays as it is."""
    found = list(drafts)
    outer = {d.via.cue for d in found if d.via}
    return [d if d.via or d.cue in outer or nobodys(view, d) else speakers.heard(view, d) for d in found]


def nobodys(view: View, draft: Draft) -> bool:
    """Whether a cue leaves its source unsaid; the name beside it is then what is told of ("X is said to …")."""
    words = [t.text.lower() for c in draft.cue for t in view.within(c)]
    return draft.source is None and bool(words) and (words[0] in cues.adverbs() or words[0] in PASSIVE)


def kind_by(view: View, draft: Draft, source: Party | None) -> SayKind:
    """The draft's kind; documents and pictures show what persons would say ("the records suggest that …")."""
    thing = source is not None and source.kind == "document"
    lemmas = {t.lemma.lower() for c in draft.cue for t in view.within(c)}
    if lemmas & cues.rejecting() and _is_claim(view, draft.content[0]):
        return "deny"
    return "show" if thing and draft.kind == "say" and lemmas & cues.showing() else draft.kind


def _is_claim(view: View, content: Span) -> bool:
    """Whether a content opens with somebody else's claim: "the accusation that …", "as propaganda reports of …"."""
    opening = view.within(content)[:OPENING]
    return any(t.lemma.lower() in cues.rejected() for t in opening)


def parent(view: View, draft: Draft, drafts: list[Draft]) -> int | None:
    """The number of the innermost draft in whose content this one stands."""
    around = ((i, other) for i, other in enumerate(drafts) if other is not draft and stands_in(draft, other))
    found = [(size(other.content), i) for i, other in around if not trails(view, draft, other)]
    return min(found)[1] if found else None


def trails(view: View, inner: Draft, outer: Draft) -> bool:
    """Whether the inner draft stands in what goes on behind the outer one's speaker: "…, police said, while the mayor
    told reporters that …" tells the mayor's words in the paper's voice."""
    if is_via(outer, inner) or inner.source is None or not outer.cue or outer.source is None:
        return False
    behind = max(outer.cue[-1].end, outer.source.end)
    piece = next((c for c in outer.content if c.contains(inner.cue[0])), None)
    if piece is None or piece.start < behind or outer.content[0].start > behind or piece.start == inner.cue[0].start:
        return False
    gap = view.text[behind : piece.start].strip()
    return view.quotation(piece.start) is None and (gap == "," or gap.endswith(";"))


def stands_in(inner: Draft, outer: Draft) -> bool:
    """Whether the inner draft's cue and content stand in the outer one's content; a relay's contents may be equal."""
    if not inner.cue or is_via(outer, inner):
        return bool(inner.cue)
    if not all(any(c.contains(p) for c in outer.content) for p in inner.cue):
        return False
    overlap = any(c.overlaps(p) for c in outer.content for p in inner.content)
    return overlap and size(inner.content) < size(outer.content)


def is_via(outer: Draft, inner: Draft) -> bool:
    """Whether a draft is the relay that cites the inner one's source."""
    return inner.via is not None and bool(outer.cue) and outer.cue == inner.via.cue


def size(spans: Iterable[Span]) -> int:
    """The characters of all spans."""
    return sum(map(len, spans))


def chain(
    view: View,
    i: int,
    drafts: list[Draft],
    parties: list[Party | None],
    parents: list[int | None],
    known: dict[int, Chain],
) -> Chain:
    """Names from the origin outwards: the source, its carriers, the chain of the attribution around it."""
    if i in known:
        return known[i]
    known[i] = ()  # a ring of relays ends here
    nobodys = impersonal(view, drafts[i], parents[i]) or naming.own_reporter(view, parties[i])
    nobodys = nobodys or (_is_body(parties[i]) if parents[i] is not None else _is_writer(view, drafts[i], parties[i]))
    own: list[str | None] = [] if nobodys else [source_name(parties[i])]
    own += _through(view, drafts[i])
    for name in (carrier_name(view, c) for c in drafts[i].carriers if not _own(view, c)):
        own += [name] if not any(one_medium(name, other) for other in own) else []
    up = parents[i] if parents[i] is not None else _same_relay(view, i, drafts, parties, parents)
    outer = chain(view, up, drafts, parties, parents, known) if up is not None else agency(view)
    known[i] = joined(tuple(own), outer)
    return known[i]


def _is_writer(view: View, draft: Draft, party: Party | None) -> bool:
    """Whether who writes the report speaks: "we counted seven dead", in nobody's quotation."""
    first = party is not None and party.name.lower() in ("i", "we")
    return first and draft.source is not None and view.quotation(draft.source.start) is None


def _is_body(party: Party | None) -> bool:
    """Whether a pronoun stands for the speaker's own body: "the envoy said it had confirmed that …"."""
    return party is not None and party.name.lower() in ("it", "they")


def _same_relay(
    view: View, i: int, drafts: list[Draft], parties: list[Party | None], parents: list[int | None]
) -> int | None:
    """The medium through which a speaker goes on: "…, the ministry said, TASS reported. “…,” it added."."""
    party = parties[i]
    if party is None or party.resolved_from is None or drafts[i].carriers:
        return None
    sentence = view.sentence(drafts[i].anchor)
    before = (j for j in range(i - 1, -1, -1) if (p := parties[j]) is not None and p.name == party.name)
    last = next(before, None)
    up = parents[last] if last is not None else None
    there = view.sentence(drafts[last].anchor) if last is not None else None
    if up is None or sentence is None or there is None or there.block is not sentence.block:
        return None
    outer = parties[up]
    return up if outer is not None and outer.kind == "media" else None


def _own(view: View, carrier: Span) -> bool:
    """Whether a medium is the one that prints this: "told our correspondent", "spoke to this newspaper"."""
    first = carrier.of(view.text).split()[0].lower()
    if media.own_by_noun(view, carrier):
        return True
    return first in ("our", "this", "my", "us") or naming.own_outlet(view, carrier_name(view, carrier))


def impersonal(view: View, draft: Draft, up: int | None) -> bool:
    """Whether nobody but the speaker around it judges: "the envoy said it was unlikely that …", "nine are estimated to
    have died, according to the agency"."""
    told = draft.source is None and up is not None
    judged = cues.adjectives().keys() | {"estimate"} if draft.kind == "assess" else THOUGHT
    return told and any(t.lemma.lower() in judged for c in draft.cue for t in view.within(c))


def _through(view: View, draft: Draft) -> Iterator[str]:
    """The thing through which its maker speaks: "a report by Open Gate" is Open Gate's word, through a report."""
    made = draft.source is not None and makers.maker(view, draft.source) is not None
    thing = makers.thing(view, draft.source) if made and draft.source is not None else None
    yield from () if thing is None else (thing,)


def joined(own: Chain, outer: Chain) -> Chain:
    """`own` and then `outer`, without a name that follows itself."""
    out = list(own)
    for name in outer:
        if name is not None and any(n is not None and n != name and one_medium(name, n) for n in own[1:]):
            out = [n for n in out if n is None or not one_medium(name, n)]  # "TASS" named before as the agency TASS
        again = name is not None and len(own) > 1 and name.lower() in cues.media_nouns()  # "the newspaper" named before
        if name is None or (name not in out and not again):
            out.append(name)
    return tuple(out)


def one_medium(name: str, other: str | None) -> bool:
    """Whether one name is the other with more words: "TASS" and "TASS news agency"."""
    if other is None:
        return False
    short, long = sorted((name.lower().split(), other.lower().split()), key=len)
    return short == long or (len(short) < len(long) and short == long[: len(short)] and name[:1].isupper())


def source_name(party: Party | None) -> str | None:
    """The source's name; None where it is unknown, nobody, or a pronoun that nothing settles."""
    unknown = party is None or (party.name.lower() in PERSONAL and party.name != "WHO") or naming.is_nobody(party.text)
    return None if party is None or unknown else party.name


def carrier_name(view: View, span: Span) -> str:
    """The name of a medium: that of the party, the agency in it, or the plain noun."""
    if (called := naming.OF_AGENCY.fullmatch(span.of(view.text))) and called["name"] not in cues.agencies():
        return called["name"]
    if name := media.called(view, span):
        return name
    for mention in view.parties:
        if mention.party.kind == "media" and span.contains(place(mention)):
            return mention.party.name
    words = span.of(view.text)
    named = [a for a in cues.agencies() if f" {a} " in f" {words} "]
    title = media.title(words)
    return max(named, key=len) if named else title or plain_name(view, span)


def agency(view: View) -> Chain:
    """The wire agency of dateline, byline or credit line, unless it is the outlet itself."""
    name, outlet = view.document.agency, view.document.outlet
    return (name,) if name and name != outlet and name != _initials(outlet or "") else ()


def _initials(name: str) -> str:
    """The initials by which a medium signs: "TNS" of the Tana News Service."""
    return "".join(word[0] for word in name.split() if word[0].isupper())


def quote_of(view: View, content: Iterable[Span]) -> Quote:
    """Direct where all words are quoted, mixed where some are, else indirect."""
    spans = list(content)
    quoted = sum(max(0, min(s.end, q.span.end) - max(s.start, q.span.start)) for s in spans for q in view.quotations)
    if not quoted:
        return "indirect"
    return "direct" if quoted >= 0.9 * size(spans) else "mixed"


def times_said(view: View, drafts: list[Draft]) -> Mapping[int, When]:
    """When each draft was said, by its number: the time beside its cue and outside of every content there."""
    out: dict[int, tuple[int, When]] = {}
    for mention in view.times:
        span = mention.when.span
        near = _nearest(view, span, _free(span, drafts)) if span and mention.type in ("DATE", "TIME") else None
        if near and (near[1] not in out or near[0] < out[near[1]][0]):
            out[near[1]] = near[0], mention.when
    return {i: when for i, (_, when) in out.items()}


def _free(time: Span, drafts: list[Draft]) -> list[tuple[int, Draft]]:
    """The numbered drafts that a time may date: it is no part of another's words, and who is cited tells no day."""
    around = [[c for c in d.content if c.contains(time)] for d in drafts]
    told = [(i, c) for i, spans in enumerate(around) for c in spans]
    return [
        (i, d)
        for i, d in enumerate(drafts)
        if d.cue and d.via is None and all(n == i or c.contains(d.cue[0]) for n, c in told)
    ]


def _nearest(view: View, span: Span, drafts: list[tuple[int, Draft]]) -> tuple[int, int] | None:
    sentence = view.sentence(span.start)
    if not sentence:
        return None
    found: list[tuple[int, int]] = []
    for i, draft in drafts:
        if not sentence.span.contains(draft.cue[0]) or any(c.overlaps(span) for c in draft.content):
            continue
        cue = draft.cue[0]
        if _of_aside(view, sentence, span, cue):
            continue
        start, end = min(cue.end, span.end), max(cue.start, span.start)
        if not any(c.start >= start and c.end <= end for c in draft.content):
            found.append((max(0, end - start), i))
    best = min(found, default=None)
    return best if best and (best[0] <= NEAR or _opens(view, span, sentence.span)) else None


def _of_aside(view: View, sentence: Sentence, time: Span, cue: Span) -> bool:
    """Whether a time before a cue is another verb's: "Haddad, who returned on Sunday, promised"; "on May 9. Haddad"."""
    if time.start > cue.start:
        return False
    before = [t for t in sentence.tokens if t.span.end <= time.start]
    last = max((i for i, t in enumerate(before) if t.tag in RELATIVE_TAGS), default=None)
    verbs = [t.lemma.lower() for t in before[last:] if t.pos == "VERB"] if last is not None else []
    ended = STOPPED.match(view.text, time.end) is not None
    return ended or (bool(verbs) and not SPEAKING & set(verbs))


def _opens(view: View, span: Span, sentence: Span) -> bool:
    """Whether a time opens its sentence ("On Friday, …")."""
    return len(view.text[sentence.start : span.start].split()) <= 2
