"""The typing layer: after the recogniser, the reference tables and the words around a name vote on what it is.

The recogniser finds spans well and types them less well in unknown countries. A vote needs a reason that a reader
would accept: the name is in a table, or its neighbours say it ("the town of X", "Colonel X", "X fighters").
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence

from firsthand.extract.language import known
from firsthand.extract.language.layer import Name, NameLabel
from firsthand.extract.language.lexicon import lexicon
from firsthand.extract.language.tree import Node
from firsthand.model import Span

OWN_VOTE, SURE, UNSURE, CONTEXT = 2.0, 4.0, 1.5, 2.5  # tuned on conflict_train.jsonl, checked on re3d
TYPED = frozenset({"PERSON", "ORG", "NORP", "PLACE"})
ARTICLES = frozenset({"the", "a", "an"})
DASHES = frozenset({"-", "–", "—", "--"})
MARKS = frozenset({"'s", "’s", "'", "’", ",", "-"})
SEATED = frozenset("county district state division area village town city regional provincial deputy assistant".split())
DAYS = frozenset("monday tuesday wednesday thursday friday saturday sunday".split())
Spot = tuple[int, int, NameLabel]  # first word, word after the last, label


def vote(nodes: Sequence[Node], found: Sequence[Spot]) -> list[Spot]:
    """The recogniser's names with their labels voted on, and names of the tables that it overlooked."""
    trimmed = [_body(nodes, spot) or _trimmed(nodes, spot) for spot in found]
    kept = [_voted(nodes, spot) for spot in trimmed if spot[0] < spot[1]]
    taken = {index for start, end, _ in kept for index in range(start, end)}
    added = list(_overlooked(nodes, taken))
    taken |= {index for start, end, _ in added for index in range(start, end)}
    return sorted([*kept, *added, *_weapons(nodes, taken)])


def _body(nodes: Sequence[Node], spot: Spot) -> Spot | None:
    """The whole name of an office or agency, nobody's name or place: "the Prosecutor General's Office"."""
    start, last, label = spot[0], spot[1] - 1, spot[2]
    while last > start and nodes[last].lower in {"of", "for"}:
        last -= 1
    if label not in TYPED or nodes[last].lower not in lexicon().body_nouns:
        return None
    if last == start and nodes[max(start - 1, 0)].lower not in {"'s", "’s"}:
        return None
    while start and (nodes[start - 1].lower in {"'s", "’s"} or nodes[start - 1].text[:1].isupper()):
        start -= 1
    start += nodes[start].lower in ARTICLES
    return start, last + 1, "ORG"


def _trimmed(nodes: Sequence[Node], spot: Spot) -> Spot:
    """Without an article, title, dash or common noun at its ends: "the UNIFIL", "Colonel X", "Mitiga airport"."""
    start, end, label = spot
    end = next((i for i in range(start + 1, end) if _dash(nodes, i)), end)
    while start < end and (nodes[start].lower in ARTICLES or _title(nodes, start, end, label)):
        start += 1
        label = "PERSON" if nodes[start - 1].lower not in ARTICLES else label
    while start < end and _extra(nodes, start, end):
        end -= 1
    return start, end, label


def _dash(nodes: Sequence[Node], index: int) -> bool:
    """A dash between blanks, as after a dateline."""
    return nodes[index].text in DASHES and nodes[index].start > nodes[index - 1].end


def _title(nodes: Sequence[Node], start: int, end: int, label: NameLabel) -> bool:
    """A person's title; in what was taken for another kind of name ("Justice Ministry") only before two words."""
    if end - start > 3 and nodes[start].lower in SEATED and nodes[start + 1].lower in known.titles():
        return True  # "County Commissioner Musa Bello"
    if end - start < (2 if label == "PERSON" else 3) or nodes[start].lower.rstrip(".") not in known.titles():
        return False
    return nodes[start + 1].text[:1].isupper() and known.find(_text(nodes, start, end)) is None


def _extra(nodes: Sequence[Node], start: int, end: int) -> bool:
    last, words = nodes[end - 1], lexicon()
    if last.lower in MARKS:
        return True
    return end - start > 1 and last.text.islower() and last.lemma.lower() in words.place_nouns | words.member_nouns


def _voted(nodes: Sequence[Node], spot: Spot) -> Spot:
    start, end, label = spot
    if label not in TYPED:
        return spot
    votes: dict[NameLabel, float] = defaultdict(float, {label: OWN_VOTE})
    entry = known.find(_text(nodes, start, end))
    if entry is not None:
        votes[entry.label] += SURE if entry.sure else UNSURE
    for neighbour in _neighbours(nodes, start, end):
        votes[neighbour] += CONTEXT
    return start, end, max(votes, key=lambda each: (votes[each], each == label))


