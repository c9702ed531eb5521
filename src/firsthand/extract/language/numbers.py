"""Numbers that the parser hangs from the wrong word: how many there were, and whom it befell."""

from firsthand.extract.language.lexicon import lexicon
from firsthand.extract.language.tree import FINITE, NOUNS, PAST, Node, Tree, crown, move

VAGUE = frozenset({"scores", "dozens", "hundreds", "thousands", "several", "many"})


def number(noun: Node) -> None:
    """ "pulled at least 20 bodies out": no two objects, but how many there were."""
    verb = noun.head
    before = next((c for c in verb.all("obj") if c.tag == "CD" and c.index == noun.index - 1), None) if verb else None
    if noun.role == "obj" and before is not None and noun.tag == "NNS":
        move(before, noun, "nummod")


def up_to(word: Node) -> None:
    """ "Up to ten women were led away": as many of them as that, and no "up" that was led."""
    verb = word.head
    noun = next((c for c in word.all("obl", "nmod") if c.child("nummod")), None)
    to = noun.child("case") if noun is not None else None
    if word.lower != "up" or verb is None or noun is None or to is None or to.lower != "to":
        return
    if word.role in {"nsubj", "nsubj:pass", "obj"}:
        move(noun, verb, word.role)
        move(word, noun, "advmod")
        move(to, noun, "advmod")


def of_told(number: Node, tree: Tree) -> None:
    """ "Police said at least 26 fighters died": so many of those who died, and nothing that was said."""
    said, behind = number.head, tree.nodes[number.index + 1 : number.index + 4]
    if number.tag != "CD" or number.role not in {"obj", "obl", "obl:unmarked"} or said is None:
        return
    noun = next((n for n in behind if n.tag in NOUNS), None)
    if said.lemma not in lexicon().speech_verbs or noun is None or noun.head is None or noun.head.head is not said:
        return
    between = behind[: behind.index(noun)]
    if noun.role.startswith("nsubj") and noun.head.role == "ccomp" and all(n.tag in {"JJ", *NOUNS} for n in between):
        move(number, noun, "nummod")


def before_comma(number: Node, tree: Tree) -> None:
    """ "A strike killed four, medics said": a number before a comma counts nobody behind it, but is whom it befell."""
    noun, verb = number.head, tree.nodes[number.index - 1]
    if number.role != "nummod" or noun is None or verb.pos != "VERB" or number.index + 1 >= noun.index:
        return
    if tree.nodes[number.index + 1].lower == "," and not verb.child("obj", "aux:pass"):
        move(number, verb, "obj")


def of_them(number: Node) -> None:
    """ "It shot down or jammed 403 of the drones": so many of them are what befell."""
    verb, whole = number.head, number.child("nmod")
    if number.role != "obl:unmarked" or number.tag != "CD" or verb is None or verb.pos != "VERB" or whole is None:
        return
    case = whole.child("case")
    if case is not None and case.lower == "of" and whole.child("det") and not verb.child("obj", "aux:pass"):
        number.role = "obj"
        for second in [c for c in verb.all("conj") if c.index == number.index - 1 and c.pos == "VERB"]:
            move(number, second, "obj")


def before_number(verb: Node) -> None:
    """ "An attack on a checkpoint wounded two soldiers", read as soldiers of the attack."""
    noun = verb.head
    top = noun.head if noun is not None else None
    if verb.tag not in PAST or verb.role != "amod" or noun is None or top is None or top.head is not None:
        return
    bare = noun.role in {"nmod", "appos"} and not noun.child("case") and top.pos == "NOUN"
    if bare and numbered(verb, noun) and not top.child("nsubj", "cop"):
        crown(verb, top, "nsubj")
        move(noun, verb, "obj")


def counted(noun: Node, tree: Tree) -> None:
    """ "fired on at least 20 villagers": "at" belongs to the number, and who is counted is whom it befell."""
    at = least(noun)
    if at is None or at.index == 0:
        return
    before = tree.nodes[at.index - 1]
    verb = before.head if before.role == "compound:prt" and before.head is not None else before
    if (
        before.lower in {"on", "upon"}
        and before.role == "advmod"
        and before.head is noun.head
        and noun.head is not None
    ):
        move(before, noun, "case")
        noun.role = "obl"
        return
    if verb.pos != "VERB" or verb.tag not in PAST | FINITE | {"VBG", "VB"} or verb.child("aux:pass"):
        return
    if noun.head is not verb:
        _over(verb, noun)
    noun.role = "obj"
    doer = verb.head
    clause = verb.role == "acl" and verb.tag in PAST and not verb.child("nsubj", "mark")
    if clause and doer is not None and doer.role in {"ccomp", "root", "parataxis"}:
        crown(verb, doer, "nsubj")


def _over(verb: Node, noun: Node) -> None:
    """The noun under the verb before it; where the noun stood for a whole clause, the verb stands there."""
    if noun.role in {"ccomp", "root", "parataxis", "advcl"}:
        doer = verb.head if verb.role in {"acl", "amod"} else None
        move(verb, noun.head, noun.role)
        verb.tag = "VBD" if verb.tag == "VBN" else verb.tag
        for mark in noun.all("mark", "punct"):
            move(mark, verb, mark.role)
        if doer is not None and doer is not noun and doer.tag in NOUNS:
            move(doer, verb, "nsubj")
    move(noun, verb, "obj")


def least(noun: Node) -> Node | None:
    """The first word of the "at least" that counts the noun."""
    for number in [noun, *noun.all("nummod")]:
        for least in number.all("nmod", "advmod", "amod"):
            at = least.child("case") or noun.child("case")
            if least.lower == "least" and at is not None and at.index == least.index - 1:
                return at
    return None


def numbered(verb: Node, noun: Node) -> bool:
    """Whether a number stands between, or is the noun: "wounded two soldiers" tells a deed."""
    between = any(c.role in {"nummod", "det"} and verb.index < c.index < noun.index for c in noun.children)
    return between or (noun.lower in VAGUE and verb.index == noun.index - 1)


def is_counted(phrase: Node, verb: Node) -> bool:
    """ "killed at least 15 people": right behind its verb, "at" belongs to the number."""
    case = phrase.child("case")
    return (
        case is not None and case.lower == "at" and case.index == verb.index + 1 and phrase.child("nummod") is not None
    )
