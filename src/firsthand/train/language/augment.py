"""Variants of a training paragraph: capitals, lower case, headline case, quote styles, a missing final stop."""

from collections.abc import Callable
from dataclasses import replace
from random import Random

from firsthand.train.language.corpus import Row

SMALL = frozenset("a an the and or but of in on at to by for from with as that is are was were".split())
DOUBLE = (("“", "”"), ('"', '"'), ("``", "''"), ("«", "»"))
DASHES = ("-", "–", "—", "--")


def lower(row: Row, _: Random) -> Row:
    return replace(row, words=tuple(word.lower() for word in row.words))


def upper(row: Row, _: Random) -> Row:
    """Wire text: all capitals. Letters whose capital is longer ("ß") stay as they are."""
    return replace(row, words=tuple(word.upper() if len(word.upper()) == len(word) else word for word in row.words))


def headline(row: Row, _: Random) -> Row:
    """Headline case without the final stop."""
    words = tuple(word if i and word in SMALL else word[:1].upper() + word[1:] for i, word in enumerate(row.words))
    return without_final_stop(replace(row, words=words), _)


def quotes(row: Row, random: Random) -> Row:
    """Another style of quotation mark and dash, with matching apostrophes."""
    left, right = random.choice(DOUBLE)
    curly = left == "“"
    words, opened = list(row.words), False
    for index, word in enumerate(words):
        if word in {'"', "“", "”", "``", "''", "«", "»"}:
            opening = row.tags[index] == "``" if row.tags else not opened
            words[index], opened = (left if opening else right), opening
        elif word in DASHES and row.spaces[index] and (index == 0 or row.spaces[index - 1]):
            words[index] = random.choice(DASHES)
        else:
            words[index] = word.replace("'", "’") if curly else word.replace("’", "'")
    return replace(row, words=tuple(words))


def without_final_stop(row: Row, _: Random) -> Row:
    if len(row.words) < 4 or row.words[-1] != "." or (row.heads and len(row.words) - 1 in row.heads):
        return row
    cut = {name: getattr(row, name)[:-1] for name in ("words", "spaces", "tags", "pos", "morphs", "lemmas")}
    heads, deps = row.heads[:-1], row.deps[:-1]
    entities = row.entities and tuple(e for e in row.entities if e[1] < len(row.words))
    return replace(row, **cut, heads=heads, deps=deps, entities=entities)


STYLES: tuple[tuple[float, Callable[[Row, Random], Row]], ...] = (
    (0.07, lower),
    (0.08, upper),
    (0.04, headline),
    (0.04, without_final_stop),
)


def vary(row: Row, random: Random) -> Row:
    """The row in the style of the die: mostly as it is, in one case of four with other quotation marks."""
    if random.random() < 0.25:
        row = quotes(row, random)
    dice = random.random()
    for share, style in STYLES:
        if dice < share:
            return style(row, random)
        dice -= share
    return row
