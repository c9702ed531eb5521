"""Whose a thing or a common noun is: "Israeli warplanes", "a base of the army", "troops from Kenya"."""

import re
from dataclasses import replace

from firsthand.extract.events.concerned import nation_at, state_at
from firsthand.extract.events.heads import is_name
from firsthand.extract.events.page import Page, location
from firsthand.extract.events.words import Trigger
from firsthand.extract.language.layer import Argument, Name
from firsthand.model import Party, PartyMention, Span
from firsthand.reference import actor_words, groups, lexicon

ARTICLE = re.compile(r"^(?:the|an?|its|their|his|her)\s+", re.IGNORECASE)
OWNER = re.compile(r"\s+(?:of|from)\s+(?:the\s+)?(?=[A-Z][^\s]*(?:\s+[A-Z][^\s]*)*$)")
BESIDE = re.compile(r"\s*(?:,|,?\s+and|&)\s+(?:the\s+)?")
SET = frozenset("planted laid fired launched dropped set detonated carried driven thrown placed left hurled".split())
POWERS = frozenset({"government", "rebel-group", "intergovernmental", "coalition", "militia"})
FORCES = frozenset({"rebel-group", "militia", "state-forces", "coalition"})
PEOPLE_OF = frozenset("fighter member militant rebel gunman guerrilla militiaman combatant element insurgent".split())
INTRODUCED = 60  # characters before a name in which its role and the group may stand
SPOKES = re.compile(
    r"\bspokes(?:man|men|woman|women|person|people)\b(?:\s+(?:for|of)\s+(?:the\s+)?(?P<body>[A-Z][\w'’-]*(?:\s[A-Z][\w'’-]*)*))?"
)
LED = re.compile(
    r"\s+(?P<link>of|under(?: the command of)?|loyal to|commanded by|led by|headed by)\s+(?:[\w-]+\s){0,3}"
)
WHOSE = re.compile(r"\b(?P<body>[A-Z][\w’'-]*(?:\s[A-Z][\w’'-]*)*)(?:['’]s)?\s+(?:[a-z]+\s+){0,2}$")
OTHERS = frozenset(
    "ally neighbour neighbor enemy rival opponent counterpart partner foe critic predecessor successor backer".split()
)  # whose they are, they are not
INSTITUTIONS = frozenset("court tribunal parliament legislature senate authorities judge prosecutor junta".split())
OPPOSED = frozenset("opponents rivals critics enemies foes opponent rival critic enemy foe victims relatives".split())
JOINED = re.compile(r"\s*,?\s+and\s+|\s*,\s*")
LEAD = len("the ")  # characters of a phrase before the nation that it begins with
TRADES = actor_words.words("trades")
KINDS = frozenset("terrorist terror military civilian suicide".split())  # before an event noun they say its kind


def owners(page: Page, argument: Argument) -> list[Party]:
    """The party that a thing belongs to: "Islamic State positions", "a base of the army", "Israeli warplanes"."""
    head = page.token(argument.head)
    if head is not None and head.lemma.lower() in OTHERS:
        return []
    mentions = page.parties_in(argument.span)
    before = [m for m in mentions if location(m).end <= argument.head.start and m.party.name.lower() not in KINDS]
    behind = [m for m in mentions if location(m).start >= argument.head.end and _of(page, argument.head, m)]
    behind = [m for m in behind if not _tells_whence(page, m, behind)]
    found = [m.party for m in (before[-1:] or behind[:1])]
    return found or _state_before(page, argument)


def _tells_whence(page: Page, mention: PartyMention, others: list[PartyMention]) -> bool:
    """Whether it only says of which country another is: "Sudan's paramilitary Rapid Support Forces"."""
    link, sentence = page.after(location(mention).end, 1), page.sentence(location(mention).start)
    if sentence is None or not link or link[0].tag != "POS":
        return False
    whole = [n.span for n in sentence.noun_phrases if n.span.contains(location(mention))]
    return any(o is not mention and w.contains(location(o)) for o in others for w in (*whole, o.party.span))


