"""Names that may be of places: capitalised words that the gazetteer knows, the longest first, and recognised names.

A spot is only a possibility; `evidence` weighs whether it is a place at all, `resolve` which one.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from firsthand.extract.language import Sentence
from firsthand.extract.where.words import Word, words_of
from firsthand.model import Span
from firsthand.reference.gazetteer import Gazetteer, Place
from firsthand.reference.gazetteer_names import key
from firsthand.reference.places_context import context, word_counts

SOUNDS = 8  # sound-alikes that may be meant as well, the most populous; more only slow
MAX_WORDS = 8  # "Islamic Republic of Iran" has 4, "Al-Asad Airbase" counts its hyphen
_INSIDE = frozenset(
    "of the de del della di da do dos la le les el al ad an ar as ash at az ez es ed et en upon on sur and und am i y "
    "bin ibn abu e l - . ' ’ ‘ & , / 's ’s".split()
)
_ARTICLES = frozenset("al el ad an ar as ash at az ez es ed ul".split())
_ENGLISH = frozenset("an as at".split())  # "at Goma": an article only with its hyphen
_WITH_THE = frozenset("hague dalles villages woodlands".split())  # towns whose name has the article
_WITH_COMMA = frozenset(("washington d c", "washington dc"))
# Capitals of headlines that are function words, and words that only in other case are a place ("US", "us", "Us").
_NOT_SO = frozenset("Us It Am As OF IN TO BY OR AT ME OK AI TV PM AM".split())

UNITS = frozenset({"admin1", "district", "town"})

Labels = dict[tuple[int, int], str]  # by first and last word of the name


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
    around: str | None = None  # its label of a longer name that holds these words
    parent: str | None = None  # "US": an abbreviation that names a state of this country

    @property
    def key(self) -> str:
        return key(self.text)


@dataclass(frozen=True, slots=True)
class _Line:
    """A sentence's words and names, with the gazetteer to look them up."""

    text: str
    number: int
    words: tuple[Word, ...]
    labels: Labels
    gazetteer: Gazetteer

    def surface(self, first: int, last: int) -> str:
        return self.text[self.words[first].start : self.words[last].end]


Words = tuple[Word, ...]


def spots(text: str, sentences: tuple[Sentence, ...], gazetteer: Gazetteer) -> tuple[list[Spot], list[Words]]:
    """All spots in text order, and the words of each sentence."""
    found: list[Spot] = []
    words: list[Words] = []
    for n, sentence in enumerate(sentences):
        row = words_of(text, sentence)
        words.append(row)
        found.extend(_of_line(_Line(text, n, row, _labels(sentence, row), gazetteer)))
    return found, words


def _of_line(line: _Line) -> Iterator[Spot]:
    at = 0
    while at < len(line.words):
        spot = _at(line, at) if _begins(line.words, at) else None
        if spot:
            yield spot
        at = spot.last + 1 if spot else at + 1


def _labels(sentence: Sentence, words: tuple[Word, ...]) -> Labels:
    """The recogniser's labels, names without leading article and trailing 's."""
    starts = {w.start: i for i, w in enumerate(words)}
    ends = {w.end: i for i, w in enumerate(words)}
    out: Labels = {}
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
    apart = word.lower not in _ENGLISH and at + 1 < len(words) and words[at + 1].capital
    return word.lower in _ARTICLES and (hyphen or apart)


def _at(line: _Line, first: int) -> Spot | None:
    """The longest name that the gazetteer spells so or the recogniser takes for a place, else what sounds so."""
    if abbreviation := _abbreviation(line, first):
        return abbreviation
    ends = [last for last in _ends(line.words, first) if not _barred(line, first, last)]
    named = max((b for (a, b), label in line.labels.items() if a == first and label == "PLACE"), default=-1)
    for last in ends:
        places = line.gazetteer.find(line.surface(first, last))
        if last == named and not places and (bare := _without_unit(line, first, last)):
            return bare
        if last == named or (places and places[0].match != "sound"):
            return _spot(line, first, last, places)
    for last in ends:
        surface = line.surface(first, last)
        if len(surface) > 3 and key(surface) not in word_counts() and (places := line.gazetteer.find(surface)):
            return _spot(line, first, last, places)
    return None


def _without_unit(line: _Line, first: int, last: int) -> Spot | None:
    """ "Monywa Township", "Uror County", of which the gazetteer knows the name alone."""
    if last == first or context().nouns.get(line.words[last].lower) not in UNITS:
        return None
    places = line.gazetteer.find(line.surface(first, last - 1))
    return _spot(line, first, last - 1, places) if places else None


def _ends(words: tuple[Word, ...], first: int) -> list[int]:
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
    return out[::-1]


def _barred(line: _Line, first: int, last: int) -> bool:
    """Words that are no place's name, whatever the gazetteer has for them."""
    words, surface = line.words, line.surface(first, last)
    if surface in _NOT_SO or surface in context().nowhere:
        return True
    if first != last:
        if words[first + 1].lower == "of" and words[first].lower in context().organisations:
            return True
        if words[first].lower == "the" and words[first + 1].lower not in _WITH_THE:
            return True
        return "," in surface and key(surface) not in _WITH_COMMA
    return len(surface.strip(".")) < 2 or words[first].lower in context().never


def _abbreviation(line: _Line, first: int) -> Spot | None:
    """ "Fla." after a town, or anywhere where it is no other word."""
    words, word = line.words, line.words[first]
    dotted = line.text[word.end : word.end + 1] == "."
    short = word.text + "." if dotted and not word.text.endswith(".") else word.text
    known = context().abbreviations.get(short)
    after_town = first >= 2 and words[first - 1].text in (",", "(") and words[first - 2].text[:1].isalpha()
    if known is None or not (after_town or short.count(".") > 1 or short in context().clear):
        return None
    country, name = known
    places = tuple(p for p in line.gazetteer.find(name) if p.country == country and p.kind == "admin1")
    span = Span(word.start, word.start + len(short))
    return Spot(span, short, line.number, first, first, places, "PLACE", parent=country)


def _spot(line: _Line, first: int, last: int, places: tuple[Place, ...]) -> Spot:
    surface = line.surface(first, last)
    if places and places[0].kind != "country":
        known = {p.id for p in places}
        places += tuple(p for p in line.gazetteer.sounds(surface)[:SOUNDS] if p.id not in known)
    labels = line.labels
    around = next((v for (a, b), v in labels.items() if a <= first and last <= b and (a, b) != (first, last)), None)
    span = Span(line.words[first].start, line.words[last].end)
    return Spot(span, surface, line.number, first, last, places, labels.get((first, last)), around)
