"""How many: quantities with their bounds, unit and what is counted."""

from collections.abc import Iterator, Sequence

from firsthand.extract.language.layer import Sentence
from firsthand.extract.phrases import Tokens, whole
from firsthand.extract.quantity import concepts
from firsthand.extract.quantity.amounts import Amount, amounts, bound_of, later_bound
from firsthand.extract.quantity.numerals import grammar
from firsthand.extract.when.reading import blocks
from firsthand.model import Count, Document, Quantity, Si, Span, Text, TimeMention

__all__ = ["quantities"]


def quantities(document: Document, sentences: Sequence[Sentence], times: Sequence[TimeMention]) -> tuple[Quantity, ...]:
    """All quantities of a document in text order. A quantity's span is its amount with the words that bound it and its
    unit ("less than 0.1 square miles", "15,000-20,000"); what is counted has its own. Dates are left out, lengths of
    time are not."""
    return tuple(_quantities(document, sentences, times))


def _quantities(document: Document, sentences: Sequence[Sentence], times: Sequence[TimeMention]) -> Iterator[Quantity]:
    rules, concept = grammar(), concepts.finder(sentences)
    dated = _dated(times)
    tokens = rules.tokens(document.text, blocks(document, sentences))
    for amount in amounts(tokens):
        span = Span(tokens.starts[amount.start], tokens.ends[amount.end - 1])
        if whole(document.text, span.start, span.end) and not _is_time(amount, tokens, dated):
            found = None if _is_age(amount) else concept(tokens, amount.end)
            yield _quantity(document.text, later_bound(amount, found[1], tokens) if found else amount, tokens, found)


def _dated(times: Sequence[TimeMention]) -> set[int]:
    """The characters of time expressions."""
    return {i for t in times if t.when.span for i in range(t.when.span.start, t.when.span.end)}


def _is_time(amount: Amount, tokens: Tokens, dated: set[int]) -> bool:
    """A figure within a time expression, unless it measures one ("two days earlier")."""
    return amount.unit is None and tokens.starts[amount.numeral[0]] in dated


def _is_age(amount: Amount) -> bool:
    return amount.unit is not None and amount.unit.name.endswith("-old")


def _quantity(text: str, amount: Amount, tokens: Tokens, concept: tuple[int, int] | None) -> Quantity:
    span = Span(tokens.starts[amount.start], tokens.ends[amount.end - 1])
    low, best, high = _interval(amount)
    unit = None
    if amount.unit_tokens:
        unit = text[tokens.starts[amount.unit_tokens[0]] : tokens.ends[amount.unit_tokens[1] - 1]]
    count = Count(
        low=low,
        best=best,
        high=high,
        text=span.of(text),
        span=span,
        unit=unit,
        exact=amount.bound == "=" and amount.kind in ("number", "fraction"),
        si=_si(amount, low, best, high),
    )
    where = concepts.span(tokens, concept) if concept else None
    if where and not whole(text, where.start, where.end):
        where = None
    return Quantity(count, bound_of(amount), Text(where.of(text), where) if where else None)


def _plain(n: float) -> float:
    """Whole numbers as such: 14, not 14.0."""
    return int(n) if n == int(n) else n


def _interval(amount: Amount) -> tuple[float | None, float | None, float | None]:
    """Low, best and high: a bound opens one side, "about" leaves only the best, a range has no best."""
    n = _plain(amount.high)
    if amount.kind in ("range", "vague"):
        return _plain(amount.low), None, n
    match amount.bound:
        case ">":
            return n, None, None
        case "<":
            return (0 if n >= 0 else None), None, n
        case "near":
            return None, n, n
        case "~":
            return None, n, None
        case _:
            return n, n, n


def _si(amount: Amount, low: float | None, best: float | None, high: float | None) -> Si | None:
    unit = amount.unit
    if unit is None or unit.si is None:
        return None
    si = [None if x is None else round(x * unit.factor, 9) for x in (low, best, high)]
    return Si(si[0], si[1], si[2], unit.si)
