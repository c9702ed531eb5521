"""What a date means: full and partial dates, months, years, seasons, quarters, feasts (the rules' first group)."""

from datetime import date, timedelta

from firsthand.extract.phrases import Match
from firsthand.extract.when.calendar import UNKNOWN, Interval, interval, part_of, shift, value
from firsthand.extract.when.context import Context, Meaning
from firsthand.reference import feasts, numbers, timewords

ISO_LENGTH = 10


def iso(m: Match, c: Context) -> Meaning | None:
    """2019-03-08, 3/8/2019 (month first, unless that is no month), 08-15-90."""
    raw = m.part("day")[0]
    if len(raw) == ISO_LENGTH and raw[4] in "-/":
        return _exact(int(raw[:4]), int(raw[5:7]), int(raw[8:]))
    first, second, year = (int(x) for x in raw.replace("-", "/").split("/"))
    if len(raw.replace("-", "/").split("/")[2]) == 2:
        year += 2000 if year < 50 else 1900
    return _exact(year, first, second) or _exact(year, second, first)


def _exact(year: int, month: int, day: int) -> Meaning | None:
    try:
        return Meaning(date(year, month, day).isoformat())
    except ValueError:
        return None


def date_(m: Match, c: Context) -> Meaning | None:
    """A day of a month, with its year or without."""
    day = day_number(m.part("day"))
    if m.rule == "date.weekday_day":
        return None
    month = timewords.words().months[m.part("month")[0]]
    if day is None or not 1 <= day <= 31:
        return None
    if m.part("year"):
        return _exact(int(m.part("year")[0]), month, day)
    if m.part("rel") and c.published:
        return _exact(c.published.year + OFFSET.get(m.part("rel")[-1], 0), month, day)
    if c.year:
        return _exact(c.year, month, day)
    if (month, day) == (9, 11) and m.tokens.words[m.end : m.end + 1] and m.tokens.words[m.end] in ATTACKS:
        return Meaning("2001-09-11")
    return day_without_year(month, day, c, _looking(m, c))


ATTACKS = frozenset({"attack", "attacks", "terror", "terrorist", "hijackers", "hijackings"})  # "the Sept. 11 attacks"


def day_number(words: list[str]) -> int | None:
    """The day that "9", "9th" or "the ninth" names."""
    words = [w for w in words if w != "the"]
    if len(words) == 1 and words[0].isdigit():
        return int(words[0])
    return numbers.ordinal(words)


def day(m: Match, c: Context) -> Meaning | None:
    """ "On the 14th": of the month of the text's day or of the one before or behind, as the tense allows."""
    number, anchor = day_number(m.part("day")), c.base
    if number is None or anchor is None:
        return None
    first = anchor.replace(day=1)
    months = (first - timedelta(1), first, first + timedelta(31))
    days = [d for f in months if (d := _day(f.year, f.month, number))]
    back, on = [d for d in days if d <= anchor], [d for d in days if d >= anchor]
    found = on[:1] if c.tense(m.chars()[0]) == "future" else back[-1:]
    return Meaning(found[0].isoformat(), anchor=anchor) if found else None


def _looking(m: Match, c: Context) -> str:
    """The tense that a date stands in; what has gone on "since" it has begun, however long ago."""
    since = m.start > 0 and m.tokens.words[m.start - 1] == "since"
    return "since" if since else c.tense(m.chars()[0])


def day_without_year(month: int, day: int, c: Context, tense: str) -> Meaning | None:
    """The nearest such day that the tense allows; in a narrative, that of the year last mentioned."""
    anchor = c.base
    if anchor is None:
        return Meaning(f"XXXX-{month:02}-{day:02}")
    years = (anchor.year - 1, anchor.year, anchor.year + 1)
    days = [d for d in (_day(y, month, day) for y in years) if d]
    if not days:
        return None
    if c.narrative:
        return Meaning(_follow(days, anchor).isoformat(), anchor=anchor)
    return Meaning(_pick(days, anchor, tense).isoformat(), anchor=anchor)


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _follow(days: list[date], last: date) -> date:
    """In a narrative: the same year; the next one where that would lead back by more than half a year."""
    same = next((d for d in days if d.year == last.year), days[0])
    return next((d for d in days if d.year == last.year + 1), same) if (last - same).days > BACKWARDS else same


