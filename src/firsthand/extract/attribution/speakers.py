"""Sources beside their cue: who is meant where the tagger took part of a speaker's phrase, or somebody else.

The rules read the words around a cue and its source; what they can't settle stays as it is.
"""

import re
from dataclasses import replace

from firsthand.extract.attribution import naming
from firsthand.extract.attribution.carried import HANDED
from firsthand.extract.attribution.closings import speaker_before, subject_start
from firsthand.extract.attribution.formulas import telling
from firsthand.extract.attribution.sources import PERSONAL
from firsthand.extract.attribution.uncued import SOURCE_NOUNS
from firsthand.extract.attribution.view import Draft, View, place, trim
from firsthand.model import Span
from firsthand.reference import roles
from firsthand.reference import speakers as nobodies

BARE = re.compile(r"\s*,?\s*(?:has|had|have)?\s*")
ASIDE = re.compile(r"\s*,\s*(?P<role>[^,.;:“”\"\n]{3,80}),\s*(?:has|had)?\s*")
NO_SPEAKER = re.compile(
    r"(?:that|which|what)$|(?:\w+\s+)?(?:minutes|hours|days|weeks|months)\s+(?:after|before)\b", re.I
)
BY_MEANS = re.compile(r"\b(?:by|via|over)\s+(?:the\s+|tele)?(?:phone|video\s+link|e-?mail|radio|text\s+message)$", re.I)
SETTING = re.compile(r"(?:^|[.\n”\"]\s*)(?:In|On|Through|Via)\s(?:an?\s|the\s|its\s)?$")
RELATIVE = frozenset("who whom which that".split())
MEANS = re.compile(
    r"(?:(?:by|via|over|on)\s+)?(?:the\s+)?(?:tele)?(?:phone|e-?mail|radio|video\s+link|text\s+message)"
    r"(?:\s+from\s+[^,.]{1,40})?",
    re.I,
)
DASH = re.compile(r"\s+[-–—]+\s+$")
TOGETHER = re.compile(r",\s+(?P<more>(?:[\w’'-]+\s+){0,3}[\w’'-]+),\s+$")
FINITE = ("VBD", "VBZ", "VBP")
PEOPLE = frozenset({"person"})
INVERTED = frozenset("said says added wrote reported to".split())


def heard(view: View, draft: Draft) -> Draft:
    """The draft with the party named right beside its cue as source, where it has none or one that did something else.

    "…, Karim Haddad, said" and "said Karim Haddad" name who speaks; "The bomb killed four, Karim Haddad said" as well.
    """
    if not draft.cue:
        return draft
    draft = _over_dashes(view, draft)
    draft = _all_of_them(view, _without_setting(view, _parted(view, draft)))
    if draft.source is not None and MEANS.fullmatch(draft.source.of(view.text)):
        draft = replace(draft, source=None)
    if draft.source is None and (closing := _said_at_end(view, draft)):
        return closing
    draft = _whole_speaker(view, _behind_quote(view, draft))
    if draft.source is None or BY_MEANS.search(view.text[: draft.source.end]):
        found = _beside(view, draft, frozenset())
        return replace(draft, source=found) if found else draft
    person = _beside(view, draft, PEOPLE)
    if (
        person is None
        or naming.WHO.match(view.text, draft.source.end)
        or person.start <= draft.source.end
        or draft.source.start > draft.content[0].start
    ):
        return draft
    if not any(t.tag in FINITE for t in view.within(Span(draft.source.end, person.start))):
        return draft
    told = trim(view.text, draft.source.start, person.start)
    return replace(draft, source=person, content=(told, *draft.content[1:])) if told else draft


def _behind_quote(view: View, draft: Draft) -> Draft:
    """ "“We fled, all of us,” said the baker": who stands within the quotation before the cue does not say it."""
    quote = view.quotation(draft.cue[0].start - 2) or view.quotation(draft.cue[0].start - 3)
    inside = quote is not None and draft.source is not None and quote.span.contains(draft.source)
    if quote is None or not inside or quote.span.contains(draft.cue[0]):
        return draft
    phrase = view.noun_phrase(draft.cue[-1].end + 1)
    return replace(draft, source=phrase.span, content=(quote.span,)) if phrase else draft


