"""How the sides of an event are worded: a group by its own name within a phrase, a thing with what it belongs to."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache

from firsthand.extract.events import blamed, nominal, roles, targets, victims
from firsthand.extract.events.happenings import Happening
from firsthand.extract.events.page import Page
from firsthand.extract.language.layer import Token
from firsthand.extract.parties.words import normal, split
from firsthand.model import Party, Span
from firsthand.reference import groups

GROUPS = frozenset({"state-forces", "rebel-group", "militia", "coalition", "government", "intergovernmental"})
MEMBERS = frozenset(
    (
        "member troop soldier man unit force fighter guerrilla terrorist rebel militant insurgent gunman commando "
        "patrol personnel agent policeman officer official extremist subversive killer militiaman element cell squad "
        "column faction supporter sympathizer sympathiser leader jet plane helicopter warplane group operative sniper"
    ).split()
)  # a group's people and means, named after it
BODIES = frozenset(
    (
        "army police battalion brigade guard regiment division corps navy front movement party cartel militia squad "
        "gendarmerie command"
    ).split()
)  # nouns that end a body's own name
BARE = frozenset({"both", "another", "others", "those", "that", "this", "one", "ones", "it", "target", "targets"})
HEDGES = frozenset("alleged presumed suspected supposed so-called apparent purported unidentified".split())
ESCAPING = frozenset({"escape", "survive"})
HOMES = frozenset("home house residence car vehicle motorcade farm office apartment".split())
LONGEST = 12  # words of a thing with what it belongs to


def sides(page: Page, happening: Happening) -> tuple[tuple[Party, ...], tuple[Party, ...]]:
    """Actors and recipients; of violence those in lists and what bombs were set off at too, each as best worded."""
    if happening.type not in victims.VIOLENT:
        return roles.sides(page, happening)
    actors, recipients = roles.sides(page, blamed.with_doers(page, happening))
    acting = {a.name.lower() for a in actors}
    more = (p for p in victims.listed(page, happening, recipients) if p.name.lower() not in acting)
    known = {r.name.lower() for r in recipients}
    things = (t for t in targets.hit(page, happening) if t.name.lower() not in known)
    found = (*recipients, *things, *more, *_escaped(page, happening))
    once = {
        r.name.lower(): r for r in reversed(found) if r.name.lower() not in BARE
    }  # the first of those with one name
    told = [worded(page, happening, r) for r in reversed(once.values())]
    owners = (o for r in told for o in _owners(page, r) if o.name.lower() not in acting | set(once))
    return tuple(worded(page, happening, a) for a in actors), (*told, *owners)


def _owners(page: Page, thing: Party) -> list[Party]:
    """The people whose home or car it is: "the home of Colonel Ruiz"."""
    words = page.within(thing.span) if thing.kind == "other" else []
    home = next((t for t in words if t.lemma.lower() in HOMES), None)
    after = page.after(home.span.end, 1) if home else []
    if home is None or not after or after[0].text.lower() != "of":
        return []
    return list(victims.people(page, page.sentence(home.span.start) or page.sentences[0], _behind(after[0], thing)))


def _behind(preposition: Token, thing: Party) -> Span:
    return Span(min(preposition.span.end + 1, thing.span.end), thing.span.end)


def _escaped(page: Page, happening: Happening) -> Iterator[Party]:
    """Those who escaped or survived what the event noun tells."""
    for trigger in happening.triggers:
        for frame in happening.lead.sentence.frames if trigger.noun else ():
            missed = frame.lemma in ESCAPING and frame.patient is not None and frame.patient.head.overlaps(trigger.span)
            party = roles.party_at(page, frame.agent.head) if missed and frame.agent is not None else None
            if party is not None:
                yield party


def worded(page: Page, happening: Happening, party: Party) -> Party:
    """The party, its words those that name it: "ELN" of "ELN guerrillas", "the home of the mayor" for "the home"."""
    if party.resolved_from is not None:
        return party
    if party.kind in GROUPS:
        return _at(page, party, _own_name(page, party))
    if party.kind in ("unnamed", "civilians") and party.id is None:
        return replace(party, name=_unhedged(party.name))
    if party.kind == "other" and party.id is None:
        whole = _with_owner(page, happening, party)
        return replace(_at(page, party, whole), name=whole.of(page.text)) if whole != party.span else party
    return party


def _unhedged(name: str) -> str:
    """ "urban guerrillas" of "presumed urban guerrillas": how sure the text is of them names nobody."""
    words = name.split(" ")
    while len(words) > 1 and words[0].lower() in HEDGES:
        words = words[1:]
    return " ".join(words)


def _at(page: Page, party: Party, span: Span) -> Party:
    return party if span == party.span else replace(party, text=span.of(page.text), span=span)


def _own_name(page: Page, party: Party) -> Span:
    """The group's name within the phrase: as the dictionary has it, else without those who are its members."""
    tokens = page.within(party.span)
    if len(tokens) < 2:
        return party.span
    known = _listed(page, party, tokens)
    if known is not None:
        return known
    kept = list(tokens)
    while len(kept) > 1 and kept[-1].lemma.lower() in MEMBERS:
        kept.pop()
    while len(kept) > 1 and kept[0].pos in ("DET", "NUM"):
        kept.pop(0)
    body = len(kept) < len(tokens) and kept[-1].lemma.lower() in BODIES
    return Span(kept[0].span.start, kept[-1].span.end) if body else party.span


