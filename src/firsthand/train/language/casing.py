"""How words are mostly written within a sentence, counted over the training corpora: for text in capitals."""

import gzip
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

from firsthand.train.language.corpus import Row


def forms(rows: Iterable[Row]) -> Iterator[tuple[str, str]]:
    """Each word that was seen twice in one form: its lower case, and "l", "t" or "u"."""
    counts: dict[str, Counter[str]] = {}
    for row in rows:
        for before, word in zip(row.words, row.words[1:], strict=False):
            if word.isalpha() and before not in {".", "!", "?", ":", '"', "“", "``", "-"}:
                counts.setdefault(word.lower(), Counter())[_form(word)] += 1
    for word, seen in sorted(counts.items()):
        form, times = seen.most_common(1)[0]
        if times > 1:
            yield word, form


def _form(word: str) -> str:
    if word.islower():
        return "l"
    return "u" if len(word) > 1 and word.isupper() else "t"


def write(rows: Iterable[Row], path: Path) -> None:
    with gzip.GzipFile(path, "wb", mtime=0) as file:
        file.write("".join(f"{word}\t{form}\n" for word, form in forms(rows)).encode())
