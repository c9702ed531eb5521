"""Of what kind some bytes are, by their name or by how they begin."""

import re
from pathlib import PurePath

SUFFIXES = {
    ".txt": "text",
    ".text": "text",
    ".md": "text",
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
    ".json": "jsonl",
    ".rss": "feed",
    ".atom": "feed",
    ".warc": "warc",
    ".warc.gz": "warc",
}
_FEED = re.compile(rb"<(?:rss|feed|rdf:RDF|[\w]+:feed)[\s>]")
_HTML = re.compile(rb"<(?:!doctype html|html|head|body|article|div|p|h1|meta|title)[\s>/]", re.I)
_BOMS = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")


def kind_of(name: str, head: bytes) -> str:
    """The reader's name for a file `name` that begins with `head`; its name decides, else its beginning."""
    path = PurePath(name.lower())
    for suffix in ("".join(path.suffixes[-2:]), path.suffix):
        if suffix in SUFFIXES:
            return SUFFIXES[suffix]
    return sniff(head)


def sniff(head: bytes) -> str:
    """The reader's name for bytes that begin with `head`; "text" where nothing else fits."""
    if head.startswith((b"\x1f\x8b", b"WARC/")):
        return "warc"
    plain = head.replace(b"\0", b"") if head.startswith(_BOMS[1:]) else head
    for bom in _BOMS:
        plain = plain.removeprefix(bom)
    plain = plain.lstrip()
    if plain.startswith(b"{"):
        return "jsonl"
    if _FEED.search(plain[:2000]) and plain.startswith(b"<"):
        return "feed"
    if plain.startswith(b"<") and _HTML.search(plain[:4000]):
        return "html"
    return "text"
