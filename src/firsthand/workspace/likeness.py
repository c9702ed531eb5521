"""How alike one of our incidents is to an event of ACLED or UCDP: named features, each with its reasons."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from firsthand.export import choose
from firsthand.export.readers import Kind
from firsthand.export.theirs import Theirs, actor_keys
from firsthand.model import Figure, Incident, Party, Where
from firsthand.reference import acled, groups, ucdp
from firsthand.reference.comparing import comparing
from firsthand.resolve.geometry import REACH, distance
from firsthand.resolve.names import folded

UNKNOWN = 0.5  # what a likeness counts that one of the two does not tell


@dataclass(frozen=True, slots=True)
class Ours:
    """An incident as it is compared, each value worked out once."""

    incident: Incident
    first: date
    last: date
    where: Where | None
    types: tuple[str, ...]
    actors: tuple[tuple[str, frozenset[str]], ...]
    killed: Figure | None


@dataclass(frozen=True, slots=True)
class Feature:
    """One likeness, 0 to 1 (`None` where one side does not tell), and its reason in words."""

    score: float | None
    why: str


@dataclass(frozen=True, slots=True)
class Likeness:
    """All likenesses of two events, and their weighted sum."""

    score: float
    features: Mapping[str, Feature]


def ours(incident: Incident, kind: Kind) -> Ours | None:
    """An incident, ready to be compared; `None` where it has no days that are narrow enough."""
    days = choose.day_range(choose.when(incident))
    if days is None or (days[1] - days[0]).days >= comparing().widest:
        return None
    parties = [p for side in ("actor", "recipient") for p in choose.parties(incident, side)]
    actors = tuple((p.name, _keys(p)) for p in parties)
    return Ours(incident, *days, choose.where(incident), _types(incident, kind), actors, incident.summary.get("killed"))


def likeness(mine: Ours, theirs: Theirs) -> Likeness | None:
    """How alike two events are; `None` where days or places exclude that they are one."""
    when, where = _when(mine, theirs), _where(mine, theirs)
    if when is None or where is None:
        return None
    features = {
        "where": where,
        "when": when,
        "type": _type(mine, theirs),
        "actors": _actors(mine, theirs),
        "killed": _killed(mine, theirs),
    }
    weights = comparing().weights
    told = ((weights[n], UNKNOWN if f.score is None else f.score) for n, f in features.items())
    return Likeness(round(sum(w * s for w, s in told), 4), features)


def _when(mine: Ours, theirs: Theirs) -> Feature | None:
    gap = max((theirs.first - mine.last).days, (mine.first - theirs.last).days, 0)
    most = comparing().days
    if gap > most:
        return None
    if gap:
        return Feature(round(0.6 * (1 - gap / (most + 1)), 3), f"{gap} day{'s' * (gap > 1)} apart")
    wide = max((mine.last - mine.first).days, (theirs.last - theirs.first).days) + 1
    return Feature(1.0, "the same day") if wide == 1 else Feature(0.8, f"within {wide} days")


def _where(mine: Ours, theirs: Theirs) -> Feature | None:
    """By distance, at the precision of both; where a point says nothing, by country."""
    apart, reach = apart_km(mine, theirs), _reach(mine)
    if apart is None or reach is None or theirs.reach is None:
        return _named(mine, theirs)
    near, far = max(reach, theirs.reach), reach + theirs.reach + comparing().km
    words = f"{apart:.0f} km apart"
    if apart <= near:
        return Feature(round(1 - 0.3 * apart / near, 3), words)
    return Feature(round(0.6 * (far - apart) / (far - near), 3), words) if apart < far else None


def apart_km(mine: Ours, theirs: Theirs) -> float | None:
    """Kilometres between the two points; `None` where one has none."""
    if mine.where is None or theirs.lat is None or theirs.lon is None:
        return None
    span = mine.where.span
    return distance(mine.where, Where("", span, None, None, None, None, theirs.lat, theirs.lon, "unknown"))


def _reach(mine: Ours) -> float | None:
    return REACH[mine.where.precision] if mine.where is not None else None


def _named(mine: Ours, theirs: Theirs) -> Feature | None:
    """Where no distance can be told: by the place's name, else by the country."""
    home = mine.where.country if mine.where is not None else None
    if home is not None and theirs.country is not None and home != theirs.country:
        return None
    if mine.where is None or home is None or theirs.country is None:
        return Feature(0.1, "no place is told")
    if {folded(n) for n in (mine.where.name, mine.where.text) if n} & {folded(theirs.place)}:
        return Feature(0.8, f"both {theirs.place}")
    if _reach(mine) is not None and theirs.reach is not None and theirs.place:
        return Feature(0.1, "another name, and no point")
    return Feature(0.3, f"the same country ({home}), no nearer place")


