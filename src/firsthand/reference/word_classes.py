"""Classes of words that are used alike: what learned readers go by where they have not seen a word.

Made of GloVe 6B (Pennington, Socher & Manning 2014, public domain) by `firsthand.train.language.classes`.
"""

from functools import cache

from firsthand.reference import shipped

FILE = "word_classes.txt.gz"


def word_class(word: str) -> tuple[int, int] | None:
    """The wide and the narrow class of a word (about 100 and 1,000 of each), `None` for one that is not listed.

    A word with a hyphen that is not listed has the class of what follows the hyphen.
    """
    known = _table()
    key = word.lower().replace("’", "'")
    return known.get(key) or known.get(key.rpartition("-")[2])


@cache
def _table() -> dict[str, tuple[int, int]]:
    """Lines of the file: number of the wide class, of the narrow one, the words."""
    import gzip

    table: dict[str, tuple[int, int]] = {}
    text = gzip.decompress(shipped.content(FILE)).decode()
    for line in text.splitlines():
        wide, narrow, *words = line.split(" ")
        table.update(dict.fromkeys(words, (int(wide), int(narrow))))
    return table
