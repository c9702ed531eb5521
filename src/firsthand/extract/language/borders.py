"""Where a sentence may begin: only after a mark that can end one. Everywhere else the parser must not cut.

A statistical parser also cuts before capitals ("…,” Amina Yusuf said"): within a paragraph of a report never right.
"""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Doc

ENDS = frozenset(".!?:;…")
LONGEST = 300  # words without a mark that ends a sentence: a list or a broken text, cut so that it costs little
CLOSING = frozenset({'"', "”", "’", "'", "''", "»", ")", "]"})

HOURS = frozenset({"a.m.", "p.m.", "a.m", "p.m"})
DAYS = frozenset("Monday Tuesday Wednesday Thursday Friday Saturday Sunday GMT UTC EST EDT ET CET IST".split())


def mark_borders(doc: "Doc") -> "Doc":
    """Forbids sentence starts where the words before cannot end a sentence; a component of the pipeline."""
    may, since, hour, platform, before = True, 0, False, False, ""
    for token in doc:
        since += 1
        if since > LONGEST or (platform and token.text[0].isupper()):
            token.is_sent_start, since = True, 0
        elif not may or (hour and token.text in DAYS):  # "at 10 p.m. Wednesday"
            token.is_sent_start = False
        else:
            since = 0
        text = token.text
        hour = text.lower() in HOURS
        platform = text == "X." and before == "on"  # "wrote on X. The ministers": no initial of a name
        before = text.lower()
        if text not in CLOSING:
            may = text[-1] in ENDS
    return doc