def _listed(page: Page, party: Party, tokens: Sequence[Token]) -> Span | None:
    """The longest piece of the phrase that the dictionary has as a name of the group."""
    names = _names(party.id or "")
    for size in range(len(tokens) - 1, 0, -1) if names else ():
        for start in range(len(tokens) - size + 1):
            span = Span(tokens[start].span.start, tokens[start + size - 1].span.end)
            if _words(span.of(page.text)) in names:
                return span
    return None


@cache
def _names(key: str) -> frozenset[tuple[str, ...]]:
    group = groups.by_id(key)
    return frozenset(map(_words, (group.name, *group.aliases))) if group else frozenset()


def _words(name: str) -> tuple[str, ...]:
    return tuple(map(normal, split(name)))


def _with_owner(page: Page, happening: Happening, party: Party) -> Span:
    """The thing with the phrase in "of" that follows: "the offices of the labor union"."""
    sentence = happening.lead.sentence
    following = page.after(party.span.end, 1)
    if not following or following[0].text.lower() != "of":
        return party.span
    behind = nominal.behind(page, sentence, party.span.end).get("of", ())
    if not behind:
        return party.span
    end = max([behind[0].span.end, *(n.span.end for n in sentence.names if _goes_on(page, behind[0].span, n.span))])
    whole = _first_of_two(page, Span(party.span.start, end), party.span.end)
    apart = any(whole.overlaps(t.span) for t in happening.triggers) or len(page.within(whole)) > LONGEST
    return party.span if apart else whole


def _first_of_two(page: Page, whole: Span, end: int) -> Span:
    """The first thing of "the offices of unions and houses of members", and none of what a comma brings."""
    words = [t for t in page.within(whole) if t.span.start >= end]
    twice = bool(page.after(whole.end, 1)) and page.after(whole.end, 1)[0].text.lower() == "of"
    cut = next((i for i, t in enumerate(words) if t.text == "," or (twice and t.text.lower() == "and")), len(words))
    return Span(whole.start, words[cut - 1].span.end) if cut > 1 else whole


def _goes_on(page: Page, phrase: Span, name: Span) -> bool:
    """Whether the name ends the phrase or stands right behind it: "retired colonel | Juan Perez"."""
    return phrase.start <= name.start <= phrase.end + 1 and name.end > phrase.end
