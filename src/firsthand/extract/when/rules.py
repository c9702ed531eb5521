"""The rules for time expressions (timerules.toml) as the grammar takes them."""

from functools import cache

from firsthand.extract.phrases import Grammar
from firsthand.extract.when.lexicon import lexicon
from firsthand.reference import feasts, shipped


@cache
def grammar() -> Grammar:
    """The grammar for times, compiled once."""
    table = shipped.toml("timerules.toml")
    return Grammar(lexicon(), table["rules"], table["macros"] | {"FEASTS": _feasts()})


def _feasts() -> str:
    """The names of all feasts as a rule, the longest first; a hyphen in them may be a blank."""
    marks = {"'": "APOS", "-": "HY?", ".": "'.'?"}
    names = sorted(feasts.by_name(), key=len, reverse=True)
    return "|".join(" ".join(marks.get(word, word) for word in name.split()) for name in names)