def people_of(party: Party) -> Party:
    """ "Fulani herders" whom something befalls: people of that name, not the militia that is called so."""
    noun = party.text.lower().split()[-1]
    if party.kind != "militia" or party.resolved_from is not None or noun not in TRADES:
        return party
    named = re.search(r"[A-Z]\w+ \w+$", party.text)
    return Party(party.text, party.span, named[0] if named else ARTICLE.sub("", party.text), "civilians")


def not_theirs(party: Party) -> Party | None:
    """A thing taken for that of whoever attacks it: "Russian forces shelled a military base", whose nobody says."""
    noun = party.text.lower().split()[-1]
    if party.resolved_from is not None or not lexicon.classes_of(noun) & {"@place", "@thing", "@vehicle"}:
        return None
    name = ARTICLE.sub("", party.text)
    return Party(party.text, party.span, name, "other")


def _state_before(page: Page, argument: Argument) -> list[Party]:
    """The state whose a thing is, by its name or of military things by its adjective: "Chad's geese", "Iraqi bases"."""
    sentence = page.sentence(argument.head.start)
    before = Span(argument.span.start, max(argument.head.start, argument.span.start))
    names = [n for n in (sentence.names if sentence else ()) if before.contains(n.span)]
    if not names:
        return []
    next_to = next(iter(page.after(names[-1].span.end, 1)), None)
    possessed = next_to is not None and next_to.tag == "POS"
    head = page.token(argument.head)
    military = head is not None and "@military" in lexicon.classes_of(head.lemma.lower())
    state = state_at(page, names[-1].span) if possessed else nation_at(page, names[-1]) if military else None
    return [state] if state else []


def _of(page: Page, head: Span, mention: PartyMention) -> bool:
    between = [t.text.lower() for t in page.within(Span(head.end, location(mention).start))]
    noun = page.token(head)
    if between[:1] == ["of"] and noun is not None and noun.text.lower().endswith("ing"):  # "the bombing of a convoy"
        return False
    set_by = len(between) > 1 and between[0] in SET and between[1] == "by"
    sent = between[:1] == ["from"] and noun is not None and "@aircraft" in lexicon.classes_of(noun.lemma.lower())
    owned = bool(between) and between[0] in ("of", "belonging", "held", "used", "by")
    return (owned or set_by or sent) and len(between) <= 4


def others_of(page: Page, part: Argument, party: Party) -> list[Party]:
    """Those who go by the same noun with another owner: "the ambassadors of Chad, Mali and Niger" are of three."""
    head = page.token(part.head)
    owner = OWNER.search(party.text) if party.resolved_from is None and head and head.tag == "NNS" else None
    if owner is None or not party.span.contains(part.head):
        return []
    found: list[Party] = []
    end = party.span.end
    for at, state in _states_behind(page, part, end):
        if not BESIDE.fullmatch(page.text[end : at.start]):
            break
        name = f"{party.text[: owner.start()].removeprefix('the ').removeprefix('The ')}{owner[0]}{state.name}"
        found.append(Party(at.of(page.text), at, name, party.kind))
        end = at.end
    return found


def other_nations(page: Page, part: Argument, party: Party) -> list[Party]:
    """Those of other nations under one noun: the Turkish ones of "Turkish and Greek officials"."""
    sentence = page.sentence(part.head.start)
    before = [n for n in (sentence.names if sentence else ()) if n.span.end <= part.head.start]
    if not before or not party.span.contains(part.head):
        return []
    if not _is_nation_of(page, before[-1], part.head):
        return _mentioned_beside(page, part, party)
    noun = page.text[before[-1].span.end + 1 : part.head.end]
    series = [before[-1]]
    for name in reversed(before[:-1]):
        if nation_at(page, name) is None or not JOINED.fullmatch(page.text[name.span.end : series[0].span.start]):
            break
        series.insert(0, name)
    named = series if party.id else series[:-1]  # a party with a key may be of any of them
    found = [_of_nation(page, n, party, noun) for n in (nation_at(page, name) for name in named) if n]
    return [f for f in found if f.id is None or f.id != party.id] if len(series) > 1 else []


