"""All mentions of a document: names and nouns line by line, then chains."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from firsthand.extract.language.layer import Argument, Frame, Sentence
from firsthand.extract.parties import chains, dictionary, names, nouns, own, pronouns, words
from firsthand.extract.parties.draft import Context, Draft, Scene, context
from firsthand.extract.parties.names import Unit
from firsthand.model import Document, PartyMention, Span
from firsthand.reference import cues, own_actors
from firsthand.reference.actor_nouns import heads
from firsthand.reference.actor_words import words as saying_words

SAYING = saying_words("saying")
SAY = frozenset("say tell add state report claim announce write warn deny confirm note explain recall".split())
ASIDE = frozenset({"relative", "adverbial"})  # how clauses hang on others whose subject tells more
SPOKES = frozenset({"spokesman", "spokeswoman", "spokesperson"})
DATELINE = re.compile(r"\(([A-Z][^()\n]{2,40})\)\s*(?:--|[—–-])")
SHORT_FORM = re.compile(
    r"\(\s*(?:the |or |also known as )?[\"“'‘]?([A-Z][A-Za-z&/-]*[A-Z][A-Za-z&/-]*)[\"”'’]?\s*[),;]"
)


def parties(
    document: Document, sentences: Sequence[Sentence], actors: own_actors.Actors = own_actors.NONE
) -> tuple[PartyMention, ...]:
    """Every mention of a party in text order; mentions with an equal `chain` are of one party.

    `actors` are the user's own, known beside those of the dictionary.
    """
    lines = [words.read(s, document.text) for s in sentences]
    names_ = own.names(actors, own.year(document)) if actors.actors else None
    found = dictionary.matches(lines, _own_media(document), names_.find if names_ else dictionary.nothing)
    world = context(found, lines)
    scenes = [Scene(line, tuple(m), i, document.text) for i, (line, m) in enumerate(zip(lines, found, strict=True))]
    named = _units(scenes)
    drafts = [d for s, u in zip(scenes, named, strict=True) for d in _drafts(s, u, world)]
    mentions = chains.mentions(drafts, document.text, _short_forms(scenes))
    return names_.coded(mentions) if names_ else mentions


def _own_media(document: Document) -> dict[tuple[str, ...], str]:
    """The report's outlet and agency, and who a dateline names in brackets, by their words: media, known or not."""
    head = " ".join(b.span.of(document.text) for b in document.blocks if b.kind in ("dateline", "byline"))
    named = [document.outlet, document.agency, *DATELINE.findall(head or document.text[:400])]
    whole = {tuple(map(words.normal, words.split(n))): n.strip() for n in named if n and n.strip()}
    return {**whole, **_short_title(document.outlet)}


def _short_title(outlet: str | None) -> dict[tuple[str, ...], str]:
    """ "The Herald" of the report's own outlet "Lake Tana Herald", whatever other paper is called so."""
    name = words.split(outlet or "")
    if outlet is None or len(name) < 2 or name[-1] not in cues.media_titles():
        return {}
    last = words.normal(name[-1])
    return {("the", last): outlet.strip(), (last,): outlet.strip()}


def _drafts(scene: Scene, units: Sequence[Unit], world: Context) -> list[Draft]:
    """The mentions of one line, left to right, without those that are only a part of another."""
    taken = frozenset(i for u in units if u.kind != "place" for i in range(u.start, u.end))
    people = list(names.unit_drafts(scene, units))
    common = list(nouns.nouns(scene, world, taken))
    whole = [p.span for p in people]
    phrases = [*people, *(d for d in common if not _part_of(d, whole) and not _part_of(d, [c.span for c in common]))]
    used = frozenset(m.start for m in scene.matches if _consumed(scene, m, phrases))
    plain = list(names.match_drafts(scene, used))
    phrases = [d for d in phrases if not _inside(d.span, (p.span for p in plain))]
    others = [o for d in (*phrases, *plain) for o in nouns.joined(scene, d)]
    found = [*phrases, *plain, *others, *pronouns.pronouns(scene)]
    speakers = _speakers(scene.line.sentence)
    placed = (_with_subject(_apart(d, scene.line.sentence), scene.line.sentence) for d in found)
    told = (_with_teller(_as_speaker(d, speakers, scene), scene.line.sentence) for d in placed)
    return _in_order(list(told))


