"""Kinds of what attacks are aimed at and of whom they befall (targets.toml)."""

from functools import cache

from firsthand.reference import shipped


@cache
def _kinds(table: str) -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for kind, words in shipped.toml("targets.toml")[table].items():
        for word in words:
            found.setdefault(word, set()).add(kind)
    return {word: frozenset(kinds) for word, kinds in found.items()}


def things(noun: str) -> frozenset[str]:
    """The kinds of a thing or a place by its name, in the singular: that of the whole or of its last word."""
    return _of(_kinds("things"), noun)


def victims(noun: str) -> frozenset[str]:
    """The kinds of people by what they are called, in the singular."""
    return _of(_kinds("victims"), noun)


def on_foot(word: str) -> bool:
    """Whether a doer or an attack by this name comes from close by, with small arms or less."""
    return word in _on_foot()


@cache
def _on_foot() -> frozenset[str]:
    return frozenset(shipped.toml("targets.toml")["on_foot"])


def _of(table: dict[str, frozenset[str]], noun: str) -> frozenset[str]:
    last_two, last = " ".join(noun.split()[-2:]), noun.rpartition(" ")[2]
    return table.get(noun) or table.get(last_two) or table.get(last) or frozenset()
