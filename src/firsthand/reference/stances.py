"""Words that tell how sure the teller is: modals, adverbs, adjectives, governing verbs and nouns, markers.

The lists stand in data/stance.toml.
"""

import re
from collections.abc import Mapping
from functools import cache
from typing import Any, Literal, cast

from firsthand.model.reading import Stance
from firsthand.reference import shipped
from firsthand.reference.cues import lines, words

Section = Literal["modals", "modals_of_the_past", "adverbs", "adjectives", "governors", "nouns"]


@cache
def _table() -> dict[str, Any]:
    return shipped.toml("stance.toml")


@cache
def by_word(section: Section) -> Mapping[str, Stance]:
    """The stance that each word of a section makes; a word in two lists makes the first one's."""
    out: dict[str, Stance] = {}
    for stance, text in cast("dict[Stance, str]", _table()[section]).items():
        for word in words(text):
            out.setdefault(word, stance)
    return out


@cache
def markers() -> Mapping[str, Stance]:
    """Conjunctions that open a clause that is not told as done ("if", "unless")."""
    table = cast("dict[Stance, str]", _table()["markers"])
    return {marker: stance for stance, text in table.items() for marker in lines(text)}


@cache
def awaiting() -> frozenset[str]:
    """Words that open what is awaited, where what depends on it is to come ("until they are freed")."""
    return frozenset(words(_table()["awaiting"]["word"]))


@cache
def done() -> frozenset[str]:
    """Verbs whose infinitive did take place ("managed to capture")."""
    return frozenset(words(_table()["done"]["governor"]))


@cache
def done_after() -> frozenset[str]:
    """Words other than verbs after which an infinitive did take place ("the first to fall")."""
    return frozenset(words(_table()["done"]["after"]))


@cache
def negations() -> frozenset[str]:
    """Words that negate."""
    return frozenset(words(_table()["negation"]["word"]))


@cache
def lasting() -> frozenset[str]:
    """Verbs by which a happening goes on, begins or is carried out ("continue", "resume")."""
    return frozenset(words(_table()["lasting"]["verb"]))


@cache
def stating() -> frozenset[str]:
    """Verbs whose finite clause is flatly stated by whoever says it ("claimed that", "estimated that")."""
    return frozenset(words(_table()["stating"]["verb"]))


@cache
def untrue() -> re.Pattern[str]:
    """What is said of others' claims to deny them ("are baseless")."""
    return re.compile(_table()["untrue"]["pattern"])


@cache
def untrue_that() -> re.Pattern[str]:
    """What is said ahead of a clause to deny it ("it is not true that"), to the place where the pattern ends."""
    return re.compile(_table()["untrue"]["ahead"])


@cache
def showing() -> frozenset[str]:
    """What a picture does ("show")."""
    return frozenset(words(_table()["seeming"]["shows"]))


@cache
def seeming() -> frozenset[str]:
    """What makes of what a picture shows a likeness ("appear to show")."""
    return frozenset(words(_table()["seeming"]["verb"]))