def _mentioned_beside(page: Page, part: Argument, party: Party) -> list[Party]:
    """The organ of another state that shares the noun: the American of "American and South Korean forces"."""
    near = (m for m in page.parties if party.id and m.party.id and m.party.kind == party.kind)
    near = (m for m in near if location(m).start >= part.span.start and location(m).end < party.span.start)
    return [m.party for m in near if JOINED.fullmatch(page.text[location(m).end : party.span.start])]


def shared_nation(page: Page, first: Argument, party: Party) -> Party:
    """ "The Danish media and government": the second, a bare noun, is of the nation named before the first."""
    before = [t.text.lower() for t in page.before(party.span.start, 1)]
    bare = not party.id and before == ["and"] and len(page.within(party.span)) == 1
    nation = _nation_first(page, first) if bare and party.span.start > first.head.end else None
    if nation is None:
        return party
    country, noun = (nation.id or "").upper(), party.name.lower()
    organ = groups.government(country) if noun == "government" else None
    organ = organ or (groups.armed_forces(country) if noun in ("army", "military", "troops", "soldiers") else None)
    if organ:
        return replace(party, name=organ.name, kind=organ.kind, id=organ.id)
    return replace(party, name=f"{nation.text} {party.name}")


def _nation_first(page: Page, phrase: Argument) -> Party | None:
    """The nation whose adjective a phrase begins with."""
    sentence = page.sentence(phrase.head.start)
    names = [n for n in (sentence.names if sentence else ()) if phrase.span.contains(n.span) and n.span < phrase.head]
    first = names[0] if names and names[0].span.start - phrase.span.start <= LEAD else None
    return nation_at(page, first) if first else None


def _is_nation_of(page: Page, name: Name, head: Span) -> bool:
    """Whether a name is a nation's adjective before the noun, nothing but words of one phrase between."""
    between = page.within(Span(name.span.end, head.start))
    return nation_at(page, name) is not None and all(t.pos in ("ADJ", "NOUN", "PROPN") for t in between)


def _of_nation(page: Page, nation: Party, party: Party, noun: str) -> Party:
    """The party of the same kind that another nation has: its forces, its government, else by its adjective."""
    country = (nation.id or "").upper()
    organ = None
    if party.id and party.kind == "state-forces":
        organ = groups.police(country) if "police" in noun.lower() else groups.armed_forces(country)
    elif party.id and party.kind == "government":
        organ = groups.government(country)
    named = replace(party, text=nation.text, span=nation.span, name=f"{nation.text} {noun}", id=None)
    return replace(named, name=organ.name, kind=organ.kind, id=organ.id) if organ else named


def _states_behind(page: Page, part: Argument, start: int) -> list[tuple[Span, Party]]:
    sentence = page.sentence(start)
    rest = Span(start, max(start, part.span.end))
    named = (m.party for m in page.parties_in(rest) if m.party.kind in POWERS and m.party.resolved_from is None)
    found = {p.span: p for p in named if p.id}
    names = [n.span for n in (sentence.names if sentence else ()) if rest.contains(n.span)]
    found |= {n: s for n in names if n not in found and (s := state_at(page, n))}
    return sorted(found.items(), key=lambda f: f[0])


