"""All drafts of a document: what the tagger finds, what the rules add, without what is told twice.

The tagger (tagger.py) knows the many ways in which news writes; the rules (verbs.py, wordings.py, uncued.py) hold what
its training texts lack: headlines, closing agencies, relays, adverbs without a source. Without a model the rules stand
alone.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from firsthand.extract.attribution import (
    accusing,
    ascribed,
    carried,
    closings,
    completing,
    counted,
    cutting,
    formulas,
    onward,
    relaying,
    speakers,
    tagger,
    uncued,
    verbs,
    wordings,
)
from firsthand.extract.attribution.crf import Doubles
from firsthand.extract.attribution.kinds import kind_of
from firsthand.extract.attribution.view import Draft, Place, View, hull
from firsthand.extract.language.layer import Frame
from firsthand.model import Span
from firsthand.model.reading import SayKind
from firsthand.reference import cues

AND = frozenset("and but or then , ;".split())
BIDDING = ("ask", "order")
POSSIBLE = 0.2  # chance of a cue below which a rule is not believed
OPEN = frozenset("unclear unknown uncertain not n't n’t".split())  # "it is not clear who fired"
UNHEARD = 0.03  # the same for kinds that the tagger's training texts hold few of
ARMED = frozenset("attack assail".split())
SURE = 0.5  # chance from which on a cue that no list knows is one
DEEDS = {"find": {"body", "corpse", "remains"}, "call": {"police", "ambulance", "help"}}
DAYS = frozenset("Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split())
LABEL = re.compile(r"(?P<label>[A-Z]{4,12})\s+[-–—]+\s+|\d\d?[:.]\d\d\s+(?:[-–—]\s+)?")  # TOPSHOT, FILE; 14:45
WIDEST_GAP = 200  # characters


def drafts(view: View) -> tuple[Draft, ...]:
    """The drafts of tagger and rules, one for each cue."""
    model = tagger.load()
    counts = list(counted.drafts(view))
    fixed = [*ascribed.drafts(view), *formulas.drafts(view), *wordings.shown(view)]
    passives = [d for d in fixed if d.cue and d.cue[0].of(view.text).split()[0].lower() in formulas.BE]
    passives += [d for s in view.sentences for d in formulas.in_clause(view, s)]
    by_rule = once([*fixed, *counts, *verbs.drafts(view), *wordings.drafts(view)])
    found = by_rule
    if model is not None:
        seen = tagger.tag(view, model)
        by_rule = [d for d in by_rule if d in fixed or possible(view, d, seen.chance)]
        found = joined(list(tagged(view, seen.found)), by_rule, passives)
    found = closed(found, [*closings.drafts(view), *(d for d in counts if not _heard(d, found))])
    found = [*found, *(d for d in closings.openings(view) if not _same_cue(d, found))]
    found = [replace(draft, source=_behind_label(view, draft.source)) for draft in found]
    accused = list(accusing.drafts(view))
    found = [*(d for d in found if not _same_cue(d, accused)), *accused]
    found = [speakers.after_setting(view, draft) for draft in added(view, found)]
    found = went_on([carried.through(view, draft) for draft in found], view)
    found = [draft for draft in found if not (draft.cue and is_name(view, draft.cue[0]))]
    found = [draft for draft in found if not relaying.is_compared(view, draft)]
    found = relaying.relays(view, relaying.all_cited(view, relaying.quoted_as(view, found)))
    found = onward.had_from(view, onward.without_own(view, found))
    found = relaying.untangled(view, [shared(view, relaying.heard_by(view, draft), found) for draft in found])
    found = [d for d in found if not _in_source(view, d, found) and not relaying.only_heard(view, d, found)]
    found = [_without_day(view, passed_on(view, cutting.within_relative(view, draft), found)) for draft in found]
    found = [completing.opened(view, draft) for draft in found]
    found = [cutting.within_own(view, draft, found) for draft in found]
    return (*found, *uncued.drafts(view, [c for d in found for c in d.content]))


def possible(view: View, draft: Draft, chance: Doubles) -> bool:
    """Whether the tagger holds a rule's cue possible; "reportedly", "it is not clear" and "it is widely assessed" are
    cues whatever the tagger says.

    On held-out training articles 24 in 100 of the rules' other cues are marked, of these 63.
    """
    words = view.within(draft.cue[0]) if draft.cue else []
    said = {t.text.lower() for t in words}
    heard = draft.sure and draft.kind == "report" and "reports" in said  # "appalled by reports that"
    nobodys = draft.source is None and (draft.kind in ("assess", "believe") or heard)
    if words and words[-1].text.lower() == "per":  # "according to" may be no more than "in keeping with"
        return True
    if not words or nobodys or words[-1].text.lower() in cues.adverbs() or (draft.kind == "assess" and said & OPEN):
        return True
    first = view.index(words[0].span.start)
    return bool(chance[first : first + len(words)].max() >= (UNHEARD if draft.kind in verbs.STRONG else POSSIBLE))


def tagged(view: View, finds: Iterable[tagger.Found]) -> Iterator[Draft]:
    """The tagger's finds that have a content, a cue of a known kind and a source, or a cue that may lack one."""
    frames = {f.trigger.start: f for f in view.frames}
    for found in finds:
        inside = [frames[t.span.start] for t in view.within(found.cue) if t.span.start in frames]
        source = speaking(view, hull(found.source), inside) or agent_of(found, inside)
        source = source or uncued.before_colon(view, found.cue)
        content = found.content or completing.content(view, found.cue, source)
        bare = source is None and inside and inside[-1].voice == "active" and not _goes_on(view, found.cue)
        if (
            not content
            or bare
            or _by_adverb(view, found.cue)
            or (source is None and _only_where(view, found.cue))
            or _with_arms(view, found.cue, source)
            or _of_deed(view, found)
        ):
            continue
        found = replace(found, content=content)
        kind = kind_of(view, found.cue, found.content) or unlisted(view, found)
        if kind:
            content = found.content if kind not in BIDDING else without_gaps(found, view)
            content = whole(view, found.cue, source, content)
            yield Draft((found.cue,), content, source, kind, passed_through(view, found.cue, source, content, inside))


