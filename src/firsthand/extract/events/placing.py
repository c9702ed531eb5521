"""Words that places stand under and among: prepositions, directions, nouns of place."""

from firsthand.extract.events.page import Page
from firsthand.extract.language.layer import Token
from firsthand.model import Where
from firsthand.reference import lexicon

FINENESS = {"site": 5, "town": 5, "district": 4, "unknown": 4, "admin1": 3, "country": 2, "region": 1}
LOCATIVE = frozenset(
    "in at inside within into on near outside around across throughout over along off between through towards "
    "toward".split()
)
ELSEWHERE = frozenset("from to via than with by for about against since of after as".split())
DIRECTIONS = frozenset(
    "north south east west northeast northwest southeast southwest northern southern eastern western kilometer "
    "kilometre mile km away side".split()
)
PHRASE = frozenset({"DET", "ADJ", "NOUN", "PROPN", "NUM", "PART", "PUNCT", "CCONJ", "PRON", "ADV"})
REACH = 12  # tokens to look back for the preposition that a place stands under


def governing(page: Page, place: Where) -> tuple[str | None, bool]:
    """The preposition that the place stands under ("in the town of X": in), and whether a direction stands between."""
    direction = False
    tokens = page.before(place.span.start, REACH)
    while tokens:
        token = tokens.pop()
        word = token.text.lower()
        if word == "of":
            if not tokens or not is_place_noun(tokens[-1]):
                return ("of", _is_direction(tokens))
            direction = direction or _is_direction(tokens)
        elif word in LOCATIVE or word in ELSEWHERE:
            return word, direction or (word == "from" and _is_direction(tokens))
        elif token.pos not in PHRASE or word in (";", ":", "(", "\u201c", '"'):
            return None, direction
    return None, direction


def _is_direction(tokens: list[Token]) -> bool:
    return bool(tokens) and tokens[-1].lemma.lower() in DIRECTIONS


def is_place_noun(token: Token) -> bool:
    lemma = token.lemma.lower()
    return (
        "@place" in lexicon.classes_of(lemma) or lemma in DIRECTIONS or lemma in ("governorate", "county", "locality")
    )
