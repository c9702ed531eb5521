"""The training loop: epochs with a falling learning rate, a checkpoint after each, resumable from the last."""

import json
import random
import shutil
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import structlog

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.training import Example

log = structlog.get_logger()

FIRST_RATE, LAST_RATE, WARM_UP = 0.001, 0.00005, 250


@dataclass(frozen=True, slots=True)
class Plan:
    """How one stage is trained; `score` names the figure that picks the best epoch."""

    epochs: int
    score: str
    batch_words: int = 800
    dropout: float = 0.15
    seed: int = 20


def train(
    nlp: "Language",
    examples: Callable[[random.Random], list["Example"]],
    dev: Sequence["Example"],
    plan: Plan,
    folder: Path,
) -> Path:
    """Trains and returns the folder of the best epoch's (averaged) pipeline.

    `examples` gives one epoch's examples, freshly varied. `folder` holds `last` (to resume from), `best` and
    `state.json`; where `state.json` exists, training goes on after the epoch that it names.
    """
    folder.mkdir(parents=True, exist_ok=True)
    state = _state(folder)
    if state["epoch"]:
        nlp.from_disk(folder / "last", exclude=["tokenizer"])
    optimizer = _optimizer()
    for epoch in range(state["epoch"], plan.epochs):
        started = time.time()
        losses = _epoch(nlp, examples, plan, epoch, optimizer)
        with nlp.use_params(optimizer.averages or {}):
            scores = nlp.evaluate(list(dev))
            if scores[plan.score] >= state["score"]:
                state["score"] = scores[plan.score]
                _save(nlp, folder / "best")
        _save(nlp, folder / "last")
        state["epoch"] = epoch + 1
        (folder / "state.json").write_text(json.dumps(state))
        log.info("epoch", n=epoch + 1, seconds=round(time.time() - started), **_figures(scores), losses=losses)
    return folder / "best"


def _state(folder: Path) -> dict:
    path = folder / "state.json"
    return json.loads(path.read_text()) if path.exists() else {"epoch": 0, "score": 0.0}


def _optimizer():
    from thinc.api import Adam

    return Adam(FIRST_RATE, L2=0.01, L2_is_weight_decay=True, grad_clip=1.0, use_averages=True)


def _epoch(nlp: "Language", examples: Callable, plan: Plan, epoch: int, optimizer) -> dict[str, int]:
    from spacy.training.batchers import minibatch_by_words
    from thinc.api import fix_random_seed

    fix_random_seed(plan.seed + epoch)  # so that a resumed run deals the same epochs
    dice = random.Random(plan.seed + epoch)
    rows = examples(dice)
    dice.shuffle(rows)
    batches = [list(batch) for batch in minibatch_by_words(rows, size=plan.batch_words)]
    losses: dict[str, float] = {}
    for index, batch in enumerate(batches):
        optimizer.learn_rate = _rate(epoch * len(batches) + index, plan.epochs * len(batches))
        nlp.update(batch, sgd=optimizer, drop=plan.dropout, losses=losses)
    return {name: round(loss) for name, loss in losses.items()}


def _rate(step: int, steps: int) -> float:
    """A short warm-up, then a straight line down."""
    if step < WARM_UP:
        return FIRST_RATE * (step + 1) / WARM_UP
    return max(LAST_RATE, FIRST_RATE * (1 - step / steps))


def _save(nlp: "Language", folder: Path) -> None:
    """Writes beside, then swaps: a killed run leaves the former checkpoint whole."""
    fresh = folder.with_name(folder.name + ".new")
    nlp.to_disk(fresh)
    if folder.exists():
        shutil.rmtree(folder)
    fresh.rename(folder)


def _figures(scores: dict) -> dict[str, float]:
    names = ("tag_acc", "pos_acc", "dep_uas", "dep_las", "sents_f", "ents_f", "speed")
    return {name: round(scores[name], 4) for name in names if scores.get(name) is not None}
