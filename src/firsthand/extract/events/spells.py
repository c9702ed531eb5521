"""Running totals: how many a war, a siege or a year has cost, which is no toll of any one happening."""

import re
from collections.abc import Iterator

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
NUMBER = re.compile(r"\b(?:number|toll|total|tally|count|figure) of [^.,;]{1,40}$", re.IGNORECASE)
NEAR = 6  # words before a word for harm that has no arguments, among which a war may stand that did it
PERFECT = frozenset({"has", "have", "’ve", "'ve"})


def running(page: Page, happening: Happening) -> Span | None:
    """The words that tell the deed of a long time."""
    found = (_of(page, t, scope) for t in happening.triggers for scope in _scopes(t))
    return next((span for span in found if span is not None), None)


def _of(page: Page, trigger: Trigger, scope: Span) -> Span | None:
    if since := _since(page, trigger, scope):
        return since
    told = background().stretch.search(page.text, scope.start, scope.end)
    if told is not None and trigger.sense.tells == "harm":
        return Span(*told.span())
    counted = NUMBER.search(page.text, trigger.sentence.span.start, trigger.span.start) is not None
    if counted:  # "the number of those killed this year"
        return _spell(page, trigger, trigger.sentence.span)
    return _spell(page, trigger, scope) if _perfect(page, trigger, scope) else None


def _scopes(trigger: Trigger) -> Iterator[Span]:
    """The trigger's clause, and that of the verb which it is joined to: "has killed 40 and wounded 90 since May"."""
    yield clause(trigger)
    first = next(iter(trigger.sentence.tokens), None)
    if first is not None and first.text.lower() == "since":  # "Since May the siege has killed thousands"
        yield Span(first.span.start, clause(trigger).end)
    governor = trigger.frame.governor if trigger.frame is not None and trigger.frame.relation == "conjunct" else None
    yield from (f.clause for f in trigger.sentence.frames if f.trigger == governor and f.clause is not None)


def clause(trigger: Trigger) -> Span:
    """The trigger's clause, else its sentence."""
    frames = [f for f in (trigger.light, trigger.frame) if f is not None and f.clause is not None]
    return next((f.clause for f in frames if f.clause), None) or trigger.sentence.span


def _since(page: Page, trigger: Trigger, scope: Span) -> Span | None:
    """ "since April", "since the siege began"; not "since Monday", which may be one battle, nor "the worst
    since"."""
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
    """Whether "since" is "by now" ("has since risen", "has died since") or "because" ("nine, since two had died")."""
    by_now = ADVERB.search(text[start : match.start()]) is not None or match[1].strip(' .”"') == ""
    return by_now or (text[start : match.start()].endswith(", ") and REASON.match(match[1]) is not None)


def _spell(page: Page, trigger: Trigger, scope: Span) -> Span | None:
    """ "this year", "in its civil war"; or what lasts does it: "the war has killed thousands"."""
    match = background().spell.search(page.text, scope.start, scope.end)
    if match is not None:
        return Span(match.start(), match.end())
    agent = trigger.argument("agent")
    words = page.within(agent.head) if agent else [] if trigger.arguments else page.before(trigger.span.start, NEAR)
    return next((t.span for t in words if t.lemma.lower() in background().lasting), None)


def _perfect(page: Page, trigger: Trigger, scope: Span) -> bool:
    word = page.token(trigger.span)
    bare = trigger.sense.weak and not trigger.arguments  # "has claimed 3,000 lives"
    if word is None or (word.pos not in ("VERB", "AUX") and not bare):
        return False
    before = page.before(trigger.span.start, 4)
    joined = page.within(Span(scope.start, min(scope.end, trigger.span.start))) if scope != clause(trigger) else []
    return any(t.text.lower() in PERFECT for t in (*before, *joined))
