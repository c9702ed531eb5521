"""Newspapers, broadcasters and news sites (data/outlets.csv), and the news agencies (data/agencies.toml)."""

import csv
from dataclasses import dataclass
from functools import cache

from firsthand.reference import agencies, shipped
from firsthand.reference.groups import slug


@dataclass(frozen=True, slots=True)
class Outlet:
    """A medium. `country` is ISO 3166-1 alpha-2 of its seat, `domain` its site's; `None` where it has none."""

    id: str
    name: str
    country: str | None
    domain: str | None
    aliases: tuple[str, ...]


@cache
def outlets() -> dict[str, Outlet]:
    """All media by their key, the agencies first; a row of outlets.csv that names an agency adds to it."""
    out = {slug(a.name): Outlet(slug(a.name), a.name, a.country, None, a.aliases) for a in agencies.agencies()}
    for row in csv.DictReader(_lines()):
        o = _outlet(row)
        agency = agencies.by_name().get(o.name) or next(
            (a for n in o.aliases if (a := agencies.by_name().get(n))), None
        )
        out[slug(agency.name) if agency else o.id] = _added(out[slug(agency.name)], o) if agency else o
    return out


def _added(agency: Outlet, o: Outlet) -> Outlet:
    names = dict.fromkeys((*agency.aliases, o.name, *o.aliases))
    return Outlet(agency.id, agency.name, agency.country, o.domain, tuple(n for n in names if n != agency.name))


@cache
def by_domain() -> dict[str, Outlet]:
    """Media by the domain of their site ("bbc.com")."""
    return {o.domain: o for o in outlets().values() if o.domain}


def of_host(host: str) -> Outlet | None:
    """The medium whose site a host belongs to: "www.bbc.com" is the BBC's."""
    parts = host.lower().split(".")
    tails = (".".join(parts[i:]) for i in range(len(parts)))
    return next((o for t in tails if (o := by_domain().get(t))), None)


def _outlet(row: dict[str, str]) -> Outlet:
    bare = row["name"].partition(" (")[0]
    aliases = tuple(a.strip() for a in row["aliases"].split(";") if a.strip())
    plain = () if bare == row["name"] else (bare,)
    return Outlet(slug(row["name"]), row["name"], row["country"] or None, row["domain"] or None, (*aliases, *plain))


def _lines() -> list[str]:
    return shipped.text("outlets.csv").splitlines()
