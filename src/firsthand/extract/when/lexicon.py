"""The classes of words and figures that the rules for times are written in."""

import re
from functools import cache

from firsthand.extract.phrases import Lexicon
from firsthand.reference import feasts, numbers, timewords

DIGITS = re.compile(r"\d+")
SHAPES = (
    (re.compile(r"\d{4}([-/])\d\d\1\d\d"), {"ISODATE"}),
    (re.compile(r"\d{1,2}[/-]\d{1,2}[/-](?:\d{4}|\d\d)"), {"SLASHDATE"}),
    (re.compile(r"\d{1,2}:\d\d(?::\d\d)?"), {"CLOCK"}),
    (re.compile(r"(?:[12]?\d|3[01])(?:st|nd|rd|th)"), {"ORD", "DAYORD"}),
    (re.compile(r"\d+(?:st|nd|rd|th)"), {"ORD"}),
    (re.compile(r"['’]?(?:\d{2,3}0|\d0)['’]?s"), {"DECADE"}),
    (re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?"), {"DEC"}),
    (re.compile(r"\d*\.\d+"), {"DEC"}),
    (re.compile(r"[ap]\.?m\.?"), {"AMPM"}),
    (re.compile(r"['’‘]\d\d"), {"APOSYEAR"}),
)


STRONG = frozenset(
    "MONTH WEEKDAY WDABBR WEEKDAYS UNIT UNITS SEASON DAYPART DAYPARTS PRESENT PAST FUTURE SETWORD DECADEWORD DECADE "
    "DAYORD ZONE ERA ISODATE SLASHDATE CLOCK AMPM YEAR APOSYEAR MILITARY today yesterday tomorrow tonight o'clock past "
    "nineteen eighteen seventeen two q".split()
)
LEAST = 2  # letters of a feast's name that point to it


@cache
def lexicon() -> Lexicon:
    """The lexicon of the grammar for times."""
    shapes = {classify(str(n)) for n in range(2400)} | {classify(f"{n:0{k}}") for n in range(10) for k in (2, 3, 4)}
    shapes |= {
        classify(s) for s in "99999 2019-03-08 3/8/2019 9:30 9:30:00 8th 45th 1970s 1,000 0.5 1000.5 p.m. '98 ?".split()
    }
    return Lexicon(
        _words(),
        classify,
        tuple(shapes | {classify("2400"), classify("10000")}),
        strong=STRONG | {w for name in feasts.by_name() for w in name.split() if len(w) > LEAST},
        proper=frozenset({"MONTH", "WEEKDAY", "WEEKDAYS"}),
    )


@cache
def classify(raw: str) -> frozenset[str]:
    """The classes of a figure."""
    if DIGITS.fullmatch(raw):
        return _integer(raw)
    for pattern, classes in SHAPES:
        if pattern.fullmatch(raw.lower()):
            return frozenset(classes)
    return frozenset()


def _integer(raw: str) -> frozenset[str]:
    n = int(raw) if len(raw) < 6 else 10**6
    tests = {
        "INT": True,
        "DAY": 1 <= n <= 31 and len(raw) <= 2,
        "HOUR": n <= 24 and len(raw) <= 2,
        "YEAR": len(raw) == 4 and 1000 <= n <= 2199,
        "SHORTYEAR": len(raw) == 2,
        "ERAYEAR": 1 <= n <= 4000,
        "MILITARY": len(raw) == 4 and n < 2400 and n % 100 < 60,
        "QUARTERNUMBER": raw in ("1", "2", "3", "4"),
    }
    return frozenset(name for name, holds in tests.items() if holds)


def _words() -> dict[str, frozenset[str]]:
    time, number = timewords.words(), numbers.words()
    tables = {
        "MONTH": time.months,
        "WEEKDAY": time.weekdays,
        "WDABBR": time.weekday_abbreviations,
        "WEEKDAYS": [w + "s" for w in time.weekdays],
        "UNIT": time.units,
        "UNITS": [*time.plurals, *(w + "s" for w in time.units)],
        "SEASON": time.seasons,
        "SEASONS": [w + "s" for w in ("spring", "summer", "autumn", "winter")],
        "DAYPART": time.dayparts,
        "DAYPARTS": [w + "s" for w in ("morning", "afternoon", "evening", "night")],
        "PRESENT": time.present,
        "PAST": time.past,
        "FUTURE": time.future,
        "SETWORD": time.sets,
        "DECADEWORD": time.decades,
        "ZONE": time.zones,
        "CARD": number.cardinals,
        "SCALE": [*number.scales, *(w + "s" for w in number.scales)],
        "ORD": number.ordinals,
        "SIGN": number.signs,
        "APOS": ["'", "‘"],
        "EDGEWORD": ["beginning", "start", "end", "middle", "close", "onset", "dawn", "height"],
        "PARTWORD": ["early", "late", "mid", "middle", "earlier", "later", "mid-"],
        "BACK": ["ago", "earlier", "previously"],
        "ON": ["later", "afterward", "afterwards", "hence", "thereafter"],
        "MARK": [".", ",", ";", ":", "!", "?", ")", '"', "”", "'"],
        "ERA": ["bc", "b.c.", "bce", "b.c.e.", "ad", "a.d.", "ce", "c.e."],
        "HY": ["-", "–", "—", "‑"],
    }
    words: dict[str, set[str]] = {}
    for name, table in tables.items():
        for word in table:
            words.setdefault(word, set()).add(name)
    return {w: frozenset(c) for w, c in words.items()}
