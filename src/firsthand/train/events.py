"""Training of the classifier of event words (`extract.events.judge`) from reports whose kind is known.

Words are labelled in three ways: by hand (`data/event_words.txt`); as the lexicon reads them, in reports of conflict,
where its reading is nearly always right; and as no event, where the lexicon takes a word for violence in texts on
sport, films, trade, the weather or everyday matters, or refuses it there. What ships is weights; no text is kept.
"""

import gzip
import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from hashlib import md5
from importlib.resources import files
from io import BytesIO
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from firsthand.extract import parties, quantity, when
from firsthand.extract import where as where_
from firsthand.extract.events.judge import BITS, NO_EVENT, REFUSED, Model, features, hashed
from firsthand.extract.events.page import Page
from firsthand.extract.events.triggers import considered
from firsthand.extract.events.words import Trigger
from firsthand.extract.language import Sentence, sentences_of
from firsthand.extract.pipeline import Model as Reader
from firsthand.model import Block, Document, Span, text_id

LABELS = (NO_EVENT, "ASSAULT", "COERCE", "MOBILIZE", "RETREAT", "PROTEST")
BY_HAND = 15.0  # weight of an example labelled by hand: best of 5, 15 and 40 on held-out thirds of them
EVERY = 3  # of the MUC-4 texts, one in three: more teach nothing new
SMALLEST = 0.02  # weights below are left out of what ships
# ECB+ topics on celebrities, sport, trade, films, weather and cables: no event of theirs is violence between parties
PEACEFUL_TOPICS = frozenset("1 4 6 7 9 10 11 20 25 27 28 29 30 31".split())
PEACEFUL_NEWS = frozenset(["f1", "tram", "tram victims", "toberone-gate", "cubs win championship", "china well"])
MATERIAL = (2, 4)  # CAMEO's classes of material cooperation and conflict: what the lexicon reads there is right
PEACEFUL_WEB = ("email", "reviews", "answers")


@dataclass(frozen=True, slots=True)
class Text:
    """A text to learn from: `trust`: the lexicon is right about it; `peaceful`: it tells of no violence.

    In a `general` one the lexicon is right where it refuses a word.
    """

    text: str
    trust: bool = False
    peaceful: bool = False
    general: bool = False
    marked: tuple[tuple[int, int], ...] = ()  # words known to be events; elsewhere nothing is known


@dataclass(frozen=True, slots=True)
class Example:
    """A word's features and its label."""

    rows: NDArray[np.int64]
    label: int
    weight: float


@dataclass(frozen=True, slots=True)
class Options:
    """How the classifier is trained."""

    epochs: int = 8
    size: int = 128
    rate: float = 0.1
    decay: float = 1e-5  # of all weights, each batch
    drop: float = 0.3  # share of features that an example does not show
    seed: int = 1


# ---------------------------------------------------------------- texts


