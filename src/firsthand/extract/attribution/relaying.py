"""Words that reach the page through another's report: "Reuters said …, citing officials", "AFP quoted X as saying"."""

import re
from dataclasses import replace

from firsthand.extract.attribution import verbs
from firsthand.extract.attribution.closings import speaker_before
from firsthand.extract.attribution.formulas import only_time
from firsthand.extract.attribution.view import Draft, View, trim
from firsthand.extract.attribution.wordings import phrase_after
from firsthand.extract.language.layer import Sentence
from firsthand.model import Span
from firsthand.reference import roles

CITING = frozenset("citing quoting crediting cited quotes".split())
PARTICIPLES = frozenset("citing quoting crediting".split())
PARTS = ("verb", "who", "cue")
QUOTED_AS = re.compile(
    r"\b(?P<verb>(?:quot|cit)(?:ed|es|ing|e))\s+(?P<who>[^.;:“”]{2,80}?)\s+(?P<cue>as\s+(?:\w+ly\s+)?\w+ing)\b"
)


NAME = re.compile(r"(?:[A-Z][\w’'&.-]*\s+){1,6}$")
HEARD_BY = re.compile(
    r",?\s+(?:quoted|cited|interviewed|carried|broadcast|aired)\s+(?:by|in|on)\s+"
    r"(?P<name>(?:the\s+)?[A-Z][\w’'&-]*(?:\s+[A-Z][\w’'&-]*)*(?:\s+(?:news\s+)?agency)?)"
)
AS_SAYING_BY = re.compile(
    r"(?P<cue>(?:was|were|is|are|has been|have been)\s+(?:quoted|cited)\s+as\s+\w+ing)\s+by\s+"
    r"(?P<medium>[^,;:“”.]{2,60}?)(?=\.?$|\s+on\s+\w+day\.?$)"
)
COMPARED = re.compile(r"[\w,.]+\s+(?:more|fewer|less)\s+than\b")


def quoted_as(view: View, found: list[Draft]) -> list[Draft]:
    """The drafts with those of "AFP quoted the ministry as saying …": the ministry says what AFP passes on."""
    out = list(found)
    for sentence in view.sentences:
        if closing := _as_saying_by(view, sentence):
            out = [closing, *(d for d in out if not any(c.overlaps(o) for c in d.cue for o in closing.cue))]
        for match in QUOTED_AS.finditer(sentence.span.of(view.text)):
            verb, who, cue = (
                Span(sentence.span.start + match.start(g), sentence.span.start + match.end(g)) for g in PARTS
            )
            known = next((d for d in out if d.cue and any(c.overlaps(verb) for c in d.cue)), None)
            by_name = _by_name(view, verb, Span(who.start, cue.end))
            misread = known is not None and known.source is not None and known.source.overlaps(who)
            relay = by_name if misread and by_name else known or by_name  # "Interfax cited the service as saying"
            after = trim(view.text, cue.end, sentence.span.end)
            after = None if after and only_time(view, view.within(after)) else after
            if who.of(view.text).startswith("by "):
                out = _passive(view, Draft((verb, cue), (after,) if after else (), None, "say"), who, out)
                continue
            said = after or _told_before(view, relay, sentence.span.start)
            if said and relay:
                relay = relay if after else replace(relay, content=(said,))
                out = [d for d in out if d is not known and not any(c.overlaps(cue) for c in d.cue)]
                out += [Draft((cue,), (said,), who, "say", via=relay), relay]
    return out


def _as_saying_by(view: View, sentence: Sentence) -> Draft | None:
    """ "Nine died, the mayor was quoted as saying by Coast Wire.": what stands before, through the medium."""
    found = AS_SAYING_BY.search(sentence.span.of(view.text))
    cue, medium = (
        (Span(sentence.span.start + found.start(g), sentence.span.start + found.end(g)) for g in ("cue", "medium"))
        if found
        else (None, None)
    )
    source = _subject(view, cue) if cue is not None else None
    told = trim(view.text, sentence.span.start, source.start) if source and source.start > sentence.span.start else None
    if cue is None or medium is None or told is None or "," not in view.text[told.end - 2 : told.end + 1]:
        return None
    return Draft((cue,), (told,), source, "say", (medium,))


