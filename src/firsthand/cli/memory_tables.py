"""How changes and comparisons look in a terminal."""

from collections.abc import Iterable

from rich.console import Console
from rich.text import Text

from firsthand.workspace.causes import Cause
from firsthand.workspace.diff import CellChange, Diff, IncidentChange

PIPED_WIDTH = 160
STYLE = {"new": "green", "gone": "red", "changed": "yellow", "merged": "cyan", "split": "cyan", "regrouped": "cyan"}


def console() -> Console:
    """The terminal's own width; a file or a pipe is as wide as a line wants to be."""
    return Console(highlight=False) if Console().is_terminal else Console(width=PIPED_WIDTH, highlight=False)


def print_diff(found: Diff) -> None:
    """Each incident that changed, its cells with what went and what came, and what is behind it."""
    out = console()
    out.print(f"From entry {found.first.seq} to {found.last.seq}: {len(found.changes)} incidents changed")
    for change in found.changes:
        out.print(_head(change))
        shared = change.because
        for cell in change.cells:
            out.print(_cell(cell, change.happened == "new"), soft_wrap=True)
            if cell.because != shared:
                _print_causes(out, cell.because, 6)
        _print_causes(out, shared, 2)


def _head(change: IncidentChange) -> Text:
    ids = " + ".join(i[:8] for i in change.before)
    after = " + ".join(i[:8] for i in change.after)
    named = ids if ids == after or not after else after if not ids else f"{ids} → {after}"
    return Text.assemble("\n", (change.happened, STYLE[change.happened]), f" {named}  {change.title}")


def _cell(cell: CellChange, new: bool) -> Text:
    came, went = [n for n in cell.new if n not in cell.old], [o for o in cell.old if o not in cell.new]
    line = Text(f"    {cell.cell}: ")
    line.append("; ".join(went), style="red strike")
    line.append(" → " if went and came else "")
    return line.append("; ".join(came), style="" if new else "green")


def _print_causes(out: Console, causes: Iterable[Cause], indent: int) -> None:
    told = [f"because of entry {c.seq}: {c.kind} by {c.by}: {c.words or c.subject}" for c in causes]
    for line in told or ["because other documents changed which words are rare: no entry is about it"]:
        out.print(Text(" " * indent + line, style="dim"), soft_wrap=True)
