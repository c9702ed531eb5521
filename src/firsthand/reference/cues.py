"""Words that report: cue verbs, nouns, adjectives and prepositions with the kind of attribution that they make.

The lists stand in data/cues.toml. A lemma of several words is joined by blanks here ("point out").
"""

from collections.abc import Mapping
from functools import cache
from typing import Any, Literal, cast, get_args

from firsthand.model.reading import SayKind
from firsthand.reference import shipped

Takes = Literal["quote", "clause", "infinitive", "phrase"]
KINDS: tuple[SayKind, ...] = get_args(SayKind)
# Quotation marks make an utterance of anything, so any speech verb may also take a clause.
ALSO: Mapping[Takes, tuple[Takes, ...]] = {"quote": ("clause",)}


@cache
def _table() -> dict[str, Any]:
    return shipped.toml("cues.toml")


def words(text: str) -> tuple[str, ...]:
    """The lemmas of a list, with `_` for the blanks within one."""
    return tuple(w.replace("_", " ") for w in text.split())


def lines(text: str) -> tuple[str, ...]:
    """The phrases of a list, one a line."""
    return tuple(line.strip() for line in text.splitlines() if line.strip())


@cache
def verbs() -> Mapping[str, Mapping[Takes, SayKind]]:
    """Cue verbs by lemma: what each may take, and the kind of attribution that this makes."""
    out: dict[str, dict[Takes, SayKind]] = {}
    for kind, uses in cast("dict[SayKind, dict[Takes, str]]", _table()["verbs"]).items():
        for takes, text in uses.items():
            for lemma in words(text):
                for use in (takes, *ALSO.get(takes, ())):
                    out.setdefault(lemma, {}).setdefault(use, kind)
    return out


def _by_word(section: str) -> dict[str, SayKind]:
    out: dict[str, SayKind] = {}
    for kind, text in cast("dict[SayKind, str]", _table()[section]).items():
        for word in words(text):
            out.setdefault(word, kind)
    return out


@cache
def showing() -> frozenset[str]:
    """Verbs by which a document or picture shows what persons would say ("suggest", "indicate")."""
    return frozenset(words(_table()["verbs"]["show"]["clause"]))


@cache
def nouns() -> Mapping[str, SayKind]:
    """Nouns that carry a content ("claim", "report"), by lemma."""
    return _by_word("nouns")


@cache
def adjectives() -> Mapping[str, SayKind]:
    """Adjectives that embed a clause ("confident", "clear")."""
    return _by_word("adjectives")


@cache
def adverbs() -> Mapping[str, SayKind]:
    """Adverbs that report without a source ("reportedly")."""
    return _by_word("adverbs")


@cache
def passives() -> Mapping[str, SayKind]:
    """Participles that report without a source ("is believed to have …")."""
    return _by_word("passives")


def _by_phrase(section: str) -> dict[str, SayKind]:
    table = cast("dict[SayKind, str]", _table()[section])
    out: dict[str, SayKind] = {}
    for kind, text in table.items():
        for phrase in lines(text):
            out[phrase] = kind
    return dict(sorted(out.items(), key=lambda item: -len(item[0])))


@cache
def prepositions() -> Mapping[str, SayKind]:
    """Prepositions before a source ("according to"), in lower case, the longest first."""
    return _by_phrase("prepositions")


@cache
def phrases() -> Mapping[str, SayKind]:
    """Phrases that report without a source ("is said to"), in lower case, the longest first."""
    return _by_phrase("phrases")


@cache
def bearers(sort: Literal["image", "document"]) -> frozenset[str]:
    """Lemmas of things that speak: pictures and films, or documents."""
    return frozenset(words(_table()["bearers"][sort]))


@cache
def media_nouns() -> frozenset[str]:
    """Common nouns for media ("television", "correspondent")."""
    return frozenset(words(_table()["media"]["noun"]))


