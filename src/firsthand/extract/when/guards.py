"""What looks like a time and is none: "2000 soldiers", "the march", "the fall of Baghouz", "second"."""

from collections.abc import Callable

from firsthand.extract.phrases import Match, opens_with_year
from firsthand.reference.guards import words as listed

AMOUNT_BEFORE = listed("times", "amount_before")
AMOUNT_AFTER = listed("times", "amount_after")
TIME_PREPOSITIONS = listed("times", "time_prepositions")


DAY_BEFORE = listed("times", "day_before")
DAY_AFTER = listed("times", "day_after")
SURE_PREPOSITIONS = listed("times", "sure_prepositions")


def allowed(m: Match) -> bool:
    """Whether the words around leave it a time expression."""
    guard = GUARDS.get(m.rule)
    return guard is None or guard(m)


def before(m: Match, n: int = 1) -> str:
    """The n-th word before, "" where there is none."""
    return m.tokens.words[m.start - n] if m.start >= n else ""


def after(m: Match, n: int = 0) -> str:
    """The word after (n = 0), the next but one (n = 1) …"""
    return m.tokens.words[m.end + n] if m.end + n < len(m.tokens.words) else ""


def _glued(m: Match) -> bool:
    """Whether it is part of a longer figure or code: "A1998", "1998.5", "555-1998"."""
    words, starts, ends = m.tokens.words, m.tokens.starts, m.tokens.ends
    left = m.start > 0 and ends[m.start - 1] == starts[m.start] and words[m.start - 1] in ("$", "£", "€", "#", ".", "/")
    return left or (m.start > 0 and words[m.start - 1].isalpha() and ends[m.start - 1] == starts[m.start])


def year_bare(m: Match) -> bool:
    """A figure of four digits is a year unless something is counted."""
    told = {"killed", "wounded"} if before(m) == "in" else set[str]()  # "the attack in 2019 killed nine"
    if m.end - m.start == 1 and opens_with_year(m.tokens, m.start):
        return True
    if _glued(m) or before(m) in AMOUNT_BEFORE or after(m) in AMOUNT_AFTER - {"-", ":"} - told:
        return False
    n = int(m.part("year")[0])
    if before(m) in ("about", "around") and after(m).isalpha() and after(m) not in TIME_PREPOSITIONS:
        return False
    if before(m) in TIME_PREPOSITIONS or m.part("part"):
        return n >= 1000
    return 1400 <= n <= 2100 and not (n % 100 == 0 and after(m).isalpha())


def day(m: Match) -> bool:
    """ "On the 14th, …", not "on the 14th floor" nor "the 14th of the victims"."""
    told = before(m) in DAY_BEFORE or len(m.words) > len(("the", "14th"))
    return told and (after(m) in DAY_AFTER or not after(m)[:1].isalnum())


def year_short(m: Match) -> bool:
    return before(m) in TIME_PREPOSITIONS or before(m) in ("class", "the")


def _in_a_name(m: Match) -> bool:
    """After a capitalised word that is neither a preposition nor a sentence's first: "Camp April", "Arab Spring"."""
    i = m.start - 1
    if i < 1 or m.tokens.words[i - 1] in SENTENCE_ENDS or m.tokens.words[i - 1].isspace():
        return False
    return m.tokens.raws[i][0].isupper() and m.tokens.words[i] not in TIME_PREPOSITIONS


SENTENCE_ENDS = listed("times", "sentence_ends")


def feast(m: Match) -> bool:
    return not _in_a_name(m)


def month_bare(m: Match) -> bool:
    """ "May" and "March" are words of their own."""
    if _in_a_name(m):
        return False
    month = m.part("month")[0]
    if len(month) == 3 and month != "may":
        return before(m) in SURE_PREPOSITIONS or after(m) == "."
    if month in ("may", "march", "august"):
        return bool(m.part("part")) or before(m) in TIME_PREPOSITIONS - {",", "("}
    return True


def season_bare(m: Match) -> bool:
    """ "Spring" and "fall" too: only "the summer", "in winter", "this fall"."""
    words = m.words
    if _in_a_name(m):
        return False
    if words[-1] == "fall":
        return bool(m.part("part")) or (before(m) in ("in", "this", "last") and after(m) not in ("of", "in"))
    if words[-1] == "spring":
        return (
            bool(m.part("part"))
            or words[0] == "the"
            or before(m) in ("in", "this", "last", "since", "by", "until", "and")
        )
    return True


def length_bare(m: Match) -> bool:
    """Bare "days", "years": not "seconds" of a race or "the minutes" of a meeting."""
    if after(m) == "old" or before(m) in ("old", "-"):
        return False
    return m.part("unit")[0] not in ("seconds", "quarters", "seasons", "semesters", "mins", "secs", "springs", "halves")


def length_n(m: Match) -> bool:
    """ "One day" and "a second" are no lengths; ages and fractions are quantities."""
    unit, words = m.part("unit")[0], m.words
    if words[-1] == "old":
        return not unit.startswith("year")
    if unit in ("quarter", "quarters") and after(m) == "of":
        return False
    if unit.removesuffix("s") in ("second", "quarter", "night", "min", "sec") and words[-1] != "long":
        return m.part("n")[0] not in ("a", "an", "one", "another", "some")
    return unit not in ("season", "seasons") and not (m.part("n")[0] == "some" and not unit.endswith("s"))


def sametime(m: Match) -> bool:
    return False


def daypart_bare(m: Match) -> bool:
    return m.part("daypart")[0] in ("night", "afternoon", "morning", "evening", "overnight")


def reference_word(m: Match) -> bool:
    """Not "as soon as", "soon after"."""
    return not (
        m.part("word")[0] == "soon" and (before(m) == "as" or after(m) in ("after", "as", "afterward", "afterwards"))
    )


def clock(m: Match) -> bool:
    """A score "2:15" has no a.m. and no "at"."""
    return (
        len(m.part("clock")) > 1
        or bool(m.part("zone"))
        or m.part("clock")[0] in ("noon", "midnight", "midday")
        or before(m) in ("at", "by", "from", "around", "about", "until", "after", "before", "since", "to")
    )


def daybefore(m: Match) -> bool:
    """ "Killed over the weekend after being taken": no weekend after another."""
    return m.words[-1] not in ("after", "before") or not after(m).endswith("ing")


GUARDS: dict[str, Callable[[Match], bool]] = {
    "daybefore": daybefore,
    "year.bare": year_bare,
    "year.short": year_short,
    "day": day,
    "feast": feast,
    "month.bare": month_bare,
    "season.bare": season_bare,
    "length.bare": length_bare,
    "length.n": length_n,
    "sametime": sametime,
    "daypart.bare": daypart_bare,
    "reference.word": reference_word,
    "clock": clock,
}
