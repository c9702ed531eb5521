"""Whether two mentions of parties read as one: by their names, initials, kinds of paper or portfolios."""

from firsthand.extract.parties.compose import same_ministry
from firsthand.extract.parties.draft import Draft
from firsthand.extract.parties.entity import Entity

PICTURES = frozenset(
    "video film footage clip recording videotape tape propaganda-film documentary broadcast".split()
) | {"propaganda film", "propaganda video"}
STILLS = frozenset("photo photograph picture image photos".split()) | {"satellite image"}
PAPERS = frozenset("statement communique communiqué declaration announcement".split()) | {
    "press release",
    "press statement",
}


def one_name(known: tuple[str, ...], words: tuple[str, ...]) -> bool:
    """One name is the end of the other, or its first word."""
    short, long = sorted((known, words), key=len)
    return long[-len(short) :] == short or (len(short) == 1 and long[0] == short[0] and len(short[0]) > 3)


def acronym(words: tuple[str, ...]) -> str:
    """The initials of a name of several words."""
    return "".join(w[0] for w in words if w not in ("of", "the", "for", "and"))


def initials(e: Entity, d: Draft) -> bool:
    """The draft is one word in capitals: the initials of the party's name."""
    if len(d.words) != 1 or not d.name.isupper() or len(d.name) < 3:
        return False
    return any(len(n) > 2 and acronym(n) == d.words[0] for n in e.names)


def alike(e: Entity, d: Draft) -> bool:
    """Both are of one kind of paper or picture: "the video", "the footage"."""
    heads = e.roles
    return d.head in heads or any(d.head in c and c & heads for c in (PICTURES, STILLS, PAPERS))


def ministry(e: Entity, d: Draft) -> bool:
    """The party is a ministry of the portfolio that is told again."""
    return "Ministry" in e.lead.name and same_ministry(e.lead.name, d.name.removeprefix("the ") or "ministry")
