"""What a medium is called where the text gives its noun and its name apart, or its name alone: "the newspaper La Voz
del Cerro", "another agency, KPN", "Valley Echo, a local radio", "the same agency", "told Radyo Vwa".

The rules read the words around a phrase; what they can't settle stays the phrase.
"""

import re

from firsthand.extract.attribution.view import View, place
from firsthand.model import Span
from firsthand.reference import cues, roles

PARTICLE = r"(?:(?:de|del|della|di|da|do|dos|du|des|la|le|las|los|al|el|of|the|for|and|et|y)\s+){0,2}"
TITLE = rf"[^\W\d_a-z][\w’'&-]*(?:\s+{PARTICLE}(?:[^\W\d_a-z]|\d)[\w’'&-]*)*"
BEHIND = re.compile(rf"\s+(?P<name>{TITLE})")
APPOSED = re.compile(rf"(?:\s+(?:in|of|from)\s+{TITLE})?\s*,\s*(?P<name>{TITLE})(?=\s*[,.;:”\"]|\s+[a-z]|$)")
BEFORE = re.compile(rf"(?:^|[\s“\"(])(?P<name>{TITLE})\s*,\s*$")
BARE = re.compile(r"(?P<word>the|that|this|the\s+same|that\s+same)\s+(?:news\s+|radio\s+|television\s+)?[a-z]+", re.I)
TOLD = re.compile(rf"\s*(?P<name>(?:the\s+)?{TITLE})(?=\s+(?:that|how|why|about|of|in|on|by|at|from)\s|\s*[,.;:”\"]|$)")
PLATFORMS = frozenset("Telegram WhatsApp Signal Facebook Twitter X Instagram TikTok YouTube".split())


def is_title(name: str) -> bool:
    """Whether a name is a medium's by one of its words: "Highland News Service", "Radyo Vwa"."""
    words = [w for w in name.split() if w[:1].isupper() or w[:1].isdigit()]
    known = cues.media_titles() | cues.heard_titles()
    return len(words) > 1 and (words[0] in known or words[-1] in known or roles.is_paper(name))


def title(words: str) -> str | None:
    """The name in words that are nothing but a medium's name."""
    name = words.removeprefix("the ").removeprefix("The ")
    return " ".join(name.split()) if re.fullmatch(TITLE, name) and is_title(name) else None


def title_behind(view: View, start: int) -> Span | None:
    """The medium's name that follows a word: "told *the Tropic Morning* that"."""
    found = TOLD.match(view.text, start)
    named = found is not None and is_title(found["name"].removeprefix("the "))
    return Span(found.start("name"), found.end("name")) if found and named else None


def whole(view: View, noun: Span) -> Span:
    """A medium's phrase with the name that stands behind it: "the newspaper *La Voz del Cerro*", "an agency, *KPN*"."""
    if not _is_noun(view, noun):
        return noun
    behind = BEHIND.match(view.text, noun.end)
    found = behind or APPOSED.match(view.text, noun.end)
    if found is None or (behind is None and not _free(view, Span(found.start("name"), found.end("name")))):
        return noun
    return Span(noun.start, found.end("name"))


def called(view: View, phrase: Span) -> str | None:
    """The name of the medium that a phrase of no more than a noun means; with its name, that."""
    words = phrase.of(view.text)
    if (noun := _noun_in(view, phrase)) is None:
        return None
    if rest := BEHIND.fullmatch(view.text, noun.end, phrase.end) or APPOSED.fullmatch(view.text, noun.end, phrase.end):
        return " ".join(rest["name"].split())
    before = BEFORE.search(view.text[: phrase.start])
    if words.split()[0].lower() in ("a", "an") and before and _is_apart(view, before.end("name")):
        return before["name"].removeprefix("The ")
    return _last_named(view, phrase.start) if BARE.fullmatch(words) else None


def same(view: View, phrase: Span) -> str | None:
    """The medium of "the same agency" and "the same paper", the one named last."""
    words = phrase.of(view.text)
    again = BARE.fullmatch(words) is not None and " same " in words.lower() and _is_noun(view, phrase)
    return _last_named(view, phrase.start) if again else None


def own_by_noun(view: View, phrase: Span) -> bool:
    """Whether "the paper" of a text that names no other is the one that prints it: "told the agency that …"."""
    found = BARE.fullmatch(phrase.of(view.text))
    apart = found is not None and found["word"].lower() == "the" and _is_noun(view, phrase)
    return apart and not any(_named(view, at) for at in (m.start() for m in re.finditer(TITLE, view.text)))


def _named(view: View, start: int) -> bool:
    """Whether a medium is named at a character."""
    known = any(m.party.kind == "media" and place(m).start <= start < place(m).end for m in view.parties)
    found = re.compile(TITLE).match(view.text, start)
    return known or (found is not None and is_title(found[0]))


def _last_named(view: View, end: int) -> str | None:
    """The medium that was named last before a character, by a name of its own."""
    known = [
        (place(m).start, m.party.name)
        for m in view.parties
        if m.party.kind == "media" and m.party.name[:1].isupper() and m.party.name not in PLATFORMS
    ]
    known += [(f.start(), f[0]) for f in re.finditer(TITLE, view.text[:end]) if is_title(f[0])]
    before = [(at, name) for at, name in known if at < end]
    return max(before)[1].removeprefix("The ") if before else None


def _is_noun(view: View, phrase: Span) -> bool:
    """Whether a phrase is no more than a noun for a medium with what stands before it."""
    words = view.within(phrase)
    named = any(w.text[:1].isupper() for w in words[1:]) or not words or not words[-1].text.islower()
    return not named and words[-1].lemma.lower() in cues.media_nouns() - cues.anybody()


def _noun_in(view: View, phrase: Span) -> Span | None:
    """The noun for a medium that opens a phrase: "the newspaper" of "the newspaper La Voz"."""
    for word in view.within(phrase):
        opening = Span(phrase.start, word.span.end)
        if _is_noun(view, opening):
            return opening
    return None


def _free(view: View, name: Span) -> bool:
    """Whether a name behind a comma is no person's or body's whom the text knows otherwise."""
    known = [m.party for m in view.parties if place(m).overlaps(name)]
    return all(p.kind in ("media", "other") for p in known) or is_title(name.of(view.text))


def _is_apart(view: View, end: int) -> bool:
    """Whether the name that ends at a character is no person's: "Valley Echo, a local radio"."""
    known = [m.party for m in view.parties if place(m).end == end]
    return all(p.id is None for p in known)
