"""Reading helpers shared by the tests of ingest."""

from collections.abc import Callable
from pathlib import Path

import pytest

from firsthand import ingest
from firsthand.model import Document, Report

Reading = tuple[list[Report], list[ingest.Failure]]


def sort(results: object) -> Reading:
    found = list(results)  # type: ignore[call-overload]
    return [r for r in found if isinstance(r, Report)], [f for f in found if isinstance(f, ingest.Failure)]


@pytest.fixture
def write(tmp_path: Path) -> Callable[[str, bytes | str], Path]:
    """Writes a file of the name and content given."""

    def to(name: str, content: bytes | str) -> Path:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return path

    return to


@pytest.fixture
def read() -> Callable[..., Reading]:
    """Reads a source into (reports, failures)."""
    return lambda source, **options: sort(ingest.read(source, ingest.Options(**options)))


@pytest.fixture
def one(read: Callable[..., Reading]) -> Callable[..., Document]:
    """The only document of a source that reads without failure."""

    def make(source: Path | str, **options: object) -> Document:
        reports, failures = read(source, **options)
        assert failures == []
        assert len(reports) == 1
        return ingest.document(reports[0])

    return make
