"""Countries as the conflict data sets number them: ISO 3166-1, Gleditsch-Ward, Correlates of War, and their regions."""

import csv
from dataclasses import dataclass
from functools import cache

from firsthand.reference import shipped


@dataclass(frozen=True, slots=True)
class Country:
    """One country's codes. `numeric` is ISO's; `gwno` Gleditsch and Ward's number; "" where a list has none."""

    alpha2: str
    alpha3: str
    numeric: str
    name: str
    gwno: str
    cow: str
    acled_region: str
    ucdp_region: str


@cache
def countries() -> dict[str, Country]:
    """All countries by ISO 3166-1 alpha-2."""
    text = shipped.text("country_codes.csv")
    return {row["alpha2"]: Country(**row) for row in csv.DictReader(text.splitlines())}


def country(alpha2: str | None) -> Country | None:
    """The country of a code, `None` where there is none."""
    return countries().get(alpha2) if alpha2 else None
