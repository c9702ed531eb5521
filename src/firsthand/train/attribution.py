"""Training of the attribution tagger from texts in which every attribution is marked (PolNeAR's form).

A row is `{"text", "attributions": [{"source", "cue", "content": [[start, end], …]}], "discard": [[start, end], …]}`.
What ships is weights; no text of the training data is kept.
"""

import gzip
import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from io import BytesIO
from pathlib import Path
from typing import Any
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from firsthand.extract.attribution.argumentfeatures import FRAMES_ONLY, argument_table
from firsthand.extract.attribution.choice import Judge
from firsthand.extract.attribution.crf import Doubles, Weights, batch
from firsthand.extract.attribution.cuefeatures import WORDS_ONLY, cue_table
from firsthand.extract.attribution.cuepieces import cue_piece_table, cue_pieces, likely
from firsthand.extract.attribution.features import BITS, Words, words
from firsthand.extract.attribution.piecefeatures import piece_table
from firsthand.extract.attribution.quotes import paragraphs
from firsthand.extract.attribution.tagger import Model, candidates, cues_of
from firsthand.extract.attribution.view import View
from firsthand.extract.language import Sentence, sentences_of
from firsthand.model import Block, Document, Span, text_id
from firsthand.train import crf, judge

CUE_STEPS = np.array([[1, 1, 0], [1, 1, 1], [1, 1, 1]], bool)  # from O B I
ARGUMENT_STEPS = np.array(
    [[1, 1, 0, 1, 0], [1, 1, 1, 1, 0], [1, 1, 1, 1, 0], [1, 1, 0, 1, 1], [1, 1, 0, 1, 1]], bool
)  # from O BS IS BC IC
SMALLEST = 0.03  # weights below are left out of what ships: no change of F1 on the development articles


@dataclass(frozen=True, slots=True)
class Sight:
    """Which columns of a table one of several chains sees, and how it is trained. What ships is the chains' mean."""

    columns: slice
    options: crf.Options


CUES = (
    Sight(slice(WORDS_ONLY), crf.Options(epochs=5, drop=0.2, seed=2)),
    Sight(slice(None), crf.Options(epochs=5, drop=0.3)),
    Sight(slice(None), crf.Options(epochs=5, drop=0.4, seed=4)),
)
HALF = (Sight(slice(None), crf.Options(epochs=5, drop=0.3)),)
HALF_ARGUMENTS = (Sight(slice(None), crf.Options(epochs=4, drop=0.3)),)
ARGUMENTS = (
    Sight(slice(FRAMES_ONLY), crf.Options(epochs=4, drop=0.2, seed=2)),
    Sight(slice(None), crf.Options(epochs=4, drop=0.3)),
)


@dataclass(frozen=True, slots=True)
class Example:
    """A marked text as the tagger sees it."""

    words: Words
    gold: list[dict[str, list[tuple[int, int]]]]  # by role: first word and last word + 1
    skip: NDArray[np.bool_]  # words of paragraphs that the annotators left out


