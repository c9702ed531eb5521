"""Offices and trades that a text gives to a person (data/roles.toml): "the mayor of Amuda, Karim Haddad"."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import cast

from firsthand.reference import actor_nouns, people, shipped
from firsthand.reference.actor_words import organisation_kinds

GAP = r"\s+"
PREPOSITION = re.compile(
    r"\s(?:of|for|in|at|on|from|near|with|to|who|whose|that|which|reached|contacted|interviewed|speaking|briefed)\s"
)
DETERMINER = re.compile(r"^(?:(?:the|an?|its|his|her|their|our|this|that|one|some|then)\s+)+", re.I)
SAID = re.compile(r"^(?:said|says|told|citing|cited|quoting)\s+", re.I)
WORD = re.compile(r"[^\W\d_][\w-]*")
PARTICLE = r"(?:(?:bin|ibn|van|von|de|der|den|da|dos|du|la|le|ul|abu|al|el)\s+){0,2}"
PART = r"(?:(?:al|el|as|ad|an|ash|ar|at|az)-)?[A-Z][\w'’.-]*"
PERSON = re.compile(rf"{PART}(?:\s+{PARTICLE}{PART}){{0,5}}")
APPOSED = re.compile(
    r"\s*,\s*(?:(?:aged\s+)?\d{1,2}\s*,\s*)?(?P<role>(?:(?:an?|the|its|his|her|their|who\s+is|who\s+was)\s+)?[^,.;:“”\"\n]{3,90})"
)
OF_BODY = re.compile(r"\s+(?:of|from)\s+(?P<body>the\s+[^,.;:“”\"\n]{3,40})")
HEADS = re.compile(
    r"\s*,\s*who\s+(?:(?:heads|leads|runs|commands)|(?P<speaks>speaks\s+for))\s+(?P<body>[^,.;:“”\"\n]{3,60})"
)
ROLE_BEFORE = re.compile(
    r"(?:^|[,.;:“”\"\n—–]|\b(?:said|says|told|citing|cited|quoting|that|to|by)\s)\s*"
    r"(?P<role>[^,.;:“”\"\n—–]{2,80}?)\s*,\s*$"
)
CUT = re.compile(r"\s+(?:said|says|told|has|had|was|is|were|and|but|as|on\s+[A-Z]\w+day)\b.*$", re.S)
OFFICE_OF = re.compile(
    r"(?:[A-Z][\w-]*\s)*(?P<noun>[A-Z][\w-]*)\sof\s(?:[A-Z][\w-]*\s)+$"
)  # "Superintendent of Police"
FIRST_NAME = re.compile(r"[\w,;:)] ([A-Z][\w'’-]+)\s$")  # not the first word of a sentence
ASIDE = re.compile(r"\s\([^()\n]*\)")  # "Inspector General of Police (Bastar Range) P. Netam"
LETTERS = re.compile(r"\b(?:[A-Z]\.){2,}(?=\s+[a-z])")  # "the U.N. aid chief": no end of a sentence
BEFORE = 110  # characters before a name in which what it is introduced by stands


@dataclass(frozen=True, slots=True)
class Role:
    """A role phrase without its article; `head` is its noun, `words` what tells it from others ("police", "relief")."""

    phrase: str
    head: str
    words: frozenset[str]

    @property
    def rank(self) -> bool:
        """Whether it is a military or police rank, which goes with many an office."""
        return self.head in _set("ranks")


def is_rank(word: str) -> bool:
    """Whether a word is a military or police rank."""
    return word in _set("ranks")


def is_changing(word: str) -> bool:
    """Whether a word says that an office is another one: the former, the deputy, the acting."""
    return word in _set("changing")


def titled(text: str, name: str, calling: Role) -> bool:
    """Whether a text gives the person `name` the title of a calling: "Dr Lina Haddad" of a doctor."""
    titles = cast("dict[str, list[str]]", _data()["titled"]).get(calling.head)
    return titles is not None and calling.words <= _set("creeds") and any(f"{t} {name}" in text for t in titles)


def role(phrase: str) -> Role | None:
    """The role that a phrase tells, if its noun is one of a single person's."""
    if re.match(r"(?:another|a\s+second|a\s+third|other)\b", phrase.strip(), re.I):
        return None
    plain = " ".join(spelt(w) for w in DETERMINER.sub("", SAID.sub("", phrase.strip())).split())
    plain = _voices().sub("spokesman", plain)
    noun = _noun(PREPOSITION.split(f"{plain} ")[0])
    if noun is None:
        return None
    words = {_stem(w) for w in WORD.findall(re.sub(r"['’]s?\b", "", plain))}
    return Role(plain, _stem(noun), frozenset(words - {noun, _stem(noun)} - _set("vague")))


