"""How many of the project's own sentences and chains are read right: floors that only rise."""

import pytest

from firsthand.extract import language, parties
from firsthand.extract.attribution import attributions
from firsthand.model import Attribution, Span
from tests.extract.attribution.marked import Marked, document, reports, sentences

# Shares of the sentences in sentences.txt and of the chains in reports.toml; raise them when the reading gets better.
FOUND, KIND, QUIET, CHAINS = 0.95, 0.96, 0.99, 0.96


def read(texts, nlp):
    """The attributions of each text; the texts are parsed together."""
    parsed = language.sentences_of([document(text) for text in texts], nlp)
    return [attributions(doc, found, parties.parties(doc, found), ()) for doc, found in parsed]


def place(attribution: Attribution) -> list[Span]:
    party = attribution.source
    return [] if party is None else [party.resolved_from or party.span]


def overlap(left, right) -> bool:
    return (not left and not right) or any(a.overlaps(b) for a in left for b in right)


def share(left, right) -> float:
    """Characters in both contents over characters in either."""
    a = {i for span in left for i in range(span.start, span.end)}
    b = {i for span in right for i in range(span.start, span.end)}
    return len(a & b) / len(a | b) if a | b else 1.0


def fits(wanted: Marked, got: Attribution) -> bool:
    return (
        overlap(wanted.spans["cue"], got.cue)
        and overlap(wanted.spans["source"], place(got))
        and share(wanted.spans["content"], got.content) >= 0.5
    )


@pytest.fixture(scope="module")
def readings(nlp):
    return list(zip(sentences(), read([case.text for case in sentences()], nlp), strict=True))


def rate(label, results):
    missed = [name for name, ok in results if not ok]
    print(f"{label}: {len(results) - len(missed)} of {len(results)}", *missed, sep="\n  ")
    return 1 - len(missed) / len(results)


def test_there_are_enough_cases():
    assert len(sentences()) >= 150
    assert len(reports()) >= 12


def test_attributions_are_found(readings):
    told = [(case, got) for case, got in readings if case.kind != "none"]
    assert rate("found", [(case.text, any(fits(case, a) for a in got)) for case, got in told]) >= FOUND


def test_kinds_are_those_of_the_cues(readings):
    told = [(case, [a for a in got if fits(case, a)]) for case, got in readings if case.kind != "none"]
    results = [(f"{c.kind}: {c.text}", any(a.kind == c.kind for a in got)) for c, got in told if got]
    assert rate("kind", results) >= KIND


def test_the_outlets_own_voice_is_left_alone(readings):
    quiet = [(case, got) for case, got in readings if case.kind == "none"]
    assert rate("quiet", [(case.text, not got) for case, got in quiet]) >= QUIET


def chain_fits(wanted: list[str], got: tuple[str | None, ...]) -> bool:
    return len(wanted) == len(got) and all(
        name is None if want == "?" else name is not None and want.lower() in name.lower()
        for want, name in zip(wanted, got, strict=True)
    )


def test_chains_are_right_from_end_to_end(nlp):
    results = []
    texts = [report["text"].strip() for report in reports()]
    for report, text, got in zip(reports(), texts, read(texts, nlp), strict=True):
        for case in report["chains"]:
            start = text.index(case["at"])
            at = Span(start, start + len(case["at"]))
            around = [a for a in got if share_of(at, a.content) > 0.5]
            inner = min(around, key=lambda a: (sum(map(len, a.content)), -len(a.chain)), default=None)
            seen = inner.chain if inner else None
            label = f"{report['name']}: {case['at']!r} {case['chain']} got {seen}"
            results.append((label, inner is not None and chain_fits(case["chain"], inner.chain)))
    assert rate("chains", results) >= CHAINS


def share_of(at: Span, content) -> float:
    return sum(max(0, min(at.end, c.end) - max(at.start, c.start)) for c in content) / len(at)
