"""Who a document's speakers are to each other: the mayor of the lead is the Karim Haddad of the next paragraph."""

import re
from collections.abc import Iterable, Mapping, Sequence

from firsthand.model import Attribution, Claim, Document, Event, Party, Read
from firsthand.reference.agencies import by_name
from firsthand.reference.groups import nationals
from firsthand.reference.roles import fit, given, is_body, is_paper, organ, person, spelt, titled
from firsthand.reference.roles import role as role_of
from firsthand.reference.speakers import speakers
from firsthand.resolve.elsewhere import apart
from firsthand.resolve.names import SEAT, begins_line, core, folded, head, is_nobody, office, singular, speaker_class
from firsthand.resolve.owners import bodies, is_person, owners

PARAGRAPH = re.compile(r"\n\s*\n")
TELLING = 5  # letters from which a word tells an office from others
TITLE, DESCRIPTION = 40, 110  # characters before and after a name in which a report says who that is
HOUSES = frozenset(
    {"office", "department", "service", "administration", "command", "staff", "management", "directorate"}
)
PREFECTS = frozenset({"prefect", "administrator", "commissioner", "councillor", "councilor", "chairman", "president"})
MAN = frozenset({"man", "woman", "person", "speaker"})
PARAGRAPHS = 1  # breaks between such words and the source
BESIDE = 1200  # characters within which a report's own words are taken to rest on the source that it names there
THE = re.compile(r"(?:the|its|their|that|this)\s", re.I)
SELF_NAMED = re.compile(
    r"\w[^.;“”\"\n]{0,80}?\b(?:gave|giving|gives|uses?|using|identified|identifying|called)\b[^.;“”\"\n]{0,40}?"
    r"\b(?:name|as|called|named)\b,?\s(?:as\s|of\s|is\s)?(?P<name>[A-Z][\w'’-]+(?:\s[A-Z][\w'’-]+){0,2})"
)
RELATIVE = re.compile(r",?\s+who\b")
ARTICLE = re.compile(r"^(?:the|an?)\s", re.I)
AGED = re.compile(r"\d{1,2}-year-old")
KNOWN = re.compile(r"(?:(?:one|two|both|some) of )?the\s", re.I)
INDEFINITE = re.compile(r"(?:an?|one|another)\s", re.I)
SPEAKERS = frozenset({"say", "report", "claim", "concede", "deny", "warn", "assess", "believe"})


def outside(read: Read) -> list[Attribution]:
    """The attributions to named sources other than the outlet and its agency: whom the reporter heard."""
    own = {folded(n) for n in (read.document.outlet, read.document.agency) if n is not None}
    return [a for a in read.attributions if a.kind in SPEAKERS and a.source is not None and _speaks(a.source, own)]


def beside(claim: Claim, start: int, read: Read, heard: Iterable[Attribution]) -> Attribution | None:
    """The source named nearest to words (from `start`) that a report tells in its own voice.

    Not one of another part of the text, and not one that the text quotes on another happening only.
    """
    near = [(distance, a) for a in heard if (distance := _distance(start, a)) <= BESIDE]
    near = [(d, a) for d, a in near if breaks(start, a, read.document.text) <= PARAGRAPHS]
    fit = ((d, a) for d, a in near if not _on_another(claim, a, read) and not _on_nothing(start, a, read))
    return min(fit, key=lambda n: (n[0], n[1].id), default=(0, None))[1]


def _on_nothing(start: int, attribution: Attribution, read: Read) -> bool:
    """Whether a source without a name, of another paragraph, is quoted on no happening at all: a minister of roads."""
    source = attribution.source
    if source is None or source.kind == "person" or not breaks(start, attribution, read.document.text):
        return False
    return not any(isinstance(c, Event) and c.chain[:1] == (source.name,) for c in read.claims)


def breaks(start: int, attribution: Attribution, text: str) -> int:
    """How many paragraphs end between words and what a source says."""
    spans = (*attribution.cue, *attribution.content)
    nearest = min(spans, key=lambda s: max(s.start - start, start - s.end))
    between = text[min(start, nearest.end) : max(start, nearest.start)]
    return len(PARAGRAPH.findall(between))


def _on_another(claim: Claim, attribution: Attribution, read: Read) -> bool:
    """Whether all that a source is quoted on in a report are other happenings than this one."""
    if not isinstance(claim, Event) or attribution.source is None:
        return False
    name = attribution.source.name
    told = [c for c in read.claims if isinstance(c, Event) and c.chain[:1] == (name,)]
    return bool(told) and all(apart(c, claim) for c in told)