def spelt(word: str) -> str:
    """An office in full: "SP" is a superintendent of police."""
    return cast("dict[str, str]", _data()["abbreviated"]).get(word, word)


def given(text: str, name: str) -> tuple[Role, ...]:
    """The roles that a text gives to the person `name`, in text order, each once."""
    found: dict[Role, None] = {}
    text = LETTERS.sub(lambda m: m[0].replace(".", ""), text)
    words = [re.escape(w) for w in name.split()]
    pattern = rf"(?<![\w-])(?:{GAP.join(words)}|{words[-1]})(?![\w-])"
    whole = len(words) == 1
    for at in re.finditer(pattern, text):
        if whole or " " in at[0].strip() or not _namesake(text[: at.start()]):
            found |= dict.fromkeys(_around(text, at.start(), at.end()))
    return tuple(found)


def _namesake(before: str) -> bool:
    """Whether a last name stands behind another's first name: "Karim Haddad" is not Lina Haddad."""
    first = FIRST_NAME.search(before)
    if first is None:
        return False
    word = first[1].casefold()
    return word not in people.titles() and _noun(word) is None and not is_rank(word)


def fit(one: Role, other: Role) -> bool:
    """Whether two roles can be one person's: one noun (or a rank), and the words of one among those of the other."""
    if (one.words ^ other.words) & _set("changing"):
        return False
    related = one.words <= other.words or other.words <= one.words or _loosely(one, other) or _loosely(other, one)
    if one.rank or other.rank:
        ranked, plain = (one, other) if one.rank else (other, one)
        return ranked.head == plain.head or (plain.head in _set("commissions") and related)
    return one.head == other.head and related


def _loosely(one: Role, other: Role) -> bool:
    """ "Spokesman for the rebels" of whom the text then says which: any armed group, but no organ of a state."""
    return bool(one.words) and one.words <= _set("collective") and not other.words & _set("organs")


def organ(phrase: str) -> tuple[frozenset[str], frozenset[str]]:
    """Which body of a state a phrase names, and the words that tell whose: {"interior", "ministry"}, {"syrian"}.

    "Armed forces" are an army. No body of a state: both are empty.
    """
    words = {_stem(w) for w in WORD.findall(re.sub(r"['’]s?\b", "", DETERMINER.sub("", phrase)))}
    words = words - {"armed", "forces"} | {"army"} if {"armed", "forces"} <= words else words
    found = words & _set("bodies")
    return (frozenset(found), frozenset(words - found - _set("vague"))) if found else (frozenset(), frozenset())


def stateless(phrase: str) -> bool:
    """Whether a phrase names a body of a state and not whose: "the army", "interior ministry"."""
    words, whose = organ(phrase)
    return bool(words) and not whose


def same_land(whose: frozenset[str], told: Role) -> bool:
    """Whether a role may be one in a body of that land: "Syria" and "Syrian" are, and where none is told."""
    others = told.words - _set("bodies")
    return not whose or not others or any(a[:4] == b[:4] for a in whose for b in others)


def plain(words: Iterable[str]) -> frozenset[str]:
    """Words without those that set no two bodies apart."""
    return frozenset(map(_stem, words)) - _set("vague")


def commissioned(told: Role) -> bool:
    """Whether a person of rank may hold the office."""
    return told.rank or told.head in _set("commissions")


def is_body(phrase: str) -> bool:
    """Whether a phrase names an organisation by its noun: "the provincial council"."""
    words = PREPOSITION.split(f"{phrase.casefold()} ")[0].split()
    return bool(words) and (words[-1] in organisation_kinds() or bool(organ(phrase)[0]))


