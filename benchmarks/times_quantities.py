"""What the steps for times and quantities reach: the scorers' figures on the development sets, and their speed.

    python benchmarks/times_quantities.py ../shared            # with the shipped pipeline's sentences and tags
    python benchmarks/times_quantities.py ../shared --blank    # without it: blocks and words only

TimeBank and AQUAINT are measured on only; nothing was trained on any of the sets.
"""

import json
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from firsthand.extract import language, quantity, when
from firsthand.extract.language.layer import Sentence, Token
from firsthand.model import Block, Document, Span, When, encode, text_id

SETS = {
    "times": ("time/te3_timebank", "time/te3_aquaint", "time/wikiwars_timex3_train"),
    "quantities": (
        "quantity/newsquant_dev",
        "quantity/spec_currency",
        "quantity/spec_dimension",
        "quantity/spec_age",
        "quantity/spec_temperature",
    ),
}
PARAGRAPH = re.compile(r"\S(?:.|\n(?!\s*\n))*")


def main(argv: list[str]) -> None:
    if len(argv) < 2:
        sys.exit(__doc__)
    shared = Path(argv[1])
    nlp = None if "--blank" in argv else language.load(None)
    for scorer, names in SETS.items():
        for name in names:
            measure(shared, scorer, name, nlp)


def measure(shared: Path, scorer: str, name: str, nlp: Any) -> None:
    """Write readings of one set and run its scorer on them."""
    gold = shared / "gold" / f"{name}.jsonl.gz"
    words, seconds = 0, 0.0
    with tempfile.NamedTemporaryFile("w", suffix=".jsonl", encoding="utf-8") as out:
        for document, sentences in documents(shared, gold, nlp):
            start = time.process_time()
            times = when.times(document, sentences, when.published(document, sentences))
            found = quantity.quantities(document, sentences, times)
            seconds += time.process_time() - start
            words += len(document.text.split())
            mentions = {"times": encode(times), "quantities": encode(found)}
            reading = {"format": "firsthand/reading@1", "document": encode(document), "mentions": mentions}
            out.write(json.dumps(reading) + "\n")
        out.flush()
        print(f"== {name}: {words / seconds:,.0f} words per second", flush=True)
        subprocess.run([sys.executable, shared / "score" / f"{scorer}.py", out.name, gold], check=True)


def documents(shared: Path, gold: Path, nlp: Any) -> Iterator[tuple[Document, tuple[Sentence, ...]]]:
    """The documents of a gold file with their sentences."""
    texts = subprocess.run(
        [sys.executable, shared / "score" / "texts.py", gold], check=True, capture_output=True, text=True
    ).stdout
    found = [document(json.loads(line)) for line in texts.splitlines()]
    if nlp is not None:
        yield from language.sentences_of(found, nlp)
    else:
        yield from ((d, plain(d)) for d in found)


def document(row: dict[str, str]) -> Document:
    text, day = row["text"], row.get("published")
    blocks = tuple(
        Block(Span(m.start(), m.start() + len(m[0].rstrip())), "paragraph") for m in PARAGRAPH.finditer(text)
    )
    given = When(day, day, "day", "given") if day else None
    return Document(text_id(text), text, None, None, row["id"], "en", given, blocks)


def plain(document: Document) -> tuple[Sentence, ...]:
    """A block as one sentence, its words without tags."""
    return tuple(Sentence(b.span, b, words_of(document.text, b.span), (), (), ()) for b in document.blocks)


def words_of(text: str, span: Span) -> tuple[Token, ...]:
    found = re.compile(r"\w+|[^\w\s]").finditer(text, span.start, span.end)
    return tuple(Token(m[0], Span(*m.span()), m[0].lower(), "", "") for m in found)


if __name__ == "__main__":
    main(sys.argv)
