"""Commands that take reports in: read, add, rebuild."""

import json
import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from firsthand.cli.common import (
    FAILURE,
    PARTIAL,
    counted,
    counter,
    explained,
    ledger_option,
    model_options,
    progress,
    report_failure,
    report_options,
    say,
    wants_table,
)

if TYPE_CHECKING:
    from firsthand.ingest import Options
    from firsthand.workspace.settings import Settings


def _options(published: str | None, outlet: str | None) -> "Options":
    from firsthand.ingest import Options

    try:
        return Options(published=published, outlet=outlet)
    except ValueError as e:
        raise click.UsageError(str(e)) from e


def _settings(ledger: Path, **values: Any) -> "Settings":
    from firsthand.workspace.settings import Settings

    return replace(Settings(ledger=ledger), **values)


@click.command()
@click.argument("files", nargs=-1, required=True, metavar="FILE…")
@click.option("--format", "shape", type=click.Choice(["json", "table", "html"]), help="Default: a table, piped: JSON.")
@click.option("--mentions", is_flag=True, help="Give every time, place, quantity and party that was recognised.")
@report_options
@model_options
@explained
def read(
    files: tuple[str, ...],
    shape: str | None,
    mentions: bool,
    published: str | None,
    outlet: str | None,
    model: str | None,
    gazetteer: Path | None,
    actors: Path | None,
) -> None:
    """Read reports and print what they claim, without a ledger. FILE may be a folder, an address or - ."""
    from firsthand.ingest import Failure
    from firsthand.workspace import reading

    options = _options(published, outlet)
    with progress() as update:
        loaded = reading.load(_settings(Path("-"), model=model, gazetteer=gazetteer, actors=actors), update)
    table = wants_table(shape)
    failures = done = 0
    for found in reading.read(files, loaded, options, mentions):
        if isinstance(found, Failure):
            failures += 1
            report_failure(found)
            continue
        done += 1
        _print_reading(found, "html" if shape == "html" else "table" if table else "json")
    if failures:
        sys.exit(PARTIAL if done else FAILURE)


def _print_reading(reading: Any, shape: str) -> None:
    from firsthand.model import reading_object
    from firsthand.workspace.words import title_words

    if not reading.document.readable:
        say(f"{title_words(reading.document)}: in language {reading.document.language!r}: not yet read")
    if shape == "json":
        click.echo(json.dumps(reading_object(reading), ensure_ascii=False, separators=(",", ":")))
    elif shape == "html":
        from firsthand.web.report import reading_page

        click.echo(reading_page(reading))
    else:
        from firsthand.terminal import print_reading

        print_reading(reading)


@click.command()
@click.argument("paths", nargs=-1, required=True, metavar="PATH…")
@ledger_option
@report_options
@model_options
@explained
def add(
    paths: tuple[str, ...],
    ledger: Path,
    published: str | None,
    outlet: str | None,
    model: str | None,
    gazetteer: Path | None,
    actors: Path | None,
) -> None:
    """Take reports into the ledger: files, folders, addresses, or - for standard input."""
    from firsthand.ledger import Ledger
    from firsthand.workspace import reading

    options = _options(published, outlet)
    with Ledger.open(ledger) as opened, counter() as seen:
        with progress() as update:
            loaded = reading.load(_settings(ledger, model=model, gazetteer=gazetteer, actors=actors), update)
        summary = reading.add(opened, paths, loaded, options, seen)
    for failure in summary.failures:
        report_failure(failure)
    for document in summary.unread:
        say(f"{document.location}: kept, not yet read (language {document.language})")
    if summary.undated:
        say(
            f"{counted(summary.undated, 'document')} without a publication date, from which Monday could be counted: "
            "add again with --published DATE"
        )
    if not (summary.added or summary.known or summary.failures):
        say(f"nothing to read in {', '.join(paths)}: a report is text, HTML, JSON Lines, RSS or Atom, or WARC")
        return
    say(
        f"{counted(summary.added, 'document')} added, {summary.known} known already, "
        f"{counted(summary.claims, 'claim')} read, "
        f"{len(summary.unread)} not yet read, {len(summary.failures)} failed. "
        f"Next: firsthand incidents --ledger {ledger}"
    )
    if summary.failures:
        sys.exit(PARTIAL if summary.added or summary.known else FAILURE)


@click.command()
@click.option("--all", "every", is_flag=True, help="Read every document again, not only those of another version.")
@ledger_option
@model_options
@explained
def rebuild(every: bool, ledger: Path, model: str | None, gazetteer: Path | None, actors: Path | None) -> None:
    """Read again what an older version read; people's decisions stay."""
    from firsthand.ingest import Failure
    from firsthand.ledger import Ledger
    from firsthand.workspace import reading

    changed = done = failed = 0
    with Ledger.open(ledger, create=False) as opened, counter() as seen:
        with progress() as update:
            loaded = reading.load(_settings(ledger, model=model, gazetteer=gazetteer, actors=actors), update)
        for found in reading.reread(opened, loaded, every):
            if isinstance(found, Failure):
                failed += 1
                report_failure(found)
                continue
            document, new = found
            done, changed = done + 1, changed + new
            seen(document.title or document.id, None)
    say(
        f"{counted(done, 'document')} read again, {changed} with another result"
        + (f", {failed} failed" if failed else "")
    )
    if failed:
        sys.exit(PARTIAL if done else FAILURE)
