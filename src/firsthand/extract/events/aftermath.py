"""Whether harm that is told without an attack can be of one that the report tells: before it, or a few sentences on."""

from collections.abc import Sequence
from dataclasses import replace

from firsthand.extract.events import nominal
from firsthand.extract.events.page import Page
from firsthand.extract.events.refer import Told
from firsthand.extract.language.layer import Sentence
from firsthand.reference.background import background
from firsthand.reference.discourse import discourse
from firsthand.reference.tolls import later, violent, wordings

NEAR = 3  # sentences after an attack in which bare deaths are taken to be of it, whatever they read like
FAR = 12  # sentences after an attack in which other words for harm are
BEFORE = 2  # sentences before, in which an attack may be named without an event word
BEHIND = 3  # sentences behind, in which it may be named: "Eight are confirmed dead. … saw the tail of a bomb"


def is_after_attack(number: int, earlier: Sequence[Told]) -> bool:
    return _told(number, earlier, NEAR)


def is_told(number: int, earlier: Sequence[Told]) -> bool:
    """Whether an attack was told before, of which "the mayor spoke of six" can be."""
    return _told(number, earlier, FAR)


def may_stand(page: Page, sentence: Sentence, number: int, earlier: Sequence[Told]) -> bool:
    """Whether tolls without an event word can be of an attack: one told before or named nearby, nothing else."""
    return not is_else(page, sentence) and (_told(number, earlier, FAR) or _named(page, number))


def may_follow(page: Page, sentence: Sentence, number: int, earlier: Sequence[Told]) -> bool:
    """Whether a bare result ("the driver died") can be of an attack: one told just before or named nearby."""
    return is_after_attack(number, earlier) or (not is_else(page, sentence) and _named(page, number))


def of_another_day(page: Page, told: Told) -> Told:
    """A death of those hurt before, told after their attack, without its day, which is none of the attack's: "One of
    the injured died on Wednesday"."""
    lead = told.happening.lead
    late = lead.sense.weak and later().search(page.text, *_ends(lead.sentence)) is not None
    return replace(told, event=replace(told.event, when=None)) if late else told


def _named(page: Page, number: int) -> bool:
    near = page.sentences[max(number - BEFORE, 0) : number + BEHIND + 1]
    return any(nominal.names_attack(s) or any(t.lemma.lower() in violent() for t in s.tokens) for s in near)


def is_else(page: Page, sentence: Sentence) -> bool:
    """Whether the sentence tells of something else: an accident, a disease, how many a war has cost."""
    words = background()
    other = (words.spell, discourse().running)
    if is_otherwise(page, sentence) or any(p.search(page.text, *_ends(sentence)) for p in other):
        return True
    return any(t.lemma.lower() in words.lasting for t in sentence.tokens)


def is_otherwise(page: Page, sentence: Sentence) -> bool:
    """Whether it tells of an accident or a disease."""
    return wordings().elsewise.search(page.text, *_ends(sentence)) is not None


def _ends(sentence: Sentence) -> tuple[int, int]:
    return sentence.span.start, sentence.span.end


def _told(number: int, earlier: Sequence[Told], within: int) -> bool:
    return any(number - t.sentence <= within and t.event.type == "ASSAULT" for t in earlier)
