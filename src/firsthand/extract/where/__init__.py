"""Where: names of places, what each means, and how precisely.

A name is first told from people and organisations (`evidence`), then resolved together with the other names of the
document (`resolve`). Adjectives of place ("Syrian") are kept with `use="demonym"`, capitals and countries that speak
or act ("Damascus said") with `use="metonym"`; `locations` leaves both out.
"""

from firsthand.extract.language import Sentence
from firsthand.extract.where import evidence, resolve
from firsthand.extract.where.spots import Spot, spots
from firsthand.extract.where.use import use_of
from firsthand.extract.where.words import Word
from firsthand.model import Candidate, Document, PartyMention, Span, Where
from firsthand.model.values import PlacePrecision
from firsthand.reference.gazetteer import Gazetteer, Place
from firsthand.reference.places import Kind
from firsthand.reference.places_context import weights

IS_PLACE = 0.5  # the spot model's chance; best F1 of overlapping spans by cross-validation (docs/places.md)
SURE = 0.2  # the ranker's chance below which no meaning is given; wrong more often than right there
ALTERNATIVES = 3

PRECISIONS: dict[Kind, PlacePrecision] = {
    "country": "country", "admin1": "admin1", "district": "district", "town": "town", "site": "site",
    "region": "region", "continent": "region",
}  # fmt: skip


def places(
    document: Document, sentences: tuple[Sentence, ...], parties: tuple[PartyMention, ...], gazetteer: Gazetteer
) -> tuple[Where, ...]:
    """Every name of a place in the document, in text order, resolved as far as the text settles it."""
    found, words = spots(document.text, sentences, gazetteer)
    has_names = any(s.names for s in sentences)
    rows = evidence.features(found, words, parties, has_names)
    kept = [s for s, f in zip(found, rows, strict=True) if evidence.probability(f, weights()["spot"]) >= IS_PLACE]
    meanings = meanings_of(kept, words)
    return tuple(_where(spot, words, meanings[spot.span]) for spot in kept)


def locations(places: tuple[Where, ...]) -> tuple[Where, ...]:
    """The places that are meant as places: no demonyms, no capitals that stand for governments."""
    return tuple(p for p in places if p.use == "location")


def containing(places: tuple[Where, ...], span: Span) -> tuple[Where, ...]:
    """The locations whose names stand within `span`, in text order."""
    return tuple(p for p in locations(places) if span.contains(p.span))


def meanings_of(kept: list[Spot], words: list[tuple[Word, ...]]) -> dict[Span, list[tuple[Place, float]]]:
    """For each spot its candidates with their chances, the likeliest first; empty where there are none."""
    grouped = resolve.names(kept, words)
    local = [resolve.local(n) for n in grouped]
    first = [resolve.chances(f, weights()["prior"]) for f in local]
    second = [resolve.chances(f, weights()["rank"]) for f in resolve.mutual(grouped, first, local)]
    out: dict[Span, list[tuple[Place, float]]] = {}
    for name, chance in zip(grouped, second, strict=True):
        ranked = sorted(zip(name.places, chance, strict=True), key=lambda x: -x[1])
        out.update((s.span, ranked) for s in name.spots)
    return out


def _where(spot: Spot, words: list[tuple[Word, ...]], ranked: list[tuple[Place, float]]) -> Where:
    use = use_of(spot, words[spot.sentence])
    if not ranked or ranked[0][1] < SURE:
        return Where(spot.text, spot.span, None, None, None, None, None, None, "unknown", _candidates(ranked), use)
    best = ranked[0][0]
    return Where(
        spot.text, spot.span, best.name, best.geonameid, best.country, best.admin1, best.lat, best.lon,
        PRECISIONS[best.kind], _candidates(ranked[1:]), use,
    )  # fmt: skip


def _candidates(ranked: list[tuple[Place, float]]) -> tuple[Candidate, ...]:
    return tuple(
        Candidate(p.name, p.geonameid, p.country, p.lat, p.lon, round(chance, 3)) for p, chance in ranked[:ALTERNATIVES]
    )
