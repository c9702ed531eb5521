"""Bodies under several words: "the charity" is Wards Without Walls, and who heads it or speaks for it is it."""

import re
from collections.abc import Iterable, Mapping

from firsthand.model.values import PartyKind
from firsthand.reference.roles import Role, organ, plain
from firsthand.reference.speakers import speakers
from firsthand.resolve.names import OWNER, core, folded, head, singular

# a body that begins a clause between a word for another one and "its director", whose director that is
ANOTHER_BODY = re.compile(r"[.;\n]\s*[Tt]he\s(?:[A-Z][\w-]+\s){1,6}[A-Z][\w-]+")
# "the hospital's director" is of a hospital, "the group's" of any body
WHOSE = re.compile(r"\b[Tt]he\s(\w+)['’]s\s")
ANY_BODY = frozenset(
    {"group", "movement", "organisation", "organization", "force", "militia", "faction", "coalition", "alliance"}
)
PLACED = re.compile(
    r"\b(?:at|of|from|with|for)\s(?:the\s)?(?P<body>[A-Z][\w'’-]*(?:\s(?:(?:of|for)\s(?:the\s)?)?[A-Z][\w'’-]*)*)"
)
VOICE = re.compile(
    r"\b(?:media|press|news|information|publicity|propaganda|public\s(?:relations|affairs))\s(?:\w+\s){0,2}?"
    r"(?:wing|arm|office|department|branch|service|team|directorate|desk|cell|unit|section)$",
    re.I,
)
BRANCH = re.compile(
    r"(?:the\s)?(?P<body>.+?)['’]s?\s(?:\w+\s)?(?:branch|affiliate|arm|wing|franchise|offshoot|chapter|faction|province)",
    re.I,
)
NO_SPEAKER = r"(?!\s(?:\w+(?:ed|s)|said|told|put|gave|had|spoke|on\s\w+day)\b)"  # "In Amuda, a charity said"
VOICE_FOR = re.compile(r"(?:(?:an?|the|one)\s)?(?:\w+\s)?spokes\w+\s(?:for|of)\s(?:an?\s|the\s)?(?P<body>\S.*)", re.I)
HOUSES = frozenset({"ministry", "office", "department", "directorate", "prosecutorate"})
PORTFOLIOS = frozenset({"prosecutor", "ombudsman", "coroner"})
APART = frozenset({"former", "ex", "ousted", "retired"})


def stem(word: str) -> str:
    """A word as names of bodies are compared: singular, without a possessive, the British spelling."""
    return singular(word.removesuffix("'").replace("defense", "defence"))


def words(name: str) -> frozenset[str]:
    """The words of a body's name, without those that say only where or how it is."""
    return frozenset(stem(w) for w in folded(name).split() if w not in speakers().vague and len(w) > 2)


def is_less(nameless: str, named: str) -> bool:
    """Whether words for a body are its name with less of it: "the doctors' union" is the Sudan Doctors' Union, health
    officials are the Health Ministry, prosecutors the Prosecutor General's Office."""
    less, more = words(nameless), words(named)
    people = less - (speakers().offices - PORTFOLIOS)
    if more & HOUSES and people and people <= more and (people != less or people <= PORTFOLIOS):
        return True
    return len(less) > 1 and less < more and stem(head(core(nameless)).casefold()) in more


def is_kind_of(nameless: str, named: str, kind: PartyKind | None) -> bool:
    """Whether words for a body without a name say what a named one is: "a war monitor", "the charity", "the group"."""
    noun = stem(head(core(nameless)).casefold())
    told = speakers().kinds.get(noun)
    if told is None:
        return False
    own = words(named)
    return kind in told or bool(told & own and (noun not in own or words(nameless) <= own))


def is_branch_of(nameless: str, named: str) -> bool:
    """Whether words for a body say whose branch it is, and the named one has that name: "al-Qaeda's affiliate"."""
    found = BRANCH.fullmatch(nameless)
    whose = folded(found["body"]).split() if found is not None else []
    return bool(whose) and folded(named).split()[: len(whose)] == whose


def called_so(text: str, nameless: str, mention: str) -> bool:
    """Whether a text says what a body is by a mention: "Open Hands, an Irish charity", "the charity Open Hands"."""
    if mention not in text:
        return False
    name, noun = re.escape(mention), rf"(?i:{re.escape(core(nameless))})"
    after = rf"\b{name},\s(?:(?:an?|the)\s)?(?:[\w'’-]+\s){{0,4}}?{noun}\b{NO_SPEAKER}"
    before = (
        rf"\b(?:[Aa]n?|[Tt]he|[Oo]ne)\s(?:[\w'’-]+\s){{0,3}}?{noun}(?:\s(?:called|named|known\sas))?(?:\s|,\s){name}\b"
    )
    return re.search(after, text) is not None or re.search(before, text) is not None


def voiced_body(name: str) -> str:
    """The body for which a nameless spokesman speaks: "a spokesman for the Home Guard"; another name as it is."""
    found = VOICE_FOR.fullmatch(name)
    return found["body"] if found is not None else name


def stands_for(role: Role, body: str) -> bool:
    """Whether a role is one at a named body: "head of the Syrian Observatory", "doctor at Hope Hospital"."""
    whose = plain(words(body))
    known = bool(whose) and not organ(body)[0] and not role.words & APART
    noun = stem(head(body).casefold())
    the_noun = rf"\b(?:of|for|at)\sthe\s{re.escape(noun)}(?=,|$)"
    shorter = len(whose) > 1 and re.search(the_noun, role.phrase) is not None
    return known and (shorter or whose <= plain(stem(w) for w in role.words))


def own(mention: str) -> str:
    """A body's name as it stands in a mention, without whose it is: "the Civil Defence", for "the territory's"."""
    return OWNER.sub("the ", core(mention))


def placed(mention: str) -> str | None:
    """The body with a name at which words place nameless speakers: "officials at Hope Hospital"."""
    found = PLACED.search(mention)
    return found["body"] if found is not None else None


def is_voice_of(mention: str, body: str) -> bool:
    """Whether words name what speaks for a body: "the military's media wing", "the Home Army News Desk"."""
    found = VOICE.search(mention)
    if found is None:
        return False
    said, whose = words(mention[: found.start()]), words(body)
    organs = organ(mention[: found.start()])[0]
    return bool(whose) and (whose <= said or (bool(organs) and organs <= organ(body)[0]))


def theirs(text: str, bodies: Mapping[str, Iterable[str]], person: str) -> str | None:
    """The body (a key of `bodies`, which holds mentions) whose ("its", "the group's") head or spokesman a person is.

    The one named last before.
    """
    name = re.escape(core(person))
    said = re.search(speakers().their_head.replace("NAME", name), text)
    if said is None:
        return None
    told = text[: said.start()].casefold()
    noun = WHOSE.search(said[0])
    ends = {
        body: max((_last(told, own(m).casefold()) for m in all_), default=(-1, 0))
        for body, all_ in bodies.items()
        if noun is None or noun[1] in ANY_BODY or noun[1] in body
    }
    nearest = max(ends, key=lambda b: (ends[b], b), default="")
    at = ends.get(nearest, (-1, 0))[0]
    return nearest if at >= 0 and ANOTHER_BODY.search(text, at, said.start()) is None else None


def _last(text: str, words: str) -> tuple[int, int]:
    """Where words end that a text told last, and how long they are; -1 where it did not."""
    at = text.rfind(words)
    return (at + len(words), len(words)) if at >= 0 else (-1, 0)
