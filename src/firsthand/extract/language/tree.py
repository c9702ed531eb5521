"""Trees as the frames are built from them, whatever parser they come from: Universal Dependencies in plain objects."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from firsthand.model import Span

if TYPE_CHECKING:
    from spacy.tokens import Doc

PAST = frozenset({"VBD", "VBN"})
FINITE = frozenset({"VBD", "VBZ", "VBP"})
NOUNS = frozenset({"NN", "NNS", "NNP", "NNPS"})


@dataclass(slots=True, eq=False)
class Node:
    """A word in its tree. `role` is a relation of Universal Dependencies 2; the root's `head` is `None`."""

    index: int
    text: str
    lemma: str
    pos: str
    tag: str
    role: str
    start: int
    end: int
    head: "Node | None" = None
    children: list["Node"] = field(default_factory=list)

    @property
    def span(self) -> Span:
        return Span(self.start, self.end)

    @property
    def lower(self) -> str:
        return self.text.lower()

    def child(self, *roles: str) -> "Node | None":
        """The first child with one of the roles."""
        for child in self.children:  # no generator: asked for a thousand times a sentence
            if child.role in roles:
                return child
        return None

    def all(self, *roles: str) -> list["Node"]:
        return [child for child in self.children if child.role in roles]


@dataclass(frozen=True, slots=True)
class Tree:
    """One sentence: its words in text order; `start` is the index of its first word in the parsed passage."""

    nodes: list[Node]
    start: int


Adapter = Callable[["Doc", Callable[[int, int], tuple[int, int]]], Iterator[Tree]]


def subtree(node: Node, without: Callable[[Node], bool] | None = None) -> list[Node]:
    """The node and all below it in text order; branches for which `without` holds are left out."""
    found, queue = [], [node]
    while queue:
        current = queue.pop()
        found.append(current)
        queue.extend(child for child in current.children if without is None or not without(child))
    return sorted(found, key=lambda item: item.index)


def move(node: Node, head: Node | None, role: str) -> None:
    """Hangs the node, with all below it, from another word; `None` makes it the root. From a word below itself it hangs
    nowhere new: a tree has no ring."""
    above = head
    while above is not None:
        if above is node:
            return
        above = above.head
    if node.head is not None:
        node.head.children.remove(node)
    node.head, node.role = head, role
    if head is not None:
        head.children.append(node)
        head.children.sort(key=lambda child: child.index)


def attach(nodes: list[Node], heads: list[int]) -> None:
    """Sets heads and children; a word that is its own head is the root. Indexes are places in `nodes`."""
    for node, head in zip(nodes, heads, strict=True):
        if nodes[head] is not node:
            node.head = nodes[head]
            nodes[head].children.append(node)


def crown(verb: Node, noun: Node, role: str) -> None:
    """Puts the verb in the noun's place, with the noun and what stood beside them under it."""
    move(verb, noun.head, "root" if noun.head is None else "ccomp")
    verb.pos, verb.tag = "VERB", "VBD"
    move(noun, verb, role)
    that = next((c for c in noun.all("det") if c.lower == "that" and noun.tag == "NNS"), None)
    if that is not None:
        move(that, verb, "mark")
    for child in [c for c in noun.children if c.role in {"punct", "advcl", "obl", "advmod", "discourse"}]:
        if (child.index > verb.index) == (noun.index < verb.index):
            move(child, verb, child.role)
