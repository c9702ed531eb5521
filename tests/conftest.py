"""What many tests share: the model that ships, with a gazetteer of the project's own tables only (quick to build)."""

import gc
import os

import pytest

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # as the command does, before numpy is imported

SLOW = (
    *("test_attribution_floors", "test_background", "test_coder_cases", "test_coder_notes", "test_commands"),
    *("test_diff", "test_events_cases", "test_frames"),
    *("test_kill", "test_metamorphic", "test_party_cases", "test_place_time", "test_samples", "test_standing"),
    *("test_stance_cases", "test_toll_reports", "test_toll_wordings"),
)


def pytest_collection_modifyitems(items):
    """The files that take seconds begin first, so that no process waits at the end for another with one of them."""
    items.sort(key=lambda item: item.path.stem not in SLOW)


def pytest_collection_finish():
    """What is there by now stays to the end: Python need not look for cycles among it again and again."""
    gc.freeze()
    gc.set_threshold(20_000, 20, 100)


@pytest.fixture(scope="session", autouse=True)
def quick_ledgers():
    """No test pulls the plug: ledgers need not wait for the disk. Those in processes of their own (kills) do wait."""
    from firsthand.ledger import kept, store

    for module in (store, kept):
        module.SETTINGS = tuple("synchronous = OFF" if "synchronous" in s else s for s in module.SETTINGS)


@pytest.fixture(scope="session", autouse=True)
def one_pipeline():
    """The pipeline that ships is loaded once, however many tests ask for it: nothing in it is changed by reading."""
    from firsthand.extract import language

    load, shared = language.load, []

    def loaded(model=None):
        if model is not None:
            return load(model)
        if not shared:
            shared.append(load())
        return shared[0]

    language.load = loaded
    yield
    language.load = load


@pytest.fixture(scope="session")
def small_gazetteer(tmp_path_factory):
    from firsthand.reference import gazetteer_build

    path = tmp_path_factory.mktemp("gazetteer") / "small.sqlite"
    gazetteer_build.build(path, cities=False)
    return path


@pytest.fixture(scope="session")
def model(small_gazetteer):
    from firsthand.extract import pipeline

    return pipeline.load(gazetteer=small_gazetteer)
