"""Links: which two claims may be of one happening, by how much, and why.

Claims are compared only where they meet in a block: near each other in one text, or of one type on one day with a
place, a toll or a party in common. A link's score is the sum of its features, each of them named in the link's reasons.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from math import floor

from firsthand.model import Link
from firsthand.reference import timewords
from firsthand.reference.word_rarity import rarity
from firsthand.resolve.geometry import PRECISE, RANK, called, fit, lacking
from firsthand.resolve.happenings import CLAIMS, NEAR, SERIES_DAYS, Happening, Toll
from firsthand.resolve.stories import alike, stems

MIN_SCORE = 0.5  # from which a link joins
NEIGHBOURS = 8  # claims before it in the same text that a claim is compared with
BLOCK = 48  # claims of a block that each is compared with, nearest in order of publication
RARE = 6  # of its rarest words by which a claim without any date is looked up
SELDOM = 8.0  # rarity from which a word is one of them: found in one sentence of 3,000
CELL = 0.1  # degrees of a block's side, about 11 km
VAGUE = frozenset({"toll", "party", "area"})  # blocks in which two towns need not be compared: a point tells them apart
ALIKE = 0.4  # likeness of two reports from which they tell one story
SURE = 0.75  # from which a link joins what is told of under two names of places
LEAST = 0.26  # of a link without it, from which up to SURE the likeness of reports can decide
STEM = 5  # letters by which two names of one country's forces are alike
MANY, ROUND = 20, 1.1  # a toll from which a bound says something, and how far above it the toll may be
CALENDAR = frozenset(
    stem for w in (timewords.words().weekdays, timewords.words().months) for n in w for stem in stems(n)
)
FORTNIGHT = 14  # days over which a date is still compared: "last week", printed on a Sunday
ONE_OFF = 1  # days by which a date that was worked out may be wrong

WEIGHTS: Mapping[str, float] = {
    "copied passage": 1.0,
    "same sentence": 0.35,
    "near in the text": 0.2,
    "same text": 0.1,
    "refers back": 0.2,
    "same days": 0.3,
    "days overlap": 0.15,
    "days fit the publication": 0.15,
    "no day told": 0.1,
    "same place": 0.3,
    "place within the other": 0.15,
    "place near the other": -0.05,
    "place named in the report": 0.2,
    "other place named": -0.25,
    "no place told": 0.1,
    "same type": 0.1,
    "same mode": 0.1,
    "other mode": -0.15,
    "other means": -0.35,
    "same toll": 0.2,
    "other toll": -0.15,
    "same actor": 0.1,
    "other actor": -0.1,
    "same target": 0.05,
    "other target": -0.3,
    "other victims": -0.2,
    "rare words in common": 0.25,
    "reports alike": 0.6,
}
AGAINST = frozenset({"other means", "other target"})
# Modes that are one thing seen twice; a mode that is in no group goes with any.
MODE_GROUPS: tuple[frozenset[str], ...] = (
    frozenset({"aerial", "drone"}),
    frozenset({"explosives", "suicide-attack"}),
    frozenset({"heavy-weapons"}),
    frozenset({"firearms"}),
    frozenset({"abduct"}),
    frozenset({"beat"}),
    frozenset({"torture"}),
    frozenset({"sexual"}),
    frozenset({"crowd-control"}),
    frozenset({"unconventional"}),
)
BLAST = frozenset({"explosives", "aerial", "drone", "heavy-weapons"})  # "a bomb" may have come from a plane


def links(happenings: Sequence[Happening]) -> Iterator[Link]:
    """Links from the strongest to the weakest; equal ones in order of publication."""
    found = [copied(h) for h in happenings if h.twin is not None]
    for a, b in _pairs(happenings):
        made = score(a, b)
        if made is not None and made.score >= MIN_SCORE:
            found.append(made)
    place = {h.id: h.order for h in happenings}
    yield from sorted(
        found, key=lambda k: (-k.score, not _within(place.get(k.a, -1), place[k.b]), place.get(k.a, -1), place[k.b])
    )


def _within(a: int, b: int) -> bool:
    """Whether two claims (their orders) stand in one text: of equal links theirs go first."""
    return a >> CLAIMS == b >> CLAIMS


def score(a: Happening, b: Happening) -> Link | None:
    """The link of two happenings with its reasons; `None` where they can't be one."""
    if (a.claim.type != b.claim.type and not _drove_away(a, b) and not _drove_away(b, a)) or clash(a, b):
        return None
    named = [*_by_text(a, b), *_by_time(a, b), *_by_place(a, b), *_by_kind(a, b), *_by_tolls(a, b), *_by_parties(a, b)]
    found = [(name, WEIGHTS[name]) for name in named]
    if a.document != b.document and AGAINST.isdisjoint(named):
        found += _by_words(a, b, named, sum(weight for _, weight in found))
    most = MIN_SCORE if a.document != b.document and (a.leans or b.leans) else 1.0
    total = round(min(most, max(0.0, sum(weight for _, weight in found))), 3)
    return Link(a.id, b.id, total, tuple(f"{name} {weight:+g}" for name, weight in found))


