"""The cases of party_cases.txt: recognition, naming and chains, each with a floor for the share that must be right."""

from dataclasses import dataclass, field
from pathlib import Path

import pytest

from firsthand.extract import language
from firsthand.extract.parties import parties
from firsthand.model import Block, Document, PartyMention, Span, text_id

FLOORS = {"found": 0.97, "named": 0.97, "chained": 0.93, "none": 0.99}


@dataclass
class Case:
    text: str
    asked: list[str] = field(default_factory=list)


def cases() -> list[Case]:
    out: list[Case] = []
    for row in (Path(__file__).with_name("party_cases.txt")).read_text(encoding="utf-8").splitlines():
        if row.startswith("    "):
            out[-1].asked.append(row.strip())
        elif row.strip() and not row.startswith("#"):
            out.append(Case(row))
    return out


@pytest.fixture(scope="module")
def readings() -> list[tuple[Case, tuple[PartyMention, ...]]]:
    asked = cases()
    parsed = language.sentences_of([document(c.text) for c in asked], language.load(None))
    return [(c, parties(read, sentences)) for c, (read, sentences) in zip(asked, parsed, strict=True)]


def document(text: str) -> Document:
    block = Block(Span(0, len(text)), "paragraph")
    return Document(text_id(text), text, None, None, None, "en", None, (block,))


def places(mentions: tuple[PartyMention, ...], text: str, asked: str) -> list[PartyMention]:
    """The mentions that stand at the `asked` words, or at their n-th place for "words#n"."""
    words, _, nth = asked.partition("#")
    found = [m for m in mentions if (m.party.resolved_from or m.party.span).of(text) == words]
    return found[int(nth) - 1 : int(nth)] if nth else found[:1]


def judge(case: Case, mentions: tuple[PartyMention, ...]) -> list[tuple[str, bool, str]]:
    """(what is asked, whether it holds, the line) for each line of the case."""
    out: list[tuple[str, bool, str]] = []
    for line in case.asked:
        if line.startswith("no "):
            out.append(("none", not places(mentions, case.text, line[3:]), line))
        elif "~" in line:
            out.append(("chained", chained(case, mentions, line), line))
        else:
            mention, name, kind = (x.strip() for x in line.split("|"))
            found = places(mentions, case.text, mention)
            out.append(("found", bool(found), line))
            if found:
                party = found[0].party
                out.append(("named", name in ("-", party.name) and kind == party.kind, f"{line} (got {party})"))
    return out


def chained(case: Case, mentions: tuple[PartyMention, ...], line: str) -> bool:
    apart, _, listed = line.partition("~")
    found = [places(mentions, case.text, x.strip()) for x in listed.split("~")]
    if not all(found):
        return False
    chains = {f[0].chain for f in found}
    return len(chains) == len(found) if apart.startswith("!") else len(chains) == 1


def test_cases_are_as_many_as_they_should_be():
    assert len(cases()) >= 150


def test_every_floor_holds(readings):
    results = [r for case, mentions in readings for r in judge(case, mentions)]
    missed = [f"{what}: {line}" for what, ok, line in results if not ok]
    for what, floor in FLOORS.items():
        of_kind = [ok for w, ok, _ in results if w == what]
        share = sum(of_kind) / len(of_kind)
        assert share >= floor, f"{what}: {share:.3f} of {len(of_kind)}\n" + "\n".join(missed)


def test_spans_are_honest(readings):
    for case, mentions in readings:
        for m in mentions:
            assert m.party.span.of(case.text) == m.party.text
            for span in (m.party.span, m.party.resolved_from or m.party.span):
                piece = span.of(case.text)
                assert piece == piece.strip()
                assert not (case.text[span.start - 1 : span.start].isalnum() and piece[0].isalnum())
                assert not (case.text[span.end : span.end + 1].isalnum() and piece[-1].isalnum())
