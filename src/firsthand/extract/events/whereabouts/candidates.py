"""The places that an event word's sentence names, each with the words that it stands among."""

from dataclasses import dataclass, replace

from firsthand.extract.events.page import Page, location, somewhere
from firsthand.extract.events.placing import DIRECTIONS, is_place_noun
from firsthand.extract.language.layer import Name, Sentence, Token
from firsthand.extract.where import evidence
from firsthand.model import PartyMention, Span, Where
from firsthand.reference import cues
from firsthand.reference.speakers import speakers

PREPOSITIONS = frozenset(
    "in at inside within into on near outside around across throughout over along off between through towards toward "
    "from to via with by for about against since of after as upon under above below onto behind beside beyond past "
    "during before among amid".split()
)
MORE_NOUNS = frozenset("park river roundabout orchards farms fields complex project area suburb junction".split())
BREAKS = frozenset({";", ":", "(", "“", '"', "”"})
WHOLE = 5  # words of a name that goes on: "Nasiriyah Thermal Power Plant"
ARTICLE = ("al-", "el-", "ad-", "an-", "ar-", "as-", "ash-", "at-", "az-")
SHORTEST = 5  # letters: "al-Rai"
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
    found = [w for w in found if w.name is not None or not (_acts(page, sentence, w.span) or is_things(page, w.span))]
    bodies = [m for m in page.parties if m.party.id and len(m.party.name.split()) > 1]
    found = [w for w in found if not any(_is_part_of(w, m) for m in bodies)]
    groups = [location(m) for m in page.parties if m.party.id and m.party.kind in ("rebel-group", "militia")]
    for name in sentence.names:
        bare = name.label not in ("DATE", "NORP") and page.text[name.span.start].isupper()
        bare = bare and name.span not in groups and not _is_person(page, name) and not _acts(page, sentence, name.span)
        bare = bare and not is_things(page, name.span)
        if bare and not any(name.span.overlaps(w.span) for w in found):
            found.append(somewhere(page.text, _alone(page, name.span)))
    for run in _runs(page, sentence):
        if not any(run.overlaps(w.span) for w in found) and not _acts(page, sentence, run):
            found.append(somewhere(page.text, run))
    whole = [_whole(page, w) for w in sorted(found, key=lambda w: w.span)]
    apart = [w for w in whole if not any(_within(w.span, o.span) for o in whole) and not _is_medium(page, w.span)]
    return [_candidate(page, w) for w in apart]


def _is_part_of(place: Where, body: PartyMention) -> bool:
    """Whether a place's name begins that of a body as the text has it: "an Assam Rifles convoy"."""
    name, words = body.party.name, body.party.text
    return location(body).contains(place.span) and name.startswith(f"{place.text} ") and name in words


def _is_person(page: Page, name: Name) -> bool:
    """Somebody by his full name, or who speaks by a single one, unless it stands where places do: "Musa said that"."""
    known = [m.party for m in page.parties if m.party.kind == "person" and location(m) == name.span]
    before, after = page.before(name.span.start, 1), page.after(name.span.end, 1)
    speaks = name.label == "PERSON" and bool(after) and after[0].lemma.lower() in cues.verbs()
    sure = any(speaks or " " in p.name for p in known)
    return sure and not (before and before[0].text.lower() in ("in", "near", "at", "outside", "around"))


def is_things(page: Page, name: Span) -> bool:
    """ "his Mercedes", "the Sahil coffee house": what is somebody's, or called so wherever it is."""
    before, after = page.before(name.start, 1), page.after(name.end, 1)
    owned = bool(before) and before[0].tag == "PRP$"
    return owned or (bool(before and after) and before[0].text.lower() == "the" and after[0].text in evidence.HOUSES)


def _acts(page: Page, sentence: Sentence, name: Span) -> bool:
    """Whether somebody of that name does something: "Anna Rell was ringing the bell when shots were fired"."""
    before = page.before(name.start, 1)
    if before and before[0].pos == "ADP":
        return False
    verbs = (f for f in sentence.frames if f.pos == "VERB" and f.voice == "active" and f.agent is not None)
    return any(f.agent is not None and f.agent.head.overlaps(name) for f in verbs)


def _is_medium(page: Page, place: Span) -> bool:
    """ "on its Shahada news agency", "on Telegram": where something was told."""
    behind = {t.text.lower() for t in page.after(place.end, 2)}
    told = speakers().occasion.search(page.text, max(0, place.start - len("on their ")), place.end)
    return bool(behind & speakers().outlet_words) or (told is not None and told.end() == place.end)


def _alone(page: Page, name: Span) -> Span:
    """Without what it lies in: "Saydabad District" of "Saydabad District of Wardak Province"."""
    tokens = page.within(name)
    of = next((n for n, t in enumerate(tokens) if t.text == "of" and n and _is_noun(tokens[n - 1])), None)
    return Span(name.start, tokens[of - 1].span.end) if of else name


def _within(inner: Span, outer: Span) -> bool:
    return outer != inner and outer.contains(inner)


def _whole(page: Page, place: Where) -> Where:
    """The name to its noun of place: "Aleppo Thermal Power Plant", "Hill 30"."""
    end = _last(page, place.span) if place.use == "location" else place.span.end
    if any(s.start in range(place.span.end, end) for s in page.spots):
        return place
    span = Span(place.span.start, end)
    return replace(place, text=span.of(page.text), span=span)


def _last(page: Page, span: Span) -> int:
    """Where the name ends: at the last noun of place among the capitalised words behind it, or its number."""
    end = at = span.end
    noun = any(_is_noun(t) for t in page.within(span)[-1:])
    for token in page.after(end, WHOLE):
        if page.text[at : token.span.start] != " " or not (token.text[:1].isupper() or token.text.isdigit()):
            break
        at = token.span.end
        end = at if _is_noun(token) or (noun and token.text.isdigit()) else end
        noun = False
    return end


def _is_noun(token: Token) -> bool:
    return is_place_noun(token) or token.text.lower() in MORE_NOUNS


def _runs(page: Page, sentence: Sentence) -> list[Span]:
    """Names by their form alone: "the al-Qanat Street", "near al-Rai", "Dam Square"."""
    runs: list[list[Token]] = [[]]
    for token in sentence.tokens:
        opens = _has_article(token) or (token.text.isdigit() and not runs[-1])  # "the 3000 Apartment Project"
        named = opens or token.text[:1].isupper()
        if named and not any(p.contains(token.span) for p in page.spots):
            runs[-1].append(token)
        else:
            runs.append([])
    return [Span(r[0].span.start, r[-1].span.end) for r in runs if r and _is_name(r)]


def _has_article(token: Token) -> bool:
    return token.text.lower().startswith(ARTICLE) and len(token.text) > SHORTEST


def _is_name(run: list[Token]) -> bool:
    return any(_has_article(t) for t in run) or (len(run) > 1 and not is_place_noun(run[0]) and _is_noun(run[-1]))


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