def _passive(view: View, told: Draft, by: Span, found: list[Draft]) -> list[Draft]:
    """ "He was quoted by the agency as saying …": his words, through the agency."""
    subject = _subject(view, told.cue[0])
    rest = [d for d in found if not any(c.overlaps(o) for c in d.cue for o in told.cue)]
    same = [d for d in found if d not in rest and d.content and not _is_part(d.content[0], told.cue[0])]
    content = told.content or (same[0].content if same else _quote_before(view, told.cue[0]))
    if subject is None or not content:
        return found
    medium = trim(view.text, by.start + len("by "), by.end)
    return [*rest, replace(told, source=subject, content=content, carriers=(medium,) if medium else ())]


def _subject(view: View, cue: Span) -> Span | None:
    """The whole phrase before a passive: "a doctor at the clinic was quoted"."""
    sentence, phrase = view.sentence(cue.start), view.noun_phrase(_before_be(view, cue.start))
    tokens = sentence.tokens if sentence is not None else ()
    verb = next((i for i, t in enumerate(tokens) if t.span.start >= cue.start), 0)
    whole = speaker_before(tokens, verb) if verb else None
    return whole or (phrase.span if phrase is not None else None)


def _quote_before(view: View, cue: Span) -> tuple[Span, ...]:
    """The quotation that stands before a cue in its sentence: "“They fled,” he was quoted by the agency as saying"."""
    sentence = view.sentence(cue.start)
    inside = (q.span for q in view.quotations if sentence is not None and q.span.start >= sentence.span.start)
    return tuple(s for s in inside if s.end <= cue.start and verbs.is_sentence(view, s))[-1:]


def _is_part(content: Span, cue: Span) -> bool:
    """Whether what was taken for told stands right before the cue, as its subject does."""
    return content.end <= cue.start and cue.start - content.end < 12


def _before_be(view: View, start: int) -> int:
    """The character on which the subject of a passive ends."""
    token = view.before(start)
    while token is not None and token.pos in ("AUX", "ADV"):
        start, token = token.span.start, view.before(token.span.start)
    return token.span.start if token is not None else start


def _by_name(view: View, verb: Span, passed: Span) -> Draft | None:
    """What a medium that no cue is found for passes on: "…, Sahel Wire quoted the mayor as saying"."""
    name = NAME.search(view.text[: verb.start])
    source = trim(view.text, name.start(), name.end()) if name else None
    return Draft((verb,), (passed,), source, "say") if source else None


def heard_by(view: View, draft: Draft) -> Draft:
    """The draft with the medium that heard its source: "according to a survivor quoted by Sahel Wire"."""
    source = draft.source
    match = HEARD_BY.search(view.text, source.start, source.end) if source is not None and len(draft.cue) else None
    match = match or (HEARD_BY.match(view.text, source.end) if source is not None else None)
    name = Span(match.start("name"), match.end("name")) if match else None
    return draft if name is None or name in draft.carriers else replace(draft, carriers=(*draft.carriers, name))


def only_heard(view: View, draft: Draft, found: list[Draft]) -> bool:
    """Whether a cue only tells who heard the speaker of another one: "residents, cited by Coast Wire, said"."""
    after = view.after(draft.cue[0].end) if draft.cue else None
    if after is None or after.text not in ("by", "in") or draft.source is None:
        return False
    return any(draft.source.overlaps(c) for d in found if d is not draft for c in d.carriers)


def is_compared(view: View, draft: Draft) -> bool:
    """Whether a figure, not a speaker, stands for the source: "one more than the city had reported"."""
    return draft.source is not None and COMPARED.match(view.text, draft.source.start) is not None


def _told_before(view: View, relay: Draft | None, start: int) -> Span | None:
    """What stands before "…, the agency quoted the ministry as saying.", a clause that closes with both."""
    opening = relay.source or relay.cue[0] if relay is not None else None
    before = trim(view.text, start, opening.start) if opening is not None and opening.start > start else None
    ends = view.text[before.end - 2 : before.end + 1] if before is not None else ""
    return before if ends.endswith(",") or ends[:2] in (',"', ",”", ",’", ",'") else None


