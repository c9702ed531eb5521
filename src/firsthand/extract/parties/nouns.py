"""Mentions by common noun: "two security officials", "the Syrian army", "a video"."""

from collections.abc import Iterator
from dataclasses import replace

from firsthand.extract.parties import compose, phrases
from firsthand.extract.parties.dictionary import Match
from firsthand.extract.parties.draft import Context, Draft, Scene
from firsthand.extract.parties.words import Word
from firsthand.reference import actor_nouns, lexicon, people
from firsthand.reference.actor_nouns import Head

DEFINITE = frozenset("the this that these those its their his her our my your such both".split())
THINGS = frozenset({"@aircraft", "@vehicle", "@place", "@thing"})
BEFALLEN = frozenset({"dead", "wounded", "injured", "missing"})
CAUGHT = frozenset({"prisoner", "hostage", "captive"})
OWNED_BY = {
    "of": (
        "government",
        "army",
        "police",
        "sources",
        "organisation",
        "ngo",
        "civilians",
        "media",
        "document",
        "rebels",
    ),
    "for": ("sources",),
}


def nouns(scene: Scene, world: Context, taken: frozenset[int]) -> Iterator[Draft]:
    """The mentions of a line, left to right; `taken` are words that belong to names of people and organisations."""
    i = 0
    while i < len(scene.line.words):
        found = _head_at(scene, i, taken)
        if not found:
            i += 1
            continue
        head, end = found
        if draft := _draft(scene, world, head, i, end):
            yield draft
        i = end


def _head_at(scene: Scene, i: int, taken: frozenset[int]) -> tuple[Head, int] | None:
    """The longest head that begins at word `i` and is a noun here, in no other name."""
    words = scene.line.words
    if words[i].norm not in actor_nouns.openings():
        return None
    for size in range(min(actor_nouns.longest(), len(words) - i), 0, -1):
        end = i + size
        norms = tuple(w.norm for w in words[i:end])
        head = actor_nouns.heads().get(norms)
        if head and not taken.intersection(range(i, end)) and _is_noun(scene, i, end):
            return _ministry_of(scene, head, end)
    return None


def _is_noun(scene: Scene, start: int, end: int) -> bool:
    words = scene.line.words
    last = words[end - 1]
    if last.norm in BEFALLEN and start > 0 and words[start - 1].tag.startswith("NN"):
        return False  # "left 13 villagers dead"
    if last.norm in CAUGHT and start > 0 and words[start - 1].tag == "NNS":
        return False  # "took seven soldiers prisoner"
    if any(m.start < end and start < m.end and m.sense.what != "adjective" for m in scene.matches):
        return False
    if last.verb and not (start > 0 and words[start - 1].tag in ("DT", "PRP$", "CD", "JJ")):
        return False
    if last.tag.startswith("JJ"):
        return start > 0 and words[start - 1].tag.startswith(("DT", "NN", "JJ", "CD", "AFX"))
    return not last.tag or last.tag.startswith(("N", "V", "AFX", "FW"))


def _goes_on(scene: Scene, end: int) -> bool:
    """True if the next word is a noun of the same phrase: "army base", "rebel fighters"."""
    words = scene.line.words
    if end >= len(words) or words[end - 1].after == "s":
        return False
    following = words[end]
    if words[end - 1].after == "-":
        return True
    match = scene.match_at(end)
    if match or following.norm in phrases.TIME_WORDS:
        return False
    return following.tag.startswith("NN") and not (
        following.tag.startswith("NNP") and following.capital and not scene.line.caps
    )


def _of_army(scene: Scene, head: Head, end: int) -> bool:
    """Whether the next word is a thing of an army's own: "army aircraft", "a military base"."""
    word = scene.line.words[end].norm
    classes = lexicon.classes_of(word) | lexicon.classes_of(word.removesuffix("s"))
    return head.group == "army" and head.role == "body" and bool(classes & THINGS)


def _ministry_of(scene: Scene, head: Head, end: int) -> tuple[Head, int]:
    """The head with "of Defence" or "of Foreign Affairs" where it is a ministry."""
    words = scene.line.words
    if head.word not in ("ministry", "department") or end >= len(words) or words[end].norm != "of":
        return head, end
    stop = end + 1
    while stop < len(words) and words[stop].noun and not scene.match_at(stop) and words[stop].tag:
        stop += 1
    return head, stop if stop > end + 1 else end


