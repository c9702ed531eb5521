"""Commands that look back and across: diff, timestamp, compare."""

import json
from datetime import datetime
from pathlib import Path
from typing import Any

import click

from firsthand.cli.common import explained, ledger_option, sources_option, wants_table


def _point(name: str, value: str | None) -> str | int | None:
    """A number of an entry, or a date. Raises UsageError."""
    if value is None or value.isdigit():
        return int(value) if value else None
    try:
        datetime.fromisoformat(value)
    except ValueError as e:
        raise click.UsageError(f"{name}: {value!r} is neither a date like 2024-03-12 nor an entry's number") from e
    return value


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
    from firsthand.workspace import views

    with Ledger.open(ledger, create=False, readonly=True) as opened:
        ends = opened.position(_point("A", a)), opened.position(_point("B", b))
        if ends[0].seq > ends[1].seq:
            raise click.UsageError(f"A ({a}) comes after B ({b or 'now'}): give the earlier one first")
        first, last = (views.view(opened, sources, end.seq) for end in ends)
        found = differences.diff(opened, first, last, ends)
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
