"""Running totals: how many a war, a siege or a year has cost, which is no toll of any one happening."""

import re

from firsthand.extract.events.happenings import Happening
from firsthand.extract.events.page import Page
from firsthand.extract.events.words import Trigger
from firsthand.model import Span
from firsthand.reference.background import background

SINCE = re.compile(r"\bsince\b([^,;]*)", re.IGNORECASE)
ADVERB = re.compile(r"\b(?:has|have|had)(?:\s+\w+ly)?\s+$", re.IGNORECASE)  # "has since risen"
REASON = re.compile(r"\s+(?:[\w'’-]+\s+){1,7}(?:had|has|have|is|are|could|would|might)\b", re.IGNORECASE)
HOURS = re.compile(
    r"\b(?:dawn|dusk|noon|midday|midnight|daybreak|sunrise|sunset|nightfall|morning|night)\b", re.IGNORECASE
)
MOST = re.compile(r"\b(?:(?:dead|bloodi|great|larg|bigg|high|heavi|fierc|deadli)est|worst|most|first)\b", re.IGNORECASE)
SHORT = frozenset({"second", "minute", "hour", "day"})
PERFECT = frozenset({"has", "have", "’ve", "'ve"})


def running(page: Page, happening: Happening) -> Span | None:
    """The words that tell the deed of a long time."""
    found = (_since(page, t) or (_spell(page, t) if _perfect(page, t) else None) for t in happening.triggers)
    return next((span for span in found if span is not None), None)


def clause(trigger: Trigger) -> Span:
    """The trigger's clause, else its sentence."""
    frames = [f for f in (trigger.light, trigger.frame) if f is not None and f.clause is not None]
    return next((f.clause for f in frames if f.clause), None) or trigger.sentence.span


def _since(page: Page, trigger: Trigger) -> Span | None:
    """ "since April", "since the siege began"; not "since Monday", which may be one battle, nor "the worst
    since"."""
    scope = clause(trigger)
    for match in SINCE.finditer(page.text, scope.start, scope.end):
        span = Span(match.start(), match.end())
        if span.contains(trigger.span) or MOST.search(page.text, scope.start, match.start()):
            continue
        if _is_no_time(page.text, scope.start, match):
            continue
        times = page.times_in(span)
        if not any(t.when.precision in SHORT for t in times) and not HOURS.search(match.group()):
            return Span(match.start(), match.start() + len("since"))
    return None


def _is_no_time(text: str, start: int, match: re.Match[str]) -> bool:
    """Whether "since" is "by now" ("has since risen") or "because" ("to nine, since two had died")."""
    by_now = ADVERB.search(text[start : match.start()]) is not None
    return by_now or (text[start : match.start()].endswith(", ") and REASON.match(match[1]) is not None)


def _spell(page: Page, trigger: Trigger) -> Span | None:
    """ "this year", "in its civil war"; or what lasts does it: "the war has killed thousands"."""
    scope = clause(trigger)
    match = background().spell.search(page.text, scope.start, scope.end)
    if match is not None:
        return Span(match.start(), match.end())
    agent = trigger.argument("agent")
    head = page.token(agent.head) if agent else None
    return head.span if head is not None and head.lemma.lower() in background().lasting else None


def _perfect(page: Page, trigger: Trigger) -> bool:
    before = [t.text.lower() for t in page.before(trigger.span.start, 4)]
    return not trigger.noun and bool(PERFECT & set(before))
