"""What relative expressions mean: yesterday, Friday, last week, two days earlier, in recent months (the rules' second
and third group)."""

from dataclasses import replace
from datetime import date, timedelta
from math import ceil

from firsthand.extract.phrases import Match
from firsthand.extract.when.calendar import PRECISION, UNKNOWN, Interval, interval, shift, weekday_from
from firsthand.extract.when.context import Context, Meaning, dated, unit_of
from firsthand.extract.when.dates import OFFSET, TOLD
from firsthand.extract.when.lengths import amount, duration
from firsthand.reference import timewords

DAYS = {"today": 0, "yesterday": -1, "tomorrow": 1, "tonight": 0}


def deictic(m: Match, c: Context) -> Meaning:
    """Today, yesterday, tomorrow, tonight: from the day of publication; in a narrative they are mostly quoted."""
    word = (m.part("day") or m.part("tonight") or ["yesterday"])[0]
    offset = DAYS[word]
    if m.rule == "deictic.two":
        offset = -2 if m.part("side")[0] == "before" else 2
    if c.narrative and word == "today":
        return Meaning("PRESENT_REF", days=UNKNOWN)
    base = c.now
    found = dated(base + timedelta(offset) if base else None, "D", base)
    return _at(found, "NI") if word == "tonight" else found


def _at(meaning: Meaning, part: str) -> Meaning:
    return Meaning(f"{meaning.timex}T{part}", "TIME", meaning.days, meaning.anchor)


def daypart(m: Match, c: Context) -> Meaning | None:
    """ "Last night", "this morning", "the next evening", "at night"."""
    word = m.part("daypart")[0]
    if word == "overnight":
        return _overnight(c)
    code = timewords.words().dayparts[word.removesuffix("s")]
    if ":" in code:
        return None
    rel = (m.part("rel") or [""])[-1]
    if rel in ("", "one"):
        return _at(
            dated(c.published, "D", c.published)
            if not c.narrative and rel == "" and m.words[0] == "the"
            else Meaning("XXXX-XX-XX", days=UNKNOWN),
            code,
        )
    told = rel in TOLD or m.part("rel")[:2] == ["the", "next"]
    base = c.told_for("D") if told else c.now
    return _at(dated(base + timedelta(OFFSET.get(rel, 0)) if base else None, "D", base), code)


def _overnight(c: Context) -> Meaning:
    """The night before the day of publication, as "last night", with its morning."""
    base = c.now
    found = _at(dated(base - timedelta(1) if base else None, "D", base), "NI")
    return replace(found, days=Interval(base - timedelta(1), base, "day")) if base else found


def weekday(m: Match, c: Context) -> Meaning:
    """A day of the week: the last one up to the day of publication, unless the tense or a word looks forward."""
    number = timewords.words().weekdays[m.part("weekday")[0]]
    words = m.part("rel")
    rel = words[-1] if words else ""
    base = c.told_for("D") if rel in TOLD or words[:2] == ["the", "next"] else c.now
    if base is None:
        return Meaning(f"XXXX-WXX-{number}")
    day = base + timedelta(number - base.isoweekday()) if rel in ("this", "that") else None
    if rel == "same":
        day = base if base.isoweekday() == number else weekday_from(base, number, -1)
    if m.rule == "weekday.week":
        day = base + timedelta(number - base.isoweekday() + 7 * OFFSET.get(rel, 0))
    elif rel in ("last", "past", "previous", "preceding"):
        day = weekday_from(base, number, -1)
    elif rel in ("next", "coming", "following") or (rel == "this" and c.tense(m.chars()[0]) == "future"):
        day = weekday_from(base, number, 1)
    elif rel == "" or rel == "this":
        day = _plain_weekday(number, base, c, m.chars()[0])
    return dated(day, "D", base)


def _plain_weekday(number: int, base: date, c: Context, at: int) -> date:
    if base.isoweekday() == number:
        return base
    return weekday_from(base, number, 1 if c.narrative or c.tense(at) == "future" else -1)


