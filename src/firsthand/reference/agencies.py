"""The news agencies whose text other outlets print, and the ways in which a report names them."""

import re
from dataclasses import dataclass
from functools import cache
from typing import Literal

from firsthand.reference import shipped

AgencyKind = Literal["cooperative", "private", "public", "state", "party"]


@dataclass(frozen=True, slots=True)
class Agency:
    """A wire service. `country` is ISO 3166-1 alpha-2, `None` for an international body."""

    name: str
    aliases: tuple[str, ...]
    kind: AgencyKind
    country: str | None


@cache
def agencies() -> tuple[Agency, ...]:
    """Every agency of the table."""
    data = shipped.toml("agencies.toml")
    return tuple(Agency(a["name"], tuple(a["aliases"]), a["kind"], a["country"] or None) for a in data["agency"])


@cache
def by_name() -> dict[str, Agency]:
    """Each agency under its name and every alias, as written, and under those of several words in capitals too."""
    found = {n: a for a in agencies() for n in (a.name, *a.aliases)}
    return {n.upper(): a for n, a in found.items() if " " in n} | found


@cache
def pattern() -> re.Pattern[str]:
    """Finds the name or an alias of an agency as whole words, the longest first."""
    names = sorted(by_name(), key=len, reverse=True)
    return re.compile(r"(?<!\w)(?:" + "|".join(map(re.escape, names)) + r")(?!\w)")


def find(text: str) -> Agency | None:
    """The first agency that `text`, a dateline, byline or credit line, names."""
    m = pattern().search(text)
    return by_name()[m[0]] if m else None
