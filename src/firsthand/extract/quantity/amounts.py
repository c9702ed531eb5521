"""From a numeral to an amount: its unit, its currency, what bounds it, and ranges of two."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache

from firsthand.extract.phrases import Tokens
from firsthand.extract.quantity import guards
from firsthand.extract.quantity.numerals import Numeral, numerals
from firsthand.model.reading import Bound
from firsthand.reference import numbers, units
from firsthand.reference.units import Unit

RANGE_MARKS = frozenset({"to", "-", "–", "—", "‑", "or", "and", "through"})
MAYBE = frozenset({"possibly", "perhaps", "maybe", "probably"})
OR_MORE = MAYBE | {"and", "but", "or", ",", "people", "persons", "could", "be", "as", "many", "up"}
COUNTED = frozenset(
    "toll count number estimate figure tally total dead deaths killed wounded injured fatalities".split()
)
NEAR = 8  # words before a range among which those of a revised count stand
TIME_UNITS = frozenset({"year", "month", "week", "day", "hour", "minute", "second", "decade", "century"})

NATION = frozenset({"us", "u.s."})  # "$5 US" is money, "four U.S. soldiers" are not


@dataclass(frozen=True, slots=True)
class Amount:
    """Tokens `start` to `end` (bound words, sign, figure, unit), the figure's own tokens, and its interval."""

    start: int
    end: int
    numeral: tuple[int, int]
    low: float
    high: float
    kind: str
    unit: Unit | None = None
    unit_tokens: tuple[int, int] | None = None
    bound: str = "="  # as in bounds.toml, with "near"


@cache
def _longest(place: str) -> int:
    return max(len(w.split()) for w in _phrases(place))


def _phrases(place: str) -> Mapping[str, object]:
    tables = {"units": units.units(), "signs": units.money_signs()}
    return tables[place] if place in tables else units.bounds(place)


def _ending_at(tokens: Tokens, end: int, place: str) -> tuple[int, str] | None:
    """The longest phrase of a table that ends before token `end`: where it starts, and its words."""
    table = _phrases(place)
    for n in range(min(_longest(place), end), 0, -1):
        words = " ".join(tokens.words[end - n : end])
        if words in table:
            return end - n, words
    return None


def _starting_at(tokens: Tokens, start: int, place: str) -> tuple[int, str] | None:
    table = _phrases(place)
    for n in range(min(_longest(place), len(tokens.words) - start), 0, -1):
        words = " ".join(tokens.words[start : start + n])
        if words in table:
            return start + n, words
    return None


def amounts(tokens: Tokens) -> list[Amount]:
    """All amounts of a text, two ends of a range as one."""
    found = [a for n in numerals(tokens) if guards.counts(n, tokens) and (a := _amount(n, tokens))]
    bounded = [_aged(_bounded(a, tokens), tokens) for a in _ranges(found, tokens) if not _is_score(a)]
    return _spanned(_inherited(bounded, tokens), tokens)


def _is_score(amount: Amount) -> bool:
    """ "3-1", "89-89": the result of a game or a vote, which falls or stays where a range would rise."""
    return amount.kind == "score"


def _spanned(found: list[Amount], tokens: Tokens) -> list[Amount]:
    """Two bounds as one range: "at least 20 and possibly as many as 30"."""
    out: list[Amount] = []
    for amount in found:
        last = out[-1] if out else None
        if last is not None and _opens(last, amount, set(tokens.words[last.end : amount.start])):
            numeral = (last.numeral[0], amount.numeral[1])
            out[-1] = replace(last, end=amount.end, numeral=numeral, high=amount.high, kind="range")
        else:
            out.append(amount)
    return out


def _opens(low: Amount, high: Amount, between: set[str]) -> bool:
    """Whether an amount tells the least of what the next one tells the most."""
    bounds = low.bound == ">" and (high.bound == "<" or (high.bound == "=" and bool(MAYBE & between)))
    return bounds and between <= OR_MORE and not (low.unit or high.unit) and low.high < high.low


def _inherited(found: list[Amount], tokens: Tokens) -> list[Amount]:
    """A figure converted in brackets has the bound of the one before it: "more than 50 miles (80 km)"."""
    out: list[Amount] = []
    for amount in found:
        last = out[-1] if out else None
        between = tokens.words[last.end : amount.start] if last else []
        if last and amount.bound == "=" and last.bound in ("<", ">", "~") and amount.unit and between in (["("], ["/"]):
            amount = replace(amount, bound=last.bound)
        out.append(amount)
    return out


