"""Sentences put together of templates and words, so that what they tell is known (benchmarks/composed.toml).

Usage: benchmarks/composed.py [--errors] [--seed=N] [GROUP...]

A group's templates are filled once for every word of its list `over`, the other slots by chance. `{n}` is a word of
the list n, `{n2}` another one, `{n.key}` what it means, `{deed.past}` a form of it, `{^n}` with a capital, `{&what}`
with its article (none if it is `bare`). A sentence is right if all that its template asks for is read and, where it
asks for figures, no other: `killed`, `wounded`, ... the figures (`may`: others that are no fault), `whom` a word for
those counted, `actor` and `recipient` (patterns; "-": nobody), `place`, `day`, `begins` the first day of a span,
`chain` (patterns, from the origin on), `stance`, `incidents` how many are made of the text, `sums` the dead of one of
them (-1: none). Printed by group and family: asked, right; with --errors the sentences, with what is wrong.
"""

import random
import re
import sys
import tomllib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from firsthand import resolve
from firsthand.extract import pipeline
from firsthand.ingest import blocks
from firsthand.model import Document, Event, Read, Reading, When

HERE = Path(__file__).parent
PUBLISHED = When("2025-11-13", "2025-11-13", "day", "given")
SLOT = re.compile(r"\{(\^?)(&?)([a-z]+)(\d?)(?:\.([a-z_]+))?\}")
TOLLS = ("killed", "wounded", "abducted", "arrested", "missing", "displaced", "captured", "surrendered", "executed")


@dataclass(frozen=True)
class Asked:
    """One composed text with what it tells."""

    group: str
    family: str
    text: str
    answers: dict[str, Any]


class Words:
    """The lists of words, and those drawn for one sentence."""

    def __init__(self, lists: dict[str, list[Any]], seed: str) -> None:
        self.lists, self.chance = lists, random.Random(seed)
        self.drawn: dict[str, dict[str, Any]] = {}

    def take(self, name: str, number: str = "") -> dict[str, Any]:
        """The word that stands for a slot: another one than the slots of the same list have."""
        slot = name + number
        if slot not in self.drawn:
            used = [w["text"] for s, w in self.drawn.items() if s.rstrip("0123456789") == name]
            self.drawn[slot] = self.chance.choice([w for w in map(row, self.lists[name]) if w["text"] not in used])
        return self.drawn[slot]

    def fill(self, template: str) -> str:
        while found := SLOT.search(template):
            large, article, name, number, form = found.groups()
            word = self.take(name, number)
            text = self.fill(str(word[form or "text"]))
            if article and not word.get("bare"):
                text = f"{'an' if text[0] in 'aeiou' else 'a'} {text}"
            text = text[0].upper() + text[1:] if large else text
            template = template[: found.start()] + text + template[found.end() :]
        return template

    def filled(self, answer: Any) -> Any:
        if isinstance(answer, list):
            return [self.filled(a) for a in answer]
        return self.fill(answer) if isinstance(answer, str) else answer


def row(word: Any) -> dict[str, Any]:
    """A word with its forms: a bare one means itself."""
    if isinstance(word, dict):
        text = next(iter(word.values()))
        return {"text": text, "of": text, **word}
    text, key = word if isinstance(word, list) else (word, word)
    return {"text": text, "key": key}


def composed(data: dict[str, Any], seed: str) -> Iterator[Asked]:
    for group in data["group"]:
        for name, family in group["family"].items():
            for word in data["words"][group["over"]]:
                words = Words(data["words"], f"{seed} {group['name']} {name} {word}")
                words.drawn[group["over"]] = row(word)
                # "Amina Yusuf, a nurse," at a sentence's end: its comma falls together with what follows.
                text = re.sub(r",(?=[,.])", "", words.fill(family["text"]))
                asked = {**group.get("answers", {}), **family, **family.get("also", {})}
                answers = {k: words.filled(v) for k, v in asked.items() if k not in ("text", "also") and v != ""}
                yield Asked(group["name"], name, text, answers)


def read(asked: list[Asked]) -> Iterator[tuple[Asked, Reading]]:
    documents = [
        Document(f"sha256:{n:064d}", a.text, None, None, None, "en", PUBLISHED, blocks.split(a.text))
        for n, a in enumerate(asked)
    ]
    yield from zip(asked, pipeline.read_many(documents, pipeline.load()), strict=True)


def figures(claims: list[Event]) -> list[tuple[str, int]]:
    """Each figure: its bound from below, or what is nearest to it."""
    told = [(c.of, c.count) for claim in claims for c in claim.counts if c.of in TOLLS]
    return [(of, int(next((v for v in (n.low, n.best, n.high) if v is not None), -1))) for of, n in told]


