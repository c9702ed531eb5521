"""Brought up to date step by step, incidents are those of a full computation, whatever came, went or was decided."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from random import Random

import pytest

from firsthand.model import Decision, Incident, Read, When, dumps
from firsthand.resolve.copies import order
from firsthand.resolve.extend import extend
from firsthand.resolve.incidents import assembled, work
from firsthand.resolve.memory import Memory, compared, packed, remember, unpacked

OPENINGS = (
    "Mortar rounds hit {} before dawn and {} people died there in their houses.",
    "Residential streets of {} were hit, with {} deaths in a single hour of the night.",
    "For an hour artillery pounded {} until the bakery was hit; {} inhabitants lost their lives.",
    "A separate attack hit {} in the evening, and doctors counted {} bodies at the hospital.",
)
FILLERS = (
    "The road to the north has been closed to all lorries since the weekend.",
    "Nobody could say when the market in the old quarter would open again.",
    "A second team of engineers is on its way to mend the pumping station.",
    "It was not possible to reach the army's press office for a comment.",
)
ADDED = ("A grenade wounded two guards", "Gunmen burned a customs post", "A drone fell on a school yard")
SOURCES = (None, "police", "interior ministry", "Karim Haddad", "residents")


def report(article, rng: Random, number: int, earlier: list[Read]) -> Read:
    """A report: one or two happenings of its own, or most of an earlier one's words with its claims."""
    day = rng.randint(2, 9)
    published = rng.choice([None, *[f"2026-03-0{day}"] * 5])
    if earlier and rng.random() < 0.45:
        return reprint(article, rng, number, rng.choice(earlier), published)
    told = [
        (rng.choice(OPENINGS), rng.choice(["Qamishli", "Himo", "Nusaybin", "Amuda", "Mosul"]), rng.choice([3, 4, 20]))
        for _ in range(rng.choice([1, 1, 2]))
    ]
    told = list({t[0]: t for t in told}.values())
    sentences = [o.format(place, killed) for o, place, killed in told]
    fillers = rng.sample(FILLERS, rng.randint(0, 2))
    made = article(" ".join([*sentences, *fillers, f"Item {number}."]), f"Paper {number % 7}", published)
    for at, (sentence, (_, place, killed)) in enumerate(zip(sentences, told, strict=True)):
        source = rng.choice(SOURCES)
        when = rng.choice([None, *[f"2026-03-0{max(1, day - 1)}"] * 3])
        part = article(made.document.text, "x", None)
        tolls = {"killed": killed} if rng.random() < 0.7 else {}
        part.tell(
            sentence[:40],
            place=place,
            when=when,
            chain=(source,) if source else (),
            actor=rng.choice([None, "army"]),
            **tolls,
        )
        made.claims += [replace(c, id=f"{number:06x}{at:010x}") for c in part.claims]
        made.attributions += [replace(a, id=f"a{at}") for a in part.attributions]
        made.claims[-1] = replace(made.claims[-1], attribution=f"a{at}" if source else None)
    return made.read()


def reprint(article, rng: Random, number: int, first: Read, published: str | None) -> Read:
    """Another's words, at times with a happening that the outlet adds: in its own voice, which it has from there."""
    added = f"{rng.choice(ADDED)} at Amuda. " if rng.random() < 0.4 else ""
    text = first.document.text + f" {added}{rng.choice(FILLERS)} Printed by desk {number}."
    made = article(text, f"Copier {number % 5}", published)
    if added:
        made.tell(added[:-2], place="Amuda", when=f"2026-03-0{rng.randint(1, 9)}")
    copied = first.claims if not added or rng.random() < 0.6 else ()
    made.claims = [replace(c, id=f"{number:06x}{n:010x}") for n, c in enumerate((*copied, *made.claims))]
    made.attributions = list(first.attributions)
    return made.read()


@dataclass
class Ledgerlike:
    """Readings and decisions that come and go."""

    reads: dict[str, Read] = field(default_factory=dict)
    decisions: dict[str, Decision] = field(default_factory=dict)
    number: int = 0

    def change(self, article, rng: Random) -> dict[str, Read | None]:
        """Some documents come, some go, are read anew or turn out to be older; a person decides or takes back."""
        changed: dict[str, Read | None] = {}
        for _ in range(rng.choice([0, 1, 1, 4])):
            self.number += 1
            made = report(article, rng, self.number, list(self.reads.values()))
            changed[made.document.id] = made
        for name in rng.sample(sorted(self.reads), min(len(self.reads), rng.choice([0, 0, 0, 1, 2]))):
            read = self.reads[name]
            changed[name] = rng.choice([None, other(read, rng), reread(read, rng)])
        self._decide(rng)
        for name, read in changed.items():
            self.reads.pop(name, None)
            if read is not None:
                self.reads[name] = read
        return changed

    def _decide(self, rng: Random) -> None:
        claims = sorted(c.id for r in self.reads.values() for c in r.claims)
        if self.decisions and rng.random() < 0.2:
            del self.decisions[rng.choice(sorted(self.decisions))]
        if len(claims) > 3 and rng.random() < 0.4:
            a, b, c = rng.sample(claims, 3)
            groups = rng.choice([((a, b),), ((a,), (b,)), ((a, b), (c,))])
            made = f"d{self.number}{rng.random()}"
            self.decisions[made] = Decision(made, "ana", f"2026-04-{rng.randint(1, 20):02}", groups)


def other(read: Read, rng: Random) -> Read:
    """The same text seen elsewhere, at another time."""
    day = f"2026-03-{rng.randint(1, 12):02}"
    again = replace(read.document, outlet="Elsewhere", published=When(day, day, "day", "given"))
    return replace(read, sightings=(*read.sightings, again))


def reread(read: Read, rng: Random) -> Read:
    """What a better program reads: a claim less, or another source."""
    if rng.random() < 0.5:
        return replace(read, claims=read.claims[1:])
    return replace(read, claims=tuple(replace(c, chain=("mayor",), attribution=None) for c in read.claims))


def full(ledger: Ledgerlike) -> tuple[dict[str, Incident], Memory]:
    done = work(ledger.reads.values(), tuple(ledger.decisions.values()))
    found = {i.id: i for i in assembled(done.parts.groups, done.corpus())}
    documents = [r.document for r in done.seen]
    return found, remember(done, [order(d) for d in documents], compared(documents))


def history(article, seed: int, steps: int) -> Iterator[tuple[dict[str, Incident], dict[str, Incident]]]:
    """Incidents as they are brought up to date, and as a full computation gives them."""
    rng, ledger = Random(seed), Ledgerlike()
    held, memory = full(ledger)
    for _ in range(steps):
        changed = ledger.change(article, rng)
        done = extend(
            unpacked(packed(memory)),
            changed,
            tuple(ledger.decisions.values()),
            lambda ids: [ledger.reads[i] for i in ids],
        )
        memory = done.memory
        held = {k: v for k, v in held.items() if k not in done.gone} | {i.id: i for i in done.incidents}
        yield held, full(ledger)[0]


@pytest.mark.parametrize("seed", range(3))
def test_step_by_step_is_as_all_at_once(article, seed: int):
    for held, found in history(article, seed, 6):
        assert sorted(map(dumps, held.values())) == sorted(map(dumps, found.values()))
