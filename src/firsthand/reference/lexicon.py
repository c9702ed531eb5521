"""The event lexicon: senses of verbs and nouns (data/events*.toml), classes of nouns and words for weapons."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any, Literal

from firsthand.reference import plover, shipped

Pos = Literal["VERB", "NOUN"]
NO_EVENT = "none"
TELLS = frozenset({"attack", "blast", "clash", "harm", "gain", "arrest", "move"})
TOLLS = frozenset(
    "killed wounded captured surrendered displaced missing abducted arrested executed participants".split()
)
# types that are told in words or dealings, not done by force
WORDS = frozenset(
    {"ACCUSE", "SUPPORT", "REQUEST", "REJECT", "THREATEN", "AGREE", "CONCEDE", "CONSULT", "COOPERATE", "AID"}
)
VAGUE_TOLLS = frozenset({"left", "shot", "hurt"})  # settled by the words beside the number
ROLES = frozenset({"actor", "recipient", "theme", "weapon", "place", "both", "none"})


class LexiconError(ValueError):
    """A lexicon file breaks its format; the message names the word."""


@dataclass(frozen=True, slots=True)
class Sense:
    """One sense of some words. `type` is PLOVER's, `None` where the word so used tells of no event.

    `needs` and `unless` ask for the heads of the word's arguments; `roles` says what its arguments are; `toll` what a
    number at `toll_of` counts. A `weak` sense holds only beside another violent event, a `generic` word only where an
    argument, a time or a place is told of it. What is `mutual` each side does to the other. A `sure` sense needs no
    classifier's consent. `near` are words of which the sentence must have one.
    """

    type: str | None
    mode: str | None = None
    acled: str | None = None
    tells: str | None = None
    toll: str | None = None
    toll_of: str = "patient"
    weak: bool = False
    mutual: bool = False
    sure: bool = False
    near: frozenset[str] = frozenset()
    generic: frozenset[str] = frozenset()
    roles: Mapping[str, str] = field(default_factory=dict)
    needs: Mapping[str, frozenset[str]] = field(default_factory=dict)
    unless: Mapping[str, frozenset[str]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Weapon:
    """What a word for a weapon makes of an ASSAULT: PLOVER's mode, and ACLED's sub-event if the mode leaves it open."""

    mode: str
    acled: str | None


@dataclass(frozen=True, slots=True)
class Light:
    """Verbs that lend their arguments to an event noun; `turned` where their subject is the one acted on,
    `under` where the noun may stand behind a preposition ("came under attack"), `types` of the nouns that they lend
    to ("called a strike", but "called the attack cowardly"), none: any; `beaten` where who is attacked beats it off."""

    words: frozenset[str]
    turned: bool
    under: bool
    types: frozenset[str]
    beaten: bool


def senses(lemma: str, pos: Pos) -> tuple[Sense, ...]:
    """The senses of a lemma (with its particle), in the order in which they are to be tried."""
    return _senses()[pos].get(lemma, ())


@cache
def longest_noun() -> int:
    """How many words the longest event noun has."""
    return max(len(lemma.split()) for lemma in _senses()["NOUN"])


@cache
def noun_openings() -> frozenset[str]:
    """The words that an event noun begins with, a compound's own first part: "car" of "car-bomb attack"."""
    return frozenset(re.split(r"[ -]", lemma)[0] for lemma in _senses()["NOUN"])


@cache
def lights() -> tuple[Light, ...]:
    """The light verbs."""
    return tuple(
        Light(
            words=frozenset(r["words"]),
            turned=r.get("turned", False),
            under=r.get("under", False),
            types=frozenset(r.get("types", ())),
            beaten=r.get("beaten", False),
        )
        for r in _events()["light"]
    )


@cache
def beaten_off() -> frozenset[str]:
    """The light verbs by which those attacked beat an attack off."""
    return frozenset(word for light in lights() if light.beaten for word in light.words)


@dataclass(frozen=True, slots=True)
class Answers:
    """Verbs that say who did what a noun names: the arguments that hold the noun, and those that hold the doer."""

    words: frozenset[str]
    event: tuple[str, ...]
    actor: tuple[str, ...]


@cache
def answers() -> tuple[Answers, ...]:
    """The verbs of responsibility, in the order of the file."""
    return tuple(Answers(frozenset(r["words"]), tuple(r["event"]), tuple(r["actor"])) for r in _events()["answers"])


@cache
def occurring() -> frozenset[str]:
    """Verbs that say of an event noun only that it happened."""
    return frozenset(word for row in _events()["occurring"] for word in row["words"])


@cache
def prepositional() -> frozenset[str]:
    """Verbs with a preposition whose noun is their object: "call on"."""
    return frozenset(word for row in _events()["prepositional"] for word in row["words"])


@cache
def expressions(verb: str) -> tuple[tuple[str, ...], ...]:
    """The verbs of the lexicon in several words that begin with that one ("come into force"), the longest first."""
    return _expressions().get(verb, ())


@cache
def _expressions() -> dict[str, tuple[tuple[str, ...], ...]]:
    found: defaultdict[str, list[tuple[str, ...]]] = defaultdict(list)
    for lemma in _senses()["VERB"]:
        words = tuple(lemma.split())
        if len(words) > 1:
            found[words[0]].append(words)
    return {verb: tuple(sorted(each, key=len, reverse=True)) for verb, each in found.items()}


