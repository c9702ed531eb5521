"""How changes and comparisons look in a terminal."""

import re
from collections.abc import Mapping, Sequence
from typing import IO

from rich.console import Console
from rich.table import Table
from rich.text import Text

from firsthand.workspace.causes import Cause
from firsthand.workspace.compare import CELLS, Comparison, our_words, their_words
from firsthand.workspace.diff import CellChange, Diff, IncidentChange

PIPED_WIDTH = 160
DIGEST = re.compile(r"\b(?:sha256:)?([0-9a-f]{8})(?:[0-9a-f]{8}|[0-9a-f]{56})\b")
STYLE = {"new": "green", "gone": "red", "changed": "yellow", "merged": "cyan", "split": "cyan", "regrouped": "cyan"}


def console(out: IO[str] | None = None) -> Console:
    """The terminal's own width; a file or a pipe is as wide as a line wants to be."""
    if out is None and Console().is_terminal:
        return Console(highlight=False)
    return Console(width=PIPED_WIDTH, highlight=False, file=out)


def print_diff(found: Diff) -> None:
    """Each incident that changed, its cells with what went and what came, and what is behind it."""
    out = console()
    out.print(f"From entry {found.first.seq} to {found.last.seq}: {len(found.changes)} incidents changed")
    for change in found.changes:
        out.print(_head(change))
        for cell in change.cells:
            out.print(_cell(cell, change), soft_wrap=True)
        for cause in change.because:
            out.print(Text(f"  [{cause.seq}] {_cause(cause)}", style="dim"), soft_wrap=True)
        if not change.because:
            out.print(Text("  because of other documents: no entry is about its own", style="dim"))


def _head(change: IncidentChange) -> Text:
    ids = " + ".join(i[:8] for i in change.before)
    after = " + ".join(i[:8] for i in change.after)
    named = ids if ids == after or not after else after if not ids else f"{ids} → {after}"
    return Text.assemble("\n", (change.happened, STYLE[change.happened]), f" {named}  {change.title}")


def _cell(cell: CellChange, change: IncidentChange) -> Text:
    """What went and what came, and the numbers of the entries behind it where they are not all."""
    came, went = [n for n in cell.new if n not in cell.old], [o for o in cell.old if o not in cell.new]
    line = Text(f"    {cell.cell}: ")
    line.append(_short("; ".join(went)), style="red strike")
    line.append(" → " if went and came else "")
    line.append(_short("; ".join(came)), style="" if change.happened == "new" else "green")
    numbers = ", ".join(str(c.seq) for c in cell.because)
    return line.append(f"  [{numbers}]" if cell.because != change.because else "", style="dim")


def _cause(cause: Cause) -> str:
    return f"{cause.kind} by {cause.by}: {cause.words or cause.subject}"


def _short(words: str) -> str:
    """Digests by the characters that tell them apart."""
    return DIGEST.sub(r"\1…", words)


def print_comparison(found: Comparison, out: IO[str] | None = None) -> None:
    """Pairs with why they are one and where they differ; then what only one side has; then the counts."""
    shown, kind = console(out), found.table.kind
    for pair in found.pairs:
        shown.print(Text(f"{pair.incident.id[:8]} = {pair.event.id}  {pair.likeness.score:.2f}", style="bold"))
        shown.print(Text("  " + "; ".join(f"{n}: {f.why}" for n, f in pair.likeness.features.items()), style="dim"))
        for d in pair.differences:
            shown.print(Text(f"    {d.cell}: {d.ours or '–'} | {d.theirs or '–'}"))
    for title, incidents in (("Only ours", found.only_ours), ("Ours without a day to compare", found.undated)):
        _print_list(shown, title, [(i.id[:8], our_words(i, kind)) for i in incidents])
    _print_list(shown, "Only theirs", [(e.id, their_words(e)) for e in found.only_theirs])
    told = {k: v for k, v in found.summary.items() if k != "differing"}
    shown.print(Text("; ".join(f"{k.replace('_', ' ')} {v}" for k, v in told.items())))


def _print_list(out: Console, title: str, rows: Sequence[tuple[str, Mapping[str, str]]]) -> None:
    if not rows:
        return
    table = Table(title=title, title_justify="left", header_style="bold")
    for name in ("ID", *CELLS):
        table.add_column(name, overflow="fold")
    for named, words in rows:
        table.add_row(Text(named), *(Text(words[c]) for c in CELLS))
    out.print(table)
