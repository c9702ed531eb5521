"""What origins are told apart by: the key of a source, the words that name it, and where it was said."""

import re
from dataclasses import dataclass
from typing import Literal

from firsthand.model import Attribution, Document, Party, When
from firsthand.model.values import PartyKind
from firsthand.reference.agencies import by_name
from firsthand.reference.people import titles
from firsthand.reference.roles import role as role_of
from firsthand.reference.speakers import speakers
from firsthand.resolve.names import core, folded, head, office, singular, speaker_class
from firsthand.resolve.speakers import is_role

FIRST_PERSON = frozenset({"i", "we"})  # outside of quotation marks: who writes the report
SEEING = re.compile(r"(?i)\b(?:saw|seen|heard|watch(?:ed)?|witnessed|observed|counted|found|filmed|photographed)\b")
ARTICLE = re.compile(r"^(?:the|an?|its|his|her|their)\s+", re.I)
NEARBY = 90  # characters around a cue in which its occasion is told
ABOUT = re.compile(
    r"\b(?:into|about|after|over|on|of|to|with|by)\b", re.I
)  # "an inquiry into the raid" is not the raid
SAID_BEFORE = 14  # characters behind a cue in which "earlier" may stand
CAPITALS = re.compile(r"[A-Z][\w&'’.-]*(?:\s+[A-Z&][\w&'’.-]*)*")


@dataclass(frozen=True, slots=True, order=True)
class OriginKey:
    """Equal keys are one origin. `carrier` is who reached a nameless witness, or where a video or letter came from."""

    kind: Literal["source", "document"]
    name: str
    carrier: str = ""


@dataclass(frozen=True, slots=True)
class Trace:
    """Where a claim comes from. `key` is `None` where the chain ends in nobody; `copied` names the earlier document."""

    claim: str
    document: str
    key: OriginKey | None
    name: str
    kind: PartyKind | None
    said: When | None
    occasion: str | None
    reason: str
    copied: str | None = None
    mention: str | None = None  # the words that name the source in the document
    twin: str | None = None  # the claim of the earlier document that this one repeats
    role: str | None = None  # the nameless words ("the town's mayor") by which the document calls its source here
    near: bool = False  # whether a person named beside the words, or the outlet's reporter, speaks in their paragraph
    affirms: bool = False  # whether the speaker confirms or claims a happening that others told
    heard: tuple["Trace", ...] = ()  # who is quoted beside the claim, on no happening that was read
    again: bool = False  # whether the document recalls what was said before ("a fighter had said earlier")


def called(name: str, party: Party | None, document: Document) -> str | None:
    """The nameless words by which a document calls a source in this place: an office, a trade, "residents"."""
    if party is None:
        mention = name
    else:
        mention = party.resolved_from.of(document.text) if party.resolved_from is not None else party.text
    words = core(ARTICLE.sub("", mention))
    if not words or not is_role(words) or speaker_class(words) == "carrier":
        return None
    return words if name == mention or role_of(words) is not None or speaker_class(words) != "named" else None


def key_of(name: str, party: Party | None, rest: tuple[str | None, ...], voice: Trace, document: Document) -> OriginKey:
    """What a source is told apart by: its name; a witness also by who reached him, an official by the office."""
    if is_media(name, party, document):
        return OriginKey("source", folded(name))
    match speaker_class(name):
        case "witness" | "carrier":
            return OriginKey("source", folded(name), _carrier(rest, voice))
        case "office":
            return OriginKey("source", office(name))
        case _:
            return OriginKey("source", folded(name))


def employer(party: Party | None, document: Document) -> str | None:
    """The outlet that a reporter works for: "our correspondent", "a Kelmat Courier reporter", "an AFP crew"; "I", in
    nobody's quotation, is who writes."""
    own = [n for n in (document.outlet, document.agency) if n is not None]
    if party is not None and party.text.casefold() in FIRST_PERSON:
        return own[0] if own else None
    if party is None or singular(head(core(party.text)).casefold()) not in speakers().reporters:
        return None
    if speakers().own.search(party.text) is not None:
        return own[0] if own else None
    for name in CAPITALS.findall(ARTICLE.sub("", party.text)):
        agency = by_name().get(name)
        ours = [o for o in own if set(folded(name).split()) <= set(folded(o).split())]
        if agency is not None or ours:
            return ours[0] if ours else name
    return None


def recalled(hop: Attribution, text: str) -> bool:
    """Whether words are told as said before: "had said", "said earlier"."""
    return any(speakers().earlier.search(text[c.start : c.end + SAID_BEFORE].split(".")[0]) for c in hop.cue)


def affirmed(hop: Attribution, at: int, text: str) -> bool:
    """Whether a speaker confirms, admits or claims what is told at a place, and not what has to do with it."""
    told = next((c for c in hop.content if c.start <= at < c.end), None)
    before = text[told.start : at] if told is not None else ""
    return any(speakers().affirms.search(c.of(text)) for c in hop.cue) and ABOUT.search(before) is None


def is_media(name: str, party: Party | None, document: Document) -> bool:
    """Whether a source is a medium: the outlet itself, an agency, or what the reading took for one."""
    outlet = document.outlet is not None and folded(name) == folded(document.outlet)
    return outlet or name in by_name() or (party is not None and party.kind == "media")


def _carrier(rest: tuple[str | None, ...], voice: Trace) -> str:
    via = next((n for n in rest if n is not None), None)
    return folded(via) if via is not None else voice.key.name if voice.key is not None else voice.document


def shown(name: str, party: Party | None, document: Document) -> tuple[str, PartyKind | None]:
    """The name by which a source is shown, and its kind."""
    if is_media(name, party, document):
        agency = by_name().get(name)
        return (agency.name if agency else name), "media"
    return name, _kind(party, name) if party is not None else None


def _kind(party: Party, name: str) -> PartyKind:
    """A source's kind; a name with an article is no person's ("the Valley Rights Watchers")."""
    titled = name.split()[0].rstrip(".").casefold() in titles() if name else True
    body = party.kind == "person" and not titled and party.text.casefold() == f"the {name.casefold()}"
    return "other" if body and name.istitle() and " " in name else party.kind


def occasion(hop: Attribution, text: str) -> str | None:
    """Where and to whom it was said, in the words beside the cue."""
    for cue in hop.cue:
        start, end = max(0, cue.start - NEARBY), min(len(text), cue.end + NEARBY)
        found = speakers().occasion.search(text[:end], start)
        if found is not None and "\n" not in text[min(found.start(), cue.start) : max(found.end(), cue.end)]:
            return found[0]
    return None
