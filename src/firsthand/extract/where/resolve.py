"""Which place a name means: candidates weighed by size, kind, what contains them, and what else the text names.

A log-linear ranker in three passes: the first knows each name alone with what the text says beside it ("Paris, Texas";
"Homs province"), each later one also what the other names mean by the pass before. A last model says how far the best
meaning can be trusted, so that the step can abstain. Weights are fitted on annotated news.
"""

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher
from math import asin, cos, exp, log10, radians, sin, sqrt

from firsthand.extract.shares import shares
from firsthand.extract.where.naming import Name, names
from firsthand.extract.where.spots import Spot
from firsthand.extract.where.words import Word
from firsthand.reference.gazetteer import Place
from firsthand.reference.gazetteer_names import key

Features = dict[str, float]
SEAT_SHARE = 0.1  # of a province's townspeople; parts Raqqa, Idlib and Kherson (0.3 to 0.11) from Quebec (0.07)
NEAR_KM = 150.0  # two places of one report within this support each other; about a province's breadth
PASSES = ("rank", "final")
HOME_VOTE = 1.0  # mentions that the publisher's country is worth; at 0.5 a Lebanese paper's Tripoli stays Libyan
BESIDE_KM = 40.0  # about a district's
LIKELY = 0.4  # the chance in the first pass from which a place counts as near another; insensitive, 0.3 to 0.6
MILLION, SMALL = 1_000_000, 100_000
OF_ASTRAY = 0.4  # of its trust; of 18 such names in annotated news 3 were of that place, most of none at all
OF_HEARD = 0.0  # of one that only sounds alike, or has more to its name, in a country for which nothing speaks
ASTRAY = 0.6  # the share of one country from which a report is about it
SEVERAL = 1.2  # mentions; one other name does not say what a report is about
FAINT = 0.1  # of a mention: no name of the country, but an unlikely meaning of another
GROUP_VOTE = 0.7  # mentions that an armed group of one country is worth: "RSF fighters" are in Sudan
ALIKE = 0.7  # of the letters of a town and its province, as GeoNames spells them: Zaporizhzhya, Janīn, Khān Yūnis


def settle(ranked: tuple[tuple[Place, float], ...], kind: str | None) -> tuple[tuple[Place, float], ...]:
    """For one mention: the province where a noun beside it says so, else the town that the province is named for.

    "Homs" alone is the city and "Homs province" is not, though the other names of a report speak for both alike.
    """
    if not ranked:
        return ranked
    best = ranked[0][0]
    named = [x for x in ranked if x[0].kind == "admin1" and x[0].match == "name"] if best.kind == "country" else []
    if kind == "admin1" and named:  # "Niger state" is no country
        return (named[0], *(x for x in ranked if x != named[0]))
    if kind in ("admin1", "district"):
        kinds = (kind, "town") if kind == "district" and best.kind == "admin1" else (kind,)  # "Sagaing Township"
        fits = [x for x in ranked if x[0].kind in kinds and x[0].country == best.country and _one_area(x[0], best)]
    elif best.kind in ("admin1", "district") and kind in (None, "town"):
        fits = [x for x in ranked if x[0].kind == "town" and _one_area(x[0], best) and _seat(x[0], best)]
        fits.sort(key=lambda x: -_alike(x[0], best))
    else:
        return ranked
    return (fits[0], *(x for x in ranked if x != fits[0])) if fits else ranked


def _one_area(a: Place, b: Place) -> bool:
    return (a.country, a.admin1) == (b.country, b.admin1) or km(a, b) < NEAR_KM


def _seat(town: Place, unit: Place) -> bool:
    """Whether the town is large enough in its unit to be what its bare name means: Homs is, Quebec City is not."""
    named = town.match in ("name", "sound") or _alike(town, unit) >= ALIKE
    return named and town.population >= SEAT_SHARE * unit.population > 0


def _alike(town: Place, unit: Place) -> float:
    return _ratio(key(town.name), key(unit.name))