def _whole_speaker(view: View, draft: Draft) -> Draft:
    """ "A trader reached by phone said", "an envoy, who would not be named, said": the whole phrase, not its end."""
    source = draft.source
    beside = view.noun_phrase(draft.cue[0].start - 2)
    if source is not None and NO_SPEAKER.match(source.of(view.text)):
        touches = beside is not None and beside.span.end == draft.cue[0].start - 1 and beside.span != source
        return replace(draft, source=beside.span) if beside and touches else draft
    cut = source is None or source.of(view.text).lower() in RELATIVE or _is_participle(view, source)
    sentence = view.sentence(draft.cue[0].start)
    if not cut or sentence is None or nameless(view, draft) or (source and source.start > draft.cue[0].start):
        return draft
    verb = next((i for i, t in enumerate(sentence.tokens) if t.span.start >= draft.cue[0].start), 0)
    speaker = speaker_before(sentence.tokens, verb)
    fits = speaker is not None and (source is not None or _named_or_known(view, speaker))
    told = fits and speaker is not None and any(c.overlaps(speaker) for c in draft.content)
    return replace(draft, source=speaker) if fits and not told else draft


def _is_participle(view: View, source: Span) -> bool:
    """Whether no more than the end of a speaker's clause was taken: "who asked not to be *named* said"."""
    return [t.tag for t in view.within(source)] == ["VBN"]


def _named_or_known(view: View, speaker: Span) -> bool:
    """Whether a phrase names a person or begins with a role: "an officer fighting in the hills"."""
    opening = view.noun_phrase(speaker.start)
    return _is_speaker(naming.phrase(speaker.of(view.text))) or (
        opening is not None and roles.role(opening.span.of(view.text)) is not None
    )


def nameless(view: View, draft: Draft) -> bool:
    """Whether a cue is one that may well have no source: no verb of telling, or an impersonal one."""
    word = next((t.text.lower() for t in reversed(view.within(draft.cue[-1])) if t.pos == "VERB"), "")
    return telling(word) is None and draft.kind not in ("warn", "ask", "order")


def _said_at_end(view: View, draft: Draft) -> Draft | None:
    """ "“We fled,” a shopkeeper, who would not give his name, said by phone": the draft parted at its speaker."""
    sentence = view.sentence(draft.cue[0].start)
    tokens = sentence.tokens if sentence else ()
    left = next((i for i, t in enumerate(tokens) if t.span.end >= draft.cue[0].start - 1), 0)
    start = subject_start(tokens, left) if tokens and tokens[left].text == "," else None
    if start is None or start == 0 or tokens[start - 1].text not in (",", "”", '"'):
        return None
    speaker = trim(view.text, tokens[start].span.start, tokens[left].span.end)
    told = tuple(
        Span(c.start, min(c.end, tokens[start - 1].span.end))
        for c in draft.content
        if c.start < tokens[start].span.start
    )
    fits = speaker is not None and told and _is_speaker(naming.phrase(speaker.of(view.text)))
    return replace(draft, source=speaker, content=told) if fits else None


def _over_hearer(view: View, draft: Draft) -> Draft:
    """ "Residents reached by the agency said": who speaks is not who heard it."""
    source, sentence = draft.source, view.sentence(draft.anchor)
    if source is None or sentence is None or source.start > draft.cue[0].start:
        return draft
    if HANDED.search(view.text[sentence.span.start : source.start]) is None:
        return draft
    verb = next((i for i, t in enumerate(sentence.tokens) if t.span.start >= draft.cue[0].start), 0)
    speaker = speaker_before(sentence.tokens, verb)
    return replace(draft, source=speaker) if speaker and speaker.contains(source) else draft


def after_setting(view: View, draft: Draft) -> Draft:
    """ "In a statement carried by the agency, *it* said": who speaks stands right before the cue."""
    draft = _over_hearer(view, draft)
    source = draft.source
    if source is None or source.end > draft.cue[0].start or SETTING.search(view.text[: source.start]) is None:
        return draft
    phrase = view.noun_phrase(draft.cue[0].start - 2)
    apart = phrase is not None and "," in view.text[source.end : phrase.span.start]
    return replace(draft, source=phrase.span) if phrase and apart else draft


def _parted(view: View, draft: Draft) -> Draft:
    """ "The bomb killed four, the mayor said": the words before the speaker are no part of him, but what he says."""
    source = draft.source
    if source is None or view.text[source.end : draft.cue[0].start].strip() or source.end > draft.cue[0].start:
        return draft  # "Karim Haddad, the mayor, said" has a comma more
    cut = view.text.rfind(", ", source.start, source.end)
    speaker = trim(view.text, cut + 1, source.end) if cut >= 0 else None
    told = trim(view.text, source.start, cut) if cut >= 0 else None
    if speaker is None or told is None or roles.person(told.of(view.text)) is not None:
        return draft
    if not (_is_speaker(speaker.of(view.text)) and _is_clause(view, told)):
        return draft
    rest = tuple(c for c in draft.content if not told.contains(c))
    return replace(draft, source=speaker, content=(told, *rest))


