"""Numbers that count nothing: names ("Boeing 737", "F-16"), list numbers, "one another", "half-staff"."""

from firsthand.extract.phrases import Tokens, opens_with_year
from firsthand.extract.quantity.numerals import Numeral
from firsthand.reference import numbers, units
from firsthand.reference.guards import words as listed

NAME_HEADS = listed("quantities", "name_heads")
ONE_BEFORE = listed("quantities", "one_before")
ONE_AFTER = listed("quantities", "one_after")
SCORES_BEFORE = listed("quantities", "scores_before")
SCORES_AFTER = listed("quantities", "scores_after")
WITH_OVER = listed("quantities", "with_over")
HALF_BEFORE = listed("quantities", "half_before")
HALF_AFTER = listed("quantities", "half_after")


def counts(numeral: Numeral, tokens: Tokens) -> bool:
    """Whether a numeral counts or measures something."""
    words, before = tokens.words[numeral.start : numeral.end], _before(tokens, numeral.start)
    after = _after(tokens, numeral.end)
    if numeral.kind == "vague":
        return _vague_counts(words, tokens, numeral)
    if numeral.kind == "fraction":
        return before not in HALF_BEFORE and after in HALF_AFTER
    if words == ["one"]:
        return _one_counts(before, after, tokens, numeral)
    return not (_glued(tokens, numeral) or _listed(tokens, numeral) or _is_year(tokens, numeral))


def _before(tokens: Tokens, at: int) -> str:
    return tokens.words[at - 1] if at else ""


def _after(tokens: Tokens, at: int, n: int = 0) -> str:
    return tokens.words[at + n] if at + n < len(tokens.words) else ""


def _vague_counts(words: list[str], tokens: Tokens, numeral: Numeral) -> bool:
    if words == ["scores"]:
        before, after = _before(tokens, numeral.start), _after(tokens, numeral.end)
        return before in SCORES_BEFORE or after in SCORES_AFTER
    if words[-1] in ("scores", "tens"):
        return False
    if words[-1] in ("few", "several", "couple") or words[-2:] == ["couple", "of"]:
        near = [_after(tokens, numeral.end, k) for k in range(3)]
        return any(w in units.counted() for w in near)
    return True


def _one_counts(before: str, after: str, tokens: Tokens, numeral: Numeral) -> bool:
    if (before in ONE_BEFORE and (before, after) != ("that", "of")) or not after:
        return False
    if after == "of":
        return True
    if after in ("to", "or", "-"):
        return _after(tokens, numeral.end, 1) in numbers.words().cardinals
    return after not in ONE_AFTER and after.isalpha()


def _glued(tokens: Tokens, numeral: Numeral) -> bool:
    """Part of a name or code: "F-16", "Covid-19", "S22", "G20"."""
    i = numeral.start - 1
    if i < 0 or tokens.ends[i] != tokens.starts[numeral.start]:
        return False
    word = tokens.words[i]
    if word.isalpha():
        return not (word in SIGN_WORDS or tokens.words[i - 1 : i] == ["$"])
    if word in ("-", "‑", "–") and i > 0 and tokens.ends[i - 1] == tokens.starts[i]:
        return tokens.words[i - 1].isalpha() and tokens.words[i - 1] not in ("minus", "sub")
    return word in ("/", ":", "#", ".")


def _is_year(tokens: Tokens, numeral: Numeral) -> bool:
    return numeral.end - numeral.start == 1 and opens_with_year(tokens, numeral.start)


def _listed(tokens: Tokens, numeral: Numeral) -> bool:
    """A list's number ("1. …", "2) …"), or digits that begin with a nought."""
    raw = tokens.words[numeral.start]
    first = _before(tokens, numeral.start).isspace() and _after(tokens, numeral.end) in (".", ")") and numeral.high < 30
    return first or (len(raw) > 1 and raw[0] == "0" and raw.isdigit())


SIGN_WORDS = frozenset(w for sign in units.money_signs() for w in sign.split() if w.isalpha())


def of_verb(tokens: Tokens, start: int) -> bool:
    """Whether the "over" before a figure is a verb's: "handed over nine men"."""
    return _before(tokens, start) == "over" and _before(tokens, start - 1) in WITH_OVER


def named(tokens: Tokens, start: int, end: int) -> bool:
    """Whether a bare figure is part of a name: behind a capital, unless a plural follows ("In Gaza 24 people")."""
    i = start - 1
    if i < 0 or tokens.ends[i] == tokens.starts[start]:
        return False
    raw = tokens.raws[i]
    if raw.lower() in NAME_HEADS:
        return True
    if not any(c.isupper() for c in raw) or tokens.words[i - 1] in (".", "!", "?", "“", '"', "\n"):
        return False
    after = _after(tokens, end)
    return not (after.islower() and (after.endswith("s") or after in units.counted()))
