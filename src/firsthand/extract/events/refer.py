"""Events told again: "the attack", "the blast" take the place and time of the one that they refer to."""

from dataclasses import dataclass, replace
from datetime import date, timedelta

from firsthand.extract.events.happenings import ACTS, Happening
from firsthand.extract.events.page import Page
from firsthand.extract.events.roles import BODILY
from firsthand.extract.events.setting import inferred
from firsthand.extract.events.words import Trigger
from firsthand.model import Event
from firsthand.reference.discourse import discourse
from firsthand.reference.tolls import elsewhere

DEFINITE = frozenset({"the", "this", "that", "these", "those"})
BACKING = frozenset("back support accompany cover follow precede assist aid".split())
NEARBY = 3  # events before and after that may share a sentence or a caption
LONG = frozenset({"month", "season", "year", "decade"})  # "the 2012 attack" is not the one told of before
SPANS = LONG | {"week"}
FRONTED = 3  # characters before a time that a sentence opens with: "On Friday"
BACK = 12  # events to look back over
GENERAL = frozenset({"attack", "violence", "killing", "incident"})  # said of anything
DOERS = frozenset(
    (
        "attacker bomber assailant gunman militant raider kidnapper victim dead survivor wounded injured casualty toll"
    ).split()
)


@dataclass(frozen=True, slots=True)
class Told:
    """An event with the happening that it was made of and the number of its sentence."""

    event: Event
    happening: Happening
    sentence: int


def refers(page: Page, happening: Happening) -> bool:
    """Whether the happening is told as one already known: a definite event word, doer or victims, or only a result."""
    for trigger in happening.triggers:
        if any(a.head.of(page.text).lower() in elsewhere() for a in trigger.arguments.get("in", ())):
            return False
        if trigger.noun and trigger.determiner in DEFINITE:
            return not _tells_whom(page, trigger)
        if trigger.sense.weak:
            return True
        for name in ("agent", "patient"):
            argument = trigger.argument(name)
            first = next(iter(page.within(argument.span)), None) if argument else None
            token = page.token(argument.head) if argument else None
            if first and token and first.text.lower() in DEFINITE | {"another"} and token.lemma.lower() in DOERS:
                return True
    return False


def _tells_whom(page: Page, trigger: Trigger) -> bool:
    """ "Reported the abduction of three teachers": told anew, by whom it befell."""
    whom = trigger.argument("of") or trigger.argument("patient")
    first = next(iter(page.within(whom.span)), None) if whom is not None and whom.span > trigger.span else None
    return first is not None and (first.tag == "CD" or first.text.lower() in ("a", "an"))


def resolve(page: Page, told: list[Told]) -> list[Told]:
    """Each event with the place and time of the one that it refers to, where it tells none itself."""
    found: list[Told] = []
    for one in told:
        earlier = _antecedent(page, one, found) if refers(page, one.happening) else _just_before(page, one, found)
        found.append(replace(one, event=_filled(one.event, earlier.event)) if earlier else one)
    return _headlines(_shared(found))


def _just_before(page: Page, one: Told, earlier: list[Told]) -> Told | None:
    """The attack of the sentence before, of which harm told without doer, place and day goes on: "Two were hurt."."""
    lead, event = one.happening.lead, one.event
    told = event.where or event.when or event.actor or event.background
    if told or lead.noun or any(t.sense.tells != "harm" and not _is_left(t) for t in one.happening.triggers):
        return None
    sentence = lead.sentence
    if discourse().another.search(page.text[sentence.span.start : lead.span.start]) is not None:
        return None
    if any(
        t.when.span is not None and t.when.span.start <= sentence.span.start + FRONTED
        for t in page.times_in(sentence.span)
    ):
        return None  # "On Friday two were hurt": another day than that of the sentence before
    near = [t for t in earlier if t.sentence == one.sentence - 1 and t.happening.lead.sentence.block == sentence.block]
    acts = [t for t in near if any(w.sense.tells in ACTS for w in t.happening.triggers) and not _is_aside(page, t)]
    acts = acts or [t for t in near if t.event.where and any(w.sense.weak for w in t.happening.triggers)]
    return _latest(one, acts) if acts and not any(t.event.stance == "denied" for t in acts) else None


