"""Drafts in which nobody says anything: a headline's topic, a deed that goes on, a wish not to be named."""

import re
from functools import cache
from itertools import takewhile

from firsthand.extract.attribution.view import Draft, View
from firsthand.reference import cues, groups, lexicon, stances

GOING_ON = frozenset("continue begin start go_on".split())
UNNAMED = re.compile(
    r"(?:\w+\s+)?(?:(?:not\s+)?to\s+be\s+(?:named|identified|quoted|called|known\s+as)|that\s+(?:his|her|their)\s+names?\s+(?:not\s+)?be\b"
    r"|(?:for\s+)?anonymity\b)",
    re.I,
)
ASKED = re.compile(
    r"(?:to\s+)?(?:(?:say|confirm|specify|disclose|reveal|tell)\s+)?(?:whether|if|how|who|what|where|when|why)\b", re.I
)
CLAIMED_BY = re.compile(r"(?:both |also |jointly )?by\b", re.I)
SWORN = frozenset({"pledge", "swear", "vow"})
ALLEGIANCE = re.compile(r"(?:its |their |his )?(?:allegiance|loyalty|fealty)\b", re.I)
PHRASE = frozenset({"DET", "ADJ", "NOUN", "PROPN", "NUM"})
SILENT = frozenset({"comment", "respond", "react", "reply", "elaborate"})
NOT = frozenset({"not", "n't", "n’t", "never", "decline", "refuse"})
AFTER_COUNTRY = frozenset({"war", "conflict", "crisis", "unrest", "violence", "clashes"})


def is_unsaid(view: View, draft: Draft) -> bool:
    """Whether a draft tells no words of anybody's."""
    return (
        is_topic(view, draft)
        or _goes_on(view, draft)
        or _unnamed(view, draft)
        or _by_deed(view, draft)
        or _silent(view, draft)
        or _not_claimed(view, draft)
        or _untrue(view, draft)
        or _by_others(view, draft)
    )


def is_topic(view: View, draft: Draft) -> bool:
    """ "Mali: Jihadists kill nine": the country before a headline's colon is what the report is on, and says nothing
    but what stands in quotation marks."""
    sentence = view.sentence(draft.content[0].start)
    if draft.source is None or sentence is None or sentence.block.kind != "headline":
        return False
    behind = view.text[draft.source.end : draft.content[0].start].strip()
    return behind == ":" and view.quotation(draft.content[0].start) is None and _is_country(draft.source.of(view.text))


def _is_country(words: str) -> bool:
    parts = words.lower().split()
    while len(parts) > 1 and (parts[-1] in AFTER_COUNTRY or parts[0] == "the"):
        parts = parts[:-1] if parts[-1] in AFTER_COUNTRY else parts[1:]
    return " ".join(parts) in _countries()


@cache
def _countries() -> frozenset[str]:
    return frozenset(n.casefold() for s in groups.states().values() for n in (s.name, *s.names)) | {"dr congo"}


def _goes_on(view: View, draft: Draft) -> bool:
    """Whether a cue only tells that a deed goes on: "has continued to shell the port"."""
    cue = [t.lemma.lower() for t in view.within(draft.cue[0])] if draft.cue else []
    told = [t.lemma.lower() for t in view.within(draft.content[-1])[:2]]
    verb = next((i for i, lemma in enumerate(cue) if lemma in GOING_ON), None)
    deed = [] if verb is None else [*cue[verb + 1 :], *told][:2]
    return deed[:1] == ["to"] and not cues.verbs().keys() & set(deed)


def _by_deed(view: View, draft: Draft) -> bool:
    """Whether the source is an attack or its like: "the blast highlighted", "twin bombings claimed 11 lives"."""
    if draft.source is None:
        return False
    words = [*takewhile(lambda t: t.pos in PHRASE, view.within(draft.source))]
    words += takewhile(lambda t: t.pos == "NOUN", view.within(draft.cue[0]) if draft.cue else ())
    noun = next((t for t in reversed(words) if t.pos in ("NOUN", "PROPN")), None)
    senses = lexicon.senses(noun.lemma.lower(), "NOUN") if noun is not None else ()
    return any(s.type == "ASSAULT" and not s.needs for s in senses)


def _by_others(view: View, draft: Draft) -> bool:
    """Whether the source is what others claim ("the town is claimed by both governments") or does what it tells."""
    cue = [t.lemma.lower() for c in draft.cue for t in view.within(c)]
    before = draft.source is not None and bool(draft.cue) and draft.source.end <= draft.cue[0].start
    if set(cue) & SWORN and ALLEGIANCE.match(draft.content[0].of(view.text)) is not None:
        return True  # a deed: "has pledged allegiance to the emir"
    return before and cue[:1] == ["be"] and CLAIMED_BY.match(draft.content[0].of(view.text)) is not None


def _untrue(view: View, draft: Draft) -> bool:
    """Whether another says of these claims that they are not so: "claims by rebels that it fell were false"."""
    cue = [t.lemma.lower() for c in draft.cue for t in view.within(c) if t.pos == "NOUN"]
    sentence = view.sentence(draft.content[0].start)
    if sentence is None or not cues.rejected() & set(cue):
        return False
    return stances.untrue().search(view.text, draft.content[0].start, sentence.span.end) is not None


def _silent(view: View, draft: Draft) -> bool:
    """Whether somebody said nothing: "the group has not commented"."""
    cue = {t.lemma.lower() for c in draft.cue for t in view.within(c)}
    asked = ASKED.match(draft.content[0].of(view.text)) is not None
    return bool(NOT & cue) and (bool(SILENT & cue) or asked)


def _not_claimed(view: View, draft: Draft) -> bool:
    """Whether a deed is one that somebody has *not* claimed."""
    cue = {t.lemma.lower() for c in draft.cue for t in view.within(c)}
    return draft.kind == "claim" and bool(cue & NOT) and "claim" in cue


def _unnamed(view: View, draft: Draft) -> bool:
    """Whether somebody only asks for his name to be left out: "who asked not to be named"."""
    return draft.kind == "ask" and UNNAMED.match(draft.content[-1].of(view.text)) is not None
