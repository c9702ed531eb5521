"""The append-only store: what came in and what people decided. Everything else is computed from it."""

from firsthand.ledger.bodies import Entry
from firsthand.ledger.errors import LedgerError, RedactedError
from firsthand.ledger.ledger import Ledger
from firsthand.ledger.verify import Problem

__all__ = ["Entry", "Ledger", "LedgerError", "Problem", "RedactedError"]
