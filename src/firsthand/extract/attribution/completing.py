"""What is told by a cue of which the tagger sees who speaks, but not where the words stand.

"General Karim Haddad, said on Friday that …", "According to residents, an air strike hit …", "As the mayor put it, …".
"""

from collections.abc import Sequence
from dataclasses import replace

from firsthand.extract.attribution import wordings
from firsthand.extract.attribution.view import Draft, Place, View, hull, trim
from firsthand.extract.language.layer import Sentence, Token
from firsthand.model import Span
from firsthand.reference import cues

SETTING = 3  # words of where or when it happened before an aside
REACH = 16  # words between a cue and its "that": when, where, to whom and citing whom it was said
PASSED = frozenset("DET NOUN PROPN ADJ ADP NUM PRON PUNCT PART".split())
CITING = frozenset("citing quoting".split())
SAID = frozenset("said says say claimed claims confirmed announced reported".split())
OPENING = frozenset("DET NOUN PROPN PRON NUM ADJ".split())
DAYS = frozenset("Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split())
PRONOUNS = frozenset("it he she they".split())
FINITE = frozenset("VBD VBZ VBP MD".split())


def content(view: View, cue: Span, source: Span | None) -> Place:
    """The words that a cue without any tells, where its sentence shows them."""
    sentence = view.sentence(cue.start)
    if source is None or sentence is None or not sentence.span.contains(source):
        return ()
    if cue.of(view.text).lower() in cues.prepositions():
        around = hull((min(cue, source), max(cue, source)))
        return wordings.rest_of_clause(view, sentence, around) if around is not None else ()
    told = _behind_as(view, sentence, cue, source) or _behind_that(view, sentence, cue)
    told = told or (_behind_day(view, sentence, cue) if source.end <= cue.start else None)
    return (told,) if told is not None else ()


def opened(view: View, draft: Draft) -> Draft:
    """The draft with what opens its sentence: "*In another raid on the town*, it said, four were killed"."""
    sentence, source = view.sentence(draft.anchor), draft.source
    if sentence is None or source is None or not draft.cue or not source.end <= draft.cue[0].start:
        return draft
    if source.of(view.text) not in PRONOUNS:
        return draft
    end = draft.cue[-1].end
    before = trim(view.text, sentence.span.start, source.start) if source.start > sentence.span.start else None
    aside = view.text[: source.start].rstrip().endswith(",") and view.text[end : end + 1] == ","
    behind = draft.content[0].start > end and view.quotation(draft.content[0].start) is None
    if before is None or not aside or not behind or len(before.of(view.text).split()) < SETTING:
        return draft
    words = view.within(before)
    setting = words[0].pos == "ADP" and "," not in {t.text for t in words} and not any(t.tag in FINITE for t in words)
    return replace(draft, content=(before, *draft.content)) if setting else draft


def _behind_as(view: View, sentence: Sentence, cue: Span, source: Span) -> Span | None:
    """ "As the governor put it, …"."""
    opening = view.text[sentence.span.start : source.start].strip()
    if opening != "As" or source.start > cue.start or view.text[cue.end : cue.end + 1] != ",":
        return None
    return trim(view.text, cue.end + 1, sentence.span.end)


def _behind_that(view: View, sentence: Sentence, cue: Span) -> Span | None:
    """The clause behind the "that" which follows a verb over when, where and to whom it was said."""
    behind = [t for t in sentence.tokens if t.span.start >= cue.end][: REACH + 2]
    for i, token in enumerate(behind[:-1]):
        if token.text == "that" and behind[i + 1].tag not in FINITE:
            return trim(view.text, token.span.start, sentence.span.end)
        if not _passes(behind, i):
            return None
    return None


def _behind_day(view: View, sentence: Sentence, cue: Span) -> Span | None:
    """ "The army said Thursday its troops had left": the clause right behind the verb or the day."""
    behind = [t for t in sentence.tokens if t.span.start >= cue.end]
    skipped = next((i for i, t in enumerate(behind[:3]) if t.text in DAYS), -1) + 1
    told = behind[skipped:]
    if cue.of(view.text).lower().split()[-1] not in SAID or len(told) < 3 or told[0].pos not in OPENING:
        return None
    if not any(t.tag in FINITE for t in told):
        return None
    return trim(view.text, told[0].span.start, sentence.span.end)


def _passes(tokens: Sequence[Token], i: int) -> bool:
    """Whether a word may stand between a cue and its "that"."""
    token = tokens[i]
    return token.text.lower() in CITING or (token.pos in PASSED and token.text not in ("“", "”", '"', ":", ";"))
