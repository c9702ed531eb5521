"""Words that a parser trained on little text takes for what they are not: the direction behind a thing for the thing
itself ("shot down a helicopter west of Goma"), nouns for adjectives ("launched an offensive"), verbs for what tells
of a noun."""

from firsthand.extract.language.tree import Node, Tree, move
from firsthand.reference import lexicon

DIRECTIONS = frozenset(
    "north south east west northeast northwest southeast southwest north-east north-west south-east south-west "
    "northward southward eastward westward outside inland upstream downstream".split()
)
THINGS = frozenset({"NOUN", "PROPN"})
ARGUMENTS = frozenset({"obj", "nsubj", "nsubj:pass", "obl", "obl:agent", "obl:unmarked", "nmod", "root"})
UNITS = frozenset("mile miles kilometer kilometers kilometre kilometres km kms metre metres meter meters yards".split())
TIMES = frozenset("hour hours day days night nights week weeks month months year years".split())
BURSTING = frozenset("explode detonate erupt collapse crash".split())  # nothing is so done to anything: no participle
OWNERS = frozenset({"det", "nmod:poss"})


def repair(tree: Tree) -> None:
    """The tree, changed in place where one of the habits shows."""
    for node in tree.nodes:
        _before_length(node, tree)
        _behind_thing(node, tree)
        _is_noun(node, tree)
        _before_time(node, tree)
        _is_verb(node)
    for node in tree.nodes:
        _closing(node)


def _behind_thing(direction: Node, tree: Tree) -> None:
    """ "An assault west of the base": what lies in the direction is the head, and takes what stood before it."""
    if direction.lower not in DIRECTIONS or direction.index == 0 or direction.role not in ARGUMENTS:
        return
    thing = tree.nodes[direction.index - 1]
    if thing.head is not direction or not _may_head(thing):
        return
    follows = tree.nodes[direction.index + 1 : direction.index + 2]
    if follows and follows[0].lower == "of":
        _crown(thing, direction)


def _before_length(unit: Node, tree: Tree) -> None:
    """ "A missile 66 nautical miles off the port": what lies so far is the head, not the length."""
    number = unit.child("nummod")
    if unit.lower not in UNITS or number is None or number.index == 0:
        return
    thing = tree.nodes[number.index - 1]
    head = unit.head if unit.role == "compound" and unit.head and unit.head.lower in DIRECTIONS else unit
    if thing.head in (unit, head) and _may_head(thing) and head.role in ARGUMENTS:
        _crown(thing, head)


def _may_head(thing: Node) -> bool:
    return thing.pos in THINGS and thing.role in ("compound", "amod", "nmod")


def _crown(thing: Node, head: Node) -> None:
    """Puts the thing in its head's place, with what stands before it, and the head below it."""
    above, role = head.head, head.role
    move(thing, above, role)
    for child in [c for c in head.children if c.index < thing.index]:
        move(child, thing, child.role)
    move(head, thing, "advmod")


def _is_noun(word: Node, tree: Tree) -> None:
    """ "Began an offensive in X", tagged as an adjective: one of the nouns that tell of happenings, and nothing behind
    it that it could be said of."""
    owner = word.child(*OWNERS)
    if word.tag != "JJ" or word.role not in ARGUMENTS or owner is None or owner.lower == "the":
        return
    follows = tree.nodes[word.index + 1 : word.index + 2]
    if (not follows or follows[0].pos not in THINGS) and lexicon.senses(word.lower, "NOUN"):
        word.pos, word.tag, word.lemma = "NOUN", "NN", word.lower


def _before_time(word: Node, tree: Tree) -> None:
    """ "Launched an offensive two weeks ago", read as weeks that are offensive: what was launched."""
    time = word.head
    if word.role != "amod" or time is None or time.lower not in TIMES or not lexicon.senses(word.lower, "NOUN"):
        return
    number, owner = time.child("nummod"), time.child(*OWNERS)
    if number is None or number.index != word.index + 1 or owner is None or owner.index > word.index:
        return
    verb = _verb_above(time)
    if verb is not None and verb.child("obj") is None:
        word.pos, word.tag, word.lemma = "NOUN", "NN", word.lower
        move(word, verb, "obj")
        move(owner, word, owner.role)


def _verb_above(node: Node) -> Node | None:
    above = node.head
    while above is not None and above.pos != "VERB":
        above = above.head
    return above


def _is_verb(verb: Node) -> None:
    """ "The militia shot dead six men", read as men so called: they are the object of a verb that has a doer."""
    noun = verb.head
    if verb.tag != "VBD" or verb.role not in ("compound", "amod") or noun is None or noun.index < verb.index:
        return
    if not verb.child("nsubj") or noun.role not in ("root", "ccomp", "parataxis"):
        return
    move(verb, noun.head, noun.role)
    move(noun, verb, "obj")
    for child in [c for c in noun.children if c.role == "punct"]:
        move(child, verb, child.role)


def _closing(verb: Node) -> None:
    """ "A cart pushed by rebels exploded at a camp": what stands before the participle exploded, not who pushed it."""
    near = verb.head
    if verb.lemma not in BURSTING or verb.tag != "VBD" or verb.role != "acl" or near is None or verb.child("nsubj"):
        return
    first = near
    while first.head is not None and first.role != "acl":
        first = first.head
    thing = first.head
    if first.role != "acl" or first.tag != "VBN" or thing is None or thing.pos not in THINGS or thing.role != "root":
        return
    move(verb, None, "root")
    move(thing, verb, "nsubj")