def _with_arms(view: View, cue: Span, source: Span | None) -> bool:
    """Whether an attack is one of arms: persons attack with words, all others are taken to mean it."""
    attack = any(t.pos == "VERB" and t.lemma.lower() in ARMED for t in view.within(cue))
    person = any(
        m.party.kind == "person" and source and source.overlaps(m.party.resolved_from or m.party.span)
        for m in view.parties
    )
    return attack and not person


def _of_deed(view: View, found: tagger.Found) -> bool:
    """Whether a cue that may tell words tells a deed: bodies are found, the police are called."""
    lemmas = {t.lemma.lower() for t in view.within(found.cue)}
    told = {t.lemma.lower() for t in view.within(found.content[0])[:4]} if found.content else set[str]()
    return any(verb in lemmas and told & things for verb, things in DEEDS.items())


def _in_source(view: View, draft: Draft, found: list[Draft]) -> bool:
    """Whether a cue is but a word of who says the same: "said a spokesman for the military *command*"."""
    same = (d for d in found if d is not draft and d.source is not None and same_words(d.content, draft.content))
    noun = bool(draft.cue) and view.within(draft.cue[0])[-1].tag.startswith("NN")
    return noun and any(d.source is not None and d.source.contains(draft.cue[0]) for d in same)


def _without_day(view: View, draft: Draft) -> Draft:
    """The draft with its speaker alone: "President Musa Thursday condemned"."""
    words = view.within(draft.source) if draft.source is not None else []
    if len(words) < 2 or words[-1].text not in DAYS:
        return draft
    return replace(draft, source=Span(words[0].span.start, words[-2].span.end))


def _behind_label(view: View, source: Span | None) -> Span | None:
    """The picture of "TOPSHOT - A picture shows": a desk's label in capitals is nobody."""
    label = LABEL.match(view.text, source.start) if source is not None else None
    if source is None or label is None:
        return source
    behind = view.noun_phrase(label.end())
    return Span(label.end(), source.end) if label.end() < source.end else behind.span if behind else source


def unlisted(view: View, found: tagger.Found) -> SayKind | None:
    """The kind of a cue of which no list knows a word: a quotation is said; an attitude held, if the tagger is sure."""
    if in_quotes(view, found.content):
        return "say"
    return "believe" if found.chance >= SURE else None


def speaking(view: View, source: Span | None, frames: list[Frame]) -> Span | None:
    """The source, but for the "it" of "it is widely assessed that", which is nobody."""
    passive = bool(frames) and frames[-1].voice == "passive"
    return None if source and passive and source.of(view.text).lower() == "it" else source


def agent_of(found: tagger.Found, frames: list[Frame]) -> Span | None:
    """Who does what the cue says, by the parse, where the tagger sees no source: outside of cue and content."""
    if not frames or frames[-1].voice != "active" or frames[-1].agent is None:
        return None
    span = frames[-1].agent.span
    return None if any(span.overlaps(s) for s in (found.cue, *found.content)) else span


