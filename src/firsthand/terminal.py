"""How readings and incidents look in a terminal: tables, and evidence in colour."""

from collections.abc import Collection, Iterable, Iterator

from rich.console import Console
from rich.table import Table
from rich.text import Text

from firsthand.export import choose
from firsthand.model import (
    Claim,
    Document,
    Incident,
    Read,
    Reading,
    Span,
)
from firsthand.reference import plover
from firsthand.resolve.queue import Question
from firsthand.workspace import said
from firsthand.workspace.actwords import signed
from firsthand.workspace.views import Found, View
from firsthand.workspace.words import (
    anchor,
    chain_words,
    claim_rows,
    figure_words,
    kind_words,
    place_words,
    title_words,
    value_words,
    when_words,
)

STYLES = {
    "trigger": "bold white on red",
    "source": "black on bright_blue",
    "cue": "bold blue",
    "place": "black on green",
    "time": "black on yellow",
    "figure": "black on magenta",
    "hedge": "italic underline",
}
GRADE_STYLE = {"1": "green", "2": "green", "3": "yellow", "4": "dark_orange", "5": "red", "6": "bright_black"}
PIPED_WIDTH = 160
CONTEXT = 320  # characters shown on either side of a claim's evidence


def _console() -> Console:
    """The terminal's own width; a file or a pipe is as wide as a table wants to be."""
    return Console() if Console().is_terminal else Console(width=PIPED_WIDTH)


def print_incidents(incidents: Iterable[Incident]) -> None:
    """One line an incident, by date."""
    table = Table(header_style="bold", row_styles=["", "dim"])
    for name in ("Date", "Place", "What", "Who, against whom"):
        table.add_column(name, overflow="fold")
    for name in ("Killed", "Wounded", "Origins", "Reports", "Grade"):
        table.add_column(name, justify="right", no_wrap=True)
    table.add_column("ID", no_wrap=True)
    for i in sorted(incidents, key=_day):
        table.add_row(*_incident_row(i))
    _console().print(table)


def _day(i: Incident) -> str:
    """What the table is sorted by: the day that it shows; those without one stand last."""
    when = choose.when(i)
    return (when.start if when is not None else None) or "9"


def _incident_row(i: Incident) -> list[Text]:
    actors, recipients = (", ".join(p.name for p in choose.parties(i, side)) for side in ("actor", "recipient"))
    unknown = f" +{i.unknown_origins}?" if i.unknown_origins else ""
    cells = [
        when_words(choose.when(i)),
        place_words(choose.where(i)),
        kind_words(i),
        f"{actors or '?'} → {recipients}" if recipients else actors,
        figure_words(i.summary.get("killed")),
        figure_words(i.summary.get("wounded")),
        f"{len(i.origins)}{unknown}",
        str(len(i.documents)),
    ]
    grade = Text(i.grade.source + i.grade.information, style=GRADE_STYLE[i.grade.information])
    return [*map(Text, cells), grade, Text(i.id[:8])]


def print_reading(reading: Reading) -> None:
    """One document: what it is, and for each claim its words, its values and its source chain."""
    console, document = _console(), reading.document
    dated = when_words(document.published) if document.published else "date unknown"
    facts = [document.outlet or "outlet unknown", dated, document.language or "language undecided"]
    console.print(Text.assemble((title_words(document), "bold"), ("\n" + " · ".join(facts), "dim")))
    for claim in reading.claims:
        console.print(_claim_text(claim, document))
    console.print(Text(f"claims {len(reading.claims)}, attributions {len(reading.attributions)}\n", style="dim"))


def _claim_text(claim: Claim, document: Document) -> Text:
    (_, words), (_, what), *rows = claim_rows(claim, document)
    values = " · ".join(f"{name} {value}" for name, value in rows)
    return Text.assemble(
        (f"\n{what} ", "bold red"), f"“{words}”", ("  " + claim.id[:8], "dim"), f"\n  {values}",
        ("\n  said by ", "dim"), (chain_words(claim.chain), "blue"),
    )  # fmt: skip


def print_found(found: Found, view: View) -> None:
    """An incident with all readings of its cells, a claim in its passage, or a document with all its evidence."""
    console = _console()
    if found.act is not None:
        console.print(Text(f"{signed(found.act)}  {found.act.id}"))
    elif found.kind == "incident" and found.incident:
        _print_incident(console, found.incident, view)
    elif found.claim and found.read:
        _print_claim(console, found.claim, found.read)
        _print_said(console, view, (found.claim.id,))
        if found.incident:
            console.print(f"Part of incident {found.incident.id[:8]}")
    elif found.read:
        _print_document(console, found.read)


