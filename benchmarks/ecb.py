"""Documents of ECB+ put into stories, as the scorer of incidents takes them.

Usage: benchmarks/ecb.py ROWS.jsonl.gz MAPPING          (then score/incidents.py MAPPING ROWS.jsonl.gz)

ROWS have `doc_id` and `text`. What is scored is `firsthand.resolve.stories` as users see it, without dates, outlets or
titles, which the corpus has not.
"""

import gzip
import json
import sys
from pathlib import Path

from firsthand.model import Document, text_id
from firsthand.resolve.stories import stories


def main(rows: str, mapping: str) -> None:
    names: dict[str, list[str]] = {}
    documents: list[Document] = []
    with gzip.open(rows, "rt", encoding="utf-8") as lines:
        for row in map(json.loads, lines):
            text = row["text"]
            names.setdefault(text_id(text), []).append(row["doc_id"])
            documents.append(Document(text_id(text), text, None, None, None, "en", None, ()))
    with Path(mapping).open("w", encoding="utf-8") as out:
        for number, group in enumerate(stories(documents)):
            for name in (n for d in group for n in names[d]):
                out.write(json.dumps({"id": name, "incident": f"s{number}"}) + "\n")


if __name__ == "__main__":
    main(*sys.argv[1:])
