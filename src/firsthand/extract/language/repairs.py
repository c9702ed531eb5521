"""Parses that news shows to be wrong, put right: each function knows one habit of a parser trained on little text."""

from firsthand.extract.language.lexicon import lexicon
from firsthand.extract.language.tree import Node, Tree, move

PAST = frozenset({"VBD", "VBN"})
NOUN_ROLES = frozenset({"obj", "iobj", "nsubj", "nsubj:pass", "obl"})


def repair(tree: Tree) -> Tree:
    """The tree, changed in place where a repair applies."""
    _verbless(tree)
    for node in tree.nodes:
        _noun(node)
        _particle(node)
        _reported_clause(node)
        _spoken_aside(node)
    return tree


def _verbless(tree: Tree) -> None:
    """ "An official denied that …", "The states imposed sanctions …": no noun with what is said of it, but a sentence.

    Only where the words after the verb show it: of "Soldiers killed in Gao." nobody knows whether it is one.
    """
    root = next((node for node in tree.nodes if node.head is None), None)
    if root is None or root.pos not in {"NOUN", "PROPN"} or tree.nodes[-1].tag not in {".", "''"}:
        return
    if root.child("nsubj", "nsubj:pass", "cop", "acl:relcl", "conj", "parataxis"):
        return
    after = next((n for n in root.all("acl") if n.index > root.index and n.tag in PAST), None)
    if after is not None and after.child("obj", "ccomp") and not after.child("mark", "nsubj", "aux", "aux:pass"):
        _crown(after, root, "nsubj")
        return
    before = next((n for n in root.all("amod", "acl") if n.index < root.index and n.tag == "VBD"), None)
    if before is not None and before.child("nsubj"):
        _crown(before, root, "obj")


def _crown(verb: Node, noun: Node, role: str) -> None:
    """Makes the verb the root, with the noun and what stood beside them under it."""
    move(verb, None, "root")
    verb.pos, verb.tag = "VERB", "VBD"
    move(noun, verb, role)
    for child in [c for c in noun.children if c.role in {"punct", "advcl", "obl", "advmod", "discourse"}]:
        if (child.index > verb.index) == (noun.index < verb.index):
            move(child, verb, child.role)


def _noun(node: Node) -> None:
    """ "There were clashes", tagged as a verb: a noun, as it stands where nouns stand, with article or preposition."""
    if node.pos != "VERB" or node.tag != "VBZ" or node.head is None or node.role not in NOUN_ROLES:
        return
    if node.child("det", "case") or node.head.child("expl"):
        node.pos, node.tag = "NOUN", "NNS"
        node.lemma = node.lemma if node.lemma != node.text else node.lower.removesuffix("s")


def _particle(node: Node) -> None:
    """ "broke off the talks": a particle (by its tag) right after its verb is no preposition of the object."""
    noun = node.head
    if node.tag != "RP" or node.role != "case" or noun is None or noun.head is None:
        return
    if noun.head.pos == "VERB" and noun.head.index == node.index - 1:
        verb = noun.head
        if noun.role == "obl":
            noun.role = "obj"
        move(node, verb, "compound:prt")


def _reported_clause(node: Node) -> None:
    """ "told reporters that the base was safe": no relative clause of the reporters, but what they were told."""
    noun = node.head
    if not node.role.startswith("acl") or noun is None or noun.role not in {"obj", "iobj"} or noun.head is None:
        return
    that = any(mark.lower == "that" and mark.role == "mark" for mark in node.children)
    if that and noun.head.lemma in lexicon().speech_verbs and node.child("nsubj", "nsubj:pass"):
        move(node, noun.head, "ccomp")


def _spoken_aside(node: Node) -> None:
    """ "The shelling has stopped, a witness told Reuters": no second main clause, but who says the first."""
    if node.role != "conj" or node.lemma not in lexicon().speech_verbs or node.child("cc", "ccomp", "xcomp"):
        return
    if node.head is not None and node.head.pos in {"VERB", "AUX", "ADJ", "NOUN"} and node.child("nsubj"):
        node.role = "parataxis"