def roles(document: Document, attributions: Iterable[Attribution], claims: Iterable[Claim]) -> Mapping[str, str]:
    """Nameless speakers of a document with the name that it gives them: {"mayor": "Karim Haddad"}."""
    parties: dict[str, Party] = {}
    attributions = tuple(attributions)
    for hop in attributions:
        if hop.source is not None and hop.chain:  # the outlet's own people stand in none
            parties.setdefault(hop.source.name, hop.source)
    named = [n for n, p in parties.items() if is_person(p)]
    own = _by_own_word(document.text, parties)
    if not named:
        return {**owners(parties), **_again(parties), **own}
    spoken = {*parties, *(name for c in claims for name in c.chain[:1] if name is not None)}
    nameless = [n for n in spoken if n not in named and n not in own and is_role(n)]
    nameless = [n for n in nameless if not _another(document.text, parties.get(n), named)]
    found = {role: person for role in sorted(nameless) for person in named if apposed(document.text, role, person)}
    if len(named) == 1 and _undescribed(document.text, named[0]):
        heard = [r for r in nameless if r not in found and not _elsewhere(r, document, attributions)]
        known = parties[named[0]].kind == "person"
        heard = [r for r in heard if not (known and nobody_in_person(r)) or _of_rank(document.text, named[0], r)]
        leads = [r for r in heard if _first(document.text, r) < _first(document.text, named[0])]
        found |= dict.fromkeys(leads[:1] if len(leads) == 1 else (), named[0])
    found |= _titled(document.text, [n for n in nameless if n not in found], named)
    found |= _leads(document.text, [n for n in nameless if n not in found], named)
    found |= _witnesses(document.text, [n for n in nameless if n not in found], named)
    found |= {n: p for n, p in bodies(document.text, parties).items() if n not in own}
    return {**owners(parties), **_again({n: p for n, p in parties.items() if n not in found}), **found, **own}


def ways(attributions: Iterable[Attribution], known: Mapping[str, str]) -> Mapping[str, tuple[str | None, ...]]:
    """By way of whom a report has the words of a speaker whom it quotes again without telling that, by his name."""
    found: dict[str, tuple[str | None, ...]] = {}
    for a in attributions:
        via = a.chain[1:]
        if a.source is not None and via and via[0] is not None and via[0][:1].isupper():
            found.setdefault(known.get(a.source.name, a.source.name), via)
    return found


def _elsewhere(name: str, document: Document, attributions: Iterable[Attribution]) -> bool:
    """Whether a report has a nameless speaker's words from another outlet only: nobody whom it heard itself."""
    own = {folded(n) for n in (document.outlet, document.agency) if n is not None}
    said = [a.chain[1:] for a in attributions if a.source is not None and a.source.name == name]
    return bool(said) and all(any(n and n[0].isupper() and folded(n) not in own for n in via) for via in said)


def _again(parties: Mapping[str, Party]) -> Mapping[str, str]:
    """Nameless speakers who come again with less of their description: "the official" is "a health official"."""
    found: dict[str, str] = {}
    for name, party in parties.items():
        if party.kind == "person" or KNOWN.match(party.text) is None or not is_role(name):
            continue
        first = [n for n, p in parties.items() if n != name and is_role(n) and p.span.end <= party.span.start]
        same = [n for n in first if head(n) == head(name) and set(core(name).split()) <= set(core(n).split())]
        same = same or (first[-1:] if head(name) in MAN else [])
        if not same and speaker_class(name) == "witness" and head(name) == singular(head(name)):
            same = [n for n in first if speaker_class(n) == "witness" and INDEFINITE.match(parties[n].text)]
        found |= dict.fromkeys([name] if len(same) == 1 else (), same[0] if same else "")
    return found


def _titled(text: str, nameless: Iterable[str], named: Sequence[str]) -> Mapping[str, str]:
    """Offices of the lead whose holder then comes in by rank and name alone, and is called by his office again."""
    found: dict[str, str] = {}
    for role in (r for r in nameless if role_of(r) is not None):
        after = [p for p in named if _first(text, role) < _first(text, p)]
        first = min(after, key=lambda p: _first(text, p), default=None)
        if first is None or not _undescribed(text, first):
            continue
        again = text.casefold().find(f"the {head(role).casefold()}", _first(text, first))
        others = (_first(text, p) for p in named if p != first)
        if again >= 0 and not any(_first(text, first) < o < again for o in others):
            found[role] = first
    return found


