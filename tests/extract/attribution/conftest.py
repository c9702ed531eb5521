"""The language pipeline that ships, loaded once."""

import pytest


@pytest.fixture(scope="session")
def nlp():
    from firsthand.extract import language

    return language.load(None)
