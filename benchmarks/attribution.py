"""How well attributions and stance are read, and what the two cost beside the bare language pipeline, on one core.

    python benchmarks/attribution.py ../shared/gold --score ../shared/score/attribution.py  # PolNeAR: scores, cost
    python benchmarks/attribution.py ../shared/gold --factuality  # UDS: stance against ratings

Scores are those of the scorer named, on the development articles and on the 27 training articles on armed conflict that
the tagger was not trained on. Cost is processor time of this process: a share of the language pipeline's, same texts.
"""

import argparse
import gzip
import json
import os
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

for variable in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "BLIS_NUM_THREADS"):
    os.environ.setdefault(variable, "1")

LIMIT = 0.5  # a rating from here on means that it happened, from its negative on that it did not
MEANING = {"asserted": "yes", "hedged": "maybe"}  # every other stance: it did not happen, or not yet


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path, help="the folder of the gold data")
    parser.add_argument("--score", type=Path, metavar="FILE", help="the scorer of attributions")
    parser.add_argument("--factuality", action="store_true")
    options = parser.parse_args()
    texts = options.data / "attribution"
    if options.score:
        names = frozenset((texts / "polnear_train_conflict_ids.txt").read_text(encoding="utf-8").split())
        articles(texts / "polnear_dev.jsonl.gz", None, options.score)
        articles(texts / "polnear_train.jsonl.gz", names, options.score)
    if options.factuality:
        factuality(options.data / "factuality" / "uds_factuality_dev.jsonl.gz")


def articles(path: Path, only: frozenset[str] | None, scorer: Path) -> None:
    """The scorer's figures for the articles of a file, and the share of time."""
    from firsthand.extract import attribution, language, parties, stance, when
    from firsthand.model import encode
    from firsthand.train import attribution as training

    rows = [r for r in training.rows_of(path) if only is None or r["id"] in only]
    nlp = language.load()
    list(training.parsed(rows[:1], nlp))
    started = time.process_time()
    parsed = training.parsed(rows, nlp)
    spent = time.process_time() - started
    extra, readings = 0.0, []
    for document, sentences in parsed:
        mentions, times = parties.parties(document, sentences), when.times(document, sentences, None)
        started = time.process_time()
        found = attribution.attributions(document, sentences, mentions, times)
        for sentence in sentences:
            for frame in sentence.frames:
                stance.stance_at(document, sentence, found, frame.trigger)
        extra += time.process_time() - started
        readings.append({"format": "firsthand/reading@1", "document": {"text": document.text, "url": document.url}})
        readings[-1]["attributions"] = encode(found)
    print(f"{path.name}: {len(rows)} texts; attribution and stance add {extra / spent:.0%} to the pipeline's time")
    score(readings, rows, scorer)


def score(readings: list[dict], rows: list[dict], scorer: Path) -> None:
    with tempfile.TemporaryDirectory() as folder:
        files = [Path(folder) / name for name in ("readings.jsonl", "gold.jsonl")]
        for file, items in zip(files, (readings, rows), strict=True):
            file.write_text("".join(json.dumps(item) + "\n" for item in items), encoding="utf-8")
        subprocess.run([sys.executable, str(scorer), *map(str, files)], check=True)


def factuality(path: Path) -> None:
    """Three ways of telling what happened: by the readings' stance, always "yes", and by words of negation alone."""
    from firsthand.extract import attribution, language, stance
    from firsthand.model import Block, Document, Span
    from firsthand.reference import stances as words

    with gzip.open(path, "rt", encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    documents = [
        Document(r["id"], r["text"], None, None, None, "en", None, (Block(Span(0, len(r["text"])), "paragraph"),))
        for r in rows
    ]
    told: dict[str, Counter] = {"stance": Counter(), "majority": Counter(), "lexicon": Counter()}
    denials = words.negations() | {"not", "n't", "n’t"}
    for row, (document, sentences) in zip(rows, language.sentences_of(documents, language.load()), strict=True):
        found = attribution.attributions(document, sentences, (), ())
        for event in row["events"]:
            at = Span(*event["span"])
            sentence = next((s for s in sentences if s.span.start <= at.start < s.span.end), None)
            name = stance.stance_at(document, sentence, found, at)[0] if sentence else "asserted"
            before = [t.text.lower() for t in sentence.tokens if t.span.end <= at.start][-5:] if sentence else []
            value = event["value"]
            true = "yes" if value >= LIMIT else "no" if value <= -LIMIT else "maybe"
            told["stance"][true, MEANING.get(name, "no")] += 1
            told["majority"][true, "yes"] += 1
            told["lexicon"][true, lexicon(before, denials, words.by_word("modals"))] += 1
    for label, pairs in told.items():
        print(f"{label}: {measured(pairs)}")


def lexicon(before: list[str], denials: frozenset[str], modals) -> str:
    """By the five words before alone: a negation, a modal, or nothing."""
    if denials & set(before):
        return "no"
    found = [modals[w] for w in before if w in modals]
    return MEANING.get(found[-1], "no") if found else "yes"


def measured(pairs: Counter) -> str:
    total = sum(pairs.values())
    right = sum(n for (true, guess), n in pairs.items() if true == guess)
    scores = []
    for name in ("yes", "no", "maybe"):
        either = sum(n for (true, guess), n in pairs.items() if true == name) + sum(
            n for (true, guess), n in pairs.items() if guess == name
        )
        scores.append(2 * pairs[name, name] / max(either, 1))
    return f"accuracy {right / total:.1%}, macro-F1 {sum(scores) / 3:.3f} ({total} events)"


if __name__ == "__main__":
    main()
