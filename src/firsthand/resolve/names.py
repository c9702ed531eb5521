"""When two names are one source: names as they are compared, and nameless sources by what they are."""

import re
import unicodedata
from functools import lru_cache
from itertools import pairwise
from typing import Literal

from firsthand.reference.agencies import by_name
from firsthand.reference.speakers import speakers

SEAT = re.compile(r"(?:the\s+)?(?:(\S.*)['’]s?\s+office|office\s+of\s+(?:the\s+)?(\S.*))", re.I)
OWNER = re.compile(r"^(?:[Tt]he\s)?[a-z][\w-]+['’]s\s(?=[A-Z])")  # "the territory's Civil Defence"
RANGE = re.compile(r"^.*\)\s(?=[A-Z][\w.]*\s[A-Z])")  # "Inspector General of Police (Bastar Range) P. Netam"
PREPOSITIONS = frozenset({"of", "for", "in", "from", "at", "with"})
SpeakerClass = Literal["named", "witness", "carrier", "office"]


@lru_cache(maxsize=65536)
def folded(name: str) -> str:
    """A name without case, accents, marks, titles and articles; an agency's alias becomes its name."""
    name = OWNER.sub("", core(name))
    agency = by_name().get(name)
    plain = unicodedata.normalize("NFKD", agency.name if agency else name).casefold()
    words = re.findall(r"\w+", "".join(c for c in plain if not unicodedata.combining(c)).replace("'s", ""))
    table = speakers()
    ignored = table.titles | table.vague if head(name).islower() else table.titles
    return " ".join([w for w in words if w not in ignored] or words)


@lru_cache(maxsize=65536)
def speaker_class(name: str) -> SpeakerClass:
    """What kind of source a name is, by its head word: "two residents of Qamishli" are witnesses."""
    word = head(name)
    if not word or (not word.islower() and len(name.split()) > 1):
        return "named"
    word = singular(word.casefold())
    table = speakers()
    if word in table.witnesses:
        return "witness"
    if word in table.carriers:
        return "carrier"
    return "office" if word in table.offices else "named"


@lru_cache(maxsize=65536)
def begins_line(name: str) -> bool:
    """Whether a name is a common noun that begins a sentence: "Separatists", "Residents"."""
    word = singular(name.casefold())
    table = speakers()
    known = word in table.kinds or word in table.witnesses | table.offices
    return known and name.isalpha() and word != name.casefold()


@lru_cache(maxsize=65536)
def office(name: str) -> str:
    """The office behind a nameless speaker: "a police source" is the police, "local officials" just an official."""
    words = [singular(w) for w in folded(name).split()]
    rest = [w for w in words if w not in speakers().offices and w not in PREPOSITIONS]
    rest = rest or [w for w in words if w not in speakers().generic and w not in PREPOSITIONS]
    return " ".join(rest) if rest else "official"


@lru_cache(maxsize=65536)
def seated(name: str) -> str:
    """The office behind a nameless seat: "the governor's office" and "the province" are the governor."""
    found = SEAT.fullmatch(name)
    if found is not None:
        return found[1] or found[2]
    return speakers().seats.get(name.casefold().removeprefix("the "), name)


def singular(word: str) -> str:
    """A noun's singular, as far as the tables of speakers need it."""
    for plural, single in (("women", "woman"), ("men", "man"), ("wives", "wife"), ("ies", "y"), ("sses", "ss")):
        if word.endswith(plural):
            return word[: -len(plural)] + single
    return word[:-1] if word.endswith("s") and not word.endswith(("ss", "us", "is")) else word


def same_name(a: str, b: str) -> bool:
    """Whether one folded name is the other with less of it: "jeffrey" and "james jeffrey" (the last word agrees).

    Of "syrian observatory for human rights" the last word that counts is its noun, "observatory".
    """
    one, other = a.split(), b.split()
    short, long = (one, other) if len(one) <= len(other) else (other, one)
    if not short or not set(short) <= set(long):
        return False
    noun = next((w for w, after in pairwise(long) if after in ("for", "of", "on")), long[-1])
    return short[-1] in (long[-1], noun)


@lru_cache(maxsize=65536)
def head(name: str) -> str:
    """The head word of a phrase, as written: the last before a preposition."""
    words: list[str] = re.findall(r"[\w-]+", re.split(r"\s(?:of|in|from|at|near|who|with|for)\s", name)[0])
    return words[-1] if words else ""


def core(name: str) -> str:
    """A name without what is said of its bearer: "Karim Haddad, the mayor of Amuda" is Karim Haddad."""
    name = RANGE.sub("", name.removeprefix("same "))
    first, comma, rest = name.partition(", ")
    return first if comma and rest[:1].islower() else name


def is_nobody(name: str) -> bool:
    return name.casefold() in speakers().nobody


def is_absent(name: str) -> bool:
    """Whether a name says that there is no speaker: "nobody", "no group"."""
    return name.casefold().split(" ")[0] in ("nobody", "no", "none", "no-one", "neither")
