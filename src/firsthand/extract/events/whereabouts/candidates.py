"""The places that an event word's sentence names, each with the words that it stands among."""

from dataclasses import dataclass

from firsthand.extract.events.page import Page, somewhere
from firsthand.extract.events.placing import DIRECTIONS, is_place_noun
from firsthand.extract.language.layer import Sentence, Token
from firsthand.model import Where

PREPOSITIONS = frozenset(
    "in at inside within into on near outside around across throughout over along off between through towards toward "
    "from to via with by for about against since of after as upon under above below onto behind beside beyond past "
    "during before among amid".split()
)
BREAKS = frozenset({";", ":", "(", "“", '"', "”"})
REACH = 12  # tokens to look back for the preposition that a place stands under


@dataclass(frozen=True, slots=True)
class Candidate:
    """A place with the preposition that governs it ("in the north of X": in), the noun and direction between."""

    place: Where
    at: int  # number of its first token
    preposition: Token | None = None
    steps: int = 0  # words between the preposition and the name
    noun: str | None = None
    direction: bool = False

    @property
    def under(self) -> str:
        return self.preposition.text.lower() if self.preposition else "-"


def candidates(page: Page, sentence: Sentence) -> list[Candidate]:
    """The places of the sentence and its other names that may be some, in text order."""
    found = [w for w in page.places if sentence.span.contains(w.span)]
    for name in sentence.names:
        bare = name.label not in ("DATE", "NORP") and page.text[name.span.start].isupper()
        if bare and not any(name.span.overlaps(w.span) for w in found):
            found.append(somewhere(page.text, name.span))
    return [_candidate(page, w) for w in sorted(found, key=lambda w: w.span)]


def _candidate(page: Page, place: Where) -> Candidate:
    tokens, at = page.before(place.span.start, REACH), page.index(place.span.start)
    steps, noun, direction = 0, None, False
    while tokens:
        token = tokens.pop()
        word = token.text.lower()
        if word in PREPOSITIONS and token.pos not in ("SCONJ", "PART"):
            if word != "of" or not tokens or not is_place_noun(tokens[-1]):
                return Candidate(place, at, token, steps, noun, direction)
            noun = tokens[-1].lemma.lower()
        direction = direction or word in DIRECTIONS
        if token.pos in ("VERB", "AUX", "SCONJ") or word in BREAKS:
            break
        steps += 1
    return Candidate(place, at, None, steps, noun, direction)
