"""Words that the parser takes for others of the same looks: "IS" for a verb, "set up" for an adjective.

Each function puts one such habit right, before the verbs and who did what are looked for.
"""

from firsthand.extract.language.tree import NOUNS, Node, Tree, move


def repair(tree: Tree) -> None:
    """The tree, changed in place where one of the habits shows."""
    for node in tree.nodes:
        _left_wounded(node)
        _away(node)
        _took_place(node)
        _with_particle(node)
        _is_name(node, tree)


def _left_wounded(state: Node) -> None:
    """ "The blast left four people wounded": what they were then, and no second deed."""
    verb = state.head
    if state.role != "xcomp" or state.lower not in {"wounded", "injured"} or verb is None:
        return
    if verb.lemma == "leave" and verb.child("obj"):
        state.pos, state.tag = "ADJ", "JJ"


def _away(word: Node) -> None:
    """ "Soldiers took 30 men away from the village": they took them away."""
    verb = word.head
    if word.lower != "away" or word.role != "advmod" or verb is None or verb.pos != "VERB" or not verb.child("obj"):
        return
    word.role = "compound:prt"
    for place in list(word.children):
        move(place, verb, place.role)


def _took_place(thing: Node) -> None:
    """ "A clash took place between X and Y": it was between them, and no place was."""
    verb = thing.head
    if thing.lower != "place" or thing.role != "obj" or verb is None or verb.lemma != "take" or thing.child("det"):
        return
    for setting in [c for c in thing.all("nmod") if c.index > thing.index]:
        move(setting, verb, "obl")


def _with_particle(verb: Node) -> None:
    """ "Protesters set up barricades and threw stones": what has a particle is a verb, and no word for barricades."""
    thing = verb.head
    if verb.role != "amod" or verb.child("compound:prt") is None or thing is None or thing.index < verb.index:
        return
    doer = thing.head
    if thing.child("case") or doer is None or doer.tag not in NOUNS or doer.index > verb.index or doer.child("case"):
        return
    move(verb, doer.head, doer.role)
    verb.pos, verb.tag, verb.lemma = "VERB", "VBD", verb.lower
    move(thing, verb, "obj")
    for other in [c for c in doer.children if c.index > verb.index]:
        move(other, verb, other.role)
    move(doer, verb, "nsubj")


def _is_name(word: Node, tree: Tree) -> None:
    """ "IS fighters", "killed by IS": two capitals among small letters are the name of a group, and no verb."""
    if word.text != "IS" or word.pos == "PROPN" or not any(n.text.islower() for n in tree.nodes):
        return
    behind = tree.nodes[word.index + 1] if word.index + 1 < len(tree.nodes) else None
    link = tree.nodes[word.index - 1] if word.index else None
    helps = word.role in {"aux", "aux:pass", "cop"} and behind is not None
    noun = helps and behind is not None and behind.tag in NOUNS
    doer = helps and behind is word.head
    led = link is not None and link.tag == "IN"
    if not (noun or doer or led):
        return
    word.pos, word.tag, word.lemma = "PROPN", "NNP", "IS"
    word.role = "nsubj" if doer else word.role
    if behind is not None and noun:
        move(word, behind, "compound")
    elif link is not None and led:
        _led(word, link, tree)


def _led(word: Node, link: Node, tree: Tree) -> None:
    """ "killed by IS in Hama", "members of IS on Monday": it belongs to what stands before its preposition."""
    place, before = word.head, tree.nodes[link.index - 1] if link.index else None
    if before is not None and before.tag in NOUNS and link.lower == "of":
        move(word, before, "nmod")
    elif place is not None and place.index > word.index and place.head is not None:
        move(word, place.head, place.role)
        place.role = "obl" if place.role == "obl:agent" else place.role
    move(link, word, "case")
