"""The review queue of a ledger, and erasing: what a person should look at, and what must be forgotten."""

from collections.abc import Iterable
from dataclasses import dataclass

from firsthand import resolve
from firsthand.ledger import Ledger
from firsthand.model import Document
from firsthand.resolve.queue import KINDS, Kind, Question, State, ordered
from firsthand.resolve.queue import queue as asked
from firsthand.workspace import nearmisses
from firsthand.workspace.effects import history, overruled
from firsthand.workspace.views import KeptView, NotFoundError, View
from firsthand.workspace.words import title_words


def queue(ledger: Ledger, view: View, kinds: Iterable[Kind] = KINDS) -> list[Question]:
    """What a person should look at, the weightiest first."""
    erased = frozenset(e.subject for e in ledger.entries(("redaction",)))
    failures = ledger.failures()
    kinds = tuple(kinds)
    incidents = () if set(kinds) <= {"link"} and isinstance(view, KeptView) else view.asking()
    state = State(incidents, view.reads, view.settled, overruled(view), failures, erased)
    if not isinstance(view, KeptView):
        return asked(state, kinds)
    links = nearmisses.questions(view) if "link" in kinds else []
    return ordered([*asked(state, [k for k in kinds if k != "link"]), *links])


@dataclass(frozen=True, slots=True)
class Doomed:
    """What a redaction would erase: a document with its claims, or one act of a person (`document` is `None`).

    `copies` are other documents that print words of it; they stay unless they are erased as well.
    """

    id: str
    title: str
    claims: int
    document: Document | None
    incidents: tuple[str, ...] = ()
    copies: tuple[str, ...] = ()


def doomed(ledger: Ledger, view: View, named: str) -> Doomed:
    """What `named` (the first characters of a document's or an act's id) would erase. Raises NotFoundError."""
    prefix = named.removeprefix("sha256:")
    documents = [d for d in ledger.documents() if prefix and d.id.removeprefix("sha256:").startswith(prefix)]
    acts = [x.act for x in history(ledger, view) if prefix and x.act.id.startswith(prefix)]
    if len(documents) + len(acts) > 1:
        ids = ", ".join([*(d.id for d in documents), *(a.id for a in acts)][:5])
        raise NotFoundError(f"{named} may be any of {ids}: give more of it")
    if documents:
        return _document(documents[0], view)
    if acts:
        return Doomed(acts[0].id, f"{type(acts[0]).__name__.lower()} by {acts[0].by}", 0, None)
    raise NotFoundError(_elsewhere(view, named))


def _document(document: Document, view: View) -> Doomed:
    read = view.reads.get(document.id)
    incidents = tuple(i for i in view.incidents if document.id in i.documents)
    mates = dict.fromkeys(d for i in incidents for d in i.documents if d in view.reads and d != document.id)
    passages = resolve.copies([document, *(view.reads[d].document for d in mates)])
    printed = {d for p in passages if document.id in (p.document, p.earlier) for d in (p.document, p.earlier)}
    copies = tuple(d for d in mates if d in printed)
    title = title_words(document)
    claims = len(read.claims) if read is not None else 0
    return Doomed(document.id, title, claims, document, tuple(i.id for i in incidents), copies)


def _elsewhere(view: View, named: str) -> str:
    """Who names a claim or incident is told which documents there are."""
    for read in view.reads.values():
        if named and any(c.id.startswith(named) for c in read.claims):
            whole = f"`firsthand redact {read.document.id[7:19]}`"
            return f"{named} is a claim of the document {read.document.id}: {whole} erases it as a whole"
    return f"no document and no act has the id {named}: `firsthand show INCIDENT` names an incident's documents"
