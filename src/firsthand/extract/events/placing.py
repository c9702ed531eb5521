"""How a place stands to a happening: taken, in it, near it, or only named beside it."""

from firsthand.extract.events.happenings import Happening
from firsthand.extract.events.page import Page, location
from firsthand.extract.events.roles import role_of
from firsthand.extract.language.layer import Argument, Token
from firsthand.model import Where
from firsthand.reference import lexicon

FINENESS = {"site": 5, "town": 5, "district": 4, "unknown": 4, "admin1": 3, "country": 2, "region": 1}
TAKEN, INSIDE, NEAR, VAGUE = 3, 2, 1, 0
LOCATIVE = {
    "in": INSIDE,
    "at": INSIDE,
    "inside": INSIDE,
    "within": INSIDE,
    "into": INSIDE,
    "on": INSIDE,
    "near": NEAR,
    "outside": NEAR,
    "around": NEAR,
    "across": NEAR,
    "throughout": NEAR,
    "over": NEAR,
    "along": NEAR,
    "off": NEAR,
    "between": NEAR,
    "through": NEAR,
    "towards": VAGUE,
    "toward": VAGUE,
}
ELSEWHERE = frozenset("from to via than with by for about against since of after as".split())
DIRECTIONS = frozenset(
    "north south east west northeast northwest southeast southwest northern southern eastern western kilometer "
    "kilometre mile km away side".split()
)
PLACE_ROLES = frozenset({"place", "recipient", "both"})
GOING = frozenset({"MOBILIZE", "CONSULT"})
PHRASE = frozenset({"DET", "ADJ", "NOUN", "PROPN", "NUM", "PART", "PUNCT", "CCONJ", "PRON", "ADV"})
REACH = 12  # tokens to look back for the preposition that a place stands under


def quality(page: Page, happening: Happening, place: Where) -> int | None:
    """TAKEN, INSIDE, NEAR or VAGUE; `None` where the place tells nothing of where the happening was.

    A name that resolves to no place is VAGUE at best: a wider place that is known comes before it.
    """
    found = _quality(page, happening, place)
    return found if found is None or place.name is not None else VAGUE


def _quality(page: Page, happening: Happening, place: Where) -> int | None:
    if _belongs_to_party(page, place) or _is_demonym(page, place):
        return None
    if _taken(page, happening, place):
        return TAKEN
    preposition, direction = governing(page, place)
    if preposition in ELSEWHERE or (preposition is None and direction):
        return _elsewhere(page, happening, preposition, direction)
    if preposition is not None:
        return VAGUE if direction else LOCATIVE[preposition]
    return INSIDE if _modifies(page, happening, place) else None


def _elsewhere(page: Page, happening: Happening, preposition: str | None, direction: bool) -> int | None:
    if direction:
        return VAGUE
    if preposition == "to" and happening.type in GOING:
        return NEAR
    return INSIDE if preposition in ("from", "of") and happening.lead.sense.mode == "withdraw" else None


def governing(page: Page, place: Where) -> tuple[str | None, bool]:
    """The preposition that the place stands under ("in the town of X": in), and whether a direction stands between."""
    direction = False
    tokens = page.before(place.span.start, REACH)
    while tokens:
        token = tokens.pop()
        word = token.text.lower()
        if word == "of":
            if not tokens or not _is_place_noun(tokens[-1]):
                return ("of", _is_direction(tokens))
            direction = direction or _is_direction(tokens)
        elif word in LOCATIVE or word in ELSEWHERE:
            return word, direction or (word == "from" and _is_direction(tokens))
        elif token.pos not in PHRASE or word in (";", ":", "(", "\u201c", '"'):
            return None, direction
    return None, direction


def _is_direction(tokens: list[Token]) -> bool:
    return bool(tokens) and tokens[-1].lemma.lower() in DIRECTIONS


def _is_place_noun(token: Token) -> bool:
    lemma = token.lemma.lower()
    return (
        "@place" in lexicon.classes_of(lemma) or lemma in DIRECTIONS or lemma in ("governorate", "county", "locality")
    )


def _belongs_to_party(page: Page, place: Where) -> bool:
    """ "the Syrian army": a party's country, not a setting."""
    return any(location(m).contains(place.span) and location(m) != place.span for m in page.parties)


def _is_demonym(page: Page, place: Where) -> bool:
    """ "Spanish police", "a US plane": an adjective, unless a place is meant by it ("the Kenyan capital")."""
    tokens = page.within(place.span)
    after = page.after(place.span.end, 1)
    named = bool(after) and after[0].pos in ("NOUN", "PROPN") and not _is_place_noun(after[0])
    return len(tokens) == 1 and place.precision == "country" and (tokens[0].pos == "ADJ" or named)


def _taken(page: Page, happening: Happening, place: Where) -> bool:
    """Whether the place itself is what was acted on: "shelled Aleppo", "the siege of X", "captured X village"."""
    return any(
        a.head.overlaps(place.span) or (a.span.contains(place.span) and _names(page, a, place, role_of(t, n)))
        for t in happening.triggers
        for n, group in t.arguments.items()
        if role_of(t, n) in PLACE_ROLES and (n not in ("from", "with", "to") or role_of(t, n) == "place")
        for a in group
    )


def _names(page: Page, argument: Argument, place: Where, role: str) -> bool:
    """Whether the place names the argument's own head: "X village", "the streets of X"."""
    head = page.token(argument.head)
    if head is None or not _is_place_noun(head):
        return False
    if place.span.end <= head.span.start:
        return True
    between = [t.text.lower() for t in page.within(argument.span) if head.span.end <= t.span.start < place.span.start]
    return "of" in between[:1] or (role == "place" and len(between) <= 2)


def _modifies(page: Page, happening: Happening, place: Where) -> bool:
    """ "the Baghdad bombing", "a Mogadishu hotel"; never the doer itself."""
    if any(m.span.overlaps(place.span) for t in happening.triggers for m in t.modifiers):
        return True
    after = page.after(place.span.end, 2)
    return any(_is_place_noun(t) for t in after) and place.precision != "country"
