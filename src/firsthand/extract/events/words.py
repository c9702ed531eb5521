"""An event word with what stands around it: before its sense is chosen, and after."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from firsthand.extract.language.layer import Argument, Frame, Sentence, Token
from firsthand.model import Span
from firsthand.reference import lexicon
from firsthand.reference.lexicon import Sense

Arguments = Mapping[str, tuple[Argument, ...]]


@dataclass(frozen=True, slots=True)
class Trigger:
    """An event word: `span` is the word (with its particle), `light` the verb that lends it arguments, if any."""

    sentence: Sentence
    span: Span
    lemma: str
    sense: Sense
    arguments: Arguments
    modifiers: tuple[Token, ...] = ()
    frame: Frame | None = None
    light: Frame | None = None
    noun: bool = False
    determiner: str | None = None

    @property
    def frames(self) -> tuple[Frame, ...]:
        return tuple(f for f in (self.frame, self.light) if f is not None)

    def argument(self, name: str) -> Argument | None:
        return next(iter(self.arguments.get(name, ())), None)


@dataclass(slots=True)
class Candidate:
    """A word that may tell of an event, before its sense is chosen."""

    span: Span
    lemma: str
    pos: lexicon.Pos
    arguments: dict[str, tuple[Argument, ...]]
    frame: Frame | None = None
    light: Frame | None = None
    modifiers: tuple[Token, ...] = ()
    determiner: str | None = None
    extra: dict[str, frozenset[str]] = field(default_factory=dict)


def of_frame(frame: Frame) -> dict[str, tuple[Argument, ...]]:
    """A frame's arguments by name: agent, patient, recipient, and the prepositions of its obliques."""
    found: dict[str, tuple[Argument, ...]] = {}
    for name, argument in (("agent", frame.agent), ("patient", frame.patient), ("recipient", frame.recipient)):
        if argument is not None:
            found[name] = (argument,)
    patient = frame.patient
    if frame.pos == "NOUN" and patient is not None and patient.preposition:
        found[patient.preposition] = (found.pop("patient")[0],)
    for oblique in frame.obliques:
        name = "from" if oblique.preposition == "out of" else (oblique.preposition or "").split(" ")[0]
        found[name] = (*found.get(name, ()), oblique)
    return found