def _print_incident(console: Console, i: Incident, view: View) -> None:
    console.print(Text.assemble((f"{kind_words(i)}  ", "bold"), f"{plover.coded(i.type, i.mode)}  {i.id}"))
    console.print(Text(f"{when_words(choose.when(i))}   {place_words(choose.where(i))}"))
    names = {o.id: o.name for o in i.origins}
    table = Table("Cell", "Reading", "Stance", "Origin", "Claims", header_style="bold")
    for cell, readings in i.cells.items():
        for r in readings:
            owner = names.get(r.origin or "", "unknown")
            by = f", corrected by {', '.join(people)}" if (people := said.correctors(i, cell, r)) else ""
            told = (cell, value_words(r) + by, r.stance, owner, " ".join(c[:8] for c in r.claims))
            table.add_row(*map(Text, told))
    console.print(table)
    for o in i.origins:
        console.print(Text.assemble((f"{o.id} {o.name}", "bold"), f"  {'; '.join(o.reasons)}"))
    for d in i.disputed:
        who, whom = names.get(d.by or "", "unknown"), names.get(d.of or "", "unknown")
        console.print(Text(f"Disputed: {d.cell}: {who} against {whom}", style="red"))
    console.print(Text(f"Grade {i.grade.source}{i.grade.information}: {'; '.join(i.grade.reasons)}"))
    _print_said(console, view, i.claims)
    for claim_id in i.claims:
        for read in (view.reads[d] for d in i.documents if d in view.reads):
            for claim in (c for c in read.claims if c.id == claim_id):
                _print_claim(console, claim, read)


def _print_said(console: Console, view: View, claims: Collection[str]) -> None:
    for line in said.Said(view).lines(claims):
        console.print(Text(line, style="cyan"), soft_wrap=True)


def print_queue(questions: Iterable[Question]) -> None:
    """Each question with its reasons, and the commands that settle it."""
    console = _console()
    for q in questions:
        console.print(Text.assemble((f"{q.weight:.2f} {q.kind:9} ", "bold yellow"), (q.title, "bold")), soft_wrap=True)
        for reason in q.reasons:
            console.print(Text(f"    {reason}"), soft_wrap=True)
        for command in q.settle:
            console.print(Text(f"    $ {command}", style="green"), soft_wrap=True)


def _print_claim(console: Console, claim: Claim, read: Read) -> None:
    document = read.document
    at = anchor(claim)
    start, end = max(0, at.start - CONTEXT), min(len(document.text), at.end + CONTEXT)
    console.rule(Text(f"{claim.kind} {claim.id[:8]} in {title_words(document)}"), align="left")
    passage = coloured(document.text, marks(claim, read))[start:end]
    console.print(passage)
    console.print(Text(f"Source chain: {chain_words(claim.chain)}", style="bold"))


def _print_document(console: Console, read: Read) -> None:
    document = read.document
    console.print(Text.assemble((title_words(document), "bold"), f"\n{document.outlet or ''} {document.url or ''}"))
    if not document.readable:
        console.print(Text(f"Language {document.language}: not yet read", style="red"))
    console.print(coloured(document.text, (m for c in read.claims for m in marks(c, read))))
    for claim in read.claims:
        console.print(_claim_text(claim, document))


def marks(claim: Claim, read: Read) -> Iterator[tuple[str, Span]]:
    """Each piece of evidence of a claim: the kind of value and where it stands."""
    yield "trigger", anchor(claim)
    for kind, field in (("place", "where"), ("time", "when"), ("time", "dated"), ("figure", "count")):
        value = getattr(claim, field, None)
        if value is not None and value.span is not None:
            yield kind, value.span
    yield from (("figure", t.count.span) for t in getattr(claim, "counts", ()))
    yield from (("hedge", s) for s in getattr(claim, "stance_cue", ()))
    for party in (*getattr(claim, "actor", ()), *getattr(claim, "recipient", ())):
        yield "source", party.resolved_from or party.span
    for a in (a for a in read.attributions if a.id == claim.attribution):
        yield from (("cue", s) for s in a.cue)
        if a.source:
            yield "source", a.source.resolved_from or a.source.span


def coloured(text: str, found: Iterable[tuple[str, Span]]) -> Text:
    """The text with its evidence in colour; control characters of hostile text are shown, not obeyed."""
    out = Text("".join(c if c.isprintable() or c in "\n\t" else "\N{REPLACEMENT CHARACTER}" for c in text))
    for kind, span in found:
        out.stylize(STYLES[kind], span.start, span.end)
    return out
