"""Is this spot a place at all? Features of a name and the words around it, weighed by a logistic model.

The weights are fitted on annotated news (docs/places.md); each feature is one idea that a reader can check.
"""

from collections import Counter
from itertools import pairwise
from math import exp, log, log10

from firsthand.extract.where.spots import Spot
from firsthand.extract.where.words import Word
from firsthand.model import PartyMention, Span
from firsthand.reference import lexicon
from firsthand.reference.gazetteer import Place
from firsthand.reference.places_context import Context, context, word_counts
from firsthand.reference.speakers import speakers

Features = dict[str, float]

_STOP = frozenset(".,;:!?()[]\"“”‘’'—–-")
_ADJECTIVES = frozenset("major general private chief".split())  # in lower case: "a major Syrian city"
SHARED = (
    "title", "contained", "locative", "capital before", "capital after", "inside PERSON", "who after", "person party",
)  # fmt: skip
COMPASS = frozenset(
    "north south east west northeast northwest southeast southwest outside outskirts suburb suburbs".split()
)
PEOPLE = frozenset({"@people", "@armed", "@captive"})  # what the event lexicon calls people
_OWNERS = frozenset({"my", "his", "her", "their", "your"})
HOUSES = frozenset("coffee cafe café restaurant hotel guesthouse cinema bakery bar nightclub mall inn".split())
CITY = 100_000  # people
REACH = 7  # words after a saint in which the house named for him may be told
_IN_NAMES = frozenset({"and", "of", "the", ".", "'s", "’s"})
CONTAINED = frozenset(", in the northern southern eastern western central rural north south east west".split())
_SMALL = frozenset(
    "the a an and or of in on at by for to from with but as is was were are be has had that this".split()
)


def features(
    spots: list[Spot], words: list[tuple[Word, ...]], parties: tuple[PartyMention, ...], has_names: bool
) -> list[Features]:
    """The features of each spot."""
    counts, named = Counter(s.key for s in spots), _named_countries(spots)
    people = _people(parties)
    out: list[Features] = []
    for n, spot in enumerate(spots):
        row = words[spot.sentence]
        f: Features = {"bias": 1.0}
        _gazetteer(f, spot)
        _recogniser(f, spot, has_names)
        _prior(f, spot)
        _around(f, spot, row, context())
        _person(f, spot, row)
        if not any(p.kind == "country" for p in spot.places) and any(p.country in named for p in spot.places):
            f["in a named country"] = 1.0
        _neighbours(f, spots, n, row)
        f["repeated"] = log(counts[spot.key])
        if spot.label != "PLACE" and any(p.overlaps(spot.span) for p in people):
            f["person party"] = 1.0
        out.append(f)
    _carry(spots, words, out)
    for f in out:
        _together(f)
    _share(spots, out)
    return out


def _named_countries(spots: list[Spot]) -> set[str | None]:
    """The countries that the text names, or whose people or things: "Syria", "Syrian"."""
    return {s.places[0].country for s in spots if s.places and s.places[0].kind == "country"}


def is_anothers(spot: Spot, row: tuple[Word, ...]) -> bool:
    """Whether the name is a person's, a saint's or a thing's."""
    return given_name(spot, row) or of_a_saint(spot, row) or of_a_thing(spot, row)


def given_name(spot: Spot, row: tuple[Word, ...]) -> bool:
    """The first name of a recognised person: "Chad Lovelace", not "Perth Zoo" or "Texas Gov. Mary Ames"."""
    after, lists = _word(row, spot.last + 1), context()
    if spot.around != "PERSON" or after is None or not after.capital:
        return False
    return not any(after.lower in words for words in (lists.nouns, lists.organisations, lists.titles))


def of_a_saint(spot: Spot, row: tuple[Word, ...]) -> bool:
    """ "St. Peter and St. Paul Coptic Church", "St. Mark's Cathedral": whom a house is named for."""
    if row[spot.first].lower.rstrip(".") not in ("st", "saint"):
        return False
    before = [w.lower for w in row[max(spot.first - 2, 0) : spot.first]]
    if len(before) == 2 and before[0] in context().organisations and before[1] == "of":
        return True  # "the church of St. Peter"
    for word in row[spot.last + 1 : spot.last + 1 + REACH]:
        if word.lower in context().organisations:
            return True
        if not word.capital and word.lower not in _IN_NAMES:
            return False
    return False


def of_a_thing(spot: Spot, row: tuple[Word, ...]) -> bool:
    """ "his Mercedes"; "the Sahil coffee house" is called so wherever it is, unless for a city."""
    before, after = _word(row, spot.first - 1), _word(row, spot.last + 1)
    if before is not None and before.lower in _OWNERS:
        return True
    house = before is not None and before.lower == "the" and after is not None and after.text in HOUSES
    return house and max((p.population for p in spot.places), default=0) < CITY


def probability(f: Features, weights: dict[str, float]) -> float:
    """The chance that the spot is a place's name."""
    z = sum(weights.get(name, 0.0) * value for name, value in f.items())
    return 1 / (1 + exp(-max(-30.0, min(30.0, z))))


