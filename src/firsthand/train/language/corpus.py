"""Reading and writing of the training corpora: `.spacy` files in, plain rows of words with their analysis out."""

from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc
    from spacy.training import Example

# What each corpus annotates: a type that is absent from the set is unknown there, not "no entity".
COARSE = {"LOC": "LOC", "GPE": "LOC", "FAC": "LOC", "PLATFORM": "WEAPON", "VEHICLE": "WEAPON"}
DROPPED = {"QUANTITY", "MONEY"}


@dataclass(frozen=True, slots=True)
class Row:
    """A paragraph as parallel columns; `tags` and `heads` are empty for a corpus of names, `entities` for one of trees.

    `entities` are `(first word, word after the last, label)`.
    """

    words: tuple[str, ...]
    spaces: tuple[bool, ...]
    tags: tuple[str, ...] = ()
    pos: tuple[str, ...] = ()
    morphs: tuple[str, ...] = ()
    lemmas: tuple[str, ...] = ()
    heads: tuple[int, ...] = ()
    deps: tuple[str, ...] = ()
    entities: tuple[tuple[int, int, str], ...] | None = None


def read(path: Path, nlp: "Language") -> list[Row]:
    """The paragraphs of a `.spacy` file, without its white-space tokens (they steal labels)."""
    from spacy.tokens import DocBin

    docs = DocBin().from_disk(path).get_docs(nlp.vocab)
    return [row for row in map(_row, docs) if row.words]


def _row(doc: "Doc") -> Row:
    keep = [token for token in doc if not token.is_space]
    place = {token.i: index for index, token in enumerate(keep)}
    row = Row(tuple(t.text for t in keep), tuple(_space_after(t) for t in keep))
    if doc.has_annotation("DEP"):
        return replace(
            row,
            tags=tuple(t.tag_ for t in keep),
            pos=tuple(t.pos_ for t in keep),
            morphs=tuple(str(t.morph) for t in keep),
            lemmas=tuple(t.lemma_ for t in keep),
            heads=tuple(place[t.head.i] for t in keep),
            deps=tuple(t.dep_ for t in keep),
        )
    return replace(row, entities=tuple(_entities(doc, place)))


def _space_after(token) -> bool:
    following = token.doc[token.i + 1] if token.i + 1 < len(token.doc) else None
    return bool(token.whitespace_) or (following is not None and following.is_space)


def _entities(doc: "Doc", place: dict[int, int]):
    for entity in doc.ents:
        inside = [place[token.i] for token in entity if token.i in place]
        if inside and entity.label_ not in DROPPED:
            yield inside[0], inside[-1] + 1, COARSE.get(entity.label_, entity.label_)


def text(row: Row) -> str:
    return "".join(word + " " * space for word, space in zip(row.words, row.spaces, strict=True))


def example(row: Row, nlp: "Language", unknown: tuple[int, ...] = ()) -> "Example":
    """The row as an example whose predicted side is tokenised from raw text, as the pipeline meets it.

    For the `unknown` words the corpus does not say whether they belong to an entity.
    """
    from spacy.tokens import Doc
    from spacy.training import Example

    columns = {name: list(getattr(row, name)) for name in ("tags", "pos", "morphs", "lemmas", "heads", "deps")}
    gold = Doc(
        nlp.vocab,
        list(row.words),
        list(row.spaces),
        **{name: column or None for name, column in columns.items()},  # type: ignore[arg-type]
    )
    if row.entities is not None:
        _set_entities(gold, row, unknown)
    return Example(nlp.make_doc(gold.text), gold)


def _set_entities(doc: "Doc", row: Row, unknown: tuple[int, ...]) -> None:
    from spacy.tokens import Span

    spans = [Span(doc, start, end, label) for start, end, label in row.entities or ()]
    doc.set_ents(spans, missing=[Span(doc, index, index + 1) for index in unknown], default="outside")


def pieces(row: Row, longest: int) -> list[Row]:
    """The row cut at sentence borders into runs of at most `longest` words (a longer sentence stays whole)."""
    roots = [index for index, head in enumerate(row.heads) if head == index]
    if len(row.words) <= longest or len(roots) < 2:
        return [row]
    owner = [_root(row.heads, index) for index in range(len(row.words))]
    starts = [i for i in range(len(owner)) if i == 0 or owner[i] != owner[i - 1]]
    if len(starts) != len(set(owner)):  # interleaved trees: leave the paragraph whole
        return [row]
    return [_slice(row, start, end) for start, end in _runs([*starts, len(owner)], longest)]


def _root(heads: tuple[int, ...], index: int) -> int:
    while heads[index] != index:
        index = heads[index]
    return index


def _runs(borders: list[int], longest: int):
    start = borders[0]
    for before, after in zip(borders[1:], [*borders[2:], None], strict=True):
        if after is None or after - start > longest:
            yield start, before
            start = before


def _slice(row: Row, start: int, end: int) -> Row:
    columns = {name: getattr(row, name)[start:end] for name in ("words", "spaces", "tags", "pos", "morphs", "lemmas")}
    heads = tuple(head - start for head in row.heads[start:end])
    return Row(**columns, heads=heads, deps=row.deps[start:end])
