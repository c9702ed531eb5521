"""History and habit: what a report recalls or sums up, which is no news of its own."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from firsthand.extract.events import spells
from firsthand.extract.events.page import Page
from firsthand.extract.events.refer import Told
from firsthand.extract.events.words import Trigger
from firsthand.model import Event, Span, When
from firsthand.reference import background as reference

DAYS = frozenset({"minute", "hour", "day"})
WITHIN = frozenset({"DET", "ADJ", "NOUN", "PROPN", "NUM"})  # what may stand before a noun in its phrase
REACH = 4  # tokens to look back for the "since" before a noun
PRESENT = frozenset({"VBZ", "VBP"})
MANY = frozenset("dozens scores hundreds thousands".split())
OLD = 60  # days before publication from which a happening is recalled, not reported


def marked(page: Page, told: Told, published: When | None) -> Event:
    """The event with the words by which it is told as background, if any."""
    found = dict.fromkeys(_cues(page, told, published))
    return replace(told.event, background=tuple(sorted(found)))


def spread(page: Page, told: list[Told]) -> list[Told]:
    """The events, those marked too that a sentence tells under or behind one of years ago: "besieged for months in
    2017; 1,000 people died", "a survivor of a 2014 massacre said she hid while fighters killed her parents"."""
    found: list[Told] = []
    for one in told:
        near = [o for o in reversed(found) if o.sentence == one.sentence and o.event.background]
        goes = (o for o in near if _is_by(o, one) or _counts_in(o, one) or (_is_past(o) and _goes_with(page, o, one)))
        before = next(goes, None)
        if before is not None and not one.event.background:
            one = replace(one, event=replace(one.event, background=before.event.background))
        found.append(one)
    return found


def _is_by(before: Told, one: Told) -> bool:
    """ "An earlier wave of protests left 157 dead": what was recalled did it."""
    doer = one.happening.lead.argument("agent")
    return doer is not None and before.happening.lead.noun and doer.span.contains(before.happening.lead.span)


def _counts_in(before: Told, one: Told) -> bool:
    """ "have carried out 60 attacks since May, sinking a ship and killing three": all of it over that time."""
    own = {f.trigger for t in before.happening.triggers for f in t.frames}
    frames = {f.trigger: f for f in one.happening.lead.sentence.frames}
    frame = next((f for f in one.happening.lead.frames if f.pos == "VERB" and f.tense == "none"), None)
    for _ in range(3):
        if frame is None or frame.relation not in ("adverbial", "conjunct") or frame.governor is None:
            return False
        if frame.governor in own:
            return True
        frame = frames.get(frame.governor)
    return False


def _is_past(told: Told) -> bool:
    when = told.event.when
    return when is not None and when.precision in ("year", "decade") and when.span in told.event.background


def _goes_with(page: Page, before: Told, one: Told) -> bool:
    if one.event.when is not None and one.event.when.basis != "inferred":
        return False
    first, second = before.happening.lead, one.happening.lead
    if second.span.start < first.span.end:
        return False
    under = any(f.pos == "VERB" and f.relation == "adverbial" and f.governor is not None for f in second.frames)
    return under or ";" in page.text[first.span.end : second.span.start]


def _cues(page: Page, told: Told, published: When | None) -> Iterator[Span]:
    running = spells.running(page, told.happening)
    if running is not None:
        yield running
    when = told.event.when
    if when is not None and when.span is not None and _is_old(when, published):
        yield when.span
    for trigger in told.happening.triggers:
        yield from _since(page, trigger)
        if when is None or when.precision not in DAYS:
            yield from _habit(page, trigger)
        if when is None or when.precision not in DAYS or when.start != when.end:
            yield from _earlier(page, trigger)
        if when is None and told.event.where is None:
            yield from _sum(page, trigger)
    lead = told.happening.lead
    if len(told.happening.triggers) == 1:
        yield from _custom(lead)
        if not told.event.counts and (state := _state(page, lead)) is not None:
            yield state
    if _goes_on(lead) and not told.event.counts and (when is None or when.basis == "inferred"):
        yield lead.span


