"""One report with its reading, as the tests of the ledger record it."""

from dataclasses import replace

from firsthand.ledger import Ledger
from firsthand.model import (
    Attribution,
    Block,
    Count,
    Document,
    Event,
    Party,
    Producer,
    Reading,
    Report,
    Span,
    Toll,
    claim_id,
    text_id,
)

TEXT = "Shells hit Qamishli on Monday, killing four people, the Karsu Post said."
PRODUCER = Producer("0.1.0", "rules", "none")


def document(text: str = TEXT, **facts: object) -> Document:
    blocks = (Block(Span(0, len(text)), "paragraph"),)
    made = Document(
        text_id(text), text, None, "Karsu Post", "https://karsu.example/1", "en", None, blocks, None, report().digest
    )
    return replace(made, **facts)


def event(text: str = TEXT, killed: int = 4, ordinal: int = 0) -> Event:
    at, four = text.index("hit"), text.index("four people")
    who = Party("people", Span(four + 5, four + 11), "people", "civilians")
    count = Count(killed, killed, killed, "four people", Span(four, four + 11), "people", True)
    return Event(
        id=claim_id(text_id(text), at, "event", ordinal),
        type="ASSAULT",
        mode="heavy-weapons",
        acled=None,
        trigger=Span(at, at + 3),
        evidence=Span(0, len(text)),
        actor=(),
        recipient=(who,),
        weapon=None,
        where=None,
        when=None,
        counts=(Toll("killed", who, count),),
        stance="asserted",
        stance_cue=(),
        attribution="a1",
        chain=("Karsu Post",),
    )


def attribution(text: str = TEXT) -> Attribution:
    at, cue = text.index("Karsu Post"), text.index("said")
    source = Party("Karsu Post", Span(at, at + 10), "Karsu Post", "media")
    content = Span(0, text.index(", the Karsu"))
    return Attribution("a1", source, (Span(cue, cue + 4),), (content,), "indirect", "say", None, None, ("Karsu Post",))


def reading(text: str = TEXT, **facts: object) -> Reading:
    return Reading(PRODUCER, document(text, **facts), (attribution(text),), (event(text),))


def report(body: bytes = TEXT.encode()) -> Report:
    return Report(body, "text", "karsu.txt")


def add(ledger: Ledger, read: Reading, came: Report | None = None) -> None:
    with ledger.transaction():
        if came is not None:
            ledger.add_report(came)
        ledger.add_document(read.document)
        ledger.add_reading(read)