def _text(nodes: Sequence[Node], start: int, end: int) -> str:
    parts = [nodes[start].text]
    for before, node in zip(nodes[start:end], nodes[start + 1 : end], strict=False):
        parts.append(" " * (node.start > before.end) + node.text)
    return "".join(parts)


def _neighbours(nodes: Sequence[Node], start: int, end: int) -> Iterator[NameLabel]:
    """What the words right before and after say."""
    words = lexicon()
    before = nodes[start - 1] if start else None
    after = nodes[end] if end < len(nodes) else None
    if before is not None and before.lower.rstrip(".") in known.titles() and not _common(nodes, start):
        yield "PERSON"
    if (
        before is not None
        and before.lower == "of"
        and start > 1
        and nodes[start - 2].lemma.lower() in words.place_nouns
    ):
        yield "PLACE"
    if after is not None and after.lemma.lower() in words.place_nouns:
        yield "PLACE"
    if after is not None and after.lemma.lower() in words.member_nouns and _named_group(nodes, start, end):
        yield "ORG"
    if before is not None and before.lower in words.place_prepositions and _ends_phrase(after):
        yield "PLACE"


def _common(nodes: Sequence[Node], start: int) -> bool:
    """A title that is the subject's noun: "the spokesman Reuters quoted"."""
    return start > 1 and nodes[start - 1].pos == "NOUN" and nodes[start - 2].lower in {"a", "an"}


def _named_group(nodes: Sequence[Node], start: int, end: int) -> bool:
    entry = known.find(_text(nodes, start, end))
    return entry is None or entry.label == "ORG"


def _ends_phrase(after: Node | None) -> bool:
    return (
        after is None
        or after.pos in {"PUNCT", "ADP", "CCONJ", "SCONJ"}
        or (after.pos == "PROPN" and after.lower in DAYS)
    )


def _overlooked(nodes: Sequence[Node], taken: set[int]) -> Iterator[Spot]:
    """Capitalised runs outside every name that a table knows for sure, the longest first."""
    index = 0
    while index < len(nodes):
        end = _longest(nodes, index, taken)
        if end is not None:
            entry = known.find(_text(nodes, index, end))
            if entry is not None:
                yield index, end, entry.label
            index = end
        else:
            index += 1


def _longest(nodes: Sequence[Node], start: int, taken: set[int]) -> int | None:
    first = nodes[start]
    if start in taken or known.FIRST.match(first.text.casefold()).group() not in known.starts():  # type: ignore[union-attr]
        return None
    if not (first.text[:1].isupper() or first.lower.startswith(("al", "el"))):
        return None
    for end in range(min(len(nodes), start + known.LONGEST + 2), start, -1):
        if taken.isdisjoint(range(start, end)) and _stands(nodes, start, end):
            return end
    return None


def _stands(nodes: Sequence[Node], start: int, end: int) -> bool:
    """A sure name, or one of several words; a single word must be a proper noun to the tagger too."""
    if not nodes[end - 1].text[:1].isalnum():
        return False
    entry = known.find(_text(nodes, start, end))
    if entry is None:
        return False
    proper = any(node.pos == "PROPN" for node in nodes[start:end]) or (entry.label == "NORP" and entry.sure)
    return proper and (entry.sure or end - start > 1 or (entry.label == "PLACE" and start > 0))


def _weapons(nodes: Sequence[Node], taken: set[int]) -> Iterator[Spot]:
    """Nouns for weapons with the words that belong to them: "rocket-propelled grenades", "Grad rockets"."""
    words = lexicon()
    for index, node in enumerate(nodes):
        if index in taken or node.lemma.lower() not in words.weapons or node.pos not in {"NOUN", "PROPN"}:
            continue
        start = index
        while start and start - 1 not in taken and _of_weapon(nodes, start - 1, node):
            start -= 1
        if nodes[start].text != "-":
            taken.update(range(start, index + 1))
            yield start, index + 1, "WEAPON"


def _of_weapon(nodes: Sequence[Node], index: int, weapon: Node) -> bool:
    word = nodes[index]
    if word.text == "-" and index and nodes[index - 1].end == word.start:
        return True
    named = word.role == "compound" and word.head is weapon and word.pos in {"NOUN", "PROPN"}
    joined = index + 1 < len(nodes) and nodes[index + 1].text == "-" and nodes[index + 1].start == word.end
    return named or joined or word.lower in lexicon().weapon_adjectives


def span(nodes: Sequence[Node], spot: Spot) -> Name:
    return Name(Span(nodes[spot[0]].start, nodes[spot[1] - 1].end), spot[2])
