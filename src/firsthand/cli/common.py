"""What the commands share: options, errors as messages, progress on standard error."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from firsthand.ingest import Failure

FAILURE, PARTIAL = 1, 3
Command = Callable[..., Any]


class Stop(click.ClickException):
    """A failure that ends the command: one line on standard error, exit status 1."""

    exit_code = FAILURE

    def show(self, file: Any = None) -> None:
        say(self.message)


def say(message: str) -> None:
    """A line on standard error."""
    click.echo(f"firsthand: {message}", err=True)


def counted(number: int, what: str) -> str:
    """ "1 document", "2 documents"."""
    return f"{number} {what}" if number == 1 else f"{number} {what}s"


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
    command = click.option(
        "--gazetteer", type=click.Path(path_type=Path), envvar="FIRSTHAND_GAZETTEER", help="A gazetteer file."
    )(command)
    return _table("actors", "Your own actors with their codes (CSV or TOML).")(command)


def report_options(command: Command) -> Command:
    command = click.option("--published", metavar="DATE", help="Publication date of these reports, as 2019-03-13.")(
        command
    )
    return click.option("--outlet", help="Publisher of these reports.")(command)


def view_options(command: Command) -> Command:
    return sources_option(click.option("--as-of", metavar="DATE|SEQ", help="What the ledger said then.")(command))


def sources_option(command: Command) -> Command:
    return _table("sources", "Your table of source reliability (TOML).")(command)


def _table(name: str, words: str) -> Callable[[Command], Command]:
    """An option that takes a file of the user's own, or its setting."""
    file = click.Path(exists=True, dir_okay=False, path_type=Path)
    return click.option(f"--{name}", type=file, envvar=f"FIRSTHAND_{name.upper()}", help=words)


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
            if isinstance(e, OSError) and e.filename is not None and e.strerror:
                raise Stop(f"{e.filename}: {e.strerror.lower()}: check the path, or name another") from e
            if isinstance(e, _expected()):
                raise Stop(str(e)) from e
            raise

    return run


def _expected() -> tuple[type[Exception], ...]:
    """Errors whose message tells the user what to do. Asked for only once one is raised: the imports are heavy."""
    from firsthand.export.readback import ExportError
    from firsthand.export.readers import TableError
    from firsthand.extract.language import ModelError
    from firsthand.ledger import LedgerError
    from firsthand.reference.gazetteer import GazetteerError
    from firsthand.reference.own_actors import ActorsError
    from firsthand.reference.sources import SourcesError
    from firsthand.workspace.views import NotFoundError

    own = (ActorsError, GazetteerError, SourcesError, TableError)
    return (*own, ExportError, ModelError, LedgerError, NotFoundError, OSError)


def report_failure(failure: "Failure") -> None:
    say(f"{failure.location}: {failure.message}" + (f"; {failure.hint}" if failure.hint else ""))


@contextmanager
def progress() -> Iterator[Callable[[str, float], None]]:
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


@contextmanager
def busy() -> Iterator[None]:
    """A spinner on standard error while incidents are put together; nothing where that is no terminal."""
    if not sys.stderr.isatty():
        yield
        return
    from rich.console import Console

    with Console(stderr=True).status("putting the incidents together"):
        yield


def wants_table(chosen: str | None) -> bool:
    """A table for a person at a terminal, JSON Lines for a pipe, unless one is asked for."""
    return chosen == "table" or (chosen is None and sys.stdout.isatty())


@contextmanager
def counter() -> Iterator[Callable[[str, Any], None]]:
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


def as_of_value(value: str | None) -> str | int | None:
    """What --as-of names. Raises UsageError."""
    return point("--as-of", value)


def point(name: str, value: str | None) -> str | int | None:
    """A point of the ledger: a number of an entry, or a date. Raises UsageError."""
    from datetime import datetime

    if value is None or value.isdigit():
        return int(value) if value else None
    try:
        datetime.fromisoformat(value)
    except ValueError as e:
        raise click.UsageError(f"{name}: {value!r} is neither a date like 2024-03-12 nor an entry's number") from e
    return value