def _ratio(one: str, other: str) -> float:
    return SequenceMatcher(None, one, other).ratio()


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a name means: candidates with their chances, the likeliest first, and how far the first can be trusted."""

    name: Name
    ranked: tuple[tuple[Place, float], ...]
    trust: float


def meanings(
    kept: list[Spot],
    words: list[tuple[Word, ...]],
    weights: dict[str, dict[str, float]],
    hints: Mapping[str, float] | None = None,
) -> list[Meaning]:
    """The meaning of each name of the document; `hints` are what else speaks for a country, in mentions."""
    named = names(kept, words)
    rows = local_rows = [local(n) for n in named]
    p = [chances(f, weights["prior"]) for f in local_rows]
    for table in PASSES:
        rows = mutual(named, p, local_rows, hints)
        p = [chances(f, weights[table]) for f in rows]
    return [_meaning(n, f, c, weights["trust"]) for n, f, c in zip(named, rows, p, strict=True)]


def _meaning(name: Name, rows: list[Features], p: list[float], weights: dict[str, float]) -> Meaning:
    if not p:
        return Meaning(name, (), 0.0)
    order = sorted(range(len(p)), key=lambda i: -p[i])
    z = sum(weights.get(k, 0.0) * v for k, v in trust_features(name, rows, p).items())
    best = rows[order[0]]
    abroad = "outvoted" in best and "contained" not in best
    guessed = name.places[order[0]].match == "sound" or ("match part" in best and "country unnamed" in best)
    heard = guessed and best.get("country named", 0.0) < FAINT
    trust = (OF_HEARD if heard else OF_ASTRAY if abroad else 1.0) / (1 + exp(-z))
    return Meaning(name, tuple((name.places[i], p[i]) for i in order), trust)


def trust_features(name: Name, rows: list[Features], p: list[float]) -> Features:
    """What speaks for the best candidate being right: its chance, and its own features."""
    best = max(range(len(p)), key=p.__getitem__)
    f = {k: v for k, v in rows[best].items() if k not in ("top", "below top")}
    here = [_one_area(place, name.places[best]) for place in name.places]  # Homs and Homs province are one answer
    chance = sum(c for c, same in zip(p, here, strict=True) if same)
    margin = chance - max((c for c, same in zip(p, here, strict=True) if not same), default=0.0)
    return f | {"bias": 1.0, "chance": chance, "margin": margin, "alone": float(all(here))}


def local(name: Name) -> list[Features]:
    """Features of each candidate by itself and by what stands beside the name."""
    tops = max((p.population for p in name.places), default=0)
    outer = _ids(name.outer)
    named = any(p.match == "name" for p in name.places)
    rows: list[Features] = []
    for n, place in enumerate(name.places):
        f: Features = {
            "population": log10(place.population + 1),
            "below top": log10(tops + 1) - log10(place.population + 1),
            "kind " + place.kind: 1.0,
        }
        if n == 0:
            f["top"] = 1.0
        if name.article:
            f["the region" if place.kind in ("region", "continent") else "the other"] = 1.0
        if place.match == "alias":
            f[_alias(name.key, place)] = 1.0
            if named:
                f["beside its namesake"] = 1.0  # another place bears the very name
        elif place.match != "name":
            f["match " + place.match] = 1.0
        if place.match == "sound":
            f["spelt apart"] = 1 - _ratio(name.key.split("|")[0], key(place.name))
        if not place.population:
            f["no population"] = 1.0  # nobody counted it, which is no sign of a hamlet
        if place.capital:
            f["capital" if place.match == "name" else "capital alias"] = 1.0
        elif place.kind == "town" and place.population >= MILLION:
            f["million"] = 1.0
        if name.nouns:
            f["noun fits" if _fits(place.kind, name.nouns) else "noun misfits"] = 1.0
        if outer:
            f["contained" if any(_holds(o, place) for o in outer) else "not contained"] = 1.0
        if name.inner and any(_holds(place, i) for s in name.inner for i in s.places):
            f["contains"] = 1.0
        rows.append(f)
    return rows


def _alias(name: str, place: Place) -> str:
    """Whether the other name is a part of the official one, one of our own tables, or any of GeoNames'."""
    if place.source == "own":
        return "match own alias"
    spelt = name.split("|")[0]
    return "match part" if spelt in key(place.name) else "match alias"


def _ids(spots: list[Spot]) -> list[Place]:
    return list({p.id: p for s in spots for p in s.places}.values())


def _fits(kind: str, nouns: set[str]) -> bool:
    return kind in nouns or (kind == "district" and "admin1" in nouns)


def _holds(outer: Place, inner: Place) -> bool:
    if outer.id == inner.id:
        return False
    if outer.kind == "country":
        return outer.country == inner.country
    if outer.kind == "admin1":
        return (outer.country, outer.admin1) == (inner.country, inner.admin1) and inner.kind != "admin1"
    return (
        outer.kind in ("district", "region") and outer.country in (inner.country, None) and km(outer, inner) < NEAR_KM
    )


