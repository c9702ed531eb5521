"""A claim as links see it: whole-number days, place, parties, tolls and words, each worked out once."""

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property, lru_cache
from sys import intern

from firsthand.model import Count, Document, Event, Party, Read, Where
from firsthand.model import Toll as Counted
from firsthand.reference import targets
from firsthand.reference.discourse import discourse
from firsthand.reference.lexicon import classes_of, senses
from firsthand.reference.roles import role
from firsthand.reference.speakers import speakers
from firsthand.resolve import moments
from firsthand.resolve.copies import same_house
from firsthand.resolve.dates import Days
from firsthand.resolve.geometry import PRECISE, RANK, called
from firsthand.resolve.names import folded, singular
from firsthand.resolve.origins import Trace
from firsthand.resolve.sentences import words
from firsthand.resolve.stories import Profile, profile
from firsthand.resolve.whereabouts import whereabouts

TELLING = 5  # letters from which a word can be a rare one
CLAIMS = 16  # bits of a claim's order that count within its document
SERIES_DAYS = 3  # days within which a date is told well
NEAR = 600  # characters: about the same paragraph or the next
MONTH = 31  # a happening told over more days than these is a series or a campaign; "last month" is one of its days

FURTHER = re.compile(r"(?:another|a further|an additional)\s", re.I)
MORE = re.compile(r"\s+(?:more|others?|further|additional)\b", re.I)
LEAD = 400  # characters in which a report says what it is about
NAMES = 24  # names of a title and lead that are looked at
CLAUSE = re.compile(r"[,;:]|\b(?:that|which|who|where)\b")
ANOTHER_CLAUSE = re.compile(r"\b(?:and|but)\s(?:that|which|who)\b")  # "those killed had been civilians and that none …"
AN = re.compile(r"\ban?\s(?:[\w-]+\s){0,2}$", re.I)
NAME = re.compile(r"[A-Z][\w'’-]+(?:\s[A-Z][\w'’-]+)*")

Toll = tuple[float | None, float | None]  # the lowest and the highest number told


class Telling:
    """The telling words of a report with their weights, worked out when they are asked for; one for all its claims."""

    def __init__(self, document: Document) -> None:
        self.document = document

    @cached_property
    def words(self) -> Profile:
        return profile(self.document)


@dataclass(frozen=True, slots=True)
class Happening:
    """An event claim, ready to be compared. `assumed` marks days taken from the publication, where it gives none."""

    claim: Event
    document: str
    order: int  # its place among all claims: by publication, then in the text
    days: Days | None
    assumed: bool
    vague: bool  # the days were worked out from another date, so that they may be one off
    actors: frozenset[str]
    recipients: frozenset[str]
    located: bool  # at a town or a site
    tolls: Mapping[str, Toll]
    definite: bool
    another: bool
    series: bool
    words: frozenset[str]
    twin: str | None  # the claim of an earlier document that this one repeats in a copied passage
    persons: frozenset[str] = frozenset()  # those in its chain that are persons, and no outlet
    names: frozenset[str] = frozenset()  # where no place is told: the names in the title and lead, in lower case
    anew: bool = False  # at a place that its report told of nowhere before
    leans: bool = False  # without a day and a place of its own, beside one of its type that its report tells them of
    after: bool = False  # told as what came before another happening of its sentence: "a day after the market was hit"
    means: str | None = None  # its mode, or "firearms" where who did it came on foot: "gunmen", "an ambush"
    things: frozenset[str] = frozenset()  # kinds of what was hit: "market", "vehicle"
    victims: frozenset[str] = frozenset()  # kinds of whom it befell: "armed", "pupils"
    where: Where | None = None  # the place that binds it
    aside: bool = (
        False  # "an attack on the bus station": none that its report told of before, unless it was one on that
    )
    report: Telling | None = field(default=None, compare=False)  # the words of its report

    @property
    def id(self) -> str:
        return self.claim.id


def happenings(
    reads: Iterable[Read], traces: Mapping[str, Trace], places: Mapping[str, int] | None = None
) -> list[Happening]:
    """The event claims of documents, which stand in order of publication, in the order of their texts.

    `places` are those of the documents among all, where these are only some of them.
    """
    return repeating(untraced(reads, places), traces)


def repeating(told: Iterable[Happening], traces: Mapping[str, Trace]) -> list[Happening]:
    """Happenings that know what they repeat: where it stands already, its words and names tell nothing."""
    nothing = frozenset[str]()
    return [
        replace(h, twin=twin, words=nothing, names=nothing) if (twin := traces[h.id].twin) is not None else h
        for h in told
    ]


def untraced(reads: Iterable[Read], places: Mapping[str, int] | None = None) -> list[Happening]:
    """The same before it is known what they repeat."""
    made: list[Happening] = []
    for place, read in enumerate(reads):
        made += of_report(read, place if places is None else places[read.document.id])
    return made


