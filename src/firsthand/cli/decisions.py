"""Commands by which people decide: decide, correct, withdraw. Each is one act, recorded with who and why."""

import json
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from firsthand.cli.common import PARTIAL, Command, Stop, busy, counted, explained, ledger_option, say, wants_table

if TYPE_CHECKING:
    from firsthand.workspace.decisions import Desk, Done, Made
    from firsthand.workspace.effects import Change


by_option = click.option(
    "--by", envvar="FIRSTHAND_USER", metavar="NAME", help="Who decides; default: FIRSTHAND_USER, else your login."
)


def person_options(command: Command) -> Command:
    """Who decides, and why."""
    return by_option(click.option("--because", metavar="TEXT", help="Why; kept beside it.")(command))


def shape_option(command: Command) -> Command:
    return click.option(
        "--format", "shape", type=click.Choice(["json", "table"]), help="Default: lines for people, piped: JSON Lines."
    )(command)


gazetteer_option = click.option(
    "--gazetteer", type=click.Path(path_type=Path), envvar="FIRSTHAND_GAZETTEER", help="A gazetteer file."
)


@click.command()
@click.argument("ids", nargs=-1, metavar="[ID[,ID…]]…")
@click.option("--same", "kind", flag_value="same", help="All of them tell of one happening.")
@click.option("--different", "kind", flag_value="different", help="Each tells of another; commas join one group.")
@click.option("--from", "source", type=click.File(encoding="utf-8"), help="Acts as JSON Lines; - is standard input.")
@click.option("--partial", is_flag=True, help="With --from: take the lines that are right, and exit 3 if some are not.")
@click.option("--list", "lists", is_flag=True, help="List what people decided, and what became of it.")
@person_options
@gazetteer_option
@shape_option
@ledger_option
@explained
def decide(
    ids: tuple[str, ...], kind: str | None, source: Any, partial: bool, lists: bool, by: str | None,
    because: str | None, gazetteer: Path | None, shape: str | None, ledger: Path,
) -> None:  # fmt: skip
    """Say that incidents or claims are the same happening, or different ones. IDs may be their first characters."""
    if sum((bool(ids and kind), source is not None, lists)) != 1 or (ids and kind is None) or (kind and not ids):
        raise click.UsageError("give ids with --same or --different, or --from FILE, or --list")
    if lists:
        _list(ledger, shape)
        return
    with _desk(ledger, by, because, gazetteer) as desk:
        if source is not None:
            _many(desk, source, partial, shape)
        else:
            _one(desk, {kind: list(ids)}, shape)


@click.command()
@click.argument("claim", metavar="CLAIM")
@click.argument("cell", metavar="[CELL]", required=False)
@click.argument("value", metavar="[VALUE]", required=False)
@click.option("--reject", is_flag=True, help="The claim is none: no such happening, or misread altogether.")
@click.option("--words", metavar="TEXT", help="The words of the document that say it.")
@click.option("--span", metavar="START:END", help="The same by characters of the document.")
@click.option("--copies", is_flag=True, help="Also where other reports of the incident print the same sentence.")
@person_options
@gazetteer_option
@shape_option
@ledger_option
@explained
def correct(
    claim: str, cell: str | None, value: str | None, reject: bool, words: str | None, span: str | None,
    copies: bool, by: str | None, because: str | None, gazetteer: Path | None, shape: str | None, ledger: Path,
) -> None:  # fmt: skip
    """Correct one cell of a claim: type, mode, when, where, actor, recipient, killed … VALUE may be "none".

    For example: correct 3f2a killed 12-16; correct 3f2a where "Gao, ML"; correct 3f2a when 2021-05-03 --words Monday
    """
    if reject == (value is not None) or (reject and cell is not None):
        raise click.UsageError("give CELL and VALUE, or --reject")
    given = {"correct": claim, "cell": cell, "value": value, "words": words, "span": span, "copies": copies}
    with _desk(ledger, by, because, gazetteer) as desk:
        made = _one(desk, {"reject": claim} if reject else {k: v for k, v in given.items() if v is not None}, shape)
        if not (reject or copies):
            _tell_copies(desk, made)


def _tell_copies(desk: "Desk", made: Sequence["Made"]) -> None:
    """The same misreading may stand in as many reports as print the sentence."""
    from firsthand.model import Correction
    from firsthand.workspace.decisions import alike

    for one in (m for m in made if isinstance(m, Correction)):
        found = alike(desk, desk.names.claim(one.anchor.claim)[0], one.cell)
        if found:
            say(f"{counted(len(found), 'other claim')} in the same words: --copies corrects them as well")


