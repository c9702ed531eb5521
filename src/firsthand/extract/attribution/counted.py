"""Tolls that are told without a verb of speech: "counted five dead", "put the number of dead at nine", "spoke of two
dead"; and the claim of responsibility.

Read from the words alone: what makes an attribution of such verbs is that a number of people harmed follows.
"""

from collections.abc import Iterator, Sequence

from firsthand.extract.attribution.ascribed import first_subject
from firsthand.extract.attribution.closings import FINITE, is_name, subject_start
from firsthand.extract.attribution.view import Draft, View, trim
from firsthand.extract.attribution.wordings import phrase_after
from firsthand.extract.language.layer import Sentence, Token
from firsthand.model import Span
from firsthand.model.reading import SayKind
from firsthand.reference import cues
from firsthand.reference.speakers import speakers

AUXILIARY = frozenset("AUX ADV PART".split())
PAST = FINITE | {"VBN"}
BREAKS = frozenset(', ; : — – ( “ ” "'.split())
CHANGED = frozenset("raise increase bring reduce lower cut".split())
PUBLISHING = frozenset("publish release issue".split())
LISTS = frozenset("name list".split())
SPOKEN_OF = {"speak": "of", "talk": "of", "stick": "to", "boast": "of", "brag": "of", "know": "of"}
SPAN = 14  # words behind the verb in which the number stands
PARTS = frozenset("and while but whereas".split())  # words that part what one says from what another says
NEGATIONS = frozenset("not n't n’t never no".split())


def drafts(view: View) -> Iterator[Draft]:
    """One draft for each toll that somebody gives, and each attack that somebody says was his."""
    for sentence in view.sentences:
        for i, token in enumerate(sentence.tokens):
            if not _may_tell(sentence.tokens, i) or view.quotation(token.span.start) is not None:
                continue
            found = _active(view, sentence, i) or _passive(view, sentence, i)
            if found is not None:
                yield found


def _may_tell(tokens: Sequence[Token], i: int) -> bool:
    """Whether a verb may be a finite one; "put" passes for an infinitive, whatever stands before it."""
    bare = tokens[i].text == "put" and i > 0 and tokens[i - 1].pos not in ("AUX", "PART")
    speak = tokens[i].text in ("speak", "speaks") and [t.text for t in tokens[i + 1 : i + 2]] == ["of"]
    return tokens[i].tag in PAST or bare or (speak and tokens[max(i - 1, 0)].tag not in ("TO", "MD"))


def _active(view: View, sentence: Sentence, i: int) -> Draft | None:
    """ "Open Gate, a relief group, counted five dead"."""
    tokens = sentence.tokens
    kind = _telling(tokens, i)
    end = _end(tokens, i + 1)
    first = _after_for(tokens, i + 1, end) if kind == "claim" else i + 1
    if kind is None or (tokens[i].tag == "VBN" and not _helps(tokens[max(i - 1, 0)])):
        return None
    left = _left(tokens, i)
    start = _subject(tokens, left)
    start = _last_phrase(view, tokens, left) if start is None else start
    if start is None and tokens[left].text.lower() in ("which", "who"):  # "…, which raised the number to 17": nobody
        start = left if tokens[i].lemma.lower() not in CHANGED else None
    if start is None and tokens[left].text.lower() in ("and", "but"):
        return _going_on(view, sentence, left + 1, first, end, kind)
    content = trim(view.text, tokens[first].span.start, tokens[end - 1].span.end) if end > first else None
    passive = tokens[i].tag == "VBN" and any(t.lemma == "be" for t in tokens[left + 1 : i])
    if start is None or content is None or passive or _negated(tokens[left + 1 : i]):
        return None
    last = left if tokens[left].text != "," else left - 1
    source = Span(tokens[start].span.start, tokens[last].span.end)
    return Draft((Span(tokens[left + 1].span.start, tokens[first - 1].span.end),), (content,), source, kind)


def _going_on(view: View, sentence: Sentence, start: int, first: int, end: int, kind: SayKind) -> Draft | None:
    """ "The front repeated that the dead were spies, but now put their number at 15": who opens the sentence."""
    tokens, source = sentence.tokens, first_subject(view, sentence)
    content = trim(view.text, tokens[first].span.start, tokens[end - 1].span.end) if end > first else None
    if source is None or content is None or _negated(tokens[start:first]):
        return None
    return Draft((Span(tokens[start].span.start, tokens[first - 1].span.end),), (content,), source, kind)


def _after_for(tokens: Sequence[Token], start: int, end: int) -> int:
    """Where the attack is named: behind "responsibility for", or right behind the verb."""
    taken = any(t.lemma.lower() in cues.responsibility() for t in tokens[start : start + 3])
    return next((n + 1 for n in range(start, end) if taken and tokens[n].text == "for"), start)


