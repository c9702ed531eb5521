"""What happened: events with their type, parties, place, time, weapon and tolls.

`events` reads them sentence by sentence: event words (`triggers`), those of one happening together (`happenings`), who
(`roles`), where and when (`setting`), with what (`means`), how many (`tolls`), and what refers back (`refer`).
"""

from collections.abc import Iterable
from dataclasses import replace

from firsthand.extract.events import (
    accidents,
    aftermath,
    answers,
    background,
    condemned,
    definite,
    demonstrations,
    entries,
    identified,
    judge,
    loose,
    means,
    nominal,
    refer,
    roles,
    scattered,
    setting,
    spells,
    tolls,
    towards,
    victims,
    wording,
)
from firsthand.extract.events.happenings import ACTS, Happening, evidence, happenings
from firsthand.extract.events.nominal import governor
from firsthand.extract.events.page import Page
from firsthand.extract.events.triggers import triggers
from firsthand.extract.events.words import Trigger
from firsthand.extract.language.layer import Sentence
from firsthand.model import Document, Event, PartyMention, Quantity, Span, TimeMention, Toll, When, Where, claim_id
from firsthand.model.reading import TollKind
from firsthand.reference import acled, groups, plover

__all__ = ["events"]

WORDS = frozenset(
    {"ACCUSE", "SUPPORT", "REQUEST", "REJECT", "THREATEN", "AGREE", "CONCEDE", "CONSULT", "COOPERATE", "AID"}
)
PLAIN = frozenset({"people", "men", "persons"})  # whom other words of the sentence call what they are
MANY = 6  # parties from which on a meeting is told once, not from each side


def events(
    document: Document,
    sentences: tuple[Sentence, ...],
    parties: tuple[PartyMention, ...],
    times: tuple[TimeMention, ...],
    places: tuple[Where, ...],
    quantities: tuple[Quantity, ...],
    published: When | None = None,
) -> tuple[Event, ...]:
    """The document's events in text order; stance and attribution are for later steps."""
    page = Page(document, sentences, parties, times, places, quantities)
    page.places = definite.settled(page)
    told: list[refer.Told] = []
    for number, sentence in enumerate(page.sentences):
        told += _of_sentence(page, sentence, number, told)
    told = entries.dated(page, identified.named(page, told))
    known = background.spread(page, [replace(t, event=background.marked(page, t, published)) for t in told])
    resolved = [replace(t, event=background.marked(page, t, published)) for t in refer.resolve(page, known)]
    settled = (t.event for t in background.spread(page, resolved))
    return tuple(_numbered(document, demonstrations.met(page, answers.with_answers(page, settled))))


def _of_sentence(page: Page, sentence: Sentence, number: int, earlier: list[refer.Told]) -> list[refer.Told]:
    after_attack = aftermath.is_after_attack(number, earlier)
    told_of = triggers(page, sentence)
    alone = not any(t.sense.type == "ASSAULT" and t.sense.tells in ACTS for t in told_of)
    follows = after_attack or (alone and aftermath.may_follow(page, sentence, number, earlier))
    words = judge.kept(page, told_of, after_attack=follows)
    told_apart = [part for h in happenings(page, words) for part in scattered.by_place(page, h)]
    found = [h for h in told_apart if _stands(page, h, earlier, follows)]
    taken: set[Span] = set()
    told = [refer.Told(e, h, number) for h in found for e in _from_each_side(h, _event(page, h, taken))]
    told = [aftermath.of_another_day(page, t) for t in told] if after_attack else told
    return _with_loose(page, sentence, number, condemned.told_by_words(told, after_attack), earlier, taken)


def _from_each_side(happening: Happening, event: Event) -> list[Event]:
    """A meeting once from each side, and what several do jointly ("X and Y renewed ties"); any other event as it is."""
    actors, recipients = event.actor, event.recipient
    mutual = happening.lead.sense.mutual or (not recipients and towards.is_reciprocal(happening.lead))
    if not mutual or len(actors) + len(recipients) > MANY:
        return [event]
    if actors and recipients and event.type == "CONSULT":
        return [event, replace(event, actor=recipients, recipient=actors)]
    if len(actors) > 1 and not recipients:
        return [replace(event, actor=(a,), recipient=tuple(b for b in actors if b != a)) for a in actors]
    return [event]


def _stands(page: Page, happening: Happening, earlier: list[refer.Told], follows: bool) -> bool:
    """Whether the words suffice: a bare result needs an attack that it `follows`, a general word something told of
    it."""
    if happening.type in WORDS and not any(roles.sides(page, happening)):
        return False
    if _is_of_arms(happening, earlier):
        return False
    lead = happening.lead
    needs_figure = tolls.is_of_bodies(page, lead) or tolls.is_untold(lead)
    if needs_figure and not tolls.tolls(page, happening, set()):
        return False
    if all(t.sense.weak for t in happening.triggers):
        if any(tolls.is_toll(t) for t in happening.triggers) and nominal.names_attack(lead.sentence):
            return True
        return follows or (
            spells.running(page, happening) is not None and not aftermath.is_otherwise(page, lead.sentence)
        )
    if lead.noun and (lead.determiner == "any" or _is_feared(happening)):  # "any attack would be answered"
        return False
    general = lead.noun and lead.lemma in lead.sense.generic and not happening.others
    return not general or _is_told_of(page, happening)


