"""Adapter for pipelines with ClearNLP labels (en_core_web_*): their trees are turned into Universal Dependencies.

There a preposition heads its noun and "be" heads its complement; here both hang from the content word.
"""

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from firsthand.extract.language import ud
from firsthand.extract.language.tree import Node, Tree, move

if TYPE_CHECKING:
    from spacy.tokens import Doc

SAME = {
    "ROOT": "root",
    "dobj": "obj",
    "nsubjpass": "nsubj:pass",
    "csubjpass": "csubj:pass",
    "auxpass": "aux:pass",
    "prt": "compound:prt",
    "poss": "nmod:poss",
    "relcl": "acl:relcl",
    "neg": "advmod",
    "quantmod": "advmod",
    "predet": "det:predet",
    "preconj": "cc:preconj",
    "intj": "discourse",
    "meta": "discourse",
    "oprd": "xcomp",
    "nmod": "compound",
}
PREPOSITIONS = frozenset({"prep", "agent", "dative"})
ARGUMENTS = frozenset({"NOUN", "PROPN", "PRON", "NUM"})


def tree(doc: "Doc", chars: Callable[[int, int], tuple[int, int]]) -> Iterator[Tree]:
    """The sentences of a parsed passage; `chars` turns its offsets into those of the document."""
    for sentence in doc.sents:
        found = ud.words(sentence, chars, SAME)
        for step in (_infinitives, _conjuncts, _prepositions, _copulas, _rest):
            step(found.nodes)
        yield found


def _infinitives(nodes: list[Node]) -> None:
    """The "to" of an infinitive is its mark; who is told to do something is the object of the telling."""
    for node in nodes:
        if node.role == "aux" and node.tag == "TO":
            node.role = "mark"
    for node in nodes:
        told = node.child("nsubj")
        head = node.head
        if node.role not in {"ccomp", "xcomp"} or told is None or head is None or head.child("obj"):
            continue
        if any(mark.tag == "TO" for mark in node.all("mark")):
            move(told, head, "obj")
            node.role = "xcomp"


def _conjuncts(nodes: list[Node]) -> None:
    """All conjuncts hang from the first, each conjunction from the conjunct after it."""
    for node in nodes:
        while node.role == "conj" and node.head is not None and node.head.role == "conj" and node.head.head is not None:
            move(node, node.head.head, "conj")
    for node in nodes:
        if node.role == "cc" and node.head is not None:
            first = node.head if node.head.role != "conj" else node.head.head or node.head
            following = next((c for c in first.all("conj") if c.index > node.index), None)
            if following is not None:
                move(node, following, "cc")


def _prepositions(nodes: list[Node]) -> None:
    """From the innermost preposition outwards: the noun takes its place, the preposition marks the noun."""
    for node in sorted(nodes, key=_depth, reverse=True):
        stacked = node.role == "pcomp" and node.tag == "IN"
        if not stacked and (node.role not in PREPOSITIONS or node.pos not in {"ADP", "SCONJ", "VERB", "PART", "ADV"}):
            continue
        _turn(node)


def _depth(node: Node) -> int:
    depth = 0
    while node.head is not None:
        node, depth = node.head, depth + 1
    return depth


def _turn(preposition: Node) -> None:
    head = preposition.head
    inner = preposition.child("pobj") or preposition.child("pcomp")
    if head is None or inner is None:
        preposition.role = "advmod" if head is not None else preposition.role
        return
    clause = inner.role == "pcomp" and inner.pos in {"VERB", "AUX"}
    move(inner, head, _outer_role(preposition, head, clause))
    for child in list(preposition.children):
        move(child, inner, child.role)
    move(preposition, inner, "mark" if clause else "case")


def _outer_role(preposition: Node, head: Node, clause: bool) -> str:
    if head.role in PREPOSITIONS or (head.role == "pcomp" and head.tag == "IN"):
        return "pobj"
    if clause:
        return "acl" if head.pos in ARGUMENTS else "advcl"
    if preposition.role == "agent":
        return "obl:agent"
    return "nmod" if head.pos in ARGUMENTS else "obl"


def _copulas(nodes: list[Node]) -> None:
    """What is said with "be" heads the clause; "there are clashes" keeps its verb, the clashes are its subject."""
    for be in nodes:
        if be.lemma != "be" or be.role in {"aux", "aux:pass"}:
            continue
        said = be.child("attr", "acomp") or _place(be)
        if said is None:
            continue
        if be.child("expl") is not None and be.child("nsubj") is None:
            if said.role == "attr":
                said.role = "nsubj"
            continue
        _lift(said, be)


def _place(be: Node) -> Node | None:
    """The phrase of "is in Aleppo", "was under siege"."""
    return next((child for child in be.all("obl") if child.index > be.index), None) if be.child("nsubj") else None


def _lift(said: Node, be: Node) -> None:
    move(said, be.head, be.role)
    for child in list(be.children):
        move(child, said, child.role)
    move(be, said, "cop")


def _rest(nodes: list[Node]) -> None:
    for node in nodes:
        if node.role == "npadvmod":
            node.role = "nmod:unmarked" if node.head is not None and node.head.pos in ARGUMENTS else "obl:unmarked"
        elif node.role == "dative":
            node.role = "iobj"
        elif node.role in {"acomp", "attr"}:
            node.role = "xcomp"
