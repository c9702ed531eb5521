"""How rare a word is in news reports: what tells two passages about one thing from two about like things.

The figures are the same for every ledger, so that how alike two claims are depends on these two alone, and what is
added later never sorts older claims anew. Counted in 58,000 sentences of newspapers and broadcasts (the
training parts of MUC-4, PolNeAR, the South Asia Terrorism Portal, ECB+ and the CAMEO sentences of ConfliBERT):
words found in two of these, as frequencies. `firsthand.train.rarity` makes the table.
"""

from functools import cache

from firsthand.reference import shipped

FILE = "word_rarity.txt"
UNLISTED = 10.0  # of a name or a word that hardly any report has


def rarity(word: str) -> float:
    """The natural logarithm of the inverse share of sentences that have a word, in lower case."""
    return _table().get(word, UNLISTED)


@cache
def _table() -> dict[str, float]:
    """Lines of the file: the figure, then the words that have it."""
    table: dict[str, float] = {}
    for line in shipped.text(FILE).splitlines():
        if line and not line.startswith("#"):
            figure, *words = line.split(" ")
            table.update(dict.fromkeys(words, float(figure)))
    return table
