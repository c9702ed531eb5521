"""The Admiralty grade of an incident, with its reasons in words.

The letter is what the user's table says of the origins (the best of them; F where it names none). The digit comes from
origins, agreement and contradiction alone: the number of independent origins that assert the incident, less one where
all of them hedge, less one for each origin that denies it; then less one where figures exclude each other, as long as
one is left (they leave open how many, not whether it happened). Three or more: 1, two: 2, one: 3, none: 4, fewer: 5;
6 where no origin is known. What any origin disputes is never 1. So an independent origin that contradicts nobody never
lowers the grade, and a copy or relay, which is none, never changes it.
"""

from collections.abc import Iterator, Mapping, Sequence

from firsthand.model import Grade, Incident, Origin
from firsthand.model.incidents import CredibilityDigit, SourceLetter, TollReading
from firsthand.reference.interests import Interest
from firsthand.reference.sources import LETTERS, UNJUDGED, Sources, letter
from firsthand.resolve import interest

LETTER_WORDS: Mapping[SourceLetter, str] = {
    "A": "completely reliable",
    "B": "usually reliable",
    "C": "fairly reliable",
    "D": "not usually reliable",
    "E": "unreliable",
    "F": "not judged",
}
UNCONFIRMED = 2  # the most that origins weigh whom others contradict: "probably true"
NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")


def grade(incident: Incident, sources: Sources, rules: Sequence[Interest] = ()) -> Grade:
    """The grade of an incident whose cells, origins and disputes stand. `rules` add words on interest, no weight."""
    best = LETTERS[min((LETTERS.index(letter(sources, o.name)) for o in incident.origins), default=-1)]
    digit, reasons = _digit(incident)
    reasons += interest.reasons(incident, rules)
    return Grade(best, digit, (*reasons, _letter_reason(incident.origins, best, sources)))


def _digit(incident: Incident) -> tuple[CredibilityDigit, list[str]]:
    stances = _stances(incident)
    asserting = [o for o in incident.origins if stances[o.id] & {"asserted", "hedged"}]
    deniers = [o for o in incident.origins if o not in asserting and "denied" in stances[o.id]]
    denying = {o.id for o in deniers}
    if not asserting:
        return "6", [_unknown(deniers), *_taken_back(incident)]
    weight = len(asserting)
    reasons = [_agreement(incident, asserting)]
    if all("asserted" not in stances[o.id] for o in asserting):
        weight -= 1
        reasons.append("it is told with reserve only")
    if deniers:
        weight -= len(deniers)
        reasons.append(f"denied by {', '.join(o.name for o in deniers)}")
    if clashing := sorted({d.cell for d in incident.disputed if d.cell in incident.summary and d.by not in denying}):
        weight = max(weight - 1, min(weight, 1))
        reasons.append(f"figures exclude each other: {'; '.join(_clash(incident, c) for c in clashing)}")
    reasons += _in_part(incident, asserting)
    reasons += _taken_back(incident)
    if incident.disputed and weight > UNCONFIRMED:
        weight = UNCONFIRMED
        reasons.append("what is disputed is no better than probably true")
    return _of_weight(weight), reasons


def _unknown(deniers: Sequence[Origin]) -> str:
    if deniers:
        return f"nobody but {', '.join(o.name for o in deniers)} is known to speak of it, who denies it"
    return "no origin is known: it can't be judged"


def _clash(incident: Incident, cell: str) -> str:
    """In words, the figures of a cell that exclude each other, with whose they are: "killed (the army 2, Haddad 7)"."""
    names = {o.id: o.name for o in incident.origins}
    disputes = [d for d in incident.disputed if d.cell == cell]
    pairs = {p for d in disputes for p in zip((d.by, d.of), d.claims, strict=False)}
    readings = [r for r in incident.cells.get(cell, ()) if isinstance(r, TollReading) and r.stance != "denied"]
    told = {r.origin: r for r in readings if any((r.origin, c) in pairs for c in r.claims)}
    figures = sorted(f"{names[o]} {_figure(r)}" for o, r in told.items() if o is not None and o in names)
    return f"{cell} ({', '.join(figures)})" if figures else cell


def _figure(told: TollReading) -> str:
    """A figure in words: "7", "at least 7", "up to 7", "5 to 7"."""
    low, high = _whole(told.figure.low), _whole(told.figure.high)
    if told.figure.best is not None:
        return str(_whole(told.figure.best))
    if low is None or high is None:
        return f"up to {high}" if low is None else f"at least {low}"
    return f"{low} to {high}"


def _whole(number: float | None) -> float | None:
    return int(number) if number is not None and number == int(number) else number


def _in_part(incident: Incident, asserting: list[Origin]) -> Iterator[str]:
    """Who tells of the incident and yet denies its own part in it, or what others say was done."""
    for origin in asserting:
        denied = {d.cell for d in incident.disputed if d.by == origin.id}
        if "actor" in denied:
            yield f"{origin.name} denies its own part"
        elif "type" in denied:
            yield f"{origin.name} disputes what was done"


def _taken_back(incident: Incident) -> Iterator[str]:
    """Origins of which nothing stands any more: they are shown and do not count."""
    gone = set(incident.superseded)
    names = [o.name for o in incident.origins if gone and o.claims and set(o.claims) <= gone]
    if names:
        yield f"taken back by the outlet that told it: {', '.join(names)}"


def _of_weight(weight: int) -> CredibilityDigit:
    if weight >= 3:
        return "1"
    table: Mapping[int, CredibilityDigit] = {2: "2", 1: "3", 0: "4"}
    return table.get(weight, "5")


def _stances(incident: Incident) -> Mapping[str, set[str]]:
    """How each origin tells it, by the readings of the type cell, which every claim fills; not what was corrected."""
    found: dict[str, set[str]] = {o.id: set() for o in incident.origins}
    for reading in incident.cells.get("type", ()):
        if reading.origin is not None and not set(reading.claims) <= set(incident.superseded):
            found[reading.origin].add(reading.stance)
    return found


def _agreement(incident: Incident, asserting: list[Origin]) -> str:
    count = NUMBERS[len(asserting)] if len(asserting) < len(NUMBERS) else str(len(asserting))
    names = ", ".join(o.name for o in asserting)
    if len(asserting) == 1:
        return f"one origin: {names}"
    agreed = ["the day"] * (incident.when is not None) + ["the place"] * (incident.where is not None)
    return f"{count} independent origins tell of it and agree on {' and '.join(agreed) or 'what happened'}: {names}"


def _letter_reason(origins: tuple[Origin, ...], best: SourceLetter, sources: Sources) -> str:
    judged = [o.name for o in origins if letter(sources, o.name) == best]
    if best == UNJUDGED or not judged:
        return "the table of sources judges none of them"
    return f"the table of sources calls {judged[0]} {LETTER_WORDS[best]}"
