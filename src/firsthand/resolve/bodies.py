"""Bodies under several words: "the charity" is Wards Without Walls, and who heads it or speaks for it is it."""

import re
from collections.abc import Iterable, Mapping

from firsthand.model.values import PartyKind
from firsthand.reference.roles import Role, organ, plain
from firsthand.reference.speakers import speakers
from firsthand.resolve.names import core, folded, head, singular

# a body that begins a clause between a word for another one and "its director", whose director that is
ANOTHER_BODY = re.compile(r"[.;\n]\s*[Tt]he\s(?:[A-Z][\w-]+\s){1,6}[A-Z][\w-]+")
APART = frozenset({"former", "ex", "ousted", "retired"})


def stem(word: str) -> str:
    """A word as names of bodies are compared: singular, without a possessive, the British spelling."""
    return singular(word.removesuffix("'").replace("defense", "defence"))


def words(name: str) -> frozenset[str]:
    """The words of a body's name, without those that say only where or how it is."""
    return frozenset(stem(w) for w in folded(name).split() if w not in speakers().vague and len(w) > 2)


def is_less(nameless: str, named: str) -> bool:
    """Whether words for a body are its name with less of it: "the doctors' union" is the Sudan Doctors' Union."""
    less, more = words(nameless), words(named)
    return len(less) > 1 and less < more and stem(head(core(nameless)).casefold()) in more


def is_kind_of(nameless: str, named: str, kind: PartyKind | None) -> bool:
    """Whether words for a body without a name say what a named one is: "a war monitor", "the charity", "the group"."""
    noun = stem(head(core(nameless)).casefold())
    told = speakers().kinds.get(noun)
    if told is None:
        return False
    own = words(named)
    return kind in told or bool(told & own and (noun not in own or words(nameless) <= own))


def stands_for(role: Role, body: str) -> bool:
    """Whether a role is one at a named body: "head of the Syrian Observatory", "doctor at Hope Hospital"."""
    whose = plain(words(body))
    known = bool(whose) and not organ(body)[0] and not role.words & APART
    noun = stem(head(body).casefold())
    shorter = (
        len(whose) > 1 and noun in role.words and re.search(rf"\bthe\s{re.escape(noun)}$", role.phrase) is not None
    )
    return known and (shorter or whose <= plain(stem(w) for w in role.words))


def theirs(text: str, bodies: Mapping[str, Iterable[str]], person: str) -> str | None:
    """The body (a key of `bodies`, which holds mentions) whose ("its", "the group's") head or spokesman a person is.

    The one named last before.
    """
    name = re.escape(core(person))
    said = re.search(speakers().their_head.replace("NAME", name), text)
    if said is None:
        return None
    told = text[: said.start()].casefold()
    ends = {
        body: max((_last(told, core(m).casefold()) for m in all_), default=(-1, 0)) for body, all_ in bodies.items()
    }
    nearest = max(ends, key=lambda b: (ends[b], b), default="")
    at = ends.get(nearest, (-1, 0))[0]
    return nearest if at >= 0 and ANOTHER_BODY.search(text, at, said.start()) is None else None


def _last(text: str, words: str) -> tuple[int, int]:
    """Where words end that a text told last, and how long they are; -1 where it did not."""
    at = text.rfind(words)
    return (at + len(words), len(words)) if at >= 0 else (-1, 0)
