"""The rules for time expressions (timerules.toml) as the grammar takes them."""

import tomllib
from functools import cache
from importlib.resources import files

from firsthand.extract.phrases import Grammar
from firsthand.extract.when.lexicon import lexicon
from firsthand.reference import feasts


@cache
def grammar() -> Grammar:
    """The grammar for times, compiled once."""
    data = files("firsthand.reference").joinpath("data/timerules.toml").read_text(encoding="utf-8")
    table = tomllib.loads(data)
    return Grammar(lexicon(), table["rules"], table["macros"] | {"FEASTS": _feasts()})


def _feasts() -> str:
    """The names of all feasts as a rule, the longest first; a hyphen in them may be a blank."""
    marks = {"'": "APOS", "-": "HY?", ".": "'.'?"}
    names = sorted(feasts.by_name(), key=len, reverse=True)
    return "|".join(" ".join(marks.get(word, word) for word in name.split()) for name in names)