def wrong_figures(claims: list[Event], answers: dict[str, Any]) -> Iterator[str]:
    as_list = {of: v if isinstance(v, list) else [v] for of, v in answers.items() if of in TOLLS}
    wanted = {(of, int(n)) for of, ns in as_list.items() for n in ns}
    told = figures(claims)
    may = {int(n) for n in answers.get("may", ())}
    if lost := wanted - set(told):
        yield f"lost {sorted(lost)} of {told}"
    # Where no figure is asked for, any may be told.
    if as_list and (more := [t for t in told if t not in wanted and t[1] not in may]):
        yield f"extra {more}"
    if whom := answers.get("whom"):
        who = " ".join(f"{c.who.text} {c.who.name}" for claim in claims for c in claim.counts if c.who)
        if not re.search(whom, who, re.IGNORECASE):
            yield f"whom {who!r}"


def wrong_sides(claims: list[Event], answers: dict[str, Any]) -> Iterator[str]:
    for side, pattern in answers.items():
        if side not in ("actor", "recipient"):
            continue
        told = [" / ".join(f"{p.text} {p.name}" for p in getattr(c, side)) for c in claims]
        patterns = pattern if isinstance(pattern, list) else [pattern]
        if pattern == "-" and any(told):
            yield f"{side} {told}"
        if pattern != "-" and not all(any(re.search(p, t, re.IGNORECASE) for t in told) for p in patterns):
            yield f"{side} {told}"


def wrong_setting(claims: list[Event], answers: dict[str, Any]) -> Iterator[str]:
    days = [c.when.start for c in claims if c.when and c.when.start]
    if "day" in answers and not any(d.startswith(answers["day"]) for d in days):
        yield f"day {days}"
    names = [c.where.name or "" for c in claims if c.where]
    if "place" in answers and not any(answers["place"].casefold()[:4] in n.casefold() for n in names):
        yield f"place {names}"
    if "begins" in answers and answers["begins"] not in days:
        yield f"begins {days}"
    if "stance" in answers and not any(c.stance == answers["stance"] for c in claims):
        yield f"stance {[c.stance for c in claims]}"


def wrong_chain(reading: Reading, claims: list[Event], answers: dict[str, Any]) -> Iterator[str]:
    sources = {a.id: a.source for a in reading.attributions if a.source}
    for claim in claims if "chain" in answers else ():
        origin = sources.get(claim.attribution or "")
        told = [name or "" for name in claim.chain]
        hay = [f"{t} {origin.text if origin and not n else ''}" for n, t in enumerate(told)]
        if len(hay) < len(answers["chain"]) or not all(map(re.search, answers["chain"], hay)):
            yield f"chain {told}"


def wrong(asked: Asked, reading: Reading) -> list[str]:
    """What of the answers is not read, in words."""
    answers = asked.answers
    events = [c for c in reading.claims if isinstance(c, Event)]
    claims = [c for c in events if re.fullmatch(answers.get("type", ".*"), c.type)]
    if not claims:
        return [f"no claim; {[c.type for c in events]}"]
    made = resolve.incidents([Read(reading.document, reading.attributions, reading.claims)])
    kinds = [i for i in made if re.fullmatch(answers.get("type", ".*"), i.type)]
    few = [f"incidents {len(kinds)}"] if len(kinds) != answers.get("incidents", len(kinds)) else []
    killed = [i.summary["killed"].low if "killed" in i.summary else -1 for i in made]
    if "sums" in answers and int(answers["sums"]) not in killed:
        few.append(f"incidents' dead {killed}")
    parts = (wrong_figures(events, answers), wrong_sides(claims, answers), wrong_setting(claims, answers))
    return [*few, *(w for part in parts for w in part), *wrong_chain(reading, claims, answers)]


def main(arguments: list[str]) -> None:
    seed = next((a.removeprefix("--seed=") for a in arguments if a.startswith("--seed=")), "1")
    groups = [a for a in arguments if not a.startswith("--")]
    data = tomllib.loads((HERE / "composed.toml").read_text(encoding="utf-8"))
    asked: Counter[tuple[str, str]] = Counter()
    right: Counter[tuple[str, str]] = Counter()
    for one, reading in read([a for a in composed(data, seed) if not groups or a.group in groups]):
        faults = wrong(one, reading)
        for key in ((one.group, one.family), (one.group, "all"), ("all", "all")):
            asked[key] += 1
            right[key] += not faults
        if faults and "--errors" in arguments:
            print(one.group, one.family, one.text.replace("\n\n", " / "), *faults, sep="\t")
    for group, family in sorted(asked, key=lambda k: (k[0] == "all", k[0], k[1] == "all")):
        print(f"{group}\t{family}\tasked={asked[group, family]} right={right[group, family]}")


if __name__ == "__main__":
    main(sys.argv[1:])