def _people(parties: tuple[PartyMention, ...]) -> list[Span]:
    return [p.party.span for p in parties if p.party.kind == "person" and p.party.resolved_from is None]


def _gazetteer(f: Features, spot: Spot) -> None:
    spelt = [p for p in spot.places if p.match != "sound"] or list(spot.places)
    if not spelt:
        f["unknown"] = 1.0
        return
    match = {p.match for p in spelt}
    if match & {"sound", "alias"} == match:
        f["sound" if "sound" in match else "alias"] = 1.0
    if spelt[0].match == "demonym":
        f["demonym people" if spot.text.endswith(("s", "men")) and not spot.text.endswith("ss") else "demonym"] = 1.0
        return
    for kind in {p.kind for p in spelt} & {"country", "admin1", "district", "region", "continent", "site"}:
        f["kind " + kind] = 1.0
    if any(p.capital for p in spelt[:2]):
        f["capital"] = 1.0
    f["population"] = log10(max(p.population for p in spelt) + 1)
    f["candidates"] = log(len(spelt))
    f["words"] = float(spot.last - spot.first)
    if spot.parent:
        f["abbreviation"] = 1.0
    if spot.text.isupper() and not spot.parent:
        f["upper" if len(spot.text) > 3 else "upper short"] = 1.0


def _recogniser(f: Features, spot: Spot, has_names: bool) -> None:
    if has_names:
        f["names"] = 1.0
        f["label " + (spot.label or "none")] = 1.0
        if spot.around:
            f["inside " + spot.around] = 1.0


def _prior(f: Features, spot: Spot) -> None:
    """What annotated news has the name for, and how common the word is in lower case."""
    counts = word_counts().get(spot.key)
    if counts is None:
        f["uncounted"] = 1.0
        return
    others = counts.person + counts.organisation + counts.other
    f["place odds"] = log((counts.place + 0.5) / (others + 0.5))
    f["person share"] = counts.person / (others + counts.place + 1)
    f["lower"] = log(counts.lower + 1)


def _around(f: Features, spot: Spot, row: tuple[Word, ...], lists: Context) -> None:
    before, after = _word(row, spot.first - 1), _word(row, spot.last + 1)
    low = before.lower if before else ""
    two = _word(row, spot.first - 2)
    if low == "the" and two:
        f["the"] = 1.0
        low, before = two.lower, two
    if low in lists.before or (low == "of" and two and two.lower.rpartition("-")[2] in COMPASS):
        f["locative"] = 1.0
    if _titled(row, spot.first - 1, lists):
        f["title"] = 1.0
    if before is None or (low in _STOP and spot.first < 2):
        f["start"] = 1.0
    elif before.capital and low not in _SMALL and low not in lists.before and low not in lists.nouns:
        f["capital before"] = 1.0
    if low == "of" and two and (two.lower in lists.nouns or _singular(two.lower) in lists.nouns):
        f["noun of"] = 1.0
    if low in lists.nouns:
        f["noun before"] = 1.0
    _after(f, row, spot, after, lists)


def _person(f: Features, spot: Spot, row: tuple[Word, ...]) -> None:
    """ "X, who was born", "X, 22, a student", "X, the gunman": what is told of people and not of places."""
    comma, then, third = (_word(row, spot.last + n) for n in (1, 2, 3))
    if comma is None or comma.text != "," or then is None:
        return
    aged = then.text.isdigit() and third is not None and third.text in (",", ".")
    if aged or then.lower in ("who", "whose", "aged"):
        f["who after"] = 1.0


def of_a_person(spot: Spot, row: tuple[Word, ...]) -> bool:
    """ "X, who was born there", "X, the gunman,": somebody, whatever the name; not "people of X, who fled"."""
    before, comma, then = (_word(row, n) for n in (spot.first - 1, spot.last + 1, spot.last + 2))
    if comma is None or comma.text != "," or then is None:
        return False
    if before is not None and (before.lower in context().before or before.lower in _SMALL):
        return False
    return then.lower in ("who", "whose") or _is_somebody(row[spot.last + 2 : spot.last + 6])


def _is_somebody(row: tuple[Word, ...]) -> bool:
    """ "…, the gunman,", "…, a wounded soldier, said"; not "…, the rebel stronghold"."""
    if not row or row[0].lower not in ("the", "a", "an"):
        return False
    ends = (n for n, word in enumerate(row) if word.text in (",", ".") or word.lower in ("of", "from", "aged"))
    head = row[next(ends, 0) - 1].lower
    human = bool(PEOPLE & lexicon.classes_of(head)) or head in speakers().witnesses
    return human and head not in context().nouns


def _singular(word: str) -> str:
    return word.removesuffix("ies") + "y" if word.endswith("ies") else word.removesuffix("s")


def _titled(row: tuple[Word, ...], at: int, lists: Context) -> bool:
    """A title stands before, perhaps with other names between: "Gen. Florence Kent"."""
    while at >= 0 and (row[at].capital or row[at].text == "."):
        if row[at].lower in lists.titles:
            return True
        at -= 1
    return at >= 0 and row[at].lower in lists.titles and row[at].lower not in _ADJECTIVES


