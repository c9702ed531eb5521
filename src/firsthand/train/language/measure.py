"""The figures of the model card: trees, tags and names on each development set, by label, in capitals, and speed."""

import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING

from firsthand.extract import language as reading
from firsthand.model import Block, Document, Span
from firsthand.train.language import augment, corpus, entities, marked
from firsthand.train.language.corpus import Row

if TYPE_CHECKING:
    from spacy.language import Language

BORDERS = "firsthand_borders"
SYNTAX = ("token_f", "sents_f", "tag_acc", "pos_acc", "lemma_acc", "dep_uas", "dep_las")
# How text also comes: wire copy, captions and headlines, carelessly typed posts.
STYLES: Mapping[str, Callable[[Row, Random], Row]] = {
    "in capitals": augment.upper,
    "in headline case, no stop": augment.headline,
    "in lower case": augment.lower,
}
# The paragraphs of parse-dev by genre, which the file does not tell: GUM's in its order, then EWT's.
GENRES = {
    "academic": range(10),
    "biography": range(10, 20),
    "court": range(20, 29),
    "interview": range(29, 45),
    "news": range(45, 57),
    "speech": range(57, 72),
    "textbook": range(72, 84),
    "vlog": range(84, 99),
    "voyage": range(99, 110),
    "blog (EWT)": range(110, 154),
    "newsgroup (EWT)": range(154, 218),
}
Found = set[tuple[int, int, int, str]]  # number of the paragraph, characters, label


@dataclass(frozen=True, slots=True)
class Score:
    """Precision, recall and F of exact spans, in percent."""

    precision: float
    recall: float
    f: float

    def __str__(self) -> str:
        return f"{self.f:.1f} (P {self.precision:.1f}, R {self.recall:.1f})"


def score(gold: set, found: set) -> Score:
    right = len(gold & found)
    shares = (right / len(found) if found else 0, right / len(gold) if gold else 0)
    both = 2 * right / (len(gold) + len(found)) if gold or found else 0
    return Score(100 * shares[0], 100 * shares[1], 100 * both)


def syntax(nlp: "Language", rows: Sequence[Row], *, as_read: bool = False) -> dict[str, float]:
    """Scores of the trees of paragraphs, from their raw text.

    The bare pipeline is measured; `as_read` with the program's rule that a sentence needs a mark before it.
    """
    rules = [] if as_read else [name for name in nlp.pipe_names if name == BORDERS]
    with nlp.select_pipes(disable=rules):
        scores = nlp.evaluate([corpus.example(row, nlp) for row in rows])
    return {name: 100 * scores[name] for name in SYNTAX if scores.get(name) is not None}


def names(nlp: "Language", rows: Iterable[Row]) -> tuple[Found, Found]:
    """Gold and found names of the recogniser alone, labels as in the corpora."""
    gold: Found = set()
    found: Found = set()
    for number, row in enumerate(rows):
        example = corpus.example(row, nlp)
        gold |= {(number, e.start_char, e.end_char, e.label_) for e in example.reference.ents}
        found |= {(number, e.start_char, e.end_char, e.label_) for e in nlp(example.reference.text).ents}
    return gold, found


def read_names(nlp: "Language", rows: Sequence[Row]) -> tuple[Found, Found]:
    """Gold and found names as the neutral layer gives them after the vote (MISC is none of the labels asked for)."""
    gold: Found = set()
    found: Found = set()
    documents = [_document(corpus.text(row)) for row in rows]
    for number, (_, sentences) in enumerate(reading.sentences_of(documents, nlp)):
        spans = corpus.example(rows[number], nlp).reference.ents
        gold |= {(number, e.start_char, e.end_char, _layer_label(e.label_)) for e in spans}
        named = (name for sentence in sentences for name in sentence.names if name.label != "MISC")
        found |= {(number, name.span.start, name.span.end, name.label) for name in named}
    return gold, found


def heads(nlp: "Language", lines: Sequence[marked.Line]) -> tuple[Found, Found, Score]:
    """Gold and found names of headlines, captions or datelined openings after the vote, and the score of sentences."""
    gold: Found = set()
    found: Found = set()
    borders: tuple[set, set] = set(), set()
    for number, (_, sentences) in enumerate(reading.sentences_of([_document(line.text) for line in lines], nlp)):
        gold |= {(number, start, end, _layer_label(label)) for start, end, label in lines[number].names}
        named = (name for sentence in sentences for name in sentence.names if name.label != "MISC")
        found |= {(number, name.span.start, name.span.end, name.label) for name in named}
        borders[0].update((number, *border) for border in lines[number].sentences)
        borders[1].update((number, sentence.span.start, sentence.span.end) for sentence in sentences)
    return gold, found, score(*borders)


