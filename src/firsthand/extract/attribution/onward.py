"""Relays of relays, and those that are none: "citing the Gazette, which quoted a foreman"; "quoting its medics"."""

import re

from firsthand.extract.attribution.view import Draft, View, trim
from firsthand.extract.attribution.wordings import phrase_after
from firsthand.model import Span
from firsthand.reference.speakers import speakers

HAD_IT_FROM = re.compile(
    r",\s+which\s+(?:(?:in\s+turn|itself|had|has)\s+)*"
    r"(?P<cue>quot(?:es|ed|ing)|cit(?:es|ed|ing)|credit(?:s|ed|ing)|interviewed|relie[sd]\s+on|had\s+it\s+from|spoke\s+(?:to|with))\s"
)
OWN = re.compile(r"(?:its|their)\s+(?:own\s+)?", re.I)


def own_people(view: View, who: Span) -> bool:
    """Whether who is cited are the people of the one that cites: its word is theirs."""
    own = OWN.match(who.of(view.text))
    lemmas = {t.lemma.lower() for t in view.within(who)}
    return own is not None and bool(lemmas & (speakers().reporters | speakers().people))


def had_from(view: View, found: list[Draft]) -> list[Draft]:
    """The drafts with the one whom a medium that is cited had it from."""
    out = list(found)
    for relay in [d for d in found if d.source is not None and d.via is not None]:
        assert relay.source is not None
        told = HAD_IT_FROM.match(view.text, relay.source.end)
        sentence = view.sentence(relay.anchor)
        if told is None or sentence is None or told.end() > sentence.span.end:
            continue
        cue = trim(view.text, told.start("cue"), told.end("cue"))
        who = phrase_after(view, sentence, told.end())
        if cue is not None and who is not None:
            out = [d for d in out if not any(c.overlaps(cue) for c in d.cue)]
            out.append(Draft((cue,), relay.content, who, "say", via=relay))
    return out


def without_own(view: View, found: list[Draft]) -> list[Draft]:
    """The drafts without those of a body's own people, through whom it knows what it says."""
    return [d for d in found if d.via is None or d.source is None or not own_people(view, d.source)]