def mutual(
    names: list[Name],
    chances: list[list[float]],
    rows: list[list[Features]],
    hints: Mapping[str, float] | None = None,
) -> list[list[Features]]:
    """The local features with what the other names mean: votes for countries and provinces, and near places."""
    votes = [_votes(name, p) for name, p in zip(names, chances, strict=True)]
    total_country: Counter[str] = Counter()
    total_unit: Counter[tuple[str, str]] = Counter()
    for country, unit in votes:
        total_country.update(country)
        total_unit.update(unit)
    total_country.update(hints or {})  # pyright: ignore[reportCallIssue, reportArgumentType]: counts in parts
    tops = _tops(names, chances)
    out: list[list[Features]] = []
    for n, name in enumerate(names):
        country = _less(total_country, votes[n][0])
        unit = _less(total_unit, votes[n][1])
        sums = sum(country.values()) or 1.0
        out.append(
            [
                {**f, **_support(place, country, unit, sums, [(t, w) for m, t, w in tops if m != n])}
                for place, f in zip(name.places, rows[n], strict=True)
            ]
        )
    return out


def _tops(names: list[Name], chances: list[list[float]]) -> list[tuple[int, Place, float]]:
    """The likely meanings that have a position of use: (number of the name, place, its chance)."""
    out: list[tuple[int, Place, float]] = []
    for n, (name, p) in enumerate(zip(names, chances, strict=True)):
        if p and max(p) > LIKELY:
            best = p.index(max(p))
            if name.places[best].kind not in ("country", "continent"):
                out.append((n, name.places[best], p[best]))
    return out


def _votes(name: Name, chances: list[float]) -> tuple[dict[str, float], dict[tuple[str, str], float]]:
    country: dict[str, float] = defaultdict(float)
    unit: dict[tuple[str, str], float] = defaultdict(float)
    for place, p in zip(name.places, chances, strict=True):
        if place.country:
            country[place.country] += p * len(name.spots) ** 0.5
            if place.admin1:
                unit[place.country, place.admin1] += p * len(name.spots) ** 0.5
    return country, unit


def _less(total: Counter, own: dict) -> dict:
    return {k: v - own.get(k, 0.0) for k, v in total.items() if v - own.get(k, 0.0) > 1e-6}


def _support(
    place: Place,
    country: dict[str, float],
    unit: dict[tuple[str, str], float],
    total: float,
    others: list[tuple[Place, float]],
) -> Features:
    f: Features = {}
    if place.country and (share := country.get(place.country, 0.0)):
        f["country share"] = share / total
        f["country named"] = min(1.0, share)
    elif place.country and country:
        f["country unnamed"] = 1.0
        if _of_one_country(country) and place.population < SMALL:
            f["astray"] = 1.0  # a small place abroad, where all else lies in one country
    foreign = place.country and country and country.get(place.country, 0.0) < FAINT
    if foreign and _of_one_country(country) and place.population < SMALL and sum(country.values()) >= SEVERAL:
        f["outvoted"] = 1.0
    if place.admin1 and (votes := unit.get((place.country or "", place.admin1), 0.0)):
        f["unit share"] = votes / total
        f["unit named"] = min(1.0, votes)
    if place.kind not in ("country", "continent"):
        distances = [(km(place, other), w) for other, w in others]
        near = sum(w for d, w in distances if d < NEAR_KM)
        f["near"] = min(1.0, near)
        f["near share"] = near / (len(others) or 1)
        f["beside"] = min(1.0, sum(w for d, w in distances if d < BESIDE_KM))
    return f


def _of_one_country(country: dict[str, float]) -> bool:
    return max(country.values()) >= ASTRAY * sum(country.values())


def chances(rows: list[Features], weights: dict[str, float]) -> list[float]:
    """The candidates' probabilities."""
    return shares([sum(weights.get(k, 0.0) * v for k, v in f.items()) for f in rows])


def km(a: Place, b: Place) -> float:
    """Great-circle distance."""
    la, lo, lb, lp = map(radians, (a.lat, a.lon, b.lat, b.lon))
    h = sin((lb - la) / 2) ** 2 + cos(la) * cos(lb) * sin((lp - lo) / 2) ** 2
    return 12742 * asin(min(1.0, sqrt(h)))
