"""From a document to its sentences: passage by passage, in batches, never across the border of a block."""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from firsthand.extract.language import casing, models, normal, votes
from firsthand.extract.language.frames import frames
from firsthand.extract.language.layer import Name, NameLabel, Sentence, Token
from firsthand.extract.language.phrases import noun_phrases
from firsthand.extract.language.repairs import repair
from firsthand.extract.language.tree import Tree
from firsthand.model import Block, Document, Span

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

BATCH_CHARS = 20_000  # of text whose trees are held at once: flat memory over any number of documents
UNREAD = ("boilerplate", "byline")
LABELS: dict[str, NameLabel] = {
    "PERSON": "PERSON",
    "PER": "PERSON",
    "ORG": "ORG",
    "NORP": "NORP",
    "LOC": "PLACE",
    "GPE": "PLACE",
    "FAC": "PLACE",
    "DATE": "DATE",
    "TIME": "DATE",
    "WEAPON": "WEAPON",
    "EVENT": "MISC",
    "MISC": "MISC",
    "PRODUCT": "MISC",
    "WORK_OF_ART": "MISC",
    "LAW": "MISC",
}


def sentences(document: Document, nlp: "Language") -> tuple[Sentence, ...]:
    """The document's sentences in text order; none for boilerplate."""
    return next(sentences_of([document], nlp))[1]


def sentences_of(documents: Iterable[Document], nlp: "Language") -> Iterator[tuple[Document, tuple[Sentence, ...]]]:
    """Each document with its sentences, in order, streamed: a batch is parsed at once.

    A document in another language than English has none.
    """
    batch: list[Document] = []
    size = 0
    for document in documents:
        batch.append(document)
        size += len(document.text)
        if size >= BATCH_CHARS:
            yield from _parsed(batch, nlp)
            batch, size = [], 0
    yield from _parsed(batch, nlp)


def _parsed(batch: list[Document], nlp: "Language") -> list[tuple[Document, tuple[Sentence, ...]]]:
    units = [
        (_cased(passage, block), (number, block, passage))
        for number, document in enumerate(batch)
        for block, start, end in _pieces(document)
        for passage in normal.passages(document.text, start, end)
    ]
    found: list[list[Sentence]] = [[] for _ in batch]
    trees = models.adapter(nlp)
    with nlp.memory_zone():  # words seen once are forgotten, so that memory stays flat
        for doc, (number, block, passage) in nlp.pipe(units, as_tuples=True, batch_size=64):
            spots = _spots(doc)
            for tree in trees(doc, passage.chars):
                found[number].append(_sentence(batch[number].text, repair(tree), block, spots))
    ordered = (sorted(each, key=lambda sentence: sentence.span) for each in found)
    return [(document, tuple(each)) for document, each in zip(batch, ordered, strict=True)]


def _pieces(document: Document) -> Iterator[tuple[Block, int, int]]:
    """The stretches of text that belong to each block and to none inside it."""
    if not document.readable:
        return
    blocks = document.blocks or (Block(Span(0, len(document.text)), "paragraph"),)
    for block in blocks:
        start = block.span.start
        for inner in sorted((b.span for b in blocks if b is not block and _inside(b, block)), key=lambda s: s.start):
            if block.kind not in UNREAD and inner.start > start:
                yield block, start, inner.start
            start = max(start, inner.end)
        if block.kind not in UNREAD and start < block.span.end:
            yield block, start, block.span.end


def _inside(inner: Block, outer: Block) -> bool:
    return outer.span.contains(inner.span) and inner.span != outer.span


def _cased(passage: normal.Passage, block: Block) -> str:
    return casing.sentence_case(passage.text, headline=block.kind == "headline")


def _spots(doc: "Doc") -> list[votes.Spot]:
    """The recogniser's names, by words of the passage."""
    return [(entity.start, entity.end, LABELS[entity.label_]) for entity in doc.ents if entity.label_ in LABELS]


def _names(tree: Tree, spots: list[votes.Spot]) -> Iterator[Name]:
    """The names in the sentence, after the vote on their types; one across its border is cut."""
    first, last = tree.start, tree.start + len(tree.nodes)
    found: list[votes.Spot] = [
        (max(start, first) - first, min(end, last) - first, label)
        for start, end, label in spots
        if start < last and end > first
    ]
    return (votes.span(tree.nodes, spot) for spot in votes.vote(tree.nodes, found))


def _sentence(text: str, tree: Tree, block: Block, spots: list[votes.Spot]) -> Sentence:
    span = Span(tree.nodes[0].start, tree.nodes[-1].end)
    tokens = tuple(Token(text[n.start : n.end], n.span, n.lemma, n.pos, n.tag) for n in tree.nodes)
    return Sentence(
        span=span,
        block=block,
        tokens=tokens,
        names=tuple(_names(tree, spots)),
        noun_phrases=noun_phrases(tree),
        frames=frames(tree),
        heads=tuple(-1 if n.head is None else n.head.index for n in tree.nodes),
    )
