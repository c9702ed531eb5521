"""The command `firsthand`: results on standard output, logs and progress on standard error.

Exit statuses: 0 fine, 1 failure, 2 usage, 3 some documents failed. Everything heavy is imported where it is used, so
that `firsthand --help` answers at once.
"""

import os

import click

from firsthand import __version__
from firsthand.cli import decisions, inputs, memory, outputs, places, review, stories, training

COMMANDS: tuple[click.Command, ...] = (
    inputs.read,
    inputs.add,
    outputs.incidents,
    stories.stories,
    outputs.show,
    outputs.export,
    outputs.report,
    memory.diff,
    memory.compare,
    decisions.decide,
    decisions.correct,
    decisions.withdraw,
    review.queue,
    review.redact,
    inputs.rebuild,
    outputs.verify,
    memory.timestamp,
    outputs.schema,
    places.gazetteer,
    training.train,
)


class Listed(click.Group):
    """Commands in the order of their use, not of the alphabet."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(self.commands)


@click.group(
    cls=Listed,
    commands=COMMANDS,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 110},
)
@click.version_option(__version__, prog_name="firsthand")
def cli() -> None:
    """Read news reports of armed conflict and keep a sourced, auditable ledger of what was claimed.

    Start with `firsthand add REPORTS`, then `firsthand incidents` and `firsthand report -o report.html`.
    """


def main() -> None:
    """The entry point. The matrices are small: several threads of numpy's BLAS would only wait for one another."""
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    cli.main(prog_name="firsthand")
