"""Made-up reports of one attack, and what is made of them."""

from firsthand.model.incidents import Incident
from firsthand.resolve import incidents

TOLD = {
    "hit": "Mortar rounds hit {} before dawn and people died there.",
    "struck": "Residential streets of {} were struck, with a number of deaths.",
    "pounded": "For an hour artillery pounded {}; some inhabitants lost their lives.",
    "shelled": "Guns in the hills shelled {}, leaving several dead behind.",
}


def report(article, outlet, *, verb="hit", place="Qamishli", when="2026-03-02", published="2026-03-03", **more):
    return article(TOLD[verb].format(place), outlet, published).tell(verb, place=place, when=when, **more)


def found(*articles, **options) -> tuple[Incident, ...]:
    return incidents([a.read() for a in articles], **options)


def groups(made: tuple[Incident, ...]) -> set[frozenset[str]]:
    return {frozenset(i.claims) for i in made}
