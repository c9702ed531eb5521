"""Where a claim happened as far as links need it: what a name beside it is really the place of."""

import re
from dataclasses import replace

from firsthand.model import Document, Event, Where
from firsthand.resolve.geometry import PRECISE, lacking

REACH = 60  # characters before a place in which it is told as where somebody was going
ROUTE = re.compile(
    r"\b(?:on (?:its|their|his|her|the) way (?:to|from|back to)|(?:bound|making|leaving) for"
    r"|(?:heading|headed) (?:to|for|towards?)"
    r"|en route (?:to|from)|(?:travel+ing|driving|returning|sent|going) (?:to|from|towards?)"
    r"|(?:on|along) (?:the|a) (?:\w+ )?(?:road|highway|way|track|route)s? (?:to|from|between|towards?|linking))"
    r"\s(?:the\s)?(?:[\w-]+\s){0,4}$",
    re.I,
)


def whereabouts(claim: Event, document: Document) -> Where | None:
    """The place that binds a claim. A town to which a convoy was on its way is told for the country around it.

    A name that the gazetteer lacks binds only what its own sentence tells.
    """
    where = claim.where
    if where is None:
        return None
    if lacking(where) and where.name is None and not claim.evidence.contains(where.span):
        return None
    if where.precision not in PRECISE or not claim.evidence.contains(where.span):
        return where
    before = document.text[max(claim.evidence.start, where.span.start - REACH) : where.span.start]
    return replace(where, precision="district") if ROUTE.search(before) is not None else where