def _document(text: str) -> Document:
    return Document("", text, None, None, None, "en", None, (Block(Span(0, len(text)), "paragraph"),))


def _layer_label(label: str) -> str:
    return "PLACE" if label == "LOC" else label


def by_label(gold: Found, found: Found) -> Iterator[tuple[str, Score]]:
    """Each label's score, the most frequent first."""
    for label, _ in Counter(item[3] for item in gold).most_common():
        yield label, score({g for g in gold if g[3] == label}, {f for f in found if f[3] == label})


def untyped(found: Found) -> set:
    return {item[:3] for item in found}


def only(found: Found, labels: set[str]) -> Found:
    return {item for item in found if item[3] in labels}


def speed(nlp: "Language", texts: list[str]) -> float:
    """Tokens per second of processor time on one core, from text to sentences with names and frames."""
    documents = [_document(text) for text in texts]
    list(reading.sentences_of(documents[:5], nlp))  # tables and caches
    started = time.process_time()
    count = sum(len(sentence.tokens) for _, each in reading.sentences_of(documents, nlp) for sentence in each)
    return count / (time.process_time() - started)


def table(nlp: "Language", data: Path, own: Path | None = None) -> Iterator[str]:
    """The lines of the card's table, in Markdown; `own` is the folder of the project's held-back sets of names."""
    yield "| set | what | figure |"
    yield "|---|---|---|"
    dev = corpus.read(data / "parse-dev.spacy", nlp)
    yield from _figures("parse-dev", syntax(nlp, dev))
    yield from _figures("parse-dev as the program reads it", syntax(nlp, dev, as_read=True))
    for title, style in STYLES.items():
        yield from _figures(f"parse-dev {title}", syntax(nlp, [style(row, Random(0)) for row in dev]))
    for genre, part in GENRES.items():
        yield _brief(f"parse-dev: {genre}", syntax(nlp, [dev[number] for number in part]))
    gmb = names(nlp, corpus.read(data / "gmb-dev.spacy", nlp))
    yield from _rows("gmb-dev (silver)", *gmb)
    gold, found = names(nlp, corpus.read(data / "uner-ewt-dev.spacy", nlp))
    yield from _rows("uner-ewt-dev", gold, only(found, {"PERSON", "ORG", "LOC"}))
    if own is not None:
        yield from _own(nlp, own)
    texts = [corpus.text(row) for row in corpus.read(data / "gmb-dev.spacy", nlp)]
    yield f"| gmb-dev | tokens per CPU second | {speed(nlp, texts):,.0f} |"


def _own(nlp: "Language", folder: Path) -> Iterator[str]:
    rows = list(entities.paragraphs(folder / "conflict_test.jsonl", nlp))
    yield from _rows("own conflict test, after the vote", *read_names(nlp, rows))
    for title, style in STYLES.items():
        found = read_names(nlp, [style(row, Random(0)) for row in rows])
        yield f"| own conflict test {title} | typed | {score(*found)} |"
    lines = list(marked.lines(folder / "heads.txt"))
    for kind in dict.fromkeys(line.kind for line in lines):
        gold, found, sentences = heads(nlp, [line for line in lines if line.kind == kind])
        yield f"| own {kind}s, after the vote | typed | {score(gold, found)} |"
        yield f"| own {kind}s, after the vote | untyped | {score(untyped(gold), untyped(found))} |"
        yield f"| own {kind}s | sentences | {sentences} |"


def _figures(title: str, scores: dict[str, float]) -> Iterator[str]:
    return (f"| {title} | {name} | {value:.1f} |" for name, value in scores.items())


def _brief(title: str, scores: dict[str, float]) -> str:
    return f"| {title} | LAS, UAS, UPOS | {scores['dep_las']:.1f}, {scores['dep_uas']:.1f}, {scores['pos_acc']:.1f} |"


def _rows(title: str, gold: Found, found: Found) -> Iterator[str]:
    yield f"| {title} | typed | {score(gold, found)} |"
    yield f"| {title} | untyped | {score(untyped(gold), untyped(found))} |"
    for label, figure in by_label(gold, found):
        yield f"| {title} | {label} | {figure} |"
