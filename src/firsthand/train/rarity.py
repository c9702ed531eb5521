"""Makes the table of how rare words are in news reports: counts of sentences, no text.

python -m firsthand.train.rarity GOLD_FOLDER word_rarity.txt
"""

import gzip
import json
import math
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path

from firsthand.resolve.sentences import words

# Training parts only, so that no figure of a development set leans on its own words.
TEXTS = (
    "events/muc4_train",
    "events/satp_relevant_train",
    "events/ecbplus_train",
    "attribution/polnear_train",
    "events/cameo_conflibert_train",
)
HEADER = (
    "# How rare a word is in news reports: the natural logarithm of the inverse share of sentences that have it, "
    "then the\n# words, of five letters or more. A word that is not listed is in fewer than one sentence of 15,000.\n"
)
BORDER = re.compile(r"(?<=[.!?])\s+|\n+")
SHORTEST, LEAST, COLLECTIONS = 5, 4, 2  # letters of a word, sentences that have it, collections that have it


def make(data: Path, table: Path) -> None:
    """Writes the table: a line for each figure, rounded to halves, with its words."""
    counts: Counter[str] = Counter()
    found: dict[str, set[str]] = defaultdict(set)
    sentences = 0
    for name in TEXTS:
        for told in _sentences(data / f"{name}.jsonl.gz"):
            sentences += 1
            counts.update(told)
            for word in told:
                found[word].add(name)
    by_figure: dict[float, list[str]] = defaultdict(list)
    for word, count in counts.items():
        if count >= LEAST and len(found[word]) >= COLLECTIONS:
            by_figure[round(2 * math.log((1 + sentences) / (1 + count))) / 2].append(word)
    lines = [f"{figure:g} " + " ".join(sorted(by_figure[figure])) for figure in sorted(by_figure)]
    table.write_text("\n".join([HEADER, *lines]) + "\n", encoding="utf-8")


def _sentences(path: Path) -> Iterator[set[str]]:
    """The telling words of each sentence; of a text that stands there twice, once."""
    with gzip.open(path, "rt", encoding="utf-8") as rows:
        texts = dict.fromkeys(json.loads(row).get("text") or "" for row in rows)
    for text in texts:
        for sentence in BORDER.split(text):
            told = {word for word in words(sentence) if len(word) >= SHORTEST and word.isalpha()}
            if told:
                yield told


if __name__ == "__main__":
    make(Path(sys.argv[1]), Path(sys.argv[2]))
