""" "Chad condemned an attack by rebels": what is only the object of words is told by the words."""

from firsthand.extract.events.refer import Told

DEFINITE = frozenset({"the", "this", "that", "these", "those"})
NAMING = ("patient", "for", "of", "over")  # arguments of words that may name what they are about


def told_by_words(told: list[Told], after_attack: bool) -> list[Told]:
    """The events without the attacks of which a condemnation beside them says all: whose they were.

    `after_attack`: one was told shortly before; then "the attack" is that one, and whose it was is news of it.
    """
    alone = [t for t in told if any(_tells_all(upper, t) for upper in told)]
    return [t for t in told if t not in alone or (after_attack and t.happening.lead.determiner in DEFINITE)]


def _tells_all(upper: Told, lower: Told) -> bool:
    lead, event = lower.happening.lead, lower.event
    known = event.recipient or event.counts or event.weapon or event.where or event.when
    bare = lead.noun and event.type == "ASSAULT" and not known
    if not bare or not event.actor or upper.event.type != "ACCUSE":
        return False
    words = upper.happening.lead
    named = any(a.head.overlaps(lead.span) for name in NAMING for a in words.arguments.get(name, ()))
    return named and {p.name for p in event.actor} <= {p.name for p in upper.event.recipient}
