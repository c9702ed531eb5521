"""People so well known that reports name them by one word (data/groups/leaders.csv)."""

import csv
from dataclasses import dataclass
from functools import cache
from typing import cast

from firsthand.reference import shipped
from firsthand.reference.groups import slug
from firsthand.reference.people import Gender


@dataclass(frozen=True, slots=True)
class Leader:
    """A person. `country` is ISO 3166-1 alpha-2, `None` for officers of international bodies."""

    id: str
    name: str
    country: str | None
    gender: Gender
    aliases: tuple[str, ...]


@cache
def leaders() -> dict[str, Leader]:
    """Everyone in the table by their key, the slug of the name."""
    text = shipped.text("groups/leaders.csv")
    return {slug(r["name"]): _leader(r) for r in csv.DictReader(text.splitlines())}


def _leader(row: dict[str, str]) -> Leader:
    aliases = tuple(a for a in row["aliases"].split(";") if a)
    return Leader(slug(row["name"]), row["name"], row["country"] or None, cast("Gender", row["gender"]), aliases)
