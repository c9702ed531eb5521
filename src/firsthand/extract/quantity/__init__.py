"""How many: quantities with their bounds, unit and what is counted."""

from collections.abc import Sequence

from firsthand.extract.language.layer import Sentence
from firsthand.model import Document, Quantity, TimeMention


def quantities(document: Document, sentences: Sequence[Sentence], times: Sequence[TimeMention]) -> tuple[Quantity, ...]:
    return ()