def _goes_on(view: View, cue: Span) -> bool:
    """Whether a cue follows another one of the same source: "denied … and claimed …"."""
    before = view.before(cue.start)
    return before is not None and before.text.lower() in AND


def _only_where(view: View, cue: Span) -> bool:
    """Whether a cue is no more than where a thing was said: "in a post on"."""
    words = cue.of(view.text).lower()
    return view.within(cue)[0].pos == "ADP" and not any(p in words for p in cues.prepositions())


def _by_adverb(view: View, cue: Span) -> bool:
    """Whether an adverb alone makes a cue of what some party did: "allegedly fired on"."""
    first, *rest = view.within(cue)
    done = any(t.pos == "VERB" and t.lemma.lower() not in cues.verbs() for t in rest)
    return first.text.lower() in cues.adverbs() and done


def passed_through(view: View, cue: Span, source: Span | None, content: Place, frames: list[Frame]) -> Place:
    """The carriers that stand in the source's phrase, in the cue and beside its verb."""
    telling = [f for f in frames if f.pos == "VERB"] or frames
    found = [*(verbs.named_in(view, source) if source else ()), *verbs.named_in(view, cue)]
    found += [c for f in telling[-1:] for c in verbs.carriers(view, f, content)]
    return tuple(c for i, c in enumerate(found) if not any(c.overlaps(before) for before in found[:i]))


def without_gaps(found: tagger.Found, view: View) -> Place:
    """What is asked for as one piece, where neither cue nor source parts it: whom, and to do what."""
    out = [found.content[0]]
    for piece in found.content[1:]:
        gap = Span(out[-1].end, piece.start)
        apart = any(gap.overlaps(s) for s in (found.cue, *found.source)) or len(gap) > WIDEST_GAP
        if apart or view.sentence(gap.start - 1) is not view.sentence(piece.start):
            out.append(piece)
        else:
            out[-1] = Span(out[-1].start, piece.end)
    return tuple(out)


def whole(view: View, cue: Span, source: Span | None, content: Place) -> Place:
    """The content; around "according to X" the whole clause, where the tagger took less than one."""
    sentence = view.sentence(cue.start)
    if source is None or sentence is None or cue.of(view.text).lower() not in cues.prepositions():
        return content
    if told := wordings.in_relative(view, sentence, Span(cue.start, max(cue.end, source.end))):
        return (told,)
    content = wordings.behind_relative(view, source, content)
    if any(c.contains(f.trigger) for c in content for f in view.frames if f.pos == "VERB"):
        return content
    return wordings.rest_of_clause(view, sentence, Span(cue.start, max(cue.end, source.end))) or content


def in_quotes(view: View, content: Place) -> bool:
    """Whether a content is a quotation."""
    return any(q.span.start == content[0].start and verbs.is_sentence(view, q.span) for q in view.quotations)


def joined(by_tagger: list[Draft], by_rule: list[Draft], passives: list[Draft]) -> list[Draft]:
    """The tagger's drafts, and the rules' where they tell for sure what it missed: quotations, "reportedly".

    A passive of thought or report ("is believed to have fled") is the rules' where both find it.
    """
    out = [d for d in by_tagger if not _same_cue(d, passives)]
    return [*out, *(d for d in by_rule if d.sure and not _same_cue(d, out))]


def _same_cue(draft: Draft, others: Iterable[Draft]) -> bool:
    return any(c.overlaps(o) for other in others for o in other.cue for c in draft.cue)


def closed(found: list[Draft], closing: Iterable[Draft]) -> list[Draft]:
    """The drafts with those of clauses that close with their speaker, which no parse can get wrong."""
    out = list(found)
    for draft in closing:
        same = [d for d in out if d.cue and any(c.overlaps(draft.cue[0]) for c in d.cue)]
        out = [*(d for d in out if d not in same), *(_closing(draft, d) for d in same[:1] or [draft])]
    return out


def _heard(draft: Draft, found: list[Draft]) -> bool:
    """Whether a cue is found already, with a source that stands before it and no farther away."""
    if draft.kind == "claim":  # the words of a claim of responsibility are known better than taggers know them
        return False
    same = [d for d in found if d.cue and any(c.overlaps(draft.cue[0]) for c in d.cue)]
    start = draft.source.start if draft.source else 0
    return any(d.source is not None and d.source.end > start and d.source.start < draft.cue[0].start for d in same)