BACKWARDS = 240  # days; best on WikiWars' training half


def _pick(days: list[date], anchor: date, tense: str) -> date:
    """The one ahead where the tense looks forward, the last one where it looks back and that is not long ago, else the
    nearest."""
    back = [d for d in days if d <= anchor]
    on = [d for d in days if d >= anchor]
    if tense == "future" and on:
        return on[0]
    if back and (tense == "since" or (tense == "past" and anchor - back[-1] < LONG_AGO)):
        return back[-1]
    return min(days, key=lambda d: abs(d - anchor))


LONG_AGO = timedelta(days=240)  # news of a day longer ago gives its year; best on TimeBank and AQUAINT


def month(m: Match, c: Context) -> Meaning | None:
    """A month, with its year or without."""
    number = timewords.words().months[m.part("month")[0]]
    if m.part("era"):
        return Meaning(f"{_era_year(m)}-{number:02}")
    if m.part("year"):
        return Meaning(f"{m.part('year')[0]}-{number:02}")
    if c.year and m.rule == "month.bare":
        return Meaning(f"{c.year}-{number:02}")
    anchor = c.base
    if m.rule == "month.rel":
        rel = m.part("rel")[-1]
        base = c.told if rel in TOLD else c.now
        return (
            Meaning(f"{base.year + OFFSET.get(rel, 0):04}-{number:02}", anchor=base) if base else _undated_month(number)
        )
    if anchor is None:
        return Meaning(f"BC{c.bc:04}-{number:02}") if c.bc else _undated_month(number)
    if m.rule == "month.this":
        return _month_of(m.part("rel")[-1], number, c)
    months = [date(y, number, 1) for y in (anchor.year - 1, anchor.year, anchor.year + 1)]
    first = anchor.replace(day=1)
    if c.narrative:
        return Meaning(value(_follow(months, first), "O"), anchor=anchor)
    return Meaning(value(_month_near(months, first, _tense(m, c)), "O"), anchor=anchor)


def _tense(m: Match, c: Context) -> str:
    """The tense that a month stands in; what was put off "until January" or was due "by March" tells nothing of it."""
    tense = _looking(m, c)
    before = m.tokens.words[m.start - 1] if m.start else ""
    return "none" if tense == "past" and before != "in" else tense


