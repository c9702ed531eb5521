"""The report page: one self-contained HTML file, without any address outside of itself."""

import base64
import hashlib
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib.resources import files
from typing import Any

from firsthand import __version__
from firsthand.export import choose
from firsthand.model import Attribution, Chain, Claim, Document, Figure, Incident, Position, Read, Reading
from firsthand.reference.country_codes import country
from firsthand.resolve.queue import Question
from firsthand.web import highlight, quotes, timeline, worldmap
from firsthand.workspace import said
from firsthand.workspace.views import View
from firsthand.workspace.words import (
    chain_words,
    claim_rows,
    figure_words,
    grade_words,
    kind_words,
    place_words,
    title_words,
    value_words,
    when_words,
)

# Colours of the commonest kinds, strong enough on white; what is left shares the last.
COLOURS = ("#e0552b", "#a8229b", "#d62728", "#6d071a", "#eba31f", "#2f7fed", "#26968a", "#5c6b7a")


@dataclass(frozen=True, slots=True)
class Shown:
    """A document as the page shows it: paragraphs in pieces, and a card for each claim."""

    document: Document
    sightings: tuple[Document, ...]
    paragraphs: tuple[highlight.Paragraph, ...]
    cards: tuple["Card", ...]
    attributions: tuple[Attribution, ...]


@dataclass(frozen=True, slots=True)
class Card:
    """A claim beside its document: its number there, its rows of (name, words) as the program read them, the incident
    that it is part of, and what people said of it."""

    number: int
    claim: Claim
    rows: tuple[tuple[str, str], ...]
    chain: Chain
    incident: str | None
    said: tuple[str, ...]


def report_page(
    view: View, unread: Sequence[Document], position: Position, questions: Sequence[Question] | None = None
) -> str:
    """The page of a ledger: summary, map, timeline, incidents, what waits for a decision (`questions`; `None` where the
    page tells of the past), and documents. Equal ledgers give equal bytes."""
    kind_of, kinds = _kinds(view.incidents)
    owner = {c: i.id for i in view.incidents for c in i.claims}
    told = said.Said(view)
    bars = timeline.bars(view.incidents, kind_of, [k.name for k in kinds])
    documents = [shown(r, owner, told) for r in sorted(view.reads.values(), key=_published)]
    return _render(
        "report.html.j2",
        incidents=view.incidents,
        kinds=kinds,
        kind_of=kind_of,
        map=worldmap.world_map(view.incidents, kind_of),
        bars=bars,
        ticks=timeline.ticks(bars),
        documents=documents,
        anchors={c.claim.id: f"{s.document.id[7:19]}-{c.number}" for s in documents for c in s.cards},
        said=_said(view.incidents, told),
        quotes_of=quotes.Quotes(view.reads).of,
        countries=_countries(view.incidents),
        day_range=choose.day_range,
        questions=questions,
        leads={n: _lead(q, owner) for n, q in enumerate(questions or ())},
        titles={s.document.id: title_words(s.document) for s in documents},
        unread=unread,
        figures=_figures(view, unread),
        position=position,
        producers=view.producers,
    )


def reading_page(reading: Reading) -> str:
    """The page of one reading: source, cue and content marked, and the chain of each claim."""
    read = Read(reading.document, reading.attributions, reading.claims)
    return _render("reading.html.j2", shown=shown(read, {}), producers=(reading.producer,))


