"""How far a noun phrase reaches: to the left over what modifies it, and back over "dozens of"."""

from firsthand.extract.parties.dictionary import Match
from firsthand.extract.parties.draft import Scene
from firsthand.extract.parties.words import Word
from firsthand.reference.actor_words import phrases, words

BEFORE_NOUN = ("DT", "PDT", "JJ", "NN", "PRP$", "CD", "AFX", "FW", "WP$")
TIME_WORDS = words("time_words")
QUANTITIES = words("quantities")
ADVERBS, BEFORE_NUMBERS, SAYING = words("adverbs"), phrases("before_numbers"), words("saying")


def left(scene: Scene, head: int, group: str = "") -> int:
    """The first word of the phrase whose head begins at word `head`; `group` is the head's class."""
    i = head
    while i > 0:
        counted = _with_number_words(scene, i)
        if counted < i:
            return counted
        if not _modifies(scene, i - 1, group):
            break
        match = scene.match_at(i - 1)
        i = match.start if match else i - 1
    return i


def back_over_quantity(scene: Scene, start: int) -> int:
    """The start of "dozens of", "a group of", "three of" before the phrase that begins at `start`, else `start`."""
    words = scene.line.words
    if start < 2 or words[start - 1].norm != "of":
        return start
    before = words[start - 2]
    if before.norm in QUANTITIES or before.tag == "CD":
        return left(scene, start - 2)
    return start


def _modifies(scene: Scene, i: int, group: str) -> bool:
    word, following = scene.line.words[i], scene.line.words[i + 1]
    if "\n\n" in scene.text[word.end : following.start]:
        return False
    if word.norm in TIME_WORDS and word.after != "-" and word.norm not in ("may", "march"):
        return False
    if word.norm == "later":
        return False  # "two hours later gunmen shot dead a headman"
    if _starts_phrase(following):
        return word.norm in ("all", "both", "half")
    if _is_number(following) and word.noun and word.tag and not word.after and not scene.match_at(i):
        return False  # "Houthis arrest 11 aid workers": no noun stands before a number in one phrase
    if _is_number(following) and word.tag.startswith("V"):
        return False  # "bombings on July 7 killed 45 people"
    if i and scene.line.words[i - 1].norm == "to" and word.tag.startswith("NNP") and word.text.islower():
        return False  # "to demoralise rebels": a verb that the tagger does not know
    if word.norm == "dead" and i and scene.line.words[i - 1].verb:
        return False  # "shot dead two robbers"
    match = scene.match_at(i)
    if match:
        return _match_modifies(scene, match, group)
    if word.after == "-":
        return True
    if word.after == "s":
        return True
    if word.tag.startswith("V"):
        return word.tag in ("VBN", "VBG") and word.norm not in SAYING and _participle(scene, i)
    if word.norm in ADVERBS:
        return following.tag.startswith(("JJ", "VBN"))
    return _before_noun(word)


def _before_noun(word: Word) -> bool:
    if not word.text[0].isalnum():
        return False
    return not word.tag or word.tag.startswith(BEFORE_NOUN)


def _starts_phrase(word: Word) -> bool:
    """An article or possessive pronoun begins a phrase: what stands before it belongs to another."""
    return word.tag in ("DT", "PRP$") and word.norm not in ("all", "both", "half")


def _is_number(word: Word) -> bool:
    return word.tag == "CD" or word.text[0].isdigit()


def _match_modifies(scene: Scene, match: Match, group: str) -> bool:
    word = scene.line.words[match.end - 1]
    if match.sense.what == "media" and group not in ("sources", "document", "civilians", "media"):
        return word.after == "s"
    return True


def _with_number_words(scene: Scene, start: int) -> int:
    """`start`, moved left over "at least", "more than", "as many as" before a number."""
    word = scene.line.words[start]
    if not _is_number(word):
        return start
    for size in (3, 2, 1):
        if start >= size and " ".join(scene.norms(start - size, start)) in BEFORE_NUMBERS:
            return start - size
    return start


def _participle(scene: Scene, i: int) -> bool:
    """A participle modifies what follows where nothing before it could be its subject: "the suspected rebels"."""
    if i == 0:
        return True
    before = scene.line.words[i - 1]
    if before.after == "-" or before.tag.startswith(("DT", "JJ", "CD", "PRP$")):
        return True
    return scene.line.words[i].tag == "VBN" and (not before.text[0].isalnum() or before.tag.startswith("IN"))
