"""Claims against the labels of India Police Events: did police kill, did police arrest, sentence by sentence.

Usage: python benchmarks/police.py DOCS SENTENCES

DOCS and SENTENCES are JSON Lines (may be .gz) with `doc_id` and `text`; a sentence's `labels` are a list. Nothing is
trained on them. A sentence has KILL where a claim of killing with police on the acting side stands in it, ARREST where
a claim of arrest does. Sentences that are not found in their document are read as having neither.
"""

import argparse
import gzip
import json
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from firsthand.extract import pipeline
from firsthand.model import Block, Document, Event, Span, text_id

LABELS = ("KILL", "ARREST")
POLICE = frozenset(
    (
        "police policeman policemen cop cops constable constables inspector officer officers force forces personnel "
        "crpf rpf grp srp srpf pac sp dcp dsp cid cbi ats bsf jawans jawan army security troops soldiers paramilitary"
    ).split()
)
STANDS = ("asserted", "hedged")
KILLING = re.compile(
    r"kill|dead|death|died|dies|dying|murder|slain|slay|massacr|execut|assassin|gunned|lynch|perish|slaughter"
)


def rows(path: Path) -> list[dict[str, Any]]:
    opener = gzip.open if path.suffix == ".gz" else open
    with opener(path, "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def document(row: Mapping[str, Any]) -> Document:
    """The row's text, its lines as paragraphs."""
    blocks: list[Block] = []
    at = 0
    for line in row["text"].split("\n"):
        bare = line.strip()
        if bare:
            start = at + line.index(bare)
            blocks.append(Block(Span(start, start + len(bare)), "paragraph"))
        at += len(line) + 1
    return Document(text_id(row["text"]), row["text"], None, None, str(row["doc_id"]), "en", None, tuple(blocks))


def labels(event: Event, text: str) -> Iterator[str]:
    """The labels that a claim gives its sentence."""
    if event.stance not in STANDS:
        return
    if event.type == "COERCE" and event.mode == "arrest":
        yield "ARREST"
    tolls = [t for t in event.counts if t.of in ("killed", "executed")]
    kills = any(t.count.high != 0 for t in tolls) if tolls else bool(KILLING.search(event.trigger.of(text).lower()))
    if event.type == "ASSAULT" and kills and _by_police(event):
        yield "KILL"


def _by_police(event: Event) -> bool:
    return any(POLICE & set(f"{p.text} {p.name}".lower().replace("-", " ").split()) for p in event.actor)


def found(text: str, events: Iterable[Event], spans: Mapping[int, Span]) -> dict[int, set[str]]:
    """The labels of each sentence, by its number."""
    out: dict[int, set[str]] = defaultdict(set)
    for event in events:
        number = next((n for n, s in spans.items() if s.start <= event.trigger.start < s.end), None)
        if number is not None:
            out[number] |= set(labels(event, text))
    return out


def spans_of(text: str, sentences: Iterable[Mapping[str, Any]]) -> dict[int, Span]:
    """Where each sentence stands in its document, in order."""
    out: dict[int, Span] = {}
    at = 0
    for row in sentences:
        start = text.find(row["text"], at)
        if start >= 0:
            out[row["sent_id"]] = Span(start, start + len(row["text"]))
            at = start + len(row["text"])
    return out


def score(pairs: Iterable[tuple[set[str], set[str]]]) -> dict[str, tuple[int, int, int]]:
    """True positives, false positives and false negatives of each label, from (gold, found) of each sentence."""
    tally: Counter[tuple[str, str]] = Counter()
    for gold, got in pairs:
        for label in LABELS:
            key = "tp" if label in gold & got else "fp" if label in got else "fn" if label in gold else ""
            tally[label, key] += 1
    return {label: (tally[label, "tp"], tally[label, "fp"], tally[label, "fn"]) for label in LABELS}


def f1(tp: int, fp: int, fn: int) -> float:
    return 2 * tp / (2 * tp + fp + fn) if tp else 0.0


def report(name: str, scores: Mapping[str, tuple[int, int, int]]) -> None:
    for label, (tp, fp, fn) in scores.items():
        print(
            f"{name:10} {label:7} P {100 * tp / max(tp + fp, 1):5.1f}  R {100 * tp / max(tp + fn, 1):5.1f}"
            f"  F {100 * f1(tp, fp, fn):5.1f}   {tp} right, {fp} false, {fn} missed"
        )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("docs", type=Path)
    parser.add_argument("sentences", type=Path)
    options = parser.parse_args()
    by_doc: dict[Any, list[dict[str, Any]]] = defaultdict(list)
    for row in rows(options.sentences):
        by_doc[row["doc_id"]].append(row)
    docs = rows(options.docs)
    pairs: list[tuple[set[str], set[str]]] = []
    whole: list[tuple[set[str], set[str]]] = []
    for row, reading in zip(docs, pipeline.read_many(map(document, docs), pipeline.load()), strict=True):
        mine = by_doc[row["doc_id"]]
        events = [c for c in reading.claims if isinstance(c, Event)]
        got = found(row["text"], events, spans_of(row["text"], mine))
        pairs += [(set(s["labels"]), got[s["sent_id"]]) for s in mine]
        whole.append(({k for s in mine for k in s["labels"]}, set().union(*got.values())))
    report("sentences", score(pairs))
    report("documents", score(whole))


if __name__ == "__main__":
    main()
