"""The command `firsthand`: results on standard output, logs and progress on standard error.

Exit statuses: 0 fine, 1 failure, 2 usage, 3 some documents failed. Everything heavy is imported where it is used, so
that `firsthand --help` answers at once.
"""

import json
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from firsthand import __version__

if TYPE_CHECKING:
    from firsthand.ingest import Failure, Options
    from firsthand.workspace.settings import Settings

FAILURE, PARTIAL = 1, 3
EXPORT_NAMES = ("acled", "ucdp", "polecat", "geojson", "jsonl", "parquet")
Command = Callable[..., Any]


class Stop(click.ClickException):
    """A failure that ends the command: one line on standard error, exit status 1."""

    exit_code = FAILURE

    def show(self, file: Any = None) -> None:
        say(self.message)


def say(message: str) -> None:
    """A line on standard error."""
    click.echo(f"firsthand: {message}", err=True)


def ledger_option(command: Command) -> Command:
    return click.option(
        "--ledger",
        default=Path("firsthand.db"),
        show_default=True,
        type=click.Path(dir_okay=False, path_type=Path),
        envvar="FIRSTHAND_LEDGER",
        help="The ledger's file.",
    )(command)


def model_options(command: Command) -> Command:
    command = click.option("--model", envvar="FIRSTHAND_MODEL", help="A spaCy pipeline: package name or path.")(command)
    return click.option(
        "--gazetteer", type=click.Path(path_type=Path), envvar="FIRSTHAND_GAZETTEER", help="A gazetteer file."
    )(command)


def report_options(command: Command) -> Command:
    command = click.option("--published", metavar="DATE", help="Publication date of these reports, as 2019-03-13.")(
        command
    )
    return click.option("--outlet", help="Publisher of these reports.")(command)


def view_options(command: Command) -> Command:
    command = click.option("--as-of", metavar="DATE|SEQ", help="What the ledger said then.")(command)
    return click.option(
        "--sources",
        type=click.Path(exists=True, dir_okay=False, path_type=Path),
        envvar="FIRSTHAND_SOURCES",
        help="Your table of source reliability (TOML).",
    )(command)


def explained(command: Command) -> Command:
    """Turn the errors that a user can mend into one line and status 1; a bug still raises."""

    @wraps(command)
    def run(*args: Any, **kwargs: Any) -> Any:
        try:
            return command(*args, **kwargs)
        except KeyboardInterrupt:
            raise Stop("stopped; what was recorded is kept: run the same command again to go on") from None
        except BrokenPipeError:  # the reader of our output has gone, as in `| head`
            sys.stderr.close()
            sys.exit(0)
        except Exception as e:
            if isinstance(e, _expected()):
                raise Stop(str(e)) from e
            raise

    return run


def _expected() -> tuple[type[Exception], ...]:
    """Errors whose message tells the user what to do. Asked for only once one is raised: the imports are heavy."""
    from firsthand.extract.language import ModelError
    from firsthand.ledger import LedgerError
    from firsthand.reference.gazetteer import GazetteerError
    from firsthand.reference.sources import SourcesError
    from firsthand.workspace.views import NotFoundError

    return (ModelError, LedgerError, GazetteerError, SourcesError, NotFoundError, OSError)


def _options(published: str | None, outlet: str | None) -> "Options":
    from firsthand.ingest import Options

    try:
        return Options(published=published, outlet=outlet)
    except ValueError as e:
        raise click.UsageError(str(e)) from e


def _settings(ledger: Path, **values: Any) -> "Settings":
    from firsthand.workspace.settings import Settings

    return replace(Settings(ledger=ledger), **values)


def _report_failure(failure: "Failure") -> None:
    say(f"{failure.location}: {failure.message}" + (f"; {failure.hint}" if failure.hint else ""))


@contextmanager
def _progress() -> Iterator[Callable[[str, float], None]]:
    """A bar on standard error for work of known length; nothing where that is no terminal."""
    from rich.console import Console
    from rich.progress import Progress, TaskID

    with Progress(console=Console(stderr=True), transient=True, disable=not sys.stderr.isatty()) as bars:
        tasks: dict[str, TaskID] = {}

        def update(label: str, share: float) -> None:
            if label not in tasks:
                tasks[label] = bars.add_task(label, total=1.0)
            bars.update(tasks[label], completed=share)

        yield update


