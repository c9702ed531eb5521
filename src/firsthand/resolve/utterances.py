"""Speakers whose words hold no happening that was read ("I saw it turn, like a bird"): on which one they are quoted."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from firsthand.model import Attribution, Event, Party, Passage, Read
from firsthand.reference.roles import given, is_body, person
from firsthand.reference.speakers import speakers
from firsthand.resolve.names import SEAT, core, head, singular, speaker_class
from firsthand.resolve.owners import BODIES
from firsthand.resolve.speakers import breaks
from firsthand.resolve.traces import employer

TELLS = frozenset({"say", "report", "claim", "concede", "deny", "believe"})
STANDS = frozenset({"asserted", "hedged"})
TOLD = frozenset({"asserted", "hedged", "denied"})
DEEDS = frozenset({"ASSAULT", "COERCE", "MOBILIZE", "PROTEST"})
REACH = 3  # paragraphs that end between a happening and who is quoted on it
# a single name, told as one or with who bears it: "who gave her name as Olha", "Olha, a nurse"
NAMED = r"\b(?:name|as|called)\sNAME\b|\bNAME,\s(?:an?\s|who\s|\d\d,)"
PART_IN = re.compile(r"\b(?:involve\w*|part in|role in|hand in|responsib\w+|to blame|behind (?:it|the)|accus\w+)\b")
WITHOUT = re.compile(r"\b(?:not|never|will|declin\w+|refus\w+)\b|n['’]t\b")


def utterances(
    read: Read, heard: Iterable[Attribution], roles: Mapping[str, str], copied: Sequence[Passage]
) -> Iterator[tuple[Event, Attribution]]:
    """Speakers of a report who are behind none of its claims, each once, with the happening beside their words.

    Persons with a name; others only where they speak of what is part of an attack ("the gunmen wore vests").
    """
    silent = [a for a in heard if _tells(a, read) and a.content and a.source is not None and not _refuses(a, read)]
    if not silent:
        return
    behind: set[str] = set()
    besides: set[str] = set()  # who speaks of other things, of aid or a visit
    for claim in (c for c in read.claims if isinstance(c, Event) and c.stance in TOLD):
        if claim.type == "REQUEST":
            continue  # "they asked my husband his name" is told of the raid
        spoken = behind if claim.type in DEEDS else besides
        spoken.update(roles.get(n, n) for n in claim.chain if n is not None)
    events = sorted((c for c in read.claims if isinstance(c, Event) and _news(c)), key=lambda c: c.trigger.start)
    for hop in sorted(silent, key=lambda a: a.content[0].start):
        name = hop.source.name if hop.source is not None else ""
        if roles.get(name, name) in behind or not _counts(hop, roles, read) or _within(hop, copied):
            continue
        if roles.get(name, name) in besides and not _account(hop, read):
            continue
        beside = _beside(hop, events, read)
        if beside is not None:
            behind.add(roles.get(name, name))
            yield beside, hop


def _tells(hop: Attribution, read: Read) -> bool:
    return hop.kind in TELLS or employer(hop.source, read.document) is not None


def _news(claim: Event) -> bool:
    return claim.type in DEEDS and not claim.background and claim.stance in STANDS


def _counts(hop: Attribution, roles: Mapping[str, str], read: Read) -> bool:
    assert hop.source is not None
    if _person(hop.source, read.document.text) or roles.get(hop.source.name, "")[:1].isupper():
        return not _comments(hop.source, read.document.text)
    told, noun = speaker_class(hop.source.name), head(core(hop.source.name))
    witness = told == "witness" or (told == "office" and noun == singular(noun))  # no "diplomats"
    body = hop.source.kind in {*BODIES, "other"} and hop.source.name[:1].isupper()
    name = hop.source.name
    the_body = hop.source.text.casefold().startswith("the ") and (is_body(name) or SEAT.fullmatch(name) is not None)
    if employer(hop.source, read.document) is not None:
        return True
    return (witness or body or the_body) and _account(hop, read)


def _account(hop: Attribution, read: Read) -> bool:
    """Whether somebody speaks of what is part of an attack, or denies to have had a part in it."""
    told = [s.of(read.document.text) for s in hop.content]
    return any(speakers().account.search(t) or (hop.kind == "deny" and PART_IN.search(t)) for t in told)


def _person(party: Party, text: str) -> bool:
    """Whether a source is a person with a name, though it be only the one that he gave."""
    if party.kind == "other":
        return (person(party.name) is not None and not party.text.casefold().startswith("the ")) or re.search(
            NAMED.replace("NAME", re.escape(party.name)), text
        ) is not None
    return party.kind == "person" and party.name[:1].isupper()


def _comments(party: Party, text: str) -> bool:
    """Whether a report calls a person one who knows of such things and not of this one: an analyst."""
    return any(r.head in speakers().commentators for r in given(text, core(party.name)))


def _within(hop: Attribution, copied: Sequence[Passage]) -> bool:
    """Whether the words stand in a copied passage: they are told in the earlier document."""
    return any(p.copy.overlaps(s) for p in copied for s in hop.content)


def _refuses(hop: Attribution, read: Read) -> bool:
    """Whether somebody is told to have said nothing: "has not claimed", "declined to say"."""
    return any(WITHOUT.search(c.of(read.document.text)) for c in hop.cue)


def _beside(hop: Attribution, events: Sequence[Event], read: Read) -> Event | None:
    """The happening told last before the words in their paragraph; else the report's first, if one is near."""
    text, start = read.document.text, min(s.start for s in (*hop.cue, *hop.content))
    here = [e for e in events if e.trigger.start <= start and not breaks(e.trigger.start, hop, text)]
    if here:
        return here[-1]
    near = any(breaks(e.trigger.start, hop, text) <= REACH for e in events)
    return events[0] if near else None