def _is_feared(happening: Happening) -> bool:
    """ "warned that further attacks on the city could trigger a disaster": none has come."""
    lead = happening.lead
    if not any(m.text.lower() in ("further", "future", "possible", "potential", "renewed") for m in lead.modifiers):
        return False
    verb = governor(lead.sentence, lead.span)
    return verb is not None and verb.modal is not None


def _is_of_arms(happening: Happening, earlier: list[refer.Told]) -> bool:
    """Whether "the strike" reads as one of workers though only one from the air was told of."""
    lead, types = happening.lead, {t.event.type for t in earlier}
    if lead.noun and lead.lemma == "strike" and happening.type == "PROTEST" and _hits(lead):
        return True
    definite = lead.noun and lead.lemma == "strike" and lead.determiner in refer.DEFINITE
    return definite and happening.type == "PROTEST" and "ASSAULT" in types and "PROTEST" not in types


def _hits(strike: Trigger) -> bool:
    """ "A second strike hit rescuers"."""
    frames = (f for f in strike.sentence.frames if f.pos == "VERB" and f.lemma in ("hit", "kill", "wound", "destroy"))
    return any(f.agent is not None and f.voice == "active" and f.agent.head.overlaps(strike.span) for f in frames)


def _is_told_of(page: Page, happening: Happening) -> bool:
    actors, recipients = roles.sides(page, happening)
    return bool(actors or recipients or setting.where(page, happening) or setting.when(page, happening))


def _event(page: Page, happening: Happening, taken: set[Span]) -> Event:
    lead, used = happening.lead, means.means(page, happening)
    actors, recipients = wording.sides(page, happening)
    counts = victims.counted(page, happening, tolls.tolls(page, happening, taken))
    mode = used.mode if _allows(happening.type, used.mode) else next(iter(means.modes(happening)), None)
    mode = None if lead.sense.tells == "gain" else mode
    mode = None if mode == "destroy" and any(c.of in ("killed", "wounded") for c in counts) else mode
    event = Event(
        id="",
        type=happening.type,
        mode=mode,
        acled=None,
        trigger=lead.span,
        evidence=evidence(page, happening),
        actor=actors,
        recipient=recipients,
        weapon=used.weapon if happening.type == "ASSAULT" else None,
        where=_where(page, happening),
        when=_when(page, happening),
        counts=counts,
        stance="asserted",
        stance_cue=(),
        attribution=None,
        chain=(),
    )
    return replace(event, acled=_acled(page, event, happening, used))


def _where(page: Page, happening: Happening) -> Where | None:
    """Where it happened; of harm told alone, neither where the harmed were brought nor where who counts them sits."""
    told = setting.where(page, happening)
    acted = any(t.sense.tells != "harm" and not t.sense.weak for t in happening.triggers)
    if told is not None and not acted and loose.is_elsewhere(page, happening.lead, told):
        return None
    return definite.by_name(page, told)


def _when(page: Page, happening: Happening) -> When | None:
    """When it happened; the time of a count is none."""
    told, lead = setting.when(page, happening), happening.lead
    counted = tolls.is_toll(lead) or (lead.noun and not lead.arguments and lead.sense.weak)
    return told if told is None or not counted or loose.is_of_attack(page, told) else None


def _allows(kind: str, mode: str | None) -> bool:
    found = plover.event_type(kind)
    return mode is None or (found is not None and mode in found.modes)


def _acled(page: Page, event: Event, happening: Happening, used: means.Means) -> str | None:
    tells = {t.sense.tells for t in happening.triggers}
    part = next((p for p in ("gain", "clash") if p in tells), happening.lead.sense.tells)
    return acled.crosswalk(
        acled.Happening(
            type=event.type,
            mode=event.mode,
            hint=used.acled,
            tells=part,
            actors=tuple(acled.side(p.name, p.kind) for p in event.actor),
            recipients=tuple(acled.side(p.name, p.kind) for p in event.recipient),
            weapon=used.weapon is not None,
            actor_crowd=acled.crowd(p.name for p in event.actor),
            recipient_crowd=acled.crowd(p.name for p in event.recipient if p.name.lower() not in PLAIN),
            crowds=acled.crowds(p.name for p in (*event.actor, *event.recipient)),
            deadly=_is_deadly(event),
            abroad=_is_abroad(event),
            peace=acled.is_peace(event.evidence.of(page.text)),
        )
    )


def _is_deadly(event: Event) -> bool:
    killed = any(c.of == "killed" and (c.count.best or c.count.low) for c in event.counts)
    return killed or event.mode == "firearms"


def _is_abroad(event: Event) -> bool:
    """Whether all who acted are of another country than that where it happened."""
    country = event.where.country if event.where is not None else None
    return bool(country and event.actor) and all(groups.home(p.id) not in (None, country) for p in event.actor)