def _by_words(a: Happening, b: Happening, named: Sequence[str], told: float) -> Iterator[tuple[str, float]]:
    """What two reports share in words, where nothing says that they tell of two attacks."""
    if (common := _common(a, b)) > 0:
        told += common * WEIGHTS["rare words in common"]
        yield "rare words in common", round(common * WEIGHTS["rare words in common"], 3)
    if LEAST <= told < SURE and (like := _alike(a, b, named)) > 0:  # likeness is asked for where it decides
        yield "reports alike", round(like * WEIGHTS["reports alike"], 3)


def _drove_away(attack: Happening, flight: Happening) -> bool:
    """Whether people fled, or were driven out, by the attack of the same sentence: "the raid drove 1,600 from home"."""
    forced = attack.claim.type == "ASSAULT" and flight.claim.type == "COERCE" and flight.claim.mode == "deport"
    return forced and attack.document == flight.document and attack.claim.evidence.overlaps(flight.claim.evidence)


def clash(a: Happening, b: Happening) -> bool:
    """Whether two claims can't be of one happening: their days or places exclude each other, or one says so."""
    at = fit(a.where, b.where)
    if at == "clash" or (at == "near" and a.document == b.document):
        return True
    if a.series != b.series and not (a.document == b.document and _later(a, b).definite):
        return True
    if a.document == b.document and (_later(a, b).another or _told_apart(a, b) or _on_another(a, b)):
        return True
    if a.days is None or b.days is None or (a.assumed and b.assumed):
        return False
    if a.document == b.document and (_recalls(a, b) or _recalls(b, a)):
        return False
    return not a.days.overlaps(b.days, _slack(a, b))


def _told_apart(a: Happening, b: Happening) -> bool:
    """Whether one came before the other by their sentence: "shot two villagers, a day after gendarmes were killed"."""
    return _later(a, b).after and not (a.after and b.after) and a.claim.evidence.overlaps(b.claim.evidence)


def _on_another(a: Happening, b: Happening) -> bool:
    """Whether a report tells of an attack on a thing of another kind than the one before: "an attack on its market"."""
    return _later(a, b).aside and bool(a.things and b.things) and not a.things & b.things


def _recalls(a: Happening, b: Happening) -> bool:
    """Whether an undated "the attack" may be one that its report dates weeks ago."""
    return a.assumed and a.definite and not (b.assumed or b.claim.background)


def _answers(claim: Happening) -> bool:
    """Whether it is a denial without a day: of what is told beside it."""
    return claim.claim.stance == "denied" and claim.assumed


def _later(a: Happening, b: Happening) -> Happening:
    return b if a.order < b.order else a


def _slack(a: Happening, b: Happening) -> int:
    if a.assumed or b.assumed:
        return 7 * SERIES_DAYS  # an undated claim may look back: only what is long ago is another happening
    return ONE_OFF if a.vague or b.vague else 0


def _by_text(a: Happening, b: Happening) -> Iterator[str]:
    if a.document != b.document:
        return
    apart = abs(b.claim.trigger.start - a.claim.trigger.start)
    if a.claim.evidence.overlaps(b.claim.evidence):
        yield "same sentence"
    else:
        yield "near in the text" if apart <= NEAR and not _begins(a, b) else "same text"
    if _later(a, b).definite or _answers(a) or _answers(b):
        yield "refers back"


