"""When two events of one text can't be one: what tells whether a source speaks of this one or of another."""

from firsthand.model import Event
from firsthand.resolve.dates import days
from firsthand.resolve.geometry import fit


def apart(a: Event, b: Event) -> bool:
    """Whether days or places that a text tells of two events exclude each other."""
    if fit(a.where, b.where) in ("clash", "near"):
        return True
    one, other = days(a.when), days(b.when)
    return one is not None and other is not None and not one.overlaps(other)
