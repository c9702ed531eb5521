"""Whether a word that the lexicon takes for an event word tells of an event where it stands: a trained classifier.

The lexicon settles what it has conditions for; the classifier (multinomial logistic regression over hashed features of
the word, its arguments and its sentence) refuses what reads like sport, business, films, weather or a figure of speech.
Weights, what they were trained on and how well they do stand in `model/` beside this module.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from io import BytesIO
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from firsthand.extract.events import nominal
from firsthand.extract.events.page import Page
from firsthand.extract.events.words import Trigger
from firsthand.extract.language.layer import Argument, Frame, Sentence, Token
from firsthand.model import Span
from firsthand.reference.background import background
from firsthand.reference.word_classes import word_class

BITS = 16
NO_EVENT = "none"
# probability of "no event" from which a word is refused; the fewer examples of a type, the surer
REFUSED = {"ASSAULT": 0.75, "COERCE": 0.9, "PROTEST": 0.9, "MOBILIZE": 0.95, "RETREAT": 0.95}
CONTENT = frozenset({"NOUN", "VERB", "ADJ", "PROPN"})
NEAR = 6  # words on either side that count as near


@dataclass(frozen=True, slots=True)
class Model:
    """`rows[feature, label]` are the weights; the labels are "none" and PLOVER's types."""

    labels: tuple[str, ...]
    rows: NDArray[np.float32]

    def probabilities(self, found: Sequence[str]) -> NDArray[np.float32]:
        """How likely each label is, given the features."""
        scores = self.rows[hashed(found)].sum(axis=0)
        scores = np.exp(scores - scores.max())
        return scores / scores.sum()


@cache
def load() -> Model | None:
    """The shipped model; None where the package was built without one."""
    file = files("firsthand.extract.events").joinpath("model/weights.npz")
    return read(file.read_bytes()) if file.is_file() else None


def read(data: bytes) -> Model:
    """A model from the bytes that `train.events` wrote: the rows that matter, in 1/scale steps of eight bits."""
    with np.load(BytesIO(data)) as a:
        rows = np.zeros((2**BITS, len(a["labels"])), np.float32)
        rows[a["index"]] = a["values"].astype(np.float32) * a["scale"]
        return Model(tuple(str(label) for label in a["labels"]), rows)


def kept(page: Page, triggers: list[Trigger], *, after_attack: bool = False) -> list[Trigger]:
    """The triggers that tell of an event where they stand; all of them where no model ships.

    `after_attack`: what needs an attack before it ("the driver died") has one, and is taken by the lexicon's word.
    """
    model = load()
    if model is None:
        return triggers
    taken = [t for t in triggers if (after_attack and t.sense.weak) or not refuses(model, page, t)]
    return [t for t in triggers if t in taken or _is_cost(page, t) or any(_is_doer(act, t) for act in taken)]


def _is_cost(page: Page, harm: Trigger) -> bool:
    """Whether a war, an uprising did the harm: "the conflict has killed more than 20,000 people"."""
    doer = harm.argument("agent") if harm.sense.tells == "harm" else None
    head = page.token(doer.head) if doer is not None else None
    return head is not None and head.lemma.lower() in background().lasting


def _is_doer(act: Trigger, harm: Trigger) -> bool:
    """Whether an attack that is one did the harm: "a bomb blast killed the owner"."""
    doer = harm.argument("agent")
    attack = act.noun and act.sense.type == "ASSAULT" and act.sense.tells in ("attack", "blast", "clash")
    return attack and harm.sense.tells == "harm" and doer is not None and doer.head.overlaps(act.span)


def refuses(model: Model, page: Page, trigger: Trigger) -> bool:
    """Whether the model takes the word for no event. Words between parties are left to the lexicon."""
    threshold = REFUSED.get(trigger.sense.type or "")
    if threshold is None or trigger.sense.sure:
        return False
    none = model.labels.index(NO_EVENT)
    return bool(model.probabilities(features(page, trigger))[none] >= threshold)


def hashed(found: Sequence[str]) -> NDArray[np.int64]:
    """The rows of the features."""
    return np.fromiter((crc32(f.encode()) & (2**BITS - 1) for f in found), np.int64, len(found))


