"""The reading of one document: who is reported as saying what, and the claims that follow (`firsthand/reading@1`)."""

import hashlib
from dataclasses import dataclass, field
from typing import Literal

from firsthand.model.documents import Document
from firsthand.model.values import SPARE, Count, Party, Span, When, Where

Quote = Literal["direct", "indirect", "mixed"]
SayKind = Literal[
    "say", "report", "claim", "concede", "deny", "warn", "predict", "ask", "order", "assess", "show", "believe"
]
Stance = Literal["asserted", "hedged", "denied", "predicted", "hypothetical", "ordered"]
TollKind = Literal[
    "killed",
    "wounded",
    "captured",
    "surrendered",
    "displaced",
    "missing",
    "abducted",
    "arrested",
    "executed",
    "participants",
]
MeasureKind = Literal["fighters", "territory", "population", "displaced", "aid", "duration", "other"]
TimexType = Literal["DATE", "TIME", "DURATION", "SET"]
Bound = Literal["=", "<", ">", "~", "range", "up", "down"]
FLAT = {"flat": True}  # the field's own keys stand in the JSON object that holds it

Chain = tuple[str | None, ...]


@dataclass(frozen=True, slots=True)
class Text:
    """Words of the document and where they stand."""

    text: str
    span: Span


@dataclass(frozen=True, slots=True)
class Attribution:
    """One hop of reported speech: source, cue and content; hops nest (`within`) into a `chain`, the origin first."""

    id: str
    source: Party | None
    cue: tuple[Span, ...]
    content: tuple[Span, ...]
    quote: Quote
    kind: SayKind
    said: When | None
    within: str | None
    chain: Chain


@dataclass(frozen=True, slots=True)
class Toll:
    """A count of people harmed or taking part, bound to whom."""

    of: TollKind
    who: Party | None
    count: Count = field(metadata=FLAT)


@dataclass(frozen=True, slots=True)
class Event:
    """A claimed happening. `type` and `mode` are PLOVER's, `acled` is ACLED's sub_event_type.

    `background` holds the words by which it is told as history, as a running total or as what happens again and again;
    none where it is news.
    """

    id: str
    type: str
    mode: str | None
    acled: str | None
    trigger: Span
    evidence: Span
    actor: tuple[Party, ...]
    recipient: tuple[Party, ...]
    weapon: Text | None
    where: Where | None
    when: When | None
    counts: tuple[Toll, ...]
    stance: Stance
    stance_cue: tuple[Span, ...]
    attribution: str | None
    chain: Chain
    kind: Literal["event"] = "event"
    background: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Measure:
    """A claimed state of affairs with a size."""

    id: str
    of: MeasureKind
    who: Party | None
    count: Count
    where: Where | None
    when: When | None
    evidence: Span
    stance: Stance
    stance_cue: tuple[Span, ...]
    attribution: str | None
    chain: Chain
    kind: Literal["measure"] = "measure"


@dataclass(frozen=True, slots=True)
class Item:
    """A reported piece of evidence: a video, photo, document or statement."""

    id: str
    item: str
    span: Span
    producer: Party | None
    dated: When | None
    made: When | None
    made_stated_unknown: bool
    attribution: str | None
    chain: Chain
    kind: Literal["item"] = "item"


Claim = Event | Measure | Item


@dataclass(frozen=True, slots=True)
class TimeMention:
    """A time expression, with its TIMEX3 type and value."""

    when: When = field(metadata=FLAT)
    type: TimexType
    timex: str


@dataclass(frozen=True, slots=True)
class Quantity:
    """A quantity as written: its bound and what is counted."""

    count: Count = field(metadata=FLAT)
    bound: Bound
    concept: Text | None


@dataclass(frozen=True, slots=True)
class PartyMention:
    """One mention of a party; mentions with an equal `chain` are of one party."""

    party: Party = field(metadata=FLAT)
    chain: str


@dataclass(frozen=True, slots=True)
class Mentions:
    """Everything recognised, whether or not a claim uses it."""

    times: tuple[TimeMention, ...]
    places: tuple[Where, ...]
    quantities: tuple[Quantity, ...]
    parties: tuple[PartyMention, ...]


@dataclass(frozen=True, slots=True)
class Producer:
    """The versions that made a reading; equal producers and texts give equal readings.

    `actors` is the digest of the file of the user's own actors, if there was one.
    """

    firsthand: str
    model: str
    gazetteer: str
    actors: str | None = field(default=None, metadata=SPARE)


@dataclass(frozen=True, slots=True)
class Reading:
    """What the program read out of one document."""

    producer: Producer
    document: Document
    attributions: tuple[Attribution, ...]
    claims: tuple[Claim, ...]
    mentions: Mentions | None = None


def claim_id(document: str, start: int, kind: str, ordinal: int = 0) -> str:
    """A claim's name: a digest of (document, start of its trigger, kind, ordinal among equals), 16 hex digits.

    Anchored in the text and not in the values, so that a person's correction survives a re-reading.
    """
    return hashlib.sha256(f"{document}|{start}|{kind}|{ordinal}".encode()).hexdigest()[:16]
