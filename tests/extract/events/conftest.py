"""The shipped pipeline and gazetteer, loaded once for the tests that need them."""

import pytest


@pytest.fixture(scope="session")
def model():
    from firsthand.extract import pipeline

    return pipeline.load()