@click.command()
@click.argument("ids", nargs=-1, required=True, metavar="ID…")
@person_options
@shape_option
@ledger_option
@explained
def withdraw(ids: tuple[str, ...], by: str | None, because: str | None, shape: str | None, ledger: Path) -> None:
    """Take back decisions, corrections, rejections or failures: as if they had never been, and still on record."""
    with _desk(ledger, by, because, None) as desk:
        _one(desk, {"withdraw": list(ids)}, shape)


@contextmanager
def _desk(ledger: Path, by: str | None, because: str | None, gazetteer: Path | None) -> Iterator["Desk"]:
    from firsthand.ledger import Ledger
    from firsthand.workspace import views
    from firsthand.workspace.decisions import Desk
    from firsthand.workspace.settings import Settings

    with Ledger.open(ledger, create=False) as opened:
        with busy():
            view = views.view(opened)
        yield Desk(opened, view, by or Settings(ledger).user, because, _gazetteer(gazetteer))


def _gazetteer(path: Path | None) -> Callable[[], Any]:
    """The gazetteer, opened when a place is asked for."""

    def opened() -> Any:
        from firsthand.reference import gazetteer as gazetteers

        return gazetteers.open(path)

    return opened


def _one(desk: "Desk", given: dict[str | None, Any], shape: str | None) -> Sequence["Made"]:
    from firsthand.workspace.decisions import make
    from firsthand.workspace.naming import ActError

    try:
        made = make(desk, {k: v for k, v in given.items() if k is not None})
    except ActError as e:
        raise click.UsageError(str(e)) from e
    _record(desk, [(None, m) for m in made], shape)
    return made


def _many(desk: "Desk", source: Any, partial: bool, shape: str | None) -> None:
    """Lines of acts: all or none, unless only those that are right are asked for."""
    from firsthand.workspace import lines

    try:
        made, wrong = lines.read(desk, source)
    except UnicodeDecodeError as e:
        raise Stop(f"{source.name}: is no text in UTF-8: give acts as JSON Lines; nothing was recorded") from e
    for line in wrong:
        say(f"{source.name}: line {line.number}: {line.message}")
    if wrong and not partial:
        raise Stop(f"{source.name}: {counted(len(wrong), 'line')} wrong: nothing was recorded")
    _record(desk, made, shape)
    if wrong:
        sys.exit(PARTIAL if made else 1)


def _record(desk: "Desk", made: Sequence[tuple[int | None, "Made"]], shape: str | None) -> None:
    """Record acts, and tell at once what came of them."""
    from firsthand.workspace import decisions, effects, views

    start = desk.ledger.position()
    done = decisions.record(desk.ledger, [m for _, m in made])
    end = desk.ledger.position()
    came = effects.effects(desk.view, views.view(desk.ledger))
    for (number, act), one in zip(made, done, strict=True):
        touched = decisions.claims_of(desk, act)
        changes = [c for c in came.changes if one.recorded and not touched.isdisjoint(c.claims)]
        _tell(number, one, changes, came.overruled, wants_table(shape))
    for change in came.changes:
        say(effects.change_words(change))
    for act in came.overruled:
        say(f"overrules the {decisions.kind_of(act)} {act.id} by {act.by} of {act.at[:10]}")
    if start != end and not came.changes:
        say("no incident says anything else because of it")


def _tell(number: int | None, one: "Done", changes: Sequence["Change"], overruled: Sequence[Any], table: bool) -> None:
    from firsthand.model import encode

    if table:
        click.echo(f"{one.kind} {one.id}" + ("" if one.recorded else " (the ledger said so already)"))
        return
    told = [{k: encode(getattr(c, k)) for k in ("happened", "before", "after", "cells")} for c in changes]
    line = {} if number is None else {"line": number}
    whole = {"id": one.id, "kind": one.kind, "recorded": one.recorded, **line, "changes": told}
    click.echo(json.dumps({**whole, "overrules": [a.id for a in overruled]}, ensure_ascii=False))


def _list(ledger: Path, shape: str | None) -> None:
    """Everything that people decided, oldest first."""
    from firsthand.ledger import Ledger
    from firsthand.model import encode
    from firsthand.workspace import actwords, effects, views
    from firsthand.workspace.decisions import kind_of

    with Ledger.open(ledger, create=False, readonly=True) as opened:
        found = effects.history(opened, views.view(opened))
    for one in found:
        if wants_table(shape):
            why = f" ({one.act.note})" if one.act.note else ""
            words = actwords.act_words(one.act)
            click.echo(f"{one.act.id[:8]}  {one.act.at[:10]}  {one.status:10}  {one.act.by}: {words}{why}")
        else:
            whole = {"seq": one.seq, "kind": kind_of(one.act), "status": one.status, **encode(one.act)}
            click.echo(json.dumps(whole, ensure_ascii=False))