def is_paper(name: str) -> bool:
    """Whether a name is a newspaper's or agency's by its last word: "Coast Wire"."""
    words = name.casefold().split()
    return len(words) > 1 and words[-1] in _set("papers")


def person(phrase: str) -> str | None:
    """The name in a phrase that is nothing but a name with titles before it: "Brigadier Omar Diallo" is Omar Diallo."""
    words = phrase.split()
    while len(words) > 1 and words[0].rstrip(".").casefold() in people.titles():
        words = words[1:]
    name = " ".join(words)
    if len(words) < 2 or PERSON.fullmatch(name) is None or {w.casefold() for w in words} & _bodies():
        return None
    return name


@cache
def _bodies() -> frozenset[str]:
    """Words that make a name one of an organisation or a newspaper."""
    return frozenset(organisation_kinds()) | _set("papers")


def _around(text: str, start: int, end: int) -> list[Role]:
    before, after = ASIDE.sub("", text[max(0, start - BEFORE) : start]), text[end : end + BEFORE]
    phrases: list[str] = []
    if found := ROLE_BEFORE.search(_untitled(before)):
        phrases.append(found["role"])
    phrases += _titles(before)
    if found := HEADS.match(after):
        phrases.append(f"{'spokesman for' if found['speaks'] else 'head of'} {found['body']}")
    elif found := APPOSED.match(after):
        phrases.append(CUT.sub("", found["role"]) if " who " not in found["role"] else found["role"])
    elif found := OF_BODY.match(after):
        phrases.append(f"member of {CUT.sub('', found['body'])}")
    return [r for p in phrases if (r := role(p)) is not None]


def _untitled(before: str) -> str:
    words = before.rstrip()
    while (last := re.search(r"(?:^|\s)([A-Z][\w.]*)$", words)) and last[1].rstrip(".").casefold() in people.titles():
        words = words[: last.start()].rstrip()
    return words


def _titles(before: str) -> list[str]:
    """The title or role that stands before a name without a comma: "Mayor", "regional police commander"."""
    run = re.search(r"(?:[^\W\d_][\w.'’-]*\s+){1,5}$", before)
    if run is None:
        return []
    words: list[str] = run[0].split()
    if (office := OFFICE_OF.search(run[0])) is not None and _noun(office["noun"]) is not None:
        return [office[0]]
    if _noun(words[-1]) is None and words[-1].rstrip(".").casefold() not in people.titles():
        return []
    start = len(words) - 1
    while (
        start > 0
        and not DETERMINER.match(f"{words[start]} ")
        and not _ends(words[start - 1])
        and not CUT.match(f" {words[start]} ")
    ):
        start -= 1
    phrase = " ".join(words[start:])
    last = PREPOSITION.split(phrase)[-1]  # "the fall of President Diallo", "the brother of Mayor Gul"
    return [phrase if role(last) is None else last]


def _ends(word: str) -> bool:
    """Whether a sentence ends with a word: a stop that is none of a title ("Brig.")."""
    return word.endswith(".") and word[:-1].casefold() not in people.titles()


def _noun(phrase: str) -> str | None:
    """The noun of a role phrase, in lower case, if it is one for a single person."""
    words = [w.casefold() for w in WORD.findall(phrase)]
    if not words:
        return None
    head = actor_nouns.heads().get((words[-1],)) or actor_nouns.heads().get((words[-1].rsplit("-", 1)[-1],))
    single = head is not None and head.role == "member" and head.number == "singular"
    titled = words[-1] in people.titles() and words[-1] not in _set("address")
    return words[-1] if single or titled else None


def _stem(word: str) -> str:
    return _alike().get(word.casefold(), word.casefold())


@cache
def _set(key: str) -> frozenset[str]:
    return frozenset(cast("list[str]", _data()[key]))


@cache
def _voices() -> re.Pattern[str]:
    return re.compile(cast("str", _data()["voices"]))


@cache
def _alike() -> Mapping[str, str]:
    return cast("dict[str, str]", _data()["alike"])


@cache
def _data() -> dict[str, object]:
    return shipped.toml("roles.toml")
