"""When a country or its capital is an actor: where it does something or has something done to it, not as a place."""

from firsthand.extract.parties.dictionary import Match
from firsthand.extract.parties.draft import Scene
from firsthand.model import Span
from firsthand.reference.actor_words import words

PLACE_PREPOSITIONS = words("place_prepositions")
PARTY_PREPOSITIONS = words("party_prepositions")
DONE_TO_STATES = words("done_to_states")
RIVERS = words("rivers")
WITHIN = frozenset("in inside within at near across around outside through throughout".split())


def acts(scene: Scene, m: Match) -> bool:
    """A state or its capital stands for the government where it does something or has something done to it."""
    words = scene.line.words
    before, following = _preposition(scene, m), words[m.end] if m.end < len(words) else None
    if before in PLACE_PREPOSITIONS or words[m.end - 1].after:
        return words[m.end - 1].after == "s" and _owns_event(scene, m)
    if following and following.tag.startswith(("NN", "JJ", "CD")) and not following.verb:
        return _does(scene, m)
    if before in PARTY_PREPOSITIONS:
        return not {"border", "frontier"}.intersection(scene.norms(max(0, m.start - 3), m.start))
    span = Span(words[m.start].start, words[m.end - 1].end)
    return (
        is_agent(scene, span)
        or _is_patient(scene, span)
        or bool(following and following.verb and following.tag != "VBN")
    )


def is_river(scene: Scene, m: Match) -> bool:
    """ "The Niger burst its banks": no state."""
    words = scene.line.words
    return words[m.start].norm in RIVERS and m.start > 0 and words[m.start - 1].norm == "the"


def stands_for_itself(scene: Scene, m: Match) -> bool:
    """A land of the user's own is a party but where something is only in it: "in Gondor", not "to Gondor"."""
    return _preposition(scene, m) not in WITHIN or acts(scene, m)


def _preposition(scene: Scene, m: Match) -> str:
    """The word before the name, articles and other names joined to it left out."""
    words, i = scene.line.words, m.start - 1
    while i >= 0 and (words[i].norm in ("the", "and", "or") or words[i].text == "," or scene.match_at(i)):
        i -= 1
    return words[i].norm if i >= 0 else ""


def _owns_event(scene: Scene, m: Match) -> bool:
    span = scene.line.span(m.start, m.end)
    return any(f.pos == "NOUN" and f.agent and f.agent.span.contains(span) for f in scene.line.sentence.frames)


def _does(scene: Scene, m: Match) -> bool:
    """ "U.S. airstrikes": a state by its name before what it did, and before nothing else."""
    span = scene.line.span(m.start, m.end)
    return any(f.pos == "NOUN" and f.agent and f.agent.head == span for f in scene.line.sentence.frames)


def is_agent(scene: Scene, span: Span) -> bool:
    return any(f.agent and f.agent.head.overlaps(span) for f in scene.line.sentence.frames)


def _is_patient(scene: Scene, span: Span) -> bool:
    frames = scene.line.sentence.frames
    return any(f.patient and f.patient.head.overlaps(span) and f.lemma in DONE_TO_STATES for f in frames)