def _wants_table(chosen: str | None) -> bool:
    """A table for a person at a terminal, JSON Lines for a pipe, unless one is asked for."""
    return chosen == "table" or (chosen is None and sys.stdout.isatty())


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 110})
@click.version_option(__version__, prog_name="firsthand")
def cli() -> None:
    """Read news reports of armed conflict and keep a sourced, auditable ledger of what was claimed.

    Start with `firsthand add REPORTS`, then `firsthand incidents` and `firsthand report -o report.html`.
    """


@cli.command()
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
) -> None:
    """Read reports and print what they claim, without a ledger. FILE may be a folder, an address or - ."""
    from firsthand.ingest import Failure
    from firsthand.workspace import reading

    options = _options(published, outlet)
    with _progress() as progress:
        loaded = reading.load(_settings(Path("-"), model=model, gazetteer=gazetteer), progress)
    table = _wants_table(shape)
    failures = done = 0
    for found in reading.read(files, loaded, options, mentions):
        if isinstance(found, Failure):
            failures += 1
            _report_failure(found)
            continue
        done += 1
        _print_reading(found, "html" if shape == "html" else "table" if table else "json")
    if failures:
        sys.exit(PARTIAL if done else FAILURE)


def _print_reading(reading: Any, shape: str) -> None:
    from firsthand.model import reading_object

    if reading.document.language not in ("en", None):
        say(f"{reading.document.title or reading.document.id}: in language {reading.document.language!r}: not yet read")
    if shape == "json":
        click.echo(json.dumps(reading_object(reading), ensure_ascii=False, separators=(",", ":")))
    elif shape == "html":
        from firsthand.web.report import reading_page

        click.echo(reading_page(reading))
    else:
        from firsthand.terminal import print_reading

        print_reading(reading)


@cli.command()
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
) -> None:
    """Take reports into the ledger: files, folders, addresses, or - for standard input."""
    from firsthand.ledger import Ledger
    from firsthand.workspace import reading

    options = _options(published, outlet)
    with Ledger.open(ledger) as opened, _counter() as seen:
        with _progress() as progress:
            loaded = reading.load(_settings(ledger, model=model, gazetteer=gazetteer), progress)
        summary = reading.add(opened, paths, loaded, options, seen)
    for failure in summary.failures:
        _report_failure(failure)
    for document in summary.unread:
        say(f"{document.location}: kept, not yet read (language {document.language})")
    say(
        f"{summary.added} documents added, {summary.known} known already, {summary.claims} claims read, "
        f"{len(summary.unread)} not yet read, {len(summary.failures)} failed. "
        f"Next: firsthand incidents --ledger {ledger}"
    )
    if summary.failures:
        sys.exit(PARTIAL if summary.added or summary.known else FAILURE)


@contextmanager
def _counter() -> Iterator[Callable[[str, Any], None]]:
    """A running count on standard error for work of unknown length."""
    from rich.console import Console
    from rich.markup import escape
    from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

    columns = (
        SpinnerColumn(),
        TextColumn("{task.completed} documents"),
        TimeElapsedColumn(),
        TextColumn("{task.description}"),
    )
    with Progress(*columns, console=Console(stderr=True), transient=True, disable=not sys.stderr.isatty()) as bars:
        task = bars.add_task("", total=None)
        yield lambda location, _summary: bars.update(task, advance=1, description=escape(location[-60:]))


@contextmanager
def _view(ledger: Path, sources: Path | None, as_of: str | None) -> Iterator[tuple[Any, Any]]:
    from firsthand.ledger import Ledger
    from firsthand.workspace import views

    with Ledger.open(ledger, create=False, readonly=True) as opened:
        yield views.view(opened, sources, _as_of(as_of)), opened


def _as_of(value: str | None) -> str | int | None:
    """A number of an entry, or a date. Raises UsageError."""
    from datetime import datetime

    if value is None or value.isdigit():
        return int(value) if value else None
    try:
        datetime.fromisoformat(value)
    except ValueError as e:
        raise click.UsageError(f"--as-of: {value!r} is neither a date like 2024-03-12 nor an entry's number") from e
    return value


