"""What every reader takes and gives: options in, reports or failures out."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import BinaryIO

from firsthand.ingest.dates import BadDateError, parse
from firsthand.model import Report, When


@dataclass(frozen=True, slots=True)
class Failure:
    """One thing that could not be read, or not wholly: where it lies, what is wrong, what the user can do."""

    location: str
    message: str
    hint: str


class DocumentError(ValueError):
    """No text can be made of a report; the message names its location and what to do."""


@dataclass(frozen=True, slots=True)
class Limits:
    """How long and how far a download may go: seconds, and number of redirects."""

    timeout: float = 20.0
    total: float = 60.0
    redirects: int = 5


@dataclass(frozen=True, slots=True)
class Options:
    """How to read: `published` and `outlet` as the user gives them for every report, and the limits.

    Raises ValueError where `published` is no date or lies in the future.
    """

    published: str | None = None
    outlet: str | None = None
    max_bytes: int = 10_000_000  # of one document; a long newspaper page has 1 MB
    limits: Limits = Limits()
    today: date = field(default_factory=lambda: datetime.now(UTC).date())

    def __post_init__(self) -> None:
        self.given()

    def given(self) -> When | None:
        """The date that the user gave, if any."""
        if self.published is None:
            return None
        try:
            return parse(self.published, "given", self.today)
        except BadDateError as e:
            raise ValueError(f"published: {e}") from None


Result = Report | Failure
Reader = Callable[[BinaryIO, str, Options], Iterator[Result]]


def too_big(location: str, options: Options) -> Failure:
    """The failure of a document above the size limit."""
    return Failure(
        location,
        f"larger than {options.max_bytes / 1e6:g} MB; no single report is",
        "split it into one file per report, or write the reports as JSON Lines",
    )
