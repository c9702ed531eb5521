"""The neutral layer: what every later step sees of a sentence, whatever parser stands behind it.

Nothing outside `extract/language` reads dependency labels; an adapter turns a parser's trees into these.
All spans are characters of the document's text. Sentences never cross a block's border.
"""

from dataclasses import dataclass
from typing import Literal

from firsthand.model import Block, Span

Tense = Literal["past", "present", "future", "none"]
NameLabel = Literal["PERSON", "ORG", "NORP", "PLACE", "DATE", "WEAPON", "MISC"]


@dataclass(frozen=True, slots=True)
class Token:
    """One word or mark: `pos` is the universal part of speech, `tag` Penn's; `lemma` is lower case but for names."""

    text: str
    span: Span
    lemma: str
    pos: str
    tag: str


@dataclass(frozen=True, slots=True)
class Name:
    """A typed name as the recogniser sees it; the steps for parties and places decide what it is."""

    span: Span
    label: NameLabel


@dataclass(frozen=True, slots=True)
class Argument:
    """A participant of a predicate. `span` is the whole phrase (without its preposition), `head` its head word.

    `preposition` is the lower-case preposition of an oblique ("in", "by", "according to"), else `None`.
    """

    span: Span
    head: Span
    preposition: str | None = None


@dataclass(frozen=True, slots=True)
class Frame:
    """One predicate with its arguments: a verb, or a noun that names an event ("the shelling of X by Y").

    `trigger` is the word itself with its particle ("blew up" as one span where adjacent, else the verb);
    `lemma` includes the particle ("blow up"). Conjoined verbs share their subject; a passive's patient is in
    `patient`, its by-phrase in `agent`; relative clauses and reduced relatives ("fighters killed in the raid")
    fill the argument with the noun that they modify; controlled infinitives ("vowed to attack") inherit the subject.
    `content` is the clause that a verb of speech, thought or showing embeds, without its complementiser's verb
    ("that" excluded). `governor` is the trigger of the predicate that embeds this one (as content, xcomp, adverbial
    clause or relative), `relation` says how: "content", "purpose" (to-infinitive), "condition" (if/unless),
    "adverbial" (after/while/…; then `marker` is the word), "relative", "conjunct", or None for a root.
    """

    trigger: Span
    lemma: str
    pos: Literal["VERB", "NOUN"]
    voice: Literal["active", "passive"]
    negated: bool
    modal: str | None  # "may", "could", "will", "have to"
    hedges: tuple[Span, ...]  # "reportedly", "allegedly", "possibly"
    tense: Tense
    agent: Argument | None = None
    patient: Argument | None = None
    recipient: Argument | None = None
    content: Span | None = None
    obliques: tuple[Argument, ...] = ()
    governor: Span | None = None
    relation: str | None = None
    marker: str | None = None
    negation: Span | None = None
    modal_span: Span | None = None
    clause: Span | None = None  # the whole clause that the predicate heads, without leading or trailing punctuation


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of one block with its tokens, recognised names, noun phrases and frames, each in text order.

    `heads` says for each token which one governs it, by its place in `tokens`, -1 for a root: a tree without labels,
    for readers that learn.
    """

    span: Span
    block: Block
    tokens: tuple[Token, ...]
    names: tuple[Name, ...]
    noun_phrases: tuple[Argument, ...]  # base noun phrases with their head word; no relative clauses
    frames: tuple[Frame, ...]
    heads: tuple[int, ...] = ()