def _begins(a: Happening, b: Happening) -> bool:
    """Whether the later of two claims is of another happening than those before it: its place comes in with it."""
    later = _later(a, b)
    other = bool(a.things and b.things) and not a.things & b.things
    if not later.anew or (later.definite and not other) or _answers(a) or _answers(b):
        return False
    return (a if later is b else b).where is None


def _by_time(a: Happening, b: Happening) -> Iterator[str]:
    if a.document == b.document and (a.assumed or b.assumed or (_later(a, b).vague and _begins(a, b))):
        yield "no day told"
    elif a.days is None or b.days is None:
        return
    elif a.assumed or b.assumed:
        if a.days.overlaps(b.days):
            yield "days fit the publication"
    elif a.days.overlaps(b.days):
        yield "same days" if max(a.days.width, b.days.width) <= SERIES_DAYS else "days overlap"
    else:
        yield "days overlap"  # by the slack of a date that was worked out


def _by_place(a: Happening, b: Happening) -> Iterator[str]:
    match fit(a.where, b.where):
        case "same":
            yield "same place"
        case _ if (a.document != b.document or (a.tolls and b.tolls)) and _two_names(a, b):
            if not (_named_there(a, b) or _named_there(b, a)):
                yield "other place named"
        case "within":
            yield "place within the other"
        case "near":
            yield "place near the other"
        case _ if a.document == b.document and (a.where is None or b.where is None):
            yield "no place told"
        case _ if _named_there(a, b) or _named_there(b, a):
            yield "place named in the report"
        case _:
            return


def _two_names(a: Happening, b: Happening) -> bool:
    """Whether two places, of which the gazetteer lacks one, are told by names that share no word."""
    if a.where is None or b.where is None or not (lacking(a.where) or lacking(b.where)):
        return False
    if any(not lacking(w) and w.precision not in PRECISE for w in (a.where, b.where)):
        return False
    one, other = called(a.where.text).split(), called(b.where.text).split()
    return not set(one) & set(other)


def _named_there(a: Happening, b: Happening) -> bool:
    """Whether the report of a claim without a place names, in its title or lead, that of the other."""
    if b.where is None or called(b.where.text) not in a.names:
        return False
    return RANK[b.where.precision] <= RANK["district"] or lacking(b.where)


def _by_kind(a: Happening, b: Happening) -> Iterator[str]:
    if a.claim.type != b.claim.type:
        return
    yield "same type"
    within = a.document == b.document  # one text tells one attack in several words
    one, other = (a.claim.mode, b.claim.mode) if within else (a.means, b.means)
    if one is None or other is None:
        return
    if one == other or any(one in g and other in g for g in MODE_GROUPS):
        yield "same mode"
    elif BLAST.issuperset((one, other)):
        return
    elif any(one in g for g in MODE_GROUPS) and any(other in g for g in MODE_GROUPS):
        yield "other mode" if within else "other means"


def _by_tolls(a: Happening, b: Happening) -> Iterator[str]:
    shared = sorted(a.tolls.keys() & b.tolls.keys())
    if any(a.tolls[kind] == b.tolls[kind] or _about(a.tolls[kind], b.tolls[kind]) for kind in shared):
        yield "same toll"
    elif any(_far(a.tolls[kind], b.tolls[kind]) or _far(b.tolls[kind], a.tolls[kind]) for kind in shared):
        yield "other toll"


def _about(one: Toll, other: Toll) -> bool:
    """Whether one toll is a round bound of the other: "more than 70" and 74."""
    bound, told = (one, other) if one[1] is None else (other, one)
    if bound[0] is None or bound[1] is not None or told[0] is None or told[0] != told[1] or bound[0] < MANY:
        return False
    return bound[0] <= told[0] <= ROUND * bound[0]


def _far(lesser: Toll, greater: Toll) -> bool:
    """Whether a toll is more than what the other may have grown to (twice as many and three)."""
    return lesser[1] is not None and greater[0] is not None and greater[0] > 2 * lesser[1] + 3


def _by_parties(a: Happening, b: Happening) -> Iterator[str]:
    if a.actors and b.actors:
        if a.actors & b.actors:
            yield "same actor"
        elif _stems(a.actors).isdisjoint(_stems(b.actors)):  # "Israel", "the Israel Defense Forces"
            yield "other actor"
    if a.recipients & b.recipients:
        yield "same target"
    if a.document != b.document:
        if a.things and b.things and not a.things & b.things:
            yield "other target"
        if a.victims and b.victims and not a.victims & b.victims:
            yield "other victims"