def _since(page: Page, trigger: Trigger) -> Iterator[Span]:
    """ "since the fighting reached the town", "since the deadly attacks": what another thing is counted from."""
    for frame in trigger.sentence.frames:
        if frame.marker == "since" and frame.clause is not None and frame.clause.contains(trigger.span):
            words = (t for t in trigger.sentence.tokens if t.span.start <= frame.trigger.start)
            yield from (t.span for t in words if t.text.lower() == "since")
    for token in reversed(page.before(trigger.span.start, REACH) if trigger.noun else []):
        if token.text.lower() == "since":
            yield token.span
        if token.pos not in WITHIN:
            return


def _goes_on(trigger: Trigger) -> bool:
    """ "a truce has reduced the fighting": the state of affairs, not a fight."""
    return trigger.noun and trigger.determiner == "the" and trigger.lemma in reference.background().states


def _habit(page: Page, trigger: Trigger) -> Iterator[Span]:
    """ "have often shelled", "in recent years"; in the clause, not in one that it embeds."""
    scope = _scope(trigger)
    inner = [f.clause for f in trigger.sentence.frames if f.clause and scope.contains(f.clause) and f.clause != scope]
    apart = [c for c in inner if not c.contains(trigger.span)]
    for match in reference.background().habit.finditer(page.text, scope.start, scope.end):
        span = Span(match.start(), match.end())
        if not any(c.contains(span) for c in apart):
            yield span


def _custom(trigger: Trigger) -> Iterator[Span]:
    """ "a miner who leads protests in X", "a group that attacks convoys": what somebody is used to doing."""
    verbs = [f for f in trigger.frames if f.pos == "VERB" and (f.relation or "").startswith("relative")]
    for token in (t for f in verbs for t in trigger.sentence.tokens if t.span == f.trigger):
        if token.tag in PRESENT:
            yield token.span


def _state(page: Page, trigger: Trigger) -> Span | None:
    """ "the burned cars", "a bombed-out market": how something looks, and when it came to that nobody says."""
    if trigger.noun:
        return None
    words = [*page.before(trigger.span.start, 1), *page.within(trigger.span), *page.after(trigger.span.end, 2)]
    if len(words) < 3 or words[0].pos not in ("DET", "PRON") or words[1].tag not in ("VBN", "JJ"):
        return None
    hyphen = page.text[trigger.span.end : trigger.span.end + 4] == "-out"
    return trigger.span if hyphen or words[2].pos in ("NOUN", "ADJ") else None


def _sum(page: Page, trigger: Trigger) -> Iterator[Span]:
    """ "Dozens have been killed in clashes": how many over some time and wherever."""
    words = page.before(trigger.span.start, REACH)
    perfect = not trigger.noun and any(t.text.lower() in spells.PERFECT for t in words)
    yield from (t.span for t in words if perfect and t.text.lower() in MANY)


def _scope(trigger: Trigger) -> Span:
    """The clause that tells of it; of a noun that of the verb around it: "marked the anniversary of the attack"."""
    verbs = [f.clause for f in trigger.sentence.frames if f.pos == "VERB" and f.clause is not None]
    around = [c for c in verbs if c.contains(trigger.span)]
    return min(around, key=len, default=trigger.sentence.span) if trigger.noun else spells.clause(trigger)


def _earlier(page: Page, trigger: Trigger) -> Iterator[Span]:
    """ "previous attacks", "a similar raid"."""
    start = max(trigger.sentence.span.start, trigger.span.start - 60)
    match = reference.background().earlier.search(page.text[start : trigger.span.start])
    if match is not None and trigger.noun:
        word = match.group().split()[0]
        yield Span(start + match.start(), start + match.start() + len(word))


def _is_old(when: When, published: When | None) -> bool:
    last, day = when.end or when.start, published.start if published is not None else None
    if last is None or day is None:
        return False
    return (date.fromisoformat(day[:10]) - date.fromisoformat(last[:10])).days > OLD
