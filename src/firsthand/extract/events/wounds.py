"""Who died of wounds: where and when he died is not where and when he was hurt."""

import re

from firsthand.extract.events.happenings import Happening
from firsthand.extract.events.page import Page
from firsthand.model import Span

OF_WOUNDS = re.compile(r"\b(?:of|from|to)\s+(?:(?:\w+|\d+)\s+){0,3}?(?:wounds?|injur(?:y|ies)|burns?)\b", re.IGNORECASE)
THEN_DIED = re.compile(r"\band\s+(?:\w+\s+)?(?:died|succumbed)\b", re.IGNORECASE)
WHO_WAS = re.compile(
    r"\bwho\s(?:was|were|had been)\s(?:\w+\s)?(?:hit|shot|wounded|injured|hurt|burned|struck|stabbed)\s"
    r"(?:in|by|on|when|during)\b"
)
DYING = frozenset({"die", "succumb", "death", "pass away"})


def is_of_dying(page: Page, happening: Happening, span: Span) -> bool:
    """ "died in Erbil on Saturday of burns suffered at X two days earlier": what stands before the wounds; "had been
    shot and died in the evening", "who was hit in the raid died on Monday": what stands behind the death."""
    lead = happening.lead
    died = THEN_DIED.search(page.text, lead.span.end, lead.sentence.span.end)
    if died is not None and _had(page, lead.span):
        return span.start >= died.end()
    if lead.lemma not in DYING:
        return False
    if WHO_WAS.search(page.text, lead.sentence.span.start, lead.span.start) is not None:
        return span.start > lead.span.end
    wounds = OF_WOUNDS.search(page.text, lead.span.end, lead.sentence.span.end)
    return wounds is not None and span.start < wounds.start()


def _had(page: Page, span: Span) -> bool:
    """Whether a verb is told as done before: "had been shot"."""
    return any(t.text.lower() == "had" for t in page.before(span.start, 3))
