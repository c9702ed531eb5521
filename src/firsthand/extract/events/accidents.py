"""Harm that nobody did: "a helicopter crashed, killing four", "seven died when two buses collided"."""

from firsthand.extract.events.words import Trigger
from firsthand.extract.language.layer import Frame, Sentence
from firsthand.reference import lexicon

BY = frozenset({None, "when", "after", "as", "while"})  # what leads the clause of the accident


def harmed(trigger: Trigger) -> bool:
    """Whether the harm is told as that of an accident."""
    frame = trigger.frame
    if trigger.sense.tells != "harm" or frame is None or trigger.sense.type != "ASSAULT":
        return False
    return any(_is_how(frame, f) for f in told(trigger.sentence))


def told(sentence: Sentence) -> list[Frame]:
    """The verbs of accident of a sentence; none where it has a word of attack."""
    verbs, attacked = lexicon.accidents()
    found = [f for f in sentence.frames if f.lemma.lower().split(" ")[0] in verbs]
    words = {w for t in sentence.tokens if found for w in (t.lemma.lower(), t.text.lower())}
    return [] if words & attacked else found


def _is_how(harm: Frame, accident: Frame) -> bool:
    """Whether the one clause hangs on the other, or stands beside it."""
    above = harm.governor == accident.trigger and harm.relation in ("adverbial", "conjunct", None)
    return above or (accident.governor == harm.trigger and accident.marker in BY)