def _by_own_word(text: str, parties: Mapping[str, Party]) -> dict[str, str]:
    """Nameless speakers who tell a name: "the man, who gave only the name Chuy", and who he was before."""
    found: dict[str, str] = {}
    for name, party in parties.items():
        told = SELF_NAMED.match(text, party.span.end - 1) if is_role(name) else None
        if told is not None:
            found[name] = told["name"]
    return (
        {earlier: found[later] for later, earlier in _again(parties).items() if later in found}
        | _men(text, parties)
        | found
    )


def _men(text: str, parties: Mapping[str, Party]) -> dict[str, str]:
    """Nameless speakers whose words tell a name: "the sarpanch, Mangli Kursam", "the man, who said he was Chuy"."""
    found: dict[str, str] = {}
    for name, party in parties.items():
        named = person(party.text.rstrip(",").rpartition(", ")[2])
        if named is not None and name.islower() and party.text.casefold().rpartition(", ")[0].find(name) >= 0:
            found[name] = named
        if name[:1].isupper() and head(core(party.text)) in MAN and THE.match(party.text):
            before = [n for n, p in parties.items() if is_role(n) and p.span.end <= party.span.start]
            found |= {n: name for n in before[-1:] if speaker_class(n) == "witness"}
        if AGED.fullmatch(name) and THE.match(party.text):
            persons = [n for n, p in parties.items() if p.kind == "person" and _first(text, n) < party.span.start]
            if persons:
                found[name] = max(persons, key=lambda n: _first(text, n))
    return found


def _leads(text: str, nameless: Iterable[str], named: Iterable[str]) -> Mapping[str, str]:
    """Nameless speakers of a lead whom a report then names: "a church official", and a pastor of that church."""
    found: dict[str, str] = {}
    for role in nameless:
        after = [p for p in named if _first(text, role) < _first(text, p) and _may_hold(text, role, p)]
        if len(after) == 1 and (speaker_class(role) == "office" or _trade(role) is not None):
            found[role] = after[0]
    return found


def _may_hold(text: str, role: str, person: str) -> bool:
    """Whether what a text says of a person when it first names him has the words by which it called a speaker before.

    "An official" without such words is whoever holds an office.
    """
    telling = {w for w in office(role).split() if len(w) >= TELLING} - {"official"}
    trade = _trade(role)
    at = _first(text, person)
    title = re.split(r"[.!?”\"]\s", text[max(0, at - TITLE) : at])[-1]
    said = (title + text[at : at + len(core(person)) + DESCRIPTION]).split("\n")
    around = " ".join(said).casefold()
    if trade is not None:
        return trade.search(" ".join(said)) is not None
    if telling:
        return all(w in around for w in telling)
    held = {r.head for r in given(text, core(person)) if not r.rank}
    return head(role) == "official" and bool(held & (speakers().offices | PREFECTS))


def _trade(role: str) -> re.Pattern[str] | None:
    """What tells that somebody is of the speakers' trade, where their name tells nothing but it: "rescue workers"."""
    words = {singular(w) for w in folded(role).split()} - {"official", "source", "local"}
    return next((t.said for t in speakers().trades if words & t.words and words <= t.words | speakers().staff), None)


def _witnesses(text: str, nameless: Iterable[str], named: Iterable[str]) -> Mapping[str, str]:
    """Nameless witnesses whom a report then names: "residents said", and the one resident whom it quotes."""
    private = [n for n in named if all(not r.rank and r.head not in speakers().offices for r in given(text, core(n)))]
    found: dict[str, str] = {}
    for role in nameless:
        after = [p for p in private if _first(text, role) < _first(text, p)]
        if after and speaker_class(role) == "witness" and (len(after) == 1 or head(role) != singular(head(role))):
            found[role] = min(after, key=lambda p: _first(text, p))
    return found


def _another(text: str, party: Party | None, named: Iterable[str]) -> bool:
    """Whether a nameless speaker comes in anew ("a rescue official") after all who have a name have come in."""
    return (
        party is not None
        and INDEFINITE.match(party.text) is not None
        and all(_first(text, n) < party.span.start for n in named)
    )


def _speaks(party: Party, own: Iterable[str]) -> bool:
    name = core(party.name)
    if (
        is_nobody(name)
        or name in by_name()
        or folded(name) in own
        or (is_paper(name) and name[:1].isupper())
        or party.kind in ("media", "document")
    ):
        return False
    return party.kind != "unnamed" or speaker_class(name) in ("witness", "office") or SEAT.fullmatch(name) is not None


