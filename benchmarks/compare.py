"""How `firsthand compare` streams a file of the size of UCDP GED: seconds and peak memory.

Usage: python benchmarks/compare.py [ROWS] [INCIDENTS]

Rows and incidents are made up, all over 35 years and the countries that we know; a tenth of the incidents have a
partner among the rows, moved by up to a day and some kilometres, with another toll.
"""

import csv
import random
import resource
import sys
import tempfile
import time
from datetime import date, timedelta
from pathlib import Path

from firsthand.export import ucdp
from firsthand.model import CellReading, Figure, Grade, Incident, Party, Span, When, Where
from firsthand.reference import country_codes
from firsthand.workspace.compare import compare
from firsthand.workspace.words import value_words

SEED, START, DAYS = 5, date(1989, 1, 1), 35 * 365
AT = Span(0, 1)


def incidents(number: int, chance: random.Random) -> list[Incident]:
    """Incidents between a state and rebels on random days at random places."""
    homes = [c for c in country_codes.countries().values() if c.gwno]
    return [_incident(n, chance.choice(homes).alpha2, chance) for n in range(number)]


def _incident(number: int, country: str, chance: random.Random) -> Incident:
    named = f"{number:016x}"
    day = (START + timedelta(days=chance.randrange(DAYS))).isoformat()
    where = Where(
        "x", AT, f"Town {number}", number, country, None, chance.uniform(-50, 60), chance.uniform(-170, 170), "town"
    )
    sides = {"actor": "rebel-group", "recipient": "state-forces"}
    parties = {side: Party("x", AT, f"{side} {number % 50} faction", kind) for side, kind in sides.items()}  # pyright: ignore[reportArgumentType]
    killed = chance.randint(1, 60)
    return Incident(
        id=named, type="ASSAULT", mode="firearms", acled="Armed clash", when=When(day, day, "day", "explicit"),
        where=where, cells={side: (CellReading(p, "asserted", None, (named,)),) for side, p in parties.items()},
        summary={"killed": Figure(killed, killed, killed)}, origins=(), unknown_origins=0, documents=(), copies=0,
        claims=(named,), disputed=(), grade=Grade("F", "3", ()),
    )  # fmt: skip


def rows(number: int, known: list[Incident], chance: random.Random, path: Path) -> None:
    """A file of events, some of which are our incidents told otherwise."""
    partners = known[:: max(1, len(known) // max(1, number // 10))]
    with path.open("w", encoding="utf-8", newline="") as out:
        writer = csv.DictWriter(out, ucdp.COLUMNS, restval="", lineterminator="\n")
        writer.writeheader()
        for n, made in enumerate(incidents(number - len(partners), chance)):
            writer.writerow(_row(n, made, chance))
        for n, mine in enumerate(partners):
            writer.writerow(_row(number + n, mine, chance))


def _row(number: int, told: Incident, chance: random.Random) -> dict[str, object]:
    assert told.when is not None and told.where is not None and told.when.start and told.where.lat and told.where.lon
    country = country_codes.country(told.where.country)
    day = (date.fromisoformat(told.when.start) + timedelta(days=chance.choice((0, 0, 1)))).isoformat()
    killed = told.summary["killed"].best or 0
    sides = [value_words(told.cells[side][0]) for side in ("actor", "recipient")]
    return {
        "id": number, "type_of_violence": 1, "side_a": sides[1], "side_b": sides[0], "where_prec": 1,
        "where_coordinates": told.where.name,
        "latitude": round(told.where.lat + chance.uniform(-0.03, 0.03), 4), "longitude": round(told.where.lon, 4),
        "country": country.name if country else "", "country_id": country.gwno if country else "",
        "source_headline": "A headline of some length, with commas; and semicolons", "date_prec": 1,
        "date_start": f"{day} 00:00:00.000", "date_end": f"{day} 00:00:00.000", "best": round(killed),
        "low": round(killed * 0.8), "high": round(killed * 1.2),
    }  # fmt: skip


def main() -> None:
    number, mine = (int(a) for a in [*sys.argv[1:], *("300000", "2000")[len(sys.argv) - 1 :]])
    chance = random.Random(SEED)
    known = incidents(mine, chance)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "ged.csv"
        rows(number, known, chance, path)
        home = known[0].where.country if known[0].where is not None else None
        few = [i for i in known if i.where is not None and i.where.country == home]
        for name, chosen in (("one country's", few), ("all of them", known)):
            start, spent = time.perf_counter(), time.process_time()
            found = compare(chosen, path)
            seconds, spent = time.perf_counter() - start, time.process_time() - spent
            peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
            right = sum(p.incident.where is not None and p.incident.where.name == p.event.place for p in found.pairs)
            took = f"{seconds:.1f} s ({spent:.1f} s of one core), peak {peak:.0f} MB"
            print(f"{number} rows, {name}, {len(chosen)} incidents: {took}; {right} right")
            print(f"  {found.summary}")


if __name__ == "__main__":
    main()
