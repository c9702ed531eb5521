"""Parses that news shows to be wrong, put right: each function knows one habit of a parser trained on little text."""

from itertools import pairwise

from firsthand.extract.language import harms
from firsthand.extract.language.lexicon import lexicon
from firsthand.extract.language.tree import Node, Tree, move, subtree
from firsthand.reference import timewords

PAST = frozenset({"VBD", "VBN"})
CLAUSES = frozenset({"ccomp", "parataxis", "obl:unmarked", "obl"})  # as what a small parser hangs what was said
BEFORE_VERB = frozenset({"obl", "obl:unmarked", "nsubj", "nsubj:pass", "obj"})
NOUN_ROLES = frozenset({"obj", "iobj", "nsubj", "nsubj:pass", "obl"})


def repair(tree: Tree) -> Tree:
    """The tree, changed in place where a repair applies."""
    for node, following in pairwise(tree.nodes):
        _shot_dead(node, following)
    for node in tree.nodes:
        _verbless(node, tree)
    for node in tree.nodes:
        _noun(node)
        _particle(node)
        _day_before_doer(node, tree)
        _reported_clause(node)
        _spoken_aside(node)
        _not_the_speakers(node)
    for node in tree.nodes:
        harms.rehang(node)
    return tree


def _shot_dead(node: Node, following: Node) -> None:
    """ "On Monday gunmen shot dead two monks": a deed, also where "shot" is tagged as a noun."""
    if node.lower != "shot" or following.lower != "dead" or node.pos != "NOUN":
        return
    node.pos, node.tag, node.lemma = "VERB", "VBD", "shoot"
    for case in node.all("case"):
        if day := next((n for n in node.all("compound") if n.index == case.index + 1), None):
            move(day, node, "obl")
            move(case, day, "case")
    if not node.child("nsubj") and (doer := next(reversed(node.all("compound", "nmod")), None)):
        doer.role = "nsubj"
        for word in [w for w in node.all("det", "amod", "nummod", "compound") if w.index < doer.index]:
            move(word, doer, word.role)
    if following.head is not node:
        move(following, node, "xcomp")


def _verbless(noun: Node, tree: Tree) -> None:
    """ "An official denied that …", "The states imposed sanctions …": no noun with what is said of it, but a sentence.

    Only where the words after the verb show it: of "Soldiers killed in Gao." nobody knows whether it is one.
    """
    said = noun.role in CLAUSES and noun.head is not None and noun.head.lemma in lexicon().speech_verbs
    if not (said or noun.head is None) or noun.pos not in {"NOUN", "PROPN"} or tree.nodes[-1].tag not in {".", "''"}:
        return
    if noun.child("nsubj", "nsubj:pass", "cop", "acl:relcl", "conj", "parataxis"):
        return
    after = next((n for n in noun.all("acl") if n.index > noun.index and n.tag in PAST), None)
    if after is not None and not after.child("mark", "nsubj", "aux", "aux:pass"):
        counted = next((o for o in after.all("obl") if _is_counted(o, after)), None)
        if counted is not None:
            counted.role = "obj"
        if after.child("obj", "ccomp"):
            _crown(after, noun, "nsubj")
        return
    before = next((n for n in noun.all("amod", "acl") if n.index < noun.index and n.tag in PAST), None)
    if before is not None and before.child("nsubj"):
        _crown(before, noun, "obj")


def _is_counted(phrase: Node, verb: Node) -> bool:
    """ "killed at least 15 people": right behind its verb, "at" belongs to the number."""
    case = phrase.child("case")
    return (
        case is not None and case.lower == "at" and case.index == verb.index + 1 and phrase.child("nummod") is not None
    )


def _crown(verb: Node, noun: Node, role: str) -> None:
    """Puts the verb in the noun's place, with the noun and what stood beside them under it."""
    move(verb, noun.head, "root" if noun.head is None else "ccomp")
    verb.pos, verb.tag = "VERB", "VBD"
    move(noun, verb, role)
    for child in [c for c in noun.children if c.role in {"punct", "advcl", "obl", "advmod", "discourse"}]:
        if (child.index > verb.index) == (noun.index < verb.index):
            move(child, verb, child.role)