def _in_order(drafts: list[Draft]) -> list[Draft]:
    """Left to right; a pronoun before the phrase that it stands in: "two of its soldiers"."""

    def place(d: Draft) -> tuple[int, int]:
        holders = (o.span.start for o in drafts if d.shape == "pronoun" and o is not d and o.span.contains(d.span))
        return min([d.span.start, *holders]), d.span.end

    return sorted(drafts, key=place)


def _consumed(scene: Scene, m: dictionary.Match, phrases: Iterable[Draft]) -> bool:
    """The name only says which: "Syrian" of "the Syrian army". A possessor that names nothing stays, and so does the
    body for which somebody speaks."""
    span = scene.line.span(m.start, m.end)
    owns = scene.line.words[m.end - 1].after == "s"
    return any(d.span.contains(span) and not (owns and d.id is None) and not _speaks_for(d, span, m) for d in phrases)


def _speaks_for(d: Draft, body: Span, m: dictionary.Match) -> bool:
    """ "A spokesman for the Red Front", "a Red Front spokesman": the front is spoken of as well."""
    before = d.head in SPOKES and m.sense.what == "group" and body.end <= d.core.start
    return d.id is None and d.group == "sources" and (before or d.core.end < body.start)


def _part_of(d: Draft, wholes: Iterable[Span]) -> bool:
    """The mention only begins a longer one; a possessor ("the group's leader") is a party of its own."""
    return any(w.contains(d.span) and w != d.span and not _owns(d, w) for w in wholes)


def _owns(d: Draft, whole: Span) -> bool:
    return d.span.end + 2 < whole.end and d.span.start == whole.start and d.possessor


def _inside(span: Span, others: Iterable[Span]) -> bool:
    return any(o.contains(span) for o in others)


def _units(scenes: Sequence[Scene]) -> list[list[Unit]]:
    """The names outside the dictionary; a last name alone is a person's whose full name stands somewhere."""
    found = [names.units(s) for s in scenes]
    places = {
        tuple(s.norms(u.start, u.end))
        for s, line in zip(scenes, found, strict=True)
        for u in line
        if u.kind == "place" and names.at_place(s, u.start)
    }
    people = {
        n for s, line in zip(scenes, found, strict=True) for u in line if u.kind == "person" for n in _tails(s, u)
    } - places
    known = [[_with_known(s, u, people, places) for u in line] for s, line in zip(scenes, found, strict=True)]
    return [[*line, *_alone(s, line, people)] for s, line in zip(scenes, known, strict=True)]


def _tails(scene: Scene, u: Unit) -> list[tuple[str, ...]]:
    """The name and its ends: of "Abu Abd al-Azeem" also "al-Azeem" and "Azeem"."""
    return [tuple(scene.norms(i, u.end)) for i in range(u.start, u.end)]


def _with_known(scene: Scene, u: Unit, people: set[tuple[str, ...]], places: set[tuple[str, ...]]) -> Unit:
    """A name judged by what it is elsewhere in the document."""
    norms = tuple(scene.norms(u.start, u.end))
    if norms in people:
        return Unit(u.start, u.end, "person")
    return Unit(u.start, u.end, "place") if norms in places and u.kind == "person" and len(norms) == 1 else u


def _alone(scene: Scene, found: Sequence[Unit], people: set[tuple[str, ...]]) -> list[Unit]:
    """Capitalised words that nothing else has found to be a name, and that are a known person's last name."""
    taken = {i for u in found for i in range(u.start, u.end)}
    return [
        Unit(i, i + 1, "person")
        for i, w in enumerate(scene.line.words)
        if w.capital and (w.norm,) in people and i not in taken and not scene.match_at(i) and not _common(w.norm)
    ]


def _common(norm: str) -> bool:
    return (norm,) in heads() or len(norm) < 3


def _short_forms(scenes: Sequence[Scene]) -> dict[str, tuple[str, ...]]:
    """Abbreviations that the text introduces in brackets, with the words of the name that they stand for."""
    out: dict[str, tuple[str, ...]] = {}
    for scene in scenes:
        piece = scene.line.sentence.span.of(scene.text)
        for m in SHORT_FORM.finditer(piece):
            at = scene.line.sentence.span.start + m.start()
            before = [w for w in scene.line.words if w.end <= at][-12:]
            if full := _spelled(m[1], [w.norm for w in before]):
                out.setdefault(words.normal(m[1]), full)
    return out


