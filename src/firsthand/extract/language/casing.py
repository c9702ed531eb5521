"""Sentence case for wire text in capitals and for headlines in title case, letter by letter: offsets stay exact."""

import gzip
import re
from collections import Counter
from functools import cache
from importlib.resources import files

from firsthand.reference.word_classes import word_class

WORD = re.compile(r"[^\W\d_]+(?:[’'][^\W\d_]+)*")
SENTENCE_START = re.compile(r"(?:^|(?<!\b[A-Z])[.!?:][\"”’')\]]*\s+|\]\s+)[\"“‘'(\[]*$")
SHORT_NAME = re.compile(r"[(\[]([A-Z]{2,6})[)\]]")  # an abbreviation in brackets: "(FAL)"
OWNED = re.compile(r"[’']s?$")
CONTRACTED = re.compile(r"(?:n[’']t|[’'](?:re|ve|ll|d|m))$")
COMMON = re.compile(r"(?:ness|tion|tions|ship|ments?|ised|ized|ously|fully|ingly|able|ibility|ivity|isms?)$")
ENDINGS = (
    ("ies", "y"), ("es", ""), ("s", ""), ("ied", "y"), ("ed", ""), ("ed", "e"), ("ing", ""), ("ing", "e"), ("ly", "")
)  # fmt: skip
TITLES = frozenset("mr mrs ms dr gen col sen gov msgr lt sgt capt maj rev adm cmdr st jr sr".split())
MONTHS = frozenset({"MARCH", "MAY"})
DATED = re.compile(r"\d{1,2} $")
AGREED = 0.7  # share of the listed words of a class: the best of .5 to .9 on news written again in capitals
SHOUTED = 0.75  # share of capitals among the letters: a paragraph of acronyms stays below, wire text above
TITLED = 0.6  # share of capitalised words among those of four letters and more


def sentence_case(text: str, *, headline: bool = False) -> str:
    """`text` as it would be written within a report; unchanged where it is not in capitals or title case."""
    if shouted(text):
        return _spoken(text)
    if headline and titled(text):
        return WORD.sub(lambda match: _within(match, text), text)
    return text


def shouted(text: str) -> bool:
    """Whether the passage is written in capitals."""
    if sum(map(str.islower, text[:200])) > 40:  # nearly all text: spare the count
        return False
    letters = [char for char in text if char.isalpha()]
    words = WORD.findall(text)
    return len(words) > 2 and len(letters) > 10 and sum(map(str.isupper, letters)) / len(letters) > SHOUTED


def titled(text: str) -> bool:
    """Whether nearly every longer word starts with a capital."""
    words = [word for word in WORD.findall(text) if len(word) > 3]
    return len(words) > 3 and sum(word[0].isupper() for word in words) / len(words) > TITLED


def _spoken(text: str) -> str:
    """The passage word by word, as what stands before a word tells how it is written: "Air Force", "use of force"."""
    short = {m[1] for m in SHORT_NAME.finditer(text) if form_of(m[1].lower()) in ("u", "t")}
    written: list[str] = []
    end, named = 0, False
    for match in WORD.finditer(text):
        word, starts = match.group(), bool(SENTENCE_START.search(text, 0, match.start()))
        follows = named and text[end : match.start()] == " "
        form = "u" if word in short or _is_initial(text, match) else form_of(word.lower(), follows)
        form = "t" if word in MONTHS and DATED.search(text[: match.start()][-3:]) else form
        spoken = word if form == "u" else _title(word) if form == "t" or starts else word.lower()
        written += [text[end : match.start()], _same_length(word, spoken)]
        end, named = match.end(), form != "l"
    return "".join([*written, text[end:]])


def _is_initial(text: str, match: re.Match[str]) -> bool:
    """One letter of "U.S." or "J. Perez"."""
    around = text[match.start() - 1 : match.start()] + text[match.end() : match.end() + 1]
    return len(match.group()) == 1 and "." in around and match.group() not in ("A", "I")


def _within(match: re.Match[str], text: str) -> str:
    word = match.group()
    if forms().get(word.lower(), "t")[0] != "l" or word[1:] != word[1:].lower():
        return word
    return word if SENTENCE_START.search(text, 0, match.start()) else _same_length(word, word.lower())


def _title(word: str) -> str:
    return word[0] + word[1:].lower()


def _same_length(word: str, other: str) -> str:
    return other if len(other) == len(word) else word


def form_of(word: str, behind: bool = False) -> str:
    """ "l", "t" or "u" for a word in lower case; `behind` a word with a capital. Unheard words pass for names."""
    bare = OWNED.sub("", word)
    known = "t" if bare in TITLES else forms().get(bare)
    if known is not None:
        return known[-1] if behind else known[0]
    return _by_class(bare) or _by_ending(bare) or "t"


def _by_class(word: str) -> str | None:
    """How words that are used like this one are written: "jose" as "carlos"."""
    found = word_class(word)
    return _classes().get(found[1]) if found else None


def _by_ending(word: str) -> str | None:
    """ "l" for forms of common words, and for words that end as names do not."""
    if CONTRACTED.search(word) or COMMON.search(word):
        return "l"
    stems = (word[: -len(e)] + new for e, new in ENDINGS if word.endswith(e) and len(word) > len(e) + 2)
    return "l" if any(forms().get(stem, "t")[0] == "l" for stem in stems) else None


@cache
def _classes() -> dict[int, str]:
    """The form of each narrow class of words whose listed members agree."""
    counts: dict[int, Counter[str]] = {}
    for word, form in forms().items():
        found = word_class(word)
        if found:
            counts.setdefault(found[1], Counter())[form[0]] += 1
    likely = {number: seen.most_common(1)[0] for number, seen in counts.items()}
    return {n: form for n, (form, times) in likely.items() if times >= AGREED * sum(counts[n].values())}


@cache
def forms() -> dict[str, str]:
    """How words are mostly written within a sentence: "l" lower case, "t" capitalised, "u" in capitals.

    A second letter is the form behind a word with a capital.
    """
    path = files("firsthand.extract.language") / "casing.tsv.gz"
    with gzip.open(path.open("rb"), "rt", encoding="utf-8") as lines:  # type: ignore[arg-type]
        return dict(line.rstrip("\n").split("\t") for line in lines)
