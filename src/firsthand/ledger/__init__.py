"""The append-only store: what came in and what people decided. Everything else is computed from it."""

from firsthand.ledger.bodies import Entry
from firsthand.ledger.errors import LedgerError, Redacted
from firsthand.ledger.kept import Change, Kept, KeptError, Made
from firsthand.ledger.ledger import PROGRAM, Ledger
from firsthand.ledger.reads import Held
from firsthand.ledger.timestamps import Stamp
from firsthand.ledger.verify import Problem

__all__ = [
    "PROGRAM",
    "Change",
    "Entry",
    "Held",
    "Kept",
    "KeptError",
    "Ledger",
    "LedgerError",
    "Made",
    "Problem",
    "Redacted",
    "Stamp",
]
