"""Where: names of places, what each means, and how precisely.

A name is first told from people and organisations (`evidence`), then resolved together with the other names of the
document (`resolve`). Adjectives of place ("Syrian") are kept with `use="demonym"`, capitals and countries that speak
or act ("Damascus said") with `use="metonym"`, names within others ("Boston Globe") with `use="part"`; `locations`
leaves these out. A noun that stands for a place named before ("the village") has `use="noun"`.
"""

import re
from dataclasses import replace
from urllib.parse import urlsplit

from firsthand.extract.language import Sentence
from firsthand.extract.where import evidence, naming, resolve
from firsthand.extract.where.capitals import capitals
from firsthand.extract.where.nouns import nouns
from firsthand.extract.where.resolve import Meaning
from firsthand.extract.where.spots import Spot, spots
from firsthand.extract.where.use import use_of
from firsthand.extract.where.villages import with_villages
from firsthand.extract.where.words import Word
from firsthand.model import Candidate, Document, PartyMention, Span, Where
from firsthand.model.values import PlacePrecision
from firsthand.reference import agencies, groups, outlets
from firsthand.reference.gazetteer import Gazetteer, Place
from firsthand.reference.places import Kind
from firsthand.reference.places_context import context, weights

IS_PLACE = 0.45  # the spot model's chance; F1 of spans (docs/places.md) is insensitive, 0.42 to 0.5; more found
MAY_BE_PLACE, SURELY_PLACE = 0.3, 0.8  # for a name met again; overlap F1 on TR-News and GeoWebNews no lower
SURE = 0.3  # the trust below which no meaning is given; wrong two times of three there by cross-validation
INSIDE = frozenset({"locative", "contained in"})
ALTERNATIVES = 3
ARMED = frozenset({"rebel-group", "militia"})

WITHIN = re.compile(
    r"(?:\s+(?:village|hamlet|town|settlement|area|district|commune|community|camp))?(?:,\s+(?:in\s+)?|\s+(?:in|of)\s+)(?:the\s+)?"
)  # what stands between a place and the one that it lies in
PRECISIONS: dict[Kind, PlacePrecision] = {
    "country": "country", "admin1": "admin1", "district": "district", "town": "town", "site": "site",
    "region": "region", "continent": "region",
}  # fmt: skip


def places(
    document: Document, sentences: tuple[Sentence, ...], parties: tuple[PartyMention, ...], gazetteer: Gazetteer
) -> tuple[Where, ...]:
    """Every place that the document names or refers to, in text order, resolved as far as the text settles it."""
    found, words = spots(document.text, sentences, gazetteer)
    hints = _hints(document, parties)
    found = with_villages(found, hints, gazetteer)
    has_names = any(s.names for s in sentences)
    rows = evidence.features(found, words, parties, has_names)
    others = {s.key for s in found if evidence.of_a_person(s, words[s.sentence])} | _armed(found, parties)
    likely = ((s, words[s.sentence]) for s in _likely(found, rows) if s.key not in others)
    kept = [s for s, row in likely if not evidence.is_anothers(s, row)]
    meanings = resolve.meanings(kept, words, weights(), hints)
    settled = [(spot, meaning) for meaning in meanings for spot in meaning.name.spots]
    named = tuple(_whole(document.text, s, words, _where(s, words, m)) for s, m in sorted(settled, key=_in_order))
    named = _within(document.text, named)
    standing = (*nouns(document.text, words, named), *capitals(document.text, words, named, gazetteer))
    return tuple(sorted((*named, *standing), key=lambda w: w.span))


def _within(text: str, named: tuple[Where, ...]) -> tuple[Where, ...]:
    """Unknown places with the country and the first-order unit of what the text says they lie in: "Lin Ta, Sagaing"."""
    starts = {w.span.start: w for w in named if w.name is not None and w.country is not None}
    out: list[Where] = []
    for place in named:
        behind = WITHIN.match(text, place.span.end) if place.name is None else None
        around = starts.get(behind.end()) if behind else None
        if around is not None:
            unit = around.name if around.precision == "admin1" else around.admin1
            place = replace(place, country=around.country, admin1=unit)
        out.append(place)
    return tuple(out)


