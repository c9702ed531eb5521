"""A fragment of HTML, as feeds carry it, as plain text: one line a paragraph."""

import re
from typing import Any

BREAKS = {"p", "div", "br", "li", "ul", "ol", "blockquote", "h1", "h2", "h3", "h4", "h5", "h6", "tr", "table", "figure"}
BREAKS |= {"figcaption", "section", "article", "header", "footer", "hr", "pre"}
SILENT = {"script", "style", "noscript", "template", "iframe", "svg"}


def plain_text(fragment: str) -> str:
    """The text of an HTML fragment; blank space within a paragraph becomes one space, each paragraph one line."""
    from lxml import html
    from lxml.etree import ParserError

    if "<" not in fragment and "&" not in fragment:
        return _lines([fragment])
    try:
        tree = html.fragment_fromstring(fragment.replace("\0", ""), create_parent=True)
    except (ParserError, ValueError):
        return ""
    return _lines(_pieces(tree))


def titled(text: str, title: str | None) -> str:
    """`text` under its headline, which a page or a feed may tell beside the text or as its first line."""
    if not title:
        return text
    opening = " ".join(text[: 2 * len(title) + 20].split())
    again = re.match(re.escape(title) + r"(?!\w)", opening, re.IGNORECASE)
    return text if again else f"{title}\n{text}".strip()


def _pieces(tree: Any) -> list[str]:
    """Texts and, for every border of a block, a line break, in order; walked without recursion."""
    from lxml.etree import iterwalk

    out: list[str] = []
    muted = 0
    for event, element in iterwalk(tree, events=("start", "end", "comment", "pi")):
        if event in ("comment", "pi"):
            out.append("" if muted else element.tail or "")
            continue
        muted += (element.tag in SILENT) * (1 if event == "start" else -1)
        if element.tag in BREAKS:
            out.append("\n")
        piece = element.text if event == "start" else element.tail
        if piece and not muted:
            out.append(re.sub(r"\s+", " ", piece))
    return out


def _lines(pieces: list[str]) -> str:
    lines = (re.sub(r"[^\S\n]+", " ", line).strip() for line in "".join(pieces).split("\n"))
    return "\n".join(line for line in lines if line)
