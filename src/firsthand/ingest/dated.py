"""Giving a report the date that its container tells."""

from collections.abc import Iterator
from dataclasses import replace

from firsthand.ingest.contract import Failure, Options, Result
from firsthand.ingest.dates import BadDateError, parse
from firsthand.model import Report


def dated(report: Report, published: str | None, options: Options) -> Iterator[Result]:
    """`report` with the user's date, else with the container's.

    Where the container's date is impossible or in the future the report goes undated, and a failure says so.
    """
    given = options.given()
    if given or published is None or not published.strip():
        yield replace(report, published=given)
        return
    try:
        yield replace(report, published=parse(published, "metadata", options.today))
    except BadDateError as e:
        yield replace(report, published=None)
        hint = "the report is kept without a date; correct the date, or give the right one with --published"
        yield Failure(report.location, f"publication date {e}", hint)