def of_report(read: Read, place: int, wanted: Collection[str] | None = None) -> Iterator[Happening]:
    """The event claims of the report at a place among all, in the order of its text; only those `wanted` (ids)."""
    events = sorted((c for c in read.claims if isinstance(c, Event)), key=lambda c: (c.trigger.start, c.id))
    persons = frozenset(a.source.name for a in read.attributions if a.source and a.source.kind == "person")
    report = Telling(read.document)
    for order, claim in enumerate(events, place << CLAIMS):
        if wanted is None or claim.id in wanted:
            yield happening(claim, read.document, order, persons, events, report)


def happening(
    claim: Event,
    document: Document,
    order: int,
    persons: frozenset[str] = frozenset(),
    beside: Sequence[Event] = (),
    report: Telling | None = None,
) -> Happening:
    """A claim as links see it; `beside` are those of its report, whose words are `report`."""
    before = document.text[max(0, claim.trigger.start - 80) : claim.trigger.start].rpartition("\n")[2]
    passage = claim.evidence.of(document.text)
    at = claim.trigger.start - claim.evidence.start
    where = whereabouts(claim, document)
    many, running = _many(claim, document, before), _runs_on(passage, at)
    after = moments.after_another(claim, beside, document.text)
    told, later = moments.told(claim, document)
    if loose := moments.undated(claim, after):
        told, later = moments.of_sentence(claim, beside, document.text), False
    return Happening(
        claim=claim,
        document=document.id,
        order=order,
        days=told if told is not None or claim.background else moments.assumed(document),
        assumed=later or (told is None and not claim.background),
        vague=(loose and after) or moments.vague(claim.when),
        actors=_once(_named(claim.actor)),
        recipients=_once(_named(claim.recipient)),
        located=where is not None and where.precision in PRECISE and where.lat is not None,
        tolls=_tolls(claim, document),
        definite=not (running or many) and _is_definite(claim, document, before),
        another=_another(claim, before),
        series=running or many or (not later and _long(claim, told)),
        words=_telling(passage),
        twin=None,
        persons=_once(persons.intersection(n for n in claim.chain if n is not None)),
        names=_once(_names(document) if _placeless(claim) else frozenset[str]()),
        anew=_anew(claim, document),
        leans=claim.where is None and told is None and any(_anchors(e, claim) for e in beside),
        after=after,
        means=claim.mode or _means(claim, document),
        things=_once(_kinds(claim.recipient, targets.things) or _hit(passage)),
        victims=_once(_kinds(claim.recipient, targets.victims)),
        where=where,
        aside=_aside(claim, document, before),
        report=report,
    )


@lru_cache(maxsize=4096)
def _once(names: frozenset[str]) -> frozenset[str]:
    """One set for all that are equal: a set takes as much room as a claim, and most are empty or name the same."""
    return names


def _runs_on(passage: str, at: int) -> bool:
    """Whether what a sentence tells at a place goes on or was summed up over a spell.

    What follows "since" is that since which it goes on, and what stands in a clause before it is no part of it: "nine
    were killed in the town, which rebels have held since 2024".
    """
    since, spell = _spells(passage)
    if since is None or at >= since[1] or CLAUSE.search(passage[at : since[0]]) is not None:
        return spell
    return spell or ANOTHER_CLAUSE.search(passage[max(at, since[0]) : since[1]]) is None


@lru_cache(maxsize=64)
def _spells(passage: str) -> tuple[tuple[int, int] | None, bool]:
    """Where a sentence says since when something goes on, and whether it sums up a spell; its claims ask one by one."""
    how, low = discourse(), passage.casefold()
    since = how.running.search(passage) if "since" in low else None
    spell = how.summed.search(low) is not None and how.spell.search(passage) is not None
    return (since.span() if since is not None else None), spell


def _long(claim: Event, told: Days | None) -> bool:
    """Whether it went on for more than days: what a report recalls or sums up without a day is no one happening."""
    return bool(claim.background) if told is None else told.width > MONTH


def _placeless(claim: Event) -> bool:
    return claim.where is None or claim.where.name is None


def _anchors(event: Event, claim: Event) -> bool:
    """Whether an event near a claim is of its type and has a day and a place of its own."""
    placed = event.where is not None and event.where.name is not None and RANK[event.where.precision] <= RANK["admin1"]
    told = placed and event.when is not None and event.type == claim.type
    return told and not event.background and abs(event.trigger.start - claim.trigger.start) <= NEAR


def _anew(claim: Event, document: Document) -> bool:
    """Whether a claim's place comes in with it, past the report's title and first sentence."""
    told = document.text[: claim.evidence.start]
    if claim.where is None or not told.strip():
        return False
    return claim.where.text not in told and claim.where.text not in (document.title or "")


@lru_cache(maxsize=1024)
def _names(document: Document) -> frozenset[str]:
    """The names in a report's title and lead: among them is the place, where a later sentence doesn't tell it again."""
    found = (*NAME.findall(document.title or ""), *NAME.findall(document.text[:LEAD]))
    return frozenset(sorted(map(called, found))[:NAMES])


def _is_definite(claim: Event, document: Document, before: str) -> bool:
    """Whether an event word may be a noun with "the" before it: "the raid", not "by the road hit"."""
    if discourse().definite.search(before) is None:
        return False
    words = claim.trigger.of(document.text).casefold()
    last = words.rpartition(" ")[2]
    return any(senses(w, "NOUN") for w in (words, last, singular(last)))


