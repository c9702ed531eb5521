"""What came in: the report as fetched, and the citable text made from it."""

import hashlib
from dataclasses import dataclass
from typing import Literal

from firsthand.model.values import Span, When

BlockKind = Literal["headline", "dateline", "byline", "caption", "paragraph", "quote", "boilerplate"]


@dataclass(frozen=True, slots=True)
class Report:
    """An item as fetched. `body` is the bytes unchanged; `location` names the file (and record) for messages.

    `kind` is the reader's name ("text", "html", "jsonl", "feed"). `title`, `outlet`, `url` and `published` are what the
    container said of it (a feed's item, a JSON line, a WARC header, a command-line option), else `None`.
    """

    body: bytes
    kind: str
    location: str
    url: str | None = None
    title: str | None = None
    outlet: str | None = None
    published: When | None = None
    fetched: str | None = None  # ISO 8601 instant that the container gives (WARC-Date), never the clock's

    @property
    def digest(self) -> str:
        """`sha256:` and the hex digest of the bytes."""
        return "sha256:" + hashlib.sha256(self.body).hexdigest()


@dataclass(frozen=True, slots=True)
class Block:
    """A piece of a document's text and what it is on the page. Blocks may nest: a dateline within a paragraph."""

    span: Span
    kind: BlockKind


@dataclass(frozen=True, slots=True)
class Document:
    """A report's citable text: immutable, named by its digest. `language` is ISO 639-1, `None` where undecided.

    `agency` is the wire agency that dateline, byline or credit line names; `report` the digest of the report's bytes.
    """

    id: str
    text: str
    title: str | None
    outlet: str | None
    url: str | None
    language: str | None
    published: When | None
    blocks: tuple[Block, ...]
    agency: str | None = None
    report: str | None = None

    @property
    def readable(self) -> bool:
        """Whether the program reads its language; an undecided one (a few words) is taken for English."""
        return self.language in ("en", None)


def text_id(text: str) -> str:
    """The id of a document: `sha256:` and the hex digest of its UTF-8 bytes."""
    return "sha256:" + hashlib.sha256(text.encode("utf-8")).hexdigest()