def _distance(start: int, attribution: Attribution) -> int:
    spans = (*attribution.cue, *attribution.content)
    return min((max(s.start - start, start - s.end, 0) for s in spans), default=BESIDE + 1)


def is_role(name: str) -> bool:
    """Whether a name is no name but an office or a trade: its head word is a common noun."""
    common = head(name).islower() or begins_line(name) or spelt(name) != name
    return common and speaker_class(name) in ("office", "witness", "named")


def apposed(text: str, role: str, person: str) -> bool:
    """Whether a text gives a person a role that fits: "mayor Karim Haddad", "Karim Haddad, a rescue official"."""
    told = role_of(role)
    if told is None:
        return False
    borne = titled(text, core(person), told)
    return borne or any(not r.rank and fit(told, r) for r in given(text, core(person)))


def shared(text: str, role: str, person: str) -> int:
    """How many words that tell offices apart ("police", "rescue") a role shares with one that a text gives a person."""
    told = role_of(role)
    return max((len(told.words & r.words) for r in given(text, core(person))), default=0) if told is not None else 0


def belongs(text: str, body: str, person: str) -> bool:
    """Whether a text sets a person in a nameless body: "a doctor on the committee", "the rebels' spokesman"."""
    if role_of(body) is not None or speaker_class(body) in ("witness", "carrier"):
        return False
    return any(
        (_words(body) if r.head == "spokesman" else {head(body).casefold()}) & r.words
        for r in given(text, core(person))
    )


def _words(name: str) -> set[str]:
    """The words of a body's name that a nation does not share with all its others."""
    return {w.casefold() for w in re.findall(r"\w+", name)} - nationals()


def voices(mention: str, body: str) -> bool:
    """Whether a person's mention calls him the spokesman of a nameless body: "a spokesman for the rebels"."""
    told = role_of(core(RELATIVE.split(mention, maxsplit=1)[0]))
    return told is not None and told.head == "spokesman" and bool(_words(body) & told.words)


def speaks_for(text: str, body: str, person: str, whole: bool = False) -> bool:
    """Whether a text calls a person the spokesman of a body (a mention: "the army"), by its noun or `whole` name."""
    noun, name = f"(?i:{re.escape(core(ARTICLE.sub('', body)) if whole else head(body))})", re.escape(core(person))
    before = rf"\b{noun}(?:['’]s)?\sspokes\w+,?\s(?:[A-Z][\w.]*\s){{0,3}}{name}\b"
    after = rf"\b{name},\s[^.;\n]{{0,60}}?\bspokes\w+\s(?:for|of)\s[^.;,\n]{{0,60}}?\b{noun}\b"
    his = rf"\b{name},\s[^.;\n]{{0,60}}?\b{noun}(?:['’]s)?\sspokes"
    return any(re.search(pattern, text) is not None for pattern in (before, after, his))


def _undescribed(text: str, person: str) -> bool:
    """Whether a person comes in without a word on who it is, as the one whom the lead spoke of: a rank says nothing."""
    if any(not r.rank for r in given(text, core(person))):
        return False
    at = _first(text, person)
    words = text[:at].split()[-1:]
    title = (
        bool(words) and words[0][0].isupper() and words[0] not in speakers().ranks and not words[0].endswith((".", "”"))
    )
    return not title and not re.match(
        r",\s(?:an?|the|its|his|her|their|who\s(?:is|was|heads|leads|runs|commands|works|speaks|\w+\sthere))\b",
        text[at + len(core(person)) :],
    )


def nobody_in_person(name: str) -> bool:
    """Whether a nameless speaker is a body or a house, and no holder of an office: "the prison service"."""
    noun = singular(head(name).casefold())
    return is_body(name) or noun in speakers().kinds or noun in HOUSES


def _of_rank(text: str, person: str, body: str) -> bool:
    """Whether a person comes in by a rank, and not as one of another body than this ("police general")."""
    before = text[: _first(text, person)].split()[-2:]
    if not before or before[-1].rstrip(".").casefold() not in {r.rstrip(".").casefold() for r in speakers().ranks}:
        return False
    whose = organ(before[0])[0]
    return not whose or bool(whose & organ(body)[0])


def _first(text: str, name: str) -> int:
    at = text.casefold().find(core(name).casefold())
    return at if at >= 0 else len(text)