def _draft(scene: Scene, world: Context, head: Head, at: int, end: int) -> Draft | None:
    line = scene.line
    if _counts(scene, at, end) or _is_of_no_state(scene, head, end):
        return None
    start = phrases.left(scene, at, head.group)
    owner, stop = _owner(scene, head, end)
    who = compose.naming(scene, (start, at, end), head, world, owner)
    bare = head.group == "organisation" and head.number == "singular" and start == at
    theirs = head.role == "asset" or (_goes_on(scene, stop) and not _of_army(scene, head, stop))
    if (theirs or bare) and not (who.id and who.qualified):
        return None
    whole = phrases.back_over_quantity(scene, start)
    return Draft(
        span=line.span(whole, stop),
        core=line.span(at, end),
        line=scene.number,
        name=who.name if who.id or stop == end else _long_name(scene, start, stop, who.name),
        kind=who.kind,
        id=who.id,
        shape="noun",
        head=head.word,
        group=head.group,
        number=head.number,
        definite=_definite(line.words[start:end]) and not _told_which(scene, stop),
        gender=people.gender(tuple(w.norm for w in line.words[start:end])) if head.number == "singular" else None,
        qualified=who.qualified,
        possessor=line.words[end - 1].after == "s",
    )


def joined(scene: Scene, draft: Draft) -> Iterator[Draft]:
    """ "Ethiopian" of "Ethiopian and Eritrean troops": the other state's organ."""
    words = scene.line.words
    inside = [i for i, w in enumerate(words) if draft.span.start <= w.start < draft.span.end]
    head = actor_nouns.heads().get((words[inside[-1]].norm,))
    at = inside[0] - 1
    if not draft.id or not head or at < 1 or words[at].norm != "and" or not (m := scene.match_at(at - 1)):
        return
    if m.sense.what == "adjective" and (organ := compose.organ(head, m.sense.key)):
        span = scene.line.span(phrases.left(scene, m.start), m.end)
        yield replace(draft, span=span, core=span, name=organ.name, kind=organ.kind, id=organ.id)


def _counts(scene: Scene, at: int, end: int) -> bool:
    """The noun only counts what follows: "members of the Taliban", "a group of men"."""
    words = scene.line.words
    if end + 1 >= len(words) or words[end].norm != "of" or not set(scene.norms(at, end)) <= phrases.QUANTITIES:
        return False
    return words[end - 1].norm != "group" or words[end + 1].tag in ("NNS", "CD", "JJ", "VBN", "RB")


def _is_of_no_state(scene: Scene, head: Head, end: int) -> bool:
    """ "Army of God", "an army of volunteers": nobody's that the dictionary knows."""
    words = scene.line.words
    if head.group != "army" or end + 1 >= len(words) or words[end].norm != "of" or words[end - 1].norm != "army":
        return False
    at = end + 1 + (words[end + 1].norm in ("the", "that", "this", "its"))
    return at < len(words) and not scene.match_at(at)


def _definite(words: tuple[Word, ...]) -> bool:
    return words[0].norm in DEFINITE or any(w.after == "s" for w in words[:-1])


def _told_which(scene: Scene, stop: int) -> bool:
    """A clause says which: "the people who fled" need no earlier mention."""
    return scene.norms(stop, stop + 1) in (["who"], ["whose"], ["that"])


def _long_name(scene: Scene, start: int, stop: int, name: str) -> str:
    """The name with what belongs to it: "leader of Hamas"."""
    text = scene.line.span(start, stop).of(scene.text)
    return " ".join(text[max(0, text.find(name.split()[0])) :].split())


def _owner(scene: Scene, head: Head, end: int) -> tuple[Match | None, int]:
    """The name in "of Mali", "for the Houthis" after the head, and where the phrase then ends."""
    words = scene.line.words
    if end + 1 >= len(words) or head.group not in OWNED_BY.get(words[end].norm, ()):
        return None, end
    at = end + 1 + (words[end + 1].norm == "the")
    match = next((m for m in scene.matches if m.start == at), None)
    if not match or (match.end < len(words) and words[match.end].tag.startswith("NN")):
        return None, end
    if match.sense.what == "adjective" or words[match.end - 1].after:
        return None, end
    return match, match.end
