"""Firsthand: a sourced, auditable ledger of what news reports of armed conflict claim."""

__version__ = "0.1.0"