def whose(page: Page, party: Party, words: bool, met: bool = False) -> Party:
    """A party by a common noun with the country behind it: "troops from Kenya" are Kenya's.

    Of those who speak and deal (`words`) the name says whence they are: "lawmakers in Chad". Where they are met says
    nothing of them: "met the president in Nairobi".
    """
    after = page.after(party.span.end, 3)
    if (
        party.id
        or party.kind in ("person", "document")
        or not after
        or after[0].text.lower() not in (("from", "of") if met else ("in", "from", "of"))
    ):
        return party
    at = next((t.span for t in after[1:] if t.text.lower() != "the"), None)
    name = next(
        (n for s in [page.sentence(party.span.start)] if s for n in s.names if at and n.span.start == at.start), None
    )
    if at is None or not (name or is_name(after[-1] if after[1].text.lower() == "the" else after[1])):
        return party
    end = _end_of(page, name.span if name else at)
    if party.name.lower().split(" ")[-1] in OPPOSED:
        return replace(party, name=f"{party.name} {page.text[party.span.end + 1 : end]}") if words else party
    body = _body_at(page, party, at)
    if body is not None:
        return replace(party, name=body.name, kind=body.kind, id=body.id)
    organ = _organ_of(page, party, Span(at.start, end))
    if organ is not None:
        return replace(party, name=organ.name, kind=organ.kind, id=organ.id)
    instituted = party.name.lower().split(" ")[-1] in INSTITUTIONS
    return replace(party, name=f"{party.name} {page.text[party.span.end + 1 : end]}") if words or instituted else party


def owns(page: Page, trigger: Trigger, argument: Argument) -> bool:
    """ "his murder", "the Rodriguez' murder"."""
    last = [*page.within(argument.span)[-1:], *page.after(argument.span.end, 1)]
    return argument.span.end <= trigger.span.start and any(
        t.tag in ("POS", "PRP$") or t.text in ("'", "’") for t in last
    )


def is_of(page: Page, trigger: Trigger, argument: Argument) -> bool:
    """ "the death of two priests"."""
    before = page.before(argument.span.start)
    return argument.span.start > trigger.span.end and bool(before) and before[0].text.lower() == "of"


def with_others(page: Page, party: Party, words: bool, met: bool = False) -> list[Party]:
    """The party by its country, and those of the countries behind it: "lawmakers in Chad and Niger" are of both."""
    told = whose(page, party, words, met)
    head, sentence = page.token(party.span), page.sentence(party.span.start)
    if told is party or sentence is None or head is None or head.tag != "NNS":
        return [told]
    first, *rest = [n.span for n in sentence.names if n.span.start > party.span.end] or [party.span]
    found, end = [told], first.end
    for at in rest:
        if not BESIDE.fullmatch(page.text[end : at.start]) or not _is_land(page, at):
            break
        found.append(_of_land(page, party, at))
        end = at.end
    return found


def _is_land(page: Page, at: Span) -> bool:
    """Whether a name is a country's or a place's and ends its phrase: not "Niger" of "Niger officials"."""
    following = page.after(at.end, 1)
    bare = not following or following[0].tag not in ("NN", "NNS", "POS")
    return bare and (state_at(page, at) is not None or any(w.span.overlaps(at) for w in page.places))


def _of_land(page: Page, party: Party, at: Span) -> Party:
    """The same kind of people, of another country or place."""
    organ = _organ_of(page, party, at)
    text = at.of(page.text)
    named = replace(party, text=text, span=at, name=f"{party.name} in {text}")
    return replace(named, name=organ.name, kind=organ.kind, id=organ.id) if organ else named


def _end_of(page: Page, name: Span) -> int:
    """Where the phrase of a name ends: "the Lebanese army", not "the Lebanese"."""
    sentence = page.sentence(name.start)
    phrases = (n.span for n in (sentence.noun_phrases if sentence else ()) if n.span.contains(name))
    return max((p.end for p in phrases if "," not in p.of(page.text)), default=name.end)


def _body_at(page: Page, party: Party, at: Span) -> Party | None:
    """The armed body whose people they are, though no dictionary has it: "fighters of the Karsu Front"."""
    noun = page.token(party.span)
    if party.kind not in ("unnamed", "civilians") or noun is None or noun.lemma.lower() not in PEOPLE_OF:
        return None
    bodies = (m.party for m in page.parties if m.party.kind in FORCES and m.party.resolved_from is None)
    return next((p for p in bodies if p.span.contains(at) and p.span.start >= party.span.end), None)