def rows_of(path: Path) -> list[dict[str, Any]]:
    """The rows of a JSON Lines file."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def texts(data: Path) -> Iterator[Text]:
    """What can be learned from the files of a folder of gold data: `events/…` and `factuality/…`."""
    events = data / "events"
    yield from (
        Text(r["text"], trust=bool(r.get("templates"))) for r in rows_of(events / "muc4_train.jsonl.gz")[::EVERY]
    )
    yield from (Text(r["text"], trust=True) for r in rows_of(events / "satp_relevant_train.jsonl.gz"))
    cameo = rows_of(events / "cameo_conflibert_train.jsonl.gz")
    yield from (Text(r["text"], trust=True) for r in cameo if r["class"] in MATERIAL and not kept_aside(r["id"]))
    for row in rows_of(events / "event_location.jsonl.gz"):
        yield Text(row["text"], marked=tuple((v["start"], v["end"]) for v in row["verb"]))
    for row in rows_of(events / "ecbplus_train.jsonl.gz"):
        yield Text(row["text"], peaceful=row["topic"] in PEACEFUL_TOPICS, general=True)
    for row in rows_of(events / "giveme5w1h_gold.jsonl.gz"):
        yield Text(row["text"], peaceful=row["category"] in PEACEFUL_NEWS, general=True)
    for row in rows_of(data / "factuality" / "uds_factuality_train.jsonl.gz"):
        yield Text(row["text"], peaceful=row["doc"].startswith(PEACEFUL_WEB), general=True)


def kept_aside(name: str) -> bool:
    """Whether a CAMEO sentence is only measured: every second one, by a hash of its id."""
    return int(md5(name.encode(), usedforsecurity=False).hexdigest(), 16) % 2 == 1


def by_hand() -> Iterator[tuple[str, str, str]]:
    """The sentences of data/event_words.txt: label, word, sentence."""
    text = files("firsthand.train").joinpath("data/event_words.txt").read_text(encoding="utf-8")
    for line in text.splitlines():
        if line and not line.startswith("#"):
            head, _, sentence = line.partition(" | ")
            label, _, word = head.partition(" ")
            yield label, word, sentence


# ---------------------------------------------------------------- examples


def document(text: str) -> Document:
    """A text with its lines as paragraphs."""
    blocks: list[Block] = []
    at = 0
    for line in text.split("\n"):
        bare = line.strip()
        if bare:
            start = at + line.index(bare)
            blocks.append(Block(Span(start, start + len(bare)), "paragraph"))
        at += len(line) + 1
    return Document(text_id(text), text, None, None, None, "en", None, tuple(blocks))


def page_of(doc: Document, sentences: tuple[Sentence, ...], reader: Reader) -> Page:
    """The document as the event rules see it."""
    named = parties.parties(doc, sentences)
    times = when.times(doc, sentences, when.published(doc, sentences))
    places = where_.locations(where_.places(doc, sentences, named, reader.gazetteer))
    return Page(doc, sentences, named, times, places, quantity.quantities(doc, sentences, times))


def label_of(text: Text, trigger: Trigger, told: bool) -> str | None:
    """The label of a word, `None` where it is not known."""
    kind = trigger.sense.type or ""
    if not told:
        return NO_EVENT if kind in REFUSED and text.general else None
    if kind not in REFUSED:
        return None
    if text.peaceful:
        return NO_EVENT
    marked = any(Span(*m).overlaps(trigger.span) for m in text.marked)
    return kind if text.trust or marked else None


def examples_of(text: Text, page: Page) -> Iterator[Example]:
    """The examples that a text gives."""
    for sentence in page.sentences:
        for trigger, told in considered(page, sentence):
            label = label_of(text, trigger, told)
            if label is not None:
                yield Example(hashed(features(page, trigger)), LABELS.index(label), 1.0)


def examples_by_hand(label: str, word: str, page: Page) -> Iterator[Example]:
    """The example of a marked word, if the lexicon knows the word in a type that is judged."""
    start = page.document.text.find(word)
    for sentence in page.sentences:
        for trigger, _ in considered(page, sentence):
            here = trigger.span.overlaps(Span(start, start + len(word))) and trigger.sense.type in REFUSED
            if here and label in LABELS:
                yield Example(hashed(features(page, trigger)), LABELS.index(label), BY_HAND)
                return


# ---------------------------------------------------------------- fitting


def fit(examples: Sequence[Example], options: Options) -> Model:
    """Weights by stochastic gradients of the log likelihood, with AdaGrad; features are dropped at random."""
    rng = np.random.default_rng(options.seed)
    rows = np.zeros((2**BITS, len(LABELS)), np.float32)
    seen = np.full(rows.shape, 1e-4, np.float32)
    for epoch in range(options.epochs):
        rate = options.rate * (1 - epoch / options.epochs) + 0.005
        order = rng.permutation(len(examples))
        for first in range(0, len(order), options.size):
            batch = [examples[i] for i in order[first : first + options.size]]
            _step(rows, seen, batch, options, rate, rng)
    return Model(LABELS, rows)


def _step(
    rows: NDArray[np.float32],
    seen: NDArray[np.float32],
    batch: Sequence[Example],
    options: Options,
    rate: float,
    rng: np.random.Generator,
) -> None:
    kept = [e.rows[rng.random(len(e.rows)) >= options.drop] for e in batch]
    flat, owner = np.concatenate(kept), np.repeat(np.arange(len(kept)), [len(k) for k in kept])
    scores = np.zeros((len(batch), rows.shape[1]), np.float32)
    np.add.at(scores, owner, rows[flat])
    scores = np.exp(scores - scores.max(axis=1, keepdims=True))
    grad = scores / scores.sum(axis=1, keepdims=True)
    grad[np.arange(len(batch)), [e.label for e in batch]] -= 1
    grad *= np.array([e.weight for e in batch], np.float32)[:, None] / len(batch)
    touched, number = np.unique(flat, return_inverse=True)
    sums = np.zeros((len(touched), rows.shape[1]), np.float32)
    np.add.at(sums, number, grad[owner])
    sums += options.decay * rows[touched]
    seen[touched] += sums * sums
    rows[touched] -= rate * sums / np.sqrt(seen[touched])


def packed(model: Model) -> bytes:
    """The model as it ships: rows that matter, in eight bits."""
    index = np.flatnonzero(np.abs(model.rows).max(axis=1) >= SMALLEST).astype(np.int32)
    scale = np.float32(np.abs(model.rows).max() / 127)
    values = np.round(model.rows[index] / scale).astype(np.int8)
    out = BytesIO()
    np.savez_compressed(out, labels=np.array(model.labels), index=index, values=values, scale=scale)
    return out.getvalue()


@dataclass(frozen=True, slots=True)
class Plan:
    """The folder of gold data, and where the weights go."""

    data: Path
    out: Path
    options: Options = Options()


def build(plan: Plan, reader: Reader, tell: Callable[[str], None] = print) -> Model:
    """Train the classifier and write `weights.npz` to the plan's folder; `reader` parses the texts."""
    taught = [*_by_hand(reader), *_from_texts(texts(plan.data), reader)]
    counts = Counter(LABELS[e.label] for e in taught)
    tell(f"{len(taught)} words: " + ", ".join(f"{n} {label}" for label, n in counts.most_common()))
    model = fit(taught, plan.options)
    plan.out.mkdir(parents=True, exist_ok=True)
    (plan.out / "weights.npz").write_bytes(packed(model))
    return model


def _by_hand(reader: Reader) -> Iterator[Example]:
    marked = list(by_hand())
    read = sentences_of((document(sentence) for _, _, sentence in marked), reader.nlp)
    for (label, word, _), (doc, sentences) in zip(marked, read, strict=True):
        yield from examples_by_hand(label, word, page_of(doc, sentences, reader))


def _from_texts(found: Iterable[Text], reader: Reader) -> Iterator[Example]:
    listed = list(found)
    for text, (doc, sentences) in zip(
        listed, sentences_of((document(t.text) for t in listed), reader.nlp), strict=True
    ):
        yield from examples_of(text, page_of(doc, sentences, reader))
