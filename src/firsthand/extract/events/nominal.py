"""Event nouns and what stands around them: modifiers, determiner, prepositional phrases, the verb that governs them."""

import re
from itertools import pairwise

from firsthand.extract.events.page import Page, base_phrase
from firsthand.extract.language.layer import Argument, Frame, Sentence, Token
from firsthand.model import Span
from firsthand.reference import lexicon

PREPOSITIONS = frozenset(
    "of by on against at upon in near with between among to from into toward towards over around outside inside "
    "during after across for along off".split()
)
SIDE = re.compile(r"\b(?:anti|pro)[-‑–]", re.IGNORECASE)
BACKED = re.compile(r"[-‑–](?:backed|brokered|sponsored|mediated|funded|supported|supervised|trained)\b")
CHAIN = 6  # prepositional phrases that may follow a noun
BORDERS = frozenset({"border", "frontier", "boundary", "line"})
WHOLE = frozenset({"NOUN", "PROPN"})


def longest(tokens: tuple[Token, ...], position: int) -> tuple[str, int] | None:
    """The longest event noun that begins at `position`, with the place of its last token."""
    text, known = tokens[position].text.lower(), lexicon.noun_openings()
    first = (text, text[:-1], tokens[position].lemma.lower())
    if not any(word.partition("-")[0] in known for word in first):
        return None
    for size in range(min(lexicon.longest_noun(), len(tokens) - position), 0, -1):
        piece = tokens[position : position + size]
        if not _may_name(tokens, position + size - 1):
            continue
        for lemma in _lemmas(piece):
            if lexicon.senses(lemma, "NOUN"):
                return lemma, position + size - 1
    return None


def _may_name(tokens: tuple[Token, ...], index: int) -> bool:
    """A noun, or a form in -ing that stands where a noun does: "days of fighting", "Shelling killed two"."""
    token = tokens[index]
    if token.pos in WHOLE:
        return True
    opening = index == 0 and index + 1 < len(tokens) and tokens[index + 1]
    if token.tag == "VBZ" and opening and (opening.tag in ("VBD", "VBP") or opening.text.lower() == "between"):
        return True  # "Clashes broke out", read as a verb
    if token.tag != "VBG":
        return False
    before = tokens[index - 1] if index else None
    if before is None or before.pos in ("DET", "ADJ", "ADP") or doer_before(tokens, index) is not None:
        return True
    after = tokens[index + 1] if index + 1 < len(tokens) else None
    return before.text.lower() == "in" and after is not None and after.text.lower() in ("by", "on", "at", "between")


def doer_before(tokens: tuple[Token, ...], index: int) -> Token | None:
    """The police of "died in police firing", which taggers read as a verb with a subject."""
    before, after = tokens[index - 1] if index else None, tokens[index + 1] if index + 1 < len(tokens) else None
    if before is None or before.pos not in WHOLE or "@armed" not in lexicon.classes_of(before.lemma.lower()):
        return None
    bare = after is None or after.pos not in ("DET", "NOUN", "NUM", "PRON", "PROPN")
    first = next((t for t in reversed(tokens[: index - 1]) if t.pos not in ("ADJ", "ADV", "DET")), None)
    return before if bare and (first is None or first.pos in ("ADP", "CCONJ", "SCONJ", "PART", "PUNCT")) else None


def _lemmas(piece: tuple[Token, ...]) -> list[str]:
    words = [t.text.lower() for t in piece[:-1]]
    last = piece[-1]
    glue = ["" if a.span.end == b.span.start else " " for a, b in pairwise(piece)]
    stem = "".join(w + g for w, g in zip(words, glue, strict=True))
    plain = stem.replace("-", " ")
    ends = [last.lemma.lower(), last.text.lower()]
    if last.tag == "VBG":
        ends.reverse()  # "firing" is not "fire"
    if last.text.lower().endswith("s"):
        ends.append(last.text.lower()[:-1])
    return [s + e for s in dict.fromkeys((stem, plain)) for e in dict.fromkeys(ends)]


def names_attack(sentence: Sentence) -> bool:
    """Whether a word of the sentence is a noun for an attack: the bombing of "toll in the market bombing"."""
    lemmas = {w for t in sentence.tokens if t.pos in WHOLE or t.tag == "VBG" for w in (t.lemma.lower(), t.text.lower())}
    return any(is_attack(lemma) for lemma in lemmas)


