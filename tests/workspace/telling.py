"""Ledgers told by hand: a sentence and the words that a claim was read from become a reading, every span real."""

from dataclasses import dataclass, replace

from firsthand.ledger import Ledger
from firsthand.model import (
    Anchor,
    Attribution,
    Block,
    Correction,
    Count,
    Document,
    Event,
    Party,
    Producer,
    Reading,
    Report,
    Span,
    Toll,
    When,
    Where,
    claim_id,
    text_id,
)

FIRST = Producer("0.1.0", "first", "places-1")
SECOND = Producer("0.2.0", "second", "places-1")
NUMBERS = {"five": 5, "six": 6, "nine": 9, "twelve": 12}
PLACES = {
    "Gao": (2457161, "Gao", 16.27, -0.04),
    "Menaka": (2453058, "Ménaka", 15.92, 2.4),
}


@dataclass(frozen=True)
class Told:
    """A report in the making: the words of its one claim. `killed` is a number word of the text, or none."""

    text: str
    outlet: str
    published: str
    source: str | None = None
    speaker: str = "state-forces"  # the kind of the source
    killed: str | None = "five"
    trigger: str = "bomb"
    place: str = "Gao"
    when: str = "3 May 2021"
    day: str = "2021-05-03"
    actor: str | None = None
    stance: str = "asserted"

    @property
    def document(self):
        url = f"https://{self.outlet.lower().replace(' ', '-')}.example/{self.published}"
        published = When(self.published, self.published, "day", "given")
        blocks = (Block(Span(0, len(self.text)), "paragraph"),)
        return Document(text_id(self.text), self.text, None, self.outlet, url, "en", published, blocks)

    @property
    def report(self):
        return Report(self.text.encode(), "text", f"{self.outlet}.txt")

    @property
    def claim(self):
        return claim_id(self.document.id, self.at(self.trigger).start, "event")

    def at(self, words):
        start = self.text.index(words)
        return Span(start, start + len(words))

    def party(self, name, kind):
        return Party(name, self.at(name), name, kind)

    def reading(self, producer=FIRST):
        spoken = self.source is not None
        hop = Attribution(
            "a1", self.party(self.source, self.speaker), (self.at("said"),), (Span(0, self.at(self.source).start),),
            "indirect", "say", None, None, (self.source,),
        ) if spoken else None  # fmt: skip
        return Reading(producer, self.document, (hop,) if hop else (), (self.event(),))

    def event(self):
        number, name, lat, lon = PLACES[self.place]
        tolls = ()
        if self.killed:
            n = NUMBERS[self.killed]
            tolls = (Toll("killed", None, Count(n, n, n, self.killed, self.at(self.killed), None, True)),)
        return Event(
            self.claim, "ASSAULT", "explosives", "Remote explosive/landmine/IED", self.at(self.trigger),
            Span(0, len(self.text)), (self.party(self.actor, "rebel-group"),) if self.actor else (), (), None,
            Where(self.place, self.at(self.place), name, number, "ML", "Gao", lat, lon, "town"),
            When(self.day, self.day, "day", "explicit", self.when, self.at(self.when)), tolls, self.stance, (),
            "a1" if self.source else None, (self.source,) if self.source else (),
        )  # fmt: skip


GAO = Told(
    "A roadside bomb killed five soldiers near Gao on 3 May 2021, the army said.", "Sahel Post", "2021-05-04", "army"
)
SECOND_WORD = Told(
    "Villagers outside Gao buried the dead of 3 May 2021 after a bomb had torn a lorry apart; five bodies were found, "
    "Ali Keita said.", "Niger Times", "2021-05-05", "Ali Keita", "person",
)  # fmt: skip
MENAKA = Told(
    "Not far from Menaka a bomb blew up a bus on 7 May 2021 and nine passengers lost their lives, police said.",
    "Sahel Post", "2021-05-08", "police", killed="nine", place="Menaka", when="7 May 2021", day="2021-05-07",
)  # fmt: skip

DENIAL = Told(
    "It was not so that any bomb had gone off near Gao on 3 May 2021, the rebels said.", "Dara Daily",
    "2021-05-06", "rebels", "rebel-group", killed=None, stance="denied",
)  # fmt: skip


def keep(ledger: Ledger, told: Told, producer: Producer = FIRST, at: str | None = None) -> None:
    """Take a report in, as `add` does."""
    with ledger.transaction():
        ledger.add_report(told.report, at=at)
        ledger.add_document(replace(told.document, report=told.report.digest), at=at)
        ledger.add_reading(told.reading(producer), at=at)


def corrected(ledger: Ledger, told: Told, cell: str, killed: int, at: str | None = None) -> None:
    """A person gives another toll than a report does, from what they know."""
    claim = told.event()
    wrong = claim.counts
    right = tuple(replace(t, count=replace(t.count, low=killed, best=killed, high=killed)) for t in wrong)
    anchor = Anchor(claim.id, told.document.id, claim.trigger, "event", claim.type)
    act = Correction(f"c {claim.id}", "ana", at or "2026-03-14T10:00:00Z", anchor, cell, right, wrong, None, "the list")
    ledger.add_correction(act, at=at)
