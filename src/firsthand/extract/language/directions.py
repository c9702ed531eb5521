"""Words that a parser trained on little text takes for what they are not: the direction behind a thing for the thing
itself ("shot down a helicopter west of Goma"), and a noun that looks like an adjective ("launched an offensive")."""

from firsthand.extract.language.tree import Node, Tree, move
from firsthand.reference import lexicon

DIRECTIONS = frozenset(
    "north south east west northeast northwest southeast southwest north-east north-west south-east south-west "
    "northward southward eastward westward outside inland upstream downstream".split()
)
THINGS = frozenset({"NOUN", "PROPN"})
ARGUMENTS = frozenset({"obj", "nsubj", "nsubj:pass", "obl", "nmod", "root"})
OWNERS = frozenset({"det", "nmod:poss"})


def repair(tree: Tree) -> None:
    """The tree, changed in place where one of the habits shows."""
    for node in tree.nodes:
        _behind_thing(node, tree)
        _is_noun(node, tree)


def _behind_thing(direction: Node, tree: Tree) -> None:
    """ "An assault west of the base": what lies in the direction is the head, and takes what stood before it."""
    if direction.lower not in DIRECTIONS or direction.index == 0 or direction.role not in ARGUMENTS:
        return
    thing = tree.nodes[direction.index - 1]
    if thing.head is not direction or thing.pos not in THINGS or thing.role not in ("compound", "amod", "nmod"):
        return
    follows = tree.nodes[direction.index + 1 : direction.index + 2]
    if not follows or follows[0].lower != "of":
        return
    head, role = direction.head, direction.role
    move(thing, head, role)
    for child in [c for c in direction.children if c.index < thing.index]:
        move(child, thing, child.role)
    move(direction, thing, "advmod")


def _is_noun(word: Node, tree: Tree) -> None:
    """ "Began an offensive in X", tagged as an adjective: one of the nouns that tell of happenings, and nothing behind
    it that it could be said of."""
    owner = word.child(*OWNERS)
    if word.tag != "JJ" or word.role not in ARGUMENTS or owner is None or owner.lower == "the":
        return
    follows = tree.nodes[word.index + 1 : word.index + 2]
    if (not follows or follows[0].pos not in THINGS) and lexicon.senses(word.lower, "NOUN"):
        word.pos, word.tag, word.lemma = "NOUN", "NN", word.lower