def relays(view: View, found: list[Draft]) -> list[Draft]:
    """ "Reuters said …, citing officials": the officials say what Reuters says, through Reuters."""
    out: list[Draft] = []
    relayed = [d.via for d in found if d.via]
    for draft in found:
        if draft.cue and not draft.via and draft not in relayed and draft.cue[0].of(view.text).lower() in CITING:
            outer = [d for d in found if d is not draft and d.cue and _cites(view, d, draft)]
            aside = _said_around(view, draft)
            if aside and not outer:
                out += [replace(draft, source=aside[0], kind="say", via=aside[1]), aside[1]]
                continue
            if outer:
                best = min(outer, key=lambda d: abs(d.anchor - draft.anchor))
                passed = tuple(c for c in best.content if not c.overlaps(draft.cue[0])) or best.content
                who = aside[0] if aside else _cited(view, draft)
                own = _behind(draft) if _closes(best, draft) else draft.carriers  # "in a note", before, is the other's
                draft = replace(draft, source=who, content=passed, kind="say", via=best, carriers=own)
            elif said := _before_citing(view, draft):
                draft = replace(draft, source=draft.content[0], content=(said,), kind="say")
        out.append(draft)
    return out


def _behind(citing: Draft) -> tuple[Span, ...]:
    """What the word of those who are cited passed through: "citing a group's *statement to Coast Wire*"."""
    return tuple(c for c in citing.carriers if c.start > citing.cue[0].start)


def _cited(view: View, citing: Draft) -> Span:
    """Who is cited, without what is told: "citing the rebels, that …"."""
    sentence = view.sentence(citing.anchor)
    who = phrase_after(view, sentence, citing.cue[0].end) if sentence is not None else None
    return who if who is not None and view.text.startswith(", that ", who.end) else citing.content[0]


def _said_around(view: View, citing: Draft) -> tuple[Span, Draft] | None:
    """Who is cited in an aside, and who says it: "The UN said on Friday, quoting local authorities, that …"."""
    sentence, cue = view.sentence(citing.anchor), citing.cue[0]
    who = phrase_after(view, sentence, cue.end) if sentence else None
    if who is None or citing.source is None or not citing.content or citing.content[0].start < who.end:
        return None
    telling = [t.span for t in view.within(Span(citing.source.end, cue.start)) if t.pos == "VERB"]
    return (who, replace(citing, cue=(telling[0],), kind="say")) if citing.source.end < cue.start and telling else None


def untangled(view: View, found: list[Draft]) -> list[Draft]:
    """The drafts, where two hold one another: "Haddad admitted that nine died, Coast Wire reported" is through the
    wire, and nothing of the wire is what Haddad admitted.
    """
    return [_before_closing(view, d, [o for o in found if _holds(d, o) and _holds(o, d)]) for d in found]


def _holds(outer: Draft, inner: Draft) -> bool:
    return bool(inner.cue) and any(c.contains(inner.cue[0]) for c in outer.content)


def _before_closing(view: View, draft: Draft, others: list[Draft]) -> Draft:
    """The draft with what stands before the speaker who closes its sentence."""
    for other in others:
        opening = min(other.cue[0].start, other.source.start if other.source else other.cue[0].start)
        apart = view.text[:opening].rstrip()[-1:] in (",", "”", '"') and view.quotation(opening) is None
        if apart and all(c.end <= opening for c in other.content):
            kept = (trim(view.text, c.start, min(c.end, opening)) for c in draft.content if c.start < opening)
            between = trim(view.text, draft.cue[-1].end, opening) if draft.cue and draft.cue[-1].end < opening else None
            told = tuple(c for c in kept if c is not None) or ((between,) if between is not None else ())
            draft = replace(draft, content=told or draft.content)
    return draft