def _armed(found: list[Spot], parties: tuple[PartyMention, ...]) -> set[str]:
    """The names that armed groups of the dictionary bear: "M23", "Boko Haram" are nowhere."""
    groups_ = {p.party.span for p in parties if p.party.id and p.party.kind in ARMED and p.party.resolved_from is None}
    return {s.key for s in found if s.span in groups_}


def _hints(document: Document, parties: tuple[PartyMention, ...]) -> dict[str, float]:
    """What speaks for a country but names: its publisher is of it, or armed groups that act only there are told of."""
    ids = {p.party.id for p in parties if p.party.id and p.party.kind in ARMED}
    acting = (g.countries for i in ids if (g := groups.by_id(i)) is not None)
    hints = {countries[0]: resolve.GROUP_VOTE for countries in acting if len(countries) == 1}
    at_home = home(document)
    return hints | ({at_home: resolve.HOME_VOTE} if at_home is not None else {})


def home(document: Document) -> str | None:
    """The country that the document's publisher is of; wire agencies and unknown outlets are at home nowhere."""
    host = urlsplit(document.url or "").hostname or ""
    outlet = outlets.outlets().get(groups.slug(document.outlet or "")) or outlets.of_host(host)
    return None if outlet is None or outlet.name in agencies.by_name() else outlet.country


def _likely(found: list[Spot], rows: list[evidence.Features]) -> list[Spot]:
    """The spots that are names of places: by themselves, because the same name surely is one elsewhere in the text, or
    because it stands as places do, within one that holds it ("near X in eastern Y").

    One sense per discourse: W. Gale, K. Church and D. Yarowsky, 1992.
    """
    chance = [evidence.probability(f, weights()["spot"]) for f in rows]
    best: dict[str, float] = {}
    for s, p in zip(found, chance, strict=True):
        best[s.key] = max(p, best.get(s.key, 0.0))
    return [
        s
        for s, f, p in zip(found, rows, chance, strict=True)
        if p >= IS_PLACE or (p >= MAY_BE_PLACE and (best[s.key] >= SURELY_PLACE or f.keys() >= INSIDE))
    ]


def locations(places: tuple[Where, ...]) -> tuple[Where, ...]:
    """What is meant as a place, by its name or a noun: no demonyms, no governments, no parts of other names."""
    return tuple(p for p in places if p.use in ("location", "noun"))


def named(places: tuple[Where, ...]) -> tuple[Where, ...]:
    """The names, however used; nouns that stand for them left out."""
    return tuple(p for p in places if p.use != "noun")


def _in_order(settled: tuple[Spot, Meaning]) -> Span:
    return settled[0].span


def _whole(text: str, spot: Spot, words: list[tuple[Word, ...]], found: Where) -> Where:
    """With the noun that the text writes as a part of the name: "Bama Town", "the Hajar Mountains"."""
    after = words[spot.sentence][spot.last + 1 : spot.last + 3]
    noun = after[0] if after and after[0].capital and after[0].lower in context().nouns else None
    names_more = len(after) == 2 and after[1].capital  # "Bama Town Council"
    if noun is None or names_more or text[spot.span.end : noun.start] != " " or found.use != "location":
        return found
    span = Span(spot.span.start, noun.end)
    return replace(found, text=span.of(text), span=span)


def _where(spot: Spot, words: list[tuple[Word, ...]], meaning: Meaning) -> Where:
    noun = naming.noun_beside(spot, words[spot.sentence])
    ranked = resolve.settle(meaning.ranked, noun)
    if not ranked or meaning.trust < SURE:
        use = use_of(spot, words[spot.sentence], None)
        return Where(spot.text, spot.span, None, None, None, None, None, None, "unknown", _candidates(ranked), use)
    best = ranked[0][0]
    kind = "district" if noun == "district" and best.kind == "town" else best.kind
    return Where(
        spot.text, spot.span, best.name, best.geonameid, best.country, best.admin1, best.lat, best.lon,
        PRECISIONS[kind], _candidates(ranked[1:]), use_of(spot, words[spot.sentence], best),
    )  # fmt: skip


def _candidates(ranked: tuple[tuple[Place, float], ...]) -> tuple[Candidate, ...]:
    return tuple(
        Candidate(p.name, p.geonameid, p.country, p.lat, p.lon, round(chance, 3)) for p, chance in ranked[:ALTERNATIVES]
    )
