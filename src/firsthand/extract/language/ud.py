"""Adapter for pipelines with Universal Dependencies: the trees are taken as they are."""

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from firsthand.extract.language.tree import Node, Tree, attach

if TYPE_CHECKING:
    from spacy.tokens import Doc

# Relations that the frames do not tell apart.
SAME = {
    "obl:npmod": "obl:unmarked",
    "obl:tmod": "obl:unmarked",
    "nmod:npmod": "nmod:unmarked",
    "nmod:tmod": "nmod:unmarked",
    "nmod:desc": "flat",
    "nsubj:outer": "nsubj",
    "csubj:outer": "csubj",
    "flat:name": "flat",
    "ROOT": "root",
}


LEMMAS = {"bases": "base", "barracks": "barracks"}  # of armies: no plurals of "basis" and "barrack"


def tree(doc: "Doc", chars: Callable[[int, int], tuple[int, int]]) -> Iterator[Tree]:
    """The sentences of a parsed passage; `chars` turns its offsets into those of the document."""
    for sentence in doc.sents:
        yield words(sentence, chars, SAME)


def _lemma(token) -> str:
    return LEMMAS.get(token.lower_) or token.lemma_ or token.lower_


def words(sentence, chars: Callable[[int, int], tuple[int, int]], roles: dict[str, str]) -> Tree:
    """The words of a spaCy sentence, its labels renamed by `roles`."""
    nodes: list[Node] = []
    heads: list[int] = []
    first = sentence.start
    for token in sentence:
        start, end = chars(token.idx, token.idx + len(token))
        role = roles.get(token.dep_) or str(token.dep_)
        nodes.append(Node(token.i - first, token.text, _lemma(token), token.pos_, token.tag_, role, start, end))
        heads.append(token.head.i - first)
    attach(nodes, heads)
    return Tree(nodes, first)