def all_cited(view: View, found: list[Draft]) -> list[Draft]:
    """The drafts with one for each ", citing X", of which X is the content, and without those that read X otherwise."""
    out = list(found)
    for sentence in view.sentences:
        for before, token in zip(sentence.tokens, sentence.tokens[1:], strict=False):
            if before.text != "," or token.text not in PARTICIPLES or view.quotation(token.span.start):
                continue
            who = phrase_after(view, sentence, token.span.end)
            if who is None:
                continue
            named = Span(token.span.start, who.end)
            known = [d for d in out if any(c == token.span for c in d.cue)]
            out = [_without(_cut(view, d, named), named) for d in out if not any(c.overlaps(named) for c in d.cue)]
            out += known or [Draft((token.span,), (who,), None, "say")]
    return out


def _cut(view: View, draft: Draft, cited: Span) -> Draft:
    """What a medium tells without whom it cites at the end of it: "the radio said nine died, citing a medic"."""
    if draft.source is None or not draft.cue or not verbs.is_carrier(view, draft.source):
        return draft
    closed = [c for c in draft.content if c.contains(cited) and c.end <= cited.end + 1]
    pieces = (trim(view.text, c.start, cited.start) if c in closed else c for c in draft.content)
    return replace(draft, content=tuple(p for p in pieces if p is not None))


def _without(draft: Draft, cited: Span) -> Draft:
    """The draft without what is cited, where its content or its carriers have that."""
    content = tuple(c for c in draft.content if not cited.contains(c)) or draft.content
    return replace(draft, content=content, carriers=tuple(c for c in draft.carriers if not c.overlaps(cited)))


def _before_citing(view: View, citing: Draft) -> Span | None:
    """ "…, citing officials": what stands before in the sentence, where no cue for it is found."""
    sentence, cue = view.sentence(citing.anchor), citing.cue[0]
    apposed = sentence is not None and view.text[sentence.span.start : cue.start].rstrip().endswith(",")
    if sentence is None or not apposed or cue.of(view.text).lower() not in ("citing", "quoting"):
        return None
    return trim(view.text, sentence.span.start, cue.start)


def _cites(view: View, outer: Draft, citing: Draft) -> bool:
    """Whether a medium cites a source for what it reports: in the same sentence, outside of its words."""
    here, there = view.sentence(outer.anchor), view.sentence(citing.anchor)
    related = view.text[: citing.cue[0].start].rstrip().endswith("which")
    apart = related or not any(c.contains(citing.cue[0]) for c in outer.content)
    by_form = _closes(outer, citing) or _breaks(outer, citing) or _parts(view, outer, citing)
    return here is there and apart and outer.source is not None and (by_form or _is_outlet(view, outer))


def _parts(view: View, outer: Draft, citing: Draft) -> bool:
    """ "The council, citing elders, said that …": who is cited stands between the speaker and his verb."""
    source = outer.source
    if source is None or not outer.cue or outer.content[0].start < outer.cue[0].end or view.text[source.start] == " ":
        return False
    gap = view.text[source.end : citing.cue[0].start].strip(", ")
    between = citing.cue[0].end < outer.cue[0].start and citing.cue[0].of(view.text) in PARTICIPLES
    return between and (source.contains(citing.cue[0]) or gap == "")


def _breaks(outer: Draft, citing: Draft) -> bool:
    """ "The UN said, citing officials, that …": who is cited stands between the speaker's verb and his words."""
    return outer.cue[-1].end <= citing.cue[0].start and outer.content[0].start > citing.cue[0].end


def _closes(outer: Draft, citing: Draft) -> bool:
    """ "…, the UN said in a note, citing officials": whoever closes what stands before cites, outlet or not."""
    return outer.content[0].start < outer.cue[0].start < citing.cue[0].start


def _is_outlet(view: View, outer: Draft) -> bool:
    """Whether a medium speaks: by its name, or as a name that "reported" and of whom nothing else is said."""
    assert outer.source is not None
    name = outer.source.of(view.text)
    if verbs.is_carrier(view, outer.source):
        return True
    named = all(w[0].isupper() for w in name.removeprefix("the ").removeprefix("The ").split()) and " " in name
    return named and not roles.given(view.text, name)
