"""The ledger in the words of the field: reports, documents, readings, decisions, failures."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, Self

from firsthand.ledger.bodies import Entry, packed, sighting, sighting_subject, unpacked
from firsthand.ledger.erase import erase
from firsthand.ledger.errors import LedgerError
from firsthand.ledger.kept import forget
from firsthand.ledger.reads import Held, Run, evidence, held, producers, read_documents, run_body, runs, with_claims
from firsthand.ledger.store import AsOf, Store, connect
from firsthand.ledger.verify import Problem, problems
from firsthand.model import (
    Correction,
    Decision,
    Document,
    Producer,
    Read,
    Reading,
    Rejection,
    Report,
    Span,
    decode,
    encode,
)

PROGRAM = "firsthand"  # who appends what no person decided


class Ledger(Store):
    """What came in and what people decided. `with Ledger.open(path) as ledger: …`"""

    @classmethod
    def open(cls, path: str | Path, *, create: bool = True, readonly: bool = False) -> Self:
        """Open a ledger file, laying out a new one where there is none. Raises LedgerError."""
        path = Path(path)
        if (readonly or not create) and not path.exists():
            raise LedgerError(f"{path}: there is no ledger here: add reports first, or name another with --ledger")
        ledger = cls(path, connect(path, readonly=readonly))
        try:
            ledger.prepare(readonly=readonly)
        except BaseException:
            ledger.close()
            raise
        return ledger

    def __enter__(self) -> Self:
        return self

    def add_report(self, report: Report, by: str = PROGRAM, at: str | None = None) -> Entry | None:
        """Keep a report's bytes, once however often the same bytes come in."""
        if self.latest("report", report.digest) is not None:
            return None
        return self.append("report", report.digest, packed(report), by, at)

    def add_document(self, document: Document, by: str = PROGRAM, at: str | None = None) -> Entry | None:
        """Keep a document. The same text seen elsewhere or at another time is kept as a further sighting of it."""
        first = self.document(document.id)
        if first is None or sighting(first) == sighting(document):
            return self.append("document", document.id, document, by, at)
        return self.append("document", sighting_subject(document), sighting(document), by, at)

    def add_reading(self, reading: Reading, by: str = PROGRAM, at: str | None = None) -> Entry | None:
        """Keep what was read from a document: its claims, then the run that names them. One transaction."""
        with self.transaction():
            for claim in reading.claims:
                self.append("claim", claim.id, claim, by, at)
            body = run_body(reading, self.document(reading.document.id))
            return self.append("run", reading.document.id, body, by, at)

    def add_decision(self, decision: Decision, at: str | None = None) -> Entry | None:
        """Keep what a person decided. Raises ValueError where the program itself would decide."""
        return self._add_act("decision", decision, at)

    def add_correction(self, correction: Correction, at: str | None = None) -> Entry | None:
        """Keep what a person says that a cell should say. Raises ValueError where the program itself would."""
        return self._add_act("correction", correction, at)

    def add_rejection(self, rejection: Rejection, at: str | None = None) -> Entry | None:
        """Keep that a person takes a claim for none. Raises ValueError where the program itself would."""
        return self._add_act("rejection", rejection, at)

    def _add_act(self, kind: str, act: Decision | Correction | Rejection, at: str | None) -> Entry | None:
        if act.by == PROGRAM:
            raise ValueError(f"machines never decide: a {kind} needs the name of a person")
        return self.append(kind, act.id, act, act.by, at)

    def has_run(self, document: str, producer: Producer) -> bool:
        """Whether the latest run over a document was made by this very program, model and gazetteer."""
        run = self.latest_body("run", document)
        return run is not None and run["producer"] == encode(producer)

    def report_bytes(self, named: str) -> bytes | None:
        """A report's bytes by their digest; `None` where it was redacted or never came in."""
        body = self.latest_body("report", named)
        return unpacked(body) if body is not None else None

    def document(self, named: str, as_of: AsOf = None) -> Document | None:
        """A document as first seen."""
        body = self.latest_body("document", named, as_of)
        return decode(Document, body) if body is not None else None

    def documents(self, as_of: AsOf = None) -> Iterator[Document]:
        """Every document as first seen, whether or not anything was read from it."""
        for entry, body in self.newest("document", as_of):
            if "/" not in entry.subject:
                yield decode(Document, body)

    def producers(self, as_of: AsOf = None) -> tuple[Producer, ...]:
        """The versions that made the readings, each once, oldest first."""
        return tuple(producers(self, self.upto(as_of)))

    def stamp(self, as_of: AsOf = None) -> str | None:
        """When the last entry (of the prefix) was made; `None` in an empty ledger."""
        last = next(iter(self.entries(as_of=as_of, after=self.upto(as_of) - 1)), None)
        return last.at if last is not None else None

    def reads(self, as_of: AsOf = None, among: Collection[str] | None = None) -> Iterator[Read]:
        """Every document with the attributions and claims of its latest run; a page of them in memory at a time.

        `among` confines it to these documents.
        """
        return read_documents(self, self.upto(as_of), among)

    def runs(self, as_of: AsOf = None) -> Iterator[Run]:
        """Every document with its latest run, of which the claims are not looked up yet."""
        return runs(self, self.upto(as_of))

    def told(self, found: Iterable[Run], as_of: AsOf = None) -> Iterator[Read]:
        """What these runs told."""
        return with_claims(self, found, self.upto(as_of))

    def held(self, as_of: AsOf = None) -> Iterator[Held]:
        """Every document with its latest run, of which the claims are not read yet."""
        return held(self, self.runs(as_of), self.upto(as_of))

    def evidence(self, as_of: AsOf = None) -> Iterator[tuple[str, Span]]:
        """The words that each event was read from, by claim."""
        return evidence(self, self.upto(as_of))

    def decisions(self, as_of: AsOf = None) -> tuple[Decision, ...]:
        """What people decided and did not withdraw, oldest first."""
        return tuple(decode(Decision, body) for body in self.standing("decision", as_of).values())

    def corrections(self, as_of: AsOf = None) -> tuple[Correction, ...]:
        """Cells that people corrected and did not withdraw, oldest first."""
        return tuple(decode(Correction, body) for body in self.standing("correction", as_of).values())

    def rejections(self, as_of: AsOf = None) -> tuple[Rejection, ...]:
        """Claims that people took for none and did not withdraw that, oldest first."""
        return tuple(decode(Rejection, body) for body in self.standing("rejection", as_of).values())

    def failures(self, as_of: AsOf = None) -> Mapping[str, Any]:
        """What could not be read, by its subject, unless a withdrawal followed (it was read after all)."""
        return self.standing("failure", as_of)

    def standing(self, kind: str, as_of: AsOf = None) -> Mapping[str, Any]:
        """The latest body of each subject of a kind that no later withdrawal of the same subject takes back."""
        upto = self.upto(as_of)
        withdrawn = {e.subject: e.seq for e, _ in self.newest("withdrawal", upto)}
        return {e.subject: body for e, body in self.newest(kind, upto) if withdrawn.get(e.subject, 0) < e.seq}

    def withdraw(self, subject: str, reason: str, by: str, at: str | None = None) -> Entry | None:
        """Take back a decision, rejection, correction or failure; it stays in the ledger."""
        return self.append("withdrawal", subject, {"subject": subject, "reason": reason}, by, at)

    def redact(self, named: str, reason: str, by: str, at: str | None = None) -> tuple[Entry, ...]:
        """Erase a document (its text, bytes, readings, sightings) or one body; leave the trace, refuse its return."""
        made = erase(self, named, reason, by, at)
        forget(self.path)  # what was computed holds words of it too
        return made

    def verify(self) -> list[Problem]:
        """Walk the whole ledger: chain, bodies, texts and spans. An empty list is a sound ledger."""
        return list(problems(self))
