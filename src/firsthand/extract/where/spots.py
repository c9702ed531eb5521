"""Names that may be of places: capitalised words that the gazetteer knows, the longest first, and recognised names.

A spot is only a possibility; `evidence` weighs whether it is a place at all, `resolve` which one.
"""

from dataclasses import dataclass

from firsthand.extract.language import Sentence
from firsthand.extract.where.words import Word, words_of
from firsthand.model import Span
from firsthand.reference.gazetteer import Gazetteer, Place
from firsthand.reference.gazetteer_names import key
from firsthand.reference.places_context import context, word_counts

MAX_WORDS = 8  # "Islamic Republic of Iran" has 4, "Al-Asad Airbase" counts its hyphen
_INSIDE = frozenset(
    "of the de del della di da do dos la le les el al ad an ar as ash at az ez es ed et en upon on sur and und am i y "
    "bin ibn abu e l - . ' ’ ‘ & , / 's ’s".split()
)
_ARTICLES = frozenset("al el ad an ar as ash at az ez es ed ul ash".split())
_WITH_THE = frozenset("hague dalles villages woodlands".split())  # towns whose name has the article


@dataclass(frozen=True, slots=True)
class Spot:
    """A name that may be a place's: words `first` to `last` of a sentence, and what the gazetteer has for it."""

    span: Span
    text: str
    sentence: int
    first: int
    last: int
    places: tuple[Place, ...]
    label: str | None  # the recogniser's label of a name on the same words
    around: str | None  # its label of a longer name that holds these words
    parent: str | None = None  # "US": an abbreviation that names a state of this country

    @property
    def key(self) -> str:
        return key(self.text)


def spots(
    text: str, sentences: tuple[Sentence, ...], gazetteer: Gazetteer
) -> tuple[list[Spot], list[tuple[Word, ...]]]:
    """All spots in text order, and the words of each sentence."""
    found: list[Spot] = []
    words: list[tuple[Word, ...]] = []
    for n, sentence in enumerate(sentences):
        row = words_of(text, sentence)
        words.append(row)
        found.extend(_of_sentence(text, n, sentence, row, gazetteer))
    return found, words


def _of_sentence(text: str, n: int, sentence: Sentence, words: tuple[Word, ...], gazetteer: Gazetteer) -> list[Spot]:
    labels = _labels(sentence, words)
    out: list[Spot] = []
    at = 0
    while at < len(words):
        spot = _at(text, n, words, at, labels, gazetteer) if _begins(words, at) else None
        if spot:
            out.append(spot)
            at = spot.last + 1
        else:
            at += 1
    return out


def _labels(sentence: Sentence, words: tuple[Word, ...]) -> dict[tuple[int, int], str]:
    """The recogniser's labels by first and last word of the name, without its leading article."""
    starts = {w.start: i for i, w in enumerate(words)}
    ends = {w.end: i for i, w in enumerate(words)}
    out: dict[tuple[int, int], str] = {}
    for name in sentence.names:
        first, last = starts.get(name.span.start), ends.get(name.span.end)
        if first is None or last is None:
            continue
        if words[first].lower == "the" and first < last:
            first += 1
        if words[last].lower in ("'s", "’s") and first < last:
            last -= 1
        out[first, last] = name.label
    return out


def _begins(words: tuple[Word, ...], at: int) -> bool:
    word = words[at]
    if word.capital:
        return True
    hyphen = at + 2 < len(words) and words[at + 1].text in "-‐‑" and words[at + 2].capital
    return word.lower in _ARTICLES and (hyphen or (at + 1 < len(words) and words[at + 1].capital))


def _at(
    text: str,
    n: int,
    words: tuple[Word, ...],
    first: int,
    labels: dict[tuple[int, int], str],
    gazetteer: Gazetteer,
) -> Spot | None:
    """The longest name that the gazetteer spells so, else a recognised place, else what sounds so."""
    ends = list(_ends(words, first))
    if abbreviation := _abbreviation(text, n, words, first, gazetteer):
        return abbreviation
    named = max((b for (a, b), label in labels.items() if a == first and label == "PLACE"), default=-1)
    for last in ends:
        surface = text[words[first].start : words[last].end]
        if _barred(surface, words, first, last):
            continue
        places = gazetteer.find(surface)
        if last == named or (places and places[0].match != "sound"):
            return _spot(text, n, words, first, last, places, labels)
    for last in ends:
        surface = text[words[first].start : words[last].end]
        if not _barred(surface, words, first, last) and len(surface) > 3 and key(surface) not in word_counts():
            places = gazetteer.find(surface)
            if places:
                return _spot(text, n, words, first, last, places, labels)
    return None


def _ends(words: tuple[Word, ...], first: int):
    """Where a name that begins at `first` may end, the farthest first."""
    last, out = first, []
    while last < len(words) and last - first < MAX_WORDS:
        word = words[last]
        glued = last > first and words[last - 1].text in "-‐‑" and words[last - 1].end == word.start
        if word.capital or glued or (word.text.isdigit() and last > first):
            if word.text not in ("-", "."):
                out.append(last)
        elif word.lower not in _INSIDE or (word.text == "," and last - first > 2):
            break
        last += 1
    if out and out[-1] + 1 < len(words) and context().nouns.get(words[out[-1] + 1].text) == "site":
        out.append(out[-1] + 1)  # "Nasib crossing", "Zamzam camp": the gazetteer has some by their full name
    return reversed(out)


def _barred(surface: str, words: tuple[Word, ...], first: int, last: int) -> bool:
    if first != last:
        if words[first + 1].lower == "of" and words[first].lower in context().organisations:
            return True
        if words[first].lower == "the" and words[first + 1].lower not in _WITH_THE:
            return True
        return "," in surface and key(surface) not in ("washington d c", "washington dc")
    word = words[first]
    if len(word.text.strip(".")) < 2 or (word.lower in context().never):
        return True
    # "US" is a country, "us" in capitals of a headline is one too, "Us" is not.
    return word.text in ("Us", "It", "Am", "As", "OF", "IN", "TO", "BY", "OR", "AT", "ME", "OK", "AI", "TV", "PM", "AM")


def _abbreviation(text: str, n: int, words: tuple[Word, ...], first: int, gazetteer: Gazetteer) -> Spot | None:
    """ "Fla." after a town, or with its full stops anywhere after a capitalised word."""
    word = words[first]
    dotted = text[word.end : word.end + 1] == "."
    short = word.text + "." if dotted and not word.text.endswith(".") else word.text
    known = context().abbreviations.get(short)
    before = words[first - 1].text if first else ""
    comma = before in (",", "(") and first >= 2 and words[first - 2].text[:1].isalpha()
    if known is None or not (comma or short.count(".") > 1 or short in context().clear):
        return None
    country, name = known
    places = tuple(p for p in gazetteer.find(name) if p.country == country and p.kind == "admin1")
    return Spot(Span(word.start, word.start + len(short)), short, n, first, first, places, "PLACE", None, country)


def _spot(
    text: str,
    n: int,
    words: tuple[Word, ...],
    first: int,
    last: int,
    places: tuple[Place, ...],
    labels: dict[tuple[int, int], str],
) -> Spot:
    span = Span(words[first].start, words[last].end)
    around = next((v for (a, b), v in labels.items() if a <= first and last <= b and (a, b) != (first, last)), None)
    return Spot(span, span.of(text), n, first, last, places, labels.get((first, last)), around)
