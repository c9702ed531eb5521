"""The relay set's labels are what its texts say: spans hold their words, copies are copies, splits do not mix."""

import json
from collections import Counter, defaultdict
from datetime import date, datetime
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1] / "samples" / "relay"
TOLLS = {"killed", "wounded", "abducted", "displaced"}


def lines(name):
    return [json.loads(line) for line in (ROOT / name).read_text(encoding="utf-8").splitlines()]


REPORTS = {r["id"]: r for r in lines("reports.jsonl")}
INCIDENTS = lines("incidents.jsonl")
COPIES = lines("copies.jsonl")


def held(document, span, text):
    whole = REPORTS[document]["text"]
    start, end = span
    return whole[start:end] == text == text.strip() and not whole[start - 1 : start].isalnum()


def test_the_set_is_as_large_as_it_says():
    assert (len(REPORTS), len(INCIDENTS)) == (449, 106)
    assert all(60 <= len(r["text"].split()) <= 250 for r in REPORTS.values())
    assert Counter((i["split"], i["since"]) for i in INCIDENTS) == {
        ("tune", 1): 25, ("tune", 2): 8, ("tune", 3): 10, ("tune", 4): 27, ("tune", 5): 24, ("held", 6): 12,
    }  # fmt: skip
    assert len({r["text"] for r in REPORTS.values()}) == len(REPORTS)


@pytest.mark.parametrize("incident", INCIDENTS, ids=lambda i: i["id"])
def test_spans_hold_their_words_and_chains_end_in_an_origin(incident):
    told = [*incident["mentions"], *(u for o in incident["origins"] for u in o["utterances"])]
    assert [t for t in told if not held(t["document"], t["span"], t["text"])] == []
    assert {m["document"] for m in incident["mentions"]} == set(incident["documents"])
    names = {o["name"] for o in incident["origins"]}
    assert {m["chain"][0] for m in incident["mentions"] if m["chain"]} <= names | {None}
    assert all(o["utterances"] for o in incident["origins"])


@pytest.mark.parametrize("incident", INCIDENTS, ids=lambda i: i["id"])
def test_tolls_have_bounds_and_nothing_is_reported_before_it_happened(incident):
    for origin in incident["origins"]:
        assert set(origin["tolls"]) <= TOLLS
        for figure in (*origin["tolls"].values(), *(f for e in origin["earlier"].values() for f in e)):
            known = [figure[k] for k in ("low", "best", "high") if figure[k] is not None]
            assert known and known == sorted(known)
    first = min(REPORTS[d]["published"] for d in incident["documents"])
    assert date.fromisoformat(incident["date"]) <= datetime.fromisoformat(first).date()


def test_copies_are_later_and_hold_words_of_what_they_copy():
    for copy in COPIES:
        assert held(copy["document"], copy["span"], copy["text"])
        assert held(copy["source"], copy["source_span"], copy["source_text"])
        assert REPORTS[copy["source"]]["published"] < REPORTS[copy["document"]]["published"]
        assert copy["edited"] == (copy["text"] != copy["source_text"])
        words, source = copy["text"].casefold().split(), set(copy["source_text"].casefold().split())
        assert sum(w in source for w in words) >= len(words) / 2


def test_no_copy_is_left_unlabelled():
    """A long sentence that stands word for word in an earlier report is labelled as copied."""
    labelled = {(c["document"], c["text"]) for c in COPIES}
    seen = {}
    for report in sorted(REPORTS.values(), key=lambda r: (r["published"], r["id"])):
        for part in report["text"].replace("\n\n", " ").split(". "):
            if len(part.split()) > 7 and part in seen:
                assert any(d == report["id"] and part in t for d, t in labelled), (report["id"], part)
            seen.setdefault(part, report["id"])


def test_splits_do_not_mix():
    splits = defaultdict(set)
    for incident in INCIDENTS:
        for document in incident["documents"]:
            splits[document].add(incident["split"])
    assert set(splits) == set(REPORTS)
    assert all(len(s) == 1 for s in splits.values())