def _not_the_speakers(said: Node) -> None:
    """ "The bomb went off, killing two, police said": what stands before the speaker is not the speaker's act."""
    speaker = said.child("nsubj")
    if said.lemma not in lexicon().speech_verbs or speaker is None:
        return
    clause = next((c for c in said.all("ccomp", "parataxis") if c.index < speaker.index), None)
    if clause is None and said.role in {"advcl", "parataxis", "conj"} and not said.child("mark", "cc"):
        clause = said.head if said.head is not None and said.head.index < speaker.index else None
    if clause is None:
        return
    first = min(node.index for node in subtree(speaker))
    for child in [c for c in said.all("advcl", "csubj", "obl") if clause.index < c.index < first]:
        move(child, clause, "obl" if child.role == "obl" else "advcl")
    if clause is said.head:
        said.role = "parataxis"


def _noun(node: Node) -> None:
    """ "There were clashes", tagged as a verb: a noun, as it stands where nouns stand, with article or preposition."""
    if node.pos != "VERB" or node.tag != "VBZ" or node.head is None or node.role not in NOUN_ROLES:
        return
    if node.child("det", "case") or node.head.child("expl"):
        node.pos, node.tag = "NOUN", "NNS"
        node.lemma = node.lemma if node.lemma != node.text else node.lower.removesuffix("s")


def _day_before_doer(doer: Node, tree: Tree) -> None:
    """ "On Sunday militants abducted 12 farmers": the day belongs to the deed, and who stands behind it did it."""
    verb, case = doer.head, doer.child("case")
    if doer.role not in BEFORE_VERB or verb is None or case is None or verb.pos != "VERB" or verb.index < doer.index:
        return
    day = _day_behind(case, doer, tree)
    if (
        day is None
        or doer.tag not in {"NNS", "NNP", "NN", "NNPS"}
        or verb.child("nsubj", "nsubj:pass", "csubj") not in {None, doer}
    ):
        return
    for word in tree.nodes[case.index + 1 : day.index]:
        if word.head is doer:
            move(word, day, word.role)
    move(case, day, "case")
    move(day, verb, "obl")
    doer.role = "nsubj:pass" if verb.child("aux:pass") else "nsubj"


def _day_behind(case: Node, doer: Node, tree: Tree) -> Node | None:
    """The last word of the day, month or hour that stands right behind a preposition: "on Monday evening"."""
    words = timewords.words()
    last = None
    for word in tree.nodes[case.index + 1 : doer.index]:
        named = word.lower in words.weekdays or (word.lower in words.months and word.tag.startswith("NNP"))
        if not named and not (last is not None and (word.tag == "CD" or word.lower in words.dayparts)):
            break
        last = word
    return last if last is None or not _is_time(doer) else None


def _is_time(node: Node) -> bool:
    words = timewords.words()
    tables = (words.dayparts, words.weekdays, words.months, words.units, words.plurals)
    return any(node.lower in t or node.lower.removesuffix("s") in t for t in tables)


def _particle(node: Node) -> None:
    """ "broke off the talks": a particle (by its tag) right after its verb is no preposition of the object."""
    noun = node.head
    if node.tag != "RP" or node.role != "case" or noun is None or noun.head is None:
        return
    if noun.head.pos == "VERB" and noun.head.index == node.index - 1:
        verb = noun.head
        if noun.role == "obl":
            noun.role = "obj"
        move(node, verb, "compound:prt")


def _reported_clause(node: Node) -> None:
    """ "told reporters that the base was safe": no relative clause of the reporters, but what they were told."""
    noun = node.head
    if not node.role.startswith("acl") or noun is None or noun.role not in {"obj", "iobj"} or noun.head is None:
        return
    that = any(mark.lower == "that" and mark.role == "mark" for mark in node.children)
    if that and noun.head.lemma in lexicon().speech_verbs and node.child("nsubj", "nsubj:pass"):
        move(node, noun.head, "ccomp")


def _spoken_aside(node: Node) -> None:
    """ "The shelling has stopped, a witness told Reuters": no second main clause, but who says the first."""
    if node.role != "conj" or node.lemma not in lexicon().speech_verbs or node.child("cc", "ccomp", "xcomp"):
        return
    if node.head is not None and node.head.pos in {"VERB", "AUX", "ADJ", "NOUN"} and node.child("nsubj"):
        node.role = "parataxis"