def _closing(draft: Draft, found: Draft) -> Draft:
    """The draft with the carriers that were found for its cue, and with what goes on behind it."""
    after = max(draft.source.end, draft.cue[0].end, draft.content[-1].end) if draft.source else 0
    behind = tuple(c for c in found.content if draft.source and c.start >= after)
    content = draft.content if len(draft.content) > 1 else (*draft.content, *behind)
    return replace(draft, content=content, carriers=draft.carriers or found.carriers)


def once(found: Iterable[Draft]) -> list[Draft]:
    """One draft for each cue, the first rule's."""
    out: list[Draft] = []
    for draft in found:
        if draft.content and not any(c.overlaps(o) for d in out for o in d.cue for c in draft.cue):
            out.append(draft)
    return out


def shared(view: View, draft: Draft, found: list[Draft]) -> Draft:
    """The draft with the source of the cue before it, where it has none of its own: "denied … and claimed …"."""
    tokens = view.within(draft.cue[0]) if draft.cue else []
    before = view.before(draft.anchor)
    if not tokens or tokens[0].pos != "VERB" or before is None or before.text.lower() not in AND:
        return draft
    here = view.sentence(draft.anchor)
    earlier = [d for d in found if d.source and d.cue and d.anchor < draft.anchor and view.sentence(d.anchor) is here]
    last = max(earlier, key=lambda d: d.anchor, default=None)
    own = draft.source is not None and draft.source.of(view.text).lower() not in speakers.RELATIVE
    denied = last.content if last is not None and last.kind == "deny" else ()
    if own and not (draft.source and any(c.contains(draft.source) for c in denied)):
        return draft  # "denied that any civilian was hurt and said": no civilian
    return replace(draft, source=last.source) if last else draft


def passed_on(view: View, draft: Draft, found: list[Draft]) -> Draft:
    """ "“…,” a fighter said, Reuters reported": two cues for the same words, of which the medium's is the outer one."""
    if draft.via or not draft.cue or not draft.source:
        return draft
    told = [d for d in found if d is not draft and d.cue and d.source and same_words(draft.content, d.content)]
    told = [d for d in told if d.via is None or d.via.cue != draft.cue]  # what a medium cites does not pass it on
    if not told or uncued.is_outlet(view, draft.source):
        return draft
    here = view.sentence(draft.anchor)
    for other in told:
        if other.source and uncued.is_outlet(view, other.source) and view.sentence(other.anchor) is here:
            return replace(draft, via=other)
    return draft


def is_name(view: View, cue: Span) -> bool:
    """Whether a cue is but a word of a name: "told the Daily *Post*", "the mayor, Omar *Said*, said"."""
    sentence, before = view.sentence(cue.start), view.before(cue.start)
    prose = sentence is not None and sentence.block.kind != "headline" and sentence.span.start < cue.start
    if prose and cue.of(view.text) == "Said" and before is not None and before.tag.startswith("NNP"):
        return True
    named = (m.party for m in view.parties if m.party.kind == "media")
    return any(place.contains(cue) and place != cue for p in named for place in (p.resolved_from or p.span,))


def added(view: View, found: list[Draft]) -> list[Draft]:
    """The drafts; whoever closed what stands before ", saying …" and ", adding …" says that too."""
    ends = {d.cue[-1].end: d for d in found if d.cue and d.source and d.source.end <= d.cue[0].start}
    out: list[Draft] = []
    for draft in found:
        first = view.within(draft.cue[0])[:1] if draft.cue else []
        before = ends.get(draft.cue[0].start - len(", ")) if first and first[0].tag == "VBG" else None
        goes_on = before is not None and before is not draft and view.text[draft.anchor - 2] == ","
        out.append(replace(draft, source=before.source) if before and goes_on else draft)
    return out


def went_on(found: list[Draft], view: View) -> list[Draft]:
    """The drafts; what a speaker "added" in the same sentence went the way of what was said before."""
    out: list[Draft] = []
    passed = {d.source: d for d in found if d.carriers and d.source}
    for draft in found:
        before = passed.get(draft.source) if draft.source and not draft.carriers else None
        near = before is not None and view.sentence(before.anchor) is view.sentence(draft.anchor)
        tags = [t.tag for t in view.within(draft.cue[0])] if near else []
        goes_on = before is not None and before.anchor < draft.anchor and tags[:1] == ["VBG"]
        out.append(replace(draft, carriers=before.carriers) if before and goes_on else draft)
    return out


def same_words(left: Place, right: Place) -> bool:
    """Whether most of two contents is the same text."""
    common = sum(max(0, min(a.end, b.end) - max(a.start, b.start)) for a in left for b in right)
    return common > 0.7 * max(sum(map(len, left)), sum(map(len, right)))
