"""Against whom forces move, crowds protest and two accuse each other, where the words name no party for it."""

from collections.abc import Iterator

from firsthand.extract.events import nominal
from firsthand.extract.events.concerned import nation_at, state_at
from firsthand.extract.events.page import Page, base_phrase, location
from firsthand.extract.events.words import Trigger
from firsthand.extract.language.layer import Argument
from firsthand.model import Party, Span
from firsthand.reference import lexicon

HARMS = frozenset("killing murder assassination death shooting arrest detention abduction kidnapping rape".split())
BORDERS = frozenset({"border", "frontier", "boundary"})


def bordering(page: Page, trigger: Trigger) -> list[Party]:
    """Whose border forces are moved to: Mali of "massed troops along its border with Mali"."""
    heads = (a.head for group in trigger.arguments.values() for a in group)
    ends = [h.end for h in heads if (t := page.token(h)) is not None and t.lemma.lower() in BORDERS]
    return [p for end in ends for p in _with(page, trigger, end)]


def _with(page: Page, trigger: Trigger, end: int) -> Iterator[Party]:
    """The state that "with" names right behind a border."""
    link = page.after(end, 1)
    if link and link[0].text.lower() == "with":
        other = next((n for n in trigger.sentence.noun_phrases if n.span.start > link[0].span.end), None)
        state = state_at(page, other.head) if other is not None and other.span.start == link[0].span.end + 1 else None
        if state is not None:
            yield state


def is_deed(page: Page, argument: Argument) -> bool:
    """Whether what is protested against is a deed: "the killing of a trader", "an attack by soldiers"."""
    token = page.token(argument.head)
    return token is not None and any(
        nominal.is_attack(w) or w in HARMS for w in (token.lemma.lower(), token.text.lower())
    )


def doers(page: Page, trigger: Trigger, deed: Argument) -> list[Party]:
    """Who did the deed: its owner, or whom "by" names behind it."""
    phrase = base_phrase(trigger.sentence, deed.head) or deed
    behind = nominal.behind(page, trigger.sentence, deed.head.end).get("by", ())
    spans = [Span(min(phrase.span.start, deed.head.start), deed.head.start), *(a.span for a in behind)]
    found = [m.party for m in page.parties if any(s.contains(location(m)) for s in spans)]
    names = [n for n in trigger.sentence.names if spans[0].contains(n.span)]
    return found or [p for n in names if (p := nation_at(page, n) or state_at(page, n.span))]


def is_reciprocal(trigger: Trigger) -> bool:
    """ "accused each other", of a deed of words: each does it to the other."""
    after = [t.text.lower() for t in trigger.sentence.tokens if t.span.start >= trigger.span.end][:2]
    return after in (["each", "other"], ["one", "another"]) and trigger.sense.type in lexicon.WORDS
