"""Where the words that a relative clause reports end: "protesters who demanded change stormed the hall"."""

from collections.abc import Sequence
from dataclasses import replace

from firsthand.extract.attribution.view import Draft, View, trim
from firsthand.extract.language.layer import Frame
from firsthand.model import Span


def within_relative(view: View, draft: Draft) -> Draft:
    """The draft without what its sentence tells behind the relative clause that its cue stands in."""
    frame = _relative(view, draft)
    if frame is None or frame.clause is None:
        return draft
    kept = tuple(_cut(view, c, frame.clause) for c in draft.content)
    return replace(draft, content=kept)


def within_own(view: View, draft: Draft, others: Sequence[Draft]) -> Draft:
    """The draft without the sentences before its own in which somebody else is quoted, whose words they are."""
    own = view.sentence(draft.cue[0].start) if draft.cue else None
    if own is None or draft.source is None:
        return draft
    told = [view.sentence(o.cue[0].start) for o in others if o is not draft and o.cue and o.source is not None]
    ends = [s.span.end for s in told if s is not None and s.span.end <= own.span.start]
    kept = tuple(_behind(view, c, [e for e in ends if c.start < e < c.end]) for c in draft.content)
    return replace(draft, content=kept)


def _behind(view: View, content: Span, ends: list[int]) -> Span:
    """The part of a content behind the last of the sentences, unless one pair of quotation marks holds it all."""
    quoted = view.quotation(content.start)
    if not ends or (quoted is not None and quoted == view.quotation(content.end - 1)):
        return content
    return trim(view.text, max(ends), content.end) or content


def _relative(view: View, draft: Draft) -> Frame | None:
    """The frame of a cue in a clause that says who somebody is: "who demanded", and no "…, which said so"."""
    cue = draft.cue[0] if draft.cue else None
    found = next((f for f in view.frames if cue is not None and f.pos == "VERB" and f.trigger.overlaps(cue)), None)
    if cue is None or found is None or found.relation != "relative" or found.clause is None:
        return None
    before = view.before(found.clause.start)
    who = view.within(found.clause)[:1]
    return found if before and before.text != "," and who and who[0].text.lower() in ("who", "that") else None


def _cut(view: View, content: Span, clause: Span) -> Span:
    """The content up to the end of the clause, where the sentence's own verb stands behind it."""
    behind = view.after(clause.end)
    goes_on = behind is not None and behind.pos in ("VERB", "AUX") and behind.tag in ("VBD", "VBZ", "VBP", "MD")
    inside = content.start >= clause.start and content.contains(behind.span) if behind is not None else False
    if not goes_on or not inside or view.quotation(content.start) is not None:
        return content
    return trim(view.text, content.start, clause.end) or content
