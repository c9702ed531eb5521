"""Commands that give results out: incidents, show, export, report, verify, schema."""

import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import click

from firsthand.cli.common import (
    Stop,
    as_of_value,
    busy,
    counted,
    explained,
    ledger_option,
    say,
    sources_option,
    view_options,
    wants_table,
)

EXPORT_NAMES = ("acled", "ucdp", "polecat", "geojson", "jsonl", "parquet")  # those of EXPORTS; a test holds them equal


@contextmanager
def _view(ledger: Path, sources: Path | None, as_of: str | None) -> Iterator[tuple[Any, Any]]:
    from firsthand.ledger import Ledger
    from firsthand.workspace import views

    with Ledger.open(ledger, create=False, readonly=True) as opened:
        with busy():
            found = views.view(opened, sources, as_of_value(as_of))
        yield found, opened


@click.command()
@click.option("--format", "shape", type=click.Choice(["json", "table"]), help="Default: a table, piped: JSON Lines.")
@ledger_option
@view_options
@explained
def incidents(shape: str | None, ledger: Path, sources: Path | None, as_of: str | None) -> None:
    """List the incidents: when, where, what, how many killed, by how many independent origins, and the grade."""
    with _view(ledger, sources, as_of) as (view, _):
        if wants_table(shape):
            from firsthand.terminal import print_incidents

            print_incidents(view.incidents)
        else:
            for line in view.lines():
                click.echo(line)


@click.command()
@click.argument("named", metavar="ID")
@click.option("--format", "shape", type=click.Choice(["json", "table"]), help="Default: coloured text, piped: JSON.")
@ledger_option
@view_options
@explained
def show(named: str, shape: str | None, ledger: Path, sources: Path | None, as_of: str | None) -> None:
    """Show an incident, claim, document or decision (ID or its first characters) with its evidence and source chain."""
    from firsthand.model import encode
    from firsthand.workspace import said, views

    with _view(ledger, sources, as_of) as (view, opened):
        found = views.find(view, opened, named)
        if wants_table(shape):
            from firsthand.terminal import print_found

            print_found(found, view)
        else:
            value = found.incident if found.kind == "incident" else found.act or found.claim or found.read
            people = said.Said(view).of_claim(found.claim.id) if found.kind == "claim" and found.claim else {}
            click.echo(json.dumps({**encode(value), **people}, ensure_ascii=False))


@click.command()
@click.argument("form", metavar="FORMAT", type=click.Choice(EXPORT_NAMES))
@click.option(
    "-o", "--output", type=click.Path(path_type=Path), help="Default: standard output; parquet needs a folder."
)
@ledger_option
@view_options
@explained
def export(form: str, output: Path | None, ledger: Path, sources: Path | None, as_of: str | None) -> None:
    """Write the incidents as acled, ucdp, polecat, geojson, jsonl or parquet, with a manifest beside the file."""
    import tempfile

    from firsthand.export import EXPORTS
    from firsthand.workspace import views

    to_stdout = output is None or str(output) == "-"
    if to_stdout and EXPORTS[form].folder:
        raise click.UsageError(f"{form} writes a folder of files: name it with -o")
    with _view(ledger, sources, as_of) as (view, opened), tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"export{EXPORTS[form].suffix}" if output is None or to_stdout else output
        made = views.export(view, opened, form, path, as_of_value(as_of))
        if to_stdout:
            sys.stdout.buffer.write(path.read_bytes())
    told = counted(made.incidents, "incident") + (
        f", {len(made.left_out)} that {form} cannot hold" if made.left_out else ""
    )
    say(told if to_stdout else f"{path}: {told} (see {path}.manifest.json)")


@click.command()
@click.option(
    "--export", "exported", type=click.Path(path_type=Path), help="Check this export (its manifest beside it) as well."
)
@click.option(
    "--ca",
    "chain",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="Certificates of a time stamping authority (PEM), to check the signatures of time stamps.",
)
@ledger_option
@sources_option
@explained
def verify(exported: Path | None, chain: Path | None, ledger: Path, sources: Path | None) -> None:
    """Check the hash chain, every stored body, span and time stamp; name each entry that is not as it was written.

    With --export, compute that export again at its ledger position and follow each of its cells back to its evidence.
    """
    from firsthand.ledger import Ledger

    with Ledger.open(ledger, create=False, readonly=True) as opened:
        problems = opened.verify()
        position = opened.position()
        for problem in problems:
            click.echo(str(problem))
        if problems:
            raise Stop(f"{ledger}: {counted(len(problems), 'problem')}: restore it from a copy that verifies")
        say(f"{ledger}: {position.seq} entries verified, head {position.head}")
        _verify_stamps(opened, chain)
        if exported is not None:
            _verify_export(opened, exported, sources)


SIGNED = {None: "its signature was not checked: name its certificates with --ca", True: "its signature is good"}


def _verify_stamps(opened: Any, chain: Path | None) -> None:
    from firsthand.ledger import timestamps

    given = timestamps.certificates(chain) if chain is not None else ()
    for stamp in timestamps.stamps(opened, given):
        if stamp.signed is False:
            raise Stop(f"entry {stamp.seq}: the signature of {stamp.authority} is none by the certificates of {chain}")
        say(f"{stamp.what} existed at {stamp.time}, says {stamp.authority}; {SIGNED[stamp.signed]}")


def _verify_export(opened: Any, exported: Path, sources: Path | None) -> None:
    from firsthand.workspace import exportcheck

    found = exportcheck.check(opened, exported, sources)
    for mismatch in found.mismatches:
        click.echo(str(mismatch))
    if found.mismatches:
        raise Stop(f"{exported}: {counted(len(found.mismatches), 'cell')} not so: it is not what this ledger says")
    say(f"{exported}: {found.rows} rows, {found.cells} cells follow from the ledger, each from its evidence")


@click.command()
@click.argument("name", type=click.Choice(["reading", "incident"]))
def schema(name: str) -> None:
    """Print the JSON Schema of an output format."""
    from firsthand.model import schema as make

    click.echo(json.dumps(make(name), indent=1))


@click.command()
@click.option("-o", "--output", type=click.Path(path_type=Path), default=Path("report.html"), show_default=True)
@ledger_option
@view_options
@explained
def report(output: Path, ledger: Path, sources: Path | None, as_of: str | None) -> None:
    """Write one self-contained HTML page: map, timeline, incidents, review queue, and documents with their evidence."""
    from firsthand.web.report import report_page
    from firsthand.workspace import review, views

    with _view(ledger, sources, as_of) as (view, opened):
        questions = review.queue(opened, view) if as_of is None else None  # what was to decide then is no more
        page = report_page(view, views.unread(opened), opened.position(as_of_value(as_of)), questions)
    if str(output) == "-":
        click.echo(page)
        return
    output.write_text(page, encoding="utf-8")
    told = f"{counted(len(view.incidents), 'incident')} from {counted(len(view.reads), 'document')}"
    say(f"{output}: {told}; open it in a browser")
