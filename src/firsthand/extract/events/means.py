"""With what: the weapon of a happening, and what it makes of its mode."""

import re
from dataclasses import dataclass

from firsthand.extract.events.happenings import Happening
from firsthand.extract.events.page import Page
from firsthand.extract.events.roles import role_of
from firsthand.extract.language.layer import Token
from firsthand.model import Span, Text
from firsthand.reference import lexicon
from firsthand.reference.discourse import discourse

HELPED = re.compile(r"[, ](?:backed|supported|accompanied|escorted|covered|aided|assisted) by\b")
CARRIERS = frozenset({"drone", "aerial"})
WITH = frozenset({"with", "using", "by", "from", "in", "of"})


@dataclass(frozen=True, slots=True)
class Means:
    """The weapon as written, PLOVER's mode, and ACLED's hint where the mode leaves it open."""

    weapon: Text | None
    mode: str | None
    acled: str | None


def means(page: Page, happening: Happening) -> Means:
    """The weapon in the happening's words and arguments; the mode of its senses, else that of the weapon."""
    found = [
        w for span in _spans(page, happening) for w in weapons_in(page, span)
        if not _answered(page, happening, w[0].span) and not page.places_in(w[0].span)  # "in Tank district"
    ]  # fmt: skip
    weapon, kind = max(found, key=lambda f: (_leads(happening, f[0].span), len(f[0].text)), default=(None, None))
    senses = [t.sense for t in happening.triggers]
    carried = [k.mode for text, k in found if k.mode in CARRIERS and _leads(happening, text.span)]
    filled = [k.mode for _, k in found if k.mode == "unconventional"]  # "rockets filled with sarin"
    mode = _settle([*modes(happening), *carried, *filled], kind.mode if kind else None)  # a drone that drops a grenade
    hint = next((s.acled for s in senses if s.acled), None)
    return Means(weapon, mode, (kind.acled if kind and kind.acled else None) or hint)


def modes(happening: Happening) -> list[str]:
    """PLOVER's modes of its words; how those were taken who were found dead is another happening's."""
    lead = happening.lead.sense
    told = [t.sense.mode for t in happening.triggers if t.sense.mode]
    return [m for m in told if m != "abduct" or lead.mode == m or lead.toll != "killed"]


def _answered(page: Page, happening: Happening, weapon: Span) -> bool:
    """Whether it was the others' weapon: "bombed the hotel in response to air strikes"."""
    lead = happening.lead.span
    return lead.end < weapon.start and discourse().answered.search(page.text, lead.end, weapon.start) is not None


def _settle(modes: list[str], armed: str | None) -> str | None:
    """The suicide attack before the bomb, what was shot or thrown before the bare killing."""
    known = [*modes, *([armed] if armed else [])]
    for mode in ("suicide-attack", "unconventional", "drone", "aerial", "abduct", "crowd-control"):
        if mode in known:
            return mode
    specific = [m for m in modes if m not in ("targeted", "destroy")]
    if armed and (not specific or specific[0] in ("firearms", "explosives", "heavy-weapons")):
        return armed
    return (specific or modes or [None])[0]


def _leads(happening: Happening, weapon: Span) -> bool:
    """Whether the weapon is what an argument is, and not told within it: the bomb of "a bomb under a truck"."""
    words = [t.span for t in happening.triggers] + [m.span for t in happening.triggers for m in t.modifiers]
    heads = [a.head for t in happening.triggers for group in t.arguments.values() for a in group]
    return any(weapon.overlaps(s) for s in (*words, *heads))


def _without_helpers(page: Page, span: Span) -> Span:
    """Those who act without what others lent them: "troops backed by planes"."""
    helped = HELPED.search(page.text, span.start, span.end)
    return Span(span.start, helped.start()) if helped is not None else span


def _spans(page: Page, happening: Happening) -> list[Span]:
    found = [t.span for t in happening.triggers if t.noun]
    for trigger in happening.triggers:
        for name, group in trigger.arguments.items():
            for argument in group:
                acts = name == "agent" and role_of(trigger, name) != "recipient"  # "the truck ran over a mine"
                if name in WITH or acts or role_of(trigger, name) == "weapon":
                    found.append(_without_helpers(page, argument.span) if acts else argument.span)
        found += [m.span for m in trigger.modifiers]
    return found


def weapons_in(page: Page, span: Span) -> list[tuple[Text, lexicon.Weapon]]:
    """The words for weapons in a stretch of text, the longest that fit."""
    tokens = page.within(span)
    found: list[tuple[Text, lexicon.Weapon]] = []
    position = 0
    while position < len(tokens):
        match = _longest(tokens, position)
        if match is None:
            position += 1
            continue
        weapon, size = match
        where = Span(tokens[position].span.start, tokens[position + size - 1].span.end)
        found.append((Text(where.of(page.text), where), weapon))
        position += size
    return found


def _longest(tokens: list[Token], position: int) -> tuple[lexicon.Weapon, int] | None:
    for size in range(min(lexicon.longest_weapon(), len(tokens) - position), 0, -1):
        piece = tokens[position : position + size]
        if piece[-1].pos not in ("NOUN", "PROPN") and size == 1 and not piece[-1].text.isupper():  # "an IED attack"
            continue
        word = piece[-1].text.lower()
        ends = dict.fromkeys((word, piece[-1].lemma.lower(), word.removesuffix("s")))
        for words in ([*(t.text.lower() for t in piece[:-1]), end] for end in ends):
            for joint in (" ", ""):
                weapon = lexicon.weapons().get(joint.join(words))
                if weapon is not None:
                    return weapon, size
    return None
