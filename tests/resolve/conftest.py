"""Hand-made readings: a text with marked-up claims becomes a Read, as the extractor would give it."""

from dataclasses import replace

import pytest

from firsthand.model import (
    Attribution,
    Block,
    Count,
    Document,
    Event,
    Party,
    Read,
    Span,
    Toll,
    When,
    Where,
    claim_id,
    text_id,
)
from firsthand.model.reading import Stance, TollKind
from firsthand.model.values import PartyKind

PLACES = {
    "Qamishli": Where("Qamishli", Span(0, 1), "Al Qāmishlī", 173811, "SY", "Al-Hasakah", 37.05, 41.22, "town"),
    "Amuda": Where("Amuda", Span(0, 1), "Amuda", 174186, "SY", "Al-Hasakah", 37.10, 40.93, "town"),
    "Himo": Where("Himo", Span(0, 1), "Himo", 1, "SY", "Al-Hasakah", 37.07, 41.17, "town"),  # 5 km from Qamishli
    "Nusaybin": Where("Nusaybin", Span(0, 1), "Nusaybin", 2, "TR", "Mardin", 37.075, 41.215, "town"),
    "Syria": Where("Syria", Span(0, 1), "Syria", 163843, "SY", None, 35.0, 38.0, "country"),
    "Mosul": Where("Mosul", Span(0, 1), "Mosul", 99072, "IQ", "Nineveh", 36.335, 43.118, "town"),
}


def day(iso: str) -> When:
    return When(iso, iso, "day", "explicit")


def party(name: str, kind: PartyKind = "other") -> Party:
    return Party(name, Span(0, 1), name, kind)


class Article:
    """A report in the making: `tell` adds a claim on the words that the text holds."""

    def __init__(self, text: str, outlet: str | None, published: str | None, agency: str | None = None) -> None:
        when = When(published, published, "day", "given") if published else None
        blocks = (Block(Span(0, len(text)), "paragraph"),)
        url = f"https://{outlet.lower().replace(' ', '-')}.example/" if outlet else None
        self.document = Document(text_id(text), text, None, outlet, url, "en", when, blocks, agency)
        self.claims: list[Event] = []
        self.attributions: list[Attribution] = []

    def span(self, words: str) -> Span:
        at = self.document.text.index(words)
        return Span(at, at + len(words))

    def sentence(self, span: Span) -> Span:
        text = self.document.text
        start = text.rfind(". ", 0, span.start)
        end = text.find(". ", span.end)
        return Span(start + 2 if start >= 0 else 0, end + 1 if end >= 0 else len(text))

    def tell(
        self,
        trigger: str,
        *,
        chain: tuple[str | None, ...] = (),
        place: str | None = None,
        when: str | None = None,
        stance: Stance = "asserted",
        actor: str | None = None,
        recipient: str | None = None,
        type: str = "ASSAULT",
        mode: str | None = None,
        source_kind: PartyKind = "other",
        recalled: str | None = None,
        **tolls: int | tuple[int | None, int | None, int | None],
    ) -> "Article":
        at = self.span(trigger)
        hop = self._hop(chain, at, source_kind)
        self.claims.append(
            Event(
                id=claim_id(self.document.id, at.start, "event"),
                type=type,
                mode=mode,
                acled=None,
                trigger=at,
                evidence=self.sentence(at),
                actor=(party(actor),) if actor else (),
                recipient=(party(recipient),) if recipient else (),
                weapon=None,
                where=replace(PLACES[place], text=place, span=self.span(place)) if place else None,
                when=day(when) if when else None,
                counts=tuple(_toll(of, n, at) for of, n in tolls.items()),
                stance=stance,
                stance_cue=(),
                attribution=hop,
                chain=chain,
                background=(self.span(recalled),) if recalled else (),
            )
        )
        return self

    def read(self) -> Read:
        return Read(self.document, tuple(self.attributions), tuple(self.claims))

    def _hop(self, chain: tuple[str | None, ...], at: Span, kind: PartyKind) -> str | None:
        if not chain:
            return None
        source = party(chain[0], kind) if chain[0] is not None else None
        made = f"a{len(self.attributions) + 1}"
        self.attributions.append(
            Attribution(made, source, (), (self.sentence(at),), "indirect", "say", None, None, chain)
        )
        return made


def _toll(of: str, n: int | tuple[int | None, int | None, int | None], at: Span) -> Toll:
    low, best, high = n if isinstance(n, tuple) else (n, n, n)
    kind: TollKind = of  # pyright: ignore[reportAssignmentType]
    return Toll(kind, None, Count(low, best, high, str(n), at, None, True))


@pytest.fixture(scope="session")
def article() -> type[Article]:
    return Article