def _spelled(short: str, before: list[str]) -> tuple[str, ...]:
    """The shortest run of words at the end of `before` whose initials, small words aside, spell the abbreviation."""
    letters = [c for c in short.casefold() if c.isalpha()]
    for size in range(2, len(before) + 1):
        run = before[-size:]
        initials = [w[0] for w in run if w not in names.LINKS]
        if initials == letters and run[0] not in names.LINKS:
            return tuple(run)
    return ()


def _with_subject(d: Draft, sentence: Sentence) -> Draft:
    """The draft with whether it is a subject, and whether of a verb that is no participle set behind a noun."""
    whole = [f for f in sentence.frames if f.pos == "VERB" and (h := _subject(f)) and _heads(d, h)]
    return replace(d, subject=True, main=any(f.relation not in ASIDE for f in whole)) if whole else d


def _subject(f: Frame) -> Span | None:
    argument = f.agent if f.voice == "active" else f.patient
    return argument.head if argument else None


def _heads(d: Draft, head: Span) -> bool:
    return d.span.contains(head) and head.overlaps(d.core)


def _apart(d: Draft, sentence: Sentence) -> Draft:
    """A pronoun that a verb acts on with the place of the verb's subject: it stands for somebody else."""
    if d.shape != "pronoun" or d.head.endswith(("self", "selves")):
        return d
    for f in sentence.frames:
        objects = [a.head for a in (f.patient, f.recipient) if a is not None]
        if f.agent and f.voice == "active" and d.core in objects and not f.agent.span.overlaps(d.core):
            thing = d.head == "it" and any(_is_before(n, d, f.agent) for n in sentence.noun_phrases)
            return replace(d, apart=f.agent.head, thing=thing)
    return d


def _is_before(phrase: Argument, d: Draft, agent: Argument) -> bool:
    return phrase.span.end < d.core.start and phrase.head != d.core and not phrase.span.overlaps(agent.head)


def _with_teller(d: Draft, sentence: Sentence) -> Draft:
    """A pronoun that is the subject of what somebody says, with the place of who says it: "the police said they"."""
    if d.shape != "pronoun" or d.quoted:
        return d
    for f in sentence.frames:
        subject = f.patient if f.voice == "passive" else f.agent
        if f.relation == "content" and subject is not None and subject.head == d.core:
            said = next((g for g in sentence.frames if g.trigger == f.governor and g.lemma in SAY), None)
            if said is not None and said.agent is not None and said.agent.head.end < d.core.start:
                return replace(d, teller=said.agent.head)
    return _of_teller(d, sentence) if d.head == "its" else d


def _of_teller(d: Draft, sentence: Sentence) -> Draft:
    """ "Uganda said rebels had killed two of its men": its own where the clause has no other body for its subject."""
    for f in sentence.frames:
        subject = f.patient if f.voice == "passive" else f.agent
        said = next((g for g in sentence.frames if g.trigger == f.governor and g.lemma in SAY), None)
        if f.relation != "content" or subject is None or f.clause is None or said is None or said.agent is None:
            continue
        many = any(t.span == subject.head and t.tag == "NNS" for t in sentence.tokens)
        if f.clause.contains(d.span) and (subject.span.contains(d.span) or many) and said.agent.head.end < d.span.start:
            return replace(d, teller=said.agent.head)
    return d


def _as_speaker(d: Draft, speakers: frozenset[Span], scene: Scene) -> Draft:
    """The draft with whether it speaks, and whether it stands within a quotation."""
    before = scene.text[scene.line.sentence.block.span.start : d.span.start]
    quoted = before.count("“") > before.count("”") or before.count('"') % 2 == 1
    following = next((w.norm for w in scene.line.words if w.start >= d.span.end), "")
    speaks = following in SAYING or any(d.span.contains(h) and h.overlaps(d.core) for h in speakers)
    return replace(d, speaks=speaks, quoted=quoted) if speaks or quoted else d


def _speakers(sentence: Sentence) -> frozenset[Span]:
    """The head words of the subjects of verbs of saying."""
    return frozenset(f.agent.head for f in sentence.frames if f.agent and f.lemma in SAY and f.voice == "active")