@cache
def endings() -> frozenset[str]:
    """Verbs that tell that the event which their object names came to an end."""
    return frozenset(word for row in _events()["ending"] for word in row["words"])


@cache
def ends_of() -> frozenset[str]:
    """Nouns for the end of an event that follows: "a cessation of hostilities"."""
    return frozenset(word for row in _events()["end"] for word in row["words"])


@cache
def accidents() -> tuple[frozenset[str], frozenset[str]]:
    """Verbs that tell how harm came by accident, and the words beside which they do not."""
    rows = _events()["accident"]
    return frozenset(w for r in rows for w in r["words"]), frozenset(w for r in rows for w in r["attacked"])


@cache
def turned() -> dict[tuple[str, str], tuple[str, str | None]]:
    """What a type becomes, with its mode, where the act is "refused" or "promised": by the two."""
    rows = ((row["when"], kind, row["type"], row.get("mode")) for row in _events()["turned"] for kind in row["types"])
    return {(when, kind): (becomes, mode) for when, kind, becomes, mode in rows}


@cache
def turning(name: str) -> frozenset[str]:
    """One list of the words by which an act reads as refused, promised, decided or threatened."""
    return frozenset(_events()["turning"][0][name])


@cache
def classes_of(lemma: str) -> frozenset[str]:
    """The classes of nouns ("@armed", …) that a lemma belongs to."""
    return frozenset(f"@{name}" for name, words in noun_classes().items() if lemma in words)


@cache
def classed() -> frozenset[str]:
    """All lemmas that belong to a class."""
    return frozenset().union(*noun_classes().values())


@cache
def noun_classes() -> dict[str, frozenset[str]]:
    """The classes of data/nouns.toml."""
    return {name: frozenset(words) for name, words in _toml("nouns")["classes"].items()}


@cache
def weapons() -> dict[str, Weapon]:
    """Words for weapons (lemmas, some of several words)."""
    return {
        word: Weapon(row.get("mode", mode), row.get("acled"))
        for mode, row in _toml("weapons").items()
        for word in row["words"]
    }


@cache
def longest_weapon() -> int:
    """How many words the longest word for a weapon has."""
    return max(len(word.split()) for word in weapons())


@cache
def _senses() -> dict[str, dict[str, tuple[Sense, ...]]]:
    found: dict[str, defaultdict[str, list[Sense]]] = {"VERB": defaultdict(list), "NOUN": defaultdict(list)}
    for pos, key in (("VERB", "verb"), ("NOUN", "noun")):
        for row in _events()[key]:
            sense = sense_of(row)
            for word in row["words"]:
                found[pos][word].append(sense)
    return {pos: {word: tuple(all_) for word, all_ in table.items()} for pos, table in found.items()}


def sense_of(row: Mapping[str, Any]) -> Sense:
    """The sense that a table of events.toml describes. Raises LexiconError where it breaks the format."""
    word = row["words"][0]
    kind = None if row["type"] == NO_EVENT else row["type"]
    unknown = row.keys() - {"words", "type"} - set(Sense.__dataclass_fields__)
    if unknown:
        raise LexiconError(f"{word}: unknown keys {', '.join(sorted(unknown))}")
    _check(word, "type", kind, plover.types())
    _check(word, "mode", row.get("mode") or None, plover.types()[kind].modes if kind else ())
    _check(word, "tells", row.get("tells"), TELLS)
    _check(word, "toll", row.get("toll"), TOLLS | VAGUE_TOLLS)
    for role in row.get("roles", {}).values():
        _check(word, "role", role, ROLES)
    return Sense(
        type=kind,
        mode=row.get("mode") or None,
        acled=row.get("acled"),
        tells=row.get("tells"),
        toll=row.get("toll"),
        toll_of=row.get("toll_of", "patient"),
        weak=row.get("weak", False),
        mutual=row.get("mutual", False),
        sure=row.get("sure", False),
        near=frozenset(row.get("near", ())),
        generic=frozenset(row.get("generic", ())),
        roles=row.get("roles", {}),
        needs=_conditions(word, row.get("needs", {})),
        unless=_conditions(word, row.get("unless", {})),
    )


SPECIAL = frozenset(
    "@none @any @name @person @place_name @party @pronoun @number @country @attacker @who @media".split()
)


def _conditions(word: str, conditions: Mapping[str, Iterable[str]]) -> dict[str, frozenset[str]]:
    known = SPECIAL | {f"@{name}" for name in (*noun_classes(), *plover.types())}
    for wanted in conditions.values():
        for w in wanted:
            if w.startswith("@"):
                _check(word, "class", w, known)
    return {argument: frozenset(wanted) for argument, wanted in conditions.items()}


def _check(word: str, what: str, value: str | None, allowed: Iterable[str]) -> None:
    if value is not None and value not in allowed:
        raise LexiconError(f"{word}: {value!r} is no {what}")


@cache
def _events() -> dict[str, list[dict[str, Any]]]:
    """The tables of the three files, those that ask for most first."""
    found: defaultdict[str, list[dict[str, Any]]] = defaultdict(list)
    for name in ("strategic_words", "events", "event_words"):
        for key, rows in _toml(name).items():
            found[key] += rows
    return found


def _toml(name: str) -> dict[str, Any]:
    return shipped.toml(f"{name}.toml")
