"""Words by which people are recognised and told apart (data/groups/people.toml)."""

from functools import cache
from typing import Literal

from firsthand.reference import shipped

Gender = Literal["male", "female"]


@cache
def titles() -> frozenset[str]:
    """Titles and roles that stand before a person's name."""
    return _words("titles")


@cache
def name_parts() -> frozenset[str]:
    """Words within names of people: "bin", "van"."""
    return _words("parts")


def gender(words: tuple[str, ...]) -> Gender | None:
    """What a title, a role or the first given name among lower-case words says."""
    for male, female in (("male", "female"), ("given_male", "given_female")):
        for word in words:
            if word in _words(female):
                return "female"
            if word in _words(male):
                return "male"
    return None


@cache
def _words(key: str) -> frozenset[str]:
    value = _data()[key]
    return frozenset(value.split() if isinstance(value, str) else value)


@cache
def _data() -> dict[str, str | list[str]]:
    return shipped.toml("groups/people.toml")
