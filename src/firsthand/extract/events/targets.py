"""Buildings and vehicles that a bomb is set off at: "A bomb exploded in front of the embassy", "placed under a bus"."""

from collections.abc import Iterator

from firsthand.extract.events import nominal
from firsthand.extract.events.happenings import Happening
from firsthand.extract.events.heads import labels
from firsthand.extract.events.page import Page
from firsthand.extract.events.roles import described
from firsthand.extract.events.words import Trigger
from firsthand.extract.language.layer import Argument
from firsthand.model import Party, Span
from firsthand.reference import lexicon

MODES = frozenset({"explosives", "suicide-attack"})
AT = frozenset("at in inside outside near under underneath beneath behind against on into beside by".split())
GROUND = frozenset({"@ground", "@settlement"})  # places that are no buildings


def hit(page: Page, happening: Happening) -> Iterator[Party]:
    """The things that a happening's bombs went off at, as they are described."""
    for trigger in happening.triggers:
        if trigger.sense.mode not in MODES or trigger.sense.tells != "blast":
            continue
        for name, arguments in [*trigger.arguments.items(), *_behind_weapon(page, trigger)]:
            if name in AT:
                yield from (p for a in arguments if (p := _thing(page, trigger, a)))


def _behind_weapon(page: Page, trigger: Trigger) -> list[tuple[str, tuple[Argument, ...]]]:
    """Where the bomb was, where the parser hung it on the bomb: "planted a bomb in a cinema"."""
    weapon = trigger.argument("patient") or (trigger.argument("agent") if not trigger.noun else None)
    return list(nominal.behind(page, trigger.sentence, weapon.head.end).items()) if weapon else []


def _thing(page: Page, trigger: Trigger, argument: Argument) -> Party | None:
    at = _whole(page, trigger, argument)
    found = labels(page, trigger.sentence, at)
    built = "@built" in found or (at is not argument and "@place_name" not in found)
    built = built or ("@place" in found and not found & GROUND)
    if not (built or "@thing" in found or "@vehicle" in found) or found & {"@weapon", "@people"}:
        return None
    return described(page, trigger, at, "other")


def _whole(page: Page, trigger: Trigger, argument: Argument) -> Argument:
    """The building of "the basement of the building"."""
    head = page.token(argument.head)
    after = page.after(argument.head.end, 1)
    if (
        head is None
        or "@part" not in lexicon.classes_of(head.lemma.lower())
        or not after
        or after[0].text.lower() != "of"
    ):
        return argument
    behind = (n for n in trigger.sentence.noun_phrases if n.span.start >= after[0].span.end)
    owner = next(behind, None)
    return Argument(Span(owner.span.start, owner.span.end), owner.head) if owner else argument