def features(page: Page, trigger: Trigger) -> list[str]:
    """What the classifier sees of a word, as strings."""
    return list(dict.fromkeys(_features(page, trigger)))


def _features(page: Page, trigger: Trigger) -> Iterator[str]:
    word = f"{trigger.lemma}/{'n' if trigger.noun else 'v'}"
    wide, narrow = classes(trigger.lemma.split(" ")[0])
    yield from ("bias", f"l={word}", f"t={trigger.sense.type}", f"lt={word}/{trigger.sense.type}/{trigger.sense.mode}")
    yield from (f"w={wide}", f"n={narrow}")
    for name in ("agent", "patient"):
        if name not in trigger.arguments:
            yield from (f"no:{name}", f"{word}|no:{name}")
    for name, arguments in trigger.arguments.items():
        for argument in arguments[:2]:
            for seen in _of_argument(page, trigger.sentence, argument):
                yield from (f"{name}:{seen}", f"{word}|{name}:{seen}", f"{wide}|{name}:{seen}")
    yield from _of_modifiers(trigger, word)
    yield from _of_verb(trigger, word)
    yield from _of_sentence(page, trigger, word)


def _of_argument(page: Page, sentence: Sentence, argument: Argument) -> Iterator[str]:
    token = page.token(argument.head)
    if token is None:
        return
    wide, narrow = classes(token.text)
    kind = _party(page, argument.head)
    name = next((n.label for n in sentence.names if n.span.overlaps(argument.head)), "")
    yield from (f"l={token.lemma.lower()}", f"w={wide}", f"n={narrow}", f"k={kind or name or token.pos}")


def _party(page: Page, head: Span) -> str:
    """The kind of party at a word."""
    return next((m.party.kind for m in page.parties_at(head)), "")


def _of_modifiers(trigger: Trigger, word: str) -> Iterator[str]:
    for token in trigger.modifiers[-3:]:
        wide, narrow = classes(token.text)
        yield from (f"m={token.lemma.lower()}", f"m:n={narrow}", f"{word}|m:w={wide}")
    yield f"d={trigger.determiner}"


def _of_verb(trigger: Trigger, word: str) -> Iterator[str]:
    """Tense, modal and relation of the predicate; the verb that lends a noun its arguments or governs it."""
    frame = trigger.frame or trigger.light
    if frame is not None:
        yield from _of_frame(frame)
    if trigger.noun:
        governor = trigger.light or nominal.governor(trigger.sentence, trigger.span)
        if governor is not None:
            wide, narrow = classes(governor.lemma.split(" ")[0])
            yield from (f"g={governor.lemma.lower()}", f"g:n={narrow}", f"{word}|g:w={wide}")


def _of_frame(frame: Frame) -> Iterator[str]:
    yield from (f"tense={frame.tense}", f"modal={frame.modal}", f"voice={frame.voice}", f"rel={frame.relation}")
    if frame.negated:
        yield "negated"


def _of_sentence(page: Page, trigger: Trigger, word: str) -> Iterator[str]:
    """The classes of the words around: what the sentence is about."""
    tokens = trigger.sentence.tokens
    yield f"block={trigger.sentence.block.kind}"
    at = next((i for i, t in enumerate(tokens) if t.span.start >= trigger.span.start), 0)
    for number, token in enumerate(tokens):
        if token.pos in CONTENT and not token.span.overlaps(trigger.span):
            wide, narrow = classes(token.text)
            yield from (f"s:n={narrow}", f"s:w={wide}")
            if abs(number - at) <= NEAR:
                yield from (f"c:n={narrow}", f"{word}|c:w={wide}", f"c:l={token.lemma.lower()}")
    yield from _neighbours(page, trigger.span, word)


def _neighbours(page: Page, span: Span, word: str) -> Iterator[str]:
    before, after = page.before(span.start, 1), page.after(span.end, 1)
    for name, found in (("-", before), ("+", after)):
        token: Token | None = found[0] if found else None
        text = token.text.lower() if token else ""
        yield from (f"{name}1={text}", f"{word}|{name}1={text}")


def classes(word: str) -> tuple[int, int]:
    """Wide and narrow class, noughts for words that are not listed."""
    return word_class(word) or (-1, -1)
