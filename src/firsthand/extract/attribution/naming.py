"""What a source is called: the name in its own phrase or right behind it.

"The spokesman, Karim Haddad", "a trader who gave his name as Musa", "the state agency Coast Wire", "a group calling
itself the Dawn".
"""

import re
from dataclasses import replace

from firsthand.extract.attribution.view import View
from firsthand.model import Party
from firsthand.reference import people, roles
from firsthand.reference.speakers import speakers

IN_PARAGRAPH = r"(?:[^\S\n]|\n(?![^\S\n]*\n))+"  # a name goes over a line's end, never over a blank line
NOBODY = re.compile(r"(?:nobody|no\s+one|no-one|none|neither|no\s+(?:other\s+)?\w+)\b", re.I)
MEDIUM = (
    r"(?P<noun>(?:(?:[Ss]tate|[Oo]fficial|semi-official|[Pp]rivate|[Ll]ocal|independent)(?:-\w+)?\s+)?(?:[Nn]ews\s+)?"
    r"(?:agency|newspaper|website|broadcaster|station|channel|television|radio)\s+)?"
)
PAPER = re.compile(rf"(?:[Tt]he\s+)?{MEDIUM}(?P<name>[A-Z][\w&'’-]*(?:\s+[A-Z&][\w'’-]*)*)")
REACHED = r"(?:\s+(?:reached|contacted|interviewed|speaking|who\s+spoke)\s[^,.;:“”\"\n]{1,50})?"
AFTER_ROLE = re.compile(rf"{REACHED}\s*,\s*(?P<name>{roles.PERSON.pattern})(?=\s*,|\s+\w+(?:ed|id|ld|ys)\b|\s*[.;—–])")
AFTER_OFFICE = re.compile(
    r"(?:\s*,\s*[A-Z\d][\w'’-]*(?:\s+(?:(?:of|and|for|the)\s+)*[A-Z\d][\w'’-]*){0,5}){1,3}"
    rf"\s*,\s*(?P<name>{roles.PERSON.pattern})(?=\s*,|\s+\w+(?:ed|id|ld|ys)\b)"
)  # "the Deputy Director, Army Public Relations, 7 Division, Captain Musa Bello, said"
CALLED = re.compile(
    r"\b(?:called|calling\s+itself|known\s+as|named)\s+(?:the\s+)?"
    r"(?P<name>[A-Z][\w'’-]*(?:\s+(?:(?:of|for|and|the)\s+)*[A-Z][\w'’-]*)+)$"
)
NAME = r"(?P<name>[A-Z][\w’'-]*(?:\s[A-Z][\w’'-]*)*)"
SELF_NAMED = re.compile(
    r"\b(?:(?:gave|giving|gives)\s+(?:only\s+)?(?:his|her|their)\s+(?:\w+\s+)?name\s*(?:only\s+)?(?:as|,)"
    r"|(?:gave|giving|gives)\s+(?:only|just)\s+the\s+name|(?:asked|wanted|wished|wants|asks)\s+to\s+be\s+called\s+(?:only\s+)?"
    r"|(?:identified|introduced|named|called|calls|calling)\s+(?:himself|herself)\s+(?:only\s+)?(?:as\s+)?"
    r"|(?:goes|went|going)\s+by\s+(?:the\s+(?:\w+\s+)?(?:name|alias|pseudonym|nickname)\s+(?:of\s+)?)?"
    r"|(?:identified|named|quoted|known\s+only)\s+(?:only|just|simply)?\s*(?:as|by\s+(?:his|her|the)\s+[\w\s]{0,20}?name\s*,?)"
    rf"|call\s?sign\s*,?|nom\s+de\s+guerre\s*,?|pseudonym\s*,?)\s*[“\"]?{NAME}"
)
TRADE = re.compile(  # "barber Zarwali"; a capital is a first name's, but for "Barber Lena Abram"
    r"(?:the\s+)?(?:[a-z-]+\s)?(?:(?P<trade>[a-z-]+)|(?P<opening>[A-Z][a-z-]+)(?=(?:\s[A-Z][\w'’-]+){2}))"
    r"\s(?P<name>[A-Z][\w'’-]+(?:\s[A-Z][\w'’-]+){0,2})"
)
KIN_OF = re.compile(  # "the family of a watchman, Musa Bello": not the watchman
    r"(?:the\s|an?\s)?(?P<name>(?:family|relatives?|wife|widow|mother|father|brother|sister|son|daughter|parents?|uncle|aunt|"
    r"cousin|lawyers?|colleagues?|friends?|neighbou?rs?)\sof\s(?:an?|the)\s[^,]+),\s[A-Z][^,]+,?$",
    re.I,
)
ONE = re.compile(r"(?:an?|one)\s", re.I)
WHO = re.compile(r"\s*,?\s*who(?:se)?\s")
SELF_REACH = 90  # characters behind a speaker in which he gives a name
OF_AGENCY = re.compile(
    rf"(?:[\w’'-]+\s+){{0,5}}(?:agency|newspaper|website|broadcaster|station|channel|television|radio)\s+{NAME}"
)
BODY = (
    r"(?:group|network|collective|organi[sz]ation|alliance|coalition|party|movement|firm|company|charity|monitor|outlet|"
    r"channel|platform|observatory|wing|arm|employer|hospital|clinic|union|agency|newspaper|website|station|broadcaster)"
)
TITLE = r"[A-Z][\w&'’-]*(?:\s+(?:(?:of|for|and|the)\s+)*[A-Z\d][\w&'’-]*)*"
GROUP = re.compile(rf"(?:[\w’'-]+\s+){{0,6}}{BODY}")
OF_GROUP = re.compile(rf"{GROUP.pattern}\s+(?P<name>{TITLE})")
WITH_NAME = re.compile(rf"{GROUP.pattern}\s*,\s*(?:the\s+)?(?P<name>{TITLE})(?:\s*,.*)?", re.S)
BEHIND_GROUP = re.compile(rf"\s(?P<name>{TITLE})(?=[\s,])")
REPORTER = re.compile(
    r"(?:(?P<own>our|this)|an?|the)\s+(?:[a-z]+\s+){0,2}?(?:reporter|correspondent|journalist|photographer|team)s?\b"
    r"(?:\s+(?:of|for|from|with)\s+(?P<of>[A-Z][^,.]*?)(?=\s+(?:at|in|on|near|who)\s|[,.]|$))?",
    re.I,
)
AFTER_GROUP = re.compile(rf"\s*,\s*(?:the\s+)?(?P<name>{TITLE})(?=\s*,)")
PLACE_OF = re.compile(
    r"\s(?:in|at|on|near|from|who|whose|whom|that|which|with|reached|contacted|interviewed|speaking|briefed|familiar|present)\s"
)
LED = re.compile(r"\s(?:by|of|to|with|in|for|from|on)\s")


