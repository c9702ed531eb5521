"""Commands that look back and across: diff, timestamp, compare."""

import csv
import json
import sys
from pathlib import Path
from typing import Any

import click

from firsthand.cli.common import (
    as_of_value,
    busy,
    explained,
    ledger_option,
    point,
    say,
    sources_option,
    view_options,
    wants_table,
)

REQUEST = Path("request.tsq")  # where a request for a time stamp is written, and looked for when its answer comes


@click.command()
@click.argument("a", metavar="A")
@click.argument("b", metavar="[B]", required=False)
@click.option("--incident", "named", metavar="ID", help="Only this incident (or the one that a claim ID is in).")
@click.option("--format", "shape", type=click.Choice(["json", "table"]), help="Default: a table, piped: JSON Lines.")
@ledger_option
@sources_option
@explained
def diff(a: str, b: str | None, named: str | None, shape: str | None, ledger: Path, sources: Path | None) -> None:
    """Tell what changed between A and B (dates or entry numbers; B by default now), and what is behind each change."""
    from firsthand.ledger import Ledger
    from firsthand.workspace import diff as differences

    with Ledger.open(ledger, create=False, readonly=True) as opened:
        ends = opened.position(point("A", a)), opened.position(point("B", b))
        if ends[0].seq > ends[1].seq:
            raise click.UsageError(f"A ({a}) comes after B ({b or 'now'}): give the earlier one first")
        with busy():
            found = differences.diff(opened, ends, sources)
    if named is not None:
        found = differences.only(found, named)
    _print(found, wants_table(shape))


def _print(found: Any, table: bool) -> None:
    from firsthand.model import encode

    if table:
        from firsthand.cli.memory_tables import print_diff

        print_diff(found)
        return
    for change in found.changes:
        click.echo(json.dumps(encode(change), ensure_ascii=False, separators=(",", ":")))


@click.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option(
    "--format", "shape", type=click.Choice(["json", "csv", "table"]), help="Default: a table, piped: JSON Lines."
)
@click.option("-o", "--output", type=click.Path(dir_okay=False, path_type=Path), help="Default: standard output.")
@ledger_option
@view_options
@explained
def compare(
    file: Path, shape: str | None, output: Path | None, ledger: Path, sources: Path | None, as_of: str | None
) -> None:
    """Lay the incidents beside the events of an ACLED or UCDP GED file: both, only ours, only theirs, and why."""
    from firsthand.ledger import Ledger
    from firsthand.workspace import compare as comparing
    from firsthand.workspace import views

    with Ledger.open(ledger, create=False, readonly=True) as opened, busy():
        view = views.view(opened, sources, as_of_value(as_of))
    found = comparing.compare(view.incidents, file)
    if output is None and wants_table(shape):
        from firsthand.cli.memory_tables import print_comparison

        print_comparison(found)
    elif output is None:
        _write_comparison(found, shape or "json", sys.stdout)
    else:
        with output.open("w", encoding="utf-8", newline="") as out:
            _write_comparison(found, shape or "json", out)
    told = found.summary
    say(
        f"{told['both']} in both, {told['only_ours']} only ours, {told['only_theirs']} only theirs, "
        f"{told['theirs_outside']} of theirs outside our days and countries"
    )


def _write_comparison(found: Any, shape: str, out: Any) -> None:
    from firsthand.workspace import compare as comparing

    if shape == "table":
        from firsthand.cli.memory_tables import print_comparison

        print_comparison(found, out)
    elif shape == "csv":
        csv.writer(out, lineterminator="\n").writerows(comparing.table_rows(found))
    else:
        for line in comparing.objects(found):
            out.write(json.dumps(line, ensure_ascii=False, separators=(",", ":")) + "\n")


@click.command()
@click.argument("named", metavar="ID|head", required=False)
@click.option("-o", "--output", type=click.Path(dir_okay=False, path_type=Path), help="Default: request.tsq.")
@click.option(
    "--attach", "response", type=click.Path(exists=True, dir_okay=False, path_type=Path), help="Keep this response."
)
@click.option(
    "--request",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="The request that the response answers. Default: request.tsq, where there is one.",
)
@click.option("--by", help="Who attaches it. Default: FIRSTHAND_USER, else your login name.")
@ledger_option
@explained
def timestamp(
    named: str | None, output: Path | None, response: Path | None, request: Path | None, by: str | None, ledger: Path
) -> None:
    """Write an RFC 3161 request for a report's bytes (ID of report or document) or for the head of the ledger.

    Send it to a time stamping authority of your choice, and keep what it answers with --attach. Nothing is sent by this
    program.
    """
    if (named is None) == (response is None):
        raise click.UsageError("give what is to be stamped (an ID, or head), or --attach RESPONSE")
    if response is not None:
        _attach(ledger, response, request or (REQUEST if REQUEST.exists() else None), by)
        return
    if request is not None:
        raise click.UsageError("--request goes with --attach: it is the request that the response answers")
    from firsthand.ledger import Ledger, timestamps

    with Ledger.open(ledger, create=False, readonly=True) as opened:
        asked = timestamps.request(opened, str(named))
    path = output or REQUEST
    path.write_bytes(asked)
    then = f"firsthand timestamp --attach RESPONSE --request {path} --ledger {ledger}"
    say(f"{path}: send it to a time stamping authority, then: {then}")


def _attach(ledger: Path, response: Path, request: Path | None, by: str | None) -> None:
    from firsthand.ledger import Ledger, timestamps
    from firsthand.workspace.settings import Settings

    with Ledger.open(ledger, create=False) as opened:
        sent = request.read_bytes() if request is not None else None
        made = timestamps.attach(opened, response.read_bytes(), by or Settings().user, request=sent)
        kept = {s.seq: s for s in timestamps.stamps(opened)}
    if made is None:
        say(f"{response}: is kept already")
        return
    say(f"entry {made.seq}: {kept[made.seq].what} existed at {kept[made.seq].time}, says {kept[made.seq].authority}")
