"""Pronouns that may stand for a party."""

from collections.abc import Iterator

from firsthand.extract.parties.draft import Draft, Scene
from firsthand.reference.actor_nouns import Number
from firsthand.reference.actor_words import words
from firsthand.reference.people import Gender

PRONOUNS: dict[str, tuple[Number, Gender | None, str]] = {
    **dict.fromkeys(("he", "him", "his", "himself"), ("singular", "male", "person")),
    **dict.fromkeys(("she", "her", "hers", "herself"), ("singular", "female", "person")),
    **dict.fromkeys(("they", "them", "their", "theirs", "themselves"), ("plural", None, "plural")),
    **dict.fromkeys(("it", "its", "itself"), ("singular", None, "thing")),
    "who": ("singular", None, "relative"),
}
IMPERSONAL = words("impersonal")
BE = frozenset("is was s be been remains remained became becomes would will could may might has had".split())
CLAUSE = frozenset("that to whether when if how what why who for where".split())
SAYING = words("saying")
SETTING = frozenset("on in at by to during over after before".split())
BEFORE_CUE = frozenset((",", "”", '"', "’", "''"))
REACH = 12  # words after an empty "it" in which its clause begins: "it is not yet clear whether"


def pronouns(scene: Scene) -> Iterator[Draft]:
    """The pronouns of a line that may stand for somebody; an empty "it" is left out."""
    for i, word in enumerate(scene.line.words):
        about = PRONOUNS.get(word.norm)
        if not about or (word.tag and not word.tag.startswith(("PRP", "WP"))) or _empty(scene, i):
            continue
        number, gender, group = about
        span = scene.line.span(i, i + 1)
        yield Draft(
            span, span, scene.number, word.text, "unnamed", shape="pronoun", head=word.norm, group=group, number=number,
            gender=gender, definite=True, closing=_closing(scene, i),
        )  # fmt: skip


def _closing(scene: Scene, i: int) -> bool:
    """ "The road was mined, she said on Monday.": the speaker is told after the words, at most a setting follows."""
    words = scene.line.words
    told = words[i + 2 :]
    if not 0 < i < len(words) - 1 or words[i - 1].text not in BEFORE_CUE or words[i + 1].norm not in SAYING:
        return False
    if words[i + 1].norm == "told":
        return "that" not in scene.norms(i + 2, i + REACH)
    return not told or not told[0].text[0].isalnum() or told[0].norm in SETTING or told[0].text.endswith("day")


def _empty(scene: Scene, i: int) -> bool:
    """ "It is unclear whether", "it seems": the pronoun stands for the clause."""
    words = scene.line.words
    if words[i].norm != "it" or i + 1 >= len(words):
        return False
    if words[i + 1].norm in IMPERSONAL:
        return True
    if words[i + 1].norm not in BE:
        return False
    rest = scene.norms(i + 2, i + REACH)
    tags = [w.tag for w in words[i + 2 : i + 2 + 4]]
    return bool(CLAUSE.intersection(rest)) and any(t.startswith(("JJ", "RB", "VBN", "DT", "NN")) for t in tags)