def _after(f: Features, row: tuple[Word, ...], spot: Spot, after: Word | None, lists: Context) -> None:
    low = after.lower if after else ""
    if after and low in ("'s", "’s"):
        f["possessive"] = 1.0
    if after and low in lists.nouns:
        f["noun after"] = 1.0
    elif after and low in lists.organisations and after.capital:
        f["organisation after"] = 1.0
    elif after and after.capital and low not in _STOP:
        f["capital after"] = 1.0
        if _surname(after):
            f["surname after"] = 1.0
    if low in lists.speech:
        f["speech after"] = 1.0
    if low == "-" and (then := _word(row, spot.last + 2)):
        f["hyphen after"] = 1.0
        if then.capital:
            f["hyphen capital"] = 1.0
    if _organisation_near(row, spot.last + 1, lists):
        f["organisation near"] = 1.0
    two = _word(row, spot.first - 2)
    if _word(row, spot.first - 1) and row[spot.first - 1].lower == "of" and two and two.lower in lists.organisations:
        f["organisation of"] = 1.0


def _surname(word: Word) -> bool:
    counts = word_counts().get(word.lower)
    return counts is not None and counts.person > counts.place + counts.organisation + counts.other


def _organisation_near(row: tuple[Word, ...], at: int, lists: Context) -> bool:
    """Within the capitalised words that follow there is one that ends an organisation's name."""
    while at < len(row) and row[at].capital:
        if row[at].lower in lists.organisations:
            return True
        at += 1
    return False


def _neighbours(f: Features, spots: list[Spot], n: int, row: tuple[Word, ...]) -> None:
    """ "X, Y" and "X, Y and Z": names of places come in lists."""
    for other, sign in ((n + 1, 1), (n - 1, -1)):
        if not 0 <= other < len(spots) or spots[other].sentence != spots[n].sentence:
            continue
        a, b = (spots[n], spots[other]) if sign > 0 else (spots[other], spots[n])
        between = {w.lower for w in row[a.last + 1 : b.first]}
        if sign > 0 and "in" in between and between <= CONTAINED and within(a, b):
            f["contained in"] = 1.0  # "X in northern Y"
        if between and between <= {",", "and", "or", "the"} and spots[other].places:
            f["listed"] = 1.0
            if within(spots[n], spots[other]) or within(spots[other], spots[n]):
                f["contained"] = 1.0


def _carry(spots: list[Spot], words: list[tuple[Word, ...]], rows: list[Features]) -> None:
    """ "the villages of X and Y": the noun is told of both."""
    for (a, b), (f, g) in zip(pairwise(spots), pairwise(rows), strict=True):
        between = [w.lower for w in words[a.sentence][a.last + 1 : b.first]] if a.sentence == b.sentence else []
        if "noun of" in f and between and set(between) <= {",", "and", "or"}:
            g["noun of"] = 1.0


def within(inner: Spot, outer: Spot) -> bool:
    """Whether something that `inner` may mean lies in something that `outer` may mean."""
    return any(_in(i, o) for o in outer.places for i in inner.places)


def _in(inner: Place, outer: Place) -> bool:
    if outer.kind == "country":
        return outer.country == inner.country and inner.kind != "country"
    if outer.kind == "admin1":
        same = (outer.country, outer.admin1) == (inner.country, inner.admin1)
        return same and inner.kind not in ("admin1", "country")
    return False


def _share(spots: list[Spot], rows: list[Features]) -> None:
    """What a name is in one sentence it mostly is in the others: titles and containment are shared."""
    shared: dict[str, set[str]] = {}
    for spot, f in zip(spots, rows, strict=True):
        shared.setdefault(spot.key, set()).update(name for name in SHARED if name in f)
    for spot, f in zip(spots, rows, strict=True):
        for name in shared[spot.key] - f.keys():
            if not (name == "locative" and ("surname after" in f or "inside PERSON" in f)):
                f["elsewhere " + name] = 1.0


def _together(f: Features) -> None:
    """Pairs that say more than their sum: a country may speak as a person does, a locative stand before any name."""
    state = f.get("place odds", 0.0) > 2 or "kind country" in f or "capital" in f
    for name in ("speech after", "start", "possessive", "capital after", "hyphen after"):
        if state and name in f:
            f["state " + name] = 1.0
    if "start" in f and "capital after" in f:
        f["start capital after"] = 1.0
    for name in ("sound", "unknown", "capital after", "capital before", "uncounted"):
        if "locative" in f and name in f:
            f["locative " + name] = 1.0
    for name in ("sound", "alias", "uncounted"):
        if "in a named country" in f and name in f:
            f["in a named country " + name] = 1.0
    for name in ("alias", "sound", "unknown", "possessive", "start"):
        if "label PLACE" in f and name in f:
            f["recognised " + name] = 1.0


def _word(row: tuple[Word, ...], at: int) -> Word | None:
    return row[at] if 0 <= at < len(row) else None
