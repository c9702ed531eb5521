"""Where a sentence may begin: only after a mark that can end one. Everywhere else the parser must not cut.

A statistical parser also cuts before capitals ("…,” Amina Yusuf said"): within a paragraph of a report never right.
"""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Doc

ENDS = frozenset(".!?:;…")
CLOSING = frozenset({'"', "”", "’", "'", "''", "»", ")", "]"})
NO_BORDER, OPEN = -1, 0


def mark_borders(doc: "Doc") -> "Doc":
    """Forbids sentence starts where the words before cannot end a sentence; a component of the pipeline."""
    import numpy

    starts, may = [], True
    for token in doc:
        starts.append(OPEN if may else NO_BORDER)
        text = token.text
        if text not in CLOSING:
            may = text[-1] in ENDS
    if starts:
        doc.from_array(["SENT_START"], numpy.array(starts, dtype="int64").astype("uint64").reshape(-1, 1))
    return doc
