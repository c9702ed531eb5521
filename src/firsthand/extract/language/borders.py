"""Where a sentence may begin: only after a mark that can end one. Everywhere else the parser must not cut.

A statistical parser also cuts before capitals ("…,” Amina Yusuf said"): within a paragraph of a report never right.
"""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Doc

ENDS = frozenset(".!?:;…")
CLOSING = frozenset({'"', "”", "’", "'", "''", "»", ")", "]"})


def mark_borders(doc: "Doc") -> "Doc":
    """Forbids sentence starts where the words before cannot end a sentence; a component of the pipeline."""
    may = True
    for token in doc:
        if not may:
            token.is_sent_start = False
        text = token.text
        if text not in CLOSING:
            may = text[-1] in ENDS
    return doc
