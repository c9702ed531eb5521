"""Whether a person may hold the office that another mention tells: the army's spokesman is none of the rebels'."""

import re

from firsthand.extract.parties.draft import Draft
from firsthand.extract.parties.entity import Entity
from firsthand.extract.parties.fitting import one_of
from firsthand.reference import roles as office

CLAUSE = re.compile(r"[^,.;:“”\"\n]{3,80}")


def may_hold(e: Entity, d: Draft, text: str) -> bool:
    """Whether the person may hold the role as it is told."""
    told, known = _office(e.first, text), office.given(text, d.name)
    return told is None or not known or any(office.fit(told, k) for k in known)


def same_office(e: Entity, d: Draft, text: str) -> bool:
    """Whether a role told again is the one told before: "the spokesman" is, "the junta's spokesman" may not be."""
    if d.head not in e.roles or e.plural or not (e.named or one_of(e, d)):
        return False
    held = {w for m in (e.first, *e.last) for w in m.span.of(text).lower().split()}
    told = {w for w in d.span.of(text).lower().split() if office.is_changing(w) or w == "local"}
    if told and not told & held:
        return False  # "the former governor", "the local governor" is not the governor told of before
    first, again = _office(e.first, text), _office(d, text)
    known = office.given(text, e.named.name) if e.named else (first,) if first else ()
    return again is None or not known or any(office.fit(k, again) for k in known)


def _office(d: Draft, text: str) -> office.Role | None:
    """The role that a mention tells, with what follows it: "spokesman for the army"."""
    phrase = CLAUSE.match(text, d.span.start)
    return office.role(office.CUT.sub("", phrase[0])) if phrase else None


def description(d: Draft, text: str) -> list[str]:
    """The words of a description that follows the name: "…, the spokesman for"."""
    found = re.match(r"\s*,\s*((?:an?|the|who|\d+)\b[^,.;]{0,40})", text[d.span.end : d.span.end + 50])
    return found[1].split() if found else []
