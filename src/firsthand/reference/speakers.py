"""Nameless sources, occasions and corrections (data/speakers.toml): what counting origins needs to know of words."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from firsthand.reference import shipped


@dataclass(frozen=True, slots=True)
class Trade:
    """Words by which a lead tells what its speakers do, and what a report then says of whom of them it names."""

    words: frozenset[str]
    said: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class Speakers:
    """The tables of speakers.toml; the patterns are compiled."""

    witnesses: frozenset[str]
    carriers: frozenset[str]
    reporters: frozenset[str]
    people: frozenset[str]
    own: re.Pattern[str]
    offices: frozenset[str]
    generic: frozenset[str]
    seats: Mapping[str, str]
    titles: frozenset[str]
    vague: frozenset[str]
    nobody: frozenset[str]
    ranks: frozenset[str]
    said: re.Pattern[str]
    earlier: re.Pattern[str]
    affirms: re.Pattern[str]
    account: re.Pattern[str]
    commentators: frozenset[str]
    occasion: re.Pattern[str]
    correction: re.Pattern[str]
    retraction: re.Pattern[str]
    outlet_words: frozenset[str]
    kinds: Mapping[str, frozenset[str]]
    their_head: str
    trades: tuple[Trade, ...]
    staff: frozenset[str]
    owned: Mapping[str, re.Pattern[str]]


@cache
def speakers() -> Speakers:
    """The tables, read once."""
    data = shipped.toml("speakers.toml")
    occasion = "|".join(f"(?:{p})" for p in data["occasions"].values())
    return Speakers(
        witnesses=frozenset(data["witnesses"]),
        carriers=frozenset(data["carriers"]),
        reporters=frozenset(data["reporters"]),
        people=frozenset(data["people"]),
        own=re.compile(data["own"]),
        offices=frozenset(data["offices"]),
        generic=frozenset(data["generic"]),
        seats=data["seats"],
        titles=frozenset(data["titles"]),
        vague=frozenset(data["vague"]),
        nobody=frozenset(data["nobody"]),
        ranks=frozenset(data["ranks"]),
        said=re.compile(data["said"]),
        earlier=re.compile(data["earlier"]),
        affirms=re.compile(data["affirms"]),
        account=re.compile(data["account"]),
        commentators=frozenset(data["commentators"]),
        occasion=re.compile(rf"\b(?:{occasion})(?!\w)"),
        correction=re.compile(data["corrections"]["marks"]),
        retraction=re.compile(data["corrections"]["retracts"]),
        outlet_words=frozenset(data["corrections"]["outlet_words"]),
        kinds={noun: frozenset(told) for noun, told in data["kinds"].items()},
        their_head=data["their_head"],
        trades=tuple(Trade(frozenset(row["words"]), re.compile(row["said"])) for row in data["trades"]),
        staff=frozenset(data["staff"]),
        owned={what: re.compile(pattern) for what, pattern in data["owned"].items()},
    )
