"""The command `firsthand stories`."""

import json
from pathlib import Path

import click

from firsthand.cli.common import as_of_value, busy, explained, ledger_option, view_options, wants_table


@click.command()
@click.option("--format", "shape", type=click.Choice(["json", "table"]), help="Default: a table, piped: JSON Lines.")
@ledger_option
@view_options
@explained
def stories(shape: str | None, ledger: Path, sources: Path | None, as_of: str | None) -> None:
    """List which reports tell the same story, also where nothing in them could be coded."""
    from firsthand.ledger import Ledger
    from firsthand.workspace import stories as told
    from firsthand.workspace import views

    with Ledger.open(ledger, create=False, readonly=True) as opened, busy():
        found = list(told.of(views.view(opened, sources, as_of_value(as_of))))
    if wants_table(shape):
        from rich.console import Console
        from rich.table import Table

        table = Table("reports", "first", "story", "incidents", box=None)
        for story in found:
            first = story.value()["documents"][0]
            title = first["title"] or story.documents[0].text[:80].replace("\n", " ")
            table.add_row(str(len(story.documents)), first["published"], title, ", ".join(story.incidents))
        Console().print(table)
    else:
        for story in found:
            click.echo(json.dumps(story.value(), ensure_ascii=False))