@cache
def media_titles() -> frozenset[str]:
    """Words in the names of media ("Times", "Radio")."""
    return frozenset(words(_table()["media"]["title"]))


@cache
def heard_titles() -> frozenset[str]:
    """Words in the names of media that may be in other names, but for those whom somebody told ("Valley Echo")."""
    return frozenset(words(_table()["media"]["heard"]))


@cache
def agencies() -> frozenset[str]:
    """Names of news agencies and world broadcasters, as written."""
    return frozenset(lines(_table()["media"]["agency"]))


@cache
def relay_verbs() -> frozenset[str]:
    """Lemmas by which a medium passes on another's word ("cite", "quote")."""
    return frozenset(words(_table()["relay"]["verb"]))


@cache
def closing_verbs() -> frozenset[str]:
    """Lemmas of verbs with which a sentence closes on its speaker."""
    return frozenset(words(_table()["closings"]["verb"]))


@cache
def counting_verbs() -> frozenset[str]:
    """Verbs by which somebody gives a number of people harmed ("counted five dead")."""
    return frozenset(words(_table()["counting"]["verb"]))


@cache
def toll_verbs() -> frozenset[str]:
    """Verbs by which somebody gives a toll its number ("put the number of dead at five")."""
    return frozenset(words(_table()["counting"]["toll"]))


@cache
def toll_nouns() -> frozenset[str]:
    """What such verbs give a number to ("number", "toll")."""
    return frozenset(words(_table()["counting"]["noun"]))


@cache
def harmed() -> frozenset[str]:
    """Lemmas by which a number is one of people harmed."""
    return frozenset(words(_table()["counting"]["harmed"]))


@cache
def vague_numbers() -> frozenset[str]:
    """Numbers without a figure ("dozens")."""
    return frozenset(words(_table()["counting"]["vague"]))


@cache
def responsible_verbs() -> frozenset[str]:
    """Verbs that take "responsibility for" an attack."""
    return frozenset(words(_table()["counting"]["responsible"]))


@cache
def occasions() -> frozenset[str]:
    """Nouns for occasions to speak, through which nothing passes ("in an interview")."""
    return frozenset(words(_table()["media"]["occasion"]))


@cache
def anybody() -> frozenset[str]:
    """Nouns for those of the press at large, through whom nothing passes ("told reporters")."""
    return frozenset(words(_table()["media"]["anybody"]))


@cache
def rejecting() -> frozenset[str]:
    """Verbs that deny what they are followed by, where that is a claim ("reject", "dismiss")."""
    return frozenset(words(_table()["rejections"]["verb"]))


@cache
def rejected() -> frozenset[str]:
    """What is denied by rejecting it ("accusation")."""
    return frozenset(words(_table()["rejections"]["noun"]))


@cache
def responsibility() -> frozenset[str]:
    """What is claimed with an attack ("responsibility")."""
    return frozenset(words(_table()["counting"]["responsibility"]))


@cache
def attacks() -> frozenset[str]:
    """Nouns of what somebody may claim as his ("the bombing")."""
    return frozenset(words(_table()["counting"]["attack"]))


@cache
def seeing_verbs() -> frozenset[str]:
    """Verbs by which a reporter gives a number of people harmed ("saw three bodies")."""
    return frozenset(words(_table()["counting"]["seen"]))


@cache
def figures() -> frozenset[str]:
    """Lemmas of nouns of counts, which speak for whoever counted."""
    return frozenset(words(_table()["makers"]["figure"]))


@cache
def only_saw() -> frozenset[str]:
    """Verbs for those who saw or checked a thing and passed nothing on ("a report seen by Reuters")."""
    return frozenset(words(_table()["makers"]["saw"]))


@cache
def handled() -> frozenset[str]:
    """Verbs for those who only saw, checked or passed on what others made ("a report seen by Reuters")."""
    return frozenset(words(_table()["makers"]["handled"]))
