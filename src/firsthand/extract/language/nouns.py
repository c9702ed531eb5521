"""Nouns that name an event, and who takes part in it: "the shelling of X by Y", "X's attack on Y"."""

from dataclasses import dataclass

from firsthand.extract.language import clause as cl
from firsthand.extract.language.lexicon import event_nouns, lexicon
from firsthand.extract.language.tree import Node

MOUNTS = frozenset({"foot", "motorcycle", "motorbike", "horseback", "horse", "camel", "bicycle", "board", "truck"})
NEVER = frozenset({"compound", "flat", "fixed", "goeswith", "nmod:unmarked"})


@dataclass(frozen=True, slots=True)
class Parts:
    """Agent and patient of an event noun; `by` where the agent stands in a by-phrase."""

    agent: Node | None = None
    patient: Node | None = None
    by: bool = False


def is_event(node: Node) -> bool:
    """A noun of the list, or another noun in -ing with "of" ("the looting of shops"); never the first of a compound."""
    if node.pos != "NOUN" or node.role in NEVER:
        return False
    lemma = node.lemma.lower()
    return lemma in event_nouns() or _ending(lemma) in event_nouns() or (lemma.endswith("ing") and bool(_of(node)))


def _ending(lemma: str) -> str:
    return lemma.rsplit("-", 1)[-1]


def _of(node: Node) -> Node | None:
    return next((child for child in node.all("nmod") if cl.preposition(child) == "of"), None)


def light_verb(node: Node) -> Node | None:
    """The verb that only says that the event takes place: "launched an attack", "an attack was carried out"."""
    head = node.head
    if head is None or node.role not in {"obj", "nsubj:pass"} or not cl.is_verb(head):
        return None
    particle = head.child("compound:prt")
    lemma = f"{head.lemma} {particle.lower}" if particle else head.lemma
    return head if lemma in lexicon().light_verbs else None


def denied(node: Node) -> Node | None:
    return next((child for child in node.all("det", "advmod") if child.lower in {"no", "not"}), None)


def roles(node: Node) -> Parts:
    """Agent from a by-phrase, a possessive, a name before the noun or a light verb; patient from "of" or "on"."""
    by = _by(node)
    patient = _patient(node, by)
    agent = by or _owner(node, patient) or _before(node) or _lender(node) or _of_agent(node, patient)
    return Parts(agent if agent is not patient else None, patient, by is not None)


def _by(node: Node) -> Node | None:
    for child in node.all("nmod", "nmod:agent", "obl:agent"):
        if cl.preposition(child) == "by" and child.tag != "VBG":
            return child
    clause = next((child for child in node.all("acl") if child.lemma in _DONE and cl.passive(child)), None)
    return clause.child("obl:agent") if clause else None


_DONE = frozenset({"carry", "launch", "conduct", "commit", "stage", "perpetrate", "lead", "order", "mount"})


def _patient(node: Node, by: Node | None) -> Node | None:
    lemma, words = node.lemma.lower(), lexicon()
    of, owner = _of(node), node.child("nmod:poss")
    on = next((child for child in _complements(node) if cl.preposition(child) in words.targets), None)
    aimed = next((child.child("obj") for child in node.all("acl") if child.lemma == "target"), None)
    on = on or _beside_doer(by)
    if on is not None or aimed is not None:
        return on or aimed
    if of is not None and ((lemma not in words.of_agent and lemma not in words.other) or by is not None):
        return of
    return owner if owner is not None and lemma in words.possessed_patient and of is None else None


def _beside_doer(by: Node | None) -> Node | None:
    """ "an attack by militants on a bus": what is attacked, where the parser hung it from the attackers."""
    if by is None:
        return None
    beside = (child for child in by.all("nmod") if cl.preposition(child) in lexicon().targets)
    return next((child for child in beside if child.lemma not in MOUNTS), None)


def _complements(node: Node) -> list[Node]:
    """Phrases after the noun, and those after its light verb, where the parser hung them there."""
    light = light_verb(node)
    return node.all("nmod") + ([child for child in light.all("obl") if child.index > node.index] if light else [])


def _owner(node: Node, patient: Node | None) -> Node | None:
    owner = node.child("nmod:poss")
    return owner if owner is not patient else None


def _before(node: Node) -> Node | None:
    """ "Syrian air strikes", "a rebel attack": the name or doer before the noun."""
    for child in node.all("compound", "amod", "nmod:unmarked"):
        named = child.text[:1].isupper() and child.pos in {"PROPN", "ADJ"} and not node.text[:1].isupper()
        if named or child.lemma.lower() in lexicon().doers:
            return child
    return None


def _lender(node: Node) -> Node | None:
    light = light_verb(node)
    if light is None:
        return None
    if cl.passive(light):
        return light.child("obl:agent")
    return cl.subject(light)


def _of_agent(node: Node, patient: Node | None) -> Node | None:
    of = _of(node)
    return of if of is not patient and node.lemma.lower() in lexicon().of_agent else None


def preposition_of(patient: Node | None, node: Node) -> str | None:
    """The preposition of a patient that stands after "of", "on" or "against"."""
    return None if patient is None or patient.role == "nmod:poss" else cl.preposition(patient)


def obliques(node: Node, parts: Parts) -> list[Node]:
    return [child for child in node.all("nmod") if child not in (parts.agent, parts.patient) and cl.preposition(child)]
