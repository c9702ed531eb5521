"""How words are mostly written within a sentence, counted over the training corpora: for text in capitals."""

import gzip
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import pairwise
from pathlib import Path

from firsthand.train.language.corpus import Row, read

STARTS = frozenset({".", "!", "?", ":", '"', "“", "``", "-"})


def forms(rows: Iterable[Row]) -> Iterator[tuple[str, str]]:
    """Each word that was seen twice in one form: its lower case, and "l", "t" or "u".

    A second letter tells the form behind a word with a capital where that is another: "Air Force", "use of force".
    """
    alone: dict[str, Counter[str]] = {}
    behind: dict[str, Counter[str]] = {}
    for row in rows:
        for place, (before, word) in enumerate(pairwise(row.words)):
            if word.isalpha() and before not in STARTS:
                named = place > 0 and before[0].isupper()
                (behind if named else alone).setdefault(word.lower(), Counter())[_form(word)] += 1
    for word in sorted({*alone, *behind}):
        yield from _told(word, alone.get(word, Counter()), behind.get(word, Counter()))


def _told(word: str, alone: Counter[str], behind: Counter[str]) -> Iterator[tuple[str, str]]:
    all_ = alone + behind
    form, times = (alone if max(alone.values(), default=0) > 1 else all_).most_common(1)[0]
    if times > 1:
        second, seen = behind.most_common(1)[0] if behind else (form, 0)
        yield word, form + second if seen > 1 and second != form else form


def _form(word: str) -> str:
    if word.islower():
        return "l"
    return "u" if len(word) > 1 and word.isupper() else "t"


def write(rows: Iterable[Row], path: Path) -> None:
    with gzip.GzipFile(path, "wb", mtime=0) as file:
        file.write("".join(f"{word}\t{form}\n" for word, form in forms(rows)).encode())


def build(data: Path, path: Path) -> None:
    """Write the table as it ships, from the trees and the names in the folder of corpora."""
    import spacy

    nlp = spacy.blank("en")
    write([*read(data / "parse-train.spacy", nlp), *read(data / "gmb-train.spacy", nlp)], path)
