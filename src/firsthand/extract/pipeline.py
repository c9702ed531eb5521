"""From a document to its reading: who said what, and the claims that follow.

`load` makes a Model once; `read` and `read_many` are pure in it. What each step needs and gives stands in STEPS.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from firsthand import __version__
from firsthand.extract import assemble, attribution, events, items, language, measures, parties, quantity, stance, when
from firsthand.extract import where as where_
from firsthand.extract.steps import Step, check_order, run
from firsthand.model import Claim, Document, Mentions, Producer, Reading
from firsthand.reference import gazetteer as gazetteers
from firsthand.reference import own_actors

GIVEN = ("document", "sentences", "gazetteer", "actors")


@dataclass(frozen=True, slots=True)
class Model:
    """What reading needs loaded: the language pipeline, the gazetteer, the user's own actors, and their versions."""

    nlp: Any
    gazetteer: gazetteers.Gazetteer
    producer: Producer
    actors: own_actors.Actors = own_actors.NONE


def _drafts(*kinds: tuple[Claim, ...]) -> tuple[Claim, ...]:
    return tuple(claim for kind in kinds for claim in kind)


STEPS = (
    Step(parties.parties, ("document", "sentences", "actors"), "parties"),
    Step(when.published, ("document", "sentences"), "published"),
    Step(when.times, ("document", "sentences", "published"), "times"),
    Step(where_.places, ("document", "sentences", "parties", "gazetteer"), "places"),
    Step(where_.locations, ("places",), "locations"),
    Step(quantity.quantities, ("document", "sentences", "times"), "quantities"),
    Step(attribution.attributions, ("document", "sentences", "parties", "times"), "attributions"),
    Step(
        events.events,
        ("document", "sentences", "parties", "times", "locations", "quantities", "published"),
        "events",
    ),
    Step(
        measures.measures,
        ("document", "sentences", "parties", "times", "locations", "quantities", "events"),
        "measures",
    ),
    Step(items.items, ("document", "sentences", "parties", "times"), "items"),
    Step(_drafts, ("events", "measures", "items"), "uncoded"),
    Step(parties.coded, ("document", "uncoded", "actors"), "drafts"),
    Step(stance.stances, ("document", "sentences", "attributions", "drafts"), "stances"),
    Step(assemble.claims, ("document", "drafts", "attributions", "stances"), "claims"),
)
check_order(STEPS, GIVEN)


def load(
    model: str | None = None,
    gazetteer: Path | None = None,
    progress: gazetteers.Progress | None = None,
    actors: Path | None = None,
) -> Model:
    """The shipped pipeline and gazetteer, or those named: an installed spaCy package or a path, and a SQLite file.

    `actors` is a file of the user's own actors. Raises language.ModelError where there is no such pipeline,
    gazetteer.GazetteerError and own_actors.ActorsError where a file is not one.
    """
    own = own_actors.load(actors)
    nlp = language.load(model)
    places = gazetteers.open(gazetteer, progress)
    return Model(nlp, places, Producer(__version__, language.version(nlp), places.version, own.digest), own)


def read(document: Document, model: Model, mentions: bool = False) -> Reading:
    """What one document says. A document in another language than English has an empty reading."""
    return next(read_many([document], model, mentions))


def read_many(documents: Iterable[Document], model: Model, mentions: bool = False) -> Iterator[Reading]:
    """Readings in the order of `documents`, streamed: a batch is parsed at once."""
    for document, sentences in language.sentences_of(documents, model.nlp):
        yield _reading(document, sentences, model, mentions) if document.readable else _unread(document, model)


def _reading(document: Document, sentences: tuple[language.Sentence, ...], model: Model, mentions: bool) -> Reading:
    given = {"document": document, "sentences": sentences, "gazetteer": model.gazetteer, "actors": model.actors}
    layers = run(STEPS, given)
    return Reading(
        producer=model.producer,
        document=replace(document, published=layers["published"]),
        attributions=layers["attributions"],
        claims=layers["claims"],
        mentions=Mentions(layers["times"], where_.named(layers["places"]), layers["quantities"], layers["parties"])
        if mentions
        else None,
    )


def _unread(document: Document, model: Model) -> Reading:
    return Reading(model.producer, document, (), ())