def week(m: Match, c: Context) -> Meaning | None:
    """ "The first week of March", "the last day of June 2018"."""
    whole = month(m, c)
    days = whole.interval if whole else UNKNOWN
    unit = timewords.unit(m.part("unit")[0])
    n = 1 if m.part("ord")[0] == "opening" else numbers.ordinal(m.part("ord"))
    if whole is None or days.start is None or days.end is None or (n is not None and not 1 <= n <= 31):
        return None
    length = 1 if unit == "D" else 7
    first = days.end - timedelta(length - 1) if n is None else days.start + timedelta(length * (n - 1))
    last = min(first + timedelta(length - 1), days.end)
    if first > days.end:
        return None
    covered = Interval(first, last, "day" if unit == "D" else "week")
    return Meaning(value(first + timedelta(length // 2), unit), days=covered, anchor=whole.anchor)


def _undated_month(number: int) -> Meaning:
    return Meaning(f"XXXX-{number:02}")


def _month_near(months: list[date], first: date, tense: str) -> date:
    """The latest that has begun, unless that is long ago and nothing is told of the past; one to come where the tense
    looks forward."""
    begun = [d for d in months if d <= first][-1]
    if tense == "future" or (tense not in ("past", "since") and first - begun >= LONG_AGO):
        return next(d for d in months if d >= first)
    return begun


def _month_of(rel: str, number: int, c: Context) -> Meaning:
    base = c.told if rel in TOLD else c.now
    if base is None:
        return _undated_month(number)
    first = base.replace(day=1)
    months = [date(y, number, 1) for y in (first.year - 1, first.year, first.year + 1)]
    offset = OFFSET.get(rel, 0)
    if offset < 0:
        found = [d for d in months if d < first][-1]
    elif offset > 0:
        found = next(d for d in months if d > first)
    else:
        found = next(d for d in months if d.year == first.year)
    return Meaning(value(found, "O"), anchor=base)


OFFSET = {"last": -1, "past": -1, "previous": -1, "preceding": -1, "prior": -1, "next": 1, "coming": 1, "following": 1}
OFFSET |= {"subsequent": 1, "ensuing": 1}
TOLD = frozenset({"previous", "preceding", "prior", "following", "subsequent", "ensuing", "same", "that"})


def year(m: Match, c: Context) -> Meaning | None:
    """A year in figures; "'98" is that of the century before which the document stands."""
    if m.part("words"):
        return _year_in_words(m.part("words"))
    if m.part("short"):
        short, now = int(m.part("short")[0][1:]), (c.published.year if c.published else 2030)
        full = now // 100 * 100 + short
        return Meaning(str(full if full <= now + 10 else full - 100))
    return Meaning(m.part("year")[0])


def _year_in_words(words: list[str]) -> Meaning | None:
    """ "Nineteen ninety-seven", "two thousand and four"."""
    if words[0] == "two":
        n = numbers.value(words)
        return Meaning(f"{int(n)}") if n and 2000 <= n < 2100 else None
    century, rest = numbers.value(words[:1]), numbers.value(words[1:])
    return Meaning(f"{int(century)}{int(rest):02}") if century and rest and 10 <= rest < 100 else None


def era(m: Match, c: Context) -> Meaning:
    """Years before and after Christ; those before have no days here."""
    return Meaning(_era_year(m))


def _era_year(m: Match) -> str:
    n, name = int(m.part("n")[0]), m.part("era")[0]
    return f"BC{n:04}" if name.startswith("b") else f"{n:04}"


def decade(m: Match, c: Context) -> Meaning | None:
    """The 1990s, the '80s, the nineties."""
    if m.part("word"):
        return Meaning(f"19{timewords.words().decades[m.part('word')[0]]}")
    digits = m.part("decade")[0].strip("'s")
    if m.part("era"):
        return Meaning(f"BC{int(digits) // 10:03}") if m.part("era")[0].startswith("b") else None
    if len(digits) == 3:
        return None
    if len(digits) == 4:
        return Meaning(digits[:2] if digits.endswith("00") else digits[:3])
    now = c.published.year if c.published else 2030
    century = now // 100 * 10
    return Meaning(f"{century + int(digits[0]) if int(digits) <= now % 100 else century - 10 + int(digits[0])}")


def century(m: Match, c: Context) -> Meaning | None:
    """The 11th century: value "10", that is its years' first two figures."""
    n = numbers.ordinal(m.part("ord"))
    if n is None or n < 1:
        return None
    return Meaning(f"BC{n - 1:02}" if (m.word("era") or "").startswith("b") else f"{n - 1:02}")


def season(m: Match, c: Context) -> Meaning | None:
    """A season, with its year or without; winter has the year of its December."""
    code = timewords.words().seasons[m.part("season")[0]]
    if m.part("era"):
        return Meaning(f"{_era_year(m)}-{code}")
    if m.part("year"):
        return Meaning(f"{m.part('year')[0]}-{code}")
    if c.year:
        return Meaning(f"{c.year}-{code}")
    rel = (m.part("rel") or [""])[-1]
    base = c.told if rel in TOLD else c.now if rel else c.base
    if base is None:
        return Meaning(f"BC{c.bc:04}-{code}" if c.bc else f"XXXX-{code}")
    found = _season_near(code, base, OFFSET.get(rel, 0) if rel else None, c, m.chars()[0])
    return Meaning(found, anchor=base)


def _season_near(code: str, base: date, offset: int | None, c: Context, at: int) -> str:
    values = [f"{y:04}-{code}" for y in (base.year - 1, base.year, base.year + 1)]
    spans = [(v, interval(v)) for v in values]
    begun = [v for v, i in spans if i.start and i.start <= base]
    over = [v for v, i in spans if i.end and i.end < base]
    ahead = [v for v, i in spans if i.start and i.start > base]
    if offset == 0 and not c.narrative:
        return min(spans, key=lambda s: _distance(s[1], base))[0]
    if c.narrative and offset in (None, 0):
        return values[2] if code == "WI" and base.month > 7 else values[1]
    if offset == -1:
        return over[-1]
    if offset == 1 or (offset is None and c.tense(at) == "future"):
        return ahead[0]
    return begun[-1]


def quarter(m: Match, c: Context) -> Meaning | None:
    """A quarter of a (fiscal) year."""
    if m.rule == "quarter.q":
        return Meaning(f"{m.part('year')[0]}-Q{m.part('n')[0]}")
    if m.rule == "quarter.rel":
        return _quarter_rel(m, c)
    n = numbers.ordinal(m.part("ord"))
    if n is None or not 1 <= n <= 4:
        return None
    explicit = (m.part("year") or m.part("yearb"))[:1]
    if explicit:
        return Meaning(f"{explicit[0]}-Q{n}")
    base = c.base
    if base is None:
        return Meaning(f"XXXX-Q{n}")
    rel = (m.part("rel") or m.part("relb") or [""])[-1]
    if rel in OFFSET:
        return Meaning(f"{base.year + OFFSET[rel]:04}-Q{n}", anchor=base)
    begun = base.year if (base.month + 2) // 3 >= n else base.year - 1
    return Meaning(f"{begun - bool(m.part('relc')):04}-Q{n}", anchor=base)


def _quarter_rel(m: Match, c: Context) -> Meaning | None:
    base = c.base
    if base is None:
        return Meaning("XXXX-QX")
    rel = (m.part("rel") or [""])[-1]
    if c.last_unit == "Q" and c.last_day and rel in ("", "same"):
        told = c.last_day.replace(year=int(m.part("year")[0])) if m.part("year") else c.last_day
        return Meaning(value(told, "Q"), anchor=base)
    offset = {"": -1, "latest": -1, "same": -1, "this": 0, "current": 0}.get(rel, OFFSET.get(rel, 0))
    day = shift(base, "Q", offset)
    if day and m.part("year"):
        day = day.replace(year=int(m.part("year")[0]), day=1)
    return Meaning(value(day, "Q"), anchor=base) if day else None


def half(m: Match, c: Context) -> Meaning | None:
    """Half a year: "the first half of 2019"."""
    n = 1 if m.part("ord")[0] == "first" else 2
    if m.part("year"):
        return Meaning(f"{m.part('year')[0]}-H{n}")
    if c.base is None:
        return None
    return Meaning(f"{c.base.year + OFFSET.get((m.part('rel') or [''])[-1], 0):04}-H{n}", anchor=c.base)


def feast(m: Match, c: Context) -> Meaning | None:
    """A feast, in the year told, else in the one nearest to what the text stands at."""
    found = next((f for name, f in feasts.by_name().items() if _plain(name) == _plain(" ".join(m.part("feast")))), None)
    if found is None:
        return None
    if m.part("year"):
        return _feast_in(found, int(m.part("year")[0]), None)
    base = c.base
    if base is None:
        return Meaning("XXXX-XX-XX")
    if m.part("rel"):
        return _feast_in(found, base.year + OFFSET.get(m.part("rel")[0], 0), base)
    near = [f for f in (_feast_in(found, base.year + k, base) for k in (-1, 0, 1)) if f and f.interval.start]
    return min(near, key=lambda f: _distance(f.interval, base), default=None)


def _plain(name: str) -> str:
    return name.replace("-", "").replace(".", "").replace(" ", "")


def _feast_in(found: feasts.Feast, year_: int, anchor: date | None) -> Meaning | None:
    days = feasts.days(found, year_)
    if days is None:
        return None
    timex = days[0].isoformat() if (days[1] - days[0]).days < 7 else days[0].isoformat()[:7]
    return Meaning(timex, days=Interval(days[0], days[1], "day"), anchor=anchor)


def _distance(days: Interval, base: date) -> int:
    """Days from `base` to the nearest of the interval."""
    if days.start is None or days.end is None:
        return 10**6
    return max((days.start - base).days, (base - days.end).days, 0)


def narrowed(meaning: Meaning, part: list[str]) -> Meaning:
    """ "early", "mid", "the end of": the part of the interval that it means; the TIMEX3 value stays."""
    shares = timewords.words().parts
    share = next((shares[w] for w in part if w in shares), None)
    if share is None or meaning.type != "DATE":
        return meaning
    return Meaning(meaning.timex, meaning.type, part_of(meaning.interval, share), meaning.anchor)
