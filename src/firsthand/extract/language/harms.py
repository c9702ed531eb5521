"""Where the words that tell of harm belong: "…, killing two" and "which killed two" are of the attack that the sentence
tells of, not of the place, the people or the deed that stands nearer and hurt nobody."""

from firsthand.extract.language import clause as cl
from firsthand.extract.language import nouns
from firsthand.extract.language.tree import Node, move

HARM = frozenset("kill wound injure destroy damage displace maim claim".split())
PLUNDER = frozenset("set burn torch loot steal rustle make ransack destroy damage rob take cart".split())
AT = frozenset({"in", "on", "at", "near", "of", "outside", "around", "inside"})  # before where it happened, and to what
WHILE = frozenset({"after", "when", "as", "before", "because", "until", "once", "while"})
RELATIVE = frozenset({"which", "that"})


def rehang(node: Node) -> None:
    """Puts a clause of harm under what did it, where the tree shows that it hangs too low or too high."""
    _clause_of_deed(node)
    _after_relative(node)
    _second_participle(node)
    _before_speaker(node)
    _beside_plunder(node)
    if node.lemma.lower() in HARM:
        _participle(node)
        _relative(node)
        _second_verb(node)


def _clause_of_deed(deed: Node) -> None:
    """ "after a strike destroyed her house": no strike that was destroyed, but a clause of what the strike did."""
    verb = next((c for c in deed.all("acl") if c.tag in ("VBD", "VBN") and c.child("obj")), None)
    mark, head = deed.child("case"), deed.head
    if verb is None or mark is None or head is None or mark.lower not in WHILE or verb.index < deed.index:
        return
    if deed.role == "obl" and not verb.child("nsubj", "mark", "aux", "aux:pass"):
        move(verb, head, "advcl")
        move(deed, verb, "nsubj")
        move(mark, verb, "mark")


def _after_relative(node: Node) -> None:
    """ "The group, which had fought them since May, accused the army": the second verb is the sentence's own."""
    clause = node.head
    if node.role != "advcl" or node.tag not in ("VBD", "VBZ") or clause is None or not _begins_anew(node):
        return
    subject = clause.head
    if clause.role == "acl:relcl" and subject is not None and subject.head is None and subject.pos in ("NOUN", "PROPN"):
        move(node, None, "root")
        move(subject, node, "nsubj")
        for mark in [c for c in subject.all("punct") if c.index > node.index]:
            move(mark, node, "punct")


def _begins_anew(verb: Node) -> bool:
    """Whether the verb stands right behind a comma, with nothing that makes it a clause of another's."""
    comma = any(c.lower == "," and c.index == verb.index - 1 for c in verb.all("punct"))
    return comma and not verb.child("mark", "nsubj", "nsubj:pass", "advmod", "expl")


def _second_participle(node: Node) -> None:
    """ "killing 13 people and burning scores of houses", the second read as a thing that was killed."""
    noun = node.head
    if node.tag != "VBG" or node.role != "conj" or noun is None or noun.pos != "NOUN" or not node.child("cc"):
        return
    thing = noun.head if noun.role == "compound" and noun.head and noun.head.index > node.index else None
    holder = thing if thing is not None else noun
    verb = holder.head
    if verb is None or holder.role != "obj" or verb.tag != "VBG":
        return
    move(node, verb, "conj")
    if thing is not None:
        move(noun, verb, "obj")
        move(thing, node, "obj")


def _before_speaker(node: Node) -> None:
    """ "…, killing 10 and wounding 19, an official said": who says it is no part of the wounding."""
    says, whom, first = node.head, node.child("obj"), node.child("cc")
    if node.role != "csubj" or node.tag != "VBG" or says is None or whom is None or first is None:
        return
    deed = says.head if says.role in ("conj", "parataxis") else None
    before = [c for c in deed.all("advcl") if c.tag == "VBG" and c.index < node.index] if deed is not None else []
    speaker = next((c for c in whom.all("appos") if whom.index < c.index < says.index), None)
    if before and speaker is not None:
        for behind in [c for c in node.children if c.index > speaker.index]:
            move(behind, speaker, "nmod")
        move(node, before[-1], "conj")
        move(speaker, says, "nsubj")
        move(says, deed, "parataxis")


def _beside_plunder(node: Node) -> None:
    """ "stormed the town, setting fire to cars and killing a guard": he died in the storming, not of the fire."""
    first = node.head
    if node.role != "conj" or node.tag != "VBG" or first is None or first.tag != "VBG" or first.role != "advcl":
        return
    if node.lemma in {"kill", "wound", "injure"} and first.lemma in PLUNDER and first.head is not None:
        move(node, first.head, "advcl")


def _participle(node: Node) -> None:
    """ "fired on people waiting for bread, killing two": by those who fired."""
    waiting = node.head
    if waiting is not None and waiting.role == "xcomp" and waiting.head is not None:
        waiting = waiting.head  # "fired on a crowd that tried to burn the office, killing two"
    if node.role != "advcl" or node.tag != "VBG" or waiting is None or waiting.role not in {"acl", "acl:relcl"}:
        return
    comma = any(c.lower == "," and c.index == node.index - 1 for c in node.all("punct"))
    noun = waiting.head
    deed = noun.head if noun is not None else None
    if comma and waiting.index < node.index and deed is not None and cl.is_verb(deed) and deed.index < waiting.index:
        move(node, deed, "advcl")


def _relative(node: Node) -> None:
    """ "the bombing of a market in the town, which killed 30": by the bombing."""
    place, subject = node.head, node.child("nsubj")
    if node.role != "acl:relcl" or node.tag != "VBD" or subject is None or subject.lower not in RELATIVE:
        return
    deed = place
    for _ in range(3):
        if deed is None or nouns.is_event(deed):
            break
        deed = deed.head if deed.role == "nmod" and cl.preposition(deed) in AT else None
    if deed is not None and deed is not place and not node.child("aux"):
        move(node, deed, "acl:relcl")


def _second_verb(node: Node) -> None:
    """ "fled after a strike destroyed her house and killed her husband": the strike killed him, not she who fled."""
    first = node.head
    if node.role != "conj" or first is None or node.tag != "VBD" or node.child("nsubj", "nsubj:pass", "aux:pass"):
        return
    deeds = [c for c in first.all("advcl") if first.index < c.index < node.index]
    near = next((c for c in deeds if (s := c.child("nsubj")) is not None and nouns.is_event(s)), None)
    if near is not None:
        move(node, near, "conj")