def thisunit(m: Match, c: Context) -> Meaning | None:
    """ "This week", "last month", "the following year", "that same day"; "the past year" is a length."""
    words = m.part("rel")
    rel, unit = words[-1], timewords.unit(m.part("unit")[0])
    if unit in ("S", "M", "H", "N") or (unit == "D" and rel in ("last", "past")):
        return None
    if (rel == "past" and words[0] != "this") or (words[:2] == ["the", "last"] and not m.part("part")):
        return back(1.0, unit, c)
    base = c.told_for(unit) if rel in TOLD or words[0] == "the" else c.now
    if c.bc and unit == "Y":
        return Meaning(f"BC{c.bc - OFFSET.get(rel, 0):04}")
    day = shift(base, unit, OFFSET.get(rel, 0)) if base else None
    if unit == "D" and day and c.last_unit not in ("D", "") and base == c.last_day:
        return Meaning(f"{day.isoformat()[:7]}-XX", days=interval(day.isoformat()[:7]), anchor=base)
    found = dated(day, unit, base)
    return _so_far(found, base) if rel == "this" and c.tense(m.chars()[0]) != "future" else found


def _so_far(meaning: Meaning, base: date | None) -> Meaning:
    """ "This week" of what happened: up to the day of writing."""
    covered = interval(meaning.timex)
    if base is None or covered.start is None or covered.end is None or not covered.start <= base < covered.end:
        return meaning
    return replace(meaning, days=replace(covered, end=base))


def theunit(m: Match, c: Context) -> Meaning | None:
    """ "The weekend", "later in the week", "the end of the year"."""
    unit = timewords.unit(next(w for w in reversed(m.words) if w in timewords.words().units))
    if unit == "D" or (unit in ("DE", "CE") and not m.part("part")):
        return None
    base = c.now
    if unit == "E" and base:
        coming = c.tense(m.chars()[0]) == "future"
        saturday = base + timedelta(6 - base.isoweekday())
        return dated(saturday - timedelta(0 if coming or base.isoweekday() >= 6 else 7), "E", base)
    if unit in ("Y", "W", "O") and not m.part("part") and len(m.words) == 2:
        return Meaning(f"P1{'M' if unit == 'O' else unit}", "DURATION", UNKNOWN)
    return dated(base, unit, base)


def daybefore(m: Match, c: Context) -> Meaning:
    """ "The day before", "the week after", "a year earlier"."""
    unit = timewords.unit(m.part("unit")[0])
    side = m.part("side")[0]
    sign = 1 if side in ("after", "later") else -1
    base = c.now if side == "ago" else c.told_for(unit)
    if unit == "Y" and c.last_unit == "Q" and sign < 0:
        return _aside(dated(shift(c.told, unit, sign) if c.told else None, "Q", base))
    unit = "D" if unit == "N" else unit
    return _open(dated(shift(base, unit, sign) if base else None, unit, base), c, sign, m)


def _open(meaning: Meaning, c: Context, sign: int, m: Match) -> Meaning:
    """What came later, or a day earlier, than nothing told is open: it is not counted from the day of publication."""
    ahead = sign > 0 and c.last_day is None and c.tense(m.chars()[0]) != "future"
    earlier = sign < 0 and not c.narrative and c.last_date is None and unit_of(meaning.timex) == "D"
    return replace(meaning, days=UNKNOWN, anchor=None) if ahead or earlier else meaning


def _aside(meaning: Meaning) -> Meaning:
    return replace(meaning, aside=True)


def sametime(m: Match, c: Context) -> Meaning:
    """ "At that time"."""
    return Meaning("PRESENT_REF", days=UNKNOWN)


def ago(m: Match, c: Context) -> Meaning | None:
    """So many units before or after: "ago" from the day of publication, else from that told last."""
    if m.rule == "ago.year":
        return _year_ago(m, c)
    side, unit = m.word("side") or "", timewords.unit(m.part("unit")[0])
    sign = 1 if side in FORWARD else -1
    base = c.now if side in ("ago", "from now", "hence") else c.told_for(unit)
    n = amount(m.part("n"), m.part("extra")) if m.part("n") else None
    if n is not None and unit in ("S", "M", "H"):
        return Meaning(duration(n, unit), "DURATION", Interval(base, base, "day") if base else UNKNOWN, base)
    if n is None:
        return _open(_vaguely(sign, unit, m.part("n"), base), c, sign, m)
    if n == 1 and unit == "Y" and sign < 0 and c.last_unit == "Q":
        return _aside(dated(shift(c.told, "Y", -1) if c.told else None, "Q", base))
    if n != int(n):
        months = {"Y": 12, "DE": 120, "CE": 1200}.get(unit)
        return dated(shift(base, "O", sign * round(n * months)) if base and months else None, "O", base)
    found = dated(shift(base, unit, sign * int(n)) if base else None, "D" if unit == "N" else unit, base)
    return found if side in ("from now", "hence") else _open(found, c, sign, m)