def spoken_for(page: Page, argument: Argument, party: Party) -> Party:
    """The armed group whose spokesman tells of its acts: "a spokesman for Hamas, Ali Musa, claimed the attack".

    Where the report only once says whose spokesman he is, that holds for the rest of it.
    """
    here = _spoken_for(page, argument, party)
    if here is not party or party.kind != "person":
        return here
    others = (m.party.span for m in page.parties if m.party.name == party.name and m.party.resolved_from is None)
    told = (_spoken_for(page, Argument(span, span), party) for span in dict.fromkeys(others))
    return next((p for p in told if p is not party), party)


def led_by(page: Page, part: Argument, party: Party) -> Party:
    """The armed group whose men they are: "the group said its men had attacked the base"."""
    owner = next((m for m in page.parties_in(part.span) if location(m).start == part.span.start), None)
    men = party.kind == "civilians" and part.head.of(page.text).lower() in ("men", "boys", "members")
    armed = owner is not None and owner.party.kind in ("rebel-group", "militia", "state-forces")
    return owner.party if men and armed and owner is not None else party


def forces_of(party: Party) -> Party:
    """The forces of a defence ministry that tells of its own deeds: "the ministry said it had struck two depots"."""
    country = (party.id or "").removesuffix("-defence-ministry").upper()
    if party.id is None or not party.id.endswith("-defence-ministry") or country not in groups.states():
        return party
    forces = groups.armed_forces(country)
    return replace(party, name=forces.name, kind=forces.kind, id=forces.id)


def commanded(page: Page, party: Party) -> Party:
    """Those whom a person commands, where they are told before: "the SPLM-N of Abdelaziz al-Hilu attacked"."""
    if party.kind != "person":
        return party
    before = (m for m in page.parties if m.party.resolved_from is None and location(m).end < party.span.start)
    for m in before:
        led = LED.fullmatch(page.text, location(m).end, party.span.start)
        if led and m.party.kind in (FORCES if led["link"] == "of" else FORCES | {"unnamed"}):
            return m.party
    return party


def _spoken_for(page: Page, argument: Argument, party: Party) -> Party:
    sentence = page.sentence(argument.span.start)
    start = max(argument.span.start - INTRODUCED, sentence.span.start if sentence else 0)
    told = SPOKES.search(page.text, start, argument.span.end) if party.kind in ("person", "unnamed") else None
    if told is None:
        return party
    around = Span(min(told.start(), argument.span.start), argument.span.end)
    named = next((m.party for m in page.parties_in(around) if m.party.kind in FORCES and m.party.id), None)
    return named or _named_after(told) or _named_before(page, told, start) or party


def _named_before(page: Page, told: re.Match[str], start: int) -> Party | None:
    """ "Houthi" of "Houthi military spokesman", which is no mention of its own."""
    found = WHOSE.search(page.text, start, told.start())
    group = groups.find(found["body"]) if found else None
    if found is None or group is None or group.kind not in FORCES:
        return None
    return Party(found["body"], Span(*found.span("body")), group.name, group.kind, group.id)


def _named_after(told: re.Match[str]) -> Party | None:
    """ "Hamas" of "spokesman for Hamas", which is no mention of its own."""
    group = groups.find(told["body"]) if told["body"] else None
    if group is None or group.kind not in FORCES:
        return None
    return Party(told["body"], Span(*told.span("body")), group.name, group.kind, group.id)


def _organ_of(page: Page, party: Party, at: Span) -> groups.Group | None:
    state = state_at(page, at)
    country = state.id.split("-")[0].upper() if state and state.id else None
    if country is None:
        return None
    if party.kind == "state-forces":
        return groups.police(country) if "police" in party.name.lower() else groups.armed_forces(country)
    return groups.government(country) if party.name.lower().endswith("government") else None