def _is_left(trigger: Trigger) -> bool:
    """ "Nine houses were burned and four people taken hostage": what an attack left, by nobody."""
    passive = trigger.frame is not None and trigger.frame.voice == "passive"
    return passive and trigger.sense.mode in ("primitive", "destroy", "abduct") and "by" not in trigger.arguments


def _antecedent(page: Page, one: Told, earlier: list[Told]) -> Told | None:
    """The event told before it that it refers to; what is told as news comes before what that answers or follows."""
    if one.event.background and one.event.when is None and not one.happening.lead.noun:
        return None  # "more than 40,000 have died since 1984" is no attack of today
    aside = {t.sentence for t in earlier if _is_aside(page, t) or _is_recalled(t, one, earlier)}
    news = [t for t in earlier if t.sentence not in aside]
    found = _by_word(one, news) or _latest(one, news) or _latest(one, earlier[-BACK:])
    return _chief(page, one, news) or found if found is not None and _is_commented(page, one, found) else found


def _by_word(one: Told, news: list[Told]) -> Told | None:
    """The latest told by the word that it is told by again: "raided the village … confirmed the raid"."""
    lead = one.happening.lead
    if not lead.noun or lead.determiner not in DEFINITE or lead.lemma in GENERAL:
        return None
    return _latest(one, [t for t in news if any(w.lemma == lead.lemma for w in t.happening.triggers)])


def _is_commented(page: Page, one: Told, last: Told) -> bool:
    """Whether words comment on what the report is about: "condemned the attack", "the raid came two days after".

    They speak of what the report began with, not of whatever it told last; just behind another attack of it.
    """
    lead, before = one.happening.lead, last.happening.lead.sentence
    if not lead.noun or lead.determiner not in DEFINITE:
        return False
    near = before.block == lead.sentence.block and lead.lemma in {t.lemma for t in last.happening.triggers}
    if near:  # "attacked three embassies … condemned the attacks", in one paragraph
        return False
    sentence = lead.sentence.span
    words = discourse().commented.search(page.text[sentence.start : lead.span.start])
    follows = discourse().comment.match(page.text, lead.span.end, sentence.end)
    condemned = words is not None and discourse().condemned.match(words.group()) is not None
    new = before.block != lead.sentence.block and (condemned or lead.span.of(page.text).endswith("s"))
    apart = one.sentence - last.sentence > 1 or new
    return apart and (words is not None or follows is not None)


def _chief(page: Page, one: Told, news: list[Told]) -> Told | None:
    """What the report is about: the latest told by the same word, else what its text began with."""
    told = [t for t in news if not t.event.background and t.happening.lead.sentence.block.kind != "headline"]
    placed = [t for t in told if t.event.where and _alike(one.event, t.event)]
    word = one.happening.lead.lemma
    same = [t for t in placed if word not in GENERAL and any(w.lemma == word for w in t.happening.triggers)]
    return (same[-1:] or placed[:1] or [None])[0]


def _is_aside(page: Page, told: Told) -> bool:
    """Whether it is told of a whole week or more ("raids last month"), or as what another deed was the answer to."""
    when, lead = told.event.when, told.happening.lead
    if when is not None and when.basis != "inferred" and when.precision in SPANS:
        return True
    before = page.text[lead.sentence.span.start : lead.span.start]
    told_by = discourse()
    return told_by.answered.search(before) is not None or told_by.counted_from.search(before) is not None


def _is_recalled(told: Told, one: Told, earlier: list[Told]) -> bool:
    """Whether another paragraph told of it as of days before what the report began with ("on October 4, two …")."""
    day = _day(told)
    if day is None or told.happening.lead.sentence.block == one.happening.lead.sentence.block:
        return False
    first = next((d for t in earlier if t.event.type == told.event.type and (d := _day(t)) is not None), day)
    return day + timedelta(days=1) < first


def _day(told: Told) -> date | None:
    """Its own last day, as it was told."""
    when = told.event.when
    return date.fromisoformat(when.end[:10]) if when and when.end and when.basis != "inferred" else None


