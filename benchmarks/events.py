"""CPU time of each step on sample reports, beside that of the bare language pipeline on the same text.

Usage: python benchmarks/events.py [DOCUMENTS]

The line to hold: parties, events (with their tolls) and measures together take no more than the bare pipeline, which is
spaCy's own components without what the project makes of their trees.
"""

import os
import sys
import time
from collections import defaultdict
from collections.abc import Iterable
from typing import Any

os.environ["OPENBLAS_NUM_THREADS"] = "1"  # as the command does: threads that wait for one another count as time

from add import varied

from firsthand.extract import language, pipeline
from firsthand.extract.language import normal
from firsthand.model import Block, Document, Span, text_id

COUNTED = ("parties", "events", "measures")


def document(text: str) -> Document:
    """A text with its paragraphs as blocks."""
    blocks, at = [], 0
    for part in text.split("\n\n"):
        blocks.append(Block(Span(at, at + len(part)), "paragraph"))
        at += len(part) + 2
    return Document(text_id(text), text, None, None, None, "en", None, tuple(blocks))


def bare(documents: Iterable[Document], nlp: Any) -> tuple[float, int]:
    """CPU seconds of the pipeline's components on the documents' passages, and the words read."""
    passages = [p.text for d in documents for b in d.blocks for p in normal.passages(d.text, b.span.start, b.span.end)]
    start = time.process_time()
    words = sum(len(doc) for doc in nlp.pipe(passages, batch_size=64))
    return time.process_time() - start, words


def steps(documents: list[Document], model: pipeline.Model) -> dict[str, float]:
    """CPU seconds of each step, the language pipeline with all that is made of its trees as "sentences"."""
    spent: defaultdict[str, float] = defaultdict(float)
    start = time.process_time()
    read = list(language.sentences_of(documents, model.nlp))
    spent["sentences"] = time.process_time() - start
    for doc, sentences in read:
        layers: dict[str, Any] = {"document": doc, "sentences": sentences, "gazetteer": model.gazetteer}
        layers["actors"] = model.actors
        for step in pipeline.STEPS:
            start = time.process_time()
            layers[step.gives] = step.fn(*(layers[n] for n in step.needs))
            spent[step.gives] += time.process_time() - start
    return spent


def main() -> None:
    number = int(sys.argv[1]) if len(sys.argv) > 1 else 60
    documents = [document(r["text"]) for r in varied(number)]
    model = pipeline.load()
    steps(documents[:5], model)  # tables are loaded once
    seconds, words = bare(documents, model.nlp)
    spent = steps(documents, model)
    print(f"{len(documents)} documents, {words} words; bare pipeline {seconds:.2f} s of CPU, {words / seconds:.0f}/s")
    for name, each in sorted(spent.items(), key=lambda item: -item[1]):
        print(f"  {name:14} {each:6.2f} s  {100 * each / seconds:5.1f} %")
    ours = sum(spent[name] for name in COUNTED)
    print(f"parties, events, measures: {100 * ours / seconds:.1f} % of the bare pipeline")


if __name__ == "__main__":
    main()
