"""What lengths of time, sets and clock times mean (the rules' fourth and fifth group)."""

import re

from firsthand.extract.phrases import Match
from firsthand.extract.when.calendar import UNKNOWN
from firsthand.extract.when.context import Context, Meaning
from firsthand.reference import numbers, timewords

CLOCK_UNITS = {"S": "S", "M": "M", "H": "H"}
WHOLE = {"O": "M", "F": "W", "N": "D", "E": "D", "S4": "M", "H2": "M", "Q": "M", "DE": "Y"}
FACTOR = {"F": 2, "E": 2, "S4": 3, "H2": 6, "Q": 3, "DE": 10}
ONE = frozenset({"a", "an", "one", "another"})


def amount(words: list[str], extra: list[str] | None = None) -> float | None:
    """How many: "two", "a", "half a", "a couple of"; `None` for "several". `extra` holds "and a half"."""
    more = 0.5 if extra else 0.0
    if (words[-2:-1] == ["and"] and words[-1] == "half") or (words[-1:] == ["half"] and len(words) > 1):
        words, more = [w for w in words[: words.index("and")] if w != "-"] if "and" in words else words[:-1], 0.5
    if words and words[0] == "half":
        return 0.5
    if "couple" in words:
        return 2.0
    if all(w in ONE for w in words):
        return 1.0 + more
    for mark in ("to", "or"):  # "two to three": the first
        words = words[: words.index(mark)] if mark in words else words
    if "/" in words:  # "2 1/2"
        over, under = (numbers.value([words[words.index("/") + k]]) for k in (-1, 1))
        words, more = words[: words.index("/") - 1], (over or 0) / (under or 1)
    n = numbers.value(words) if words else 0.0
    return None if n is None else n + more


def duration(n: float | None, unit: str) -> str:
    """The TIMEX3 value of so many units: P3D, PT24H, P2.5Y, PXM."""
    if unit in CLOCK_UNITS:
        return f"PT{_figure(n)}{unit}"
    if unit in ("CE", "ML"):
        return f"P{_figure(n)}{unit}"
    if n is None:
        return f"PX{'DE' if unit == 'DE' else WHOLE.get(unit, unit)}"
    return f"P{_figure(n * FACTOR.get(unit, 1))}{WHOLE.get(unit, unit)}"


def _figure(n: float | None) -> str:
    return "X" if n is None else f"{n:g}" if n != int(n) else str(int(n))


def length(m: Match, c: Context) -> Meaning | None:
    """So many units: "three days", "a year and a half", "several weeks", "weeks-long"."""
    unit = timewords.unit(m.part("unit")[0])
    if m.rule == "length.bare":
        return Meaning(duration(None, unit), "DURATION", UNKNOWN)
    if m.rule == "length.long":
        return Meaning(duration(1, unit), "DURATION", UNKNOWN)
    return Meaning(duration(amount(m.part("n"), m.part("extra")), unit), "DURATION", UNKNOWN)


def set_(m: Match, c: Context) -> Meaning | None:
    """How often: "every day", "each Thursday", "weekly"."""
    table = timewords.words()
    if m.part("word"):
        return Meaning(table.sets[m.part("word")[0]], "SET", UNKNOWN)
    day = (m.part("weekday") or m.part("weekdayb"))[:1]
    if day:
        part = table.dayparts.get((m.word("daypart") or m.word("daypartb") or "").removesuffix("s"), "")
        return Meaning(
            f"XXXX-WXX-{table.weekdays[day[0].removesuffix('s')]}" + (f"T{part}" if part else ""), "SET", UNKNOWN
        )
    if m.part("month"):
        return Meaning(f"XXXX-{table.months[m.part('month')[0]]:02}", "SET", UNKNOWN)
    if m.part("season"):
        return Meaning(f"XXXX-{table.seasons[m.part('season')[0]]}", "SET", UNKNOWN)
    if m.part("daypart"):
        return Meaning(f"XXXX-XX-XXT{table.dayparts[m.part('daypart')[0]]}", "SET", UNKNOWN)
    n = amount(m.part("n")) if m.part("n") else (2 if "other" in m.words else 1)
    return Meaning(duration(n, timewords.unit(m.part("unit")[0])), "SET", UNKNOWN)


CLOCK = re.compile(r"(\d{1,2})[:.]?(\d\d)?(?::(\d\d))?")


def clock_value(words: list[str]) -> str | None:
    """The hour that words tell, as "T17:00"; `None` if they tell none."""
    named = {"noon": "T12:00", "midday": "T12:00", "midnight": "T24:00"}
    if words[0] in named:
        return named[words[0]]
    spelled = numbers.value(words[:1])
    digits = words[0] if words[0][0].isdigit() else str(int(spelled)) if spelled is not None else ""
    if len(digits) == 4 and digits.isdigit():
        digits = f"{digits[:2]}:{digits[2:]}"
    m = CLOCK.fullmatch(digits)
    if m is None:
        return None
    hour, minute = int(m[1]), int(m[2] or 0)
    late = (
        any(w.startswith("p") and w.strip(".").replace(".", "") == "pm" for w in words)
        or "afternoon" in words
        or "evening" in words
    )
    early = any(w.replace(".", "") == "am" for w in words) or "morning" in words
    if late and hour < 12:
        hour += 12
    if early and hour == 12:
        hour = 0
    return f"T{hour:02}:{minute:02}" if hour <= 24 and minute < 60 else None


def clock(m: Match, c: Context) -> Meaning | None:
    """A clock time alone: on the day of the story told last, else any day told last, or that of publication."""
    time = clock_value(m.part("clock"))
    base = c.scene if c.last_unit == "D" and c.scene else c.last_day if c.last_unit == "D" else c.published
    if time is None:
        return None
    if base is None:
        return Meaning(f"XXXX-XX-XX{time}", "TIME", UNKNOWN)
    return Meaning(base.isoformat() + time, "TIME", anchor=base)


def timed(meaning: Meaning, m: Match) -> Meaning:
    """A day with the time of day told beside it ("5 p.m. Friday", "Sunday night")."""
    if meaning.type != "DATE":
        return meaning
    if len(meaning.timex.partition("T")[0]) != len("2019-03-08") and not meaning.timex.startswith("XXXX"):
        return meaning
    if m.part("clock"):
        time = clock_value(m.part("clock"))
        return Meaning(meaning.timex + time, "TIME", meaning.days, meaning.anchor) if time else meaning
    part = (m.part("dayparta") or m.part("daypartb"))[:1]
    if not part:
        return meaning
    code = timewords.words().dayparts[part[0].removesuffix("s")]
    return Meaning(meaning.timex + (code if ":" in code else f"T{code}"), "TIME", meaning.days, meaning.anchor)
