"""What a time expression is read against: the document's date, the date last mentioned, the tense around it."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date

from firsthand.extract.when.calendar import UNKNOWN, Interval, interval, value
from firsthand.model.reading import TimexType

Tense = str  # past, present, future, none


@dataclass(frozen=True, slots=True)
class Meaning:
    """What an expression means. `days` is by default what `timex` covers; `anchor` the day that it was counted from."""

    timex: str
    type: TimexType = "DATE"
    days: Interval | None = None
    anchor: date | None = None
    aside: bool = False  # named for comparison only: nothing later is counted from it

    @property
    def interval(self) -> Interval:
        return self.days if self.days is not None else interval(self.timex)


@dataclass(frozen=True, slots=True)
class Context:
    """The dates that relative expressions are counted from, as far as the text has been read.

    `last` is the value mentioned last, as TIMEX3, with its first day in `last_day` and its unit in `last_unit`. In a
    `narrative` (a history, a chronology) dates follow each other, in news they point back from the day of publication.
    """

    published: date | None
    narrative: bool
    tense: Callable[[int], Tense]
    year: int | None = None  # of a date whose year stands behind the next one
    last_day: date | None = None
    last_unit: str = ""
    last_date: date | None = None  # the last that was told to the day
    scene: date | None = None  # the last told to the day that is not the day of somebody's words
    bc: int | None = None  # the year before Christ that was told last, while the text stays there

    @property
    def base(self) -> date | None:
        """What a date without its year is counted from."""
        if self.bc:
            return None
        return (self.last_day or self.published) if self.narrative else (self.published or self.last_day)

    @property
    def now(self) -> date | None:
        """What "yesterday" and "Friday" are counted from: in news nothing but the day of publication."""
        return self.base if self.narrative else self.published

    @property
    def told(self) -> date | None:
        """What "the following year" is counted from."""
        if self.bc:
            return None
        return self.last_day or self.published

    def told_for(self, unit: str) -> date | None:
        """What "the following UNIT" is counted from: for days, in news, the last that was told to the day of what
        happened."""
        if unit not in ("D", "N", "S", "M", "H") or self.narrative or self.bc:
            return self.told
        return self.scene or self.last_date or self.published

    def after(self, meaning: Meaning, opens: bool = True, telling: bool = False) -> "Context":
        """The context once `meaning` has been read; `opens`: at the beginning of a sentence; `telling`: the day of
        somebody's words ("said on Sunday")."""
        if meaning.timex.startswith("BC") and meaning.timex[2:6].isdigit():
            return replace(self, bc=int(meaning.timex[2:6]))
        covered = interval(meaning.timex)
        if meaning.type not in ("DATE", "TIME") or meaning.aside or covered.start is None:
            return self
        unit = unit_of(meaning.timex)
        if (
            unit in ("Y", "DE", "CE")
            and self.last_day
            and covered.start <= self.last_day <= (covered.end or self.last_day)
        ):
            return self  # "in 1941" after "December 1941" moves nothing
        if self.narrative and self.last_day and unit in ("Y", "DE", "CE") and not opens:
            return self  # "the best since 1812": a history goes on where it was
        date_ = covered.start if unit == "D" else self.last_date
        scene = covered.start if unit == "D" and not telling else self.scene
        return replace(self, last_day=covered.start, last_unit=unit, last_date=date_, scene=scene, bc=None)


def unit_of(timex: str) -> str:
    """The unit of a dated value: Y, O, W, Q, D, S4 or DE."""
    bare = timex.partition("T")[0]
    if len(bare) == 10:
        return "D"
    if "-W" in bare and "-WI" not in bare:
        return "W"
    if "-Q" in bare:
        return "Q"
    if len(bare) == 7 and bare[5:].isdigit():
        return "O"
    return {2: "CE", 3: "DE", 4: "Y"}.get(len(bare), "S4")


def dated(day: date | None, unit: str, anchor: date | None) -> Meaning:
    """The unit that `day` lies in, or an unknown one where there is no day to count from."""
    if day is None:
        return Meaning(UNDATED.get(unit, "XXXX"), days=UNKNOWN)
    return Meaning(value(day, unit), anchor=anchor)


UNDATED = {
    "D": "XXXX-XX-XX",
    "W": "XXXX-WXX",
    "E": "XXXX-WXX-WE",
    "O": "XXXX-XX",
    "Q": "XXXX-QX",
    "DE": "XXX",
    "CE": "XX",
}
