"""How long it takes to put claims together: generated documents, no ledger and no extraction.

Usage: benchmarks/resolve.py [DOCUMENTS [CLAIMS_PER_DOCUMENT]]     (default 50000 5, that is 200,000 claims)

Documents tell invented happenings at invented places over a year. A third of them are edited copies of earlier ones, a
tenth tell what an earlier one told in words of their own, with a later toll, half of these citing its outlet.
Prints seconds and peak memory for each part, the curve for more and more documents, and the one for copies of one text.
The machine decides the figures: they are for comparing versions on one machine. benchmarks/standing.py measures the
same through a ledger.
"""

import os
import random
import resource
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from typing import TypeVar

from firsthand.model import Block, Count, Document, Event, Party, Read, Span, Toll, When, Where, claim_id, text_id
from firsthand.resolve import copies, happenings, incidents, links, origins, partition
from firsthand.resolve.copies import in_order

T = TypeVar("T")

START = date(2025, 1, 1)
VERBS = ("shelled", "raided", "bombed", "attacked", "stormed", "hit", "struck", "ambushed")
SOURCES = ("police", "the army", "residents", "Karim Haddad", "the rescue service", "officials", None)
SYLLABLES = ("ka", "ro", "mi", "tel", "sha", "bar", "nun", "do", "li", "wer", "gas", "pan", "tu", "zim", "fo", "hal")


def word(rng: random.Random) -> str:
    return "".join(rng.choices(SYLLABLES, k=rng.randint(2, 4)))


def vocabulary(rng: random.Random, size: int = 8000) -> list[str]:
    return [word(rng) for _ in range(size)]


def place(rng: random.Random, number: int) -> Where:
    lat, lon = rng.uniform(-30, 45), rng.uniform(-10, 60)
    country = "XA XB XC XD XE XF".split()[number % 6]
    return Where(
        f"Town{number}", Span(0, 1), f"Town{number}", number, country, f"Province{number % 40}", lat, lon, "town"
    )


def told(rng: random.Random, words: list[str], where: Where, verb: str, killed: int, day: date) -> str:
    filler = " ".join(rng.choices(words, k=14))
    return f"Fighters {verb} {where.text} on {day:%A} and killed {killed} people as {filler}."


def story(rng: random.Random, words: list[str], places: list[Where], number: int, claims: int) -> Read:
    """A report of several happenings, each with its sentence, and sentences that tell of nothing."""
    day = START + timedelta(days=rng.randint(0, 364))
    sentences: list[str] = []
    facts: list[tuple[str, Where, int, str | None]] = []
    for _ in range(claims):
        where, verb, killed = rng.choice(places), rng.choice(VERBS), rng.randint(1, 40)
        sentences += [told(rng, words, where, verb, killed, day), f"{' '.join(rng.choices(words, k=18)).capitalize()}."]
        facts.append((verb, where, killed, rng.choice(SOURCES)))
    return read(" ".join(sentences), f"Outlet {number % 400}", day, facts)


def followed(rng: random.Random, words: list[str], earlier: Read, number: int) -> Read:
    """What an earlier report told, in another outlet's words two days later, with more dead; at times on its word."""
    published = earlier.document.published
    assert published is not None and published.start is not None
    day = date.fromisoformat(published.start) - timedelta(days=1)
    source = earlier.document.outlet if rng.random() < 0.5 else rng.choice(SOURCES)
    sentences: list[str] = []
    facts: list[tuple[str, Where, int, str | None]] = []
    for claim in (c for c in earlier.claims if isinstance(c, Event)):
        assert claim.where is not None
        verb, killed = claim.trigger.of(earlier.document.text), int(claim.counts[0].count.best or 0) + rng.randint(0, 2)
        sentences.append(told(rng, words, claim.where, verb, killed, day))
        facts.append((verb, claim.where, killed, source))
    return read(" ".join(sentences), f"Outlet {number % 400}", day, facts)


def read(text: str, outlet: str, day: date, facts: list[tuple[str, Where, int, str | None]]) -> Read:
    published = (day + timedelta(days=1)).isoformat()
    when = When(published, published, "day", "given")
    document = Document(text_id(text), text, None, outlet, None, "en", when, (Block(Span(0, len(text)), "paragraph"),))
    return Read(document, (), tuple(events(document, day.isoformat(), facts)))