@cli.command()
@click.option("--format", "shape", type=click.Choice(["json", "table"]), help="Default: a table, piped: JSON Lines.")
@ledger_option
@view_options
@explained
def incidents(shape: str | None, ledger: Path, sources: Path | None, as_of: str | None) -> None:
    """List the incidents: when, where, what, how many killed, by how many independent origins, and the grade."""
    from firsthand.workspace import views

    with _view(ledger, sources, as_of) as (view, _):
        if _wants_table(shape):
            from firsthand.terminal import print_incidents

            print_incidents(view.incidents)
        else:
            for line in views.lines(view.incidents):
                click.echo(line)


@cli.command()
@click.argument("named", metavar="ID")
@click.option("--format", "shape", type=click.Choice(["json", "table"]), help="Default: coloured text, piped: JSON.")
@ledger_option
@view_options
@explained
def show(named: str, shape: str | None, ledger: Path, sources: Path | None, as_of: str | None) -> None:
    """Show an incident, claim or document (ID or its first characters) with its evidence and its source chain."""
    from firsthand.model import encode
    from firsthand.workspace import views

    with _view(ledger, sources, as_of) as (view, opened):
        found = views.find(view, opened, named)
        if _wants_table(shape):
            from firsthand.terminal import print_found

            print_found(found, view)
        else:
            value = found.incident if found.kind == "incident" else found.claim or found.read
            click.echo(json.dumps(encode(value), ensure_ascii=False))


@cli.command()
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
        made = views.export(view, opened, form, path, _as_of(as_of))
        if to_stdout:
            sys.stdout.buffer.write(path.read_bytes())
    told = f"{made.incidents} incidents" + (f", {len(made.left_out)} that {form} cannot hold" if made.left_out else "")
    say(told if to_stdout else f"{path}: {told} (see {path}.manifest.json)")


@cli.command()
@click.option("--all", "every", is_flag=True, help="Read every document again, not only those of another version.")
@ledger_option
@model_options
@explained
def rebuild(every: bool, ledger: Path, model: str | None, gazetteer: Path | None) -> None:
    """Read again what an older version read; people's decisions stay."""
    from firsthand.ledger import Ledger
    from firsthand.workspace import reading

    changed = done = 0
    with Ledger.open(ledger, create=False) as opened, _counter() as seen:
        with _progress() as progress:
            loaded = reading.load(_settings(ledger, model=model, gazetteer=gazetteer), progress)
        for document, new in reading.reread(opened, loaded, every):
            done, changed = done + 1, changed + new
            seen(document.title or document.id, None)
    say(f"{done} documents read again, {changed} with another result")


@cli.command()
@ledger_option
@explained
def verify(ledger: Path) -> None:
    """Check the hash chain, every stored body and every span; name each entry that is not as it was written."""
    from firsthand.ledger import Ledger

    with Ledger.open(ledger, create=False, readonly=True) as opened:
        problems = opened.verify()
        position = opened.position()
    for problem in problems:
        click.echo(str(problem))
    if problems:
        raise Stop(f"{ledger}: {len(problems)} problems: restore it from a copy that verifies")
    say(f"{ledger}: {position.seq} entries verified, head {position.head}")


@cli.command()
@click.argument("name", type=click.Choice(["reading", "incident"]))
def schema(name: str) -> None:
    """Print the JSON Schema of an output format."""
    from firsthand.model import schema as make

    click.echo(json.dumps(make(name), indent=1))


@cli.command()
@click.option("-o", "--output", type=click.Path(path_type=Path), default=Path("report.html"), show_default=True)
@ledger_option
@view_options
@explained
def report(output: Path, ledger: Path, sources: Path | None, as_of: str | None) -> None:
    """Write one self-contained HTML page: map, timeline, incidents, and every document with its evidence."""
    from firsthand.web.report import report_page
    from firsthand.workspace import views

    with _view(ledger, sources, as_of) as (view, opened):
        page = report_page(view, views.unread(opened), opened.position(_as_of(as_of)))
    if str(output) == "-":
        click.echo(page)
        return
    output.write_text(page, encoding="utf-8")
    say(f"{output}: {len(view.incidents)} incidents from {len(view.reads)} documents; open it in a browser")


def main() -> None:
    """The entry point."""
    cli.main(prog_name="firsthand")
