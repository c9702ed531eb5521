"""All drafts of a document: what the rules find, without those that tell the same thing twice."""

from collections.abc import Iterable
from dataclasses import replace

from firsthand.extract.attribution import uncued, verbs, wordings
from firsthand.extract.attribution.view import Draft, View


def drafts(view: View) -> tuple[Draft, ...]:
    """The drafts of all rules, one for each cue."""
    found = once([*verbs.drafts(view), *wordings.drafts(view)])
    found = relays(view, found)
    return (*found, *uncued.drafts(view, [c for d in found for c in d.content]))


def once(found: Iterable[Draft]) -> list[Draft]:
    """One draft for each cue, the first rule's."""
    out: list[Draft] = []
    for draft in found:
        if draft.content and not any(c.overlaps(o) for d in out for o in d.cue for c in draft.cue):
            out.append(draft)
    return out


def relays(view: View, found: list[Draft]) -> list[Draft]:
    """ "Reuters said …, citing officials": the officials say what Reuters says, through Reuters."""
    out: list[Draft] = []
    for draft in found:
        if draft.cue and draft.cue[0].of(view.text).lower() in ("citing", "quoting", "crediting"):
            outer = [d for d in found if d is not draft and d.cue and _cites(view, d, draft)]
            if outer:
                best = min(outer, key=lambda d: abs(d.anchor - draft.anchor))
                draft = replace(draft, source=draft.content[0], content=best.content, kind="say", via=best)
        out.append(draft)
    return out


def _cites(view: View, outer: Draft, citing: Draft) -> bool:
    """Whether the speaker of `outer` cites a source for its content: the same source, in the same sentence."""
    here, there = view.sentence(outer.anchor), view.sentence(citing.anchor)
    return here is there and not any(c.contains(citing.cue[0]) for c in outer.content)
