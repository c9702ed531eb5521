"""Commands for who looks after a ledger: queue (what to look at), redact (what must be forgotten)."""

import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from firsthand.cli.common import Stop, busy, counted, explained, ledger_option, say, sources_option, wants_table
from firsthand.cli.decisions import by_option, shape_option

if TYPE_CHECKING:
    from firsthand.resolve.queue import Question
    from firsthand.workspace.review import Doomed

KIND_NAMES = ("lost", "overruled", "changed", "tolls", "link", "place", "failure")  # a test holds them equal


@click.command()
@click.option("--kind", "kinds", multiple=True, type=click.Choice(KIND_NAMES), help="Only these; may be repeated.")
@click.option("--limit", type=click.IntRange(1), help="Only so many, the weightiest.")
@shape_option
@ledger_option
@sources_option
@explained
def queue(kinds: tuple[str, ...], limit: int | None, shape: str | None, ledger: Path, sources: Path | None) -> None:
    """List what a person should look at, the weightiest first: why, and the command that settles it."""
    from firsthand.ledger import Ledger
    from firsthand.model import encode
    from firsthand.workspace import review, views

    with Ledger.open(ledger, create=False, readonly=True) as opened, busy():
        found = review.queue(opened, views.view(opened, sources), kinds or KIND_NAMES)  # pyright: ignore[reportArgumentType]
    shown = found[:limit]
    if wants_table(shape):
        _print(shown)
        say(f"{len(shown)} of {len(found)} questions" if found else "nothing to look at")
        return
    for question in shown:
        click.echo(json.dumps(encode(question), ensure_ascii=False))


def _print(questions: Sequence["Question"]) -> None:
    from firsthand.terminal import print_queue

    print_queue(questions)


@click.command()
@click.argument("named", metavar="ID")
@click.option("--reason", required=True, metavar="TEXT", help="Why it must be forgotten; the reason stays.")
@click.option("--yes", is_flag=True, help="Don't ask.")
@by_option
@shape_option
@ledger_option
@explained
def redact(named: str, reason: str, yes: bool, by: str | None, shape: str | None, ledger: Path) -> None:
    """Erase a document (or a person's act) for good: its words go, the trace stays, and it is not taken in again."""
    from firsthand.ledger import Ledger
    from firsthand.workspace import effects, review, views
    from firsthand.workspace.settings import Settings

    with Ledger.open(ledger, create=False) as opened:
        before = views.view(opened)
        doomed = review.doomed(opened, before, named)
        if not yes:
            _confirm(doomed)
        erased = opened.redact(doomed.id, reason, by or Settings().user)
        came = effects.effects(before, views.view(opened))
    for change in came.changes:
        say(effects.change_words(change))
    for copy in doomed.copies:
        say(f"{copy} prints words of it and stays: `firsthand redact {copy}`")
    if wants_table(shape):
        click.echo(f"erased {doomed.id}: {doomed.title}")
    else:
        told = {"id": doomed.id, "entries": len(erased), "copies": list(doomed.copies)}
        click.echo(json.dumps(told, ensure_ascii=False))


def _confirm(doomed: "Doomed") -> None:
    told = f"{counted(doomed.claims, 'claim')} in {counted(len(doomed.incidents), 'incident')}"
    say(f"{doomed.id}: {doomed.title}: {told}")
    if not sys.stdin.isatty():
        raise Stop("nothing was erased: give --yes where nobody can be asked")
    if not click.confirm("Erase it for good?", err=True):
        raise Stop("nothing was erased")