def _passive(view: View, sentence: Sentence, i: int) -> Draft | None:
    """ "The number of dead was put at eleven by the health ministry"."""
    tokens = sentence.tokens
    end = _end(tokens, i + 1)
    by = next((n for n in range(i + 1, end) if tokens[n].text == "by"), None)
    if tokens[i].lemma.lower() not in cues.toll_verbs() or by is None or not _has_number(tokens[i + 1 : by]):
        return None
    start = _subject(tokens, _left(tokens, i))
    if start is None or not any(t.lemma.lower() in cues.toll_nouns() for t in tokens[start:i]):
        return None
    told = Span(tokens[start].span.start, tokens[_left(tokens, i)].span.end)
    figure = trim(view.text, tokens[i + 1].span.start, tokens[by].span.start)
    source = phrase_after(view, sentence, tokens[by].span.end)
    cue = Span(tokens[_left(tokens, i) + 1].span.start, tokens[i].span.end)
    return Draft((cue,), (told, figure), source, "assess") if source and figure else None


def _telling(tokens: Sequence[Token], i: int) -> SayKind | None:
    """The kind of attribution that a verb makes with what follows it, if that is a toll or a responsibility."""
    lemma, after = tokens[i].lemma.lower(), tokens[i + 1 : _end(tokens, i + 1)]
    nouns = {t.lemma.lower() for t in after[:SPAN]}
    if lemma in cues.responsible_verbs() and _owns(tokens[i + 1 : _end(tokens, i + 1)], lemma):
        return "claim"
    if lemma in cues.seeing_verbs() and nouns & cues.harmed() and _by_reporter(tokens, i):
        return "say"
    if not _has_number(after[:SPAN]):
        return None
    if lemma in cues.toll_verbs() and nouns & cues.toll_nouns() and nouns & {"at", "as", "to", "of"}:
        return "assess"
    if lemma in PUBLISHING and nouns & LISTS and nouns & cues.harmed():
        return "say"
    bare = len(after) == 1 and lemma in cues.counting_verbs()  # "has registered 18"
    bare = bare or (len(after) == 2 and lemma in SPOKEN_OF)  # "speaks of 18"
    if not bare and not nouns & cues.harmed():
        return None
    if lemma in cues.counting_verbs():
        return "say"
    return "say" if SPOKEN_OF.get(lemma) == after[0].text else None


def _by_reporter(tokens: Sequence[Token], i: int) -> bool:
    """Whether the verb's subject is one who writes for a medium: "our correspondent saw"."""
    left = _left(tokens, i)
    start, reporters = subject_start(tokens, left), cues.media_nouns() | speakers().reporters
    return start is not None and any(t.lemma.lower() in reporters for t in tokens[start : left + 1])


def _owns(after: Sequence[Token], lemma: str) -> bool:
    """Whether an attack is claimed: "responsibility for the bombing", "the bombing"."""
    if any(t.lemma.lower() in cues.responsibility() for t in after[:3]):
        return any(t.text == "for" for t in after)
    noun = next((t for t in after if t.tag.startswith("NN")), None)
    return lemma == "claim" and noun is not None and noun.lemma.lower() in cues.attacks()


def _subject(tokens: Sequence[Token], left: int) -> int | None:
    """Where the verb's subject begins: at the sentence's, or behind a comma or an "and"."""
    start = subject_start(tokens, left)
    if start is None:
        return None
    parted = [
        n + 1 for n in range(start, left) if tokens[n].text.lower() in PARTS and is_name(tokens[n + 1 : left + 1])
    ]
    opened = [n for n in parted if n - 2 >= 0 and any(t.tag in FINITE for t in tokens[start : n - 1])]
    return opened[-1] if opened else start


def _last_phrase(view: View, tokens: Sequence[Token], left: int) -> int | None:
    """Where the noun phrase before the verb begins, whatever opens its sentence: "On its website the ministry gave"."""
    phrase = view.noun_phrase(tokens[left].span.start)
    if phrase is None or phrase.span.end != tokens[left].span.end:
        return None
    return next((n for n, t in enumerate(tokens) if t.span.start == phrase.span.start), None)


def _left(tokens: Sequence[Token], i: int) -> int:
    """The last word of the subject: over auxiliaries and adverbs."""
    left = i - 1
    while left > 0 and _helps(tokens[left]):
        left -= 1
    return left


def _helps(token: Token) -> bool:
    """Whether a word stands between subject and verb; so does the "since" of "has since counted"."""
    return token.pos in AUXILIARY or token.text == "since"


def _end(tokens: Sequence[Token], start: int) -> int:
    """The end of the verb's clause."""
    for n in range(start, len(tokens)):
        more = tokens[n].text.lower() in PARTS and any(t.tag in FINITE for t in tokens[n : n + 6])
        if tokens[n].text in BREAKS or more or (tokens[n].text == "." and n == len(tokens) - 1):
            return n
    return len(tokens)


def _has_number(tokens: Sequence[Token]) -> bool:
    return any(t.pos == "NUM" or t.lemma.lower() in cues.vague_numbers() for t in tokens)


def _negated(tokens: Sequence[Token]) -> bool:
    return any(t.text.lower() in NEGATIONS for t in tokens)
