"""The shipped pipeline and gazetteer, loaded once for the tests that need them."""

import pytest


@pytest.fixture(scope="session")
def model():
    from firsthand.extract import pipeline

    return pipeline.load()


@pytest.fixture(scope="session")
def events_of(model):
    """A function from documents to the events of each, all parsed at once; who said it is left out."""
    from firsthand.extract import language, pipeline
    from firsthand.extract.steps import run
    from firsthand.model import Event

    steps = [step for step in pipeline.STEPS if step.gives != "attributions"]

    def events(documents):
        for document, sentences in language.sentences_of(documents, model.nlp):
            given = {"document": document, "sentences": sentences, "gazetteer": model.gazetteer}
            given |= {"actors": model.actors, "attributions": ()}
            yield [c for c in run(steps, given)["claims"] if isinstance(c, Event)]

    return events