FORWARD = frozenset({"later", "after", "afterward", "afterwards", "from now", "hence", "on", "thereafter"})


def _year_ago(m: Match, c: Context) -> Meaning:
    base = c.told if c.last_unit == "Q" else c.now
    unit = "Q" if c.last_unit == "Q" or m.word("unit") == "quarter" else "Y"
    return _aside(dated(shift(base, "Y", -1) if base else None, unit, base))


def _vaguely(sign: int, unit: str, words: list[str], base: date | None) -> Meaning:
    """ "Years ago", "a few days later": before or after, within the bounds of timewords.toml."""
    ref = "FUTURE_REF" if sign > 0 else "PAST_REF"
    if base is None:
        return Meaning(ref, days=UNKNOWN)
    low, high = next((timewords.words().vague[w] for w in words if w in timewords.words().vague), (2, 9))
    near, far = shift(base, unit, sign * low), shift(base, unit, sign * high)
    if unit in ("S", "M", "H"):
        return Meaning(ref, days=Interval(base, base, "day"), anchor=base)
    start, end = (near, far) if sign > 0 else (far, near)
    return Meaning(ref, days=Interval(start, end, PRECISION[unit]), anchor=base)


def recent(m: Match, c: Context) -> Meaning:
    """ "In recent weeks", "the coming days": a stretch that ends or begins on the day of publication."""
    unit, direction = timewords.unit(m.part("unit")[0]), m.part("dir")[0]
    ahead = direction in ("coming", "future", "next", "upcoming")
    base = c.now
    if base is None:
        return Meaning(duration(None, unit), "DURATION", UNKNOWN)
    far = shift(base, unit, (1 if ahead else -1) * timewords.words().vague["recent"][1])
    days = Interval(base, far, PRECISION[unit]) if ahead else Interval(far, base, PRECISION[unit])
    return Meaning(duration(None, unit), "DURATION", days, base)


def directed(m: Match, c: Context) -> Meaning | None:
    """ "The past three months", "the next few days": a length that ends or begins on the day of publication."""
    n, unit = amount(m.part("n"), m.part("extra")), timewords.unit(m.part("unit")[0])
    direction = m.part("dir")[0]
    if direction in ("past", "last", "recent"):
        return back(n, unit, c)
    if direction in ("next", "coming"):
        base = c.now
        far = shift(base, unit, round(n if n is not None else 9)) if base else None
        days = Interval(base, far, PRECISION[unit]) if base else UNKNOWN
        return Meaning(duration(n, unit), "DURATION", days, base)
    return Meaning(duration(n, unit), "DURATION", UNKNOWN)


def back(n: float | None, unit: str, c: Context) -> Meaning:
    """A length of `n` units (`None`: a few) up to the day of publication."""
    base = c.now
    count = n if n is not None else 9
    of_day = {"H": 24, "M": 24 * 60, "S": 24 * 60 * 60}.get(unit)
    far = shift(base, "D" if of_day else unit, -ceil(count / of_day) if of_day else -round(count)) if base else None
    days = Interval(far, base, PRECISION[unit]) if base else UNKNOWN
    return Meaning(duration(n, unit), "DURATION", days, base)


SOONER = frozenset({"soon"})  # in a history a "soon" follows what was told last, and dates nothing
FORMER = frozenset({"former", "formerly", "future"})  # in news they say what someone is or what will be, not when


def reference(m: Match, c: Context) -> Meaning | None:
    """ "Now", "recently", "the future": the day of publication, what lies before it, or after it."""
    table = timewords.words()
    word = m.part("word")[0]
    if word in ((SOONER if c.narrative else FORMER) if m.words[0] != "the" else ()):
        return None
    ref = (table.present | table.past | table.future | {"past": "PAST_REF", "present": "PRESENT_REF"})[word]
    base = None if c.narrative else c.published
    days = {
        "PRESENT_REF": Interval(base, base, "day"),
        "PAST_REF": Interval(None, base, "unknown"),
        "FUTURE_REF": Interval(base, None, "unknown"),
    }[ref]
    return Meaning(ref, days=days if base else UNKNOWN, anchor=base)
