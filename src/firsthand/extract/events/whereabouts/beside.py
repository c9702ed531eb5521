"""How the places of a sentence stand to each other: chains ("X, Y"), lists, owners, and one within another."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from firsthand.extract.events.page import Page
from firsthand.extract.events.placing import FINENESS, is_place_noun
from firsthand.extract.events.whereabouts.candidates import Candidate
from firsthand.model import Span, Where

GAP = 25  # characters between two places that one phrase may join
PHRASE = frozenset({"DET", "ADJ", "NOUN", "PROPN", "NUM", "PART", "ADP"})
OWNERS = frozenset({"'s", "’s", "'", "’"})
LONGEST = 9  # tokens between two places of one phrase


def beside(page: Page, all_: Sequence[Candidate], number: int) -> Iterator[str]:
    """The features of a candidate among its neighbours."""
    mine = all_[number].place
    for n, (a, b) in enumerate(pairwise(all_)):
        if number not in (n, n + 1):
            continue
        kind = _kind(page.text[a.place.span.end : b.place.span.start].strip())
        if kind is not None:
            yield f"{kind}, {'first' if number == n else 'second'}"
            if kind == "chain" and number != n:
                yield f"chain, second a {mine.precision}"
        link = phrase_link(page, a, b)
        if link is not None:
            other = (b if number == n else a).place
            yield f"phrase {link}, {'first' if number == n else 'second'}"
            yield f"phrase, {'first' if number == n else 'second'} {_finer(mine, other)}"
    yield from _nested(all_, number)


def _kind(gap: str) -> str | None:
    kind = {",": "chain", "'s": "owner", "’s": "owner"}.get(gap)
    kind = "list" if gap in ("and", ", and", "or", "&") else kind
    kind = f"joined by {gap.lstrip(', ')}" if gap in ("in", ", in", "of") else kind
    if kind is None and len(gap) < GAP and " of" in gap:
        kind = "direction of"
    return kind


def phrase_link(page: Page, first: Candidate, second: Candidate) -> str | None:
    """What joins two places of one phrase: "'s" ("Russia's troubled Caucasus"), the one preposition between ("the camp
    X in the hills of Y": in), "side by side" ("the district capital X"), or `None` where they are apart."""
    start, end = first.place.span.end, second.place.span.start
    between = page.within(Span(start, max(start, end)))
    if len(between) > LONGEST or any(t.pos not in PHRASE and t.text != "," for t in between):
        return None
    if between and between[0].text in OWNERS:
        return "'s"
    words = [t for n, t in enumerate(between) if not (t.text == "of" and n and is_place_noun(between[n - 1]))]
    under = [t.text.lower() for t in words if t.pos == "ADP"]
    if len(under) > 1:
        return None
    comma = ", " if any(t.text == "," for t in between) else ""
    return comma + (under[0] if under else "side by side")


def _finer(mine: Where, other: Where) -> str:
    one, two = FINENESS[mine.precision], FINENESS[other.precision]
    unknown = f"{'unknown' if mine.name is None else 'known'} by {'unknown' if other.name is None else 'known'}"
    return f"{'finer' if one > two else 'wider' if one < two else 'as fine'}, {unknown}"


def _nested(all_: Sequence[Candidate], number: int) -> Iterator[str]:
    """Whether it holds another place of the sentence, or lies in one."""
    mine = all_[number].place
    others = [c.place for n, c in enumerate(all_) if n != number]
    if any(holds(mine, o) for o in others):
        yield from ("holds another", f"holds another, a {mine.precision}")
    if any(holds(o, mine) for o in others):
        yield "lies in another"


def holds(wide: Where, fine: Where) -> bool:
    """Whether a country or province is the other place's own."""
    if fine.country is None or wide.country != fine.country or FINENESS[wide.precision] >= FINENESS[fine.precision]:
        return False
    return wide.precision == "country" or (wide.precision == "admin1" and wide.admin1 == fine.admin1)