def _without_setting(view: View, draft: Draft) -> Draft:
    """ "In the town of Bersa, the mayor, Karim Haddad, accused rebels of theft": what tells nothing before him is no
    part of what he said."""
    source, cue = draft.source, draft.cue[0]
    accuses = draft.kind == "claim" and draft.content[-1].start > cue.end
    if source is None or source.start > cue.start or len(draft.content) < 2 or not accuses:
        return draft
    kept = tuple(
        c
        for c in draft.content
        if c.start > source.start or view.quotation(c.start) or any(t.tag in (*FINITE, "MD") for t in view.within(c))
    )
    return replace(draft, content=kept) if kept else draft


def _over_dashes(view: View, draft: Draft) -> Draft:
    """ "Rebels killed nine – the worst raid in May – a source said": what stands before an aside is told as well."""
    source, first = draft.source, draft.content[0]
    sentence = view.sentence(first.start)
    if source is None or sentence is None or not first.end < source.start < draft.cue[0].start:
        return draft
    apart = DASH.fullmatch(view.text[first.end : source.start]) and DASH.search(view.text[: first.start])
    told = trim(view.text, sentence.span.start, first.start) if apart and view.quotation(first.start) is None else None
    whole = told is not None and _is_clause(view, told) and view.sentence(source.start) is sentence
    return replace(draft, content=(Span(told.start, first.end), *draft.content[1:])) if told and whole else draft


def _all_of_them(view: View, draft: Draft) -> Draft:
    """ "The raid killed nine, residents, a medic and a councillor said": all three say it."""
    source = draft.source
    if source is None or " and " not in source.of(view.text) or source.end > draft.cue[0].start:
        return draft
    sentence = view.sentence(source.start)
    more = TOGETHER.search(view.text[sentence.span.start : source.start]) if sentence else None
    if sentence is None or more is None or _is_clause(view, source):
        return draft
    told = Span(sentence.span.start + more.start("more"), sentence.span.start + more.end("more"))
    tokens, speaking = view.within(told), SOURCE_NOUNS | nobodies.speakers().witnesses
    bare = all(t.pos in ("NOUN", "ADJ", "DET", "NUM", "PROPN") for t in tokens)
    if not bare or not speaking & {t.lemma.lower() for t in tokens}:
        return draft
    content = tuple(Span(c.start, min(c.end, told.start - 2)) if c.contains(told) else c for c in draft.content)
    return replace(draft, source=Span(told.start, source.end), content=content)


def _is_speaker(phrase: str) -> bool:
    return roles.role(naming.PLACE_OF.split(phrase)[0]) is not None or roles.person(phrase) is not None


def _is_clause(view: View, here: Span) -> bool:
    """Whether words tell something by a verb of their own, not of a "who" in them."""
    tokens = view.within(here)
    return any(t.tag.startswith("VB") for t in tokens) and not any(t.tag.startswith("W") for t in tokens)


def _beside(view: View, draft: Draft, kinds: frozenset[str]) -> Span | None:
    """The first mention (of these kinds, if any are given) that touches the cue."""
    named = (m for m in view.parties if m.party.kind in (kinds or {m.party.kind} - {"document"}))
    places = (place(m) for m in named if m.party.name.lower() not in PERSONAL)
    spoken = (here for here in places if here.of(view.text).lower() not in PERSONAL and not _told_of(here, draft))
    return next((here for here in spoken if _touches(view, here, draft)), None)


def _told_of(here: Span, draft: Draft) -> bool:
    """Whether a mention is what the words are about: "Haddad said *the mayor* had left", "*they* were blamed for"."""
    behind = here.start >= draft.cue[-1].end
    return any(c.contains(here) and (behind or c == here) for c in draft.content)


def _touches(view: View, here: Span, draft: Draft) -> bool:
    cue, last = draft.cue[0], draft.cue[-1]
    if here.end <= cue.start:
        between = view.text[here.end : cue.start]
        aside = ASIDE.fullmatch(between)
        return BARE.fullmatch(between) is not None or (aside is not None and roles.role(aside["role"]) is not None)
    counted = here.of(view.text)[:1].isdigit() or any(t.pos == "NUM" for t in view.within(here)[:1])
    inverted = last.of(view.text).lower().split()[-1] in INVERTED and not counted  # "reported eight deaths"
    return inverted and here.start >= last.end and not view.text[last.end : here.start].strip()