def rows_of(path: Path, without: frozenset[str] = frozenset()) -> list[dict[str, Any]]:
    """The rows of a JSON Lines file, second annotators and the ids in `without` left out."""
    opener = gzip.open if path.suffix == ".gz" else open
    with opener(path, "rt", encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    return [r for r in rows if r.get("primary") is not False and r["id"] not in without]


def document(row: dict[str, Any]) -> Document:
    """A row's text with its lines as paragraphs."""
    text = row["text"]
    blocks = tuple(Block(span, "paragraph") for span in paragraphs(text, (Span(0, len(text)),)))
    return Document(text_id(text), text, None, None, str(row["id"]), "en", None, blocks)


def parsed(rows: Sequence[dict[str, Any]], nlp: Any) -> list[tuple[Document, tuple[Sentence, ...]]]:
    """The rows' texts, read by the language pipeline."""
    return list(sentences_of([document(r) for r in rows], nlp))


def example(row: dict[str, Any], doc: Document, sentences: tuple[Sentence, ...]) -> Example:
    """The row with its marks moved from characters to words."""
    view = View(doc, sentences)
    seen = words(view)
    skip = np.zeros(len(seen.tokens), bool)
    for start, end in row.get("discard") or []:
        first, last = place(view, start, end)
        skip |= np.isin(seen.paragraph, seen.paragraph[first:last])
    gold = [
        {role: [place(view, s, e) for s, e in a.get(role) or []] for role in ("source", "cue", "content")}
        for a in row["attributions"]
    ]
    return Example(seen, [g for g in gold if g["cue"] and g["cue"][0][0] < g["cue"][0][1]], skip)


def place(view: View, start: int, end: int) -> tuple[int, int]:
    """The words of characters [start, end): first and last + 1."""
    while start < end and view.text[start].isspace():
        start += 1
    while end > start and view.text[end - 1].isspace():
        end -= 1
    return view.index(start), view.index(end - 1) + 1


def cue_labels(each: Example) -> NDArray[np.int64]:
    """O, B or I for each word."""
    out = np.zeros(len(each.words.tokens), np.int64)
    for gold in each.gold:
        for first, last in gold["cue"]:
            out[first:last] = 2
            out[first] = 1
    return out


def argument_labels(each: Example, cue: int, word: NDArray[np.int64]) -> NDArray[np.int64]:
    """O, BS, IS, BC or IC for each word of a cue's paragraph."""
    out = np.zeros(len(word), np.int64)
    at = word[0]
    for role, begin in (("content", 3), ("source", 1)):
        for first, last in each.gold[cue][role]:
            first, last = max(first - at, 0), min(last - at, len(out))
            if first < last:
                out[first:last] = begin + 1
                out[first] = begin
    return out


Seen = tuple[list[tuple[int, int]], Doubles]  # cues and their chances, as `cues_of` gives them


@dataclass(frozen=True, slots=True)
class Shelf:
    """Where finished chains are put by, so that a training that was broken off goes on where it stood."""

    folder: Path
    tell: Callable[[str], None]

    def chain(self, name: str, task: crf.Task, options: crf.Options) -> Weights:
        """The chain of that name for this task and these options: as it was put by, else trained now."""
        path = self.folder / f"{name}-{_digest(task, options)}.npz"
        if path.is_file():
            return _taken(path, task)
        found = crf.train(task, options, lambda epoch: self.tell(f"{name}: epoch {epoch} of {options.epochs}"))
        self.folder.mkdir(parents=True, exist_ok=True)
        index = np.flatnonzero(found.rows.any(axis=1))
        np.savez(path, index=index, values=found.rows[index], steps=found.steps, first=found.first)
        return found

    def mean(self, name: str, task: crf.Task, sights: Sequence[Sight]) -> Weights:
        """The mean of chains that see more or less of the words: one chain, steadier on texts of another kind."""
        found = []
        for number, sight in enumerate(sights, 1):
            seen = replace(task, rows=np.ascontiguousarray(task.rows[:, sight.columns]))
            found.append(self.chain(f"{name}-{number}", seen, sight.options))
        rows, steps, first = (
            np.asarray(np.mean([getattr(w, part) for w in found], axis=0, dtype=np.float32))
            for part in ("rows", "steps", "first")
        )
        return Weights(rows, steps, first)


def _digest(task: crf.Task, options: crf.Options) -> str:
    """A name for what goes into a chain."""
    sums = [crc32(np.ascontiguousarray(x).data) for x in (task.rows, task.labels, task.sequences.words)]
    return f"{crc32(repr((sums, options, crf.LEAST)).encode()):08x}"


def _taken(path: Path, task: crf.Task) -> Weights:
    with np.load(path) as a:
        rows = np.zeros((2**BITS, len(task.allowed)), np.float32)
        rows[a["index"]] = a["values"]
        return Weights(rows, a["steps"], a["first"])


def cue_task(examples: Iterable[Example]) -> crf.Task:
    """What the chain that finds cues learns."""
    tables, labels, groups = [], [], []
    for n, each in enumerate(examples):
        keep = ~each.skip
        tables.append(cue_table(each.words)[keep])
        labels.append(cue_labels(each)[keep])
        groups.append(each.words.paragraph[keep] + n * 10_000)
    return crf.Task(np.concatenate(tables), np.concatenate(labels), batch(np.concatenate(groups)), CUE_STEPS)


def seen_cues(examples: Sequence[Example], halves: Sequence[Weights]) -> tuple[Judge, list[Seen]]:
    """The judge of cues, and the cues that chain and judge find in texts that they were not trained on: those of each
    half by those of the other half.

    With the marked cues in their place the second chain would rely on cues that nobody shows it in new texts.
    """
    variants = [likely(cue_pieces(each.words, halves[i % 2])) for i, each in enumerate(examples)]
    tables = [cue_piece_table(each.words, its) for each, its in zip(examples, variants, strict=True)]
    labels = [judge.right_cues(its, e.gold, e.skip) for e, its in zip(examples, variants, strict=True)]
    others = [judge.train(tables[1 - h :: 2], labels[1 - h :: 2], judge.Options()) for h in (0, 1)]
    seen = [cues_of(e.words, its, others[i % 2]) for i, (e, its) in enumerate(zip(examples, variants, strict=True))]
    return judge.train(tables, labels, judge.Options()), seen


def argument_task(examples: Iterable[Example], seen: Iterable[Seen]) -> crf.Task:
    """What the chain that finds a cue's source and content learns: the marked cues among those `seen`."""
    tables, labels, groups = [], [], []
    for n, (each, (others, _)) in enumerate(zip(examples, seen, strict=True)):
        kept = [i for i, g in enumerate(each.gold) if not each.skip[g["cue"][0][0]]]
        pairs = argument_table(each.words, [each.gold[i]["cue"][0] for i in kept], others)
        bounds = np.searchsorted(pairs.cue, np.arange(len(kept) + 1))
        tables.append(pairs.rows)
        groups.append(pairs.cue + n * 10_000)
        labels += [argument_labels(each, i, pairs.word[bounds[k] : bounds[k + 1]]) for k, i in enumerate(kept)]
    tables = [t for t in tables if len(t)]
    return crf.Task(np.concatenate(tables), np.concatenate(labels), batch(np.concatenate(groups)), ARGUMENT_STEPS)


def train_judge(examples: Iterable[Example], seen: Iterable[Seen], halves: Sequence[Weights]) -> Judge:
    """The judge of pieces, which learns from those of texts that a half's chains were not trained on."""
    tables, labels = [], []
    for i, (each, (cues, sure)) in enumerate(zip(examples, seen, strict=True)):
        if cues:
            its = candidates(each.words, cues, halves[i % 2])
            tables.append(piece_table(each.words, cues, sure, its))
            labels.append(judge.right(its, cues, each.gold, each.skip))
    return judge.train(tables, labels, judge.Options())


def packed(model: Model) -> bytes:
    """The model as it ships: rows that matter, in eight bits."""
    arrays = judge.packed(model.cue_judge, "cue_judge") | judge.packed(model.judge, "judge")
    for name, part in (("cue", model.cue), ("argument", model.argument)):
        index = np.flatnonzero(np.abs(part.rows).max(axis=1) >= SMALLEST).astype(np.int32)
        scale = np.float32(np.abs(part.rows).max() / 127)
        arrays |= {
            f"{name}_shape": np.array(part.rows.shape),
            f"{name}_gaps": np.diff(index, prepend=0).astype(np.uint16),
            f"{name}_values": np.round(part.rows[index] / scale).astype(np.int8),
            f"{name}_scale": scale,
            f"{name}_steps": part.steps,
            f"{name}_first": part.first,
        }
    out = BytesIO()
    np.savez_compressed(out, **arrays)
    return out.getvalue()


@dataclass(frozen=True, slots=True)
class Plan:
    """What to train on and where to put it. `without` are ids that are never trained on."""

    data: Path
    out: Path
    without: frozenset[str] = frozenset()
    cue: tuple[Sight, ...] = CUES
    half: tuple[Sight, ...] = HALF
    argument: tuple[Sight, ...] = ARGUMENTS
    half_argument: tuple[Sight, ...] = HALF_ARGUMENTS


def build(plan: Plan, nlp: Any, tell: Callable[[str], None] = print) -> Model:
    """Train chains and judge and write `weights.npz` to the plan's folder; the texts are parsed by `nlp`."""
    rows = rows_of(plan.data, plan.without)
    tell(f"{len(rows)} texts")
    return fit(plan, [(row, *read) for row, read in zip(rows, parsed(rows, nlp), strict=True)], tell)


def fit(
    plan: Plan, texts: Iterable[tuple[dict[str, Any], Document, tuple[Sentence, ...]]], tell: Callable[[str], None]
) -> Model:
    """`build` on texts that are parsed already."""
    shelf = Shelf(plan.out / "chains", tell)
    examples = [example(row, doc, sentences) for row, doc, sentences in texts]
    parts = [examples[1 - h :: 2] for h in (0, 1)]  # what the chains that read the texts of half h are trained on
    halves = [shelf.mean(f"cues-without-half-{h}", cue_task(parts[h]), plan.half) for h in (0, 1)]
    cue_judge, seen = seen_cues(examples, halves)
    tasks = [argument_task(parts[h], seen[1 - h :: 2]) for h in (0, 1)]
    halves = [shelf.mean(f"arguments-without-half-{h}", tasks[h], plan.half_argument) for h in (0, 1)]
    judged = train_judge(examples, seen, halves)
    cue = shelf.mean("cues", cue_task(examples), plan.cue)
    argument = shelf.mean("arguments", argument_task(examples, seen), plan.argument)
    model = Model(cue, cue_judge, argument, judged)
    plan.out.mkdir(parents=True, exist_ok=True)
    (plan.out / "weights.npz").write_bytes(packed(model))
    return model