def _amount(n: Numeral, tokens: Tokens) -> Amount | None:
    amount = Amount(n.start, n.end, (n.start, n.end), n.low, n.high, n.kind)
    amount = _with_unit(_with_suffix(_with_sign(amount, tokens), tokens), tokens)
    if (
        amount.unit is None
        and n.kind == "number"
        and tokens.words[n.start][0].isdigit()
        and guards.named(tokens, n.start, n.end)
    ):
        return None
    return amount


def _with_sign(amount: Amount, tokens: Tokens) -> Amount:
    """The currency sign or minus before the figure."""
    start = amount.start
    if start and tokens.words[start - 1] in ("-", "–", "minus", "−") and _negative(tokens, start):
        words = 2 if start > 1 and tokens.words[start - 2] == "minus" else 1
        return replace(amount, start=start - words, low=-amount.low, high=-amount.high)
    sign = _ending_at(tokens, start, "signs")
    if sign is None:
        return amount
    return replace(amount, start=sign[0], unit=units.money_signs()[sign[1]], unit_tokens=(sign[0], start))


def _negative(tokens: Tokens, start: int) -> bool:
    if tokens.words[start - 1] == "minus" or (start > 1 and tokens.words[start - 2] == "minus"):
        return True
    glued = tokens.ends[start - 1] == tokens.starts[start]
    apart = start < 2 or tokens.ends[start - 2] != tokens.starts[start - 1]
    return glued and apart and tokens.words[start - 1] in ("-", "−")


def _with_suffix(amount: Amount, tokens: Tokens) -> Amount:
    """ "$3.5m", "40k", "2bn": a letter that multiplies."""
    at = amount.end
    if at >= len(tokens.words) or tokens.words[at] not in numbers.words().suffixes or amount.kind != "number":
        return amount
    word, glued = tokens.words[at], tokens.ends[at - 1] == tokens.starts[at]
    follows = tokens.words[at + 1] if at + 1 < len(tokens.words) else ""
    money = amount.unit is not None
    if not (money or (glued and (word != "m" or follows == "of" or (follows.isalpha() and follows.endswith("s"))))):
        return amount
    if word == "b" and not money and not glued:
        return amount
    scale = numbers.words().suffixes[word]
    return replace(amount, end=at + 1, low=amount.low * scale, high=amount.high * scale)


def _with_unit(amount: Amount, tokens: Tokens) -> Amount:
    """The unit behind the figure, which a hyphen may join ("50-foot"), with what it is per ("$40 per barrel")."""
    at = amount.end
    if at >= len(tokens.words):
        return amount
    joined = tokens.words[at] in ("-", "‑")
    found = _starting_at(tokens, at + joined, "units")
    glued = units.glued().get(tokens.words[at]) if tokens.ends[at - 1] == tokens.starts[at] else None
    if found and amount.unit is None and found[1] not in NATION:
        unit = units.units()[found[1]]
        amount = replace(amount, end=found[0], unit=unit, unit_tokens=(at + joined, found[0]))
    elif glued and amount.unit is None:
        amount = replace(amount, end=at + 1, unit=glued, unit_tokens=(at, at + 1))
    elif found and amount.unit and amount.unit.money and units.units()[found[1]].money:
        amount = replace(amount, end=found[0])
    return _with_rate(amount, tokens) if amount.unit and amount.unit.name not in TIME_UNITS else amount


def _aged(amount: Amount, tokens: Tokens) -> Amount:
    """ "Aged 3 to 60"."""
    if amount.unit or tokens.words[amount.start - 1] not in AGED:
        return amount
    place = (amount.start - 1, amount.start)
    return replace(amount, start=amount.start - 1, unit=Unit("year-old"), unit_tokens=place)


AGED = frozenset({"aged", "age", "ages"})


def _with_rate(amount: Amount, tokens: Tokens) -> Amount:
    """ "$40 per barrel", "5 percent a year"."""
    at = amount.end
    if tokens.words[at : at + 1] == ["per"]:
        found = _starting_at(tokens, at + 1, "units")
        return replace(amount, end=found[0] if found else min(at + 2, len(tokens.words)))
    if (
        tokens.words[at : at + 1] in (["a"], ["an"], ["each"])
        and tokens.words[at + 1 : at + 2]
        and tokens.words[at + 1] in TIME_UNITS
    ):
        return replace(amount, end=at + 2)
    return amount