def spelled(view: View, party: Party | None) -> Party | None:
    """The source with the name that its own phrase, or the apposition after it, gives."""
    if party is None or is_nobody(party.text):
        return party
    if own_outlet(view, party.name):
        return replace(party, kind="media")
    if (bearer := TRADE.fullmatch(party.name)) is not None and _is_trade(bearer["trade"] or bearer["opening"]):
        return replace(party, name=bearer["name"], kind="person", id=None)
    if (kin := KIN_OF.match(phrase_of(view, party))) is not None:
        return replace(party, name=kin["name"], kind="civilians", id=None)
    if paper := _medium(view, party) or _agency(view, party) or _paper(view, party):
        return paper
    if party.id is not None:
        named = _named_in(view, party) if "," in party.text else None  # "a member of the Red Front, Musa Bello,"
        named = named or (_self_named(view, party) if ONE.match(party.text) else None)
        return replace(party, name=named, kind="person", id=None) if named else party
    if party.kind == "person" and len(party.name.split()) > 1 and not party.name.lower().startswith("the "):
        return party
    if name := _self_named(view, party):
        return replace(party, name=name, kind="person")
    if party.kind != "person" and (called := _called(view, party)) is not None:
        return replace(party, name=called)
    name = _named_in(view, party)
    name = (_full_name(view, replace(party, name=name)) or name) if name else _full_name(view, party)
    return replace(party, name=name, kind="person") if name else party


def _is_trade(noun: str) -> bool:
    """Whether a noun says what somebody is: the barber of "barber Zarwali"."""
    return noun.lower() in speakers().witnesses - speakers().reporters


def _self_named(view: View, party: Party) -> str | None:
    """The name that an unnamed speaker gives: "a trader who gave his name as Musa", "identified only as Musa"."""
    end = party.span.end + SELF_REACH if WHO.match(view.text, party.span.end) else party.span.end
    found = SELF_NAMED.search(view.text, party.span.start, end) if party.kind != "document" else None
    return found["name"] if found else None


def _agency(view: View, party: Party) -> Party | None:
    """ "The news agency SNA", whatever else the name may stand for."""
    other = party.id is not None and party.kind != "media"
    if party.resolved_from is not None:
        other = other or party.kind == "media"
    found = OF_AGENCY.fullmatch(phrase_of(view, party)) if other else None
    return replace(party, name=found["name"], kind="media", id=None) if found else None


def phrase_of(view: View, party: Party) -> str:
    """The words with which a text speaks of a source here."""
    return (party.resolved_from or party.span).of(view.text)


def _called(view: View, party: Party) -> str | None:
    """The name of "a group calling itself the Dawn", "the aid group Open Gate", "a channel, Coast Wire"."""
    found = CALLED.search(party.text) or OF_GROUP.fullmatch(party.text) or WITH_NAME.fullmatch(party.text)
    if found is None and GROUP.fullmatch(party.text) is not None:
        found = AFTER_GROUP.match(view.text, party.span.end) or BEHIND_GROUP.match(view.text, party.span.end)
    return " ".join(found["name"].split()) if found else None


