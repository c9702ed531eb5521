"""ACLED's sub-event types, and the crosswalk that finds one for a PLOVER event (data/acled.toml)."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import Any

from firsthand.reference import shipped

OF_SIDE = {
    "other": ("forces",),
    "document": ("forces",),
    "militia": ("loyal",),
    "rebel-group": ("loyal",),
    "unnamed": ("loyal", "forces"),
}


@dataclass(frozen=True, slots=True)
class SubEvent:
    """A sub-event type with the event type and the disorder types that it belongs to."""

    name: str
    event_type: str
    disorder_type: str
    means: str


@dataclass(frozen=True, slots=True)
class Happening:
    """What the crosswalk asks of an event: PLOVER's type and mode, the hint of its word or weapon, and its parties'
    kinds and the crowds that they are (`crowd`); `tells` is the event word's part (attack, clash, gain, …).

    `deadly`: people were killed or shot; `abroad`: its actors are not of the country where it happened; `peace`: what
    is told is an agreement of those who fight (`is_peace`)."""

    type: str
    mode: str | None = None
    hint: str | None = None
    tells: str | None = None
    actors: tuple[str, ...] = ()
    recipients: tuple[str, ...] = ()
    weapon: bool = False
    actor_crowd: str | None = None
    recipient_crowd: str | None = None
    crowds: frozenset[str] = frozenset()
    deadly: bool = False
    abroad: bool = False
    peace: bool = False


@cache
def _data() -> dict[str, Any]:
    return shipped.toml("acled.toml")


@cache
def sub_events() -> dict[str, SubEvent]:
    """All sub-event types by name."""
    return {row["name"]: SubEvent(**row) for row in _data()["sub_event"]}


def sub_event(name: str | None) -> SubEvent | None:
    """The sub-event type of that name, `None` where ACLED has none."""
    return sub_events().get(name or "")


def side(name: str, kind: str) -> str:
    """The kind of a party for the crosswalk: a state's forces for an "army post" and for "pro-government fighters";
    a minister and the staff of an aid agency are unarmed."""
    sides, words = _data()["sides"], set(name.lower().split())
    known = {word for of in OF_SIDE.get(kind, ()) for word in sides[of]}
    if not words.isdisjoint(known):
        return "state-forces"
    if kind == "unnamed" and not words.isdisjoint(sides["things"]):
        return "other"
    if kind == "unnamed" and _forms(name) & set(_data()["fighters"]["words"]):
        return "militia"
    unarmed = _forms(name) & set(_data()["unarmed"].get(kind, ()))
    return "person" if unarmed else kind


def crowd(names: Iterable[str]) -> str | None:
    """What crowd people are whom a text names so: "protesters", "a mob"; `None` where one of them is somebody else."""
    kinds = {_crowd(name) for name in names}
    return kinds.pop() if len(kinds) == 1 else None


def crowds(names: Iterable[str]) -> frozenset[str]:
    """The crowds among people whom a text names so."""
    return frozenset(kind for kind in map(_crowd, names) if kind is not None)


def is_peace(words: str) -> bool:
    """Whether words tell of what those who fight agree on: "a truce", "75 prisoners of war"."""
    return any(f" {word}" in f" {words.lower()}" for word in _data()["peace"]["words"])


def _crowd(name: str) -> str | None:
    return next((kind for kind, known in _data()["crowds"].items() if _forms(name).intersection(known)), None)


def _forms(name: str) -> set[str]:
    """The words of a name, as they stand and in the singular."""
    return {form for word in name.lower().split() for form in (word, word.removesuffix("s"))}


def crosswalk(happening: Happening) -> str | None:
    """The sub-event type of a happening: that of the first rule of data/acled.toml that fits, or `None`."""
    rule = next((r for r in _data()["rule"] if _fits(r, happening)), None)
    if rule is None:
        return None
    return rule.get("name") or happening.hint


def _fits(rule: dict[str, Any], happening: Happening) -> bool:
    return (
        rule["type"] == happening.type
        and ("mode" not in rule or happening.mode in rule["mode"])
        and ("hint" not in rule or happening.hint in rule["hint"])
        and ("tells" not in rule or happening.tells == rule["tells"])
        and ("weapon" not in rule or happening.weapon)
        and ("actor" not in rule or _among(happening.actors, rule["actor"]))
        and ("some_actor" not in rule or any(_among([k], rule["some_actor"]) for k in happening.actors))
        and ("recipient" not in rule or _among(happening.recipients, rule["recipient"]))
        and ("side_crowd" not in rule or rule["side_crowd"] in happening.crowds)
        and ("side_state" not in rule or _any_state(happening))
        and all(getattr(happening, said) for said in ("deadly", "abroad", "peace") if said in rule)
        and ("actor_crowd" not in rule or happening.actor_crowd == rule["actor_crowd"])
        and ("recipient_crowd" not in rule or happening.recipient_crowd == rule["recipient_crowd"])
    )


def _any_state(happening: Happening) -> bool:
    return any(kind in _data()["groups"]["state"] for kind in (*happening.actors, *happening.recipients))


def _among(kinds: Iterable[str], wanted: str) -> bool:
    """Whether there are parties and all are of the wanted group of kinds; things ("other") do not count."""
    allowed = _data()["groups"].get(wanted, [wanted])
    people = [k for k in kinds if k != "other"]
    return bool(people) and all(k in allowed for k in people)