def _aside(claim: Event, document: Document, before: str) -> bool:
    """Whether an event noun comes in with "a" and with what was hit: "an attack on its market last week"."""
    noun = singular(claim.trigger.of(document.text).casefold().rpartition(" ")[2])
    return AN.search(before) is not None and bool(claim.recipient) and bool(senses(noun, "NOUN"))


def relayed(claim: Happening, document: Document) -> bool:
    """Whether a word came by way of another outlet: a name in its chain that is no person's, no thing's nor its own."""
    if len(claim.claim.chain) < 2:
        return False
    own = [n for n in (document.outlet, document.agency) if n is not None]
    via = (n for n in claim.claim.chain[1:] if n is not None and n[0].isupper() and n not in claim.persons)
    return any(not any(same_house(o, n) for o in own) for n in via)


def _many(claim: Event, document: Document, before: str) -> bool:
    """Whether the trigger is a plural that is as many happenings: "three attacks", "the three attacks"."""
    how = discourse()
    noun = claim.trigger.of(document.text).casefold().rpartition(" ")[2]
    return noun in how.series and how.several.search(before) is not None


def _another(claim: Event, before: str) -> bool:
    """Whether it is told as another one: "in another attack"; not "another three died", "another man was shot"."""
    match = discourse().another.search(before)
    if match is None:
        return False
    start = claim.trigger.start - len(before) + match.start()
    counted = any(t.count.span.start <= start < t.count.span.end for t in claim.counts)
    words = match.group().casefold().split()
    person = words[0] == "another" and bool(classes_of(singular(words[-1])) & {"@people", "@armed"})
    return not counted and not person


def _named(parties: Iterable[Party]) -> frozenset[str]:
    """Parties that can be told apart: "gunmen" and "civilians" are everywhere."""
    return frozenset(p.id or folded(p.name) for p in parties if p.kind not in ("unnamed", "civilians"))


def _means(claim: Event, document: Document) -> str | None:
    """ "firearms" of an attack whose doers or name say that it came from close by and from no aircraft."""
    doers = (singular(w) for p in claim.actor if p.kind == "unnamed" for w in p.name.casefold().split())
    if claim.counts and all(t.of == "abducted" for t in claim.counts):
        return "abduct"
    return "firearms" if any(map(targets.on_foot, doers)) or _from_close_by(claim.evidence.of(document.text)) else None


@lru_cache(maxsize=4096)
def _from_close_by(passage: str) -> bool:
    return any(map(_on_foot, words(passage)))


@lru_cache(maxsize=65536)  # the same words come again and again
def _on_foot(word: str) -> bool:
    return targets.on_foot(word)


@lru_cache(maxsize=4096)
def _hit(passage: str) -> frozenset[str]:
    """The kinds of things that a sentence tells of, apart from who says so: "a hospital official said"."""
    found = ((p, frozenset[str]().union(*map(_thing, words(p)))) for p in passage.split(","))
    told = (kinds for p, kinds in found if kinds and role(p) is None and speakers().said.search(p) is None)
    return frozenset[str]().union(*told)


@lru_cache(maxsize=65536)
def _thing(word: str) -> frozenset[str]:
    return targets.things(singular(word))


def _kinds(parties: Iterable[Party], kinds: Callable[[str], frozenset[str]]) -> frozenset[str]:
    """The kinds of those that no name tells apart."""
    nouns = (singular(p.name.casefold()) for p in parties if p.id is None)
    return frozenset(kind for noun in nouns for kind in kinds(noun))


def added(count: Count, document: Document) -> bool:
    """Whether a count is added to one that was told before: "two more people", "another two"."""
    return MORE.match(document.text, count.span.end) is not None or FURTHER.match(count.text) is not None


def counted(claim: Event, document: Document) -> Sequence[Counted]:
    """A claim's counts without those of a happening before it: "three died, one week after six died there"."""
    if len(claim.counts) < 2:
        return claim.counts
    start, text = claim.evidence.start, document.text
    now = [t for t in claim.counts if not discourse().time_after.search(text[start : t.count.span.start])]
    return now or claim.counts


def _tolls(claim: Event, document: Document) -> dict[str, Toll]:
    """The lowest and highest number told of each kind of toll; its best figure narrows both ends."""
    found: dict[str, Toll] = {}
    for toll in (t for t in counted(claim, document) if not added(t.count, document)):
        low = toll.count.low if toll.count.low is not None else toll.count.best
        high = toll.count.high if toll.count.high is not None else toll.count.best
        known = found.get(toll.of)
        if known is None or (low or 0) > (known[0] or 0):
            found[toll.of] = (low, high)
    return found


@lru_cache(maxsize=4096)  # copies come one after the other
def _telling(passage: str) -> frozenset[str]:
    """The words of a passage that may tell it from others: no short ones, no figures (those are tolls and dates)."""
    return frozenset({intern(w) for w in words(passage) if len(w) >= TELLING and not w[0].isdigit()})  # a set is trim
