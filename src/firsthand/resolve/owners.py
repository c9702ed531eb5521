"""Who speaks for whom in a report: "its media wing", "his group", "the investigation", a rights group of the lead."""

import re
from collections.abc import Mapping
from itertools import pairwise

from firsthand.model import Party
from firsthand.reference.roles import person
from firsthand.reference.speakers import speakers
from firsthand.resolve.names import core, folded, head, speaker_class

BODIES = frozenset({"state-forces", "rebel-group", "militia", "coalition", "government", "intergovernmental", "ngo"})
THE = re.compile(r"(?:the|its|their|that|this)\s", re.I)
DESCRIPTION = 110  # characters behind a name in which a report says who that is


def owners(parties: Mapping[str, Party]) -> Mapping[str, str]:
    """What speaks for whoever was quoted last before: "its media wing", "the text" of its communique, "his group";
    "his brother" for the family, "the investigation" for the prosecutors."""
    return {name: whose for name, party in parties.items() if (whose := _owner(name, party, parties)) is not None}


def _owner(name: str, party: Party, parties: Mapping[str, Party]) -> str | None:
    """The name of whoever one source speaks for, if that is another of the report's."""
    told = speakers().owned
    before = {n: p for n, p in parties.items() if p.span.end <= party.span.start}
    if told["kin"].fullmatch(party.text) and (
        families := [n for n, p in before.items() if told["family"].match(p.text)]
    ):
        return families[-1]
    courts = {folded(n): n for n in [*parties][::-1] if told["prosecution"].fullmatch(head(core(n)))}
    if told["inquiry"].fullmatch(name) and len(courts) == 1:
        return next(iter(courts.values()))
    if told["group"].fullmatch(party.text) and (persons := [p for p in before.values() if is_person(p)]):
        return max(persons, key=lambda p: p.span.end).name
    part = told["part"].match(party.text) or (THE.match(party.text) and speaker_class(name) == "carrier")
    whole = [p for p in before.values() if p.kind in BODIES]
    if party.kind in ("unnamed", "document") and whole and part:
        return max(whole, key=lambda b: b.span.end).name
    return None


def bodies(text: str, parties: Mapping[str, Party]) -> Mapping[str, str]:
    """Bodies without a name, with who next speaks for a named one: "a rights group said", "Ana Paz of Hill Watch"."""
    speaking = sorted(parties.items(), key=lambda p: p[1].span.start)
    found: dict[str, str] = {}
    for (name, party), (after, one) in pairwise(speaking):
        told = text[one.span.start : one.span.end + DESCRIPTION].partition(",")[0]
        new = after not in found.values() and speakers().owned["unnamed"].fullmatch(party.text) is not None
        if new and is_person(one) and speakers().owned["named"].match(told, max(told.find(after.split()[-1]), 0)):
            found[name] = after
    return found


def is_person(party: Party) -> bool:
    """Whether a source is a person with a full name."""
    words = core(party.name).split()
    if party.kind == "other":  # a name that nothing else is known of
        return person(core(party.name)) is not None and not party.text.casefold().startswith("the ")
    return party.kind == "person" and len(words) > 1 and not words[-1].islower()  # "Ali al-Ahdal"
