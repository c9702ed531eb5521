"""Where the words that a relative clause reports end: "protesters who demanded change stormed the hall"."""

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