def _latest(one: Told, earlier: list[Told]) -> Told | None:
    for other in reversed(earlier):
        if other.event.background and not one.event.background and not _just_told(one, other):
            continue  # "the attack" is the one reported, not those of earlier days
        if _alike(one.event, other.event) and (other.event.where or other.event.when):
            return other
    return None


def _just_told(one: Told, other: Told) -> bool:
    """Whether a noun speaks of what the sentence before recalled, in one paragraph: "… The massacre led to war"."""
    lead, before = one.happening.lead, other.happening.lead
    near = one.sentence - other.sentence == 1 and lead.sentence.block == before.sentence.block
    return near and lead.noun and lead.lemma not in GENERAL


def _alike(a: Event, b: Event) -> bool:
    if a.type != b.type:
        return False
    modes = {a.mode, b.mode} - {None, "targeted", "destroy", "primitive"}
    return len(modes) < 2 and _compatible(a, b)


def _compatible(a: Event, b: Event) -> bool:
    if a.where and b.where and a.where.name != b.where.name and a.where.precision == b.where.precision:
        return False
    return not (a.when and b.when and (a.when.start, a.when.end) != (b.when.start, b.when.end))


def _filled(event: Event, earlier: Event) -> Event:
    when = event.when or (inferred(earlier.when) if earlier.when else None)
    own = event.when if event.when is not None and event.when.basis != "inferred" else None
    recalled = own is not None and (own.precision in LONG or (own.start != own.end and not earlier.when))
    return replace(event, where=event.where or (None if recalled else earlier.where), when=when)


def _shared(told: list[Told]) -> list[Told]:
    """Events of one sentence by the same doer, and those of one caption, share a place that only one tells."""
    found: list[Told] = []
    for number, one in enumerate(told):
        if one.event.where is None or one.event.when is None:
            for other in [*found[max(number - NEARBY, 0) :], *told[number : number + NEARBY + 1]]:
                if other is not one and _together(one, other):
                    one = replace(one, event=_filled_from(one, other))
        found.append(one)
    return found


def _together(one: Told, other: Told) -> bool:
    first, second = one.happening.lead.sentence, other.happening.lead.sentence
    if first.block.kind == "caption" and second.block == first.block:
        return True
    doers = {p.name for p in one.event.actor} & {p.name for p in other.event.actor}
    joint = bool(doers) or _accompanies(one.happening, other.happening)
    return first is second and joint and one.event.type in BODILY and other.event.type in BODILY


def _accompanies(one: Happening, other: Happening) -> bool:
    """Whether a noun tells what went with an act: "resumed the assault, backed by air strikes"."""
    acts = [f for t in other.triggers for f in t.frames]
    backing = [f for f in one.lead.sentence.frames if f.lemma in BACKING and f.clause and one.lead.noun]
    return any(
        (b.clause and b.clause.contains(one.lead.span))
        and (b.governor == f.trigger or (f.clause and f.clause.contains(one.lead.span)))
        for b in backing
        for f in acts
    )


def _filled_from(one: Told, other: Told) -> Event:
    """A caption's events share the time too; those of a sentence only the place."""
    caption = one.happening.lead.sentence.block.kind == "caption"
    filled = _filled(one.event, other.event)
    return filled if caption else replace(filled, when=one.event.when)


def _headlines(told: list[Told]) -> list[Told]:
    """A headline's event takes what the text's first event of its kind tells, where they do not disagree."""
    found: list[Told] = []
    for one in told:
        if one.happening.lead.sentence.block.kind == "headline":
            below = (t for t in told if t.happening.lead.sentence.block.kind != "headline")
            body = (t for t in below if not t.event.background or one.event.background)
            first = next((t for t in body if _alike(one.event, t.event)), None)
            if first is not None and _same_figures(one.event, first.event):
                one = replace(one, event=_filled(one.event, first.event))
        found.append(one)
    return found


def _same_figures(a: Event, b: Event) -> bool:
    """Whether no toll of the one contradicts the other's."""
    figures = {c.of: c.count for c in b.counts}
    return all(c.of not in figures or c.count.low == figures[c.of].low for c in a.counts)
