"""Running totals: how many a war, a siege or a year has cost, which is no toll of any one happening."""

import re

from firsthand.extract.events.happenings import Happening
from firsthand.extract.events.page import Page
from firsthand.extract.events.triggers import Trigger
from firsthand.model import Span

SINCE = re.compile(r"\bsince\b([^,;]*)", re.IGNORECASE)
SPELL = re.compile(
    r"\b(?:in|over|during|within|for) (?:the )?(?:past|last|previous) (?:[\w-]+ )?(?:weeks?|months?|years?|decades?)\b"
    r"|\bso far this (?:week|month|year)\b|\bthis year\b"
    r"|\b(?:in|during|throughout) (?:the|its|a|this) (?:[\w-]+ ){0,2}(?:war|conflict|siege|insurgency|uprising)\b",
    re.IGNORECASE,
)
SHORT = frozenset({"second", "minute", "hour", "day"})


def is_running(page: Page, happening: Happening) -> bool:
    """Whether the deed is told of a long time: "has killed dozens since the war began", "have died this year"."""
    return any(_since(page, t) or (_perfect(page, t) and _spell(page, t)) for t in happening.triggers)


def _since(page: Page, trigger: Trigger) -> bool:
    """ "since April", "since the siege began"; not "since Monday", which may be one battle."""
    scope = _clause(trigger)
    for match in SINCE.finditer(page.text, scope.start, scope.end):
        span = Span(match.start(), match.end())
        if span.contains(trigger.span):
            continue
        times = page.times_in(span)
        if not any(t.when.precision in SHORT for t in times):
            return True
    return False


def _spell(page: Page, trigger: Trigger) -> bool:
    scope = _clause(trigger)
    return SPELL.search(page.text, scope.start, scope.end) is not None


def _perfect(page: Page, trigger: Trigger) -> bool:
    before = [t.text.lower() for t in page.before(trigger.span.start, 4)]
    return not trigger.noun and bool({"has", "have", "’ve", "'ve"} & set(before))


def _clause(trigger: Trigger) -> Span:
    """The trigger's clause, else what its sentence says after it."""
    frames = [f for f in (trigger.light, trigger.frame) if f is not None and f.clause is not None]
    clause = next((f.clause for f in frames if f.clause), None)
    return clause or trigger.sentence.span