def _ranges(found: Sequence[Amount], tokens: Tokens) -> Iterator[Amount]:
    """Amounts with the two ends of a range joined."""
    i = 0
    while i < len(found):
        joined = _range(found[i], found[i + 1], tokens) if i + 1 < len(found) else None
        yield joined or found[i]
        i += 2 if joined else 1


def _range(a: Amount, b: Amount, tokens: Tokens) -> Amount | None:
    """ "15,000-20,000", "from 3 to 5", "between $2 million and $3 million", "two or three"."""
    between = [w for w in tokens.words[a.end : b.start] if w not in ("-", "‑") or b.start - a.end == 1]
    if len(between) != 1 or between[0] not in RANGE_MARKS or "vague" in (a.kind, b.kind):
        return None
    opener = next((w for w in reversed(tokens.words[max(0, a.start - 2) : a.start]) if w in ("from", "between")), "")
    if between[0] == "and" and opener != "between":
        return None
    if a.unit and b.unit and a.unit.name != b.unit.name:
        return None
    if opener == "from" and not b.unit and COUNTED.intersection(tokens.words[max(0, a.start - NEAR) : a.start - 1]):
        return None  # "raised its count of the dead from eight to 13"
    if between[0] == "to" and not opener and a.unit and _changing(a, tokens):
        return None
    low, high = a.low, b.high
    scale = _scale_of(b, tokens)
    if scale > 1 and _scale_of(a, tokens) == 1 and low * scale < high:
        low *= scale
    if low >= high and not opener and not (a.unit and b.unit):
        return replace(b, start=a.start, kind="score") if between[0] == "-" and not (a.unit or b.unit) else None
    start = a.start - 1 if opener and tokens.words[a.start - 1] == opener else a.start
    return replace(
        b,
        start=start,
        numeral=(a.numeral[0], b.numeral[1]),
        low=low,
        high=high,
        kind="range",
        bound="range",
        unit=b.unit or a.unit,
        unit_tokens=b.unit_tokens or a.unit_tokens,
    )


def _changing(amount: Amount, tokens: Tokens) -> bool:
    """Whether it is the size of a change ("rose 3 percent to …", "by 5 to …")."""
    return tokens.words[amount.start - 1 : amount.start] == ["by"] or bool(_ending_at(tokens, amount.start, "change"))


def _scale_of(amount: Amount, tokens: Tokens) -> float:
    """By how much the last word of the figure multiplies ("five thousand": 1000)."""
    last = tokens.words[amount.numeral[1] - 1]
    return numbers.words().scales.get(last, 1.0) if amount.numeral[1] - amount.numeral[0] > 1 else 1.0


def _bounded(amount: Amount, tokens: Tokens) -> Amount:
    """With the words that bound it, and the change that it is the size of."""
    timed = amount.unit is not None and amount.unit.name in TIME_UNITS
    before = None if guards.of_verb(tokens, amount.start) and not timed else _ending_at(tokens, amount.start, "before")
    after = _starting_at(tokens, amount.end, "after")
    if before:
        amount = replace(amount, start=before[0], bound=_bound(before[1], "before", amount))
    if after and not (before and amount.bound != "="):
        amount = replace(amount, end=after[0], bound=_bound(after[1], "after", amount))
    if amount.unit and not timed and amount.kind == "number" and amount.bound == "=":
        amount = _changed(amount, tokens)
    return amount


def later_bound(amount: Amount, end: int, tokens: Tokens) -> Amount:
    """The amount as the words behind what it counts bound it: "20 people or more"."""
    after = (
        _starting_at(tokens, end, "after") if amount.bound == "=" and tokens.words[end : end + 1] == ["or"] else None
    )
    return replace(amount, bound=_bound(after[1], "after", amount)) if after else amount


def _bound(words: str, place: str, amount: Amount) -> str:
    return "range" if amount.kind in ("range", "vague") else units.bounds(place)[words]


def _changed(amount: Amount, tokens: Tokens) -> Amount:
    """ "Rose 5 percent", "down by 3 points"."""
    at = amount.start - (1 if amount.start and tokens.words[amount.start - 1] in ("by", "a", "an") else 0)
    found = _ending_at(tokens, at, "change")
    return replace(amount, bound=units.bounds("change")[found[1]]) if found else amount


def bound_of(amount: Amount) -> Bound:
    """The bound as the reading format names it."""
    if amount.kind in ("range", "vague"):
        return "range"
    names: dict[str, Bound] = {"=": "=", "<": "<", ">": ">", "~": "~", "near": "~", "up": "up", "down": "down"}
    return names[amount.bound]