def _with_loose(
    page: Page, sentence: Sentence, number: int, told: list[refer.Told], earlier: list[refer.Told], taken: set[Span]
) -> list[refer.Told]:
    """Give numbers that stand apart from any event word's arguments to the violent event that they stand nearest to."""
    counted = [c for t in told for c in t.event.counts]
    found = loose.loose(page, sentence, counted, taken, _last_kind([*earlier, *told]))
    apart: list[loose.Loose] = []
    anew: set[Span] = set()
    for one in [*found, *loose.none_harmed(page, sentence, taken)]:
        fit = [t for t in told if t.event.type in ("ASSAULT", "COERCE", "PROTEST") and _may_cost(t.event, one.toll)]
        nearest = min(fit, key=lambda t: _distance(t, one.toll), default=None)
        whole = {c.count.span for c in nearest.event.counts if _is_total(page, nearest, c)} if nearest else set[Span]()
        if nearest is None or _apart(page, nearest, one, anew | whole):
            apart.append(one)
        else:
            told = [replace(t, event=_adding(t.event, one.toll)) if t is nearest else t for t in told]
            anew |= {one.toll.count.span} if one.anew else set()
    return [*told, *_bare(page, sentence, number, apart, [*earlier, *told])]


def _is_total(page: Page, told: refer.Told, toll: Toll) -> bool:
    return any(span.contains(toll.count.span) for span in tolls.totals(page, told.happening))


def _apart(page: Page, told: refer.Told, one: loose.Loose, anew: set[Span]) -> bool:
    """Whether a toll is none of those of the event beside it: counted anew or part of such a count, or the harm that a
    denial leaves, or told by another, or lost by those who acted."""
    counts = told.event.counts
    if any(c.of == one.toll.of and c.count.span in anew for c in counts) or (one.own and counts and told.event.actor):
        return True
    if loose.is_feared(page, told.event.trigger, one):
        return True
    if loose.by_another(page, told.event.trigger, one, [c for c in counts if c.of == one.toll.of]):
        return True
    denied = bool(counts) and all(c.count.high == 0 for c in counts) and one.toll.count.high != 0
    again = one.anew or tolls.is_toll(told.happening.lead)
    return denied or (again and any(c.of == one.toll.of for c in counts))


def _last_kind(told: list[refer.Told]) -> TollKind:
    """What the last toll counted; the dead, where none was told."""
    counts = [c for t in told if t.event.type == "ASSAULT" for c in t.event.counts]
    return counts[-1].of if counts else "killed"


def _bare(
    page: Page, sentence: Sentence, number: int, found: list[loose.Loose], earlier: list[refer.Told]
) -> list[refer.Told]:
    """Events of tolls alone: "By evening 16 dead had been counted", after an attack told before."""
    found = _standing(page, sentence, number, found, earlier)
    groups: list[list[loose.Loose]] = []
    for one in found:
        if not groups or (one.anew and any(o.toll.of == one.toll.of for o in groups[-1])):
            groups.append([])
        groups[-1].append(one)
    return [_of_tolls(page, sentence, number, group) for group in groups]


def _standing(
    page: Page, sentence: Sentence, number: int, found: list[loose.Loose], earlier: list[refer.Told]
) -> list[loose.Loose]:
    """Tolls that can be of an attack: all of them near one, else those whose words tell of violence by themselves."""
    if not found or accidents.told(sentence):
        return []
    if aftermath.may_stand(page, sentence, number, earlier):
        return [f for f in found if not f.vague or aftermath.is_told(number, earlier)]
    if aftermath.is_else(page, sentence):
        return [f for f in found if not aftermath.is_otherwise(page, sentence) and _is_sum(page, sentence, f)]
    return [f for f in found if f.alone]


def _is_sum(page: Page, sentence: Sentence, one: loose.Loose) -> bool:
    """ "The war has claimed 3,000 lives"; how many it has driven out is a measure."""
    return (
        one.toll.of != "displaced"
        and spells.running(page, Happening(loose.trigger(page, sentence, one.on))) is not None
    )


def _of_tolls(page: Page, sentence: Sentence, number: int, found: list[loose.Loose]) -> refer.Told:
    happening = Happening(loose.trigger(page, sentence, found[0].on))
    event = replace(_event(page, happening, set()), counts=tuple(f.toll for f in found))
    return refer.Told(event, happening, number)


def _may_cost(event: Event, toll: Toll) -> bool:
    return toll.of == "arrested" if event.type == "COERCE" else True


def _distance(told: refer.Told, toll: Toll) -> int:
    return min(abs(t.span.start - toll.count.span.start) for t in told.happening.triggers)


def _adding(event: Event, toll: Toll) -> Event:
    return replace(event, counts=(*event.counts, toll))


def _numbered(document: Document, found: Iterable[Event]) -> Iterable[Event]:
    """Events with their ids: the place of the trigger, and a number among those of one trigger."""
    seen: dict[int, int] = {}
    for event in sorted(found, key=lambda e: e.trigger):
        ordinal = seen.get(event.trigger.start, 0)
        seen[event.trigger.start] = ordinal + 1
        yield replace(event, id=claim_id(document.id, event.trigger.start, "event", ordinal))