@lru_cache(maxsize=4096)
def _stems(names: frozenset[str]) -> frozenset[str]:
    return frozenset(w[:STEM] for n in names for w in n.replace("-", " ").split() if len(w) >= STEM)


def _common(a: Happening, b: Happening) -> float:
    """Share of the rarity of the poorer passage's words that the other has too."""
    shared = a.words & b.words
    least = min(_rarity(a.words), _rarity(b.words)) if shared else 0.0
    return _rarity(shared) / least if least > 0 else 0.0


def _alike(a: Happening, b: Happening, named: Sequence[str]) -> float:
    """How alike the reports of two claims are as a whole, but for the place and the day that count already."""
    if a.report is None or b.report is None:
        return 0.0
    told = CALENDAR if "same days" in named else frozenset[str]()
    if "same place" in named:
        told = told.union(*(stems(w.text) for w in (a.where, b.where) if w is not None))
    return min(ALIKE, alike(a.report.words, b.report.words, told))


def _rarity(words: Iterable[str]) -> float:
    return sum(map(rarity, words))


def copied(happening: Happening) -> Link:
    """The link of a claim that stands in a copied passage with the one that it repeats."""
    assert happening.twin is not None
    return Link(happening.twin, happening.id, 1.0, ("copied passage +1",))


def _pairs(happenings: Sequence[Happening]) -> Iterator[tuple[Happening, Happening]]:
    """Every pair that meets in some block, once, the earlier one first."""
    yield from neighbours(happenings)
    blocks: dict[tuple[object, ...], list[Happening]] = defaultdict(list)
    for happening in happenings:
        if happening.twin is None:
            for key in _keys(happening):
                blocks[key].append(happening)
    seen: set[int] = set()
    for key, block in blocks.items():
        for i, b in enumerate(block):
            for a in block[max(0, i - BLOCK) : i]:
                if a.document == b.document or (key[2] in VAGUE and a.located and b.located):
                    continue
                pair = a.order << 64 | b.order
                if pair not in seen:
                    seen.add(pair)
                    yield a, b


def neighbours(happenings: Iterable[Happening]) -> Iterator[tuple[Happening, Happening]]:
    """Claims that are compared because they stand near each other in one text."""
    texts: dict[str, list[Happening]] = defaultdict(list)
    for b in happenings:
        for a in texts[b.document][-NEIGHBOURS:]:
            if b.twin is None or a.twin is None:
                yield a, b
        texts[b.document].append(b)


def _keys(h: Happening) -> Iterator[tuple[object, ...]]:
    days, what = meets(h)
    yield from ((h.claim.type, day, *key) for key in what for day in days)


def meets(h: Happening) -> tuple[range, list[tuple[object, ...]]]:
    """The blocks of a claim: days, each with a place, a toll or a party; rare words where no day is known (day 0)."""
    tolls = (("toll", kind, low) for kind, (low, _) in h.tolls.items())
    what = [*_place_keys(h), *tolls, *(("party", p) for p in h.actors)]
    if h.days is None:
        rare = sorted((-rarity(w), w) for w in h.words if rarity(w) >= SELDOM)
        return range(1), list(dict.fromkeys([*what, *(("word", w) for _, w in rare[:RARE])]))
    if h.days.width > FORTNIGHT:
        return range(0), []
    what += [("words", n) for n in sorted(h.names)]
    return range(h.days.first - ONE_OFF, h.days.last + ONE_OFF + 1), list(dict.fromkeys(what))


def _place_keys(h: Happening) -> Iterator[tuple[object, ...]]:
    where = h.where
    if where is None:
        return
    if h.located and where.lat is not None and where.lon is not None:
        yield ("point", floor(where.lat / CELL), floor(where.lon / CELL))
        told = (*((kind, low) for kind, (low, _) in h.tolls.items()), *((p, None) for p in h.actors))
        yield from (("beside", *what, floor(where.lat), floor(where.lon)) for what in told)  # for a town near another
    yield ("words", called(where.text))
    if where.name is not None:
        yield ("area", where.country, where.admin1)
    if h.located:
        yield ("area", where.country, None)