def shown(read: Read, owner: dict[str, str], told: said.Said | None = None) -> Shown:
    """A document with its evidence marked; `owner` gives the incident of a claim, `told` what people said of it."""
    found = highlight.marks(read.claims, read.attributions)
    cards = (
        Card(
            n,
            c,
            tuple(claim_rows(c, read.document)),
            c.chain,
            owner.get(c.id),
            tuple(told.lines((c.id,)) if told else ()),
        )
        for n, c in enumerate(read.claims, 1)
    )
    paragraphs = tuple(highlight.paragraphs(read.document, found))
    return Shown(read.document, read.sightings, paragraphs, tuple(cards), read.attributions)


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of incident in the legend."""

    name: str
    colour: str
    count: int


def _kinds(incidents: Sequence[Incident]) -> tuple[dict[str, str], list[Kind]]:
    """The kind of each incident, and the kinds by frequency with their colours."""
    named = {i.id: kind_words(i) for i in incidents}
    often = Counter(named.values())
    order = sorted(often, key=lambda k: (-often[k], k))
    return named, [Kind(k, COLOURS[min(n, len(COLOURS) - 1)], often[k]) for n, k in enumerate(order)]


def _countries(incidents: Sequence[Incident]) -> list[tuple[str, str, int]]:
    """The countries of the incidents: code, name and how many, by name."""
    often = Counter(w.country for i in incidents if (w := choose.where(i)) is not None and w.country)
    found = ((code, c.name if (c := country(code)) else code, n) for code, n in often.items())
    return sorted(found, key=lambda c: c[1])


def _lead(question: Question, owner: Mapping[str, str]) -> tuple[str, ...]:
    """The incidents that a question is about."""
    return tuple(dict.fromkeys(i for a in question.about if (i := owner.get(a))))


def _said(incidents: Sequence[Incident], told: said.Said) -> dict[str, list[str]]:
    """What people said of each incident's claims, in lines."""
    return {i.id: list(told.lines(i.claims)) for i in incidents if i.decisions or i.corrections}


def _figures(view: View, unread: Sequence[Document]) -> list[tuple[str, int]]:
    seen = sum(1 + len(r.sightings) for r in view.reads.values())
    return [
        ("reports read", seen),
        ("claims", sum(len(r.claims) for r in view.reads.values())),
        ("incidents", len(view.incidents)),
        ("independent origins", sum(len(i.origins) for i in view.incidents)),
        ("copies", sum(i.copies for i in view.incidents)),
        ("disputed", sum(bool(i.disputed) for i in view.incidents)),
        ("not yet read", len(unread)),
    ]


def _published(read: Read) -> tuple[str, str]:
    published = read.document.published
    return (published.start or "9" if published else "9", read.document.id)


def _static(name: str) -> str:
    return (files("firsthand.web") / "static" / name).read_text(encoding="utf-8")


def _render(template: str, **values: Any) -> str:
    """A template with styles and script inline, and a policy that lets nothing else run and nothing be fetched."""
    from jinja2 import Environment, PackageLoader, StrictUndefined

    env = Environment(
        loader=PackageLoader("firsthand.web"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    helpers = (chain_words, figure_words, grade_words, place_words, title_words, value_words, when_words)
    env.filters.update({f.__name__: f for f in helpers})  # pyright: ignore[reportArgumentType]
    env.globals.update(correctors=said.correctors)
    env.globals.update(
        when_of=choose.when,
        where_of=choose.where,
        parties_of=_parties,
        names_of=_names,
        lowest=_lowest,
    )
    style, script = _static("report.css"), _static("report.js")
    policy = f"default-src 'none'; style-src {_hash(style)}; script-src {_hash(script)}; img-src data:; base-uri 'none'"
    page = env.get_template(template)
    return page.render(style=style, script=script, policy=policy, version=__version__, **values)


def _names(incident: Incident) -> dict[str | None, str]:
    return {o.id: o.name for o in incident.origins}


def _parties(incident: Incident, side: str) -> str:
    return ", ".join(p.name for p in choose.parties(incident, side))


def _lowest(figure: Figure | None) -> float:
    """What a column of figures is sorted by; -1 for none."""
    return (choose.lowest(figure) or 0) if figure is not None else -1


def _hash(words: str) -> str:
    digest = hashlib.sha256(words.encode("utf-8")).digest()
    return f"'sha256-{base64.b64encode(digest).decode()}'"