def _named_in(view: View, party: Party) -> str | None:
    """The name in "the spokesman, Karim Haddad", "Karim Haddad, the spokesman", or in a phrase that is only a name."""
    pieces = [p.strip() for p in re.split(r"[,–—]", party.text)]
    names = [n for p in pieces if (n := roles.person(p)) is not None]
    told = [r for p in pieces if (r := roles.role(phrase(p))) is not None]
    if len(names) == 1 and (told or roles.given(view.text, names[0]) or _recognised(view, names[0])):
        return names[0]
    if len(pieces) > 1 and told and not names and _single(view, pieces[1]):
        return pieces[1]
    behind = _of_office(view, party) or AFTER_ROLE.match(view.text, party.span.end)
    found = behind if told and not names else None
    if found is None:
        return None
    name = " ".join(found["name"].split())
    return roles.person(name) or (name if _single(view, name) else None)


def _of_office(view: View, party: Party) -> re.Match[str] | None:
    """The titled name behind the parts of a long office."""
    found = AFTER_OFFICE.match(view.text, party.span.end)
    title = found["name"].split()[0].rstrip(".").casefold() if found else ""
    return found if roles.is_rank(title) or title in people.titles() else None


def _single(view: View, name: str) -> bool:
    """Whether a name of one word is nobody else's and no place's: "the man, Hafizullah"."""
    known = [m for m in view.parties if m.party.name.startswith(name) and m.party.kind != "person"]
    labels = {n.label for s in view.sentences for n in s.names if n.span.of(view.text) == name}
    return len(name.split()) == 1 and not known and not labels - {"PERSON", "PLACE"} and name[1:].islower()


def _full_name(view: View, party: Party) -> str | None:
    """The one full name in the text of which a source is the last: "Haddad" of "Karim Haddad"."""
    if party.kind not in ("person", "other") or not re.fullmatch(roles.PART, party.name):
        return None
    last = re.escape(party.name.split("-")[-1])
    found = re.finditer(
        rf"(?<![\w-])(?:{roles.PART}{IN_PARAGRAPH}){{1,5}}{roles.PARTICLE}(?:[A-Za-z]{{2}}-)?{last}(?![\w-])", view.text
    )
    starts = [s.span.start for s in view.sentences]  # "… come from Mexico. Importers say"
    whole = (m for m in found if not any(m.start() < s < m.end() for s in starts))
    names = {n for m in whole if (n := roles.person(" ".join(m[0].split()))) is not None}
    return names.pop() if len(names) == 1 else None


def _medium(view: View, party: Party) -> Party | None:
    """The medium that a phrase names at its end, though it was cut there: "the state agency SANA"."""
    if party.id is not None or party.resolved_from is not None or party.kind == "person":
        return None
    ends = (m.party for m in view.parties if m.party.kind == "media" and m.party.id and m.party.resolved_from is None)
    found = next((p for p in ends if party.span.start <= p.span.start < party.span.end <= p.span.end), None)
    if found is None or LED.search(view.text[party.span.start : found.span.start]):
        return None
    return replace(found, text=party.text, span=party.span)


def _paper(view: View, party: Party) -> Party | None:
    """ "Coast Wire" of "the agency Coast Wire", whole where it was cut: by its noun or its last word."""
    if party.id is not None or party.resolved_from is not None or party.kind in ("person", "document"):
        return None
    found = PAPER.fullmatch(view.text[party.span.start : _run_end(view.text, party.span.end)])
    if found is None or not (found["noun"] or roles.is_paper(found["name"])):
        return None
    return replace(party, name=" ".join(found["name"].split()), kind="media")


def _run_end(text: str, end: int) -> int:
    """The end of a name, moved over a last word of newspapers' names that was cut from it."""
    following = re.match(r"\s[A-Z]\w+", text[end:])
    return end + following.end() if following and roles.is_paper(f"The {following[0].strip()}") else end


def _recognised(view: View, name: str) -> bool:
    """Whether the recogniser or the parties step takes the name for a person's somewhere."""
    if any(m.party.kind == "person" and m.party.name == name for m in view.parties):
        return True
    return any(n.label == "PERSON" and n.span.of(view.text) == name for s in view.sentences for n in s.names)


def own_outlet(view: View, name: str) -> bool:
    own = {n.casefold().removeprefix("the ") for n in (view.document.agency, view.document.outlet) if n}
    return name.casefold().removeprefix("the ") in own


def own_reporter(view: View, party: Party | None) -> bool:
    """Whether the outlet speaks of what it saw itself: "our correspondent", "a reporter of Coast Wire"."""
    if party is None:
        return False
    found = REPORTER.match(phrase_of(view, party))
    if found is None:
        return False
    return found["own"] is not None or (found["of"] is not None and own_outlet(view, found["of"].strip()))


def phrase(text: str) -> str:
    """A role's phrase up to where it stands or what it does: "spokesman for the rebels" of "… in the town, who"."""
    return PLACE_OF.split(re.split(r"[,;:–—]", f"{text} ")[0])[0].strip()


def is_nobody(phrase: str) -> bool:
    """Whether a source is the absence of one: "nobody", "no group"."""
    return NOBODY.match(phrase) is not None