def events(document: Document, day: str, facts: list[tuple[str, Where, int, str | None]]) -> list[Event]:
    made: list[Event] = []
    at = 0
    for verb, where, killed, source in facts:
        start = document.text.index(f"Fighters {verb} {where.text}", at)
        at = document.text.index(".", start)
        trigger = Span(start + 9, start + 9 + len(verb))
        count = Count(killed, killed, killed, str(killed), trigger, None, True)
        made.append(
            Event(
                id=claim_id(document.id, trigger.start, "event"),
                type="ASSAULT",
                mode=None,
                acled=None,
                trigger=trigger,
                evidence=Span(start, at),
                actor=(Party("Fighters", trigger, "fighters", "unnamed"),),
                recipient=(),
                weapon=None,
                where=replace(where, span=trigger),
                when=When(day, day, "day", "explicit"),
                counts=(Toll("killed", None, count),),
                stance="asserted",
                stance_cue=(),
                attribution=None,
                chain=(source,) if source else (),
            )
        )
    return made


def copy(rng: random.Random, earlier: Read, number: int) -> Read:
    """The report in another outlet a day later, its last sentence cut and a word of its own added."""
    text = earlier.document.text.rpartition(". ")[0] + f". Printed by our desk number {number}."
    day = START + timedelta(days=rng.randint(0, 364))
    held = [c for c in earlier.claims if c.evidence.end < len(text) - 40]
    published = earlier.document.published
    assert published is not None and published.start is not None
    later = (date.fromisoformat(published.start) + timedelta(days=1)).isoformat()
    document = replace(
        earlier.document,
        id=text_id(text),
        text=text,
        outlet=f"Copier {day.toordinal() % 300}",
        published=When(later, later, "day", "given"),
        blocks=(Block(Span(0, len(text)), "paragraph"),),
    )
    claims = tuple(replace(c, id=claim_id(document.id, c.trigger.start, "event")) for c in held if isinstance(c, Event))
    return Read(document, (), claims)


def world(documents: int, claims: int, seed: int = 7) -> list[Read]:
    rng = random.Random(seed)
    words = vocabulary(rng)
    places = [place(rng, n) for n in range(3000)]
    made: list[Read] = []
    for number in range(documents):
        if number > 10 and rng.random() < 1 / 3:
            made.append(copy(rng, rng.choice(made[-200:]), number))
        elif number > 10 and rng.random() < 0.15:
            made.append(followed(rng, words, rng.choice(made[-200:]), number))
        else:
            made.append(story(rng, words, places, number, claims))
    return made


def computing() -> float:
    """Seconds of the processor that this process and its children had so far."""
    return sum(os.times()[:4])


def timed(name: str, fn: Callable[[], T]) -> T:
    wall, cpu = time.perf_counter(), computing()
    made = fn()
    wall, cpu = time.perf_counter() - wall, computing() - cpu
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(f"{name:28} {wall:7.1f} s   of it {cpu:7.1f} s computing   peak {peak} MB", flush=True)
    return made


def parts(reads: list[Read]) -> None:
    """Each part of the work on its own, then the whole as a caller sees it."""
    passages = timed("copies", lambda: copies(r.document for r in reads))
    traces = timed("origins", lambda: origins(reads, passages))
    by_id = {r.document.id: r for r in reads}
    ordered = [by_id[d.id] for d in in_order(r.document for r in reads)]
    claims = timed("happenings", lambda: happenings(ordered, traces))
    found = timed("links", lambda: list(links(claims)))
    timed("partition", lambda: partition(claims, (), found))
    made = timed("incidents (all of it)", lambda: incidents(reads))
    print(f"{len(passages)} copied passages, {len(found)} links, {len(made)} incidents")


def copied_often(counts: tuple[int, ...] = (1000, 2000, 5000, 10000)) -> None:
    """The curve for one text printed again and again, each time with another last sentence: it must be a line."""
    rng = random.Random(1)
    words = vocabulary(rng)
    first = story(rng, words, [place(rng, n) for n in range(20)], 0, 4)
    for count in counts:
        reads = [first, *(copy(rng, first, n) for n in range(count))]
        timed(f"one text {count} times", lambda reads=reads: incidents(reads))


def main(documents: int = 50_000, claims: int = 5) -> None:
    reads = timed(f"generate {documents} documents", lambda: world(documents, claims))
    print(f"{sum(len(r.claims) for r in reads)} claims")
    parts(reads)
    for share in (0.02, 0.1, 0.2, 0.5, 1.0):
        some = reads[: int(share * documents)]
        timed(f"incidents of {len(some)}", lambda some=some: incidents(some))
    copied_often()


if __name__ == "__main__":
    main(*(int(a) for a in sys.argv[1:3]))
