"""The words of `words.toml`, as sets."""

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class Lexicon:
    """What the frames know of single words; see the comments in words.toml."""

    hedging_adverbs: frozenset[str]
    hedging_adjectives: frozenset[str]
    negations: frozenset[str]
    light_verbs: frozenset[str]
    speech_verbs: frozenset[str]
    body_nouns: frozenset[str]
    doers: frozenset[str]
    transitive: frozenset[str]
    intransitive: frozenset[str]
    describing: frozenset[str]
    telling_verbs: frozenset[str]
    place_nouns: frozenset[str]
    member_nouns: frozenset[str]
    place_prepositions: frozenset[str]
    weapons: frozenset[str]
    weapon_adjectives: frozenset[str]
    peoples: frozenset[str]
    of_patient: frozenset[str]
    of_agent: frozenset[str]
    other: frozenset[str]
    possessed_patient: frozenset[str]
    targets: frozenset[str]

    @property
    def event_nouns(self) -> frozenset[str]:
        return self.of_patient | self.of_agent | self.other | self.possessed_patient


@cache
def lexicon() -> Lexicon:
    table = tomllib.loads((files("firsthand.extract.language") / "words.toml").read_text(encoding="utf-8"))
    flat = {name: words for name, words in (table | table.pop("nouns")).items() if isinstance(words, str)}
    return Lexicon(**{name: frozenset(w.replace("_", " ") for w in words.split()) for name, words in flat.items()})


@cache
def event_nouns() -> frozenset[str]:
    return lexicon().event_nouns