def is_attack(lemma: str) -> bool:
    """Whether a noun names an attack, a blow or a weapon."""
    senses = lexicon.senses(lemma, "NOUN")
    told = any(s.type == "ASSAULT" and s.tells in ("attack", "blast", "clash") for s in senses)
    return told or bool(lexicon.classes_of(lemma) & {"@blow", "@weapon"})


def is_head(sentence: Sentence, tokens: tuple[Token, ...], last: int) -> bool:
    """Whether the noun heads its phrase; in "attack helicopter" or "war crimes" it does not."""
    head = tokens[last].span
    phrases = [n for n in sentence.noun_phrases if n.span.contains(head)]
    if phrases:
        return any(n.head == head for n in phrases)
    following = tokens[last + 1] if last + 1 < len(tokens) else None
    return following is None or following.pos not in WHOLE or following.span.start > head.end + 1


def modifiers(page: Page, sentence: Sentence, span: Span) -> tuple[Token, ...]:
    """The words before the noun in its base phrase."""
    phrase = base_phrase(sentence, page.within(span)[-1].span)
    if phrase is None:
        return tuple(t for t in page.before(span.start, 1) if t.pos in ("ADJ", "NOUN", "PROPN"))
    return tuple(page.within(Span(phrase.span.start, span.start))) if phrase.span.start < span.start else ()


DETERMINERS = frozenset("the this that these those a an another no any some every each its his their".split())


def determiner(page: Page, sentence: Sentence, span: Span) -> str | None:
    """The determiner of the noun's phrase, lower case."""
    found = [t.text.lower() for t in modifiers(page, sentence, span)]
    return next((w for w in found if w in DETERMINERS), None)


def governor(sentence: Sentence, span: Span) -> Frame | None:
    """The verb whose subject, object or oblique holds the noun: the one with the smallest such argument."""
    found: list[tuple[int, Frame]] = []
    for frame in sentence.frames:
        if frame.pos != "VERB":
            continue
        holders = [a for a in (frame.agent, frame.patient, *frame.obliques) if a is not None and a.span.contains(span)]
        found += [(len(a.span), frame) for a in holders]
    return min(found, key=lambda pair: pair[0], default=(0, None))[1]


def arguments(page: Page, sentence: Sentence, span: Span) -> dict[str, tuple[Argument, ...]]:
    """The arguments of a noun without a frame: its owner as agent, prepositional phrases by preposition."""
    found = behind(page, sentence, span.end)
    if "by" in found:
        found["agent"] = found.pop("by")
    owner = _owner(page, sentence, span)
    if owner is not None:
        found.setdefault("agent", (owner,))
    return found


def behind(page: Page, sentence: Sentence, end: int) -> dict[str, tuple[Argument, ...]]:
    """The prepositional phrases that follow `end` without a break, by preposition."""
    found: dict[str, tuple[Argument, ...]] = {}
    end = _past_aside(page, sentence, end)
    for _ in range(CHAIN):
        preposition = next(iter(page.after(end, 1)), None)
        if preposition is None or preposition.text.lower() not in PREPOSITIONS:
            break
        phrase = _headed_by(sentence, preposition.span) or _next_phrase(sentence, preposition.span.end)
        if phrase is None or phrase.span.start > preposition.span.end + 1:
            break
        name = preposition.text.lower()
        phrase = _with_owned(page, sentence, phrase)
        phrase = _with_second(page, sentence, phrase)
        owned = name == "of" and _is_owned(page, found)
        # "the fighting near the border with Chad"
        if not owned and (name != "with" or not _at_border(page, preposition.span)):
            found.setdefault(name, (Argument(phrase.span, phrase.head, name),))
        end = phrase.span.end
    return found


def _is_owned(page: Page, before: dict[str, tuple[Argument, ...]]) -> bool:
    """Whether "of" goes with the thing before it: "fire along the line of control", not "the capture by rebels of"."""
    last = max((a for group in before.values() for a in group), key=lambda a: a.span, default=None)
    head = page.token(last.head) if last is not None and last.preposition != "by" else None
    return (
        last is not None
        and head is not None
        and head.pos in ("NOUN", "PROPN")
        and not (page.times_in(last.span) or page.places_in(last.span))
    )


