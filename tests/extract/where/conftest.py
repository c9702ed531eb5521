"""The full gazetteer, built once for all test processes (half a minute), or the user's own where it is up to date."""

import os
import time

import pytest

from firsthand.reference import gazetteer as gazetteers
from firsthand.reference import gazetteer_build


@pytest.fixture(scope="session")
def gazetteer(tmp_path_factory):
    own = gazetteers.data_folder() / gazetteers.FILE
    if gazetteers.fresh(own):
        return gazetteers.open(own)
    # The parent of the base folder is shared between the processes of pytest-xdist.
    base = tmp_path_factory.getbasetemp()
    folder = base.parent if "PYTEST_XDIST_WORKER" in os.environ else base
    path, claim = folder / "full.sqlite", folder / "full.claim"
    try:
        os.close(os.open(claim, os.O_CREAT | os.O_EXCL))
        gazetteer_build.build(path)
    except FileExistsError:
        while not path.exists():  # another process builds it
            time.sleep(0.2)
    return gazetteers.open(path)
