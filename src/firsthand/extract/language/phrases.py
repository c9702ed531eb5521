"""Base noun phrases: the noun with what stands before it, without clauses and prepositional phrases."""

from firsthand.extract.language.layer import Argument
from firsthand.extract.language.tree import Node, Tree, subtree
from firsthand.model import Span

NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM"})
PARTS = frozenset({"compound", "flat", "nummod", "amod", "det", "fixed", "goeswith"})  # of a larger phrase
BEFORE = frozenset(
    {"det", "det:predet", "amod", "nummod", "compound", "flat", "nmod:poss", "advmod", "nmod:unmarked", "goeswith"}
)
AFTER = frozenset({"flat", "nummod", "goeswith", "fixed"})
MARKS = frozenset({"PUNCT", "CCONJ"})


def noun_phrases(tree: Tree) -> tuple[Argument, ...]:
    """The sentence's base noun phrases, each with its head word, in text order."""
    return tuple(base(node) for node in tree.nodes if _heads_phrase(node))


def _heads_phrase(node: Node) -> bool:
    if node.pos not in NOMINAL or (node.role in PARTS and node.pos != "PRON"):
        return False
    return node.tag not in {"WDT", "WP", "WRB", "EX"} and node.role not in {"expl", "discourse"}


def base(node: Node) -> Argument:
    """The noun phrase around its head, without clauses, prepositional phrases, appositions and conjuncts."""
    words = [node]
    for child in node.children:
        if child.role in (BEFORE if child.index < node.index else AFTER):
            words.extend(subtree(child, _clause))
    return Argument(_span(words, node), node.span)


def _clause(node: Node) -> bool:
    return node.role.startswith(("acl", "advcl", "appos", "parataxis")) or (node.role == "punct" and node.text in ",;")


def phrase(node: Node, preposition: str | None = None) -> Argument:
    """The whole phrase that the noun heads, clauses and appositions too, without its own preposition."""
    return Argument(_span(subtree(node, lambda child: _outside(child, node)), node), node.span, preposition)


def _outside(child: Node, top: Node) -> bool:
    if child.head is not top:
        return False
    if child.role == "case" or (child.role in {"mark", "cc", "parataxis", "discourse"} and child.index < top.index):
        return True
    return _is_predicate(top) and child.role in CLAUSE_PARTS


CLAUSE_PARTS = frozenset(
    "nsubj nsubj:pass csubj cop aux aux:pass mark advcl punct expl parataxis conj cc obl:unmarked ccomp".split()
)


def _is_predicate(node: Node) -> bool:
    return node.child("cop", "nsubj", "nsubj:pass") is not None


def _span(words: list[Node], head: Node) -> Span:
    """From the first to the last word, marks at the ends left out; closing and opening marks only in pairs."""
    kept = sorted(words, key=lambda node: node.index)
    while kept[0] is not head and kept[0].pos in MARKS:
        kept.pop(0)
    while kept[-1] is not head and kept[-1].pos in MARKS:
        kept.pop()
    return Span(kept[0].start, kept[-1].end)