def _at_border(page: Page, preposition: Span) -> bool:
    before = page.before(preposition.start, 1)
    return bool(before) and before[0].lemma.lower() in BORDERS


def _past_aside(page: Page, sentence: Sentence, end: int) -> int:
    """Where the phrase goes on behind a name set off by commas: "an operation, Swift Spear, against rebels"."""
    comma = next(iter(page.after(end, 1)), None)
    aside = (
        next((n for n in sentence.noun_phrases if n.span.start > end), None) if comma and comma.text == "," else None
    )
    if comma is None or aside is None or aside.span.start != comma.span.end + 1:
        return end
    rest = page.after(aside.span.end, 2)
    closed = len(rest) == 2 and rest[0].text == "," and rest[1].text.lower() == "against"
    return rest[0].span.end if closed else end


def _headed_by(sentence: Sentence, preposition: Span) -> Argument | None:
    """The phrase that the parser made begin with its preposition, without it: "on Mayor Ilse Brandt"."""
    found = next(
        (n for n in sentence.noun_phrases if n.span.start == preposition.start and n.head != preposition), None
    )
    return Argument(Span(preposition.end + 1, found.span.end), found.head) if found else None


def _next_phrase(sentence: Sentence, end: int) -> Argument | None:
    """The next noun phrase, the whole of it: "Chad's army", not "Chad"."""
    first = next((n for n in sentence.noun_phrases if n.span.start >= end), None)
    same = [n for n in sentence.noun_phrases if first is not None and n.span.start == first.span.start]
    return max(same, key=lambda n: len(n.span), default=None)


def _with_second(page: Page, sentence: Sentence, phrase: Argument) -> Argument:
    """ "between the army and rebels", "against the minister and his driver": both."""
    joint = next(iter(page.after(phrase.span.end, 1)), None)
    second = next((n for n in sentence.noun_phrases if n.span.start >= phrase.span.end), None)
    if joint is None or joint.text.lower() != "and" or second is None or second.span.start > joint.span.end + 1:
        return phrase
    return Argument(Span(phrase.span.start, second.span.end), phrase.head)


def _with_owned(page: Page, sentence: Sentence, phrase: Argument) -> Argument:
    """ "the group's last holdout", where the parser left owner and owned apart."""
    mark = next(iter(page.after(phrase.span.end, 1)), None)
    if mark is None or mark.tag != "POS":
        return phrase
    owned = next((n for n in sentence.noun_phrases if n.span.start >= mark.span.end), None)
    if owned is None or any(
        t.pos == "VERB" and t.tag == "VBD" for t in page.within(Span(mark.span.end, owned.span.start))
    ):
        return phrase
    return Argument(Span(phrase.span.start, owned.span.end), owned.head)


def _is_side(page: Page, name: Span) -> bool:
    """ "Anti-Musa demonstrations", "a NATO-backed uprising": they are not Musa's, nor NATO's."""
    return (
        SIDE.search(page.text, max(0, name.start - 6), name.end) is not None
        or BACKED.match(page.text, name.end) is not None
    )


def _owner(page: Page, sentence: Sentence, span: Span) -> Argument | None:
    """A party named before the noun in its phrase: "Israeli airstrikes", "the army's shelling"."""
    phrase = base_phrase(sentence, page.within(span)[-1].span)
    if phrase is None or phrase.span.start >= span.start:
        starts = [t.span for t in sentence.tokens]
        doer = doer_before(sentence.tokens, starts.index(span)) if span in starts else None
        return Argument(doer.span, doer.span) if doer else None
    before = Span(phrase.span.start, span.start)
    inside = [m for m in page.parties_in(before) if not _is_side(page, m.party.resolved_from or m.party.span)]
    if inside:
        found = inside[-1].party.resolved_from or inside[-1].party.span
        return Argument(found, found)
    names = [n for n in sentence.names if before.contains(n.span) and n.label in ("NORP", "ORG", "PERSON")]
    names = [n for n in names if not _is_side(page, n.span)]
    return Argument(names[-1].span, names[-1].span) if names else None