def _type(mine: Ours, theirs: Theirs) -> Feature:
    if not mine.types or not theirs.types:
        return Feature(None, "not told")
    words = f"{mine.types[-1]} and {theirs.types[-1]}"
    if mine.types[-1] == theirs.types[-1]:
        return Feature(1.0, f"both {mine.types[-1]}")
    if mine.types[0] == theirs.types[0]:
        return Feature(0.8, words)
    return Feature(0.5 if frozenset((mine.types[0], theirs.types[0])) in comparing().related else 0.0, words)


def _types(incident: Incident, kind: Kind) -> tuple[str, ...]:
    """In the words of the other data set."""
    if kind == "acled":
        found = acled.sub_event(incident.acled)
        return (found.event_type, found.name) if found is not None else ()
    sides = ([p.kind for p in choose.parties(incident, side)] for side in ("actor", "recipient"))
    violence = ucdp.type_of_violence(*sides)
    return (comparing().ucdp_types[str(violence)],) if violence is not None else ()


def _actors(mine: Ours, theirs: Theirs) -> Feature:
    told = [(name, keys) for name in theirs.actors if (keys := actor_keys(name))]
    own = [(name, keys) for name, keys in mine.actors if keys]
    if not told or not own:
        return Feature(None, "not told")
    few, many = (told, own) if len(told) <= len(own) else (own, told)
    best = [max(((_alike(k, other), n, o) for o, other in many), key=lambda b: b[0]) for n, k in few]
    same = [f"{n} = {o}" for score, n, o in best if score > 0]
    return Feature(round(sum(b[0] for b in best) / len(best), 3), "; ".join(same) or "none in common")


def _alike(a: frozenset[str], b: frozenset[str]) -> float:
    """1 for one key of the dictionary; else the share of telling words."""
    common = a & b
    if any(" " in k or "-" in k or k == "civilians" for k in common) or a == b:
        return 1.0
    return len(common) / len(a | b)


def _keys(party: Party) -> frozenset[str]:
    """A party's keys, as those of their actors."""
    found = set[str](actor_keys(party.name))
    group = groups.by_id(party.id) if party.id else None
    if group is not None:
        found.add(group.id)
        if party.kind in ("state-forces", "government") and len(group.countries) == 1:
            found.add(f"state {group.countries[0]}")
    return frozenset(found | {"civilians"} if party.kind == "civilians" else found)


def _killed(mine: Ours, theirs: Theirs) -> Feature:
    ends, others = list(_bounds(mine.killed)), [n for n in (theirs.low, theirs.best, theirs.high) if n is not None]
    if not ends or not others:
        return Feature(None, "not told")
    low, high, lower, higher = min(ends), max(ends), min(others), max(others)
    words = f"{_range(low, high)} and {_range(lower, higher)}"
    if lower <= high and low <= higher:
        return Feature(1.0, words)
    near, far = (high, lower) if high < lower else (higher, low)
    return Feature(round(near / far if far else 0.0, 3), words)


def _bounds(figure: Figure | None) -> Iterator[float]:
    """The numbers of a figure; one without an upper bound may be half as much again."""
    if figure is None:
        return
    yield from (n for n in (figure.low, figure.best, figure.high) if n is not None)
    if figure.high is None and figure.best is None and figure.low is not None:
        yield figure.low * 1.5


def _range(low: float, high: float) -> str:
    return f"{low:g}" if low == high else f"{low:g}–{high:g}"
