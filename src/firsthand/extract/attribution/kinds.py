"""The kind of an attribution from the words of its cue."""

from collections.abc import Iterator

from firsthand.extract.attribution.view import Place, View
from firsthand.extract.language.layer import Token
from firsthand.model import Span
from firsthand.model.reading import SayKind
from firsthand.reference import cues

ENDINGS = (("s", ""), ("es", ""), ("ies", "y"), ("ed", ""), ("ed", "e"), ("ied", "y"), ("ing", ""), ("ing", "e"))


def kind_of(view: View, cue: Span, content: Place) -> SayKind | None:
    """What the cue makes of its content: by its phrase, its last telling verb, its noun or adjective; None for a cue
    of which no list knows a word."""
    words = f" {' '.join(cue.of(view.text).lower().split())} "
    for phrase in (*cues.prepositions(), *cues.phrases()):
        if f" {phrase} " in words:
            return cues.prepositions().get(phrase) or cues.phrases()[phrase]
    tokens = view.within(cue)
    use = use_of(view, content)
    found: list[SayKind] = [*_verbs(tokens, use), *_nouns(tokens), *_others(tokens)]
    if not found:
        found = [kind for t in reversed(tokens) if (kind := _by_form(t.text.lower(), use))]
    for kind in found:
        if kind != "say" and kind != "report":
            return kind
    return found[0] if found else None


def use_of(view: View, content: Place) -> cues.Takes:
    """What the content is to its cue: a quotation, an infinitive, a clause or a phrase."""
    start = content[0].start
    if any(q.span.start == start for q in view.quotations):
        return "quote"
    first = view.within(content[0])[:2]
    if (first and first[0].text.lower() == "to") or (len(first) > 1 and first[1].text.lower() == "to"):
        return "infinitive"
    clause = any(content[0].contains(f.trigger) and f.pos == "VERB" and f.tense != "none" for f in view.frames)
    return "clause" if clause else "phrase"


def _verbs(tokens: list[Token], use: cues.Takes) -> Iterator[SayKind]:
    for i, token in reversed(list(enumerate(tokens))):
        if token.pos not in ("VERB", "AUX"):
            continue
        after = [t.text.lower() for t in tokens[i + 1 : i + 2]]
        for lemma in (f"{token.lemma} {after[0]}" if after else "", token.lemma.lower()):
            uses = cues.verbs().get(lemma)
            if uses:
                yield uses.get(use) or next(iter(uses.values()))
                break


def _by_form(word: str, use: cues.Takes) -> SayKind | None:
    """The kind of a verb that was taken for another part of speech, by its ending: "contends", "urging"."""
    stems = (word.removesuffix(end) + new for end, new in ENDINGS if word.endswith(end))
    uses = next((cues.verbs()[s] for s in stems if s in cues.verbs()), None)
    return (uses.get(use) or next(iter(uses.values()))) if uses else None


def _nouns(tokens: list[Token]) -> Iterator[SayKind]:
    for token in tokens:
        if token.pos == "NOUN" and token.lemma.lower() in cues.nouns():
            yield cues.nouns()[token.lemma.lower()]


def _others(tokens: list[Token]) -> Iterator[SayKind]:
    for token in tokens:
        kind = cues.adverbs().get(token.text.lower()) or cues.adjectives().get(token.lemma.lower())
        if kind:
            yield kind
