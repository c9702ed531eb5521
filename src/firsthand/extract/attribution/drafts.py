"""All drafts of a document: what the tagger finds, what the rules add, without what is told twice.

The tagger (tagger.py) knows the many ways in which news writes; the rules (verbs.py, wordings.py, uncued.py) hold what
its training texts lack: headlines, closing agencies, relays, adverbs without a source. Without a model the rules stand
alone.
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from firsthand.extract.attribution import tagger, uncued, verbs, wordings
from firsthand.extract.attribution.kinds import kind_of
from firsthand.extract.attribution.view import Draft, View, hull


def drafts(view: View) -> tuple[Draft, ...]:
    """The drafts of tagger and rules, one for each cue."""
    model = tagger.load()
    by_rule = once([*verbs.drafts(view), *wordings.drafts(view)])
    found = by_rule if model is None else joined(list(tagged(view, model)), by_rule)
    found = relays(view, found)
    return (*found, *uncued.drafts(view, [c for d in found for c in d.content]))


def tagged(view: View, model: tagger.Model) -> Iterator[Draft]:
    """The tagger's finds that have a content."""
    frames = {i: f for f in view.frames for i in (f.trigger.start,)}
    for found in tagger.tag(view, model):
        if not found.content:
            continue
        source = hull(found.source)
        inside = [frames[t.span.start] for t in view.within(found.cue) if t.span.start in frames]
        carried = [c for f in inside[-1:] for c in verbs.carriers(view, f, found.content)]
        if source:
            carried = [*verbs.named_in(view, source), *carried]
        kind = kind_of(view, found.cue, found.content)
        yield Draft((found.cue,), found.content, source, kind, tuple(dict.fromkeys(carried)))


def joined(by_tagger: list[Draft], by_rule: Iterable[Draft]) -> list[Draft]:
    """The tagger's drafts, and the rules' where they tell for sure what it missed: quotations, "reportedly"."""
    out = list(by_tagger)
    for draft in by_rule:
        fresh = not any(c.overlaps(o) for d in by_tagger for o in d.cue for c in draft.cue)
        if fresh and draft.sure:
            out.append(draft)
    return out


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
